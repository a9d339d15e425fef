//! The static files, inside the program: under `/s/<hash>/`, where the hash is of them all. What stands there never
//! changes, so a browser asks once.

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse as _, Response},
    routing::get,
};
use rust_embed::RustEmbed;

use super::{
    App,
    ready::{REVALIDATE, Ready, hash},
};

/// What robots may read: the site as it is today. The past is the same pages once a day, without end.
const ROBOTS: &str = "User-agent: *\nDisallow: /*known_on=\nDisallow: /*recorded_at=\n";

#[derive(RustEmbed)]
#[folder = "frontend/static/"]
struct Folder;

struct Assets {
    base: String,
    files: BTreeMap<String, Ready>,
}

static ASSETS: LazyLock<Assets> = LazyLock::new(|| {
    let mut seal = Vec::new();
    let mut files = BTreeMap::new();
    for name in Folder::iter() {
        let Some(file) = Folder::get(&name) else { continue };
        seal.extend_from_slice(name.as_bytes());
        seal.extend_from_slice(hash(&file.data).as_bytes());
        let kind = mime_guess::from_path(name.as_ref()).first_raw().unwrap_or("application/octet-stream");
        files.insert(name.into_owned(), Ready::new(kind, file.data.into_owned()).immutable());
    }
    Assets { base: format!("/s/{}", hash(&seal)), files }
});

/// Where the static files are: `/s/<hash>`, without a slash at the end.
#[must_use]
pub fn base() -> &'static str {
    &ASSETS.base
}

/// Every static file by its name under [`base`].
pub fn names() -> impl Iterator<Item = &'static str> {
    ASSETS.files.keys().map(String::as_str)
}

/// The addresses of the static files, `robots.txt` and the icon that browsers guess.
pub fn router() -> Router<App> {
    Router::new()
        .route("/s/{hash}/{*name}", get(file))
        .route("/robots.txt", get(|| async { ROBOTS }))
        .route("/favicon.ico", get(|headers: HeaderMap| async move { found("favicon.svg", &headers) }))
}

async fn file(State(_): State<App>, Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    let mut response = found(&name, &headers);
    // A page of another version of the program asks for its own hash: ours is near enough, but not for ever.
    if base().strip_prefix("/s/") != Some(&hash) {
        response.headers_mut().insert(CACHE_CONTROL, REVALIDATE);
    }
    response
}

fn found(name: &str, headers: &HeaderMap) -> Response {
    match ASSETS.files.get(name) {
        Some(ready) => ready.respond(headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
