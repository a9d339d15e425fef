//! The name of any subject: what a line of the register, a form or a proposal calls it.

use super::{
    contract::{ContractId, Family},
    record::{Noun, Subject},
    timeline,
    value::Value,
    view::{Programme, View},
};

/// What a subject is called at the programme's clock: “Contrat – Lacq-Pau-Tarbes”. What nothing is told of goes by what
/// it is.
#[must_use]
pub fn of(programme: &Programme, subject: &Subject) -> String {
    if let Some(item) = timeline::item(programme, subject.id) {
        return item.title.clone();
    }
    match (programme.view(subject.id), &subject.noun) {
        (Some(View::Region(region)), _) => region.name.clone(),
        (Some(View::Departement(departement)), _) => departement.name.clone(),
        (Some(View::Territory(territory)), _) => territory.name.clone(),
        (_, Noun::Contract(id, _)) => of_contract(programme, id),
        (_, Noun::Copil(level, Some(code))) => {
            format!("COPIL {} – {}", level.french(), programme.region_name(*code))
        }
        (_, Noun::Copil(level, None)) => format!("COPIL {}", level.french()),
        (_, Noun::Figure(counted, region, _)) => match region {
            Some(code) => format!("{} – {}", capital(counted.french()), programme.region_name(*code)),
            None => capital(counted.french()),
        },
        (_, Noun::Milestone(kind)) => capital(kind.french()),
        (_, Noun::Question(id)) => format!("Question n° {} ({})", id.number, id.chamber_french()),
        (_, Noun::Source(source)) => source.title.clone(),
        _ => subject.key.to_string(),
    }
}

/// What a contract of which nothing counts, or nothing yet, is called.
#[must_use]
pub fn of_contract(programme: &Programme, id: &ContractId) -> String {
    let territory = programme.territory(&id.territory);
    let name = territory.map_or_else(|| id.territory.to_string(), |territory| territory.name.clone());
    match id.document.family {
        Family::Contrat => format!("Contrat – {name}"),
        Family::Protocole => format!("Protocole – {name}"),
        Family::Avenant => format!("Avenant n° {} – {name}", id.document.number),
    }
}

/// What a value is called: a place by its name, anything else in its own words.
#[must_use]
pub fn of_value(programme: &Programme, value: &Value) -> String {
    match value {
        Value::Region(code) => programme.region_name(*code),
        Value::Departement(code) => {
            programme.departement(*code).map_or_else(|| code.to_string(), |found| found.name.clone())
        }
        Value::Territory(id) => programme.territory(id).map_or_else(|| id.to_string(), |found| found.name.clone()),
        value => value.french(),
    }
}

fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}
