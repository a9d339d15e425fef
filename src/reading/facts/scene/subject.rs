//! What a verb is said of.

use std::ops::Range;

use super::super::predicate::{Mood, Predicate};
use super::super::thing::{Gender, Thing, What};
use super::Scene;
use crate::reading::lexicon::{Sense, Verb, Word};

impl Scene<'_> {
    /// The verb of a predicate; where it stands for what was said before ("l'a été", "le sera"), that verb.
    pub(in crate::reading::facts) fn verb(&self, predicate: &Predicate) -> Verb {
        if !predicate.proform {
            return predicate.verb;
        }
        let earlier =
            self.predicates.iter().filter(|other| other.tokens.end <= predicate.tokens.start && !other.proform);
        let mut acts = earlier.filter(|other| matches!(other.verb, Verb::Sign | Verb::Meet | Verb::Occur));
        acts.next_back().map(|other| other.verb).or(self.act).unwrap_or(predicate.verb)
    }

    /// Who does what a verb says, right before it: "le Premier ministre a présenté".
    pub(in crate::reading::facts) fn speaker(&self, predicate: &Predicate) -> Option<Range<usize>> {
        const NEAR: usize = 3;
        let before =
            self.things.iter().rfind(|thing| thing.tokens.end <= predicate.tokens.start && !thing.complement)?;
        let near = predicate.tokens.start - before.tokens.end <= NEAR && predicate.mood == Mood::Finite;
        let marked =
            (before.tokens.end..predicate.tokens.start).any(|place| matches!(self.sense(place), Sense::Mark(_)));
        (near && !marked).then(|| before.tokens.clone())
    }

    /// What a predicate is said of: the thing, by its place, and what it is.
    pub(in crate::reading::facts) fn subject(&self, predicate: &Predicate) -> (What, Option<usize>) {
        let found = match predicate.verb {
            Verb::Sign => self.signed(predicate),
            _ if predicate.proform && self.verb(predicate) == Verb::Sign => {
                let (what, place) = self.grammatical(predicate);
                // A pronoun is what may be signed.
                let pronoun = place.and_then(|place| self.things.get(place)).is_some_and(|thing| thing.pronoun);
                let met = matches!(what, What::Committee | What::Assembly) && !pronoun;
                return (if met { what } else { What::Contract }, place);
            }
            Verb::Announce => {
                let ours = |what: What| {
                    matches!(
                        what,
                        What::Programme | What::Contract | What::Signature | What::Assembly | What::Committee
                    )
                };
                let (what, place) = self.grammatical(predicate);
                if ours(what) && (predicate.passive || what == What::Signature) {
                    return (what, place);
                }
                // "en a présenté les principes".
                let of_it =
                    !predicate.passive && predicate.tokens.clone().take(2).any(|place| self.is(place, Word::In));
                if of_it && self.topic == Some(What::Programme) {
                    return (What::Programme, None);
                }
                // "a présenté les orientations de l'initiative": what is presented comes after.
                let after = self.things.iter().position(|thing| {
                    thing.tokens.start >= predicate.tokens.end && matches!(thing.what, What::Programme | What::Contract)
                });
                match after {
                    Some(place) if !predicate.passive => self.things.get(place).map(|thing| (thing.what, Some(place))),
                    _ => Some((what, place)),
                }
            }
            // "la signature, que le préfet souhaitait le 1er mai": what "que" stands for.
            Verb::Wish | Verb::Plan if !predicate.passive && self.antecedent(predicate).is_some() => {
                self.antecedent(predicate).map(|place| (self.what(place), Some(place)))
            }
            // "a fait l'objet d'un comité de pilotage": what follows took place.
            Verb::Occur
                if matches!(
                    self.sense(predicate.tokens.end - 1),
                    Sense::Verb(Verb::Do, _) | Sense::Word(Word::Object)
                ) || self.is(predicate.tokens.end, Word::L) && self.is(predicate.tokens.end + 1, Word::Object) =>
            {
                let after = self.first_after(predicate, 8, |_| true).map(|place| (self.what(place), Some(place)));
                // "sept contrats ont fait l'objet d'une signature": they were signed.
                let subject = self.grammatical(predicate);
                let signed = after.is_some_and(|(what, _)| what == What::Signature) && subject.0 == What::Contract;
                if signed { Some(subject) } else { after }
            }
            // "nous le réunirons": a pronoun is the object.
            Verb::Meet | Verb::Install | Verb::Plan | Verb::PutOff | Verb::CallOff
                if self.object_pronoun(predicate).is_some() =>
            {
                let either = self.object_pronoun(predicate) == Some(Word::L);
                let feminine = self.object_pronoun(predicate) == Some(Word::La);
                let ours = |thing: &Thing| {
                    let plan = predicate.verb == Verb::Plan;
                    let what = match thing.what {
                        What::Committee | What::Assembly => true,
                        // "le comité l'a promise pour fin janvier": the signature.
                        What::Signature | What::Contract => plan,
                        _ => false,
                    };
                    what && (!plan || self.agrees(thing, predicate))
                        && (either || (thing.gender == Some(Gender::Feminine)) == feminine)
                };
                let before =
                    self.things.iter().rposition(|thing| thing.tokens.end <= predicate.tokens.start && ours(thing));
                before.map(|place| (self.what(place), Some(place)))
            }
            // "a réuni le comité", "réunira son comité de pilotage": the object met.
            Verb::Meet | Verb::Install | Verb::Plan
                if !predicate.passive && !self.is(predicate.tokens.start, Word::Self_) =>
            {
                let object = self.first_after(predicate, 5, |thing| !thing.complement);
                let ours = object.filter(|place| match self.what(*place) {
                    What::Committee | What::Assembly => true,
                    What::Signature => predicate.verb == Verb::Plan,
                    _ => false,
                });
                ours.map(|place| (self.what(place), Some(place)))
            }
            _ => None,
        };
        found.unwrap_or_else(|| self.grammatical(predicate))
    }

    /// The pronoun that is the object of a verb: "nous le réunirons".
    pub(in crate::reading::facts) fn object_pronoun(&self, predicate: &Predicate) -> Option<Word> {
        predicate.tokens.clone().take(3).find_map(|place| match self.sense(place) {
            Sense::Word(word @ (Word::Le | Word::La | Word::Les | Word::L)) if !predicate.proform => Some(word),
            _ => None,
        })
    }

    /// The first thing within so many words after a predicate, in its clause.
    pub(in crate::reading::facts) fn first_after(
        &self,
        predicate: &Predicate,
        within: usize,
        fits: impl Fn(&Thing) -> bool,
    ) -> Option<usize> {
        let end = (predicate.tokens.end..(predicate.tokens.end + within).min(self.tokens.len()))
            .find(|place| {
                matches!(self.sense(*place), Sense::Mark(';' | ':' | '.') | Sense::Word(Word::Who | Word::But))
            })
            .unwrap_or(predicate.tokens.end + within);
        self.things
            .iter()
            .position(|thing| thing.tokens.start >= predicate.tokens.end && thing.tokens.start < end && fits(thing))
    }

    /// What is signed.
    pub(in crate::reading::facts) fn signed(&self, predicate: &Predicate) -> Option<(What, Option<usize>)> {
        let of_ours = |what: What| matches!(what, What::Contract | What::Signature);
        // Active: the object, "a conclu un protocole", "signer le même jour les contrats".
        if !predicate.passive {
            let clause = self.clause_after(predicate);
            let object = self.things.iter().position(|thing| clause.contains(&thing.tokens.start) && !thing.complement);
            if let Some(place) = object {
                let what = self.what(place);
                if of_ours(what) {
                    return Some((What::Contract, Some(place)));
                }
                let direct = self.things.get(place).is_some_and(|thing| thing.tokens.start <= predicate.tokens.end + 1);
                if direct && matches!(what, What::Act | What::Other | What::Committee) {
                    return Some((What::Other, Some(place)));
                }
            }
        }
        // Passive, or a relative: what stands before, the nearest of ours.
        let start = self.clause_start(predicate.tokens.start);
        // "l'avenant au contrat": the amendment.
        let amended = |place: usize| {
            let thing =
                self.things.get(place).filter(|thing| thing.complement && self.is(thing.tokens.start, Word::Au))?;
            self.things.iter().position(|head| {
                head.what == What::Contract
                    && !head.complement
                    && head.tokens.end <= thing.tokens.start
                    && self.phrase_of(head).end > thing.tokens.start
            })
        };
        let before = self.things.iter().enumerate().rev().find(|(_, thing)| {
            thing.tokens.end <= predicate.tokens.start
                && !self.is_aside(thing, predicate)
                && (thing.tokens.start >= start || predicate.mood == Mood::Participle)
                && (of_ours(thing.what) || (thing.what == What::Territory && !predicate.passive))
        });
        let before = before.map(|(place, thing)| {
            let head = amended(place).and_then(|head| Some((head, self.things.get(head)?)));
            head.unwrap_or((place, thing))
        });
        if let Some((place, thing)) = before {
            let what = if thing.what == What::Territory { What::Contract } else { thing.what };
            // "la charte signée": the noun right before is another.
            let nearest = self
                .things
                .iter()
                .rev()
                .find(|thing| thing.tokens.end <= predicate.tokens.start && !thing.pronoun && !thing.complement);
            let other = predicate.mood == Mood::Participle
                && nearest
                    .is_some_and(|nearest| nearest.what == What::Other && nearest.tokens.end == predicate.tokens.start);
            return Some(if other { (What::Other, None) } else { (what, Some(place)) });
        }
        // "Signé à X le 3 mai, ce contrat": what follows.
        let after = self.first_after(predicate, 40, |thing| of_ours(thing.what) && !thing.complement);
        if let Some(place) = after {
            return Some((What::Contract, Some(place)));
        }
        let (what, place) = self.grammatical(predicate);
        match what {
            What::Other
                if predicate.passive
                    && place.is_some_and(|place| self.things.get(place).is_some_and(|thing| !thing.pronoun)) =>
            {
                Some((What::Other, place))
            }
            // "le comité interministériel a conclu": of nothing.
            What::Other if !predicate.passive && self.word(predicate.tokens.end - 1).starts_with("conclu") => {
                Some((What::Other, place))
            }
            _ => Some((What::Contract, None)),
        }
    }
}
