//! Every door and every change of the API, walked by every role, in its own region and in another, and compared with the
//! one table of rights.

mod api;
mod doors;
mod place;
mod visit;
