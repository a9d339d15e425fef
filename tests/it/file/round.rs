//! Made-up programmes taken away as a workbook and as CSV, and sent back: whatever is stated, nothing changes.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jalons::{
    export::workbook as out,
    import::workbook::{self as file, Outcome},
    programme::{
        clock::Clock,
        contract::{self, Document, Family},
        copil::{self, Level},
        property::{Property, Shape},
        region,
        source::{self, NewSource, SourceKind},
        territory::{self, TerritoryId},
        view::Programme as View,
        workbook::List,
    },
    store::{Actor, DecisionKind, Edit, Key, NewStatement, StatementId, SubjectId},
};
use proptest::prelude::*;

use crate::harness::{Programme, on_sqlite, today};

/// What one edit says: statements, some of which correct or strike the one before.
#[derive(Clone, Debug)]
struct Said {
    subject: usize,
    source: usize,
    property: Property,
    value: String,
    corrects: bool,
    strikes: bool,
    proposed: bool,
}

const PROPERTIES: [Property; 15] = [
    Property::Promised,
    Property::Suspended,
    Property::Approved,
    Property::Signed,
    Property::Held,
    Property::Place,
    Property::Parties,
    Property::Document,
    Property::Title,
    Property::Rank,
    Property::Decision,
    Property::Name,
    Property::Withdrawn,
    Property::MergedInto,
    Property::Labelled,
];

fn hard_words() -> impl Strategy<Value = String> {
    let sign = prop::sample::select(vec![
        "=",
        "+",
        "-",
        "@",
        "'",
        "''",
        "\"",
        "|",
        "\\",
        ";",
        ",",
        ": ",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\u{a0}",
        "\u{7}",
        "01",
        "_x0041_",
        "effacer",
        "sans date",
        "<b>",
        "&amp;",
        "1er",
        "2027",
        "\u{feff}",
        "𝄞",
        " ",
    ]);
    let piece = prop_oneof!["[a-zéœ’ ]{1,8}", sign.prop_map(str::to_owned)];
    let words = prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat());
    words.prop_filter("a text has words", |text| !text.trim().is_empty())
}

fn value(property: Property) -> BoxedStrategy<String> {
    let one_of = |all: &[&str]| prop::sample::select(all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    match property.shape() {
        Shape::Date => one_of(&[
            "2026-07-02",
            "2027-03-15",
            "1850-01-01",
            "2027-03",
            "2027-21",
            "2024-24",
            "2027",
            "2027-03-18/2027-03-24",
            "2026-01/2026-03",
            "../2027-11-19",
            "2026-05-03/..",
            "2026-05-03~",
            "unknown",
            "not-announced",
            "held-by:28",
            "held-by:53",
            "not-applicable",
            "cancelled",
        ])
        .boxed(),
        Shape::Number => one_of(&["1", "7", "10~"]).boxed(),
        Shape::Territory => one_of(&["2-ti-3201", "2-ti-3202"]).boxed(),
        _ => hard_words().boxed(),
    }
}

fn said() -> impl Strategy<Value = Said> {
    let property =
        prop::sample::select(PROPERTIES.to_vec()).prop_flat_map(|property| (Just(property), value(property)));
    let kinds = (prop::bool::weighted(0.2), prop::bool::weighted(0.1), prop::bool::weighted(0.1));
    (0..6usize, 0..3usize, property, kinds).prop_map(
        |(subject, source, (property, value), (corrects, strikes, proposed))| Said {
            subject,
            source,
            property,
            value,
            corrects,
            strikes,
            proposed,
        },
    )
}

/// Two territories, two contracts and two committees, and what edits say of them, one edit after another.
async fn programme(programme: &Programme, edits: &[Vec<Said>]) {
    let (mut edit, _) = programme.live.edit(&Actor::operator(), "a made-up programme").await.unwrap();
    let sources: Vec<SubjectId> = [SourceKind::Press, SourceKind::Official, SourceKind::SignedAct]
        .into_iter()
        .enumerate()
        .map(|(place, kind)| {
            let new = NewSource {
                key: Key::new(format!("source:{place}")),
                title: "Une source".to_owned(),
                address: None,
                published_on: None,
                kind,
                note: None,
            };
            source::add(&mut edit, &new)
        })
        .collect();
    let state = |edit: &mut Edit, subject, source, property: Property, value: &str, (supersedes, proposed)| {
        edit.state(NewStatement {
            subject,
            property: property.name(),
            value: value.to_owned(),
            words: None,
            source,
            quote: None,
            known_on: (NaiveDate::from_ymd_opt(2024, 1, 1).unwrap(), true),
            supersedes,
            confidence: None,
            reason: None,
            proposed,
        })
    };
    let regions: Vec<SubjectId> = [("32", "Hauts-de-France"), ("28", "Norman|die")]
        .into_iter()
        .map(|(code, name)| {
            let id = region::add(&mut edit, code.parse().unwrap());
            state(&mut edit, id, sources[0], Property::Name, name, (None, false));
            id
        })
        .collect();
    let mut subjects = Vec::new();
    for identity in ["2-ti-3201", "2-ti-3202"] {
        let identity: TerritoryId = identity.parse().unwrap();
        let id = territory::add(&mut edit, &identity);
        for code in ["32", "28"] {
            state(&mut edit, id, sources[0], Property::LeadRegion, "32", (None, false));
            state(&mut edit, id, sources[0], Property::Region, code, (None, false));
        }
        subjects.push((id, format!("territory:{identity}")));
        let document = Document { family: Family::Avenant, number: 2 };
        let contract = contract::ContractId { territory: identity, document };
        subjects.push((contract::add(&mut edit, &contract, id), contract.key().to_string()));
    }
    let key = Key::new("copil:32:x");
    subjects.push((copil::add(&mut edit, &key, Level::Regional, Some(regions[0])), key.to_string()));
    let key = Key::new("copil:national:x");
    subjects.push((copil::add(&mut edit, &key, Level::National, None), key.to_string()));
    programme.live.commit(edit).await.unwrap();
    let mut last: Vec<Option<(Property, StatementId)>> = vec![None; subjects.len()];
    for all in edits {
        let (mut edit, record) = programme.live.edit(&Actor::operator(), "an edit").await.unwrap();
        let spoken: BTreeSet<usize> = all.iter().map(|said| said.subject).collect();
        for (id, key) in spoken.into_iter().map(|place| &subjects[place]) {
            let key = Key::new(key.as_str());
            edit.touch(*id, &key, record.find(&key).unwrap().version(None));
        }
        for said in all {
            let before = last[said.subject].filter(|(property, _)| *property == said.property).map(|(_, id)| id);
            let supersedes = before.filter(|_| said.corrects);
            let (subject, source) = (subjects[said.subject].0, sources[said.source]);
            let id = state(&mut edit, subject, source, said.property, &said.value, (supersedes, said.proposed));
            if let Some(before) = before.filter(|_| said.strikes) {
                edit.decide(before, DecisionKind::Strike, "une erreur");
            }
            last[said.subject] = Some((said.property, id));
        }
        programme.live.commit(edit).await.unwrap();
    }
}

async fn assert_unchanged(programme: &Programme, actor: &Actor, bytes: &[u8], of: &str) {
    let read = file::read(bytes).unwrap_or_else(|faults| panic!("{of}: {faults:?}"));
    assert!(read.faults.is_empty() && read.unknown.is_empty(), "{of}: {read:?}");
    let report = file::examine(&programme.live, actor, &read.rows).await.unwrap();
    for line in &report.lines {
        assert_eq!(line.outcome, Outcome::Unchanged, "{of}: {line:#?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn what_is_taken_away_changes_nothing_when_it_is_sent_back(edits in prop::collection::vec(prop::collection::vec(said(), 1..8), 1..5)) {
        on_sqlite(async |made| {
            programme(&made, &edits).await;
            let take = |programme: &Programme, actor: &Actor| {
                let view = View::at(programme.record(), Clock::of_day(today()));
                let mut files = vec![("xlsx", out::xlsx(&view, actor, "").unwrap())];
                files.extend(List::ALL.map(|list| (list.slug(), out::csv(&view, actor, list).unwrap())));
                files
            };
            let official = Actor::of_account(1, "agent", jalons::store::Role::Official, vec!["32".to_owned()]);
            let national = Actor::of_account(2, "agent", jalons::store::Role::National, Vec::new());
            for actor in [&official, &national] {
                for (name, bytes) in take(&made, actor) {
                    assert_unchanged(&made, actor, &bytes, name).await;
                }
            }
        });
    }

    /// What others change after a file was taken away is none of its author's changes: sent back untouched, it changes
    /// nothing and is in no conflict.
    #[test]
    fn what_others_change_meanwhile_is_left_to_them(before in prop::collection::vec(said(), 1..8), after in prop::collection::vec(said(), 1..8)) {
        on_sqlite(async |made| {
            programme(&made, std::slice::from_ref(&before)).await;
            let view = View::at(made.record(), Clock::of_day(today()));
            let actor = Actor::of_account(2, "agent", jalons::store::Role::National, Vec::new());
            let bytes = out::xlsx(&view, &actor, "").unwrap();
            let (mut edit, record) = made.live.edit(&Actor::operator(), "another").await.unwrap();
            let source = record.find(&Key::new("source:0")).unwrap().id;
            for said in &after {
                let keys = ["territory:2-ti-3201", "contract:2-ti-3201-avenant-2", "territory:2-ti-3202", "contract:2-ti-3202-avenant-2", "copil:32:x", "copil:national:x"];
                let subject = record.find(&Key::new(keys[said.subject])).unwrap();
                edit.touch(subject.id, &subject.key, subject.version(None));
                edit.state(NewStatement {
                    subject: subject.id,
                    property: said.property.name(),
                    value: said.value.clone(),
                    words: None,
                    source,
                    quote: None,
                    known_on: (today(), false),
                    supersedes: None,
                    confidence: None,
                    reason: None,
                    proposed: said.proposed,
                });
            }
            made.live.commit(edit).await.unwrap();
            assert_unchanged(&made, &actor, &bytes, "xlsx").await;
        });
    }
}
