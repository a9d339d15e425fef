//! `/api/v1/statements`: each fact as one source states it, in the order of recording.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal, at_clock,
    caller::Caller,
    change::{self, Asked, Basis, Done, Sent, Shown, TryParam},
    envelope::{self, List, One},
    params::{
        ClockParams, DepartementParam, KeyParam, KindParam, MatchParam, PageParams, RegionParam, TerritoryParam,
        WindowParams, WordsParam,
    },
};
use crate::{
    programme::{
        change::{decision::PinDraft, withdrawal::WithdrawalDraft},
        desk::Desk,
        filter::Filter,
        life::Said,
        phase::Phase,
        property::Property,
        record::{Record, Subject},
        rights::Action,
        scope,
        statement::{Decision, Standing, Statement, correction, standing},
    },
    store::{Confidence, DecisionKind, Key, Moment, Role, StatementId},
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, Own, PAGED, Reader},
        ready::Ready,
    },
};

/// What narrows the subjects that they speak of.
const TAKES: &[&str] = &["region", "departement", "territory", "kind", "from", "to", "q"];

type Page = List<StatementEntry<'static>>;
type Answer = One<StatementEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item)).routes(routes!(withdrawal)).routes(routes!(pin))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// The key of a subject: what is said of it.
    #[param(example = "contract:1-ti-7505-contrat")]
    subject: Option<String>,
    /// The key of a source: what it says.
    #[param(example = "source:AN-15-QE-20408/answer")]
    source: Option<String>,
    /// A list of properties.
    #[param(style = Form, explode = false, inline, required = false, example = "promised,signed")]
    property: Vec<Property>,
    /// The number of a line of the journal: what it recorded.
    #[param(example = 1)]
    journal: Option<i64>,
    /// The phase of their subjects: 1, 2 or all, which it is unless said.
    #[param(inline, value_type = Option<String>, example = "1", pattern = "^(1|2|all)$")]
    phase: Option<Phase>,
    /// A list of standings; what counts, unless said otherwise.
    #[param(style = Form, explode = false, inline, required = false, example = "counts,superseded")]
    status: Vec<Standing>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["subject", "source", "property", "journal", "phase", "status"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        match name {
            "subject" => self.subject = Some(value.to_owned()),
            "source" => self.source = Some(value.to_owned()),
            "journal" => self.journal = reader.one(name, value, "the number of a line of the journal"),
            "phase" if value == "all" => {}
            "phase" => self.phase = reader.read(name, value, "1, 2 or all", |text| text.parse().ok()),
            "property" => self.property.extend(reader.many(name, value, Property::ALL, Property::name)),
            _ => self.status.extend(reader.many(name, value, &Standing::ALL, Standing::name)),
        }
    }
}

/// A statement: one fact as one source states it.
#[derive(Serialize, utoipa::ToSchema)]
struct StatementEntry<'a> {
    /// Of which subject it speaks.
    #[schema(value_type = String, example = "contract:1-ti-7505-contrat")]
    subject: &'a Key,
    /// What it gives.
    property: Property,
    #[serde(flatten)]
    said: Said,
    /// How it stands.
    status: Standing,
    /// The statement that it corrects.
    #[schema(value_type = Option<i64>)]
    supersedes: Option<StatementId>,
    /// The statement that corrects it.
    #[schema(value_type = Option<i64>)]
    superseded_by: Option<StatementId>,
    /// Whether it waited for a decision when it was recorded.
    proposed: bool,
    /// How sure the program is of it, where it read it in a text: `sure`, `probable` or `unsure`.
    confidence: Option<Confidence>,
    /// The line of the journal that recorded it.
    journal: i64,
    /// In which role it was recorded.
    role: Role,
    /// The decisions on it, in their order.
    decisions: Vec<Decided<'a>>,
    /// The subject's page.
    href: String,
}

/// A decision on a statement.
#[derive(Serialize, utoipa::ToSchema)]
pub(super) struct Decided<'a> {
    /// What was decided.
    kind: DecisionKind,
    /// Why.
    reason: &'a str,
    /// In which role.
    role: Role,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    recorded_at: Moment,
}

impl<'a> Decided<'a> {
    /// A decision, as readers get it.
    pub(super) fn of(decision: &'a Decision) -> Self {
        Self { kind: decision.kind, reason: &decision.reason, role: decision.role, recorded_at: decision.recorded_at }
    }
}

/// Statements, in the order of recording: those that count, unless asked otherwise.
#[utoipa::path(
    get,
    path = "/api/v1/statements",
    operation_id = "statements",
    tag = "statements",
    params(
        Wanted, RegionParam, DepartementParam, TerritoryParam, KindParam, WindowParams, WordsParam, ClockParams,
        PageParams
    ),
    responses((status = 200, description = "A page of statements", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let record = ask.programme.record();
        let filter = Filter { phase: wanted.phase, ..ask.query.filter.clone() };
        let rows = wanted
            .subjects(record)
            .into_iter()
            .filter(|subject| scope::concerns(&ask.programme, subject.id, &filter))
            .flat_map(|subject| subject.statements.iter().map(move |statement| (subject, statement)))
            .filter_map(|(subject, statement)| {
                let status = wanted.passes(ask, subject, statement)?;
                Some((statement.id, (subject, statement, status)))
            })
            .collect();
        let find = |id: &str| Some(known(ask, id)?.1.id);
        let page = envelope::page(ask, rows, find, |id, _| id.0.to_string())?;
        envelope::list(ask, page.map(|(subject, statement, status)| entry(ask, subject, statement, status)))
    })?)
}

/// A statement, whatever became of it: its value, the words, the source, and the decisions on it.
#[utoipa::path(
    get,
    path = "/api/v1/statements/{id}",
    operation_id = "statement",
    tag = "statements",
    params(("id" = i64, Path, description = "Its number", example = 1), ClockParams),
    responses((status = 200, description = "The statement", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| answer(ask, &name))?)
}

/// The answer that a statement is.
pub(super) fn answer(ask: &Ask, name: &str) -> Result<Ready, Error> {
    let (subject, statement, status) =
        known(ask, name).ok_or_else(|| Error::NotFound(format!("statement {name} at this clock")))?;
    envelope::item(ask, entry(ask, subject, statement, status), subject.version(ask.clock().recorded_at))
}

/// Withdraws a statement that should never have been recorded: it is struck at every known on, and stays on record with
/// the reason. What changed in the world is no withdrawal, but a new statement.
#[utoipa::path(
    post,
    path = "/api/v1/statements/{id}/withdrawal",
    operation_id = "withdraw_statement",
    tag = "statements",
    params(("id" = i64, Path, description = "Its number", example = 1), TryParam, MatchParam, KeyParam),
    request_body = WithdrawalDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("withdraw"))),
    responses((status = 200, description = "The statement as it is now", body = Answer))
)]
async fn withdrawal(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, id) = asked(&app, (&name, "withdraw", Action::Withdraw), &caller, &sent)?;
    let write = |desk: &mut Desk, draft: WithdrawalDraft, basis: &Basis| {
        let version = version(desk, id, basis);
        draft.write(desk, id, version)?;
        Ok(Done { shown: Shown::Statement(id), made: false })
    };
    change::change(asked, |draft: &WithdrawalDraft, _| Ok(draft.clone()), write).await
}

/// Says that of several values this is the one retained, and why.
#[utoipa::path(
    put,
    path = "/api/v1/statements/{id}/pin",
    operation_id = "pin_statement",
    tag = "statements",
    params(("id" = i64, Path, description = "Its number", example = 1), TryParam, MatchParam, KeyParam),
    request_body = PinDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("pin"))),
    responses((status = 200, description = "The statement as it is now", body = Answer))
)]
async fn pin(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, id) = asked(&app, (&name, "pin", Action::Pin), &caller, &sent)?;
    let write = |desk: &mut Desk, draft: PinDraft, basis: &Basis| {
        let version = version(desk, id, basis);
        draft.write(desk, id, version)?;
        Ok(Done { shown: Shown::Statement(id), made: false })
    };
    change::change(asked, |draft: &PinDraft, _| Ok(draft.clone()), write).await
}

fn asked<'a>(
    app: &'a App,
    (name, doing, action): (&str, &str, Action),
    caller: &'a Caller,
    sent: &'a Sent,
) -> Result<(Asked<'a>, StatementId), Error> {
    let id = name.parse().map(StatementId).map_err(|_| Error::NotFound(format!("statement {name}")))?;
    let (caller, doing, about) = (Some(caller), format!("{doing} statement {}", id.0), Shown::Statement(id));
    Ok((Asked { app, caller, sent, action, doing, about, versioned: true }, id))
}

/// The version of the subject of a statement that a change was made against.
pub(super) fn version(desk: &Desk, id: StatementId, basis: &Basis) -> Option<i64> {
    let record = desk.programme().record();
    record.statement(id).map(|(subject, _)| basis.version(desk, &subject.key))
}

impl Wanted {
    /// The subjects whose statements can pass.
    fn subjects<'a>(&self, record: &'a Record) -> Vec<&'a Subject> {
        let find = |key: &String| record.find(&Key::new(key.as_str()));
        match (&self.subject, &self.source) {
            (Some(subject), _) => find(subject).into_iter().map(AsRef::as_ref).collect(),
            (None, Some(source)) => {
                find(source).into_iter().flat_map(|it| record.cited_by(it.id)).map(AsRef::as_ref).collect()
            }
            (None, None) => record.subjects().iter().map(AsRef::as_ref).collect(),
        }
    }

    /// How a statement stands, if it is asked for.
    fn passes(&self, ask: &Ask, subject: &Subject, statement: &Statement) -> Option<Standing> {
        let asked = (self.property.is_empty() || self.property.contains(&statement.property))
            && self.source.as_ref().is_none_or(|source| statement.source.key.as_str() == source)
            && self.journal.is_none_or(|line| statement.journal == line);
        let standing = if asked { standing(&subject.statements, statement, ask.clock()) } else { None }?;
        let wanted = if self.status.is_empty() { &[Standing::Counts] } else { self.status.as_slice() };
        (wanted.contains(&standing) && !statement.is_withheld(standing)).then_some(standing)
    }
}

/// The statement of a number, where it is known at the clock, however it stands.
fn known<'a>(ask: &'a Ask, id: &str) -> Option<(&'a Subject, &'a Statement, Standing)> {
    let (subject, statement) = ask.programme.record().statement(StatementId(id.parse().ok()?))?;
    let standing = standing(&subject.statements, statement, ask.clock())?;
    (!statement.is_withheld(standing)).then_some((subject, statement, standing))
}

fn entry<'a>(ask: &Ask, subject: &'a Subject, statement: &'a Statement, status: Standing) -> StatementEntry<'a> {
    let by_then = |moment| ask.clock().recorded_at.is_none_or(|limit| moment <= limit);
    let decided = statement.decisions.iter().filter(|decision| by_then(decision.recorded_at));
    StatementEntry {
        subject: &subject.key,
        property: statement.property,
        said: Said::by(statement),
        status,
        supersedes: statement.supersedes,
        superseded_by: correction(&subject.statements, statement.id, ask.clock()).map(|other| other.id),
        proposed: statement.proposed,
        confidence: statement.confidence,
        journal: statement.journal,
        role: statement.role,
        decisions: decided.map(Decided::of).collect(),
        href: at_clock(ask, &address::subject(&ask.programme, &subject.key)),
    }
}
