//! Addresses of questions on the web: what they tell of chamber, legislature, type and number.

use chrono::Datelike;

use super::document::ReadError;
use super::pattern::pattern;
use super::question::{Chamber, Header, QuestionKind, legislature_on};

/// What the address of a question tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The chamber.
    pub chamber: Chamber,
    /// The legislature; the Sénat's addresses have none.
    pub legislature: Option<u8>,
    /// The type.
    pub kind: QuestionKind,
    /// The number; none in the address of a sitting.
    pub number: Option<String>,
    /// The year and month in which the question was published: the Sénat's addresses have them.
    pub month: Option<(i32, u32)>,
}

impl Address {
    /// Reads an address; none where it is no known address of a question or a spoken turn.
    #[must_use]
    pub fn read(address: &str) -> Option<Self> {
        let address = address.trim().trim_end_matches('/');
        // A line of a text is none, nor what holds no number.
        if address.contains(' ') || !address.contains(char::is_numeric) {
            return None;
        }
        let lower = address.to_ascii_lowercase();
        let names = |site: &str| lower.contains(site);
        if names("qanr") || names("assemblee-nationale.fr") {
            assembly(address)
        } else if names("nosdeputes.fr") || names("nossenateurs.fr") {
            citizens(address).or_else(|| turn(address))
        } else if names("senat.fr") {
            senate(address)
        } else {
            None
        }
    }

    /// Gives a header what it lacks.
    ///
    /// # Errors
    /// [`ReadError::Contradicted`] where the header says otherwise.
    pub fn complete(&self, header: &mut Header) -> Result<(), ReadError> {
        let said = |kind: QuestionKind| kind.as_str().to_owned();
        settle("chamber", &mut header.chamber, Some(self.chamber), |chamber| chamber.as_str().to_owned())?;
        settle("type", &mut header.kind, Some(self.kind), said)?;
        if let Some(number) = &self.number {
            let (same, printed) = (bare(number), header.number.get_or_insert_with(|| number.clone()));
            if bare(printed) != same {
                return Err(contradicted("number", number.clone(), printed.clone()));
            }
        }
        let day = header.asked_on.or(header.answered_on);
        let in_force = header.legislature.or_else(|| day.and_then(legislature_on));
        if let (Some(address), Some(printed)) = (self.legislature, in_force)
            && address != printed
        {
            return Err(contradicted("legislature", address.to_string(), printed.to_string()));
        }
        header.legislature = header.legislature.or(self.legislature);
        if let (Some((year, month)), Some(day), QuestionKind::Written) = (self.month, header.asked_on, self.kind)
            && (year, month) != (day.year(), day.month())
        {
            return Err(contradicted("month", format!("{year}-{month:02}"), day.format("%Y-%m").to_string()));
        }
        Ok(())
    }
}

/// Sets a part, or finds that it says the same.
fn settle<T: Copy + PartialEq>(
    part: &'static str,
    printed: &mut Option<T>,
    address: Option<T>,
    said: impl Fn(T) -> String,
) -> Result<(), ReadError> {
    match (*printed, address) {
        (Some(printed), Some(address)) if printed != address => Err(contradicted(part, said(address), said(printed))),
        (None, address) => {
            *printed = address;
            Ok(())
        }
        _ => Ok(()),
    }
}

fn contradicted(part: &'static str, address: String, printed: String) -> ReadError {
    ReadError::Contradicted { part, address, printed }
}

/// A number without the zeros before it and the letter after it, which not every publisher prints.
fn bare(number: &str) -> &str {
    number.trim_start_matches('0').trim_end_matches(|sign: char| sign.is_ascii_alphabetic())
}

/// `…/dyn/15/questions/QANR5L15QE20408`, `questions.assemblee-nationale.fr/q15/15-20408QE.htm`.
fn assembly(address: &str) -> Option<Address> {
    let uid = pattern!(
        r"(?-u:\b)QANR\dL(?P<legislature>\d{1,2})(?P<kind>Q[A-Z]+)(?P<number>\d+)(?:\.(?:json|xml))?(?:[/?#]|$)"
    );
    let page = pattern!(
        r"^(?:https?://)?questions\.assemblee-nationale\.fr/(?:static/)?(?:q\d+/)?(?:\d+/questions/(?:jo/)?)?(?P<legislature>\d{1,2})-(?P<number>\d+)(?P<kind>Q[A-Z]+)(?:\.html?)?(?:[/?#].*)?$"
    );
    let found = uid.captures(address).or_else(|| page.captures(address))?;
    Some(Address {
        chamber: Chamber::Assembly,
        legislature: Some(found.name("legislature")?.as_str().parse().ok()?),
        kind: QuestionKind::read(found.name("kind")?.as_str())?,
        number: Some(found.name("number")?.as_str().to_owned()),
        month: None,
    })
}

/// `www.senat.fr/questions/base/2019/qSEQ191213377.html`: year and month, then the number, then a letter for the
/// questions that are not written.
fn senate(address: &str) -> Option<Address> {
    let found = pattern!(
        r"^(?:https?://)?(?:www2?\.)?senat\.fr/questions/base/(?P<year>\d{4})/qSEQ\d\d(?P<month>\d\d)(?P<number>\d{3,6})(?P<letter>[A-Z]?)(?:\.html?)?(?:[?#].*)?$"
    )
    .captures(address)?;
    let letter = found.name("letter").map_or("", |letter| letter.as_str()).to_uppercase();
    Some(Address {
        chamber: Chamber::Senate,
        legislature: None,
        kind: lettered(&letter)?,
        number: Some(format!("{}{letter}", found.name("number")?.as_str())),
        month: Some((found.name("year")?.as_str().parse().ok()?, found.name("month")?.as_str().parse().ok()?)),
    })
}

/// `www.nosdeputes.fr/15/question/QE/20408`, `2007-2012.nosdeputes.fr/question/QE/77033`,
/// `archive.nossenateurs.fr/question/15/13377`.
fn citizens(address: &str) -> Option<Address> {
    let deputy = pattern!(
        r"^(?:https?://)?(?P<host>www\.|2007-2012\.|2012-2017\.|2017-2022\.)?nosdeputes\.fr/(?:(?P<legislature>\d{1,2})/)?question/(?P<kind>Q[A-Z]+)/(?P<number>\d+)(?:[/?#].*)?$"
    );
    if let Some(found) = deputy.captures(address) {
        let path = found.name("legislature").and_then(|path| path.as_str().parse().ok());
        return Some(Address {
            chamber: Chamber::Assembly,
            legislature: path.or_else(|| of_host(found.name("host").map_or("", |host| host.as_str()))),
            kind: QuestionKind::read(found.name("kind")?.as_str())?,
            number: Some(found.name("number")?.as_str().to_owned()),
            month: None,
        });
    }
    let senator = pattern!(
        r"^(?:https?://)?(?:www\.|archive\.)?nossenateurs\.fr/question/(?P<legislature>\d{1,2})/(?P<number>\d+)(?P<letter>[A-Z]?)(?:[/?#].*)?$"
    );
    let found = senator.captures(address)?;
    let letter = found.name("letter").map_or("", |letter| letter.as_str()).to_uppercase();
    Some(Address {
        chamber: Chamber::Senate,
        legislature: Some(found.name("legislature")?.as_str().parse().ok()?),
        kind: lettered(&letter)?,
        number: Some(format!("{}{letter}", found.name("number")?.as_str())),
        month: None,
    })
}

/// A spoken turn: `www.nosdeputes.fr/15/intervention/1234`, or its sitting: `www.nosdeputes.fr/15/seance/56`.
fn turn(address: &str) -> Option<Address> {
    let found = pattern!(
        r"^(?:https?://)?(?P<host>www\.|archive\.|2007-2012\.|2012-2017\.|2017-2022\.)?(?P<site>nosdeputes|nossenateurs)\.fr/(?:(?P<legislature>\d{1,2})/)?(?:intervention/(?P<number>\d+)|seance/\d+)(?:[/?#].*)?$"
    )
    .captures(address)?;
    let path = found.name("legislature").and_then(|path| path.as_str().parse().ok());
    let senate = found.name("site").is_some_and(|site| site.as_str().eq_ignore_ascii_case("nossenateurs"));
    Some(Address {
        chamber: if senate { Chamber::Senate } else { Chamber::Assembly },
        legislature: path.or_else(|| of_host(found.name("host").map_or("", |host| host.as_str()))),
        kind: QuestionKind::Spoken,
        number: found.name("number").map(|number| number.as_str().to_owned()),
        month: None,
    })
}

/// The legislature of a host of NosDéputés.fr that is kept for one.
fn of_host(host: &str) -> Option<u8> {
    match host {
        "2007-2012." => Some(13),
        "2012-2017." => Some(14),
        "2017-2022." => Some(15),
        _ => None,
    }
}

/// The type that the letter after a number of the Sénat stands for.
pub(super) fn lettered(letter: &str) -> Option<QuestionKind> {
    match letter {
        "" => Some(QuestionKind::Written),
        "S" => Some(QuestionKind::Oral),
        "G" => Some(QuestionKind::Government),
        "A" | "E" => Some(QuestionKind::Debated),
        "C" => Some(QuestionKind::Thematic),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_known_address_tells_which_question() {
        let told = |address: &str| {
            let found = Address::read(address).unwrap();
            let legislature = found.legislature.map_or("?".into(), |legislature| legislature.to_string());
            let number = found.number.unwrap_or("?".into());
            format!("{}-{legislature}-{}-{number}", found.chamber.as_str(), found.kind.as_str())
        };
        for (address, question) in [
            ("https://www.nosdeputes.fr/15/question/QE/20408", "AN-15-QE-20408"),
            ("https://2007-2012.nosdeputes.fr/question/QE/77033", "AN-13-QE-77033"),
            ("2012-2017.nosdeputes.fr/14/question/QE/5", "AN-14-QE-5"),
            ("https://2017-2022.nosdeputes.fr/question/QE/31008/", "AN-15-QE-31008"),
            ("https://archive.nossenateurs.fr/question/15/13377", "SENAT-15-QE-13377"),
            ("https://archive.nossenateurs.fr/question/15/1034S", "SENAT-15-QOSD-1034S"),
            ("https://www.assemblee-nationale.fr/dyn/15/questions/QANR5L15QE20408", "AN-15-QE-20408"),
            ("https://questions.assemblee-nationale.fr/q15/15-20408QE.htm", "AN-15-QE-20408"),
            ("https://questions.assemblee-nationale.fr/q15/15-8QOSD.htm/vue/xml", "AN-15-QOSD-8"),
            ("https://www.senat.fr/questions/base/2019/qSEQ191213377.html", "SENAT-?-QE-13377"),
            ("http://www2.senat.fr/questions/base/2019/qSEQ19121034S.html", "SENAT-?-QOSD-1034S"),
            ("senat.fr/questions/base/2019/qSEQ19120987G.html", "SENAT-?-QG-0987G"),
            ("https://www.nosdeputes.fr/15/intervention/123456", "AN-15-INT-123456"),
        ] {
            assert_eq!(told(address), question, "{address}");
        }
        for unknown in ["", "https://example.org/question/QE/1", "https://www.senat.fr/", "nosdeputes.fr"] {
            assert_eq!(Address::read(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn an_address_completes_and_never_contradicts() {
        let address = Address::read("https://www.senat.fr/questions/base/2019/qSEQ191200377.html").unwrap();
        let mut header =
            Header { asked_on: "2019-12-12".parse().ok(), number: Some("377".into()), ..Header::default() };
        address.complete(&mut header).unwrap();
        assert_eq!((header.chamber, header.kind), (Some(Chamber::Senate), Some(QuestionKind::Written)));
        let says = |header: Header| address.complete(&mut { header }).unwrap_err().to_string();
        let of = Header::default;
        assert_eq!(
            says(Header { number: Some("378".into()), ..of() }),
            "the address says number 00377, the document 378"
        );
        assert_eq!(
            says(Header { chamber: Some(Chamber::Assembly), ..of() }),
            "the address says chamber SENAT, the document AN"
        );
        assert_eq!(
            says(Header { asked_on: "2020-01-02".parse().ok(), ..of() }),
            "the address says month 2019-12, the document 2020-01"
        );
        let address = Address::read("https://www.nosdeputes.fr/14/question/QE/20408").unwrap();
        let mut header = Header { asked_on: "2019-06-18".parse().ok(), ..of() };
        assert!(address.complete(&mut header).is_err(), "a day of another legislature");
    }
}
