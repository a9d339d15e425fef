//! What stands around an official's page, and how it is answered.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse as _, Response},
};

use super::super::frame::Frame;
use crate::{
    programme::rights::Action,
    store::Role,
    web::{App, query::Query, session::Signed},
};

/// What an official's page is given as `office`.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// Whose account it is; empty where nobody is signed in.
    pub name: String,
    /// In which role, with the regions.
    pub role: String,
    /// The navigation.
    pub links: Vec<Way>,
}

/// A link of the navigation.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its words.
    pub words: &'static str,
    /// Where it leads.
    pub href: &'static str,
    /// Whether it is the page shown.
    pub current: bool,
}

/// Something wrong with a form, as its page tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The field that it leads to; empty where it is of the whole.
    pub field: String,
    /// What is wrong, in French.
    pub text: String,
}

impl Fault {
    /// A fault of a field.
    #[must_use]
    pub fn of(field: &str, text: impl Into<String>) -> Self {
        Self { field: field.to_owned(), text: text.into() }
    }

    /// A fault of the whole form.
    #[must_use]
    pub fn of_all(text: impl Into<String>) -> Self {
        Self::of("", text)
    }
}

/// The navigation of the officials' pages: what is shown, where it leads, and what one must be allowed to do.
const WAYS: [(&str, &str, Action); 7] = [
    ("À faire", "/a-faire", Action::ReadDrafts),
    ("Propositions", "/propositions", Action::ReadDrafts),
    ("Mes fiches", "/fiches", Action::ReadDrafts),
    ("Mon fichier", "/fichier", Action::ReadDrafts),
    ("Registre", "/registre", Action::SeeWho),
    ("Mon compte", "/compte", Action::ManageOwn),
    ("Comptes", "/comptes", Action::ManageAccounts),
];

impl Office {
    /// The office of who is signed in; `path` is the page shown.
    #[must_use]
    pub fn of(app: &App, signed: &Signed, path: &str) -> Self {
        let account = &signed.account;
        let programme = app.edition().programme(crate::programme::clock::Clock::of_day(app.live.time.today()));
        let regions: Vec<String> = account.regions.iter().map(|code| programme.region_name(*code)).collect();
        let role = match account.role {
            Role::Official => format!("agent, {}", regions.join(", ")),
            role => role.french().to_owned(),
        };
        let ways = WAYS.into_iter().filter(|(_, _, action)| signed.may(*action));
        let links = ways.map(|(words, href, _)| Way { words, href, current: href == path }).collect();
        Self { name: account.name.clone(), role, links }
    }
}

/// The frame of an official's page.
#[must_use]
pub fn frame(app: &App, path: &str) -> Frame {
    let today = app.live.time.today();
    Frame::new("", path, &Query::of_day(today), today)
}

/// Answers with a page that nobody keeps.
#[must_use]
pub fn answer(status: StatusCode, frame: &Frame, page: &impl Template) -> Response {
    match frame.html(page) {
        Ok(html) => {
            let kind = HeaderValue::from_static("text/html; charset=utf-8");
            (status, [(CONTENT_TYPE, kind)], html).into_response()
        }
        Err(_) => super::super::error::failed(),
    }
}
