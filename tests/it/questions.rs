//! The document of a question: what the program reads in it.

use jalons::{
    import::Outcome,
    programme::{property::Property, source::SourceKind, statement::Statement},
};

use crate::harness::{Programme, on_each_engine, on_sqlite, told};

const QUESTION: &str = "question:AN-15-QE-20408";
const DOCUMENT: &str = include_str!("../../seed/questions/20408.txt");

/// What the question and its answer state, each statement with its subject's key.
fn read(programme: &Programme) -> Vec<(String, Statement)> {
    let record = programme.record();
    let of_question = |statement: &Statement| statement.source.key.as_str().starts_with("source:AN-15-QE-20408/");
    let subjects = record.subjects().iter().filter(|subject| subject.key.as_str() != QUESTION);
    subjects
        .flat_map(|subject| subject.statements.iter().map(move |one| (subject.key.to_string(), one.clone())))
        .filter(|(_, statement)| of_question(statement))
        .collect()
}

#[test]
fn a_question_makes_two_sources_and_both_texts() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        for (property, value) in [
            (Property::Author, "Paul Christophe"),
            (Property::MinistryAsked, "secrétaire d'État auprès du ministre de l'économie et des finances"),
            (Property::Asked, "2019-06-18"),
            (Property::Answered, "2019-07-30"),
        ] {
            assert_eq!(programme.values(QUESTION, property), [value]);
        }
        let answered = programme.said(QUESTION, Property::Answered).remove(0);
        assert_eq!((answered.known_on.to_string().as_str(), answered.known_inferred), ("2019-07-30", false));
        assert_eq!(answered.source.kind, SourceKind::WrittenAnswer);
        let asked = programme.said(QUESTION, Property::Asked).remove(0);
        assert_eq!(asked.source.title, "Question écrite n°\u{a0}20408 de Paul Christophe, Assemblée nationale");
        assert_eq!(asked.source.kind, SourceKind::Question);
    });
}

#[test]
fn the_facts_of_a_question_are_quoted_where_they_stand() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let text = |property| programme.values(QUESTION, property).remove(0);
        let (question, answer) = (text(Property::QuestionText), text(Property::AnswerText));
        let facts = read(&programme);
        assert!(!facts.is_empty());
        for (key, fact) in facts {
            let quote = fact.quote.as_deref().unwrap_or_else(|| panic!("{key} {:?} has no quote", fact.property));
            let stored = if fact.source.kind == SourceKind::Question { &question } else { &answer };
            let (start, end) = (quote.start.unwrap() as usize, quote.end.unwrap() as usize);
            let there: String = stored.chars().skip(start).take(end - start).collect();
            assert_eq!(&*quote.text, there, "{key}");
            assert!(!fact.proposed);
        }
    });
}

#[test]
fn the_facts_of_question_20408_become_statements() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let mut told: Vec<String> = read(&programme)
            .into_iter()
            .map(|(key, one)| format!("{} {key} {} {}", one.known_on, one.property.name(), one.value))
            .collect();
        told.sort();
        insta::assert_snapshot!(told.join("\n"));
    });
}

#[test]
fn what_the_command_line_reads_is_proposed_once() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let document = DOCUMENT.replace("20408", "20999").replace("2_juillet", "3 juillet");
        let file = [("20999.txt", document.as_bytes())];
        let report = programme.import_files("questions", &file, false).await;
        assert!(report.is_taken(), "{}", told(&report));
        let copil = programme.subject("copil:32:2019-07-02");
        let proposed: Vec<&Statement> = copil.statements.iter().filter(|one| one.proposed).collect();
        assert_eq!(proposed.len(), 3, "held, region and rank");
        assert!(proposed.iter().all(|one| !one.stands(None)));
        assert_eq!(programme.values("question:AN-15-QE-20999", Property::Asked), ["2019-06-18"], "not a reading");
        assert_eq!(programme.import_files("questions", &file, false).await.recorded(), (0, 0));
    });
}

#[test]
fn what_was_proposed_is_accepted_by_saying_it_again() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let document = DOCUMENT.replace("20408", "20999");
        let file = [("20999.txt", document.as_bytes())];
        let proposed = programme.import_files("questions", &file, false).await;
        let held = |programme: &Programme| {
            let copil = programme.subject("copil:32:2019-07-02");
            let held = copil.statements.iter().filter(|one| one.property == Property::Held && one.stands(None));
            held.count()
        };
        assert_eq!(held(&programme), 1, "the one of the seed");
        let accepted = programme.import_files("accepted questions", &file, false).await;
        assert!(proposed.recorded().1 > 0 && accepted.recorded() == (0, 0), "no statement is said twice");
        assert!(accepted.files[0].count(Outcome::Changed) > 0);
        assert_eq!(held(&programme), 2);
        let again = programme.import_files("accepted questions", &file, false).await;
        assert!(again.files[0].is_unchanged());
    });
}

#[test]
fn a_document_of_no_known_form_is_refused() {
    on_sqlite(async |programme| {
        let report = programme.import_files("questions", &[("lettre.txt", b"Bonjour.\n")], false).await;
        assert!(told(&report).starts_with("lettre.txt: found “Bonjour.”, expected a question"), "{}", told(&report));
    });
}

/// A document of the shared annotation, read into the seed.
async fn annotated(programme: &Programme, file: &str) -> jalons::import::Report {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/answers").join(file);
    let bytes = std::fs::read(path).unwrap();
    programme.import_files("questions", &[(file, &bytes)], false).await
}

#[test]
fn a_signature_of_a_named_territory_is_stated_of_its_contract() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let report = annotated(&programme, "02.txt").await;
        assert!(report.is_taken(), "{}", told(&report));
        let dates = |key: &str, property| {
            let own = programme.said(key, property).into_iter().filter(|one| one.source.key.as_str().contains("26733"));
            own.map(|one| (one.value.to_string(), one.proposed)).collect::<Vec<_>>()
        };
        // "a conclu un protocole le 19 septembre 2019", "sera signé à Chaumont le 25 juin prochain".
        assert_eq!(dates("contract:1-ti-4403-protocole", Property::Signed), [("2019-09-19".to_owned(), true)]);
        assert!(dates("contract:1-ti-4403-contrat", Property::Promised).contains(&("2020-06-25".to_owned(), true)));
    });
}

#[test]
fn a_document_without_its_number_is_refused_with_what_lacks() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let report = annotated(&programme, "04.txt").await;
        assert!(!report.is_taken());
        assert!(
            told(&report).contains("without its chamber, legislature, number, the day on which it was asked"),
            "{}",
            told(&report)
        );
        assert!(told(&report).contains("--address"), "{}", told(&report));
    });
}
