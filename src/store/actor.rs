//! Who makes an edit, and in which role.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// In which role somebody acts: what the public is shown of an actor.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The bundled seed, loaded by the program.
    Seed,
    /// Whoever runs the program at the command line.
    Operator,
    /// An official of the State who answers for every region.
    National,
    /// An official of one or more regions.
    Official,
    /// Whoever keeps the accounts.
    Administrator,
    /// Whoever may read all and change nothing.
    Auditor,
    /// Anybody, without an account.
    Reader,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 7] =
        [Self::Seed, Self::Operator, Self::National, Self::Official, Self::Administrator, Self::Auditor, Self::Reader];

    /// The roles that an account can have.
    pub const OF_ACCOUNTS: [Self; 4] = [Self::Official, Self::National, Self::Administrator, Self::Auditor];

    /// What French readers are told.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Seed => "données fournies avec le programme",
            Self::Operator => "exploitant, en ligne de commande",
            Self::National => "agent national",
            Self::Official => "agent de région",
            Self::Administrator => "administrateur",
            Self::Auditor => "auditeur",
            Self::Reader => "lecteur",
        }
    }

    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seed => "seed",
            Self::Operator => "operator",
            Self::National => "national",
            Self::Official => "official",
            Self::Administrator => "administrator",
            Self::Auditor => "auditor",
            Self::Reader => "reader",
        }
    }

    /// The role of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Who makes an edit. That one can be had is the permission to write: it is made where rights are checked.
#[derive(Clone, Debug)]
pub struct Actor {
    pub(super) account: Option<i64>,
    pub(super) name: String,
    pub(super) role: Role,
    scope: Vec<String>,
}

impl Actor {
    /// The program itself, loading what is bundled with it.
    #[must_use]
    pub fn seed() -> Self {
        Self::without_account("jalons", Role::Seed)
    }

    /// Whoever may run commands on the machine of the database.
    #[must_use]
    pub fn operator() -> Self {
        Self::without_account("command line", Role::Operator)
    }

    /// Anybody who reads the site: nothing of whom is kept.
    #[must_use]
    pub fn reader() -> Self {
        Self::without_account("reader", Role::Reader)
    }

    /// The holder of an account; `scope` are the codes of the regions that it answers for.
    #[must_use]
    pub fn of_account(account: i64, name: &str, role: Role, scope: Vec<String>) -> Self {
        Self { account: Some(account), name: name.to_owned(), role, scope }
    }

    fn without_account(name: &str, role: Role) -> Self {
        Self { account: None, name: name.to_owned(), role, scope: Vec::new() }
    }

    /// In which role.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The number of the account.
    #[must_use]
    pub fn account(&self) -> Option<i64> {
        self.account
    }

    /// The codes of the regions that an official answers for.
    #[must_use]
    pub fn scope(&self) -> &[String] {
        &self.scope
    }
}
