//! Documents that are a table: a line of columns, and a line for the question.

use csv::ReaderBuilder;
use serde_json::{Map, Value};

use crate::reading::document::{Name, ReadError};

use super::part::Parts;

/// The columns of a table whose lines are parted by semicolons; none where it is no such table.
pub(super) fn columns(document: &str) -> Option<Vec<String>> {
    let first = document.lines().find(|line| !line.trim().is_empty() && !line.starts_with('%'))?;
    let first = first.trim_start_matches('\u{feff}');
    // A line of a text may hold a semicolon, and columns are words: four of them at least.
    if first.matches(';').count() < 3 || first.len() > 2000 {
        return None;
    }
    if !first.contains('"') {
        return Some(first.split(';').map(|name| name.trim().to_owned()).collect());
    }
    let mut reader =
        ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(first.as_bytes());
    let record = reader.records().next()?.ok()?;
    Some(record.iter().map(|name| name.trim().to_owned()).collect())
}

/// The one line of a table, its values by column.
///
/// # Errors
/// [`ReadError`] where it is no table, or holds no line or several.
pub(super) fn only(document: &str, name: Name) -> Result<Value, ReadError> {
    let start = document
        .lines()
        .take_while(|line| line.trim().is_empty() || line.starts_with('%'))
        .map(|line| line.len() + 1)
        .sum();
    let table = document.get(start..).unwrap_or_default();
    let mut reader = ReaderBuilder::new().delimiter(b';').flexible(true).from_reader(table.as_bytes());
    let columns = reader.headers().cloned().map_err(|error| broken(&error, name))?;
    let lines: Result<Vec<_>, _> = reader.records().collect();
    let lines = lines.map_err(|error| broken(&error, name))?;
    let [line] = lines.as_slice() else { return Err(ReadError::NotOne { form: name.title, count: lines.len() }) };
    let values = columns.iter().zip(line.iter());
    let values = values.map(|(column, value)| {
        (column.trim().trim_start_matches('\u{feff}').to_owned(), Value::String(value.to_owned()))
    });
    Ok(Value::Object(values.collect::<Map<_, _>>()))
}

fn broken(error: &csv::Error, name: Name) -> ReadError {
    let line = error.position().map_or(1, csv::Position::line);
    Parts::of(name).unreadable(usize::try_from(line).unwrap_or(usize::MAX), &error.to_string(), "a line of the table")
}
