//! Pages for people, in French; one file a noun: what its template is given, and how that is read from the programme.
//!
//! `frame` is what stands around every page, `setting` the last hand on its HTML; `parts`, `story`, `lines`,
//! `register` and `table` are what pages share.

pub mod error;
mod files;
mod frame;
mod setting;

pub mod office;

mod lines;
mod marked;
mod parts;
mod plot;
mod register;
mod story;
mod table;

mod correction;
mod corrections;
mod departements;
mod feed;
mod home;
mod journal;
mod late;
mod milestone;
mod question;
mod questions;
mod reference;
mod region;
mod regions;
mod score;
mod search;
mod sources;
mod territories;
mod territory;
mod texts;
mod timeline;

use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::{HeaderMap, Uri, request::Parts},
    response::Response,
    routing::get,
};

use super::{App, Ask, error::Error, query::Own, ready::Ready};

/// What an address names after its noun, decoded.
struct Slug(String);

impl FromRequestParts<App> for Slug {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        match Path::from_request_parts(parts, app).await {
            Ok(Path(slug)) => Ok(Self(slug)),
            // It is no UTF-8.
            Err(_) => Err(error::answer(app, &parts.uri, &Error::NotFound("such address".to_owned()))),
        }
    }
}

/// The addresses of the pages.
pub fn router(app: &App) -> Router<App> {
    files::router()
        .merge(office::router(app))
        .route("/", get(home::show))
        .route("/regions", get(regions::show))
        .route("/regions/{slug}", get(region::show))
        .route("/departements", get(departements::list))
        .route("/departements/{code}", get(departements::show))
        .route("/territoires", get(territories::list))
        .route("/territoires/{slug}", get(territory::show))
        .route("/jalons/{*key}", get(milestone::show))
        .route("/chronologie", get(timeline::show))
        .route("/en-retard", get(late::show))
        .route("/questions", get(questions::list))
        .route("/questions/{id}", get(question::show))
        .route("/recherche", get(search::show))
        .route("/sources", get(sources::list))
        .route("/corrections", get(corrections::list))
        .route("/corrections/{id}", get(corrections::show))
        .route("/journal", get(journal::list))
        .route("/journal/{id}", get(journal::show))
        .route("/journal.atom", get(journal::atom))
        .route("/api", get(reference::show))
        .route("/donnees", get(texts::data))
        .route("/methode", get(texts::method))
        .route("/accessibilite", get(texts::accessibility))
        .route("/mentions-legales", get(texts::legal))
}

/// Answers with a page a read of an address that has parameters of its own, an error too.
fn page_own<O: Own>(
    app: &App,
    uri: &Uri,
    headers: &HeaderMap,
    allowed: &[&[&str]],
    make: impl FnOnce(&Ask, O) -> Result<Ready, Error>,
) -> Response {
    app.read_own(uri, headers, allowed, make).unwrap_or_else(|error| error::answer(app, uri, &error))
}

/// Answers a read with a page, an error too.
fn page(
    app: &App,
    uri: &Uri,
    headers: &HeaderMap,
    allowed: &[&[&str]],
    make: impl FnOnce(&Ask) -> Result<Ready, Error>,
) -> Response {
    app.read(uri, headers, allowed, make).unwrap_or_else(|error| error::answer(app, uri, &error))
}
