//! The changes of the API, and what it shows to some alone.

use axum::{body::Body, http::Request};
use jalons::{
    access::{
        account::Account,
        token::{self, Scope},
    },
    programme::rights::{Action, RIGHTS, Reach, reach},
    store::Role,
    web::contract,
};
use serde_json::{Value as Json, json};

use super::place::{FOREIGN, OWN, Place, accounts};
use crate::{
    contract::keeps_the_contract,
    harness::{Answer, Programme, on_each_engine},
    office::Browser,
};

/// What is asked of an address, and whether it is of something that is somebody else's alone.
struct Try {
    address: String,
    kind: &'static str,
    body: String,
    is_anothers: bool,
}

/// Who asks: a role, its token, and the line that it made in each place.
struct Caller {
    role: Role,
    token: Option<String>,
    lines: Vec<i64>,
}

/// What an address of the API is asked in a place: one request for each thing that it can be of.
fn tries(path: &str, place: &Place, own_line: i64) -> Vec<Try> {
    let of = |id: &str| path.replace("{id}", id).replace("{key}", id);
    let file = |text: String| Try { address: path.to_owned(), kind: "text/csv", body: text, is_anothers: false };
    let one = |id: &str| {
        let body = body(path, place).to_string();
        Try { address: of(id), kind: "application/json", body, is_anothers: false }
    };
    if path.ends_with("/imports") {
        return place.files().map(file).into();
    }
    if path.ends_with("/reversal") {
        let of_line = |line: i64, is_anothers| Try { is_anothers, ..one(&line.to_string()) };
        return vec![of_line(place.line, true), of_line(own_line, own_line == place.line)];
    }
    vec![if path.contains("/contracts/") {
        one(&place.contract.to_string())
    } else if path.contains("/copils/") {
        one(place.copil.as_str())
    } else if path.contains("/territories/") {
        one(&place.territory.to_string())
    } else if path.contains("/statements/") {
        one(&place.statement.to_string())
    } else {
        assert!(path.contains("/proposals") || !path.contains('{'), "say what {path} is of");
        one(&place.proposal.to_string())
    }]
}

/// What is sent to an address of the API.
fn body(path: &str, place: &Place) -> Json {
    match path.rsplit('/').next().unwrap() {
        "promise" => json!({ "date": "2027-06", "reason": "calendar" }),
        "signature" | "held" => json!({ "on": "2026-11-20" }),
        "suspension" => json!({ "until": "2027-06-30", "reason": "funding" }),
        "confirmation" => json!({}),
        "minutes" => json!({ "held": "2026-11-20" }),
        "copils" => json!({ "region": place.region, "held": "2026-11-19" }),
        "withdrawal" | "pin" => json!({ "reason": "vérifié" }),
        "decision" => json!({ "outcome": "accept" }),
        "corrections" => json!({
            "subject": place.contract.key().as_str(),
            "property": "signed",
            "value": "2026-11-20",
            "source": "https://exemple.fr/autre",
        }),
        "reversal" | "proposals" | "{id}" => Json::Null,
        _ => panic!("say what is to be sent to {path}"),
    }
}

async fn token_of(programme: &Programme, account: &Account, scopes: &[Scope]) -> String {
    let until = programme.live.time.today().checked_add_days(chrono::Days::new(30)).unwrap();
    let (store, now) = (programme.live.store(), programme.live.time.now());
    token::create(store, account, ("marche", scopes, until), now).await.unwrap().reveal().to_owned()
}

/// Everybody: who has no token, and an account of each role with a token for everything.
async fn callers(programme: &Programme, places: &[Place]) -> Vec<Caller> {
    let lines = places.iter().map(|place| place.line).collect();
    let mut callers = vec![Caller { role: Role::Reader, token: None, lines }];
    for account in accounts(programme).await {
        let mut lines = Vec::new();
        for place in places {
            lines.push(place.line_of(programme, &account).await);
        }
        let token = Some(token_of(programme, &account, &Scope::ALL).await);
        callers.push(Caller { role: account.role, token, lines });
    }
    callers
}

/// What the API changes, and what it shows to some alone: method, path, and the action that the document says one must
/// be allowed. What changes something and says no action is found out here.
fn changes() -> Vec<(String, String, Action)> {
    let document = serde_json::to_value(contract()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(name) = operation["x-action"].as_str() else {
                assert_eq!(method, "get", "{method} {path} says no action that one must be allowed");
                continue;
            };
            let action = RIGHTS.iter().map(|(action, _)| *action);
            let action = action.into_iter().find(|action| serde_json::to_value(action).unwrap() == name);
            found.push((method.to_uppercase(), path.clone(), action.unwrap_or_else(|| panic!("{name} is no action"))));
        }
    }
    assert!(found.len() > 10, "{found:?}");
    found
}

/// What the table makes of an action.
fn expected(role: Role, action: Action, place: &Place, is_anothers: bool) -> u16 {
    match reach(role, action) {
        Reach::Nowhere if role == Role::Reader => 401,
        Reach::Nowhere => 403,
        _ if is_anothers => 403,
        Reach::OwnRegions if !place.is_own() => 403,
        Reach::OwnRegions | Reach::Everywhere => 200,
    }
}

/// What an answer comes to: 200 for all that is let in. What one may not see does not exist, and is in no list; a file is
/// refused line by line, each for the same reason.
fn found(method: &str, asked: &Try, place: &Place, answer: &Answer) -> u16 {
    let status = answer.status.as_u16();
    let is_foreign = |faults: &Json| {
        let faults = faults.as_array().unwrap();
        !faults.is_empty() && faults.iter().all(|fault| fault["expected"] == "what this account answers for")
    };
    let lists = || answer.text().contains(&format!("\"id\":{}", place.proposal));
    match status {
        200 if method == "GET" && !lists() => 403,
        404 if method == "GET" => 403,
        422 if asked.kind == "text/csv" && is_foreign(&answer.json()["errors"]) => 403,
        200..300 => 200,
        _ => status,
    }
}

#[test]
fn each_change_of_the_api_is_open_to_whom_the_table_says_and_to_nobody_else() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let places = [Place::of(&programme, OWN, 0).await, Place::of(&programme, FOREIGN, 0).await];
        let callers = callers(&programme, &places).await;
        let national = agent_of(&programme, "national@exemple.fr").await;
        let mut browser = Browser::over(&programme.live);
        let before = programme.record().last_journal();
        let mut walked = 0;
        for (method, path, action) in changes() {
            for (number, place) in places.iter().enumerate() {
                for caller in &callers {
                    for asked in tries(&path, place, caller.lines[number]) {
                        let expected = expected(caller.role, action, place, asked.is_anothers);
                        // Who may not is not only trying.
                        let tried = method != "GET" && expected == 200;
                        let answer = ask(&mut browser, &method, &asked, tried, caller.token.as_deref()).await;
                        let found = found(&method, &asked, place, &answer);
                        let said = format!("{method} {} in {} by {}", asked.address, place.region, caller.role.name());
                        assert_eq!(
                            found,
                            expected,
                            "{said}: the table says another; {}: {}",
                            answer.status,
                            answer.text()
                        );
                        assert_eq!(programme.record().last_journal(), before, "{said} writes");
                        walked += 1;
                    }
                }
            }
            // A token that is not scoped for it opens nothing.
            let others: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| Scope::of(action) != Some(*scope)).collect();
            let token = token_of(&programme, &national, &others).await;
            for asked in tries(&path, &places[0], callers[0].lines[0]) {
                let answer = ask(&mut browser, &method, &asked, false, Some(&token)).await;
                assert_eq!(answer.status, 403, "{method} {path} with a token that is for something else");
            }
        }
        assert!(walked > 200, "{walked} answers");
        assert_eq!(programme.record().last_journal(), before, "what is only tried writes nothing");
    });
}

async fn agent_of(programme: &Programme, login: &str) -> Account {
    jalons::access::account::named(programme.live.store(), login).await.unwrap().unwrap()
}

async fn ask(browser: &mut Browser, method: &str, asked: &Try, tried: bool, token: Option<&str>) -> Answer {
    let address = format!("{}{}", asked.address, if tried { "?dry_run=true" } else { "" });
    let mut request = Request::builder().method(method).uri(&address);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    let answer = if method == "GET" {
        browser.send(request, Body::empty()).await
    } else {
        let is_empty = asked.body == "null";
        if !is_empty {
            request = request.header("content-type", asked.kind).header("if-match", "*");
        }
        let body = if is_empty { Body::empty() } else { Body::from(asked.body.clone()) };
        browser.send(request, body).await
    };
    keeps_the_contract(method, &address, &answer);
    answer
}
