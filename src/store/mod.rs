//! The database: opening it, migrating it, and [`Edit`], the one door for every write.
//!
//! The store knows four things: the [`subject`] that is spoken of, the [`statement`] that speaks of it,
//! the [`decision`] on a statement and the [`journal`] line that recorded them. What the nouns of the
//! programme are is no business of its own: their rows pass through [`Edit::identify`].

pub mod actor;
pub mod decision;
pub mod edit;
pub mod journal;
pub mod statement;
pub mod subject;

use std::time::Duration;

use jalons_migrations::{Migrator, MigratorTrait};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

pub use actor::{Actor, Role};
pub use decision::DecisionKind;
pub use edit::{Edit, NewStatement, Written};
pub use journal::Moment;
pub use statement::{Confidence, StatementId};
pub use subject::{Key, SubjectId};

/// The number of the advisory lock that keeps PostgreSQL's write order: “JALONS” in ASCII.
const WRITE_ORDER: i64 = 0x4A41_4C4F_4E53;

/// What can go wrong between Jalons and its database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error("the database: {0}")]
    Database(#[from] DbErr),
    /// `DATABASE_URL` names no engine that Jalons speaks.
    #[error("the database address “{0}” is neither sqlite:… nor postgres://…")]
    Address(String),
    /// The subject was changed by somebody else since the edit was made.
    #[error("{key} was changed meanwhile: it is no longer at version {expected}")]
    Stale {
        /// Whose version was stale.
        key: Key,
        /// The version that the edit was made against.
        expected: i64,
    },
    /// The file of an SQLite database cannot be made or opened.
    #[error("the database file {path}: {cause}")]
    File {
        /// The file.
        path: String,
        /// What the system said.
        cause: std::io::Error,
    },
}

/// The two doors to one database: a writer of exactly one connection, and readers that cannot write.
///
/// On PostgreSQL both are pools of the same server; the one write order is then kept by an advisory
/// lock, see [`Edit::begin`].
#[derive(Clone, Debug)]
pub struct Store {
    write: DatabaseConnection,
    read: DatabaseConnection,
}

impl Store {
    /// Opens the database at `address`: `sqlite:FILE` (made if absent), or `postgres://…`.
    ///
    /// # Errors
    /// [`StoreError::Address`] for another scheme, [`StoreError::Database`] if it cannot be reached.
    pub async fn open(address: &str) -> Result<Self, StoreError> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let pool = Database::connect(quiet(address, 8)).await?;
            return Ok(Self { write: pool.clone(), read: pool });
        }
        let Some(file) = sqlite_file(address) else {
            return Err(StoreError::Address(address.to_owned()));
        };
        let address = format!("sqlite:{file}?mode=rwc");
        let write = Database::connect(sqlite(&address, 1, false)).await?;
        let read = Database::connect(sqlite(&address, 3, true)).await?;
        Ok(Self { write, read })
    }

    /// Whether `address` names an SQLite file that is not there.
    #[must_use]
    pub fn is_absent(address: &str) -> bool {
        sqlite_file(address).is_some_and(|file| !std::path::Path::new(file).exists())
    }

    /// Brings the tables to the form that this program needs, wholly or not at all. Doing it twice changes nothing.
    ///
    /// # Errors
    /// [`StoreError::Database`] if a migration fails.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        Migrator::up(&transaction, None).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes the last `steps` migrations back, or all of them; wholly or not at all.
    ///
    /// # Errors
    /// [`StoreError::Database`] if a migration fails.
    pub async fn migrate_down(&self, steps: Option<u32>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        Migrator::down(&transaction, steps).await?;
        Ok(transaction.commit().await?)
    }

    /// Opens a transaction in the one write order: until it ends nobody else writes, here or in another instance.
    ///
    /// # Errors
    /// [`StoreError::Database`] if the order cannot be had.
    pub async fn begin(&self) -> Result<DatabaseTransaction, StoreError> {
        let transaction = self
            .write
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await?;
        if transaction.get_database_backend() == DbBackend::Postgres {
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({WRITE_ORDER})")).await?;
        }
        Ok(transaction)
    }

    /// The connection for reading. On SQLite it refuses to write.
    #[must_use]
    pub fn reader(&self) -> &DatabaseConnection {
        &self.read
    }

    /// Which engine this is, as a word for people.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        match self.read.get_database_backend() {
            DbBackend::Postgres => "PostgreSQL",
            _ => "SQLite",
        }
    }

    /// Closes the connections, so that SQLite folds its journal back into the file.
    ///
    /// # Errors
    /// [`StoreError::Database`] if a connection cannot be closed.
    pub async fn close(self) -> Result<(), StoreError> {
        self.read.close().await?;
        Ok(self.write.close().await?)
    }
}

/// The file that the address of an SQLite database names.
fn sqlite_file(address: &str) -> Option<&str> {
    let file = address.strip_prefix("sqlite:")?;
    file.strip_prefix("//").unwrap_or(file).split('?').next()
}

/// Options shared by both engines: no statement in the log, a bounded wait for a connection.
fn quiet(address: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(address);
    options.max_connections(connections).sqlx_logging(false).acquire_timeout(Duration::from_secs(20));
    options
}

/// SQLite set for safety: write-ahead log, an fsync a commit, foreign keys, and readers that only read.
fn sqlite(address: &str, connections: u32, read_only: bool) -> ConnectOptions {
    let mut options = quiet(address, connections);
    options.map_sqlx_sqlite_opts(move |opts| {
        let opts = opts
            .pragma("journal_mode", "WAL")
            .pragma("synchronous", "FULL")
            .pragma("busy_timeout", "10000")
            .pragma("foreign_keys", "ON");
        if read_only { opts.pragma("query_only", "ON") } else { opts }
    });
    // A file does not hang up: to ask each time whether it is still there would double what a query costs.
    options.test_before_acquire(false);
    options
}
