//! What is signed on an occasion, which has the day: a ceremony, a visit.

use super::super::predicate::{Mood, Predicate};
use super::Scene;
use crate::reading::dates::Expression;
use crate::reading::lexicon::{Sense, Verb, Word};

impl Scene<'_> {
    /// "seront signés lors d'une cérémonie organisée le 12 mars": the verb of what is done on the occasion that a participle
    /// dates.
    pub(super) fn occasioned(&self, place: usize) -> Option<usize> {
        const FAR: usize = 12;
        let dated = self.predicates.get(place).filter(|verb| verb.mood == Mood::Participle)?;
        let start = dated.tokens.start;
        let on = (start.saturating_sub(FAR)..start)
            .rev()
            .take_while(|place| !matches!(self.sense(*place), Sense::Mark(',' | ';' | ':' | '.')))
            .find(|place| self.is(*place, Word::Occasion) || matches!(self.word(*place), "lors" | "Lors"))?;
        let done = |verb: &Predicate| verb.mood == Mood::Finite && verb.verb == Verb::Sign;
        // "Lors de la cérémonie organisée le 12 mars, trois contrats ont été signés".
        if on == self.clause_start(start) || (on == self.clause_start(start) + 2 && self.is(on, Word::Occasion)) {
            let (main, verb) = self
                .predicates
                .iter()
                .enumerate()
                .find(|(_, verb)| verb.tokens.start > start && verb.mood == Mood::Finite)?;
            return done(verb).then_some(main);
        }
        let (main, verb) =
            self.predicates.iter().enumerate().rev().find(|(_, verb)| verb.tokens.end <= on && done(verb))?;
        let parted = (verb.tokens.end..on).any(|place| matches!(self.sense(place), Sense::Mark(',' | ';' | ':')));
        (!parted).then_some(main)
    }

    /// "se rendra le 21 juin à Mulhouse pour y signer le contrat": what somebody comes to do.
    pub(super) fn came_for(&self, place: usize, date: &Expression) -> Option<usize> {
        const NEAR: usize = 7;
        let comes = self.predicates.get(place)?;
        let motion = matches!(comes.verb, Verb::Other | Verb::Come | Verb::Go | Verb::Be)
            && comes.mood == Mood::Finite
            && comes.tokens.end <= date.tokens.start;
        self.predicates.iter().position(|verb| {
            let between = date.tokens.end..verb.tokens.start;
            motion
                && verb.verb == Verb::Sign
                && verb.mood == Mood::Infinitive
                && verb.tokens.start >= date.tokens.end
                && between.len() <= NEAR
                && !between.clone().any(|place| matches!(self.sense(place), Sense::Mark(_) | Sense::Word(Word::De)))
        })
    }
}
