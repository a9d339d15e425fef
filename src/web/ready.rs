//! Ready answers: bytes with their type, strong ETag and encodings, made once and sent many times.

use std::{io::Write as _, sync::OnceLock};

use axum::{
    body::Body,
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

/// What bears a hash in its address never changes.
pub const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Below this size compression gains nothing.
const WORTH_COMPRESSING: usize = 860;

/// An answer made ready.
#[derive(Debug)]
pub struct Ready {
    media_type: HeaderValue,
    cache: HeaderValue,
    tag: String,
    plain: axum::body::Bytes,
    gzip: OnceLock<axum::body::Bytes>,
    brotli: OnceLock<axum::body::Bytes>,
    headers: Vec<(HeaderName, HeaderValue)>,
    slowly: bool,
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
        let tag = hash(&bytes);
        Self {
            media_type: HeaderValue::from_static(media_type),
            cache: REVALIDATE,
            tag,
            plain: bytes.into(),
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            headers: Vec::new(),
            slowly: false,
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
        self.cache = IMMUTABLE;
        self.slowly = true;
        self
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// How many bytes it weighs, its encodings left out.
    #[must_use]
    pub fn len(&self) -> usize {
        self.plain.len()
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }

    /// The answer to a request with these headers: 304 where the reader has it already.
    #[must_use]
    pub fn respond(&self, request: &HeaderMap) -> Response<Body> {
        let encoding = self.encoding(request);
        let tag = self.etag(encoding);
        let unchanged = request
            .get_all(IF_NONE_MATCH)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .any(|known| self.matches(known.trim()));
        let body = match (unchanged, encoding) {
            (true, _) => axum::body::Bytes::new(),
            (false, Encoding::Plain) => self.plain.clone(),
            (false, Encoding::Gzip) => self.gzip.get_or_init(|| gzip(&self.plain)).clone(),
            (false, Encoding::Brotli) => {
                self.brotli.get_or_init(|| brotli(&self.plain, if self.slowly { 11 } else { 5 })).clone()
            }
        };
        let length = body.len();
        let mut response = Response::new(Body::from(body));
        if unchanged {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(ETAG, tag);
        headers.insert(CACHE_CONTROL, self.cache.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        for (name, value) in &self.headers {
            headers.append(name.clone(), value.clone());
        }
        if !unchanged {
            headers.insert(CONTENT_TYPE, self.media_type.clone());
            headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
            match encoding {
                Encoding::Plain => None,
                Encoding::Gzip => headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip")),
                Encoding::Brotli => headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br")),
            };
        }
        response
    }

    fn encoding(&self, request: &HeaderMap) -> Encoding {
        let Some(accepted) = request.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()) else {
            return Encoding::Plain;
        };
        let kind = self.media_type.to_str().unwrap_or_default();
        let compressible = kind.starts_with("text/") || kind.contains("json") || kind.contains("svg");
        if !compressible || self.plain.len() < WORTH_COMPRESSING {
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

    /// Each encoding is a representation of its own, and has a strong ETag of its own (RFC 9110, 8.8.3).
    fn etag(&self, encoding: Encoding) -> HeaderValue {
        let suffix = match encoding {
            Encoding::Plain => "",
            Encoding::Gzip => "-gzip",
            Encoding::Brotli => "-br",
        };
        HeaderValue::from_str(&format!("\"{}{suffix}\"", self.tag)).unwrap_or(HeaderValue::from_static("\"0\""))
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

fn gzip(bytes: &[u8]) -> axum::body::Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    match encoder.write_all(bytes).and_then(|()| encoder.finish()) {
        Ok(encoded) => encoded.into(),
        Err(_) => unreachable_in_memory(),
    }
}

fn brotli(bytes: &[u8], quality: u32) -> axum::body::Bytes {
    let mut encoded = Vec::new();
    let mut encoder = brotli::CompressorWriter::new(&mut encoded, 4096, quality, 20);
    if encoder.write_all(bytes).and_then(|()| encoder.flush()).is_err() {
        return unreachable_in_memory();
    }
    drop(encoder);
    encoded.into()
}

/// Writing into memory cannot fail; were it to, an empty body is better than a fall.
fn unreachable_in_memory() -> axum::body::Bytes {
    tracing::error!("compressing in memory failed");
    axum::body::Bytes::new()
}
