//! Fields of a page: a label, then a value on the same line or on the next.

use super::line::Line;

/// A field that was found: the line of its label, and its value.
pub(super) struct Field<'l> {
    pub(super) line: usize,
    pub(super) value: &'l str,
}

/// The last field of this label that has a value; `labels` are all labels of the page, which no value is.
pub(super) fn last<'l>(lines: &'l [Line], label: &str, labels: &[&str]) -> Option<Field<'l>> {
    all(lines, label, labels).last()
}

/// The first field of this label that has a value.
pub(super) fn first<'l>(lines: &'l [Line], label: &str, labels: &[&str]) -> Option<Field<'l>> {
    all(lines, label, labels).next()
}

fn all<'l>(lines: &'l [Line], label: &str, labels: &[&str]) -> impl Iterator<Item = Field<'l>> {
    lines.iter().enumerate().filter_map(move |(place, line)| {
        let value = value(&line.plain, label)?;
        if !value.is_empty() {
            return Some(Field { line: line.number, value });
        }
        // In a saved page the value may be an element of its own.
        let next = lines.get(place + 1)?;
        let is_label = labels.iter().any(|label| self::value(&next.plain, label).is_some());
        (!is_label).then_some(Field { line: next.number, value: next.plain.as_str() })
    })
}

/// What stands after a label, its colon or its angle.
fn value<'l>(line: &'l str, label: &str) -> Option<&'l str> {
    let rest = line.strip_prefix(label)?.trim_start();
    let rest = rest.strip_prefix([':', '>']).or_else(|| rest.is_empty().then_some(""))?;
    Some(rest.trim())
}
