//! Days: "le 2 juillet 2019", "du 18 au 24 mars", "les 14 octobre et 20 janvier derniers", "le 12".

use chrono::Weekday;

use super::super::lexicon::{Noun, Sense, Unit, Verb, Word};
use super::cursor::Cursor;
use super::grammar::{Found, side};
use super::{Calendar, Place, Said, Side};

/// A day of a list or a span, as far as it is written.
#[derive(Clone, Copy)]
struct Item {
    weekday: Option<Weekday>,
    day: u32,
    month: Option<u32>,
    year: Option<i32>,
}

/// How a day is joined to the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Span,
    And,
    Then,
}

pub(super) fn found(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    if in_digits(cursor, start).is_some() {
        return in_digits(cursor, start);
    }
    let (first, mut end) = item(cursor, start)?;
    let mut items = vec![first];
    let mut joints = Vec::new();
    while let Some((joint, next, after)) = joined(cursor, start, end, &items) {
        items.push(next);
        joints.push(joint);
        end = after;
    }
    if items.last()?.month.is_none() {
        return alone(cursor, start, &items, end);
    }
    fill(&mut items);
    let mut said = said(&items, &joints);
    if let (Some((years, after)), [Said::Calendar(one)]) = (cursor.of_running_year(end), said.as_mut_slice())
        && one.year.is_none()
    {
        one.years = Some(years);
        end = after;
    }
    let (side, end) = side(cursor, end);
    Some(Found { start, end, said, modifier: None, side })
}

/// "12/03/2020", "12/03/20", "au 12/03".
fn in_digits(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let (Sense::Digits(day, 1..=2), Sense::Digits(month @ 1..=12, 1..=2)) =
        (cursor.sense(start), cursor.sense(start + 2))
    else {
        return None;
    };
    if !cursor.mark(start + 1, '/') || !(1..=31).contains(&day) {
        return None;
    }
    if !cursor.mark(start + 3, '/') {
        // "au 25/03": a day, where its article says so; "3/4" is a share.
        let article = matches!(cursor.back(start, 1), Sense::Word(Word::Le | Word::Au | Word::Du));
        let whole =
            matches!((cursor.sense(start), cursor.sense(start + 2)), (Sense::Digits(_, 2), Sense::Digits(_, 2)));
        let said = Said::Calendar(Calendar::of(Place::Day(day, month)));
        return (article && whole).then(|| Found::one(start, start + 3, said));
    }
    let year = match cursor.sense(start + 4) {
        Sense::Digits(year, 2) => i32::try_from(year).ok().map(|year| 2000 + year),
        _ => cursor.year(start + 4),
    }?;
    let calendar = Calendar { year: Some(year), ..Calendar::of(Place::Day(day, month)) };
    Some(Found::one(start, start + 5, Said::Calendar(calendar)))
}

/// "[vendredi] 28 [juin [2019]]", and the place after it.
fn item(cursor: Cursor<'_>, start: usize) -> Option<(Item, usize)> {
    let mut place = start;
    let mut weekday = None;
    if let Sense::Weekday(day) = cursor.sense(place) {
        weekday = Some(day);
        place += 1;
        if cursor.mark(place, ',') {
            place += 1;
        }
    }
    let day = match cursor.sense(place) {
        Sense::Digits(day @ 1..=31, 1..=2) => day,
        Sense::Rank(1) if cursor.word(place).starts_with('1') || matches!(cursor.sense(place + 1), Sense::Month(_)) => {
            1
        }
        _ => return None,
    };
    // "la rue du 4 septembre", "la place du 8 mai 1945": a name.
    let street = (2..=3).any(|by| matches!(cursor.back(start, by), Sense::Noun(Noun::Street)));
    if street && matches!(cursor.back(start, 1), Sense::Word(Word::Du)) {
        return None;
    }
    // A part of a longer number, of a rank in a law, of a time, of a percentage.
    let before = cursor.back(place, 1);
    let continues = cursor.glued(place) && matches!(before, Sense::Mark(',' | '.' | '-' | '/' | '°'));
    let thousands = matches!(cursor.sense(place + 1), Sense::Digits(_, 3)) || matches!(before, Sense::Digits(..));
    let decimal = cursor.glued(place + 1)
        && matches!(cursor.sense(place + 1), Sense::Mark(',' | '/'))
        && cursor.glued(place + 2)
        && matches!(cursor.sense(place + 2), Sense::Digits(..));
    if continues || thousands || decimal {
        return None;
    }
    place += 1;
    let mut found = Item { weekday, day, month: None, year: None };
    if let Sense::Month(month) = cursor.sense(place) {
        found.month = Some(month);
        place += 1;
        let year = cursor.skip(place, &[Word::De]);
        if let Some(written) = cursor.year(year) {
            found.year = Some(written);
            place = year + 1;
        }
    }
    Some((found, place))
}

/// The day that goes on a list or a span, how it is joined, and the place after it.
fn joined(cursor: Cursor<'_>, start: usize, end: usize, items: &[Item]) -> Option<(Joint, Item, usize)> {
    let last = items.last()?;
    let first = items.first()?;
    let spans = items.len() == 1 && matches!(cursor.back(start, 1), Sense::Word(Word::Du | Word::De | Word::Des))
        || cursor.was(start, 2, Word::Between)
        || cursor.was(start, 1, Word::Between)
        || cursor.was(start, 2, Word::Since);
    let plural = matches!(cursor.back(start, 1), Sense::Word(Word::Les | Word::Des | Word::Aux));
    let between = cursor.was(start, 2, Word::Between) || cursor.was(start, 1, Word::Between);
    let mut place = end;
    let mut joint = match cursor.sense(place) {
        Sense::Word(Word::Au) if spans && !between => Joint::Span,
        Sense::Word(Word::Until) if spans && !between => {
            place += 1;
            Joint::Span
        }
        Sense::Mark('-' | '–') if first.month.is_none() && cursor.glued(place) => Joint::Span,
        Sense::Word(Word::And) if between => Joint::Span,
        Sense::Word(Word::And | Word::Or) => Joint::And,
        Sense::Mark(',') => Joint::And,
        Sense::Word(Word::Then) => Joint::Then,
        _ => return None,
    };
    place += 1;
    while let Sense::Word(word @ (Word::And | Word::Then)) = cursor.sense(place) {
        joint = if word == Word::Then && joint != Joint::Span { Joint::Then } else { joint };
        place += 1;
    }
    place = cursor.skip(place, &[Word::Le, Word::Les, Word::Du, Word::Des, Word::Au]);
    let (next, after) = item(cursor, place)?;
    // A whole date after a whole date is one of its own, unless the article was for both.
    if joint != Joint::Span && last.month.is_some() && !plural {
        return None;
    }
    // What has no month must be followed by what has one.
    if next.month.is_none() {
        let mut all = items.to_vec();
        all.push(next);
        joined(cursor, start, after, &all)?;
    }
    Some((joint, next, after))
}

/// Gives each day of a list the month and the year that the last one has.
fn fill(items: &mut [Item]) {
    let mut later: Option<Item> = None;
    for item in items.iter_mut().rev() {
        if let Some(later) = later {
            item.month = item.month.or(later.month);
            if item.year.is_none() {
                let wraps = (item.month, item.day) > (later.month, later.day);
                item.year = later.year.map(|year| if wraps { year - 1 } else { year });
            }
        }
        later = Some(*item);
    }
}

/// What these days say: a span, or one date each.
fn said(items: &[Item], joints: &[Joint]) -> Vec<Said> {
    let follows = |one: &Item, other: &Item| one.month == other.month && one.day + 1 == other.day;
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return Vec::new() };
    let span = joints.contains(&Joint::Span);
    let in_a_row = items.len() > 1
        && joints.iter().all(|joint| *joint == Joint::And)
        && items.windows(2).all(|pair| matches!(pair, [one, other] if follows(one, other)));
    if span || in_a_row {
        let place =
            Place::Days((first.day, first.month.unwrap_or_default()), (last.day, last.month.unwrap_or_default()));
        let first_year = first.year.filter(|_| last.year.is_some());
        let calendar = Calendar { first_year, year: last.year, weekday: first.weekday, ..Calendar::of(place) };
        return vec![Said::Calendar(calendar)];
    }
    let one = |item: &Item| Calendar {
        year: item.year,
        weekday: item.weekday,
        ..Calendar::of(Place::Day(item.day, item.month.unwrap_or_default()))
    };
    items.iter().map(|item| Said::Calendar(one(item))).collect()
}

/// "le 12", "le 24 du même mois", "le 3 courant", "mercredi 12": a day whose month is spoken of.
fn alone(cursor: Cursor<'_>, start: usize, items: &[Item], end: usize) -> Option<Found> {
    let [item] = items else { return None };
    let led = matches!(cursor.back(start, 1), Sense::Word(Word::Le | Word::Du | Word::Au | Word::Ce));
    let said = Said::DayOfMonth(item.day, item.weekday);
    let one = |end, side| Some(Found { side, ..Found::one(start, end, said.clone()) });
    if cursor.is(end, Word::Du) && cursor.is(end + 1, Word::Same) && cursor.sense(end + 2) == Sense::Unit(Unit::Month) {
        return one(end + 3, Some(Side::Same));
    }
    if cursor.is(end, Word::De) && cursor.is(end + 1, Word::Ce) && cursor.sense(end + 2) == Sense::Unit(Unit::Month) {
        return one(end + 3, None);
    }
    if cursor.is(end, Word::Du) && cursor.sense(end + 1) == Sense::Unit(Unit::Month) {
        let (side, after) = side(cursor, end + 2);
        return if side.is_some() { one(after, side) } else { one(end + 2, None) };
    }
    let (side, after) = side(cursor, end);
    if led && side.is_some() {
        return one(after, side);
    }
    if led && cursor.is(end, Word::Current) {
        return one(end + 1, None);
    }
    let ends = match cursor.sense(end) {
        Sense::Mark(mark) => matches!(mark, '.' | ',' | ';' | ':' | ')' | '\0'),
        Sense::Word(word) => {
            matches!(
                word,
                Word::At | Word::In | Word::By | Word::And | Word::But | Word::With | Word::Under | Word::Inside
            )
        }
        Sense::Verb(verb, _) => matches!(verb, Verb::Be | Verb::Have),
        _ => false,
    };
    // "article 1er", "le 1er comité": a rank is no day.
    let rank = matches!(cursor.back(end, 1), Sense::Rank(_)) && item.weekday.is_none();
    let named = item.weekday.is_some() || (led && cursor.was(start, 1, Word::Le));
    (ends && named && !rank).then(|| one(end, None)).flatten()
}
