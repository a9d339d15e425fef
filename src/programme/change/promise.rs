//! The promise: when a contract is to be signed, or a committee to meet; moved, with the reason.

use serde::{Deserialize, Serialize};

use super::{Evidence, Expected, Invalid, Reader, SENTENCE};
use crate::programme::{
    desk::{Conflict, Pen, Refusal},
    property::Property,
    reason::Reason,
    value::Value,
};

/// A promise, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PromiseDraft {
    /// The day, month, season … promised (EDTF or as people write it), or `not-announced`: put off without a date.
    #[schema(required, min_length = 1, example = "2027-03")]
    pub date: String,
    /// Why it moves; required where a date was promised before.
    #[schema(example = "calendar")]
    pub reason: Option<String>,
    /// A sentence on it, which readers will see.
    #[schema(example = "Report décidé après les élections municipales.")]
    pub sentence: Option<String>,
    /// What bears it out: an address, or the name of a document.
    #[schema(example = "https://www.hautsdefrance.fr/copil")]
    pub evidence: Option<String>,
}

/// A promise, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Promise {
    date: Value,
    reason: Option<Reason>,
    sentence: Option<String>,
    evidence: Evidence,
}

impl Promise {
    /// A promise of a date without a sentence: a line of a calendar.
    #[must_use]
    pub fn of(date: Value, reason: Option<Reason>, evidence: Evidence) -> Self {
        Self { date, reason, sentence: None, evidence }
    }

    /// Checks a draft.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &PromiseDraft, today: chrono::NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let date = reader.promised("date", &draft.date);
        let reason = reader.reason("reason", draft.reason.as_deref());
        let sentence = reader.words("sentence", draft.sentence.as_deref(), SENTENCE);
        let evidence = reader.evidence("evidence", draft.evidence.as_deref());
        if reason == Some(Reason::Other) && sentence.is_none() && reader.invalid.is_empty() {
            reader.wrong::<()>("sentence", "", Expected::Words);
        }
        let read = date.zip(evidence).map(|(date, evidence)| Self { date, reason, sentence, evidence });
        reader.end(read)
    }

    /// States it.
    ///
    /// # Errors
    /// [`Refusal::Conflict`] where it came about already, [`Refusal::Invalid`] where a date moves without a reason.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<(), Refusal> {
        let met = [Property::Signed, Property::Held].into_iter().filter_map(|property| pen.life(property));
        if met.into_iter().any(|life| life.gap().is_none()) {
            return Err(Refusal::Conflict(Conflict::AlreadyMet));
        }
        let known = pen.life(Property::Promised);
        let moves = known.as_ref().is_some_and(|life| life.date().is_some() && life.retained.value != self.date);
        if moves && self.reason.is_none() {
            let invalid = Invalid::new("reason", "", Expected::Reason);
            return Err(Refusal::Invalid(vec![invalid]));
        }
        let sentence = self.sentence.as_deref();
        pen.state_with(Property::Promised, &self.date, &self.evidence, self.reason, sentence);
        Ok(())
    }
}
