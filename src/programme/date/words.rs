//! A date read back from the French words that `french.rs` writes.

use chrono::NaiveDate;

use super::french::{MONTHS, SEASONS};
use super::point::{Point, Season, Stem};
use super::{DateError, Edtf, Shape, join};

impl Edtf {
    /// Reads what [`Edtf::french`] and [`Edtf::french_when`] write. Case, no-break spaces, straight
    /// apostrophes and accents left out do not matter.
    ///
    /// # Errors
    /// [`DateError`] for any other words, and for days that do not exist.
    pub fn read_french(text: &str) -> Result<Edtf, DateError> {
        let folded = fold(text);
        let refuse = || DateError {
            found: text.to_owned(),
            expected: "a French date such as « le 2 juillet 2019 », « mars 2019 » or « du 18 au 24 mars 2019 »"
                .to_owned(),
        };
        let (words, start_about, end_about) = take_doubt(&folded);
        let words: Vec<&str> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let mark = |stem: Stem, approximate| Point { stem, approximate };
        let shape = match words.as_slice() {
            ["au", "plus", "tard", rest @ ..] => stem(rest).map(|end| Shape::Until(mark(end, end_about))),
            ["a", "partir", rest @ ..] => stem(rest).map(|start| Shape::From(mark(start, start_about))),
            ["vers", rest @ ..] => stem(rest).map(|stem| Shape::One(mark(stem, true))),
            ["du" | "de" | "d'", rest @ ..] => {
                two_stems(rest).and_then(|(start, end)| join(mark(start, start_about), mark(end, end_about)))
            }
            alone => stem(alone).map(|stem| Shape::One(stem.exact())),
        };
        shape.map(Edtf).ok_or_else(refuse)
    }
}

/// Lower case without accents, with plain spaces and one word after each apostrophe.
fn fold(text: &str) -> String {
    deunicode::deunicode(&text.replace('’', "'")).to_lowercase().replace('\'', "' ")
}

fn take_doubt(folded: &str) -> (&str, bool, bool) {
    for (suffix, start, end) in [
        ("(dates approximatives)", true, true),
        ("(debut approximatif)", true, false),
        ("(fin approximative)", false, true),
    ] {
        if let Some(rest) = folded.trim_end().strip_suffix(suffix) {
            return (rest, start, end);
        }
    }
    (folded, false, false)
}

/// What the words of one date say; a range's first date leaves out what it shares with the last.
#[derive(Clone, Copy, Default)]
struct Said {
    day: Option<u32>,
    month: Option<u32>,
    season: Option<Season>,
    year: Option<i32>,
}

impl Said {
    fn stem(self) -> Option<Stem> {
        let year = self.year?;
        match (self.day, self.month, self.season) {
            (Some(day), Some(month), None) => {
                Stem::month(year, month)?;
                NaiveDate::from_ymd_opt(year, month, day).map(Stem::Day)
            }
            (None, Some(month), None) => Stem::month(year, month),
            (None, None, Some(season)) => Stem::season(year, season),
            (None, None, None) => Stem::year(year),
            _ => None,
        }
    }
}

fn stem(words: &[&str]) -> Option<Stem> {
    said(words)?.stem()
}

/// The two dates of "du 18 au 24 mars 2019", the words after the first preposition.
fn two_stems(words: &[&str]) -> Option<(Stem, Stem)> {
    let cut = words.iter().position(|word| matches!(*word, "au" | "a"))?;
    let (first, last) = (said(words.get(..cut)?)?, said(words.get(cut + 1..)?)?);
    // Only a day borrows the month, and only what is shorter than the last date borrows its year.
    let month = first.month.or(if first.day.is_some() { last.month } else { None });
    Some((Said { month, year: first.year.or(last.year), ..first }.stem()?, last.stem()?))
}

fn said(words: &[&str]) -> Option<Said> {
    let mut said = Said::default();
    let words =
        words.iter().skip_while(|word| matches!(**word, "le" | "la" | "l'" | "en" | "a" | "au" | "du" | "de" | "d'"));
    for word in words {
        if let Some(month) = MONTHS.iter().position(|name| fold(name) == *word) {
            said.month = Some(u32::try_from(month).ok()? + 1);
        } else if let Some((season, _)) = SEASONS.iter().find(|(_, name)| fold(name) == *word) {
            said.season = Some(*season);
        } else if said.season == Some(Season::Winter) {
            let (year, next) = word.split_once('-')?;
            said.year = Some(year.parse().ok()?);
            if next.parse() != Ok(said.year? + 1) {
                return None;
            }
        } else if word.len() == 4 && said.year.is_none() {
            said.year = Some(word.parse().ok()?);
        } else if said.day.is_none() && said.month.is_none() {
            said.day = Some(word.strip_suffix("er").unwrap_or(word).parse().ok()?);
        } else {
            return None;
        }
    }
    Some(said)
}
