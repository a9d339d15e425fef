//! The fields of a form, as a browser sends them.

use axum::{
    extract::{FromRequest, Request, rejection::FormRejection},
    http::{StatusCode, Uri},
    response::Response,
};

use super::refused;
use crate::web::{App, error::Error};

/// The fields of a form, in their order; a name may come several times.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(pub Vec<(String, String)>);

impl Fields {
    /// The parameters of an address, read as the fields of a form.
    #[must_use]
    pub fn of(uri: &Uri) -> Self {
        Self(serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default())
    }

    /// The first value of a field, trimmed; empty where there is none.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.verbatim(name).trim()
    }

    /// The first value of a field, trimmed; none where it is blank.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<String> {
        Some(self.one(name)).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// The first value of a field, as it was typed: what a password is.
    #[must_use]
    pub fn verbatim(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Every value of a field, trimmed, the blank ones left out.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let named = self.0.iter().filter(move |(known, _)| known == name);
        named.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a field was sent at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Whether what is given is to be published, and not only previewed; none where it is only shown.
    #[must_use]
    pub fn lasts(&self) -> Option<bool> {
        match self.one("etape") {
            "apercu" => Some(false),
            "publier" => Some(true),
            _ => None,
        }
    }

    /// A field as a number.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<i64> {
        self.one(name).parse().ok()
    }
}

impl FromRequest<App> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let uri = request.uri().clone();
        let error = match axum::Form::<Vec<(String, String)>>::from_request(request, app).await {
            Ok(axum::Form(fields)) => return Ok(Self(fields)),
            Err(FormRejection::InvalidFormContentType(_)) => Error::Type("application/x-www-form-urlencoded"),
            Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            Err(_) => Error::Body("this address takes the fields of a form".to_owned()),
        };
        Err(refused(app, &uri, &error))
    }
}
