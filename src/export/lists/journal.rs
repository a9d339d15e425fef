//! The journal: each edit with what it changed, oldest first.

use serde_json::Result;

use super::{Cell, List, What};
use crate::{
    export::sheet::{Column, Content, Table},
    programme::{
        clock::day_in_paris,
        record::JournalLine,
        register::{Change, Entry, Register, Shown},
    },
};

pub(super) const LIST: List = List {
    what: What { name: "journal", path: "journal", own: true, title: "Registre des changements", phased: false },
    kinds: &[],
    rows: |programme, filter| {
        let passes = |line: &&JournalLine| {
            let day = day_in_paris(line.recorded_at);
            filter.from.is_none_or(|from| day >= from) && filter.to.is_none_or(|to| day <= to)
        };
        let register = Register::of(programme);
        let entries: Vec<Entry> =
            register.lines(filter.region).filter(passes).map(|line| register.entry(line)).collect();
        (entries.len(), Box::new(Lines(entries)))
    },
};

/// The lines, each with what it changed.
struct Lines(Vec<Entry>);

const fn column(name: &'static str, french: &'static str) -> Column {
    Column { name, french }
}

/// The columns; those of the changes hold one value a change.
const COLUMNS: [Column; 15] = [
    column("id", "numéro"),
    column("recorded_at", "écrit le"),
    column("role", "par"),
    column("action", "écriture"),
    column("regions", "régions"),
    column("subjects", "sujets"),
    column("statements", "affirmations"),
    column("decisions", "décisions"),
    column("changed", "de quoi"),
    column("property", "information"),
    column("from", "de"),
    column("to", "à"),
    column("reason", "motif"),
    column("why", "pourquoi"),
    column("change", "ce qui a changé"),
];

impl Content for Lines {
    fn table(&self) -> Table {
        Table { columns: COLUMNS.to_vec(), rows: self.0.iter().map(row).collect() }
    }

    fn data(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(&self.0)
    }
}

fn row(entry: &Entry) -> Vec<Cell> {
    let line = &entry.line;
    let each = |of: &dyn Fn(&Change) -> Cell| {
        let cells: Vec<Cell> = entry.changes.iter().map(of).collect();
        if cells.iter().all(Cell::is_blank) { Cell::Blank } else { Cell::List(cells) }
    };
    let shown = |shown: &Option<Shown>| {
        shown.as_ref().map_or(Cell::Blank, |shown| Cell::Named(shown.value.clone().into(), shown.french.clone().into()))
    };
    vec![
        Cell::Number(line.id),
        Cell::code(line.recorded_at.to_rfc3339()),
        Cell::named(line.role.name(), line.role.french()),
        Cell::Named(line.action.clone().into(), entry.french.clone().into()),
        Cell::codes(&entry.regions),
        Cell::Number(line.subjects),
        Cell::Number(line.statements),
        Cell::Number(line.decisions),
        each(&|change| Cell::Named(change.subject.to_string().into(), change.name.clone().into())),
        each(&|change| Cell::named(change.property.name(), change.property.french())),
        each(&|change| shown(&change.from)),
        each(&|change| shown(&change.to)),
        each(&|change| change.reason.map_or(Cell::Blank, |reason| Cell::named(reason.name(), reason.french()))),
        each(&|change| Cell::words(change.why.as_deref())),
        Cell::codes(entry.sentences()),
    ]
}
