//! What is known already, and from which day: the two questions that every value of a file meets.

use chrono::NaiveDate;

use crate::programme::{property::Property, source::Source, statement::Statement, value::Value};

/// The statements that stand: recorded, accepted, not struck, and superseded by none that stands too.
pub(super) fn standing(all: &[Statement]) -> impl Iterator<Item = &Statement> {
    all.iter().filter(|statement| {
        statement.stands(None) && !all.iter().any(|other| other.supersedes == Some(statement.id) && other.stands(None))
    })
}

/// The day from which a value was publicly known, and whether that is inferred (rule 2): the day its source was
/// published; without one, the last day of the thing done, the first day of what is promised, else `day`, else
/// the day of collection, after which it cannot be.
pub(super) fn known_on(
    source: Option<&Source>,
    property: Property,
    value: &Value,
    day: Option<NaiveDate>,
    collected_on: NaiveDate,
) -> (NaiveDate, bool) {
    let published = source.and_then(|source| source.published_on).map(|date| date.latest());
    if let Some(published) = published.filter(|day| *day != NaiveDate::MAX) {
        return (published.min(collected_on), false);
    }
    let own = if property.is_done() {
        value.latest()
    } else if property.is_promise() {
        value.earliest().or_else(|| value.latest())
    } else {
        None
    };
    (own.or(day).unwrap_or(collected_on).min(collected_on), true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        programme::{date::Edtf, source::SourceKind},
        store::Key,
    };

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(published_on: Option<&str>, property: Property, value: &str, context: Option<&str>) -> (String, bool) {
        let source = Source {
            key: Key::new("source:x"),
            title: "x".to_owned(),
            address: None,
            published_on: published_on.map(|text| text.parse::<Edtf>().unwrap()),
            kind: SourceKind::Press,
            note: None,
        };
        let value = Value::read(property, value).unwrap();
        let (day, inferred) = known_on(Some(&source), property, &value, context.map(day), day("2026-11-23"));
        (day.to_string(), inferred)
    }

    #[test]
    fn a_source_makes_known_on_the_day_it_was_published() {
        assert_eq!(of(Some("2019-06"), Property::Signed, "2019-03-25", None), ("2019-06-30".to_owned(), false));
        assert_eq!(of(Some("2026"), Property::Signed, "2019-03-25", None), ("2026-11-23".to_owned(), false));
    }

    #[test]
    fn without_a_date_the_thing_itself_tells_the_day() {
        for (property, value, context, expected) in [
            (Property::Signed, "2019-03", None, "2019-03-31"),
            (Property::Signed, "../2019-11-19", None, "2019-11-19"),
            (Property::Promised, "2019-03-11/2019-03-20", None, "2019-03-11"),
            (Property::Promised, "../2019-06-30", None, "2019-06-30"),
            (Property::Promised, "2027", None, "2026-11-23"),
            (Property::Promised, "not-announced", None, "2026-11-23"),
            (Property::Place, "Pau", Some("2019-07-15"), "2019-07-15"),
            (Property::Place, "Pau", None, "2026-11-23"),
        ] {
            assert_eq!(of(None, property, value, context), (expected.to_owned(), true), "{value}");
        }
    }
}
