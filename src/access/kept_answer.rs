//! The kept answer: what a program was answered that sent an `Idempotency-Key`, kept for a day and in the very
//! transaction of the change, so that asking again does nothing twice.
//!
//! Source: IETF draft “The Idempotency-Key HTTP Header Field”.

use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, ExprTrait as _, QueryOrder as _, QuerySelect as _,
    entity::prelude::*,
};

use super::{AccessError, hours_after, next_id};
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

impl Model {
    /// Whether its day has not passed yet.
    fn is_kept(&self, now: Moment) -> bool {
        now < hours_after(self.created_at, HOURS)
    }
}

/// How many old answers make room for a new one.
const SWEPT: u64 = 16;

/// The answer kept for a key of an account.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn find(store: &Store, account: i64, key: &str, now: Moment) -> Result<Option<Model>, AccessError> {
    find_on(store.reader(), account, key, now).await
}

/// The same within an edit, where two requests under one key see each other: nobody else writes until it ends.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn find_within(
    transaction: &DatabaseTransaction,
    account: i64,
    key: &str,
    now: Moment,
) -> Result<Option<Model>, AccessError> {
    find_on(transaction, account, key, now).await
}

async fn find_on<C: ConnectionTrait>(
    connection: &C,
    account: i64,
    key: &str,
    now: Moment,
) -> Result<Option<Model>, AccessError> {
    let row = Entity::find().filter(Column::AccountId.eq(account)).filter(Column::Key.eq(key));
    Ok(row.one(connection).await?.filter(|row| row.is_kept(now)))
}

/// Makes room for an answer within an edit's transaction: the older one of the same key goes, and some others whose day
/// has passed, so that the table never holds much more than a day. Gives the number that the new row is to have.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
#[expect(clippy::disallowed_methods, reason = "a kept answer is no part of the record, and goes after a day")]
pub async fn make_room(
    transaction: &DatabaseTransaction,
    account: i64,
    key: &str,
    now: Moment,
) -> Result<i64, AccessError> {
    let id = next_id::<Entity>(transaction, Column::Id).await?;
    // Numbers ascend with time, so that the oldest stand first.
    let oldest = Entity::find().order_by_asc(Column::Id).limit(SWEPT).all(transaction).await?;
    let old: Vec<i64> = oldest.iter().filter(|row| !row.is_kept(now)).map(|row| row.id).collect();
    let own = Column::AccountId.eq(account).and(Column::Key.eq(key));
    Entity::delete_many().filter(Column::Id.is_in(old).or(own)).exec(transaction).await?;
    Ok(id)
}

/// The row to be written with the change.
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

impl From<Model> for Answer {
    fn from(row: Model) -> Self {
        let status = u16::try_from(row.status).unwrap_or(200);
        Self { status, etag: row.etag, location: row.location, body: row.body }
    }
}
