//! Documents as no publisher makes them: each form's samples cut, repeated, spliced and strewn with what breaks readers,
//! and sentences made of the words of dates. Whatever comes, a reading ends without panic, and its quotes are the text
//! at their offsets. `JALONS_FUZZ` says how many inputs each gets (`just fuzz`: a million).

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use jalons::{
    import::seed,
    reading::{Gazetteer, Prose, Reading, Section, document::FORMS, facts::facts, forms::sheet::Sheet, read},
};
use proptest::{
    collection::vec,
    prelude::*,
    sample::Index,
    test_runner::{Config, TestRunner},
};

/// How many inputs each form and the date grammar get in the tests.
const INPUTS: u32 = 10_000;
/// The largest sample, in bytes: small ones are read more often in the same time.
const SAMPLE: usize = 3_500;
/// No input of this size may take as long, in a release build, on the slowest machine.
const LONG: Duration = Duration::from_secs(5);

fn inputs() -> u32 {
    std::env::var("JALONS_FUZZ").ok().and_then(|count| count.parse().ok()).unwrap_or(INPUTS)
}

fn runner() -> TestRunner {
    TestRunner::new(Config { cases: inputs(), failure_persistence: None, ..Config::default() })
}

/// The sample documents, each with the name of its form.
fn samples() -> Vec<(&'static str, String)> {
    let folder = |name: &str| -> PathBuf { Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files").join(name) };
    let paths = ["answers", "hard"].into_iter().flat_map(|name| std::fs::read_dir(folder(name)).unwrap());
    let mut found = Vec::new();
    for path in paths.map(|entry| entry.unwrap().path()) {
        let bytes = std::fs::read(&path).unwrap();
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| error.into_bytes().iter().map(|byte| char::from(*byte)).collect());
        if let Some(form) = FORMS.iter().find(|form| (form.recognises)(&Sheet::new(text.as_str()))) {
            found.push((form.name.format, text));
        }
    }
    found.sort_by_key(|(_, text)| text.len());
    found
}

/// What breaks readers.
const SHARDS: [&str; 36] = [
    "\u{a0}",
    "\u{202f}",
    "\u{feff}",
    "\0",
    "é",
    "😀",
    "’",
    "«",
    "»",
    "<p>",
    "</p>",
    "<",
    ">",
    "&nbsp;",
    "&#233;",
    "&",
    "\"",
    ";",
    "{",
    "}",
    "]]>",
    "<!--",
    "\r\n",
    "\n\n",
    "le 31 février",
    "du 31 au 2 mars",
    "1er",
    "2019",
    "99999999999",
    "-",
    "/",
    "les 1, 2, 3 et",
    "comité de pilotage",
    "l'a été",
    "le le le",
    "%",
];

/// A change to a document, at places told as shares of its length.
#[derive(Clone, Debug)]
enum Change {
    Cut(Index, usize),
    Repeat(Index, usize),
    Insert(Index, Index),
    Splice(Index, Index, usize),
    End(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let place = any::<Index>;
    prop_oneof![
        3 => (place(), 1..80_usize).prop_map(|(at, length)| Change::Cut(at, length)),
        2 => (place(), 1..120_usize).prop_map(|(at, length)| Change::Repeat(at, length)),
        4 => (place(), place()).prop_map(|(at, shard)| Change::Insert(at, shard)),
        2 => (place(), place(), 1..200_usize).prop_map(|(at, from, length)| Change::Splice(at, from, length)),
        1 => place().prop_map(Change::End),
    ]
}

fn changed(sample: &str, changes: &[Change], other: &str) -> String {
    let mut characters: Vec<char> = sample.chars().collect();
    let other: Vec<char> = other.chars().collect();
    for change in changes {
        let size = characters.len() + 1;
        match change {
            Change::Cut(at, length) => {
                let at = at.index(size);
                characters.drain(at..(at + length).min(size - 1).max(at));
            }
            Change::Repeat(at, length) => {
                let at = at.index(size);
                let piece: Vec<char> = characters.iter().skip(at).take(*length).copied().collect();
                characters.splice(at..at, piece);
            }
            Change::Insert(at, shard) => {
                let at = at.index(size);
                characters.splice(at..at, shard.get(&SHARDS).chars());
            }
            Change::Splice(at, from, length) => {
                let at = at.index(size);
                let piece: Vec<char> = other.iter().skip(from.index(other.len() + 1)).take(*length).copied().collect();
                characters.splice(at..at, piece);
            }
            Change::End(at) => characters.truncate(at.index(size)),
        }
    }
    characters.into_iter().collect()
}

/// Whether every quote of a reading is the text at its offsets.
fn quotes_are_the_text(reading: &Reading) -> Result<(), TestCaseError> {
    let question: Vec<char> = reading.question_text.as_deref().unwrap_or_default().chars().collect();
    let answer: Vec<char> = reading.answer_text.as_deref().unwrap_or_default().chars().collect();
    let at =
        |text: &[char], start: usize, end: usize| text.get(start..end).map(|words| words.iter().collect::<String>());
    for fact in &reading.facts {
        let text = if fact.section == Section::Question { &question } else { &answer };
        let quoted = at(text, fact.start, fact.end);
        prop_assert_eq!(quoted.as_deref(), Some(fact.quote.as_str()));
        prop_assert!(fact.words.as_deref().is_none_or(|words| fact.quote.contains(words)), "{:?}", fact);
    }
    for point in &reading.points {
        let quoted = at(&question, point.characters.start, point.characters.end);
        prop_assert_eq!(quoted.as_deref(), Some(point.words.as_str()));
        if let Some(reply) = &point.reply {
            let quoted = at(&answer, reply.characters.start, reply.characters.end);
            prop_assert_eq!(quoted.as_deref(), Some(reply.words.as_str()));
        }
    }
    Ok(())
}

/// Every change to the samples of some forms is read to its end.
fn withstand(forms: &[&str]) {
    let (samples, gazetteer) = (samples(), seed::gazetteer());
    let others: Vec<&str> = samples.iter().map(|(_, text)| text.as_str()).collect();
    for form in forms {
        let own: Vec<&str> = samples
            .iter()
            .filter(|(name, text)| name == form && text.len() <= SAMPLE)
            .map(|(_, text)| text.as_str())
            .collect();
        assert!(!own.is_empty(), "no sample of {form}");
        let input = (any::<Index>(), any::<Index>(), vec(change(), 0..10));
        let ran = runner().run(&input, |(sample, other, changes)| {
            let text = changed(own[sample.index(own.len())], &changes, others[other.index(others.len())]);
            let begun = Instant::now();
            if let Ok(reading) = read(&text, None, &gazetteer) {
                quotes_are_the_text(&reading)?;
            }
            let took = begun.elapsed();
            prop_assert!(took < LONG, "{} bytes took {:?}", text.len(), took);
            Ok(())
        });
        ran.unwrap_or_else(|error| panic!("{form}: {error}"));
    }
}

#[test]
fn every_form_has_a_sample() {
    let samples = samples();
    for form in &FORMS {
        assert!(
            samples.iter().any(|(name, text)| *name == form.name.format && text.len() <= SAMPLE),
            "{}",
            form.name.format
        );
    }
}

/// The forms, in two halves: a core each.
fn half(second: bool) -> Vec<&'static str> {
    let parity = usize::from(second);
    FORMS
        .iter()
        .map(|form| form.name.format)
        .enumerate()
        .filter(|(place, _)| place % 2 == parity)
        .map(|(_, name)| name)
        .collect()
}

#[test]
fn no_document_breaks_the_first_half_of_the_forms() {
    withstand(&half(false));
}

#[test]
fn no_document_breaks_the_second_half_of_the_forms() {
    withstand(&half(true));
}

/// The words of calendar expressions and of what stands around them.
const WORDS: [&str; 72] = [
    "le",
    "les",
    "du",
    "au",
    "aux",
    "de",
    "d'",
    "à",
    "en",
    "dans",
    "entre",
    "et",
    "ou",
    "puis",
    "jusqu'au",
    "d'ici",
    "depuis",
    "dès",
    "avant",
    "après",
    "au-delà",
    "à partir",
    "à compter",
    "au plus tard",
    "1er",
    "2",
    "12",
    "29",
    "30",
    "31",
    "99",
    "janvier",
    "février",
    "mars",
    "mai",
    "août",
    "décembre",
    "2018",
    "2019",
    "2020",
    "1999-2003",
    "printemps",
    "été",
    "hiver 2019-2020",
    "lundi",
    "mardi",
    "vendredi",
    "dernier",
    "prochain",
    "suivant",
    "même",
    "jour",
    "semaine",
    "quinzaine",
    "mois",
    "trimestre",
    "semestre",
    "année",
    "début",
    "mi-",
    "fin",
    "premier",
    "second",
    "dernière",
    "hier",
    "demain",
    "lendemain",
    "trois jours plus tard",
    "il y a deux ans",
    "12/03/2020",
    "chaque",
    "tous les six mois",
];
const AROUND: [&str; 24] = [
    "le comité de pilotage",
    "le contrat",
    "la signature",
    "celui",
    "il",
    "elle",
    "s'est tenu",
    "se tiendra",
    "a été signé",
    "sera signé",
    "l'a été",
    "le sera",
    "devait se réunir",
    "n'a pas",
    "que",
    "qui",
    "dont",
    ",",
    ";",
    ":",
    ".",
    "(",
    ")",
    "quatre des dix-sept territoires",
];

#[test]
fn no_words_break_the_grammar_of_dates() {
    let gazetteer: Gazetteer = seed::gazetteer();
    let word = prop_oneof![6 => any::<Index>().prop_map(|word| (*word.get(&WORDS)).to_owned()),
        3 => any::<Index>().prop_map(|word| (*word.get(&AROUND)).to_owned()), 1 => any::<String>()];
    let day = proptest::option::of(
        (-400_000..3_000_000_i32).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap()),
    );
    let ran = runner().run(&(vec(word, 0..24), day, any::<bool>()), |(words, day, question)| {
        let text = words.join(" ");
        let section = if question { Section::Question } else { Section::Answer };
        let characters: Vec<char> = text.chars().collect();
        for fact in facts(&Prose::new(&text), section, day, &gazetteer) {
            let quoted: String = characters.get(fact.start..fact.end).unwrap_or_default().iter().collect();
            prop_assert_eq!(&quoted, &fact.quote);
            prop_assert!(fact.words.as_deref().is_none_or(|words| fact.quote.contains(words)), "{:?}", fact);
            let ordered = fact.named.is_none_or(|date| date.earliest() <= date.latest());
            prop_assert!(ordered, "{:?}", fact);
        }
        Ok(())
    });
    ran.unwrap_or_else(|error| panic!("{error}"));
}
