//! `/departements` and `/departements/59`.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    Slug,
    files::{self, File},
    frame::Frame,
    lines::Line,
    page,
    parts::{Link, plural},
    territories::{self, Row},
};
use crate::{
    programme::{
        departement::{Departement, DepartementCode},
        filter::Filter,
        phase::Phase,
        record::Noun,
        search::fold,
        timeline,
        view::View,
    },
    web::{App, Ask, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "departements.html")]
struct List {
    frame: Frame,
    files: Vec<File>,
    phase: Phase,
    groups: Vec<Group>,
}

/// The départements of a region, by code.
struct Group {
    region: Link,
    departements: Vec<(Link, usize)>,
}

#[derive(Template)]
#[template(path = "departement.html")]
struct Page {
    frame: Frame,
    departement: Departement,
    phase: Phase,
    region: Option<Link>,
    territories: Vec<Row>,
    dates: Vec<Line>,
    timeline: String,
    files: Vec<File>,
}

/// Answers `/departements`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, &["phase"]], all)
}

/// Answers `/departements/{code}`.
pub(super) async fn show(State(app): State<App>, Slug(code): Slug, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK, &["phase"]], |ask| match files::split(&code) {
        Some((code, format)) => {
            let departement = Some(known(ask, code)?.code);
            files::timeline_file(&app, ask, &Filter { departement, ..ask.query.filter.clone() }, format)
        }
        None => one(ask, &code),
    })
}

fn known<'a>(ask: &'a Ask, code: &str) -> Result<&'a Departement, Error> {
    let code = code.to_uppercase().parse::<DepartementCode>().ok();
    let departement = code.and_then(|code| ask.programme.departement(code));
    departement.ok_or_else(|| Error::NotFound("département".to_owned()))
}

fn all(ask: &Ask) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let phase = ask.query.filter.phase.unwrap_or_else(|| Phase::on(programme.day()));
    let mut counts = std::collections::HashMap::new();
    let mut departements: Vec<&Departement> = Vec::new();
    for subject in programme.record().subjects() {
        match (&subject.noun, programme.view(subject.id)) {
            (Noun::Territory(id), Some(View::Territory(territory))) if id.phase == phase && territory.is_current() => {
                for code in &territory.departements {
                    *counts.entry(*code).or_insert(0) += 1;
                }
            }
            (Noun::Departement(_), Some(View::Departement(departement))) => departements.push(departement),
            _ => {}
        }
    }
    departements.sort_by_key(|departement| departement.code);
    let mut groups: Vec<Group> = Vec::new();
    for departement in departements {
        let region = match departement.region {
            Some(code) => Link::region_in(programme, code, phase),
            None => Link::new("Sans région connue", ""),
        };
        let link = Link::new(
            format!("{} {}", departement.code, departement.name),
            format!("/departements/{}?phase={phase}", departement.code),
        );
        let line = (link, counts.get(&departement.code).copied().unwrap_or(0));
        match groups.iter_mut().find(|group| group.region == region) {
            Some(group) => group.departements.push(line),
            None => groups.push(Group { region, departements: vec![line] }),
        }
    }
    groups.sort_by_cached_key(|group| fold(&group.region.words));
    let frame = Frame::of(ask, "territoires").with_phases(&ask.query, false);
    frame.ready(&List { files: files::of(ask, "/departements", false), phase, groups, frame: frame.clone() })
}

fn one(ask: &Ask, code: &str) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let departement = known(ask, code)?.clone();
    let code = departement.code;
    let phase = ask.query.filter.phase.unwrap_or_else(|| Phase::on(programme.day()));
    let filter = Filter { departement: Some(code), phase: Some(phase), ..Filter::default() };
    let frame = Frame::of(ask, "territoires").with_phases(&ask.query, false);
    let page = Page {
        phase,
        region: departement.region.map(|code| Link::region_in(programme, code, phase)),
        territories: territories::rows(programme, &filter),
        dates: timeline::all(programme, &filter).iter().map(|item| Line::of(programme, item)).collect(),
        timeline: format!("/chronologie?departement={code}&phase={phase}"),
        files: files::of(ask, &format!("/departements/{code}"), true),
        departement,
        frame: frame.clone(),
    };
    frame.ready(&page)
}
