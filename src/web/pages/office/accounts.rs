//! `/comptes`: making accounts, changing what they may do, disabling them, and giving links.

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
    access::{
        self, AccessError,
        account::{self, Account, NewAccount},
        link,
    },
    programme::{clock::Clock, record::Noun, search::fold},
    store::Role,
    web::{App, session::Signed},
};

#[derive(Template)]
#[template(path = "office/accounts.html")]
struct List {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    accounts: Vec<Row>,
    form: Form,
}

#[derive(Template)]
#[template(path = "office/account.html")]
struct One {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    account: Row,
    is_own: bool,
    form: Form,
    /// A link just made: shown this once.
    link: Option<String>,
    /// To whom the link was sent, or why it was not.
    sent: String,
    done: bool,
}

struct Row {
    id: i64,
    login: String,
    name: String,
    role: &'static str,
    regions: String,
    state: &'static str,
    disabled: bool,
}

/// The fields of an account, with what is chosen.
struct Form {
    login: String,
    name: String,
    roles: Vec<Choice>,
    regions: Vec<Choice>,
}

struct Choice {
    value: String,
    words: String,
    chosen: bool,
}

/// Answers `GET /comptes`.
pub(super) async fn list(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    all(&app, &signed, &uri, StatusCode::OK, Vec::new(), &NewAccount::default()).await
}

/// Answers `POST /comptes`: makes an account, and shows its link once.
pub(super) async fn add(State(app): State<App>, signed: Signed, uri: Uri, fields: Fields) -> Response {
    let new = given(&fields);
    let made = async {
        check_regions(&app, &new)?;
        account::create(app.live.store(), &new, app.live.time.now()).await
    };
    match made.await {
        Ok(account) => invite(&app, &signed, &uri, account).await,
        Err(AccessError::Invalid { field, french, .. }) => {
            let faults = vec![Fault::of(field, format!("Attendu : {french}."))];
            all(&app, &signed, &uri, StatusCode::UNPROCESSABLE_ENTITY, faults, &new).await
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

fn check_regions(app: &App, new: &NewAccount) -> Result<(), AccessError> {
    let record = app.live.record();
    new.check_regions(|code| record.find(&code.key()).is_some())
}

/// Answers `GET /comptes/{id}`.
pub(super) async fn show(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri) -> Response {
    match find(&app, &id).await {
        Ok(account) => {
            let done = uri.query() == Some("fait");
            one(&app, &signed, StatusCode::OK, account, Said { done, ..Said::default() })
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /comptes/{id}`: name, role and regions.
pub(super) async fn change(
    State(app): State<App>,
    signed: Signed,
    Slug(id): Slug,
    uri: Uri,
    fields: Fields,
) -> Response {
    let account = match find(&app, &id).await {
        Ok(account) => account,
        Err(error) => return refused(&app, &uri, &error.into()),
    };
    let new = NewAccount { login: account.login.clone(), ..given(&fields) };
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    if account.id == signed.account.id && new.role != Role::Administrator.name() {
        let text = "Attendu : administrateur. Un autre administrateur peut changer le rôle de ce compte.";
        let faults = vec![Fault::of("role", text)];
        return one(&app, &signed, unfit, account, Said { faults, ..Said::default() });
    }
    let assigned = async {
        check_regions(&app, &new)?;
        account::assign(app.live.store(), account.id, &new).await
    };
    match assigned.await {
        Ok(()) => see(&format!("/comptes/{id}?fait")),
        Err(AccessError::Invalid { field, french, .. }) => {
            let faults = vec![Fault::of(field, format!("Attendu : {french}."))];
            one(&app, &signed, unfit, account, Said { faults, new: Some(new), ..Said::default() })
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /comptes/{id}/lien`: a new link, shown once.
pub(super) async fn reset(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri) -> Response {
    match find(&app, &id).await {
        Ok(account) => invite(&app, &signed, &uri, account).await,
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /comptes/{id}/etat`: disables an account, or enables it again; never one's own.
pub(super) async fn disable(
    State(app): State<App>,
    signed: Signed,
    Slug(id): Slug,
    uri: Uri,
    fields: Fields,
) -> Response {
    let (store, now) = (app.live.store(), app.live.time.now());
    let changed = match find(&app, &id).await {
        Ok(account) if account.id == signed.account.id => {
            let faults = vec![Fault::of_all("Un autre administrateur peut fermer ce compte ; vous-même, non.")];
            let said = Said { faults, ..Said::default() };
            return one(&app, &signed, StatusCode::UNPROCESSABLE_ENTITY, account, said);
        }
        Ok(account) if fields.one("etat") == "ferme" => access::shut_out(store, account.id, now).await,
        Ok(account) => account::disable(store, account.id, None).await,
        Err(error) => Err(error),
    };
    match changed {
        Ok(()) => see(&format!("/comptes/{id}?fait")),
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// What a page says besides what it always does.
#[derive(Default)]
struct Said {
    faults: Vec<Fault>,
    new: Option<NewAccount>,
    link: Option<String>,
    sent: String,
    done: bool,
}

/// Makes a link, sends it where mail can be sent, and shows it once.
async fn invite(app: &App, signed: &Signed, uri: &Uri, account: Account) -> Response {
    let secret = match link::create(app.live.store(), &account, app.live.time.now()).await {
        Ok(secret) => secret,
        Err(AccessError::Disabled(_)) => {
            let faults = vec![Fault::of_all("Ce compte est fermé, un lien ne lui servirait pas : rouvrez-le d’abord.")];
            let said = Said { faults, ..Said::default() };
            return one(app, signed, StatusCode::CONFLICT, account, said);
        }
        Err(error) => return refused(app, uri, &error.into()),
    };
    let site = &app.notice().site;
    let mut sent = String::new();
    if let Some(mailer) = app.mailer.as_ref().filter(|_| account.login.contains('@')) {
        let (subject, text) = link::letter(site, &account, &secret);
        sent = match mailer.send(&account.login, subject, text).await {
            Ok(()) => format!("Il a aussi été envoyé à {}.", account.login),
            Err(error) => {
                tracing::warn!(%error, "a link cannot be sent");
                "Il n’a pas pu être envoyé par courrier électronique : donnez-le vous-même.".to_owned()
            }
        };
    }
    let link = Some(link::address(site, &secret));
    one(app, signed, StatusCode::CREATED, account, Said { link, sent, ..Said::default() })
}

async fn find(app: &App, id: &str) -> Result<Account, AccessError> {
    let id = id.parse().map_err(|_| AccessError::Unknown("account"))?;
    account::find(app.live.store(), id).await?.ok_or(AccessError::Unknown("account"))
}

fn given(fields: &Fields) -> NewAccount {
    NewAccount {
        login: fields.one("login").to_owned(),
        name: fields.one("name").to_owned(),
        role: fields.one("role").to_owned(),
        regions: fields.all("region").map(str::to_owned).collect(),
    }
}

async fn all(
    app: &App,
    signed: &Signed,
    uri: &Uri,
    status: StatusCode,
    faults: Vec<Fault>,
    new: &NewAccount,
) -> Response {
    let accounts = match account::all(app.live.store()).await {
        Ok(accounts) => accounts,
        Err(error) => return refused(app, uri, &error.into()),
    };
    let frame = frame(app, "/comptes");
    let page = List {
        office: Office::of(app, signed, "/comptes"),
        faults,
        accounts: accounts.iter().map(|account| row(app, account)).collect(),
        form: form(app, new),
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}

fn one(app: &App, signed: &Signed, status: StatusCode, account: Account, said: Said) -> Response {
    let frame = frame(app, "/comptes");
    let known = NewAccount {
        login: account.login.clone(),
        name: account.name.clone(),
        role: account.role.name().to_owned(),
        regions: account.regions.iter().map(ToString::to_string).collect(),
    };
    let page = One {
        office: Office::of(app, signed, "/comptes"),
        faults: said.faults,
        account: row(app, &account),
        is_own: account.id == signed.account.id,
        form: form(app, said.new.as_ref().unwrap_or(&known)),
        link: said.link,
        sent: said.sent,
        done: said.done,
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}

fn row(app: &App, account: &Account) -> Row {
    let programme = app.edition().programme(Clock::of_day(app.live.time.today()));
    let regions: Vec<String> = account.regions.iter().map(|code| programme.region_name(*code)).collect();
    Row {
        id: account.id,
        login: account.login.clone(),
        name: account.name.clone(),
        role: account.role.french(),
        regions: regions.join(", "),
        state: match (account.disabled_at, account.has_password) {
            (Some(_), _) => "fermé",
            (None, false) => "invité",
            (None, true) => "ouvert",
        },
        disabled: account.disabled_at.is_some(),
    }
}

fn form(app: &App, new: &NewAccount) -> Form {
    let programme = app.edition().programme(Clock::of_day(app.live.time.today()));
    let mut regions: Vec<Choice> = programme
        .record()
        .subjects()
        .iter()
        .filter_map(|subject| match &subject.noun {
            Noun::Region(code) => Some(*code),
            _ => None,
        })
        .map(|code| Choice {
            value: code.to_string(),
            words: programme.region_name(code),
            chosen: new.regions.contains(&code.to_string()),
        })
        .collect();
    regions.sort_by_cached_key(|choice| fold(&choice.words));
    let roles = Role::OF_ACCOUNTS.into_iter().map(|role| Choice {
        value: role.name().to_owned(),
        words: role.french().to_owned(),
        chosen: new.role == role.name(),
    });
    Form { login: new.login.clone(), name: new.name.clone(), roles: roles.collect(), regions }
}
