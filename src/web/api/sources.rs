//! `/api/v1/sources`: who said it, by title, with what each source speaks of.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};
use serde::Serialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal, at_clock,
    envelope::{self, List, One},
    find,
    params::{ClockParams, DepartementParam, PageParams, RegionParam, TerritoryParam, WindowParams},
};
use crate::{
    programme::{
        filter::Filter,
        phase::Phase,
        record::Subject,
        scope,
        search::fold,
        source::{Source, SourceKind},
        timeline,
        view::Programme,
    },
    store::{Key, SubjectId},
    web::{
        App, Ask, address,
        query::{CLOCK, Own, PAGED, Reader},
    },
};

const TAKES: &[&str] = &["region", "departement", "territory", "from", "to", "q"];

type Page = List<SourceEntry<'static>>;
type Answer = One<SourceEntry<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item)).route("/api/v1/sources/{key}/{*rest}", get(item))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// A list of kinds of source.
    #[param(style = Form, explode = false, inline, required = false, example = "written_answer,press")]
    kind: Vec<SourceKind>,
    /// The phase of the subjects of which it speaks: 1, 2 or all, which it is unless said.
    #[param(inline, value_type = Option<String>, example = "1", pattern = "^(1|2|all)$")]
    phase: Option<Phase>,
    /// Words of its title or address, all of them, without regard to case or accents.
    #[param(example = "réponse")]
    q: Option<String>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["kind", "phase", "q"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        match name {
            "q" => self.q = Some(fold(value)),
            "phase" if value == "all" => {}
            "phase" => self.phase = reader.read(name, value, "1, 2 or all", |text| text.parse().ok()),
            _ => self.kind.extend(reader.many(name, value, &SourceKind::ALL, SourceKind::name)),
        }
    }
}

/// A source, with how much it says.
#[derive(Serialize, utoipa::ToSchema)]
struct SourceEntry<'a> {
    #[serde(flatten)]
    source: &'a Arc<Source>,
    /// How many of its statements count.
    statements: usize,
    /// Of how many subjects they speak.
    subject_count: usize,
    /// Its place on the list of sources.
    #[schema(example = "/sources#source-aqui-fr-18816")]
    href: String,
    /// The subjects; of an item only.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    subjects: Option<Vec<SpokenOf<'a>>>,
}

/// A subject of which a source speaks.
#[derive(Serialize, utoipa::ToSchema)]
struct SpokenOf<'a> {
    /// The subject.
    #[schema(value_type = String, example = "contract:1-ti-7505-contrat")]
    subject: &'a Key,
    /// How many of the source's statements on it count.
    statements: usize,
    /// The subject's page.
    href: String,
}

/// Sources, by title: those of which a statement counts, and those that were recorded and published by then.
#[utoipa::path(
    get,
    path = "/api/v1/sources",
    operation_id = "sources",
    tag = "sources",
    params(Wanted, RegionParam, DepartementParam, TerritoryParam, WindowParams, ClockParams, PageParams),
    responses((status = 200, description = "A page of sources", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let programme = &ask.programme;
        let rows = programme
            .record()
            .subjects()
            .iter()
            .filter_map(|subject| Some((subject.id, programme.source_of(subject.id)?)))
            .filter(|(id, source)| wanted.passes(ask, source) && wanted.speaks(ask, *id))
            .map(|(id, source)| (order(source), (id, source)))
            .collect();
        let find = |key: &str| programme.source(&Key::new(key)).map(order);
        let page = envelope::page(ask, rows, find, |_, (_, source)| source.key.to_string())?;
        envelope::list(ask, page.map(|(id, source)| entry(ask, id, source, false)))
    })?)
}

/// A source, and the subjects of which it speaks.
#[utoipa::path(
    get,
    path = "/api/v1/sources/{key}",
    operation_id = "source",
    tag = "sources",
    params(("key" = String, Path, description = "Its key", example = "source:AN-15-QE-20408/answer"), ClockParams),
    responses((status = 200, description = "The source", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let key = Key::new(name.as_str());
        let source = find(ask, ("source", &name), Some(key.clone()), Programme::source_of)?;
        let (id, version) = ask
            .programme
            .record()
            .find(&key)
            .map_or((SubjectId(0), 0), |it| (it.id, it.version(ask.clock().recorded_at)));
        envelope::item(ask, entry(ask, id, source, true), version)
    })?)
}

impl Wanted {
    /// Whether a source speaks of anything in the places and the phase asked for.
    fn speaks(&self, ask: &Ask, id: SubjectId) -> bool {
        let Filter { region, departement, territory, .. } = ask.query.filter.clone();
        let filter = Filter { region, departement, territory, phase: self.phase, ..Filter::default() };
        let speaks = |(subject, _): (&Subject, usize)| scope::concerns(&ask.programme, subject.id, &filter);
        filter == Filter::default() || ask.programme.said_by(id).any(speaks)
    }

    fn passes(&self, ask: &Ask, source: &Source) -> bool {
        let named = || fold(&format!("{} {}", source.title, source.address.as_deref().unwrap_or_default()));
        (self.kind.is_empty() || self.kind.contains(&source.kind))
            && timeline::in_window(source.published_on.as_ref(), &ask.query.filter)
            && self.q.as_ref().is_none_or(|q| {
                let named = named();
                q.split(' ').all(|word| named.contains(word))
            })
    }
}

fn order(source: &Arc<Source>) -> (String, Key) {
    (fold(&source.title), source.key.clone())
}

fn entry<'a>(ask: &'a Ask, id: SubjectId, source: &'a Arc<Source>, with_subjects: bool) -> SourceEntry<'a> {
    let subjects: Vec<_> = ask.programme.said_by(id).collect();
    SourceEntry {
        source,
        statements: subjects.iter().map(|(_, statements)| statements).sum(),
        subject_count: subjects.len(),
        href: at_clock(ask, &address::subject(&ask.programme, &source.key)),
        subjects: with_subjects.then(|| {
            let href = |key: &Key| at_clock(ask, &address::subject(&ask.programme, key));
            let spoken = |(subject, statements): (&'a crate::programme::record::Subject, usize)| SpokenOf {
                href: href(&subject.key),
                subject: &subject.key,
                statements,
            };
            subjects.into_iter().map(spoken).collect()
        }),
    }
}
