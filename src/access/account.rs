//! The account: who may sign in, in which role, for which regions.

use sea_orm::{IntoActiveModel as _, entity::prelude::*, sea_query::Expr};

use super::{AccessError, add, next_id, password};
use crate::{
    programme::region::RegionCode,
    store::{Actor, Moment, Role, Store},
};

/// The row of an account.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// What its holder signs in with: an e-mail address or another name, in lower case.
    #[sea_orm(unique)]
    pub login: String,
    /// Its holder's name, which other officials see and the public never does.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// The codes of the regions of an official, separated by spaces.
    pub regions: String,
    /// The Argon2id hash of its password; none until the holder has chosen one.
    pub password: Option<String>,
    /// When it was made.
    pub created_at: DateTimeUtc,
    /// When it was disabled.
    pub disabled_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// An account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its number.
    pub id: i64,
    /// What its holder signs in with.
    pub login: String,
    /// Its holder's name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// The regions of an official.
    pub regions: Vec<RegionCode>,
    /// Whether its holder has chosen a password.
    pub has_password: bool,
    /// When it was made.
    pub created_at: Moment,
    /// When it was disabled.
    pub disabled_at: Option<Moment>,
}

impl From<Model> for Account {
    fn from(row: Model) -> Self {
        Self {
            id: row.id,
            login: row.login,
            name: row.name,
            role: row.role,
            regions: row.regions.split(' ').filter_map(|code| code.parse().ok()).collect(),
            has_password: row.password.is_some(),
            created_at: row.created_at,
            disabled_at: row.disabled_at,
        }
    }
}

impl Account {
    /// Who it is for an edit.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::of_account(self.id, &self.login, self.role, self.regions.iter().map(ToString::to_string).collect())
    }

    /// Checks that what is made for it would serve.
    ///
    /// # Errors
    /// [`AccessError::Disabled`].
    pub(super) fn check_enabled(&self) -> Result<(), AccessError> {
        match self.disabled_at {
            Some(_) => Err(AccessError::Disabled(self.login.clone())),
            None => Ok(()),
        }
    }
}

/// What there is to know of an account when it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewAccount {
    /// What its holder signs in with.
    pub login: String,
    /// Its holder's name.
    pub name: String,
    /// Its role, by name.
    pub role: String,
    /// The codes of its regions.
    pub regions: Vec<String>,
}

/// How many characters a login may have.
pub const LOGIN: usize = 120;

impl NewAccount {
    /// Checks that its regions are known.
    ///
    /// # Errors
    /// [`AccessError::Invalid`] where one is not.
    pub fn check_regions(&self, is_known: impl Fn(RegionCode) -> bool) -> Result<(), AccessError> {
        let (.., regions) = self.read()?;
        if !regions.split_whitespace().filter_map(|code| code.parse().ok()).all(is_known) {
            return Err(AccessError::Invalid {
                field: "regions",
                expected: "regions that are known (jalons import seed makes the seed's known)",
                french: "des régions connues ici",
            });
        }
        Ok(())
    }

    /// Checks it.
    fn read(&self) -> Result<(String, String, Role, String), AccessError> {
        let invalid = |field, expected, french| AccessError::Invalid { field, expected, french };
        let login = self.login.trim().to_lowercase();
        if !(3..=LOGIN).contains(&login.chars().count())
            || login.contains(|sign: char| sign.is_whitespace() || sign.is_control())
        {
            return Err(invalid(
                "login",
                "an e-mail address or a name of 3 to 120 characters without spaces",
                "une adresse électronique, ou un nom de 3 à 120 caractères sans espace",
            ));
        }
        let name = self.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 120 {
            return Err(invalid("name", "a name of at most 120 characters", "un nom de 120 caractères au plus"));
        }
        let role = Role::OF_ACCOUNTS
            .into_iter()
            .find(|role| role.name() == self.role.trim())
            .ok_or_else(|| invalid("role", "official, national, administrator or auditor", "un rôle de la liste"))?;
        let mut regions: Vec<RegionCode> = Vec::new();
        for code in self.regions.iter().map(|code| code.trim()).filter(|code| !code.is_empty()) {
            let code = code.parse().map_err(|_| {
                invalid(
                    "regions",
                    "the INSEE codes of regions, such as 32",
                    "les codes Insee de régions, par exemple 32",
                )
            })?;
            if !regions.contains(&code) {
                regions.push(code);
            }
        }
        if (role == Role::Official) == regions.is_empty() {
            return Err(invalid(
                "regions",
                "one region or more for an official, and none for the other roles",
                "une région au moins pour un agent de région, aucune pour les autres rôles",
            ));
        }
        let regions = regions.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        Ok((login, name, role, regions))
    }
}

/// Makes an account without a password: its holder chooses one by a link.
///
/// # Errors
/// [`AccessError::Invalid`] for what cannot be taken, a login that is taken included.
pub async fn create(store: &Store, new: &NewAccount, now: Moment) -> Result<Account, AccessError> {
    let (login, name, role, regions) = new.read()?;
    let transaction = store.begin().await?;
    if Entity::find().filter(Column::Login.eq(&login)).one(&transaction).await?.is_some() {
        return Err(AccessError::Invalid {
            field: "login",
            expected: "a login that no account has",
            french: "un identifiant qu’aucun compte n’a déjà",
        });
    }
    let row = Model {
        id: next_id::<Entity>(&transaction, Column::Id).await?,
        login,
        name,
        role,
        regions,
        password: None,
        created_at: crate::store::journal::to_microseconds(now),
        disabled_at: None,
    };
    add(&transaction, row.clone().into_active_model()).await?;
    transaction.commit().await?;
    Ok(row.into())
}

/// Every account, in the order of their logins.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn all(store: &Store) -> Result<Vec<Account>, AccessError> {
    let mut accounts: Vec<Account> = Entity::find().all(store.reader()).await?.into_iter().map(Account::from).collect();
    accounts.sort_by(|one, two| one.login.cmp(&two.login));
    Ok(accounts)
}

/// The account of a number.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn find(store: &Store, id: i64) -> Result<Option<Account>, AccessError> {
    Ok(Entity::find_by_id(id).one(store.reader()).await?.map(Account::from))
}

/// The account of a login.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn named(store: &Store, login: &str) -> Result<Option<Account>, AccessError> {
    Ok(by_login(store, login).await?.map(Account::from))
}

/// The account that a login and a password are of, where it is not disabled. Takes the same time for a login that
/// nobody has.
///
/// # Errors
/// [`AccessError::Store`] if the database fails.
pub async fn identify(store: &Store, login: &str, password: String) -> Result<Option<Account>, AccessError> {
    let row = by_login(store, login).await?.filter(|row| row.disabled_at.is_none());
    let hash = row.as_ref().and_then(|row| row.password.clone());
    let is_it = password.len() <= password::MOST && password::verify(password, hash).await;
    Ok(row.filter(|_| is_it).map(Account::from))
}

/// Gives an account a password.
///
/// # Errors
/// [`AccessError::Invalid`] where [`password::check`] refuses it.
pub async fn set_password(store: &Store, account: &Account, password: String) -> Result<(), AccessError> {
    password::check(&password, &account.login, &account.name)?;
    let hash = password::hash(password).await?;
    change(store, account.id, Column::Password, Expr::value(hash)).await
}

/// Changes the name, role and regions of an account; its login stays.
///
/// # Errors
/// [`AccessError::Invalid`] for what cannot be taken, [`AccessError::Unknown`] where there is none of that number.
#[expect(clippy::disallowed_methods, reason = "an account is no part of the record, and changes")]
pub async fn assign(store: &Store, id: i64, new: &NewAccount) -> Result<(), AccessError> {
    let (_, name, role, regions) = new.read()?;
    let transaction = store.begin().await?;
    let changed = Entity::update_many()
        .col_expr(Column::Name, Expr::value(name))
        .col_expr(Column::Role, Expr::value(role))
        .col_expr(Column::Regions, Expr::value(regions))
        .filter(Column::Id.eq(id))
        .exec(&transaction)
        .await?;
    if changed.rows_affected == 0 {
        return Err(AccessError::Unknown("account"));
    }
    Ok(transaction.commit().await?)
}

/// Disables an account, or enables it again. Its sessions and tokens serve no more while it is disabled.
///
/// # Errors
/// [`AccessError::Unknown`] where there is none of that number.
pub async fn disable(store: &Store, id: i64, at: Option<Moment>) -> Result<(), AccessError> {
    change(store, id, Column::DisabledAt, Expr::value(at.map(crate::store::journal::to_microseconds))).await
}

async fn by_login(store: &Store, login: &str) -> Result<Option<Model>, DbErr> {
    Entity::find().filter(Column::Login.eq(login.trim().to_lowercase())).one(store.reader()).await
}

#[expect(clippy::disallowed_methods, reason = "an account is no part of the record, and changes")]
async fn change(store: &Store, id: i64, column: Column, value: Expr) -> Result<(), AccessError> {
    let transaction = store.begin().await?;
    let changed = Entity::update_many().col_expr(column, value).filter(Column::Id.eq(id)).exec(&transaction).await?;
    if changed.rows_affected == 0 {
        return Err(AccessError::Unknown("account"));
    }
    Ok(transaction.commit().await?)
}
