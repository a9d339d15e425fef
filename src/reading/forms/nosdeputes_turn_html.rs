//! A spoken turn of NosDéputés.fr or NosSénateurs.fr saved as HTML: made readable, it is read as the same page copied.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::nosdeputes_turn;
use super::page::{self, AsText};
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "nosdeputes_intervention_html", title: "spoken turn of NosDéputés.fr as HTML" };

const PAGE: AsText =
    AsText { hint: &["Intervention d"], recognises: nosdeputes_turn::recognises, take_apart: nosdeputes_turn::read };

fn recognises(document: &Sheet<'_>) -> bool {
    page::recognises(document, &PAGE)
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    page::take_apart(document, NAME, &PAGE)
}
