//! The journal in memory: its lines, and what each recorded.

use std::sync::Arc;

use serde::Serialize;

use super::{Record, Subject};
use crate::{
    programme::statement::{Decision, Statement},
    store::{Moment, Role, StatementId, SubjectId, decision, journal},
};

/// A line of the journal: one edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct JournalLine {
    /// Its number.
    #[schema(example = 1)]
    pub id: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Moment,
    /// In which role.
    pub role: Role,
    /// What was done.
    #[schema(example = "import seed")]
    pub action: String,
    /// How many subjects were made.
    pub subjects: i64,
    /// How many statements were recorded.
    pub statements: i64,
    /// How many decisions were taken.
    pub decisions: i64,
    /// The account that made it; never shown in public.
    #[serde(skip)]
    pub account: Option<i64>,
    /// Its first statement, if it has any.
    #[serde(skip)]
    pub first: StatementId,
    /// The statements that it decided of, in the order of its decisions.
    #[serde(skip)]
    pub decided: Vec<StatementId>,
}

impl Record {
    /// Takes up lines of the journal, with the decisions that they took.
    pub(super) fn append_lines(&mut self, lines: Vec<journal::Model>, decisions: &[decision::Model]) {
        let mut first = self.statements.len() as i64 + 1;
        let mut decisions = decisions.iter().peekable();
        for line in lines {
            let mut decided = Vec::new();
            while let Some(decision) = decisions.next_if(|decision| decision.journal_id == line.id) {
                decided.push(decision.statement_id);
            }
            self.journal.push(Arc::new(JournalLine {
                id: line.id,
                recorded_at: line.recorded_at,
                role: line.role,
                action: line.action,
                subjects: line.subjects,
                statements: line.statements,
                decisions: line.decisions,
                account: line.account_id,
                first: StatementId(first),
                decided,
            }));
            first += line.statements;
        }
    }

    /// The subjects that a line of the journal speaks of: those of its statements and of its decisions, each once.
    #[must_use]
    pub fn subjects_of(&self, line: &JournalLine) -> Vec<SubjectId> {
        let last = StatementId(line.first.0 + line.statements);
        let recorded = self.statements.get(line.first.index()..last.index()).unwrap_or_default();
        let decided = line.decided.iter().filter_map(|id| self.statements.get(id.index()));
        let mut subjects: Vec<SubjectId> = recorded.iter().chain(decided).copied().collect();
        subjects.sort_unstable();
        subjects.dedup();
        subjects
    }

    /// The statements that a line of the journal recorded, each with the subject that it speaks of.
    pub fn recorded_by(&self, line: &JournalLine) -> impl Iterator<Item = (&Arc<Subject>, &Statement)> {
        (line.first.0..line.first.0 + line.statements).filter_map(|id| self.statement(StatementId(id)))
    }

    /// The decisions that a line of the journal took, each with the statement and its subject.
    pub fn decided_by(&self, line: &JournalLine) -> impl Iterator<Item = (&Arc<Subject>, &Statement, &Decision)> {
        let mut ids = line.decided.clone();
        ids.sort_unstable();
        ids.dedup();
        let number = line.id;
        ids.into_iter().filter_map(|id| self.statement(id)).flat_map(move |(subject, statement)| {
            let taken = statement.decisions.iter().filter(move |decision| decision.journal == number);
            taken.map(move |decision| (subject, statement, decision))
        })
    }

    /// The line of the journal of that number.
    #[must_use]
    pub fn journal_line(&self, id: i64) -> Option<&JournalLine> {
        self.line(id)
    }

    /// The lines of the journal written by a moment, oldest first; by none: to this day.
    pub fn journal_by(&self, recorded_at: Option<Moment>) -> impl DoubleEndedIterator<Item = &JournalLine> {
        let by_then = |limit| self.journal.partition_point(|line| line.recorded_at <= limit);
        let count = recorded_at.map_or(self.journal.len(), by_then);
        self.journal.iter().take(count).map(AsRef::as_ref)
    }

    /// The journal, oldest first.
    #[must_use]
    pub fn journal(&self) -> &[Arc<JournalLine>] {
        &self.journal
    }

    pub(super) fn line(&self, id: i64) -> Option<&JournalLine> {
        self.journal.get(usize::try_from(id.saturating_sub(1)).ok()?).map(Arc::as_ref)
    }
}
