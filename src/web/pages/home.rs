//! `/`: the programme in one screen, for one phase.

use std::collections::HashSet;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use chrono::NaiveDate;

use super::{
    frame::Frame,
    lines::Line,
    page,
    parts::{Link, When, plural},
    regions::{self, Row},
};
use crate::{
    programme::{
        contract::{Contract, Family},
        copil::Level,
        figure::{Counted, Figure},
        filter::Filter,
        life::Life,
        phase::Phase,
        record::Noun,
        stage::{self, Counts},
        status::Status,
        territory::TerritoryId,
        timeline::{self, Item, Kind},
        view::{Programme, View},
    },
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

/// How many lines each short list has.
const LINES: usize = 6;

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    phase: Phase,
    day: When,
    over: bool,
    /// How many regions are known to have held a committee, and how many there are.
    held: usize,
    regions: usize,
    counts: Counts,
    late: Short,
    disputed: Short,
    latest: Short,
    next: Short,
    questions: Vec<Line>,
    announced: Vec<Announced>,
    rows: Vec<Row>,
}

/// A short list, and how long the whole is.
struct Short {
    lines: Vec<Line>,
    total: usize,
}

/// A count that a source gives, beside ours.
struct Announced {
    what: String,
    announced: u32,
    identified: usize,
    as_of: When,
    source: Link,
    disputed: bool,
    href: String,
}

/// Answers `/`.
pub(super) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, &["phase"]], answer)
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let phase = ask.query.filter.phase.unwrap_or_else(|| Phase::on(programme.day()));
    let items = timeline::all(programme, &Filter { phase: Some(phase), ..Filter::default() });
    let rows = regions::rows(programme, phase, &items);
    let counts = national(programme, phase);
    let signing = |item: &&Item| matches!(item.kind, Kind::Contrat | Kind::Protocole | Kind::Avenant);
    let short = |chosen: Vec<&Item>, tagged: bool| Short {
        total: chosen.len(),
        lines: chosen
            .into_iter()
            .take(LINES)
            .map(|item| Line::of(programme, item))
            .map(|line| if tagged { line } else { line.untagged() })
            .collect(),
    };
    let met = |item: &&Item| item.status == Status::Met && item.date.is_some();
    let late = |item: &&Item| matches!(item.status, Status::Late | Status::Postponed);
    let promised = |item: &&Item| item.status == Status::Promised && item.kind != Kind::Question;
    let frame = Frame::of(ask, "").with_phases(&ask.query, false);
    let home = Home {
        phase,
        day: When::day(programme.day()),
        over: phase.is_over(programme.day()),
        held: held(programme, &items),
        regions: rows.len(),
        late: short(items.iter().copied().filter(late).collect(), true),
        disputed: short(items.iter().copied().filter(|item| item.disputed).collect(), false),
        latest: short(items.iter().copied().rev().filter(signing).filter(met).collect(), false),
        next: short(items.iter().copied().filter(promised).collect(), false),
        questions: questions(programme),
        announced: announced(programme, phase),
        counts,
        rows,
        frame: frame.clone(),
    };
    frame.ready(&home)
}

/// How many regions are known to have held a committee of their own: one of a territory or a département is none.
fn held(programme: &Programme, items: &[&Item]) -> usize {
    let met = items.iter().filter(|item| item.kind == Kind::Copil && item.status == Status::Met);
    let copils = met.filter_map(|item| programme.copil_of(item.position.subject));
    let regional = copils.filter(|copil| copil.level == Level::Regional);
    regional.filter_map(|copil| copil.region).collect::<HashSet<_>>().len()
}

/// The latest questions of either phase: a question outlives a phase.
fn questions(programme: &Programme) -> Vec<Line> {
    let filter = Filter { kinds: vec![Kind::Question], ..Filter::default() };
    let items = timeline::all(programme, &filter);
    items.iter().rev().take(LINES).map(|item| Line::of(programme, item)).collect()
}

/// The counts of the whole country, where a territory that regions share counts once.
fn national(programme: &Programme, phase: Phase) -> Counts {
    let mut counts = Counts::default();
    for subject in programme.record().subjects() {
        let Noun::Territory(id) = &subject.noun else { continue };
        if id.phase != phase {
            continue;
        }
        if let Some(View::Territory(territory)) = programme.view(subject.id) {
            stage::count(&mut counts, territory, &stage::of_territory(programme, territory));
        }
    }
    counts
}

/// The counts last announced for the country, each beside what is identified here as of the same day (rule 8).
fn announced(programme: &Programme, phase: Phase) -> Vec<Announced> {
    let latest = |counted: Counted| -> Option<&Figure> {
        let subjects = programme.record().subjects().iter().filter(|s| matches!(s.noun, Noun::Figure(_, None, _)));
        subjects
            .filter_map(|subject| programme.figure_of(subject.id))
            .filter(|figure| figure.counted == counted && figure.phase == phase && !figure.as_of.is_open())
            .filter(|figure| figure.as_of.earliest() <= programme.day() && figure.count().is_some())
            .max_by_key(|figure| figure.as_of)
    };
    let counted = [Counted::Territories, Counted::Documents, Counted::Contrats, Counted::Protocoles];
    counted
        .into_iter()
        .filter_map(|counted| {
            let figure = latest(counted)?;
            let said = &figure.number.as_ref()?.retained;
            Some(Announced {
                what: counted.french().to_owned(),
                announced: figure.count()?,
                identified: identified(programme, phase, counted, figure.as_of.latest()),
                as_of: When::as_of(&figure.as_of),
                source: Link::new(said.source.title.clone(), super::parts::entry(&said.source)),
                disputed: figure.disputed,
                href: address::subject(programme, &figure.key),
            })
        })
        .collect()
}

/// How many of what is counted are identified here as of a day, one a territory and a document; a territory of which
/// no source gives the labelling day counts from the phase's first day.
fn identified(programme: &Programme, phase: Phase, counted: Counted, day: NaiveDate) -> usize {
    let by_then = |life: &Option<Life>| life.as_ref().and_then(Life::date).is_none_or(|date| date.latest() <= day);
    let signed = |id: &TerritoryId, is: &dyn Fn(&Contract) -> bool| {
        let contracts = programme.contracts(id);
        contracts.into_iter().filter(|it| it.status == Status::Met && by_then(&it.signed) && is(it)).count()
    };
    let contrats = |id: &TerritoryId| signed(id, &Contract::is_signed_contrat).min(1);
    let protocoles = |id: &TerritoryId| signed(id, &|contract| contract.family == Family::Protocole);
    let subjects = programme.record().subjects().iter();
    let territories = subjects.filter_map(|subject| programme.territory_of(subject.id));
    territories
        .filter(|territory| territory.id.phase == phase && territory.is_current())
        .map(|territory| match counted {
            Counted::Territories => usize::from(by_then(&territory.labelled)),
            Counted::Contrats => contrats(&territory.id),
            Counted::Protocoles => protocoles(&territory.id),
            Counted::ActionPlans => 0,
            Counted::Documents => contrats(&territory.id) + protocoles(&territory.id),
        })
        .sum()
}
