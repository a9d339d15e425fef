//! The token: what a program of an official's shows in place of a session. Named, scoped, with an end, shown once.

use chrono::{NaiveDate, TimeDelta};
use sea_orm::{ActiveValue::Set, ExprTrait as _, entity::prelude::*, sea_query::Expr};
use serde::{Deserialize, Serialize};

use super::{
    AccessError,
    account::{self, Account},
    add, next_id,
    secret::{self, Secret},
};
use crate::{
    programme::{clock::midnight_in_paris, rights::Action},
    store::{Moment, Store, journal::to_microseconds},
};

/// How many days a token serves at most.
pub const MOST_DAYS: i64 = 366;

/// What a token may be used for, within what its account may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// To read what waits.
    ReadDrafts,
    /// To change dates and decide of proposals.
    ChangeDates,
    /// To publish files.
    Import,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 3] = [Self::ReadDrafts, Self::ChangeDates, Self::Import];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadDrafts => "read_drafts",
            Self::ChangeDates => "change_dates",
            Self::Import => "import",
        }
    }

    /// What its holder is told.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::ReadDrafts => "lire ce qui attend une décision",
            Self::ChangeDates => "changer des dates, décider des propositions",
            Self::Import => "publier des fichiers",
        }
    }

    /// The scope of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }

    /// The scope that a program needs to do something; none where no program may.
    #[must_use]
    pub fn of(action: Action) -> Option<Self> {
        match action {
            Action::ReadDrafts => Some(Self::ReadDrafts),
            Action::ChangeDates
            | Action::RecordMinutes
            | Action::AdaptList
            | Action::Decide
            | Action::Pin
            | Action::Withdraw
            | Action::Propose => Some(Self::ChangeDates),
            Action::Import => Some(Self::Import),
            Action::SeeWho | Action::ManageOwn | Action::ManageAccounts => None,
        }
    }
}

/// The row of a token.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "token")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Whose it is.
    pub account_id: i64,
    /// What its holder calls it.
    pub name: String,
    /// The names of its scopes, separated by spaces.
    pub scopes: String,
    /// The SHA-256 of its secret.
    #[sea_orm(unique)]
    pub hash: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it ends.
    pub expires_at: DateTimeUtc,
    /// When it was last used, to the minute.
    pub used_at: Option<DateTimeUtc>,
    /// When it was revoked.
    pub revoked_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

impl Model {
    /// Its scopes.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        self.scopes.split(' ').filter_map(Scope::named).collect()
    }

    /// Whether it serves at a moment.
    #[must_use]
    pub fn serves(&self, now: Moment) -> bool {
        self.revoked_at.is_none() && now < self.expires_at
    }
}

/// Makes a token of an account that serves until the end of a day; its secret is shown once.
///
/// # Errors
/// [`AccessError::Invalid`] for a name, scopes or an end that cannot be taken, [`AccessError::Disabled`] where the account
/// is.
pub async fn create(
    store: &Store,
    account: &Account,
    (name, scopes, last_day): (&str, &[Scope], NaiveDate),
    now: Moment,
) -> Result<Secret, AccessError> {
    account.check_enabled()?;
    let invalid = |field, expected, french| AccessError::Invalid { field, expected, french };
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(invalid("name", "a name of at most 80 characters", "un nom de 80 caractères au plus"));
    }
    if scopes.is_empty() {
        return Err(invalid("scopes", "one scope at least", "un droit au moins"));
    }
    let expires_at = midnight_in_paris(last_day.succ_opt().unwrap_or(last_day));
    if expires_at <= now || expires_at > now + TimeDelta::days(MOST_DAYS) {
        return Err(invalid("expires_on", "a day within a year from now", "un jour d’ici un an"));
    }
    let secret = Secret::new("jalons_")?;
    let transaction = store.begin().await?;
    let row = ActiveModel {
        id: Set(next_id::<Entity>(&transaction, Column::Id).await?),
        account_id: Set(account.id),
        name: Set(name.to_owned()),
        scopes: Set(scopes.iter().map(|scope| scope.name()).collect::<Vec<_>>().join(" ")),
        hash: Set(secret.hash()),
        created_at: Set(to_microseconds(now)),
        expires_at: Set(expires_at),
        used_at: Set(None),
        revoked_at: Set(None),
    };
    add(&transaction, row).await?;
    transaction.commit().await?;
    Ok(secret)
}

/// The account that a token shows, with its scopes; nothing where it serves no more.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn find(store: &Store, secret: &str, now: Moment) -> Result<Option<(Account, Vec<Scope>)>, AccessError> {
    let row = Entity::find().filter(Column::Hash.eq(secret::hash(secret))).one(store.reader()).await?;
    let Some(row) = row.filter(|row| row.serves(now)) else { return Ok(None) };
    let Some(account) = account::find(store, row.account_id).await?.filter(|account| account.disabled_at.is_none())
    else {
        return Ok(None);
    };
    if row.used_at.is_none_or(|used| now - used > TimeDelta::minutes(1)) {
        change(store, Column::Id.eq(row.id), Column::UsedAt, now).await?;
    }
    Ok(Some((account, row.scopes())))
}

/// The tokens of an account, the newest first.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn of(store: &Store, account: i64) -> Result<Vec<Model>, AccessError> {
    let mut rows = Entity::find().filter(Column::AccountId.eq(account)).all(store.reader()).await?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    Ok(rows)
}

/// Revokes a token of an account.
///
/// # Errors
/// [`AccessError::Unknown`] where the account has none of that number that still serves.
pub async fn revoke(store: &Store, account: i64, id: i64, now: Moment) -> Result<(), AccessError> {
    let own = Column::Id.eq(id).and(Column::AccountId.eq(account)).and(Column::RevokedAt.is_null());
    match change(store, own, Column::RevokedAt, now).await? {
        0 => Err(AccessError::Unknown("token")),
        _ => Ok(()),
    }
}

/// Revokes every token of an account.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn revoke_all(store: &Store, account: i64, now: Moment) -> Result<(), AccessError> {
    let own = Column::AccountId.eq(account).and(Column::RevokedAt.is_null());
    change(store, own, Column::RevokedAt, now).await?;
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a token is no part of the record, and changes")]
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
