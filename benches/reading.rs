//! `cargo bench --bench reading`: how fast documents are read on one core, form by form, and what the archive of a
//! legislature costs through `jalons import questions`: 45 000 questions made from the sample documents, about 200 MB,
//! one in a hundred about the programme. `cargo bench --bench reading -- senat_text` reads the samples of one form.

#![expect(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a bench may fall")]

use std::{
    collections::BTreeMap,
    fs::{self, File},
    hint::black_box,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

use jalons::{
    import::seed,
    reading::{self, Gazetteer},
};
use zip::{ZipWriter, write::SimpleFileOptions};

/// How often each form is read, and for how long: the best counts, since others use the machine too.
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_millis(400);
/// The questions of a legislature.
const QUESTIONS: usize = 45_000;
/// The bytes of a question with its answer, as published.
const BYTES: usize = 5_400;
/// One question in so many is about the programme.
const ABOUT: usize = 100;

/// At least so many MB/s on one core.
const RATE: f64 = 20.0;
/// At most so many seconds, and so many MB of memory, for the archive.
const SECONDS: f64 = 60.0;
const MEMORY: u64 = 300;

fn main() -> ExitCode {
    let gazetteer = seed::gazetteer();
    let mut samples = samples(&gazetteer);
    if let Some(form) = std::env::args().skip(1).find(|argument| !argument.starts_with('-')) {
        samples.retain(|name, _| *name == form);
        throughput(&samples, &gazetteer);
        return ExitCode::SUCCESS;
    }
    let rate = throughput(&samples, &gazetteer);
    let (took, memory) = archive();
    let kept = rate >= RATE && took.as_secs_f64() <= SECONDS && memory <= MEMORY;
    if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The sample documents by form.
fn samples(gazetteer: &Gazetteer) -> BTreeMap<&'static str, Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files");
    let mut found: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for path in ["answers", "hard"].iter().flat_map(|name| fs::read_dir(folder.join(name)).unwrap()) {
        let Ok(text) = String::from_utf8(fs::read(path.unwrap().path()).unwrap()) else { continue };
        if let Ok(reading) = reading::read(&text, None, gazetteer) {
            found.entry(reading.format).or_default().push(text);
        }
    }
    found
}

/// Reads each form for a while; prints MB/s and documents/s, and gives the MB/s over all of the samples.
fn throughput(samples: &BTreeMap<&'static str, Vec<String>>, gazetteer: &Gazetteer) -> f64 {
    println!("{:32} {:>8} {:>12}", format!("one core, best of {ROUNDS} rounds"), "MB/s", "documents/s");
    let measure = |name: &str, texts: &[&String]| {
        let round = || {
            let (mut bytes, mut count) = (0, 0_usize);
            let begun = Instant::now();
            while begun.elapsed() < ROUND {
                for text in texts {
                    black_box(reading::read(text, None, gazetteer).unwrap());
                    bytes += text.len();
                    count += 1;
                }
            }
            let seconds = begun.elapsed().as_secs_f64();
            (bytes as f64 / seconds / 1e6, count as f64 / seconds)
        };
        let rounds: Vec<(f64, f64)> = (0..ROUNDS).map(|_| round()).collect();
        let (rate, documents) =
            rounds.iter().copied().fold((0.0, 0.0), |best, one| if one.0 > best.0 { one } else { best });
        println!("{name:32} {rate:8.1} {documents:12.0}");
        rate
    };
    for (form, texts) in samples {
        measure(form, &texts.iter().collect::<Vec<_>>());
    }
    measure("all samples", &samples.values().flatten().collect::<Vec<_>>())
}

/// Imports the archive of a legislature: how long it takes, and the most memory in MB.
fn archive() -> (Duration, u64) {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("Questions_ecrites_XV.json.zip");
    let bytes = write(&archive);
    let database = format!("sqlite:{}", folder.path().join("jalons.db").display());
    let jalons = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jalons"));
        command.args(["--database", &database]).args(arguments).stdout(Stdio::piped()).stderr(Stdio::null());
        command
    };
    assert!(jalons(&["import", "seed"]).status().unwrap().success());
    let begun = Instant::now();
    let mut child = jalons(&["import", "questions", archive.to_str().unwrap()]).spawn().unwrap();
    let mut memory = 0;
    let status = loop {
        memory = memory.max(peak(child.id()));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    let took = begun.elapsed();
    assert!(status.success(), "the archive was refused");
    println!(
        "\narchive: {QUESTIONS} questions, {} MB ({} MB zipped), one in {ABOUT} about the programme, imported in {:.1} s, {memory} MB at most",
        bytes / 1_000_000,
        fs::metadata(&archive).unwrap().len() / 1_000_000,
        took.as_secs_f64(),
    );
    (took, memory)
}

/// Writes an archive of questions as the Assemblée publishes them; gives its bytes before compression.
fn write(path: &Path) -> usize {
    let texts: Vec<String> = ["04", "17", "28", "37"].iter().flat_map(|name| texts(name)).collect();
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path).unwrap()));
    let mut bytes = 0;
    for number in 1..=QUESTIONS {
        let about = number % ABOUT == 0;
        let (mut answer, mut place) = (String::new(), number);
        while answer.len() < BYTES - 2_000 {
            answer.push_str("<p>");
            answer.push_str(&texts[place % texts.len()]);
            place += 1;
        }
        let programme = if about { "« Territoires d'industrie »" } else { "« Pôles de compétitivité »" };
        let answer =
            if about { answer } else { answer.replace("Territoires d'industrie", "Pôles de compétitivité") };
        let question = format!(
            "M. Jean Exemple interroge M. le ministre de l'économie sur le programme {programme}. Il souhaite connaître le calendrier des signatures."
        );
        let document = serde_json::json!({"question": {
            "uid": format!("QANR5L15QE{number}"),
            "identifiant": {"numero": number.to_string(), "regime": "5eme Republique", "legislature": "15"},
            "type": "QE",
            "indexationAN": {"rubrique": "industrie", "analyses": {"analyse": "Contrats"}},
            "minInt": {"developpe": "Ministère de l'économie et des finances"},
            "minAttribs": {"minAttrib": {"denomination": {"developpe": "Ministère de l'économie et des finances"}}},
            "textesQuestion": {"texteQuestion": {"infoJO": {"dateJO": "2019-06-18"}, "texte": question}},
            "textesReponse": {"texteReponse": {"infoJO": {"dateJO": "2019-10-29"}, "texte": answer}},
            "cloture": {"codeCloture": "REP_PUB", "dateCloture": "2019-10-29"},
            "signalement": null, "renouvellements": null
        }});
        let document = serde_json::to_string_pretty(&document).unwrap();
        bytes += document.len();
        zip.start_file(format!("json/QANR5L15QE{number}.json"), SimpleFileOptions::default()).unwrap();
        zip.write_all(document.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    bytes
}

/// The texts of a sample in the open data's JSON.
fn texts(name: &str) -> Vec<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/it/files/hard/{name}.json"));
    let reading = reading::read(&fs::read_to_string(path).unwrap(), None, &Gazetteer::default()).unwrap();
    [reading.question_text, reading.answer_text].into_iter().flatten().collect()
}

/// The most memory that a process has held so far, in MB.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
