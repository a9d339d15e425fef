//! A cell of a table: a value, and how each format writes it.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::programme::{
    date::Edtf,
    value::{Gap, Value},
};

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Blank,
    /// Words, or a code.
    Text(String),
    /// What has one name for programs and one for French readers.
    Named(Cow<'static, str>, Cow<'static, str>),
    /// Yes or no.
    Yes(bool),
    /// A number.
    Number(i64),
    /// A date.
    Date(Edtf),
    /// What stands in place of a date.
    Gap(Gap),
    /// Degrees of longitude or latitude.
    Degrees(f64),
    /// Several values.
    List(Vec<Self>),
}

impl Cell {
    /// Words, or nothing.
    #[must_use]
    pub fn words(text: Option<&str>) -> Self {
        text.map_or(Self::Blank, |text| Self::Text(text.to_owned()))
    }

    /// A name for programs and one for French readers.
    #[must_use]
    pub fn named(name: &'static str, french: &'static str) -> Self {
        Self::Named(name.into(), french.into())
    }

    /// Whatever prints itself: a code, a key.
    #[must_use]
    pub fn code(code: impl ToString) -> Self {
        Self::Text(code.to_string())
    }

    /// Several codes.
    #[must_use]
    pub fn codes<T: ToString>(codes: impl IntoIterator<Item = T>) -> Self {
        Self::List(codes.into_iter().map(Self::code).collect())
    }

    /// A day, or nothing.
    #[must_use]
    pub fn day(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Blank, |day| Self::Date(Edtf::day(day)))
    }

    /// A number, or nothing.
    #[must_use]
    pub fn number(number: Option<impl TryInto<i64>>) -> Self {
        number.and_then(|number| number.try_into().ok()).map_or(Self::Blank, Self::Number)
    }

    /// A value as a source states it.
    #[must_use]
    pub fn value(value: &Value) -> Self {
        match value {
            Value::Date(date) => Self::Date(*date),
            Value::Gap(gap) => Self::Gap(*gap),
            Value::Number(count) if !count.approximate => Self::Number(i64::from(count.number)),
            other => Self::code(other),
        }
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Blank => true,
            Self::Text(text) => text.is_empty(),
            Self::Named(name, _) => name.is_empty(),
            Self::List(parts) => parts.is_empty(),
            _ => false,
        }
    }

    /// As programs read it: EDTF, English names, a decimal point.
    #[must_use]
    pub fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Blank => "".into(),
            Self::Text(text) => text.into(),
            Self::Named(name, _) => name.as_ref().into(),
            Self::Yes(yes) => (if *yes { "true" } else { "false" }).into(),
            Self::Number(number) => number.to_string().into(),
            Self::Date(date) => date.to_string().into(),
            Self::Gap(gap) => gap.to_string().into(),
            Self::Degrees(degrees) => degrees.to_string().into(),
            Self::List(parts) => joined(parts.iter().map(Self::plain)).into(),
        }
    }

    /// As a French reader of a spreadsheet reads it: a full day as jj/mm/aaaa, any other date in EDTF, French
    /// names, a decimal comma.
    #[must_use]
    pub fn french(&self) -> Cow<'_, str> {
        match self {
            Self::Named(_, french) => french.as_ref().into(),
            Self::Yes(yes) => (if *yes { "oui" } else { "non" }).into(),
            Self::Date(date) => match date.is_day() {
                Some(day) => day.format("%d/%m/%Y").to_string().into(),
                None => self.plain(),
            },
            Self::Gap(gap) => match gap {
                Gap::Unknown => "inconnu".into(),
                Gap::NotAnnounced => "non annoncé".into(),
                Gap::HeldBy(region) => format!("détenu par la région {region}").into(),
                Gap::NotApplicable => "sans objet".into(),
                Gap::Cancelled => "annulé".into(),
            },
            Self::Degrees(degrees) => degrees.to_string().replace('.', ",").into(),
            Self::List(parts) => joined(parts.iter().map(Self::french)).into(),
            _ => self.plain(),
        }
    }
}

/// Several values in one cell, with `|` between them; a `|` or `\` of their own has a `\` before it.
#[must_use]
pub fn joined<'a>(parts: impl IntoIterator<Item = Cow<'a, str>>) -> String {
    let mut joined = String::new();
    for (place, part) in parts.into_iter().enumerate() {
        if place > 0 {
            joined.push('|');
        }
        for sign in part.chars() {
            if matches!(sign, '|' | '\\') {
                joined.push('\\');
            }
            joined.push(sign);
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Cell {
        Cell::Date(text.parse().unwrap())
    }

    #[test]
    fn a_full_day_is_french_and_any_other_date_edtf() {
        assert_eq!(date("2019-07-02").french(), "02/07/2019");
        for text in ["2019-07", "2018-23", "2019", "2019-03-18/2019-03-24", "../2019-11-19", "2019-07-02~"] {
            assert_eq!(date(text).french(), text);
        }
        assert_eq!(date("2019-07-02").plain(), "2019-07-02");
    }

    #[test]
    fn what_is_joined_keeps_its_own_bars() {
        assert_eq!(Cell::codes(["a|b", "c\\"]).plain(), "a\\|b|c\\\\");
        assert_eq!(Cell::Degrees(-61.538).french(), "-61,538");
    }
}
