//! The proposal: what the program read in one place of a text, as statements that count only once somebody has accepted
//! them; how it stands to what is known; and the decisions on it.

use std::sync::Arc;

use serde::Serialize;

use super::{
    clock::Clock,
    property::Property,
    record::{JournalLine, Record, Subject},
    statement::{Decision, Standing, Statement, correction, counting, standing},
    value::{Value, ValueError},
};
use crate::store::{Confidence, DecisionKind, Edit, NewStatement, StatementId};

/// What was read of one subject in one place of a text.
#[derive(Clone, Debug)]
pub struct Proposal<'r> {
    /// Of which subject.
    pub subject: &'r Arc<Subject>,
    /// Its statements, in the order of their recording; the first one's number is the proposal's.
    pub statements: Vec<&'r Statement>,
}

/// How a proposal stands to what is known of its subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Nothing is known of what it says.
    New,
    /// Another source says the same of all of it that is known.
    Confirms(Vec<StatementId>),
    /// A source says what cannot be true with it (rule 4); or, of a promise, gives another day.
    Contradicts(Vec<StatementId>),
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It waits for a decision.
    Waits,
    /// It is a fact.
    Accepted,
    /// It is one with another value of one property.
    Corrected,
    /// It is none.
    Refused,
    /// It was taken away again.
    Withdrawn,
}

/// Why a proposal cannot be corrected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    /// It says nothing of that property.
    #[error("it says nothing of {}; it tells {}", .property.name(), .told.join(", "))]
    Untold {
        /// The property.
        property: Property,
        /// What it tells.
        told: Vec<&'static str>,
    },
    /// The value is none of the property's.
    #[error(transparent)]
    Value(#[from] ValueError),
}

impl<'r> Proposal<'r> {
    /// Every proposal that waits for a decision at the clock, in the order of their recording.
    #[must_use]
    pub fn waiting(record: &'r Record, clock: &Clock) -> Vec<Self> {
        let mut found: Vec<Self> = record.subjects().iter().flat_map(|subject| Self::of(subject, clock)).collect();
        found.sort_by_key(Proposal::id);
        found
    }

    /// Those of a subject.
    #[must_use]
    pub fn of(subject: &'r Arc<Subject>, clock: &Clock) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let waits =
            |statement: &&Statement| standing(&subject.statements, statement, clock) == Some(Standing::Proposed);
        for statement in subject.statements.iter().filter(waits) {
            match found.iter_mut().find(|proposal| proposal.is_of(statement)) {
                Some(proposal) => proposal.statements.push(statement),
                None => found.push(Proposal { subject, statements: vec![statement] }),
            }
        }
        found
    }

    /// Those that a line of the journal made and that wait at the clock, in the order of their recording.
    #[must_use]
    pub fn made_by(record: &'r Record, line: &JournalLine, clock: &Clock) -> Vec<Self> {
        let mut subjects: Vec<&Arc<Subject>> = Vec::new();
        for (subject, _) in record.recorded_by(line).filter(|(_, statement)| statement.proposed) {
            if !subjects.iter().any(|known| known.id == subject.id) {
                subjects.push(subject);
            }
        }
        let own = |proposal: &Self| proposal.statements.first().is_some_and(|first| first.journal == line.id);
        let mut found: Vec<Self> =
            subjects.into_iter().flat_map(|subject| Self::of(subject, clock)).filter(own).collect();
        found.sort_by_key(Proposal::id);
        found
    }

    /// The one whose number is `id`, whatever was decided of it.
    #[must_use]
    pub fn numbered(record: &'r Record, id: StatementId) -> Option<Self> {
        let (subject, first) = record.statement(id)?;
        let found = Self { subject, statements: vec![first] };
        let own = subject.statements.iter().filter(|statement| statement.proposed && found.is_of(statement));
        let found = Self { statements: own.collect(), ..found };
        (found.id() == id).then_some(found)
    }

    /// What became of it by the clock's moment.
    #[must_use]
    pub fn outcome(&self, clock: &Clock) -> Outcome {
        let decided: Vec<Standing> =
            self.statements.iter().filter_map(|statement| statement.decided(clock.recorded_at)).collect();
        let is_corrected =
            |statement: &&&Statement| correction(&self.subject.statements, statement.id, clock).is_some();
        if decided.contains(&Standing::Proposed) {
            Outcome::Waits
        } else if decided.contains(&Standing::Struck) {
            Outcome::Withdrawn
        } else if !decided.contains(&Standing::Refused) {
            Outcome::Accepted
        } else if self.statements.iter().any(|statement| is_corrected(&statement)) {
            Outcome::Corrected
        } else {
            Outcome::Refused
        }
    }

    /// The last decision on it by the clock's moment.
    #[must_use]
    pub fn decision(&self, clock: &Clock) -> Option<&'r Decision> {
        let decisions = self.statements.iter().flat_map(|statement| statement.in_force(clock.recorded_at));
        decisions.max_by_key(|decision| decision.id)
    }

    /// Its number: that of its first statement.
    #[must_use]
    pub fn id(&self) -> StatementId {
        self.statements.first().map_or(StatementId(0), |first| first.id)
    }

    /// How sure the reading is of it: as its least sure statement.
    #[must_use]
    pub fn confidence(&self) -> Option<Confidence> {
        self.statements.iter().filter_map(|statement| statement.confidence).max()
    }

    /// How it stands to what counts of its subject at the clock.
    #[must_use]
    pub fn relation(&self, clock: &Clock) -> Relation {
        let known: Vec<&Statement> = counting(&self.subject.statements, clock).collect();
        let (mut same, mut against) = (Vec::new(), Vec::new());
        // Words may differ and mean the same: a place, the name of a document.
        let compared = |own: &&&Statement| !own.property.is_many() && own.value.text().is_none();
        for own in self.statements.iter().filter(compared) {
            for other in known.iter().filter(|other| other.property == own.property) {
                let agrees = if own.property.is_promise() {
                    own.value == other.value
                } else {
                    own.value.agrees_with(&other.value)
                };
                if agrees { same.push(other.id) } else { against.push(other.id) }
            }
        }
        match (same.is_empty(), against.is_empty()) {
            (_, false) => Relation::Contradicts(against),
            (false, true) => Relation::Confirms(same),
            (true, true) => Relation::New,
        }
    }

    /// Whether a statement was read in the same place.
    fn is_of(&self, statement: &Statement) -> bool {
        self.statements.first().is_some_and(|first| {
            // Words that stand in no stored text have no place: what one edit proposes by them is one.
            let place = |statement: &Statement| statement.quote.as_ref().and_then(|quote| quote.start.zip(quote.end));
            (first.source_id, first.journal, place(first)) == (statement.source_id, statement.journal, place(statement))
        })
    }

    /// Makes it a fact.
    pub fn accept(&self, edit: &mut Edit, reason: &str) {
        self.decide(edit, DecisionKind::Accept, reason);
    }

    /// Says that it is none.
    pub fn reject(&self, edit: &mut Edit, reason: &str) {
        self.decide(edit, DecisionKind::Refuse, reason);
    }

    /// Makes it a fact with another value for one property: the value that was read is refused, the corrected one is
    /// stated of the same words in its place.
    ///
    /// # Errors
    /// [`CorrectionError`] where it says nothing of the property, or the value is none of it; the edit is left as it was.
    pub fn correct(
        &self,
        edit: &mut Edit,
        property: Property,
        value: &str,
        reason: &str,
    ) -> Result<(), CorrectionError> {
        let value = Value::read(property, value)?;
        let Some(wrong) = self.statements.iter().find(|statement| statement.property == property) else {
            let told = self.statements.iter().map(|statement| statement.property.name()).collect();
            return Err(CorrectionError::Untold { property, told });
        };
        self.touch(edit);
        for statement in &self.statements {
            let kind = if statement.id == wrong.id { DecisionKind::Refuse } else { DecisionKind::Accept };
            edit.decide(statement.id, kind, reason);
        }
        edit.state(NewStatement {
            subject: self.subject.id,
            property: property.name(),
            value: value.to_string(),
            words: wrong.words.as_deref().map(str::to_owned),
            source: wrong.source_id,
            quote: wrong.quote.as_ref().map(|quote| (quote.text.to_string(), quote.start.zip(quote.end))),
            known_on: (wrong.known_on, wrong.known_inferred),
            supersedes: Some(wrong.id),
            confidence: None,
            reason: wrong.reason.map(super::reason::Reason::name),
            proposed: false,
        });
        Ok(())
    }

    fn decide(&self, edit: &mut Edit, kind: DecisionKind, reason: &str) {
        self.touch(edit);
        for statement in &self.statements {
            edit.decide(statement.id, kind, reason);
        }
    }

    fn touch(&self, edit: &mut Edit) {
        edit.touch(self.subject.id, &self.subject.key, self.subject.version(None));
    }
}
