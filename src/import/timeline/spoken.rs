//! The very words of a source, as one cell holds them: whose value they give, where that does not go without saying.

use super::{
    Line, Plan, Refused,
    columns::{COLUMNS, MAIN, STATED},
};
use crate::{import::table::trim, programme::property::Property};

/// The words, or the quotes, of the values of a line.
#[derive(Debug, Default)]
pub(super) struct Spoken(Vec<(Label, String)>);

/// Of which property and, of several values in a cell, of which one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label {
    property: Property,
    place: Option<usize>,
}

impl Spoken {
    /// Reads the cell of `column`: parts with `|` between them, each `label, label: words`, or the bare words of the
    /// line's main value. A bare quote is that of every value but the remarks.
    ///
    /// # Errors
    /// [`Refused`] for bare words on a line that states nothing that they could be the words of.
    pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>, column: &'static str) -> Result<Self, Refused> {
        let cell = line.cell(column);
        let mut spoken = Vec::new();
        for part in parts(cell.text) {
            let labelled = part.split_once(": ").and_then(|(labels, text)| Some((labelled(labels)?, text)));
            let (labels, text) = labelled.unwrap_or_else(|| (usual(line, column), &part));
            if labels.is_empty() {
                return Err(plan.refuse(cell, "words of a date or a number that the line gives"));
            }
            spoken.extend(labels.into_iter().map(|label| (label, trim(text).to_owned())));
        }
        Ok(Self(spoken))
    }

    /// The words of a value, by its place in its cell.
    pub(super) fn of(&self, property: Property, place: usize) -> Option<&str> {
        let of_it = |label: &Label| label.property == property && label.place.is_none_or(|known| known == place);
        self.0.iter().find(|(label, _)| of_it(label)).map(|(_, text)| text.as_str())
    }
}

/// The values that bare words are of.
fn usual(line: Line<'_>, column: &str) -> Vec<Label> {
    let stated = |name: &&&'static str| line.text(name).is_some();
    let whole = |name: &str| STATED.iter().find(|(known, _)| *known == name).map(|(_, property)| *property);
    let names: Vec<&str> = if column == "quote" {
        STATED.iter().map(|(name, _)| name).filter(stated).copied().filter(|name| *name != "notes").collect()
    } else {
        MAIN.iter().filter(stated).copied().take(1).collect()
    };
    names.into_iter().filter_map(whole).map(|property| Label { property, place: None }).collect()
}

/// The labels of a part, where all of them are labels.
fn labelled(text: &str) -> Option<Vec<Label>> {
    text.split(", ").map(label).collect()
}

/// A label: a column and, after `#`, the place of a value in its cell, from 1.
fn label(text: &str) -> Option<Label> {
    let (name, place) = match text.split_once('#') {
        Some((name, place)) => (name, Some(place.parse::<usize>().ok()?.checked_sub(1)?)),
        None => (text, None),
    };
    let column = COLUMNS.iter().find(|column| {
        let names = [column.name].into_iter().chain(column.synonyms.iter().copied());
        names.map(str::to_lowercase).any(|known| known == name.to_lowercase())
    })?;
    let (_, property) = STATED.iter().find(|(known, _)| *known == column.name)?;
    Some(Label { property: *property, place })
}

/// The parts of a cell with `|` between them; a `\` before a sign makes it a sign like any other.
pub(super) fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, parts.last_mut()) {
            ('|', _) => parts.push(String::new()),
            ('\\', Some(part)) => part.extend(signs.next()),
            (sign, Some(part)) => part.push(sign),
            (_, None) => {}
        }
    }
    parts.iter().map(|part| trim(part).to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_after_a_backslash_parts_nothing() {
        assert_eq!(parts("a\\|b | c\\\\|"), ["a|b", "c\\"]);
        assert!(parts("").is_empty());
    }

    #[test]
    fn a_label_is_a_column_in_either_language() {
        let held = Label { property: Property::Held, place: None };
        assert_eq!(label("held_on"), Some(held));
        assert_eq!(label("tenu le"), Some(held));
        assert_eq!(label("décisions#2"), Some(Label { property: Property::Decision, place: Some(1) }));
        for text in ["Lyon ", "key", "held_on#0", "status"] {
            assert_eq!(label(text), None, "{text}");
        }
    }
}
