//! `/api/v1/proposals`: what was read in texts, or sent by readers and by other regions, and waits for a decision; shown
//! to those in whose reach it lies.

use std::cmp::Reverse;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal, at_clock,
    caller::Caller,
    change::{self, Asked, Basis, Done, Sent, Shown, TryParam},
    envelope::{self, List, One},
    params::{KeyParam, MatchParam, PageParams, RegionParam, TerritoryParam},
    statements::{Decided, version},
};
use crate::{
    programme::{
        change::decision::{Decision, DecisionDraft},
        desk::Desk,
        filter::Filter,
        life::Said,
        property::Property,
        proposal::{Outcome, Proposal, Relation},
        rights::{self, Action, Hand},
        scope,
        statement::Statement,
    },
    store::{Actor, Confidence, Key, StatementId},
    web::{
        App, Ask, address,
        error::Error,
        query::{PAGED, Query},
        ready::Ready,
    },
};

const TAKES: &[&str] = &["region", "territory"];

type Page = List<ProposalEntry<'static>>;
type Answer = One<ProposalEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item)).routes(routes!(decision))
}

/// A proposal: what was read in one place of a text, or proposed by one change. Its parts are decided together.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct ProposalEntry<'a> {
    /// Its number: that of its first statement.
    #[schema(value_type = i64)]
    id: StatementId,
    /// Of which subject it speaks.
    #[schema(value_type = String, example = "contract:1-ti-7505-contrat")]
    subject: &'a Key,
    /// What became of it.
    outcome: Outcome,
    /// What it says.
    parts: Vec<Part>,
    /// How it stands to what is known of its subject: `new`, `confirms` or `contradicts`.
    relation: RelationName,
    /// The statements that it confirms or contradicts.
    known: Vec<i64>,
    /// How sure the program is of it, where it read it in a text.
    confidence: Option<Confidence>,
    /// The last decision on it.
    decision: Option<Decided<'a>>,
    /// The subject's page.
    href: String,
}

/// One thing that a proposal says.
#[derive(Serialize, utoipa::ToSchema)]
struct Part {
    /// What it gives.
    property: Property,
    #[serde(flatten)]
    said: Said,
}

/// How a proposal stands to what is known of its subject.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum RelationName {
    /// Nothing is known of what it says.
    New,
    /// Another source says the same.
    Confirms,
    /// A source says what cannot be true with it, or, of a promise, gives another day.
    Contradicts,
}

/// Proposals that wait for a decision and lie in the account's reach, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/proposals",
    operation_id = "proposals",
    tag = "proposals",
    params(RegionParam, TerritoryParam, PageParams),
    security(("token" = [])),
    extensions(("x-action" = json!("read_drafts"))),
    responses((status = 200, description = "A page of proposals", body = Page))
)]
async fn list(State(app): State<App>, caller: Caller, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    let actor = caller.may(Action::ReadDrafts)?;
    let ask = ask(&app, &uri, &[TAKES, PAGED])?;
    let filter = Filter { phase: None, ..ask.query.filter.clone() };
    let record = ask.programme.record();
    let waiting = Proposal::waiting(record, ask.clock()).into_iter().filter(|proposal| {
        is_in_reach(&ask, &actor, proposal) && scope::concerns(&ask.programme, proposal.subject.id, &filter)
    });
    let rows = waiting.map(|proposal| (Reverse(proposal.id()), proposal)).collect();
    let find = |id: &str| Some(Reverse(StatementId(id.parse().ok()?)));
    let page = envelope::page(&ask, rows, find, |_, proposal| proposal.id().0.to_string())?;
    Ok(envelope::list(&ask, page.map(|proposal| entry(&ask, &proposal)))?.private().respond(&headers))
}

/// A proposal in the account's reach, whatever became of it.
#[utoipa::path(
    get,
    path = "/api/v1/proposals/{id}",
    operation_id = "proposal",
    tag = "proposals",
    params(("id" = i64, Path, description = "Its number", example = 1)),
    security(("token" = [])),
    extensions(("x-action" = json!("read_drafts"))),
    responses((status = 200, description = "The proposal", body = Answer))
)]
async fn item(
    State(app): State<App>,
    Name(name): Name,
    caller: Caller,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let actor = caller.may(Action::ReadDrafts)?;
    let ask = ask(&app, &uri, &[])?;
    let proposal = numbered(&ask, &name)?;
    if !is_in_reach(&ask, &actor, &proposal) {
        return Err(Error::Forbidden("this account does not see what waits there".to_owned()).into());
    }
    Ok(answer(&ask, &name)?.private().respond(&headers))
}

/// Decides of a proposal: it is accepted as it is, accepted with another value of one property, or refused.
#[utoipa::path(
    post,
    path = "/api/v1/proposals/{id}/decision",
    operation_id = "decide",
    tag = "proposals",
    params(("id" = i64, Path, description = "Its number", example = 1), TryParam, MatchParam, KeyParam),
    request_body = DecisionDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("decide"))),
    responses((status = 200, description = "The proposal as it is now", body = Answer))
)]
async fn decision(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let id = name.parse().map(StatementId).map_err(|_| Error::NotFound(format!("proposal {name}")))?;
    let asked = Asked {
        app: &app,
        caller: Some(&caller),
        sent: &sent,
        action: Action::Decide,
        doing: format!("decide proposal {}", id.0),
        about: Shown::Proposal(id),
        versioned: true,
    };
    let write = |desk: &mut Desk, decision: Decision, basis: &Basis| {
        let version = version(desk, id, basis);
        decision.write(desk, id, version)?;
        Ok(Done { shown: Shown::Proposal(id), made: false })
    };
    change::change(asked, Decision::read, write).await
}

/// What is asked, which is of today: what waits, waits now. Nothing of it is kept for others.
fn ask(app: &App, uri: &Uri, allowed: &[&[&str]]) -> Result<Ask, Error> {
    let query = Query::read(uri.query().unwrap_or_default(), allowed, &app.live.time)?;
    let edition = app.edition();
    let programme = edition.programme(query.clock);
    Ok(Ask { query, programme, edition, path: uri.path().to_owned(), changed: None })
}

fn is_in_reach(ask: &Ask, actor: &Actor, proposal: &Proposal<'_>) -> bool {
    rights::over(actor, Action::ReadDrafts, &ask.programme, proposal.subject) != Hand::Denied
}

fn numbered<'a>(ask: &'a Ask, name: &str) -> Result<Proposal<'a>, Error> {
    let found = name.parse().ok().and_then(|id| Proposal::numbered(ask.programme.record(), StatementId(id)));
    found.ok_or_else(|| Error::NotFound(format!("proposal {name}")))
}

/// The answer that a proposal is.
pub(super) fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let proposal = numbered(ask, name)?;
    envelope::item(ask, entry(ask, &proposal), proposal.subject.version(ask.clock().recorded_at))
}

fn entry<'a>(ask: &Ask, proposal: &Proposal<'a>) -> ProposalEntry<'a> {
    let (relation, known) = match proposal.relation(ask.clock()) {
        Relation::New => (RelationName::New, Vec::new()),
        Relation::Confirms(known) => (RelationName::Confirms, known),
        Relation::Contradicts(known) => (RelationName::Contradicts, known),
    };
    let part = |statement: &&Statement| Part { property: statement.property, said: Said::by(statement) };
    ProposalEntry {
        id: proposal.id(),
        subject: &proposal.subject.key,
        outcome: proposal.outcome(ask.clock()),
        parts: proposal.statements.iter().map(part).collect(),
        relation,
        known: known.into_iter().map(|id| id.0).collect(),
        confidence: proposal.confidence(),
        decision: proposal.decision(ask.clock()).map(Decided::of),
        href: at_clock(ask, &address::subject(&ask.programme, &proposal.subject.key)),
    }
}
