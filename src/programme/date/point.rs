//! One end of a date: a day, a month, a season or a year, with its first and last day.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A season of the northern hemisphere, as numbered by EDTF level 1 (21 to 24).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Season {
    /// 21: March to May.
    Spring,
    /// 22: June to August.
    Summer,
    /// 23: September to November.
    Autumn,
    /// 24: December to February of the next year.
    Winter,
}

/// One end of an interval, or a date alone.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Point {
    pub(super) stem: Stem,
    pub(super) approximate: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Stem {
    Day(NaiveDate),
    Month(i32, u32),
    Season(i32, Season),
    Year(i32),
}

pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1000..=9999;

impl Stem {
    pub(super) fn month(year: i32, month: u32) -> Option<Stem> {
        (YEARS.contains(&year) && (1..=12).contains(&month)).then_some(Stem::Month(year, month))
    }

    pub(super) fn season(year: i32, season: Season) -> Option<Stem> {
        YEARS.contains(&year).then_some(Stem::Season(year, season))
    }

    pub(super) fn year(year: i32) -> Option<Stem> {
        YEARS.contains(&year).then_some(Stem::Year(year))
    }

    pub(super) fn exact(self) -> Point {
        Point { stem: self, approximate: false }
    }

    pub(super) fn first_day(self) -> NaiveDate {
        match self {
            Stem::Day(day) => day,
            Stem::Month(year, month) => first_of(year, month),
            Stem::Season(year, season) => first_of(year, season.first_month()),
            Stem::Year(year) => first_of(year, 1),
        }
    }

    pub(super) fn last_day(self) -> NaiveDate {
        let months = match self {
            Stem::Day(day) => return day,
            Stem::Month(..) => 1,
            Stem::Season(..) => 3,
            Stem::Year(_) => 12,
        };
        // The years end at 9999, far from the end of the calendar: the sum is always a date.
        self.first_day()
            .checked_add_months(Months::new(months))
            .and_then(|next| next.checked_sub_days(Days::new(1)))
            .unwrap_or(NaiveDate::MAX)
    }
}

impl Season {
    /// The four seasons in order, each with its number in EDTF.
    pub const ALL: [(u32, Season); 4] =
        [(21, Season::Spring), (22, Season::Summer), (23, Season::Autumn), (24, Season::Winter)];

    fn first_month(self) -> u32 {
        match self {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        }
    }
}

fn first_of(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default()
}

/// The day, or the nearest one whose year has four digits.
pub(super) fn within_years(day: NaiveDate) -> NaiveDate {
    if day.year() < *YEARS.start() {
        first_of(*YEARS.start(), 1)
    } else if day.year() > *YEARS.end() {
        Stem::Year(*YEARS.end()).last_day()
    } else {
        day
    }
}
