//! Parts: "début mars", "à la mi-mai 2019", "fin 2024", "d'ici à la fin du semestre", "entre la mi-mai et la fin juin".

use super::super::lexicon::{Part, Sense, Unit, Word};
use super::cursor::Cursor;
use super::grammar::{Found, side};
use super::period::{season_months, term};
use super::{Calendar, Modifier, Place, Said, Side};

/// A part with its year, if any, and the place after it.
struct One {
    part: Part,
    said: Said,
    end: usize,
    side: Option<Side>,
}

pub(super) fn found(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let first = one(cursor, start)?;
    if let Some(last) = second(cursor, first.end).or_else(|| whole(cursor, &first))
        && let (Said::Calendar(one), Said::Calendar(other)) = (&first.said, &last.said)
        && let (Some((from, _)), Some((_, to))) = (ends(one.place), ends(other.place))
    {
        let place = Place::Days(from, to);
        let calendar = Calendar { first_year: one.year, year: other.year, ..Calendar::of(place) };
        let modifier = Some(Modifier::Two(first.part, last.part));
        return Some(Found { modifier, side: last.side, ..Found::one(start, last.end, Said::Calendar(calendar)) });
    }
    let modifier = Some(Modifier::One(first.part));
    Some(Found { modifier, side: first.side, ..Found::one(start, first.end, first.said) })
}

/// The part that ends a span: "et la fin juin", "à mi-avril".
fn second(cursor: Cursor<'_>, end: usize) -> Option<One> {
    let joint = matches!(
        cursor.sense(end),
        Sense::Word(Word::And | Word::At | Word::Or | Word::Au) | Sense::Mark('-' | '–' | '/')
    );
    let next = cursor.skip(end + 1, &[Word::La, Word::Le, Word::At]);
    let next = cursor.skip(next, &[Word::La, Word::Le]);
    if joint { one(cursor, next) } else { None }
}

/// A month that ends a span begun by a part: "de fin mars à mai".
fn whole(cursor: Cursor<'_>, first: &One) -> Option<One> {
    let Said::Calendar(Calendar { place: Place::Days(..), .. }) = first.said else { return None };
    let Sense::Month(month) = cursor.sense(first.end + 1) else { return None };
    let (year, end) = cursor.of_year(first.end + 2);
    let said = Said::Calendar(Calendar { year, ..Calendar::of(Place::Month(month)) });
    cursor.is(first.end, Word::At).then_some(One { part: Part::End, said, end, side: None })
}

/// First and last day of a place.
fn ends(place: Place) -> Option<((u32, u32), (u32, u32))> {
    match place {
        Place::Days(first, last) => Some((first, last)),
        Place::Month(month) => Some(((1, month), (31, month))),
        Place::Months(first, last) => Some(((1, first), (31, last))),
        _ => None,
    }
}

/// "début mars 2019", "fin du premier semestre", "mi-2021", "fin du mois".
fn one(cursor: Cursor<'_>, start: usize) -> Option<One> {
    let Sense::Part(part) = cursor.sense(start) else { return None };
    let mut place = start + 1;
    if cursor.dash(place) && part != Part::End {
        place += 1;
    }
    let articles = place;
    place = cursor.skip(place, &[Word::De, Word::Du]);
    place = cursor.skip(place, &[Word::La, Word::L, Word::Le, Word::Ce, Word::Cet, Word::Cette]);
    if cursor.sense(place) == Sense::Unit(Unit::Month) && cursor.is(place + 1, Word::De) {
        place += 2;
    }
    let after_article = place > articles;
    let with_year = |at: Place, end: usize| {
        let (year, end) = cursor.of_year(end);
        let (years, end) = cursor.of_running_year(end).map_or((None, end), |(years, end)| (Some(years), end));
        let (side, end) = side(cursor, end);
        Some(One { part, said: Said::Calendar(Calendar { year, years, ..Calendar::of(at) }), end, side })
    };
    match cursor.sense(place) {
        Sense::Month(month) => with_year(month_part(part, month), place + 1),
        Sense::Season(season) => with_year(season_part(part, season_months(season)), place + 1),
        Sense::Word(Word::Ete) if after_article || part == Part::Mid => with_year(season_part(part, 6), place + 1),
        Sense::Rank(_) | Sense::Word(Word::Last) => {
            let (first, last, end) = term(cursor, place)?;
            let wide = (last + 1 - first) / 3;
            let at = first + wide * index(part);
            with_year(if wide == 1 { Place::Month(at) } else { Place::Months(at, at + wide - 1) }, end)
        }
        Sense::Unit(unit @ (Unit::Month | Unit::Quarter | Unit::Semester | Unit::Year | Unit::Week))
            if after_article =>
        {
            let (year, end) = cursor.of_year(place + 1);
            if unit == Unit::Year
                && let Some(year) = year
            {
                let calendar = Calendar { year: Some(year), ..Calendar::of(year_part(part)) };
                return Some(One { part, said: Said::Calendar(calendar), end, side: None });
            }
            if cursor.is(place + 1, Word::Of) {
                return None;
            }
            let (side, end) = side(cursor, place + 1);
            let offset = match side {
                Some(Side::Last) => -1,
                Some(Side::Next) => 1,
                _ => 0,
            };
            Some(One { part, said: Said::Unit(unit, offset, Some(part)), end, side })
        }
        _ => {
            let year = cursor.year(place)?;
            let calendar = Calendar { year: Some(year), ..Calendar::of(year_part(part)) };
            Some(One { part, said: Said::Calendar(calendar), end: place + 1, side: None })
        }
    }
}

fn index(part: Part) -> u32 {
    match part {
        Part::Start => 0,
        Part::Mid => 1,
        Part::End => 2,
    }
}

/// Days 1–10, 11–20, 21 to the end.
pub(super) fn month_part(part: Part, month: u32) -> Place {
    let start = index(part) * 10 + 1;
    Place::Days((start, month), (if part == Part::End { 31 } else { start + 9 }, month))
}

/// The first, second or third month of a season that begins with a month.
fn season_part(part: Part, first: u32) -> Place {
    Place::Month((first + index(part) - 1) % 12 + 1)
}

/// Months 1–4, 5–8, 9–12.
pub(super) fn year_part(part: Part) -> Place {
    let first = index(part) * 4 + 1;
    Place::Months(first, first + 3)
}
