//! `/modification/{n}`: the receipt of a change, by the number of its line of the journal; and its undoing, while ten
//! minutes last.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::changes::{self, Group};
use crate::{
    programme::{
        change::undo as undoing,
        record::{JournalLine, Record},
        rights::{self, Action, Hand},
        view::Programme,
    },
    web::{
        App,
        change::make,
        error::Error,
        pages::{
            Slug,
            frame::{Frame, moment},
            office::{
                frame::{Fault, Office, answer, frame},
                refused,
                region::today,
                see,
            },
        },
        session::Signed,
    },
};

#[derive(Template)]
#[template(path = "office/receipt.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    number: i64,
    /// The change that this one undid.
    undid: Option<i64>,
    /// The change that undid this one.
    undone_by: Option<i64>,
    when: String,
    role: &'static str,
    /// Whether all of it only waits for a decision.
    is_proposed: bool,
    groups: Vec<Group>,
    /// Until when it can be undone; none where it cannot any more.
    until: Option<String>,
    /// Why it cannot.
    why_not: &'static str,
}

/// Why somebody else cannot undo it.
const NOT_OWN: &str = "Seul le compte qui l’a faite peut l’annuler, pendant dix minutes.";

/// Answers `GET /modification/{n}`.
pub(in crate::web::pages::office) async fn show(
    State(app): State<App>,
    signed: Signed,
    Slug(number): Slug,
    uri: Uri,
) -> Response {
    match page(&app, &signed, &number, StatusCode::OK, Vec::new()) {
        Ok(response) => response,
        Err(error) => refused(&app, &uri, &error),
    }
}

/// Answers `POST /modification/{n}/annulation`.
pub(in crate::web::pages::office) async fn undo(
    State(app): State<App>,
    signed: Signed,
    Slug(number): Slug,
    uri: Uri,
) -> Response {
    let Ok(id) = number.parse::<i64>() else { return refused(&app, &uri, &missing(&number)) };
    let (now, actor) = (app.live.time.now(), signed.account.actor());
    let made = make(&app, &actor, &format!("undo {id}"), |desk| undoing::write(desk, id, now)).await;
    let error = match made {
        Ok(made) => return see(&format!("/modification/{}", made.line.unwrap_or(id))),
        Err(error) => error,
    };
    let text = match &error {
        Error::Conflict(conflict) => conflict.french(),
        Error::NotOwn => NOT_OWN,
        _ => return refused(&app, &uri, &error),
    };
    let page = page(&app, &signed, &number, error.status(), vec![Fault::of_all(text)]);
    page.unwrap_or_else(|_| refused(&app, &uri, &error))
}

fn missing(number: &str) -> Error {
    Error::NotFound(format!("modification {number}"))
}

fn page(app: &App, signed: &Signed, number: &str, status: StatusCode, faults: Vec<Fault>) -> Result<Response, Error> {
    let programme = today(app);
    let record = programme.record();
    let line = number.parse().ok().and_then(|id| record.journal_line(id)).ok_or_else(|| missing(number))?;
    let actor = signed.account.actor();
    let is_own = undoing::is_own(&actor, line);
    if !is_own && !may_read(&programme, signed, line) {
        return Err(Error::Forbidden("this account may not read that".to_owned()));
    }
    let until = undoing::until(line);
    let in_time = app.live.time.now() <= until;
    let is_possible = undoing::is_possible(record, line);
    let why_not = match (is_own, is_possible, in_time) {
        (_, false, _) => "Elle a déjà été annulée, ou il n’en reste rien à annuler.",
        (false, ..) => NOT_OWN,
        (true, true, _) => {
            "Les dix minutes sont passées : elle ne s’annule plus d’un geste. Une nouvelle modification, ou un retrait motivé, la corrige."
        }
    };
    let frame = frame(app, "");
    let page = Page {
        office: Office::of(app, signed, ""),
        faults,
        number: line.id,
        undid: line.action.strip_prefix("undo ").and_then(|id| id.parse().ok()),
        undone_by: undone_by(record, line.id),
        when: moment(line.recorded_at),
        role: line.role.french(),
        is_proposed: line.statements > 0 && record.recorded_by(line).all(|(_, statement)| statement.proposed),
        groups: changes::of_line(record, line),
        until: (is_own && is_possible && in_time).then(|| moment(until).trim_start_matches("le ").to_owned()),
        why_not,
        frame: frame.clone(),
    };
    Ok(answer(status, &frame, &page))
}

/// Whether somebody may see what waits wherever the change was made.
fn may_read(programme: &Programme, signed: &Signed, line: &JournalLine) -> bool {
    let (record, actor) = (programme.record(), signed.account.actor());
    let stated = record.recorded_by(line).map(|(subject, _)| subject);
    let decided = record.decided_by(line).map(|(subject, ..)| subject);
    stated.chain(decided).any(|subject| rights::over(&actor, Action::ReadDrafts, programme, subject) != Hand::Denied)
}

/// The change that undid one, the last where there are several.
fn undone_by(record: &Record, number: i64) -> Option<i64> {
    let action = format!("undo {number}");
    let later = usize::try_from(number).ok().and_then(|from| record.journal().get(from..)).unwrap_or_default();
    later.iter().rev().find(|line| line.action == action).map(|line| line.id)
}
