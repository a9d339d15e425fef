//! What a door answers when it cannot give what was asked: one error, shown as a page or as RFC 9457 JSON.

use std::time::Duration;

use axum::http::{
    HeaderValue, StatusCode,
    header::{CONTENT_TYPE, ETAG, RETRY_AFTER, WWW_AUTHENTICATE},
};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

use crate::{
    access::{AccessError, throttle::TooMany},
    programme::{
        change::Invalid,
        desk::{Conflict, DeskError, Refusal},
        live::LiveError,
    },
    store::Key,
};

/// What is wrong with one parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Wrong {
    /// Its name.
    pub parameter: String,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

/// Why a request cannot be answered as asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Parameters that cannot be read; all of them.
    #[error("the request has parameters that cannot be read")]
    Parameters(Vec<Wrong>),
    /// Nothing is at that address, at that clock.
    #[error("there is no {0}")]
    NotFound(String),
    /// The thing stands at another address.
    #[error("moved to {0}")]
    Moved(String),
    /// The address takes no such method.
    #[error("this address takes no such method")]
    Method,
    /// Nobody is signed in, or the token serves no more.
    #[error("this address asks who you are: send a token that serves, as `Authorization: Bearer …`")]
    Unknown,
    /// Who asks may not do that, there.
    #[error("{0}")]
    Forbidden(String),
    /// Somebody else made the change that is to be undone.
    #[error("only the account that made a change may undo it")]
    NotOwn,
    /// Fields that cannot be taken; all of them.
    #[error("{} cannot be taken", counted(.0.len(), "field", "fields"))]
    Invalid(Vec<Invalid>),
    /// The body is no JSON, or its JSON is not of the shape that the address takes: the first such place.
    #[error("the body cannot be read: found {}, expected {}", .fault.found, .fault.expected)]
    Shape {
        /// Whether it is no JSON at all.
        malformed: bool,
        /// Where, what was found and what was expected.
        fault: Box<Fault>,
    },
    /// Cells and lines of a file that cannot be taken; all of them.
    #[error("{} of the file cannot be taken", counted(.faults.len(), "cell or line", "cells or lines"))]
    Cells {
        /// Each, with its place.
        faults: Vec<Fault>,
        /// Whether it is only that somebody else changed the same meanwhile.
        in_conflict: bool,
    },
    /// The change does not say which version it was made against.
    #[error(
        "say which version the change was made against: If-Match with the ETag that was read, or If-None-Match: * for what does not exist yet"
    )]
    NoVersion,
    /// The thing was changed meanwhile.
    #[error("{key} was changed meanwhile: it is at version {found}, and the change was made against {expected}")]
    Stale {
        /// Which subject.
        key: Key,
        /// The version that the change was made against.
        expected: i64,
        /// The version that it has now.
        found: i64,
        /// Its ETag now, where it is known.
        etag: Option<String>,
    },
    /// What is asked cannot be done as things stand.
    #[error("{0}")]
    Conflict(Conflict),
    /// The same key was sent with another request.
    #[error("this Idempotency-Key was sent before with another request")]
    KeyTaken,
    /// The body is not of the form that the address takes.
    #[error("{0}")]
    Body(String),
    /// The body is larger than the address takes.
    #[error("the body is larger than this address takes")]
    TooLarge,
    /// The body is of a type that the address does not take.
    #[error("this address takes {0}")]
    Type(&'static str),
    /// Too many requests of that kind.
    #[error("too many requests: try again in {} s", .0.as_secs() + 1)]
    TooMany(Duration),
    /// The server's own fault; the cause is in its log.
    #[error("the server failed")]
    Internal,
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

impl From<DeskError> for Error {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::Refused(refusal) => refusal.into(),
            DeskError::Live(error) => error.into(),
        }
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Invalid(invalid) => Self::Invalid(invalid),
            Refusal::Unknown(key) => Self::NotFound(key.to_string()),
            Refusal::NotOwn => Self::NotOwn,
            Refusal::Denied(_) => Self::Forbidden(refusal.to_string()),
            Refusal::Stale { key, expected, found } => Self::Stale { key, expected, found, etag: None },
            Refusal::Conflict(conflict) => Self::Conflict(conflict),
        }
    }
}

impl From<LiveError> for Error {
    fn from(error: LiveError) -> Self {
        tracing::error!(%error, "the database cannot be used");
        Self::Internal
    }
}

impl From<AccessError> for Error {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Unknown(what) => Self::NotFound(what.to_owned()),
            AccessError::Disabled(_) => Self::Forbidden(error.to_string()),
            other => {
                tracing::error!(error = %other, "an account cannot be used");
                Self::Internal
            }
        }
    }
}

impl From<TooMany> for Error {
    fn from(TooMany(wait): TooMany) -> Self {
        Self::TooMany(wait)
    }
}

/// An error as RFC 9457 `application/problem+json`.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// The kind of problem: an address in the API's own documentation.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is, in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What it is here.
    pub detail: String,
    /// Each parameter that is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Wrong>,
    /// Each field of the body, or cell of the file, that cannot be taken.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Fault>,
    /// The key of the subject that was changed meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "contract:1-ti-7505-contrat")]
    pub subject: Option<String>,
    /// The version that it has now.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub version: Option<i64>,
}

/// A field of a body, or a cell of a file, that cannot be taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Fault {
    /// The field, as a JSON pointer into the body (RFC 6901).
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, example = "/date")]
    pub pointer: Option<String>,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub sheet: Option<String>,
    /// The line of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub line: Option<u32>,
    /// The column, as a spreadsheet names it: `C`, or as the file's header does.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub column: Option<String>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub mend: Option<String>,
}

impl From<&Invalid> for Fault {
    fn from(invalid: &Invalid) -> Self {
        Self {
            pointer: Some(format!("/{}", invalid.field)),
            found: invalid.found.clone(),
            expected: invalid.expected.english(),
            ..Self::default()
        }
    }
}

impl Error {
    /// Its HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Parameters(_) => StatusCode::BAD_REQUEST,
            Self::NotFound(_) => StatusCode::NOT_FOUND,
            Self::Moved(_) => StatusCode::TEMPORARY_REDIRECT,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unknown => StatusCode::UNAUTHORIZED,
            Self::Forbidden(_) | Self::NotOwn => StatusCode::FORBIDDEN,
            Self::Invalid(_) | Self::KeyTaken => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Cells { in_conflict: true, .. } => StatusCode::CONFLICT,
            Self::Cells { in_conflict: false, .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NoVersion => StatusCode::PRECONDITION_REQUIRED,
            Self::Stale { .. } => StatusCode::PRECONDITION_FAILED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::Body(_) | Self::Shape { malformed: true, .. } => StatusCode::BAD_REQUEST,
            Self::Shape { malformed: false, .. } => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Type(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The error for a program.
    #[must_use]
    pub fn problem(&self) -> Problem {
        let (name, parameters) = match self {
            Self::Parameters(wrong) => ("parameters", wrong.clone()),
            Self::NotFound(_) => ("not-found", Vec::new()),
            Self::Moved(_) => ("moved", Vec::new()),
            Self::Method => ("method", Vec::new()),
            Self::Unknown => ("unknown", Vec::new()),
            Self::Forbidden(_) | Self::NotOwn => ("forbidden", Vec::new()),
            Self::Invalid(_) | Self::Shape { malformed: false, .. } => ("invalid", Vec::new()),
            Self::Shape { malformed: true, .. } => ("body", Vec::new()),
            Self::Cells { .. } => ("cells", Vec::new()),
            Self::NoVersion => ("no-version", Vec::new()),
            Self::Stale { .. } => ("stale", Vec::new()),
            Self::Conflict(_) => ("conflict", Vec::new()),
            Self::KeyTaken => ("key-taken", Vec::new()),
            Self::Body(_) => ("body", Vec::new()),
            Self::TooLarge => ("too-large", Vec::new()),
            Self::Type(_) => ("type", Vec::new()),
            Self::TooMany(_) => ("too-many", Vec::new()),
            Self::Internal => ("internal", Vec::new()),
        };
        let errors = match self {
            Self::Invalid(invalid) => invalid.iter().map(Fault::from).collect(),
            Self::Shape { fault, .. } => vec![Fault::clone(fault)],
            Self::Cells { faults, .. } => faults.clone(),
            _ => Vec::new(),
        };
        let (subject, version) = match self {
            Self::Stale { key, found, .. } => (Some(key.to_string()), Some(*found)),
            _ => (None, None),
        };
        let status = self.status();
        let detail = match self {
            Self::Parameters(wrong) => wrong
                .iter()
                .map(|wrong| format!("{}: found “{}”, expected {}", wrong.parameter, wrong.found, wrong.expected))
                .collect::<Vec<_>>()
                .join("; "),
            other => other.to_string(),
        };
        Problem {
            kind: format!("/api#{name}"),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail,
            parameters,
            errors,
            subject,
            version,
        }
    }

    /// The error as the API answers it.
    #[must_use]
    pub fn as_json(&self) -> Response {
        let body = serde_json::to_vec(&self.problem()).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status(), [(CONTENT_TYPE, kind)], body).into_response();
        let header = match self {
            Self::Unknown => Some((WWW_AUTHENTICATE, "Bearer realm=\"Jalons\"".to_owned())),
            Self::TooMany(wait) => Some((RETRY_AFTER, (wait.as_secs() + 1).to_string())),
            Self::Stale { etag: Some(etag), .. } => Some((ETAG, etag.clone())),
            _ => None,
        };
        if let Some((name, value)) = header.and_then(|(name, value)| Some((name, HeaderValue::from_str(&value).ok()?)))
        {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
