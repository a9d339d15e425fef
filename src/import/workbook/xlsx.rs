//! The sheets of an XLSX workbook: unpacked within bounds before anything reads them, and never computed.

use std::{
    collections::{BTreeMap, HashMap, btree_map::Entry},
    io::{Cursor, Read as _},
    sync::Arc,
};

use calamine::{Data, DataRef, Reader as _, Xlsx};
use zip::ZipArchive;

use super::{
    fault::{Expected, Fault, letter},
    file::{ABOVE, Header, LINES, Sheet, header},
    row::Odd,
};
use crate::{
    import::{
        documents::swells,
        table::{COLUMNS, Row},
    },
    programme::{change, date::Edtf, workbook::trim},
};

/// The most parts of a workbook.
const PARTS: usize = 5_000;

/// The most bytes of all its parts unpacked: fifty thousand lines take some 60 MB.
const UNPACKED: u64 = 128 * 1024 * 1024;

/// The most bytes of the words of all its cells: a shared text is one in the file, and many once it is read.
const TEXT: usize = 64 * 1024 * 1024;

/// The most cells, those that are read and the blank ones that fill up a row together: some 64 MB.
const CELLS: usize = LINES * 40;

/// The most characters of a cell, by the count of UTF-16: Excel's own bound.
const LONGEST: usize = 32_767;

/// How many more rows a workbook may have than lines that count: headers and what is no list of ours.
const ALLOWANCE: usize = 1_000;

const EXPECTED: &str = "an .xlsx workbook";

/// The cells of a sheet as they come: by line, those that are not blank with their places.
type Cells = BTreeMap<u32, Vec<(usize, String)>>;

/// The sheets that hold a list.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    unpacks_small(bytes)?;
    let broken = |error: &dyn std::fmt::Display| Fault::of_file(error.to_string(), Expected::File(EXPECTED));
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Fault::of_file("", Expected::Unlocked),
        error => broken(&error),
    })?;
    let mut sheets = Vec::new();
    let mut left = Left { lines: LINES + ALLOWANCE, cells: CELLS, text: TEXT };
    for name in workbook.sheet_names() {
        let mut reader = match workbook.worksheet_cells_reader(&name) {
            Ok(reader) => reader,
            // A sheet of charts alone holds no cells.
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(broken(&error)),
        };
        let name: Arc<str> = name.into();
        let mut cells = Cells::new();
        let mut odds = HashMap::new();
        while let Some(cell) = reader.next_cell_with_formula().map_err(|error| broken(&error))? {
            let (row, column) = cell.pos;
            let Some(column) = usize::try_from(column).ok().filter(|column| *column < COLUMNS) else { continue };
            let line = row.saturating_add(1);
            let place = u16::try_from(column + 1).unwrap_or(u16::MAX);
            if let Some(odd) = odd(&cell.value, cell.formula.as_deref())
                && odds.len() < LINES
            {
                odds.insert((line, place), odd);
            }
            let text = match &cell.formula {
                Some(formula) => format!("={formula}"),
                None => text(&cell.value),
            };
            if text.is_empty() {
                continue;
            }
            if text.len() > LONGEST && text.encode_utf16().count() > LONGEST {
                let found = format!("{}…", text.chars().take(40).collect::<String>());
                let expected = Expected::Field(change::Expected::Shorter(LONGEST));
                let (sheet, line, letter) = (Some(name), Some(line), Some(letter(place)));
                return Err(Fault { sheet, line, letter, ..Fault::of_file(found, expected) });
            }
            left.take(1, text.len())?;
            let row = match cells.entry(line) {
                Entry::Occupied(row) => row.into_mut(),
                Entry::Vacant(row) => {
                    left.take_line()?;
                    row.insert(Vec::new())
                }
            };
            row.push((column, text));
        }
        sheets.extend(list(name, cells, odds, &mut left)?);
    }
    Ok(sheets)
}

/// What is left of what all sheets together may hold.
struct Left {
    lines: usize,
    cells: usize,
    text: usize,
}

impl Left {
    fn take(&mut self, cells: usize, text: usize) -> Result<(), Fault> {
        match (self.cells.checked_sub(cells), self.text.checked_sub(text)) {
            (Some(cells), Some(text)) => (self.cells, self.text) = (cells, text),
            _ => return Err(Fault::of_file(format!("> {} MB", TEXT >> 20), Expected::Small)),
        }
        Ok(())
    }

    fn take_line(&mut self) -> Result<(), Fault> {
        let left = self.lines.checked_sub(1);
        self.lines = left.ok_or_else(|| Fault::of_file(format!("> {LINES}"), Expected::Lines(LINES)))?;
        Ok(())
    }
}

/// The list that a sheet holds, from its header on and as far as the last column that can be recognised: what stands
/// beside it is none of it, and would fill up every row. None where there is no header.
fn list(name: Arc<str>, cells: Cells, odd: HashMap<(u32, u16), Odd>, left: &mut Left) -> Result<Option<Sheet>, Fault> {
    let top: Vec<Row> =
        cells.iter().take(ABOVE).map(|(line, cells)| row(*line, cells.iter().cloned(), COLUMNS)).collect();
    let Some(Header { place, list, width, .. }) = header(&top, Some(&name)) else { return Ok(None) };
    let beside = top.get(place).and_then(|header| header.cells.get(width..)).unwrap_or_default();
    let beside = beside.iter().map(|(text, _)| text.clone()).filter(|text| !text.is_empty()).collect();
    let mut rows = Vec::with_capacity(cells.len());
    for (line, cells) in cells.into_iter().skip(place) {
        left.take(width, 0)?;
        rows.push(row(line, cells.into_iter(), width));
    }
    Ok(Some(Sheet { name: Some(name), list, rows, odd, beside }))
}

/// A row of so many cells, each where it stands.
fn row(line: u32, cells: impl Iterator<Item = (usize, String)>, width: usize) -> Row {
    let mut row = Row { line, cells: vec![(String::new(), line); width] };
    for (column, text) in cells {
        if let Some(cell) = row.cells.get_mut(column) {
            cell.0 = text;
        }
    }
    row
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
