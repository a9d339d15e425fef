//! How well texts are read, as measured on the annotated documents: the figures of `/methode`. A test measures them and
//! compares (`tests/it/reading.rs`).

use std::sync::LazyLock;

use serde::Deserialize;

/// The figures as measured.
#[derive(Debug, Deserialize)]
pub(super) struct Score {
    /// How many documents.
    pub(super) documents: usize,
    /// First and last day both right.
    pub(super) dates: Share,
    /// Kind, days, number and regions right, where the words stand.
    pub(super) facts: Share,
    /// Of the facts, those about committees and contracts.
    pub(super) committees_and_contracts: Share,
}

/// Right, of what was read and of what was to be read.
#[derive(Debug, Deserialize)]
pub(super) struct Share {
    pub(super) right: u32,
    pub(super) reported: u32,
    pub(super) expected: u32,
}

impl Score {
    /// The figures that the tests hold to be true.
    #[expect(clippy::expect_used, reason = "the file is built in: a test reads it")]
    pub(super) fn measured() -> &'static Self {
        static SCORE: LazyLock<Score> = LazyLock::new(|| {
            serde_json::from_str(include_str!("../../../tests/it/files/score.json")).expect("the score as measured")
        });
        &SCORE
    }

    /// The rows of its table.
    pub(super) fn rows(&self) -> [(&'static str, &Share); 3] {
        [("Dates", &self.dates), ("Faits", &self.facts), ("dont COPIL et contrats", &self.committees_and_contracts)]
    }
}

impl Share {
    /// Of what was read, the share that is right.
    pub(super) fn precision(&self) -> String {
        percent(self.right, self.reported)
    }

    /// Of what was to be read, the share that was.
    pub(super) fn recall(&self) -> String {
        percent(self.right, self.expected)
    }
}

/// "99,6 %", rounded down: less than all is never "100 %".
fn percent(part: u32, whole: u32) -> String {
    let mille = u64::from(part) * 1000 / u64::from(whole.max(1));
    if mille % 10 == 0 { format!("{}\u{a0}%", mille / 10) } else { format!("{},{}\u{a0}%", mille / 10, mille % 10) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_measured_figures_are_there_and_rounded_down() {
        assert!(Score::measured().documents > 50);
        assert_eq!(percent(999, 1000), "99,9\u{a0}%");
        assert_eq!(percent(9999, 10_000), "99,9\u{a0}%");
        assert_eq!((percent(7, 7).as_str(), percent(0, 0).as_str()), ("100\u{a0}%", "0\u{a0}%"));
    }
}
