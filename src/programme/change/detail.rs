//! The detail: one value of a thing that goes with its dates, such as a place or a rank, according to who changes it.

use serde::{Deserialize, Serialize};

use super::{Evidence, Expected, Invalid, Reader, SENTENCE, correction};
use crate::programme::{
    desk::{Pen, Refusal},
    property::Property,
    value::Value,
};

/// A detail, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DetailDraft {
    /// What it gives: `approved`, `place`, `parties`, `document`, `rank`, `title`, `decision`.
    #[schema(example = "place")]
    pub property: String,
    /// The value: a date (EDTF or as people write it), a number, or words.
    #[schema(example = "Boulogne-sur-Mer")]
    pub value: String,
    /// A sentence on it, which readers will see.
    pub sentence: Option<String>,
    /// What bears it out: an address, or the name of a document.
    pub evidence: Option<String>,
}

/// A detail, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Detail {
    property: Property,
    value: Value,
    sentence: Option<String>,
    evidence: Evidence,
}

/// What can be given so. What is promised, signed, held or suspended has a change of its own.
const PROPERTIES: [Property; 7] = [
    Property::Approved,
    Property::Place,
    Property::Parties,
    Property::Document,
    Property::Rank,
    Property::Title,
    Property::Decision,
];

impl Detail {
    /// Checks a draft.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &DetailDraft, today: chrono::NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let property = Property::named(draft.property.trim())
            .filter(|property| PROPERTIES.contains(property))
            .or_else(|| reader.wrong("property", &draft.property, Expected::Property));
        let value = property.and_then(|property| correction::value(&mut reader, property, &draft.value));
        let sentence = reader.words("sentence", draft.sentence.as_deref(), SENTENCE);
        let evidence = reader.evidence("evidence", draft.evidence.as_deref());
        let read = property.zip(value).zip(evidence);
        let read = read.map(|((property, value), evidence)| Self { property, value, sentence, evidence });
        reader.end(read)
    }

    /// States it.
    ///
    /// # Errors
    /// None of its own: whoever has the pen may.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<(), Refusal> {
        pen.state_with(self.property, &self.value, &self.evidence, None, self.sentence.as_deref());
        Ok(())
    }
}
