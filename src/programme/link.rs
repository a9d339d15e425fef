//! What a part of a sentence rests on: the doors turn it into an address.

use serde::Serialize;

use super::{phase::Phase, question::QuestionId, region::RegionCode};
use crate::store::{Key, StatementId};

/// What bears a statement of ours out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The territories of a region in a phase.
    Territories(RegionCode, Phase),
    /// The contracts of a region in a phase, on the timeline.
    Contracts(RegionCode, Phase),
    /// The committees of a region in a phase, on the timeline.
    Copils(RegionCode, Phase),
    /// A region.
    Region(RegionCode),
    /// A subject.
    Subject(Key),
    /// The very words in a question or its answer.
    Question(QuestionId, Option<StatementId>),
}

/// A piece of a sentence, with what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The words.
    pub text: String,
    /// What bears them out.
    pub link: Option<Link>,
}

/// A sentence written by rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence(pub Vec<Part>);

impl Sentence {
    /// Adds words.
    pub fn say(&mut self, text: impl Into<String>) {
        self.0.push(Part { text: text.into(), link: None });
    }

    /// Adds words and what they rest on.
    pub fn say_from(&mut self, text: impl Into<String>, link: Link) {
        self.0.push(Part { text: text.into(), link: Some(link) });
    }

    /// The whole sentence.
    #[must_use]
    pub fn text(&self) -> String {
        self.0.iter().map(|part| part.text.as_str()).collect()
    }
}

impl Serialize for Sentence {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.text())
    }
}
