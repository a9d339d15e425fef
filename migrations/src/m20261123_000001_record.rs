//! Subjects, statements, decisions and the journal: the record itself.

use sea_orm_migration::{prelude::*, schema};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("journal")
                    .col(schema::big_integer("id").primary_key())
                    .col(schema::timestamp_with_time_zone("recorded_at"))
                    .col(schema::text("actor"))
                    .col(schema::text("role"))
                    .col(schema::text("action"))
                    .col(schema::big_integer("subjects"))
                    .col(schema::big_integer("statements"))
                    .col(schema::big_integer("decisions"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("subject")
                    .col(schema::big_integer("id").primary_key())
                    .col(schema::text("key").unique_key())
                    .col(schema::big_integer("version"))
                    .col(schema::big_integer("journal_id"))
                    .foreign_key(ForeignKey::create().from("subject", "journal_id").to("journal", "id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("statement")
                    .col(schema::big_integer("id").primary_key())
                    .col(schema::big_integer("subject_id"))
                    .col(schema::text("property"))
                    .col(schema::text("value"))
                    .col(schema::text_null("words"))
                    .col(schema::big_integer("source_id"))
                    .col(schema::text_null("quote"))
                    .col(schema::integer_null("quote_start"))
                    .col(schema::integer_null("quote_end"))
                    .col(schema::date("known_on"))
                    .col(schema::boolean("known_inferred"))
                    .col(schema::big_integer_null("supersedes"))
                    .col(schema::boolean("proposed"))
                    .col(schema::big_integer("journal_id"))
                    .foreign_key(ForeignKey::create().from("statement", "subject_id").to("subject", "id"))
                    .foreign_key(ForeignKey::create().from("statement", "source_id").to("subject", "id"))
                    .foreign_key(ForeignKey::create().from("statement", "supersedes").to("statement", "id"))
                    .foreign_key(ForeignKey::create().from("statement", "journal_id").to("journal", "id"))
                    .to_owned(),
            )
            .await?;
        for column in ["subject_id", "source_id", "journal_id"] {
            manager
                .create_index(
                    Index::create().name(format!("statement_{column}")).table("statement").col(column).to_owned(),
                )
                .await?;
        }
        manager
            .create_table(
                Table::create()
                    .table("decision")
                    .col(schema::big_integer("id").primary_key())
                    .col(schema::big_integer("statement_id"))
                    .col(schema::text("kind"))
                    .col(schema::text("reason"))
                    .col(schema::big_integer("journal_id"))
                    .foreign_key(ForeignKey::create().from("decision", "statement_id").to("statement", "id"))
                    .foreign_key(ForeignKey::create().from("decision", "journal_id").to("journal", "id"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["decision", "statement", "subject", "journal"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
