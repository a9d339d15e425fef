//! The statement: one fact as one source states it. Rows are added, never changed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::SubjectId;

/// A statement's number, in the order of commits, without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatementId(pub i64);

impl StatementId {
    /// Where the statement stands in a list of all statements.
    #[must_use]
    pub fn index(self) -> usize {
        usize::try_from(self.0 - 1).unwrap_or(usize::MAX)
    }
}

/// The row of a statement.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StatementId,
    /// Of which subject it speaks.
    pub subject_id: SubjectId,
    /// Which property it gives, by name (`signed`, `region` …).
    pub property: String,
    /// The value in its canonical text: EDTF for a date, a code, a number, words.
    pub value: String,
    /// The value's words as the source writes them, where known.
    pub words: Option<String>,
    /// The source: a subject too.
    pub source_id: SubjectId,
    /// The sentence of the source, word for word.
    pub quote: Option<String>,
    /// Where the quote begins in the stored text, in characters.
    pub quote_start: Option<i32>,
    /// Where it ends, exclusive.
    pub quote_end: Option<i32>,
    /// The day from which it was publicly known.
    pub known_on: Date,
    /// Whether that day was inferred (the source bears no date).
    pub known_inferred: bool,
    /// The statement that this one corrects.
    pub supersedes: Option<StatementId>,
    /// A proposal counts only once a decision accepts it.
    pub proposed: bool,
    /// The journal line that recorded it.
    pub journal_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
