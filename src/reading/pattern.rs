//! Regular expressions written in the source.
//!
//! Where a word begins and ends with a letter of ASCII, its boundary is written `(?-u:\b)`: a Unicode one keeps the
//! engine from its fast way in a text with accents.

use regex::Regex;

/// Compiles a pattern of the source, without regard to case.
#[expect(clippy::expect_used, reason = "patterns are constants of the source: the tests compile each of them")]
pub(super) fn compile(pattern: &str) -> Regex {
    Regex::new(&format!("(?i){pattern}")).expect("a pattern of the source compiles")
}

/// The compiled form of a constant pattern, made once.
macro_rules! pattern {
    ($pattern:expr) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::reading::pattern::compile($pattern));
        &*PATTERN
    }};
}

pub(super) use pattern;
