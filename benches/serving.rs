//! `cargo bench --bench serving`: how fast the site answers, against a bare handler of the same bytes and against the
//! same rows read through SeaORM at each request, in one run on loopback.
//!
//! Server and load have a core each; each measure is the median of five rounds, taken in turn. Ratios count, figures do not travel.

#![expect(clippy::unwrap_used, reason = "a bench may fall")]

mod common;

use std::{
    collections::{BTreeSet, HashSet},
    net::SocketAddr,
    process::ExitCode,
    sync::Arc,
};

use axum::{Json, Router, body::Bytes, extract::State, http::header::CONTENT_TYPE, routing::get};
use common::load::{Measure, Paths, load, serve};
use jalons::{
    programme::{
        clock::{Clock, Time},
        contract, copil, figure,
        filter::Filter,
        live::Live,
        milestone,
        phase::Phase,
        question, source, territory, timeline,
        view::Programme,
    },
    serve::open,
    store::{Store, SubjectId, decision, journal, statement, subject},
    web::App,
};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _};

const TIMELINE: &str = "/api/v1/timeline";
const ROUNDS: usize = 5;
const SECONDS: f64 = 2.0;

fn main() -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("bench.db").display());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let live = runtime.block_on(open(&file, Time::system())).unwrap();
    let page = page_rows(&live);
    let jalons = serve(App::new(live).router());

    let timeline = fetch(&runtime, jalons, TIMELINE);
    let answer = serde_json::from_slice(&timeline).unwrap();
    let same_bytes = serve(bare(timeline, "application/json"));
    let home_bytes = serve(bare(fetch(&runtime, jalons, "/"), "text/html; charset=utf-8"));
    let orm = serve(through_the_orm(runtime.block_on(Store::open(&file)).unwrap(), page, answer));

    // Each request has a filter of its own, and the same rows pass it.
    let new_filter = |n: u64| {
        let day = chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap() + chrono::TimeDelta::days((n % 20_000) as i64);
        format!("{TIMELINE}?to={day}&limit={}", 1000 - n / 20_000)
    };
    let contenders: [(&str, SocketAddr, Paths); 6] = [
        ("(a) Jalons, default timeline", jalons, Box::new(|_| TIMELINE.to_owned())),
        ("(b) bare axum, the same bytes", same_bytes, Box::new(|_| "/".to_owned())),
        ("(a) Jalons, home page", jalons, Box::new(|_| "/".to_owned())),
        ("(b) bare axum, the home page's bytes", home_bytes, Box::new(|_| "/".to_owned())),
        ("(a) Jalons, a filter not asked before", jalons, Box::new(new_filter)),
        ("(c) SeaORM per request, the same rows", orm, Box::new(|_| "/".to_owned())),
    ];
    let names = contenders.each_ref().map(|(name, ..)| *name);
    let contenders = contenders.into_iter().map(|(_, address, paths)| (address, paths)).collect();
    let measures = load(contenders, ROUNDS, SECONDS);
    for (name, measure) in names.iter().zip(&measures) {
        println!("{name:<42} {measure}");
    }
    let [ready, bare, home, home_bare, fresh, rows] = measures[..] else { unreachable!("six of them") };

    println!();
    let ratios = [
        ratio("default timeline / bare handler", ready, bare, 0.8),
        ratio("default timeline / SeaORM per request", ready, rows, 50.0),
        ratio("new filter / SeaORM per request", fresh, rows, 10.0),
        ratio("home page / bare handler", home, home_bare, 0.6),
    ];
    println!(
        "\nWhat limits each: (a) and (b) alike spend their time in the system's calls for reading and writing sockets; \
         (a) adds one look-up of the ready answer by its address. A new filter is parsed, evaluated over the subjects in \
         memory and written as JSON once. (c) waits for eleven round trips to SQLite's worker threads, makes an entity of \
         each row and writes JSON, at each request; it evaluates no rule."
    );
    if ratios.into_iter().all(|kept| kept) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn ratio(name: &str, one: Measure, two: Measure, least: f64) -> bool {
    let ratio = one.rate / two.rate;
    let kept = ratio >= least;
    println!("{name:<42} {ratio:>8.2}   (at least {least}) {}", if kept { "kept" } else { "MISSED" });
    kept
}

fn bare(bytes: Bytes, kind: &'static str) -> Router {
    Router::new()
        .route("/", get(move |State(bytes): State<Bytes>| async move { ([(CONTENT_TYPE, kind)], bytes) }))
        .with_state(bytes)
}

/// Reads at each request the rows that the default page is made of, as SeaORM's loader does (one query a table, for
/// the numbers of the parents), and writes the page's JSON. Evaluating them is left out, in its favour: it writes
/// what Jalons answered.
fn through_the_orm(store: Store, page: PageRows, answer: serde_json::Value) -> Router {
    type Shared = Arc<(DatabaseConnection, PageRows, serde_json::Value)>;
    async fn rows(State(shared): State<Shared>) -> Json<serde_json::Value> {
        let (database, page, answer) = shared.as_ref();
        macro_rules! load {
            ($table:ident, $column:ident, $numbers:expr) => {
                $table::Entity::find().filter($table::Column::$column.is_in($numbers)).all(database).await.unwrap()
            };
        }
        let subjects = load!(subject, Id, page.subjects.iter().copied());
        let statements = load!(statement, SubjectId, page.subjects.iter().copied());
        let decisions = load!(decision, StatementId, statements.iter().map(|row| row.id));
        let sources = load!(source, SubjectId, statements.iter().map(|row| row.source_id).collect::<HashSet<_>>());
        let lines = load!(journal, Id, statements.iter().map(|row| row.journal_id).collect::<HashSet<_>>());
        let contracts = load!(contract, SubjectId, page.rows.iter().copied());
        let copils = load!(copil, SubjectId, page.rows.iter().copied());
        let milestones = load!(milestone, SubjectId, page.rows.iter().copied());
        let figures = load!(figure, SubjectId, page.rows.iter().copied());
        let questions = load!(question, SubjectId, page.rows.iter().copied());
        let territories = load!(territory, SubjectId, contracts.iter().map(|row| row.territory_id));
        let nouns = contracts.len() + copils.len() + milestones.len() + figures.len() + questions.len();
        assert_eq!((nouns, subjects.len()), (page.rows.len(), page.subjects.len()));
        std::hint::black_box((statements, decisions, sources, lines, territories));
        Json(answer.clone())
    }
    Router::new().route("/", get(rows)).with_state(Arc::new((store.reader().clone(), page, answer)))
}

/// The rows of the default page, by the numbers of their subjects.
struct PageRows {
    /// The subjects of the page.
    rows: Vec<SubjectId>,
    /// These, with the territories and regions that they name.
    subjects: Vec<SubjectId>,
}

fn page_rows(live: &Live) -> PageRows {
    let today = live.time.today();
    let record = live.record();
    let programme = Programme::at(Arc::clone(&record), Clock::of_day(today));
    let filter = Filter { phase: Some(Phase::on(today)), ..Filter::default() };
    let items = timeline::page(&programme, &filter, None, 100).items;
    let rows: Vec<SubjectId> = items.iter().map(|item| item.position.subject).collect();
    let territories = items.iter().filter_map(|item| Some(record.find(&item.territory.as_ref()?.id.key())?.id));
    let regions = items.iter().flat_map(|item| &item.regions).filter_map(|code| Some(record.find(&code.key())?.id));
    let subjects: BTreeSet<SubjectId> = rows.iter().copied().chain(territories).chain(regions).collect();
    PageRows { rows, subjects: subjects.into_iter().collect() }
}

fn fetch(runtime: &tokio::runtime::Runtime, address: SocketAddr, path: &str) -> Bytes {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    runtime.block_on(async {
        let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let body = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        assert!(answer.starts_with(b"HTTP/1.1 200"), "{path}");
        Bytes::copy_from_slice(&answer[body..])
    })
}
