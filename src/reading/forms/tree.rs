//! Values of JSON, and of XML made a tree of the same shape: any of them may be an object, an array or null.

use serde_json::Value;

use crate::reading::document::{Name, ReadError};
use crate::reading::xml;

use super::part::Parts;

/// Reads a document of JSON.
///
/// # Errors
/// [`ReadError::Unreadable`] where it is none, or is cut.
pub(super) fn of_json(document: &str, name: Name) -> Result<Value, ReadError> {
    serde_json::from_str(document).map_err(|error| {
        let found = if error.is_eof() { "the end of the document".to_owned() } else { error.to_string() };
        Parts::of(name).unreadable(error.line(), &found, "JSON that is whole")
    })
}

/// Reads a document of XML: the name of its root, and its value.
///
/// # Errors
/// [`ReadError::Unreadable`] where it is none, or is cut.
pub(super) fn of_xml(document: &str, name: Name) -> Result<(String, Value), ReadError> {
    xml::tree(document).map_err(|broken| Parts::of(name).unreadable(broken.line, &broken.found, "XML that is whole"))
}

/// What stands at a path; of an array on the way, its last object that has it.
pub(super) fn at<'v>(value: &'v Value, path: &[&str]) -> Option<&'v Value> {
    let Some((first, rest)) = path.split_first() else { return Some(value).filter(|value| !is_nil(value)) };
    match value {
        Value::Object(members) => at(members.get(*first)?, rest),
        Value::Array(values) => values.iter().rev().find_map(|value| at(value, path)),
        _ => None,
    }
}

/// The words at a path: a text or a number, without the spaces around it; none where it is empty.
pub(super) fn words(value: &Value, path: &[&str]) -> Option<String> {
    let words = match at(value, path)? {
        Value::String(words) => words.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        Value::Object(members) => members.get("#text")?.as_str()?.trim().to_owned(),
        Value::Array(values) => values.iter().rev().find_map(|value| words(value, &[]))?,
        Value::Null | Value::Bool(_) => return None,
    };
    (!words.is_empty()).then_some(words)
}

/// The values at a path, where one or several may stand.
pub(super) fn each<'v>(value: &'v Value, path: &[&str]) -> Vec<&'v Value> {
    match at(value, path) {
        Some(Value::Array(values)) => values.iter().filter(|value| !is_nil(value)).collect(),
        Some(one) => vec![one],
        None => Vec::new(),
    }
}

/// Whether a value says that there is none: null, or `xsi:nil`.
fn is_nil(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(members) => {
            members.get("@xsi:nil").is_some_and(|nil| nil.as_str() == Some("true") || nil.as_bool() == Some(true))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn any_value_may_be_one_several_or_none() {
        let value = json!({"a": {"b": [{"c": "1"}, {"c": {"@xsi:nil": "true"}}]}, "n": null, "t": {"#text": " x ", "@y": 1}, "e": ""});
        assert_eq!(words(&value, &["a", "b", "c"]).as_deref(), Some("1"));
        assert_eq!(each(&value, &["a", "b"]).len(), 2);
        assert_eq!(each(&value, &["n"]).len(), 0);
        assert_eq!(words(&value, &["t"]).as_deref(), Some("x"));
        assert_eq!(words(&value, &["e"]), None);
        assert_eq!(words(&value, &["a", "x", "c"]), None);
        assert_eq!(words(&json!(12), &[]).as_deref(), Some("12"));
    }
}
