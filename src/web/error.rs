//! What a door answers when it cannot give what was asked: one error, shown as a page or as RFC 9457 JSON.

use axum::http::{HeaderValue, StatusCode, header::CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

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
    /// The server's own fault; the cause is in its log.
    #[error("the server failed")]
    Internal,
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
            Self::Internal => ("internal", Vec::new()),
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
        }
    }

    /// The error as the API answers it.
    #[must_use]
    pub fn as_json(&self) -> Response {
        let body = serde_json::to_vec(&self.problem()).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        (self.status(), [(CONTENT_TYPE, kind)], body).into_response()
    }
}
