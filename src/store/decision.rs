//! The decision: what someone entitled to it says of a statement. Rows are added, never changed.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::StatementId;

/// What is decided of a statement.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum DecisionKind {
    /// A proposal is a fact from now on.
    Accept,
    /// A proposal is not, or no longer, a fact.
    Refuse,
    /// Of several values this is the one retained.
    Pin,
    /// It should never have been recorded: it goes at every known on.
    Strike,
    /// An earlier decision on it counts no more.
    TakeBack,
}

/// The row of a decision.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    /// Its number, in the order of commits, without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The statement that it decides of.
    pub statement_id: StatementId,
    /// What it decides.
    pub kind: DecisionKind,
    /// Why.
    pub reason: String,
    /// The decision that it takes back.
    pub undoes: Option<i64>,
    /// The journal line that recorded it.
    pub journal_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
