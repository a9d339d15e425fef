//! Timelines and lists turned into files. A format is one file of this folder and one line of [`FORMATS`].
//!
//! In reading order: the [`stamp`] says where a file comes from and under which licence; a [`sheet`] is what is
//! exported, as rows for spreadsheets and as items for programs; the [`timeline`] and the [`lists`] are the sheets
//! that there are; the rest are the formats. Nothing here asks the time or the database: the same programme gives
//! the same bytes.

mod headers;
pub mod stamp;

pub mod cell;
pub mod sheet;

pub mod lists;
pub mod timeline;

mod calendar;
mod csv;
mod excel;
mod json;

pub mod workbook;

pub use sheet::Sheet;
pub use stamp::{Site, Stamp};

use crate::programme::{filter::Filter, view::Programme};

/// A format that sheets can be written in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What ends the address and the name of a file in it, without the first dot: `excel.csv`.
    pub suffix: &'static str,
    /// Its media type, with its parameters.
    pub media_type: &'static str,
    /// Its name, in French.
    pub name: &'static str,
    /// What it is for, in French.
    pub purpose: &'static str,
    /// Whether it holds dated things only, and so no list.
    pub dated_only: bool,
    write: fn(&Sheet<'_>) -> Result<Vec<u8>, Unwritten>,
}

/// Every format, in the order in which they are offered.
pub const FORMATS: &[Format] = &[csv::FORMAT, excel::FORMAT, json::FORMAT, calendar::FORMAT];

/// Why a sheet was not written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// The format holds dated things only, and the sheet is a list.
    #[error("this format holds dated things only")]
    NotDated,
    /// A row cannot be written as CSV.
    #[error("the rows cannot be written: {0}")]
    Csv(#[from] ::csv::Error),
    /// An item cannot be written as JSON.
    #[error("the items cannot be written: {0}")]
    Json(#[from] serde_json::Error),
    /// A workbook cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

impl Format {
    /// The format of that suffix.
    #[must_use]
    pub fn named(suffix: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.suffix == suffix)
    }

    /// The formats that a list can be written in.
    pub fn of_lists() -> impl Iterator<Item = &'static Self> {
        FORMATS.iter().filter(|format| !format.dated_only)
    }

    /// The bytes of a sheet in this format.
    ///
    /// # Errors
    /// [`Unwritten::NotDated`] for a list in a calendar's format; the others cannot come about in memory.
    pub fn write(&self, sheet: &Sheet<'_>) -> Result<Vec<u8>, Unwritten> {
        (self.write)(sheet)
    }
}

/// The timeline of what passes `filter`, in `format`; `site` is where its links lead.
///
/// # Errors
/// As [`Format::write`].
pub fn write(programme: &Programme, filter: &Filter, format: &Format, site: &Site<'_>) -> Result<Vec<u8>, Unwritten> {
    format.write(&timeline::sheet(programme, filter, site))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_own_suffix() {
        for format in FORMATS {
            assert_eq!(Format::named(format.suffix).map(|found| found.name), Some(format.name));
        }
        assert!(Format::named("xls").is_none());
        assert!(Format::of_lists().all(|format| format.suffix != "ics"));
    }
}
