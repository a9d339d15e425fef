//! `/api/v1/departements`: the départements, by name.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Linked, Name, Refusal, at_clock,
    envelope::{self, List, One},
    find,
    named::{self, Named},
    params::{ClockParams, PageParams, RegionParam, WordsParam},
};
use crate::{
    programme::{
        departement::{Departement, DepartementCode},
        search::Place,
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        query::{CLOCK, PAGED},
    },
};

const TAKES: &[&str] = &["region", "q"];

type Page = List<Linked<Departement>>;
type Answer = One<Linked<Departement>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item))
}

/// Départements, by name.
#[utoipa::path(
    get,
    path = "/api/v1/departements",
    operation_id = "departements",
    tag = "departements",
    params(RegionParam, WordsParam, ClockParams, PageParams),
    responses((status = 200, description = "A page of départements", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask| {
        let region = ask.query.filter.region;
        let keep = |departement: &Departement| region.is_none() || departement.region == region;
        let page = named::page(ask, Programme::departement_of, keep, key)?;
        envelope::list(ask, page.map(|departement| linked(ask, departement)))
    })?)
}

/// A département.
#[utoipa::path(
    get,
    path = "/api/v1/departements/{code}",
    operation_id = "departement",
    tag = "departements",
    params(("code" = String, Path, description = "Its INSEE code", example = "59"), ClockParams),
    responses((status = 200, description = "The département", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let departement = find(ask, ("département", &name), key(&name), Programme::departement_of)?;
        envelope::item(ask, linked(ask, departement), departement.version)
    })?)
}

fn key(code: &str) -> Option<Key> {
    Some(code.parse::<DepartementCode>().ok()?.key())
}

fn linked<'a>(ask: &Ask, departement: &'a Departement) -> Linked<&'a Departement> {
    let href = address::subject(&ask.programme, &departement.code.key());
    Linked { it: departement, href: at_clock(ask, &href) }
}

impl Named for Departement {
    fn name(&self) -> &str {
        &self.name
    }

    fn place(&self) -> Place {
        Place::Departement(self.code)
    }

    fn id(&self) -> String {
        self.code.to_string()
    }
}
