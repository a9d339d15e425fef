//! The list of territories, with their members and where they stand.

use super::{Cell, Field, Filter, List, Programme, View, What, addresses, called, field, life, remarks, rows, views};
use crate::programme::{search::fold, stage::of_territory, territory::Territory};

pub(super) const LIST: List = List {
    what: What { name: "territories", path: "territoires", own: true, title: "Territoires", phased: true },
    kinds: &[],
    rows: |programme, filter| rows(programme, filter, FIELDS, territories(programme, filter)),
};

const FIELDS: &[Field<Territory>] = &[
    field("id", "identifiant", |_, territory| Cell::code(&territory.id)),
    field("phase", "phase", |_, territory| Cell::code(territory.phase)),
    field("anct_id", "identifiant ANCT", |_, territory| Cell::code(territory.id.anct_id())),
    field("name", "nom", |_, territory| Cell::words(Some(&territory.name))),
    field("aliases", "autres noms", |_, territory| Cell::codes(&territory.aliases)),
    field("stage", "étape", |scope, territory| {
        let stage = of_territory(scope.programme, territory).stage;
        Cell::named(stage.name(), stage.french())
    }),
    field("lead_region", "région chef de file", |_, territory| territory.lead_region.map_or(Cell::Blank, Cell::code)),
    field("regions", "régions", |_, territory| Cell::codes(&territory.regions)),
    field("region_names", "noms des régions", |scope, territory| {
        Cell::codes(territory.regions.iter().map(|code| scope.programme.region_name(*code)))
    }),
    field("departements", "départements", |_, territory| Cell::codes(&territory.departements)),
    field("members", "membres", |_, territory| Cell::codes(&territory.members)),
    field("longitude", "longitude", |_, territory| {
        territory.centre.map_or(Cell::Blank, |centre| Cell::Degrees(centre.longitude))
    }),
    field("latitude", "latitude", |_, territory| {
        territory.centre.map_or(Cell::Blank, |centre| Cell::Degrees(centre.latitude))
    }),
    field("labelled_on", "labellisé le", |_, territory| life(territory.labelled.as_ref())),
    field("label_wave", "liste du label", |_, territory| Cell::number(territory.label_wave)),
    field("withdrawn_on", "retiré le", |_, territory| life(territory.withdrawn.as_ref())),
    field("merged_into", "réuni à", |_, territory| Cell::codes(&territory.merged_into)),
    field("last_known", "dernière nouvelle", |scope, territory| {
        Cell::day(of_territory(scope.programme, territory).last_known)
    }),
    field("silent", "sans nouvelles", |scope, territory| Cell::Yes(of_territory(scope.programme, territory).silent)),
    field("sources", "sources", |_, territory| addresses(&territory.sources)),
    field("notes", "remarques", |_, territory| remarks(&territory.notes)),
];

fn territories<'p>(programme: &'p Programme, filter: &Filter) -> Vec<&'p Territory> {
    let mut territories = views(programme, |view| match view {
        View::Territory(territory) => Some(&**territory),
        _ => None,
    });
    territories.retain(|territory| {
        let names = || {
            let members = territory.members.iter().map(|member| member.name.as_str());
            members.chain(territory.aliases.iter().map(String::as_str)).chain([territory.name.as_str()])
        };
        filter.phase.is_none_or(|phase| territory.phase == phase)
            && filter.region.is_none_or(|code| territory.regions.contains(&code))
            && filter.departement.is_none_or(|code| territory.departements.contains(&code))
            && filter.territory.as_ref().is_none_or(|id| territory.id == *id)
            && called(filter, names())
    });
    territories.sort_by_cached_key(|territory| (territory.phase, fold(&territory.name), territory.id.clone()));
    territories
}
