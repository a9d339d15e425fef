//! Pronouns, and articles without a noun: "celui", "il", "le suivant", "les cinq derniers".

use super::super::memory::Memory;
use super::{Gender, Look, Thing, What, is_adjective};
use crate::reading::lexicon::{Sense, Word};

impl Look<'_> {
    /// A pronoun, or an article with a rank or a number and no noun.
    pub(super) fn pronoun(self, place: usize, found: &[Thing], memory: &Memory) -> Option<Thing> {
        let complement = |place: usize| {
            place.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.sense(before),
                    Sense::Word(
                        Word::De
                            | Word::At
                            | Word::For
                            | Word::By
                            | Word::With
                            | Word::Since
                            | Word::On
                            | Word::After
                            | Word::Before
                    )
                )
            })
        };
        let make = |end: usize, gender: Option<Gender>, plural: bool, same: bool, what: What| {
            let number =
                self.numbers.iter().position(|number| place <= number.tokens.start && number.tokens.end <= end);
            let rank =
                (place..end).find_map(|at| if let Sense::Rank(rank) = self.sense(at) { Some(rank) } else { None });
            let complement = complement(place) && !same || complement(place);
            Some(Thing { tokens: place..end, what, gender, plural, complement, pronoun: true, same, rank, number })
        };
        let near = |gender: Option<Gender>| nearest_noun(found, memory, gender);
        match self.sense(place) {
            Sense::Word(word @ (Word::ThatOne | Word::Those)) => {
                make(place + 1, Some(Gender::Masculine), word == Word::Those, false, near(Some(Gender::Masculine))?)
            }
            Sense::Word(word @ (Word::ThatOneF | Word::ThoseF)) => {
                make(place + 1, Some(Gender::Feminine), word == Word::ThoseF, false, near(Some(Gender::Feminine))?)
            }
            Sense::Word(word @ (Word::He | Word::They)) => {
                // "il y a", "il reste": nobody.
                if self.is(place + 1, Word::There) {
                    return None;
                }
                let plural = word == Word::They;
                make(
                    place + 1,
                    Some(Gender::Masculine),
                    plural,
                    true,
                    subject(found, memory, Gender::Masculine, plural),
                )
            }
            Sense::Word(word @ (Word::She | Word::TheyF)) => {
                let plural = word == Word::TheyF;
                make(place + 1, Some(Gender::Feminine), plural, true, subject(found, memory, Gender::Feminine, plural))
            }
            Sense::Word(word @ (Word::Le | Word::La | Word::Les | Word::Un | Word::Une | Word::Ce)) => {
                self.without_noun(place, word, found, memory, make)
            }
            Sense::Number(_) | Sense::Digits(..) => {
                // "trente actions sur soixante-deux": of what was just counted.
                let of = place > 0 && self.is(place - 1, Word::On);
                let number = self.numbers.iter().find(|number| number.tokens.start == place && !of)?;
                let mut end = number.tokens.end;
                while is_adjective(self.sense(end)) && !matches!(self.sense(end), Sense::Mark(_)) {
                    end += 1;
                }
                // "Ouest 95": part of a name.
                if place > 0 && matches!(self.sense(place - 1), Sense::Unknown | Sense::Noun(_) | Sense::Month(_)) {
                    return None;
                }
                let what = counted(found).or_else(|| near(None))?;
                (self.ends_phrase(end)
                    && matches!(
                        self.sense(end),
                        Sense::Verb(..) | Sense::Word(Word::Le | Word::L | Word::Self_ | Word::Not)
                    ))
                .then(|| make(end, None, true, false, what))
                .flatten()
            }
            _ => None,
        }
    }

    /// "le premier", "un second", "les deux derniers", "ce dernier", "la centaine".
    pub(super) fn without_noun(
        self,
        place: usize,
        word: Word,
        found: &[Thing],
        memory: &Memory,
        make: impl Fn(usize, Option<Gender>, bool, bool, What) -> Option<Thing>,
    ) -> Option<Thing> {
        let mut end = place + 1;
        if let Some(number) =
            self.numbers.iter().find(|number| number.tokens.start == end || number.tokens.start == place)
        {
            end = number.tokens.end;
        }
        let counting = end > place + 1;
        let mut adjectives = 0;
        while is_adjective(self.sense(end)) && !matches!(self.sense(end), Sense::Mark(_)) {
            end += 1;
            adjectives += 1;
        }
        let collective = matches!(self.sense(end - 1), Sense::Collective(_));
        if (adjectives == 0 && !collective) || !self.ends_phrase(end) {
            return None;
        }
        let gender = match word {
            Word::La | Word::Une => Some(Gender::Feminine),
            Word::Le | Word::Un | Word::Ce => Some(Gender::Masculine),
            _ => None,
        };
        let gender = if collective { None } else { gender };
        let what = counted(found).filter(|_| counting).or_else(|| nearest_noun(found, memory, gender))?;
        // "ce dernier" is the one just named, "le suivant" is of the same body, "un second" another contract.
        let same = word == Word::Ce || what == What::Committee;
        make(end, gender, word == Word::Les, same, what)
    }

    /// Whether no noun follows.
    pub(super) fn ends_phrase(self, place: usize) -> bool {
        match self.sense(place) {
            Sense::Unknown
            | Sense::Noun(_)
            | Sense::Unit(_)
            | Sense::Month(_)
            | Sense::Digits(..)
            | Sense::Number(_) => false,
            Sense::Word(word) => !matches!(word, Word::De | Word::Des | Word::Du | Word::Ete),
            Sense::Mark(mark) => !matches!(mark, '«' | '-' | '%' | '\''),
            _ => true,
        }
    }
}

/// What was counted before in the sentence: "sur quinze territoires, douze".
pub(super) fn counted(found: &[Thing]) -> Option<What> {
    let ours = |what: What| matches!(what, What::Territory | What::Contract);
    found.iter().rev().find(|thing| thing.number.is_some() && ours(thing.what)).map(|thing| thing.what)
}

/// The nearest thing of the field named before, by gender: what "celui" stands for.
pub(super) fn nearest_noun(found: &[Thing], memory: &Memory, gender: Option<Gender>) -> Option<What> {
    let fits = |what: What, own: Option<Gender>| {
        matches!(what, What::Committee | What::Contract | What::Signature | What::Assembly)
            && (gender.is_none() || own.is_none() || own == gender)
    };
    // The head of a phrase before its complement: "le comité du pacte … ; le troisième".
    let heads = found.iter().rev().filter(|thing| !thing.complement).chain(found.iter().rev());
    heads
        .filter(|thing| fits(thing.what, thing.gender))
        .map(|thing| thing.what)
        .next()
        .or_else(|| memory.nearest(|mention| fits(mention.what, mention.gender)))
}

/// What "il" stands for: the nearest subject of its gender and number.
pub(super) fn subject(found: &[Thing], memory: &Memory, gender: Gender, plural: bool) -> What {
    let fits = |own: Option<Gender>, many: bool| own.is_none_or(|own| own == gender) && many == plural;
    found
        .iter()
        .rev()
        .find(|thing| !thing.complement && thing.what != What::Act && fits(thing.gender, thing.plural))
        .map(|thing| thing.what)
        .or_else(|| memory.nearest_subject(|mention| fits(mention.gender, mention.plural)))
        .unwrap_or(What::Other)
}
