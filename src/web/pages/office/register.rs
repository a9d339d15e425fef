//! `/registre`: the register as officials read it: the public one, with who made each change.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{
        frame::{Frame, address},
        register::{self, Row},
        table::{self, Choice, Pages},
    },
    form::Fields,
    frame::{Office, answer, frame},
    refused,
};
use crate::{
    access::account,
    programme::{clock::Clock, record::JournalLine, region::RegionCode, register::Register},
    web::{App, session::Signed},
};

/// How many lines a page has.
const ROWS: usize = 100;

#[derive(Template)]
#[template(path = "office/register.html")]
struct Page {
    frame: Frame,
    office: Office,
    regions: Vec<Choice>,
    filtered: bool,
    rows: Vec<Row>,
    pages: Pages,
}

/// Answers `GET /registre`; `region` narrows it, `after` is the line that a page comes after.
pub(super) async fn list(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    let names: HashMap<i64, String> = match account::all(app.live.store()).await {
        Ok(accounts) => accounts.into_iter().map(|account| (account.id, account.name)).collect(),
        Err(error) => return refused(&app, &uri, &error.into()),
    };
    let asked = Fields::of(&uri);
    let region: Option<RegionCode> = asked.one("region").parse().ok();
    let programme = app.edition().programme(Clock::of_day(app.live.time.today()));
    let register = Register::of(&programme);
    let lines: Vec<&JournalLine> = register.lines(region).rev().collect();
    let after = asked.number("after").unwrap_or(i64::MAX);
    let total = lines.len();
    let mut lines: Vec<&JournalLine> = lines.into_iter().filter(|line| line.id < after).take(ROWS + 1).collect();
    let more = lines.len() > ROWS;
    lines.truncate(ROWS);
    let at = |after: Option<i64>| {
        let region = region.map(|code| ("region", code.to_string()));
        let after = after.map(|id| ("after", id.to_string()));
        let pairs: Vec<(&str, String)> = region.into_iter().chain(after).collect();
        address("/registre", &serde_urlencoded::to_string(pairs).unwrap_or_default())
    };
    let next = lines.last().filter(|_| more).map(|line| at(Some(line.id)));
    let first = (after != i64::MAX).then(|| at(None));
    let mut rows = register::rows(&register, &lines);
    for (row, line) in rows.iter_mut().zip(&lines) {
        row.who = line.account.and_then(|id| names.get(&id)).cloned().unwrap_or_default();
    }
    let frame = frame(&app, "/registre");
    let page = Page {
        office: Office::of(&app, &signed, "/registre"),
        regions: table::regions(&programme, region),
        filtered: region.is_some(),
        rows,
        pages: Pages { total, first, next },
        frame: frame.clone(),
    };
    answer(StatusCode::OK, &frame, &page)
}
