//! Calendar expressions of French: found in a text ([`grammar`]), then given a year where they have none.
//!
//! A year that is not written comes from the day of the section and the tense of the words, by the rules of the
//! written question: what is past is the latest such date not after that day, what is to come the first after
//! it, "dernier" and "prochain" say so themselves. Without a day or a tense the date stays open.

pub mod grammar;
mod vocabulary;

use std::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use crate::programme::date::{Edtf, Season};

pub use grammar::expressions;

/// A calendar expression as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Its bytes, preposition included: "le 2 juillet", "avant le 15 janvier".
    pub range: Range<usize>,
    /// What it names.
    pub said: Said,
    /// What its preposition makes of it.
    pub bound: Option<Bound>,
    /// The side of the section's day on which it says that it is: "dernier", "prochain".
    pub side: Option<Tense>,
}

/// What a calendar expression names.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A place in the calendar, with its year or without.
    Calendar(Calendar),
    /// The date just named: "à cette occasion", "le même jour".
    SameDay,
    /// The day of the section: "à ce jour", "à date".
    Now,
}

/// A place in the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// The place in a year.
    pub place: Place,
    /// The year of its first day, where it is written apart from the last day's.
    pub first_year: Option<i32>,
    /// The year of its last day; of its December, for a winter.
    pub year: Option<i32>,
    /// The day of the week, where it is written: the day must agree with it.
    pub weekday: Option<Weekday>,
}

/// A place in a year: what is left of a date without its year. Months count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A day, then its month.
    Day(u32, u32),
    /// From a day to another, each with its month.
    Days((u32, u32), (u32, u32)),
    /// A month.
    Month(u32),
    /// From a month to another.
    Months(u32, u32),
    /// The start (0), middle (1) or end (2) of a month: days 1–10, 11–20, 21–end.
    MonthPart(u32, u32),
    /// A season.
    Season(Season),
    /// The whole year.
    Year,
}

/// The side of the section's day on which an event lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Not after it.
    Past,
    /// After it.
    Future,
}

/// What a preposition makes of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// From it on: depuis, dès, à partir de, à compter de.
    Since,
    /// Up to it: jusqu'à.
    Until,
    /// On it or before: d'ici, au plus tard.
    NoLaterThan,
    /// Before its first day: avant.
    Before,
    /// After its last day: après, au-delà de.
    After,
}

/// A date with its year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Resolved {
    /// The days that the expression itself names.
    pub date: Edtf,
    /// Whether its year is not written in it.
    pub inferred_year: bool,
}

/// The date that an expression means, read on the section's day, in a tense, after the date named before it.
/// `None` where that is not known: nothing is guessed.
#[must_use]
pub fn resolve(
    expression: &Expression,
    day: Option<NaiveDate>,
    tense: Option<Tense>,
    before: Option<Resolved>,
) -> Option<Resolved> {
    match &expression.said {
        Said::SameDay => before,
        Said::Now => Some(Resolved { date: Edtf::day(day?), inferred_year: true }),
        Said::Calendar(calendar) => {
            let (date, inferred_year) = match calendar.year {
                Some(year) => (calendar.place.in_year(year, calendar.first_year)?, false),
                None => (nearest(calendar.place, day?, expression.side.or(tense)?)?, true),
            };
            let agrees = calendar.weekday.is_none_or(|weekday| date.earliest().weekday() == weekday);
            agrees.then_some(Resolved { date, inferred_year })
        }
    }
}

/// The date that is stated where a preposition bounds it: "avant le 31 mars" is `../03-30`.
#[must_use]
pub fn bounded(date: Edtf, bound: Option<Bound>) -> Edtf {
    let day_before = |day: NaiveDate| day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let day_after = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    match bound {
        None => date,
        Some(Bound::Since) => Edtf::interval(Some(date), None).unwrap_or_else(|| Edtf::from_day_on(date.earliest())),
        Some(Bound::Until | Bound::NoLaterThan) => {
            Edtf::interval(None, Some(date)).unwrap_or_else(|| Edtf::not_later_than(date.latest()))
        }
        Some(Bound::Before) => Edtf::not_later_than(day_before(date.earliest())),
        Some(Bound::After) => Edtf::from_day_on(day_after(date.latest())),
    }
}

impl Place {
    /// The date in a year, its last day's; `None` where there is no such day in it.
    #[must_use]
    pub fn in_year(self, year: i32, first_year: Option<i32>) -> Option<Edtf> {
        let day = |year, (day, month)| NaiveDate::from_ymd_opt(year, month, day);
        let first_year = |crosses: bool| first_year.unwrap_or(if crosses { year - 1 } else { year });
        match self {
            Place::Day(number, month) => Some(Edtf::day(day(year, (number, month))?)),
            Place::Days(first, last) => {
                let crosses = (first.1, first.0) > (last.1, last.0);
                let (first, last) = (day(first_year(crosses), first)?, day(year, last)?);
                (first <= last).then(|| Edtf::between(first, last))
            }
            Place::Month(month) => Edtf::month(year, month),
            Place::Months(first, last) => {
                Edtf::interval(Edtf::month(first_year(first > last), first), Edtf::month(year, last))
            }
            Place::MonthPart(part, month) => {
                let start = day(year, (part * 10 + 1, month))?;
                let end = if part < 2 { day(year, (part * 10 + 10, month)) } else { last_of_month(start) };
                Some(Edtf::between(start, end?))
            }
            Place::Season(season) => Edtf::season(year, season),
            Place::Year => Edtf::year(year),
        }
    }
}

/// The last such date that has begun by a day, or the first that is not over on it.
fn nearest(place: Place, day: NaiveDate, tense: Tense) -> Option<Edtf> {
    // Eight years are the longest wait for a 29 February.
    let mut dates = (day.year() - 8..=day.year() + 8).filter_map(|year| place.in_year(year, None));
    match tense {
        Tense::Past => dates.rfind(|date| date.earliest() <= day),
        Tense::Future => dates.find(|date| date.latest() > day),
    }
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
}

#[cfg(test)]
mod tests;
