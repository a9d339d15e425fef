//! What identifies a question and says who asked whom, and when.

use chrono::NaiveDate;

use super::fold::fold;
use crate::programme::question::QuestionId;

/// The header of a question, as the document gives it; what it does not tell is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The chamber.
    pub chamber: Option<Chamber>,
    /// The legislature: as printed, else the one in force on the day asked.
    pub legislature: Option<u8>,
    /// The type.
    pub kind: Option<QuestionKind>,
    /// The number as printed.
    pub number: Option<String>,
    /// Given name, then name.
    pub author: Option<String>,
    /// The ministry that was asked, or the member of the Government addressed in the first sentence.
    pub ministry_asked: Option<String>,
    /// The ministry that answers.
    pub ministry_answering: Option<String>,
    /// The day on which the question was published.
    pub asked_on: Option<NaiveDate>,
    /// The day on which the answer was published.
    pub answered_on: Option<NaiveDate>,
    /// The day on which it was withdrawn, or closed without an answer.
    pub withdrawn_on: Option<NaiveDate>,
    /// How it stands.
    pub state: State,
    /// Why it was withdrawn or closed, in the words of the document: "Fin de mandat", "caduque".
    pub motive: Option<String>,
}

/// How a question stands in a document; a later document may say more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It waits for its answer.
    #[default]
    Waiting,
    /// It was answered.
    Answered,
    /// Its author withdrew it, or it is said to be withdrawn.
    Withdrawn,
    /// It was closed without an answer: the mandate ended, or it lapsed (caduque).
    Closed,
}

/// A chamber of Parliament.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chamber {
    /// `AN`: the Assemblée nationale.
    Assembly,
    /// `SENAT`: the Sénat.
    Senate,
}

/// A type of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionKind {
    /// `QE`: a written question.
    Written,
    /// `QG`: a question to the Government.
    Government,
    /// `QOSD`: an oral question without debate.
    Oral,
    /// `QOAD`: an oral question with debate.
    Debated,
    /// `QC`: a question of a thematic hour (question crible).
    Thematic,
    /// `INT`: a spoken turn.
    Spoken,
}

/// The legislatures, latest first, each with the day on which it began (year, month, day).
///
/// Source: Assemblée nationale.
const LEGISLATURES: [(u8, (i32, u32, u32)); 6] = [
    (17, (2024, 7, 18)),
    (16, (2022, 6, 22)),
    (15, (2017, 6, 21)),
    (14, (2012, 6, 20)),
    (13, (2007, 6, 20)),
    (12, (2002, 6, 19)),
];

impl Header {
    /// The parts that lack for an identity, in words; empty where [`Header::id`] gives one.
    #[must_use]
    pub fn lacking(&self) -> Vec<&'static str> {
        let parts = [
            ("chamber", self.chamber.is_none()),
            ("legislature", self.legislature.is_none()),
            ("type", self.kind.is_none()),
            ("number", self.number.is_none()),
        ];
        parts.into_iter().filter(|(_, lacks)| *lacks).map(|(part, _)| part).collect()
    }

    /// Its public identity, `AN-15-QE-20408`; none where chamber, legislature, type or number is not known.
    #[must_use]
    pub fn id(&self) -> Option<QuestionId> {
        Some(QuestionId {
            chamber: self.chamber?.as_str().to_owned(),
            legislature: self.legislature?,
            kind: self.kind?.as_str().to_owned(),
            number: self.number.clone()?,
        })
    }
}

impl Chamber {
    /// Its code in a question's key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Chamber::Assembly => "AN",
            Chamber::Senate => "SENAT",
        }
    }
}

impl QuestionKind {
    /// Its code in a question's key.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            QuestionKind::Written => "QE",
            QuestionKind::Government => "QG",
            QuestionKind::Oral => "QOSD",
            QuestionKind::Debated => "QOAD",
            QuestionKind::Thematic => "QC",
            QuestionKind::Spoken => "INT",
        }
    }

    /// The type that a code, or the words of a page, stand for; none where they are not known.
    #[must_use]
    pub fn read(words: &str) -> Option<Self> {
        let folded = fold(words.trim());
        Some(match folded.trim_start_matches("question ").trim() {
            "qe" | "ecrite" => QuestionKind::Written,
            "qg" | "qag" | "au gouvernement" | "d'actualite au gouvernement" => QuestionKind::Government,
            "qosd" | "qo" | "orale" | "orale sans debat" => QuestionKind::Oral,
            "qoad" | "qoae" | "orale avec debat" | "orale europeenne avec debat" => QuestionKind::Debated,
            "qc" | "crible" | "crible thematique" | "crible thematiques" => QuestionKind::Thematic,
            _ => return None,
        })
    }
}

/// The legislature in force on a day; none before the twelfth (19 June 2002).
#[must_use]
pub fn legislature_on(day: NaiveDate) -> Option<u8> {
    LEGISLATURES
        .iter()
        .find(|(_, (year, month, first))| {
            NaiveDate::from_ymd_opt(*year, *month, *first).is_some_and(|first| first <= day)
        })
        .map(|(legislature, _)| *legislature)
}

/// A title whose beginning is printed twice, said once: "Secrétariat d'état Secrétariat d'État auprès du ministre"
/// is "Secrétariat d'État auprès du ministre".
#[must_use]
pub fn said_once<'t>(title: &'t str) -> String {
    let lower = |word: &'t str| word.chars().flat_map(char::to_lowercase);
    let words: Vec<&str> = title.split_whitespace().collect();
    let doubled = (1..=words.len() / 2).rev().find(|half| {
        let pairs = words.iter().zip(words.iter().skip(*half)).take(*half);
        pairs.into_iter().all(|(one, other)| lower(one).eq(lower(other)))
    });
    words.get(doubled.unwrap_or(0)..).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_legislature_comes_from_the_day_asked() {
        let on = |day: &str| legislature_on(day.parse().unwrap());
        assert_eq!((on("2019-06-18"), on("2017-06-21"), on("2017-06-20")), (Some(15), Some(15), Some(14)));
        assert_eq!((on("2025-03-11"), on("2002-06-18")), (Some(17), None));
    }

    #[test]
    fn a_doubled_beginning_is_said_once() {
        assert_eq!(
            said_once("Secrétariat d'état Secrétariat d'État auprès du ministre de l'économie"),
            "Secrétariat d'État auprès du ministre de l'économie"
        );
        assert_eq!(said_once("Ministère de la cohésion des territoires"), "Ministère de la cohésion des territoires");
    }
}
