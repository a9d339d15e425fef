//! Years: "en 2018", "la période 2015-2020", "les années 1960".

use super::super::lexicon::{Sense, Unit, Word};
use super::cursor::Cursor;
use super::grammar::Found;
use super::{Calendar, Place, Said};

/// "en 2018", "l'année 2019", "à l'horizon 2030", "la période 2020-2022", "de 2019 à 2022".
pub(super) fn years(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let span = |first: i32, last: i32, end: usize| {
        let calendar = Calendar { first_year: Some(first), year: Some(last), ..Calendar::of(Place::Year) };
        Some(Found::one(start, end, Said::Calendar(calendar)))
    };
    let before = cursor.back(start, 1);
    if matches!(before, Sense::Mark('°' | '-' | '/')) && cursor.glued(start) || named(cursor, start) {
        return None;
    }
    let led = matches!(
        before,
        Sense::Word(
            Word::In
                | Word::For
                | Word::De
                | Word::Since
                | Word::From
                | Word::Before
                | Word::After
                | Word::Here
                | Word::Between
                | Word::Current
                | Word::On
                | Word::Horizon
                | Word::At
                | Word::Until
                | Word::Period
                | Word::During
        ) | Sense::Unit(Unit::Year)
    );
    if let (Sense::Digits(first @ 1900..=2099, 4), Sense::Digits(last @ 1900..=2099, 4)) =
        (cursor.sense(start), cursor.sense(start + 2))
        && cursor.dash(start + 1)
        && led
        && first < last
    {
        return span(i32::try_from(first).ok()?, i32::try_from(last).ok()?, start + 3);
    }
    let year = cursor.year(start).filter(|_| led)?;
    let joined = matches!(
        (before, cursor.sense(start + 1)),
        (Sense::Word(Word::De), Sense::Word(Word::At)) | (Sense::Word(Word::Between), Sense::Word(Word::And))
    );
    if joined && let Some(last) = cursor.year(start + 2) {
        return span(year, last, start + 3);
    }
    // "en 2019 et 2020": years that follow one another are a span.
    let mut list = vec![year];
    let mut end = start + 1;
    while matches!(cursor.sense(end), Sense::Word(Word::And | Word::Or | Word::Then) | Sense::Mark(',')) {
        let Some(next) = cursor.year(end + 1) else { break };
        list.push(next);
        end += 2;
    }
    match list.as_slice() {
        [_] => {}
        [first, .., last] if list.windows(2).all(|pair| matches!(pair, [one, other] if one + 1 == *other)) => {
            return span(*first, *last, end);
        }
        several => {
            let one = |year: &i32| Said::Calendar(Calendar { year: Some(*year), ..Calendar::of(Place::Year) });
            return Some(Found { start, end, said: several.iter().map(one).collect(), modifier: None, side: None });
        }
    }
    // "près de 2000 emplois" counts; it is no year.
    let counts = matches!(before, Sense::Word(Word::De | Word::For | Word::At | Word::On))
        && match cursor.sense(end) {
            Sense::Noun(_) => true,
            Sense::Unknown => !cursor.capital(end) && cursor.word(end).ends_with(['s', 'x']),
            _ => false,
        };
    (!counts)
        .then(|| Found::one(start, end, Said::Calendar(Calendar { year: Some(year), ..Calendar::of(Place::Year) })))
}

/// Whether a year belongs to a name: "loi de finances initiale pour 2019", "France 2030", "CPER 2021-2027".
fn named(cursor: Cursor<'_>, start: usize) -> bool {
    let finances = (2..=4).any(|by| cursor.was(start, by, Word::Finances));
    let directly = cursor.was(start, 1, Word::Finances);
    (finances && matches!(cursor.back(start, 1), Sense::Word(Word::For | Word::De))) || directly
}

/// "les années 1960", "les années 60", "l'année 2019-2020".
pub(super) fn decade(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let Sense::Digits(value, digits) = cursor.sense(start + 1) else { return None };
    let plural = matches!(cursor.back(start, 1), Sense::Word(Word::Les | Word::Des | Word::Aux));
    let first = match digits {
        4 if value % 10 == 0 => i32::try_from(value).ok()?,
        2 if value % 10 == 0 => 1900 + i32::try_from(value).ok()?,
        _ => return None,
    };
    if !plural || cursor.dash(start + 2) || cursor.is(start + 2, Word::And) || cursor.is(start + 2, Word::At) {
        return None;
    }
    let calendar = Calendar { first_year: Some(first), year: Some(first + 9), ..Calendar::of(Place::Year) };
    Some(Found::one(start, start + 2, Said::Calendar(calendar)))
}
