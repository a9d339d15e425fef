//! The same thing as a file: any list or timeline page, its address ended by a format's suffix.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, Uri},
    routing::get,
};

use super::{frame::address as with_query, page};
use crate::{
    export::{FORMATS, Format, Site, lists::List, sheet::Sheet, timeline},
    programme::{filter::Filter, status::Status},
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, DATED},
        ready::Ready,
    },
};

/// The paths of the lists that have files, each with the list's name.
const LISTS: [&str; 6] = ["regions", "departements", "territoires", "questions", "sources", "journal"];

/// What `/en-retard` lists.
pub const LATE: [Status; 3] = [Status::Late, Status::Postponed, Status::Suspended];

/// A file that holds what a page shows.
#[derive(Clone, Debug)]
pub struct File {
    /// Its format's name.
    pub words: &'static str,
    /// What the format is for.
    pub purpose: &'static str,
    /// Its address.
    pub href: String,
    /// Its media type.
    pub kind: &'static str,
}

/// The files of the page at `path`, with the filters in force; `dated`: those of its calendar too.
#[must_use]
pub fn of(ask: &Ask, path: &str, dated: bool) -> Vec<File> {
    let query = ask.query.with(&[("group", None), ("limit", None), ("after", None)]);
    FORMATS
        .iter()
        .filter(|format| dated || !format.dated_only)
        .map(|format| File {
            words: format.name,
            purpose: format.purpose,
            href: with_query(&format!("{path}.{}", format.suffix), &query),
            kind: format.media_type,
        })
        .collect()
}

/// The addresses of files: one a list and format, since a route takes no `{name}.csv`.
pub fn router() -> Router<App> {
    let mut router = Router::new();
    for format in FORMATS {
        let dated = move |State(app): State<App>, uri: Uri, headers: HeaderMap| async move {
            page(&app, &uri, &headers, &[DATED, CLOCK], |ask| timeline_file(&app, ask, &ask.query.filter, format))
        };
        let late = move |State(app): State<App>, uri: Uri, headers: HeaderMap| async move {
            page(&app, &uri, &headers, &[&["phase", "region"], CLOCK], |ask| {
                let filter = Filter { statuses: LATE.to_vec(), ..ask.query.filter.clone() };
                timeline_file(&app, ask, &filter, format)
            })
        };
        router = router
            .route(&format!("/chronologie.{}", format.suffix), get(dated))
            .route(&format!("/en-retard.{}", format.suffix), get(late));
    }
    for (path, format) in LISTS.into_iter().flat_map(|path| Format::of_lists().map(move |format| (path, format))) {
        let list = move |State(app): State<App>, uri: Uri, headers: HeaderMap| async move {
            page(&app, &uri, &headers, &[DATED, CLOCK], |ask| {
                let list = List::named(path).ok_or(Error::Internal)?;
                let site = Site { base: &app.notice().site, page: address::subject };
                file(&list.sheet(&ask.programme, &ask.query.filter, &site), format)
            })
        };
        router = router.route(&format!("/{path}.{}", format.suffix), get(list));
    }
    router
}

/// The slug and the format of an address such as `/regions/32-hauts-de-france.ics`.
#[must_use]
pub fn split(slug: &str) -> Option<(&str, &'static Format)> {
    let found = FORMATS.iter().filter_map(|format| {
        let slug = slug.strip_suffix(format.suffix)?.strip_suffix('.')?;
        Some((slug, format))
    });
    // `.excel.csv` ends as `.csv` does: the shortest slug is meant.
    found.min_by_key(|(slug, _)| slug.len())
}

/// The timeline of what passes a filter, as a file.
///
/// # Errors
/// [`Error::Internal`] if it cannot be written.
pub fn timeline_file(app: &App, ask: &Ask, filter: &Filter, format: &Format) -> Result<Ready, Error> {
    let site = Site { base: &app.notice().site, page: address::subject };
    file(&timeline::sheet(&ask.programme, filter, &site), format)
}

fn file(sheet: &Sheet<'_>, format: &Format) -> Result<Ready, Error> {
    let bytes = format.write(sheet).map_err(|error| {
        tracing::error!(%error, "a file cannot be written");
        Error::Internal
    })?;
    let headers = sheet.stamp.headers(format).into_iter().filter(|(name, _)| *name != "content-type");
    Ok(headers.fold(Ready::new(format.media_type, bytes), |ready, (name, value)| match HeaderValue::from_str(&value) {
        Ok(value) => ready.with(HeaderName::from_static(name), value),
        Err(_) => ready,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_parted_from_its_suffix() {
        let split = |slug| split(slug).map(|(slug, format)| (slug, format.suffix));
        assert_eq!(split("32-hauts-de-france.ics"), Some(("32-hauts-de-france", "ics")));
        assert_eq!(split("32.excel.csv"), Some(("32", "excel.csv")));
        assert_eq!(split("32-hauts-de-france"), None);
    }

    #[test]
    fn every_path_of_a_list_names_one() {
        assert!(LISTS.into_iter().all(|path| List::named(path).is_some()));
    }
}
