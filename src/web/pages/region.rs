//! `/regions/32-hauts-de-france`: a region's sentence, what it rests on, and how it came to be known.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use chrono::NaiveDate;

use super::{
    Slug,
    files::{self, File},
    frame::{Frame, address as with_query},
    lines::Line,
    page,
    parts::{Link, Tag, When, entry, plural},
    plot,
    story::Story,
    territories::{self, Row},
};
use crate::{
    programme::{
        filter::Filter,
        link::Sentence,
        phase::Phase,
        region::{Region, RegionCode},
        stage::{self, RegionStatus, Stage},
        status::Status,
        timeline::{self, Item, Kind},
        view::Programme,
    },
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "region.html")]
struct Page {
    frame: Frame,
    region: Region,
    phase: Phase,
    status: RegionStatus,
    tag: Tag,
    sentence: Vec<Words>,
    first_day: When,
    announced: Option<Announced>,
    track: Vec<Step>,
    drawing: String,
    timeline: String,
    territories: Vec<Row>,
    copils: Vec<Story>,
    milestones: Vec<Line>,
    figures: Vec<Line>,
    questions: Vec<Line>,
    /// The questions about it with the points that their answers leave open.
    open: Vec<Open>,
    history: Vec<History>,
    files: Vec<File>,
}

/// Words of a sentence, and where they lead.
#[derive(Clone, Debug)]
pub struct Words {
    text: String,
    href: String,
}

struct Announced {
    count: u32,
    as_of: When,
    href: String,
    source: String,
    entry: String,
}

/// A stage on the way.
struct Step {
    words: &'static str,
    mark: &'static str,
    /// “passé”, “supposé” or “à venir”.
    means: &'static str,
    current: bool,
}

/// How a phase's sentence came to be what it is.
struct History {
    phase: Phase,
    running: bool,
    days: Vec<Day>,
}

struct Day {
    id: String,
    when: When,
    sentence: Vec<Words>,
    href: String,
}

/// Answers `/regions/{slug}`: the code alone is good enough, another name leads to the right one.
pub(super) async fn show(State(app): State<App>, Slug(slug): Slug, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, &["phase"]], |ask| match files::split(&slug) {
        Some((slug, format)) => {
            let region = Some(known(ask, slug)?.code);
            files::timeline_file(&app, ask, &Filter { region, ..ask.query.filter.clone() }, format)
        }
        None => answer(ask, &slug),
    })
}

fn missing() -> Error {
    Error::NotFound("région".to_owned())
}

/// The region that a slug begins with the code of.
fn known<'a>(ask: &'a Ask, slug: &str) -> Result<&'a Region, Error> {
    let code: RegionCode = slug.split('-').next().unwrap_or_default().parse().map_err(|_| missing())?;
    ask.programme.region(code).ok_or_else(missing)
}

fn answer(ask: &Ask, slug: &str) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let region = known(ask, slug)?.clone();
    let code = region.code;
    let right = address::region(code, &region.name);
    if slug != code.as_str() && ask.path != right {
        return Err(Error::Moved(with_query(&right, &ask.query.with(&[]))));
    }
    let running = Phase::on(programme.day());
    let phase = ask.query.filter.phase.unwrap_or(running);
    let status = stage::of_region(programme, code, phase).ok_or_else(missing)?;
    let filter = Filter { region: Some(code), phase: Some(phase), ..Filter::default() };
    let items = timeline::all(programme, &filter);
    let stories = |kind: Kind| items.iter().filter(move |item| item.kind == kind);
    let lines = |chosen: &dyn Fn(&Item) -> bool| -> Vec<Line> {
        items.iter().filter(|item| chosen(item)).map(|item| Line::of(programme, item).unplaced()).collect()
    };
    let others = Phase::ALL.into_iter().filter(|other| *other != phase && other.first_day() <= programme.day());
    let frame = Frame::of(ask, "regions").with_phases(&ask.query, false);
    let page = Page {
        tag: Tag::region(status.stage),
        sentence: unlinked(words(programme, &status.sentence, None), &right),
        first_day: When::day(phase.first_day()),
        announced: announced(programme, &status),
        track: track(status.stage, &items),
        drawing: plot::drawing(programme, &items, format!("Chronologie de {}", region.name)),
        timeline: format!("/chronologie?region={code}&phase={phase}"),
        territories: territories::rows(
            programme,
            &Filter { region: Some(code), phase: Some(phase), ..Filter::default() },
        ),
        copils: stories(Kind::Copil).map(|item| Story::of(programme, item).without(&["Région"])).collect(),
        milestones: lines(&|item| is_milestone(item.kind)),
        figures: lines(&|item| item.kind == Kind::Figure),
        questions: questions(programme, code),
        open: open(programme, code),
        history: [phase].into_iter().chain(others).map(|each| history(programme, code, each, each == phase)).collect(),
        files: files::of(ask, &right, true),
        region,
        phase,
        status,
        frame: frame.clone(),
    };
    frame.ready(&page)
}

/// The questions that name the region, of either phase: a question outlives a phase.
fn questions(programme: &Programme, code: RegionCode) -> Vec<Line> {
    let filter = Filter { region: Some(code), kinds: vec![Kind::Question], ..Filter::default() };
    timeline::all(programme, &filter).into_iter().map(|item| Line::of(programme, item).unplaced()).collect()
}

/// A question with the points to which its answer makes no reply.
struct Open {
    question: Link,
    points: Vec<String>,
}

/// The questions about a region whose answers leave points open.
fn open(programme: &Programme, code: RegionCode) -> Vec<Open> {
    let filter = Filter { region: Some(code), kinds: vec![Kind::Question], ..Filter::default() };
    let of = |item: &Item| {
        let subject = programme.record().find(&item.key)?;
        let question = programme.question_of(subject.id)?;
        let points: Vec<String> = question.unanswered().map(|point| point.quote.text.to_string()).collect();
        let words = format!("Question n° {}", question.id.number);
        let question = Link::new(words, format!("{}#points", address::question(&question.id, None)));
        (!points.is_empty()).then_some(Open { question, points })
    };
    timeline::all(programme, &filter).into_iter().filter_map(of).collect()
}

fn is_milestone(kind: Kind) -> bool {
    !matches!(kind, Kind::Contrat | Kind::Protocole | Kind::Avenant | Kind::Copil | Kind::Figure | Kind::Question)
}

fn announced(programme: &Programme, status: &RegionStatus) -> Option<Announced> {
    let figure = status.announced.as_ref()?;
    let said = &figure.number.as_ref()?.retained;
    Some(Announced {
        count: figure.count()?,
        as_of: When::as_of(&figure.as_of),
        href: address::subject(programme, &figure.key),
        source: said.source.title.clone(),
        entry: entry(&said.source),
    })
}

/// The stages on the way, as far as the region came. Each supposes the ones before it passed: a step is full where
/// something known bears it out, and broken where it is only supposed.
fn track(reached: Stage, items: &[&Item]) -> Vec<Step> {
    let known =
        |kind: Kind, met: bool| items.iter().any(|item| item.kind == kind && (!met || item.status == Status::Met));
    let steps = Stage::ALL.into_iter().skip(1);
    steps
        .map(|step| {
            let borne_out = match step {
                Stage::NoCopil => false,
                Stage::CopilAnnounced => known(Kind::Copil, false),
                Stage::CopilHeld => known(Kind::Copil, true),
                Stage::CalendarSet => known(Kind::CalendarHeld, true),
                Stage::Signing | Stage::Complete => true,
            };
            let (mark, means) = match (step <= reached, borne_out) {
                (true, true) => ("met", "passé"),
                (true, false) => ("unknown", "supposé"),
                (false, _) => ("promised", "à venir"),
            };
            Step { words: step.french(), mark, means, current: step == reached }
        })
        .collect()
}

/// A page's own sentence: what leads to the page itself leads nowhere.
fn unlinked(mut words: Vec<Words>, page: &str) -> Vec<Words> {
    words.iter_mut().filter(|words| words.href == page).for_each(|words| words.href.clear());
    words
}

/// A sentence with its links, read at another day where one is given.
fn words(programme: &Programme, sentence: &Sentence, day: Option<NaiveDate>) -> Vec<Words> {
    sentence
        .0
        .iter()
        .map(|part| {
            let href = part.link.as_ref().map(|link| address::link(programme, link)).unwrap_or_default();
            let href = match day {
                Some(day) if !href.is_empty() => on_day(&href, day),
                _ => href,
            };
            Words { text: part.text.clone(), href }
        })
        .collect()
}

/// An address as it is read on a day.
fn on_day(href: &str, day: NaiveDate) -> String {
    let (address, fragment) = href.split_once('#').unwrap_or((href, ""));
    let join = if address.contains('?') { '&' } else { '?' };
    let hash = if fragment.is_empty() { "" } else { "#" };
    format!("{address}{join}known_on={day}{hash}{fragment}")
}

fn history(programme: &Programme, code: RegionCode, phase: Phase, running: bool) -> History {
    let name = programme.region_name(code);
    let days = stage::history(programme, code, phase).into_iter().map(|(day, status)| Day {
        id: format!("su-{day}"),
        when: When::day(day),
        sentence: words(programme, &status.sentence, Some(day)),
        href: on_day(&address::region(code, &name), day),
    });
    History { phase, running, days: days.collect() }
}
