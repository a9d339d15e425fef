//! From the text of a file to rows whose every cell knows its line and its column.

use std::sync::Arc;

use super::{
    column::{Column, Index},
    encoding::{NoText, decode},
    refusal::Refusal,
};
pub use crate::programme::workbook::trim;

/// The most cells of a row that are looked at: no list of ours is so wide.
pub(super) const COLUMNS: usize = 256;

/// A file read against the columns of its kind.
#[derive(Clone, Debug)]
pub struct Table {
    /// The file's name.
    pub file: Arc<str>,
    columns: Vec<Column>,
    /// The file's own headers.
    headers: Vec<String>,
    /// For each column of the kind, its place in the file.
    places: Vec<Option<usize>>,
    rows: Vec<Row>,
    /// The headers that no column of the kind has, where such are passed over.
    pub unknown: Vec<String>,
    /// The lines that have too few or too many cells to be read: each is refused, and the others are read all the same.
    pub ragged: Vec<Refusal>,
}

/// A row of a file, before anything is known of its columns.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Its line in the file, from 1.
    pub line: u32,
    /// Words and line of each cell.
    pub cells: Vec<(String, u32)>,
}

/// What becomes of headers that no column of the kind has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strangers {
    /// They are refused.
    Refused,
    /// They are passed over: it is somebody's own file, made for other ends too.
    PassedOver,
}

/// One line of a table.
#[derive(Clone, Copy, Debug)]
pub struct Line<'t> {
    table: &'t Table,
    row: &'t Row,
}

/// One cell: its words, trimmed, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'t> {
    /// Its words; empty where the cell is blank or the file has no such column.
    pub text: &'t str,
    /// Its line in the file, from 1.
    pub line: u32,
    /// Its column, as the file names it.
    pub column: &'t str,
    /// Which column that is, from 1; none where the file has no such column.
    pub position: Option<usize>,
}

impl Table {
    /// Reads a file. Blank lines and columns that are wholly blank are passed over.
    ///
    /// # Errors
    /// Every [`Refusal`] at once: no text, no known delimiter, unknown or missing or repeated headers. Then nothing can
    /// be said of the lines.
    pub fn read(file: &str, bytes: &[u8], columns: Vec<Column>) -> Result<Self, Vec<Refusal>> {
        let file: Arc<str> = file.into();
        let text = match decode(bytes) {
            Ok(text) => text,
            Err(NoText { found, expected }) => return Err(vec![Refusal::of_file(&file, found, expected)]),
        };
        let text = without_hint(text);
        let delimiter = vote(&text, &Index::of(&columns));
        Self::of_rows(&file, records(&text, delimiter), columns, Strangers::Refused)
    }

    /// Reads rows, of whatever they come from. The header is the first that is not blank.
    ///
    /// # Errors
    /// As [`Table::read`].
    pub fn of_rows(
        file: &Arc<str>,
        rows: impl Iterator<Item = Row>,
        columns: Vec<Column>,
        strangers: Strangers,
    ) -> Result<Self, Vec<Refusal>> {
        let mut rows = rows.filter(|row| row.cells.iter().any(|(text, _)| !text.is_empty()));
        let Some(header) = rows.next() else {
            return Err(vec![Refusal::of_file(file, "", format!("a header: {}", names(&columns)))]);
        };
        let rows: Vec<Row> = rows.collect();
        let headers: Vec<String> = header.cells.iter().map(|(text, _)| text.clone()).collect();
        let index = Index::of(&columns);
        let (places, mut refusals) = place(file, &header, (&columns, &index), &rows);
        let mut unknown = Vec::new();
        if strangers == Strangers::PassedOver {
            refusals.retain(|refusal| {
                let is_stranger = index.place(&refusal.found).is_none() && refusal.position.is_some();
                unknown.extend(is_stranger.then(|| refusal.found.clone()).filter(|header| !header.is_empty()));
                !is_stranger
            });
        }
        if !refusals.is_empty() {
            return Err(refusals);
        }
        let ragged: Vec<Refusal> = rows.iter().filter_map(|row| ragged(file, row, headers.len())).collect();
        let refused: std::collections::HashSet<u32> = ragged.iter().filter_map(|refusal| refusal.line).collect();
        let rows = rows.into_iter().filter(|row| !refused.contains(&row.line)).collect();
        Ok(Self { file: Arc::clone(file), columns, headers, places, rows, unknown, ragged })
    }

    /// The lines below the header.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.rows.iter().map(|row| Line { table: self, row })
    }

    /// How many lines there are below the header.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl<'t> Line<'t> {
    /// Its number in the file, from 1.
    #[must_use]
    pub fn number(self) -> u32 {
        self.row.line
    }

    /// The file's name.
    #[must_use]
    pub fn file(self) -> &'t Arc<str> {
        &self.table.file
    }

    /// The cell of the column of that name, blank where the file has no such column.
    #[must_use]
    pub fn cell(self, name: &'static str) -> Cell<'t> {
        let column = self.table.columns.iter().position(|column| column.name == name);
        debug_assert!(column.is_some(), "{name} is no column of this kind");
        let place = column.and_then(|column| self.table.places.get(column).copied().flatten());
        let cell = place.and_then(|place| self.row.cells.get(place));
        let header = place.and_then(|place| self.table.headers.get(place));
        Cell {
            text: cell.map_or("", |(text, _)| text.as_str()),
            line: cell.map_or(self.row.line, |(_, line)| *line),
            column: header.map_or(name, String::as_str),
            position: place.map(|place| place + 1),
        }
    }

    /// The words of a cell; none where it is blank.
    #[must_use]
    pub fn text(self, name: &'static str) -> Option<&'t str> {
        Some(self.cell(name).text).filter(|text| !text.is_empty())
    }

    /// The parts of a cell that holds several values joined by `|`, each trimmed, without the blank ones.
    pub fn list(self, name: &'static str) -> impl Iterator<Item = &'t str> {
        self.cell(name).text.split('|').map(trim).filter(|part| !part.is_empty())
    }
}

impl<'t> Cell<'t> {
    /// The same place with other words: one part of a list.
    #[must_use]
    pub fn with(self, text: &'t str) -> Self {
        Self { text, ..self }
    }
}

/// Blanks the first line where it only tells a spreadsheet its delimiter (`sep=;`): the vote needs no hint.
pub(super) fn without_hint(text: String) -> String {
    match text.split_once('\n') {
        Some((first, rest)) if trim(first).len() == 5 && trim(first).to_lowercase().starts_with("sep=") => {
            format!("\n{rest}")
        }
        _ => text,
    }
}

/// The delimiter that makes the most known headers of the first line; then the one that cuts it most.
fn vote(text: &str, index: &Index) -> u8 {
    let mut best = (0, 0, b',');
    for delimiter in [b',', b';', b'\t'] {
        let header = records(text, delimiter).find(|row| row.cells.iter().any(|(text, _)| !text.is_empty()));
        let cells = header.map(|row| row.cells).unwrap_or_default();
        let known = cells.iter().filter(|(header, _)| index.place(header).is_some()).count();
        if (known, cells.len()) > (best.0, best.1) {
            best = (known, cells.len(), delimiter);
        }
    }
    best.2
}

/// The records of a text, each cell trimmed, unprotected, and with the line that it begins on; of a record no more cells
/// than a row may have. They are read cell by cell: a reader of records would first keep millions of them.
pub(super) fn records(text: &str, delimiter: u8) -> impl Iterator<Item = Row> {
    let mut reader = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
    let mut at = 0;
    let mut cell = vec![0; 1024];
    let mut lines = Lines::default();
    std::iter::from_fn(move || {
        let line = lines.at(text, at);
        let mut cell_line = line;
        let mut cells = Vec::new();
        let mut filled = 0;
        loop {
            // Once the text is at its end, what is left of it tells the reader so.
            let left = text.as_bytes().get(at..).unwrap_or_default();
            let (found, read, written) = reader.read_field(left, cell.get_mut(filled..).unwrap_or_default());
            at += read;
            filled += written;
            match found {
                csv_core::ReadFieldResult::InputEmpty => {}
                csv_core::ReadFieldResult::OutputFull => cell.resize(cell.len() * 2, 0),
                csv_core::ReadFieldResult::End => return None,
                csv_core::ReadFieldResult::Field { record_end } => {
                    if cells.len() < COLUMNS {
                        // The text is UTF-8, and is cut at ASCII signs only.
                        let text = str::from_utf8(cell.get(..filled).unwrap_or_default()).unwrap_or_default();
                        cells.push((unprotected(trim(text)).to_owned(), cell_line));
                        let inside = text.bytes().filter(|byte| *byte == b'\n').count();
                        cell_line += u32::try_from(inside).unwrap_or(u32::MAX);
                    }
                    filled = 0;
                    if record_end {
                        return Some(Row { line, cells });
                    }
                }
            }
        }
    })
}

/// Counts lines as a text is gone through.
#[derive(Default)]
struct Lines {
    byte: usize,
    line: u32,
}

impl Lines {
    /// The line, from 1, of the first sign that is no line end at or after `byte`: the reader passes over empty
    /// lines after it has told where a record begins.
    fn at(&mut self, text: &str, byte: usize) -> u32 {
        let bytes = text.as_bytes();
        let empty = bytes.get(byte..).unwrap_or_default().iter().take_while(|byte| **byte == b'\n').count();
        let end = (byte + empty).min(bytes.len());
        let passed = bytes.get(self.byte..end).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
        self.byte = end;
        self.line += u32::try_from(passed).unwrap_or(u32::MAX);
        self.line + 1
    }
}

/// Takes off the apostrophe that our own exports put before a sign that a spreadsheet would compute, and before
/// apostrophes that stand there already.
fn unprotected(cell: &str) -> &str {
    let computed = cell.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\n']);
    cell.strip_prefix('\'').filter(|_| computed).unwrap_or(cell)
}

/// Where each column stands in the file, with what is wrong with the header.
fn place(
    file: &Arc<str>,
    header: &Row,
    (columns, index): (&[Column], &Index),
    rows: &[Row],
) -> (Vec<Option<usize>>, Vec<Refusal>) {
    let mut places = vec![None; columns.len()];
    let mut refusals = Vec::new();
    for (position, (text, line)) in header.cells.iter().enumerate() {
        let refuse = |expected: String| Refusal {
            column: Some(if text.is_empty() { format!("{}", position + 1) } else { text.clone() }),
            position: Some(position + 1),
            ..Refusal::of_line(file, *line, text.clone(), expected)
        };
        match index.place(text).and_then(|column| places.get_mut(column)) {
            Some(place @ None) => *place = Some(position),
            Some(Some(first)) => refusals.push(refuse(format!("one column of that meaning: column {} is", *first + 1))),
            None if text.is_empty() && rows.iter().all(|row| blank(row, position)) => {}
            None => refusals.push(refuse(format!("one of the headers {}", names(columns)))),
        }
    }
    for (column, place) in columns.iter().zip(&places) {
        if column.required && place.is_none() {
            let mut expected = format!("a column {}", column.name);
            if let Some(synonym) = column.synonyms.first() {
                expected.push_str(&format!(" (or {synonym})"));
            }
            refusals.push(Refusal::of_line(file, header.line, "", format!("{expected}: {}", column.meaning)));
        }
    }
    (places, refusals)
}

/// What is wrong with the number of a row's cells. More cells than headers do no harm where they are blank.
fn ragged(file: &Arc<str>, row: &Row, headers: usize) -> Option<Refusal> {
    let cells = row.cells.len();
    let harmless = cells >= headers && (headers..cells).all(|position| blank(row, position));
    if harmless {
        return None;
    }
    let spans = row.cells.iter().any(|(text, _)| text.contains('\n'));
    let hint = if spans { " (is a quotation mark left open?)" } else { "" };
    Some(Refusal::of_line(
        file,
        row.line,
        format!("{cells} cell{}", if cells == 1 { "" } else { "s" }),
        format!("{headers} cells, as in the header{hint}"),
    ))
}

fn blank(row: &Row, position: usize) -> bool {
    row.cells.get(position).is_none_or(|(text, _)| text.is_empty())
}

/// The names of columns, for a message.
fn names(columns: &[Column]) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|column| match column.synonyms.first() {
            Some(synonym) => format!("{} ({synonym})", column.name),
            None => column.name.to_owned(),
        })
        .collect();
    names.join(", ")
}

#[cfg(test)]
mod tests;
