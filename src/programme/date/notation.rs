//! The canonical text of a date: EDTF read and written.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};

use super::point::{Point, Season, Stem, YEARS};
use super::{DateError, Edtf, Shape, join};

const EXPECTED: &str = "an EDTF date such as 2019-07-02, 2019-03, 2018-23 (autumn), 2019, \
                        2019-03-18/2019-03-24, ../2019-11-19 or 2019-05~";

impl FromStr for Edtf {
    type Err = DateError;

    /// Reads EDTF as the type describes it. Two equal ends are read as one date.
    fn from_str(text: &str) -> Result<Self, DateError> {
        let shape = match text.split_once('/') {
            None => Shape::One(point(text, text)?),
            Some(("..", "..")) => return Err(refuse(text, "an interval with at least one end")),
            Some(("..", end)) => Shape::Until(point(text, end)?),
            Some((start, "..")) => Shape::From(point(text, start)?),
            Some((start, end)) => join(point(text, start)?, point(text, end)?)
                .ok_or_else(|| refuse(text, "an interval that ends after it begins"))?,
        };
        Ok(Edtf(shape))
    }
}

impl TryFrom<String> for Edtf {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Edtf> for String {
    fn from(date: Edtf) -> String {
        date.to_string()
    }
}

impl fmt::Display for Edtf {
    /// Writes canonical EDTF.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::One(point) => write!(f, "{point}"),
            Shape::Between(start, end) => write!(f, "{start}/{end}"),
            Shape::Until(end) => write!(f, "../{end}"),
            Shape::From(start) => write!(f, "{start}/.."),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.stem {
            Stem::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day())?,
            Stem::Month(year, month) => write!(f, "{year:04}-{month:02}")?,
            Stem::Season(year, season) => write!(f, "{year:04}-{}", number(season))?,
            Stem::Year(year) => write!(f, "{year:04}")?,
        }
        if self.approximate { f.write_str("~") } else { Ok(()) }
    }
}

/// The day written `day/month/year`; `text` is the whole cell, for the error.
pub(super) fn day_month_year(text: &str, day: &str, month: &str, year: &str) -> Result<Edtf, DateError> {
    let expected = "a day as jj/mm/aaaa, such as 01/03/2019";
    let number = |part: &str| if part.len() <= 2 { digits(part) } else { None };
    let year = if year.len() == 4 { digits(year) } else { None };
    match (number(day), number(month), year) {
        (Some(day), Some(month), Some(year)) => Ok(Edtf(Shape::One(exact_day(text, year, month, day)?.exact()))),
        _ => Err(refuse(text, expected)),
    }
}

/// One end of `text`, or the whole of it.
fn point(text: &str, end: &str) -> Result<Point, DateError> {
    let (stem, approximate) = end.strip_suffix('~').map_or((end, false), |stem| (stem, true));
    let parts: Vec<&str> = stem.split('-').collect();
    let well_formed = parts.iter().enumerate().all(|(place, part)| part.len() == if place == 0 { 4 } else { 2 });
    let numbers: Option<Vec<u32>> = if well_formed { parts.iter().copied().map(digits).collect() } else { None };
    let stem = match numbers.as_deref() {
        Some([year]) => Stem::year(checked_year(text, *year)?),
        Some([year, month]) => Some(month_or_season(text, *year, *month)?),
        Some([year, month, day]) => Some(exact_day(text, *year, *month, *day)?),
        _ => None,
    };
    stem.map(|stem| Point { stem, approximate }).ok_or_else(|| refuse(text, EXPECTED))
}

fn month_or_season(text: &str, year: u32, number: u32) -> Result<Stem, DateError> {
    let year = checked_year(text, year)?;
    Season::ALL
        .iter()
        .find(|(known, _)| *known == number)
        .map(|(_, season)| Stem::Season(year, *season))
        .or_else(|| Stem::month(year, number))
        .ok_or_else(|| refuse(text, "a month from 01 to 12 or a season from 21 to 24"))
}

fn exact_day(text: &str, year: u32, month: u32, day: u32) -> Result<Stem, DateError> {
    let year = checked_year(text, year)?;
    let Some(stem) = Stem::month(year, month) else {
        return Err(refuse(text, "a month from 01 to 12"));
    };
    NaiveDate::from_ymd_opt(year, month, day).map(Stem::Day).ok_or_else(|| {
        let last = stem.last_day().day();
        refuse(text, &format!("a day that exists: {year:04}-{month:02} has {last} days"))
    })
}

fn checked_year(text: &str, year: u32) -> Result<i32, DateError> {
    i32::try_from(year).ok().filter(|year| YEARS.contains(year)).ok_or_else(|| refuse(text, "a year from 1000 to 9999"))
}

/// A number of digits alone: `parse` would also take a sign.
fn digits(part: &str) -> Option<u32> {
    if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse().ok() } else { None }
}

fn number(season: Season) -> u32 {
    Season::ALL.iter().find(|(_, known)| *known == season).map_or(21, |(number, _)| *number)
}

fn refuse(found: &str, expected: &str) -> DateError {
    DateError { found: found.to_owned(), expected: expected.to_owned() }
}
