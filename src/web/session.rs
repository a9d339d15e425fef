//! Who is signed in: the cookie of a session, and what it opens.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, request::Parts},
};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};

use super::{App, error::Error};
use crate::{
    access::{account::Account, secret::Secret, session},
    programme::{
        region::RegionCode,
        rights::{self, Action},
    },
};

/// Who is signed in. Put into a request by the door that it passes ([`super::pages`]).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The account.
    pub account: Account,
    /// The number of the session.
    pub session: i64,
}

impl Signed {
    /// Whether the account may do something somewhere.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        rights::anywhere(&self.account.actor(), action)
    }

    /// Whether the account may do something in a region.
    #[must_use]
    pub fn may_in(&self, action: Action, region: RegionCode) -> bool {
        rights::in_region(&self.account.actor(), action, region)
    }
}

impl FromRequestParts<App> for Signed {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, StatusCode> {
        // A handler that asks for it stands behind a door that puts it there.
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// The name of the cookie: bound to this host and to TLS where there is TLS (RFC 6265bis, `__Host-`).
fn name(app: &App) -> &'static str {
    if app.notice().is_secure() { "__Host-jalons" } else { "jalons" }
}

/// Who a request shows to be signed in.
///
/// # Errors
/// [`Error::Internal`] if the database fails.
pub async fn find(app: &App, headers: &HeaderMap) -> Result<Option<Signed>, Error> {
    let jar = CookieJar::from_headers(headers);
    let Some(cookie) = jar.get(name(app)) else { return Ok(None) };
    let found = session::find(app.live.store(), cookie.value(), app.live.time.now()).await?;
    Ok(found.map(|(account, session)| Signed { account, session }))
}

/// The cookie of a session that begins; the browser drops it when it is closed.
#[must_use]
pub fn cookie(app: &App, secret: &Secret) -> Cookie<'static> {
    let mut cookie = empty(app);
    cookie.set_value(secret.reveal().to_owned());
    cookie
}

/// What makes a browser forget the cookie.
#[must_use]
pub fn gone(app: &App) -> Cookie<'static> {
    let mut cookie = empty(app);
    cookie.make_removal();
    cookie
}

fn empty(app: &App) -> Cookie<'static> {
    Cookie::build((name(app), ""))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.notice().is_secure())
        .build()
}
