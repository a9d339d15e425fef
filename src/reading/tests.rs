//! A whole document, and what holds of every text.

use proptest::prelude::*;

use super::question::State;
use super::*;
use crate::programme::region::RegionCode;

const QUESTION: &str = include_str!("../../seed/questions/20408.txt");

/// The regions with the aliases that these tests need.
const REGIONS: [(&str, &[&str]); 13] = [
    ("01", &["Guadeloupe"]),
    ("04", &["La Réunion", "Réunion"]),
    ("11", &["Île-de-France", "IDF"]),
    ("24", &["Centre-Val de Loire", "Région Centre", "Centre"]),
    ("27", &["Bourgogne-Franche-Comté", "BFC"]),
    ("28", &["Normandie"]),
    ("32", &["Hauts-de-France"]),
    ("44", &["Grand Est"]),
    ("52", &["Pays de la Loire"]),
    ("53", &["Bretagne"]),
    ("75", &["Nouvelle-Aquitaine"]),
    ("84", &["Auvergne-Rhône-Alpes", "AURA"]),
    ("93", &["Provence-Alpes-Côte d'Azur", "PACA", "Région Sud", "Sud"]),
];

pub(super) fn regions() -> Gazetteer {
    Gazetteer::new(
        REGIONS.iter().flat_map(|(code, names)| names.iter().map(|name| (code.parse::<RegionCode>().unwrap(), *name))),
    )
}

fn reading() -> Reading {
    read(QUESTION, None, &regions()).unwrap()
}

#[test]
fn the_header_says_who_asked_whom_and_when() {
    let question = reading().question;
    let header = Header {
        chamber: Some(Chamber::Assembly),
        legislature: Some(15),
        kind: Some(QuestionKind::Written),
        number: Some("20408".into()),
        author: Some("Paul Christophe".into()),
        ministry_asked: Some("secrétaire d'État auprès du ministre de l'économie et des finances".into()),
        ministry_answering: Some("Secrétariat d'État auprès du ministre de l'économie".into()),
        asked_on: "2019-06-18".parse().ok(),
        answered_on: "2019-07-30".parse().ok(),
        withdrawn_on: None,
        state: State::Answered,
        motive: None,
    };
    assert_eq!(question, header);
    assert_eq!(question.id().unwrap().to_string(), "AN-15-QE-20408");
}

#[test]
fn the_texts_are_those_of_the_document() {
    let Reading { question_text, answer_text, .. } = reading();
    let (question, answer) = (question_text.unwrap(), answer_text.unwrap());
    assert!(question.starts_with("M. Paul Christophe interroge") && question.ends_with("reste assez floue."));
    assert!(answer.starts_with("À partir des propositions") && answer.ends_with("que la Région pourra vous fournir."));
    assert!(QUESTION.contains(&question) && QUESTION.contains(&answer));
    assert!(answer.contains("22\u{a0}novembre") || answer.contains("novembre\u{a0}2018"), "characters are kept");
}

#[test]
fn the_facts_are_those_of_the_document() {
    let told: Vec<String> = reading()
        .facts
        .iter()
        .map(|fact| {
            let date = fact.date.map_or("-".into(), |date| date.to_string());
            let number = fact.number.map_or("-".into(), |number| number.to_string());
            let about = if fact.approx { "~" } else { "" };
            let regions: Vec<&str> = fact.regions.iter().map(RegionCode::as_str).collect();
            let words = fact.words.as_deref().unwrap_or("-").replace('\u{a0}', "_");
            let marks = [(fact.inferred_year, " inferred"), (fact.deictic, " deictic"), (!fact.asserted, " asked")];
            let marks: String = marks.into_iter().filter(|(is, _)| *is).map(|(_, mark)| mark).collect();
            format!(
                "{:?} {} {date}{marks} | {number}{about} | {} | {} | {words} | {}",
                fact.section,
                fact.kind.as_str(),
                regions.join(" "),
                fact.places.join(" "),
                fact.quote.replace('\u{a0}', "_")
            )
        })
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn the_calendar_is_held_by_the_region() {
    let facts = reading().facts;
    let holders: Vec<_> = facts.iter().filter(|fact| fact.holder.is_some()).collect();
    assert_eq!(holders.len(), 1);
    assert_eq!(holders[0].kind, FactKind::CalendarHeld);
    assert_eq!(holders[0].holder, "32".parse().ok());
}

/// Words of such texts, to be put together at random.
const WORDS: [&str; 44] = [
    "le",
    "Les",
    "du",
    "au",
    "1er",
    "2",
    "18",
    "24",
    "31",
    "février",
    "mars",
    "août",
    "2018",
    "2019",
    "à l'automne",
    "A cette occasion,",
    "À date",
    "sept",
    "une dizaine de",
    "premiers",
    "contrats",
    "Territoires d'industrie",
    "«\u{a0}",
    "\u{a0}»",
    "ont été signés",
    "seront signés",
    "comité de pilotage",
    "COPIL",
    "s'est tenu",
    "se réunira",
    "à Lyon",
    "en Hauts-de-France",
    "région Sud",
    ";",
    ".",
    ",",
    "\n",
    "assemblée générale",
    "agenda de signatures",
    "que la Région pourra vous fournir",
    "Il lui demande si",
    "avant",
    "dernier",
    "’",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_document_makes_it_panic(text in "(?s).{0,300}", lines in proptest::collection::vec(0usize..40, 0..40)) {
        let _ = read(&text, None, &regions());
        let all: Vec<&str> = QUESTION.lines().collect();
        let shuffled: Vec<&str> = lines.into_iter().filter_map(|line| all.get(line).copied()).collect();
        let _ = read(&shuffled.join("\n"), None, &regions());
    }

    #[test]
    fn a_cut_document_is_read_or_refused(cut in 0usize..8000) {
        let text: String = QUESTION.chars().take(cut).collect();
        if let Ok(reading) = read(&text, None, &regions()) {
            prop_assert!(reading.question_text.is_some());
        }
    }

    #[test]
    fn a_quote_is_the_text_at_its_offsets(
        words in proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..60),
        noise in ".{0,40}",
        day in proptest::option::of(0..40_000i32),
    ) {
        let text = words.join(" ") + &noise;
        let day = day.and_then(chrono::NaiveDate::from_epoch_days);
        for section in [Section::Question, Section::Answer] {
            for fact in facts::facts(&Prose::new(&text), section, day, &regions()) {
                let slice: String = text.chars().skip(fact.start).take(fact.end - fact.start).collect();
                prop_assert_eq!(&fact.quote, &slice);
                prop_assert!(!fact.quote.trim().is_empty());
                prop_assert!(fact.words.is_none_or(|words| fact.quote.contains(&words)));
                prop_assert!(fact.places.iter().all(|place| fact.quote.contains(place)));
            }
        }
    }
}
