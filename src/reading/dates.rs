//! Calendar expressions of French: found in the tokens of a sentence ([`grammar`]), then given the days that they mean
//! ([`resolve`]).
//!
//! A year that is not written comes from the day of the section and the tense of the words, by the rules of the
//! written question: what is past is the latest such date not after that day, what is to come the first after
//! it, "dernier" and "prochain" say so themselves. Without a day, or where a written weekday disagrees, the date
//! stays open.

mod cursor;
mod day;
pub mod grammar;
mod lead;
mod part;
mod period;
mod relative;
mod season;
mod years;
mod resolve;

use std::ops::Range;

use chrono::{Days, NaiveDate, Weekday};

use super::lexicon::{Part, Unit};
use crate::programme::date::{Edtf, Season};

pub use grammar::expressions;
pub use resolve::{Around, Resolved, Tense, resolve};

/// A calendar expression as it stands in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// Its tokens, preposition included: "le 2 juillet", "avant le 15 janvier".
    pub tokens: Range<usize>,
    /// The first token of the date itself.
    pub core: usize,
    /// What it names.
    pub said: Said,
    /// What its preposition makes of it.
    pub bound: Option<Bound>,
    /// Début, mi- or fin, where it is said.
    pub modifier: Option<Modifier>,
    /// The side on which it says that it is: "dernier", "prochain", "suivant".
    pub side: Option<Side>,
    /// The word that joins it to the sentence.
    pub lead: Lead,
}

/// The word right before a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// None: the date stands bare.
    Bare,
    /// le, la, l', ce.
    Le,
    /// les.
    Les,
    /// du, des, de: the date may belong to the noun before it.
    Du,
    /// au, aux.
    Au,
    /// en, dans, courant, à, pour and the like.
    In,
    /// entre.
    Between,
}

/// Début, mi- or fin, and both ends of a span made of two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// One of them.
    One(Part),
    /// The first and the last.
    Two(Part, Part),
}

/// Where a date says that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// dernier: before the section's day.
    Last,
    /// prochain: after it.
    Next,
    /// suivant: after the date named before.
    Following,
    /// précédent: before it.
    Preceding,
    /// The month or year of the date named before: "du même mois".
    Same,
}

/// What a calendar expression names.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A place in the calendar, with its year or without.
    Calendar(Calendar),
    /// So many days from the section's day: "hier".
    Days(i64),
    /// A day of the week, on a side of the section's day or of the date named before.
    Weekday(Weekday),
    /// A day of the running month, or of the month spoken of: "le 12".
    DayOfMonth(u32, Option<Weekday>),
    /// A week, month, quarter, half-year or year, so many from the running one, or a part of it: "le mois dernier",
    /// "la fin de l'année".
    Unit(Unit, i32, Option<Part>),
    /// So many days after the date named before: "le lendemain".
    Later(i64),
    /// So many months after it: "deux mois plus tard".
    MonthsLater(i32),
    /// The date named before: "à cette occasion", "le même jour".
    SameDay,
    /// The day of the section: "à ce jour", "à date".
    Now,
    /// Before long: "prochainement", "dans les prochaines semaines".
    Soon,
    /// Too coarse for a date: a number of a unit, ago or after something.
    Ago(u32, Unit),
    /// Again and again: an ISO 8601 duration.
    Every(&'static str),
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
    /// How many years from the running one: "de l'année prochaine".
    pub years: Option<i32>,
}

/// A place in a year: what is left of a date without its year. Days are a day and its month, months count from 1;
/// a 31 stands for the last day of a shorter month where it ends a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A day.
    Day(u32, u32),
    /// From a day to another.
    Days((u32, u32), (u32, u32)),
    /// The week, Monday to Sunday, of a day.
    WeekOf(u32, u32),
    /// A month.
    Month(u32),
    /// From a month to another.
    Months(u32, u32),
    /// A season.
    Season(Season),
    /// One of the three months of a season, or all from one to another.
    Year,
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

impl Said {
    /// Whether it names days of the calendar, and not an occasion, a rhythm or a distance.
    #[must_use]
    pub fn names_days(&self) -> bool {
        !matches!(self, Said::SameDay | Said::Now | Said::Soon | Said::Every(_) | Said::Ago(..))
    }
}

impl Calendar {
    /// A place whose year is not written.
    #[must_use]
    pub fn of(place: Place) -> Self {
        Calendar { place, first_year: None, year: None, weekday: None, years: None }
    }
}

/// The date that is stated where a preposition bounds it: "avant le 31 mars" is `../03-30`. What is to be done "avant la
/// fin de l'année" has the whole of the year: its end is its last day, and not the months that "fin" else stands for.
#[must_use]
pub fn bounded(date: Edtf, modifier: Option<Modifier>, bound: Option<Bound>) -> Edtf {
    let day_before = |day: NaiveDate| day.checked_sub_days(Days::new(1)).unwrap_or(day);
    let day_after = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    match bound {
        None => date,
        Some(Bound::Since) => Edtf::interval(Some(date), None).unwrap_or_else(|| Edtf::from_day_on(date.earliest())),
        Some(Bound::Until | Bound::NoLaterThan) => {
            Edtf::interval(None, Some(date)).unwrap_or_else(|| Edtf::not_later_than(date.latest()))
        }
        Some(Bound::Before) if modifier == Some(Modifier::One(Part::End)) => Edtf::not_later_than(date.latest()),
        Some(Bound::Before) => Edtf::not_later_than(day_before(date.earliest())),
        Some(Bound::After) => Edtf::from_day_on(day_after(date.latest())),
    }
}

/// What is known of a date that stays open, in the notation of ISO 8601: "--02-06", "--04 (end)", "P3Y before …".
#[must_use]
pub fn partial(expression: &Expression) -> Option<String> {
    let part = |part: Part| match part {
        Part::Start => "start",
        Part::Mid => "mid",
        Part::End => "end",
    };
    let known = match &expression.said {
        Said::Calendar(calendar) => match calendar.place {
            Place::Day(day, month) | Place::WeekOf(day, month) => format!("--{month:02}-{day:02}"),
            Place::Days((_, month), (_, last)) if month == last && expression.modifier.is_some() => {
                format!("--{month:02}")
            }
            Place::Days(first, last) => format!("--{:02}-{:02}/--{:02}-{:02}", first.1, first.0, last.1, last.0),
            Place::Month(month) => format!("--{month:02}"),
            Place::Months(first, last) => format!("--{first:02}/--{last:02}"),
            Place::Season(_) | Place::Year => return None,
        },
        Said::DayOfMonth(day, _) => format!("---{day:02}"),
        Said::Ago(count, unit) => {
            let unit = match unit {
                Unit::Year => 'Y',
                Unit::Month => 'M',
                Unit::Week => 'W',
                _ => 'D',
            };
            return Some(format!("P{count}{unit} before …"));
        }
        _ => return None,
    };
    match expression.modifier {
        Some(Modifier::One(one)) => Some(format!("{known} ({})", part(one))),
        Some(Modifier::Two(one, other)) => Some(format!("{known} ({}..{})", part(one), part(other))),
        None => Some(known),
    }
}

#[cfg(test)]
mod tests;
