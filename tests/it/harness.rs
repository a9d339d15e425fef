//! What tests speak: a programme on a fresh database, files to import, what is said of a subject.

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    future::Future,
    io::Write as _,
    sync::{Arc, Mutex, OnceLock},
};

use axum::{
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use chrono::{NaiveDate, TimeZone as _, Utc};
use http_body_util::BodyExt as _;
use jalons::{
    import::{self, File, How, Kind, Report, What, seed},
    programme::{
        clock::Time,
        live::Live,
        property::Property,
        record::{Record, Subject},
        statement::Statement,
    },
    store::{Actor, Key, Store},
    web::App,
};
use sea_orm::ConnectionTrait as _;
use tempfile::TempDir;
use tower::ServiceExt as _;

/// A programme on a database of its own, which goes with it.
pub struct Programme {
    pub live: Live,
    address: String,
    folder: Option<Arc<TempDir>>,
}

/// Says once that the tests that need `what` are skipped, or fails where `JALONS_REQUIRE_{needed}` is 1.
pub fn skip(needed: &str, what: &str) {
    static SAID: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let variable = format!("JALONS_REQUIRE_{needed}");
    assert!(std::env::var(&variable).as_deref() != Ok("1"), "{variable}: {what} cannot be had");
    if SAID.lock().unwrap().insert(what.to_owned()) {
        // Not `eprintln!`: of a test that passes, what that says is thrown away.
        std::io::stderr().write_all(format!("skipped, since it cannot be had: {what}\n").as_bytes()).unwrap();
    }
}

/// Runs a test on SQLite, and on PostgreSQL where one can be reached. See [`skip`] for where none can.
pub fn on_each_engine<T, F>(test: T)
where
    T: Fn(Programme) -> F,
    F: Future<Output = ()>,
{
    on_each_engine_unchecked(async |programme| {
        let (live, _folder) = (programme.live.clone(), programme.folder.clone());
        test(programme).await;
        record_is_that_of_its_database(&live).await;
    });
}

/// The same where the test takes tables away from under the record.
pub fn on_each_engine_unchecked(test: impl AsyncFn(Programme)) {
    run(async {
        let programme = Programme::on_sqlite().await;
        let store = programme.live.store().clone();
        test(programme).await;
        store.close().await.unwrap();
    });
    run(async {
        let Some((programme, drop_it)) = Programme::on_postgres().await else { return };
        let store = programme.live.store().clone();
        test(programme).await;
        store.close().await.unwrap();
        drop_it.now().await;
    });
}

/// Whatever a test did: the record in memory, which takes up edits as they are written, is the one that the database gives.
async fn record_is_that_of_its_database(live: &Live) {
    let kept = live.follow().await.unwrap();
    let read = Live::load(live.store().clone(), live.time.clone()).await.unwrap().record();
    assert_eq!(kept.subjects().len(), read.subjects().len());
    for (kept, read) in kept.subjects().iter().zip(read.subjects()) {
        assert_eq!(format!("{kept:?}"), format!("{read:?}"));
    }
    assert!(kept.journal_by(None).eq(read.journal_by(None)), "the journals differ");
    assert_eq!(kept.by_day(), read.by_day());
}

/// Runs a test on SQLite alone: where the engine makes no difference.
pub fn on_sqlite<T, F>(test: T)
where
    T: FnOnce(Programme) -> F,
    F: Future<Output = ()>,
{
    run(async { test(Programme::on_sqlite().await).await });
}

/// Runs a test on the address of a fresh database of each engine that can be had: where a server of its own opens it.
pub fn on_each_address<T, F>(test: T)
where
    T: Fn(String) -> F,
    F: Future<Output = ()>,
{
    run(async {
        let folder = tempfile::tempdir().unwrap();
        test(format!("sqlite:{}", folder.path().join("jalons.db").display())).await;
    });
    run(async {
        let Some((programme, drop_it)) = Programme::on_postgres().await else { return };
        let address = programme.address.clone();
        programme.live.store().clone().close().await.unwrap();
        test(address).await;
        drop_it.now().await;
    });
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

/// The day on which tests take place.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()
}

fn stopped() -> Time {
    Time::stopped(Utc.with_ymd_and_hms(2026, 11, 23, 9, 0, 0).unwrap())
}

/// A PostgreSQL schema that a test has made.
struct Schema {
    server: String,
    name: String,
}

impl Schema {
    async fn now(self) {
        let server = sea_orm::Database::connect(&self.server).await.unwrap();
        server.execute_unprepared(&format!("DROP SCHEMA {} CASCADE", self.name)).await.unwrap();
    }
}

impl Programme {
    /// A programme on a fresh SQLite file, for whoever keeps a runtime of his own.
    pub async fn fresh() -> Self {
        Self::on_sqlite().await
    }

    /// The programme of a database that others open too, at the system's time.
    pub async fn at(address: &str) -> Self {
        let store = Store::open(address).await.unwrap();
        store.migrate().await.unwrap();
        let live = Live::load(store, Time::system()).await.unwrap();
        Self { live, address: address.to_owned(), folder: None }
    }

    async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("jalons.db").display());
        let live = open(&address).await;
        Self { live, address, folder: Some(Arc::new(folder)) }
    }

    async fn on_postgres() -> Option<(Self, Schema)> {
        let server = std::env::var("JALONS_TEST_POSTGRES")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/test".to_owned());
        let mut options = sea_orm::ConnectOptions::new(&server);
        options.connect_timeout(std::time::Duration::from_secs(2)).sqlx_logging(false);
        let connection = match sea_orm::Database::connect(options).await {
            Ok(connection) => connection,
            Err(error) => {
                skip("POSTGRES", &format!("PostgreSQL ({error})"));
                return None;
            }
        };
        let name = format!("t{}", uuid());
        connection.execute_unprepared(&format!("CREATE SCHEMA {name}")).await.unwrap();
        connection.close().await.unwrap();
        let separator = if server.contains('?') { '&' } else { '?' };
        let address = format!("{server}{separator}options=-c%20search_path%3D{name}");
        let live = open(&address).await;
        Some((Self { live, address, folder: None }, Schema { server, name }))
    }

    /// A programme of which nothing is known, on a database beside that of the test.
    pub async fn empty() -> Self {
        Self::on_sqlite().await
    }

    /// The same programme, its record loaded again.
    pub async fn again(self) -> Self {
        Self { live: Live::load(self.live.store().clone(), self.live.time.clone()).await.unwrap(), ..self }
    }

    /// Runs a command on the database behind the back of the store.
    pub async fn run(&self, command: &str) -> Result<(), sea_orm::DbErr> {
        let connection = sea_orm::Database::connect(&self.address).await.unwrap();
        connection.execute_unprepared(command).await?;
        connection.close().await
    }

    /// Everything that its SQLite database holds, as it stands on the disk.
    pub fn bytes(&self) -> Vec<u8> {
        let file = self.address.strip_prefix("sqlite:").unwrap();
        ["", "-wal"].iter().flat_map(|end| std::fs::read(format!("{file}{end}")).unwrap_or_default()).collect()
    }

    /// The record as it is now.
    pub fn record(&self) -> Arc<Record> {
        self.live.record()
    }

    /// Loads the bundled seed, and says so if it cannot.
    pub async fn load_seed(&self) -> Report {
        let report = seed::load(&self.live, false, |_| {}).await.unwrap();
        assert!(report.is_taken(), "{}", told(&report));
        report
    }

    /// Imports one file as an official would.
    pub async fn import(&self, kind: &str, text: &str) -> Report {
        self.import_files(kind, &[("file.csv", text.as_bytes())], false).await
    }

    /// What an import of one file would do.
    pub async fn try_import(&self, kind: &str, text: &str) -> Report {
        self.import_files(kind, &[("file.csv", text.as_bytes())], true).await
    }

    /// Imports files of one kind.
    pub async fn import_files(&self, kind: &str, files: &[(&str, &[u8])], dry_run: bool) -> Report {
        let files: Vec<File> =
            files.iter().map(|(name, bytes)| File { name: (*name).to_owned(), bytes: bytes.to_vec() }).collect();
        let how = How { collected_on: today(), dry_run };
        let what = match kind {
            "questions" => What::Questions { accepted: false },
            "accepted questions" => What::Questions { accepted: true },
            kind => What::Table(Kind::named(kind).unwrap()),
        };
        import::import(&self.live, &Actor::operator(), what, &files, how, |_| {}).await.unwrap()
    }

    /// The subject of a key.
    pub fn subject(&self, key: &str) -> Arc<Subject> {
        let record = self.record();
        Arc::clone(record.find(&Key::new(key)).unwrap_or_else(|| panic!("{key} is not known")))
    }

    /// What stands of a property of a subject, in the order of recording.
    pub fn said(&self, key: &str, property: Property) -> Vec<Statement> {
        let all = self.subject(key).statements.clone();
        let superseded = |one: &Statement| all.iter().any(|other| other.supersedes == Some(one.id));
        all.iter().filter(|one| one.property == property && !superseded(one)).cloned().collect()
    }

    /// The values that stand of a property of a subject.
    pub fn values(&self, key: &str, property: Property) -> Vec<String> {
        self.said(key, property).iter().map(|statement| statement.value.to_string()).collect()
    }
}

async fn open(address: &str) -> Live {
    let store = Store::open(address).await.unwrap();
    store.migrate().await.unwrap();
    Live::load(store, stopped()).await.unwrap()
}

/// The site over a programme, asked as a reader would.
#[derive(Clone)]
pub struct Site(axum::Router);

/// What the site answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Site {
    /// The site over a record.
    pub fn over(live: &Live) -> Self {
        Self(App::new(live.clone()).router())
    }

    /// The bundled seed on SQLite, loaded once for all tests that only read it.
    pub fn of_seed() -> Self {
        static SEED: OnceLock<Site> = OnceLock::new();
        let load = || {
            let (send, receive) = std::sync::mpsc::channel();
            on_sqlite(async move |programme| {
                programme.load_seed().await;
                send.send(Self::over(&programme.live)).unwrap();
            });
            receive.recv().unwrap()
        };
        SEED.get_or_init(load).clone()
    }

    /// Asks for an address.
    pub async fn get(&self, address: &str) -> Answer {
        self.ask("GET", address, &[]).await
    }

    /// Asks in any way.
    pub async fn ask(&self, method: &str, address: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, address, headers, Vec::new()).await
    }

    /// Sends a body in any way.
    pub async fn send(&self, method: &str, address: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(method).uri(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let response = self.0.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// The JSON at an address that has some.
    pub async fn json(&self, address: &str) -> serde_json::Value {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        answer.json()
    }

    /// Every page of a list, as the `next` links lead.
    pub async fn pages(&self, address: &str) -> Vec<serde_json::Value> {
        let mut pages = vec![self.json(address).await];
        while let Some(next) = pages.last().unwrap()["links"]["next"].as_str().map(str::to_owned) {
            pages.push(self.json(&next).await);
            assert!(pages.len() < 10_000, "{address} has no end");
        }
        pages
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Runs a test that only reads the bundled seed.
pub fn on_the_seed<F: Future<Output = ()>>(test: impl FnOnce(Site) -> F) {
    let site = Site::of_seed();
    run(test(site));
}

/// The refusals of a report, one a line.
pub fn told(report: &Report) -> String {
    report.refusals.iter().fold(String::new(), |mut text, refusal| {
        let _ = writeln!(text, "{refusal}");
        text
    })
}

/// A name that no other test has.
fn uuid() -> String {
    static NEXT: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let next = NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    format!("{}_{next}", std::process::id())
}
