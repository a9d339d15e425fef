//! `/regions`: where each region stands, in one phase.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    files::{self, File},
    frame::Frame,
    page_own,
    parts::{Tag, When, plural},
};
use crate::{
    programme::{
        filter::Filter,
        phase::Phase,
        record::Noun,
        search::fold,
        stage::{self, Counts, Stage},
        status::Status,
        timeline::{self, Item, Kind},
        view::Programme,
    },
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, Own, Reader},
        ready::Ready,
    },
};

/// A region's row.
pub struct Row {
    /// Its name.
    pub name: String,
    /// Its page, in that phase.
    pub href: String,
    /// Its stage.
    pub stage: Stage,
    /// Its stage's shape and word.
    pub tag: Tag,
    /// Its counts.
    pub counts: Counts,
    /// Of a hundred territories, how many are signed.
    pub share: usize,
    /// What is promised next: of what, and when.
    pub next: Option<(String, When)>,
    /// What wants attention.
    pub flags: Vec<Tag>,
}

#[derive(Template)]
#[template(path = "regions.html")]
struct Regions {
    frame: Frame,
    files: Vec<File>,
    phase: Phase,
    day: When,
    rows: Vec<Row>,
}

/// What the list takes besides what all lists take: stages.
#[derive(Debug, Default)]
struct Wanted(Vec<Stage>);

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["status"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.0.extend(reader.many(name, value, &Stage::ALL, Stage::name));
    }
}

/// Answers `/regions`.
pub(super) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page_own(&app, &uri, &headers, &[CLOCK, &["phase"]], answer)
}

fn answer(ask: &Ask, wanted: Wanted) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let phase = ask.query.filter.phase.unwrap_or_else(|| Phase::on(programme.day()));
    let items = timeline::all(programme, &Filter { phase: Some(phase), ..Filter::default() });
    let mut rows = rows(programme, phase, &items);
    rows.retain(|row| wanted.0.is_empty() || wanted.0.contains(&row.stage));
    let frame = Frame::of(ask, "regions").with_phases(&ask.query, false);
    let day = When::day(programme.day());
    frame.ready(&Regions {
        files: if wanted.0.is_empty() { files::of(ask, "/regions", false) } else { Vec::new() },
        phase,
        day,
        rows,
        frame: frame.clone(),
    })
}

/// The regions by name; `items` are the rows of the phase's timeline.
#[must_use]
pub fn rows(programme: &Programme, phase: Phase, items: &[&Item]) -> Vec<Row> {
    let codes = programme.record().subjects().iter().filter_map(|subject| match subject.noun {
        Noun::Region(code) => Some(code),
        _ => None,
    });
    let mut rows: Vec<Row> = codes
        .filter_map(|code| {
            let status = stage::of_region(programme, code, phase)?;
            let counts = status.counts;
            let next = items.iter().find(|item| {
                item.regions.contains(&code)
                    && item.status == Status::Promised
                    && matches!(item.kind, Kind::Contrat | Kind::Protocole | Kind::Avenant | Kind::Copil)
                    && item.date.is_some_and(|date| date.latest() >= programme.day())
            });
            Some(Row {
                href: format!("{}?phase={phase}", address::region(code, &status.name)),
                name: status.name,
                stage: status.stage,
                tag: Tag::region(status.stage),
                share: (counts.signed * 100).checked_div(counts.territories).unwrap_or(0),
                next: next.and_then(|item| {
                    let name = item.territory.as_ref().map_or("COPIL", |territory| territory.name.as_str());
                    Some((name.to_owned(), When::of(item.date.as_ref()?)))
                }),
                flags: flags(&counts),
                counts,
            })
        })
        .collect();
    rows.sort_by_cached_key(|row| fold(&row.name));
    rows
}

fn flags(counts: &Counts) -> Vec<Tag> {
    let flag = |count: usize, mark, words: String| (count > 0).then_some(Tag { mark, words });
    [
        flag(counts.late, "late", format!("{} en retard", counts.late)),
        flag(counts.postponed, "postponed", plural(counts.postponed, "reporté")),
        flag(counts.disputed, "disputed", plural(counts.disputed, "contesté")),
        flag(counts.silent, "silent", format!("{} sans nouvelle", counts.silent)),
    ]
    .into_iter()
    .flatten()
    .collect()
}
