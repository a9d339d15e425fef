//! A file of territories, and the day from which a list of them counts.

use chrono::NaiveDate;

use super::{
    cell::words,
    column::{Column, columns},
    known,
    plan::{Plan, Saying, Target},
    refusal::Refused,
    sources,
    table::{Line, Table},
};
use crate::programme::{property::Property, record::Noun, territory::TerritoryId, value::Value};

/// The columns of a file of territories.
pub(super) const COLUMNS: &[Column] = columns! {
    "phase" optional [] "1 or 2; blank where the id says it (1-ti-3205)" "1 ou 2 ; vide si l’identifiant le dit (1-ti-3205)" "1";
    "anct_id" required ["id", "id_anct", "territory", "territoire"] "its id at the ANCT, within the phase"
        "son identifiant à l’ANCT, dans la phase" "ti-3205";
    "name" required ["nom"] "its name" "son nom" "Boulonnais - Calaisis";
    "aliases" optional ["alias", "autres_noms"] "other names, joined by |" "ses autres noms, séparés par |" "Calaisis-Boulonnais";
    "lead_region" optional ["region_chef_de_file", "region"] "the region that leads it" "la région qui le pilote" "32";
    "regions" optional ["toutes_les_regions"] "all its regions, joined by |" "toutes ses régions, séparées par |" "32|28";
    "departements" optional ["departement"] "its départements, joined by |" "ses départements, séparés par |" "62";
    "longitude" optional ["lon"] "degrees east of its centre" "longitude de son centre, en degrés" "1.71";
    "latitude" optional ["lat"] "degrees north of its centre" "latitude de son centre, en degrés" "50.81";
    "withdrawn_on" optional ["retire_le", "sorti_le"] "when it left the programme" "sa date de sortie du programme" "2021-03";
    "merged_into" optional ["fusionne_avec", "reuni_a"] "the territory that it was merged into" "le territoire auquel il a été réuni"
        "1-ti-3201";
};

/// The names and aliases of the territories of a table, each with its territory; what cannot be read is left out.
pub(super) fn names(table: &Table) -> Vec<(TerritoryId, String)> {
    let mut names = Vec::new();
    for line in table.lines() {
        let id = format!("{}-{}", line.text("phase").unwrap_or_default(), line.text("anct_id").unwrap_or_default());
        let Ok(id) = id.parse::<TerritoryId>() else { continue };
        let own = line.text("name").into_iter().chain(line.list("aliases"));
        names.extend(own.map(|name| (id.clone(), name.to_owned())));
    }
    names
}

/// Reads one territory.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let id = identity(plan, line);
    let lead = line.text("lead_region").map(|_| plan.region(line.cell("lead_region"))).transpose();
    let regions = plan.regions(line, "regions");
    let departements = plan.departements(line, "departements");
    let centre = plan.centre(line);
    let withdrawn = plan.date(line, "withdrawn_on", Property::Withdrawn, None);
    let phase = id.as_ref().ok().map(|id| id.phase);
    let merged = line.text("merged_into").map(|_| plan.territory(line.cell("merged_into"), phase, None)).transpose();
    let (source, id, lead, mut regions) = (source?, id?, lead?, regions?);
    let (departements, centre, withdrawn, merged) = (departements?, centre?, withdrawn?, merged?);
    if regions.is_empty() {
        regions.extend(lead);
    }
    let subject = plan.subject(&id.key(), line.number(), || Noun::Territory(id.clone()));
    let saying = Saying { subject, source, line: line.number(), day: None };
    say(plan, &saying, &id, Property::Name, words(line.text("name")));
    for alias in line.list("aliases") {
        say(plan, &saying, &id, Property::Alias, words(Some(alias)));
    }
    say(plan, &saying, &id, Property::LeadRegion, lead.map(Value::Region));
    for region in regions {
        say(plan, &saying, &id, Property::Region, Some(Value::Region(region)));
    }
    for departement in departements {
        say(plan, &saying, &id, Property::Departement, Some(Value::Departement(departement)));
    }
    say(plan, &saying, &id, Property::Centre, centre);
    plan.say(&saying, Property::Withdrawn, withdrawn);
    plan.say(&saying, Property::MergedInto, merged.map(|(id, _)| Value::Territory(id)));
    say(plan, &saying, &id, Property::Note, words(line.text("notes")));
    Ok(())
}

/// The identity that a line gives: phase and ANCT id, together or apart.
fn identity(plan: &mut Plan<'_>, line: Line<'_>) -> Result<TerritoryId, Refused> {
    let phase = plan.phase(line)?;
    let cell = line.cell("anct_id");
    let text = cell.text.to_lowercase();
    let whole = text.parse::<TerritoryId>().ok().filter(|id| phase.is_none_or(|phase| id.phase == phase));
    let id = whole.or_else(|| TerritoryId::new(phase?, &text).ok());
    id.ok_or_else(|| match phase {
        Some(_) => plan.refuse(cell, "the ANCT id of a territory of that phase, such as ti-3205"),
        None => plan.refuse(line.cell("phase"), "a phase: 1 or 2"),
    })
}

/// What a list of territories says of one. Its lists appeared years after the labels, so that what they are the
/// first to say counts from the day of the label, or else from the first day of the phase, marked as inferred.
pub(super) fn say(plan: &mut Plan<'_>, saying: &Saying, id: &TerritoryId, property: Property, value: Option<Value>) {
    let Some(value) = value else { return };
    let start = first_day(plan, saying.subject, id);
    let published = plan.as_source(saying.source).and_then(|source| source.published_on).map(|date| date.latest());
    if plan.is_told(saying.subject, property) || published.is_some_and(|day| day <= start) {
        plan.say(saying, property, Some(value));
    } else {
        plan.claim(saying, property, value, None, None, (start.min(plan.collected_on), true));
    }
}

/// The day from which a territory counts: of its label as first told, else its phase's first.
fn first_day(plan: &Plan<'_>, subject: Target, id: &TerritoryId) -> NaiveDate {
    let known = plan.known(subject).and_then(|subject| {
        let labels = known::standing(&subject.statements).filter(|known| known.property == Property::Labelled);
        labels.filter_map(|statement| statement.value.latest()).min()
    });
    let told = plan.labelled.get(id).copied();
    known.or(told).map_or(id.phase.first_day(), |day| day.max(id.phase.first_day()))
}
