//! A list as a sheet: the header stays in sight, full days are true dates, grey columns are not to be touched.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet,
    XlsxError,
};

use super::super::{cell::Cell, sheet::Table};
use crate::programme::{
    property::Shape,
    reason::Reason,
    workbook::{Column, Holds, List},
};

/// How many lines below the last one take what is added to the list as they should.
const SPARE: u32 = 500;

/// Days before it are written as text: spreadsheets count those of 1900 in two ways.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1901, 1, 1).unwrap();

pub(super) fn write(sheet: &mut Worksheet, list: List, table: &Table) -> Result<(), XlsxError> {
    sheet.set_name(list.french())?;
    let columns = list.columns();
    let last = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
    let (first, rest) = (0u16, u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0));
    for (place, column) in (0u16..).zip(columns) {
        sheet.set_column_width(place, f64::from(column.width))?;
        sheet.set_column_format(place, &format(column, None))?;
        if column.holds == Holds::Mark {
            sheet.set_column_hidden(place)?;
        }
        sheet.write_string_with_format(0, place, column.header(), &header(column))?;
        if column.name == "reason" {
            sheet.add_data_validation(1, place, last.saturating_add(SPARE), place, &reasons()?)?;
        }
    }
    for (line, row) in (1u32..).zip(&table.rows) {
        for ((place, column), cell) in (0u16..).zip(columns).zip(row) {
            write_cell(sheet, (line, place), column, cell)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, first, last.max(1), rest)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, (line, place): (u32, u16), column: &Column, cell: &Cell) -> Result<(), XlsxError> {
    match cell {
        Cell::Blank => {}
        Cell::Date(date) if date.is_day().is_some_and(|day| day >= FIRST_DAY) => {
            let day = date.is_day().unwrap_or(FIRST_DAY);
            let part = |number: u32| u8::try_from(number).unwrap_or(1);
            let year = u16::try_from(day.year()).unwrap_or(1901);
            let date = ExcelDateTime::from_ymd(year, part(day.month()), part(day.day()))?;
            sheet.write_datetime_with_format(line, place, &date, &format(column, Some("dd/mm/yyyy")))?;
        }
        Cell::Number(number) => {
            // Ranks and versions: far below what a double cannot hold.
            #[expect(clippy::cast_precision_loss, reason = "ranks and versions are small")]
            sheet.write_number_with_format(line, place, *number as f64, &format(column, Some("0")))?;
        }
        other => {
            sheet.write_string_with_format(line, place, other.french().as_ref(), &format(column, None))?;
        }
    }
    Ok(())
}

/// How the cells of a column look. A cell of a date that holds none is text: else a spreadsheet makes the first day of
/// March of what is typed as 2027-03.
fn format(column: &Column, number: Option<&str>) -> Format {
    let is_text = column.property().is_none_or(|property| property.shape() != Shape::Number);
    let number = number.unwrap_or(if is_text { "@" } else { "General" });
    let mut format = Format::new().set_align(FormatAlign::Top).set_num_format(number);
    if column.width > 20 {
        format = format.set_text_wrap();
    }
    if column.is_grey() {
        format = format.set_background_color(Color::RGB(0xED_ED_ED)).set_font_color(Color::RGB(0x59_59_59));
    }
    format
}

fn header(column: &Column) -> Format {
    let (paper, ink) = if column.is_grey() { (0xD5_D5_D5, 0x40_40_40) } else { (0x1B_2B_44, 0xFF_FF_FF) };
    Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_num_format("@")
        .set_background_color(Color::RGB(paper))
        .set_font_color(Color::RGB(ink))
        .set_border_bottom(FormatBorder::Thin)
}

/// The reasons as a list to choose from.
fn reasons() -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(&Reason::ALL.map(Reason::french))?
        .set_error_style(DataValidationErrorStyle::Stop)
        .set_error_title("Motif")?
        .set_error_message("Choisissez un motif de la liste ; « autre » demande une phrase.")
}
