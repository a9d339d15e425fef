//! `/journal`: the public register of changes: when, in which role, what was done.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    files::{self, File},
    frame::{Frame, moment},
    page,
    parts::plural,
    table::{self, Pages},
};
use crate::{
    programme::record::JournalLine,
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
    files: Vec<File>,
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
    let lines = ask.edition.record.journal_by(ask.clock().recorded_at).rev().collect();
    let (lines, pages) = table::cut(ask, lines, |line| line.id.to_string());
    let frame = Frame::of(ask, "");
    let files = files::of(ask, "/journal", false);
    frame.ready(&Page { files, rows: lines.into_iter().map(row).collect(), pages, frame: frame.clone() })
}

fn row(line: &JournalLine) -> Row {
    let JournalLine { subjects, statements, decisions, .. } = *line;
    let counts = [(subjects, "sujet"), (statements, "affirmation"), (decisions, "décision")];
    let machine = line.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    Row {
        id: line.id,
        when: moment(line.recorded_at),
        role: line.role.french(),
        action: line.action.clone(),
        counts: counts.into_iter().filter(|(count, _)| *count > 0).map(|(count, noun)| plural(count, noun)).collect(),
        href: format!("/?recorded_at={machine}"),
        machine,
    }
}
