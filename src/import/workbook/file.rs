//! From the bytes of a file to its sheets, whatever they are: what is no table is refused, and told what to do.

use std::{collections::HashMap, sync::Arc};

use super::{
    fault::{Expected, Fault},
    row::Odd,
    xlsx,
};
use crate::{
    import::{
        column::{Column, called},
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
const ABOVE: usize = 30;

/// A sheet: rows, and where there is something else than a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// Its name; none of a CSV.
    pub name: Option<Arc<str>>,
    /// Its rows, the blank ones left out.
    pub rows: Vec<Row>,
    /// What is no value, by line and column, from 1.
    pub odd: HashMap<(u32, u16), Odd>,
}

/// The sheets of a file.
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
        let known = header(&head, None).map_or(0, |(_, _, known)| known);
        if known > best.0 {
            best = (known, delimiter);
        }
    }
    let rows: Vec<Row> = records(&text, best.1).take(LINES + ABOVE + 1).collect();
    Ok(vec![Sheet { rows, ..Sheet::default() }])
}

/// Which row is the header, of which list, and how many of its columns are known: the row that has the most.
pub(super) fn header(rows: &[Row], name: Option<&str>) -> Option<(usize, List, usize)> {
    let named = name.and_then(List::named);
    let mut best: Option<(usize, List, usize)> = None;
    for (place, row) in rows.iter().take(ABOVE).enumerate() {
        for list in List::ALL.into_iter().filter(|list| named.is_none_or(|named| named == *list)) {
            let columns = columns(list);
            let mut known: Vec<usize> = row.cells.iter().filter_map(|(text, _)| called(&columns, text)).collect();
            known.sort_unstable();
            known.dedup();
            if known.len() > best.map_or(1, |(_, _, most)| most) {
                best = Some((place, list, known.len()));
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
