//! What is read in documents, as `jalons read` prints it, against the annotation of the same documents.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::{Value, json};

use crate::score::{Score, Tally};

fn files(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files").join(folder)
}

fn read(arguments: &[&Path]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jalons")).arg("read").args(arguments).output().unwrap()
}

/// The annotation of the documents of a folder.
fn annotation(folder: &Path) -> Vec<Value> {
    let gold = std::fs::read_to_string(folder.join("gold.jsonl")).unwrap();
    gold.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The score of a folder of documents, which must all be readable.
fn score(folder: &Path) -> Score {
    let annotated = annotation(folder);
    let paths: Vec<PathBuf> = annotated.iter().map(|gold| folder.join(gold["doc"].as_str().unwrap())).collect();
    let output = read(&paths.iter().map(PathBuf::as_path).collect::<Vec<_>>());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).unwrap();
    let mut score = Score::default();
    let mut read = 0;
    for (gold, line) in annotated.iter().zip(lines.lines()) {
        let line: Value = serde_json::from_str(line).unwrap();
        assert_eq!(gold["doc"], line["doc"]);
        score.add(gold, &line);
        read += 1;
    }
    assert_eq!(read, annotated.len());
    score
}

/// Prints a score with its faults: `just score` shows it.
fn print(title: &str, score: &Score) {
    println!("\n{title}");
    for fault in &score.faults {
        println!("{fault}");
    }
    println!("{score}");
}

/// The floors are what the reading is held to; the score itself is printed by `just score`.
fn hold(score: &Score) {
    assert!(score.dates.f1() >= 0.97, "{:?}", score.dates);
    assert!(score.facts.f1() >= 0.93, "{:?}", score.facts);
    assert!(score.metadata() >= 0.99, "{}", score.metadata());
    assert!(score.kinds_of(&["copil_", "contract_"]).precision() >= 0.97);
}

#[test]
fn score_of_the_annotated_documents() {
    let score = score(&files("answers"));
    print("Annotated documents (tests/it/files/answers)", &score);
    hold(&score);
}

#[test]
fn score_of_the_hard_documents() {
    let score = score(&files("hard"));
    print("Hard documents (tests/it/files/hard)", &score);
    hold(&score);
}

/// `JALONS_SCORE=write` writes the file anew, once the change was looked at.
#[test]
fn the_method_page_tells_the_measured_score() {
    let mut both = score(&files("answers"));
    both.append(score(&files("hard")));
    let share = |tally: Tally| json!({"right": tally.right, "reported": tally.reported, "expected": tally.expected});
    let documents = annotation(&files("answers")).len() + annotation(&files("hard")).len();
    let measured = json!({
        "documents": documents,
        "dates": share(both.dates),
        "facts": share(both.facts),
        "committees_and_contracts": share(both.kinds_of(&["copil_", "contract_"])),
    });
    let path = files("score.json");
    if std::env::var("JALONS_SCORE").is_ok_and(|how| how == "write") {
        std::fs::write(&path, format!("{measured:#}\n")).unwrap();
    }
    let told: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(told, measured);
}

#[test]
fn a_text_is_printed_with_its_facts_marked() {
    let output = read(&[Path::new("--mark"), &files("answers/01.txt")]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("── QUESTION\n") && text.contains("── ANSWER\n"), "{text}");
    assert!(text.contains("le vendredi 28 juin"), "{text}");
    assert!(text.contains("|copil_held 2019-06-28 n=2 32]"), "{text}");
}

#[test]
fn a_document_that_cannot_be_read_is_told_and_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let unknown = folder.path().join("lettre.txt");
    std::fs::write(&unknown, "Bonjour.").unwrap();
    let output = read(&[&unknown, &files("answers/03.txt")]);
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a known form of a question"));
    assert_eq!(String::from_utf8(output.stdout).unwrap().lines().count(), 1);
}

/// Cut where a sentence ends, a text alone does not tell: those places are left out. Cut below a text, that one is whole.
#[test]
fn a_document_that_is_cut_within_a_sentence_is_refused_or_doubted() {
    let cuts = tempfile::tempdir().unwrap();
    let mut paths = Vec::new();
    for folder in ["answers", "hard"] {
        for gold in annotation(&files(folder)) {
            let name = gold["doc"].as_str().unwrap();
            let bytes = std::fs::read(files(folder).join(name)).unwrap();
            for share in [20, 35, 50, 65, 80, 90] {
                let part = &bytes[..bytes.len() * share / 100];
                if part.trim_ascii_end().last().is_some_and(u8::is_ascii_alphabetic) {
                    let path = cuts.path().join(format!("{folder}-{share}-{name}"));
                    std::fs::write(&path, part).unwrap();
                    paths.push((path, files(folder).join(name)));
                }
            }
        }
    }
    assert!(paths.len() > 200);
    let output = read(&paths.iter().map(|(cut, _)| cut.as_path()).collect::<Vec<_>>());
    let told = String::from_utf8(output.stderr).unwrap();
    let texts = |path: &Path| String::from_utf8(read(&[Path::new("--mark"), path]).stdout).unwrap();
    for (cut, whole) in paths.iter().filter(|(cut, _)| !told.contains(cut.to_str().unwrap())) {
        assert!(texts(whole).starts_with(&texts(cut)), "{}", cut.display());
    }
}

#[test]
fn an_address_completes_a_document_that_does_not_print_its_number() {
    let document = files("answers/04.txt");
    let read = |arguments: &[&str]| {
        let output =
            Command::new(env!("CARGO_BIN_EXE_jalons")).arg("read").arg(&document).args(arguments).output().unwrap();
        serde_json::from_slice::<Value>(&output.stdout).map_or(Value::Null, |line| line["question"]["key"].clone())
    };
    assert_eq!(read(&[]), Value::Null);
    assert_eq!(read(&["--address", "https://www.nosdeputes.fr/15/question/QE/18743"]), "AN-15-QE-18743");
}
