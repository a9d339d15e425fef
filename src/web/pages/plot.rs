//! The rows of the timeline as the drawing wants them: [`crate::web::drawing`] knows neither statements nor sources.

use super::{
    parts::{Tag, plural},
    story::capital,
};
use crate::{
    programme::{
        date::Edtf,
        life::{Life, Said},
        status::Status,
        timeline::{Item, Kind},
        view::Programme,
    },
    web::{
        address,
        drawing::{Mark, Options, Row, Span, draw},
    },
};

/// A row of the drawing, under no heading.
#[must_use]
pub fn row(programme: &Programme, item: &Item) -> Row {
    let met = match item.kind {
        Kind::Figure => item.date.as_ref().map(|date| span(date, item.date.as_ref().map(Edtf::french))),
        _ => item.met.as_ref().and_then(of_life),
    };
    let promised = item.promised.iter().flat_map(|life| life.trail.iter().chain([&life.retained]));
    let disputed = [&item.approved, &item.met].into_iter().flatten().flat_map(Life::contradicted);
    Row {
        group: String::new(),
        label: label(item),
        href: address::subject(programme, &item.key),
        promised: promised.filter_map(of_said).collect(),
        met,
        approved: item.approved.as_ref().and_then(of_life),
        disputed: disputed.filter_map(of_said).collect(),
        mark: mark(item.status),
        description: description(item),
    }
}

/// The row's name: for a contract its territory first, since the place is short and the eye looks for it.
#[must_use]
pub fn label(item: &Item) -> String {
    match &item.territory {
        Some(territory) => {
            let document = item.title.trim_end_matches(&format!(" – {}", territory.name)).to_lowercase();
            format!("{} · {document}", territory.name)
        }
        None => item.title.clone(),
    }
}

fn of_life(life: &Life) -> Option<Span> {
    of_said(&life.retained)
}

fn of_said(said: &Said) -> Option<Span> {
    said.value.date().map(|date| span(date, Some(said.french.clone())))
}

fn span(date: &Edtf, words: Option<String>) -> Span {
    let (earliest, latest) = (date.earliest(), date.latest());
    Span {
        earliest: (earliest != chrono::NaiveDate::MIN).then_some(earliest),
        latest: (latest != chrono::NaiveDate::MAX).then_some(latest),
        approximate: date.is_approximate(),
        text: words.unwrap_or_else(|| date.french()),
    }
}

fn mark(status: Status) -> Mark {
    match status {
        Status::Met => Mark::Met,
        Status::Promised | Status::Approved | Status::Undated => Mark::Promised,
        Status::Late => Mark::Late,
        Status::Postponed => Mark::Postponed,
        Status::Suspended => Mark::Suspended,
        Status::Cancelled => Mark::Cancelled,
        Status::UnknownOutcome => Mark::Unknown,
    }
}

/// The row in a sentence: how it stands, when it was promised for and when it came about.
fn description(item: &Item) -> String {
    let mut parts = vec![Tag::of(item).words];
    if let Some(life) = &item.promised {
        let moved = life.trail.len();
        let words = life.date().map_or_else(|| life.retained.french.clone(), Edtf::french_when);
        parts.push(format!("promis {words}"));
        if moved > 0 {
            parts.push(format!("après {}", plural(moved, "promesse")));
        }
    }
    if let Some(when) = item.date.as_ref().filter(|_| item.met.is_some() || item.approved.is_some()) {
        parts.push(when.french_when());
    }
    if item.disputed {
        parts.push("dates contestées entre sources".to_owned());
    }
    capital(&parts.join(", "))
}

/// The drawing of some rows, read at the programme's day; nothing where no row has a date.
#[must_use]
pub fn drawing(programme: &Programme, items: &[&Item], title: String) -> String {
    let rows: Vec<Row> = items.iter().map(|item| row(programme, item)).collect();
    if rows.iter().all(|row| row.promised.is_empty() && row.met.is_none() && row.approved.is_none()) {
        return String::new();
    }
    draw(&rows, &Options { title, clock: Some(programme.day()), ..Options::default() })
}
