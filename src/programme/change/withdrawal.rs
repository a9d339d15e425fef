//! The withdrawal: a statement that should never have been recorded is struck, with the reason.

use serde::{Deserialize, Serialize};

use super::decision::decide;
use crate::{
    programme::{
        clock::Clock,
        desk::{Desk, Refusal},
        life::Life,
        property::Property,
        record::Subject,
        rights::Action,
        statement::{Statement, counting},
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

/// What would be told of a subject without one of its statements.
#[derive(Clone, Debug)]
pub struct Left {
    statements: Vec<Statement>,
    clock: Clock,
}

impl Left {
    /// What would be told of `subject` at a clock without the statement whose number is `id`; what that one corrects
    /// counts again.
    #[must_use]
    pub fn without(subject: &Subject, id: StatementId, clock: &Clock) -> Self {
        let others = subject.statements.iter().filter(|statement| statement.id != id);
        Self { statements: others.cloned().collect(), clock: *clock }
    }

    /// Whether nothing at all would be: readers would not see the subject any more.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        counting(&self.statements, &self.clock).next().is_none()
    }

    /// The life of a single-valued property.
    #[must_use]
    pub fn life(&self, property: Property) -> Option<Life> {
        let counting: Vec<&Statement> = counting(&self.statements, &self.clock).collect();
        Life::of(&counting, property, &self.clock)
    }
}
