//! The journal: each edit, oldest first.

use super::{Cell, Field, List, What, field, rows};
use crate::programme::{clock::day_in_paris, record::JournalLine};

pub(super) const LIST: List = List {
    what: What { name: "journal", path: "journal", own: true, title: "Registre des changements", phased: false },
    kinds: &[],
    rows: |programme, filter| {
        let lines = programme.record().journal_by(programme.clock().recorded_at).filter(|line| {
            let day = day_in_paris(line.recorded_at);
            filter.from.is_none_or(|from| day >= from) && filter.to.is_none_or(|to| day <= to)
        });
        rows(programme, filter, FIELDS, lines.collect())
    },
};

const FIELDS: &[Field<JournalLine>] = &[
    field("id", "numéro", |_, line| Cell::Number(line.id)),
    field("recorded_at", "écrit le", |_, line| Cell::code(line.recorded_at.to_rfc3339())),
    field("role", "par", |_, line| Cell::named(line.role.name(), line.role.french())),
    field("action", "écriture", |_, line| Cell::words(Some(&line.action))),
    field("subjects", "sujets", |_, line| Cell::Number(line.subjects)),
    field("statements", "affirmations", |_, line| Cell::Number(line.statements)),
    field("decisions", "décisions", |_, line| Cell::Number(line.decisions)),
];
