//! The workbook of an official: her lists as the sheets of an XLSX file, or each by itself as CSV for Excel. What is
//! in it can be changed and sent back.

mod read_me;
mod sheet;

use chrono::Datelike as _;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{
    Unwritten,
    cell::Cell,
    csv::rows,
    excel::{BYTE_ORDER_MARK, neutral},
    sheet::{Column, Table},
};
use crate::{
    programme::{
        value::{Gap, Value},
        view::Programme,
        workbook::{Line, List, Shown, lines},
    },
    store::Actor,
};

/// The media type of a workbook.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The media type of a list by itself.
pub const CSV: &str = "text/csv; charset=utf-8; header=present";

/// The name of the workbook's file.
#[must_use]
pub fn xlsx_name(programme: &Programme) -> String {
    format!("jalons-mon-fichier-{}.xlsx", programme.day())
}

/// The name of a list's file.
#[must_use]
pub fn csv_name(programme: &Programme, list: List) -> String {
    format!("jalons-mon-fichier-{}-{}.csv", list.slug(), programme.day())
}

/// How the file of that name is to be kept by whoever asks for it.
#[must_use]
pub fn disposition(name: &str) -> String {
    super::headers::disposition(name)
}

/// A list of what `actor` answers for, as CSV for Excel.
///
/// # Errors
/// [`Unwritten`], which cannot come about in memory.
pub fn csv(programme: &Programme, actor: &Actor, list: List) -> Result<Vec<u8>, Unwritten> {
    let table = table(list, &lines(programme, actor, list));
    let headers = table.columns.iter().map(|column| column.french);
    rows(BYTE_ORDER_MARK.into(), b';', headers, &table, |cell| neutral(&cell.french()))
}

/// The workbook of what `actor` answers for. The same programme gives the same bytes.
///
/// # Errors
/// [`Unwritten`] where a list is longer than a sheet.
pub fn xlsx(programme: &Programme, actor: &Actor, site: &str) -> Result<Vec<u8>, Unwritten> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(programme)?);
    read_me::write(workbook.add_worksheet(), programme, site)?;
    for list in List::ALL {
        let lines = lines(programme, actor, list);
        let sheet = workbook.add_worksheet();
        sheet::write(sheet, list, &table(list, &lines))?;
        sheet.set_active(list == List::Contracts);
    }
    Ok(workbook.save_to_buffer()?)
}

fn properties(programme: &Programme) -> Result<DocProperties, XlsxError> {
    let day = programme.day();
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    // Made on the programme's day, at midnight: the record, not the clock on the wall, makes the bytes.
    let made = ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), part(day.month()), part(day.day()))?;
    let properties = DocProperties::new().set_title("Jalons : mon fichier").set_author("Jalons");
    Ok(properties.set_creation_datetime(&made))
}

/// Lines under the columns of their list.
fn table(list: List, lines: &[Line]) -> Table {
    let columns = list.columns().iter().map(|column| Column { name: column.name, french: column.header() });
    let row = |line: &Line| line.cells.iter().map(cell).collect();
    Table { columns: columns.collect(), rows: lines.iter().map(row).collect() }
}

fn cell(shown: &Shown) -> Cell {
    match shown {
        Shown::Nothing => Cell::Blank,
        Shown::Value(Value::Gap(Gap::NotAnnounced)) => Cell::named("not-announced", "sans date"),
        Shown::Value(value) => Cell::value(value),
        Shown::Words(words) => Cell::Text(words.clone()),
        Shown::Many(parts) => Cell::codes(parts),
    }
}
