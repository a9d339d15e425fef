//! The clauses of a sentence, and the regions named in them.

use std::ops::Range;

use super::super::predicate::{Mood, Predicate};
use super::super::thing::{Thing, What};
use super::Scene;
use crate::programme::region::RegionCode;
use crate::reading::dates::Lead;
use crate::reading::fold::lower;
use crate::reading::lexicon::{Sense, Word};
use crate::reading::places::Named;

impl Scene<'_> {
    /// The words after a predicate up to the end of its clause.
    pub(in crate::reading::facts) fn clause_after(&self, predicate: &Predicate) -> Range<usize> {
        let end = (predicate.tokens.end..self.tokens.len())
            .find(|place| {
                matches!(self.sense(*place), Sense::Mark(';' | ':'))
                    || self.predicates.iter().any(|other| other.tokens.start == *place && other.mood == Mood::Finite)
            })
            .unwrap_or(self.tokens.len());
        predicate.tokens.end..end
    }

    /// Where the clause of a token begins: after a semicolon or a colon.
    pub(in crate::reading::facts) fn clause_start(&self, place: usize) -> usize {
        (0..place).rev().find(|place| matches!(self.sense(*place), Sense::Mark(';' | ':'))).map_or(0, |mark| mark + 1)
    }

    /// The regions in the words that belong to a thing: "le comité de pilotage de la région Grand Est".
    pub(in crate::reading::facts) fn regions_of(&self, thing: &Thing) -> Vec<RegionCode> {
        self.regions_within(self.phrase_of(thing))
    }

    /// The words that belong to a thing, from its article on.
    pub(in crate::reading::facts) fn phrase_of(&self, thing: &Thing) -> Range<usize> {
        let from = thing.tokens.end;
        let others = self
            .things
            .iter()
            .filter(|other| {
                other.tokens != thing.tokens && (!other.complement || other.pronoun) && other.what != What::Other
            })
            .map(|other| other.tokens.start);
        let dates = self.dates.iter().map(|date| &date.expression).filter(|date| date.lead != Lead::Du);
        let limit = others.chain(dates.map(|date| date.tokens.start)).filter(|start| *start >= from).min();
        let limit = limit.unwrap_or(self.tokens.len());
        let mut end = from;
        while end < limit {
            let stops = match self.sense(end) {
                Sense::Verb(..) => self.predicates.iter().any(|predicate| predicate.tokens.contains(&end)),
                Sense::Mark(mark) => match mark {
                    ',' => !self.lists_regions(end),
                    ';' | ':' | '.' | ')' => true,
                    _ => false,
                },
                Sense::Word(Word::Who | Word::Whose | Word::That | Word::But) => true,
                // "deux à La Réunion et un en Guyane".
                Sense::Word(Word::And) if thing.number.is_some() => {
                    self.numbers.iter().any(|number| number.tokens.start == end + 1)
                        || matches!(self.sense(end + 1), Sense::Word(Word::Un | Word::Une))
                }
                _ => false,
            };
            if stops {
                break;
            }
            end += 1;
        }
        thing.tokens.start..end
    }

    /// Whether a comma stands between two regions of a list.
    pub(in crate::reading::facts) fn lists_regions(&self, comma: usize) -> bool {
        let near = |one: usize| self.regions.iter().any(|region| region.tokens.contains(&one));
        near(comma.wrapping_sub(1)) && (comma + 1..comma + 4).any(near)
    }

    /// The regions named within some tokens, but for those that are named for something else.
    pub(in crate::reading::facts) fn regions_within(&self, tokens: Range<usize>) -> Vec<RegionCode> {
        let mut codes = Vec::new();
        for region in &self.regions {
            let within = tokens.start <= region.tokens.start && region.tokens.end <= tokens.end;
            if within
                && !self.is_compared(region)
                && !self.is_of_part(region, tokens.start)
                && !codes.contains(&region.region)
            {
                codes.push(region.region);
            }
        }
        codes
    }

    /// "cent contrats, dont sept en Bretagne": the region of a part of what is spoken of from a token on.
    fn is_of_part(&self, region: &Named, from: usize) -> bool {
        const NEAR: usize = 7;
        let near = region.tokens.start.saturating_sub(NEAR).max(from)..region.tokens.start;
        let whose = near.clone().rev().find(|place| self.is(*place, Word::Whose));
        whose.is_some_and(|whose| {
            self.numbers.iter().any(|number| whose < number.tokens.start && number.tokens.end <= region.tokens.start)
        })
    }

    /// "contrairement à la Normandie", "comme en Bretagne".
    pub(in crate::reading::facts) fn is_compared(&self, region: &Named) -> bool {
        (1..=4).any(|by| {
            let word = lower(region.tokens.start.checked_sub(by).map_or("", |place| self.word(place)));
            matches!(
                &*word,
                "contrairement"
                    | "comme"
                    | "instar"
                    | "modèle"
                    | "hors"
                    | "sauf"
                    | "excepté"
                    | "exemple"
                    | "voisine"
                    | "comparaison"
            ) || (by == 2 && matches!(&*word, "aucun" | "aucune"))
        })
    }

    /// The regions that open the sentence: "En Guyane, …", "Concernant les Hauts-de-France …".
    pub(in crate::reading::facts) fn leading_regions(&self, before: usize) -> Vec<RegionCode> {
        let start = self.clause_start(before);
        let leads = |start: usize| {
            matches!(self.sense(start), Sense::Word(Word::In | Word::Inside | Word::At | Word::For))
                || matches!(self.word(start), "Concernant" | "S'" | "A" | "Dans" | "concernant" | "s'" | "Quant")
        };
        for start in [start, 0] {
            let skip = usize::from(matches!(self.sense(start), Sense::Word(Word::And | Word::But)));
            let start = start + skip;
            if leads(start) {
                let verb = self
                    .predicates
                    .iter()
                    .filter(|predicate| predicate.mood == Mood::Finite)
                    .map(|predicate| predicate.tokens.start)
                    .find(|place| *place > start)
                    .unwrap_or(self.tokens.len());
                let comma = (start..verb)
                    .find(|place| self.sense(*place) == Sense::Mark(',') && !self.lists_regions(*place))
                    .unwrap_or(verb);
                let thing = self
                    .things
                    .iter()
                    .filter(|thing| !thing.complement && thing.tokens.start > start && thing.what != What::Other)
                    .map(|thing| thing.tokens.start)
                    .next()
                    .unwrap_or(comma);
                let codes = self.regions_within(start..comma.min(thing));
                if !codes.is_empty() {
                    return codes;
                }
            }
        }
        Vec::new()
    }

    /// The clause of a predicate: the words nearer to it than to its neighbours, as far as commas and conjunctions part them.
    pub(in crate::reading::facts) fn clause(&self, predicate: &Predicate) -> Range<usize> {
        let finite = |other: &&Predicate| other.mood == Mood::Finite && other.tokens != predicate.tokens;
        let before = self.predicates.iter().rfind(|other| finite(other) && other.tokens.end <= predicate.tokens.start);
        let after = self.predicates.iter().filter(finite).find(|other| other.tokens.start >= predicate.tokens.end);
        let parts = |place: &usize| {
            matches!(self.sense(*place), Sense::Mark(';' | ':'))
                || (self.sense(*place) == Sense::Mark(',') && !self.lists_regions(*place))
                || matches!(self.sense(*place), Sense::Word(Word::Who | Word::Whose | Word::That | Word::But))
                || (self.is(*place, Word::And)
                    && self.things.iter().any(|thing| thing.tokens.start == place + 1 && !thing.complement))
        };
        let start = before
            .map_or(0, |before| (before.tokens.end..predicate.tokens.start).find(parts).unwrap_or(before.tokens.end));
        let start = start.max(self.clause_start(predicate.tokens.start));
        let end = match after {
            Some(after) => (predicate.tokens.end..after.tokens.start).rev().find(parts).unwrap_or(after.tokens.start),
            None => self.tokens.len(),
        };
        let mark = (predicate.tokens.end..end).find(|place| matches!(self.sense(*place), Sense::Mark(';' | ':')));
        start..mark.unwrap_or(end)
    }
}
