//! Days as they are printed in headers.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::programme::date::Edtf;
use crate::reading::fold::lower;
use crate::reading::lexicon::{Sense, sense};
use crate::reading::pattern::pattern;
use crate::reading::text::plain;

/// What a day in words should look like.
pub(super) const IN_WORDS: &str = "a day such as « 18 juin 2019 »";

/// What a day in digits should look like.
pub(super) const IN_DIGITS: &str = "a day such as « 18/06/2019 »";

/// A day: `18 juin 2019`, `mardi 1er juin 2019`, `18/06/2019`, `2019-06-18`, with or without a time after it.
pub(super) fn day(words: &str) -> Option<NaiveDate> {
    let plain = plain(words);
    let words = plain.trim();
    match words.chars().take(5).find(|sign| matches!(sign, '/' | '-')) {
        Some('/') => in_digits(words),
        Some(_) => in_iso(words),
        None => in_words(words),
    }
}

/// `18/06/2019`, `1/6/2019 page 3`.
fn in_digits(words: &str) -> Option<NaiveDate> {
    let (day, rest) = words.split_once('/')?;
    let (month, rest) = rest.split_once('/')?;
    let (year, after) = rest.split_at_checked(4)?;
    let ends = !after.starts_with(|sign: char| sign.is_ascii_digit()) && is_of_line(after);
    NaiveDate::from_ymd_opt(number(year, 4..=4)?, unsigned(month)?, unsigned(day)?).filter(|_| ends)
}

/// `2019-06-18`, `2019-06-01T00:00:00+02:00`.
fn in_iso(words: &str) -> Option<NaiveDate> {
    let (date, after) = words.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let two = month.len() == 2 && day.len() == 2;
    let ends = after.is_empty() || (after.starts_with(['T', 't', ' ', '+', 'Z', 'z']) && is_of_line(after));
    NaiveDate::from_ymd_opt(number(year, 4..=4)?, unsigned(month)?, unsigned(day)?).filter(|_| two && ends)
}

/// `18 juin 2019`, `mardi 1er juin 2019`, `1 juin 2019 à 9h30`.
fn in_words(words: &str) -> Option<NaiveDate> {
    let mut parts = words.split(' ');
    let first = parts.next()?;
    let weekday = matches!(sense(&lower(first)), Sense::Weekday(_));
    let day = if weekday { parts.next()? } else { first };
    let (month, year) = (parts.next()?, parts.next()?);
    let time = parts.next().is_none_or(|after| after.starts_with(['à', 'À', '-', ':'])) && is_of_line(words);
    let day = unsigned(day.strip_suffix("er").or_else(|| day.strip_suffix("ER")).unwrap_or(day)).filter(|_| time)?;
    let year = number(year, 4..=4)?;
    let month = month.strip_suffix('.').unwrap_or(month);
    match sense(&lower(month)) {
        Sense::Month(month) => NaiveDate::from_ymd_opt(year, month, day),
        // A shortened month, or one without its accent.
        _ if month.chars().all(char::is_alphabetic) => {
            Edtf::read_french(&format!("{day} {month} {year}")).ok()?.is_day()
        }
        _ => None,
    }
}

/// A number of so many digits.
fn number(digits: &str, length: RangeInclusive<usize>) -> Option<i32> {
    let plain = length.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// A day or a month: one digit or two.
fn unsigned(digits: &str) -> Option<u32> {
    number(digits, 1..=2).and_then(|number| u32::try_from(number).ok())
}

/// Whether what follows a day stays on its line.
fn is_of_line(after: &str) -> bool {
    !after.chars().skip(1).any(|sign| sign == '\n')
}

/// The first day that stands in a line, in words or digits.
pub(super) fn day_in(line: &str) -> Option<NaiveDate> {
    pattern!(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:er)? \p{L}+ \d{4}|\d{4}-\d\d-\d\d")
        .find_iter(&plain(line))
        .find_map(|found| day(found.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_each_notation() {
        let expected = NaiveDate::from_ymd_opt(2019, 6, 1);
        for words in [
            "1er juin 2019",
            "1er\u{a0}juin\u{a0}2019",
            "samedi 1er juin 2019",
            "1 juin 2019 à 9h30",
            "01/06/2019",
            "1/6/2019 page 3",
            "2019-06-01",
            "2019-06-01T00:00:00+02:00",
        ] {
            assert_eq!(day(words), expected, "{words}");
        }
        for words in ["", "31/02/2019", "2019", "juin 2019", "le 1er juin 2019 et après", "2019-06-011"] {
            assert_eq!(day(words), None, "{words}");
        }
        assert_eq!(day_in("La question est caduque depuis le 01/06/2019."), expected);
        assert_eq!(day_in("La question est caduque"), None);
    }
}
