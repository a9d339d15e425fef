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
    params::{ClockParams, PageParams, RegionParam, WindowParams},
};
use crate::{
    programme::{
        clock::day_in_paris,
        record::JournalLine,
        register::{Entry, Register},
    },
    web::{
        App, Ask,
        error::Error,
        query::{CLOCK, PAGED},
        ready::Ready,
    },
};

const TAKES: &[&str] = &["region", "from", "to"];

type Page = List<Entry>;
type Answer = One<Entry>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item))
}

/// The journal, the newest line first, each with what it changed: from what to what, and why. `from` and `to` are days in Europe/Paris; `known_on` plays no part.
#[utoipa::path(
    get,
    path = "/api/v1/journal",
    operation_id = "journal",
    tag = "journal",
    params(RegionParam, WindowParams, ClockParams, PageParams),
    responses((status = 200, description = "A page of the journal", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask| {
        let filter = &ask.query.filter;
        let passes = |line: &JournalLine| {
            let day = day_in_paris(line.recorded_at);
            filter.from.is_none_or(|from| day >= from) && filter.to.is_none_or(|to| day <= to)
        };
        let register = Register::of(&ask.programme);
        let lines = register.lines(filter.region).filter(|line| passes(line));
        let rows = lines.map(|line| (Reverse(line.id), line)).collect();
        let find = |id: &str| line(&register, id).map(|line| Reverse(line.id));
        let page = envelope::page(ask, rows, find, |_, line| line.id.to_string())?;
        envelope::list(ask, page.map(|line| register.entry(line)))
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
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| answer(ask, &name))?)
}

/// The answer that a line is.
fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let register = Register::of(&ask.programme);
    let line = line(&register, name).ok_or_else(|| Error::NotFound(format!("journal line {name} at this clock")))?;
    // A line never changes.
    envelope::item(ask, register.entry(line), 1)
}

/// The line of a number, where it is recorded by the clock's moment.
fn line<'a>(register: &Register<'a>, id: &str) -> Option<&'a JournalLine> {
    register.line(id.parse().ok()?)
}
