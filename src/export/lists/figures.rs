//! The list of figures.

use super::{Cell, Field, Kind, List, View, What, addresses, dated, field, life, remarks, rows};
use crate::programme::figure::Figure;

pub(super) const LIST: List = List {
    what: What { name: "figures", path: "chronologie", own: false, title: "Chiffres", phased: true },
    kinds: &[Kind::Figure],
    rows: |programme, filter| {
        let figures = dated(programme, filter, |view| match view {
            View::Figure(figure) => Some(&**figure),
            _ => None,
        });
        rows(programme, filter, FIELDS, figures)
    },
};

const FIELDS: &[Field<Figure>] = &[
    field("key", "clé", |_, figure| Cell::code(&figure.key)),
    field("counted", "ce qui est compté", |_, figure| Cell::named(figure.counted.name(), figure.counted.french())),
    field("scope", "périmètre", |_, figure| figure.region.map_or(Cell::named("national", "national"), Cell::code)),
    field("as_of", "au", |_, figure| Cell::Date(figure.as_of)),
    field("phase", "phase", |_, figure| Cell::code(figure.phase)),
    field("number", "nombre", |_, figure| life(figure.number.as_ref())),
    field("other_numbers", "autres nombres", |_, figure| {
        let others = figure.number.iter().flat_map(|number| number.contradicted());
        Cell::List(others.map(|said| Cell::value(&said.value)).collect())
    }),
    field("disputed", "contesté", |_, figure| Cell::Yes(figure.disputed)),
    field("sources", "sources", |_, figure| addresses(&figure.sources)),
    field("notes", "remarques", |_, figure| remarks(&figure.notes)),
];
