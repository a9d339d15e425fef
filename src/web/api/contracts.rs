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
    caller::Caller,
    change::{self, Asked, Sent, Shown, TryParam},
    envelope::{self, List, One},
    find,
    params::{
        ClockParams, DepartementParam, DisputedParam, KeyParam, MatchOrNoneParams, MatchParam, PageParams, PhaseParam,
        RegionParam, StatusParam, TerritoryParam, WindowParams, WordsParam,
    },
    proposals::ProposalEntry,
};
use crate::{
    programme::{
        change::{
            confirmation::{Confirmation, ConfirmationDraft},
            promise::{Promise, PromiseDraft},
            signature::{Signature, SignatureDraft},
            suspension::{Suspension, SuspensionDraft},
        },
        contract::{Contract, ContractId, Family},
        rights::Action,
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, DATED, Own, PAGED, Reader},
        ready::Ready,
    },
};

type Page = List<Linked<Contract>>;
type Answer = One<Linked<Contract>>;
type Proposed = One<ProposalEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(item))
        .routes(routes!(promise))
        .routes(routes!(signature))
        .routes(routes!(suspension))
        .routes(routes!(confirmation))
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
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| answer(ask, &name))?)
}

/// The answer that a contract is.
pub(super) fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let contract = find(ask, ("contract", name), key(name), Programme::contract_of)?;
    envelope::item(ask, linked(ask, contract), contract.version)
}

/// Promises a date of signature, or moves it; `not-announced` puts it off without a date. A contract that is not known
/// yet is made by its first promise, with `If-None-Match: *`.
#[utoipa::path(
    put,
    path = "/api/v1/contracts/{id}/promise",
    operation_id = "promise_contract",
    tag = "contracts",
    params(
        ("id" = String, Path, description = "Its identity", example = "1-ti-8404-contrat"),
        TryParam, MatchOrNoneParams, KeyParam
    ),
    request_body = PromiseDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The contract as it is now", body = Answer),
        (status = 201, description = "The contract, which was not known before", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for the leading region", body = Proposed)
    )
)]
async fn promise(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, key) = asked(&app, (&name, "promise"), &caller, &sent)?;
    change::of_subject(asked, key, Promise::read, Promise::write).await
}

/// Says when it was signed, with what bears it out. A date that an official gave before is corrected; what other sources
/// say stays beside it.
#[utoipa::path(
    put,
    path = "/api/v1/contracts/{id}/signature",
    operation_id = "sign_contract",
    tag = "contracts",
    params(
        ("id" = String, Path, description = "Its identity", example = "1-ti-7505-contrat"),
        TryParam, MatchOrNoneParams, KeyParam
    ),
    request_body = SignatureDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The contract as it is now", body = Answer),
        (status = 201, description = "The contract, which was not known before", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for the leading region", body = Proposed)
    )
)]
async fn signature(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, key) = asked(&app, (&name, "sign"), &caller, &sent)?;
    change::of_subject(asked, key, Signature::read, Signature::write).await
}

/// Sets its promise aside with a reason, until a date on which it is to be looked at again; `cancelled` ends that.
#[utoipa::path(
    put,
    path = "/api/v1/contracts/{id}/suspension",
    operation_id = "suspend_contract",
    tag = "contracts",
    params(
        ("id" = String, Path, description = "Its identity", example = "1-ti-8404-contrat"),
        TryParam, MatchOrNoneParams, KeyParam
    ),
    request_body = SuspensionDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The contract as it is now", body = Answer),
        (status = 201, description = "The contract, which was not known before", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for the leading region", body = Proposed)
    )
)]
async fn suspension(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, key) = asked(&app, (&name, "suspend"), &caller, &sent)?;
    change::of_subject(asked, key, Suspension::read, Suspension::write).await
}

/// Says that what is told of it is still right today.
#[utoipa::path(
    post,
    path = "/api/v1/contracts/{id}/confirmation",
    operation_id = "confirm_contract",
    tag = "contracts",
    params(
        ("id" = String, Path, description = "Its identity", example = "1-ti-7505-contrat"),
        TryParam, MatchParam, KeyParam
    ),
    request_body = ConfirmationDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The contract as it is now", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for the leading region", body = Proposed)
    )
)]
async fn confirmation(
    State(app): State<App>,
    Name(name): Name,
    caller: Caller,
    sent: Sent,
) -> Result<Response, Refusal> {
    let (asked, key) = asked(&app, (&name, "confirm"), &caller, &sent)?;
    change::of_subject(asked, key, Confirmation::read, Confirmation::write).await
}

fn asked<'a>(
    app: &'a App,
    (name, doing): (&str, &str),
    caller: &'a Caller,
    sent: &'a Sent,
) -> Result<(Asked<'a>, Key), Error> {
    let id: ContractId = name.parse().map_err(|()| Error::NotFound(format!("contract {name}")))?;
    let key = id.key();
    let (caller, doing, about) = (Some(caller), format!("{doing} {key}"), Shown::Contract(id));
    Ok((Asked { app, caller, sent, action: Action::ChangeDates, doing, about, versioned: true }, key))
}

fn key(id: &str) -> Option<Key> {
    Some(id.parse::<ContractId>().ok()?.key())
}

fn linked<'a>(ask: &Ask, contract: &'a Contract) -> Linked<&'a Contract> {
    Linked { it: contract, href: at_clock(ask, &address::subject(&ask.programme, &contract.id.key())) }
}
