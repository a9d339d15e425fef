//! `/api/v1/territories`: the territories, by name, with where each stands.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal, at_clock,
    caller::Caller,
    change::{self, Asked, Sent, Shown, TryParam},
    envelope::{self, List, One},
    find,
    named::{self, Named},
    params::{ClockParams, DepartementParam, KeyParam, MatchParam, PageParams, PhaseParam, RegionParam, WordsParam},
    proposals::ProposalEntry,
};
use crate::{
    programme::{
        change::confirmation::{Confirmation, ConfirmationDraft},
        contract::ContractId,
        rights::Action,
        search::Place,
        stage::{self, TerritoryStage},
        territory::{Territory, TerritoryId},
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, Own, PAGED, Reader},
        ready::Ready,
    },
};

const TAKES: &[&str] = &["region", "departement", "phase", "q"];

type Page = List<TerritoryEntry<'static>>;
type Answer = One<TerritoryEntry<'static>>;
type Proposed = One<ProposalEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item)).routes(routes!(confirmation))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A list of stages.
    #[param(style = Form, explode = false, inline, required = false, example = "signed")]
    status: Vec<TerritoryStage>,
    /// Only those of which nothing was heard for 180 days, or only the others.
    #[param(example = true)]
    silent: Option<bool>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["status", "silent"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        match name {
            "silent" => self.silent = reader.one(name, value, "true or false"),
            _ => self.status.extend(reader.many(name, value, &TerritoryStage::ALL, TerritoryStage::name)),
        }
    }
}

/// A territory, with where it stands.
#[derive(Serialize, utoipa::ToSchema)]
struct TerritoryEntry<'a> {
    #[serde(flatten)]
    territory: &'a Territory,
    /// How far it is.
    stage: TerritoryStage,
    /// Whether nothing became known of it or its contracts for 180 days, while its phase runs.
    silent: bool,
    /// The last day on which anything became known of it or its contracts.
    last_known: Option<NaiveDate>,
    /// Its contracts.
    #[schema(value_type = Vec<String>, example = json!(["1-ti-7505-contrat"]))]
    contracts: Vec<&'a ContractId>,
    /// Its page.
    #[schema(example = "/territoires/1-ti-3205-boulonnais-calaisis")]
    href: String,
}

/// Territories, by name.
#[utoipa::path(
    get,
    path = "/api/v1/territories",
    operation_id = "territories",
    tag = "territories",
    params(RegionParam, DepartementParam, PhaseParam, Wanted, WordsParam, ClockParams, PageParams),
    responses((status = 200, description = "A page of territories", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let filter = &ask.query.filter;
        let keep = |territory: &Territory| {
            filter.phase.is_none_or(|phase| territory.phase == phase)
                && filter.region.is_none_or(|code| territory.regions.contains(&code))
                && filter.departement.is_none_or(|code| territory.departements.contains(&code))
                && wanted.passes(ask, territory)
        };
        let page = named::page(ask, Programme::territory_of, keep, key)?;
        envelope::list(ask, page.map(|territory| entry(ask, territory)))
    })?)
}

/// A territory: its members, where it stands, and what its sources say.
#[utoipa::path(
    get,
    path = "/api/v1/territories/{id}",
    operation_id = "territory",
    tag = "territories",
    params(("id" = String, Path, description = "Its identity", example = "1-ti-3205"), ClockParams),
    responses((status = 200, description = "The territory", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| answer(ask, &name))?)
}

/// The answer that a territory is.
pub(super) fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let territory = find(ask, ("territory", name), key(name), Programme::territory_of)?;
    envelope::item(ask, entry(ask, territory), territory.version)
}

/// Says that what is told of it is still right today.
#[utoipa::path(
    post,
    path = "/api/v1/territories/{id}/confirmation",
    operation_id = "confirm_territory",
    tag = "territories",
    params(
        ("id" = String, Path, description = "Its identity", example = "1-ti-3205"),
        TryParam, MatchParam, KeyParam
    ),
    request_body = ConfirmationDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The territory as it is now", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for the leading region", body = Proposed)
    )
)]
async fn confirmation(
    State(app): State<App>,
    Name(name): Name,
    caller: Caller,
    sent: Sent,
) -> Result<Response, Refusal> {
    let id: TerritoryId = name.parse().map_err(|_| Error::NotFound(format!("territory {name}")))?;
    let key = id.key();
    let asked = Asked {
        app: &app,
        caller: Some(&caller),
        sent: &sent,
        action: Action::ChangeDates,
        doing: format!("confirm {key}"),
        about: Shown::Territory(id),
        versioned: true,
    };
    change::of_subject(asked, key, Confirmation::read, Confirmation::write).await
}

impl Wanted {
    /// Whether a territory stands as asked; what costs nothing first.
    fn passes(&self, ask: &Ask, territory: &Territory) -> bool {
        if self.status.is_empty() && self.silent.is_none() {
            return true;
        }
        let status = stage::of_territory(&ask.programme, territory);
        (self.status.is_empty() || self.status.contains(&status.stage))
            && self.silent.is_none_or(|silent| status.silent == silent)
    }
}

fn key(id: &str) -> Option<Key> {
    Some(id.parse::<TerritoryId>().ok()?.key())
}

fn entry<'a>(ask: &'a Ask, territory: &'a Territory) -> TerritoryEntry<'a> {
    let status = stage::of_territory(&ask.programme, territory);
    TerritoryEntry {
        territory,
        stage: status.stage,
        silent: status.silent,
        last_known: status.last_known,
        contracts: status.contracts.into_iter().map(|contract| &contract.id).collect(),
        href: at_clock(ask, &address::territory(&territory.id, &territory.name)),
    }
}

impl Named for Territory {
    fn name(&self) -> &str {
        &self.name
    }

    fn place(&self) -> Place {
        Place::Territory(self.id.clone())
    }

    fn id(&self) -> String {
        self.id.to_string()
    }
}
