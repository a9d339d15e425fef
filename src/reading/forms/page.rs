//! Saved HTML pages: made readable, they are read as the page of the same publisher copied as text.

use crate::reading::document::{Document, Name, ReadError};

use super::sheet::Sheet;

/// How a page is read as text.
pub(super) struct AsText {
    /// Words of ASCII that each of its pages has: a cheap test before the page is made readable.
    pub(super) hint: &'static [&'static str],
    /// Whether a text is such a page.
    pub(super) recognises: fn(&Sheet<'_>) -> bool,
    /// Takes a text apart.
    pub(super) take_apart: fn(&Sheet<'_>, Name) -> Result<Document, ReadError>,
}

/// Whether a document is a saved page of this form.
pub(super) fn recognises(document: &Sheet<'_>, form: &AsText) -> bool {
    document.starts_page()
        && form.hint.iter().all(|hint| document.contains(hint))
        && document.page().is_some_and(|page| (form.recognises)(&page.sheet))
}

/// Takes a saved page apart.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read, and where the page is cut.
pub(super) fn take_apart(document: &Sheet<'_>, name: Name, form: &AsText) -> Result<Document, ReadError> {
    let lacking = |recognised, lacking| ReadError::Lacking { form: name.title, recognised, lacking };
    let page = document.page().ok_or_else(|| lacking(Vec::new(), "a page of HTML"))?;
    let mut found = (form.take_apart)(&page.sheet, name)?;
    if document.contains("<html") && !["</html", "</HTML"].iter().any(|end| document.contains(end)) {
        return Err(lacking(vec!["question"], "the end of the page, </html>"));
    }
    if found.address.is_none() {
        found.address.clone_from(&page.address);
    }
    Ok(found)
}
