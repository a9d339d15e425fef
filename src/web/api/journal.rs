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
    caller::Caller,
    change::{self, Asked, Basis, Done, Sent, Shown, TryParam},
    envelope::{self, List, One},
    params::{ClockParams, KeyParam, PageParams, RegionParam, WindowParams},
};
use crate::{
    programme::{
        change::undo,
        clock::day_in_paris,
        desk::Desk,
        record::JournalLine,
        register::{Entry, Register},
        rights::Action,
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
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item)).routes(routes!(reversal))
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

/// Undoes a change of one's own, for ten minutes: what it stated is struck and what it decided taken back. Both are
/// recorded, and nothing is erased. There is no body.
#[utoipa::path(
    post,
    path = "/api/v1/journal/{id}/reversal",
    operation_id = "undo",
    tag = "journal",
    params(("id" = i64, Path, description = "The number of the change’s line", example = 1), TryParam, KeyParam),
    security(("token" = [])),
    extensions(("x-action" = json!("withdraw"))),
    responses(
        (status = 200, description = "The line as it would be: a change that is only tried", body = Answer),
        (status = 201, description = "The line that the undoing made", body = Answer)
    )
)]
async fn reversal(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let number: i64 = name.parse().map_err(|_| Error::NotFound(format!("journal line {name}")))?;
    let sent = sent.without_body()?;
    let asked = Asked {
        app: &app,
        caller: Some(&caller),
        sent: &sent,
        action: Action::Withdraw,
        doing: format!("undo {number}"),
        about: Shown::Line(number),
        versioned: false,
    };
    let now = app.live.time.now();
    let write = |desk: &mut Desk, (): (), _: &Basis| {
        undo::write(desk, number, now)?;
        Ok(Done { shown: Shown::Line(desk.line()), made: true })
    };
    change::change(asked, |(): &(), _| Ok(()), write).await
}

/// The answer that a line is.
pub(super) fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let register = Register::of(&ask.programme);
    let line = line(&register, name).ok_or_else(|| Error::NotFound(format!("journal line {name} at this clock")))?;
    // A line never changes.
    envelope::item(ask, register.entry(line), 1)
}

/// The line of a number, where it is recorded by the clock's moment.
fn line<'a>(register: &Register<'a>, id: &str) -> Option<&'a JournalLine> {
    register.line(id.parse().ok()?)
}
