//! Months, fortnights, weeks, quarters, seasons and years.

use super::super::lexicon::{Noun, Sense, Unit, Word};
use super::cursor::Cursor;
use super::grammar::{Found, side};
use super::season::{holidays, is_feast, rentree, season_of, summer, summer_period};
use super::years;
use super::{Calendar, Place, Said, Side};
use crate::programme::date::Season;

pub(super) fn found(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    match cursor.sense(start) {
        Sense::Month(_) => months(cursor, start),
        Sense::Rank(_) | Sense::Word(Word::Last) => fortnight(cursor, start).or_else(|| terms(cursor, start)),
        Sense::Number(count @ 2..=6) => first_months(cursor, start, count),
        Sense::Season(season) => season_of(cursor, start, season),
        Sense::Word(Word::Ete) => summer(cursor, start),
        Sense::Word(Word::Rentree) => rentree(cursor, start),
        Sense::Word(Word::Holidays) => holidays(cursor, start),
        Sense::Word(Word::Christmas) if is_feast(cursor, start) => {
            Some(with_year(cursor, start, start + 1, Place::Day(25, 12)))
        }
        Sense::Word(Word::Period) => summer_period(cursor, start),
        Sense::Unit(Unit::Week) => week_of(cursor, start),
        Sense::Digits(..) => years::years(cursor, start),
        Sense::Unit(Unit::Year) => years::decade(cursor, start),
        _ => None,
    }
}

/// A place with its year, or "prochain", after it.
pub(super) fn with_year(cursor: Cursor<'_>, start: usize, end: usize, place: Place) -> Found {
    let (year, end) = cursor.of_year(end);
    if year.is_none()
        && let Some((years, end)) = cursor.of_running_year(end)
    {
        return Found::one(start, end, Said::Calendar(Calendar { years: Some(years), ..Calendar::of(place) }));
    }
    // "en février de l'année suivante": the first after the date named before.
    if let Some(end) = cursor.of_following_year(end) {
        let said = Said::Calendar(Calendar::of(place));
        return Found { side: Some(Side::Following), ..Found::one(start, end, said) };
    }
    let (side, end) = side(cursor, end);
    Found { side, ..Found::one(start, end, Said::Calendar(Calendar { year, ..Calendar::of(place) })) }
}

/// "en mars", "de mai à juillet 2021", "mars 2019", "en mars et avril".
fn months(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let Sense::Month(first) = cursor.sense(start) else { return None };
    let before = cursor.back(start, 1);
    if matches!(before, Sense::Noun(Noun::Street | Noun::Firm))
        || (cursor.capital(start) && start > 0 && cursor.year(start + 1).is_none())
    {
        return None;
    }
    let opens = |word: Word| matches!(before, Sense::Word(one) if one == word);
    let (first_year, mut end) = match cursor.year(start + 1) {
        Some(year) => (Some(year), start + 2),
        None => (None, start + 1),
    };
    let spans = match cursor.sense(end) {
        Sense::Word(Word::At | Word::Au) => opens(Word::De),
        Sense::Word(Word::And) => opens(Word::Between),
        Sense::Mark('-' | '–') => cursor.glued(end),
        _ => false,
    };
    if spans && let Sense::Month(last) = cursor.sense(end + 1) {
        let (year, end) = cursor.of_year(end + 2);
        let (side, end) = side(cursor, end);
        let calendar = Calendar { first_year, year: year.or(first_year), ..Calendar::of(Place::Months(first, last)) };
        return Some(Found { side, ..Found::one(start, end, Said::Calendar(calendar)) });
    }
    // "en mars et avril 2020", "en mars, avril et mai": months that follow one another are a span.
    let mut list = vec![first];
    let mut again = false;
    while first_year.is_none() {
        let joint = matches!(cursor.sense(end), Sense::Word(Word::And | Word::Or | Word::Then) | Sense::Mark(','));
        let next = cursor.skip(end + 1, &[Word::In]);
        let Sense::Month(month) = cursor.sense(next) else { break };
        if !joint {
            break;
        }
        again |= next > end + 1;
        list.push(month);
        end = next + 1;
    }
    let (year, end) = if first_year.is_some() { (first_year, end) } else { cursor.of_year(end) };
    let (side, end) = match cursor.of_following_year(end) {
        Some(end) => (Some(Side::Following), end),
        None => side(cursor, end),
    };
    let placed = matches!(
        before,
        Sense::Word(
            Word::In
                | Word::De
                | Word::Current
                | Word::For
                | Word::Since
                | Word::From
                | Word::Before
                | Word::After
                | Word::Here
                | Word::Until
                | Word::Between
                | Word::At
                | Word::Toward
                | Word::During
                | Word::Ce
        )
    );
    if !placed && year.is_none() && side.is_none() {
        return None;
    }
    let follows = list.windows(2).all(|pair| matches!(pair, [one, other] if one % 12 + 1 == *other));
    let calendar = |place| Said::Calendar(Calendar { year, ..Calendar::of(place) });
    let said = match list.as_slice() {
        [one] => vec![calendar(Place::Month(*one))],
        // "en mars et en avril" names each.
        [first, .., last] if follows && !again => vec![calendar(Place::Months(*first, *last))],
        several => several.iter().map(|month| calendar(Place::Month(*month))).collect(),
    };
    Some(Found { start, end, said, modifier: None, side })
}

/// "seconde quinzaine de mai", "première semaine de janvier 2021".
fn fortnight(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let mut place = start + 1;
    let unit = match cursor.sense(place) {
        Sense::Unit(unit @ (Unit::Fortnight | Unit::Week | Unit::Day)) => unit,
        _ => return None,
    };
    place = cursor.skip(place + 1, &[Word::De, Word::Du]);
    if cursor.sense(place) == Sense::Unit(Unit::Month) {
        place = cursor.skip(place + 1, &[Word::De]);
    }
    let Sense::Month(month) = cursor.sense(place) else { return None };
    let last = cursor.is(start, Word::Last);
    let rank = if let Sense::Rank(rank) = cursor.sense(start) { rank } else { 0 };
    let (from, to) = match (unit, rank) {
        (Unit::Fortnight, 1) => (1, 15),
        (Unit::Fortnight, 2) => (16, 31),
        (Unit::Fortnight, 0) if last => (16, 31),
        (Unit::Week, rank @ 1..=4) => (rank * 7 - 6, rank * 7),
        (Unit::Week, 0) if last => (last_day(month) - 6, 31),
        _ => return None,
    };
    Some(with_year(cursor, start, place + 1, Place::Days((from, month), (to, month))))
}

/// The last day of a month, of a common year.
fn last_day(month: u32) -> u32 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// "premier trimestre", "dernier trimestre", "second semestre": first and last month, and the place after.
pub(super) fn term(cursor: Cursor<'_>, start: usize) -> Option<(u32, u32, usize)> {
    let (wide, parts) = match cursor.sense(start + 1) {
        Sense::Unit(Unit::Quarter) => (3, 4),
        Sense::Unit(Unit::Semester) => (6, 2),
        _ => return None,
    };
    let rank = match cursor.sense(start) {
        Sense::Rank(rank) if (1..=parts).contains(&rank) => rank,
        Sense::Word(Word::Last) => parts,
        _ => return None,
    };
    Some(((rank - 1) * wide + 1, rank * wide, start + 2))
}

/// "premier trimestre 2020", "premier et deuxième trimestres de 2020".
fn terms(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    if let Some((first, last, end)) = term(cursor, start) {
        return Some(with_year(cursor, start, end, Place::Months(first, last)));
    }
    let joint = matches!(cursor.sense(start + 1), Sense::Word(Word::And | Word::At | Word::Or));
    let Sense::Rank(rank) = cursor.sense(start) else { return None };
    let next = cursor.skip(start + 2, &[Word::Le]);
    let (from, last, end) = term(cursor, next).filter(|_| joint)?;
    let first = (rank - 1) * (last + 1 - from) + 1;
    (first < last).then(|| with_year(cursor, start, end, Place::Months(first, last)))
}

/// "trois premiers mois de 2020", "deux derniers trimestres de l'année 2021".
fn first_months(cursor: Cursor<'_>, start: usize, count: u32) -> Option<Found> {
    let months = match cursor.sense(start + 2) {
        Sense::Unit(Unit::Month) => count,
        Sense::Unit(Unit::Quarter) if count < 4 => count * 3,
        _ => return None,
    };
    let place = match cursor.sense(start + 1) {
        Sense::Rank(1) => Place::Months(1, months),
        Sense::Word(Word::Last) => Place::Months(13 - months, 12),
        _ => return None,
    };
    let found = with_year(cursor, start, start + 3, place);
    matches!(found.said.as_slice(), [Said::Calendar(Calendar { year, years, .. })] if year.or(*years).is_some())
        .then_some(found)
}

/// The first month of a season.
pub(super) fn season_months(season: Season) -> u32 {
    match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    }
}

/// "la semaine du 16 mars 2020": Monday to Sunday.
fn week_of(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let (Sense::Digits(day @ 1..=31, _) | Sense::Rank(day @ 1)) = cursor.sense(start + 2) else { return None };
    let Sense::Month(month) = cursor.sense(start + 3) else {
        // "la semaine du 16 au 22 mars": the days say it.
        return None;
    };
    if !cursor.is(start + 1, Word::Du) || cursor.is(start + 4, Word::Au) {
        return None;
    }
    Some(with_year(cursor, start, start + 4, Place::WeekOf(day, month)))
}
