//! `/lien/{secret}`: an invitation or a reset; whoever holds the link chooses a password, once.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};

use super::{
    super::{Slug, frame::Frame},
    form::Fields,
    frame::{Fault, Office, answer, frame},
    refused, sign_in,
};
use crate::{
    access::{AccessError, link, password::LEAST},
    web::{App, error::Error},
};

#[derive(Template)]
#[template(path = "office/link.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    login: String,
    least: usize,
}

/// Answers `GET /lien/{secret}`.
pub(super) async fn show(State(app): State<App>, Slug(secret): Slug, uri: Uri) -> Response {
    page(&app, &uri, &secret, StatusCode::OK, Vec::new()).await
}

/// Answers `POST /lien/{secret}`.
pub(super) async fn take(
    State(app): State<App>,
    Slug(secret): Slug,
    uri: Uri,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let password = fields.verbatim("password");
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    if password != fields.verbatim("again") {
        let fault = Fault::of("again", "Les deux mots de passe ne sont pas les mêmes.");
        return page(&app, &uri, &secret, unfit, vec![fault]).await;
    }
    match link::follow(app.live.store(), &secret, password.to_owned(), app.live.time.now()).await {
        Ok(account) => sign_in::open(&app, &uri, &headers, &account, "/a-faire").await,
        Err(AccessError::Invalid { french, .. }) => {
            let fault = Fault::of("password", format!("Attendu : {french}."));
            page(&app, &uri, &secret, unfit, vec![fault]).await
        }
        Err(error) => refused(&app, &uri, &gone(error)),
    }
}

async fn page(app: &App, uri: &Uri, secret: &str, status: StatusCode, faults: Vec<Fault>) -> Response {
    let account = match link::account(app.live.store(), secret, app.live.time.now()).await {
        Ok(Some(account)) => account,
        Ok(None) => return refused(app, uri, &gone(AccessError::Unknown("link"))),
        Err(error) => return refused(app, uri, &error.into()),
    };
    let frame = frame(app, "");
    let page = Page { office: Office::default(), faults, login: account.login, least: LEAST, frame: frame.clone() };
    answer(status, &frame, &page)
}

fn gone(error: AccessError) -> Error {
    match error {
        AccessError::Unknown(_) => Error::NotFound("lien".to_owned()),
        other => other.into(),
    }
}
