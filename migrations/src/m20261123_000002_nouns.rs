//! The rows of the nouns: what a subject is, which never changes. What is said of it stands in statements.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, integer, text, text_null},
};

#[derive(Debug, DeriveMigrationName)]
pub(crate) struct Migration;

/// A noun's table: its primary key is the number of its subject.
fn noun(table: &'static str) -> TableCreateStatement {
    Table::create()
        .table(table)
        .col(big_integer("subject_id").primary_key())
        .foreign_key(ForeignKey::create().from(table, "subject_id").to("subject", "id"))
        .to_owned()
}

fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(format!("{table}_identity")).table(table).unique().to_owned();
    for column in columns {
        index.col(*column);
    }
    index
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(noun("region").col(text("code").unique_key()).to_owned()).await?;
        manager.create_table(noun("departement").col(text("code").unique_key()).to_owned()).await?;
        manager.create_table(noun("territory").col(integer("phase")).col(text("anct_id")).to_owned()).await?;
        manager.create_index(unique("territory", &["phase", "anct_id"])).await?;
        manager
            .create_table(
                noun("contract")
                    .col(big_integer("territory_id"))
                    .col(text("family"))
                    .col(integer("number"))
                    .foreign_key(ForeignKey::create().from("contract", "territory_id").to("territory", "subject_id"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("contract", &["territory_id", "family", "number"])).await?;
        manager
            .create_table(
                noun("copil")
                    .col(text("level"))
                    .col(big_integer_null("region_id"))
                    .foreign_key(ForeignKey::create().from("copil", "region_id").to("region", "subject_id"))
                    .to_owned(),
            )
            .await?;
        manager.create_table(noun("milestone").col(text("kind")).to_owned()).await?;
        manager
            .create_table(
                noun("figure")
                    .col(text("counted"))
                    .col(big_integer_null("region_id"))
                    .col(text("as_of"))
                    .foreign_key(ForeignKey::create().from("figure", "region_id").to("region", "subject_id"))
                    .to_owned(),
            )
            .await?;
        manager
            .create_table(
                noun("question")
                    .col(text("chamber"))
                    .col(integer("legislature"))
                    .col(text("kind"))
                    .col(text("number"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("question", &["chamber", "legislature", "kind", "number"])).await?;
        manager
            .create_table(
                noun("source")
                    .col(text("title"))
                    .col(text_null("address"))
                    .col(text_null("published_on"))
                    .col(text("kind"))
                    .col(text_null("note"))
                    .to_owned(),
            )
            .await?;
        manager.create_index(unique("source", &["address", "published_on"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in
            ["source", "question", "figure", "milestone", "copil", "contract", "territory", "departement", "region"]
        {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
