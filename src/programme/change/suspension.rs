//! The suspension: a promise set aside, with a reason and the day on which to look again; and its end.

use serde::{Deserialize, Serialize};

use super::{Evidence, Expected, Invalid, Reader, SENTENCE};
use crate::programme::{
    desk::{Conflict, Pen, Refusal},
    property::Property,
    reason::Reason,
    value::{Gap, Value},
};

/// A suspension, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SuspensionDraft {
    /// The date on which it is to be looked at again, or `cancelled`: it is suspended no more.
    #[schema(required, min_length = 1, example = "2027-06-30")]
    pub until: String,
    /// Why.
    #[schema(example = "funding")]
    pub reason: Option<String>,
    /// A sentence on it, which readers will see.
    pub sentence: Option<String>,
    /// What bears it out: an address, or the name of a document.
    pub evidence: Option<String>,
}

/// A suspension, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Suspension {
    until: Value,
    reason: Option<Reason>,
    sentence: Option<String>,
    evidence: Evidence,
}

impl Suspension {
    /// Checks a draft.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &SuspensionDraft, today: chrono::NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let text = draft.until.trim();
        let ends = text == "cancelled";
        let until = if ends {
            Some(Value::Gap(Gap::Cancelled))
        } else {
            match super::date(text) {
                Some(date) if date.latest() < today => reader.wrong("until", text, Expected::NotBefore(today)),
                Some(date) => Some(Value::Date(date)),
                None => reader.wrong("until", text, Expected::Date),
            }
        };
        let reason = reader.reason("reason", draft.reason.as_deref());
        let sentence = reader.words("sentence", draft.sentence.as_deref(), SENTENCE);
        let evidence = reader.evidence("evidence", draft.evidence.as_deref());
        if reason.is_none() && !ends && reader.invalid.iter().all(|invalid| invalid.field != "reason") {
            reader.wrong::<()>("reason", "", Expected::Reason);
        }
        if reason == Some(Reason::Other) && sentence.is_none() && reader.invalid.is_empty() {
            reader.wrong::<()>("sentence", "", Expected::Words);
        }
        let read = until.zip(evidence).map(|(until, evidence)| Self { until, reason, sentence, evidence });
        reader.end(read)
    }

    /// States it.
    ///
    /// # Errors
    /// [`Refusal::Conflict`] where it came about already, or there is no suspension to end.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<(), Refusal> {
        let met = [Property::Signed, Property::Held].into_iter().filter_map(|property| pen.life(property));
        if met.into_iter().any(|life| life.gap().is_none()) {
            return Err(Refusal::Conflict(Conflict::AlreadyMet));
        }
        let suspended = pen.life(Property::Suspended).is_some_and(|life| life.gap() != Some(Gap::Cancelled));
        if self.until.gap() == Some(Gap::Cancelled) && !suspended {
            return Err(Refusal::Conflict(Conflict::NothingToConfirm));
        }
        let sentence = self.sentence.as_deref();
        pen.state_with(Property::Suspended, &self.until, &self.evidence, self.reason, sentence);
        Ok(())
    }
}
