//! The kept answer: what a program was answered that sent an `Idempotency-Key`, kept for a day and in the very
//! transaction of the change, so that asking again does nothing twice.
//!
//! Source: IETF draft “The Idempotency-Key HTTP Header Field”.

use sea_orm::{ActiveValue::Set, entity::prelude::*};

use super::{AccessError, hours_after};
use crate::store::{Moment, Store, journal::to_microseconds};

/// For how many hours an answer is kept.
pub const HOURS: i64 = 24;

/// The row of a kept answer.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "kept_answer")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Whose program asked.
    pub account_id: i64,
    /// The key that it sent.
    pub key: String,
    /// The SHA-256 of method, address, version and body: another request under the same key is refused.
    pub fingerprint: String,
    /// The HTTP status.
    pub status: i32,
    /// The ETag.
    pub etag: Option<String>,
    /// The address of what was made.
    pub location: Option<String>,
    /// The body.
    pub body: String,
    /// When it was answered.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

/// The answer kept for a key of an account.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn find(store: &Store, account: i64, key: &str, now: Moment) -> Result<Option<Model>, AccessError> {
    let row = Entity::find().filter(Column::AccountId.eq(account)).filter(Column::Key.eq(key));
    let row = row.one(store.reader()).await?;
    Ok(row.filter(|row| now < hours_after(row.created_at, HOURS)))
}

/// The row to be written with the change; `id` is a number of its own: the change's line of the journal.
#[must_use]
pub fn row(id: i64, (account, key, fingerprint): (i64, &str, String), answer: Answer, now: Moment) -> ActiveModel {
    ActiveModel {
        id: Set(id),
        account_id: Set(account),
        key: Set(key.to_owned()),
        fingerprint: Set(fingerprint),
        status: Set(i32::from(answer.status)),
        etag: Set(answer.etag),
        location: Set(answer.location),
        body: Set(answer.body),
        created_at: Set(to_microseconds(now)),
    }
}

/// What is kept of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The ETag.
    pub etag: Option<String>,
    /// The address of what was made.
    pub location: Option<String>,
    /// The body.
    pub body: String,
}
