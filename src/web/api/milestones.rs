//! `/api/v1/milestones`: every other dated thing, and the waves of signatures, in the order of their days.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Linked, Name, Refusal, at_clock,
    envelope::{self, List, One},
    find,
    params::{
        ClockParams, DisputedParam, PageParams, PhaseParam, RegionParam, StatusParam, TerritoryParam, WindowParams,
        WordsParam,
    },
};
use crate::{
    programme::{
        milestone::{Milestone, MilestoneKind},
        timeline::Kind,
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        query::{CLOCK, Own, PAGED, Reader},
    },
};

const TAKES: &[&str] = &["region", "territory", "phase", "status", "disputed", "from", "to", "q"];

type Page = List<Linked<Milestone>>;
type Answer = One<Linked<Milestone>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(item))
        .route("/api/v1/milestones/{key}/{*rest}", get(item))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A list of kinds.
    #[param(style = Form, explode = false, inline, required = false, example = "assembly,wave")]
    kind: Vec<MilestoneKind>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["kind"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.kind.extend(reader.many(name, value, MilestoneKind::ALL, |kind| Kind::from(kind).name()));
    }
}

/// Milestones, in the order of the last day of their dates: come about, else promised for. Those without a date stand
/// at the end.
#[utoipa::path(
    get,
    path = "/api/v1/milestones",
    operation_id = "milestones",
    tag = "milestones",
    params(
        RegionParam, TerritoryParam, PhaseParam, Wanted, StatusParam, DisputedParam, WindowParams, WordsParam,
        ClockParams, PageParams
    ),
    responses((status = 200, description = "A page of milestones", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let kinds = if wanted.kind.is_empty() { MilestoneKind::ALL.to_vec() } else { wanted.kind };
        let kinds = kinds.into_iter().map(Into::into).collect();
        let view = |id| ask.programme.milestone_of(id);
        let page = envelope::dated(ask, kinds, view, key, |milestone| milestone.key.to_string())?;
        envelope::list(ask, page.map(|milestone| linked(ask, milestone)))
    })?)
}

/// A milestone: its retained day, the trail of its promises, what it counts, and the sources.
#[utoipa::path(
    get,
    path = "/api/v1/milestones/{key}",
    operation_id = "milestone",
    tag = "milestones",
    params(("key" = String, Path, description = "Its key", example = "milestone:assembly:2019-03-lyon"), ClockParams),
    responses((status = 200, description = "The milestone", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let milestone = find(ask, ("milestone", &name), key(&name), Programme::milestone_of)?;
        envelope::item(ask, linked(ask, milestone), milestone.version)
    })?)
}

fn key(text: &str) -> Option<Key> {
    Some(Key::new(text))
}

fn linked<'a>(ask: &Ask, milestone: &'a Milestone) -> Linked<&'a Milestone> {
    Linked { it: milestone, href: at_clock(ask, &address::subject(&ask.programme, &milestone.key)) }
}
