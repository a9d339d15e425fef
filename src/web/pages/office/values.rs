//! `/agir/valeurs/{key}`: every statement that counts of one thing, by property, values that contradict each other side
//! by side; which one is retained can be chosen, and each withdrawn, for a reason.

mod act;
mod group;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{Slug, frame::Frame},
    frame::{Fault, Office, answer, frame},
    refused,
};
use crate::{
    programme::{
        clock::Clock,
        name,
        record::{Noun, Subject},
        rights::{self, Action, Hand},
        told::Told,
        view::Programme,
    },
    store::Key,
    web::{App, error::Error, session::Signed},
};
pub(super) use act::{pin, withdraw};
use group::Group;
pub(super) use group::shown;

#[derive(Template)]
#[template(path = "office/values.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    name: String,
    href: String,
    version: i64,
    may_pin: bool,
    may_withdraw: bool,
    groups: Vec<Group>,
    typed: Typed,
}

/// What was typed into one of the forms of the page.
#[derive(Clone, Debug, Default)]
struct Typed {
    /// The form's field: `choix-12`, `retrait-12`.
    field: String,
    reason: String,
}

/// Answers `GET /agir/valeurs/{key}`.
pub(super) async fn show(State(app): State<App>, signed: Signed, Slug(key): Slug, uri: Uri) -> Response {
    page(&app, &signed, &uri, &Key::new(key), StatusCode::OK, Typed::default(), Vec::new())
}

fn page(
    app: &App,
    signed: &Signed,
    uri: &Uri,
    key: &Key,
    status: StatusCode,
    typed: Typed,
    faults: Vec<Fault>,
) -> Response {
    let programme = today(app);
    let actor = signed.account.actor();
    let hand = |action, subject: &Subject| rights::over(&actor, action, &programme, subject);
    let subject = programme
        .record()
        .find(key)
        .filter(|subject| is_here(subject))
        .filter(|subject| hand(Action::ReadDrafts, subject) != Hand::Denied);
    let Some(subject) = subject else { return refused(app, uri, &missing()) };
    let path = format!("/agir/valeurs/{key}");
    let frame = frame(app, &path);
    let may_pin = hand(Action::Pin, subject) == Hand::States;
    let groups = Told::of(subject, programme.clock()).map(|told| group::all(&programme, subject, &told));
    let page = Page {
        office: Office::of(app, signed, &path),
        faults,
        name: name::of(&programme, subject),
        href: crate::web::address::subject(&programme, key),
        version: subject.version(None),
        may_pin,
        may_withdraw: hand(Action::Withdraw, subject) == Hand::States,
        groups: groups.unwrap_or_default(),
        typed,
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}

/// Where the values of a subject are; empty where they are not.
pub(super) fn address(subject: &Subject) -> String {
    if is_here(subject) { format!("/agir/valeurs/{}", subject.key) } else { String::new() }
}

/// Whether a subject's values are kept here: of a dated thing or of a territory.
fn is_here(subject: &Subject) -> bool {
    matches!(subject.noun, Noun::Contract(..) | Noun::Copil(..) | Noun::Territory(_) | Noun::Milestone(_))
}

fn missing() -> Error {
    Error::NotFound("jalon".to_owned())
}

fn today(app: &App) -> Arc<Programme> {
    app.edition().programme(Clock::of_day(app.live.time.today()))
}

/// Whether the form of a statement is the one that was sent.
fn is_open(typed: &Typed, form: &str, id: &i64) -> bool {
    typed.field == format!("{form}-{id}")
}
