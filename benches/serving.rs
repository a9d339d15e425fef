//! `cargo bench --bench serving`: how fast the site answers, against a bare handler of the same bytes and against the
//! same rows read through SeaORM at each request, in one run on loopback.
//!
//! Server and load have a core each; each measure is the median of three rounds. Ratios count, figures do not travel.

#![expect(clippy::unwrap_used, reason = "a bench may fall")]

mod common;

use std::{net::SocketAddr, process::ExitCode};

use axum::{Json, Router, body::Bytes, extract::State, http::header::CONTENT_TYPE, routing::get};
use common::load::{Measure, load, serve};
use jalons::{
    programme::{clock::Time, live::Live},
    serve::open,
    store::{Store, SubjectId, statement, subject},
    web::App,
};
use sea_orm::{ColumnTrait as _, DatabaseConnection, EntityTrait as _, QueryFilter as _};

const TIMELINE: &str = "/api/v1/timeline";
const ROUNDS: usize = 3;
const SECONDS: f64 = 3.0;

fn main() -> ExitCode {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("bench.db").display());
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let live = runtime.block_on(open(&file, Time::system())).unwrap();
    let ids = runtime.block_on(async { page_ids(&live) });
    let jalons = serve(App::new(live).router());

    let same_bytes = serve(bare(fetch(&runtime, jalons, TIMELINE), "application/json"));
    let home_bytes = serve(bare(fetch(&runtime, jalons, "/"), "text/html; charset=utf-8"));
    let orm = serve(through_the_orm(runtime.block_on(Store::open(&file)).unwrap(), ids));

    let ready = measure("(a) Jalons, default timeline", jalons, |_| TIMELINE.to_owned());
    let bare = measure("(b) bare axum, the same bytes", same_bytes, |_| "/".to_owned());
    let rows = measure("(c) SeaORM per request, the same rows", orm, |_| "/".to_owned());
    // Each request has a filter of its own, and the same rows pass it.
    let fresh = measure("(a) Jalons, a filter not asked before", jalons, |n| {
        let day = chrono::NaiveDate::from_ymd_opt(2030, 1, 1).unwrap() + chrono::TimeDelta::days((n % 20_000) as i64);
        format!("{TIMELINE}?to={day}&limit={}", 1000 - n / 20_000)
    });
    let home = measure("(a) Jalons, home page", jalons, |_| "/".to_owned());
    let home_bare = measure("(b) bare axum, the home page's bytes", home_bytes, |_| "/".to_owned());

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
         memory and written as JSON once. (c) waits for three round trips to SQLite's worker thread, makes a row of each \
         statement and writes JSON, at each request."
    );
    if ratios.into_iter().all(|kept| kept) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measure(name: &str, address: SocketAddr, path: impl Fn(u64) -> String + Send + Sync + 'static) -> Measure {
    let measure = load(address, ROUNDS, SECONDS, path);
    println!("{name:<42} {measure}");
    measure
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

/// Reads the rows of the default page at each request: the subjects, then their statements by a loader's query, then
/// the sources of those; no clock, no rule, no filter. It does less than the page that it stands against.
fn through_the_orm(store: Store, ids: Vec<SubjectId>) -> Router {
    async fn rows(State((database, ids)): State<(DatabaseConnection, Vec<SubjectId>)>) -> Json<serde_json::Value> {
        let subjects =
            subject::Entity::find().filter(subject::Column::Id.is_in(ids.clone())).all(&database).await.unwrap();
        let statements =
            statement::Entity::find().filter(statement::Column::SubjectId.is_in(ids)).all(&database).await.unwrap();
        let sources: Vec<SubjectId> = statements.iter().map(|statement| statement.source_id).collect();
        let sources = jalons::programme::source::Entity::find()
            .filter(jalons::programme::source::Column::SubjectId.is_in(sources))
            .all(&database)
            .await
            .unwrap();
        let statements: Vec<_> = statements
            .into_iter()
            .map(|row| {
                serde_json::json!({
                    "id": row.id, "subject": row.subject_id, "property": row.property, "value": row.value,
                    "words": row.words, "source": row.source_id, "quote": row.quote, "known_on": row.known_on,
                })
            })
            .collect();
        let subjects: Vec<_> = subjects
            .into_iter()
            .map(|row| serde_json::json!({ "id": row.id, "key": row.key, "version": row.version }))
            .collect();
        let sources: Vec<_> = sources
            .into_iter()
            .map(|row| {
                serde_json::json!({
                    "id": row.subject_id, "title": row.title, "address": row.address, "published_on": row.published_on,
                })
            })
            .collect();
        Json(serde_json::json!({ "subjects": subjects, "statements": statements, "sources": sources }))
    }
    Router::new().route("/", get(rows)).with_state((store.reader().clone(), ids))
}

/// The subjects of the default page.
fn page_ids(live: &Live) -> Vec<SubjectId> {
    use jalons::programme::{clock::Clock, filter::Filter, phase::Phase, timeline, view::Programme};
    let today = live.time.today();
    let programme = Programme::at(live.record(), Clock::of_day(today));
    let filter = Filter { phase: Some(Phase::on(today)), ..Filter::default() };
    timeline::page(&programme, &filter, None, 100).items.into_iter().map(|item| item.position.subject).collect()
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
