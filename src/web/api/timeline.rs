//! `/api/v1/timeline`: every dated thing, in the order of its days.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Linked, Refusal, at_clock,
    envelope::{self, List, Page},
    params::{
        ClockParams, DepartementParam, DisputedParam, KindParam, PageParams, PhaseParam, RegionParam, StatusParam,
        TerritoryParam, WindowParams, WordsParam,
    },
};
use crate::{
    programme::timeline::{self, Item, Position},
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, DATED, PAGED},
        ready::Ready,
    },
};

type Rows = List<Linked<Item>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// The timeline: contracts, committees, milestones, figures and questions as rows of one shape, in the order of the
/// last day of their dates; those without a date at the end.
#[utoipa::path(
    get,
    path = "/api/v1/timeline",
    operation_id = "timeline",
    tag = "timeline",
    params(
        RegionParam, DepartementParam, TerritoryParam, PhaseParam, KindParam, StatusParam, DisputedParam, WindowParams,
        WordsParam, ClockParams, PageParams
    ),
    responses((status = 200, description = "A page of the timeline", body = Rows))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[DATED, CLOCK, PAGED], answer)?)
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let after = ask.query.after.as_ref();
    let after =
        after.map(|after| after.parse::<Position>().map_err(|()| envelope::no_such_cursor(after))).transpose()?;
    let page = timeline::page(&ask.programme, &ask.query.filter, after, ask.query.limit);
    let whole = after.is_none() && page.next.is_none();
    let total = if whole { page.items.len() } else { timeline::total(&ask.programme, &ask.query.filter) };
    let page = Page { rows: page.items, total, next: page.next.map(|next| next.to_string()) };
    envelope::list(
        ask,
        page.map(|item| Linked { href: at_clock(ask, &address::subject(&ask.programme, &item.key)), it: item }),
    )
}
