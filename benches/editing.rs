//! What an audited edit costs, against the bare insert of the same rows; how long the last of sixteen callers waits; and
//! when a reader sees an edit. On SQLite with `synchronous=FULL`, and on PostgreSQL where one can be reached.
//!
//! An edit is an official's: a new promise of a contract with its reason. It takes the write order, checks right and
//! version, and records the journal's line, the source, the statement and the subject's version. The bare side writes
//! the very same rows in one transaction, and checks nothing. Both are measured in turn in one run.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a bench may fall")]

mod common;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, http::Request};
use common::madeup;
use http_body_util::BodyExt as _;
use jalons::{
    access::account,
    programme::{
        change::promise::{Promise, PromiseDraft},
        clock::Time,
        desk::Desk,
        live::Live,
        rights::Action,
    },
    store::{Actor, Key, Role, Store},
    web::App,
};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement as Sql, Value};
use tower::ServiceExt as _;

/// How many edits a round has, and how many rounds.
const EDITS: u64 = 100;
const ROUNDS: u64 = 7;

/// How many callers there are at once, and how many edits each makes.
const CALLERS: u64 = 16;
const EACH: u64 = 40;

/// The contracts that are edited.
const CONTRACTS: u64 = 150;

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
        println!("SQLite, synchronous=FULL:");
        let mut kept = engine(&file("audited.db"), &file("bare.db")).await;
        let server = std::env::var("JALONS_TEST_POSTGRES")
            .unwrap_or_else(|_| "postgres://postgres@127.0.0.1:5432/test".to_owned());
        match sea_orm::Database::connect(&server).await {
            Ok(connection) => {
                println!("PostgreSQL:");
                let names = ["audited", "bare"].map(|name| format!("bench_{name}_{}", std::process::id()));
                let join = if server.contains('?') { '&' } else { '?' };
                for name in &names {
                    connection.execute_unprepared(&format!("CREATE SCHEMA {name}")).await.unwrap();
                }
                let [audited, bare] =
                    names.each_ref().map(|name| format!("{server}{join}options=-c%20search_path%3D{name}"));
                kept &= engine(&audited, &bare).await;
                for name in &names {
                    connection.execute_unprepared(&format!("DROP SCHEMA {name} CASCADE")).await.unwrap();
                }
            }
            Err(error) => println!("PostgreSQL: skipped, since it cannot be reached ({error})"),
        }
        sign_in(&file("accounts.db")).await;
        if kept { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    })
}

async fn engine(audited: &str, bare: &str) -> bool {
    let live = Live::load(madeup::programme_at(audited, 1).await, Time::system()).await.unwrap();
    let other = madeup::programme_at(bare, 1).await;
    let bare = Live::load(other.clone(), Time::system()).await.unwrap();
    // Each contract's first edit makes it: not what is measured.
    for n in 0..CONTRACTS {
        edit(&live, n, 0).await;
        edit(&bare, n, 0).await;
    }
    let (mut audited, mut plain) = (Vec::new(), Vec::new());
    let mut next = Next::of(&bare);
    for round in 0..ROUNDS {
        let began = Instant::now();
        for n in 0..EDITS {
            edit(&live, n, round * EDITS + n + 1).await;
        }
        audited.push(rate(EDITS, began.elapsed()));
        let began = Instant::now();
        for n in 0..EDITS {
            next.insert(&other, n).await;
        }
        plain.push(rate(EDITS, began.elapsed()));
    }
    let mut ratios: Vec<f64> = audited.iter().zip(&plain).map(|(audited, plain)| audited / plain).collect();
    let (audited, plain, ratio) = (median(&mut audited), median(&mut plain), median(&mut ratios));
    println!(
        "    one caller: {audited:>7.0} audited edits/s, {plain:>7.0} bare inserts/s, ratio {ratio:.2} (wanted ≥ 0.5)"
    );

    let began = Instant::now();
    let callers = (0..CALLERS).map(|caller| {
        let live = live.clone();
        tokio::spawn(async move {
            let mut waits = Vec::new();
            for n in 0..EACH {
                let began = Instant::now();
                edit(&live, caller * 9 % CONTRACTS, 10_000 + caller * EACH + n).await;
                waits.push(began.elapsed());
            }
            waits
        })
    });
    let mut waits = Vec::new();
    for caller in callers.collect::<Vec<_>>() {
        waits.extend(caller.await.unwrap());
    }
    waits.sort_unstable();
    println!(
        "    {CALLERS} callers: {:>7.0} audited edits/s; half within {:.1} ms, the worst wait {:.1} ms",
        rate(CALLERS * EACH, began.elapsed()),
        ms(waits[waits.len() / 2]),
        ms(waits[waits.len() - 1])
    );
    visible(&live).await;
    ratio >= 0.5
}

/// From the commit to a read over HTTP that shows it: of the instance that wrote, and of another one.
async fn visible(live: &Live) {
    let router = App::new(live.clone()).router();
    let elsewhere = Live::load(live.store().clone(), Time::system()).await.unwrap();
    let follower = tokio::spawn(elsewhere.clone().keep_following());
    let other = App::new(elsewhere).router();
    let (mut here, mut there) = (Vec::new(), Vec::new());
    for n in 0..9 {
        let (key, date) = (contract(n), day(20_000 + n));
        edit(live, n, 20_000 + n).await;
        let committed = Instant::now();
        let address = format!("/api/v1/contracts/{}", key.identity());
        assert!(get(&router, &address).await.contains(&date), "the edit is not visible");
        here.push(committed.elapsed().as_secs_f64() * 1e3);
        while !get(&other, &address).await.contains(&date) {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        there.push(committed.elapsed().as_secs_f64() * 1e3);
    }
    follower.abort();
    println!(
        "    from commit to a read that shows it: {:.2} ms here, {:.0} ms in another instance",
        median(&mut here),
        median(&mut there)
    );
}

/// The time that a refused sign-in takes, for a login that somebody has and for one that nobody has.
async fn sign_in(address: &str) {
    let store = Store::open(address).await.unwrap();
    store.migrate().await.unwrap();
    let new = account::NewAccount {
        login: "connu@exemple.fr".to_owned(),
        name: "Connu".to_owned(),
        role: "national".to_owned(),
        regions: Vec::new(),
    };
    let known = account::create(&store, &new, Time::system().now()).await.unwrap();
    account::set_password(&store, &known, "orage sur la Deûle en mars".to_owned()).await.unwrap();
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..30 {
        // Each comes first as often as the other: what comes second finds the processor warm.
        for turn in 0..2 {
            let which = (round + turn) % 2;
            let login = ["connu@exemple.fr", "inconnu@exemple.fr"][which];
            let began = Instant::now();
            assert!(account::identify(&store, login, "pas lui".to_owned()).await.unwrap().is_none());
            times[which].push(began.elapsed().as_secs_f64() * 1e3);
        }
    }
    let [mut known, mut unknown] = times;
    let (known, unknown) = (median(&mut known), median(&mut unknown));
    println!("Sign-in refused: known login {known:.1} ms, unknown login {unknown:.1} ms, ratio {:.2}", known / unknown);
}

fn contract(n: u64) -> Key {
    Key::new(format!("contract:1-ti-{n:06}-avenant-9"))
}

/// The promise of a number, another for each: a day of the coming decades, or a span that begins on one.
fn day(n: u64) -> String {
    const DAYS: u64 = 20_000;
    let first = chrono::NaiveDate::from_ymd_opt(2027, 1, 1).unwrap() + chrono::Days::new(n % DAYS);
    let last = first + chrono::Days::new(n / DAYS);
    if first == last { first.to_string() } else { format!("{first}/{last}") }
}

async fn edit(live: &Live, n: u64, value: u64) {
    let actor = Actor::of_account(1, "agent", Role::National, Vec::new());
    let key = contract(n);
    let draft = PromiseDraft { date: day(value), reason: Some("calendar".to_owned()), ..PromiseDraft::default() };
    let promise = Promise::read(&draft, live.time.today()).unwrap();
    let mut desk = Desk::open(live, &actor, "promise").await.unwrap();
    promise.write(&mut desk.pen(Action::ChangeDates, &key, None).unwrap()).unwrap();
    desk.commit(live).await.unwrap();
}

/// The numbers that the bare side writes next.
struct Next {
    journal: i64,
    subject: i64,
    statement: i64,
    contracts: Vec<i64>,
}

impl Next {
    fn of(live: &Live) -> Self {
        let record = live.record();
        Self {
            journal: record.last_journal() + 1,
            subject: record.subjects().len() as i64 + 1,
            statement: record.statement_count() as i64 + 1,
            contracts: (0..CONTRACTS).map(|n| record.find(&contract(n)).unwrap().id.0).collect(),
        }
    }

    /// The rows of one edit, in one transaction.
    async fn insert(&mut self, store: &Store, n: u64) {
        let transaction = store.begin().await.unwrap();
        let backend = transaction.get_database_backend();
        let now = Time::system().now();
        let text = |text: &str| Value::from(text.to_owned());
        let contract = self.contracts[(n % CONTRACTS) as usize];
        let today: Value = now.date_naive().into();
        let rows: [(&str, Vec<Value>); 5] = [
            ("UPDATE subject SET version = version + 1 WHERE id = ?", vec![contract.into()]),
            (
                "INSERT INTO journal (id, recorded_at, actor, account_id, role, action, subjects, statements, decisions) \
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                vec![
                    self.journal.into(),
                    now.into(),
                    text("agent"),
                    1_i64.into(),
                    text("national"),
                    text("promise"),
                    1_i64.into(),
                    1_i64.into(),
                    0_i64.into(),
                ],
            ),
            (
                "INSERT INTO subject (id, key, version, journal_id) VALUES (?, ?, ?, ?)",
                vec![
                    self.subject.into(),
                    text(&format!("source:agent-{}", self.journal)),
                    1_i64.into(),
                    self.journal.into(),
                ],
            ),
            (
                "INSERT INTO source (subject_id, title, published_on, kind) VALUES (?, ?, ?, ?)",
                vec![
                    self.subject.into(),
                    text("Agent national, 27 novembre 2026"),
                    text("2026-11-27"),
                    text("official"),
                ],
            ),
            (
                "INSERT INTO statement (id, subject_id, property, value, source_id, known_on, known_inferred, reason, \
                 proposed, journal_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                vec![
                    self.statement.into(),
                    contract.into(),
                    text("promised"),
                    text("2100-01-01"),
                    self.subject.into(),
                    today,
                    false.into(),
                    text("calendar"),
                    false.into(),
                    self.journal.into(),
                ],
            ),
        ];
        for (sql, values) in rows {
            transaction.execute_raw(Sql::from_sql_and_values(backend, numbered(sql, backend), values)).await.unwrap();
        }
        transaction.commit().await.unwrap();
        self.journal += 1;
        self.subject += 1;
        self.statement += 1;
    }
}

/// PostgreSQL counts its parameters.
fn numbered(sql: &str, backend: DbBackend) -> String {
    if backend != DbBackend::Postgres {
        return sql.to_owned();
    }
    let mut parts = sql.split('?');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (n, part) in parts.enumerate() {
        out.push_str(&format!("${}{part}", n + 1));
    }
    out
}

async fn get(router: &Router, path: &str) -> String {
    let response = router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap();
    let bytes = response.into_body().collect().await.unwrap().to_bytes().to_vec();
    String::from_utf8(bytes).expect("UTF-8")
}

fn rate(count: u64, took: Duration) -> f64 {
    count as f64 / took.as_secs_f64()
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}
