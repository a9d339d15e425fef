//! The correction: what anybody proposes of a subject, with a source. It waits for a decision, says nothing of who sent
//! it, and is answered in public.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Evidence, Expected, Invalid, Reader, SENTENCE};
use crate::{
    programme::{
        clock::Clock,
        desk::{Pen, Refusal},
        property::Property,
        proposal::{Outcome, Proposal},
        record::{Noun, Record, Subject},
        source::is_address,
        statement::{self, Decision, Statement},
        value::Value,
    },
    store::{DecisionKind, Role, StatementId},
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

    /// Proposes it; gives the number of the statement, or nothing where an official states the same already.
    ///
    /// # Errors
    /// None of its own: whoever has the pen may.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<Option<StatementId>, Refusal> {
        pen.only_propose();
        let evidence = Evidence::Address(self.source.clone());
        Ok(pen.state_with(self.property, &self.value, &evidence, None, self.words.as_deref()))
    }
}

/// A reader's correction, and what became of it.
#[derive(Clone, Debug)]
pub struct Sent<'r> {
    /// Of which subject.
    pub subject: &'r Arc<Subject>,
    /// What it says: shown only where it was accepted.
    pub statement: &'r Statement,
    /// What became of it.
    pub outcome: Outcome,
    /// What counts of it: its own statement, or the one that corrects it; none where nothing does.
    pub counts: Option<&'r Statement>,
    /// The decision that made it so, with the reason that is its answer; none while it waits.
    pub decision: Option<&'r Decision>,
}

impl<'r> Sent<'r> {
    /// The correction whose number is `id`, as it stands at a clock; none where no reader sent one by then.
    #[must_use]
    pub fn find(record: &'r Record, clock: &Clock, id: StatementId) -> Option<Self> {
        let proposal = Proposal::numbered(record, id)?;
        let statement = *proposal.statements.first().filter(|first| first.role == Role::Reader)?;
        let subject = proposal.subject;
        statement::standing(&subject.statements, statement, clock)?;
        let outcome = proposal.outcome(clock);
        let right = statement::correction(&subject.statements, statement.id, clock);
        let (kind, counts) = match outcome {
            Outcome::Waits => (None, None),
            Outcome::Accepted => (Some(DecisionKind::Accept), right.or(Some(statement))),
            Outcome::Corrected => (Some(DecisionKind::Refuse), right),
            Outcome::Refused => (Some(DecisionKind::Refuse), None),
            Outcome::Withdrawn => (Some(DecisionKind::Strike), None),
        };
        let decision = statement.in_force(clock.recorded_at).rfind(|decision| Some(decision.kind) == kind);
        Some(Self { subject, statement, outcome, counts, decision })
    }

    /// Every correction that was sent by the clock's moment, the oldest first.
    pub fn all(record: &'r Record, clock: &Clock) -> impl Iterator<Item = Self> {
        let clock = *clock;
        let lines = record.journal_by(clock.recorded_at).filter(|line| line.role == Role::Reader);
        let ids = lines.flat_map(|line| record.recorded_by(line)).map(|(_, statement)| statement.id);
        ids.filter_map(move |id| Self::find(record, &clock, id))
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
