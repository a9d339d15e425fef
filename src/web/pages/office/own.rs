//! `/compte`: one's own password, sessions and tokens.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};
use chrono::{Days, NaiveDate};

use super::{
    super::{
        Slug,
        frame::{Frame, moment},
    },
    form::Fields,
    frame::{Fault, Office, answer, frame},
    refused, see, sign_in,
};
use crate::{
    access::{
        AccessError, account,
        password::LEAST,
        session as sessions,
        token::{self, Scope},
    },
    programme::{clock::day_in_paris, date::Edtf},
    web::{App, error::Error, sender::Sender, session::Signed},
};

/// For how many days a token serves, unless asked otherwise.
const DAYS: u64 = 90;

#[derive(Template)]
#[template(path = "office/own.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    done: &'static str,
    login: String,
    least: usize,
    sessions: Vec<Session>,
    tokens: Vec<Token>,
    scopes: Vec<Choice>,
    /// The name that was given to a token that could not be made.
    name: String,
    until: String,
    earliest: NaiveDate,
    latest: NaiveDate,
    /// The secret of a token just made: shown this once.
    secret: Option<String>,
}

struct Session {
    id: i64,
    agent: String,
    began: String,
    seen: String,
    current: bool,
}

struct Token {
    id: i64,
    name: String,
    scopes: String,
    until: String,
    used: Option<String>,
    /// Why it serves no more.
    over: Option<&'static str>,
}

struct Choice {
    value: &'static str,
    words: &'static str,
    chosen: bool,
}

/// What a page says besides what it always does.
#[derive(Default)]
struct Said {
    faults: Vec<Fault>,
    done: &'static str,
    secret: Option<String>,
    fields: Fields,
}

/// Answers `GET /compte`.
pub(super) async fn show(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    let done = match uri.query() {
        Some("fait=mot-de-passe") => "Le mot de passe est changé ; les autres sessions sont fermées.",
        Some("fait=session") => "La session est fermée.",
        Some("fait=jeton") => "Le jeton ne sert plus.",
        _ => "",
    };
    page(&app, &signed, &uri, StatusCode::OK, Said { done, ..Said::default() }).await
}

/// Answers `POST /compte/mot-de-passe`: with the password that one has, so that a session left open is not enough.
pub(super) async fn password(
    State(app): State<App>,
    Sender(sender): Sender,
    signed: Signed,
    uri: Uri,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let store = app.live.store();
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let fault = |field: &str, text: String| Said { faults: vec![Fault::of(field, text)], ..Said::default() };
    // Whoever found a session open may not guess the password there either.
    if let Err(wait) = app.throttles.sign_in(&signed.account.login, sender) {
        let seconds = wait.0.as_secs() + 1;
        let said = fault("current", format!("Trop d’essais : réessayez dans {seconds} secondes."));
        return page(&app, &signed, &uri, StatusCode::TOO_MANY_REQUESTS, said).await;
    }
    match account::identify(store, &signed.account.login, fields.verbatim("current").to_owned()).await {
        Ok(Some(_)) => {}
        Ok(None) => {
            let said = fault("current", "Ce n’est pas le mot de passe de ce compte.".to_owned());
            return page(&app, &signed, &uri, unfit, said).await;
        }
        Err(error) => return refused(&app, &uri, &error.into()),
    }
    if fields.verbatim("password") != fields.verbatim("again") {
        let said = fault("again", "Les deux mots de passe ne sont pas les mêmes.".to_owned());
        return page(&app, &signed, &uri, unfit, said).await;
    }
    let changed = async {
        account::set_password(store, &signed.account, fields.verbatim("password").to_owned()).await?;
        sessions::end_all(store, signed.account.id, app.live.time.now()).await
    };
    match changed.await {
        Ok(()) => sign_in::open(&app, &uri, &headers, &signed.account, "/compte?fait=mot-de-passe").await,
        Err(AccessError::Invalid { french, .. }) => {
            let said = fault("password", format!("Attendu : {french}."));
            page(&app, &signed, &uri, unfit, said).await
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /compte/sessions/{id}/fin`.
pub(super) async fn end_session(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri) -> Response {
    let ended = match id.parse() {
        Ok(id) => sessions::end(app.live.store(), signed.account.id, id, app.live.time.now()).await,
        Err(_) => Err(AccessError::Unknown("session")),
    };
    match ended {
        Ok(()) => see("/compte?fait=session"),
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /compte/jetons`: a token, whose secret this answer alone shows.
pub(super) async fn add_token(State(app): State<App>, signed: Signed, uri: Uri, fields: Fields) -> Response {
    let scopes: Vec<Scope> = fields
        .all("scope")
        .filter_map(Scope::named)
        .filter(|scope| allowed(&signed).any(|known| known == *scope))
        .collect();
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let Ok(until) = fields.one("until").parse::<NaiveDate>() else {
        let faults = vec![Fault::of("until", "Attendu : un jour, par exemple 2027-03-31.")];
        return page(&app, &signed, &uri, unfit, Said { faults, fields, ..Said::default() }).await;
    };
    let new = (fields.one("name"), scopes.as_slice(), until);
    match token::create(app.live.store(), &signed.account, new, app.live.time.now()).await {
        Ok(secret) => {
            let secret = Some(secret.reveal().to_owned());
            page(&app, &signed, &uri, StatusCode::CREATED, Said { secret, ..Said::default() }).await
        }
        Err(AccessError::Invalid { field, french, .. }) => {
            let field = if field == "expires_on" { "until" } else { field };
            let faults = vec![Fault::of(field, format!("Attendu : {french}."))];
            page(&app, &signed, &uri, unfit, Said { faults, fields, ..Said::default() }).await
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /compte/jetons/{id}/fin`.
pub(super) async fn end_token(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri) -> Response {
    let revoked = match id.parse() {
        Ok(id) => token::revoke(app.live.store(), signed.account.id, id, app.live.time.now()).await,
        Err(_) => Err(AccessError::Unknown("token")),
    };
    match revoked {
        Ok(()) => see("/compte?fait=jeton"),
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// The scopes that an account may give its tokens: what it may do itself.
fn allowed(signed: &Signed) -> impl Iterator<Item = Scope> {
    Scope::ALL.into_iter().filter(|scope| {
        crate::programme::rights::RIGHTS.iter().any(|(action, _)| {
            Scope::of(*action) == Some(*scope)
                && *action != crate::programme::rights::Action::Propose
                && signed.may(*action)
        })
    })
}

async fn page(app: &App, signed: &Signed, uri: &Uri, status: StatusCode, said: Said) -> Response {
    let (store, now) = (app.live.store(), app.live.time.now());
    let found = async {
        Ok::<_, Error>((sessions::of(store, signed.account.id, now).await?, token::of(store, signed.account.id).await?))
    };
    let (sessions, tokens) = match found.await {
        Ok(found) => found,
        Err(error) => return refused(app, uri, &error),
    };
    let today = app.live.time.today();
    let chosen: Vec<&str> = said.fields.all("scope").collect();
    let day = |moment| Edtf::day(day_in_paris(moment)).french();
    let frame = frame(app, "/compte");
    let page = Page {
        office: Office::of(app, signed, "/compte"),
        faults: said.faults,
        done: said.done,
        login: signed.account.login.clone(),
        least: LEAST,
        sessions: sessions
            .into_iter()
            .map(|row| Session {
                id: row.id,
                agent: row.agent,
                began: moment(row.created_at),
                seen: moment(row.seen_at),
                current: row.id == signed.session,
            })
            .collect(),
        tokens: tokens
            .into_iter()
            .map(|row| Token {
                id: row.id,
                scopes: row.scopes().into_iter().map(Scope::french).collect::<Vec<_>>().join(" ; "),
                // It ends at midnight: the last day that it serves is the one before.
                until: day(row.expires_at - chrono::TimeDelta::seconds(1)),
                used: row.used_at.map(moment),
                over: match (row.revoked_at, row.serves(now)) {
                    (Some(_), _) => Some("révoqué"),
                    (None, false) => Some("échu"),
                    (None, true) => None,
                },
                name: row.name,
            })
            .collect(),
        scopes: allowed(signed)
            .map(|scope| Choice { value: scope.name(), words: scope.french(), chosen: chosen.contains(&scope.name()) })
            .collect(),
        name: said.fields.one("name").to_owned(),
        until: match said.fields.one("until") {
            "" => today.checked_add_days(Days::new(DAYS)).unwrap_or(today).to_string(),
            given => given.to_owned(),
        },
        earliest: today,
        latest: today.checked_add_days(Days::new(365)).unwrap_or(today),
        secret: said.secret,
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}
