//! The correction: what anybody proposes of a subject, with a source. It waits for a decision, and says nothing of
//! who sent it.

use serde::{Deserialize, Serialize};

use super::{Evidence, Expected, Invalid, Reader, SENTENCE};
use crate::programme::{
    desk::{Pen, Refusal},
    property::Property,
    record::Noun,
    source::is_address,
    value::Value,
};

/// A correction, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CorrectionDraft {
    /// What is to be corrected: `signed`, `promised`, `held`, `place` …
    #[schema(example = "signed")]
    pub property: String,
    /// What it should be: a date (EDTF or as people write it), or words.
    #[schema(example = "2026-11-20")]
    pub value: String,
    /// The address of the source.
    #[schema(example = "https://www.exemple.fr/article")]
    pub source: String,
    /// The words of the source.
    #[schema(example = "Le contrat a été signé vendredi 20 novembre.")]
    pub words: Option<String>,
}

/// A correction, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    property: Property,
    value: Value,
    source: String,
    words: Option<String>,
}

/// What can be corrected of a thing.
#[must_use]
pub fn properties(noun: &Noun) -> &'static [Property] {
    match noun {
        Noun::Contract(..) => {
            &[Property::Promised, Property::Approved, Property::Signed, Property::Place, Property::Parties]
        }
        Noun::Copil(..) => &[Property::Promised, Property::Held, Property::Rank, Property::Place, Property::Decision],
        Noun::Milestone(_) => &[Property::Promised, Property::Held, Property::Place, Property::Number],
        Noun::Territory(_) => &[Property::Name, Property::Alias, Property::Labelled, Property::Withdrawn],
        _ => &[],
    }
}

impl Correction {
    /// Checks a draft of what `noun` is.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &CorrectionDraft, noun: &Noun, today: chrono::NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let property = Property::named(draft.property.trim())
            .filter(|property| properties(noun).contains(property))
            .or_else(|| reader.wrong("property", &draft.property, Expected::Property));
        let value = property.and_then(|property| value(&mut reader, property, &draft.value));
        let source = draft.source.trim();
        if !is_address(source) || source.chars().count() > SENTENCE {
            reader.wrong::<()>("source", source, Expected::Address);
        }
        let words = reader.words("words", draft.words.as_deref(), SENTENCE);
        let read = property.zip(value);
        let read = read.map(|(property, value)| Self { property, value, source: source.to_owned(), words });
        reader.end(read)
    }

    /// Proposes it.
    ///
    /// # Errors
    /// None of its own: whoever has the pen may.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<(), Refusal> {
        pen.only_propose();
        let evidence = Evidence::Address(self.source.clone());
        pen.state_with(self.property, &self.value, &evidence, None, self.words.as_deref());
        Ok(())
    }
}

/// A value of a property, as people write it.
pub(super) fn value(reader: &mut Reader, property: Property, text: &str) -> Option<Value> {
    use crate::programme::property::Shape;
    match property.shape() {
        Shape::Date if property.is_promise() => reader.promised("value", text),
        Shape::Date => reader.done("value", text),
        Shape::Text => {
            let words = reader.words("value", Some(text), SENTENCE);
            match words {
                Some(words) => Some(Value::Text(words.into())),
                None => reader.wrong("value", text, Expected::Words),
            }
        }
        _ => match Value::read(property, text.trim()) {
            Ok(value) => Some(value),
            Err(error) => reader.wrong("value", text, Expected::Value(error.expected)),
        },
    }
}
