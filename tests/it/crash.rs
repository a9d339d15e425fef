//! Killed at any instant, the server has recorded all or nothing, and lost nothing that it acknowledged.
//!
//! `JALONS_CRASH=N` kills it N times on each engine (`just crash`); a few times in the tests.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use chrono::{Days, NaiveDate};
use http_body_util::{BodyExt as _, Full};
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use jalons::{
    programme::{check, clock::Time, live::Live, property::Property},
    store::{Key, Store},
};
use serde_json::json;

use crate::{
    contend::token,
    harness::{Programme, on_each_address},
};

/// How many write while the server is killed.
const WRITERS: u64 = 6;

#[test]
fn a_server_killed_while_it_loads_the_seed_leaves_all_or_nothing_and_goes_on_from_there() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite:{}", folder.path().join("jalons.db").display());
    let mut seen = Vec::new();
    for wait in [30, 90, 180, 300, 450, 700] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_jalons"))
            .args(["import", "seed", "--database", &address])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Not a measure: only a way to fall at different instants.
        std::thread::park_timeout(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        seen.push(subjects(&address));
    }
    let done =
        Command::new(env!("CARGO_BIN_EXE_jalons")).args(["import", "seed", "--database", &address]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let whole = subjects(&address);
    assert!(seen.iter().all(|count| *count == 0 || *count == whole), "half-written: {seen:?} of {whole}");
}

/// How many subjects the database holds, all of them sound.
fn subjects(address: &str) -> usize {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let store = Store::open(address).await.unwrap();
        store.migrate().await.unwrap();
        let live = Live::load(store.clone(), Time::system()).await.unwrap();
        assert_eq!(check::faults(&live.record()), Vec::<String>::new());
        store.close().await.unwrap();
        live.record().subjects().len()
    })
}

#[test]
fn a_server_killed_under_edits_loses_none_that_it_acknowledged_and_half_writes_none() {
    let times = |least: u32, most: u32| {
        let asked: Option<u32> = std::env::var("JALONS_CRASH").ok().and_then(|text| text.parse().ok());
        asked.map_or(least, |asked| asked.min(most))
    };
    on_each_address(async |address| {
        let is_postgres = address.starts_with("postgres");
        let times = if is_postgres { times(2, 50) } else { times(3, 200) };
        killed(&address, times).await;
        if times > 3 {
            let engine = if is_postgres { "PostgreSQL" } else { "SQLite" };
            println!(
                "crash: {engine}, killed {times} times: none lost, none half-written, journal and statements agree"
            );
        }
    });
}

/// Kills a server over the database at `address` so many times while it is written to, and compares each time.
async fn killed(address: &str, times: u32) {
    let programme = Programme::at(address).await;
    programme.load_seed().await;
    let token = token(&programme).await;
    let store = programme.live.store().clone();
    drop(programme);
    store.close().await.unwrap();

    let mut acknowledged: Vec<(String, String)> = Vec::new();
    let mut random = Random(0x5EED_u64 ^ u64::from(std::process::id()));
    let mut day = 0;
    for fall in 1..=times {
        let (mut server, site) = serve(address);
        let (stop, taken) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU64::new(0)));
        let writers = (0..WRITERS).map(|writer| {
            let first = day + writer * 10_000;
            let told = (Arc::clone(&stop), Arc::clone(&taken));
            tokio::spawn(write(site.clone(), token.clone(), writer, first, told))
        });
        let writers: Vec<_> = writers.collect();
        // One fall in four comes while the first edits are on their way; the others, and the last, once some were acknowledged.
        let wanted = if fall < times && random.below(4) == 0 { 0 } else { 1 + random.below(20) };
        while taken.load(Ordering::Relaxed) < wanted && !writers.iter().all(tokio::task::JoinHandle::is_finished) {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        tokio::time::sleep(Duration::from_millis(random.below(120))).await;
        server.kill().unwrap();
        server.wait().unwrap();
        stop.store(true, Ordering::Relaxed);
        let before = acknowledged.len();
        for writer in writers {
            acknowledged.extend(writer.await.unwrap());
        }
        day += (acknowledged.len() - before) as u64 + WRITERS;
        compare(address, &acknowledged).await;
    }
    assert!(!acknowledged.is_empty(), "edits were acknowledged before the falls");
}

/// Whether all that was acknowledged is there, and what is there is whole.
async fn compare(address: &str, acknowledged: &[(String, String)]) {
    let store = Store::open(address).await.unwrap();
    let live = Live::load(store.clone(), Time::system()).await.unwrap();
    let record = live.record();
    for (key, value) in acknowledged {
        let subject = record.find(&Key::new(key.as_str())).unwrap_or_else(|| panic!("{key} is lost"));
        let promises = subject.statements.iter().filter(|statement| statement.property == Property::Promised);
        let found = promises.filter(|statement| statement.value.to_string() == *value).count();
        assert_eq!(found, 1, "{key}: {value} was acknowledged");
    }
    assert_eq!(check::faults(&record), Vec::<String>::new());
    for line in record.journal() {
        let statements = record.recorded_by(line).filter(|(_, statement)| statement.journal == line.id).count();
        assert_eq!(statements as i64, line.statements, "line {}: journal and statements agree", line.id);
        assert_eq!(record.decided_by(line).count() as i64, line.decisions, "line {}", line.id);
        let made = record.subjects().iter().filter(|subject| subject.recorded_at == line.recorded_at).count();
        assert_eq!(made as i64, line.subjects, "line {}", line.id);
    }
    store.close().await.unwrap();
}

/// A server over a database, on a port of its own.
fn serve(address: &str) -> (Child, String) {
    let mut server = Command::new(env!("CARGO_BIN_EXE_jalons"))
        .args(["serve", "--database", address, "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let site = line.split_whitespace().find(|word| word.starts_with("http://"));
    (server, site.unwrap_or_else(|| panic!("the server says {line}")).to_owned())
}

/// Promises one day after another of a contract of its own, until the server falls; gives what was acknowledged.
async fn write(
    site: String,
    token: String,
    writer: u64,
    first: u64,
    (stop, taken): (Arc<AtomicBool>, Arc<AtomicU64>),
) -> Vec<(String, String)> {
    let client: Client<_, Full<axum::body::Bytes>> = Client::builder(TokioExecutor::new()).build_http();
    let contract = ["2-ti-3201", "2-ti-3202", "2-ti-3203", "2-ti-3204", "2-ti-3205", "2-ti-3206"][writer as usize];
    let address = format!("{site}/api/v1/contracts/{contract}-contrat");
    let mut acknowledged = Vec::new();
    let mut tag: Option<String> = None;
    for number in first.. {
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let date = nth(number);
        let request = axum::http::Request::put(format!("{address}/promise"))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json");
        let request = match &tag {
            Some(tag) => request.header("if-match", tag),
            None => request.header("if-none-match", "*"),
        };
        let body = json!({ "date": date, "reason": "calendar" }).to_string();
        let Ok(answer) = client.request(request.body(Full::from(body)).unwrap()).await else { break };
        let status = answer.status().as_u16();
        tag = answer.headers().get("etag").and_then(|tag| tag.to_str().ok()).map(str::to_owned);
        // An answer whose head came was acknowledged, whether or not its body does.
        if matches!(status, 200 | 201) {
            taken.fetch_add(1, Ordering::Relaxed);
            acknowledged.push((format!("contract:{contract}-contrat"), date));
        } else {
            assert_eq!(status, 412, "{:?}", answer.into_body().collect().await.map(|body| body.to_bytes()));
        }
    }
    acknowledged
}

/// The promise of a number, another for each: a day of the coming decades, or a span that begins on one.
fn nth(number: u64) -> String {
    const DAYS: u64 = 20_000;
    let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap().checked_add_days(Days::new(number % DAYS)).unwrap();
    let last = first.checked_add_days(Days::new(number / DAYS)).unwrap();
    if first == last { first.to_string() } else { format!("{first}/{last}") }
}

/// Instants that differ from run to run: no randomness that anything rests on (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }
}
