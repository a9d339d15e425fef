//! Files that programs publish: `POST /api/v1/imports`.

use axum::{body::Body, http::Request};
use jalons::{
    access::token::{self, Scope},
    programme::property::Property,
};
use serde_json::Value;

use super::fixture::{ONE, Written, retained, small, workbook};
use crate::{
    harness::{Answer, Programme, on_each_engine, today},
    office::{Browser, agent},
};

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A token of a new official of the Hauts-de-France.
async fn token(programme: &Programme, login: &str, scope: Scope) -> String {
    let account = agent(programme, login, "official", &["32"]).await;
    let (store, now) = (programme.live.store(), programme.live.time.now());
    let last = today() + chrono::Days::new(30);
    token::create(store, &account, ("essai", &[scope], last), now).await.unwrap().reveal().to_owned()
}

async fn send(programme: &Programme, token: &str, query: &str, kind: &str, bytes: &[u8]) -> (u16, Value) {
    let answer = send_with(programme, token, query, &[("content-type", kind)], bytes).await;
    (answer.status.as_u16(), answer.json())
}

async fn send_with(programme: &Programme, token: &str, query: &str, headers: &[(&str, &str)], bytes: &[u8]) -> Answer {
    let request = Request::post(format!("/api/v1/imports{query}")).header("authorization", format!("Bearer {token}"));
    let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
    Browser::over(&programme.live).send(request, Body::from(bytes.to_vec())).await
}

#[test]
fn a_program_looks_at_a_file_and_publishes_it() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let token = token(&programme, "camille", Scope::Import).await;
        let text = "territoire;promis le;motif\nBoulonnais - Calaisis;2027-06;crise\nThiérache;;\n";
        let last = programme.record().last_journal();
        let (status, tried) = send(&programme, &token, "?dry_run=true", "text/csv", text.as_bytes()).await;
        assert_eq!(status, 200, "{tried}");
        assert_eq!(
            (&tried["dry_run"], &tried["journal"], &tried["counts"]["changed"]),
            (&true.into(), &Value::Null, &1.into())
        );
        let cell = &tried["lines"][0]["cells"][0];
        assert_eq!(
            (cell["column"].as_str(), cell["old"].as_str(), cell["new"].as_str()),
            (Some("promised_on"), Some("2027-03-15"), Some("2027-06"))
        );
        assert_eq!(programme.record().last_journal(), last);
        let (status, done) = send(&programme, &token, "", "text/csv; charset=utf-8", text.as_bytes()).await;
        assert_eq!((status, &done["journal"]), (200, &Value::from(last + 1)), "{done}");
        assert_eq!(programme.record().journal().last().unwrap().action, "import fichier");
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-06"));
        let (status, again) = send(&programme, &token, "", "text/csv", text.as_bytes()).await;
        assert_eq!(
            (status, &again["journal"], &again["counts"]["unchanged"]),
            (200, &Value::Null, &2.into()),
            "{again}"
        );
    });
}

#[test]
fn a_file_sent_twice_under_one_key_is_published_once_and_answered_alike() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let token = token(&programme, "camille", Scope::Import).await;
        let file = |day: &str| format!("territoire;promis le;motif\nBoulonnais - Calaisis;{day};crise\n");
        let headers = [("content-type", "text/csv"), ("idempotency-key", "nuit-du-27")];
        let first = send_with(&programme, &token, "", &headers, file("2027-06").as_bytes()).await;
        assert_eq!((first.status.as_u16(), first.header("idempotency-replayed")), (200, ""), "{}", first.text());
        let line = programme.record().last_journal();
        assert_eq!(first.json()["journal"], line);
        let second = send_with(&programme, &token, "", &headers, file("2027-06").as_bytes()).await;
        assert_eq!((second.status.as_u16(), second.header("idempotency-replayed")), (200, "true"));
        assert_eq!((second.body, programme.record().last_journal()), (first.body, line), "nothing was done twice");
        let other = send_with(&programme, &token, "", &headers, file("2027-07").as_bytes()).await;
        assert_eq!((other.status.as_u16(), &other.json()["type"]), (422, &"/api#key-taken".into()));
        // What is refused, or only looked at, is not kept.
        let headers = [("content-type", "text/csv"), ("idempotency-key", "k2")];
        for (query, day, status) in [("", "bientôt", 422), ("?dry_run=true", "2027-08", 200), ("", "2027-08", 200)] {
            let answer = send_with(&programme, &token, query, &headers, file(day).as_bytes()).await;
            let told = (answer.status.as_u16(), answer.header("idempotency-replayed"));
            assert_eq!(told, (status, ""), "{query} {day}: {}", answer.text());
        }
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-08"));
    });
}

#[test]
fn what_cannot_be_taken_is_told_with_sheet_line_and_column() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let token = token(&programme, "camille", Scope::Import).await;
        let row = |territory, promised| vec![Written::Text(territory), Written::Text(promised)];
        let rows = [
            row("Thiérache", "bientôt"),
            row("Pays d’Auge", "2027"),
            row("Boulonnais - Calaisis", "2027-09"),
            row("Cœur de Picardie", ""),
        ];
        let bytes = workbook("Contrats", &["territoire", "promis le"], &rows);
        for query in ["", "?dry_run=true"] {
            let (status, problem) = send(&programme, &token, query, XLSX, &bytes).await;
            assert_eq!((status, &problem["type"]), (422, &"/api#cells".into()), "{problem}");
            let errors = problem["errors"].as_array().unwrap();
            assert_eq!(errors.len(), 3, "{problem}");
            assert_eq!(
                (&errors[0]["sheet"], &errors[0]["line"], &errors[0]["column"]),
                (&"Contrats".into(), &2.into(), &"B".into())
            );
            assert_eq!(errors[0]["found"], "bientôt");
            assert!(errors[0]["expected"].as_str().unwrap().starts_with("a date"));
            assert!(errors[0]["mend"].as_str().unwrap().starts_with("Correct"));
            assert!(errors[2]["expected"].as_str().unwrap().starts_with("a reason: calendar"), "{problem}");
        }
        let blank = "territoire;promis le;motif\nBoulonnais - Calaisis;2027-09;\n";
        let (_, problem) = send(&programme, &token, "", "text/csv", blank.as_bytes()).await;
        assert_eq!((&problem["errors"][0]["line"], &problem["errors"][0]["column"]), (&2.into(), &"C".into()));
        let good = workbook(
            "Contrats",
            &["territoire", "promis le"],
            &[row("Thiérache", "bientôt"), row("Thiérache", "2027")],
        );
        let (status, report) = send(&programme, &token, "?only_good=true", XLSX, &good).await;
        assert_eq!(status, 200, "{report}");
        assert_eq!(
            (&report["counts"]["refused"], report["errors"].as_array().unwrap().len()),
            (&2.into(), 2),
            "{report}"
        );
        let good = workbook(
            "Contrats",
            &["territoire", "promis le"],
            &[row("Boulonnais - Calaisis", "x"), row("Thiérache", "2027")],
        );
        let (status, report) = send(&programme, &token, "?only_good=true", XLSX, &good).await;
        assert_eq!((status, report["journal"].is_i64()), (200, true), "{report}");
        assert_eq!(programme.values("contract:2-ti-3203-contrat", Property::Promised), ["2027"]);
    });
}

#[test]
fn a_conflict_is_told_with_what_stands_there_now() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let token = token(&programme, "camille", Scope::Import).await;
        let version = programme.subject(ONE).version(None);
        let file =
            |day: &str| format!("identifiant;version;promis le;motif\n2-ti-3201-contrat;{version};{day};crise\n");
        assert_eq!(send(&programme, &token, "", "text/csv", file("2027-05").as_bytes()).await.0, 200);
        let (status, problem) = send(&programme, &token, "", "text/csv", file("2027-06").as_bytes()).await;
        assert_eq!(status, 409, "{problem}");
        assert!(problem["errors"][0]["expected"].as_str().unwrap().ends_with("it is now mai 2027"), "{problem}");
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-05"));
    });
}

#[test]
fn a_file_asks_for_a_token_that_may_import() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let other = token(&programme, "camille", Scope::ChangeDates).await;
        let own = token(&programme, "dominique", Scope::Import).await;
        let text = b"territoire;promis le\n";
        assert_eq!(send(&programme, "jalons_inconnu", "", "text/csv", text).await.0, 401);
        assert_eq!(send(&programme, &other, "", "text/csv", text).await.0, 403);
        assert_eq!(send(&programme, &own, "", "application/json", text).await.0, 415);
        assert_eq!(send(&programme, &own, "?dryrun=true", "text/csv", text).await.0, 400);
        assert_eq!(send(&programme, &own, "?name=a.csv", "text/csv", text).await.0, 400, "no name is asked for");
        assert_eq!(send(&programme, &own, "", "text/csv", b"").await.0, 400);
        assert_eq!(send(&programme, &own, "", "text/csv", &vec![b'a'; (20 << 20) + 1]).await.0, 413);
        let (status, problem) = send(&programme, &own, "", XLSX, b"PK\x03\x04rien").await;
        assert_eq!((status, &problem["errors"][0]["expected"]), (422, &"an .xlsx workbook".into()), "{problem}");
    });
}
