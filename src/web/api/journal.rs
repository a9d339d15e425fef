//! `/api/v1/journal`: the public register of changes, the newest first.

use std::cmp::Reverse;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal,
    envelope::{self, List, One},
    params::{ClockParams, PageParams, WindowParams},
};
use crate::{
    programme::{clock::day_in_paris, record::JournalLine},
    web::{
        App, Ask,
        error::Error,
        query::{CLOCK, PAGED},
    },
};

const TAKES: &[&str] = &["from", "to"];

type Page = List<JournalLine>;
type Answer = One<JournalLine>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item))
}

/// The journal, the newest line first. `from` and `to` are days in Europe/Paris; `known_on` plays no part.
#[utoipa::path(
    get,
    path = "/api/v1/journal",
    operation_id = "journal",
    tag = "journal",
    params(WindowParams, ClockParams, PageParams),
    responses((status = 200, description = "A page of the journal", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask| {
        let filter = &ask.query.filter;
        let passes = |line: &JournalLine| {
            let day = day_in_paris(line.recorded_at);
            filter.from.is_none_or(|from| day >= from) && filter.to.is_none_or(|to| day <= to)
        };
        let rows = lines(ask).filter(|line| passes(line)).map(|line| (Reverse(line.id), line)).collect();
        let find = |id: &str| line(ask, id).map(|line| Reverse(line.id));
        let page = envelope::page(ask, rows, find, |_, line| line.id.to_string())?;
        envelope::list(ask, page)
    })?)
}

/// A line of the journal. What it recorded is at `/api/v1/statements?journal=` and its number.
#[utoipa::path(
    get,
    path = "/api/v1/journal/{id}",
    operation_id = "journal_line",
    tag = "journal",
    params(("id" = i64, Path, description = "Its number", example = 1), ClockParams),
    responses((status = 200, description = "The line", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let line = line(ask, &name).ok_or_else(|| Error::NotFound(format!("journal line {name} at this clock")))?;
        // A line never changes.
        envelope::item(ask, line, 1)
    })?)
}

/// The lines recorded by the clock's moment.
fn lines(ask: &Ask) -> impl Iterator<Item = &JournalLine> {
    ask.programme.record().journal_by(ask.clock().recorded_at)
}

fn line<'a>(ask: &'a Ask, id: &str) -> Option<&'a JournalLine> {
    let id: i64 = id.parse().ok()?;
    lines(ask).find(|line| line.id == id)
}
