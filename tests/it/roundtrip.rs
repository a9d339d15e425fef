//! Made-up programmes, exported and imported back: whatever may be stated comes through the files as it was.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use jalons::{
    programme::{
        contract::{self, Document, Family},
        copil::{self, Level},
        figure::{self, Counted},
        filter::Filter,
        milestone::{self, MilestoneKind},
        property::{Property, Shape},
        question, region,
        source::{self, NewSource, SourceKind},
        territory::{self, TerritoryId},
    },
    store::{Actor, Key, NewStatement, SubjectId},
};
use proptest::prelude::*;

use crate::{
    export::{assert_unchanged, back, exported, view},
    harness::{Programme, on_sqlite},
};

/// What one source says of one subject, known from one day.
#[derive(Clone, Debug)]
struct Told {
    subject: usize,
    source: usize,
    known_on: NaiveDate,
    said: Vec<Said>,
}

/// A value, with its words and its quote.
#[derive(Clone, Debug)]
struct Said {
    property: Property,
    value: String,
    words: Option<String>,
    quote: Option<String>,
}

/// What can be stated of what the timeline shows, the long texts left out.
const PROPERTIES: [Property; 22] = [
    Property::Document,
    Property::Rank,
    Property::Number,
    Property::Promised,
    Property::Suspended,
    Property::Approved,
    Property::Signed,
    Property::Held,
    Property::Asked,
    Property::Answered,
    Property::WithdrawnOn,
    Property::Place,
    Property::Parties,
    Property::Term,
    Property::HeldBy,
    Property::Title,
    Property::Region,
    Property::Territory,
    Property::Decision,
    Property::Author,
    Property::MinistryAsked,
    Property::Note,
];

/// The sources: name, address, day of publication and kind. A page without a day makes inferred all that it tells.
const SOURCES: [(&str, Option<&str>, Option<&str>, SourceKind); 4] = [
    ("act", Some("https://exemple.fr/acte"), Some("2019-07"), SourceKind::SignedAct),
    ("page", Some("https://exemple.fr/page"), None, SourceKind::State),
    ("paper", None, Some("2019-08-01"), SourceKind::Press),
    ("same", Some("https://exemple.fr/page"), Some("2020"), SourceKind::Official),
];

/// A programme of two territories, a subject of each kind, and what is told of them.
async fn programme(programme: &Programme, all: &[Told]) {
    let (mut edit, _) = programme.live.edit(&Actor::operator(), "a made-up programme").await.unwrap();
    let sources: Vec<SubjectId> = SOURCES
        .into_iter()
        .map(|(name, address, published_on, kind)| {
            source::add(
                &mut edit,
                &NewSource {
                    key: Key::new(format!("source:{name}")),
                    title: format!("=« {name} »; \"x\""),
                    address: address.map(str::to_owned),
                    published_on: published_on.map(|date| date.parse().unwrap()),
                    kind,
                    note: (kind == SourceKind::Press).then(|| "+ d’une page|\n".trim().to_owned()),
                },
            )
        })
        .collect();
    let state = |edit: &mut jalons::store::Edit, subject, source, known_on, said: &Said| {
        edit.state(NewStatement {
            subject,
            property: said.property.name(),
            value: said.value.clone(),
            words: said.words.clone(),
            source,
            quote: said.quote.clone().map(|quote| (quote, None)),
            known_on,
            supersedes: None,
            confidence: None,
            reason: None,
            proposed: false,
        });
    };
    let first_day = (NaiveDate::from_ymd_opt(2018, 11, 22).unwrap(), true);
    let plain = |property, value: &str| Said { property, value: value.to_owned(), words: None, quote: None };
    let regions: Vec<SubjectId> = [("32", "Hauts-de-France"), ("28", "Norman|die")]
        .into_iter()
        .map(|(code, name)| {
            let id = region::add(&mut edit, code.parse().unwrap());
            state(&mut edit, id, sources[1], first_day, &plain(Property::Name, name));
            id
        })
        .collect();
    let identity: TerritoryId = "1-ti-3205".parse().unwrap();
    let place = territory::add(&mut edit, &identity);
    for (property, value) in [
        (Property::Name, "-Pays « d’à côté »"),
        (Property::LeadRegion, "32"),
        (Property::Region, "32"),
        (Property::Region, "28"),
        (Property::Departement, "2A"),
    ] {
        state(&mut edit, place, sources[1], first_day, &plain(property, value));
    }
    let of =
        |family, number| contract::ContractId { territory: identity.clone(), document: Document { family, number } };
    let as_of = "../2019-11-19".parse().unwrap();
    let subjects = [
        contract::add(&mut edit, &of(Family::Contrat, 0), place),
        contract::add(&mut edit, &of(Family::Avenant, 2), place),
        copil::add(&mut edit, &Key::new("copil:32:x"), Level::Regional, Some(regions[0])),
        copil::add(&mut edit, &Key::new("copil:national:x"), Level::National, None),
        milestone::add(&mut edit, &Key::new("milestone:wave:x"), MilestoneKind::Wave),
        milestone::add(&mut edit, &Key::new("milestone:calendar:x"), MilestoneKind::Calendar),
        figure::add(&mut edit, &figure::key(Counted::Contrats, None, &as_of, 29), Counted::Contrats, None, &as_of),
        question::add(&mut edit, &"SENAT-15-QE-0123S".parse().unwrap()),
    ];
    for told in all {
        let known_on = (told.known_on, SOURCES[told.source].2.is_none());
        for said in &told.said {
            state(&mut edit, subjects[told.subject], sources[told.source], known_on, said);
        }
    }
    programme.live.commit(edit).await.unwrap();
}

/// Words that files find hard: formulas, bars, quotation marks, colons that look like labels, line ends.
fn hard_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé’ ]{1,8}",
        prop::sample::select(vec![
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
            "held_on: ",
            "tenu le, nombre: ",
            "décisions#2: ",
            "«\u{a0}",
            "\u{a0}»",
            "01",
            "\t",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 1..6)
        .prop_map(|pieces| pieces.concat().trim().to_owned())
        .prop_filter("a text has words", |text| !text.is_empty())
}

fn value(property: Property) -> BoxedStrategy<String> {
    let one_of = |all: &[&str]| prop::sample::select(all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
    match property.shape() {
        Shape::Date => one_of(&[
            "2019-07-02",
            "2019-07-03",
            "2019-07",
            "2018-23",
            "2019",
            "2019-03-18/2019-03-24",
            "../2019-11-19",
            "2019-05-03/..",
            "2019-05-03~",
            "unknown",
            "not-announced",
            "held-by:28",
            "held-by:53",
            "not-applicable",
            "cancelled",
        ])
        .boxed(),
        Shape::Number => one_of(&["1", "7", "10~"]).boxed(),
        Shape::Region => one_of(&["32", "28", "53", "01"]).boxed(),
        Shape::Territory => one_of(&["1-ti-3205", "2-ti-3205"]).boxed(),
        _ => hard_words().boxed(),
    }
}

fn said() -> impl Strategy<Value = Said> {
    prop::sample::select(PROPERTIES.to_vec())
        .prop_flat_map(|property| {
            let spoken = || prop::option::of(hard_words());
            (Just(property), value(property), spoken(), spoken())
        })
        .prop_map(|(property, value, words, quote)| Said { property, value, words, quote })
}

fn told() -> impl Strategy<Value = Told> {
    let known_on =
        (0..9u64).prop_map(|months| NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + chrono::Days::new(months * 40));
    (0..8usize, 0..SOURCES.len(), known_on, prop::collection::vec(said(), 1..6))
        .prop_map(|(subject, source, known_on, said)| Told { subject, source, known_on, said })
}

/// Each source speaks of a subject on each day once, and says no value twice: what files cannot tell apart is none of
/// their business.
fn once(all: Vec<Told>) -> Vec<Told> {
    let mut spoken = BTreeSet::new();
    let mut values = BTreeSet::new();
    let mut all = all;
    all.retain(|told| spoken.insert((told.subject, told.source, told.known_on)));
    for told in &mut all {
        told.said.retain(|said| values.insert((told.subject, told.source, said.property, said.value.clone())));
        let single: Vec<Property> = told.said.iter().map(|said| said.property).collect();
        let mut places = single.iter().enumerate();
        told.said.retain(|_| {
            places.next().is_some_and(|(place, property)| property.is_many() || !single[..place].contains(property))
        });
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_stated_comes_back_as_it_was(all in prop::collection::vec(told(), 1..12)) {
        let all = once(all);
        on_sqlite(async |original| {
            programme(&original, &all).await;
            let before = view(&original);
            let csv = exported(&before, &Filter::default(), "csv");
            for suffix in ["csv", "excel.csv"] {
                let file = exported(&before, &Filter::default(), suffix);
                assert_unchanged(&back(&original, &file).await, suffix);
                let alone = Programme::empty().await;
                back(&alone, &file).await;
                let copy = exported(&view(&alone), &Filter::default(), "csv");
                assert_eq!(String::from_utf8_lossy(&csv), String::from_utf8_lossy(&copy), "{suffix}");
            }
        });
    }
}
