//! The grammatical subject of a verb: the thing before it, or after where they are inverted, that agrees with it.

use std::ops::Range;

use super::super::predicate::{Mood, Predicate};
use super::super::thing::{Gender, Thing, What};
use super::Scene;
use crate::reading::lexicon::{Sense, Word};

impl Scene<'_> {
    /// The grammatical subject of a predicate, or the noun that a participle belongs to.
    pub(in crate::reading::facts) fn grammatical(&self, predicate: &Predicate) -> (What, Option<usize>) {
        let clause = self.clause_start(predicate.tokens.start);
        let mut limit = predicate.tokens.start;
        // ", qui a siégé le 13 mai, se retrouvera": what stands between the commas is passed over.
        if limit > 0 && self.sense(limit - 1) == Sense::Mark(',') && predicate.mood == Mood::Finite {
            let opening = (clause..limit - 1).rev().find(|place| {
                self.sense(*place) == Sense::Mark(',')
                    && (matches!(
                        self.sense(place + 1),
                        Sense::Word(
                            Word::Who
                                | Word::Whose
                                | Word::That
                                | Word::Where
                                | Word::In
                                | Word::At
                                | Word::With
                                | Word::During
                        )
                    ) || self
                        .predicates
                        .iter()
                        .any(|other| other.tokens.start == place + 1 && other.mood == Mood::Participle)
                        || self.closes_phrase_of_ours(*place, limit - 1))
            });
            limit = opening.unwrap_or(limit);
        }
        let free = |thing: &Thing| !thing.complement;
        if let Some(place) = self.related(predicate) {
            return (self.what(place), Some(place));
        }
        if predicate.mood == Mood::Participle
            && let Some(place) = self.agreeing(predicate)
        {
            return (self.what(place), Some(place));
        }
        if predicate.mood == Mood::Participle
            && let Some(place) = self.opened(predicate).or_else(|| self.fitting(predicate, clause))
        {
            return (self.what(place), Some(place));
        }
        if let Some(place) = self.impersonal(predicate) {
            return (self.what(place), Some(place));
        }
        let before = |fits: &dyn Fn(&Thing) -> bool| {
            self.things
                .iter()
                .enumerate()
                .rev()
                .find(|(_, thing)| thing.tokens.end <= limit && thing.tokens.start >= clause && fits(thing))
                .map(|(place, _)| place)
        };
        // "La signature, un temps annoncée pour mai, a été reportée": what agrees with the participle, where something does.
        let agrees = |thing: &Thing| predicate.passive && !predicate.proform && self.agrees(thing, predicate);
        let mut place = before(&|thing| free(thing) && agrees(thing)).or_else(|| before(&free));
        // "Le comité qui devait valider les projets, convoqué en mars, s'est tenu": past the object of the relative clause.
        if predicate.mood == Mood::Finite
            && place.is_some_and(|place| self.what(place) == What::Other)
            && let Some(head) = self.head_of_relative(clause..predicate.tokens.start)
        {
            place = Some(head);
        }
        // An object of an earlier verb is no subject of this one, unless a relative pronoun makes it one.
        if let Some(found) = place
            && let Some(thing) = self.things.get(found)
            && predicate.mood == Mood::Finite
            && !predicate.relative
        {
            let between = self.predicates.iter().find(|other| {
                other.mood == Mood::Finite && other.tokens.end <= thing.tokens.start && other.tokens.start >= clause
            });
            let parted = (thing.tokens.end..predicate.tokens.start)
                .any(|place| matches!(self.sense(place), Sense::Word(Word::And | Word::Then | Word::But)))
                && !(thing.tokens.end..predicate.tokens.start)
                    .any(|place| matches!(self.sense(place), Sense::Word(Word::Who | Word::That)));
            // "a siégé le 3 mai et se réunira": the subject goes on.
            let joined = matches!(
                self.sense(predicate.tokens.start.wrapping_sub(1)),
                Sense::Word(Word::And | Word::Then | Word::But)
            );
            if let Some(other) = between
                && parted
                && joined
            {
                return self.subject_of_before(other);
            }
        }
        if place.is_none() || (place.is_some_and(|place| self.what(place) == What::Other) && self.inverted(predicate)) {
            // "s'est déroulée à Lyon la première assemblée", "quand se tiendra le prochain comité".
            let after = self.first_after(predicate, 12, |thing| !thing.complement && !thing.pronoun);
            place = after.filter(|place| self.what(*place) != What::Other).or(place);
        }
        if place.is_none() {
            place = before(&|_| true);
        }
        match place {
            Some(place) => (self.what(place), Some(place)),
            None => (What::Other, None),
        }
    }

    /// "Le comité de pilotage, co-présidé par le préfet et la Région, …": the phrase of a thing of ours ends at a comma,
    /// and nothing before the next one is a verb with a subject.
    fn closes_phrase_of_ours(&self, comma: usize, closing: usize) -> bool {
        let finite = |one: &Predicate| one.mood == Mood::Finite && (comma..closing).contains(&one.tokens.start);
        let ours = |thing: &Thing| {
            matches!(thing.what, What::Committee | What::Assembly | What::Contract | What::Signature)
                && !thing.complement
                && thing.tokens.end <= comma
                && self.phrase_of(thing).end == comma
        };
        self.things.iter().any(ours) && !self.predicates.iter().any(finite)
    }

    /// The thing of ours that "qui" follows within some tokens, where the relative clause has the only verb between.
    fn head_of_relative(&self, within: Range<usize>) -> Option<usize> {
        if self.sense(within.end.wrapping_sub(1)) != Sense::Mark(',') {
            return None;
        }
        self.things.iter().rposition(|thing| {
            let ours = matches!(thing.what, What::Committee | What::Assembly | What::Signature | What::Contract)
                && !thing.complement
                && thing.tokens.start >= within.start;
            let end = if ours { self.phrase_of(thing).end } else { return false };
            let after = end.max(within.start)..within.end;
            let finite = |one: &&Predicate| one.mood == Mood::Finite && after.contains(&one.tokens.start);
            self.is(end, Word::Who) && self.predicates.iter().filter(finite).count() == 1
        })
    }

    /// The noun right before a participle that it agrees with, be it a complement: "le bilan des contrats annoncés".
    pub(in crate::reading::facts) fn agreeing(&self, predicate: &Predicate) -> Option<usize> {
        let near = self.things.iter().enumerate().rev().filter(|(_, thing)| thing.tokens.end <= predicate.tokens.start);
        let phrase = near.take_while(|(_, thing)| {
            !(thing.tokens.end..predicate.tokens.start).any(|place| {
                matches!(self.sense(place), Sense::Mark(_))
                    || self.predicates.iter().any(|other| other.tokens.contains(&place))
            })
        });
        phrase.filter(|(_, thing)| self.agrees(thing, predicate)).map(|(place, _)| place).next()
    }

    /// "s'est réuni".
    pub(in crate::reading::facts) fn is_reflexive(&self, predicate: &Predicate) -> bool {
        predicate.tokens.clone().any(|place| self.is(place, Word::Self_))
    }

    /// Whether the participle that ends a predicate has the gender and the number of a thing.
    pub(super) fn agrees(&self, thing: &Thing, predicate: &Predicate) -> bool {
        let word = self.word(predicate.tokens.end - 1);
        let plural = word.ends_with('s');
        let feminine = word.trim_end_matches('s').ends_with('e');
        thing.plural == plural && thing.gender.is_none_or(|gender| (gender == Gender::Feminine) == feminine)
    }

    pub(in crate::reading::facts) fn subject_of_before(&self, other: &Predicate) -> (What, Option<usize>) {
        let place = self
            .things
            .iter()
            .enumerate()
            .rev()
            .find(|(_, thing)| thing.tokens.end <= other.tokens.start && !thing.complement);
        place.map_or((What::Other, None), |(place, thing)| (thing.what, Some(place)))
    }

    /// Whether the verb stands before its subject: after "où", "quand", or a date that opens the clause.
    pub(in crate::reading::facts) fn inverted(&self, predicate: &Predicate) -> bool {
        predicate.tokens.start.checked_sub(1).is_some_and(|place| {
            matches!(self.sense(place), Sense::Mark(',') | Sense::Word(Word::When | Word::Where | Word::That))
        })
    }
}
