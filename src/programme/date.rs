//! Dates as sources give them: a day, a month, a season, a year, or a span of them.
//!
//! The notation is EDTF (ISO 8601-2:2019): level 0 dates and intervals, and of level 1 the seasons
//! 21 to 24, open intervals (`..`) and the qualifier `~`. Times, `?`, `%`, masked digits (`201X`),
//! unknown ends (`/2019`) and years of more than four digits are refused.
//!
//! The `edtf` crate (0.2) would replace `notation.rs` only: it has no first and last day for
//! seasons (a `todo!`), no total order by last day and no French. Its errors say neither what was
//! found nor what was expected, and it takes what is refused here.

mod french;
mod notation;
mod point;
mod words;

use std::cmp::Ordering;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use point::{Point, Stem, within_years};

pub use french::MONTHS;
pub use point::Season;

/// A date or a span of dates, with the precision at which it is known.
///
/// Its canonical text is EDTF: `2019-07-02`, `2019-03`, `2018-23` (autumn), `2019`,
/// `2019-03-18/2019-03-24`, `../2019-11-19` (not later than), `2019-05-03/..`, `2019-05~`.
/// Years run from 1000 to 9999, so that parsing what was printed gives the same date.
///
/// Order: by last day, then by first day, then by text; two dates compare equal only when they
/// are the same.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, example = "2019-03-18/2019-03-24")]
pub struct Edtf(Shape);

/// What was found where a date stood, and what would have been a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{found:?} is not a date: expected {expected}")]
pub struct DateError {
    /// The text as found.
    pub found: String,
    /// What would have been accepted, in English.
    pub expected: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Shape {
    One(Point),
    /// Two ends that differ, in order.
    Between(Point, Point),
    Until(Point),
    From(Point),
}

impl Edtf {
    /// One day. A day outside the years 1000–9999 becomes the nearest day within them.
    pub fn day(day: NaiveDate) -> Self {
        Edtf(Shape::One(Stem::Day(within_years(day)).exact()))
    }

    /// One month, 1 to 12; `None` where there is no such month.
    pub fn month(year: i32, month: u32) -> Option<Self> {
        Stem::month(year, month).map(|stem| Edtf(Shape::One(stem.exact())))
    }

    /// One season; winter begins in December of `year`. `None` outside the years 1000–9999.
    pub fn season(year: i32, season: Season) -> Option<Self> {
        Stem::season(year, season).map(|stem| Edtf(Shape::One(stem.exact())))
    }

    /// One year; `None` outside the years 1000–9999.
    pub fn year(year: i32) -> Option<Self> {
        Stem::year(year).map(|stem| Edtf(Shape::One(stem.exact())))
    }

    /// From the earlier to the later of two days, both included; one day where they are equal.
    pub fn between(one: NaiveDate, other: NaiveDate) -> Self {
        let point = |day| Stem::Day(within_years(day)).exact();
        if one == other { Edtf::day(one) } else { Edtf(Shape::Between(point(one.min(other)), point(one.max(other)))) }
    }

    /// On that day or before it: `../2019-11-19`.
    pub fn not_later_than(day: NaiveDate) -> Self {
        Edtf(Shape::Until(Stem::Day(within_years(day)).exact()))
    }

    /// On that day or after it: `2019-05-03/..`.
    pub fn from_day_on(day: NaiveDate) -> Self {
        Edtf(Shape::From(Stem::Day(within_years(day)).exact()))
    }

    /// From one date to another at their own precision (`2019-03/2019-05`), an absent end being
    /// open. `None` where both are absent, where one is itself an interval, or where the second
    /// is over before the first begins.
    pub fn interval(start: Option<Edtf>, end: Option<Edtf>) -> Option<Self> {
        let point = |date: Edtf| {
            if let Shape::One(point) = date.0 { Some(point) } else { None }
        };
        match (start, end) {
            (None, None) => None,
            (Some(start), None) => Some(Edtf(Shape::From(point(start)?))),
            (None, Some(end)) => Some(Edtf(Shape::Until(point(end)?))),
            (Some(start), Some(end)) => join(point(start)?, point(end)?).map(Edtf),
        }
    }

    /// The same date marked as approximate (`~`), at both ends of an interval.
    pub fn approximately(self) -> Self {
        let about = |point: Point| Point { approximate: true, ..point };
        Edtf(match self.0 {
            Shape::One(point) => Shape::One(about(point)),
            Shape::Between(start, end) => Shape::Between(about(start), about(end)),
            Shape::Until(end) => Shape::Until(about(end)),
            Shape::From(start) => Shape::From(about(start)),
        })
    }

    /// The first day that the date may be; `NaiveDate::MIN` where the start is open.
    pub fn earliest(&self) -> NaiveDate {
        match self.0 {
            Shape::One(point) | Shape::Between(point, _) | Shape::From(point) => point.stem.first_day(),
            Shape::Until(_) => NaiveDate::MIN,
        }
    }

    /// The last day that the date may be; `NaiveDate::MAX` where the end is open.
    pub fn latest(&self) -> NaiveDate {
        match self.0 {
            Shape::One(point) | Shape::Between(_, point) | Shape::Until(point) => point.stem.last_day(),
            Shape::From(_) => NaiveDate::MAX,
        }
    }

    /// The first day of its end: of a stretch whose end is known that of its last date (`2019-05` of `2019-03/2019-05`
    /// gives 1 May); of any other date its own first day.
    pub fn end_begins(&self) -> NaiveDate {
        match self.0 {
            Shape::Between(_, point) | Shape::Until(point) => point.stem.first_day(),
            Shape::One(_) | Shape::From(_) => self.earliest(),
        }
    }

    /// Whether some day may be both.
    pub fn overlaps(&self, other: &Edtf) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// The day, where the date is exactly one day and not approximate.
    pub fn is_day(&self) -> Option<NaiveDate> {
        match self.0 {
            Shape::One(Point { stem: Stem::Day(day), approximate: false }) => Some(day),
            _ => None,
        }
    }

    /// The number of days from the first to the last, both included: the smaller, the more
    /// precise. `i64::MAX` where an end is open.
    pub fn span_days(&self) -> i64 {
        if self.is_open() { i64::MAX } else { (self.latest() - self.earliest()).num_days() + 1 }
    }

    /// Whether it has no first or no last day.
    pub fn is_open(&self) -> bool {
        matches!(self.0, Shape::Until(_) | Shape::From(_))
    }

    /// Whether one of its ends is marked `~`.
    pub fn is_approximate(&self) -> bool {
        match self.0 {
            Shape::Between(start, end) => start.approximate || end.approximate,
            Shape::One(point) | Shape::Until(point) | Shape::From(point) => point.approximate,
        }
    }

    /// Reads a cell of a table: an ISO day, any EDTF date, or `jj/mm/aaaa` (`1/3/2019` is 1 March).
    ///
    /// # Errors
    /// [`DateError`] for anything else, days that do not exist included.
    pub fn from_cell(cell: &str) -> Result<Edtf, DateError> {
        let text = cell.trim();
        let parts: Vec<&str> = text.split('/').collect();
        match parts.as_slice() {
            [day, month, year] => notation::day_month_year(text, day, month, year),
            _ => text.parse().map_err(|error: DateError| DateError {
                expected: format!("{}, or a day as jj/mm/aaaa", error.expected),
                ..error
            }),
        }
    }
}

impl Ord for Edtf {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.latest(), self.earliest())
            .cmp(&(other.latest(), other.earliest()))
            .then_with(|| if self == other { Ordering::Equal } else { self.to_string().cmp(&other.to_string()) })
    }
}

impl PartialOrd for Edtf {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Debug for Edtf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Edtf({self})")
    }
}

/// The interval of two ends; one date where they are the same; `None` where they cross.
fn join(start: Point, end: Point) -> Option<Shape> {
    if start == end {
        Some(Shape::One(start))
    } else if start.stem.first_day() <= end.stem.last_day() {
        Some(Shape::Between(start, end))
    } else {
        None
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
