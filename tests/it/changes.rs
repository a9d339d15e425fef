//! The API for changes: who may, against which version, once; what is answered and what is written.

use axum::http::StatusCode;
use jalons::access::{
    account::{self, Account, NewAccount},
    session,
    token::{self, Scope},
};
use serde_json::{Value, json};

use crate::contract::keeps_the_contract;
use crate::harness::{Answer, Programme, Site, on_each_engine, told};

/// A program of somebody's: a site, and the token that it shows there.
#[derive(Clone)]
struct Program {
    site: Site,
    account: Account,
    token: String,
}

/// A territory of Hauts-de-France, one that it leads and that lies in Normandie too, and one of Normandie.
const FILES: [(&str, &str); 4] = [
    ("regions", "code,name,source\n32,Hauts-de-France,https://example.org/r\n28,Normandie,https://example.org/r\n"),
    (
        "territories",
        "phase,anct_id,name,lead_region,regions,source\n2,ti-3201,Boulonnais,32,32,https://example.org/t\n\
         2,ti-3202,Bresle,32,32|28,https://example.org/t\n2,ti-2801,Caux,28,28,https://example.org/t\n",
    ),
    (
        "contracts",
        "phase,territory,family,promised_on,source\n2,ti-3201,contrat,2026-12,https://example.org/c\n\
         2,ti-3202,contrat,2026-12,https://example.org/c\n2,ti-2801,contrat,2026-12,https://example.org/c\n",
    ),
    (
        "copils",
        "key,level,region,promised_on,source\ncopil:32:2026-12,regional,32,2026-12-04,https://example.org/k\n\
         copil:28:2026-12,regional,28,2026-12-04,https://example.org/k\n",
    ),
];

/// A small programme that is known.
async fn known(programme: &Programme) {
    for (kind, text) in FILES {
        let report = programme.import(kind, text).await;
        assert!(report.is_taken(), "{kind}: {}", told(&report));
    }
}

const CONTRACT: &str = "/api/v1/contracts/2-ti-3201-contrat";

impl Program {
    async fn of(programme: &Programme, role: &str, regions: &[&str], scopes: &[Scope]) -> Self {
        let login = format!("{role}-{}@example.org", regions.join("-"));
        let new = NewAccount {
            login: login.clone(),
            name: "Claude Martin".to_owned(),
            role: role.to_owned(),
            regions: regions.iter().map(|code| (*code).to_owned()).collect(),
        };
        let (store, now) = (programme.live.store(), programme.live.time.now());
        let account = match account::named(store, &login).await.unwrap() {
            Some(account) => account,
            None => account::create(store, &new, now).await.unwrap(),
        };
        let secret = token::create(store, &account, ("essai", scopes, programme.live.time.today()), now).await.unwrap();
        let site = Site::over(&programme.live);
        Self { site, account, token: format!("Bearer {}", secret.reveal()) }
    }

    async fn send(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("authorization", self.token.as_str()), ("content-type", "application/json")];
        all.extend_from_slice(headers);
        let answer = self.site.send(method, address, &all, serde_json::to_vec(body).unwrap()).await;
        keeps_the_contract(method, address, &answer);
        answer
    }

    /// The ETag of what is read at an address.
    async fn etag(&self, address: &str) -> String {
        let answer = self.site.ask("GET", address, &[("authorization", &self.token)]).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        answer.header("etag").to_owned()
    }
}

#[test]
fn a_promise_is_moved_by_whoever_may_and_answered_as_readers_have_it() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let etag = program.etag(CONTRACT).await;
        let body = json!({ "date": "2027-03", "reason": "calendar", "sentence": "Après les élections." });
        let answer = program.send("PUT", &format!("{CONTRACT}/promise"), &[("if-match", &etag)], &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let changed = answer.json();
        assert_eq!(changed["data"]["promised"]["value"], "2027-03", "{changed:#}");
        let read = program.site.get(CONTRACT).await;
        assert_eq!(answer.header("etag"), read.header("etag"));
        assert_ne!(answer.header("etag"), etag);
        assert_eq!(changed["data"], read.json()["data"]);
        let line = changed["meta"]["journal"].as_i64().unwrap();
        let line = program.site.json(&format!("/api/v1/journal/{line}")).await;
        assert_eq!(line["data"]["role"], "official");
    });
}

impl Program {
    async fn put(&self, address: &str, version: &str, body: Value) -> Answer {
        self.send("PUT", address, &[("if-match", version)], &body).await
    }

    async fn post(&self, address: &str, version: &str, body: Value) -> Answer {
        self.send("POST", address, &[("if-match", version)], &body).await
    }

    async fn get(&self, address: &str) -> Answer {
        let answer = self.site.ask("GET", address, &[("authorization", &self.token)]).await;
        keeps_the_contract("GET", address, &answer);
        answer
    }

    /// Makes a change against what is there now, and finds it answered as its own address is read from then on.
    async fn changes(&self, method: &str, address: &str, read_at: &str, body: Value) -> Value {
        let etag = self.etag(read_at).await;
        let answer = self.send(method, address, &[("if-match", &etag)], &body).await;
        assert_eq!(answer.status, StatusCode::OK, "{method} {address}: {}", answer.text());
        let read = self.get(read_at).await;
        assert_eq!(answer.header("etag"), read.header("etag"), "{address}");
        assert_ne!(answer.header("etag"), etag, "{address}");
        let changed = answer.json();
        assert_eq!(changed["data"], read.json()["data"], "{address}");
        assert_eq!(changed["links"], read.json()["links"], "{address}");
        assert_eq!(changed["meta"]["journal"], self.last_line().await, "{address}");
        changed
    }

    async fn last_line(&self) -> Value {
        self.site.json("/api/v1/journal?limit=1").await["data"][0]["id"].clone()
    }
}

fn problem(answer: &Answer) -> (u16, String) {
    let kind = answer.json()["type"].as_str().unwrap().trim_start_matches("/api#").to_owned();
    (answer.status.as_u16(), kind)
}

fn pointers(answer: &Answer) -> Vec<String> {
    let errors = answer.json()["errors"].as_array().cloned().unwrap_or_default();
    errors.iter().map(|error| error["pointer"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn every_change_of_a_contract_a_committee_and_a_territory_is_answered_as_it_is_read() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let at = |noun: &str| format!("{CONTRACT}/{noun}");
        let suspended = json!({ "until": "2027-06-30", "reason": "funding" });
        let changed = program.changes("PUT", &at("suspension"), CONTRACT, suspended).await;
        assert_eq!(changed["data"]["status"], "suspended");
        program.changes("PUT", &at("suspension"), CONTRACT, json!({ "until": "cancelled" })).await;
        program.changes("POST", &at("confirmation"), CONTRACT, json!({})).await;
        let signed =
            json!({ "on": "20/11/2026", "document": "contrat", "evidence": "COPIL du 20 novembre", "place": "Lille" });
        let changed = program.changes("PUT", &at("signature"), CONTRACT, signed).await;
        assert_eq!(changed["data"]["signed"]["value"], "2026-11-20");
        let late = program.put(&at("promise"), "*", json!({ "date": "2027-03", "reason": "calendar" })).await;
        assert_eq!(problem(&late), (409, "conflict".to_owned()));

        let copil = "/api/v1/copils/copil:32:2026-12";
        let moved = json!({ "date": "2026-11-21", "reason": "calendar" });
        program.changes("PUT", &format!("{copil}/promise"), copil, moved).await;
        program.changes("POST", &format!("{copil}/confirmation"), copil, json!({ "sentence": "Toujours." })).await;
        let changed = program.changes("PUT", &format!("{copil}/held"), copil, json!({ "on": "2026-11-21" })).await;
        assert_eq!(changed["data"]["held"]["value"], "2026-11-21");
        let minutes = json!({
            "held": "2026-11-21", "rank": "4", "decisions": ["Le calendrier est arrêté."],
            "calendar": [{ "contract": "2-ti-3202", "date": "2027-01", "reason": "copil_moved", "version": 1 }],
        });
        let changed = program.changes("PUT", &format!("{copil}/minutes"), copil, minutes).await;
        assert_eq!(changed["data"]["rank"]["value"], "4");
        let other = program.site.json("/api/v1/contracts/2-ti-3202-contrat").await;
        assert_eq!(other["data"]["promised"]["value"], "2027-01");

        let territory = "/api/v1/territories/2-ti-3201";
        program.changes("POST", &format!("{territory}/confirmation"), territory, json!({})).await;
    });
}

#[test]
fn minutes_make_a_committee_its_calendar_and_new_territories_at_once_or_not_at_all() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let minutes = |version: i64| {
            json!({
                "region": "32", "held": "2026-11-20", "decisions": ["Accord."],
                "calendar": [
                    { "contract": "2-ti-3201-contrat", "date": "2027-02", "reason": "copil_moved", "version": version },
                    { "contract": "2-ti-3201-avenant-1", "date": "2028", "version": 0 },
                ],
                "adaptations": [
                    { "kind": "added", "territory": "2-ti-3209", "name": "Thiérache" },
                    { "kind": "renamed", "territory": "2-ti-3202", "name": "Vallée de la Bresle", "version": 1 },
                ],
            })
        };
        let before = program.last_line().await;
        let stale = program.send("POST", "/api/v1/copils", &[], &minutes(7)).await;
        assert_eq!(problem(&stale), (412, "stale".to_owned()));
        assert_eq!(stale.json()["subject"], "contract:2-ti-3201-contrat");
        assert_eq!((stale.json()["version"].as_i64(), stale.header("etag")), (Some(1), ""));
        assert_eq!(program.last_line().await, before);

        let made = program.send("POST", "/api/v1/copils", &[], &minutes(1)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let location = made.header("location").to_owned();
        assert_eq!(location, "/api/v1/copils/copil:32:2026-11-20");
        assert_eq!(made.header("etag"), program.get(&location).await.header("etag"));
        for (address, pointer, value) in [
            (CONTRACT, "/data/promised/value", "2027-02"),
            ("/api/v1/contracts/2-ti-3201-avenant-1", "/data/promised/value", "2028"),
            ("/api/v1/territories/2-ti-3209", "/data/name", "Thiérache"),
            ("/api/v1/territories/2-ti-3202", "/data/name", "Vallée de la Bresle"),
        ] {
            assert_eq!(program.site.json(address).await.pointer(pointer).unwrap(), value, "{address}");
        }

        let wrong = json!({
            "copil": "copil:28:2026-12", "version": 3, "rank": "0", "region": "xx",
            "calendar": [{ "contract": "nulle part", "date": "bientôt" }],
            "adaptations": [{ "kind": "sold", "territory": "2-ti-3201" }],
        });
        let answer = program.send("POST", "/api/v1/copils", &[], &wrong).await;
        assert_eq!(problem(&answer), (422, "invalid".to_owned()));
        for pointer in [
            "/copil",
            "/version",
            "/rank",
            "/region",
            "/calendar/0/version",
            "/calendar/0/contract",
            "/calendar/0/date",
            "/adaptations/0/version",
            "/adaptations/0/kind",
        ] {
            assert!(pointers(&answer).contains(&pointer.to_owned()), "{pointer}: {}", answer.text());
        }
        let nowhere =
            program.send("POST", "/api/v1/copils", &[], &json!({ "region": "28", "held": "2026-11-20" })).await;
        assert_eq!(problem(&nowhere), (403, "forbidden".to_owned()));
        let national = Program::of(&programme, "national", &[], &[Scope::ChangeDates]).await;
        let unknown =
            national.send("POST", "/api/v1/copils", &[], &json!({ "region": "99", "held": "2026-11-20" })).await;
        assert_eq!((unknown.status.as_u16(), pointers(&unknown)), (422, vec!["/region".to_owned()]));
    });
}

#[test]
fn a_territory_is_merged_into_another_of_its_phase_that_stays_itself() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let older = "phase,anct_id,name,lead_region,regions,source\n1,ti-3290,Audomarois,32,32,https://example.org/t\n";
        let report = programme.import("territories", older).await;
        assert!(report.is_taken(), "{}", told(&report));
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let merged = |territory: &str, into: &str| json!({ "kind": "merged", "territory": territory, "into": into, "version": 1 });
        let left = |territory: &str| json!({ "kind": "withdrawn", "territory": territory, "version": 1 });
        let (one, other) = ("2-ti-3201", "2-ti-3202");
        for (adaptations, pointer) in [
            (vec![merged(one, one)], "/adaptations/0/into"),
            (vec![merged(one, "1-ti-3290")], "/adaptations/0/into"),
            (vec![merged(one, other), merged(other, one)], "/adaptations/1/into"),
            (vec![left(other), merged(one, other)], "/adaptations/1/into"),
            (vec![merged(one, other), left(other)], "/adaptations/1/territory"),
        ] {
            let body = json!({ "region": "32", "held": "2026-11-20", "adaptations": adaptations });
            let answer = program.send("POST", "/api/v1/copils", &[], &body).await;
            assert_eq!(answer.status.as_u16(), 422, "{body}: {}", answer.text());
            assert_eq!(pointers(&answer), [pointer], "{body}");
        }
        let minutes = |day: &str, what: Value| json!({ "region": "32", "held": day, "adaptations": [what] });
        let taken = program.send("POST", "/api/v1/copils", &[], &minutes("2026-11-20", left(other))).await;
        assert_eq!(taken.status, StatusCode::CREATED, "{}", taken.text());
        let gone = program.send("POST", "/api/v1/copils", &[], &minutes("2026-11-21", merged(one, other))).await;
        assert_eq!(pointers(&gone), ["/adaptations/0/into"], "{}", gone.text());
    });
}

#[test]
fn a_territory_is_added_under_a_free_number_of_its_region_and_a_free_name() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let added = |id: &str, name: &str| json!({ "kind": "added", "territory": id, "name": name });
        let send = async |what: Value| {
            let body = json!({ "region": "32", "held": "2026-11-20", "adaptations": [what] });
            program.send("POST", "/api/v1/copils", &[], &body).await
        };
        for (what, pointer) in [
            (added("2-ti-7688", "Thiérache"), "territory"),
            (added("2-ti-3201", "Thiérache"), "territory"),
            (added("2-ti-3209", "BRESLE"), "name"),
            (json!({ "kind": "renamed", "territory": "2-ti-3201", "name": "Bresle", "version": 1 }), "name"),
        ] {
            let answer = send(what.clone()).await;
            assert_eq!(answer.status.as_u16(), 422, "{what}: {}", answer.text());
            assert_eq!(pointers(&answer), [format!("/adaptations/0/{pointer}")], "{what}");
        }
        // Undone, it may be made again, by whoever made it and by the State.
        let name = async || program.site.get("/api/v1/territories/2-ti-3209").await.status.as_u16();
        let undo =
            async || program.send_nothing(&format!("/api/v1/journal/{}/reversal", program.last_line().await)).await;
        assert_eq!(send(added("2-ti-3209", "Thiérache")).await.status, StatusCode::CREATED);
        assert_eq!(name().await, 200);
        for expected in [404, 200, 404] {
            let undone = undo().await;
            assert!(undone.status.is_success(), "{}", undone.text());
            assert_eq!(name().await, expected);
        }
        assert_eq!(send(added("2-ti-3209", "Thiérache")).await.status, StatusCode::CREATED);
        assert_eq!(name().await, 200);
    });
}

#[test]
fn what_an_official_promises_last_on_a_day_is_her_promise_whatever_bears_it_out() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        for (date, evidence) in [
            ("2027-05", Some("https://exemple.fr/releve.pdf")),
            ("2027-06", None),
            ("2027-07", Some("relevé")),
            ("2027-08", None),
        ] {
            let mut body = json!({ "date": date, "reason": "calendar" });
            body["evidence"] = evidence.into();
            let answer = program.put(&format!("{CONTRACT}/promise"), "*", body).await;
            assert!(answer.status.is_success(), "{}", answer.text());
            assert_eq!(answer.json()["data"]["promised"]["value"], date);
        }
        let trail = program.site.json(CONTRACT).await["data"]["promised"]["trail"].clone();
        let values: Vec<&str> = trail.as_array().unwrap().iter().map(|said| said["value"].as_str().unwrap()).collect();
        assert_eq!(values, ["2026-12", "2027-05", "2027-06", "2027-07"]);
    });
}

#[test]
fn what_is_done_lies_in_no_day_to_come_and_no_date_in_another_age() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let sign = async |on: &str| {
            let body = json!({ "on": on });
            program.put(&format!("{CONTRACT}/signature?dry_run=true"), "*", body).await.status.as_u16()
        };
        // Today is within November 2026.
        for on in ["2026-11-20", "2026-11", "2026", "2026-11-03/2026-11-20", "2026-10/2026-11", "../2026-11-20"] {
            assert_eq!(sign(on).await, 200, "{on}");
        }
        for on in ["2026-12", "2026-11-20/2029-01-01", "2026-11/2099", "../2030", "1066", "1999-12-31"] {
            assert_eq!(sign(on).await, 422, "{on}");
        }
        for date in ["1066", "9999-12-31", "2026-12/2101"] {
            let body = json!({ "date": date, "reason": "crisis" });
            let answer = program.put(&format!("{CONTRACT}/promise?dry_run=true"), "*", body).await;
            assert_eq!((answer.status.as_u16(), pointers(&answer)), (422, vec!["/date".to_owned()]), "{date}");
        }
    });
}

#[test]
fn what_no_xml_can_hold_is_in_no_sentence() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let body = json!({ "date": "2027-05", "reason": "crisis", "sentence": "a\u{ffff}b\u{1b}c" });
        let answer = program.put(&format!("{CONTRACT}/promise"), "*", body).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let feed = program.site.get("/journal.atom?region=32").await.text();
        assert!(feed.contains("abc") && !feed.contains('\u{ffff}'), "{feed}");
    });
}

#[test]
fn what_a_neighbour_proposes_makes_no_open_form_stale() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let lead = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let neighbour = Program::of(&programme, "official", &["28"], &[Scope::ChangeDates]).await;
        let shared = "/api/v1/contracts/2-ti-3202-contrat";
        let etag = lead.etag(shared).await;
        let body = |date: &str| json!({ "date": date, "reason": "calendar" });
        let proposed = neighbour.put(&format!("{shared}/promise"), &etag, body("2027-03")).await;
        assert_eq!(proposed.status, StatusCode::ACCEPTED, "{}", proposed.text());
        let stated = lead.put(&format!("{shared}/promise"), &etag, body("2027-05")).await;
        assert_eq!(stated.status, StatusCode::OK, "{}", stated.text());
        let again = neighbour.put(&format!("{shared}/promise"), stated.header("etag"), body("2027-06")).await;
        assert_eq!(again.status, StatusCode::ACCEPTED, "{}", again.text());
    });
}

#[test]
fn who_shows_no_token_that_serves_is_unknown_whatever_cookie_comes() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let (store, now) = (programme.live.store(), programme.live.time.now());
        let session = session::open(store, &program.account, "essai", now).await.unwrap();
        let cookie = format!("jalons={}", session.reveal());
        let secret = program.token.trim_start_matches("Bearer ").to_owned();
        let address = format!("{CONTRACT}/confirmation");
        let doubled = format!("Bearer {secret} {secret}");
        for (name, value) in [
            ("cookie", cookie.as_str()),
            ("authorization", "Bearer jalons_0000"),
            ("authorization", "Bearer "),
            ("authorization", secret.as_str()),
            ("authorization", &format!("Basic {secret}")),
            ("authorization", &doubled),
        ] {
            let headers = [(name, value), ("content-type", "application/json"), ("if-match", "*")];
            let answer = program.site.send("POST", &address, &headers, b"{}".to_vec()).await;
            keeps_the_contract("POST", &address, &answer);
            assert_eq!(problem(&answer), (401, "unknown".to_owned()), "{name}: {value}");
            assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"Jalons\"");
        }
        assert_eq!(program.post(&address, "*", json!({})).await.status, StatusCode::OK);
        account::disable(store, program.account.id, Some(now)).await.unwrap();
        assert_eq!(program.post(&address, "*", json!({})).await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_token_does_what_its_scopes_its_role_and_its_regions_allow() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let readable = Program::of(&programme, "official", &["32"], &[Scope::ReadDrafts, Scope::Import]).await;
        let foreign = Program::of(&programme, "official", &["28"], &[Scope::ChangeDates]).await;
        let auditor = Program::of(&programme, "auditor", &[], &[Scope::ChangeDates, Scope::ReadDrafts]).await;
        let administrator = Program::of(&programme, "administrator", &[], &[Scope::ChangeDates]).await;
        let before = foreign.last_line().await;
        for program in [&readable, &foreign, &auditor, &administrator] {
            let answer =
                program.put(&format!("{CONTRACT}/promise"), "*", json!({ "date": "2027", "reason": "crisis" })).await;
            assert_eq!(problem(&answer), (403, "forbidden".to_owned()), "{:?}", program.account.role);
        }
        assert_eq!(foreign.get("/api/v1/proposals").await.status, StatusCode::FORBIDDEN);
        // What would mend it is told: another token, or no token of that account at all.
        let told = async |program: &Program| {
            let answer = program.put(&format!("{CONTRACT}/promise"), "*", json!({ "date": "2027" })).await;
            answer.json()["detail"].as_str().unwrap().to_owned()
        };
        assert_eq!(told(&readable).await, "this token may not do that: it needs the scope change_dates");
        assert_eq!(told(&auditor).await, "the role of this account, auditor, does not allow that");
        let reading = Program::of(&programme, "administrator", &[], &[Scope::ReadDrafts]).await;
        assert_eq!(told(&reading).await, "the role of this account, administrator, does not allow that");
        assert_eq!(auditor.get("/api/v1/proposals").await.status, StatusCode::OK);
        let correction = json!({ "subject": "contract:2-ti-3201-contrat", "property": "signed", "value": "2026-11-20",
            "source": "https://example.org/a" });
        let answer = auditor.send("POST", "/api/v1/corrections", &[], &correction).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "an auditor changes nothing at all");
        assert_eq!(foreign.last_line().await, before);
    });
}

#[test]
fn a_change_says_against_which_version_it_was_made() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let address = format!("{CONTRACT}/promise");
        let body = |day: u32| json!({ "date": format!("2027-03-{day:02}"), "reason": "calendar" });
        let none = program.send("PUT", &address, &[], &body(1)).await;
        assert_eq!(problem(&none), (428, "no-version".to_owned()));
        for malformed in ["1.abc", "\"x\"", "\"1.a\" and \"2.b\"", "*, *"] {
            assert_eq!(
                problem(&program.put(&address, malformed, body(1)).await),
                (400, "body".to_owned()),
                "{malformed}"
            );
        }
        let read = program.etag(CONTRACT).await;
        assert_eq!(program.put(&address, &read, body(1)).await.status, StatusCode::OK);
        let stale = program.put(&address, &read, body(2)).await;
        assert_eq!(problem(&stale), (412, "stale".to_owned()));
        assert_eq!(stale.header("etag"), program.etag(CONTRACT).await, "the one that it has now");
        assert_eq!(stale.json()["version"], 2);
        assert_eq!(program.site.json(CONTRACT).await["data"]["promised"]["value"], "2027-03-01");
        // Another edit moves what is shown of it, but not its version.
        let etag = program.etag(CONTRACT).await;
        let other = "/api/v1/territories/2-ti-3202/confirmation";
        assert_eq!(program.post(other, "*", json!({})).await.status, StatusCode::OK);
        assert_ne!(program.etag(CONTRACT).await, etag);
        assert_eq!(program.put(&address, &etag, body(3)).await.status, StatusCode::OK);
        for (day, version) in [(4, "W/\"3.0123456789abcdef-br\""), (5, "\"1\", \"4.0\""), (6, "*")] {
            let answer = program.put(&address, version, body(day)).await;
            assert_eq!(answer.status, StatusCode::OK, "{version}: {}", answer.text());
        }
    });
}

#[test]
fn a_contract_that_is_not_known_yet_is_made_once() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let new = "/api/v1/contracts/2-ti-3201-protocole";
        let address = format!("{new}/promise");
        let body = json!({ "date": "2027-03" });
        assert_eq!(problem(&program.put(&address, "*", body.clone()).await).0, 412, "there is nothing to match");
        let made = program.send("PUT", &address, &[("if-none-match", "*")], &body).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        assert_eq!(made.header("location"), new);
        assert_eq!(made.header("etag"), program.etag(new).await);
        let again = program.send("PUT", &address, &[("if-none-match", "*")], &body).await;
        assert_eq!((problem(&again).0, again.header("etag")), (412, made.header("etag")));
        for unknown in ["2-ti-9999-contrat", "2-ti-3201", "x", "2-ti-3201-avenant-0"] {
            let address = format!("/api/v1/contracts/{unknown}/promise");
            let answer = program.send("PUT", &address, &[("if-none-match", "*")], &body).await;
            assert_eq!(problem(&answer), (404, "not-found".to_owned()), "{unknown}");
        }
        for unknown in ["contract:2-ti-3201-contrat", "region:32", "copil:32:1999", "copil:%00"] {
            let address = format!("/api/v1/copils/{unknown}/promise");
            assert_eq!(problem(&program.put(&address, "*", body.clone()).await).0, 404, "{unknown}");
        }
    });
}

#[test]
fn a_body_that_cannot_be_taken_is_told_with_what_was_found_and_expected() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let address = format!("{CONTRACT}/signature");
        let before = program.last_line().await;
        let send = async |kind: &str, body: &[u8]| {
            let headers = [("authorization", program.token.as_str()), ("content-type", kind), ("if-match", "*")];
            let answer = program.site.send("PUT", &address, &headers, body.to_vec()).await;
            keeps_the_contract("PUT", &address, &answer);
            answer
        };
        for kind in ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"] {
            assert_eq!(problem(&send(kind, b"{}").await), (415, "type".to_owned()), "{kind}");
        }
        for (body, line) in
            [("", 1), ("{", 1), ("{\n \"on\": }", 2), ("\u{feff}{}", 1), ("{} {}", 1), ("{\"on\": \"\\ud800\"}", 1)]
        {
            let answer = send("application/json; charset=utf-8", body.as_bytes()).await;
            assert_eq!(problem(&answer), (400, "body".to_owned()), "{body}");
            assert_eq!(answer.json()["errors"][0]["line"], line, "{body}");
        }
        for (body, pointer, found) in [
            ("{\"on\": \"2026\", \"onn\": 1}", "/onn", "unknown field `onn`"),
            ("{\"on\": 2026}", "/on", "invalid type: integer `2026`"),
            ("{\"on\": null}", "/on", "invalid type: null"),
            ("[]", "", "a list"),
            ("[\"2026\"]", "", "a list"),
            ("{\"on\": \"2026\", \"place\": [[]]}", "/place/0", "a list"),
            ("3", "", "invalid type: integer `3`"),
            ("{\"on\": \"2026\", \"on\": \"2025\"}", "/on", "duplicate field `on`"),
        ] {
            let answer = send("application/json", body.as_bytes()).await;
            assert_eq!(problem(&answer), (422, "invalid".to_owned()), "{body}");
            assert_eq!(pointers(&answer), [pointer], "{body}");
            let told = answer.json()["errors"][0]["found"].as_str().unwrap().to_owned();
            assert!(told.starts_with(found), "{body}: {told}");
        }
        let wrong =
            json!({ "on": "demain", "document": "poème", "evidence": "javascript:x", "parties": "x".repeat(601) });
        let answer = program.put(&address, "*", wrong).await;
        assert_eq!(problem(&answer), (422, "invalid".to_owned()));
        assert_eq!(pointers(&answer), ["/on", "/document", "/evidence", "/parties"], "all of them at once");
        assert_eq!(answer.json()["errors"][0]["found"], "demain");
        let large = send("application/json", &vec![b' '; (1 << 20) + 1]).await;
        assert_eq!(problem(&large), (413, "too-large".to_owned()));
        let parameter = program.put(&format!("{address}?dry=1&dry_run=maybe"), "*", json!({ "on": "2026" })).await;
        assert_eq!(problem(&parameter), (400, "parameters".to_owned()));
        assert_eq!(parameter.json()["parameters"].as_array().unwrap().len(), 2);
        assert_eq!(program.last_line().await, before, "nothing was written");
        // No control character reaches the database, which may not take it.
        let strange =
            json!({ "on": "2026-11-20", "sentence": "a\u{0}b\u{7}", "evidence": "pièce\u{0}", "place": "\u{0}" });
        assert_eq!(program.put(&address, "*", strange).await.status, StatusCode::OK);
    });
}

#[test]
fn what_another_region_leads_is_proposed_and_waits() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let scopes = [Scope::ChangeDates, Scope::ReadDrafts];
        let neighbour = Program::of(&programme, "official", &["28"], &scopes).await;
        let leader = Program::of(&programme, "official", &["32"], &scopes).await;
        let astride = "/api/v1/contracts/2-ti-3202-contrat";
        let before = neighbour.site.json(astride).await["data"]["signed"].clone();
        let signed = json!({ "on": "2026-11-20", "place": "Eu", "sentence": "Signé en mairie." });
        let answer = neighbour.put(&format!("{astride}/signature"), "*", signed).await;
        assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text());
        let location = answer.header("location").to_owned();
        let proposal = answer.json();
        assert_eq!(proposal["data"]["outcome"], "waits");
        assert_eq!(proposal["data"]["parts"].as_array().unwrap().len(), 2, "the day and the place are one proposal");
        assert_eq!(location, format!("/api/v1/proposals/{}", proposal["data"]["id"]));
        assert_eq!(proposal["meta"]["waits"], json!([proposal["data"]["id"]]));
        assert_eq!(answer.header("etag"), neighbour.get(&location).await.header("etag"));
        assert_eq!(neighbour.site.json(astride).await["data"]["signed"], before, "nothing counts yet");

        let waiting = leader.get("/api/v1/proposals?region=32").await;
        assert_eq!(waiting.json()["meta"]["total"], 1);
        assert_eq!(waiting.header("cache-control"), "private, no-cache");
        let decision = format!("{location}/decision");
        let own = neighbour.post(&decision, answer.header("etag"), json!({ "outcome": "accept" })).await;
        assert_eq!(problem(&own), (403, "forbidden".to_owned()), "who proposes does not decide");
        let nothing = leader.post(&decision, answer.header("etag"), json!({ "outcome": "refuse" })).await;
        assert_eq!(pointers(&nothing), ["/reason"]);
        let decided = leader.changes("POST", &decision, &location, json!({ "outcome": "accept" })).await;
        assert_eq!(decided["data"]["outcome"], "accepted");
        assert_eq!(neighbour.site.json(astride).await["data"]["signed"]["value"], "2026-11-20");
        let again = leader.post(&decision, "*", json!({ "outcome": "accept" })).await;
        assert_eq!(problem(&again), (409, "conflict".to_owned()));
        assert_eq!(leader.get("/api/v1/proposals").await.json()["meta"]["total"], 0);
        assert_eq!(problem(&leader.get("/api/v1/proposals/1").await), (404, "not-found".to_owned()));
        let elsewhere = Program::of(&programme, "official", &["53"], &scopes).await;
        assert_eq!(problem(&elsewhere.get(&location).await), (403, "forbidden".to_owned()));
    });
}

#[test]
fn a_statement_is_pinned_or_withdrawn_with_a_reason() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let listed = program.site.json("/api/v1/statements?subject=contract:2-ti-3201-contrat&property=promised").await;
        let statement = format!("/api/v1/statements/{}", listed["data"][0]["statement"]);
        let reason = json!({ "reason": "Vérifié." });
        let pinned = program.changes("PUT", &format!("{statement}/pin"), &statement, reason.clone()).await;
        assert_eq!(pinned["data"]["decisions"][0]["kind"], "pin");
        let without = program.post(&format!("{statement}/withdrawal"), "*", json!({ "reason": " " })).await;
        assert_eq!(pointers(&without), ["/reason"]);
        let struck = program.changes("POST", &format!("{statement}/withdrawal"), &statement, reason.clone()).await;
        assert_eq!(struck["data"]["status"], "struck");
        let again = program.put(&format!("{statement}/pin"), "*", reason.clone()).await;
        assert_eq!(problem(&again), (409, "conflict".to_owned()));
        for unknown in ["999999", "x", "99999999999999999999"] {
            let answer = program.put(&format!("/api/v1/statements/{unknown}/pin"), "*", reason.clone()).await;
            assert_eq!(problem(&answer).0, 404, "{unknown}");
        }
    });
}

#[test]
fn the_same_key_makes_a_change_once_and_is_answered_alike_for_a_day() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let address = format!("{CONTRACT}/promise");
        let etag = program.etag(CONTRACT).await;
        let body = json!({ "date": "2027-03", "reason": "calendar" });
        let send = async |key: &str, version: &str, body: &Value| {
            program.send("PUT", &address, &[("if-match", version), ("idempotency-key", key)], body).await
        };
        let first = send("k1", &etag, &body).await;
        assert_eq!((first.status, first.header("idempotency-replayed")), (StatusCode::OK, ""), "{}", first.text());
        let line = program.last_line().await;
        let second = send("k1", &etag, &body).await;
        assert_eq!(second.status, StatusCode::OK, "though its version is stale by now");
        assert_eq!(second.header("idempotency-replayed"), "true");
        assert_eq!((second.body.as_slice(), second.header("etag")), (first.body.as_slice(), first.header("etag")));
        assert_eq!(program.last_line().await, line, "nothing was done twice");
        for (version, body) in
            [(etag.as_str(), json!({ "date": "2027-04", "reason": "calendar" })), ("*", body.clone())]
        {
            assert_eq!(problem(&send("k1", version, &body).await), (422, "key-taken".to_owned()));
        }
        // What is refused is not kept: mended, it is taken under the same key.
        assert_eq!(send("k2", "*", &json!({ "date": "2027-05" })).await.status.as_u16(), 422);
        assert_eq!(send("k2", "*", &json!({ "date": "2027-05", "reason": "crisis" })).await.status, StatusCode::OK);
        // What changes nothing is kept too, and takes no number from the change that follows.
        let sign = json!({ "on": "2026-11-20" });
        let signature = format!("{CONTRACT}/signature");
        for key in ["s1", "s2", "s3"] {
            let headers = [("if-match", "*"), ("idempotency-key", key)];
            let answer = program.send("PUT", &signature, &headers, &sign).await;
            assert_eq!(answer.status, StatusCode::OK, "{key}: {}", answer.text());
            assert_eq!(answer.json()["meta"]["journal"].is_null(), key != "s1", "{key}");
        }
        let longest = "x".repeat(255);
        for (key, status) in [("", 400), ("a b", 400), ("é", 400), (longest.as_str(), 409), (&"x".repeat(256), 400)] {
            assert_eq!(send(key, "*", &body).await.status.as_u16(), status, "{key}");
        }
        // The key of one account is none of another's.
        let national = Program::of(&programme, "national", &[], &[Scope::ChangeDates]).await;
        let headers = [("if-match", "*"), ("idempotency-key", "k1")];
        let theirs = national.send("POST", &format!("{CONTRACT}/confirmation"), &headers, &json!({})).await;
        assert_eq!((theirs.status, theirs.header("idempotency-replayed")), (StatusCode::OK, ""));
        // A day later the key is free again.
        programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::hours(24));
        let next = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let later = next.send("POST", &format!("{CONTRACT}/confirmation"), &headers, &json!({})).await;
        assert_eq!((later.status, later.header("idempotency-replayed")), (StatusCode::OK, ""), "{}", later.text());
    });
}

#[test]
fn of_requests_at_once_under_one_key_one_makes_the_change_and_all_are_answered_alike() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let before = program.last_line().await.as_i64().unwrap();
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let program = program.clone();
                tokio::spawn(async move {
                    let headers = [("if-match", "\"1\""), ("idempotency-key", "k")];
                    let body = json!({ "date": "2027-03", "reason": "calendar" });
                    program.send("PUT", &format!("{CONTRACT}/promise"), &headers, &body).await
                })
            })
            .collect();
        let mut answers = Vec::new();
        for task in tasks {
            answers.push(task.await.unwrap());
        }
        assert!(answers.iter().all(|answer| answer.status == StatusCode::OK && answer.body == answers[0].body));
        let made = answers.iter().filter(|answer| answer.header("idempotency-replayed").is_empty()).count();
        assert_eq!((made, program.last_line().await.as_i64().unwrap()), (1, before + 1));
    });
}

#[test]
fn what_is_only_tried_is_answered_and_writes_nothing() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let neighbour = Program::of(&programme, "official", &["28"], &[Scope::ChangeDates]).await;
        let (before, read) = (program.last_line().await, program.site.json(CONTRACT).await);
        let body = json!({ "date": "2027-03", "reason": "calendar" });
        let tried = |path: &str| format!("{path}?dry_run=true");
        let headers = [("if-match", "\"1\""), ("idempotency-key", "k")];
        let answer = program.send("PUT", &tried(&format!("{CONTRACT}/promise")), &headers, &body).await;
        assert_eq!((answer.status, answer.header("etag")), (StatusCode::OK, ""), "{}", answer.text());
        assert_eq!(answer.json()["data"]["promised"]["value"], "2027-03");
        assert_eq!(answer.json()["meta"]["dry_run"], true);
        assert!(answer.json()["meta"]["journal"].is_null());
        let new = tried("/api/v1/contracts/2-ti-3201-avenant-1/promise");
        let new = program.send("PUT", &new, &[("if-none-match", "*")], &json!({ "date": "2027" })).await;
        assert_eq!((new.status, new.header("location")), (StatusCode::OK, ""), "nothing was made");
        let made =
            program.send("POST", &tried("/api/v1/copils"), &[], &json!({ "region": "32", "held": "2026-11-20" })).await;
        assert_eq!(made.json()["data"]["key"], "copil:32:2026-11-20");
        let proposed = neighbour.put(&tried("/api/v1/contracts/2-ti-3202-contrat/promise"), "*", body.clone()).await;
        assert_eq!((proposed.status, proposed.header("location")), (StatusCode::ACCEPTED, ""));
        assert_eq!(proposed.json()["data"]["outcome"], "waits", "{}", proposed.text());
        let stale = program.put(&tried(&format!("{CONTRACT}/promise")), "\"9\"", body).await;
        assert_eq!(stale.status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(program.last_line().await, before);
        assert_eq!(program.site.json(CONTRACT).await, read);
        // The key is free still.
        let headers = [("if-match", "\"1\""), ("idempotency-key", "k")];
        let body = json!({ "date": "2028", "reason": "crisis" });
        let real = program.send("PUT", &format!("{CONTRACT}/promise"), &headers, &body).await;
        assert_eq!(real.status, StatusCode::OK);
    });
}

#[test]
fn a_change_is_undone_by_its_author_within_ten_minutes() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let program = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates]).await;
        let colleague = Program::of(&programme, "national", &[], &[Scope::ChangeDates]).await;
        let read = program.site.json(CONTRACT).await["data"]["promised"]["value"].clone();
        let change = async |date: &str| {
            let body = json!({ "date": date, "reason": "calendar" });
            let answer = program.put(&format!("{CONTRACT}/promise"), "*", body).await;
            format!("/api/v1/journal/{}/reversal", answer.json()["meta"]["journal"])
        };
        let reversal = change("2027-03").await;
        assert_eq!(colleague.send_nothing(&reversal).await.status, StatusCode::FORBIDDEN);
        let undone = program.send_nothing(&reversal).await;
        assert_eq!(undone.status, StatusCode::CREATED, "{}", undone.text());
        assert_eq!(undone.header("location"), format!("/api/v1/journal/{}", program.last_line().await));
        assert_eq!(undone.json()["data"]["id"], program.last_line().await);
        assert_eq!(program.site.json(CONTRACT).await["data"]["promised"]["value"], read);
        assert_eq!(problem(&program.send_nothing(&reversal).await), (409, "conflict".to_owned()));
        let reversal = change("2027-04").await;
        programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::minutes(11));
        assert_eq!(problem(&program.send_nothing(&reversal).await), (409, "conflict".to_owned()));
        assert_eq!(program.send_nothing("/api/v1/journal/999/reversal").await.status, StatusCode::NOT_FOUND);
        assert_eq!(program.send_nothing("/api/v1/journal/0/reversal").await.status, StatusCode::NOT_FOUND);
        let body = program.send("POST", &reversal, &[], &json!({ "why": "x" })).await;
        assert_eq!(problem(&body), (400, "body".to_owned()));
    });
}

impl Program {
    async fn send_nothing(&self, address: &str) -> Answer {
        let answer = self.site.send("POST", address, &[("authorization", &self.token)], Vec::new()).await;
        keeps_the_contract("POST", address, &answer);
        answer
    }
}

#[test]
fn anybody_may_send_a_correction_which_shows_nothing_of_its_sender_and_is_answered() {
    on_each_engine(async |programme| {
        known(&programme).await;
        let site = Site::over(&programme.live);
        let leader = Program::of(&programme, "official", &["32"], &[Scope::ChangeDates, Scope::ReadDrafts]).await;
        let send = async |body: &Value| {
            let headers = [("content-type", "application/json")];
            let answer = site.send("POST", "/api/v1/corrections", &headers, serde_json::to_vec(body).unwrap()).await;
            keeps_the_contract("POST", "/api/v1/corrections", &answer);
            answer
        };
        let body = json!({
            "subject": "contract:2-ti-3201-contrat", "property": "signed", "value": "20/11/2026",
            "source": "https://example.org/journal", "words": "Signé vendredi.",
        });
        let sent = send(&body).await;
        assert_eq!(sent.status, StatusCode::ACCEPTED, "{}", sent.text());
        let location = sent.header("location").to_owned();
        assert_eq!(sent.json()["data"]["outcome"], "waits");
        assert!(!sent.text().contains("Signé vendredi"));
        assert_eq!(sent.header("etag"), site.get(&location).await.header("etag"));
        let id = sent.json()["data"]["id"].clone();
        assert_eq!(site.get(&format!("/api/v1/statements/{id}")).await.status, StatusCode::NOT_FOUND, "not shown yet");
        let proposal = format!("/api/v1/proposals/{id}");
        let corrected =
            json!({ "outcome": "correct", "property": "signed", "value": "19/11/2026", "reason": "La veille." });
        leader.changes("POST", &format!("{proposal}/decision"), &proposal, corrected).await;
        let answered = site.json(&location).await;
        assert_eq!(answered["data"]["outcome"], "corrected");
        assert_eq!(answered["data"]["decision"]["reason"], "La veille.");
        assert_eq!(site.json(CONTRACT).await["data"]["signed"]["value"], "2026-11-19");

        let mut wrong = body.clone();
        wrong["property"] = json!("author");
        wrong["source"] = json!("par téléphone");
        assert_eq!(pointers(&send(&wrong).await), ["/property", "/source"]);
        wrong["subject"] = json!("contract:2-ti-3201-avenant-7");
        assert_eq!(send(&wrong).await.status, StatusCode::NOT_FOUND);
        let statuses = [send(&body).await, send(&body).await, send(&body).await].map(|answer| answer.status.as_u16());
        assert_eq!(statuses, [202, 202, 429]);
        let many = send(&body).await;
        assert!(many.header("retry-after").parse::<u32>().unwrap() > 0);
        assert_eq!(leader.send("POST", "/api/v1/corrections", &[], &body).await.status, StatusCode::ACCEPTED);
    });
}

#[test]
fn every_example_of_a_change_can_be_tried_on_the_seed() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let program = Program::of(&programme, "national", &[], &[Scope::ChangeDates]).await;
        let document = program.site.json("/api/openapi.json").await;
        for (path, item) in document["paths"].as_object().unwrap() {
            for (method, operation) in item.as_object().unwrap().iter().filter(|(method, _)| *method != "get") {
                let (mut address, mut headers) = (path.clone(), Vec::new());
                for parameter in operation["parameters"].as_array().unwrap() {
                    let example = &parameter["example"];
                    let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
                    let name = parameter["name"].as_str().unwrap().to_lowercase();
                    match parameter["in"].as_str().unwrap() {
                        "path" => address = address.replace(&format!("{{{name}}}"), &text),
                        "header" if !example.is_null() => headers.push((name, text)),
                        _ => {}
                    }
                }
                let headers: Vec<(&str, &str)> =
                    headers.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
                let address = format!("{address}?dry_run=true");
                let answer = match operation.pointer("/requestBody/content/application~1json/example") {
                    Some(body) => program.send(&method.to_uppercase(), &address, &headers, body).await,
                    // A file has tests of its own.
                    None if operation.get("requestBody").is_some() => continue,
                    None => program.send_nothing(&address).await,
                };
                // The seed's statements and lines are nobody's to undo, and no proposal has the number of the example.
                let expected: &[u16] = match operation["operationId"].as_str().unwrap() {
                    "undo" => &[403],
                    "decide" => &[404, 409],
                    "correct" => &[202],
                    // The meeting that the example names was held.
                    "promise_copil" => &[409],
                    _ => &[200],
                };
                assert!(expected.contains(&answer.status.as_u16()), "{method} {address}: {}", answer.text());
            }
        }
    });
}
