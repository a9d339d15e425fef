//! The open data of the Assemblée nationale in XML: one question. Its HTML is itself escaped.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::sheet::Sheet;
use super::{an_open_data, tree};

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_xml", title: "open data of the Assemblée nationale in XML" };

fn recognises(document: &Sheet<'_>) -> bool {
    document.trim_start().starts_with('<')
        && document.contains("<question")
        && document.contains("<identifiant")
        && ["<minInt", "<textesQuestion", "<minAttribs"].iter().any(|element| document.contains(element))
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    let (root, value) = tree::of_xml(document, NAME)?;
    let question = if root == "question" { &value } else { an_open_data::question(&value, NAME)? };
    an_open_data::read(question, NAME)
}
