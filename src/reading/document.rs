//! The form of a document, told by its content, and its parts.

use super::nosdeputes_text;
use super::question::Header;

/// A document taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// Who asked whom, and when.
    pub header: Header,
    /// The text of the question, as in the document.
    pub question: Option<String>,
    /// The text of the answer, as in the document, without notices and comments.
    pub answer: Option<String>,
}

/// A form in which questions are published.
pub struct Form {
    /// Its name.
    pub name: &'static str,
    /// Whether a document has this form, by its content.
    pub recognises: fn(&str) -> bool,
    /// Takes a document of this form apart.
    pub take_apart: fn(&str) -> Result<Document, ReadError>,
}

/// The forms that can be read, the most particular first. A new form is a file and a line here.
pub const FORMS: [Form; 1] = [nosdeputes_text::FORM];

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
    #[error("{form}: recognised {}; lacking: {lacking}", recognised.join(", "))]
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
        /// The line, from 1.
        line: usize,
        /// What stands there.
        found: String,
        /// What should.
        expected: &'static str,
    },
}

/// Takes a document apart by the first form that recognises it.
///
/// # Errors
/// [`ReadError`] where no form recognises it, or where one does and a part of it lacks.
pub fn take_apart(document: &str) -> Result<Document, ReadError> {
    match FORMS.iter().find(|form| (form.recognises)(document)) {
        Some(form) => (form.take_apart)(document),
        None => {
            let first = document.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
            Err(ReadError::UnknownForm { first_line: first.chars().take(80).collect() })
        }
    }
}

fn known_forms() -> String {
    FORMS.map(|form| form.name).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_form_is_refused_with_its_first_line() {
        let error = take_apart("\n  Bonjour.\nQuestion N° 3").unwrap_err();
        assert_eq!(
            error.to_string(),
            "not a known form of a question (its first line is \"Bonjour.\"); the known ones: page of NosDéputés.fr as text"
        );
    }
}
