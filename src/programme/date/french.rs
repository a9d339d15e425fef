//! A date in French words. `words.rs` reads them back.

use chrono::{Datelike, NaiveDate};

use super::point::{Point, Season, Stem};
use super::{Edtf, Shape};

/// The French names of the months, January first.
pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

pub(super) const SEASONS: [(Season, &str); 4] =
    [(Season::Spring, "printemps"), (Season::Summer, "été"), (Season::Autumn, "automne"), (Season::Winter, "hiver")];

const BOTH_ABOUT: &str = " (dates approximatives)";
const START_ABOUT: &str = " (début approximatif)";
const END_ABOUT: &str = " (fin approximative)";

impl Edtf {
    /// The date in words, without a preposition where it is one date: "2 juillet 2019",
    /// "mars 2019", "automne 2018", "du 18 au 24 mars 2019", "au plus tard le 19 novembre 2019",
    /// "vers mars 2019". Spaces are plain; [`Edtf::read_french`] reads it back.
    pub fn french(&self) -> String {
        match self.0 {
            Shape::One(point) if !point.approximate => bare(point.stem),
            _ => self.french_when(),
        }
    }

    /// The date in words as it stands in a sentence: "le 2 juillet 2019", "en mars 2019",
    /// "à l’automne 2018", "du 18 au 24 mars 2019". [`Edtf::read_french`] reads it back.
    pub fn french_when(&self) -> String {
        match self.0 {
            Shape::One(Point { stem, approximate: true }) => about(stem),
            Shape::One(Point { stem, .. }) => at(stem),
            Shape::Between(start, end) => between(start.stem, end.stem) + doubt(start.approximate, end.approximate),
            Shape::Until(end) => format!("au plus tard {}{}", at(end.stem), doubt(false, end.approximate)),
            Shape::From(start) => format!("à partir {}{}", from(start.stem), doubt(start.approximate, false)),
        }
    }
}

fn bare(stem: Stem) -> String {
    match stem {
        Stem::Day(date) => format!("{} {}", day_of_month(date), month_and_year(date)),
        Stem::Month(year, month) => format!("{} {year}", month_name(month)),
        Stem::Season(year, Season::Winter) => format!("hiver {year}-{}", year + 1),
        Stem::Season(year, season) => format!("{} {year}", season_name(season)),
        Stem::Year(year) => year.to_string(),
    }
}

/// When: "le 2 juillet 2019", "en mars 2019".
fn at(stem: Stem) -> String {
    let preposition = match stem {
        Stem::Day(_) => "le ",
        Stem::Month(..) | Stem::Year(_) => "en ",
        Stem::Season(_, Season::Spring) => "au ",
        Stem::Season(..) => "à l’",
    };
    preposition.to_owned() + &bare(stem)
}

/// Around when: "vers le 3 mai 2019", "vers mars 2019".
fn about(stem: Stem) -> String {
    let article = match stem {
        Stem::Day(_) | Stem::Season(_, Season::Spring) => "le ",
        Stem::Season(..) => "l’",
        Stem::Month(..) | Stem::Year(_) => "",
    };
    format!("vers {article}{}", bare(stem))
}

/// From when: "du 3 mai 2019", "d’avril 2019", "de l’été 2019".
fn from(stem: Stem) -> String {
    preposition_from(stem).to_owned() + &bare(stem)
}

fn preposition_from(stem: Stem) -> &'static str {
    match stem {
        Stem::Day(_) | Stem::Season(_, Season::Spring) => "du ",
        Stem::Season(..) => "de l’",
        // Elision before a vowel: avril, août, octobre.
        Stem::Month(_, 4 | 8 | 10) => "d’",
        Stem::Month(..) | Stem::Year(_) => "de ",
    }
}

/// To when: "au 24 mars 2019", "à mai 2019", "à l’automne 2019".
fn to(stem: Stem) -> String {
    let preposition = match stem {
        Stem::Day(_) | Stem::Season(_, Season::Spring) => "au ",
        Stem::Season(..) => "à l’",
        Stem::Month(..) | Stem::Year(_) => "à ",
    };
    preposition.to_owned() + &bare(stem)
}

/// From when to when, the first without the month or the year that it shares with the last.
fn between(start: Stem, end: Stem) -> String {
    let first = match (start, end) {
        (Stem::Day(first), Stem::Day(last)) if first.year() == last.year() && first.month() == last.month() => {
            format!("du {}", day_of_month(first))
        }
        (Stem::Day(first), Stem::Day(last)) if first.year() == last.year() => {
            format!("du {} {}", day_of_month(first), month_name(first.month()))
        }
        (Stem::Month(year, first), Stem::Month(last_year, _)) if year == last_year => {
            format!("{}{}", preposition_from(start), month_name(first))
        }
        _ => from(start),
    };
    format!("{first} {}", to(end))
}

fn doubt(start: bool, end: bool) -> &'static str {
    match (start, end) {
        (true, true) => BOTH_ABOUT,
        (true, false) => START_ABOUT,
        (false, true) => END_ABOUT,
        (false, false) => "",
    }
}

fn day_of_month(date: NaiveDate) -> String {
    if date.day() == 1 { "1er".to_owned() } else { date.day().to_string() }
}

fn month_and_year(date: NaiveDate) -> String {
    format!("{} {}", month_name(date.month()), date.year())
}

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month as usize - 1).copied().unwrap_or_default()
}

fn season_name(season: Season) -> &'static str {
    SEASONS.iter().find(|(known, _)| *known == season).map_or("", |(_, name)| name)
}
