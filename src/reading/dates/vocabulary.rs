//! The words of the calendar.

use chrono::Weekday;
use regex::Regex;

use super::super::pattern::compile;
use super::Bound;
use crate::programme::date::Season;

/// The months, without accents, January first.
pub(super) const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];

pub(super) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("lundi", Weekday::Mon),
    ("mardi", Weekday::Tue),
    ("mercredi", Weekday::Wed),
    ("jeudi", Weekday::Thu),
    ("vendredi", Weekday::Fri),
    ("samedi", Weekday::Sat),
    ("dimanche", Weekday::Sun),
];

pub(super) const SEASONS: [(&str, Season); 4] =
    [("printemps", Season::Spring), ("ete", Season::Summer), ("automne", Season::Autumn), ("hiver", Season::Winter)];

/// The words before a date that bound it.
pub(super) const BOUNDS: [(&str, Bound); 10] = [
    ("depuis", Bound::Since),
    ("dès", Bound::Since),
    ("à partir", Bound::Since),
    ("à compter", Bound::Since),
    ("jusqu'", Bound::Until),
    ("d'ici", Bound::NoLaterThan),
    ("au plus tard", Bound::NoLaterThan),
    ("avant", Bound::Before),
    ("après", Bound::After),
    ("au-delà", Bound::After),
];

/// Quarters and half-years: their name, and their first and last months.
pub(super) const TERMS: [(&str, &[&str], u32, u32); 6] = [
    ("trimestre", &["premier", "1er"], 1, 3),
    ("trimestre", &["deuxième", "second", "2e", "2ème"], 4, 6),
    ("trimestre", &["troisième", "3e", "3ème"], 7, 9),
    ("trimestre", &["quatrième", "dernier", "4e", "4ème"], 10, 12),
    ("semestre", &["premier", "1er"], 1, 6),
    ("semestre", &["second", "deuxième", "dernier", "2e", "2ème"], 7, 12),
];

/// Compiles a pattern in which `{D}` is a day, `{M}` a month, `{Y}` a year, `{WEEKDAY}` a day of the week, `{W}` perhaps
/// one, and `{DMY}` a day and a month with their year, if any.
pub(super) fn vocabulary(pattern: &str) -> Regex {
    compile(
        &pattern
            .replace("{DMY}", r"(?P<d>{D}) (?P<m>{M})\b(?: (?P<y>{Y})\b)?")
            .replace("{W}", r"(?:{WEEKDAY},? )?")
            .replace("{D}", r"(?:1er|3[01]|[12]\d|0?[1-9])")
            .replace(
                "{M}",
                r"(?:janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre)",
            )
            .replace("{Y}", r"(?:19|20)\d\d")
            .replace("{WEEKDAY}", "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"),
    )
}

/// A word in lower case, without accents.
pub(super) fn fold(word: &str) -> String {
    deunicode::deunicode(word).to_lowercase()
}
