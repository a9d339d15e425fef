//! The grammar of calendar expressions: each token that may begin one is tried by the ways of saying a date that
//! begin so, a file a family of ways.

use super::super::lexicon::{Sense, Word};
use super::super::token::Token;
use super::cursor::Cursor;
use super::lead::{Led, lead};
use super::{Expression, Modifier, Said, Side, day, part, period, relative};

/// What a way of saying a date found: the date itself, without its preposition.
pub(super) struct Found {
    /// The first token.
    pub(super) start: usize,
    /// The token after the last.
    pub(super) end: usize,
    /// What is said; several for a list of days that do not follow one another.
    pub(super) said: Vec<Said>,
    pub(super) modifier: Option<Modifier>,
    pub(super) side: Option<Side>,
}

impl Found {
    pub(super) fn one(start: usize, end: usize, said: Said) -> Self {
        Found { start, end, said: vec![said], modifier: None, side: None }
    }
}

/// The calendar expressions of the tokens of a sentence, in order. A list of days that do not follow one another
/// gives one expression a day, of the same tokens.
#[must_use]
pub fn expressions(text: &str, tokens: &[Token]) -> Vec<Expression> {
    let cursor = Cursor { text, tokens };
    let mut found: Vec<Expression> = Vec::new();
    let mut place = 0;
    while let Some(token) = tokens.get(place) {
        let here = (begins(token.sense) && !leads(cursor, place)).then(|| at(cursor, place)).flatten();
        let Some(here) = here else {
            place += 1;
            continue;
        };
        let after = found.last().map_or(0, |last| last.tokens.end);
        let Led { start, bound, lead } = lead(cursor, here.start, after);
        for said in here.said {
            let (modifier, side) = (here.modifier, here.side);
            found.push(Expression { tokens: start..here.end, core: here.start, said, bound, modifier, side, lead });
        }
        place = here.end.max(place + 1);
    }
    found
}

/// Whether a date may begin with such a token.
fn begins(sense: Sense) -> bool {
    match sense {
        Sense::Digits(..)
        | Sense::Rank(_)
        | Sense::Month(_)
        | Sense::Weekday(_)
        | Sense::Season(_)
        | Sense::Unit(_)
        | Sense::Part(_)
        | Sense::Number(_) => true,
        Sense::Word(word) => matches!(
            word,
            Word::Last
                | Word::Ete
                | Word::Rentree
                | Word::Holidays
                | Word::Christmas
                | Word::Yesterday
                | Word::Tomorrow
                | Word::Today
                | Word::NextDay
                | Word::NextNextDay
                | Word::Eve
                | Word::Same
                | Word::Ce
                | Word::Cet
                | Word::Cette
                | Word::Each
                | Word::All
                | Word::At
                | Word::Ago
                | Word::He
                | Word::Almost
                | Word::One
                | Word::Une
                | Word::Un
                | Word::Period
                | Word::Soon
                | Word::Under
                | Word::Inside
                | Word::Next
        ),
        Sense::Verb(..) => false,
        _ => false,
    }
}

/// Whether "à" leads to something else than "à ce jour", "à date", as it mostly does.
fn leads(cursor: Cursor<'_>, place: usize) -> bool {
    cursor.is(place, Word::At) && !matches!(cursor.sense(place + 1), Sense::Word(Word::Ce | Word::Date))
}

/// The date that begins at a token, by the first way that finds one.
fn at(cursor: Cursor<'_>, place: usize) -> Option<Found> {
    relative::found(cursor, place)
        .or_else(|| day::found(cursor, place))
        .or_else(|| part::found(cursor, place))
        .or_else(|| period::found(cursor, place))
}

/// "dernier", "prochain", "suivant" after a date, and the place after it. "Dernier" right before a noun is its own.
pub(super) fn side(cursor: Cursor<'_>, place: usize) -> (Option<Side>, usize) {
    let side = match cursor.sense(place) {
        Sense::Word(Word::Last) => Side::Last,
        Sense::Word(Word::Next) => Side::Next,
        Sense::Word(Word::Following) => Side::Following,
        Sense::Word(Word::Preceding) => Side::Preceding,
        _ => return (None, place),
    };
    (Some(side), place + 1)
}
