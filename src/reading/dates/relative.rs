//! Dates told from another: "hier", "jeudi prochain", "la semaine dernière", "le lendemain", "à cette occasion", "à ce jour".

use super::super::lexicon::{Sense, Unit, Word};
use super::cursor::Cursor;
use super::grammar::{Found, side};
use super::{Said, Side};

pub(super) fn found(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    now(cursor, start)
        .or_else(|| soon(cursor, start))
        .or_else(|| same(cursor, start))
        .or_else(|| every(cursor, start))
        .or_else(|| later(cursor, start))
        .or_else(|| ago(cursor, start))
        .or_else(|| ahead(cursor, start))
        .or_else(|| near(cursor, start))
        .or_else(|| weekday(cursor, start))
        .or_else(|| unit(cursor, start))
}

/// "à ce jour", "à date", "à la date d'aujourd'hui", "aujourd'hui". A capital may have lost its accent.
fn now(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let at = cursor.is(start, Word::At) || matches!(cursor.word(start), "A" | "a");
    if at && cursor.is(start + 1, Word::Ce) && cursor.sense(start + 2) == Sense::Unit(Unit::Day) {
        return (!cursor.dash(start + 3)).then(|| Found::one(start, start + 3, Said::Now));
    }
    if at && cursor.is(start + 1, Word::Date) && !cursor.dash(start + 2) {
        return Some(Found::one(start, start + 2, Said::Now));
    }
    if !(cursor.is(start, Word::Today) && cursor.is(start + 1, Word::Now)) {
        return None;
    }
    // "aujourd'hui même" is that very day, and not these days.
    let very = cursor.is(start + 2, Word::Same);
    Some(Found::one(start, start + 2 + usize::from(very), if very { Said::Days(0) } else { Said::Now }))
}

/// "prochainement", "dans les prochaines semaines", "au cours des deux mois à venir", "sous peu".
fn soon(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let here = |end| Some(Found::one(start, end, Said::Soon));
    let several = matches!(cursor.back(start, 1), Sense::Word(Word::Les | Word::Des))
        || matches!(cursor.back(start, 1), Sense::Number(_) | Sense::Digits(..) | Sense::Word(Word::Some));
    match (cursor.sense(start), cursor.sense(start + 1)) {
        (Sense::Word(Word::Soon), _) => here(start + 1),
        (Sense::Word(Word::Under), Sense::Unknown) if cursor.word(start + 1) == "peu" => here(start + 2),
        (Sense::Word(Word::Next), Sense::Unit(_)) if several => here(start + 2),
        (Sense::Unit(_), Sense::Word(Word::At)) if several && cursor.word(start + 2) == "venir" => here(start + 3),
        _ => None,
    }
}

/// "à cette (même) occasion", "à cette date", "le même jour", "ce jour-là", "le jour même".
fn same(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let day = |place| cursor.sense(place) == Sense::Unit(Unit::Day);
    let here = |end| Some(Found::one(start, end, Said::SameDay));
    if cursor.is(start, Word::Cette) {
        let place = cursor.skip(start + 1, &[Word::Same]);
        let preposition =
            matches!(cursor.back(start, 1), Sense::Word(Word::At)) || cursor.word(start.wrapping_sub(1)) == "A";
        let means = cursor.is(place, Word::Occasion) || cursor.is(place, Word::Date);
        return (means && preposition).then(|| Found::one(start, place + 1, Said::SameDay));
    }
    if cursor.is(start, Word::Same) && day(start + 1) {
        return here(start + 2);
    }
    if day(start) && cursor.is(start + 1, Word::Same) && cursor.was(start, 1, Word::Le) {
        return here(start + 2);
    }
    let that_day =
        cursor.is(start, Word::Ce) && day(start + 1) && cursor.dash(start + 2) && cursor.is(start + 3, Word::Ci);
    if that_day { here(start + 4) } else { None }
}

/// "chaque trimestre", "tous les six mois", "deux fois par an": how often.
fn every(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let period = |count: u32, unit: Unit| match (count, unit) {
        (1, Unit::Month) => Some("P1M"),
        (2, Unit::Month) => Some("P2M"),
        (1, Unit::Quarter) | (3, Unit::Month) => Some("P3M"),
        (4, Unit::Month) => Some("P4M"),
        (1, Unit::Semester) | (6, Unit::Month) | (2, Unit::Quarter) => Some("P6M"),
        (1, Unit::Year) | (12, Unit::Month) => Some("P1Y"),
        (2, Unit::Year) => Some("P2Y"),
        _ => None,
    };
    let unit = |place| if let Sense::Unit(unit) = cursor.sense(place) { Some(unit) } else { None };
    let here = |end, said: &'static str| Some(Found::one(start, end, Said::Every(said)));
    if cursor.is(start, Word::Each) {
        return here(start + 2, period(1, unit(start + 1)?)?);
    }
    if cursor.is(start, Word::All) && cursor.is(start + 1, Word::Les) {
        return match cursor.sense(start + 2) {
            Sense::Number(count) | Sense::Digits(count, 1..=2) => here(start + 4, period(count, unit(start + 3)?)?),
            _ => here(start + 3, period(1, unit(start + 2)?)?),
        };
    }
    let count = match cursor.sense(start) {
        Sense::Number(count) | Sense::Digits(count, 1) => count,
        Sense::Word(Word::Une) => 1,
        _ => return None,
    };
    if !cursor.is(start + 1, Word::Times) {
        return None;
    }
    let by = matches!(cursor.sense(start + 2), Sense::Word(Word::By | Word::L | Word::Each));
    let per = unit(start + 3)?;
    let often = match (count, per) {
        (1, Unit::Year) => "P1Y",
        (1, Unit::Semester) | (2, Unit::Year) => "P6M",
        (3, Unit::Year) => "P4M",
        (4, Unit::Year) | (1, Unit::Quarter) => "P3M",
        (1, Unit::Month) => "P1M",
        _ => return None,
    };
    if by { here(start + 4, often) } else { None }
}

/// "trois jours plus tard", "deux semaines après", "le lendemain", "la veille".
fn later(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let fixed = match cursor.sense(start) {
        Sense::Word(Word::NextDay) => Some(1),
        Sense::Word(Word::NextNextDay) => Some(2),
        Sense::Word(Word::Eve) => Some(-1),
        _ => None,
    };
    if let Some(days) = fixed {
        // "la veille de l'ouverture", "le lendemain des élections": of what no date tells.
        let of = matches!(cursor.sense(start + 1), Sense::Word(Word::De | Word::Du | Word::Des));
        let article =
            matches!(cursor.back(start, 1), Sense::Word(Word::Le | Word::La | Word::Du | Word::Au | Word::Les));
        let dated = of
            && cursor.is(start + 1, Word::Du)
            && matches!(cursor.sense(start + 2), Sense::Digits(..) | Sense::Weekday(_));
        return (article && !of && !dated).then(|| Found::one(start, start + 1, Said::Later(days)));
    }
    let count = count(cursor, start)?;
    let Sense::Unit(unit) = cursor.sense(start + 1) else { return None };
    let direction = match (cursor.sense(start + 2), cursor.sense(start + 3)) {
        (Sense::Word(Word::Plus), Sense::Word(Word::Late)) => (1, start + 4),
        (Sense::Word(Word::Plus), _) if cursor.word(start + 3) == "tôt" => (-1, start + 4),
        (Sense::Word(Word::After), Sense::Mark(_) | Sense::Verb(..)) => (1, start + 3),
        _ => return None,
    };
    let vague = cursor.was(start, 1, Word::Some) || cursor.was(start, 1, Word::De);
    let count = i64::from(count) * direction.0;
    let said = match unit {
        Unit::Day => Said::Later(count),
        Unit::Week => Said::Later(count * 7),
        Unit::Fortnight => Said::Later(count * 15),
        Unit::Month => Said::MonthsLater(i32::try_from(count).ok()?),
        Unit::Year if direction.0 > 0 => Said::Ago(u32::try_from(count).ok()?, Unit::Year),
        _ => return None,
    };
    (!vague).then(|| Found::one(start, direction.1, said))
}

fn count(cursor: Cursor<'_>, place: usize) -> Option<u32> {
    match cursor.sense(place) {
        Sense::Number(count) | Sense::Digits(count, 1..=2) => Some(count),
        Sense::Word(Word::Un | Word::Une) => Some(1),
        _ => None,
    }
}

/// "il y a trois ans", "voilà quatre ans", "près de deux ans après": too coarse for a date.
fn ago(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let mut place = start;
    let there_is = cursor.is(place, Word::He) && cursor.is(place + 1, Word::There);
    if there_is {
        place += 3;
    } else if cursor.is(place, Word::Ago) {
        place += 1;
    } else if !cursor.is(place, Word::Almost) {
        return None;
    }
    let led = place > start;
    // "il y a maintenant près de trois ans".
    while matches!(cursor.sense(place), Sense::Word(Word::Already | Word::Almost | Word::De | Word::Plus | Word::About))
    {
        place += 1;
    }
    let count = count(cursor, place)?;
    let Sense::Unit(unit) = cursor.sense(place + 1) else { return None };
    let after = cursor.is(place + 2, Word::After);
    let exact = led && !after;
    match unit {
        Unit::Day if exact => Some(Found::one(start, place + 2, Said::Days(-i64::from(count)))),
        Unit::Year | Unit::Month | Unit::Week if exact => Some(Found::one(start, place + 2, Said::Ago(count, unit))),
        Unit::Year if after => Some(Found::one(start, place + 3, Said::Ago(count, unit))),
        _ => None,
    }
}

/// "dans dix jours".
fn ahead(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    if !cursor.is(start, Word::Inside) || cursor.sense(start + 2) != Sense::Unit(Unit::Day) {
        return None;
    }
    Some(Found::one(start, start + 3, Said::Days(i64::from(count(cursor, start + 1)?))))
}

/// "hier", "avant-hier", "demain", "après-demain", "ce matin".
fn near(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let twice = cursor.glued(start) && cursor.dash(start.wrapping_sub(1));
    let first = if twice { start.saturating_sub(2) } else { start };
    let days = match cursor.sense(start) {
        Sense::Word(Word::Yesterday) => -1,
        Sense::Word(Word::Tomorrow) => 1,
        Sense::Word(Word::Ce) if cursor.is(start + 1, Word::Morning) => {
            return Some(Found::one(start, start + 2, Said::Days(0)));
        }
        _ => return None,
    };
    let end = cursor.skip(start + 1, &[Word::Morning]);
    Some(Found::one(first, end, Said::Days(if twice { days * 2 } else { days })))
}

/// "lundi", "jeudi prochain", "le vendredi suivant". Before a number it begins a day.
fn weekday(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let Sense::Weekday(day) = cursor.sense(start) else { return None };
    if matches!(cursor.sense(start + 1), Sense::Digits(..) | Sense::Rank(_))
        || (cursor.mark(start + 1, ',') && matches!(cursor.sense(start + 2), Sense::Digits(..)))
        || (cursor.capital(start) && start > 0)
    {
        return None;
    }
    let end = cursor.skip(start + 1, &[Word::Morning]);
    let (side, end) = side(cursor, end);
    // "le lundi" says on which days; "ce lundi", "lundi" one of them.
    let article = matches!(cursor.back(start, 1), Sense::Word(Word::Le | Word::Les | Word::Du | Word::Un | Word::Each));
    (!article || side.is_some()).then(|| Found { side, ..Found::one(start, end, Said::Weekday(day)) })
}

/// "la semaine dernière", "le mois prochain", "cette année", "l'an passé", "le mois suivant", "le même mois".
fn unit(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let this = matches!(cursor.sense(start), Sense::Word(Word::Ce | Word::Cette | Word::Same));
    let same = cursor.is(start, Word::Same) || (this && cursor.is(start + 1, Word::Same));
    let place = if this { start + 1 + usize::from(same && !cursor.is(start, Word::Same)) } else { start };
    let Sense::Unit(unit @ (Unit::Week | Unit::Month | Unit::Quarter | Unit::Semester | Unit::Year)) =
        cursor.sense(place)
    else {
        return None;
    };
    let (side, mut end) = side(cursor, place + 1);
    let offset = match side {
        Some(Side::Last | Side::Preceding) => -1,
        Some(Side::Next | Side::Following) => 1,
        _ if this => 0,
        _ => return None,
    };
    let article = this
        || matches!(cursor.back(start, 1), Sense::Word(Word::La | Word::Le | Word::L | Word::Du | Word::Au | Word::De));
    if this && cursor.dash(end) && cursor.is(end + 1, Word::Ci) {
        end += 2;
    }
    let side = if same { Some(Side::Same) } else { side };
    // "cette semaine-là", "cette année 2020".
    let (year, after) = cursor.of_year(end);
    if let Some(year) = year {
        let calendar = super::Calendar { year: Some(year), ..super::Calendar::of(super::Place::Year) };
        return (unit == Unit::Year).then(|| Found::one(start, after, Said::Calendar(calendar)));
    }
    article.then(|| Found { side, ..Found::one(start, end, Said::Unit(unit, offset, None)) })
}
