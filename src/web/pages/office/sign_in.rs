//! `/connexion`, `/deconnexion`: signing in with a password, and out.

use askama::Template;
use axum::{
    extract::State,
    http::{
        HeaderMap, StatusCode, Uri,
        header::{RETRY_AFTER, USER_AGENT},
    },
    response::{IntoResponse as _, Response},
};
use axum_extra::extract::cookie::CookieJar;

use super::{
    super::frame::Frame,
    form::Fields,
    frame::{Fault, Office, answer, frame},
    refused, see,
};
use crate::{
    access::{
        account::{self, Account},
        session as sessions,
    },
    web::{
        App,
        sender::Sender,
        session::{self, Signed},
    },
};

#[derive(Template)]
#[template(path = "office/sign_in.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    /// Where to go once signed in.
    to: String,
    login: String,
}

/// What is said of a login and a password, whichever of them is wrong.
const UNKNOWN: &str = "Cet identifiant et ce mot de passe ne vont pas ensemble.";

/// Answers `GET /connexion`.
pub(super) async fn show(State(app): State<App>, uri: Uri) -> Response {
    page(&app, StatusCode::OK, &Fields::of(&uri), Vec::new())
}

/// Answers `POST /connexion`.
pub(super) async fn take(
    State(app): State<App>,
    Sender(sender): Sender,
    uri: Uri,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let login = fields.one("login").to_owned();
    if login.chars().count() > account::LOGIN {
        // No account has it, and a throttle keeps what it is asked about.
        let fault = Fault::of("login", UNKNOWN);
        return page(&app, StatusCode::UNPROCESSABLE_ENTITY, &Fields::default(), vec![fault]);
    }
    if let Err(wait) = app.throttles.sign_in(&login, sender) {
        let seconds = wait.0.as_secs() + 1;
        let fault = Fault::of_all(format!("Trop d’essais : réessayez dans {seconds} secondes."));
        let mut response = page(&app, StatusCode::TOO_MANY_REQUESTS, &fields, vec![fault]);
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
        return response;
    }
    match account::identify(app.live.store(), &login, fields.verbatim("password").to_owned()).await {
        Ok(Some(account)) => open(&app, &uri, &headers, &account, &back(fields.one("vers"))).await,
        Ok(None) => {
            let fault = Fault::of("login", UNKNOWN);
            page(&app, StatusCode::UNPROCESSABLE_ENTITY, &fields, vec![fault])
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /deconnexion`.
pub(super) async fn leave(State(app): State<App>, signed: Signed, uri: Uri, jar: CookieJar) -> Response {
    match sessions::end(app.live.store(), signed.account.id, signed.session, app.live.time.now()).await {
        Ok(()) => (jar.add(session::gone(&app)), see("/")).into_response(),
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Begins a session, with a secret of its own whatever cookie came; the session that the browser had before ends.
pub(super) async fn open(app: &App, uri: &Uri, headers: &HeaderMap, account: &Account, to: &str) -> Response {
    let (store, now) = (app.live.store(), app.live.time.now());
    if let Ok(Some(before)) = session::find(app, headers).await {
        // What it ends is its own; that it had ended already is no matter.
        drop(sessions::end(store, before.account.id, before.session, now).await);
    }
    let agent = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match sessions::open(store, account, agent, now).await {
        Ok(secret) => (CookieJar::new().add(session::cookie(app, &secret)), see(to)).into_response(),
        Err(error) => refused(app, uri, &error.into()),
    }
}

/// Where to go back to: a path of this site, and nowhere else.
fn back(to: &str) -> String {
    let is_own = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n']);
    if is_own && !to.starts_with("/connexion") { to.to_owned() } else { "/a-faire".to_owned() }
}

fn page(app: &App, status: StatusCode, fields: &Fields, faults: Vec<Fault>) -> Response {
    let frame = frame(app, "/connexion");
    let page = Page {
        office: Office::default(),
        faults,
        to: back(fields.one("vers")),
        login: fields.one("login").to_owned(),
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_led_to_another_site() {
        for (asked, led) in [
            ("/fichier?x=1", "/fichier?x=1"),
            ("//ailleurs.fr", "/a-faire"),
            ("https://ailleurs.fr", "/a-faire"),
            ("/\\ailleurs.fr", "/a-faire"),
            ("/connexion?vers=/", "/a-faire"),
            ("", "/a-faire"),
        ] {
            assert_eq!(back(asked), led);
        }
    }
}
