//! A page of the Assemblée nationale's present site saved as HTML: made readable, it is read as the same page copied.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::an_dyn_text;
use super::page::{self, AsText};
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_dyn_html", title: "new page of the Assemblée nationale as HTML" };

const PAGE: AsText =
    AsText { hint: &["Question de"], recognises: an_dyn_text::recognises, take_apart: an_dyn_text::read };

fn recognises(document: &Sheet<'_>) -> bool {
    page::recognises(document, &PAGE)
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    page::take_apart(document, NAME, &PAGE)
}
