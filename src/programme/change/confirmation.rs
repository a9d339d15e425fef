//! The confirmation: what is told is still right today.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Evidence, Invalid, Reader, SENTENCE};
use crate::programme::{
    date::Edtf,
    desk::{Conflict, Pen, Refusal},
    property::Property,
    value::Value,
};

/// A confirmation, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ConfirmationDraft {
    /// A sentence on it, which readers will see.
    pub sentence: Option<String>,
    /// What bears it out: an address, or the name of a document.
    pub evidence: Option<String>,
}

/// A confirmation, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmation {
    sentence: Option<String>,
    evidence: Evidence,
}

impl Confirmation {
    /// Checks a draft.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &ConfirmationDraft, today: NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let sentence = reader.words("sentence", draft.sentence.as_deref(), SENTENCE);
        let evidence = reader.evidence("evidence", draft.evidence.as_deref());
        reader.end(evidence.map(|evidence| Self { sentence, evidence }))
    }

    /// States that all is still right; a promise that is not met yet is stated again, so that it is the latest known.
    ///
    /// # Errors
    /// [`Refusal::Conflict`] where nothing is known of the subject.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<(), Refusal> {
        let subject = pen.subject().ok_or(Refusal::Conflict(Conflict::NothingToConfirm))?;
        if pen.programme().view(subject.id).is_none() {
            return Err(Refusal::Conflict(Conflict::NothingToConfirm));
        }
        let sentence = self.sentence.as_deref();
        let met = pen.life(Property::Signed).or_else(|| pen.life(Property::Held)).is_some();
        if let Some(promise) = pen.life(Property::Promised).filter(|_| !met) {
            pen.state_with(Property::Promised, &promise.retained.value, &self.evidence, None, sentence);
        }
        let today = Value::Date(Edtf::day(pen.today()));
        pen.state_with(Property::Confirmed, &today, &self.evidence, None, sentence);
        Ok(())
    }
}
