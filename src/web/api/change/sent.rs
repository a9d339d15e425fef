//! What a program sent: the whole request, its body bounded, and the draft that the body gives.

use axum::{
    body::{Bytes, to_bytes},
    extract::{FromRequest, Request},
    http::{
        HeaderMap, HeaderValue, Method, Uri,
        header::{CONTENT_LENGTH, CONTENT_TYPE},
    },
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::{Path, Segment};
use sha2::{Digest as _, Sha256};

use crate::web::{
    App,
    api::Refusal,
    error::{Error, Fault},
    query::{Own, Query, Reader},
};

/// How many bytes a body may have.
pub(in crate::web::api) const MOST: usize = 1 << 20;

/// How many characters an `Idempotency-Key` may have.
const KEY: usize = 255;

/// A request that asks for a change.
#[derive(Clone, Debug)]
pub(in crate::web::api) struct Sent {
    /// Its method.
    pub method: Method,
    /// Its address.
    pub uri: Uri,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

/// What every change takes in its address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(in crate::web::api) struct TryParam {
    /// Whether the change is only tried: it is checked, and answered as if it were made, but nothing is written.
    #[param(example = true)]
    dry_run: Option<bool>,
}

impl Own for TryParam {
    const NAMES: &'static [&'static str] = &["dry_run"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.dry_run = reader.one(name, value, "true or false");
    }
}

impl FromRequest<App> for Sent {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &App) -> Result<Self, Refusal> {
        Ok(Self::read(request, MOST).await?)
    }
}

impl Sent {
    /// Reads a request, its body no further than it may go.
    ///
    /// # Errors
    /// [`Error::TooLarge`] where it has more than `most` bytes, [`Error::Body`] where it breaks off.
    pub async fn read(request: Request, most: usize) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let length = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if length.is_some_and(|length: usize| length > most) {
            return Err(Error::TooLarge);
        }
        let body = to_bytes(body, most).await.map_err(|error| {
            let mut cause: Option<&dyn std::error::Error> = Some(&error);
            let mut is_limit = false;
            while let Some(one) = cause {
                is_limit |= one.to_string() == "length limit exceeded";
                cause = one.source();
            }
            if is_limit { Error::TooLarge } else { Error::Body("the body breaks off".to_owned()) }
        })?;
        Ok(Self { method: parts.method, uri: parts.uri, headers: parts.headers, body })
    }

    /// The same where the address takes no body: it is nothing, or says nothing.
    ///
    /// # Errors
    /// [`Error::Body`] where there is one.
    pub fn without_body(mut self) -> Result<Self, Error> {
        if !self.body.trim_ascii().is_empty() {
            return Err(Error::Body("this address takes no body".to_owned()));
        }
        self.body = Bytes::from_static(b"null");
        self.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        Ok(self)
    }

    /// Whether the change is only tried.
    ///
    /// # Errors
    /// [`Error::Parameters`] for any other parameter.
    pub fn is_tried(&self, app: &App) -> Result<bool, Error> {
        let query = self.uri.query().unwrap_or_default();
        let (_, own) = Query::read_own::<TryParam>(query, &[], &app.live.time)?;
        Ok(own.dry_run == Some(true))
    }

    /// The draft that the body gives.
    ///
    /// # Errors
    /// [`Error::Type`] where it is not said to be JSON, [`Error::Shape`] where it is none or of another shape.
    pub fn draft<D: DeserializeOwned>(&self) -> Result<D, Error> {
        if media_type(&self.headers) != "application/json" {
            return Err(Error::Type("application/json"));
        }
        let value: Value = serde_json::from_slice(&self.body).map_err(|error| shape(&error, ""))?;
        if let Some((pointer, found)) = listed(&value) {
            let (found, expected) = (found.to_owned(), "an object".to_owned());
            let fault = Fault { pointer, found, expected, ..Fault::default() };
            return Err(Error::Shape { malformed: false, fault: Box::new(fault) });
        }
        let mut reader = serde_json::Deserializer::from_slice(&self.body);
        let read = serde_path_to_error::deserialize(&mut reader);
        read.map_err(|error| shape(error.inner(), &pointer(error.path())))
    }

    /// The key under which the answer is to be kept.
    ///
    /// # Errors
    /// [`Error::Body`] where it is none.
    pub fn key(&self) -> Result<Option<&str>, Error> {
        let mut given = self.headers.get_all("idempotency-key").iter();
        let Some(first) = given.next() else { return Ok(None) };
        let text = first.to_str().ok().filter(|text| {
            (1..=KEY).contains(&text.len())
                && text.bytes().all(|byte| byte.is_ascii_graphic())
                && given.next().is_none()
        });
        let expected = "Idempotency-Key cannot be read: expected 1 to 255 visible ASCII characters, once";
        text.map(Some).ok_or_else(|| Error::Body(expected.to_owned()))
    }

    /// What tells this request from every other one: the SHA-256 of its method, address, version and body.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |part: &[u8]| {
            hash.update(part.len().to_be_bytes());
            hash.update(part);
        };
        add(self.method.as_str().as_bytes());
        add(self.uri.path_and_query().map_or("/", |address| address.as_str()).as_bytes());
        for name in ["if-match", "if-none-match"] {
            for value in self.headers.get_all(name) {
                add(name.as_bytes());
                add(value.as_bytes());
            }
        }
        add(&self.body);
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// The media type of a body, in lower case and without its parameters; empty where it is not said.
pub(in crate::web::api) fn media_type(headers: &HeaderMap) -> String {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Where a list stands in place of an object, which would be read for the object's fields in their order; of no draft is
/// a list part of a list.
fn listed(value: &Value) -> Option<(Option<String>, &'static str)> {
    match value {
        Value::Array(_) => Some((None, "a list")),
        Value::Object(fields) => fields.iter().find_map(|(name, field)| {
            let place = field.as_array()?.iter().position(Value::is_array)?;
            Some((Some(format!("/{}/{place}", escaped(name))), "a list"))
        }),
        _ => None,
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The place of a field as a JSON pointer (RFC 6901).
fn pointer(path: &Path) -> String {
    path.iter().fold(String::new(), |pointer, segment| match segment {
        Segment::Seq { index } => format!("{pointer}/{index}"),
        Segment::Map { key } => format!("{pointer}/{}", escaped(key)),
        Segment::Enum { variant } => format!("{pointer}/{variant}"),
        Segment::Unknown => pointer,
    })
}

/// What is wrong with a body that is no JSON, or JSON of another shape.
fn shape(error: &serde_json::Error, pointer: &str) -> Error {
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or_default();
    // A field that comes twice is told of what it stands in.
    let twice = said.strip_prefix("duplicate field `").and_then(|rest| rest.strip_suffix('`'));
    let pointer = match twice {
        Some(field) if !pointer.ends_with(&format!("/{field}")) => format!("{pointer}/{}", escaped(field)),
        _ => pointer.to_owned(),
    };
    let (found, expected) = said.rsplit_once(", expected ").unwrap_or((said, "JSON of the address’s own shape"));
    let fault = Fault {
        pointer: Some(pointer).filter(|pointer| !pointer.is_empty()),
        line: u32::try_from(error.line()).ok(),
        column: Some(error.column().to_string()),
        found: found.to_owned(),
        expected: expected.to_owned(),
        ..Fault::default()
    };
    Error::Shape { malformed: !error.is_data(), fault: Box::new(fault) }
}
