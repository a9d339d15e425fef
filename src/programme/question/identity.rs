//! By what a question is known.

use std::{fmt, str::FromStr};

use serde::{Serialize, Serializer};

use crate::store::Key;

/// A question's public identity: chamber, legislature, type and number, `AN-15-QE-20408`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionId {
    /// `AN` or `SENAT`.
    pub chamber: String,
    /// The legislature.
    pub legislature: u8,
    /// The type.
    pub kind: String,
    /// The number as printed.
    pub number: String,
}

impl QuestionId {
    /// The key of the question's subject.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::new(format!("question:{self}"))
    }

    /// The key of the question as a source.
    #[must_use]
    pub fn question_source(&self) -> Key {
        Key::new(format!("source:{self}/question"))
    }

    /// The key of its answer as a source.
    #[must_use]
    pub fn answer_source(&self) -> Key {
        Key::new(format!("source:{self}/answer"))
    }

    /// The question of a source: of the key of a question as a source, or of its answer's.
    #[must_use]
    pub fn of_source(key: &Key) -> Option<Self> {
        let key = key.as_str().strip_prefix("source:")?;
        key.strip_suffix("/answer").or_else(|| key.strip_suffix("/question"))?.parse().ok()
    }

    /// How a French reader names it: “question n° 20408”, “question orale …”.
    #[must_use]
    pub fn french(&self) -> String {
        format!("question n° {}", self.number)
    }

    /// The name of the chamber.
    #[must_use]
    pub fn chamber_french(&self) -> &'static str {
        if self.chamber == "SENAT" { "Sénat" } else { "Assemblée nationale" }
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}-{}", self.chamber, self.legislature, self.kind, self.number)
    }
}

impl FromStr for QuestionId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<&str> = text.split('-').collect();
        let [chamber @ ("AN" | "SENAT"), legislature, kind, number] = parts.as_slice() else {
            return Err(());
        };
        if kind.is_empty() || number.is_empty() {
            return Err(());
        }
        Ok(Self {
            chamber: (*chamber).to_owned(),
            legislature: legislature.parse().map_err(|_| ())?,
            kind: (*kind).to_owned(),
            number: (*number).to_owned(),
        })
    }
}

impl Serialize for QuestionId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
