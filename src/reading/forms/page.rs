//! Saved HTML pages: made readable, they are read as the page of the same publisher copied as text.

use regex::Regex;

use crate::reading::address::Address;
use crate::reading::document::{Document, Name, ReadError};
use crate::reading::html;

/// How a page is read as text.
pub(super) struct AsText {
    /// Words of ASCII that each of its pages has: a cheap test before the page is made readable.
    pub(super) hint: &'static [&'static str],
    /// The lines of its subject, which stand in no box beside it.
    pub(super) landmark: fn() -> &'static Regex,
    /// Whether a text is such a page.
    pub(super) recognises: fn(&str) -> bool,
    /// Takes a text apart.
    pub(super) take_apart: fn(&str, Name) -> Result<Document, ReadError>,
}

/// Whether a document is a saved page of this form.
pub(super) fn recognises(document: &str, form: &AsText) -> bool {
    html::is_page(document)
        && form.hint.iter().all(|hint| document.contains(hint))
        && (form.recognises)(&html::page(document, (form.landmark)()))
}

/// Takes a saved page apart.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read.
pub(super) fn take_apart(document: &str, name: Name, form: &AsText) -> Result<Document, ReadError> {
    let mut found = (form.take_apart)(&html::page(document, (form.landmark)()), name)?;
    if document.contains("<html") && !document.contains("</html") {
        let recognised = vec!["question"];
        return Err(ReadError::Lacking { form: name.title, recognised, lacking: "the end of the page, </html>" });
    }
    if found.address.is_none() {
        found.address = html::own_address(document).and_then(|address| Address::read(&address));
    }
    Ok(found)
}
