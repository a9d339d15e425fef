//! Who may change what: accounts with their links, sessions, tokens and kept answers; and what an edit made by one of
//! them adds to the record: its account, the reason of a move, a decision that takes another back.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, text, text_null, timestamp_with_time_zone as moment},
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// Columns added to the tables of the record: the table, and the column.
const ADDED: [(&str, &str); 3] = [("statement", "reason"), ("journal", "account_id"), ("decision", "undoes")];

fn moment_null(name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    column.timestamp_with_time_zone().null();
    column
}

/// A table of things that belong to an account.
fn of_account(table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(big_integer("id").primary_key())
        .col(big_integer("account_id"))
        .foreign_key(ForeignKey::create().from(table, "account_id").to("account", "id"))
        .to_owned()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in ADDED {
            let column = if column == "reason" { text_null(column) } else { big_integer_null(column) };
            manager.alter_table(Table::alter().table(table).add_column(column).to_owned()).await?;
        }
        // Several officials may show the same document on the same day: each is a source of her own.
        manager.drop_index(Index::drop().name("source_identity").table("source").to_owned()).await?;
        manager
            .create_table(
                Table::create()
                    .table("account")
                    .col(big_integer("id").primary_key())
                    .col(text("login").unique_key())
                    .col(text("name"))
                    .col(text("role"))
                    .col(text("regions"))
                    .col(text_null("password"))
                    .col(moment("created_at"))
                    .col(moment_null("disabled_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                of_account("link")
                    .col(text("hash").unique_key())
                    .col(moment("created_at"))
                    .col(moment("expires_at"))
                    .col(moment_null("used_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                of_account("session")
                    .col(text("hash").unique_key())
                    .col(text("agent"))
                    .col(moment("created_at"))
                    .col(moment("seen_at"))
                    .col(moment("expires_at"))
                    .col(moment_null("ended_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                of_account("token")
                    .col(text("name"))
                    .col(text("scopes"))
                    .col(text("hash").unique_key())
                    .col(moment("created_at"))
                    .col(moment("expires_at"))
                    .col(moment_null("used_at"))
                    .col(moment_null("revoked_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                of_account("kept_answer")
                    .col(text("key"))
                    .col(text("fingerprint"))
                    .col(integer("status"))
                    .col(text_null("etag"))
                    .col(text_null("location"))
                    .col(text("body"))
                    .col(moment("created_at"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_index(
                Index::create()
                    .name("kept_answer_key")
                    .table("kept_answer")
                    .col("account_id")
                    .col("key")
                    .unique()
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["kept_answer", "token", "session", "link", "account"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        manager
            .create_index(
                Index::create()
                    .name("source_identity")
                    .table("source")
                    .col("address")
                    .col("published_on")
                    .unique()
                    .to_owned(),
            )
            .await?;
        for (table, column) in ADDED {
            manager.alter_table(Table::alter().table(table).drop_column(column).to_owned()).await?;
        }
        Ok(())
    }
}
