//! Changes: what an official or a reader can do to the life of a date, one file a change.
//!
//! Each is a draft, as a form, a program or a line of a file gives it in text; the same checked, every fault at once;
//! and what it writes with a [`Pen`](super::desk::Pen).

pub mod confirmation;
pub mod correction;
pub mod decision;
pub mod detail;
pub mod erasure;
mod invalid;
pub mod minutes;
pub mod promise;
pub mod signature;
pub mod suspension;
pub mod undo;
pub mod withdrawal;

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};

pub use invalid::{Expected, Invalid, cut};

use super::{
    date::Edtf,
    reason::Reason,
    source::{Source, is_address},
    value::{Gap, Value},
    workbook::unfit,
};

/// How many characters a sentence may have.
pub const SENTENCE: usize = 600;

/// What bears a statement out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Evidence {
    /// Nothing but the word of who states it.
    #[default]
    Word,
    /// A document on the web.
    Address(String),
    /// A document that is not on the web, by its name: “relevé du COPIL du 2 juillet 2019”.
    Paper(String),
}

impl Evidence {
    /// What a source that an official made shows.
    #[must_use]
    pub fn of(source: &Source) -> Self {
        let paper = source.note.as_deref().and_then(|note| note.strip_prefix(PAPER));
        match (&source.address, paper) {
            (Some(address), _) => Self::Address(address.clone()),
            (None, Some(paper)) => Self::Paper(paper.to_owned()),
            (None, None) => Self::Word,
        }
    }

    /// Reads it: an address, or the name of a paper; who states it where the text is blank.
    ///
    /// # Errors
    /// The field, `evidence`, where it is neither.
    pub fn read(text: &str, today: NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let read = reader.evidence("evidence", Some(text));
        reader.end(read)
    }

    /// The note on a source that shows a paper.
    #[must_use]
    pub fn note(paper: &str) -> String {
        format!("{PAPER}{paper}")
    }
}

/// What the note on a source begins with where it names a paper.
const PAPER: &str = "Pièce : ";

/// Reads the fields of a draft and gathers what is wrong with them.
#[derive(Debug)]
pub(super) struct Reader {
    /// The day on which it is read.
    pub today: NaiveDate,
    /// What every field's name begins with.
    pub prefix: String,
    /// What is wrong.
    pub invalid: Vec<Invalid>,
}

impl Reader {
    pub(super) fn new(today: NaiveDate) -> Self {
        Self { today, prefix: String::new(), invalid: Vec::new() }
    }

    /// Tells that a field cannot be taken.
    pub(super) fn wrong<T>(&mut self, field: &str, found: &str, expected: Expected) -> Option<T> {
        let field = format!("{}{field}", self.prefix);
        self.invalid.push(Invalid::new(field, found, expected));
        None
    }

    /// The date of a thing done, or `unknown` where its day is not known.
    pub(super) fn done(&mut self, field: &str, text: &str) -> Option<Value> {
        let text = text.trim();
        if matches!(super::search::fold(text).as_str(), "unknown" | "date inconnue" | "jour inconnu" | "inconnue") {
            return Some(Value::Gap(Gap::Unknown));
        }
        let Some(date) = date(text) else { return self.wrong(field, text, Expected::Date.of(text)) };
        // Of a stretch of days its end has begun too.
        if date.earliest() > self.today || date.end_begins() > self.today {
            return self.wrong(field, text, Expected::NotAfter(self.today));
        }
        Some(Value::Date(date))
    }

    /// The date of a promise, or that there is none.
    pub(super) fn promised(&mut self, field: &str, text: &str) -> Option<Value> {
        let text = text.trim();
        if matches!(super::search::fold(text).as_str(), "not announced" | "sans date" | "non annonce" | "reporte") {
            return Some(Value::Gap(Gap::NotAnnounced));
        }
        match date(text) {
            Some(date) => Some(Value::Date(date)),
            None => self.wrong(field, text, Expected::DateOrNone.of(text)),
        }
    }

    /// A reason; none where the field is blank.
    pub(super) fn reason(&mut self, field: &str, text: Option<&str>) -> Option<Reason> {
        let text = said(text)?;
        match Reason::named(text) {
            Some(reason) => Some(reason),
            None => self.wrong(field, text, Expected::Reason),
        }
    }

    /// Words of a bounded length; none where the field is blank.
    pub(super) fn words(&mut self, field: &str, text: Option<&str>, most: usize) -> Option<String> {
        let text = said(text)?;
        if text.chars().count() > most {
            return self.wrong(field, text, Expected::Shorter(most));
        }
        // What a terminal or a spreadsheet would take for a command is no word; what XML cannot hold is none either.
        let text: String = text.chars().filter(|sign| *sign == '\t' || !unfit(*sign)).collect();
        said(Some(&text)).map(str::to_owned)
    }

    /// Evidence: an address, or the name of a paper; nothing where the field is blank.
    pub(super) fn evidence(&mut self, field: &str, text: Option<&str>) -> Option<Evidence> {
        let Some(text) = self.words(field, text, SENTENCE) else { return Some(Evidence::Word) };
        let begins = ["http:", "https:", "javascript:", "data:"].iter().any(|scheme| text.starts_with(scheme));
        match (is_address(&text), begins) {
            (true, _) => Some(Evidence::Address(text)),
            (false, true) => self.wrong(field, &text, Expected::Address),
            (false, false) => Some(Evidence::Paper(text)),
        }
    }

    /// What was read, unless anything is wrong.
    pub(super) fn end<T>(self, read: Option<T>) -> Result<T, Vec<Invalid>> {
        match read {
            Some(read) if self.invalid.is_empty() => Ok(read),
            _ => Err(self.invalid),
        }
    }
}

/// What a field says; none where it is blank.
fn said(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// The years of which anything can be said here: a date of another one is mistyped.
const YEARS: RangeInclusive<i32> = 2000..=2100;

/// A date as people write it.
#[must_use]
pub fn date(text: &str) -> Option<Edtf> {
    let date = Edtf::from_cell(text).or_else(|_| Edtf::read_french(text)).ok().or_else(|| month_and_year(text))?;
    let is_near = |day: NaiveDate| matches!(day, NaiveDate::MIN | NaiveDate::MAX) || YEARS.contains(&day.year());
    Some(date).filter(|date| is_near(date.earliest()) && is_near(date.latest()))
}

/// A month as `03/2027`, which is no EDTF.
fn month_and_year(text: &str) -> Option<Edtf> {
    let (month, year) = text.split_once('/')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_one = (1..=2).contains(&month.len()) && year.len() == 4 && digits(month) && digits(year);
    if is_one { Edtf::month(year.parse().ok()?, month.parse().ok()?) } else { None }
}

/// Words as a value.
fn words(text: Option<&str>) -> Option<Value> {
    text.map(|text| Value::Text(text.into()))
}
