//! The sheets of an XLSX workbook: unpacked within bounds before anything reads them, and never computed.

use std::{
    collections::HashMap,
    io::{Cursor, Read as _},
};

use calamine::{Data, DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::{
    fault::{Expected, Fault},
    file::{LINES, Sheet},
    row::Odd,
};
use crate::{
    import::{documents::swells, table::Row},
    programme::{date::Edtf, workbook::trim},
};

/// The most parts of a workbook.
const PARTS: usize = 5_000;

/// The most bytes of all its parts unpacked: fifty thousand lines take some 60 MB.
const UNPACKED: u64 = 128 * 1024 * 1024;

/// The most columns that are looked at.
const COLUMNS: u32 = 256;

const EXPECTED: &str = "an .xlsx workbook";

pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    unpacks_small(bytes)?;
    let broken = |error: &dyn std::fmt::Display| Fault::of_file(error.to_string(), Expected::File(EXPECTED));
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Fault::of_file("", Expected::Unlocked),
        error => broken(&error),
    })?;
    let mut sheets = Vec::new();
    let mut lines = 0;
    for name in workbook.sheet_names() {
        let mut sheet = Sheet { name: Some(name.as_str().into()), ..Sheet::default() };
        let mut cells = match workbook.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // A sheet of charts alone holds no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(broken(&error)),
        };
        while let Some(cell) = cells.next_cell_with_formula().map_err(|error| broken(&error))? {
            let (row, column) = cell.pos;
            if column >= COLUMNS {
                continue;
            }
            let line = row.saturating_add(1);
            if let Some(odd) = odd(&cell.value, cell.formula.as_deref()) {
                let place = u16::try_from(column + 1).unwrap_or(u16::MAX);
                if sheet.odd.len() < LINES {
                    sheet.odd.insert((line, place), odd);
                }
            }
            let text = match &cell.formula {
                Some(formula) => format!("={formula}"),
                None => text(&cell.value),
            };
            if !text.is_empty() {
                put(&mut sheet.rows, line, column as usize, text);
            }
        }
        lines += sheet.rows.len();
        if lines > LINES + ALLOWANCE {
            return Err(Fault::of_file(lines.to_string(), Expected::Lines(LINES)));
        }
        sheets.push(sheet);
    }
    Ok(sheets)
}

/// How many more rows a workbook may have than lines that count: headers and what is no list of ours.
const ALLOWANCE: usize = 1_000;

/// Puts a cell where it stands; rows mostly come in order.
fn put(rows: &mut Vec<Row>, line: u32, column: usize, text: String) {
    let place = match rows.last() {
        Some(last) if last.line == line => rows.len() - 1,
        Some(last) if last.line > line => match rows.binary_search_by_key(&line, |row| row.line) {
            Ok(place) => place,
            Err(place) => {
                rows.insert(place, Row { line, cells: Vec::new() });
                place
            }
        },
        _ => {
            rows.push(Row { line, cells: Vec::new() });
            rows.len() - 1
        }
    };
    let Some(row) = rows.get_mut(place) else { return };
    if row.cells.len() <= column {
        row.cells.resize(column + 1, (String::new(), line));
    }
    if let Some(cell) = row.cells.get_mut(column) {
        cell.0 = text;
    }
}

/// What a cell holds, where it is no value.
fn odd(value: &DataRef<'_>, formula: Option<&str>) -> Option<Odd> {
    match (formula, value) {
        (Some(_), _) => Some(Odd::Formula),
        (None, DataRef::Error(_)) => Some(Odd::Error),
        _ => None,
    }
}

/// The words of a cell: a true date as an ISO day, a whole number without its point.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => trim(text).to_owned(),
        DataRef::SharedString(text) => trim(text).to_owned(),
        DataRef::Bool(true) => "VRAI".to_owned(),
        DataRef::Bool(false) => "FAUX".to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::DateTime(moment) if !moment.is_duration() => match moment.as_datetime() {
            Some(moment) => Edtf::day(moment.date()).to_string(),
            None => moment.as_f64().to_string(),
        },
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or(text).to_owned(),
        other => trim(&Data::from(other.clone()).to_string()).to_owned(),
    }
}

/// Refuses what is no archive, and what becomes large when it is unpacked, whatever size it claims.
fn unpacks_small(bytes: &[u8]) -> Result<(), Fault> {
    let no_workbook = |found: &str| Fault::of_file(found, Expected::File(EXPECTED));
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| no_workbook(&error.to_string()))?;
    if archive.len() > PARTS {
        return Err(no_workbook(&format!("{} parts", archive.len())));
    }
    let mut names: HashMap<String, ()> = HashMap::new();
    let mut left = UNPACKED;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Fault::of_file("", Expected::Unlocked),
            error => no_workbook(&error.to_string()),
        })?;
        if swells(part.compressed_size(), part.size()) || part.size() > left {
            return Err(Fault::of_file(format!("{} MB", part.size() >> 20), Expected::Small));
        }
        if let Ok(name) = part.name() {
            names.insert(name.into_owned(), ());
        }
        // The size that a part claims may be false.
        let mut unpacked = part.by_ref().take(left.saturating_add(1));
        let read =
            std::io::copy(&mut unpacked, &mut std::io::sink()).map_err(|error| no_workbook(&error.to_string()))?;
        if read > left || swells(part.compressed_size(), read) {
            return Err(Fault::of_file("", Expected::Small));
        }
        left -= read;
    }
    match (names.contains_key("xl/workbook.xml"), names.contains_key("mimetype")) {
        (true, _) => Ok(()),
        (false, true) => Err(no_workbook(".ods (OpenDocument)")),
        (false, false) => Err(no_workbook(".zip")),
    }
}
