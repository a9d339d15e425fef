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
    caller::Caller,
    change::{self, Asked, Sent, Shown, TryParam},
    envelope::{self, List, One},
    find,
    params::{
        ClockParams, DisputedParam, KeyParam, MatchParam, PageParams, PhaseParam, RegionParam, StatusParam,
        TerritoryParam, WindowParams, WordsParam,
    },
    proposals::ProposalEntry,
};
use crate::{
    programme::{
        change::{
            confirmation::{Confirmation, ConfirmationDraft},
            promise::{Promise, PromiseDraft},
            signature::{Signature, SignatureDraft},
        },
        copil::{Copil, Level},
        rights::Action,
        timeline::Kind,
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

const TAKES: &[&str] = &["region", "territory", "phase", "status", "disputed", "from", "to", "q"];

type Page = List<Linked<Copil>>;
type Answer = One<Linked<Copil>>;
type Proposed = One<ProposalEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(item))
        .routes(routes!(promise))
        .routes(routes!(held))
        .routes(routes!(confirmation))
        .route("/api/v1/copils/{key}/{*rest}", get(item))
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
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| answer(ask, &name))?)
}

/// The answer that a committee's meeting is.
pub(super) fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let copil = find(ask, ("committee’s meeting", name), key(name), Programme::copil_of)?;
    envelope::item(ask, linked(ask, copil), copil.version)
}

/// Promises a day on which it is to meet, or moves it; `not-announced` puts it off without a date.
#[utoipa::path(
    put,
    path = "/api/v1/copils/{key}/promise",
    operation_id = "promise_copil",
    tag = "copils",
    params(
        ("key" = String, Path, description = "Its key; a slash in it is written `%2F`", example = "copil:2-ti-2706:2024-10"),
        TryParam, MatchParam, KeyParam
    ),
    request_body = PromiseDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The meeting as it is now", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for who answers for the committee", body = Proposed)
    )
)]
async fn promise(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, key) = asked(&app, (&name, "promise"), &caller, &sent)?;
    change::of_subject(asked, key, Promise::read, Promise::write).await
}

/// Says when it met, with what bears it out.
#[utoipa::path(
    put,
    path = "/api/v1/copils/{key}/held",
    operation_id = "hold_copil",
    tag = "copils",
    params(
        ("key" = String, Path, description = "Its key; a slash in it is written `%2F`", example = "copil:2-ti-2706:2024-10"),
        TryParam, MatchParam, KeyParam
    ),
    request_body = SignatureDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The meeting as it is now", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for who answers for the committee", body = Proposed)
    )
)]
async fn held(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, key) = asked(&app, (&name, "hold"), &caller, &sent)?;
    change::of_subject(asked, key, Signature::read, Signature::write).await
}

/// Says that what is told of it is still right today.
#[utoipa::path(
    post,
    path = "/api/v1/copils/{key}/confirmation",
    operation_id = "confirm_copil",
    tag = "copils",
    params(
        ("key" = String, Path, description = "Its key; a slash in it is written `%2F`", example = "copil:32:2019-07-02"),
        TryParam, MatchParam, KeyParam
    ),
    request_body = ConfirmationDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("change_dates"))),
    responses(
        (status = 200, description = "The meeting as it is now", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for who answers for the committee", body = Proposed)
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

/// What is asked of a committee's meeting, and its key.
pub(super) fn asked<'a>(
    app: &'a App,
    (name, doing): (&str, &str),
    caller: &'a Caller,
    sent: &'a Sent,
) -> Result<(Asked<'a>, Key), Error> {
    let key = key(name).filter(|key| key.kind() == "copil");
    let key = key.ok_or_else(|| Error::NotFound(format!("committee’s meeting {name}")))?;
    let (caller, doing, about) = (Some(caller), format!("{doing} {key}"), Shown::Copil(key.clone()));
    Ok((Asked { app, caller, sent, action: Action::ChangeDates, doing, about, versioned: true }, key))
}

fn key(text: &str) -> Option<Key> {
    Some(Key::new(text))
}

fn linked<'a>(ask: &Ask, copil: &'a Copil) -> Linked<&'a Copil> {
    Linked { it: copil, href: at_clock(ask, &address::subject(&ask.programme, &copil.key)) }
}
