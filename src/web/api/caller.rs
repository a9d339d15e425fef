//! Who a program speaks for: the token that it shows, and what that may do. Cookies are not looked at under `/api`, so
//! that no other site can make a browser change anything here.

use axum::{
    extract::{FromRequestParts, OptionalFromRequestParts},
    http::{header::AUTHORIZATION, request::Parts},
};

use super::{App, Refusal};
use crate::{
    access::{
        account::Account,
        token::{self, Scope},
    },
    programme::rights::{self, Action},
    store::Actor,
    web::error::Error,
};

/// The account that a program speaks for, and what its token may be used for.
#[derive(Clone, Debug)]
pub(super) struct Caller {
    /// The account.
    pub account: Account,
    scopes: Vec<Scope>,
}

impl Caller {
    /// Who makes a change of this kind, where both the token and the account may do it somewhere; *where* is asked
    /// again, of the very subject.
    ///
    /// # Errors
    /// [`Error::Forbidden`] where either may not.
    pub fn may(&self, action: Action) -> Result<Actor, Error> {
        let actor = self.account.actor();
        // Asked first: whoever's role may not is not to look for a token that may.
        if !rights::anywhere(&actor, action) {
            return Err(Error::Forbidden(format!(
                "the role of this account, {}, does not allow that",
                actor.role().name()
            )));
        }
        if !Scope::of(action).is_some_and(|scope| self.scopes.contains(&scope)) {
            let needed = Scope::of(action).map_or("that no token has", Scope::name);
            return Err(Error::Forbidden(format!("this token may not do that: it needs the scope {needed}")));
        }
        Ok(actor)
    }
}

impl FromRequestParts<App> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let secret = secret(parts).ok_or(Error::Unknown)?;
        let found = token::find(app.live.store(), secret, app.live.time.now()).await.map_err(Error::from)?;
        let (account, scopes) = found.ok_or(Error::Unknown)?;
        Ok(Self { account, scopes })
    }
}

/// Whoever shows no token is nobody; a token that serves no more is refused all the same.
impl OptionalFromRequestParts<App> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Refusal> {
        if !parts.headers.contains_key(AUTHORIZATION) {
            return Ok(None);
        }
        <Self as FromRequestParts<App>>::from_request_parts(parts, app).await.map(Some)
    }
}

/// The token of `Authorization: Bearer …` (RFC 6750), given once.
fn secret(parts: &Parts) -> Option<&str> {
    let mut given = parts.headers.get_all(AUTHORIZATION).iter();
    let (Some(one), None) = (given.next(), given.next()) else { return None };
    let (scheme, secret) = one.to_str().ok()?.split_once(' ')?;
    let secret = secret.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !secret.is_empty()).then_some(secret)
}
