//! `/api/v1/copils`: the meetings of steering committees, in the order of their days.

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
        copil::{Copil, Level},
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

type Page = List<Linked<Copil>>;
type Answer = One<Linked<Copil>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item)).route("/api/v1/copils/{key}/{*rest}", get(item))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A list of levels: whose committees.
    #[param(style = Form, explode = false, inline, required = false, example = "regional")]
    kind: Vec<Level>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["kind"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.kind.extend(reader.many(name, value, &Level::ALL, Level::name));
    }
}

/// Committees' meetings, in the order of the last day of their dates: held, else promised for. Those without a date
/// stand at the end.
#[utoipa::path(
    get,
    path = "/api/v1/copils",
    operation_id = "copils",
    tag = "copils",
    params(
        RegionParam, TerritoryParam, PhaseParam, Wanted, StatusParam, DisputedParam, WindowParams, WordsParam,
        ClockParams, PageParams
    ),
    responses((status = 200, description = "A page of committees’ meetings", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let levels = if wanted.kind.is_empty() { Level::ALL.to_vec() } else { wanted.kind };
        let view = |id| ask.programme.copil_of(id).filter(|copil| levels.contains(&copil.level));
        let page = envelope::dated(ask, vec![Kind::Copil], view, key, |copil| copil.key.to_string())?;
        envelope::list(ask, page.map(|copil| linked(ask, copil)))
    })?)
}

/// A committee's meeting: its rank, its retained day, its decisions, and the sources.
#[utoipa::path(
    get,
    path = "/api/v1/copils/{key}",
    operation_id = "copil",
    tag = "copils",
    params(("key" = String, Path, description = "Its key", example = "copil:32:2019-07-02"), ClockParams),
    responses((status = 200, description = "The meeting", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let copil = find(ask, ("committee’s meeting", &name), key(&name), Programme::copil_of)?;
        envelope::item(ask, linked(ask, copil), copil.version)
    })?)
}

fn key(text: &str) -> Option<Key> {
    Some(Key::new(text))
}

fn linked<'a>(ask: &Ask, copil: &'a Copil) -> Linked<&'a Copil> {
    Linked { it: copil, href: at_clock(ask, &address::subject(&ask.programme, &copil.key)) }
}
