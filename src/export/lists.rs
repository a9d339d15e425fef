//! The lists as sheets: one line an item, with the values retained. A list is one file of this folder, which holds
//! its columns, and one line of [`LISTS`].
//!
//! Where a column means what a column of an imported file means, it has the same name.

mod contracts;
mod copils;
mod departements;
mod figures;
mod journal;
mod milestones;
mod questions;
mod regions;
mod sources;
mod territories;

use std::sync::Arc;

use serde::Serialize;

use super::{
    Sheet, Site, Stamp,
    cell::Cell,
    sheet::{Column, Content, Table},
    stamp::What,
};
use crate::programme::{
    filter::Filter,
    life::Life,
    phase::Phase,
    search::fold,
    source::Source,
    timeline::{self, Kind},
    told::Note,
    view::{Programme, View},
};

/// A list that can be exported.
#[derive(Clone, Copy, Debug)]
pub struct List {
    /// Its names.
    pub what: What,
    /// The kinds of the timeline's rows that it is of, where it is of any.
    kinds: &'static [Kind],
    rows: for<'p> fn(&'p Programme, &Filter) -> Counted<'p>,
}

/// The items of a list, and how many they are.
type Counted<'p> = (usize, Box<dyn Content + 'p>);

/// Every list, in the order of the site.
pub const LISTS: &[List] = &[
    regions::LIST,
    departements::LIST,
    territories::LIST,
    contracts::LIST,
    copils::LIST,
    milestones::LIST,
    figures::LIST,
    questions::LIST,
    sources::LIST,
    journal::LIST,
];

impl List {
    /// The list of that name, or of that path on the site.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        LISTS.iter().find(|list| list.what.name == name || list.what.path == name)
    }

    /// The items of the list that pass `filter`.
    #[must_use]
    pub fn sheet<'p>(&self, programme: &'p Programme, filter: &Filter, site: &Site<'_>) -> Sheet<'p> {
        let filter = self.narrowed(filter);
        let (total, content) = (self.rows)(programme, &filter);
        Sheet { stamp: Stamp::of(programme, &filter, self.what, total, site), content }
    }

    /// The filter with the kinds of the list; one that asks for other kinds alone stays, and finds nothing.
    fn narrowed(&self, filter: &Filter) -> Filter {
        let asked = |kind: &&Kind| filter.kinds.is_empty() || filter.kinds.contains(kind);
        let kinds: Vec<Kind> = self.kinds.iter().filter(asked).copied().collect();
        if kinds.is_empty() { filter.clone() } else { Filter { kinds, ..filter.clone() } }
    }
}

/// A column of a list: its names, and what it holds of an item.
struct Field<T: 'static> {
    column: Column,
    read: fn(&Scope<'_>, &T) -> Cell,
}

/// What a cell may need beside its item.
#[derive(Clone, Copy)]
struct Scope<'p> {
    programme: &'p Programme,
    /// The phase shown: the one of the filter, else the one running on the clock's day.
    phase: Phase,
}

/// The items of a list under its columns.
struct Rows<'p, T: 'static> {
    scope: Scope<'p>,
    fields: &'static [Field<T>],
    items: Vec<&'p T>,
}

const fn field<T>(name: &'static str, french: &'static str, read: fn(&Scope<'_>, &T) -> Cell) -> Field<T> {
    Field { column: Column { name, french }, read }
}

impl<T: Serialize> Content for Rows<'_, T> {
    fn table(&self) -> Table {
        let row = |item: &&T| self.fields.iter().map(|field| (field.read)(&self.scope, item)).collect();
        Table {
            columns: self.fields.iter().map(|field| field.column).collect(),
            rows: self.items.iter().map(row).collect(),
        }
    }

    fn data(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&self.items)
    }
}

/// Items under their columns, and how many they are.
fn rows<'p, T: Serialize>(
    programme: &'p Programme,
    filter: &Filter,
    fields: &'static [Field<T>],
    items: Vec<&'p T>,
) -> Counted<'p> {
    let phase = filter.phase.unwrap_or_else(|| Phase::on(programme.day()));
    (items.len(), Box::new(Rows { scope: Scope { programme, phase }, fields, items }))
}

/// The views that `pick` takes of everything known at the clock.
fn views<'p, T>(programme: &'p Programme, pick: impl Fn(&'p View) -> Option<&'p T>) -> Vec<&'p T> {
    programme.record().subjects().iter().filter_map(|subject| pick(programme.view(subject.id)?)).collect()
}

/// The views that `pick` takes of the timeline's rows, in its order.
fn dated<'p, T>(programme: &'p Programme, filter: &Filter, pick: impl Fn(&'p View) -> Option<&'p T>) -> Vec<&'p T> {
    timeline::all(programme, filter).iter().filter_map(|item| pick(programme.find(&item.key)?)).collect()
}

/// Whether every word asked for is in one of the names.
fn called<'n>(filter: &Filter, names: impl IntoIterator<Item = &'n str>) -> bool {
    let Some(query) = &filter.q else { return true };
    let names = fold(&names.into_iter().collect::<Vec<_>>().join(" "));
    fold(query).split(' ').all(|word| names.contains(word))
}

/// The value retained.
fn life(life: Option<&Life>) -> Cell {
    life.map_or(Cell::Blank, |life| Cell::value(&life.retained.value))
}

/// Where sources are read: their addresses, or the keys of those that have none.
fn addresses(sources: &[Arc<Source>]) -> Cell {
    Cell::codes(sources.iter().map(|source| source.address.as_deref().unwrap_or(source.key.as_str())))
}

/// The remarks, each once.
fn remarks(notes: &[Note]) -> Cell {
    let mut texts: Vec<&str> = Vec::new();
    for note in notes {
        if !texts.contains(&note.text.as_str()) {
            texts.push(&note.text);
        }
    }
    Cell::codes(texts)
}
