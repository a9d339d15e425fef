//! A record of the API of NosDéputés.fr or NosSénateurs.fr in CSV: a line of columns, a line of values.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::sheet::Sheet;
use super::{nosdeputes_record, table};

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "nosdeputes_csv", title: "record of NosDéputés.fr in CSV" };

fn recognises(document: &Sheet<'_>) -> bool {
    table::columns(document).is_some_and(|columns| {
        ["numero", "ministere", "question", "reponse"].iter().all(|column| columns.iter().any(|known| known == column))
    })
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    nosdeputes_record::read(&table::only(document, NAME)?, NAME)
}
