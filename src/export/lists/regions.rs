//! The list of regions, each with where it stands in the phase shown.

use super::{Cell, Field, Filter, List, Programme, Scope, View, What, addresses, called, field, rows, views};
use crate::programme::{
    region::Region,
    stage::{RegionStatus, of_region},
};

pub(super) const LIST: List = List {
    what: What { name: "regions", path: "regions", own: true, title: "Régions", phased: false },
    kinds: &[],
    rows: |programme, filter| rows(programme, filter, FIELDS, regions(programme, filter)),
};

const FIELDS: &[Field<Region>] = &[
    field("code", "code", |_, region| Cell::code(region.code)),
    field("name", "nom", |_, region| Cell::words(Some(&region.name))),
    field("aliases", "autres noms", |_, region| Cell::codes(&region.aliases)),
    field("zone", "zone", |_, region| Cell::words(region.zone.as_deref())),
    field("iso_3166_2", "code ISO 3166-2", |_, region| Cell::words(region.iso_3166_2.as_deref())),
    field("phase", "phase", |scope, _| Cell::code(scope.phase)),
    field("stage", "étape", |scope, region| {
        status(scope, region, |status| Cell::named(status.stage.name(), status.stage.french()))
    }),
    field("territories", "territoires", |scope, region| count(scope, region, |status| status.counts.territories)),
    field("shared", "dont partagés", |scope, region| count(scope, region, |status| status.counts.shared)),
    field("promised", "contrats promis", |scope, region| count(scope, region, |status| status.counts.promised)),
    field("signed", "contrats signés", |scope, region| count(scope, region, |status| status.counts.signed)),
    field("protocoles", "protocoles signés", |scope, region| count(scope, region, |status| status.counts.protocoles)),
    field("late", "en retard", |scope, region| count(scope, region, |status| status.counts.late)),
    field("disputed", "contestés", |scope, region| count(scope, region, |status| status.counts.disputed)),
    field("sentence", "situation", |scope, region| status(scope, region, |status| Cell::Text(status.sentence.text()))),
    field("sources", "sources", |_, region| addresses(&region.sources)),
];

fn regions<'p>(programme: &'p Programme, filter: &Filter) -> Vec<&'p Region> {
    let mut regions = views(programme, |view| match view {
        View::Region(region) => Some(&**region),
        _ => None,
    });
    regions.retain(|region| {
        let names = || region.aliases.iter().map(String::as_str).chain([region.name.as_str(), region.code.as_str()]);
        filter.region.is_none_or(|code| code == region.code) && called(filter, names())
    });
    regions.sort_by_key(|region| region.code);
    regions
}

fn status(scope: &Scope<'_>, region: &Region, read: fn(&RegionStatus) -> Cell) -> Cell {
    of_region(scope.programme, region.code, scope.phase).as_ref().map_or(Cell::Blank, read)
}

fn count(scope: &Scope<'_>, region: &Region, read: fn(&RegionStatus) -> usize) -> Cell {
    Cell::number(of_region(scope.programme, region.code, scope.phase).as_ref().map(read))
}
