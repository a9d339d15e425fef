//! Who somebody is: accounts, and how they show themselves: a password, a session, a token, a link that serves once.
//!
//! What an account may do stands in [`crate::programme::rights`]. Its rows are no part of the record: they change, and
//! they are shown to nobody but their owner and whoever keeps the accounts. Every secret is kept as its SHA-256 alone.
//!
//! Another way of signing in stands beside [`password`]: a file that finds an [`account::Account`] in its own way and
//! opens a session with [`session::open`].

pub mod account;
pub mod kept_answer;
pub mod link;
pub mod mail;
pub mod password;
pub mod secret;
pub mod session;
pub mod throttle;
pub mod token;

use chrono::TimeDelta;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, Insert, QuerySelect,
    QueryTrait as _,
};

use crate::store::{Moment, Store, StoreError};

/// Why something of an account cannot be done.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What was given cannot be taken.
    #[error("{field}: {expected}")]
    Invalid {
        /// Which field.
        field: &'static str,
        /// What was expected, in English.
        expected: &'static str,
        /// The same in French.
        french: &'static str,
    },
    /// There is no such account, link, session or token.
    #[error("there is no such {0}")]
    Unknown(&'static str),
    /// The account is disabled: what is made for it would not serve.
    #[error("the account {0} is disabled, and this would not serve: `jalons account enable {0}` first")]
    Disabled(String),
    /// A password could not be hashed.
    #[error("a password could not be hashed: {0}")]
    Hash(String),
}

impl From<DbErr> for AccessError {
    fn from(error: DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// Shuts an account out: it is disabled, its sessions end and its tokens are revoked. Enabled again, it has none of them.
///
/// # Errors
/// [`AccessError::Unknown`] where there is none of that number.
pub async fn shut_out(store: &Store, account: i64, now: Moment) -> Result<(), AccessError> {
    account::disable(store, account, Some(now)).await?;
    session::end_all(store, account, now).await?;
    token::revoke_all(store, account, now).await
}

/// The moment so many hours after another.
fn hours_after(moment: Moment, hours: i64) -> Moment {
    moment + TimeDelta::hours(hours)
}

/// The next number of a table's rows, in the one write order.
async fn next_id<E: EntityTrait>(transaction: &DatabaseTransaction, id: E::Column) -> Result<i64, DbErr> {
    let last: Option<Option<i64>> =
        E::find().select_only().column_as(id.max(), "last").into_tuple().one(transaction).await?;
    Ok(last.flatten().unwrap_or(0) + 1)
}

/// Adds a row.
async fn add<A: ActiveModelTrait>(transaction: &DatabaseTransaction, row: A) -> Result<(), DbErr> {
    transaction.execute(&Insert::one(row).into_query()).await?;
    Ok(())
}
