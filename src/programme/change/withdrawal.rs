//! The withdrawal: a statement that should never have been recorded is struck, with the reason.

use serde::{Deserialize, Serialize};

use super::decision::decide;
use crate::{
    programme::{
        desk::{Desk, Refusal},
        rights::Action,
    },
    store::{DecisionKind, StatementId},
};

/// A withdrawal, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WithdrawalDraft {
    /// Why.
    #[schema(required, min_length = 1, example = "Faute de frappe : le contrat est celui de 2027.")]
    pub reason: String,
}

impl WithdrawalDraft {
    /// Strikes the statement whose number is `id`.
    ///
    /// # Errors
    /// [`Refusal`] where no reason is given, the statement counts no more, or who asks may not.
    pub fn write(&self, desk: &mut Desk, id: StatementId, version: Option<i64>) -> Result<(), Refusal> {
        decide(desk, Action::Withdraw, DecisionKind::Strike, (id, version), &self.reason)
    }
}
