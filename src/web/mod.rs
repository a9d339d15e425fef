//! The doors: pages for people ([`pages`]) and JSON for programs ([`api`]), over the same programme.
//!
//! A read is a pure function of an address and an [`edition::Edition`]: no handler asks the database.

pub mod address;
pub mod api;
pub mod assets;
pub mod change;
pub mod drawing;
pub mod edition;
pub mod error;
pub mod pages;
pub mod query;
pub mod wanted;
pub mod ready;
pub mod sender;
pub mod session;

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri,
        header::{
            CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
            X_FRAME_OPTIONS,
        },
    },
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use tower_http::{
    catch_panic::CatchPanicLayer,
    timeout::{RequestBodyDeadlineLayer, TimeoutLayer},
};

use crate::{
    access::{mail::Mailer, throttle::Throttles},
    programme::{clock::Clock, live::Live, view::Programme},
};
use edition::{Edition, Press};
use error::Error;
use query::{Own, Query};
use ready::Ready;

/// What a page may load and do: what is ours, and nothing written into the page itself.
const POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// What every answer tells a browser.
const PROTECTIONS: [(HeaderName, &str); 5] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "strict-origin-when-cross-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
];

/// How long an answer may take to be made.
const ANSWERING: Duration = Duration::from_secs(60);

/// How long the body of a request may take to come.
const SENDING: Duration = Duration::from_secs(60);

/// The contract of the API, made once.
#[must_use]
pub fn contract() -> &'static utoipa::openapi::OpenApi {
    static CONTRACT: LazyLock<utoipa::openapi::OpenApi> = LazyLock::new(api::document);
    &CONTRACT
}

/// The whole site: what every handler shares.
#[derive(Clone, Debug)]
pub struct App {
    /// The record being served.
    pub live: Live,
    /// How often somebody may try.
    pub throttles: Arc<Throttles>,
    /// How links are sent, where that is set.
    pub mailer: Option<Mailer>,
    press: Arc<Press>,
    notice: Arc<Notice>,
}

/// What the site says of itself: settings that readers see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notice {
    /// The address under which readers know it, without a slash at its end; empty where that is not said.
    pub site: String,
    /// Who publishes it, and how to write to them.
    pub publisher: Option<String>,
    /// Who hosts it.
    pub host: Option<String>,
    /// Whether a proxy before it says in `X-Forwarded-For` who asks.
    pub behind_proxy: bool,
}

impl Notice {
    /// Whether readers reach it over TLS: cookies are then bound to it, and browsers told to come back that way only.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.site.starts_with("https://")
    }
}

/// One request to be answered: what it asks, and what it is answered from.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The parameters.
    pub query: Query,
    /// The record at the clock asked for.
    pub programme: Arc<Programme>,
    /// The edition; of before the change, where it is a change that is answered.
    pub edition: Arc<Edition>,
    /// The path, without the parameters.
    pub path: String,
    /// What was changed, where it is a change that is answered.
    pub changed: Option<change::Changed>,
}

impl Ask {
    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        self.programme.clock()
    }
}

impl App {
    /// A site over a record.
    #[must_use]
    pub fn new(live: Live) -> Self {
        let press = Arc::new(Press::new(&live));
        Self { live, throttles: Arc::default(), mailer: None, press, notice: Arc::default() }
    }

    /// The same, sending its links by mail.
    #[must_use]
    pub fn with_mailer(mut self, mailer: Option<Mailer>) -> Self {
        self.mailer = mailer;
        self
    }

    /// The same, saying that of itself.
    #[must_use]
    pub fn with_notice(mut self, notice: Notice) -> Self {
        self.notice = Arc::new(notice);
        self
    }

    /// The edition that is being read.
    #[must_use]
    pub fn edition(&self) -> Arc<Edition> {
        self.press.edition(&self.live)
    }

    /// What the site says of itself.
    #[must_use]
    pub fn notice(&self) -> &Notice {
        &self.notice
    }

    /// Every address of the site.
    pub fn router(self) -> Router {
        let unavailable = StatusCode::SERVICE_UNAVAILABLE;
        Router::new()
            .merge(api::router())
            .merge(pages::router(&self))
            .merge(assets::router())
            .fallback(missing)
            .method_not_allowed_fallback(refused)
            .with_state(self.clone())
            // One layer of four: each call of `layer` would cost every request two allocations more.
            .layer((
                from_fn_with_state(self, kept),
                TimeoutLayer::with_status_code(unavailable, ANSWERING),
                RequestBodyDeadlineLayer::new(SENDING),
                CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| pages::error::failed()),
            ))
    }

    /// Answers a read by `make`, and keeps the answer for whoever asks the same of this edition. `allowed` are the
    /// groups of parameters that the address takes.
    ///
    /// # Errors
    /// What [`Query::read`] or `make` finds wrong.
    pub fn read(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        allowed: &[&[&str]],
        make: impl FnOnce(&Ask) -> Result<Ready, Error>,
    ) -> Result<Response, Error> {
        self.read_own(uri, headers, allowed, |ask, ()| make(ask))
    }

    /// Answers a read of an address that has parameters of its own.
    ///
    /// # Errors
    /// As [`App::read`].
    pub fn read_own<O: Own>(
        &self,
        uri: &Uri,
        headers: &HeaderMap,
        allowed: &[&[&str]],
        make: impl FnOnce(&Ask, O) -> Result<Ready, Error>,
    ) -> Result<Response, Error> {
        let edition = self.press.edition(&self.live);
        let (query, own) = Query::read_own(uri.query().unwrap_or_default(), allowed, &self.live.time)?;
        let programme = edition.programme(query.clock);
        let ask = Ask { query, programme, edition: Arc::clone(&edition), path: uri.path().to_owned(), changed: None };
        let ready = Arc::new(make(&ask, own)?);
        edition.keep(address_of(uri), &ready);
        Ok(ready.respond(headers))
    }
}

/// Answers what was answered before, from the edition's ready answers; anything else goes on to its handler.
async fn kept(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() == Method::GET
        && let Some(ready) = app.press.edition(&app.live).answer(address_of(request.uri()))
    {
        return protected(&app, ready.respond(request.headers()));
    }
    protected(&app, next.run(request).await)
}

/// Tells a browser what a page may do, what it may be taken for, and what others may know of it.
fn protected(app: &App, mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in PROTECTIONS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if app.notice().is_secure() {
        // A year, over TLS only.
        headers.entry(STRICT_TRANSPORT_SECURITY).or_insert(HeaderValue::from_static("max-age=31536000"));
    }
    response
}

/// The path and the parameters of an address, as they were asked.
fn address_of(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |address| address.as_str())
}

/// Answers where nothing is.
async fn missing(State(app): State<App>, uri: Uri) -> Response {
    refuse(&app, &uri, &Error::NotFound("such address".to_owned()))
}

/// Answers a method that an address does not take.
async fn refused(State(app): State<App>, uri: Uri) -> Response {
    refuse(&app, &uri, &Error::Method)
}

/// An error in the form of its door: JSON under `/api`, else a page.
fn refuse(app: &App, uri: &Uri, error: &Error) -> Response {
    let path = uri.path();
    if path == "/api" || path.starts_with("/api/") { error.as_json() } else { pages::error::answer(app, uri, error) }
}
