//! The decision: on a proposal, accepted as it is, accepted with another value, or refused; and on two disputed values,
//! which of them is retained.

use serde::{Deserialize, Serialize};

use super::{Expected, Invalid, Reader, SENTENCE};
use crate::{
    programme::{
        desk::{Conflict, Desk, Refusal},
        property::Property,
        proposal::{CorrectionError, Proposal},
        rights::Action,
        statement::{Standing, standing},
    },
    store::{DecisionKind, Key, StatementId},
};

/// A decision on a proposal, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionDraft {
    /// `accept`, `correct` or `refuse`.
    #[schema(required, min_length = 1, example = "accept")]
    pub outcome: String,
    /// Why: required unless it is accepted as it is.
    #[schema(example = "La réponse parle du contrat voisin.")]
    pub reason: Option<String>,
    /// Of a correction: the property whose value was read wrongly.
    #[schema(example = "signed")]
    pub property: Option<String>,
    /// Of a correction: the right value.
    #[schema(example = "2026-11-20")]
    pub value: Option<String>,
}

/// A decision on a proposal, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is a fact, for a reason that may be blank.
    Accept(String),
    /// It is one with another value of one property.
    Correct {
        /// Of which property.
        property: Property,
        /// The value, as it was written.
        value: String,
        /// Why.
        reason: String,
    },
    /// It is none.
    Refuse(String),
}

impl Decision {
    /// Checks a draft.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &DecisionDraft, today: chrono::NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let reason = reader.words("reason", draft.reason.as_deref(), SENTENCE);
        let read = match draft.outcome.trim() {
            "accept" => Some(Self::Accept(reason.unwrap_or_default())),
            "refuse" => match reason {
                Some(reason) => Some(Self::Refuse(reason)),
                None => reader.wrong("reason", "", Expected::Words),
            },
            "correct" => {
                let text = draft.property.as_deref().unwrap_or_default();
                let property =
                    Property::named(text.trim()).or_else(|| reader.wrong("property", text, Expected::Property));
                let value = reader.words("value", draft.value.as_deref(), SENTENCE);
                let value = value.or_else(|| reader.wrong("value", "", Expected::Words));
                let reason = reason.or_else(|| reader.wrong("reason", "", Expected::Words));
                match (property, value, reason) {
                    (Some(property), Some(value), Some(reason)) => {
                        let value = match (property.shape(), super::date(&value)) {
                            (crate::programme::property::Shape::Date, Some(date)) => date.to_string(),
                            _ => value,
                        };
                        Some(Self::Correct { property, value, reason })
                    }
                    _ => None,
                }
            }
            other => reader.wrong("outcome", other, Expected::OneOf("accept, correct, refuse")),
        };
        reader.end(read)
    }

    /// Takes it, of the proposal whose number is `id`.
    ///
    /// # Errors
    /// [`Refusal`] where there is no such proposal, no decision is awaited on it, or who asks may not.
    pub fn write(&self, desk: &mut Desk, id: StatementId, version: Option<i64>) -> Result<(), Refusal> {
        let programme = std::sync::Arc::clone(desk.programme());
        let record = programme.record();
        let unknown = || Refusal::Unknown(Key::new(format!("proposal:{}", id.0)));
        let (subject, _) = record.statement(id).ok_or_else(unknown)?;
        let mut pen = desk.pen(Action::Decide, &subject.key, version)?;
        if pen.proposes() {
            return Err(Refusal::Denied(subject.key.clone()));
        }
        let waiting = Proposal::of(subject, programme.clock());
        let proposal = waiting.iter().find(|proposal| proposal.id() == id);
        let proposal = proposal.ok_or(Refusal::Conflict(Conflict::NotAwaited))?;
        match self {
            Self::Accept(reason) => pen.accept(proposal, reason),
            Self::Refuse(reason) => pen.reject(proposal, reason),
            Self::Correct { property, value, reason } => {
                pen.correct(proposal, *property, value, reason).map_err(|error| {
                    let (field, found, expected) = match error {
                        CorrectionError::Untold { property, .. } => {
                            ("property", property.name().to_owned(), Expected::Property)
                        }
                        CorrectionError::Value(error) => ("value", error.found, Expected::Value(error.expected)),
                    };
                    Refusal::Invalid(vec![Invalid::new(field, &found, expected)])
                })?;
            }
        }
        Ok(())
    }
}

/// A pin, as it is given: of several values this is the one retained.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PinDraft {
    /// Why this one.
    #[schema(required, min_length = 1, example = "Date vérifiée sur l’exemplaire signé.")]
    pub reason: String,
}

impl PinDraft {
    /// Pins the statement whose number is `id`.
    ///
    /// # Errors
    /// [`Refusal`] where no reason is given, the statement does not count, or who asks may not.
    pub fn write(&self, desk: &mut Desk, id: StatementId, version: Option<i64>) -> Result<(), Refusal> {
        decide(desk, Action::Pin, DecisionKind::Pin, (id, version), &self.reason)
    }
}

/// Decides of one statement that counts, for a reason that must be given.
pub(super) fn decide(
    desk: &mut Desk,
    action: Action,
    kind: DecisionKind,
    (id, version): (StatementId, Option<i64>),
    reason: &str,
) -> Result<(), Refusal> {
    let mut reader = Reader::new(desk.today());
    let read = reader.words("reason", Some(reason), SENTENCE);
    let read = read.or_else(|| reader.wrong("reason", "", Expected::Words));
    let reason = reader.end(read).map_err(Refusal::Invalid)?;
    let programme = std::sync::Arc::clone(desk.programme());
    let unknown = || Refusal::Unknown(Key::new(format!("statement:{}", id.0)));
    let (subject, statement) = programme.record().statement(id).ok_or_else(unknown)?;
    let mut pen = desk.pen(action, &subject.key, version)?;
    if pen.proposes() {
        return Err(Refusal::Denied(subject.key.clone()));
    }
    if standing(&subject.statements, statement, programme.clock()) != Some(Standing::Counts) {
        return Err(Refusal::Conflict(Conflict::CountsNoMore));
    }
    pen.decide(id, kind, &reason);
    Ok(())
}
