//! `/api/v1/copils` and `…/minutes`: the minutes of a committee, with the calendar that it set and what it changed in the
//! list of territories.

use axum::{extract::State, response::Response};
use chrono::NaiveDate;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Linked, Name, Refusal,
    caller::Caller,
    change::{self, Asked, Basis, Done, Sent, Shown, TryParam},
    copils,
    envelope::One,
    params::{KeyParam, MatchParam},
    proposals::ProposalEntry,
};
use crate::{
    programme::{
        change::{
            Expected, Invalid,
            minutes::{AdaptationDraft, Minutes, MinutesDraft},
        },
        copil::Copil,
        desk::Desk,
        rights::Action,
    },
    store::Key,
    web::App,
};

type Answer = One<Linked<Copil>>;
type Proposed = One<ProposalEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create)).routes(routes!(minutes))
}

/// Records the minutes of a committee's meeting that is not known yet: its day, rank and decisions, the calendar of
/// signatures that it set and what it changed in the list of territories. All of it, or nothing.
#[utoipa::path(
    post,
    path = "/api/v1/copils",
    operation_id = "record_copil",
    tag = "copils",
    params(TryParam, KeyParam),
    request_body = MinutesDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("record_minutes"))),
    responses((status = 200, description = "The meeting as it would be: a change that is only tried", body = Answer),
        (status = 201, description = "The meeting", body = Answer))
)]
async fn create(State(app): State<App>, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    // Its key is told only once it is written; until then nothing is there that could be stale.
    let about = Shown::Copil(Key::new("copil:"));
    let asked = Asked {
        app: &app,
        caller: Some(&caller),
        sent: &sent,
        action: Action::RecordMinutes,
        doing: "record copil".to_owned(),
        about,
        versioned: false,
    };
    let read = |draft: &MinutesDraft, today| read(draft, None, today);
    let write = |desk: &mut Desk, minutes: Minutes, _: &Basis| {
        let key = minutes.write(desk)?;
        Ok(Done { shown: Shown::Copil(key), made: true })
    };
    change::change(asked, read, write).await
}

/// Records the minutes of a committee's meeting that is known already, promised or held. `copil` and `version` are those
/// of the address and of `If-Match`.
#[utoipa::path(
    put,
    path = "/api/v1/copils/{key}/minutes",
    operation_id = "record_minutes",
    tag = "copils",
    params(
        ("key" = String, Path, description = "Its key; a slash in it is written `%2F`", example = "copil:2-ti-2706:2024-10"),
        TryParam, MatchParam, KeyParam
    ),
    request_body = MinutesDraft,
    security(("token" = [])),
    extensions(("x-action" = json!("record_minutes"))),
    responses(
        (status = 200, description = "The meeting as it is now", body = Answer),
        (status = 202, description = "The proposal that it made, which waits for who answers for the committee", body = Proposed)
    )
)]
async fn minutes(State(app): State<App>, Name(name): Name, caller: Caller, sent: Sent) -> Result<Response, Refusal> {
    let (asked, key) = copils::asked(&app, (&name, "record"), &caller, &sent)?;
    let asked = Asked { action: Action::RecordMinutes, ..asked };
    let known = key.clone();
    let read = |draft: &MinutesDraft, today| read(draft, Some(&known), today);
    let write = |desk: &mut Desk, minutes: Minutes, basis: &Basis| {
        let version = basis.version(desk, &key);
        minutes.of(key.clone(), version).write(desk)?;
        Ok(Done { shown: Shown::Copil(key), made: false })
    };
    change::change(asked, read, write).await
}

/// Checks minutes as a program sends them: of the meeting that the address names, and every line that speaks of another
/// subject against a version of it.
fn read(draft: &MinutesDraft, known: Option<&Key>, today: NaiveDate) -> Result<Minutes, Vec<Invalid>> {
    let mut invalid = Vec::new();
    let mut wrong = |field: String, found: String, expected: &'static str| {
        invalid.push(Invalid::new(field, &found, Expected::Value(expected)));
    };
    if let Some(copil) = draft.copil.as_ref().filter(|copil| known.is_none_or(|key| key.as_str() != *copil)) {
        wrong("copil".to_owned(), copil.clone(), "nothing: the address names the meeting that is meant");
    }
    if let Some(version) = draft.version {
        wrong("version".to_owned(), version.to_string(), "nothing: If-Match says it");
    }
    for (place, line) in draft.calendar.iter().enumerate().filter(|(_, line)| line.version.is_none()) {
        let found = line.contract.clone();
        wrong(
            format!("calendar/{place}/version"),
            found,
            "the version of the contract; 0 for one that is not known yet",
        );
    }
    let unversioned = |one: &AdaptationDraft| one.version.is_none() && one.kind.trim() != "added";
    for (place, one) in draft.adaptations.iter().enumerate().filter(|(_, one)| unversioned(one)) {
        wrong(format!("adaptations/{place}/version"), one.territory.clone(), "the version of the territory");
    }
    match (Minutes::read(draft, today), invalid.is_empty()) {
        (Ok(minutes), true) => Ok(minutes),
        (Ok(_), false) => Err(invalid),
        (Err(others), _) => {
            invalid.extend(others);
            Err(invalid)
        }
    }
}
