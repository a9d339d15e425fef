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
        usize::try_from(self.0.saturating_sub(1)).unwrap_or(usize::MAX)
    }
}

/// How sure the program is of a fact that it read in a text. It weighs nothing: what a proposal says counts only once
/// somebody has accepted it.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// All of it is written: the whole date, and what it is about by name.
    Sure,
    /// One step was taken that grammar leaves no doubt of: a year told from the day and the tense, a pronoun whose noun
    /// stands in the sentence.
    Probable,
    /// A choice was made between readings: what was due without saying when, a pronoun whose noun stands in another
    /// sentence, a territory told from its main town.
    Unsure,
}

impl Confidence {
    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Probable => "probable",
            Self::Unsure => "unsure",
        }
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
    /// How sure the reading is, of what was read in a text.
    pub confidence: Option<Confidence>,
    /// Why a date moved, by the name of the reason.
    pub reason: Option<String>,
    /// A proposal counts only once a decision accepts it.
    pub proposed: bool,
    /// The journal line that recorded it.
    pub journal_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
