//! `/territoires`: the territories of a phase, filtered.

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
    parts::{Link, Tag, When},
    story::capital,
    table::{self, Choice, Pages},
};
use crate::{
    programme::{
        contract::Contract,
        filter::Filter,
        life::Life,
        record::Noun,
        search::fold,
        stage::{self, TerritoryStage},
        status::Status,
        territory::Territory,
        timeline::Kind,
        view::{Programme, View},
    },
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, Own, PAGED, Reader},
        ready::Ready,
    },
};

/// A territory's row.
pub struct Row {
    /// Its identity.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its regions, the leading one first.
    pub regions: Vec<Link>,
    /// Its départements.
    pub departements: Vec<Link>,
    /// When it was labelled, where that is known.
    pub labelled: Option<When>,
    /// Where it stands.
    pub stage: TerritoryStage,
    /// Where it stands: shape and word.
    pub tag: Tag,
    /// Whether nothing was heard of it for long.
    pub silent: bool,
    /// Its contracts.
    pub contracts: Vec<ContractRow>,
}

/// A contract in a territory's row.
pub struct ContractRow {
    /// “Contrat”, and its place on the territory's page.
    pub link: Link,
    /// When it was promised for, as retained.
    pub promised: Option<When>,
    /// When it was signed.
    pub signed: Option<When>,
    /// How it stands, where its dates do not say so.
    pub tags: Vec<Tag>,
}

#[derive(Template)]
#[template(path = "territories.html")]
struct Page {
    frame: Frame,
    files: Vec<File>,
    stages: Vec<Choice>,
    silent: bool,
    regions: Vec<Choice>,
    departements: Vec<Choice>,
    q: String,
    filtered: bool,
    rows: Vec<Row>,
    shared: usize,
    pages: Pages,
}

/// What the list takes besides what all lists take: stages, and whether anything was heard of late.
#[derive(Debug, Default, PartialEq, Eq)]
struct Wanted {
    stages: Vec<TerritoryStage>,
    silent: Option<bool>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["status", "silent"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        match name {
            "silent" => self.silent = reader.one(name, value, "true or false"),
            _ => self.stages.extend(reader.many(name, value, &TerritoryStage::ALL, TerritoryStage::name)),
        }
    }
}

impl Wanted {
    fn passes(&self, row: &Row) -> bool {
        (self.stages.is_empty() || self.stages.contains(&row.stage))
            && self.silent.is_none_or(|silent| row.silent == silent)
    }
}

/// Answers `/territoires`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page_own(&app, &uri, &headers, &[&["region", "departement", "phase", "q"], CLOCK, PAGED], answer)
}

fn answer(ask: &Ask, wanted: Wanted) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let filter = &ask.query.filter;
    let frame = Frame::of(ask, "territoires").with_phases(&ask.query, true);
    let mut all = rows(programme, filter);
    all.retain(|row| wanted.passes(row));
    let shared = all.iter().filter(|row| row.regions.len() > 1).count();
    let (rows, pages) = table::cut(ask, all, |row| row.id.clone());
    let page = Page {
        files: if wanted == Wanted::default() { files::of(ask, "/territoires", false) } else { Vec::new() },
        regions: table::regions(programme, filter.region),
        departements: table::departements(programme, filter.departement, filter.region),
        q: filter.q.clone().unwrap_or_default(),
        stages: TerritoryStage::ALL
            .map(|stage| Choice::new(stage.name(), capital(stage.french()), wanted.stages == [stage]))
            .to_vec(),
        silent: wanted.silent == Some(true),
        filtered: wanted != Wanted::default()
            || filter.region.is_some()
            || filter.departement.is_some()
            || filter.q.is_some(),
        rows,
        shared,
        pages,
        frame: frame.clone(),
    };
    frame.ready(&page)
}

/// The territories that pass a filter by place, phase and words, by name.
#[must_use]
pub fn rows(programme: &Programme, filter: &Filter) -> Vec<Row> {
    let mut rows: Vec<Row> = programme
        .record()
        .subjects()
        .iter()
        .filter(|subject| matches!(subject.noun, Noun::Territory(_)))
        .filter_map(|subject| match programme.view(subject.id)? {
            View::Territory(territory) if passes(territory, filter) => Some(row(programme, territory)),
            _ => None,
        })
        .collect();
    rows.sort_by_cached_key(|row| (fold(&row.name), row.id.clone()));
    rows
}

fn passes(territory: &Territory, filter: &Filter) -> bool {
    filter.phase.is_none_or(|phase| territory.phase == phase)
        && filter.region.is_none_or(|code| territory.regions.contains(&code))
        && filter.departement.is_none_or(|code| territory.departements.contains(&code))
        && filter.q.as_ref().is_none_or(|q| {
            let members = territory.members.iter().map(|member| member.name.as_str());
            let names = [territory.name.as_str(), territory.id.anct_id()].into_iter();
            let names = names.chain(territory.aliases.iter().map(String::as_str)).chain(members);
            let names = fold(&names.collect::<Vec<_>>().join(" "));
            fold(q).split(' ').all(|word| names.contains(word))
        })
}

fn row(programme: &Programme, territory: &Territory) -> Row {
    let status = stage::of_territory(programme, territory);
    let page = address::territory(&territory.id, &territory.name);
    Row {
        id: territory.id.to_string(),
        name: territory.name.clone(),
        regions: territory.regions.iter().map(|code| Link::region_in(programme, *code, territory.phase)).collect(),
        departements: territory
            .departements
            .iter()
            .map(|code| Link::new(code.as_str(), format!("/departements/{code}?phase={}", territory.phase)))
            .collect(),
        labelled: territory.labelled.as_ref().and_then(Life::date).map(When::of),
        stage: status.stage,
        tag: Tag::territory(status.stage),
        silent: status.silent,
        contracts: status.contracts.iter().map(|contract| contract_row(contract, &page, status.stage)).collect(),
        href: page,
    }
}

fn contract_row(contract: &Contract, page: &str, stage: TerritoryStage) -> ContractRow {
    let when = |life: &Option<Life>| life.as_ref().map(|life| When::value(&life.retained.value));
    let kind = Kind::Contrat;
    let said_by_stage = matches!(
        (stage, contract.status),
        (TerritoryStage::Signed, Status::Met) | (TerritoryStage::Promised, Status::Promised)
    );
    let mut tags = Vec::new();
    if !said_by_stage {
        tags.push(Tag::status(kind, contract.status, contract.late_days));
    }
    tags.extend(contract.disputed.then(Tag::disputed));
    ContractRow {
        link: Link::new(contract.french(), format!("{page}#{}", address::anchor(&contract.id.key()))),
        promised: when(&contract.promised),
        signed: when(&contract.signed),
        tags,
    }
}
