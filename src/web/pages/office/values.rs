//! `/agir/valeurs/{key}`: every statement that counts of one thing, by property, values that contradict each other side
//! by side; which one is retained can be chosen, and each withdrawn, for a reason.

mod group;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{Slug, frame::Frame},
    form::Fields,
    frame::{Fault, Office, answer, frame},
    refused, see,
};
use crate::{
    programme::{
        change::{decision::PinDraft, withdrawal::WithdrawalDraft},
        clock::Clock,
        desk::{Desk, Refusal},
        name,
        record::{Noun, Subject},
        rights::{self, Action, Hand},
        told::Told,
        view::Programme,
    },
    store::{Key, StatementId},
    web::{App, change, error::Error, session::Signed},
};
use group::Group;
pub(super) use group::shown;

#[derive(Template)]
#[template(path = "office/values.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    name: String,
    href: String,
    version: i64,
    may_pin: bool,
    may_withdraw: bool,
    groups: Vec<Group>,
    typed: Typed,
}

/// What was typed into one of the forms of the page.
#[derive(Clone, Debug, Default)]
struct Typed {
    /// The form's field: `choix-12`, `retrait-12`.
    field: String,
    reason: String,
}

/// What the page does with a statement.
#[derive(Clone, Copy)]
enum Act {
    Pin,
    Withdraw,
}

/// Answers `GET /agir/valeurs/{key}`.
pub(super) async fn show(State(app): State<App>, signed: Signed, Slug(key): Slug, uri: Uri) -> Response {
    page(&app, &signed, &uri, &Key::new(key), StatusCode::OK, Typed::default(), Vec::new())
}

/// Answers `POST /affirmations/{id}/choix`: this value is the one retained.
pub(super) async fn pin(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri, fields: Fields) -> Response {
    act(&app, &signed, &uri, &id, &fields, Act::Pin).await
}

/// Answers `POST /affirmations/{id}/retrait`: it should never have been recorded.
pub(super) async fn withdraw(
    State(app): State<App>,
    signed: Signed,
    Slug(id): Slug,
    uri: Uri,
    fields: Fields,
) -> Response {
    act(&app, &signed, &uri, &id, &fields, Act::Withdraw).await
}

impl Act {
    /// What the journal says was done.
    fn action(self, key: &Key) -> String {
        match self {
            Self::Pin => format!("pin {key}"),
            Self::Withdraw => format!("withdrawal {key}"),
        }
    }

    /// The field of its reason on the page.
    fn field(self, id: StatementId) -> String {
        match self {
            Self::Pin => format!("choix-{}", id.0),
            Self::Withdraw => format!("retrait-{}", id.0),
        }
    }

    fn write(self, desk: &mut Desk, id: StatementId, version: i64, reason: &str) -> Result<(), Refusal> {
        let reason = reason.to_owned();
        match self {
            Self::Pin => PinDraft { reason }.write(desk, id, Some(version)),
            Self::Withdraw => WithdrawalDraft { reason }.write(desk, id, Some(version)),
        }
    }
}

async fn act(app: &App, signed: &Signed, uri: &Uri, id: &str, fields: &Fields, act: Act) -> Response {
    let programme = today(app);
    let known = id.parse().ok().map(StatementId).and_then(|id| Some((id, programme.record().statement(id)?.0)));
    let Some((id, subject)) = known else { return refused(app, uri, &missing()) };
    let Some(version) = fields.number("version") else { return refused(app, uri, &Error::NoVersion) };
    let reason = fields.one("reason");
    let key = &subject.key;
    let actor = signed.account.actor();
    let made = change::make(app, &actor, &act.action(key), |desk| act.write(desk, id, version, reason)).await;
    let again = |status: StatusCode, text: &str, field: &str| {
        let typed = Typed { field: act.field(id), reason: reason.to_owned() };
        page(app, signed, uri, key, status, typed, vec![Fault::of(field, text)])
    };
    match made {
        Ok(made) => see(&made.line.map_or(format!("/agir/valeurs/{key}"), |line| format!("/modification/{line}"))),
        Err(Error::Invalid(_)) => {
            let text = "Le motif : il est attendu quelques mots, 600 caractères au plus.";
            again(StatusCode::UNPROCESSABLE_ENTITY, text, &act.field(id))
        }
        Err(error @ Error::Stale { .. }) => {
            let text = "Cette fiche a changé pendant que vous la lisiez. Rien n’a été enregistré : voici ce qui en est \
                        connu maintenant ; le motif que vous aviez écrit est encore là.";
            again(error.status(), text, "")
        }
        Err(error @ Error::Conflict(conflict)) => again(error.status(), conflict.french(), ""),
        Err(error) => refused(app, uri, &error),
    }
}

fn page(
    app: &App,
    signed: &Signed,
    uri: &Uri,
    key: &Key,
    status: StatusCode,
    typed: Typed,
    faults: Vec<Fault>,
) -> Response {
    let programme = today(app);
    let actor = signed.account.actor();
    let hand = |action, subject: &Subject| rights::over(&actor, action, &programme, subject);
    let subject = programme
        .record()
        .find(key)
        .filter(|subject| is_here(subject))
        .filter(|subject| hand(Action::ReadDrafts, subject) != Hand::Denied);
    let Some(subject) = subject else { return refused(app, uri, &missing()) };
    let path = format!("/agir/valeurs/{key}");
    let frame = frame(app, &path);
    let may_pin = hand(Action::Pin, subject) == Hand::States;
    let groups = Told::of(subject, programme.clock()).map(|told| group::all(&programme, subject, &told));
    let page = Page {
        office: Office::of(app, signed, &path),
        faults,
        name: name::of(&programme, subject),
        href: crate::web::address::subject(&programme, key),
        version: subject.version(None),
        may_pin,
        may_withdraw: hand(Action::Withdraw, subject) == Hand::States,
        groups: groups.unwrap_or_default(),
        typed,
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}

/// Where the values of a subject are; empty where they are not.
pub(super) fn address(subject: &Subject) -> String {
    if is_here(subject) { format!("/agir/valeurs/{}", subject.key) } else { String::new() }
}

/// Whether a subject's values are kept here: of a dated thing or of a territory.
fn is_here(subject: &Subject) -> bool {
    matches!(subject.noun, Noun::Contract(..) | Noun::Copil(..) | Noun::Territory(_) | Noun::Milestone(_))
}

fn missing() -> Error {
    Error::NotFound("jalon".to_owned())
}

fn today(app: &App) -> Arc<Programme> {
    app.edition().programme(Clock::of_day(app.live.time.today()))
}

/// Whether the form of a statement is the one that was sent.
fn is_open(typed: &Typed, form: &str, id: &i64) -> bool {
    typed.field == format!("{form}-{id}")
}
