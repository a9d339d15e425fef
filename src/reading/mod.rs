//! From a document to what it states: pure functions, no database, nothing guessed.
//!
//! One file a step, in the order of the way:
//! [`document`] tells the form by its content, a file a form ([`nosdeputes_text`]) takes it apart into a
//! [`question`]'s header and two texts; each text is made [`text::Plain`] and cut into [`sentence`]s; in these
//! [`dates`], [`numbers`] and [`places`] are found; the rules of [`facts`] make facts of them. A new form or a
//! new rule is a new file and a line in a list.

pub mod dates;
pub mod document;
pub mod facts;
pub mod lexicon;
pub mod nosdeputes_text;
pub mod numbers;
pub mod places;
pub mod question;
pub mod record;
pub mod sentence;
pub mod text;
pub mod token;

mod pattern;

pub use document::ReadError;
pub use facts::{Bound, Fact, FactKind, Section};
pub use places::Gazetteer;
pub use question::{Chamber, Header, QuestionKind};

/// What was read in a document: who asked whom and when, the two texts, and the facts that stand in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The form in which the document came: `an_json`.
    pub format: &'static str,
    /// Author, ministries, number and days.
    pub question: Header,
    /// The text of the question, character for character as in the document.
    pub question_text: Option<String>,
    /// The text of the answer, likewise; none while there is no answer.
    pub answer_text: Option<String>,
    /// The facts, those of the question first, in the order of the text.
    pub facts: Vec<Fact>,
}

impl Reading {
    /// Whether either text speaks of the programme, in whatever spelling: "Territoires d'industrie".
    #[must_use]
    pub fn is_about_the_programme(&self) -> bool {
        let texts = [self.question_text.as_deref(), self.answer_text.as_deref()];
        texts.into_iter().flatten().any(|text| pattern::pattern!(r"\bterritoires? d['’] ?industries?\b").is_match(text))
    }
}

/// Reads a document: a question, with its answer where there is one.
///
/// Dates without a year are read from the day of their own section, the question's or the answer's.
///
/// # Errors
/// [`ReadError`] where no form recognises the document, or where one does and a part of it lacks.
pub fn read(document: &str, regions: &Gazetteer) -> Result<Reading, ReadError> {
    let document = document::take_apart(document)?;
    let sections = [
        (Section::Question, document.question.as_deref(), document.header.asked_on),
        (Section::Answer, document.answer.as_deref(), document.header.answered_on),
    ];
    let facts = sections
        .into_iter()
        .filter_map(|(section, text, day)| Some(facts::facts(text?, section, day, regions)))
        .flatten()
        .collect();
    Ok(Reading {
        format: "",
        question: document.header,
        question_text: document.question,
        answer_text: document.answer,
        facts,
    })
}

#[cfg(test)]
mod tests;
