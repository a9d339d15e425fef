//! How the record follows its database: what was recorded since, row by row, in the order of its numbers.

use std::sync::Arc;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Noun, Record, RecordError, Subject,
    nouns::{self, NounRows},
    unreadable,
};
use crate::{
    programme::{
        property::Property,
        reason::Reason,
        statement::{Decision, Quote, Statement},
        value::Value,
    },
    store::{self, Key, Role, Written, decision, statement, subject},
};

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
        // What the lines say that they did not record is not asked for: an edit is followed in few queries.
        let any = |count: fn(&store::journal::Model) -> i64| lines.iter().any(|line| count(line) > 0);
        let (known, of) = (self.subjects.len() as i64, (subject::Column::Id, subject::Column::JournalId));
        let subjects = since::<subject::Entity, C>(any(|line| line.subjects), of, (known, last), connection).await?;
        let nouns = NounRows::read(&subjects, connection).await?;
        let (known, of) = (self.statements.len() as i64, (statement::Column::Id, statement::Column::JournalId));
        let statements =
            since::<statement::Entity, C>(any(|line| line.statements), of, (known, last), connection).await?;
        let (known, of) = (self.last_decision, (decision::Column::Id, decision::Column::JournalId));
        let decisions = since::<decision::Entity, C>(any(|line| line.decisions), of, (known, last), connection).await?;
        let written = Written { lines, subjects, nouns: Vec::new(), statements, decisions };
        let nouns = nouns::parse(self, &written.subjects, nouns)?;
        Ok(Arc::new(Self::clone(self).append(written, nouns)?))
    }

    /// The record with what an edit wrote that was made against it: itself, shared, where that is nothing. The same as to
    /// follow the database, without asking it.
    ///
    /// # Errors
    /// [`RecordError::Row`] if the edit wrote what cannot be read.
    pub fn with(self: &Arc<Self>, mut written: Written) -> Result<Arc<Self>, RecordError> {
        if written.lines.is_empty() {
            return Ok(Arc::clone(self));
        }
        let rows = NounRows::written(std::mem::take(&mut written.nouns));
        let nouns = nouns::parse(self, &written.subjects, rows)?;
        Ok(Arc::new(Self::clone(self).append(written, nouns)?))
    }

    /// The record with these rows, which follow on its own.
    pub(super) fn append(mut self, rows: Written, nouns: Vec<Option<Noun>>) -> Result<Self, RecordError> {
        self.append_lines(rows.lines, &rows.decisions);
        self.append_subjects(rows.subjects, nouns)?;
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
}

/// The rows of a table that stand behind what is known, up to the last line of the journal that was seen; nothing where
/// there is none. Numbers ascend without a gap, and by them nothing known is looked at again.
async fn since<E: EntityTrait, C: ConnectionTrait>(
    is_any: bool,
    (id, line): (E::Column, E::Column),
    (known, last): (i64, i64),
    connection: &C,
) -> Result<Vec<E::Model>, RecordError> {
    if !is_any {
        return Ok(Vec::new());
    }
    let behind = E::find().filter(id.gt(known)).filter(line.lte(last));
    Ok(behind.order_by_asc(id).all(connection).await?)
}
