//! `/api/v1/corrections`: what anybody proposes of a subject, with a source. It waits, shows nothing of who sent it, and
//! is answered in public once decided.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal, at_clock,
    caller::Caller,
    change::{self, Asked, Basis, Done, Sent, Shown, TryParam},
    envelope::{self, One},
    params::{ClockParams, KeyParam},
    statements::Decided,
};
use crate::{
    programme::{
        change::correction::{Correction, CorrectionDraft},
        desk::{Desk, Refusal as Refused},
        property::Property,
        proposal::{Outcome, Proposal},
        rights::Action,
    },
    store::{Key, Moment, StatementId},
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready, sender::Sender},
};

type Answer = One<CorrectionEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(item))
}

/// A correction as a program sends it.
#[derive(Clone, Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = CorrectionDraft)]
struct SentCorrection {
    /// The key of what is to be corrected.
    #[schema(example = "contract:1-ti-7505-contrat")]
    subject: String,
    /// What is to be corrected: `signed`, `promised`, `held`, `place` …
    #[schema(example = "signed")]
    property: String,
    /// What it should be: a date (EDTF or as people write it), or words.
    #[schema(example = "2019-07-16")]
    value: String,
    /// The address of the source.
    #[schema(example = "https://www.exemple.fr/article")]
    source: String,
    /// The words of the source.
    #[schema(example = "Le contrat a été signé mardi 16 juillet.")]
    #[serde(default)]
    words: Option<String>,
}

/// A correction that was sent, and what became of it. What it proposes is shown once it is accepted, among the
/// statements of its subject.
#[derive(Serialize, utoipa::ToSchema)]
struct CorrectionEntry<'a> {
    /// Its number.
    #[schema(value_type = i64)]
    id: StatementId,
    /// Of which subject it speaks.
    #[schema(value_type = String, example = "contract:1-ti-7505-contrat")]
    subject: &'a Key,
    /// What it corrects.
    property: Property,
    /// What became of it.
    outcome: Outcome,
    /// The decision on it, with its reason.
    decision: Option<Decided<'a>>,
    /// When it was sent.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Moment,
    /// The subject's page.
    href: String,
}

/// Proposes a correction of what is told, with a source. Anybody may; it waits for a decision. Too many from one address
/// are refused for a while; with a token, whose account is then known to officials, there is no such limit.
#[utoipa::path(
    post,
    path = "/api/v1/corrections",
    operation_id = "correct",
    tag = "corrections",
    params(TryParam, KeyParam),
    request_body = SentCorrection,
    security((), ("token" = [])),
    extensions(("x-action" = json!("propose"))),
    responses(
        (status = 200, description = "The correction as it would be: a change that is only tried", body = Answer),
        (status = 202, description = "The correction, which waits for a decision", body = Answer)
    )
)]
async fn create(
    State(app): State<App>,
    caller: Option<Caller>,
    Sender(sender): Sender,
    sent: Sent,
) -> Result<Response, Refusal> {
    if caller.is_none() {
        app.throttles.correction(sender).map_err(Error::from)?;
    }
    let asked = Asked {
        app: &app,
        caller: caller.as_ref(),
        sent: &sent,
        action: Action::Propose,
        doing: "propose a correction".to_owned(),
        // Its number is told only once it is written.
        about: Shown::Correction(StatementId(0)),
        versioned: false,
    };
    let write = |desk: &mut Desk, sent: SentCorrection, _: &Basis| {
        let key = Key::new(sent.subject);
        let programme = std::sync::Arc::clone(desk.programme());
        let found = programme.record().find(&key).filter(|_| programme.find(&key).is_some());
        let subject = found.ok_or_else(|| Refused::Unknown(key.clone()))?;
        let SentCorrection { property, value, source, words, .. } = sent;
        let draft = CorrectionDraft { property, value, source, words };
        let correction = Correction::read(&draft, &subject.noun, desk.today()).map_err(Refused::Invalid)?;
        correction.write(&mut desk.pen(Action::Propose, &key, None)?)?;
        Ok(Done { shown: Shown::Correction(StatementId(0)), made: false })
    };
    change::change(asked, |sent: &SentCorrection, _| Ok(sent.clone()), write).await
}

/// A correction that was sent: whether it waits, and what was decided.
#[utoipa::path(
    get,
    path = "/api/v1/corrections/{id}",
    operation_id = "correction",
    tag = "corrections",
    params(("id" = i64, Path, description = "Its number, as `Location` told it"), ClockParams),
    responses((status = 200, description = "The correction", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| answer(ask, &name))?)
}

/// The answer that a correction is.
pub(super) fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let clock = ask.clock();
    let found = name.parse().ok().and_then(|id| Proposal::numbered(ask.programme.record(), StatementId(id)));
    // What the program read in a text is none, whoever imported it.
    let sent = found.filter(|proposal| proposal.confidence().is_none());
    let first = sent.as_ref().and_then(|proposal| proposal.statements.first());
    let known = sent.as_ref().zip(first).filter(|(_, first)| first.decided(clock.recorded_at).is_some());
    let (proposal, first) = known.ok_or_else(|| Error::NotFound(format!("correction {name} at this clock")))?;
    let entry = CorrectionEntry {
        id: first.id,
        subject: &proposal.subject.key,
        property: first.property,
        outcome: proposal.outcome(clock),
        decision: proposal.decision(clock).map(Decided::of),
        recorded_at: first.recorded_at,
        href: at_clock(ask, &address::subject(&ask.programme, &proposal.subject.key)),
    };
    envelope::item(ask, entry, proposal.subject.version(clock.recorded_at))
}
