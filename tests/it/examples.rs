//! The examples of the document are what is really answered. `JALONS_EXAMPLES=write` writes them anew.

use jalons::{
    access::token::{self, Scope},
    programme::property::Property,
};
use serde_json::{Value, json};

use crate::{
    contract::keeps_the_contract,
    harness::{Programme, Site, on_each_engine, told},
    office::agent,
};

/// A region, a territory, what is promised of its contract, and a committee to come.
const FILES: [(&str, &str); 4] = [
    ("regions", "code,name,source\n01,Guadeloupe,https://exemple.fr/r\n"),
    (
        "territories",
        "phase,anct_id,name,lead_region,regions,source\n2,ti-0101,Basse-Terre,01,01,https://exemple.fr/t\n",
    ),
    ("contracts", "phase,territory,family,promised_on,source\n2,ti-0101,contrat,2026-12,https://exemple.fr/c\n"),
    ("copils", "region,promised_on,source\n01,2027-01-15,https://exemple.fr/k\n"),
];

const CONTRACT: &str = "/api/v1/contracts/2-ti-0101-contrat";
const CSV: &str = "text/csv";

/// An official's program, which makes one change after another.
struct Program {
    site: Site,
    token: String,
}

impl Program {
    async fn of(programme: &Programme) -> Self {
        for (kind, text) in FILES {
            let report = programme.import(kind, text).await;
            assert!(report.is_taken(), "{kind}: {}", told(&report));
        }
        let account = agent(programme, "agent@exemple.fr", "official", &["01"]).await;
        let (store, now, until) = (programme.live.store(), programme.live.time.now(), programme.live.time.today());
        let token = token::create(store, &account, ("exemples", &Scope::ALL, until), now).await.unwrap();
        Self { site: Site::over(&programme.live), token: format!("Bearer {}", token.reveal()) }
    }

    /// Sends a file, or a draft as JSON; gives what is answered.
    async fn send(&self, method: &str, address: &str, kind: &str, body: impl Into<Vec<u8>>) -> Value {
        let headers = [("authorization", self.token.as_str()), ("content-type", kind), ("if-match", "*")];
        let answer = self.site.send(method, address, &headers, body.into()).await;
        assert!(answer.status.is_success(), "{method} {address}: {}", answer.text());
        keeps_the_contract(method, address, &answer);
        answer.json()
    }

    async fn change(&self, method: &str, address: &str, draft: Value) -> Value {
        self.send(method, address, "application/json", draft.to_string()).await
    }
}

/// A change of each kind of thing that changes are answered by, with the name of its example.
async fn answers(programme: &Programme) -> Vec<(&'static str, Value)> {
    let program = Program::of(programme).await;
    let statement = programme.said("contract:2-ti-0101-contrat", Property::Promised)[0].id.0;
    let promise = json!({ "date": "2027-03", "reason": "calendar", "sentence": "Reporté après les élections." });
    let contract = program.change("PUT", &format!("{CONTRACT}/promise"), promise).await;
    let line = contract["meta"]["journal"].to_string();
    let copil = json!({ "region": "01", "held": "2026-11-20", "rank": "3", "place": "Baie-Mahault" });
    let correction = json!({
        "subject": "contract:2-ti-0101-contrat",
        "property": "place",
        "value": "Baie-Mahault",
        "source": "https://exemple.fr/article",
    });
    let copil = program.change("POST", "/api/v1/copils", copil).await;
    let territory = program.change("POST", "/api/v1/territories/2-ti-0101/confirmation", json!({})).await;
    let correction = program.change("POST", "/api/v1/corrections", correction).await;
    let decision = format!("/api/v1/proposals/{}/decision", correction["data"]["id"]);
    let refusal = json!({ "outcome": "refuse", "reason": "La source parle du contrat voisin." });
    let proposal = program.change("POST", &decision, refusal).await;
    let pin = json!({ "reason": "Date vérifiée auprès de la Région." });
    let pinned = program.change("PUT", &format!("/api/v1/statements/{statement}/pin"), pin).await;
    let journal = program.send("POST", &format!("/api/v1/journal/{line}/reversal"), CSV, "").await;
    let file = "territoire;promis le;motif;remarques à moi\nBasse-Terre;2027-06;calendrier des élus;à revoir\n";
    let import = program.send("POST", "/api/v1/imports", CSV, file).await;
    vec![
        ("contract", contract),
        ("copil", copil),
        ("territory", territory),
        ("correction", correction),
        ("proposal", proposal),
        ("statement", pinned),
        ("journal", journal),
        ("import", import),
    ]
}

#[test]
fn every_answer_that_the_document_shows_was_really_given() {
    on_each_engine(async |programme| {
        for (name, answer) in answers(&programme).await {
            let file = format!("{}/src/web/api/example/{name}.json", env!("CARGO_MANIFEST_DIR"));
            if std::env::var("JALONS_EXAMPLES").as_deref() == Ok("write") {
                std::fs::write(&file, serde_json::to_string_pretty(&answer).unwrap() + "\n").unwrap();
            }
            let shown: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            assert_eq!(shown, answer, "{name}: JALONS_EXAMPLES=write writes it anew");
        }
    });
}
