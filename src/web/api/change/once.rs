//! What lets a change be asked for again without being made twice: the caller's `Idempotency-Key`, and the answer that is
//! kept under it in the very transaction of the change.

use axum::{
    body::Body,
    http::{
        HeaderName, HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, LOCATION},
    },
    response::Response,
};

use super::Sent;
use crate::{
    access::kept_answer::{self, Answer},
    programme::{desk::Desk, live::Live},
    store::{Actor, Moment},
    web::error::Error,
};

/// What a replayed answer bears.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// A request whose answer is kept.
#[derive(Clone, Copy, Debug)]
pub(in crate::web::api) struct Once<'a> {
    account: i64,
    key: &'a str,
    sent: &'a Sent,
    now: Moment,
}

impl<'a> Once<'a> {
    /// A request under a key; none where it has none, where nobody can be told apart, and where the change is only
    /// tried: that is answered anew each time.
    ///
    /// # Errors
    /// As [`Sent::key`].
    pub fn of(sent: &'a Sent, actor: &Actor, tried: bool, now: Moment) -> Result<Option<Self>, Error> {
        let key = sent.key()?.filter(|_| !tried);
        Ok(key.zip(actor.account()).map(|(key, account)| Self { account, key, sent, now }))
    }

    /// The answer that was given before.
    ///
    /// # Errors
    /// [`Error::KeyTaken`] where that was to another request.
    pub async fn answered(&self, live: &Live) -> Result<Option<Response>, Error> {
        let kept = kept_answer::find(live.store(), self.account, self.key, self.now).await?;
        kept.map(|kept| self.replay(kept)).transpose()
    }

    /// The same at a desk, where of two requests at once the second sees the first's.
    ///
    /// # Errors
    /// As [`Once::answered`].
    pub async fn answered_within(&self, desk: &Desk) -> Result<Option<Response>, Error> {
        let kept = kept_answer::find_within(desk.connection(), self.account, self.key, self.now).await?;
        kept.map(|kept| self.replay(kept)).transpose()
    }

    /// Keeps an answer with the change.
    ///
    /// # Errors
    /// The database's own failures.
    pub async fn keep(&self, desk: &mut Desk, answer: &Answer) -> Result<(), Error> {
        let id = kept_answer::make_room(desk.connection(), self.account, self.key, self.now).await?;
        let of = (self.account, self.key, self.sent.fingerprint());
        desk.keep(kept_answer::row(id, of, answer.clone(), self.now));
        Ok(())
    }

    fn replay(&self, kept: kept_answer::Model) -> Result<Response, Error> {
        if kept.fingerprint != self.sent.fingerprint() {
            return Err(Error::KeyTaken);
        }
        let mut response = respond(kept.into());
        response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
        Ok(response)
    }
}

/// The answer to a change, which nobody else is to keep.
pub(in crate::web::api) fn respond(answer: Answer) -> Response {
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in [(ETAG, answer.etag), (LOCATION, answer.location)] {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    }
    response
}
