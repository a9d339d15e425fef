//! A page of the Assemblée nationale, legislatures 14 and 15, saved as HTML: made readable, it is read as the same page copied.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::an_classic_text;
use super::page::{self, AsText};
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_classic_html", title: "page of the Assemblée nationale as HTML" };

const PAGE: AsText =
    AsText { hint: &["au JO le"], recognises: an_classic_text::recognises, take_apart: an_classic_text::read };

fn recognises(document: &Sheet<'_>) -> bool {
    page::recognises(document, &PAGE)
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    page::take_apart(document, NAME, &PAGE)
}
