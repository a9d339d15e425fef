//! Changes: what an official or a reader can do to the life of a date, one file a change.
//!
//! Each is a draft, as a form, a program or a line of a file gives it in text; the same checked, every fault at once;
//! and what it writes with a [`Pen`](super::desk::Pen).

pub mod confirmation;
pub mod correction;
pub mod decision;
pub mod detail;
pub mod erasure;
pub mod minutes;
pub mod promise;
pub mod signature;
pub mod suspension;
pub mod undo;
pub mod withdrawal;

use std::ops::RangeInclusive;

use chrono::{Datelike as _, Months, NaiveDate};

use super::{
    date::Edtf,
    reason::Reason,
    region::RegionCode,
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

/// How many characters are told of what was found.
const FOUND: usize = 40;

/// A field that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The field: a path of names and places, `calendar/2/date`.
    pub field: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: Expected,
}

impl Invalid {
    /// A field with what was found in it; of a long text its beginning is told.
    #[must_use]
    pub fn new(field: impl Into<String>, found: &str, expected: Expected) -> Self {
        Self { field: field.into(), found: cut(found), expected }
    }
}

/// What was found, as it is told: of a long text its beginning.
#[must_use]
pub fn cut(found: &str) -> String {
    match found.char_indices().nth(FOUND) {
        Some((at, _)) => format!("{}…", found.get(..at).unwrap_or_default().trim_end()),
        None => found.to_owned(),
    }
}

/// What a field should have held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A date.
    Date,
    /// A date, or the word for a promise without one.
    DateOrNone,
    /// A date, or that there is none: not both.
    Either,
    /// A day that the calendar has: the last one of that month.
    LastDay(NaiveDate),
    /// A thing done: no day to come.
    NotAfter(NaiveDate),
    /// A day to come.
    NotBefore(NaiveDate),
    /// A reason of the list.
    Reason,
    /// Words.
    Words,
    /// Words of at most so many characters.
    Shorter(usize),
    /// An address on the web, where a source must be one.
    Address,
    /// What the document is called.
    Document,
    /// A whole number from 1.
    Rank,
    /// A property of the subject that can be corrected.
    Property,
    /// A value of the property.
    Value(&'static str),
    /// The identity of a territory.
    Territory,
    /// A name that no other has, or an identity that is free.
    Free,
    /// Each thing once.
    Once,
    /// One of a list of names.
    OneOf(&'static str),
    /// Another territory of the same phase, which stays.
    Staying,
    /// The identity of a territory that its number says to be of that region.
    NumberedBy(RegionCode),
}

impl Expected {
    /// The same of a date that was written so: of a day that no calendar has, that it does not exist.
    #[must_use]
    pub fn of(self, text: &str) -> Self {
        last_day(text.trim()).map_or(self, Self::LastDay)
    }

    /// In English, for programs.
    #[must_use]
    pub fn english(self) -> String {
        match self {
            Self::Date => "a date: 2027-03-15, 15/03/2027, 2027-03 or another EDTF date".to_owned(),
            Self::DateOrNone => "a date (2027-03-15, 15/03/2027, 2027-03 …), or not-announced".to_owned(),
            Self::Either => "either a date or not-announced".to_owned(),
            Self::LastDay(day) => format!("a day that exists: that month ends on {day}"),
            Self::NotAfter(day) => format!("a day not after {day}: what is yet to come is promised"),
            Self::NotBefore(day) => format!("a day not before {day}"),
            Self::Reason => {
                format!("a reason: {}", Reason::ALL.map(Reason::name).join(", "))
            }
            Self::Words => "words".to_owned(),
            Self::Shorter(most) => format!("at most {most} characters"),
            Self::Address => "an address that begins with https:// or http://".to_owned(),
            Self::Document => "what the document is: contrat, convention, protocole, avenant".to_owned(),
            Self::Rank => "a whole number from 1".to_owned(),
            Self::Property => "a property that this subject has".to_owned(),
            Self::Value(expected) => expected.to_owned(),
            Self::Territory => "the identity of a territory, such as 2-ti-3205".to_owned(),
            Self::Free => "one that is not taken".to_owned(),
            Self::Once => "each thing once".to_owned(),
            Self::OneOf(names) => format!("one of {names}"),
            Self::Staying => "another territory of the same phase, neither withdrawn nor merged".to_owned(),
            Self::NumberedBy(code) => format!("an identity whose number begins with that of its region: ti-{code}…"),
        }
    }

    /// In French, for people.
    #[must_use]
    pub fn french(self) -> String {
        match self {
            Self::Date => "une date, par exemple 15/03/2027, 03/2027, mars 2027 ou 2027".to_owned(),
            Self::DateOrNone => "une date (15/03/2027, mars 2027…), ou « sans date »".to_owned(),
            Self::Either => "l’un des deux, à choisir : une date, ou « sans date »".to_owned(),
            Self::LastDay(day) => format!("un jour qui existe : ce mois finit le {}", Edtf::day(day).french()),
            Self::NotAfter(day) => {
                format!("un jour qui ne soit pas après le {} : ce qui est à venir se promet", Edtf::day(day).french())
            }
            Self::NotBefore(day) => format!("un jour qui ne soit pas avant le {}", Edtf::day(day).french()),
            Self::Reason => format!("un motif de la liste : {}", Reason::ALL.map(Reason::french).join(", ")),
            Self::Words => "quelques mots".to_owned(),
            Self::Shorter(most) => format!("{most} caractères au plus"),
            Self::Address => "une adresse qui commence par https:// ou http://".to_owned(),
            Self::Document => "le nom du document : contrat, convention, protocole, avenant".to_owned(),
            Self::Rank => "un nombre entier, à partir de 1".to_owned(),
            Self::Property => "une information que cette fiche contient".to_owned(),
            Self::Value(_) => "une valeur de la forme attendue".to_owned(),
            Self::Territory => "l’identifiant d’un territoire, par exemple 2-ti-3205".to_owned(),
            Self::Free => "un identifiant, ou un nom, qui ne soit pas déjà pris".to_owned(),
            Self::Once => "chaque chose une seule fois".to_owned(),
            Self::OneOf(_) => "un choix de la liste".to_owned(),
            Self::Staying => "un autre territoire de la même phase, ni retiré ni fusionné".to_owned(),
            Self::NumberedBy(code) => {
                format!(
                    "un identifiant dont le numéro commence par celui de la région : ti-{code}…, tel que l’ANCT le donne"
                )
            }
        }
    }
}

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

/// The last day of the month of a day that the month does not have: of `2026-02-30` or `30/02/2026`.
fn last_day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<u32> = text.split(['-', '/', '.']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    let (year, month, day) = match parts[..] {
        [year, month, day] if year > 31 => (year, month, day),
        [day, month, year] => (year, month, day),
        _ => return None,
    };
    let first = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?;
    let last = first.checked_add_months(Months::new(1))?.pred_opt()?;
    (YEARS.contains(&first.year()) && (last.day() + 1..=31).contains(&day)).then_some(last)
}

/// Words as a value.
fn words(text: Option<&str>) -> Option<Value> {
    text.map(|text| Value::Text(text.into()))
}
