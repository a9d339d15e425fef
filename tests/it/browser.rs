//! The pages in a real browser: no violation that axe finds, nothing wider than the screen, the keyboard alone.
//!
//! Needs chromedriver and chromium; axe-core is looked for in `target/node`. Where they are absent the tests say that
//! they were skipped; with `JALONS_REQUIRE_BROWSER=1` they fail.

mod driver;
mod office;
mod public;
mod rooms;
mod window;
