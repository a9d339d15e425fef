//! From the bytes of a file to its sheets, whatever they are: what is no table is refused, and told what to do.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

use super::{
    fault::{Expected, Fault},
    row::Odd,
    xlsx,
};
use crate::{
    import::{
        column::{Column, Index},
        encoding::decode,
        table::{Row, records, without_hint},
    },
    programme::workbook::List,
};

/// The most bytes of a file.
pub const BYTES: usize = 20 * 1024 * 1024;

/// The most lines of a file, headers apart.
pub const LINES: usize = 50_000;

/// How many rows may stand above the header: a title, a date.
pub(super) const ABOVE: usize = 30;

/// A sheet that holds a list: rows, and where there is something else than a value.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// Its name; none of a CSV.
    pub name: Option<Arc<str>>,
    /// The list that it holds.
    pub list: List,
    /// Its rows from the header on, the blank ones left out.
    pub rows: Vec<Row>,
    /// What is no value, by line and column, from 1.
    pub odd: HashMap<(u32, u16), Odd>,
    /// The headers that stand beside the list.
    pub beside: Vec<String>,
}

/// A row that is the header of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    /// Its place among the rows.
    pub place: usize,
    /// The list.
    pub list: List,
    /// How many of the list's columns it names.
    pub known: usize,
    /// How far they go: the place after the last.
    pub width: usize,
}

/// The sheets of a file that hold a list.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<Sheet>, Fault> {
    if bytes.len() > BYTES {
        return Err(Fault::of_file(format!("{} MB", bytes.len() >> 20), Expected::Small));
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        // A compound file of old: Excel 97 to 2003, or the shell of a workbook that a password locks.
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let is_locked = bytes.windows(locked.len()).any(|window| window == locked.as_slice());
        let (found, expected) =
            if is_locked { ("", Expected::Unlocked) } else { (".xls (Excel 97-2003)", Expected::Open) };
        return Err(Fault::of_file(found, expected));
    }
    if bytes.starts_with(b"PK") {
        return xlsx::sheets(bytes);
    }
    let text = decode(bytes).map_err(|no_text| Fault::of_file("", Expected::File(no_text.expected)))?;
    let text = without_hint(text);
    let mut best = (0, b';');
    for delimiter in [b';', b',', b'\t'] {
        let head: Vec<Row> = records(&text, delimiter).take(ABOVE).collect();
        let known = header(&head, None).map_or(0, |header| header.known);
        if known > best.0 {
            best = (known, delimiter);
        }
    }
    let rows: Vec<Row> = records(&text, best.1).take(LINES + ABOVE + 1).collect();
    let Some(Header { place, list, .. }) = header(&rows, None) else { return Ok(Vec::new()) };
    let rows = rows.into_iter().skip(place).collect();
    Ok(vec![Sheet { name: None, list, rows, odd: HashMap::new(), beside: Vec::new() }])
}

/// The names of the columns of each list.
static INDEXES: LazyLock<[(List, Index); 3]> =
    LazyLock::new(|| List::ALL.map(|list| (list, Index::of(&columns(list)))));

/// Which row is the header: the one that names the most columns of one list.
pub(super) fn header(rows: &[Row], name: Option<&str>) -> Option<Header> {
    let named = name.and_then(List::named);
    let mut best: Option<Header> = None;
    for (place, row) in rows.iter().take(ABOVE).enumerate() {
        for (list, index) in INDEXES.iter().filter(|(list, _)| named.is_none_or(|named| named == *list)) {
            let named = row.cells.iter().enumerate();
            let named = named.filter_map(|(position, (text, _))| Some((position, index.place(text)?)));
            let (positions, mut known): (Vec<usize>, Vec<usize>) = named.unzip();
            known.sort_unstable();
            known.dedup();
            if known.len() > best.map_or(1, |best| best.known) {
                let width = positions.last().map_or(0, |last| last + 1);
                best = Some(Header { place, list: *list, known: known.len(), width });
            }
        }
    }
    best
}

/// The columns of a list, as files have them.
pub(super) fn columns(list: List) -> Vec<Column> {
    let column = |column: &crate::programme::workbook::Column| Column {
        name: column.name,
        synonyms: column.headers,
        meaning: column.meaning,
        french: column.meaning,
        required: false,
        example: "",
    };
    list.columns().iter().map(column).collect()
}
