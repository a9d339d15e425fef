//! The link that serves once: an invitation, or a reset. Who opens it chooses a password; it is kept as a hash.

use sea_orm::{ActiveValue::Set, entity::prelude::*, sea_query::Expr};

use super::{
    AccessError,
    account::{self, Account},
    add, hours_after, next_id,
    secret::{self, Secret},
    session,
};
use crate::store::{Moment, Store, journal::to_microseconds};

/// For how many hours a link serves.
pub const HOURS: i64 = 72;

/// The row of a link.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "link")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// Whose password it lets choose.
    pub account_id: i64,
    /// The SHA-256 of its secret.
    #[sea_orm(unique)]
    pub hash: String,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// Until when it serves.
    pub expires_at: DateTimeUtc,
    /// When it served.
    pub used_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Makes a link for an account; those made before serve no more.
///
/// # Errors
/// [`AccessError::Disabled`] where the account is, [`AccessError::Store`] if the database fails.
#[expect(clippy::disallowed_methods, reason = "a link is no part of the record, and changes")]
pub async fn create(store: &Store, account: &Account, now: Moment) -> Result<Secret, AccessError> {
    account.check_enabled()?;
    let now = to_microseconds(now);
    let secret = Secret::new("")?;
    let transaction = store.begin().await?;
    Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(now))
        .filter(Column::AccountId.eq(account.id))
        .filter(Column::UsedAt.is_null())
        .exec(&transaction)
        .await?;
    let row = ActiveModel {
        id: Set(next_id::<Entity>(&transaction, Column::Id).await?),
        account_id: Set(account.id),
        hash: Set(secret.hash()),
        created_at: Set(now),
        expires_at: Set(hours_after(now, HOURS)),
        used_at: Set(None),
    };
    add(&transaction, row).await?;
    transaction.commit().await?;
    Ok(secret)
}

/// The account whose password a link lets choose, while it serves.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn account(store: &Store, secret: &str, now: Moment) -> Result<Option<Account>, AccessError> {
    let Some(row) = serving(store, secret, now).await? else { return Ok(None) };
    Ok(account::find(store, row.account_id).await?.filter(|account| account.disabled_at.is_none()))
}

/// Chooses a password by a link, which serves no more; every session of the account ends.
///
/// # Errors
/// [`AccessError::Unknown`] where the link serves no more, [`AccessError::Invalid`] for the password: the link then
/// still serves.
#[expect(clippy::disallowed_methods, reason = "a link is no part of the record, and changes")]
pub async fn follow(store: &Store, secret: &str, password: String, now: Moment) -> Result<Account, AccessError> {
    let account = self::account(store, secret, now).await?.ok_or(AccessError::Unknown("link"))?;
    super::password::check(&password, &account.login, &account.name)?;
    let transaction = store.begin().await?;
    // Of two that follow it at once, one finds it used.
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(to_microseconds(now)))
        .filter(Column::Hash.eq(secret::hash(secret)))
        .filter(Column::UsedAt.is_null())
        .exec(&transaction)
        .await?;
    if used.rows_affected != 1 {
        return Err(AccessError::Unknown("link"));
    }
    transaction.commit().await?;
    account::set_password(store, &account, password).await?;
    session::end_all(store, account.id, now).await?;
    Ok(account)
}

/// The address of a link on the site.
#[must_use]
pub fn address(site: &str, secret: &Secret) -> String {
    format!("{site}/lien/{}", secret.reveal())
}

/// The letter that bears a link: its subject and its text.
#[must_use]
pub fn letter(site: &str, account: &Account, secret: &Secret) -> (&'static str, String) {
    let subject =
        if account.has_password { "Jalons : choisir un nouveau mot de passe" } else { "Jalons : votre compte" };
    let address = address(site, secret);
    let text = format!(
        "Bonjour,\n\nCe lien sert une fois, pendant trois jours, à choisir le mot de passe du compte « {} » \
         sur Jalons :\n\n{address}\n\nSi vous n’attendiez pas ce message, ne faites rien.\n",
        account.login
    );
    (subject, text)
}

async fn serving(store: &Store, secret: &str, now: Moment) -> Result<Option<Model>, DbErr> {
    Entity::find()
        .filter(Column::Hash.eq(secret::hash(secret)))
        .filter(Column::UsedAt.is_null())
        .filter(Column::ExpiresAt.gt(now))
        .one(store.reader())
        .await
}
