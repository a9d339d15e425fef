//! JSON for programs, under `/api/v1`; one file a noun. Its contract is the OpenAPI document made from this code.

pub mod document;
pub mod envelope;
pub mod params;
pub mod schema;

mod answers;
mod caller;
mod change;
mod contracts;
mod copils;
mod corrections;
mod departements;
mod example;
mod figures;
mod imports;
mod journal;
mod milestones;
mod minutes;
mod named;
mod proposals;
mod questions;
mod regions;
mod sources;
mod statements;
mod territories;
mod timeline;

use axum::{
    Router,
    extract::{FromRequestParts, Path},
    http::request::Parts,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use tower_http::catch_panic::CatchPanicLayer;
use utoipa_axum::router::OpenApiRouter;

pub use document::document;

use super::{App, Ask, address, error::Error};
use crate::{
    programme::view::Programme,
    store::{Key, SubjectId},
};

/// An error as the API answers it.
#[derive(Debug)]
pub struct Refusal(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        self.0.as_json()
    }
}

/// What an address names after its noun, decoded. Some keys have a slash in them; it may stand there as it is, or
/// as `%2F`.
#[derive(Clone, Debug)]
struct Name(String);

impl FromRequestParts<App> for Name {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let parameters: Result<Path<Vec<(String, String)>>, _> = Path::from_request_parts(parts, app).await;
        let Path(parameters) = parameters.map_err(|_| Error::NotFound("such address".to_owned()))?;
        Ok(Self(parameters.into_iter().map(|(_, value)| value).collect::<Vec<_>>().join("/")))
    }
}

/// A thing with its page.
#[derive(Clone, Debug, Serialize)]
struct Linked<T> {
    #[serde(flatten)]
    it: T,
    /// Its page on this site, at the clock asked for.
    href: String,
}

/// An address on this site at the clock of `ask`.
fn at_clock(ask: &Ask, address: &str) -> String {
    address::at(address, &ask.query.clock_given())
}

/// What `view` gives of the subject of `key` at the clock of `ask`.
///
/// # Errors
/// [`Error::NotFound`] where that is nothing, or there is no such key.
fn find<'a, V>(
    ask: &'a Ask,
    (noun, name): (&str, &str),
    key: Option<Key>,
    view: impl Fn(&'a Programme, SubjectId) -> Option<&'a V>,
) -> Result<&'a V, Error> {
    let programme: &Programme = &ask.programme;
    key.and_then(|key| programme.record().find(&key))
        .and_then(|subject| view(programme, subject.id))
        .ok_or_else(|| Error::NotFound(format!("{noun} {name} at this clock")))
}

fn documented() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(document::head())
        .merge(regions::router())
        .merge(departements::router())
        .merge(territories::router())
        .merge(copils::router())
        .merge(minutes::router())
        .merge(contracts::router())
        .merge(milestones::router())
        .merge(figures::router())
        .merge(questions::router())
        .merge(sources::router())
        .merge(statements::router())
        .merge(proposals::router())
        .merge(corrections::router())
        .merge(timeline::router())
        .merge(journal::router())
        .merge(imports::router())
}

/// The addresses of the API. The site answers in JSON too whatever else is asked under `/api`.
pub fn router() -> Router<App> {
    caught(documented().split_for_parts().0.merge(document::router()))
}

/// The same, where a handler that falls is answered in JSON too.
fn caught<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router.layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| Error::Internal.as_json()))
}

#[cfg(test)]
mod tests {
    use axum::{body::Body, http::Request, routing::get};
    use http_body_util::BodyExt as _;
    use tower::ServiceExt as _;

    use super::*;

    async fn fall() {
        panic!("a handler fell");
    }

    #[tokio::test]
    async fn a_handler_that_falls_is_answered_as_a_problem() {
        let router = caught(Router::new().route("/api/v1/falls", get(fall)));
        let answer = router.oneshot(Request::get("/api/v1/falls").body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(answer.status(), 500);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem["type"], "/api#internal", "{problem}");
    }
}
