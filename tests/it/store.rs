//! The one door: what is written whole or not at all, in which order, and against which version.

use std::collections::BTreeSet;

use jalons::{
    programme::{
        live::{Live, LiveError},
        property::Property,
        region,
    },
    store::{Actor, Edit, Key, NewStatement, Store, StoreError, SubjectId, journal, statement, subject},
};
use sea_orm::{ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _, QueryOrder as _};

use crate::harness::{Programme, on_each_engine, today};

const SOURCE: &str = "url,type_source,publie_le\nhttps://example.org/a,press,2019-03-20\n";

fn says(subject: SubjectId, source: SubjectId, value: &str) -> NewStatement {
    NewStatement {
        subject,
        property: Property::Name.name(),
        value: value.to_owned(),
        words: None,
        source,
        quote: None,
        known_on: (today(), false),
        supersedes: None,
        confidence: None,
        reason: None,
        proposed: false,
    }
}

/// A region and a source to speak of it.
async fn region_and_source(programme: &Programme) -> (SubjectId, SubjectId) {
    let (mut edit, _) = programme.live.edit(&Actor::operator(), "begin").await.unwrap();
    let region = region::add(&mut edit, "32".parse().unwrap());
    let source = jalons::programme::source::add(
        &mut edit,
        &jalons::programme::source::NewSource {
            key: Key::new("source:a"),
            title: SOURCE.lines().next().unwrap().to_owned(),
            address: None,
            published_on: None,
            kind: jalons::programme::source::SourceKind::Press,
            note: None,
        },
    );
    edit.state(says(region, source, "Hauts-de-France"));
    programme.live.commit(edit).await.unwrap();
    (region, source)
}

async fn counts(store: &Store) -> (u64, u64, u64) {
    let reader = store.reader();
    (
        subject::Entity::find().count(reader).await.unwrap(),
        statement::Entity::find().count(reader).await.unwrap(),
        journal::Entity::find().count(reader).await.unwrap(),
    )
}

#[test]
fn an_edit_that_is_dropped_or_rehearsed_leaves_nothing() {
    on_each_engine(async |programme| {
        let (region, source) = region_and_source(&programme).await;
        let before = counts(programme.live.store()).await;
        let key = Key::new("region:32");

        let (mut edit, record) = programme.live.edit(&Actor::operator(), "dropped").await.unwrap();
        edit.touch(region, &key, record.find(&key).unwrap().version(None));
        edit.state(says(region, source, "Nord-Pas-de-Calais-Picardie"));
        edit.next_line("dropped after its first line was written").await.unwrap();
        drop(edit);

        let (mut edit, _) = programme.live.edit(&Actor::operator(), "rehearsed").await.unwrap();
        region::add(&mut edit, "75".parse().unwrap());
        edit.rehearse().await.unwrap();

        assert_eq!(counts(programme.live.store()).await, before);
    });
}

#[test]
fn a_stale_edit_is_refused_by_the_database_and_nothing_of_it_is_written() {
    on_each_engine(async |programme| {
        let (region, source) = region_and_source(&programme).await;
        let key = Key::new("region:32");
        let stale = programme.record().find(&key).unwrap().version(None);
        for (name, expected) in [("Région Hauts-de-France", true), ("HDF", false)] {
            let (mut edit, _) = programme.live.edit(&Actor::operator(), "rename").await.unwrap();
            edit.touch(region, &key, stale);
            edit.state(says(region, source, name));
            let ended = programme.live.commit(edit).await;
            assert_eq!(ended.is_ok(), expected, "{name}");
            if let Err(error) = ended {
                assert!(matches!(error, LiveError::Store(StoreError::Stale { expected, .. }) if expected == stale));
            }
        }
        assert_eq!(programme.values("region:32", Property::Name).len(), 2, "the first name and the first renaming");
        assert_eq!(programme.record().find(&key).unwrap().version(None), stale + 1);
    });
}

#[test]
fn a_row_that_speaks_of_nothing_is_refused_by_the_database() {
    on_each_engine(async |programme| {
        let (region, source) = region_and_source(&programme).await;
        let before = counts(programme.live.store()).await;
        for (subject, source) in [(SubjectId(999), source), (region, SubjectId(999))] {
            let (mut edit, _) = programme.live.edit(&Actor::operator(), "speak of nothing").await.unwrap();
            edit.state(says(subject, source, "Nulle part"));
            assert!(edit.commit().await.is_err());
        }
        assert_eq!(counts(programme.live.store()).await, before);
    });
}

#[test]
fn the_readers_of_sqlite_cannot_write() {
    on_each_engine(async |programme| {
        if programme.live.store().engine() == "SQLite" {
            let reader = programme.live.store().reader();
            assert!(reader.execute_unprepared("DELETE FROM statement").await.is_err());
        }
    });
}

#[test]
fn numbers_and_moments_follow_the_order_of_commits_whoever_writes() {
    on_each_engine(async |programme| {
        let (region, source) = region_and_source(&programme).await;
        let key = Key::new("region:32");
        let edits: Vec<_> = (0..24)
            .map(|n| {
                let (live, key) = (programme.live.clone(), key.clone());
                tokio::spawn(async move {
                    let (mut edit, record): (Edit, _) = live.edit(&Actor::operator(), "rename").await.unwrap();
                    edit.touch(region, &key, record.find(&key).unwrap().version(None));
                    edit.state(says(region, source, &format!("Nom {n}")));
                    live.commit(edit).await.unwrap();
                })
            })
            .collect();
        for edit in edits {
            edit.await.unwrap();
        }
        let lines = journal::Entity::find()
            .order_by_asc(journal::Column::Id)
            .all(programme.live.store().reader())
            .await
            .unwrap();
        assert!(lines.windows(2).all(|pair| pair[0].id + 1 == pair[1].id && pair[0].recorded_at < pair[1].recorded_at));
        let names: BTreeSet<String> = programme.values("region:32", Property::Name).into_iter().collect();
        assert_eq!(names.len(), 25, "none of the edits, each against the version that it found, was lost");
        assert_eq!(programme.record().find(&key).unwrap().version(None), 25);
    });
}

#[test]
fn what_one_instance_commits_another_reads() {
    on_each_engine(async |programme| {
        let other = Live::load(programme.live.store().clone(), programme.live.time.clone()).await.unwrap();
        region_and_source(&programme).await;
        assert!(other.record().subjects().is_empty());
        other.follow().await.unwrap();
        assert_eq!(other.record().subjects().len(), programme.record().subjects().len());
        let held = other.record();
        other.follow().await.unwrap();
        assert!(std::sync::Arc::ptr_eq(&held, &other.record()), "where there is nothing new, nothing is made anew");
    });
}

#[test]
fn a_record_followed_edit_by_edit_is_the_record_loaded_at_once() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        programme
            .import(
                "contracts",
                "phase,territoire,document,signe_le,source\n1,ti-3205,contrat,2021-02-03,https://example.org/x\n",
            )
            .await;
        let followed = programme.record();
        let loaded = Live::load(programme.live.store().clone(), programme.live.time.clone()).await.unwrap().record();
        assert_eq!(followed.by_day(), loaded.by_day());
        assert_eq!(followed.subjects().len(), loaded.subjects().len());
        for (one, two) in followed.subjects().iter().zip(loaded.subjects()) {
            assert_eq!(
                (one.version(None), &one.noun, &one.statements),
                (two.version(None), &two.noun, &two.statements),
                "{}",
                one.key
            );
        }
        assert_eq!(jalons::programme::check::faults(&loaded), Vec::<String>::new());
    });
}
