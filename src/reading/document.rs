//! The form of a document, told by its content, and its parts.

use std::fmt;

use chrono::NaiveDate;

use super::address::Address;
use super::cut;
use super::forms::sheet::Sheet;
use super::forms::{
    an_classic_html, an_classic_text, an_dyn_html, an_dyn_text, an_fiche_html, an_fiche_text, an_json, an_vue_xml,
    an_xml, dila_xml, nosdeputes_body, nosdeputes_csv, nosdeputes_html, nosdeputes_json, nosdeputes_text,
    nosdeputes_turn, nosdeputes_turn_html, nosdeputes_xml, senat_csv, senat_html, senat_text,
};
use super::question::{Header, QuestionKind, legislature_on};

/// A document taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The form that recognised it, by its short name: `an_json`, `senat_text` …
    pub format: &'static str,
    /// Who asked whom, and when.
    pub header: Header,
    /// The title that was given to the question; none where the form has none.
    pub title: Option<String>,
    /// The text of the question, as in the document.
    pub question: Option<String>,
    /// The text of the answer, as in the document, without notices and comments; what a spoken turn says.
    pub answer: Option<String>,
    /// The day of the sitting at which it was said, where it was said and not written: a question to the Government is
    /// printed the day after. Dates without a year are read from it.
    pub sitting: Option<NaiveDate>,
    /// The address that the document holds of itself.
    pub address: Option<Address>,
}

/// How a form is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its short name: `an_json`.
    pub format: &'static str,
    /// Its name in messages: "page of NosDéputés.fr as text".
    pub title: &'static str,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title)
    }
}

/// A form in which questions are published.
#[derive(Debug)]
pub struct Form {
    /// Its name.
    pub name: Name,
    /// Whether a document has this form, by its content.
    pub recognises: fn(&Sheet<'_>) -> bool,
    /// Takes a document of this form apart.
    pub take_apart: fn(&Sheet<'_>) -> Result<Document, ReadError>,
}

/// The forms that can be read, the most particular first. A new form is a file and a line here.
pub const FORMS: [Form; 21] = [
    an_json::FORM,
    an_xml::FORM,
    an_vue_xml::FORM,
    nosdeputes_json::FORM,
    nosdeputes_xml::FORM,
    nosdeputes_csv::FORM,
    senat_csv::FORM,
    dila_xml::FORM,
    nosdeputes_html::FORM,
    nosdeputes_turn_html::FORM,
    an_fiche_html::FORM,
    an_classic_html::FORM,
    an_dyn_html::FORM,
    senat_html::FORM,
    nosdeputes_text::FORM,
    nosdeputes_turn::FORM,
    an_fiche_text::FORM,
    an_classic_text::FORM,
    an_dyn_text::FORM,
    senat_text::FORM,
    nosdeputes_body::FORM,
];

/// Why a document could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No form recognises it.
    #[error("not a known form of a question (its first line is {first_line:?}); the known ones: {}", known_forms())]
    UnknownForm {
        /// The first line that is not blank.
        first_line: String,
    },
    /// A form recognises it, and a part of it lacks.
    #[error("{form}: recognised {}; lacking: {lacking}", listed(recognised))]
    Lacking {
        /// The form.
        form: &'static str,
        /// The parts that were recognised.
        recognised: Vec<&'static str>,
        /// The part that lacks, and how it is written.
        lacking: &'static str,
    },
    /// A part is there and cannot be read.
    #[error("{form}, line {line}: {found:?} is not {expected}")]
    Unreadable {
        /// The form.
        form: &'static str,
        /// The line, from 1; of an HTML page, the line of its readable text.
        line: usize,
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
    /// It holds several questions, or none; one document is one question.
    #[error("{form}: it holds {count} questions; a document is to hold one")]
    NotOne {
        /// The form.
        form: &'static str,
        /// How many it holds.
        count: usize,
    },
    /// The address that was given is no known address of a question.
    #[error("{address:?} is no known address of a question of the Assemblée nationale, the Sénat or NosDéputés.fr")]
    UnknownAddress {
        /// The address.
        address: String,
    },
    /// The address says one thing, and the document another.
    #[error("the address says {part} {address}, the document {printed}")]
    Contradicted {
        /// Of what.
        part: &'static str,
        /// What the address says.
        address: String,
        /// What the document prints, or what follows from the day that it prints.
        printed: String,
    },
}

/// Takes a document apart by the first form that recognises it. What the document does not print of chamber,
/// legislature, type and number is taken from its address: the one that it holds, and the one given.
///
/// # Errors
/// [`ReadError`] where no form recognises it, where one does and a part of it lacks, and where the address is not
/// known or contradicts the document.
pub fn take_apart(document: &str, address: Option<&str>) -> Result<Document, ReadError> {
    let document = document.trim_start_matches('\u{feff}');
    let given = address
        .map(|address| Address::read(address).ok_or_else(|| ReadError::UnknownAddress { address: address.to_owned() }));
    let given = given.transpose()?;
    let sheet = Sheet::new(document);
    let Some(form) = FORMS.iter().find(|form| (form.recognises)(&sheet)) else {
        if let Some(error) = cut::begun(document) {
            return Err(error);
        }
        let first = document.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
        return Err(ReadError::UnknownForm { first_line: first.chars().take(80).collect() });
    };
    let mut found = (form.take_apart)(&sheet)?;
    found.format = form.name.format;
    for address in found.address.iter().chain(&given) {
        address.complete(&mut found.header)?;
    }
    conclude(&mut found.header);
    Ok(found)
}

/// What follows for a header from what it holds, once its address has completed it.
fn conclude(header: &mut Header) {
    if header.kind == Some(QuestionKind::Spoken) {
        // The pages of spoken turns name the Sénat, and not the Assemblée, which they are about else.
        header.chamber.get_or_insert(super::question::Chamber::Assembly);
    }
    // Questions whose page tells no type are written ones; the others have a letter or a type in their address.
    header.kind.get_or_insert(QuestionKind::Written);
    let day = header.asked_on.or(header.answered_on);
    header.legislature = header.legislature.or_else(|| day.and_then(legislature_on));
    if let Some(number) = &mut header.number
        && header.chamber == Some(super::question::Chamber::Senate)
        && number.len() < 5
        && number.bytes().all(|digit| digit.is_ascii_digit())
    {
        *number = format!("{number:0>5}");
    }
}

fn known_forms() -> String {
    FORMS.iter().map(|form| form.name.title).collect::<Vec<_>>().join(", ")
}

fn listed(parts: &[&str]) -> String {
    if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
}

#[cfg(test)]
mod tests;
