//! What is done with one statement: it is the one retained, or is withdrawn; previewed, then published.

use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{
        super::Slug,
        act::{Beside, Field, Input, Step, Unfit, label, words},
        form::Fields,
        frame::Fault,
        refused,
    },
    Typed, missing, page, today,
};
use crate::{
    programme::{
        change::{decision::PinDraft, withdrawal::WithdrawalDraft},
        desk::{Desk, Refusal},
        rights::Action,
        statement::Statement,
    },
    store::{Key, StatementId},
    web::{App, error::Error, session::Signed},
};

/// What is done with a statement.
#[derive(Clone, Copy)]
enum Act {
    Pin,
    Withdraw,
}

/// Answers `POST /affirmations/{id}/choix`: this value is the one retained.
pub async fn pin(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri, given: Fields) -> Response {
    take(&app, &signed, &uri, &id, &given, Act::Pin).await
}

/// Answers `POST /affirmations/{id}/retrait`: it should never have been recorded.
pub async fn withdraw(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri, given: Fields) -> Response {
    take(&app, &signed, &uri, &id, &given, Act::Withdraw).await
}

impl Act {
    /// What one must be allowed to do.
    fn action(self) -> Action {
        match self {
            Self::Pin => Action::Pin,
            Self::Withdraw => Action::Withdraw,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Pin => "Retenir cette valeur",
            Self::Withdraw => "Retirer",
        }
    }

    /// What the journal says was done.
    fn deed(self, key: &Key) -> String {
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

    /// What was typed, to be set against what is known.
    fn fields(self, beside: &Beside, statement: &Statement, given: &Fields) -> Vec<Field> {
        let property = statement.property;
        let value = words(&beside.programme, property, &statement.value);
        let meant = match self {
            Self::Pin => value,
            Self::Withdraw => format!("retirer : {value}"),
        };
        let value = Field::new(given, property.name(), label(&beside.key, property), Input::Line).or(given, &meant);
        let value = if property.is_many() { value } else { value.of(property) };
        vec![value, Field::new(given, "reason", "Motif", Input::Lines)]
    }
}

async fn take(app: &App, signed: &Signed, uri: &Uri, id: &str, given: &Fields, act: Act) -> Response {
    let programme = today(app);
    let known = id.parse().ok().map(StatementId).and_then(|id| programme.record().statement(id));
    let Some((subject, statement)) = known else { return refused(app, uri, &missing()) };
    let Some(version) = given.number("version") else { return refused(app, uri, &Error::NoVersion) };
    let beside = match Beside::of(app, signed, act.action(), &subject.key) {
        Ok(beside) => beside,
        Err(error) => return refused(app, uri, &error),
    };
    let (id, reason) = (statement.id, given.one("reason"));
    let again = |status: StatusCode, faults: Vec<Fault>| {
        let typed = Typed { field: act.field(id), reason: reason.to_owned() };
        page(app, signed, uri, &subject.key, status, typed, faults)
    };
    let Some(lasts) = given.lasts() else { return again(StatusCode::OK, Vec::new()) };
    let step = Step {
        app,
        signed,
        uri,
        action: act.action(),
        deed: &act.deed(&subject.key),
        title: act.title(),
        back: "Modifier",
        given,
        fields: &|beside| act.fields(beside, statement, given),
        lasts,
    };
    if let Some(stale) = step.stale(&beside) {
        return stale;
    }
    match step.take(&beside, |desk| act.write(desk, id, version, reason)).await {
        Ok(response) => response,
        Err(Unfit::Invalid(_)) => {
            let text = "Le motif : il est attendu quelques mots, 600 caractères au plus.";
            again(StatusCode::UNPROCESSABLE_ENTITY, vec![Fault::of(&act.field(id), text)])
        }
        Err(Unfit::Whole(status, fault)) => again(status, vec![fault]),
    }
}
