//! `/sources`: every source, what kind it is and how many facts it states.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    files::{self, File},
    frame::Frame,
    page,
    parts::{When, outside, plural},
    story::capital,
};
use crate::{
    programme::{
        question::QuestionId,
        search::fold,
        source::{Source, SourceKind},
    },
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    files: Vec<File>,
    groups: Vec<Group>,
    total: usize,
    statements: usize,
}

/// The sources of one kind.
struct Group {
    kind: String,
    id: &'static str,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    key: String,
    title: String,
    href: String,
    published: Option<When>,
    note: String,
    statements: usize,
}

/// Answers `/sources`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], answer)
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let subjects = programme.record().subjects().iter();
    let sources = subjects.filter_map(|subject| Some((subject.id, programme.source_of(subject.id)?)));
    let mut groups: Vec<Group> = SourceKind::ALL
        .into_iter()
        .map(|kind| Group { kind: capital(kind.french()), id: kind.name(), rows: Vec::new() })
        .collect();
    for (id, source) in sources {
        if let Some(group) = groups.iter_mut().find(|group| group.id == source.kind.name()) {
            group.rows.push(row(source, programme.said_by(id).map(|(_, statements)| statements).sum()));
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    for group in &mut groups {
        group.rows.sort_by_cached_key(|row| fold(&row.title));
    }
    let rows = || groups.iter().flat_map(|group| &group.rows);
    let frame = Frame::of(ask, "");
    let (total, statements) = (rows().count(), rows().map(|row| row.statements).sum());
    frame.ready(&Page { files: files::of(ask, "/sources", false), total, statements, groups, frame: frame.clone() })
}

fn row(source: &Arc<Source>, statements: usize) -> Row {
    let question = source.key.identity().rsplit_once('/').and_then(|(id, _)| id.parse::<QuestionId>().ok());
    Row {
        id: address::anchor(&source.key),
        key: source.key.to_string(),
        title: source.title.clone(),
        href: question.map_or_else(|| outside(source), |id| address::question(&id, None)),
        published: source.published_on.as_ref().map(When::of),
        note: source.note.clone().unwrap_or_default(),
        statements,
    }
}
