//! The tables: made, taken back and made again.

use jalons::programme::property::Property;
use sea_orm::ConnectionTrait as _;

use crate::harness::on_each_engine_unchecked;

#[test]
fn migrations_go_up_down_and_up_again_over_data() {
    on_each_engine_unchecked(async |programme| {
        programme.load_seed().await;
        let store = programme.live.store().clone();
        store.migrate().await.unwrap();
        assert_eq!(programme.values("region:32", Property::Name), ["Hauts-de-France"], "twice is once");

        store.migrate_down(None).await.unwrap();
        assert!(store.reader().execute_unprepared("SELECT 1 FROM statement").await.is_err(), "the tables are gone");

        store.migrate().await.unwrap();
        let programme = programme.again().await;
        assert!(programme.record().subjects().is_empty());
        programme.load_seed().await;
        assert_eq!(programme.values("region:32", Property::Name), ["Hauts-de-France"]);
    });
}

#[test]
fn each_migration_alone_goes_down_and_up_over_data() {
    on_each_engine_unchecked(async |programme| {
        programme.load_seed().await;
        let store = programme.live.store().clone();
        // The last one takes the rows of the nouns with it; what was said of them stays.
        store.migrate_down(Some(1)).await.unwrap();
        store.reader().execute_unprepared("SELECT 1 FROM statement").await.unwrap();
        store.migrate().await.unwrap();
        store.migrate_down(None).await.unwrap();
        store.migrate().await.unwrap();
    });
}

#[test]
fn migrations_that_fail_midway_leave_no_table() {
    on_each_engine_unchecked(async |programme| {
        let store = programme.live.store().clone();
        store.migrate_down(None).await.unwrap();
        // The last table to be made stands in the way.
        programme.run("CREATE TABLE source (id INTEGER)").await.unwrap();
        assert!(store.migrate().await.is_err());
        assert!(programme.run("SELECT 1 FROM journal").await.is_err(), "no table is left");
        programme.run("DROP TABLE source").await.unwrap();
        store.migrate().await.unwrap();
    });
}
