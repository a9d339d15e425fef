//! `/journal`: the public register of changes: when, in which role, what was done.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    frame::{Frame, moment},
    page,
    parts::plural,
    table::{self, Pages},
};
use crate::{
    programme::record::JournalLine,
    store::Role,
    web::{
        App, Ask,
        error::Error,
        query::{CLOCK, PAGED},
        ready::Ready,
    },
};

#[derive(Template)]
#[template(path = "journal.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    id: i64,
    machine: String,
    when: String,
    role: &'static str,
    action: String,
    counts: Vec<String>,
    href: String,
}

/// Answers `/journal`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, PAGED], answer)
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let until = ask.clock().recorded_at;
    let lines = ask.edition.record.journal().iter().rev();
    let lines = lines.filter(|line| until.is_none_or(|until| line.recorded_at <= until)).cloned().collect();
    let (lines, pages) = table::cut(ask, lines, |line| line.id.to_string());
    let frame = Frame::of(ask, "");
    frame.ready(&Page { rows: lines.iter().map(|line| row(line)).collect(), pages, frame: frame.clone() })
}

fn row(line: &JournalLine) -> Row {
    let (subjects, statements, decisions) = line.counts;
    let counts = [(subjects, "sujet"), (statements, "affirmation"), (decisions, "décision")];
    let machine = line.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    Row {
        id: line.id,
        when: moment(line.recorded_at),
        role: role(line.role),
        action: line.action.clone(),
        counts: counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| plural(count, noun)).collect(),
        href: format!("/?recorded_at={machine}"),
        machine,
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Seed => "données fournies avec le programme",
        Role::Operator => "exploitant, en ligne de commande",
    }
}
