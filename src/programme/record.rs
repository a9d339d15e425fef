//! The record: every statement and decision ever recorded, in memory. It never changes: an edit makes the next
//! one, which shares all that the edit did not touch.

mod finder;
mod journal;
mod nouns;
#[cfg(test)]
pub(crate) mod sketch;

use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::{
    contract::ContractId,
    copil::Level,
    date::Edtf,
    departement::DepartementCode,
    figure::Counted,
    milestone::MilestoneKind,
    property::Property,
    question::QuestionId,
    reason::Reason,
    region::RegionCode,
    source::Source,
    statement::{Decision, Quote, Statement},
    territory::TerritoryId,
    value::Value,
};
use finder::Finder;

use crate::store::{self, Key, Moment, Role, StatementId, SubjectId, decision, statement, subject};

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

/// What the database has recorded since, in the order of its numbers.
struct Rows {
    lines: Vec<store::journal::Model>,
    subjects: Vec<subject::Model>,
    nouns: Vec<Option<Noun>>,
    statements: Vec<statement::Model>,
    decisions: Vec<decision::Model>,
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
    /// The record with all that the database has recorded since: itself, shared, where there is nothing new.
    ///
    /// Rows are taken up to the last journal line seen first, so that an edit committed meanwhile is taken whole
    /// the next time, never by half.
    ///
    /// # Errors
    /// [`RecordError`] if the database fails or holds a row that cannot be read.
    pub async fn follow<C: ConnectionTrait>(self: &Arc<Self>, connection: &C) -> Result<Arc<Self>, RecordError> {
        let seen = self.last_journal();
        let lines = store::journal::Entity::find()
            .filter(store::journal::Column::Id.gt(seen))
            .order_by_asc(store::journal::Column::Id)
            .all(connection)
            .await?;
        let Some(last) = lines.last().map(|line| line.id) else {
            return Ok(Arc::clone(self));
        };
        // What the lines say that they did not record is not asked for: an edit is followed in few queries. What they did
        // stands behind what is known: numbers ascend without a gap, and by them nothing known is looked at again.
        let any = |count: fn(&store::journal::Model) -> i64| lines.iter().any(|line| count(line) > 0);
        let mut subjects = Vec::new();
        if any(|line| line.subjects) {
            subjects = subject::Entity::find()
                .filter(subject::Column::Id.gt(self.subjects.len() as i64))
                .filter(subject::Column::JournalId.lte(last))
                .order_by_asc(subject::Column::Id)
                .all(connection)
                .await?;
        }
        let nouns = if subjects.is_empty() { Vec::new() } else { nouns::read(self, &subjects, connection).await? };
        let mut statements = Vec::new();
        if any(|line| line.statements) {
            statements = statement::Entity::find()
                .filter(statement::Column::Id.gt(self.statements.len() as i64))
                .filter(statement::Column::JournalId.lte(last))
                .order_by_asc(statement::Column::Id)
                .all(connection)
                .await?;
        }
        let mut decisions = Vec::new();
        if any(|line| line.decisions) {
            decisions = decision::Entity::find()
                .filter(decision::Column::Id.gt(self.last_decision))
                .filter(decision::Column::JournalId.lte(last))
                .order_by_asc(decision::Column::Id)
                .all(connection)
                .await?;
        }
        let rows = Rows { lines, subjects, nouns, statements, decisions };
        Ok(Arc::new(Self::clone(self).append(rows)?))
    }

    /// The record with these rows, which follow on its own.
    fn append(mut self, rows: Rows) -> Result<Self, RecordError> {
        self.append_lines(rows.lines, &rows.decisions);
        self.append_subjects(rows.subjects, rows.nouns)?;
        self.append_statements(rows.statements)?;
        self.append_decisions(rows.decisions)?;
        Ok(self)
    }

    fn append_subjects(&mut self, rows: Vec<subject::Model>, nouns: Vec<Option<Noun>>) -> Result<(), RecordError> {
        if rows.is_empty() {
            return Ok(());
        }
        let mut days = Vec::new();
        for (row, noun) in rows.into_iter().zip(nouns) {
            let noun = noun.ok_or_else(|| unreadable("subject", row.id.0, "no noun has a row for it"))?;
            if row.id.index() != self.subjects.len() {
                return Err(unreadable("subject", row.id.0, "the numbers have a gap"));
            }
            let key = Key::new(row.key.as_str());
            self.finder.add(row.id, &key, &noun, &mut days);
            let (id, journal_id) = (row.id, row.journal_id);
            let line = self.line(journal_id).ok_or_else(|| unreadable("subject", id.0, "it has no journal line"))?;
            let (recorded_at, role) = (line.recorded_at, line.role);
            self.subjects.push(Arc::new(Subject {
                id,
                key,
                noun,
                statements: Vec::new(),
                recorded_at,
                role,
                edits: vec![recorded_at],
            }));
        }
        self.finder.sort_in(days);
        Ok(())
    }

    fn append_statements(&mut self, rows: Vec<statement::Model>) -> Result<(), RecordError> {
        let mut days = Vec::new();
        for row in rows {
            let unreadable = |cause: String| unreadable("statement", row.id.0, cause);
            let property =
                Property::named(&row.property).ok_or_else(|| unreadable(format!("property {}", row.property)))?;
            let value = Value::read(property, &row.value).map_err(|cause| unreadable(cause.to_string()))?;
            let source = match self.subject(row.source_id).map(|subject| &subject.noun) {
                Some(Noun::Source(source)) => Arc::clone(source),
                _ => return Err(unreadable("its source is none".to_owned())),
            };
            let line = self.line(row.journal_id).ok_or_else(|| unreadable("it has no journal line".to_owned()))?;
            let (recorded_at, role) = (line.recorded_at, line.role);
            let reason = match &row.reason {
                Some(name) => Some(Reason::named(name).ok_or_else(|| unreadable(format!("reason {name}")))?),
                None => None,
            };
            let quote =
                row.quote.map(|text| Arc::new(Quote { text: text.into(), start: row.quote_start, end: row.quote_end }));
            let (subject_id, source_id) = (row.subject_id, row.source_id);
            let subject = self
                .subjects
                .get_mut(subject_id.index())
                .ok_or_else(|| unreadable("its subject is none".to_owned()))?;
            let subject = Arc::make_mut(subject);
            self.finder.say((subject_id, &subject.noun), source_id, (property, &value), &mut days);
            // What a reader or an official only proposes changes nothing yet. An import touches whatever it speaks of.
            if !row.proposed || matches!(role, Role::Seed | Role::Operator) {
                subject.touched(recorded_at);
            }
            subject.statements.push(Statement {
                id: row.id,
                property,
                value,
                words: row.words.map(Into::into),
                source_id,
                source,
                quote,
                known_on: row.known_on,
                known_inferred: row.known_inferred,
                supersedes: row.supersedes,
                confidence: row.confidence,
                reason,
                proposed: row.proposed,
                journal: row.journal_id,
                recorded_at,
                role,
                decisions: Vec::new(),
            });
            Arc::make_mut(&mut self.statements).push(subject_id);
        }
        self.finder.sort_in(days);
        Ok(())
    }

    fn append_decisions(&mut self, rows: Vec<decision::Model>) -> Result<(), RecordError> {
        for row in rows {
            let unreadable = |cause: &str| unreadable("decision", row.id, cause);
            let line = self.line(row.journal_id).ok_or_else(|| unreadable("it has no journal line"))?;
            let decision = Decision {
                id: row.id,
                kind: row.kind,
                reason: row.reason.into(),
                undoes: row.undoes,
                journal: line.id,
                role: line.role,
                recorded_at: line.recorded_at,
            };
            let subject = self.statements.get(row.statement_id.index()).copied();
            let subject = subject.and_then(|id| self.subjects.get_mut(id.index()));
            let subject = Arc::make_mut(subject.ok_or_else(|| unreadable("its statement is none"))?);
            subject.touched(decision.recorded_at);
            let found = subject.statements.iter_mut().find(|statement| statement.id == row.statement_id);
            found.ok_or_else(|| unreadable("its statement is none"))?.decisions.push(decision);
            self.last_decision = row.id;
        }
        Ok(())
    }

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
