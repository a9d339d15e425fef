//! What each row of an official's file came to.

use std::sync::Arc;

use serde::Serialize;

use super::{fault::Fault, row::Row};
use crate::{
    programme::workbook::{Column, Shown},
    store::Key,
};

/// What a row came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportOutcome)]
pub enum Outcome {
    /// It says nothing that the record does not.
    Unchanged,
    /// It changes what the record says.
    Changed,
    /// It makes something that the record does not have.
    New,
    /// Somebody else changed the same meanwhile.
    Conflict,
    /// Something in it cannot be taken.
    Refused,
}

/// What a row came to, cell by cell.
#[derive(Clone, Debug)]
pub struct LineReport {
    /// The row.
    pub row: Arc<Row>,
    /// What it came to.
    pub outcome: Outcome,
    /// Which subject it is about; none where that cannot be told, or its key is yet to be made.
    pub key: Option<Key>,
    /// What that is called, in French.
    pub name: String,
    /// The version that it has now; 0 where it does not exist.
    pub version: i64,
    /// What differs.
    pub cells: Vec<CellReport>,
    /// What cannot be taken.
    pub faults: Vec<Fault>,
    /// Whether what it changes only waits for a decision: another region leads the territory.
    pub proposes: bool,
    /// What it says beside a change that it does not make: a reason, a sentence, and nothing changed.
    pub idle: bool,
}

/// A cell that differs from the record.
#[derive(Clone, Debug, PartialEq)]
pub struct CellReport {
    /// The column.
    pub column: &'static Column,
    /// What the record says now.
    pub old: Shown,
    /// What it will say.
    pub new: Shown,
    /// Whether the cell takes back what the record says; `new` is what is then retained.
    pub erases: bool,
    /// What the record said when the file was made, where somebody changed it since.
    pub conflict: Option<Shown>,
}

/// What the rows came to.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Row by row, in their order.
    pub lines: Vec<LineReport>,
}

impl Report {
    /// How many rows came to that.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.of(outcome).count()
    }

    /// The rows that came to that.
    pub fn of(&self, outcome: Outcome) -> impl Iterator<Item = &LineReport> {
        self.lines.iter().filter(move |line| line.outcome == outcome)
    }

    /// Every fault of every row.
    pub fn faults(&self) -> impl Iterator<Item = &Fault> {
        self.lines.iter().flat_map(|line| &line.faults)
    }

    /// Whether every row can be published.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.lines.iter().all(|line| line.outcome < Outcome::Conflict)
    }

    /// Whether publishing it would change anything.
    #[must_use]
    pub fn is_something(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.outcome, Outcome::Changed | Outcome::New))
    }

    /// The rows that can be published and change something.
    pub fn good_rows(&self) -> impl Iterator<Item = Arc<Row>> {
        let good = self.lines.iter().filter(|line| matches!(line.outcome, Outcome::Changed | Outcome::New));
        good.map(|line| Arc::clone(&line.row))
    }
}
