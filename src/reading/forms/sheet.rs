//! A document as it came, with what several forms look at, made once: its lines, and the text of its page.

use std::{borrow::Cow, cell::OnceCell, ops::Deref};

use crate::reading::address::Address;
use crate::reading::html;
use crate::reading::pattern::pattern;

use super::line::{self, Line};

/// A document on the way through the forms. It reads as its text.
#[derive(Debug)]
pub struct Sheet<'d> {
    text: Cow<'d, str>,
    lines: OnceCell<Vec<Line>>,
    page: OnceCell<Option<Box<Page>>>,
}

/// A page of HTML made readable.
#[derive(Debug)]
pub(super) struct Page {
    /// Its text.
    pub(super) sheet: Sheet<'static>,
    /// The address that it holds of itself.
    pub(super) address: Option<Address>,
}

impl<'d> Sheet<'d> {
    /// Takes a document.
    #[must_use]
    pub fn new(text: impl Into<Cow<'d, str>>) -> Self {
        Self { text: text.into(), lines: OnceCell::new(), page: OnceCell::new() }
    }

    /// Its lines that are not blank.
    pub(super) fn lines(&self) -> &[Line] {
        self.lines.get_or_init(|| line::lines(&self.text))
    }

    /// Whether it may be a page, by its first sign.
    pub(super) fn starts_page(&self) -> bool {
        self.text.trim_start().starts_with('<')
    }

    /// What it is as a page; none where it is no HTML.
    pub(super) fn page(&self) -> Option<&Page> {
        let page = || {
            html::is_page(&self.text).then(|| {
                let (text, address) = html::page(&self.text, landmark());
                let address = address.and_then(|address| Address::read(&address));
                Box::new(Page { sheet: Sheet::new(text), address })
            })
        };
        self.page.get_or_init(page).as_deref()
    }
}

impl Deref for Sheet<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// The lines of the subject of a page, in any form: they stand in no box beside it.
fn landmark() -> &'static regex::Regex {
    pattern!(
        r"^(?:Texte de la (?:question|réponse)|Ministère (?:interrogé|attributaire|répondant)|(?:Question|Réponse) publiée|FICHE QUESTION|Données clés|Question de ?:|Question clôturée|Question soumise le |Réponse(?: émise le | à venir| du |$)|Retirée|Question .*(?-u:\b)de (?:M\.|Mme) |- page |publiée |Intervention de |Séance .*du |.*Réunion du )"
    )
}
