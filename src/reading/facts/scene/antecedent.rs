//! What a relative pronoun, a participle or an impersonal verb goes back to, or brings after it.

use super::super::predicate::Predicate;
use super::super::thing::{Thing, What};
use super::Scene;
use crate::reading::lexicon::{Sense, Verb, Word};

impl Scene<'_> {
    /// What "qui" before a verb stands for: the thing right before it, be it a complement.
    pub(super) fn related(&self, predicate: &Predicate) -> Option<usize> {
        let who = predicate.tokens.start.checked_sub(1).filter(|who| predicate.relative && self.is(*who, Word::Who))?;
        let end = who - usize::from(who > 0 && self.sense(who - 1) == Sense::Mark(','));
        let meets = matches!(predicate.verb, Verb::Meet | Verb::Install | Verb::Occur);
        self.things.iter().rposition(|thing| {
            let may = match thing.what {
                What::Committee | What::Assembly => true,
                What::Contract | What::Signature => !meets || predicate.proform,
                _ => false,
            };
            may && thing.tokens.end <= end && self.phrase_of(thing).end == end
        })
    }

    /// What "que" before a verb and its subject stands for.
    pub(super) fn antecedent(&self, predicate: &Predicate) -> Option<usize> {
        const NEAR: usize = 6;
        let start = predicate.tokens.start;
        let that = (start.saturating_sub(NEAR)..start).rev().find(|place| self.is(*place, Word::That))?;
        let parted = self.predicates.iter().any(|other| that < other.tokens.start && other.tokens.end <= start);
        let before = that - usize::from(that > 0 && self.sense(that - 1) == Sense::Mark(','));
        self.things.iter().position(|thing| {
            !parted
                && thing.tokens.end == before
                && matches!(thing.what, What::Signature | What::Committee | What::Assembly | What::Contract)
        })
    }

    /// "les quatre contrats, dont celui de Lavelanet, ont été signés": what is said beside.
    pub(super) fn is_aside(&self, thing: &Thing, predicate: &Predicate) -> bool {
        let comma = |place: usize| self.sense(place) == Sense::Mark(',');
        let opens =
            thing.tokens.start > 1 && self.is(thing.tokens.start - 1, Word::Whose) && comma(thing.tokens.start - 2);
        opens && (thing.tokens.end..predicate.tokens.start).any(comma)
    }

    /// "Tenue le 4 juin, elle …": what the clause that a participle opens goes on about.
    pub(super) fn opened(&self, predicate: &Predicate) -> Option<usize> {
        if predicate.tokens.start != self.clause_start(predicate.tokens.start) {
            return None;
        }
        let comma = (predicate.tokens.end..self.tokens.len()).find(|place| {
            self.sense(*place) == Sense::Mark(',') && self.things.iter().any(|thing| thing.tokens.start == place + 1)
        })?;
        self.things
            .iter()
            .position(|thing| thing.tokens.start == comma + 1 && !thing.complement && self.agrees(thing, predicate))
    }

    /// "sur le programme, lancé le 22 novembre", "le comité du pacte, réuni le 3 mai": the nearest thing that agrees and of
    /// which the verb may be said.
    pub(super) fn fitting(&self, predicate: &Predicate, clause: usize) -> Option<usize> {
        let fits = |what: What| match predicate.verb {
            Verb::Meet | Verb::Install => matches!(what, What::Committee | What::Assembly),
            Verb::Announce => what == What::Programme,
            Verb::Plan | Verb::PutOff | Verb::CallOff => {
                matches!(what, What::Committee | What::Assembly | What::Signature | What::Contract)
            }
            _ => false,
        };
        self.things.iter().rposition(|thing| {
            thing.tokens.end <= predicate.tokens.start
                && thing.tokens.start >= clause
                && fits(thing.what)
                && self.agrees(thing, predicate)
        })
    }

    /// "il n'est pas prévu de nouvel avenant": what the impersonal verb brings after it.
    pub(super) fn impersonal(&self, predicate: &Predicate) -> Option<usize> {
        let nobody = predicate.passive
            && !predicate.proform
            && matches!(predicate.verb, Verb::Plan | Verb::Wish | Verb::Announce)
            && self.is(predicate.tokens.start.wrapping_sub(1), Word::He);
        if !nobody || !matches!(self.sense(predicate.tokens.end), Sense::Word(Word::De | Word::Un | Word::Une)) {
            return None;
        }
        self.first_after(predicate, 4, |thing| thing.what != What::Other)
    }
}
