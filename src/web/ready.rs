//! Ready answers: bytes with their type, strong ETag and encodings, made once and sent many times.

use std::{io::Write as _, sync::OnceLock};

use axum::{
    body::{Body, Bytes},
    http::{
        HeaderMap, HeaderName, HeaderValue, Response, StatusCode,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
        },
    },
};
use sha2::{Digest as _, Sha256};

/// Readers keep an answer but ask each time whether it is still good: a 304 costs nothing.
pub const REVALIDATE: HeaderValue = HeaderValue::from_static("public, no-cache");

/// What one account is answered is kept by nobody between.
pub const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-cache");

/// What bears a hash in its address never changes.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Below this size compression gains nothing.
const WORTH_COMPRESSING: usize = 860;

/// An answer made ready.
#[derive(Debug)]
pub struct Ready {
    head: HeaderMap,
    tag: String,
    compressible: bool,
    slowly: bool,
    bytes: Bytes,
    plain: OnceLock<Sent>,
    gzip: OnceLock<Sent>,
    brotli: OnceLock<Sent>,
}

/// One representation: its headers and its bytes.
#[derive(Debug)]
struct Sent {
    headers: HeaderMap,
    bytes: Bytes,
}

/// How bytes are encoded on their way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    Plain,
    Gzip,
    Brotli,
}

impl Ready {
    /// An answer whose ETag is the hash of its bytes.
    #[must_use]
    pub fn new(media_type: &'static str, bytes: Vec<u8>) -> Self {
        let is_text = media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("svg");
        Self {
            head: HeaderMap::from_iter([
                (CONTENT_TYPE, HeaderValue::from_static(media_type)),
                (CACHE_CONTROL, REVALIDATE),
                (VARY, HeaderValue::from_static("accept-encoding")),
            ]),
            tag: hash(&bytes),
            compressible: is_text && bytes.len() >= WORTH_COMPRESSING,
            slowly: false,
            bytes: bytes.into(),
            plain: OnceLock::new(),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
        }
    }

    /// The same with the version of the one subject that it is about before the hash, so that `If-Match` can
    /// compare that part.
    #[must_use]
    pub fn of_version(mut self, version: i64) -> Self {
        self.tag = format!("{version}.{}", self.tag);
        self
    }

    /// The same, never asked for again: its address bears a hash. It is worth compressing well.
    #[must_use]
    pub fn immutable(mut self) -> Self {
        self.head.insert(CACHE_CONTROL, IMMUTABLE);
        self.slowly = true;
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.head.append(name, value);
        self
    }

    /// Its ETag, as it is sent without an encoding.
    #[must_use]
    pub fn etag(&self) -> String {
        format!("\"{}\"", self.tag)
    }

    /// Its bytes, without an encoding.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The same for whoever asks alone: it differs from account to account.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.head.insert(CACHE_CONTROL, PRIVATE);
        self.head.insert(VARY, HeaderValue::from_static("accept-encoding, authorization"));
        self
    }

    /// How many bytes it weighs, its encodings left out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The answer to a request with these headers: 304 where the reader has it already.
    #[must_use]
    pub fn respond(&self, request: &HeaderMap) -> Response<Body> {
        let sent = self.sent(self.encoding(request));
        let unchanged = request
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|known| self.matches(known.trim()));
        let mut headers = sent.headers.clone();
        if unchanged {
            for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING] {
                headers.remove(name);
            }
        }
        let (status, body) = if unchanged {
            (StatusCode::NOT_MODIFIED, Body::empty())
        } else {
            (StatusCode::OK, sent.bytes.clone().into())
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }

    /// A representation, made when first asked for.
    fn sent(&self, encoding: Encoding) -> &Sent {
        match encoding {
            Encoding::Plain => self.plain.get_or_init(|| self.make(self.bytes.clone(), "", None)),
            Encoding::Gzip => self.gzip.get_or_init(|| self.make(gzip(&self.bytes), "-gzip", Some("gzip"))),
            Encoding::Brotli => {
                let quality = if self.slowly { 11 } else { 5 };
                self.brotli.get_or_init(|| self.make(brotli(&self.bytes, quality), "-br", Some("br")))
            }
        }
    }

    /// Each encoding is a representation of its own, and has a strong ETag of its own (RFC 9110, 8.8.3).
    fn make(&self, bytes: Bytes, suffix: &str, encoding: Option<&'static str>) -> Sent {
        let mut headers = self.head.clone();
        let tag = HeaderValue::from_str(&format!("\"{}{suffix}\"", self.tag));
        headers.insert(ETAG, tag.unwrap_or(HeaderValue::from_static("\"0\"")));
        headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        Sent { headers, bytes }
    }

    fn encoding(&self, request: &HeaderMap) -> Encoding {
        let Some(accepted) = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()) else {
            return Encoding::Plain;
        };
        if !self.compressible {
            return Encoding::Plain;
        }
        let takes = |name: &str| {
            accepted.split(',').any(|choice| {
                let (coding, weight) = choice.split_once(';').unwrap_or((choice, ""));
                coding.trim().eq_ignore_ascii_case(name) && !matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00")
            })
        };
        if takes("br") {
            Encoding::Brotli
        } else if takes("gzip") {
            Encoding::Gzip
        } else {
            Encoding::Plain
        }
    }

    fn matches(&self, known: &str) -> bool {
        if known == "*" {
            return true;
        }
        let known = known.strip_prefix("W/").unwrap_or(known).trim_matches('"');
        let known = known.strip_suffix("-gzip").or_else(|| known.strip_suffix("-br")).unwrap_or(known);
        known == self.tag
    }
}

/// The first 16 hexadecimal digits of the SHA-256 of some bytes.
#[must_use]
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(encoded) => encoded.into(),
        Err(_) => unreachable_in_memory(),
    }
}

fn brotli(bytes: &[u8], quality: u32) -> Bytes {
    let mut encoded = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut encoded, 4096, quality, 20);
    if encoder.write_all(bytes).and_then(|()| encoder.flush()).is_err() {
        return unreachable_in_memory();
    }
    drop(encoder);
    encoded.into()
}

/// Writing into memory cannot fail; were it to, an empty body is better than a fall.
fn unreachable_in_memory() -> Bytes {
    tracing::error!("compressing in memory failed");
    Bytes::new()
}
