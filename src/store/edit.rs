//! The edit: the one door for every write, one transaction with one line in the journal.
//!
//! An edit first takes the one write order (SQLite: the single writer connection and an immediate
//! transaction; PostgreSQL: one advisory lock), then its moment, later than every moment before it. So ids
//! and moments follow the order of commits, whatever the number of instances. What it says is gathered in
//! memory and written at the end; nothing is written before, so an edit that is dropped leaves nothing.

use std::{any::Any, collections::BTreeMap};

use chrono::{NaiveDate, TimeDelta};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, ExprTrait, FromQueryResult,
    Insert, IntoActiveModel, ModelTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::{Expr, InsertStatement, SubQueryStatement},
};

use super::{
    Actor, Confidence, DecisionKind, Key, Moment, StatementId, Store, StoreError, SubjectId, decision, journal,
    statement, subject,
};

/// How many rows go into one INSERT; SQLite takes at most 32 766 parameters.
const BATCH: usize = 1000;

/// A statement to be recorded.
#[derive(Clone, Debug)]
pub struct NewStatement {
    /// Of which subject.
    pub subject: SubjectId,
    /// Which property, by name.
    pub property: &'static str,
    /// Its canonical text.
    pub value: String,
    /// Its words as written.
    pub words: Option<String>,
    /// According to whom.
    pub source: SubjectId,
    /// The sentence, with where it begins and ends in the stored text, in characters.
    pub quote: Option<(String, Option<(i32, i32)>)>,
    /// The day from which it was publicly known, and whether that is inferred.
    pub known_on: (NaiveDate, bool),
    /// Which statement it corrects.
    pub supersedes: Option<StatementId>,
    /// How sure the reading is, of what was read in a text.
    pub confidence: Option<Confidence>,
    /// Why a date moved, by the name of the reason.
    pub reason: Option<&'static str>,
    /// Whether it waits for a decision.
    pub proposed: bool,
}

/// Rows as the database has them, each table in the order of its numbers: what one or more lines of the journal recorded.
#[derive(Debug, Default)]
pub struct Written {
    /// The lines.
    pub lines: Vec<journal::Model>,
    /// The subjects that they made.
    pub subjects: Vec<subject::Model>,
    /// What those are: a row of its noun's table for each. Which tables there are the programme knows.
    pub nouns: Vec<Box<dyn Any + Send + Sync>>,
    /// The statements that they recorded.
    pub statements: Vec<statement::Model>,
    /// The decisions that they took.
    pub decisions: Vec<decision::Model>,
}

/// An open edit. Dropped without [`Edit::commit`], it leaves no trace.
#[derive(Debug)]
pub struct Edit {
    transaction: DatabaseTransaction,
    journal: journal::Model,
    subjects: Vec<subject::Model>,
    nouns: Vec<Box<dyn Any + Send + Sync>>,
    rows: Vec<InsertStatement>,
    statements: Vec<statement::Model>,
    decisions: Vec<decision::Model>,
    touched: BTreeMap<SubjectId, (Key, i64)>,
    next_subject: i64,
    next_statement: i64,
    next_decision: i64,
    written: bool,
}

impl Edit {
    /// Takes the write order and opens the transaction. `action` is what the journal will say was done.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the order cannot be had (another writer holds it for too long).
    pub async fn begin(store: &Store, actor: &Actor, action: &str, now: Moment) -> Result<Self, StoreError> {
        let transaction = store.begin().await?;
        let last = Last::read(&transaction).await?;
        let now = journal::to_microseconds(now);
        let moment = last.recorded_at.map_or(now, |moment| Ord::max(now, moment + TimeDelta::microseconds(1)));
        Ok(Self {
            transaction,
            journal: journal::Model {
                id: last.journal + 1,
                recorded_at: moment,
                actor: actor.name.clone(),
                account_id: actor.account,
                role: actor.role,
                action: action.to_owned(),
                subjects: 0,
                statements: 0,
                decisions: 0,
            },
            subjects: Vec::new(),
            nouns: Vec::new(),
            rows: Vec::new(),
            statements: Vec::new(),
            decisions: Vec::new(),
            touched: BTreeMap::new(),
            next_subject: last.subject.unwrap_or(0) + 1,
            next_statement: last.statement.unwrap_or(0) + 1,
            next_decision: last.decision.unwrap_or(0) + 1,
            written: false,
        })
    }

    /// The edit's own connection: what it reads is what the edit will be applied to.
    #[must_use]
    pub fn connection(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// When Jalons learns what this edit says.
    #[must_use]
    pub fn moment(&self) -> Moment {
        self.journal.recorded_at
    }

    /// Whether the edit says nothing: committing it then writes nothing, not even a journal line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.subjects.is_empty() && self.statements.is_empty() && self.decisions.is_empty()
    }

    /// Makes a subject. Its identity, as a row of its noun, follows by [`Edit::identify`].
    pub fn subject(&mut self, key: &Key) -> SubjectId {
        let id = SubjectId(self.next_subject);
        self.next_subject += 1;
        self.subjects.push(subject::Model {
            id,
            key: key.as_str().to_owned(),
            version: 1,
            journal_id: self.journal.id,
        });
        id
    }

    /// Records the row that says what a new subject is.
    pub fn identify<M>(&mut self, row: M)
    where
        M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel> + Send + Sync + 'static,
    {
        self.keep(row.clone().into_active_model());
        self.nouns.push(Box::new(row));
    }

    /// Records a row that belongs with the edit, and is none of its record.
    pub fn keep<A: ActiveModelTrait>(&mut self, row: A) {
        self.rows.push(Insert::one(row).into_query());
    }

    /// Says that the edit was made against `version` of an existing subject; a stale one is refused at the
    /// commit. Needed once for each existing subject that the edit speaks of.
    pub fn touch(&mut self, subject: SubjectId, key: &Key, version: i64) {
        self.touched.entry(subject).or_insert_with(|| (key.clone(), version));
    }

    /// Records a statement and gives its number.
    pub fn state(&mut self, new: NewStatement) -> StatementId {
        let id = StatementId(self.next_statement);
        self.next_statement += 1;
        let (quote, place) = new.quote.map_or((None, None), |(quote, place)| (Some(quote), place));
        self.statements.push(statement::Model {
            id,
            subject_id: new.subject,
            property: new.property.to_owned(),
            value: new.value,
            words: new.words,
            source_id: new.source,
            quote,
            quote_start: place.map(|(start, _)| start),
            quote_end: place.map(|(_, end)| end),
            known_on: new.known_on.0,
            known_inferred: new.known_on.1,
            supersedes: new.supersedes,
            confidence: new.confidence,
            reason: new.reason.map(str::to_owned),
            proposed: new.proposed,
            journal_id: self.journal.id,
        });
        id
    }

    /// Records a decision on a statement. The statement's subject must be touched too.
    pub fn decide(&mut self, statement: StatementId, kind: DecisionKind, reason: &str) {
        self.decided(statement, kind, reason, None);
    }

    /// Takes back a decision on a statement: it counts no more. The statement's subject must be touched too.
    pub fn take_back(&mut self, statement: StatementId, decision: i64, reason: &str) {
        self.decided(statement, DecisionKind::TakeBack, reason, Some(decision));
    }

    fn decided(&mut self, statement: StatementId, kind: DecisionKind, reason: &str, undoes: Option<i64>) {
        self.decisions.push(decision::Model {
            id: self.next_decision,
            statement_id: statement,
            kind,
            reason: reason.to_owned(),
            undoes,
            journal_id: self.journal.id,
        });
        self.next_decision += 1;
    }

    /// The number of the line that the journal will have of this edit.
    #[must_use]
    pub fn line(&self) -> i64 {
        self.journal.id
    }

    /// Ends a line of the journal and begins the next within the same transaction; gives what was written of the one that
    /// ended. The whole is still all or nothing.
    ///
    /// # Errors
    /// As [`Edit::commit`].
    pub async fn next_line(&mut self, action: &str) -> Result<Written, StoreError> {
        let mut written = Written::default();
        if !self.is_empty() {
            written = self.flush().await?;
            self.journal.id += 1;
            self.journal.recorded_at += TimeDelta::microseconds(1);
        }
        action.clone_into(&mut self.journal.action);
        Ok(written)
    }

    /// Writes everything and makes it last. An empty edit writes nothing.
    ///
    /// # Errors
    /// [`StoreError::Stale`] if a touched subject has moved on, [`StoreError::Database`] if the database
    /// refuses a row; nothing is written then.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        self.flush().await?;
        if !self.written {
            return Ok(self.transaction.rollback().await?);
        }
        Ok(self.transaction.commit().await?)
    }

    /// Writes everything and takes it back: what a dry run is. The database has its say, and keeps nothing.
    ///
    /// # Errors
    /// As [`Edit::commit`].
    pub async fn rehearse(mut self) -> Result<(), StoreError> {
        self.flush().await?;
        Ok(self.transaction.rollback().await?)
    }

    /// Writes what was said so far within the transaction, and gives it as it was written: nothing where nothing was said.
    /// After that only rows that belong with it may follow, or a next line.
    ///
    /// # Errors
    /// As [`Edit::commit`].
    #[expect(clippy::disallowed_methods, reason = "this is the one place that writes")]
    pub async fn flush(&mut self) -> Result<Written, StoreError> {
        if self.is_empty() {
            self.flush_rows().await?;
            return Ok(Written::default());
        }
        self.written = true;
        self.journal.subjects = count(&self.subjects);
        self.journal.statements = count(&self.statements);
        self.journal.decisions = count(&self.decisions);
        for (id, (key, version)) in std::mem::take(&mut self.touched) {
            let moved = subject::Entity::update_many()
                .col_expr(subject::Column::Version, Expr::col(subject::Column::Version).add(1))
                .filter(subject::Column::Id.eq(id))
                .filter(subject::Column::Version.eq(version))
                .exec(&self.transaction)
                .await?;
            if moved.rows_affected != 1 {
                return Err(StoreError::Stale { key, expected: version });
            }
        }
        let lines = vec![self.journal.clone()];
        insert(&self.transaction, &lines).await?;
        insert(&self.transaction, &self.subjects).await?;
        self.flush_rows().await?;
        insert(&self.transaction, &self.statements).await?;
        insert(&self.transaction, &self.decisions).await?;
        Ok(Written {
            lines,
            subjects: std::mem::take(&mut self.subjects),
            nouns: std::mem::take(&mut self.nouns),
            statements: std::mem::take(&mut self.statements),
            decisions: std::mem::take(&mut self.decisions),
        })
    }

    async fn flush_rows(&mut self) -> Result<(), StoreError> {
        for row in std::mem::take(&mut self.rows) {
            self.written = true;
            self.transaction.execute(&row).await?;
        }
        Ok(())
    }
}

fn count<T>(rows: &[T]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// Where the numbers of a database stand: in one query, since every edit waits for it.
#[derive(Debug, Default, FromQueryResult)]
struct Last {
    journal: i64,
    recorded_at: Option<Moment>,
    subject: Option<i64>,
    statement: Option<i64>,
    decision: Option<i64>,
}

impl Last {
    async fn read(transaction: &DatabaseTransaction) -> Result<Self, StoreError> {
        let last = journal::Entity::find()
            .select_only()
            .column_as(journal::Column::Id, "journal")
            .column(journal::Column::RecordedAt)
            .expr_as(greatest::<subject::Entity>(subject::Column::Id), "subject")
            .expr_as(greatest::<statement::Entity>(statement::Column::Id), "statement")
            .expr_as(greatest::<decision::Entity>(decision::Column::Id), "decision")
            .order_by_desc(journal::Column::Id)
            .into_model()
            .one(transaction)
            .await?;
        Ok(last.unwrap_or_default())
    }
}

/// The greatest number of a table.
fn greatest<E: EntityTrait>(id: impl ColumnTrait) -> Expr {
    let query = E::find().select_only().column_as(id.max(), "last").into_query();
    Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(query)))
}

#[expect(clippy::disallowed_methods, reason = "this is the one place that writes")]
async fn insert<M, A>(transaction: &DatabaseTransaction, rows: &[M]) -> Result<(), StoreError>
where
    M: IntoActiveModel<A> + Clone,
    A: ActiveModelTrait + Send + Sync,
{
    for batch in rows.chunks(BATCH) {
        let batch = batch.iter().map(|row| row.clone().into_active_model());
        A::Entity::insert_many(batch).exec_without_returning(transaction).await?;
    }
    Ok(())
}
