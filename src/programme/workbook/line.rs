//! The lines of a list: what each cell shows of the record.

use std::collections::BTreeSet;

use super::{Column, List, trim, words};
use crate::{
    programme::{
        contract::{ContractId, Document, Family},
        copil::{Copil, Level},
        date::Edtf,
        phase::Phase,
        property::Property,
        record::{Noun, Subject},
        rights::{self, Action, Hand},
        search::fold,
        stage,
        status::Status,
        territory::Territory,
        told::Told,
        value::{Gap, Value},
        view::Programme,
    },
    store::{Actor, Key},
};

/// A line of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The subject's key; it need not exist yet.
    pub key: Key,
    /// Its version; 0 where it does not exist yet.
    pub version: i64,
    /// What each column shows.
    pub cells: Vec<Shown>,
}

/// What a cell shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Shown {
    /// Nothing.
    #[default]
    Nothing,
    /// A date, what stands in its place, a number.
    Value(Value),
    /// Words.
    Words(String),
    /// Several values side by side.
    Many(Vec<String>),
}

impl Shown {
    /// Words; nothing where no cell can hold them.
    #[must_use]
    pub fn words(text: &str) -> Self {
        words(text).map_or(Self::Nothing, Self::Words)
    }

    /// As a French reader would write it; empty for nothing.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::Nothing => String::new(),
            Self::Value(value) => value.french(),
            Self::Words(words) => words.clone(),
            Self::Many(parts) => parts.join(" | "),
        }
    }

    /// As programs read it: EDTF for a date; none for nothing.
    #[must_use]
    pub fn plain(&self) -> Option<String> {
        match self {
            Self::Nothing => None,
            Self::Value(value) => Some(value.to_string()),
            other => Some(other.french()),
        }
    }
}

/// What a column that may be changed shows of a subject; `told` is what is told of it at the clock that is asked for.
#[must_use]
pub fn shown(told: Option<&Told<'_>>, key: &Key, property: Property) -> Shown {
    if property.is_many() {
        let texts: Option<Vec<String>> =
            told.map(|told| told.texts(property)).unwrap_or_default().iter().map(|text| words(text)).collect();
        return match texts {
            Some(texts) if !texts.is_empty() => Shown::Many(texts),
            _ => Shown::Nothing,
        };
    }
    match told.and_then(|told| told.value(property)) {
        Some(Value::Text(text)) => Shown::words(&text),
        // A suspension that was ended shows as none.
        Some(Value::Gap(Gap::Cancelled)) if property == Property::Suspended => Shown::Nothing,
        Some(value) => Shown::Value(value),
        None if property == Property::Document => unnamed(key).map_or(Shown::Nothing, Shown::Words),
        None => Shown::Nothing,
    }
}

/// What a contract is called where no source names it.
fn unnamed(key: &Key) -> Option<String> {
    let id: ContractId = key.identity().parse().ok().filter(|_| key.kind() == "contract")?;
    Some(match id.document.family {
        Family::Avenant => format!("avenant n° {}", id.document.number),
        family => family.name().to_owned(),
    })
}

/// Every name that a territory was ever said to have, folded.
#[must_use]
pub fn names_of(territory: &Subject) -> BTreeSet<String> {
    let named = |property| matches!(property, Property::Name | Property::Alias);
    let statements = territory.statements.iter().filter(|statement| named(statement.property));
    // As a cell holds them, which keeps no sign that cannot be seen around its words.
    statements.filter_map(|statement| statement.value.text().map(|text| fold(trim(text)))).collect()
}

/// The lines of a list that `actor` may see what waits of: those of the running phase.
#[must_use]
pub fn lines(programme: &Programme, actor: &Actor, list: List) -> Vec<Line> {
    match list {
        List::Contracts => territories(programme, actor).into_iter().flat_map(|it| contracts(programme, it)).collect(),
        List::Copils => copils(programme, actor),
        List::Territories => territories(programme, actor).into_iter().map(|it| territory(programme, it)).collect(),
    }
}

/// The territories of the running phase, by name.
fn territories<'p>(programme: &'p Programme, actor: &Actor) -> Vec<&'p Territory> {
    let phase = Phase::on(programme.day());
    let mut found: Vec<&Territory> = subjects(programme, actor)
        .filter_map(|subject| programme.territory_of(subject.id))
        .filter(|territory| territory.phase == phase)
        .collect();
    found.sort_by_cached_key(|territory| (fold(&territory.name), territory.id.clone()));
    found
}

/// The subjects that an actor may see what waits of.
fn subjects<'p>(programme: &'p Programme, actor: &Actor) -> impl Iterator<Item = &'p Subject> {
    let listed = |noun: &Noun| matches!(noun, Noun::Territory(_) | Noun::Copil(..));
    let may = move |subject: &&Subject| rights::over(actor, Action::ReadDrafts, programme, subject) != Hand::Denied;
    programme.record().subjects().iter().map(AsRef::as_ref).filter(move |subject| listed(&subject.noun)).filter(may)
}

/// The contracts of a territory; a contrat that does not exist yet has a line, so that it can be filled in.
fn contracts(programme: &Programme, territory: &Territory) -> Vec<Line> {
    // What is only said to be about the territory is none of its own.
    let mut known = programme.contracts(&territory.id);
    known.retain(|contract| contract.territory.id == territory.id);
    let mut ids: Vec<ContractId> = known.iter().map(|contract| contract.id.clone()).collect();
    let contrat =
        ContractId { territory: territory.id.clone(), document: Document { family: Family::Contrat, number: 0 } };
    if territory.is_current() && !ids.contains(&contrat) {
        ids.push(contrat);
        ids.sort();
    }
    ids.iter()
        .map(|id| {
            let status = known.iter().find(|contract| contract.id == *id).map_or_else(String::new, |contract| {
                let dispute = if contract.disputed { ", contesté" } else { "" };
                format!("{}{dispute}", status_french(contract.status, "signé"))
            });
            line(programme, List::Contracts, &id.key(), |name| match name {
                "territory" => Shown::words(&territory.name),
                "region" => regions(programme, territory),
                "status" => Shown::words(&status),
                "id" => Shown::Words(id.to_string()),
                _ => Shown::Nothing,
            })
        })
        .collect()
}

fn territory(programme: &Programme, territory: &Territory) -> Line {
    let status = stage::of_territory(programme, territory);
    line(programme, List::Territories, &territory.id.key(), |name| match name {
        "region" => regions(programme, territory),
        "labelled_on" => {
            territory.labelled.as_ref().map_or(Shown::Nothing, |life| Shown::Value(life.retained.value.clone()))
        }
        "status" => Shown::words(status.stage.french()),
        "last_known" => status.last_known.map_or(Shown::Nothing, |day| Shown::Value(Value::Date(Edtf::day(day)))),
        "id" => Shown::Words(territory.id.to_string()),
        _ => Shown::Nothing,
    })
}

fn copils(programme: &Programme, actor: &Actor) -> Vec<Line> {
    let phase = Phase::on(programme.day());
    let mut found: Vec<&Copil> = subjects(programme, actor)
        .filter_map(|subject| programme.copil_of(subject.id))
        .filter(|copil| copil.phase == phase)
        .collect();
    let date = |copil: &Copil| copil.held.as_ref().or(copil.promised.as_ref()).and_then(|life| life.date().copied());
    found.sort_by_cached_key(|copil| (copil.region, date(copil), copil.key.clone()));
    found
        .into_iter()
        .map(|copil| {
            line(programme, List::Copils, &copil.key, |name| match name {
                "region" => match (copil.region, copil.level) {
                    (Some(code), _) => Shown::words(&programme.region_name(code)),
                    (None, Level::National) => Shown::words(Level::National.french()),
                    (None, level) => Shown::words(level.french()),
                },
                "status" => Shown::words(status_french(copil.status, "tenu")),
                "id" => Shown::words(copil.key.as_str()),
                _ => Shown::Nothing,
            })
        })
        .collect()
}

/// A line: what is not told by `other` is the value retained.
fn line(programme: &Programme, list: List, key: &Key, other: impl Fn(&str) -> Shown) -> Line {
    let subject = programme.record().find(key);
    let version = subject.map_or(0, |subject| subject.version(None));
    let told = subject.and_then(|subject| Told::of(subject, programme.clock()));
    let cell = |column: &Column| match column.property() {
        Some(property) => shown(told.as_ref(), key, property),
        None if column.name == "version" => Shown::Words(version.to_string()),
        None => other(column.name),
    };
    Line { key: key.clone(), version, cells: list.columns().iter().map(cell).collect() }
}

fn regions(programme: &Programme, territory: &Territory) -> Shown {
    let names: Vec<String> = territory.regions.iter().map(|code| programme.region_name(*code)).collect();
    Shown::words(&names.join(", "))
}

/// How a thing stands; what is met is called by its kind.
fn status_french(status: Status, met: &'static str) -> &'static str {
    if status == Status::Met { met } else { status.french() }
}
