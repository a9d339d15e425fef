//! `/fiches`: the territories of a region with their contracts, and its committees: how each stands, and what can be
//! done with it.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{frame::Frame, parts::Tag},
    act::{Beside, Choice, Paper, choices, new_papers},
    frame::{Office, answer, frame},
    region,
};
use crate::{
    programme::{
        filter::Filter,
        phase::Phase,
        region::RegionCode,
        rights::{Action, Hand},
        stage,
        territory::Territory,
        timeline::{self, Item, Kind},
        view::{Programme, View},
    },
    store::Key,
    web::{App, address, session::Signed},
};

#[derive(Template)]
#[template(path = "office/records.html")]
struct Page {
    frame: Frame,
    office: Office,
    name: String,
    code: String,
    regions: Vec<region::Choice>,
    can_record: bool,
    copils: Vec<Sheet>,
    territories: Vec<Record>,
}

/// A subject, how it stands, and what can be done with it.
struct Sheet {
    title: String,
    href: String,
    tag: Tag,
    when: String,
    choices: Vec<Choice>,
}

/// A territory.
struct Record {
    id: String,
    sheet: Sheet,
    silent: Option<Tag>,
    /// The region that leads it, where it is another.
    lead: Option<String>,
    contracts: Vec<Sheet>,
    new: Vec<Paper>,
}

/// Answers `GET /fiches`: one region at a time.
pub(super) async fn show(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    let programme = region::today(&app);
    let own = region::own(&programme, &signed, Action::ReadDrafts);
    let code = region::asked(&uri).filter(|code| own.contains(code)).or(own.first().copied());
    let (copils, territories) = code.map(|code| of_region(&app, &signed, &programme, code)).unwrap_or_default();
    let frame = frame(&app, "/fiches");
    let page = Page {
        office: Office::of(&app, &signed, "/fiches"),
        name: code.map(|code| programme.region_name(code)).unwrap_or_default(),
        code: code.map(|code| code.to_string()).unwrap_or_default(),
        regions: region::choices(&programme, &signed, "/fiches", code, false),
        can_record: code.is_some_and(|code| signed.may_in(Action::RecordMinutes, code)),
        copils,
        territories,
        frame: frame.clone(),
    };
    answer(StatusCode::OK, &frame, &page)
}

/// The committees and the territories of a region in the running phase.
fn of_region(app: &App, signed: &Signed, programme: &Programme, code: RegionCode) -> (Vec<Sheet>, Vec<Record>) {
    let phase = Phase::on(programme.day());
    let filter = Filter { region: Some(code), phase: Some(phase), ..Filter::default() };
    let items = timeline::all(programme, &filter);
    let copils = items.iter().filter(|item| item.kind == Kind::Copil);
    let copils = copils.map(|item| sheet(app, signed, item)).collect();
    let mut territories: Vec<&Territory> = programme
        .record()
        .in_region(code)
        .filter_map(|subject| match programme.view(subject.id) {
            Some(View::Territory(territory)) => Some(territory.as_ref()),
            _ => None,
        })
        .filter(|territory| territory.phase == phase && territory.is_current() && territory.regions.contains(&code))
        .collect();
    territories.sort_by_cached_key(|territory| crate::programme::search::fold(&territory.name));
    let records = territories.into_iter().map(|territory| record(app, signed, programme, code, territory));
    (copils, records.collect())
}

fn record(app: &App, signed: &Signed, programme: &Programme, code: RegionCode, territory: &Territory) -> Record {
    let status = stage::of_territory(programme, territory);
    let key = territory.id.key();
    let beside = beside(app, signed, &key);
    let quiet = status.last_known.filter(|_| status.silent).map(|last| (programme.day() - last).num_days());
    let contracts = status.contracts.iter().filter_map(|contract| {
        let subject = programme.record().find(&contract.id.key())?;
        let item = timeline::item(programme, subject.id)?;
        Some(Sheet { title: contract.french(), ..sheet(app, signed, item) })
    });
    let lead = territory.regions.first().filter(|lead| **lead != code);
    Record {
        id: address::anchor(&key),
        sheet: Sheet {
            title: territory.name.clone(),
            href: address::territory(&territory.id, &territory.name),
            tag: Tag::territory(status.stage),
            when: String::new(),
            choices: beside.as_ref().map(choices).unwrap_or_default(),
        },
        silent: quiet.map(Tag::silent),
        lead: lead
            .filter(|_| beside.as_ref().is_some_and(|beside| beside.hand == Hand::Proposes))
            .map(|lead| programme.region_name(*lead)),
        contracts: contracts.collect(),
        new: beside.map(|beside| new_papers(&beside, &territory.id)).unwrap_or_default(),
    }
}

fn beside(app: &App, signed: &Signed, key: &Key) -> Option<Beside> {
    Beside::of(app, signed, Action::ChangeDates, key).ok()
}

fn sheet(app: &App, signed: &Signed, item: &Item) -> Sheet {
    let moved = item.promised.as_ref().map_or(0, |life| life.trail.len());
    let date = item.date.as_ref().map(|date| date.french_when()).unwrap_or_default();
    Sheet {
        title: item.title.clone(),
        href: format!("/jalons/{}", item.key),
        tag: Tag::of(item),
        when: match moved {
            0 => date,
            moved => format!("{date}{}reporté {moved} fois", if date.is_empty() { "" } else { ", " }),
        },
        choices: beside(app, signed, &item.key).as_ref().map(choices).unwrap_or_default(),
    }
}
