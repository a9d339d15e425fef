//! `/corrections`: what readers proposed and how it was answered; `/corrections/{id}`: one of them. What waits or was
//! refused is told by its subject alone.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    Slug,
    frame::{Frame, moment},
    page,
    parts::{Cite, Link, When},
    table::{self, Pages},
};
use crate::{
    programme::{change::correction::Sent, life::Said, name, proposal::Outcome, view::Programme},
    store::StatementId,
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, PAGED},
        ready::Ready,
    },
};

#[derive(Template)]
#[template(path = "corrections.html")]
struct ListPage {
    frame: Frame,
    waiting: usize,
    rows: Vec<Row>,
    pages: Pages,
}

#[derive(Template)]
#[template(path = "corrections_one.html")]
struct OnePage {
    frame: Frame,
    row: Row,
}

/// A correction.
struct Row {
    id: i64,
    subject: Link,
    label: &'static str,
    sent: String,
    waits: bool,
    outcome: &'static str,
    mark: &'static str,
    /// When it was answered, and in which role.
    answered: String,
    role: &'static str,
    reason: String,
    /// What counts of it: its own value, or the one that was put in its place.
    value: Option<(When, Cite)>,
}

/// Answers `/corrections`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, PAGED], |ask| {
        let programme = ask.programme.as_ref();
        let (waiting, mut decided): (Vec<Sent<'_>>, Vec<Sent<'_>>) =
            Sent::all(programme.record(), programme.clock()).partition(|sent| sent.outcome == Outcome::Waits);
        decided
            .sort_by_key(|sent| std::cmp::Reverse(sent.decision.map(|decision| (decision.recorded_at, decision.id))));
        let (decided, pages) = table::cut(ask, decided, |sent| sent.statement.id.0.to_string());
        let rows = decided.into_iter().map(|sent| row(programme, &sent)).collect();
        let frame = Frame::of(ask, "");
        frame.ready(&ListPage { waiting: waiting.len(), rows, pages, frame: frame.clone() })
    })
}

/// Answers `/corrections/{id}`.
pub(super) async fn show(State(app): State<App>, Slug(id): Slug, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| one(ask, &id))
}

fn one(ask: &Ask, id: &str) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let id = id.parse().ok().map(StatementId);
    let sent = id.and_then(|id| Sent::find(programme.record(), programme.clock(), id));
    let sent = sent.ok_or_else(|| Error::NotFound("correction".to_owned()))?;
    let frame = Frame::of(ask, "");
    frame.ready(&OnePage { row: row(programme, &sent), frame: frame.clone() })
}

fn row(programme: &Programme, sent: &Sent<'_>) -> Row {
    let (outcome, mark) = match sent.outcome {
        Outcome::Waits => ("en attente d’une décision", "promised"),
        Outcome::Accepted => ("acceptée", "met"),
        Outcome::Corrected => ("acceptée avec une autre valeur", "approved"),
        Outcome::Refused => ("refusée", "cancelled"),
        Outcome::Withdrawn => ("acceptée, puis retirée", "cancelled"),
    };
    let href = address::subject(programme, &sent.subject.key);
    Row {
        id: sent.statement.id.0,
        subject: Link::new(name::of(programme, sent.subject), href),
        label: sent.statement.property.french_of(&sent.subject.key),
        sent: moment(sent.statement.recorded_at),
        waits: sent.outcome == Outcome::Waits,
        outcome,
        mark,
        answered: sent.decision.map(|decision| moment(decision.recorded_at)).unwrap_or_default(),
        role: sent.decision.map(|decision| decision.role.french()).unwrap_or_default(),
        reason: sent.decision.map(|decision| decision.reason.trim().to_owned()).unwrap_or_default(),
        value: sent.counts.map(|statement| (When::value(&statement.value), Cite::of(&Said::by(statement)))),
    }
}
