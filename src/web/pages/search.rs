//! `/recherche`: places by any of their names, and dated things by their titles.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{frame::Frame, lines::Line, page, parts::plural};
use crate::{
    programme::{filter::Filter, search::Place, timeline},
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

/// How many hits are shown of each kind.
const HITS: usize = 100;

/// How many dated things are shown.
const DATES: usize = 20;

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    q: String,
    total: usize,
    groups: Vec<Group>,
    dates: Vec<Line>,
    more_dates: Option<String>,
}

/// The hits of one kind.
struct Group {
    title: &'static str,
    hits: Vec<Hit>,
    left_out: usize,
}

struct Hit {
    name: String,
    href: String,
    /// “phase 1”, for a territory.
    phase: String,
    /// The name that was found, where it is another.
    found: String,
}

/// Answers `/recherche`.
pub(super) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, &["q"]], answer)
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let q = ask.query.filter.q.clone().unwrap_or_default();
    let mut groups = [
        Group { title: "Territoires", hits: Vec::new(), left_out: 0 },
        Group { title: "Régions", hits: Vec::new(), left_out: 0 },
        Group { title: "Départements", hits: Vec::new(), left_out: 0 },
    ];
    for hit in programme.index().search(&q) {
        let [territories, regions, departements] = &mut groups;
        let group = match hit.place {
            Place::Territory(_) => territories,
            Place::Region(_) => regions,
            Place::Departement(_) => departements,
        };
        if group.hits.len() == HITS {
            group.left_out += 1;
            continue;
        }
        group.hits.push(Hit {
            href: address::place(&hit.place, &hit.name),
            phase: hit.place.phase().map(|phase| format!("phase {phase}")).unwrap_or_default(),
            name: hit.name,
            found: hit.found.unwrap_or_default(),
        });
    }
    let words = Filter { q: Some(q.clone()), ..Filter::default() };
    let found = if q.is_empty() { None } else { Some(timeline::page(programme, &words, None, DATES)) };
    let dates: Vec<Line> = found.iter().flat_map(|page| &page.items).map(|item| Line::of(programme, item)).collect();
    let more = found.and_then(|page| page.next).map(|_| {
        let query = serde_urlencoded::to_string([("phase", "all"), ("q", &q)]).unwrap_or_default();
        format!("/chronologie?{query}")
    });
    let groups: Vec<Group> = groups.into_iter().filter(|group| !group.hits.is_empty()).collect();
    let frame = Frame::of(ask, "recherche");
    let total = groups.iter().map(|group| group.hits.len() + group.left_out).sum();
    frame.ready(&Page { q, total, groups, dates, more_dates: more, frame: frame.clone() })
}
