//! Days as they are printed in headers.

use chrono::NaiveDate;

use crate::programme::date::Edtf;
use crate::reading::lexicon::{Sense, sense};
use crate::reading::pattern::pattern;
use crate::reading::text::Plain;

/// What a day in words should look like.
pub(super) const IN_WORDS: &str = "a day such as « 18 juin 2019 »";

/// What a day in digits should look like.
pub(super) const IN_DIGITS: &str = "a day such as « 18/06/2019 »";

/// A day: `18 juin 2019`, `mardi 1er juin 2019`, `18/06/2019`, `2019-06-18`, with or without a time after it.
pub(super) fn day(words: &str) -> Option<NaiveDate> {
    let plain = Plain::new(words);
    let words = plain.as_str().trim();
    let sign = words.chars().take(5).find(|sign| matches!(sign, '/' | '-'));
    let digits = pattern!(r"^(\d{1,2})/(\d{1,2})/(\d{4})(?:\D.*)?$");
    if sign == Some('/')
        && let Some(found) = digits.captures(words)
    {
        let (_, [day, month, year]) = found.extract();
        return NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    if sign == Some('-')
        && let Some(found) = pattern!(r"^(\d{4}-\d\d-\d\d)(?:[T +Z].*)?$").captures(words)
    {
        return found.get(1)?.as_str().parse().ok();
    }
    let named = pattern!(
        r"^(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(\d{1,2})(?:er)? (\p{L}+)\.? (\d{4})(?: (?:à|-|:).*)?$"
    );
    let (_, [day, month, year]) = named.captures(words)?.extract();
    match sense(&month.to_lowercase()) {
        Sense::Month(month) => NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?),
        // A shortened month, or one without its accent.
        _ => Edtf::read_french(&format!("{day} {month} {year}")).ok()?.is_day(),
    }
}

/// The first day that stands in a line, in words or digits.
pub(super) fn day_in(line: &str) -> Option<NaiveDate> {
    let plain = Plain::new(line);
    pattern!(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}(?:er)? \p{L}+ \d{4}|\d{4}-\d\d-\d\d")
        .find_iter(plain.as_str())
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
