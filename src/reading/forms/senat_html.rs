//! A page of the Sénat saved as HTML: made readable, it is read as the same page copied.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::page::{self, AsText};
use super::senat_text;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "senat_html", title: "page of the Sénat as HTML" };

const PAGE: AsText =
    AsText { hint: &["Question de"], recognises: senat_text::recognises, take_apart: senat_text::read };

fn recognises(document: &Sheet<'_>) -> bool {
    page::recognises(document, &PAGE)
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    page::take_apart(document, NAME, &PAGE)
}
