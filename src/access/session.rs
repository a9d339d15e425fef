//! The session: kept in the database, known by a cookie, ended by its holder, by time, or with the account.

use chrono::TimeDelta;
use sea_orm::{ActiveValue::Set, ExprTrait as _, entity::prelude::*, sea_query::Expr};

use super::{
    AccessError,
    account::{self, Account},
    add, hours_after, next_id,
    secret::{self, Secret},
};
use crate::store::{Moment, Store, journal::to_microseconds};

/// After how many hours without a request a session ends.
pub const IDLE_HOURS: i64 = 12;

/// After how many hours it ends whatever is done with it.
pub const HOURS: i64 = 7 * 24;

/// How many minutes pass before it is written that a session still serves: a read is no write each time.
const SEEN_MINUTES: i64 = 5;

/// The row of a session.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Whose it is.
    pub account_id: i64,
    /// The SHA-256 of its secret.
    #[sea_orm(unique)]
    pub hash: String,
    /// The browser, in a few words, so that its holder knows it again.
    pub agent: String,
    /// When it began.
    pub created_at: DateTimeUtc,
    /// When it was last used, to five minutes.
    pub seen_at: DateTimeUtc,
    /// When it ends at the latest.
    pub expires_at: DateTimeUtc,
    /// When it was ended.
    pub ended_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Begins a session of an account; its secret is what the cookie bears. `agent` is what the browser says of itself.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn open(store: &Store, account: &Account, agent: &str, now: Moment) -> Result<Secret, AccessError> {
    let now = to_microseconds(now);
    let secret = Secret::new("")?;
    let transaction = store.begin().await?;
    let row = ActiveModel {
        id: Set(next_id::<Entity>(&transaction, Column::Id).await?),
        account_id: Set(account.id),
        hash: Set(secret.hash()),
        agent: Set(browser(agent)),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(hours_after(now, HOURS)),
        ended_at: Set(None),
    };
    add(&transaction, row).await?;
    transaction.commit().await?;
    Ok(secret)
}

/// The account that a cookie's secret shows, with the number of the session; nothing where that has ended.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn find(store: &Store, secret: &str, now: Moment) -> Result<Option<(Account, i64)>, AccessError> {
    let row = Entity::find().filter(Column::Hash.eq(secret::hash(secret))).one(store.reader()).await?;
    let Some(row) = row.filter(|row| serves(row, now)) else { return Ok(None) };
    let Some(account) = account::find(store, row.account_id).await?.filter(|account| account.disabled_at.is_none())
    else {
        return Ok(None);
    };
    if now - row.seen_at > TimeDelta::minutes(SEEN_MINUTES) {
        change(store, Column::Id.eq(row.id), Column::SeenAt, now).await?;
    }
    Ok(Some((account, row.id)))
}

/// The sessions of an account that serve, the last used first.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn of(store: &Store, account: i64, now: Moment) -> Result<Vec<Model>, AccessError> {
    let rows = Entity::find().filter(Column::AccountId.eq(account)).all(store.reader()).await?;
    let mut rows: Vec<Model> = rows.into_iter().filter(|row| serves(row, now)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.seen_at, row.id)));
    Ok(rows)
}

/// Ends one session of an account.
///
/// # Errors
/// [`AccessError::Unknown`] where the account has none of that number.
pub async fn end(store: &Store, account: i64, id: i64, now: Moment) -> Result<(), AccessError> {
    let own = Column::Id.eq(id).and(Column::AccountId.eq(account)).and(Column::EndedAt.is_null());
    match change(store, own, Column::EndedAt, now).await? {
        0 => Err(AccessError::Unknown("session")),
        _ => Ok(()),
    }
}

/// Ends every session of an account.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn end_all(store: &Store, account: i64, now: Moment) -> Result<(), AccessError> {
    let own = Column::AccountId.eq(account).and(Column::EndedAt.is_null());
    change(store, own, Column::EndedAt, now).await?;
    Ok(())
}

fn serves(row: &Model, now: Moment) -> bool {
    row.ended_at.is_none() && now < row.expires_at && now < hours_after(row.seen_at, IDLE_HOURS)
}

#[expect(clippy::disallowed_methods, reason = "a session is no part of the record, and changes")]
async fn change(store: &Store, which: Expr, column: Column, now: Moment) -> Result<u64, AccessError> {
    let transaction = store.begin().await?;
    let changed = Entity::update_many()
        .col_expr(column, Expr::value(to_microseconds(now)))
        .filter(which)
        .exec(&transaction)
        .await?;
    transaction.commit().await?;
    Ok(changed.rows_affected)
}

/// The browser and its system, in a few words, of what it says of itself.
fn browser(agent: &str) -> String {
    let find = |names: &[(&'static str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Windows", "Windows"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "navigateur inconnu".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_in_two_words() {
        let agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0";
        assert_eq!(browser(agent), "Edge, Windows");
        assert_eq!(browser("curl/8.5"), "navigateur inconnu");
    }
}
