//! CSV for French spreadsheets: semicolons, a byte order mark, CRLF, full days as jj/mm/aaaa, French names.

use super::{
    Format, Sheet, Unwritten,
    csv::{computed, rows},
};

pub(super) const FORMAT: Format = Format {
    suffix: "excel.csv",
    media_type: "text/csv; charset=utf-8; header=present",
    name: "CSV pour tableur",
    purpose: "pour l’ouvrir dans Excel ou LibreOffice\u{a0}: points-virgules, jours en jj/mm/aaaa",
    dated_only: false,
    write,
};

/// Without it Excel reads UTF-8 as Windows-1252.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Unwritten> {
    let table = sheet.content.table();
    let headers = table.columns.iter().map(|column| column.french);
    rows(BYTE_ORDER_MARK.into(), b';', headers, &table, |cell| neutral(&cell.french()))
}

/// A cell that no spreadsheet computes: an apostrophe goes before a sign that begins a formula, and before those
/// that stand there already, so that our import, which takes one off, gives back what was said.
///
/// Source: OWASP, CSV injection.
pub(super) fn neutral(text: &str) -> String {
    match computed(text) {
        (true, _) => format!("'{text}"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_compute_is_neutralised() {
        for text in ["=HYPERLINK(\"x\")", "+33", "-61,538", "@SUM(1)", "\t=1", "\r=1", "'=1"] {
            assert_eq!(neutral(text), format!("'{text}"));
        }
        for text in ["", "Pau", "'90", "1-ti-3205", "l’=", "« - »"] {
            assert_eq!(neutral(text), text);
        }
    }
}
