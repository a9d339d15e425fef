//! A "fiche question" of the Assemblée nationale, legislatures 8 to 13, saved as HTML: made readable, it is read as the same page copied.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::an_fiche_text;
use super::page::{self, AsText};
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_fiche_html", title: "fiche question of the Assemblée nationale as HTML" };

const PAGE: AsText =
    AsText { hint: &["QUESTION"], recognises: an_fiche_text::recognises, take_apart: an_fiche_text::read };

fn recognises(document: &Sheet<'_>) -> bool {
    page::recognises(document, &PAGE)
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    page::take_apart(document, NAME, &PAGE)
}
