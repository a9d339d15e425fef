//! What a section has spoken of before a sentence.

use super::thing::{Gender, Thing, What};
use crate::reading::lexicon::{Noun, Sense, Verb, Word};
use crate::reading::token::Token;

/// How many things are remembered.
const MEMORY: usize = 12;

/// A thing spoken of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mention {
    pub(super) what: What,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    pub(super) subject: bool,
}

/// What was spoken of, the latest last.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Whether "le comité" is a steering committee here.
    pub(super) steered: bool,
    /// What was last said to be done: what "l'a été" stands for.
    pub(super) act: Option<Verb>,
    mentions: Vec<Mention>,
    /// What the last sentence was about: the subject of its first verb.
    topic: Option<Mention>,
}

impl Memory {
    pub(super) fn of(tokens: &[Token]) -> Self {
        let steering = || tokens.iter().any(|token| matches!(token.sense, Sense::Noun(Noun::Copil | Noun::Steering)));
        // "le comité" alone is the programme's, unless the text speaks of another: "comité de suivi", "comité technique".
        let another = || {
            let mut committees =
                tokens.iter().enumerate().filter(|(_, token)| token.sense == Sense::Noun(Noun::Committee));
            committees.any(|(place, _)| match tokens.get(place + 1).map(|next| next.sense) {
                Some(Sense::Word(Word::De)) => tokens.get(place + 2).is_some_and(|next| !next.capital),
                next => next == Some(Sense::Unknown),
            })
        };
        let steered = !another() || steering();
        Memory { steered, mentions: Vec::with_capacity(2 * MEMORY), ..Memory::default() }
    }

    pub(super) fn nearest(&self, fits: impl Fn(&Mention) -> bool) -> Option<What> {
        self.mentions.iter().rev().find(|mention| fits(mention)).map(|mention| mention.what)
    }

    pub(super) fn nearest_subject(&self, fits: impl Fn(&Mention) -> bool) -> Option<What> {
        if let Some(topic) = self.topic.filter(|topic| fits(topic)) {
            return Some(topic.what);
        }
        self.nearest(|mention| mention.subject && fits(mention))
    }

    pub(super) fn last_what(&self) -> Option<What> {
        self.nearest(|mention| mention.what != What::Other && mention.what != What::Act)
    }

    pub(super) fn spoke_of_contracts(&self) -> bool {
        self.nearest(|mention| matches!(mention.what, What::Contract | What::Signature)).is_some()
    }

    /// Remembers the things of a sentence, whose first verb begins at a token.
    pub(super) fn remember(&mut self, things: &[Thing], verb: usize) {
        let mention = |thing: &Thing| Mention {
            what: thing.what,
            gender: thing.gender,
            plural: thing.plural,
            subject: !thing.complement,
        };
        self.topic = things.iter().find(|thing| !thing.complement && thing.tokens.end <= verb).map(mention);
        self.mentions.extend(things.iter().map(mention));
        let far = self.mentions.len().saturating_sub(MEMORY);
        self.mentions.drain(..far);
    }
}
