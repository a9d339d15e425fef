//! `/jalons/{key}`: one committee, milestone, figure or contract: the life of its dates, and every statement on it.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    Slug,
    frame::{Frame, address as with_query, moment},
    page,
    parts::{Cite, Link, When},
    story::Story,
};
use crate::{
    programme::{
        life::Said,
        property::Property,
        reason::Reason,
        statement::Statement,
        timeline::{self, Item},
        told::Told,
        value::Value,
        view::Programme,
    },
    store::Key,
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "milestone.html")]
struct Page {
    frame: Frame,
    kind: &'static str,
    story: Story,
    crumb: Option<Link>,
    timeline: String,
    /// Where it is brought up to date, or a correction proposed; empty where it cannot be.
    act: String,
    statements: Vec<Group>,
}

/// What is stated of one property.
struct Group {
    label: &'static str,
    statements: Vec<Stated>,
}

/// One statement.
struct Stated {
    id: i64,
    value: When,
    href: String,
    words: String,
    reason: &'static str,
    cite: Cite,
    known: When,
    inferred: bool,
    recorded: String,
    corrects: Option<i64>,
}

/// Answers `/jalons/{key}`.
pub(super) async fn show(State(app): State<App>, Slug(key): Slug, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| answer(ask, &key))
}

fn answer(ask: &Ask, key: &str) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let missing = || Error::NotFound("jalon".to_owned());
    let key = Key::new(key);
    let subject = programme.record().find(&key).ok_or_else(missing)?;
    let Some(item) = timeline::item(programme, subject.id).filter(|_| is_here(programme, &key)) else {
        // Regions, territories and questions have pages of their own; a source has its place on their list.
        let known = programme.view(subject.id).is_some() || programme.source(&key).is_some();
        let elsewhere = address::subject(programme, &key);
        return Err(if known { Error::Moved(with_query(&elsewhere, &ask.query.with(&[]))) } else { missing() });
    };
    let told = Told::of(subject, programme.clock()).ok_or_else(missing)?;
    let frame = Frame::of(ask, "chronologie");
    let page = Page {
        kind: item.kind.french(),
        story: Story::of(programme, item),
        crumb: crumb(programme, item),
        timeline: address::on_timeline(item),
        act: address::update(subject),
        statements: groups(programme, &key, &told),
        frame: frame.clone(),
    };
    frame.ready(&page)
}

fn is_here(programme: &Programme, key: &Key) -> bool {
    address::subject(programme, key).starts_with("/jalons/")
}

/// What the page stands under: its territory or its region.
fn crumb(programme: &Programme, item: &Item) -> Option<Link> {
    match (&item.territory, item.regions.as_slice()) {
        (Some(territory), _) => Some(Link::territory(programme, &territory.id)),
        (None, [code]) => Some(Link::region_in(programme, *code, item.phase)),
        _ => None,
    }
}

/// Every statement that counts, by property, in the order of properties.
fn groups(programme: &Programme, key: &Key, told: &Told<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for property in Property::ALL {
        let mut statements: Vec<&Statement> =
            told.statements().iter().copied().filter(|statement| statement.property == *property).collect();
        statements.sort_by_key(|statement| (statement.known_on, statement.id));
        if !statements.is_empty() {
            let statements = statements.into_iter().map(|statement| stated(programme, statement)).collect();
            groups.push(Group { label: property.french_of(key), statements });
        }
    }
    groups
}

fn stated(programme: &Programme, statement: &Statement) -> Stated {
    let said = Said::by(statement);
    let named = match &statement.value {
        Value::Region(code) => Link::region(programme, *code),
        Value::Territory(id) => Link::territory(programme, id),
        Value::Departement(code) => Link::new(code.as_str(), format!("/departements/{code}")),
        _ => Link::new("", ""),
    };
    let mut value = When::value(&statement.value);
    if !named.words.is_empty() {
        value.words.clone_from(&named.words);
    }
    Stated {
        id: statement.id.0,
        value,
        href: named.href,
        words: statement.words.as_deref().unwrap_or_default().to_owned(),
        reason: statement.reason.map(Reason::french).unwrap_or_default(),
        cite: Cite::of(&said),
        known: When::day(statement.known_on),
        inferred: statement.known_inferred,
        recorded: moment(statement.recorded_at),
        corrects: statement.supersedes.map(|id| id.0),
    }
}
