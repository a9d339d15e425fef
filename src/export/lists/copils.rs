//! The list of steering committees.

use super::{Cell, Field, Kind, List, View, What, addresses, dated, field, life, remarks, rows};
use crate::programme::copil::Copil;

pub(super) const LIST: List = List {
    what: What { name: "copils", path: "chronologie", own: false, title: "Comités de pilotage", phased: true },
    kinds: &[Kind::Copil],
    rows: |programme, filter| {
        let copils = dated(programme, filter, |view| match view {
            View::Copil(copil) => Some(&**copil),
            _ => None,
        });
        rows(programme, filter, FIELDS, copils)
    },
};

const FIELDS: &[Field<Copil>] = &[
    field("key", "clé", |_, copil| Cell::code(&copil.key)),
    field("level", "niveau", |_, copil| Cell::named(copil.level.name(), copil.level.french())),
    field("region", "région", |_, copil| copil.region.map_or(Cell::Blank, Cell::code)),
    field("region_name", "nom de la région", |scope, copil| {
        copil.region.map_or(Cell::Blank, |code| Cell::Text(scope.programme.region_name(code)))
    }),
    field("territories", "territoires", |_, copil| Cell::codes(&copil.territories)),
    field("title", "intitulé", |_, copil| Cell::words(copil.title.as_deref())),
    field("rank", "rang", |_, copil| life(copil.rank.as_ref())),
    field("phase", "phase", |_, copil| Cell::code(copil.phase)),
    field("status", "état", |_, copil| Cell::named(copil.status.name(), copil.status.french())),
    field("promised_on", "promis le", |_, copil| life(copil.promised.as_ref())),
    field("held_on", "tenu le", |_, copil| life(copil.held.as_ref())),
    field("disputed", "contesté", |_, copil| Cell::Yes(copil.disputed)),
    field("place", "lieu", |_, copil| Cell::words(copil.place.as_deref())),
    field("decisions", "décisions", |_, copil| Cell::codes(&copil.decisions)),
    field("sources", "sources", |_, copil| addresses(&copil.sources)),
    field("notes", "remarques", |_, copil| remarks(&copil.notes)),
];
