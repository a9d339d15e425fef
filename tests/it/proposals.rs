//! What was read in texts, and the decisions on it, at the command line.

use std::path::Path;

use crate::command::{jalons, said};

/// A database with the seed and the proposals of one document; the line of the list in which these words stand.
fn with_proposals() -> (tempfile::TempDir, impl Fn(&str) -> (String, String)) {
    let folder = tempfile::tempdir().unwrap();
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/answers/02.txt");
    assert!(jalons(folder.path(), &["import", "seed"]).status.success());
    let imported = jalons(folder.path(), &["import", "questions", document.to_str().unwrap()]);
    assert!(imported.status.success(), "{}", said(&imported));
    let path = folder.path().to_owned();
    let line = move |words: &str| {
        let list = said(&jalons(&path, &["proposals"]));
        let line = list.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words} in {list}"));
        (line.split_whitespace().next().unwrap().to_owned(), line.to_owned())
    };
    (folder, line)
}

#[test]
fn proposals_are_listed_and_shown_with_their_sentence() {
    let (folder, line) = with_proposals();
    let (id, told) = line("contract:1-ti-4403-contrat  promised 2020-06-25");
    assert!(told.contains("probable") && told.contains("(AN-15-QE-26733)"), "{told}");
    let shown = said(&jalons(folder.path(), &["proposals", "show", &id]));
    assert!(shown.contains("⟦Le contrat des Bassins") && shown.contains("prochain⟧"), "{shown}");
    assert!(shown.contains("new: nothing else is known of it"), "{shown}");
    let sure = said(&jalons(folder.path(), &["proposals", "list", "--confidence", "sure"]));
    assert!(!sure.contains("2020-06-25") && sure.contains("signed 2019-09-19"), "{sure}");
    assert_eq!(jalons(folder.path(), &["proposals", "show", "1"]).status.code(), Some(3));
}

#[test]
fn a_decision_makes_a_fact_of_a_proposal_or_takes_it_away() {
    let (folder, line) = with_proposals();
    let run = |arguments: &[&str]| jalons(folder.path(), arguments);
    let timeline = || said(&run(&["export", "csv", "--phase", "1"]));
    assert!(!timeline().contains("2019-09-19"), "a proposal counts for nothing");

    let (signed, _) = line("contract:1-ti-4403-protocole  signed 2019-09-19");
    let (promised, _) = line("contract:1-ti-4403-contrat  promised 2020-06-25");
    let (rejected, _) = line("contract:1-ti-4405-contrat  promised");
    assert!(run(&["proposals", "accept", &signed]).status.success());
    assert!(timeline().contains("2019-09-19"));
    assert!(run(&["proposals", "correct", &promised, "promised=2020-06-26", "--reason", "misprint"]).status.success());
    assert!(timeline().contains("2020-06-26"));
    assert_eq!(run(&["proposals", "reject", &rejected, "--reason", " "]).status.code(), Some(2));
    assert!(run(&["proposals", "reject", &rejected, "--reason", "another territory"]).status.success());

    let list = said(&run(&["proposals"]));
    for id in [&signed, &promised, &rejected] {
        assert!(!list.lines().any(|line| line.trim_start().starts_with(&format!("{id} "))), "{list}");
    }
    // What was decided stays so when the document is read again.
    let document = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/answers/02.txt");
    let again = said(&run(&["import", "questions", document.to_str().unwrap()]));
    assert!(again.contains("nothing changed"), "{again}");
    assert_eq!(said(&run(&["proposals"])), list);
}

#[test]
fn a_decision_that_cannot_be_taken_changes_nothing() {
    let (folder, line) = with_proposals();
    let run = |arguments: &[&str]| jalons(folder.path(), arguments);
    let (signed, _) = line("contract:1-ti-4403-protocole  signed 2019-09-19");
    let before = said(&run(&["proposals"]));
    for (arguments, code) in [
        (&["proposals", "accept", &signed, "999999"][..], 3),
        (&["proposals", "correct", &signed, "promised=2020-01-01", "--reason", "x"], 3),
        (&["proposals", "correct", &signed, "signed=hier", "--reason", "x"], 3),
        (&["proposals", "correct", &signed, "signed", "--reason", "x"], 2),
    ] {
        assert_eq!(run(arguments).status.code(), Some(code), "{arguments:?}");
        assert_eq!(said(&run(&["proposals"])), before, "{arguments:?}");
    }
}
