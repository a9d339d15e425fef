//! The record: every statement and decision ever recorded, in memory. It never changes: an edit makes the next
//! one, which shares all that the edit did not touch.

mod finder;
mod follow;
mod journal;
mod nouns;
#[cfg(test)]
pub(crate) mod sketch;

use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::DbErr;

use super::{
    contract::ContractId, copil::Level, date::Edtf, departement::DepartementCode, figure::Counted,
    milestone::MilestoneKind, question::QuestionId, region::RegionCode, source::Source, statement::Statement,
    territory::TerritoryId,
};
use finder::Finder;

use crate::store::{Key, Moment, Role, StatementId, SubjectId};

pub use journal::JournalLine;

/// What a subject is, parsed from the row of its noun.
#[derive(Clone, Debug, PartialEq)]
pub enum Noun {
    /// A region.
    Region(RegionCode),
    /// A département.
    Departement(DepartementCode),
    /// A territory.
    Territory(TerritoryId),
    /// A contract, with the subject of its territory.
    Contract(ContractId, SubjectId),
    /// A committee's meeting, with its region.
    Copil(Level, Option<RegionCode>),
    /// A milestone.
    Milestone(MilestoneKind),
    /// A figure: what is counted, in which region, as of when.
    Figure(Counted, Option<RegionCode>, Edtf),
    /// A question.
    Question(QuestionId),
    /// A source.
    Source(Arc<Source>),
}

/// A subject with everything ever said of it.
#[derive(Clone, Debug)]
pub struct Subject {
    /// Its number.
    pub id: SubjectId,
    /// Its key.
    pub key: Key,
    /// What it is.
    pub noun: Noun,
    /// What was said of it, in the order of recording.
    pub statements: Vec<Statement>,
    /// When it was made.
    pub recorded_at: Moment,
    /// In which role.
    pub role: Role,
    /// The moments of the edits that made or touched it, in order.
    edits: Vec<Moment>,
}

impl Subject {
    /// How many edits had made or touched it by a moment; by none: to this day.
    #[must_use]
    pub fn version(&self, recorded_at: Option<Moment>) -> i64 {
        let by_then = |limit| self.edits.partition_point(|moment| *moment <= limit);
        recorded_at.map_or(self.edits.len(), by_then) as i64
    }

    /// The moment of the edit that made it `version`; none for a version that it never had.
    #[must_use]
    pub fn moment_of(&self, version: i64) -> Option<Moment> {
        self.edits.get(usize::try_from(version - 1).ok()?).copied()
    }

    /// The moment of the last edit that made or touched it by a moment; by none: to this day.
    #[must_use]
    pub fn moved_at(&self, recorded_at: Option<Moment>) -> Option<Moment> {
        self.edits.iter().rev().find(|moment| recorded_at.is_none_or(|limit| **moment <= limit)).copied()
    }

    /// Counts an edit that touched it: once, whatever it said.
    fn touched(&mut self, moment: Moment) {
        if let Err(place) = self.edits.binary_search(&moment) {
            self.edits.insert(place, moment);
        }
    }
}

/// Every statement and decision ever recorded, with what finds them.
#[derive(Clone, Debug, Default)]
pub struct Record {
    subjects: Vec<Arc<Subject>>,
    statements: Arc<Vec<SubjectId>>,
    finder: Finder,
    journal: Vec<Arc<JournalLine>>,
    last_decision: i64,
}

/// What can go wrong in reading the record from the database.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The database failed.
    #[error("the database: {0}")]
    Database(#[from] DbErr),
    /// A row says what this program cannot read.
    #[error("row {id} of {table} cannot be read: {cause}")]
    Row {
        /// The table.
        table: &'static str,
        /// The row's number.
        id: i64,
        /// What is wrong with it.
        cause: String,
    },
}

fn unreadable(table: &'static str, id: i64, cause: impl ToString) -> RecordError {
    RecordError::Row { table, id, cause: cause.to_string() }
}

impl Record {
    /// Every subject, in the order of their numbers.
    #[must_use]
    pub fn subjects(&self) -> &[Arc<Subject>] {
        &self.subjects
    }

    /// The subject of that number.
    #[must_use]
    pub fn subject(&self, id: SubjectId) -> Option<&Arc<Subject>> {
        self.subjects.get(id.index())
    }

    /// The subject of that key.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<&Arc<Subject>> {
        self.subject(self.finder.key(key)?)
    }

    /// The subject that a statement speaks of, and the statement.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<(&Arc<Subject>, &Statement)> {
        let subject = self.subject(*self.statements.get(id.index())?)?;
        Some((subject, subject.statements.iter().find(|statement| statement.id == id)?))
    }

    /// How many statements there are.
    #[must_use]
    pub fn statement_count(&self) -> usize {
        self.statements.len()
    }

    /// The subjects that were ever said to lie in a region, contracts apart: they lie where their territory does.
    pub fn in_region(&self, region: RegionCode) -> impl Iterator<Item = &Arc<Subject>> {
        self.finder.region(region).filter_map(|id| self.subject(id))
    }

    /// The contracts of a territory, and what was ever said to be about it.
    pub fn about(&self, territory: SubjectId) -> impl Iterator<Item = &Arc<Subject>> {
        self.finder.territory(territory).filter_map(|id| self.subject(id))
    }

    /// The subjects of which a source was ever said to speak.
    pub fn cited_by(&self, source: SubjectId) -> impl Iterator<Item = &Arc<Subject>> {
        self.finder.source(source).filter_map(|id| self.subject(id))
    }

    /// Each dated subject under the last day of every date ever said of it, and under [`NaiveDate::MAX`], in order: the
    /// superset of every order by date, at whatever clock.
    #[must_use]
    pub fn by_day(&self) -> &[(NaiveDate, SubjectId)] {
        self.finder.days()
    }

    /// When the record last changed, by a moment; by none: to this day. None while it is empty.
    #[must_use]
    pub fn last_update(&self, recorded_at: Option<Moment>) -> Option<Moment> {
        self.journal_by(recorded_at).next_back().map(|line| line.recorded_at)
    }

    /// The number of the last journal line: what tells one state of the record from another.
    #[must_use]
    pub fn last_journal(&self) -> i64 {
        self.journal.last().map_or(0, |line| line.id)
    }
}
