//! From a calendar expression to the days that it means.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::super::lexicon::{Part, Unit};
use super::part::{month_part, year_part};
use super::{Calendar, Expression, Place, Said, Side};
use crate::programme::date::Edtf;

/// The side of the section's day on which an event lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Not after it.
    Past,
    /// After it.
    Future,
    /// It was due then, and may have failed: the nearer side, the past one for choice.
    Due,
}

/// A date with its year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// The days that the expression itself names.
    pub date: Edtf,
    /// Whether its year is not written in it.
    pub inferred_year: bool,
}

/// What a date may be told from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Around {
    /// The section's day.
    pub day: Option<NaiveDate>,
    /// The date named before in the section.
    pub before: Option<Resolved>,
    /// The date that it is joined to, in its own sentence: "le 22 janvier 2019, un second le 14 mars".
    pub joined: Option<Resolved>,
}

/// The date that an expression means, in a tense. `None` where that is not known: nothing is guessed.
#[must_use]
pub fn resolve(expression: &Expression, around: Around, tense: Option<Tense>) -> Option<Resolved> {
    let tense = match expression.side {
        Some(Side::Last) => Some(Tense::Past),
        Some(Side::Next) => Some(Tense::Future),
        _ => tense,
    };
    let before = around.before.map(|before| before.date);
    let known = |date: Edtf| Some(Resolved { date, inferred_year: true });
    match &expression.said {
        Said::SameDay => around.before,
        Said::Now => known(Edtf::day(around.day?)),
        Said::Calendar(calendar) => placed(calendar, around, tense, expression.side),
        Said::Days(days) => known(Edtf::day(shift(around.day?, *days)?)),
        Said::Later(days) => {
            let from = before?;
            known(Edtf::day(shift(if *days < 0 { from.earliest() } else { from.latest() }, *days)?))
        }
        Said::MonthsLater(months) => {
            let from = before?.latest();
            let (year, month) = month_from(from, *months)?;
            known(Edtf::month(year, month)?)
        }
        Said::Weekday(weekday) => {
            let (from, tense) = match expression.side {
                Some(Side::Following) => (before?.latest(), Tense::Future),
                Some(Side::Preceding) => (before?.earliest(), Tense::Past),
                _ => (around.day?, tense?),
            };
            known(Edtf::day(nearest_weekday(*weekday, from, tense)?))
        }
        Said::DayOfMonth(day, weekday) => {
            let date = day_of_month(*day, expression.side, around, tense)?;
            (weekday.is_none_or(|weekday| date.weekday() == weekday))
                .then_some(Resolved { date: Edtf::day(date), inferred_year: true })
        }
        Said::Unit(unit, offset, part) => {
            let from = match expression.side {
                Some(Side::Following | Side::Preceding | Side::Same) => before?.earliest(),
                _ => around.day?,
            };
            known(stretch(*unit, *offset, *part, from, tense)?)
        }
        Said::Ago(..) | Said::Every(_) | Said::Soon => None,
    }
}

/// A place in the calendar, in its year.
fn placed(calendar: &Calendar, around: Around, tense: Option<Tense>, side: Option<Side>) -> Option<Resolved> {
    let (date, inferred_year) = match (calendar.year, side) {
        (None, _) if calendar.years.is_some() => {
            let year = around.day?.year() + calendar.years?;
            (in_year(calendar.place, year, None)?, true)
        }
        (Some(year), _) => (in_year(calendar.place, year, calendar.first_year)?, false),
        (None, Some(Side::Following)) => (nearest(calendar.place, around.before?.date.latest(), Tense::Future)?, true),
        (None, Some(Side::Preceding)) => (nearest(calendar.place, around.before?.date.earliest(), Tense::Past)?, true),
        (None, _) => {
            (joined(calendar.place, around, tense).or_else(|| nearest(calendar.place, around.day?, tense?))?, true)
        }
    };
    let agrees = calendar.weekday.is_none_or(|weekday| date.earliest().weekday() == weekday);
    agrees.then_some(Resolved { date, inferred_year })
}

/// The date in the year of the one that it is joined to: the first such after it, unless what is past would then lie
/// after the section's day.
fn joined(place: Place, around: Around, tense: Option<Tense>) -> Option<Edtf> {
    let to = around.joined?.date;
    let date = nearest(place, to.earliest(), Tense::Future)?;
    match (tense, around.day) {
        (Some(Tense::Past), Some(day)) if date.earliest() > day => in_year(place, to.earliest().year(), None),
        _ => Some(date),
    }
}

/// The date in a year, its last day's; `None` where there is no such day in it.
pub(super) fn in_year(place: Place, year: i32, first_year: Option<i32>) -> Option<Edtf> {
    let first_year = |crosses: bool| first_year.unwrap_or(if crosses { year - 1 } else { year });
    match place {
        Place::Day(number, month) => Some(Edtf::day(NaiveDate::from_ymd_opt(year, month, number)?)),
        Place::WeekOf(number, month) => Some(week(NaiveDate::from_ymd_opt(year, month, number)?)),
        Place::Days(first, last) => {
            let crosses = (first.1, first.0) > (last.1, last.0);
            let start = NaiveDate::from_ymd_opt(first_year(crosses), first.1, first.0)?;
            // A span that ends with its month ends on that month's last day.
            let end = NaiveDate::from_ymd_opt(year, last.1, last.0)
                .or_else(|| last_of_month(NaiveDate::from_ymd_opt(year, last.1, 1)?).filter(|_| last.0 == 31))?;
            (start <= end).then(|| Edtf::between(start, end))
        }
        Place::Month(month) => Edtf::month(year, month),
        Place::Months(first, last) => {
            Edtf::interval(Edtf::month(first_year(first > last), first), Edtf::month(year, last))
        }
        Place::Season(season) => Edtf::season(year, season),
        Place::Year if first_year(false) != year => Edtf::interval(Edtf::year(first_year(false)), Edtf::year(year)),
        Place::Year => Edtf::year(year),
    }
}

/// How many times as far as the future one a past date may be to be the nearer of the two for what was due.
const PATIENCE: i64 = 2;

/// How many years may lie between two such dates: the longest wait for a 29 February.
const YEARS: i32 = 8;

/// The last such date that has begun by a day, or the first that is not over on it.
fn nearest(place: Place, day: NaiveDate, tense: Tense) -> Option<Edtf> {
    let this = day.year();
    // A span that crosses the new year has begun in the year before its own, and a winter ends in the year after.
    match tense {
        Tense::Past => {
            let mut dates = (this - YEARS..=this + 1).rev().filter_map(|year| in_year(place, year, None));
            dates.find(|date| date.earliest() <= day)
        }
        Tense::Future => {
            let mut dates = (this - 1..=this + YEARS).filter_map(|year| in_year(place, year, None));
            dates.find(|date| date.latest() > day)
        }
        Tense::Due => {
            let (past, next) = (nearest(place, day, Tense::Past)?, nearest(place, day, Tense::Future)?);
            let since = (day - past.latest()).num_days();
            let until = (next.earliest() - day).num_days();
            Some(if since <= until * PATIENCE { past } else { next })
        }
    }
}

fn nearest_weekday(weekday: Weekday, from: NaiveDate, tense: Tense) -> Option<NaiveDate> {
    let step = if tense == Tense::Future { 1 } else { -1 };
    (1..=7).map(|days| shift(from, days * step)).find_map(|day| day.filter(|day| day.weekday() == weekday))
}

/// "le 12": of the month spoken of, else of the running one, or the one beside it that the tense asks for.
fn day_of_month(number: u32, side: Option<Side>, around: Around, tense: Option<Tense>) -> Option<NaiveDate> {
    let of = |day: NaiveDate, months: i32| {
        let (year, month) = month_from(day, months)?;
        NaiveDate::from_ymd_opt(year, month, number)
    };
    match side {
        Some(Side::Same) => of(around.before?.date.earliest(), 0),
        Some(Side::Last) => {
            let day = around.day?;
            of(day, 0).filter(|date| *date < day).or_else(|| of(day, -1))
        }
        Some(Side::Next) => {
            let day = around.day?;
            of(day, 0).filter(|date| *date > day).or_else(|| of(day, 1))
        }
        _ => {
            if let Some(joined) = around.joined {
                return of(joined.date.earliest(), 0);
            }
            // "Le contrat a été signé le 31 janvier. Le comité s'était prononcé le 18."
            let spoken = around.before.filter(|before| before.date.earliest() == before.date.latest());
            let spoken =
                spoken.and_then(|before| of(before.date.earliest(), 0)).filter(|date| match (tense, around.day) {
                    (Some(Tense::Past), Some(day)) => *date <= day,
                    (Some(Tense::Future), Some(day)) => *date > day,
                    _ => true,
                });
            if spoken.is_some() {
                return spoken;
            }
            let day = around.day?;
            let running = of(day, 0);
            match tense {
                Some(Tense::Past) => running.filter(|date| *date <= day).or_else(|| of(day, -1)),
                Some(Tense::Future) => running.filter(|date| *date > day).or_else(|| of(day, 1)),
                _ => running,
            }
        }
    }
}

/// A stretch of the calendar, so many from the one that a day is in, or a part of it.
fn stretch(unit: Unit, offset: i32, part: Option<Part>, day: NaiveDate, tense: Option<Tense>) -> Option<Edtf> {
    match unit {
        Unit::Week => {
            let date = week(shift(day, i64::from(offset) * 7)?);
            let (first, last) = (date.earliest(), date.latest());
            match part {
                None => Some(date),
                Some(Part::Start) => Some(Edtf::between(first, shift(first, 1)?)),
                Some(Part::Mid) => Some(Edtf::between(shift(first, 2)?, shift(first, 3)?)),
                Some(Part::End) => Some(Edtf::between(shift(first, 4)?, last)),
            }
        }
        Unit::Month => {
            let (year, month) = month_from(day, offset)?;
            match part {
                Some(part) => in_year(month_part(part, month), year, None),
                None => Edtf::month(year, month),
            }
        }
        Unit::Quarter | Unit::Semester => {
            let wide = if unit == Unit::Quarter { 3 } else { 6 };
            let first = day.month0() / wide * wide;
            let (year, month) = month_from(day.with_day(1)?.with_month0(first)?, offset * i32::try_from(wide).ok()?)?;
            let months = match part {
                None => (month, month + wide - 1),
                Some(part) => {
                    let third = wide / 3;
                    let from = month + third * part_index(part);
                    (from, from + third - 1)
                }
            };
            in_year(Place::Months(months.0, months.1), year, None)
        }
        Unit::Year => {
            let year = day.year() + offset;
            match part {
                None => Edtf::year(year),
                Some(part) => {
                    let this = in_year(year_part(part), year, None)?;
                    // What is past at "the end of the year", in spring, was last year's.
                    let ahead = offset == 0 && tense == Some(Tense::Past) && this.earliest() > day;
                    if ahead { in_year(year_part(part), year - 1, None) } else { Some(this) }
                }
            }
        }
        Unit::Day | Unit::Fortnight => None,
    }
}

fn part_index(part: Part) -> u32 {
    match part {
        Part::Start => 0,
        Part::Mid => 1,
        Part::End => 2,
    }
}

/// Monday to Sunday.
fn week(day: NaiveDate) -> Edtf {
    let week = day.week(Weekday::Mon);
    Edtf::between(week.checked_first_day().unwrap_or(day), week.checked_last_day().unwrap_or(day))
}

fn shift(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let far = Days::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(far) } else { day.checked_add_days(far) }
}

/// Year and month, so many months from a day's.
fn month_from(day: NaiveDate, months: i32) -> Option<(i32, u32)> {
    let far = Months::new(months.unsigned_abs());
    let first = day.with_day(1)?;
    let date = if months < 0 { first.checked_sub_months(far) } else { first.checked_add_months(far) }?;
    Some((date.year(), date.month()))
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
}
