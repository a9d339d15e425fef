//! What the words before a thing make of it: put off to a day, aimed at, intended.

use super::super::thing::{Thing, What};
use super::Scene;
use crate::reading::dates::{Expression, Lead};
use crate::reading::lexicon::{Noun, Sense, Word};

impl Scene<'_> {
    /// "le report de la signature à janvier": what is put off, where a noun says so.
    pub(in crate::reading::facts) fn put_off_by_noun(&self, date: &Expression) -> Option<usize> {
        const NEAR: usize = 5;
        let at = date.lead == Lead::Au
            || self.is(date.tokens.start, Word::At)
            || self.is(date.tokens.start.wrapping_sub(1), Word::At);
        let end = date.tokens.start - usize::from(at && self.is(date.tokens.start.wrapping_sub(1), Word::At));
        let noun = |place: usize| {
            matches!(self.word(place), "report" | "décalage" | "ajournement" | "renvoi" | "glissement" | "Report")
        };
        self.things.iter().rposition(|thing| {
            at && matches!(thing.what, What::Signature | What::Committee | What::Assembly)
                && thing.complement
                && thing.tokens.end <= end
                && self.phrase_of(thing).end >= end
                && (thing.tokens.start.saturating_sub(NEAR)..thing.tokens.start).any(noun)
        })
    }

    /// "pour une signature fin mars": a signing with its day right after it.
    pub(super) fn aimed_at(&self, date: &Expression) -> Option<usize> {
        self.things.iter().position(|thing| {
            thing.what == What::Signature && thing.tokens.end == date.tokens.start && self.is_aim(thing)
        })
    }

    /// "pour une signature", "en vue d'une signature", "s'engage à une signature".
    fn is_aim(&self, thing: &Thing) -> bool {
        let before = thing.tokens.start.wrapping_sub(1);
        let aim = matches!(self.sense(before), Sense::Word(Word::For | Word::At))
            || (self.is(before, Word::De) && self.word(before.wrapping_sub(1)) == "vue");
        aim && matches!(self.sense(thing.tokens.start), Sense::Word(Word::Une | Word::La))
    }

    /// Whether the words before a thing make it one to come: "l'objectif de cent contrats", "un calendrier de signatures".
    pub(in crate::reading::facts) fn is_intended(&self, thing: &Thing) -> bool {
        const NEAR: usize = 4;
        let before = thing.tokens.start.saturating_sub(NEAR)..thing.tokens.start;
        let noun = |place: usize| {
            matches!(self.sense(place), Sense::Noun(Noun::Calendar))
                || matches!(
                    self.word(place),
                    "objectif" | "cible" | "ambition" | "échéancier" | "calendrier" | "perspective"
                )
        };
        let of = |place: usize| {
            (place + 1..thing.tokens.start + 1)
                .all(|place| !matches!(self.sense(place), Sense::Mark(_) | Sense::Verb(..)))
        };
        self.is_aim(thing) || before.clone().any(|place| noun(place) && of(place))
    }
}
