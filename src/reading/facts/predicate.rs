//! What a sentence says of things: its verbs, with their tense, and whether they are denied.

mod group;
mod participle;

use std::ops::Range;

use crate::reading::lexicon::{Sense, Verb, Word};
use crate::reading::token::Token;

/// When, by the form of the verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    Past,
    Present,
    Future,
    /// It was to be: "devait se tenir", "était prévue".
    Due,
}

/// How a verb stands in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    Finite,
    /// A past participle alone: "signé le 3 mai".
    Participle,
    Infinitive,
}

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
pub(super) struct Predicate {
    /// From its auxiliary to its last participle.
    pub(super) tokens: Range<usize>,
    pub(super) verb: Verb,
    pub(super) when: When,
    pub(super) mood: Mood,
    pub(super) negated: bool,
    /// Whether its subject undergoes it: "a été signé".
    pub(super) passive: bool,
    /// Whether a relative pronoun is its subject or object.
    pub(super) relative: bool,
    /// Whether it stands for what was said before: "l'a été", "le sera".
    pub(super) proform: bool,
    /// Whether its auxiliary is in the present: "est reporté".
    pub(super) running: bool,
    /// Whether it tells how things stood: "étaient signés".
    pub(super) state: bool,
    /// Whether it says what will have been done: "auront été conclus".
    pub(super) perfect: bool,
}

/// The predicates of a sentence, in order.
pub(super) fn predicates(text: &str, tokens: &[Token]) -> Vec<Predicate> {
    let look = Look { text, tokens };
    let mut found: Vec<Predicate> = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let Some(mut predicate) = look.at(place) else {
            place += 1;
            continue;
        };
        place = predicate.tokens.end.max(place + 1);
        look.surround(&mut predicate);
        if predicate.mood == Mood::Participle
            && let Some(led) = found.last().filter(|led| led.mood == Mood::Finite && led.passive)
            && look.goes_on(&predicate)
        {
            // "sera présenté au comité, puis signé": the auxiliary is understood.
            predicate = Predicate {
                when: led.when,
                mood: Mood::Finite,
                negated: led.negated,
                running: led.running,
                ..predicate
            };
        }
        if predicate.mood == Mood::Infinitive {
            // "a permis de signer": it was done; "permettra de signer", "a décidé de signer": it will be.
            let led = found.iter().rev().find(|before| before.mood == Mood::Finite);
            let done = led.is_some_and(|led| {
                led.when == When::Past && !led.negated && !matches!(led.verb, Verb::Plan | Verb::Decide)
            });
            predicate.when = if done { When::Past } else { When::Future };
        }
        found.push(predicate);
    }
    found
}

/// Within how many words "ne … que" is looked for.
const FAR: usize = 10;

#[derive(Clone, Copy)]
struct Look<'t> {
    text: &'t str,
    tokens: &'t [Token],
}

impl Look<'_> {
    fn sense(self, place: usize) -> Sense {
        self.tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense)
    }

    fn is(self, place: usize, word: Word) -> bool {
        self.sense(place) == Sense::Word(word)
    }

    fn word(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| token.text(self.text))
    }

    /// Whether a participle follows "puis", "et", "ou", as one of several of the same auxiliary.
    fn goes_on(self, predicate: &Predicate) -> bool {
        let before = predicate.tokens.start.checked_sub(1).map_or(Sense::Mark('\0'), |before| self.sense(before));
        matches!(before, Sense::Word(Word::And | Word::Then | Word::Or))
    }

    /// Takes in what stands around a predicate: its denial, and the relative pronoun before it.
    fn surround(self, predicate: &mut Predicate) {
        let mut before = predicate.tokens.start;
        let mut not = false;
        while let Some(one) = before.checked_sub(1) {
            match self.sense(one) {
                Sense::Word(Word::Not) => not = true,
                Sense::Word(Word::Self_ | Word::There | Word::In | Word::Le | Word::L | Word::Les | Word::Him) => {}
                _ => break,
            }
            before = one;
        }
        predicate.relative =
            before.checked_sub(1).is_some_and(|one| matches!(self.sense(one), Sense::Word(Word::Who | Word::Which)));
        if not || before < predicate.tokens.start {
            predicate.tokens.start = before;
        }
        if not {
            // "n'a tenu que sa séance", "n'a fait l'objet d'un comité que le mois dernier": no denial.
            let firm = predicate
                .tokens
                .clone()
                .any(|place| matches!(self.sense(place), Sense::Word(Word::No | Word::Never | Word::Plus | Word::Any)));
            let clause = (predicate.tokens.end..predicate.tokens.end + FAR)
                .take_while(|place| !matches!(self.sense(*place), Sense::Mark(',' | ';' | ':' | '.' | '\0')));
            let only = clause.into_iter().any(|place| matches!(self.word(place), "que" | "qu'"));
            predicate.negated = firm || !only;
        }
    }
}
