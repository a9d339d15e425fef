//! What every answer of the API is wrapped in: `data`, `meta` and `links`; and how a list is cut into pages.

use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    programme::{
        filter::Filter,
        timeline::{self, Kind, Position},
    },
    store::{Key, Moment, SubjectId},
    web::{
        Ask,
        error::{Error, Wrong},
        ready::Ready,
    },
};

/// Under which licence the data are given.
pub const LICENCE: &str = "Licence Ouverte 2.0";

/// Who is to be named by those who reuse them.
pub const ATTRIBUTION: &str = "Jalons, d’après l’ANCT et les sources citées";

/// What an answer says of itself.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Meta {
    /// How many items pass the filter, on all pages; of a list only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub total: Option<usize>,
    /// The day of the clock: what was publicly known then.
    pub known_on: NaiveDate,
    /// The moment of the clock: what was recorded here by then; null: everything.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub recorded_at: Option<Moment>,
    /// The phase shown: 1 or 2; null where both are, or phases play no part.
    pub phase: Option<i32>,
    /// When the record last changed; null while it is empty.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub last_update: Option<Moment>,
    /// The line of the journal that a change made: what undoes it names. Of a change only; absent where it changed
    /// nothing, or was only tried.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub journal: Option<i64>,
    /// The proposals that a change made, which wait for a decision. Of a change only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<i64>,
    /// Whether a change was only tried: nothing was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub dry_run: Option<bool>,
    /// The licence of the data.
    pub licence: &'static str,
    /// Who is to be named.
    pub attribution: &'static str,
}

/// Where an answer stands among others.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Links {
    /// The answer itself.
    #[serde(rename = "self")]
    pub itself: String,
    /// The next page, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub next: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, Serialize)]
pub struct List<T> {
    /// The items, in order.
    pub data: Vec<T>,
    /// What the answer says of itself.
    pub meta: Meta,
    /// Where it stands.
    pub links: Links,
}

/// One item.
#[derive(Clone, Debug, Serialize)]
pub struct One<T> {
    /// The item.
    pub data: T,
    /// What the answer says of itself.
    pub meta: Meta,
    /// Where it stands.
    pub links: Links,
}

/// A page cut out of a list.
#[derive(Clone, Debug)]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// How many there are on all pages.
    pub total: usize,
    /// What the next page comes after.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// The same page of what `make` makes of the rows.
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Page<U> {
        Page { rows: self.rows.into_iter().map(make).collect(), total: self.total, next: self.next }
    }
}

/// What an answer to `ask` says of itself.
#[must_use]
pub fn meta(ask: &Ask, total: Option<usize>) -> Meta {
    let clock = ask.clock();
    let changed = ask.changed.clone().unwrap_or_default();
    Meta {
        total,
        known_on: clock.known_on,
        recorded_at: clock.recorded_at,
        phase: ask.query.filter.phase.map(|phase| phase.number()),
        last_update: ask.programme.record().last_update(clock.recorded_at),
        journal: changed.line,
        waits: changed.waits,
        dry_run: changed.tried.then_some(true),
        licence: LICENCE,
        attribution: ATTRIBUTION,
    }
}

/// The answer that a page of a list is.
///
/// # Errors
/// [`Error::Internal`] if the items cannot be written as JSON.
pub fn list<T: Serialize>(ask: &Ask, page: Page<T>) -> Result<Ready, Error> {
    let next = page.next.map(|next| address(ask, &[("after", Some(&next))]));
    let links = Links { itself: address(ask, &[]), next };
    json(&List { data: page.rows, meta: meta(ask, Some(page.total)), links })
}

/// The answer that one item is, with the version of its subject.
///
/// # Errors
/// [`Error::Internal`] if it cannot be written as JSON.
pub fn item<T: Serialize>(ask: &Ask, data: T, version: i64) -> Result<Ready, Error> {
    let links = Links { itself: address(ask, &[]), next: None };
    Ok(json(&One { data, meta: meta(ask, None), links })?.of_version(version))
}

/// Cuts a page out of rows: those that come after the one named by `after`, at most `limit`, in the order of their
/// places. `find` gives the place of what goes by a name, whether or not it passes the filter; `name` is its inverse.
///
/// # Errors
/// [`Error::Parameters`] where `after` names nothing.
pub fn page<K: Ord, T>(
    ask: &Ask,
    mut rows: Vec<(K, T)>,
    find: impl FnOnce(&str) -> Option<K>,
    name: impl Fn(&K, &T) -> String,
) -> Result<Page<T>, Error> {
    let total = rows.len();
    if let Some(after) = &ask.query.after {
        let after = find(after).ok_or_else(|| no_such_cursor(after))?;
        rows.retain(|(place, _)| *place > after);
    }
    rows.sort_unstable_by(|(one, _), (two, _)| one.cmp(two));
    let more = rows.len() > ask.query.limit;
    rows.truncate(ask.query.limit);
    let next = rows.last().filter(|_| more).map(|(place, row)| name(place, row));
    Ok(Page { rows: rows.into_iter().map(|(_, row)| row).collect(), total, next })
}

/// Cuts a page out of the rows of the timeline that are of `kinds` and pass the filter of `ask`: of each, what `view`
/// gives, if anything. `key` is the key of what goes by a name; `name` is its inverse.
///
/// # Errors
/// As [`page`].
pub fn dated<'a, V>(
    ask: &'a Ask,
    kinds: Vec<Kind>,
    view: impl Fn(SubjectId) -> Option<&'a V>,
    key: impl FnOnce(&str) -> Option<Key>,
    name: impl Fn(&V) -> String,
) -> Result<Page<&'a V>, Error> {
    let programme = &ask.programme;
    let filter = Filter { kinds, ..ask.query.filter.clone() };
    let mut rows: Vec<(Position, &V)> = Vec::new();
    timeline::walk(programme, &filter, None, |item| {
        rows.extend(view(item.position.subject).map(|view| (item.position, view)));
        false
    });
    let find = |text: &str| {
        let item = timeline::item(programme, programme.record().find(&key(text)?)?.id)?;
        filter.kinds.contains(&item.kind).then_some(item.position)
    };
    page(ask, rows, find, |_, view| name(view))
}

/// What is wrong with a cursor that names nothing.
#[must_use]
pub fn no_such_cursor(after: &str) -> Error {
    let expected = "what the next link of a page bears".to_owned();
    Error::Parameters(vec![Wrong { parameter: "after".to_owned(), found: after.to_owned(), expected }])
}

/// The address of `ask` with some parameters set anew.
fn address(ask: &Ask, changes: &[(&str, Option<&str>)]) -> String {
    let query = ask.query.with(changes);
    if query.is_empty() { ask.path.clone() } else { format!("{}?{query}", ask.path) }
}

fn json<T: Serialize>(value: &T) -> Result<Ready, Error> {
    let bytes = serde_json::to_vec(value).map_err(|error| {
        tracing::error!(%error, "an answer cannot be written as JSON");
        Error::Internal
    })?;
    Ok(Ready::new("application/json", bytes))
}
