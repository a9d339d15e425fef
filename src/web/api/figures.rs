//! `/api/v1/figures`: the counts that sources give, in the order of the days that they are as of.

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
    params::{ClockParams, DisputedParam, PageParams, PhaseParam, RegionParam, WindowParams, WordsParam},
};
use crate::{
    programme::{
        figure::{Counted, Figure},
        timeline::Kind,
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        query::{CLOCK, Own, PAGED, Reader},
    },
};

const TAKES: &[&str] = &["region", "phase", "disputed", "from", "to", "q"];

type Page = List<Linked<Figure>>;
type Answer = One<Linked<Figure>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item)).route("/api/v1/figures/{key}/{*rest}", get(item))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A list of things counted.
    #[param(style = Form, explode = false, inline, required = false, example = "territories")]
    kind: Vec<Counted>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["kind"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.kind.extend(reader.many(name, value, &Counted::ALL, Counted::name));
    }
}

/// Figures, in the order of the last day that they are as of. With `region`, those of that region alone.
#[utoipa::path(
    get,
    path = "/api/v1/figures",
    operation_id = "figures",
    tag = "figures",
    params(
        RegionParam, PhaseParam, Wanted, DisputedParam, WindowParams, WordsParam, ClockParams, PageParams
    ),
    responses((status = 200, description = "A page of figures", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let counted = if wanted.kind.is_empty() { Counted::ALL.to_vec() } else { wanted.kind };
        let view = |id| ask.programme.figure_of(id).filter(|figure| counted.contains(&figure.counted));
        let page = envelope::dated(ask, vec![Kind::Figure], view, key, |figure| figure.key.to_string())?;
        envelope::list(ask, page.map(|figure| linked(ask, figure)))
    })?)
}

/// A figure: its number, what other sources give for the same day, and the sources.
#[utoipa::path(
    get,
    path = "/api/v1/figures/{key}",
    operation_id = "figure",
    tag = "figures",
    params(("key" = String, Path, description = "Its key", example = "figure:territories:national:2018-11-22"), ClockParams),
    responses((status = 200, description = "The figure", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let figure = find(ask, ("figure", &name), key(&name), Programme::figure_of)?;
        envelope::item(ask, linked(ask, figure), figure.version)
    })?)
}

fn key(text: &str) -> Option<Key> {
    Some(Key::new(text))
}

fn linked<'a>(ask: &Ask, figure: &'a Figure) -> Linked<&'a Figure> {
    Linked { it: figure, href: at_clock(ask, &address::subject(&ask.programme, &figure.key)) }
}
