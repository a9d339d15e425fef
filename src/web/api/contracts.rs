//! `/api/v1/contracts`: protocoles, contrats and avenants, in the order of their days.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Linked, Name, Refusal, at_clock,
    envelope::{self, List, One},
    find,
    params::{
        ClockParams, DepartementParam, DisputedParam, PageParams, PhaseParam, RegionParam, StatusParam, TerritoryParam,
        WindowParams, WordsParam,
    },
};
use crate::{
    programme::{
        contract::{Contract, ContractId, Family},
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        query::{CLOCK, DATED, Own, PAGED, Reader},
    },
};

type Page = List<Linked<Contract>>;
type Answer = One<Linked<Contract>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A list of families.
    #[param(style = Form, explode = false, inline, required = false, example = "contrat")]
    kind: Vec<Family>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["kind"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.kind.extend(reader.many(name, value, &Family::ALL, Family::name));
    }
}

/// Contracts, in the order of the last day of their dates: signed, else approved, else promised for. Those without a
/// date stand at the end.
#[utoipa::path(
    get,
    path = "/api/v1/contracts",
    operation_id = "contracts",
    tag = "contracts",
    params(
        RegionParam, DepartementParam, TerritoryParam, PhaseParam, Wanted, StatusParam, DisputedParam, WindowParams,
        WordsParam, ClockParams, PageParams
    ),
    responses((status = 200, description = "A page of contracts", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[DATED, CLOCK, PAGED], |ask, wanted: Wanted| {
        let families = if wanted.kind.is_empty() { Family::ALL.to_vec() } else { wanted.kind };
        let kinds = families.into_iter().map(Into::into).collect();
        let page =
            envelope::dated(ask, kinds, |id| ask.programme.contract_of(id), key, |contract| contract.id.to_string())?;
        envelope::list(ask, page.map(|contract| linked(ask, contract)))
    })?)
}

/// A contract: its retained dates, the trail of its promises, what sources contradict, and the sources.
#[utoipa::path(
    get,
    path = "/api/v1/contracts/{id}",
    operation_id = "contract",
    tag = "contracts",
    params(("id" = String, Path, description = "Its identity", example = "1-ti-7505-contrat"), ClockParams),
    responses((status = 200, description = "The contract", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let contract = find(ask, ("contract", &name), key(&name), Programme::contract_of)?;
        envelope::item(ask, linked(ask, contract), contract.version)
    })?)
}

fn key(id: &str) -> Option<Key> {
    Some(id.parse::<ContractId>().ok()?.key())
}

fn linked<'a>(ask: &Ask, contract: &'a Contract) -> Linked<&'a Contract> {
    Linked { it: contract, href: at_clock(ask, &address::subject(&ask.programme, &contract.id.key())) }
}
