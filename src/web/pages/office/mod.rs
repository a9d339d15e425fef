//! The officials' own pages, behind doors: what one must be allowed to do stands beside each address.
//!
//! None of them is kept or cached; no reader is given a cookie.

mod accounts;
mod act;
mod doors;
mod due;
mod file;
mod form;
mod frame;
mod link;
mod own;
mod proposals;
mod records;
mod region;
mod register;
mod sign_in;
mod values;

pub use doors::{DOORS, Door};

pub(super) use form::Fields;
pub(super) use frame::{Fault, answer, frame};

use axum::{
    Router,
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, LOCATION},
    },
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use tower_http::csrf::CsrfLayer;

use super::error;
use crate::{
    programme::rights::Action,
    web::{App, error::Error, session},
};

/// The addresses, each behind its door; forms from other sites are refused.
pub(super) fn router(app: &App) -> Router<App> {
    let mut router = Router::new();
    for door in DOORS {
        let mut route = (door.route)();
        if let Some(action) = door.action {
            let pass = move |State(app): State<App>, request: Request, next: Next| pass(app, action, request, next);
            route = route.layer(from_fn_with_state(app.clone(), pass));
        }
        router = router.route(door.path, route);
    }
    router.layer((from_fn(uncached), from_other_sites(app)))
}

/// What refuses a form that another site sent: by `Sec-Fetch-Site`, else by `Origin` against the host. Beside it the
/// cookie is `SameSite=Lax`, so that no browser sends it with such a form.
fn from_other_sites(app: &App) -> CsrfLayer {
    let layer = CsrfLayer::new();
    // Behind a proxy that rewrites `Host`, our own pages still say where they are from.
    layer.clone().add_trusted_origin(&app.notice().site).unwrap_or(layer)
}

async fn uncached(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Lets in whoever is signed in and may do `action` somewhere; leads the others to sign in, or says that they may not.
async fn pass(app: App, action: Action, mut request: Request, next: Next) -> Response {
    match session::find(&app, request.headers()).await {
        Ok(Some(signed)) if signed.may(action) => {
            request.extensions_mut().insert(signed);
            next.run(request).await
        }
        Ok(Some(_)) => refused(&app, request.uri(), &Error::Forbidden("this account may not do that".to_owned())),
        Ok(None) => sign_in_first(request.uri()),
        Err(error) => refused(&app, request.uri(), &error),
    }
}

/// The way to sign in, and back.
fn sign_in_first(uri: &Uri) -> Response {
    let back = uri.path_and_query().map_or("/a-faire", |address| address.as_str());
    let query = serde_urlencoded::to_string([("vers", back)]).unwrap_or_default();
    see(&format!("/connexion?{query}"))
}

/// Sends a browser on to a page, after a form or before one.
fn see(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/a-faire"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// The page of an error.
fn refused(app: &App, uri: &Uri, error: &Error) -> Response {
    error::answer(app, uri, error)
}
