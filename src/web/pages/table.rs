//! What the long lists share: choices of a filter, and pages.

use super::frame::address;
use crate::{
    programme::{departement::DepartementCode, record::Noun, region::RegionCode, search::fold, view::Programme},
    web::Ask,
};

/// How many rows a page of a list has, unless its address says: the whole of a phase, as it is today.
const ROWS: usize = 250;

/// A choice of a list of choices.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the address bears.
    pub value: String,
    /// What the reader sees.
    pub words: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(value: impl Into<String>, words: impl Into<String>, chosen: bool) -> Self {
        Self { value: value.into(), words: words.into(), chosen }
    }
}

/// Where a page of a list stands among the others.
#[derive(Clone, Debug)]
pub struct Pages {
    /// How many rows there are on all pages.
    pub total: usize,
    /// The first page, from any other.
    pub first: Option<String>,
    /// The next one.
    pub next: Option<String>,
}

/// How many rows the page has.
#[must_use]
pub fn limit(ask: &Ask) -> usize {
    let given = ask.query.given.iter().any(|(name, _)| name == "limit");
    if given { ask.query.limit } else { ROWS }
}

impl Pages {
    /// The pages around the one that ends where `next` begins.
    #[must_use]
    pub fn around(ask: &Ask, total: usize, next: Option<&str>) -> Self {
        let at =
            |after| address(&ask.path, &ask.query.with(&[("after", after), ("known_on", None), ("recorded_at", None)]));
        Self { total, first: ask.query.after.as_ref().map(|_| at(None)), next: next.map(|next| at(Some(next))) }
    }
}

/// Cuts the page that was asked for out of a whole list whose items go by `name`.
#[must_use]
pub fn cut<T>(ask: &Ask, items: Vec<T>, name: impl Fn(&T) -> String) -> (Vec<T>, Pages) {
    let total = items.len();
    let first = ask
        .query
        .after
        .as_ref()
        .map_or(0, |after| items.iter().position(|item| name(item) == *after).map_or(total, |index| index + 1));
    let limit = limit(ask);
    let more = total > first + limit;
    let items: Vec<T> = items.into_iter().skip(first).take(limit).collect();
    let next = if more { items.last().map(&name) } else { None };
    let pages = Pages::around(ask, total, next.as_deref());
    (items, pages)
}

/// The regions to choose from, by name.
#[must_use]
pub fn regions(programme: &Programme, chosen: Option<RegionCode>) -> Vec<Choice> {
    let codes = programme.record().subjects().iter().filter_map(|subject| match subject.noun {
        Noun::Region(code) => Some(code),
        _ => None,
    });
    let mut choices: Vec<Choice> =
        codes.map(|code| Choice::new(code.as_str(), programme.region_name(code), chosen == Some(code))).collect();
    choices.sort_by_cached_key(|choice| fold(&choice.words));
    choices
}

/// The départements to choose from, of one region where one is chosen.
#[must_use]
pub fn departements(programme: &Programme, chosen: Option<DepartementCode>, region: Option<RegionCode>) -> Vec<Choice> {
    let subjects = programme.record().subjects().iter().filter(|s| matches!(s.noun, Noun::Departement(_)));
    let mut choices: Vec<Choice> = subjects
        .filter_map(|subject| programme.departement_of(subject.id))
        .filter(|departement| region.is_none() || departement.region == region || chosen == Some(departement.code))
        .map(|departement| {
            let words = format!("{} {}", departement.code, departement.name);
            Choice::new(departement.code.as_str(), words, chosen == Some(departement.code))
        })
        .collect();
    choices.sort_by(|one, two| one.value.cmp(&two.value));
    choices
}
