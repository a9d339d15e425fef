//! `/journal`: the public register of changes: what changed, from what to what, when, in which role, and why. The same
//! as a feed: `/journal.atom`.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    Slug, feed,
    files::{self, File},
    frame::{Frame, address as with_query},
    page,
    register::{self, Row},
    table::{self, Choice, Pages},
};
use crate::{
    programme::{record::JournalLine, register::Register},
    web::{
        App, Ask,
        error::Error,
        query::{CLOCK, PAGED},
        ready::Ready,
    },
};

/// What narrows the register.
const TAKES: &[&str] = &["region"];

/// How many lines a feed holds.
const FED: usize = 50;

#[derive(Template)]
#[template(path = "journal.html")]
struct Page {
    frame: Frame,
    title: String,
    caption: String,
    /// Whether it shows one line alone.
    one: bool,
    filtered: bool,
    regions: Vec<Choice>,
    feed: String,
    files: Vec<File>,
    rows: Vec<Row>,
    pages: Pages,
}

/// Answers `/journal`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[TAKES, CLOCK, PAGED], answer)
}

/// Answers `/journal/{id}`: one line.
pub(super) async fn show(State(app): State<App>, Slug(id): Slug, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| one(ask, &id))
}

/// Answers `/journal.atom`.
pub(super) async fn atom(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[TAKES, CLOCK], |ask| {
        let register = Register::of(&ask.programme);
        let lines: Vec<&JournalLine> = register.lines(ask.query.filter.region).rev().take(FED).collect();
        feed::of(ask, &app.notice().site, &register, &lines)
    })
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let register = Register::of(&ask.programme);
    let region = ask.query.filter.region;
    let lines: Vec<&JournalLine> = register.lines(region).rev().collect();
    let (lines, pages) = table::cut(ask, lines, |line| line.id.to_string());
    let frame = Frame::of(ask, "");
    let feed = with_query("/journal.atom", &ask.query.with(&[("limit", None), ("after", None)]));
    let mut files = files::of(ask, "/journal", false);
    files.push(feed::file(feed.clone()));
    let noun = if pages.total < 2 { "écriture" } else { "écritures" };
    let page = Page {
        title: match region {
            Some(code) => format!("Registre des changements, {}", register.programme().region_name(code)),
            None => "Registre des changements".to_owned(),
        },
        caption: format!("{} {noun}, la dernière d’abord.", pages.total),
        one: false,
        filtered: region.is_some(),
        regions: table::regions(&ask.programme, region),
        rows: register::rows(&register, &lines),
        feed,
        files,
        pages,
        frame: frame.clone(),
    };
    frame.ready(&page)
}

fn one(ask: &Ask, id: &str) -> Result<Ready, Error> {
    let register = Register::of(&ask.programme);
    let line = id.parse().ok().and_then(|id| register.line(id));
    let line = line.ok_or_else(|| Error::NotFound("écriture".to_owned()))?;
    let frame = Frame::of(ask, "");
    let row = register::row(&register, line);
    let page = Page {
        title: row.action.words.clone(),
        caption: String::new(),
        one: true,
        filtered: false,
        regions: Vec::new(),
        feed: String::new(),
        files: Vec::new(),
        rows: vec![row],
        pages: Pages { total: 1, first: None, next: None },
        frame: frame.clone(),
    };
    frame.ready(&page)
}
