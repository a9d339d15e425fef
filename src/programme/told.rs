//! What is told of one subject at a clock: the statements that count, by property.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    clock::Clock,
    life::Life,
    property::Property,
    record::Subject,
    source::Source,
    statement::{self, Standing, Statement},
    value::Value,
};
use crate::store::StatementId;

/// The statements on a subject that count at a clock.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The subject.
    pub subject: &'a Subject,
    clock: Clock,
    counting: Vec<&'a Statement>,
}

/// A remark on what a source says.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Note {
    /// The number of the statement.
    #[schema(value_type = i64)]
    pub statement: StatementId,
    /// The remark, in French.
    pub text: String,
    /// On which source.
    pub source: Arc<Source>,
}

impl<'a> Told<'a> {
    /// What is told of `subject`; none where nothing is, and the subject does not exist for the reader.
    #[must_use]
    pub fn of(subject: &'a Subject, clock: &Clock) -> Option<Self> {
        let counting: Vec<&Statement> = statement::counting(&subject.statements, clock).collect();
        if counting.is_empty() { None } else { Some(Self { subject, clock: *clock, counting }) }
    }

    /// How many edits had made or touched the subject at the clock.
    #[must_use]
    pub fn version(&self) -> i64 {
        self.subject.version(self.clock.recorded_at)
    }

    /// The statements, in the order of their recording.
    #[must_use]
    pub fn statements(&self) -> &[&'a Statement] {
        &self.counting
    }

    /// What was read of it in texts at the clock and counts, waits for a decision, or was refused.
    pub fn read(&self) -> impl Iterator<Item = (&'a Statement, Standing)> {
        statement::read(&self.subject.statements, &self.clock)
    }

    /// The life of a single-valued property.
    #[must_use]
    pub fn life(&self, property: Property) -> Option<Life> {
        Life::of(&self.counting, property, &self.clock)
    }

    /// The value retained of a single-valued property.
    #[must_use]
    pub fn value(&self, property: Property) -> Option<Value> {
        self.life(property).map(|life| life.retained.value)
    }

    /// The words retained of a single-valued property.
    #[must_use]
    pub fn text(&self, property: Property) -> Option<String> {
        self.value(property)?.text().map(str::to_owned)
    }

    /// The values of a many-valued property, each once, in the order of their recording.
    #[must_use]
    pub fn many(&self, property: Property) -> Vec<&'a Value> {
        let mut values: Vec<&Value> = Vec::new();
        for statement in self.counting.iter().filter(|statement| statement.property == property) {
            if !values.contains(&&statement.value) {
                values.push(&statement.value);
            }
        }
        values
    }

    /// The words of a many-valued property.
    #[must_use]
    pub fn texts(&self, property: Property) -> Vec<String> {
        self.many(property).into_iter().filter_map(|value| value.text().map(str::to_owned)).collect()
    }

    /// The sources, each once, the strongest first, then by day of publication.
    #[must_use]
    pub fn sources(&self) -> Vec<Arc<Source>> {
        let mut sources: Vec<Arc<Source>> = Vec::new();
        for statement in &self.counting {
            if !sources.iter().any(|source| source.key == statement.source.key) {
                sources.push(Arc::clone(&statement.source));
            }
        }
        sources.sort_by_key(|source| (std::cmp::Reverse(source.kind.rank()), source.published_on));
        sources
    }

    /// The remarks.
    #[must_use]
    pub fn notes(&self) -> Vec<Note> {
        self.counting
            .iter()
            .filter(|statement| statement.property == Property::Note)
            .filter_map(|statement| {
                let text = statement.value.text()?.to_owned();
                Some(Note { statement: statement.id, text, source: Arc::clone(&statement.source) })
            })
            .collect()
    }

    /// The last day on which anything became known of it.
    #[must_use]
    pub fn last_known(&self) -> Option<NaiveDate> {
        self.counting.iter().map(|statement| statement.known_on).max()
    }
}
