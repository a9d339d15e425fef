//! `/api/v1/regions`: the regions, by name, with where each stands.

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal, at_clock,
    envelope::{self, List, One},
    find,
    named::{self, Named},
    params::{ClockParams, PageParams, PhaseParam, WordsParam},
};
use crate::{
    programme::{
        figure::Figure,
        link::{Part, Sentence},
        phase::Phase,
        region::{Region, RegionCode},
        search::Place,
        stage::{self, Counts, RegionStatus, Stage},
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        query::{CLOCK, Own, PAGED, Reader},
    },
};

const TAKES: &[&str] = &["phase", "q"];

type Page = List<RegionEntry<'static>>;
type Answer = One<RegionEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A list of stages: the regions that stand at one of them in a phase shown.
    #[param(style = Form, explode = false, inline, required = false, example = "calendar_set,signing")]
    status: Vec<Stage>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["status"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.status.extend(reader.many(name, value, &Stage::ALL, Stage::name));
    }
}

/// A region, with where it stands.
#[derive(Serialize, utoipa::ToSchema)]
struct RegionEntry<'a> {
    #[serde(flatten)]
    region: &'a Region,
    /// Where it stands in each phase shown.
    phases: Vec<RegionPhase>,
    /// Its page.
    #[schema(example = "/regions/32-hauts-de-france")]
    href: String,
}

/// Where a region stands in a phase.
#[derive(Serialize, utoipa::ToSchema)]
struct RegionPhase {
    /// The phase.
    #[schema(value_type = i32)]
    phase: Phase,
    /// How far it is.
    stage: Stage,
    /// That in a sentence, in French, written by rule.
    #[schema(example = "Au 30 juillet 2019, Hauts-de-France : 13 territoires, aucun contrat signé connu ; 1er COPIL \
                        tenu le 2 juillet 2019 ; calendrier des signatures détenu par la Région (question n° 20408).")]
    sentence: String,
    /// The sentence in pieces, each with the page that bears it out.
    parts: Vec<SentencePart>,
    /// How many of what.
    counts: Counts,
    /// The count of territories announced last for it.
    announced: Option<Figure>,
    /// The days on which the sentence changed, from the first; of an item only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    history: Option<Vec<RegionChange>>,
}

/// A piece of a sentence.
#[derive(Serialize, utoipa::ToSchema)]
struct SentencePart {
    /// The words.
    text: String,
    /// The page that bears them out; null for words that only join others.
    href: Option<String>,
}

/// Where a region stood from a day on.
#[derive(Serialize, utoipa::ToSchema)]
struct RegionChange {
    /// The first day on which that was publicly known.
    since: NaiveDate,
    /// How far it was.
    stage: Stage,
    /// That in a sentence.
    sentence: String,
    /// The sentence in pieces, leading to the pages as of that day.
    parts: Vec<SentencePart>,
    /// How many of what.
    counts: Counts,
}

/// Regions, by name.
#[utoipa::path(
    get,
    path = "/api/v1/regions",
    operation_id = "regions",
    tag = "regions",
    params(PhaseParam, Wanted, WordsParam, ClockParams, PageParams),
    responses((status = 200, description = "A page of regions", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let stands = |region: &Region| {
            wanted.status.is_empty()
                || phases(ask).any(|phase| {
                    stage::of_region(&ask.programme, region.code, phase)
                        .is_some_and(|status| wanted.status.contains(&status.stage))
                })
        };
        let page = named::page(ask, Programme::region_of, stands, key)?;
        envelope::list(ask, page.map(|region| entry(ask, region, false)))
    })?)
}

/// A region: where it stands and, day by day, where it stood.
#[utoipa::path(
    get,
    path = "/api/v1/regions/{code}",
    operation_id = "region",
    tag = "regions",
    params(("code" = String, Path, description = "Its INSEE code", example = "32"), PhaseParam, ClockParams),
    responses((status = 200, description = "The region", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[&["phase"], CLOCK], |ask| {
        let region = find(ask, ("region", &name), key(&name), Programme::region_of)?;
        envelope::item(ask, entry(ask, region, true), region.version)
    })?)
}

fn key(code: &str) -> Option<Key> {
    Some(code.parse::<RegionCode>().ok()?.key())
}

impl Named for Region {
    fn name(&self) -> &str {
        &self.name
    }

    fn place(&self) -> Place {
        Place::Region(self.code)
    }

    fn id(&self) -> String {
        self.code.to_string()
    }
}

/// The phases shown.
fn phases(ask: &Ask) -> impl Iterator<Item = Phase> {
    let shown = ask.query.filter.phase;
    Phase::ALL.into_iter().filter(move |phase| shown.is_none_or(|shown| shown == *phase))
}

fn entry<'a>(ask: &Ask, region: &'a Region, with_history: bool) -> RegionEntry<'a> {
    let standing = |phase| {
        let status = stage::of_region(&ask.programme, region.code, phase)?;
        Some(RegionPhase {
            phase,
            stage: status.stage,
            sentence: status.sentence.text(),
            parts: parts(ask, &status.sentence, &ask.query.clock_given()),
            counts: status.counts,
            announced: status.announced,
            history: with_history.then(|| history(ask, region.code, phase)),
        })
    };
    RegionEntry {
        region,
        phases: phases(ask).filter_map(standing).collect(),
        href: at_clock(ask, &address::region(region.code, &region.name)),
    }
}

fn history(ask: &Ask, code: RegionCode, phase: Phase) -> Vec<RegionChange> {
    let change = |(since, status): (NaiveDate, RegionStatus)| RegionChange {
        since,
        stage: status.stage,
        sentence: status.sentence.text(),
        parts: parts(ask, &status.sentence, &ask.query.clock_of(since)),
        counts: status.counts,
    };
    stage::history(&ask.programme, code, phase).into_iter().map(change).collect()
}

fn parts(ask: &Ask, sentence: &Sentence, clock: &str) -> Vec<SentencePart> {
    let part = |part: &Part| SentencePart {
        text: part.text.clone(),
        href: part.link.as_ref().map(|link| address::at(&address::link(&ask.programme, link), clock)),
    };
    sentence.0.iter().map(part).collect()
}
