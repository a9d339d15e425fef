//! Addresses: where each thing stands on the site. One function a noun, so that no page makes up its own.

use crate::{
    programme::{
        change::correction::properties,
        link::Link,
        phase::Phase,
        question::QuestionId,
        record::Subject,
        region::RegionCode,
        search::{Place, slug},
        territory::TerritoryId,
        timeline::Item,
        todo::Deed,
        view::{Programme, View},
    },
    store::{Key, StatementId},
};

/// An address at a clock: `clock` are parameters, encoded, or none.
#[must_use]
pub fn at(address: &str, clock: &str) -> String {
    if clock.is_empty() {
        return address.to_owned();
    }
    let (path, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
    let join = if path.contains('?') { '&' } else { '?' };
    format!("{path}{join}{clock}{fragment}")
}

/// A region's page.
#[must_use]
pub fn region(code: RegionCode, name: &str) -> String {
    format!("/regions/{code}-{}", slug(name))
}

/// A territory's page.
#[must_use]
pub fn territory(id: &TerritoryId, name: &str) -> String {
    format!("/territoires/{id}-{}", slug(name))
}

/// The page on which an official does what settles a thing that is due.
#[must_use]
pub fn deed(deed: &Deed) -> String {
    match deed {
        Deed::Update(key) => format!("/agir/{key}"),
        Deed::Suspend(key) => format!("/agir/suspension/{key}"),
        Deed::Promise(key) => format!("/agir/promesse/{key}"),
        Deed::Confirm(key) => format!("/agir/confirmation/{key}"),
        Deed::Pin(key) => format!("/agir/valeurs/{key}"),
        Deed::Decide(id) => format!("/propositions/{}", id.0),
    }
}

/// A question's page, at a fact read in it where one is named.
#[must_use]
pub fn question(id: &QuestionId, fact: Option<StatementId>) -> String {
    match fact {
        Some(fact) => format!("/questions/{id}#fait-{}", fact.0),
        None => format!("/questions/{id}"),
    }
}

/// The page of any subject; a source's is its place on the list of sources.
#[must_use]
pub fn subject(programme: &Programme, key: &Key) -> String {
    match programme.find(key) {
        Some(View::Region(view)) => region(view.code, &view.name),
        Some(View::Departement(view)) => format!("/departements/{}", view.code),
        Some(View::Territory(view)) => territory(&view.id, &view.name),
        Some(View::Question(view)) => question(&view.id, None),
        Some(_) => format!("/jalons/{key}"),
        None => format!("/sources#{}", anchor(key)),
    }
}

/// Where a subject is brought up to date, or a correction of it proposed; empty where it cannot be.
#[must_use]
pub fn update(subject: &Subject) -> String {
    let can = !properties(&subject.noun).is_empty();
    if can { format!("/agir/{}", subject.key) } else { String::new() }
}

/// A subject's place on the timeline: the window of its own date, scrolled to it.
#[must_use]
pub fn on_timeline(item: &Item) -> String {
    let anchor = anchor(&item.key);
    match (&item.date, item.regions.first()) {
        (Some(date), _) if !date.is_open() => {
            format!("/chronologie?phase={}&from={}&to={}#{anchor}", item.phase, date.earliest(), date.latest())
        }
        (_, Some(region)) => format!("/chronologie?phase={}&region={region}#{anchor}", item.phase),
        _ => format!("/chronologie?phase={}&kind={}#{anchor}", item.phase, item.kind.name()),
    }
}

/// A key as the id of an element.
#[must_use]
pub fn anchor(key: &Key) -> String {
    key.as_str().replace([':', '/', '.'], "-")
}

/// Where a part of a sentence leads.
#[must_use]
pub fn link(programme: &Programme, link: &Link) -> String {
    let of = |path: &str, code: &RegionCode, phase: &Phase| format!("{path}region={code}&phase={phase}");
    match link {
        Link::Territories(code, phase) => of("/territoires?", code, phase),
        Link::Contracts(code, phase) => of("/chronologie?kind=contrat,protocole,avenant&", code, phase),
        Link::Copils(code, phase) => of("/chronologie?kind=copil&", code, phase),
        Link::Region(code) => region(*code, &programme.region_name(*code)),
        Link::Subject(key) => subject(programme, key),
        Link::Question(id, fact) => question(id, *fact),
    }
}

/// Where a hit of a search leads.
#[must_use]
pub fn place(place: &Place, name: &str) -> String {
    match place {
        Place::Region(code) => region(*code, name),
        Place::Departement(code) => format!("/departements/{code}"),
        Place::Territory(id) => territory(id, name),
    }
}

/// A thing's place in the API: its noun in the plural, and the name that it goes by there.
#[must_use]
pub fn api(noun: &str, name: &str) -> String {
    let mut address = format!("/api/v1/{noun}/");
    for byte in name.bytes() {
        // What a segment of a path may hold as it is (RFC 3986, 3.3).
        if byte.is_ascii_alphanumeric() || b"-._~:@!$&'()*+,;=".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}
