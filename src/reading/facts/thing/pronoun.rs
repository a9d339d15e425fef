//! Pronouns, and articles without a noun: "celui", "il", "le suivant", "les cinq derniers".

use super::super::memory::{Memory, Mention};
use super::{Gender, Look, Thing, What, is_adjective};
use crate::reading::lexicon::{Sense, Verb, Word};

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
            let otherwise = if same && what == What::Other { spoken(found, memory, gender, plural) } else { None };
            let tokens = place..end;
            Some(Thing { tokens, what, gender, plural, complement, pronoun: true, same, otherwise, rank, number })
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
            // "et le reste avant la fin février".
            Sense::Word(Word::Le) if self.text_of(place + 1) == "reste" && self.ends_phrase(place + 2) => {
                make(place + 2, None, true, false, counted(found).or_else(|| near(None))?)
            }
            Sense::Word(word @ (Word::Le | Word::La | Word::Les | Word::Un | Word::Une | Word::Ce)) => {
                self.without_noun(place, word, found, memory, make)
            }
            // "son homologue ligérien": another committee.
            Sense::Word(Word::Son | Word::L) if self.text_of(place + 1) == "homologue" => {
                make(place + 2, None, false, false, near(None)?)
            }
            _ if self.numbers.iter().any(|number| number.tokens.start == place) => {
                // "trente actions sur soixante-deux": of what was just counted.
                let of = place > 0 && self.is(place - 1, Word::On);
                let number = self.numbers.iter().find(|number| number.tokens.start == place && !of)?;
                let mut end = number.tokens.end;
                while is_adjective(self.sense(end)) && !matches!(self.sense(end), Sense::Mark(_)) {
                    end += 1;
                }
                // "147 d'entre eux ont signé".
                if self.is(end, Word::De)
                    && self.is(end + 1, Word::Between)
                    && matches!(self.text_of(end + 2), "eux" | "elles")
                    && let Some(what) = counted(found).or_else(|| memory.nearest(is_counted))
                {
                    return make(end + 3, None, true, false, what);
                }
                // "La Réunion en compte deux", "dont sept en Bretagne", "et huit depuis le début de l'année".
                let several =
                    found.iter().rev().find(|thing| thing.plural && is_ours(thing.what)).map(|thing| thing.what);
                let counted_of = counted(found).or(several).or_else(|| memory.nearest(is_counted));
                if let Some(what) = counted_of.filter(|_| self.stands_for_counted(place, end, found)) {
                    return make(end, None, true, false, what);
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
        // "une douzaine d'autres".
        if collective && self.is(end, Word::De) && self.is(end + 1, Word::Other) {
            end += 2;
        }
        // "le premier d'entre eux".
        if self.is(end, Word::De) && self.is(end + 1, Word::Between) && matches!(self.text_of(end + 2), "eux" | "elles")
        {
            end += 3;
        }
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

    /// Whether a number stands for things counted before: after "en" and its verb, after "dont", "contre", "puis" or "et",
    /// or after a region's name where its neighbour was counted so.
    fn stands_for_counted(self, place: usize, end: usize, found: &[Thing]) -> bool {
        const NEAR: usize = 6;
        let closes = match self.sense(end) {
            // "nous en signerons cinquante autres d'ici à la fin de l'année".
            Sense::Word(Word::De) => self.is(end + 1, Word::Here),
            Sense::Mark(mark) => !matches!(mark, '-' | '%' | '°' | '/' | '\'' | '«'),
            Sense::Word(word) => matches!(
                word,
                Word::In
                    | Word::Inside
                    | Word::At
                    | Word::Au
                    | Word::Since
                    | Word::And
                    | Word::Then
                    | Word::On
                    | Word::Before
                    | Word::During
                    | Word::Cet
                    | Word::Cette
            ),
            _ => false,
        };
        let Some(before) = place.checked_sub(1) else { return false };
        if !closes || matches!(self.sense(before), Sense::Mark('°')) {
            return false;
        }
        // "en compte deux", "n'en compte que six", "en a retenu 141", "en prévoit deux autres".
        let verb = (before.saturating_sub(1)..=before).any(|place| matches!(self.sense(place), Sense::Verb(..)));
        let of_them = (before.saturating_sub(NEAR)..before).any(|place| {
            self.is(place, Word::In)
                && matches!(self.sense(place + 1), Sense::Verb(verb, _) if verb != Verb::Be)
                && !(place + 1..before).any(|place| matches!(self.sense(place), Sense::Mark(_)))
        });
        let earlier = found.iter().any(|thing| thing.number.is_some() && is_ours(thing.what));
        let joined = match self.sense(before) {
            Sense::Word(Word::Whose | Word::Then | Word::And) => true,
            Sense::Word(Word::De) => self.text_of(before.wrapping_sub(1)) == "exception",
            // "la liste de 124 territoires a été portée à 141".
            Sense::Word(Word::At) => {
                let verb = self.text_of(before.wrapping_sub(1));
                let number = verb == "nombre"
                    && (2..=4).any(|by| {
                        let word = self.text_of(before.wrapping_sub(by));
                        ["port", "ramen", "élev"].iter().any(|stem| word.starts_with(stem))
                    });
                number || ["porté", "passé", "ramené", "élev", "puis"].iter().any(|stem| verb.starts_with(stem))
            }
            _ => self.text_of(before) == "contre",
        };
        // "La Normandie en compte dix, la région Sud huit", "La Normandie compte onze territoires, la Bretagne dix".
        let article = |by: usize| {
            before.checked_sub(by).is_some_and(|place| {
                matches!(self.sense(place), Sense::Word(Word::La | Word::L | Word::Les | Word::Le))
                    && place > 0
                    && matches!(self.sense(place - 1), Sense::Mark(',') | Sense::Word(Word::And))
            })
        };
        let gapped = found
            .iter()
            .rfind(|thing| thing.what != What::Other)
            .is_some_and(|last| last.number.is_some() && (last.pronoun || (1..=6).any(article)))
            && self.tokens.get(before).is_some_and(|token| token.capital);
        let earlier = earlier || found.iter().any(|thing| thing.plural && is_ours(thing.what));
        (verb && of_them) || (earlier && (joined || gapped))
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
            Sense::Word(word) => !matches!(word, Word::De | Word::Des | Word::Du | Word::Ete | Word::Times),
            Sense::Mark(mark) => !matches!(mark, '«' | '-' | '%' | '\''),
            _ => true,
        }
    }
}

/// What was counted before in the sentence: "sur quinze territoires, douze".
pub(super) fn counted(found: &[Thing]) -> Option<What> {
    found.iter().rev().find(|thing| thing.number.is_some() && is_ours(thing.what)).map(|thing| thing.what)
}

fn is_ours(what: What) -> bool {
    matches!(what, What::Territory | What::Contract)
}

fn is_counted(mention: &Mention) -> bool {
    matches!(mention.what, What::Territory | What::Contract | What::Signature | What::Committee) && mention.plural
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

/// The nearest thing of ours that "il" agrees with, subject or not.
fn spoken(found: &[Thing], memory: &Memory, gender: Option<Gender>, plural: bool) -> Option<What> {
    let fits = |what: What, own: Option<Gender>, many: bool| {
        matches!(what, What::Committee | What::Contract | What::Signature | What::Assembly)
            && own.is_none_or(|own| Some(own) == gender)
            && many == plural
    };
    let here = found.iter().rev().find(|thing| fits(thing.what, thing.gender, thing.plural)).map(|thing| thing.what);
    here.or_else(|| memory.nearest(|mention| fits(mention.what, mention.gender, mention.plural)))
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
