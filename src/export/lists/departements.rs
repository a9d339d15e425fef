//! The list of départements.

use super::{Cell, Field, Filter, List, Programme, View, What, addresses, called, field, rows, views};
use crate::programme::departement::Departement;

pub(super) const LIST: List = List {
    what: What { name: "departements", path: "departements", own: true, title: "Départements", phased: false },
    kinds: &[],
    rows: |programme, filter| rows(programme, filter, FIELDS, departements(programme, filter)),
};

const FIELDS: &[Field<Departement>] = &[
    field("code", "code", |_, departement| Cell::code(departement.code)),
    field("name", "nom", |_, departement| Cell::words(Some(&departement.name))),
    field("region", "région", |_, departement| departement.region.map_or(Cell::Blank, Cell::code)),
    field("region_name", "nom de la région", |scope, departement| {
        departement.region.map_or(Cell::Blank, |code| Cell::Text(scope.programme.region_name(code)))
    }),
    field("longitude", "longitude", |_, departement| {
        departement.centre.map_or(Cell::Blank, |centre| Cell::Degrees(centre.longitude))
    }),
    field("latitude", "latitude", |_, departement| {
        departement.centre.map_or(Cell::Blank, |centre| Cell::Degrees(centre.latitude))
    }),
    field("sources", "sources", |_, departement| addresses(&departement.sources)),
];

fn departements<'p>(programme: &'p Programme, filter: &Filter) -> Vec<&'p Departement> {
    let mut departements = views(programme, |view| match view {
        View::Departement(departement) => Some(&**departement),
        _ => None,
    });
    departements.retain(|departement| {
        filter.departement.is_none_or(|code| code == departement.code)
            && filter.region.is_none_or(|code| departement.region == Some(code))
            && called(filter, [departement.name.as_str(), departement.code.as_str()])
    });
    departements.sort_by_key(|departement| departement.code);
    departements
}
