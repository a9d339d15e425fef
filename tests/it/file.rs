//! An official's own file: taken away, changed, sent back, mended, published.

mod desk;
pub mod fixture;
mod program;
mod round;
mod safety;
mod sent;
