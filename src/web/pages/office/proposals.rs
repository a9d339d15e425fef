//! `/propositions`: what waits for a decision in an official's regions, read in texts, sent by readers or stated by
//! officials of other regions; `/propositions/{id}`: one of them, and the form that decides of it.

mod card;
mod decide;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{Slug, frame::Frame},
    form::Fields,
    frame::{Fault, Office, answer, frame},
    refused,
};
use crate::{
    programme::{
        clock::Clock,
        name,
        proposal::Proposal,
        record::Subject,
        rights::{self, Action, Hand},
        view::Programme,
    },
    store::StatementId,
    web::{App, error::Error, session::Signed},
};
use card::{Card, Decided};
pub(super) use decide::take as decide;

/// How many proposals a page has.
const ROWS: usize = 30;

#[derive(Template)]
#[template(path = "office/proposals.html")]
struct ListPage {
    frame: Frame,
    office: Office,
    total: usize,
    cards: Vec<Card>,
    /// What the form holds before anything is typed.
    draft: Draft,
    faults: Vec<Fault>,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "office/proposal.html")]
struct OnePage {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    name: String,
    card: Option<Card>,
    /// What was decided of it, where it waits no more.
    decided: Vec<Decided>,
    draft: Draft,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
struct Draft {
    outcome: String,
    property: String,
    value: String,
    reason: String,
}

/// Answers `GET /propositions`; `after` is the proposal that a page comes after.
pub(super) async fn list(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    let programme = today(&app);
    let actor = signed.account.actor();
    let after = StatementId(Fields::of(&uri).number("after").unwrap_or_default());
    let is_seen = |proposal: &Proposal<'_>| {
        rights::over(&actor, Action::ReadDrafts, &programme, proposal.subject) != Hand::Denied
    };
    let waiting = Proposal::waiting(programme.record(), programme.clock());
    let waiting: Vec<Proposal<'_>> = waiting.into_iter().filter(is_seen).collect();
    let total = waiting.len();
    let page: Vec<&Proposal<'_>> = waiting.iter().filter(|proposal| proposal.id() > after).take(ROWS + 1).collect();
    let last = page.get(ROWS - 1).filter(|_| page.len() > ROWS).map(|proposal| proposal.id().0);
    let frame = frame(&app, "/propositions");
    let page = ListPage {
        office: Office::of(&app, &signed, "/propositions"),
        total,
        cards: page.iter().take(ROWS).map(|proposal| Card::of(&programme, &actor, proposal)).collect(),
        draft: Draft::default(),
        faults: Vec::new(),
        next: last.map(|id| format!("/propositions?after={id}")),
        frame: frame.clone(),
    };
    answer(StatusCode::OK, &frame, &page)
}

/// Answers `GET /propositions/{id}`.
pub(super) async fn show(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri) -> Response {
    let page = One { app: &app, uri: &uri, signed: &signed, id: id.parse().ok().map(StatementId) };
    page.answer(StatusCode::OK, Draft::default(), Vec::new()).await
}

/// The page of one proposal.
struct One<'a> {
    app: &'a App,
    uri: &'a Uri,
    signed: &'a Signed,
    id: Option<StatementId>,
}

impl One<'_> {
    async fn answer(&self, status: StatusCode, draft: Draft, faults: Vec<Fault>) -> Response {
        let programme = today(self.app);
        let actor = self.signed.account.actor();
        let known = self.id.and_then(|id| programme.record().statement(id)).filter(|(_, one)| one.proposed);
        let may_see = |subject: &Subject| rights::over(&actor, Action::ReadDrafts, &programme, subject) != Hand::Denied;
        let Some((subject, statement)) = known.filter(|(subject, _)| may_see(subject)) else {
            return refused(self.app, self.uri, &missing());
        };
        let waiting = Proposal::of(subject, programme.clock());
        let proposal = waiting.iter().find(|proposal| proposal.statements.iter().any(|one| one.id == statement.id));
        let decided = match proposal {
            Some(_) => Vec::new(),
            None => match Decided::all(self.app, statement).await {
                Ok(decided) => decided,
                Err(error) => return refused(self.app, self.uri, &error),
            },
        };
        let frame = frame(self.app, "/propositions");
        let page = OnePage {
            office: Office::of(self.app, self.signed, "/propositions"),
            // Of what waits no more there is no form to be mended.
            faults: if proposal.is_some() { faults } else { Vec::new() },
            name: name::of(&programme, subject),
            card: proposal.map(|proposal| Card::of(&programme, &actor, proposal)),
            decided,
            draft,
            frame: frame.clone(),
        };
        answer(status, &frame, &page)
    }
}

fn missing() -> Error {
    Error::NotFound("proposition".to_owned())
}

fn today(app: &App) -> Arc<Programme> {
    app.edition().programme(Clock::of_day(app.live.time.today()))
}

/// Whether a field of the form of a proposal has a fault.
fn is_wrong(faults: &[Fault], field: &str, id: &i64) -> bool {
    let field = format!("{field}-{id}");
    faults.iter().any(|fault| fault.field == field)
}
