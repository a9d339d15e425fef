//! A record of the API of NosDéputés.fr or NosSénateurs.fr in JSON.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::sheet::Sheet;
use super::{nosdeputes_record, tree};

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "nosdeputes_json", title: "record of NosDéputés.fr in JSON" };

fn recognises(document: &Sheet<'_>) -> bool {
    document.trim_start().starts_with('{')
        && ["\"numero\"", "\"ministere\"", "\"reponse\""].iter().all(|field| document.contains(field))
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    let root = tree::of_json(document, NAME)?;
    nosdeputes_record::read(nosdeputes_record::record(&root), NAME)
}
