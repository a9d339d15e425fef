//! What is wrong with a document that cannot be read.

use std::sync::Arc;

use crate::{
    import::refusal::Refusal,
    reading::{ReadError, document::FORMS},
};

/// What is wrong with a document.
pub(super) fn refusal(file: &Arc<str>, error: ReadError) -> Refusal {
    match error {
        ReadError::UnknownForm { first_line } => {
            let forms: Vec<&str> = FORMS.iter().map(|form| form.name.title).collect();
            Refusal::of_file(file, first_line, format!("a question as one of: {}", forms.join(", ")))
        }
        ReadError::Lacking { form, recognised, lacking } => {
            Refusal::of_file(file, recognised.join(", "), format!("{lacking} too ({form})"))
        }
        ReadError::Unreadable { form, line, found, expected } => {
            let line = u32::try_from(line).unwrap_or(u32::MAX);
            Refusal::of_line(file, line, found, format!("{expected} ({form})"))
        }
        ReadError::NotOne { form, count } => {
            Refusal::of_file(file, format!("{count} questions"), format!("one question a document ({form})"))
        }
        ReadError::UnknownAddress { address } => Refusal::of_file(
            file,
            address,
            "the address of a question at the Assemblée nationale, the Sénat, NosDéputés.fr or NosSénateurs.fr",
        ),
        ReadError::Contradicted { part, address, printed } => Refusal::of_file(
            file,
            format!("{part} {address} in the address"),
            format!("{printed}, as the document says"),
        ),
    }
}
