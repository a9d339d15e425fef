//! How sure the reading is of a statement that it read in a text; null for what was stated otherwise.

use sea_orm_migration::{prelude::*, schema};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::alter().table("statement").add_column(schema::text_null("confidence")).to_owned();
        manager.alter_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.alter_table(Table::alter().table("statement").drop_column("confidence").to_owned()).await
    }
}
