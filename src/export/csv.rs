//! CSV for programs (RFC 4180): commas, UTF-8 without a mark, CRLF, EDTF dates, English names.

use super::{Format, Sheet, Unwritten, cell::Cell, sheet::Table};

pub(super) const FORMAT: Format = Format {
    suffix: "csv",
    media_type: "text/csv; charset=utf-8; header=present",
    name: "CSV",
    purpose: "pour réutiliser les données dans un programme\u{a0}: virgules, UTF-8, dates EDTF",
    dated_only: false,
    write,
};

fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Unwritten> {
    let table = sheet.content.table();
    let headers = table.columns.iter().map(|column| column.name);
    rows(Vec::new(), b',', headers, &table, |cell| escaped(&cell.plain()))
}

/// The lines of a table after what `bytes` holds already.
pub(super) fn rows<'t>(
    bytes: Vec<u8>,
    delimiter: u8,
    headers: impl Iterator<Item = &'t str>,
    table: &Table,
    write: impl Fn(&Cell) -> String,
) -> Result<Vec<u8>, Unwritten> {
    let mut writer =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(csv::Terminator::CRLF).from_writer(bytes);
    writer.write_record(headers)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(&write))?;
    }
    writer.into_inner().map_err(|error| Unwritten::Csv(error.into_error().into()))
}

/// What a spreadsheet would take for a formula begins with one of these, apostrophes apart.
const COMPUTED: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// Whether a cell is a formula behind its apostrophes, and whether it has any.
pub(super) fn computed(text: &str) -> (bool, bool) {
    let bare = text.trim_start_matches('\'');
    (bare.starts_with(COMPUTED), bare.len() < text.len())
}

/// The cell as it is. Where it looks like one that was neutralised, it gets one more apostrophe: whoever takes one
/// off, as our import does, has the cell as it was.
fn escaped(text: &str) -> String {
    match computed(text) {
        (true, true) => format!("'{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_already_looks_neutralised_gets_an_apostrophe() {
        for text in ["=1+1", "-61.5", "Pau", "l’an", "'90"] {
            assert_eq!(escaped(text), text);
        }
        assert_eq!(escaped("'=1+1"), "''=1+1");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let column = crate::export::sheet::Column { name: "title", french: "intitulé" };
        let table = Table { columns: vec![column], rows: vec![vec![Cell::words(Some("« a, b »\n\"c\""))]] };
        let bytes = rows(Vec::new(), b',', ["title"].into_iter(), &table, |cell| cell.plain().into()).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "title\r\n\"« a, b »\n\"\"c\"\"\"\r\n");
    }
}
