//! The journal: one line an edit, with its moment and who made it. Rows are added, never changed.

use chrono::{DateTime, SubsecRound as _, Utc};
use sea_orm::entity::prelude::*;

use super::Role;

/// An instant, to the microsecond: what both engines keep.
pub type Moment = DateTime<Utc>;

/// Cuts an instant to the microsecond, so that it reads back as it was written.
#[must_use]
pub fn to_microseconds(moment: Moment) -> Moment {
    moment.trunc_subsecs(6)
}

/// The row of a journal line.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "journal")]
pub struct Model {
    /// Its number, in the order of commits, without a gap.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// When Jalons learned what the edit says; later than every line before it.
    pub recorded_at: DateTimeUtc,
    /// Who: an account or a command, never shown in public.
    pub actor: String,
    /// The account that made it, where one did; never shown in public.
    pub account_id: Option<i64>,
    /// In which role: what the public is shown.
    pub role: Role,
    /// What was done: `import contracts contrats.csv`.
    pub action: String,
    /// How many subjects the edit made.
    pub subjects: i64,
    /// How many statements it recorded.
    pub statements: i64,
    /// How many decisions it recorded.
    pub decisions: i64,
}

impl ActiveModelBehavior for ActiveModel {}
