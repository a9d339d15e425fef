//! From a document to what it states: pure functions, no database, nothing guessed.
//!
//! One file a step, in the order of the way:
//! [`document`] tells the form by its content, a file a form ([`forms`]) takes it apart into a
//! [`question`]'s header and two texts; each text is made [`text::Plain`] and cut into [`sentence`]s; in these
//! [`dates`], [`numbers`] and [`places`] are found; the rules of [`facts`] make facts of them. A new form or a
//! new rule is a new file and a line in a list.

mod address;
pub mod addressed;
mod cut;
pub mod dates;
pub mod document;
pub mod facts;
mod fold;
pub mod forms;
mod html;
pub mod lexicon;
pub mod mark;
pub mod numbers;
pub mod places;
pub mod points;
pub mod prose;
pub mod question;
pub mod record;
pub mod sentence;
pub mod territories;
pub mod text;
pub mod token;
mod xml;

mod pattern;

use chrono::NaiveDate;

use crate::programme::region::RegionCode;

pub use document::ReadError;
pub use facts::{Bound, Fact, FactKind, Section};
pub use places::Gazetteer;
pub use points::Point;
pub use prose::Prose;
pub use question::{Chamber, Header, QuestionKind};

/// What was read in a document: who asked whom and when, the two texts, and the facts that stand in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The form in which the document came: `an_json`.
    pub format: &'static str,
    /// Author, ministries, number and days.
    pub question: Header,
    /// The day of the sitting, of what was put or said orally: dates without a year are read from it.
    pub sitting: Option<NaiveDate>,
    /// The title that was given to the question; none where its form has none.
    pub title: Option<String>,
    /// The text of the question, character for character as in the document.
    pub question_text: Option<String>,
    /// The text of the answer, likewise; none while there is no answer.
    pub answer_text: Option<String>,
    /// The facts, those of the question first, in the order of the text.
    pub facts: Vec<Fact>,
    /// What the question asks, and what the answer makes of it.
    pub points: Vec<Point>,
}

impl Reading {
    /// Reads the facts of its texts, in place of those that it has.
    pub fn find_facts(&mut self, gazetteer: &Gazetteer) {
        let question = Prose::new(self.question_text.as_deref().unwrap_or_default());
        let answer = self.answer_text.as_deref().map(Prose::new);
        let day = |day: Option<NaiveDate>| self.sitting.or(day);
        let mut facts = facts::facts(&question, Section::Question, day(self.question.asked_on), gazetteer);
        if let Some(answer) = &answer {
            facts.extend(facts::facts(answer, Section::Answer, day(self.question.answered_on), gazetteer));
        }
        self.points = points::points(&question, answer.as_ref(), &facts, gazetteer);
        self.facts = facts;
    }

    /// A warning where its last text breaks off within a sentence: the document may have been cut.
    #[must_use]
    pub fn breaks_off(&self) -> Option<String> {
        let (part, last) = match (&self.question_text, &self.answer_text) {
            (_, Some(answer)) => ("answer", answer),
            (Some(question), None) => ("question", question),
            (None, None) => return None,
        };
        let end = cut::broken_end(last)?;
        Some(format!("the text of the {part} breaks off within a sentence (“… {end}”): the document may have been cut"))
    }

    /// The regions that its title and its texts name, each once.
    #[must_use]
    pub fn regions(&self, gazetteer: &Gazetteer) -> Vec<RegionCode> {
        let texts = [self.title.as_deref(), self.question_text.as_deref(), self.answer_text.as_deref()];
        let mut regions: Vec<RegionCode> =
            texts.into_iter().flatten().flat_map(|text| gazetteer.named_in(text)).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// Whether it speaks of the programme: its title or either text names it, in whatever spelling, or a fact is about one
    /// of its territories.
    #[must_use]
    pub fn is_about_the_programme(&self) -> bool {
        let texts = [self.title.as_deref(), self.question_text.as_deref(), self.answer_text.as_deref()];
        // A territory that is named by more than one word is no mere town.
        let mut named = self.facts.iter().flat_map(|fact| &fact.territories);
        named.any(|named| !named.by_town && named.words.contains(' '))
            || texts
                .into_iter()
                .flatten()
                .any(|text| pattern::pattern!(r"(?-u:\b)territoires?\s+d['’]\s?industries?(?-u:\b)").is_match(text))
    }
}

/// Reads a document: a question, with its answer where there is one. What the document does not print of its identity
/// is taken from its `address`, where one is given.
///
/// Dates without a year are read from the day of their own section, the question's or the answer's; those of a
/// question that was put orally, from its sitting.
///
/// # Errors
/// [`ReadError`] where no form recognises the document, where one does and a part of it lacks, and where the address
/// contradicts it.
pub fn read(document: &str, address: Option<&str>, gazetteer: &Gazetteer) -> Result<Reading, ReadError> {
    let document = document::take_apart(document, address)?;
    let mut reading = Reading {
        format: document.format,
        question: document.header,
        sitting: document.sitting,
        title: document.title,
        question_text: document.question,
        answer_text: document.answer,
        facts: Vec::new(),
        points: Vec::new(),
    };
    reading.find_facts(gazetteer);
    Ok(reading)
}

#[cfg(test)]
mod tests;
