//! The erasure: the value that is retained of a property is withdrawn, whoever stated it. What was stated before, or by
//! another source, is then retained again.

use super::{Expected, Invalid, Reader, SENTENCE};
use crate::{
    programme::{
        clock::Clock,
        desk::{Pen, Refusal},
        life::Life,
        property::Property,
        record::Subject,
        statement::{Statement, counting},
        value::Value,
    },
    store::DecisionKind,
};

/// An erasure, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Erasure {
    property: Property,
    values: Vec<Value>,
    reason: String,
}

impl Erasure {
    /// Of these values of a property, for a reason.
    ///
    /// # Errors
    /// The reason where it is blank or too long.
    pub fn read(
        property: Property,
        values: Vec<Value>,
        reason: &str,
        today: chrono::NaiveDate,
    ) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let read = reader.words("sentence", Some(reason), SENTENCE);
        let read = read.or_else(|| reader.wrong("sentence", "", Expected::Words));
        reader.end(read.map(|reason| Self { property, values, reason }))
    }

    /// Strikes every statement of them that stands.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for whoever can only propose.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<(), Refusal> {
        if pen.proposes() {
            return Err(Refusal::Denied(pen.key().clone()));
        }
        let Some(subject) = pen.subject() else { return Ok(()) };
        for statement in subject.statements.iter().filter(|statement| self.strikes(statement)) {
            pen.decide(statement.id, DecisionKind::Strike, &self.reason);
        }
        Ok(())
    }

    /// The value of the property that will be retained after it.
    #[must_use]
    pub fn left(&self, subject: &Subject, clock: &Clock) -> Option<Value> {
        let rest: Vec<Statement> =
            subject.statements.iter().filter(|statement| !self.strikes(statement)).cloned().collect();
        let counting: Vec<&Statement> = counting(&rest, clock).collect();
        Life::of(&counting, self.property, clock).map(|life| life.retained.value)
    }

    /// Whether it strikes a statement: also one that another corrects, which would count again without that.
    fn strikes(&self, statement: &Statement) -> bool {
        statement.property == self.property && self.values.contains(&statement.value) && statement.stands(None)
    }
}
