//! Why a field cannot be taken: what was found in it, and what was expected, in the words of people and of programs.

use chrono::{Datelike as _, Months, NaiveDate};

use super::YEARS;
use crate::programme::{date::Edtf, reason::Reason, region::RegionCode};

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
