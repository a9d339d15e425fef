//! The API for changes: who may, against which version, once; what is answered and what is written.

use axum::http::StatusCode;
use jalons::access::{
    account::{self, Account, NewAccount},
    token::{self, Scope},
};
use serde_json::{Value, json};

use crate::harness::{Answer, Programme, Site, on_each_engine, today, told};

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
        let secret = token::create(store, &account, ("essai", scopes, today()), now).await.unwrap();
        let site = Site::over(&programme.live);
        Self { site, account, token: format!("Bearer {}", secret.reveal()) }
    }

    async fn send(&self, method: &str, address: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let mut all = vec![("authorization", self.token.as_str()), ("content-type", "application/json")];
        all.extend_from_slice(headers);
        self.site.send(method, address, &all, serde_json::to_vec(body).unwrap()).await
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
