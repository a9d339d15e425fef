//! A page of NosDéputés.fr or NosSénateurs.fr saved as HTML: made readable, it is read as the same page copied.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::nosdeputes_text;
use super::page::{self, AsText};
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "nosdeputes_html", title: "page of NosDéputés.fr as HTML" };

const PAGE: AsText = AsText {
    hint: &["Question soumise le"],
    recognises: nosdeputes_text::recognises,
    take_apart: nosdeputes_text::read,
};

fn recognises(document: &Sheet<'_>) -> bool {
    page::recognises(document, &PAGE)
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    page::take_apart(document, NAME, &PAGE)
}
