//! What a sentence speaks of: committees, contracts, signatures, and the pronouns that stand for them.

mod noun;
mod pronoun;

use std::ops::Range;

use super::memory::Memory;
use crate::reading::lexicon::{Noun, Sense, Verb, Word};
use crate::reading::numbers::Number;
use crate::reading::token::Token;

/// What a noun phrase or a pronoun stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum What {
    /// A steering committee, or a meeting of one.
    Committee,
    /// A contract, protocol, agreement, amendment, pact.
    Contract,
    /// The signing of one.
    Signature,
    /// A general assembly or national meeting of the programme.
    Assembly,
    /// Territories, quarters, towns of a programme.
    Territory,
    /// The programme, an initiative, a plan.
    Programme,
    /// A mission.
    Mission,
    /// A calendar of signatures.
    Calendar,
    /// A law, a decree, a circular.
    Act,
    /// Anything else.
    Other,
}

/// The grammatical gender.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Masculine,
    Feminine,
}

/// A noun phrase or a pronoun.
#[derive(Clone, Debug)]
pub(super) struct Thing {
    /// From its article to its head.
    pub(super) tokens: Range<usize>,
    pub(super) what: What,
    pub(super) gender: Option<Gender>,
    pub(super) plural: bool,
    /// Whether a preposition stands before it: it is no subject.
    pub(super) complement: bool,
    /// Whether it stands for a thing named before.
    pub(super) pronoun: bool,
    /// Whether it is the same thing that it stands for ("il", "le suivant"), and not another of its kind ("celui de").
    pub(super) same: bool,
    /// What "il" may stand for where its nearest subject is none of ours: "sur le contrat. Attendu en mai, il …".
    pub(super) otherwise: Option<What>,
    pub(super) rank: Option<u32>,
    /// Its number, by its place among the sentence's.
    pub(super) number: Option<usize>,
}

/// The words between an article and the noun that it belongs to.
fn is_adjective(sense: Sense) -> bool {
    matches!(
        sense,
        Sense::Rank(_)
            | Sense::Word(
                Word::Next | Word::Last | Word::Other | Word::Only | Word::Following | Word::Same | Word::Preceding
            )
            | Sense::Mark('«' | '"')
    )
}

/// The things of a sentence, in order. `steered` says whether the text speaks of steering committees, so that "le
/// comité" is one.
pub(super) fn things(text: &str, tokens: &[Token], numbers: &[Number], memory: &Memory) -> Vec<Thing> {
    let look = Look { text, tokens, numbers };
    // Some one word in four is a thing.
    let mut found: Vec<Thing> = Vec::with_capacity(tokens.len() / 4);
    let mut place = 0;
    while place < tokens.len() {
        if !look.may_be(place) {
            place += 1;
            continue;
        }
        let thing = look.pronoun(place, &found, memory).or_else(|| look.noun(place, &found, memory));
        // "le comité de pilotage régional (COPIL)": said twice, one thing.
        let thing = thing.filter(|thing| {
            let repeats =
                found.last().is_some_and(|last| last.what == thing.what && last.tokens.end + 1 == thing.tokens.start);
            !(repeats && look.sense(place.wrapping_sub(1)) == Sense::Mark('('))
        });
        place = match thing {
            Some(thing) => {
                let end = thing.tokens.end.max(place + 1);
                found.push(thing);
                end
            }
            None => place + 1,
        };
    }
    found
}

#[derive(Clone, Copy)]
struct Look<'t> {
    text: &'t str,
    tokens: &'t [Token],
    numbers: &'t [Number],
}

impl Look<'_> {
    fn sense(self, place: usize) -> Sense {
        self.tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense)
    }

    fn is(self, place: usize, word: Word) -> bool {
        self.sense(place) == Sense::Word(word)
    }

    /// Whether a thing may begin at a token, or have its head there: most words that are none are told by their sense.
    fn may_be(self, place: usize) -> bool {
        match self.sense(place) {
            Sense::Noun(_) | Sense::Word(_) | Sense::Verb(Verb::Meet, _) | Sense::Digits(..) | Sense::Number(_) => true,
            // A word of no field is a thing by its article alone.
            Sense::Unknown => place
                .checked_sub(1)
                .is_some_and(|before| !matches!(self.sense(before), Sense::Unknown | Sense::Verb(..))),
            _ => false,
        }
    }

    fn text_of(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| token.text(self.text))
    }

    /// The number that ends right before a token, past its adjectives.
    fn number_before(self, mut place: usize) -> Option<usize> {
        while place > 0
            && (is_adjective(self.sense(place - 1)) || (self.is(place - 1, Word::De) && self.is_collective(place - 1)))
        {
            place -= 1;
        }
        self.numbers.iter().position(|number| number.tokens.end == place)
    }

    /// "une dizaine de", "deux millions de": what joins its noun by "de".
    fn is_collective(self, end: usize) -> bool {
        let last = end.checked_sub(1).map_or(Sense::Mark('\0'), |last| self.sense(last));
        matches!(last, Sense::Collective(_)) || matches!(last, Sense::Noun(Noun::Foreign))
    }

    /// The first token of the phrase that a head ends, its gender and number by its article, and whether a preposition
    /// stands before it.
    fn phrase(self, head: usize) -> (usize, Option<Gender>, bool, bool) {
        let mut start = head;
        while start > 0 && is_adjective(self.sense(start - 1)) {
            start -= 1;
        }
        let mut several = false;
        if let Some(number) = self.number_before(head).and_then(|number| self.numbers.get(number)) {
            start = number.tokens.start;
            several = number.value > 1;
        }
        let Some(before) = start.checked_sub(1) else { return (start, None, false, false) };
        let preposition = |place: usize| {
            matches!(
                self.sense(place),
                Sense::Word(
                    Word::De
                        | Word::At
                        | Word::In
                        | Word::Inside
                        | Word::For
                        | Word::By
                        | Word::On
                        | Word::Under
                        | Word::With
                        | Word::Without
                        | Word::Between
                        | Word::During
                        | Word::Toward
                        | Word::Before
                        | Word::After
                        | Word::Since
                        | Word::Until
                        | Word::According
                        | Word::From
                )
            )
        };
        let inner = before > 0 && preposition(before - 1);
        match self.sense(before) {
            _ if several
                && !matches!(
                    self.sense(before),
                    Sense::Word(Word::Les | Word::Ses | Word::Ces | Word::Des | Word::Aux)
                ) =>
            {
                (start, None, true, preposition(before))
            }
            Sense::Word(Word::Le | Word::Un | Word::Ce | Word::Cet) => (before, Some(Gender::Masculine), false, inner),
            Sense::Word(Word::La | Word::Une | Word::Sa | Word::Cette) => {
                (before, Some(Gender::Feminine), false, inner)
            }
            Sense::Word(Word::L | Word::Son) => (before, None, false, inner),
            Sense::Word(Word::Les | Word::Ses | Word::Ces) => (before, None, true, inner),
            Sense::Word(Word::Any) => (before, None, false, inner),
            Sense::Word(Word::Du | Word::Au) => (before, Some(Gender::Masculine), false, !self.is_topic(before)),
            Sense::Word(Word::Des | Word::Aux) => (before, None, true, !self.is_topic(before)),
            _ => (start, None, false, preposition(before)),
        }
    }

    /// "Quant au contrat", "S'agissant du contrat": what is spoken of, and may be the subject.
    fn is_topic(self, article: usize) -> bool {
        let before = article.checked_sub(1).map_or("", |place| self.text_of(place));
        matches!(before, "Quant" | "quant" | "agissant")
    }
}
