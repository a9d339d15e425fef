//! `/en-retard`: what is late, what was put off without a date; apart from it, of what nothing is heard.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    files::{self, File},
    frame::Frame,
    page,
    parts::{Link, Tag, When, plural},
    table::{self, Choice},
};
use crate::{
    programme::{
        filter::Filter,
        life::Life,
        phase::Phase,
        record::Noun,
        search::fold,
        stage::{self, SILENT_AFTER_DAYS},
        status::Status,
        timeline::{self, Item},
        view::{Programme, View},
    },
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "late.html")]
struct Page {
    frame: Frame,
    files: Vec<File>,
    phase: Phase,
    over: bool,
    day: When,
    regions: Vec<Choice>,
    late: Vec<Row>,
    postponed: Vec<Row>,
    suspended: Vec<Row>,
    silent: Vec<Group>,
    silent_total: usize,
    silent_after: i64,
}

impl Page {
    /// The three lists: id, title, what is said where it is empty, rows.
    fn lists(&self) -> [(&'static str, &'static str, &'static str, &[Row]); 3] {
        [
            ("retards", "En retard", "Rien de connu n’est en retard.", &self.late),
            ("reports", "Reporté sans date", "Rien de connu n’est reporté sans date.", &self.postponed),
            ("suspensions", "Suspendu", "Rien de connu n’est suspendu.", &self.suspended),
        ]
    }
}

/// Something that did not come about when it was to.
struct Row {
    title: String,
    href: String,
    regions: Vec<Link>,
    trail: Vec<When>,
    promised: When,
    tag: Tag,
    slippage: Option<i64>,
    source: Link,
}

/// The silent territories of a region.
struct Group {
    region: Link,
    territories: Vec<Silent>,
}

struct Silent {
    link: Link,
    last: When,
}

/// Answers `/en-retard`.
pub(super) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, &["phase", "region"]], answer)
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let phase = ask.query.filter.phase.unwrap_or_else(|| Phase::on(programme.day()));
    let filter = Filter { phase: Some(phase), statuses: files::LATE.to_vec(), ..ask.query.filter.clone() };
    let items = timeline::all(programme, &filter);
    let rows = |status: Status| -> Vec<Row> {
        items.iter().filter(|item| item.status == status).map(|item| row(programme, item)).collect()
    };
    let silent = silent(programme, &filter, phase);
    let frame = Frame::of(ask, "en-retard").with_phases(&ask.query, false);
    let page = Page {
        files: files::of(ask, "/en-retard", true),
        phase,
        over: phase.is_over(programme.day()),
        day: When::day(programme.day()),
        regions: table::regions(programme, ask.query.filter.region),
        late: rows(Status::Late),
        postponed: rows(Status::Postponed),
        suspended: rows(Status::Suspended),
        silent_total: silent.iter().map(|group| group.territories.len()).sum(),
        silent,
        silent_after: SILENT_AFTER_DAYS,
        frame: frame.clone(),
    };
    frame.ready(&page)
}

fn row(programme: &Programme, item: &Item) -> Row {
    let promised = item.promised.as_ref();
    let undated = || When { words: "sans date".to_owned(), machine: String::new() };
    let source = promised.map(|life| {
        let source = &life.retained.source;
        Link::new(source.title.clone(), super::parts::entry(source))
    });
    Row {
        title: item.title.clone(),
        href: address::subject(programme, &item.key),
        regions: item.regions.iter().map(|code| Link::region_in(programme, *code, item.phase)).collect(),
        trail: promised.iter().flat_map(|life| &life.trail).map(|said| When::value(&said.value)).collect(),
        promised: promised.map_or_else(undated, |life: &Life| When::value(&life.retained.value)),
        tag: Tag::of(item),
        slippage: item.slippage_days.filter(|days| *days > 0),
        source: source.unwrap_or_else(|| Link::new("", "")),
    }
}

/// The silent territories, by their leading region.
fn silent(programme: &Programme, filter: &Filter, phase: Phase) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for subject in programme.record().subjects() {
        if !matches!(&subject.noun, Noun::Territory(id) if id.phase == phase) {
            continue;
        }
        let Some(View::Territory(territory)) = programme.view(subject.id) else { continue };
        if filter.region.is_some_and(|code| !territory.regions.contains(&code)) {
            continue;
        }
        let status = stage::of_territory(programme, territory);
        let (true, Some(last), Some(code)) = (status.silent, status.last_known, territory.regions.first()) else {
            continue;
        };
        let region = Link::region_in(programme, *code, phase);
        let silent = Silent { link: Link::territory(programme, &territory.id), last: When::day(last) };
        match groups.iter_mut().find(|group| group.region == region) {
            Some(group) => group.territories.push(silent),
            None => groups.push(Group { region, territories: vec![silent] }),
        }
    }
    for group in &mut groups {
        group.territories.sort_by_cached_key(|silent| fold(&silent.link.words));
    }
    groups.sort_by_cached_key(|group| fold(&group.region.words));
    groups
}
