//! The sheet: what is exported, under one stamp. Every format asks it for what it can hold.

use super::{cell::Cell, stamp::Stamp, timeline::Timeline};

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the files that programs read.
    pub name: &'static str,
    /// Its name in those that people open in a spreadsheet.
    pub french: &'static str,
}

/// Rows of cells under columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What a sheet can be made of.
pub trait Content {
    /// Its rows.
    fn table(&self) -> Table;

    /// Its items as a JSON array, as the API gives them.
    ///
    /// # Errors
    /// Nothing that can come about in memory.
    fn data(&self) -> serde_json::Result<Vec<u8>>;

    /// The dated things of it, where it is a timeline.
    fn timeline(&self) -> Option<&Timeline<'_>> {
        None
    }
}

/// What is exported.
pub struct Sheet<'p> {
    /// What the file says of itself.
    pub stamp: Stamp,
    /// What it holds.
    pub content: Box<dyn Content + 'p>,
}

impl std::fmt::Debug for Sheet<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sheet").field("stamp", &self.stamp).finish_non_exhaustive()
    }
}
