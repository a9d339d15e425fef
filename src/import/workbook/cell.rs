//! What a cell says of a property, as people write it.

use super::fault::Expected;
use crate::{
    import::{cell, named::Unnamed, plan::Plan},
    programme::{
        change::{self, SENTENCE},
        date::Edtf,
        property::{Property, Shape},
        region::RegionCode,
        value::Value,
        workbook::{Shown, is_erasure, words},
    },
};

/// What an official says in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// That what stood there is taken back.
    Erased,
    /// This.
    Is(Shown),
}

/// Reads a cell of a property; `own` is the region that is meant by “détenu par la Région”.
pub(super) fn read(plan: &Plan<'_>, property: Property, text: &str, own: Option<RegionCode>) -> Result<Said, Expected> {
    if is_erasure(text) {
        return Ok(Said::Erased);
    }
    let field = Expected::Field;
    let value = match property.shape() {
        Shape::Date => date(plan, text, own).ok_or_else(|| {
            let is_promised = property == Property::Promised;
            let expected = if is_promised { change::Expected::DateOrNone } else { change::Expected::Date };
            field(expected.of(text))
        })?,
        Shape::Number => cell::count(text).map(Value::Number).ok_or(field(change::Expected::Rank))?,
        Shape::Territory => {
            let (id, _) = plan.territory_named(text, None, None).map_err(unnamed)?;
            Value::Territory(id)
        }
        _ if property.is_many() => {
            let parts: Option<Vec<String>> = split(text).iter().map(|part| words(part)).collect();
            let parts = parts.filter(|parts| !parts.is_empty()).ok_or(field(change::Expected::Words))?;
            return Ok(Said::Is(Shown::Many(parts)));
        }
        _ => {
            let words = words(text).ok_or(field(change::Expected::Shorter(SENTENCE)))?;
            return Ok(Said::Is(Shown::Words(words)));
        }
    };
    Ok(Said::Is(Shown::Value(value)))
}

/// A date, or what stands in its place.
fn date(plan: &Plan<'_>, text: &str, own: Option<RegionCode>) -> Option<Value> {
    let named = |name: &str| plan.region_named(name).or_else(|| name.parse().ok());
    if let Some(gap) = cell::gap(text, own, named) {
        return Some(Value::Gap(gap));
    }
    Edtf::from_cell(text).or_else(|_| Edtf::read_french(text)).ok().map(Value::Date)
}

/// What is expected of a text that names no one territory.
pub(super) fn unnamed(unnamed: Unnamed) -> Expected {
    match unnamed {
        Unnamed::Nothing(like) => Expected::Territory(like),
        Unnamed::Several(list) => Expected::OneTerritory(list),
    }
}

/// The parts of a cell that holds several values with `|` between them; a `\` before a `|` or `\` makes it a sign like
/// any other, as the export writes it.
fn split(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let escaped = sign == '\\' && signs.peek().is_some_and(|next| matches!(next, '|' | '\\'));
        let own = if escaped { signs.next() } else { Some(sign).filter(|sign| *sign != '|') };
        match (own, parts.last_mut()) {
            (Some(sign), Some(part)) => part.push(sign),
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|part| !crate::programme::workbook::trim(part).is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_values_stand_beside_each_other() {
        assert_eq!(split("une | deux"), ["une ", " deux"]);
        assert_eq!(split("a\\|b|c\\\\"), ["a|b", "c\\"]);
        assert_eq!(split("a\\b||"), ["a\\b"]);
        assert!(split("|").is_empty());
    }
}
