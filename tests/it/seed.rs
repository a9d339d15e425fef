//! The bundled seed.

use std::collections::BTreeSet;

use jalons::programme::{property::Property, record::Noun, value::Value};

use jalons::store::{Actor, DecisionKind};

use crate::harness::{on_each_engine, on_sqlite};

#[test]
fn the_seed_loads_with_the_right_counts() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let record = programme.record();
        let count = |is: fn(&Noun) -> bool| record.subjects().iter().filter(|subject| is(&subject.noun)).count();
        assert_eq!(count(|noun| matches!(noun, Noun::Region(_))), 18);
        assert_eq!(count(|noun| matches!(noun, Noun::Departement(_))), 101);
        assert_eq!(count(|noun| matches!(noun, Noun::Territory(id) if id.phase.number() == 1)), 149);
        assert_eq!(count(|noun| matches!(noun, Noun::Territory(id) if id.phase.number() == 2)), 183);
        let all =
            || record.subjects().iter().flat_map(|subject| subject.statements.iter().map(move |one| (subject, one)));
        assert_eq!(all().filter(|(_, one)| one.property == Property::Member).count(), 1229);
        assert!(all().all(|(_, one)| !one.proposed && one.supersedes.is_none()));

        // A day of signature, not a month nor a period, of a territory of phase 1.
        let signed: BTreeSet<String> = all()
            .filter(|(_, one)| one.property == Property::Signed)
            .filter(|(_, one)| matches!(&one.value, Value::Date(date) if date.is_day().is_some()))
            .filter_map(|(subject, _)| match &subject.noun {
                Noun::Contract(id, _) if id.territory.phase.number() == 1 => Some(id.territory.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(signed.len(), 46, "{signed:?}");

        let lacq: BTreeSet<String> =
            programme.values("contract:1-ti-7505-contrat", Property::Signed).into_iter().collect();
        for day in ["2019-03-25", "2019-07-15", "2020-01-23"] {
            assert!(lacq.contains(day), "{lacq:?}");
        }
    });
}

#[test]
fn the_seed_loaded_twice_changes_nothing() {
    on_each_engine(async |programme| {
        let first = programme.load_seed().await;
        let before = programme.record();
        let second = programme.load_seed().await;
        assert!(first.recorded().1 > 4500, "{:?}", first.recorded());
        assert_eq!(second.recorded(), (0, 0));
        assert_eq!(programme.record().last_journal(), before.last_journal());
        for file in &second.files {
            assert!(file.notices.is_empty(), "{:?}", file.notices);
        }
    });
}

#[test]
fn what_was_struck_since_is_not_brought_back_by_the_seed() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let contract = programme.subject("contract:1-ti-7505-contrat");
        let march = programme.said("contract:1-ti-7505-contrat", Property::Signed).into_iter();
        let march = march.into_iter().find(|one| one.value.to_string() == "2019-03-25").unwrap();
        let (mut edit, _) = programme.live.edit(&Actor::operator(), "strike").await.unwrap();
        edit.touch(contract.id, &contract.key, contract.version(None));
        edit.decide(march.id, DecisionKind::Strike, "the day of the protocole");
        programme.live.commit(edit).await.unwrap();

        assert_eq!(programme.load_seed().await.recorded(), (0, 0));
        // An official who states it again wants it back.
        let row = format!(
            "phase,territory,document,signed_on,source\n1,ti-7505,contrat,2019-03-25,{}\n",
            march.source.address.as_deref().unwrap()
        );
        assert_eq!(programme.import("contracts", &row).await.recorded(), (0, 1));
    });
}
