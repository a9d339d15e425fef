//! The list of sources: those published by the clock's day, and those that anything known by then cites.

use super::{Cell, Field, Filter, List, Programme, What, called, field, rows};
use crate::programme::source::Source;

pub(super) const LIST: List = List {
    what: What { name: "sources", path: "sources", own: true, title: "Sources", phased: false },
    kinds: &[],
    rows: |programme, filter| rows(programme, filter, FIELDS, sources(programme, filter)),
};

const FIELDS: &[Field<Source>] = &[
    field("key", "clé", |_, source| Cell::code(&source.key)),
    field("title", "titre", |_, source| Cell::words(Some(&source.title))),
    field("address", "adresse", |_, source| Cell::words(source.address.as_deref())),
    field("published_on", "publiée le", |_, source| source.published_on.map_or(Cell::Blank, Cell::Date)),
    field("kind", "genre", |_, source| Cell::named(source.kind.name(), source.kind.french())),
    field("note", "remarque", |_, source| Cell::words(source.note.as_deref())),
];

fn sources<'p>(programme: &'p Programme, filter: &Filter) -> Vec<&'p Source> {
    let subjects = programme.record().subjects().iter();
    let sources = subjects.filter_map(|subject| programme.source_of(subject.id)).map(AsRef::as_ref);
    sources
        .filter(|source| called(filter, [source.title.as_str(), source.address.as_deref().unwrap_or_default()]))
        .collect()
}
