//! The rows of an official's file: known cells, each with where it stands. So they travel through the page that shows
//! what would change, and come back as they were, or mended.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::{Deserialize, Serialize};

use super::{
    Read,
    fault::{Expected, Fault, letter},
    file::{LINES, Sheet, columns},
};
use crate::{
    import::table::{self, Strangers, Table},
    programme::workbook::{List, trim, unfit},
};

/// A row: what it says, by the names of the columns. Blank cells are left out: they change nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Of which list.
    #[serde(rename = "l")]
    pub list: List,
    /// On which sheet.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<Arc<str>>,
    /// On which line.
    #[serde(rename = "n")]
    pub line: u32,
    /// Its cells.
    #[serde(rename = "c")]
    pub cells: BTreeMap<String, RowCell>,
    /// In which column of the file each column of the list stands, from 1; 0 where the file has none. A blank cell has its
    /// place too: it may be what is missing.
    #[serde(rename = "p", default, skip_serializing_if = "<[u16]>::is_empty")]
    pub places: Arc<[u16]>,
}

/// A cell of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowCell {
    /// Its words.
    #[serde(rename = "t")]
    pub text: String,
    /// What it is, where it is no value.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub odd: Option<Odd>,
}

/// What a cell is, where it is no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Odd {
    /// A formula.
    #[serde(rename = "f")]
    Formula,
    /// An error of the spreadsheet's.
    #[serde(rename = "e")]
    Error,
}

impl Row {
    /// The words of a cell; empty where it is blank.
    #[must_use]
    pub fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }

    /// The words of a cell; none where it is blank.
    #[must_use]
    pub fn said(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Writes a cell, or leaves it blank.
    pub fn set(&mut self, column: &str, text: &str) {
        let text = fit(text);
        if text.is_empty() {
            self.cells.remove(column);
        } else {
            self.cells.insert(column.to_owned(), RowCell { text, odd: None });
        }
    }

    /// A fault of a cell, by the name of its column.
    #[must_use]
    pub fn fault(&self, column: &str, expected: Expected) -> Fault {
        let known = self.list.columns().iter().position(|known| known.name == column);
        let place = known.and_then(|known| self.places.get(known)).copied();
        Fault {
            column: self.list.column(column),
            letter: place.filter(|place| *place > 0).map(letter),
            found: self.text(column).to_owned(),
            ..self.fault_of_line(expected)
        }
    }

    /// A fault of the row.
    #[must_use]
    pub fn fault_of_line(&self, expected: Expected) -> Fault {
        Fault { sheet: self.sheet.clone(), line: Some(self.line), ..Fault::of_file("", expected) }
    }
}

/// The words of a cell without what surrounds them, and without the signs that no workbook could give back: a tab is a
/// space, and lines end alike.
fn fit(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
    let text: String = text.chars().filter(|sign| !unfit(*sign)).collect();
    trim(&text).to_owned()
}

/// The rows of the sheets that hold a list.
pub(super) fn rows(sheets: Vec<Sheet>) -> Result<Read, Vec<Fault>> {
    let mut read = Read::default();
    let mut wrong = Vec::new();
    if sheets.is_empty() {
        wrong.push(Fault::of_file("", Expected::Columns));
    }
    for Sheet { name, list, rows, odd, beside } in sheets {
        let file: Arc<str> = name.clone().unwrap_or_else(|| "".into());
        let table = match Table::of_rows(&file, rows.into_iter(), columns(list), Strangers::PassedOver) {
            Ok(table) => table,
            Err(refusals) => {
                wrong.extend(refusals.into_iter().map(|refusal| Fault {
                    sheet: name.clone(),
                    line: refusal.line,
                    letter: refusal.position.and_then(|position| u16::try_from(position).ok()).map(letter),
                    ..Fault::of_file(refusal.found, Expected::OneColumn)
                }));
                continue;
            }
        };
        read.unknown.extend(table.unknown.iter().cloned().chain(beside));
        read.faults.extend(table.ragged.iter().map(|refusal| Fault {
            sheet: name.clone(),
            line: refusal.line,
            ..Fault::of_file("", Expected::Cells)
        }));
        if read.rows.len() + table.len() + table.ragged.len() > LINES {
            let found = format!("> {LINES}");
            return Err(vec![Fault::of_file(found, Expected::Lines(LINES))]);
        }
        let first = table.lines().next();
        let place = |column| first.map_or(0, |line| position(line.cell(column)));
        let places: Arc<[u16]> = list.columns().iter().map(|column| place(column.name)).collect();
        read.rows.extend(table.lines().filter_map(|line| {
            let cells: BTreeMap<String, RowCell> = list
                .columns()
                .iter()
                .filter_map(|column| Some((column.name.to_owned(), cell(line.cell(column.name), &odd)?)))
                .collect();
            if cells.is_empty() {
                return None;
            }
            Some(Row { list, sheet: name.clone(), line: line.number(), cells, places: Arc::clone(&places) })
        }));
    }
    if wrong.is_empty() { Ok(read) } else { Err(wrong) }
}

/// A cell that is not blank.
fn cell(cell: table::Cell<'_>, odd: &HashMap<(u32, u16), Odd>) -> Option<RowCell> {
    let text = fit(cell.text);
    (!text.is_empty()).then(|| RowCell { text, odd: odd.get(&(cell.line, position(cell))).copied() })
}

/// In which column of the file a cell stands, from 1; 0 where the file has none.
fn position(cell: table::Cell<'_>) -> u16 {
    cell.position.and_then(|position| u16::try_from(position).ok()).unwrap_or(0)
}
