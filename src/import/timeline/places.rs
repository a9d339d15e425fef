//! The places that a timeline speaks of, where the record does not know them yet: enough for its lines to mean
//! something, until the lists of regions and territories say more.

use std::sync::Arc;

use super::{Line, Plan, Refused, Saying, Target, spoken::parts, words};
use crate::{
    import::{
        named::{departement_code, region_code},
        regions,
    },
    programme::{
        property::Property,
        record::Noun,
        region::RegionCode,
        source::{Source, SourceKind},
        territory::TerritoryId,
        timeline::Kind,
        value::Value,
    },
    store::Key,
};

/// Makes the regions and the territories of a line that are not known. What cannot be read here is refused later,
/// when the line itself is.
pub(in crate::import) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let names = parts(line.cell("region_names").text);
    let codes: Vec<RegionCode> = line.list("regions").filter_map(region_code).collect();
    for (place, code) in codes.iter().enumerate() {
        region(plan, line, *code, names.get(place).map(String::as_str));
    }
    if let Some(id) = line.text("territory").and_then(|text| text.parse::<TerritoryId>().ok()) {
        territory(plan, line, &id, &codes);
    }
    Ok(())
}

/// A region that has a name, or without which the subject of the line cannot be: a committee or a figure is of it.
fn region(plan: &mut Plan<'_>, line: Line<'_>, code: RegionCode, name: Option<&str>) {
    let name = name.filter(|name| *name != code.as_str());
    let is_needed = Kind::ALL.iter().any(|kind| {
        matches!(kind, Kind::Copil | Kind::Figure) && [kind.name(), kind.french()].contains(&line.cell("kind").text)
    });
    if plan.find(&code.key()).is_some() || !(name.is_some() || is_needed) {
        return;
    }
    let subject = plan.subject(&code.key(), line.number(), || Noun::Region(code));
    let saying = Saying { subject, source: source(plan, line), line: line.number(), day: None };
    regions::say(plan, &saying, Property::Name, words(name));
}

/// A territory, with what its contracts take from it.
fn territory(plan: &mut Plan<'_>, line: Line<'_>, id: &TerritoryId, regions: &[RegionCode]) {
    if plan.find(&id.key()).is_some() {
        return;
    }
    let subject = plan.subject(&id.key(), line.number(), || Noun::Territory(id.clone()));
    let saying = Saying { subject, source: source(plan, line), line: line.number(), day: None };
    let departements = line.list("departements").filter_map(departement_code);
    let name = line.text("territory_name").filter(|name| *name != id.to_string());
    let stated = words(name)
        .map(|name| (Property::Name, name))
        .into_iter()
        .chain(regions.first().map(|lead| (Property::LeadRegion, Value::Region(*lead))))
        .chain(regions.iter().map(|code| (Property::Region, Value::Region(*code))))
        .chain(departements.map(|code| (Property::Departement, Value::Departement(code))));
    // As a list of territories would have it: from the first day of the phase.
    let known_on = (id.phase.first_day().min(plan.collected_on), true);
    for (property, value) in stated {
        identify(plan, line, &value);
        plan.claim(&saying, property, value, None, None, known_on);
    }
}

/// Makes the place that a value names, where it is not known: its identity alone, of which nothing is told yet.
pub(super) fn identify(plan: &mut Plan<'_>, line: Line<'_>, value: &Value) {
    let (key, noun) = match value {
        Value::Region(code) => (code.key(), Noun::Region(*code)),
        Value::Departement(code) => (code.key(), Noun::Departement(*code)),
        Value::Territory(id) => (id.key(), Noun::Territory(id.clone())),
        _ => return,
    };
    plan.subject(&key, line.number(), || noun);
}

/// The source of what a timeline says of places beside what its sources say: the timeline itself.
const SOURCE: &str = "source:jalons-chronologie";

fn source(plan: &mut Plan<'_>, line: Line<'_>) -> Target {
    let key = Key::new(SOURCE);
    let note = "Tient lieu de source aux noms de lieux d’une chronologie importée sans leurs listes.";
    plan.subject(&key.clone(), line.number(), || {
        Noun::Source(Arc::new(Source {
            key,
            title: "Chronologie exportée de Jalons".to_owned(),
            address: None,
            published_on: None,
            kind: SourceKind::Other,
            note: Some(note.to_owned()),
        }))
    })
}
