//! The tables of Jalons, one file a migration, each with its way back.
//!
//! A migration names its tables and columns as words and never imports today's entities: it must mean the
//! same in ten years.

mod m20261123_000001_record;
mod m20261123_000002_nouns;
mod m20261124_000003_confidence;
mod m20261127_000004_access;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait::async_trait};

/// All migrations, in their order.
#[derive(Debug)]
pub struct Migrator;

#[async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_record::Migration),
            Box::new(m20261123_000002_nouns::Migration),
            Box::new(m20261124_000003_confidence::Migration),
            Box::new(m20261127_000004_access::Migration),
        ]
    }
}
