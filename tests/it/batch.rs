//! Many documents of questions at once, at the command line.

use std::{
    fs::File,
    io::Write as _,
    path::{Path, PathBuf},
};

use zip::{ZipWriter, write::SimpleFileOptions};

use crate::command::{jalons, said};

fn answers() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files/answers")
}

fn document(name: &str) -> String {
    std::fs::read_to_string(answers().join(name)).unwrap()
}

/// A folder with a database that holds the seed.
fn seeded() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    assert!(jalons(folder.path(), &["import", "seed"]).status.success());
    folder
}

#[test]
fn a_folder_and_an_archive_are_imported_and_what_is_about_something_else_is_set_aside() {
    let folder = seeded();
    let documents = folder.path().join("documents");
    std::fs::create_dir(&documents).unwrap();
    std::fs::write(documents.join("05.txt"), document("05.txt")).unwrap();
    std::fs::write(documents.join("06.txt"), document("06.txt")).unwrap();
    std::fs::write(documents.join("LISEZMOI.txt"), "Documents.").unwrap();
    let mut zip = ZipWriter::new(File::create(folder.path().join("q.zip")).unwrap());
    for name in ["08.json", "10.xml"] {
        zip.start_file(format!("x/{name}"), SimpleFileOptions::default()).unwrap();
        zip.write_all(document(name).as_bytes()).unwrap();
    }
    zip.finish().unwrap();

    let rehearsed = said(&jalons(folder.path(), &["import", "questions", "documents", "q.zip", "--dry-run"]));
    assert!(rehearsed.contains("Dry run: nothing was recorded."), "{rehearsed}");
    let told = said(&jalons(folder.path(), &["import", "questions", "documents", "q.zip"]));
    assert!(told.contains("4 questions read, 1 set aside: not about Territoires d'industrie"), "{told}");
    assert!(told.contains("1 files are no question in a known form:\n  documents/LISEZMOI.txt"), "{told}");
    for question in ["AN-15-QE-25302", "AN-15-QE-33455", "AN-16-QE-14512"] {
        let list = said(&jalons(folder.path(), &["proposals", "list", "--question", question]));
        assert!(!list.starts_with("0 proposals"), "{question}: {list}");
    }
    let again = said(&jalons(folder.path(), &["import", "questions", "documents", "q.zip"]));
    assert!(again.contains("All of this was known: nothing changed."), "{again}");
    let all = said(&jalons(folder.path(), &["import", "questions", "documents", "--about", "all"]));
    assert!(all.contains("2 questions read.") && all.contains("Recorded"), "{all}");
}

#[test]
fn one_question_in_two_forms_and_two_states_is_one() {
    let folder = seeded();
    let whole = document("02.txt");
    let (before, rest) = whole.split_once("Réponse émise le 2 juin 2020").unwrap();
    let (_, after) = rest.split_once("Aucun commentaire").unwrap();
    let waiting = format!("{before}Réponse\n\nCette question n'a pas encore de réponse.\n\nAucun commentaire{after}");
    // The same words in another typography.
    let other = whole.replace('\u{a0}', " ").replace('’', "'");
    for (name, text) in [("waiting.txt", &waiting), ("whole.txt", &whole), ("other.txt", &other)] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let import = |name: &str| said(&jalons(folder.path(), &["import", "questions", name]));
    let list = || said(&jalons(folder.path(), &["proposals", "list", "--question", "AN-15-QE-26733"]));
    assert!(import("waiting.txt").contains("Recorded"));
    assert!(!list().contains("2020-06-25"), "{}", list());
    assert!(import("whole.txt").contains("Recorded"), "the answer adds to its question");
    let known = list();
    assert!(known.contains("2020-06-25"), "{known}");
    for name in ["other.txt", "waiting.txt", "whole.txt"] {
        let told = import(name);
        assert!(told.contains("nothing changed"), "{name}: {told}");
    }
    assert_eq!(list(), known);
}

#[test]
fn a_document_in_the_archive_that_is_cut_refuses_all() {
    let folder = seeded();
    let cut = document("08.json");
    std::fs::write(folder.path().join("cut.json"), &cut[..cut.len() - 200]).unwrap();
    std::fs::write(folder.path().join("05.txt"), document("05.txt")).unwrap();
    let output = jalons(folder.path(), &["import", "questions", "cut.json", "05.txt"]);
    assert_eq!(output.status.code(), Some(3));
    let told = said(&output);
    assert!(
        told.contains("cut.json, line 1: found “the end of the document”") && told.contains("nothing was recorded"),
        "{told}"
    );
    assert!(said(&jalons(folder.path(), &["proposals"])).starts_with("0 proposals"));
}

#[test]
fn the_address_completes_a_copy_without_a_header() {
    let folder = seeded();
    let copy = answers().join("12.txt");
    let copy = copy.to_str().unwrap();
    let refused = jalons(folder.path(), &["import", "questions", copy, "--about", "all"]);
    assert!(said(&refused).contains("a question without its number"), "{}", said(&refused));
    let address = "https://www.senat.fr/questions/base/2023/qSEQ230908452.html";
    let taken = jalons(folder.path(), &["import", "questions", copy, "--about", "all", "--address", address]);
    assert!(taken.status.success(), "{}", said(&taken));
    let list = said(&jalons(folder.path(), &["proposals", "list", "--question", "SENAT-16-QE-08452"]));
    assert!(!list.starts_with("0 proposals"), "{list}");
}
