//! Every door and every change of the API, walked by every role, in its own region and in another, and compared with the
//! one table of rights.

use axum::{body::Body, http::Request};
use jalons::{
    access::{
        account::Account,
        token::{self, Scope},
    },
    programme::{
        change::{
            Evidence,
            correction::{Correction, CorrectionDraft},
            minutes::{Minutes, MinutesDraft},
            promise::Promise,
        },
        contract::ContractId,
        desk::Desk,
        property::Property,
        record::Noun,
        rights::{Action, RIGHTS, Reach, reach},
        value::Value,
    },
    store::{Actor, Role},
    web::{contract, pages::office::DOORS},
};
use serde_json::{Value as Json, json};

use crate::{
    harness::{Programme, on_each_engine, on_sqlite},
    office::{Browser, agent},
};

/// The region that the official of the walk answers for, and another.
const OWN: &str = "32";
const FOREIGN: &str = "75";

/// What stands in one region: what addresses can name.
struct Place {
    region: &'static str,
    territory: String,
    contract: ContractId,
    copil: String,
    statement: i64,
    proposal: i64,
}

impl Place {
    /// A territory of one region alone, with a promised contract, a committee to come and a reader's correction.
    async fn of(programme: &Programme, region: &'static str) -> Self {
        let record = programme.record();
        let today = programme.live.time.today();
        let clock = jalons::programme::clock::Clock::of_day(today);
        let view = jalons::programme::view::Programme::at(record.clone(), clock);
        let is_here = |id: &jalons::programme::territory::TerritoryId| {
            let regions = view.territory(id).map(|territory| territory.regions.clone()).unwrap_or_default();
            id.to_string().starts_with('2') && regions.len() == 1 && regions[0].to_string() == region
        };
        let territories = record.subjects().iter().filter_map(|subject| match &subject.noun {
            Noun::Territory(id) => Some(id.clone()),
            _ => None,
        });
        let territory = territories.into_iter().find(is_here).unwrap();
        let contract: ContractId = format!("{territory}-contrat").parse().unwrap();

        let national = Actor::of_account(1_000_000, "walk", Role::National, Vec::new());
        let mut desk = Desk::open(&programme.live, &national, "walk").await.unwrap();
        let date = Value::read(Property::Promised, "2027-03").unwrap();
        let mut pen = desk.pen(Action::ChangeDates, &contract.key(), None).unwrap();
        Promise::of(date, None, Evidence::Word).write(&mut pen).unwrap();
        let draft = MinutesDraft {
            region: Some(region.to_owned()),
            promised: Some("2027-02-01".to_owned()),
            ..MinutesDraft::default()
        };
        let copil = Minutes::read(&draft, today).unwrap().write(&mut desk).unwrap();
        desk.commit(&programme.live).await.unwrap();
        let statement = programme.said(contract.key().as_str(), Property::Promised)[0].id.0;

        let draft = CorrectionDraft {
            property: "promised".to_owned(),
            value: "2027-05".to_owned(),
            source: "https://exemple.fr/article".to_owned(),
            words: None,
        };
        let noun = programme.subject(contract.key().as_str()).noun.clone();
        let mut desk = Desk::open(&programme.live, &Actor::reader(), "walk").await.unwrap();
        let correction = Correction::read(&draft, &noun, today).unwrap();
        correction.write(&mut desk.pen(Action::Propose, &contract.key(), None).unwrap()).unwrap();
        desk.commit(&programme.live).await.unwrap();
        let proposal = programme.said(contract.key().as_str(), Property::Promised)[1].id.0;
        Self { region, territory: territory.to_string(), contract, copil: copil.to_string(), statement, proposal }
    }

    /// An address of the API with what stands here in place of its parameter.
    fn address(&self, path: &str) -> String {
        let id = if path.contains("/contracts/") {
            self.contract.to_string()
        } else if path.contains("/copils/") {
            self.copil.clone()
        } else if path.contains("/territories/") {
            self.territory.clone()
        } else if path.contains("/statements/") {
            self.statement.to_string()
        } else {
            self.proposal.to_string()
        };
        path.replace("{id}", &id).replace("{key}", &id)
    }

    /// What is sent to an address of the API.
    fn body(&self, path: &str) -> Json {
        let last = path.rsplit('/').next().unwrap();
        match last {
            "promise" => json!({ "date": "2027-06", "reason": "calendar" }),
            "signature" | "held" => json!({ "on": "2026-11-20" }),
            "suspension" => json!({ "until": "2027-06-30", "reason": "funding" }),
            "confirmation" => json!({}),
            "minutes" => json!({ "held": "2026-11-20" }),
            "copils" => json!({ "region": self.region, "held": "2026-11-19" }),
            "withdrawal" | "pin" => json!({ "reason": "vérifié" }),
            "decision" => json!({ "outcome": "accept" }),
            "corrections" => json!({
                "subject": self.contract.key().as_str(),
                "property": "signed",
                "value": "2026-11-20",
                "source": "https://exemple.fr/autre",
            }),
            _ => panic!("say what is to be sent to {path}"),
        }
    }
}

/// One account of each role, the official's of her own region.
async fn accounts(programme: &Programme) -> Vec<Account> {
    let mut accounts = Vec::new();
    for role in Role::OF_ACCOUNTS {
        let regions: &[&str] = if role == Role::Official { &[OWN] } else { &[] };
        accounts.push(agent(programme, &format!("{}@exemple.fr", role.name()), role.name(), regions).await);
    }
    accounts
}

async fn token_of(programme: &Programme, account: &Account, scopes: &[Scope]) -> String {
    let until = programme.live.time.today().checked_add_days(chrono::Days::new(30)).unwrap();
    let (store, now) = (programme.live.store(), programme.live.time.now());
    token::create(store, account, ("marche", scopes, until), now).await.unwrap().reveal().to_owned()
}

/// The changes of the API: method, path, and the action that the document says one must be allowed.
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
            found.push((method.clone(), path.clone(), action.unwrap_or_else(|| panic!("{name} is no action"))));
        }
    }
    assert!(found.len() > 10, "{found:?}");
    found
}

#[test]
fn each_change_of_the_api_is_open_to_whom_the_table_says_and_to_nobody_else() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let places = [Place::of(&programme, OWN).await, Place::of(&programme, FOREIGN).await];
        let accounts = accounts(&programme).await;
        let mut browser = Browser::over(&programme.live);
        let before = programme.record().last_journal();
        for (method, path, action) in changes() {
            // An undoing is its author's alone, whatever her role; a file is refused line by line.
            if path.contains("/journal/") || path.ends_with("/imports") {
                continue;
            }
            for (is_own, place) in [(true, &places[0]), (false, &places[1])] {
                let mut tries: Vec<(Role, Option<String>)> = vec![(Role::Reader, None)];
                for account in &accounts {
                    tries.push((account.role, Some(token_of(&programme, account, &Scope::ALL).await)));
                }
                for (role, token) in tries {
                    let expected = match reach(role, action) {
                        Reach::Nowhere if token.is_none() => 401,
                        Reach::Nowhere => 403,
                        Reach::OwnRegions if !is_own => 403,
                        Reach::OwnRegions | Reach::Everywhere => 200,
                    };
                    let status = ask(&mut browser, place, (&method, &path), token.as_deref()).await;
                    // A list is cut to what one may see; what is made is 201, what waits 202.
                    let listed = method == "get" && !path.contains('{');
                    let found = if (200..300).contains(&status) { 200 } else { status };
                    let hidden = method == "get" && expected == 403 && status == 404;
                    let place = place.region;
                    assert!(
                        found == expected || hidden || (listed && !is_own && found == 200),
                        "{method} {path} in {place} by {}: {status}, the table says {expected}",
                        role.name()
                    );
                }
            }
            // A token that is not scoped for it opens nothing.
            if method != "get" && reach(Role::National, action) == Reach::Everywhere {
                let national = accounts.iter().find(|account| account.role == Role::National).unwrap();
                let token = token_of(&programme, national, &[Scope::ReadDrafts]).await;
                let status = ask(&mut browser, &places[0], (&method, &path), Some(&token)).await;
                assert_eq!(status, 403, "{method} {path} with a token that is for reading");
            }
        }
        assert_eq!(programme.record().last_journal(), before, "what is only tried writes nothing");
    });
}

async fn ask(browser: &mut Browser, place: &Place, (method, path): (&str, &str), token: Option<&str>) -> u16 {
    let address = place.address(path);
    let address = if method == "get" { address } else { format!("{address}?dry_run=true") };
    let mut request = Request::builder().method(method.to_uppercase().as_str()).uri(&address);
    if let Some(token) = token {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if method == "get" {
        return browser.send(request, Body::empty()).await.status.as_u16();
    }
    let request = request.header("content-type", "application/json").header("if-match", "*");
    let answer = browser.send(request, Body::from(place.body(path).to_string())).await;
    assert!(answer.status != 422 && answer.status != 400, "{method} {path}: {}", answer.text());
    answer.status.as_u16()
}

#[test]
fn each_door_lets_in_whom_the_table_says_and_nobody_else() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let place = Place::of(&programme, OWN).await;
        let accounts = accounts(&programme).await;
        let before = programme.record().last_journal();
        assert!(DOORS.len() > 10);
        for door in DOORS {
            let Some(action) = door.action else { continue };
            let address = door
                .path
                .replace("{*key}", place.contract.key().as_str())
                .replace("{id}", "999999")
                .replace("{n}", "999999")
                .replace("{secret}", "x");
            assert!(!address.contains('{'), "{address} names something that the walk does not know");
            for method in ["GET", "POST"] {
                if method == "POST" && !door.takes_forms {
                    continue;
                }
                let mut nobody = Browser::over(&programme.live);
                let status = walk(&mut nobody, method, &address).await;
                assert!(matches!(status, 303 | 405), "{method} {address} by a reader: {status}");
                for account in &accounts {
                    let mut browser = Browser::over(&programme.live);
                    browser.sign_in(&account.login).await;
                    let status = walk(&mut browser, method, &address).await;
                    let may = reach(account.role, action) != Reach::Nowhere;
                    let by = account.role.name();
                    assert!(may || matches!(status, 403 | 405), "{method} {address} by {by}: {status}");
                    // Let in, an empty form is refused for what it lacks, or its subject is not found.
                    let is_let_in = status != 403 || (method == "POST" && door.path.contains("{*key}"));
                    assert!(!may || is_let_in, "{method} {address} by {by}: {status}");
                }
            }
        }
        assert_eq!(programme.record().last_journal(), before, "no empty form writes anything");
    });
}

/// What is sent to a door that takes a form about something in a place, so that it comes as far as the desk.
fn form(path: &str, place: &Place, programme: &Programme) -> Vec<(&'static str, String)> {
    let version = programme.subject(place.contract.key().as_str()).version(None).to_string();
    let fields: &[(&'static str, &str)] = match path {
        "/agir/signature/{*key}" => &[("on", "20/11/2026"), ("document", "contrat"), ("etape", "apercu")],
        "/agir/promesse/{*key}" => &[("date", "06/2027"), ("reason", "calendar"), ("etape", "apercu")],
        "/agir/suspension/{*key}" => &[("until", "30/06/2027"), ("reason", "funding"), ("etape", "apercu")],
        "/agir/confirmation/{*key}" => &[("etape", "apercu")],
        "/propositions/{id}/decision" => &[("outcome", "accept"), ("etape", "apercu")],
        "/affirmations/{id}/choix" | "/affirmations/{id}/retrait" => &[("reason", ""), ("etape", "apercu")],
        _ => panic!("say what is to be sent to {path}"),
    };
    let fields = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
    fields.chain([("version", version)]).collect()
}

#[test]
fn an_official_is_let_in_to_what_her_region_holds_and_to_nothing_of_another() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let places = [Place::of(&programme, OWN).await, Place::of(&programme, FOREIGN).await];
        let accounts = accounts(&programme).await;
        let official = accounts.iter().find(|account| account.role == Role::Official).unwrap();
        let mut browser = Browser::over(&programme.live);
        browser.sign_in(&official.login).await;
        let mut walked = 0;
        for door in DOORS {
            let Some(action) = door.action.filter(|action| reach(Role::Official, *action) == Reach::OwnRegions) else {
                continue;
            };
            let about = door.path.contains("{*key}")
                || door.path.starts_with("/propositions/")
                || door.path.starts_with("/affirmations/");
            if !about {
                continue;
            }
            for (is_own, place) in [(true, &places[0]), (false, &places[1])] {
                let id = if door.path.starts_with("/affirmations/") { place.statement } else { place.proposal };
                let address =
                    door.path.replace("{*key}", place.contract.key().as_str()).replace("{id}", &id.to_string());
                let mut answers = Vec::new();
                if !door.takes_forms || door.path.contains("{*key}") {
                    answers.push(("GET", browser.get(&address).await));
                }
                if door.takes_forms {
                    let fields = form(door.path, place, &programme);
                    let fields: Vec<(&str, &str)> =
                        fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    before_and_after(&programme, async || {
                        answers.push(("POST", browser.post(&address, &fields).await))
                    })
                    .await;
                }
                for (method, answer) in answers {
                    walked += 1;
                    let status = answer.status.as_u16();
                    let said = format!("{method} {address} ({action:?}) in {}: {status}", place.region);
                    // What she may not see does not exist for her.
                    let is_shut = matches!(status, 403 | 404);
                    assert_eq!(is_shut, !is_own, "{said}: {}", answer.text());
                    assert!(!is_own || matches!(status, 200 | 303 | 422), "{said}");
                }
            }
        }
        assert!(walked > 20, "{walked} answers");
    });
}

/// Runs a part of the walk that may write in the official's own region alone.
async fn before_and_after(programme: &Programme, run: impl AsyncFnOnce()) {
    let foreign = |programme: &Programme| {
        let record = programme.record();
        let subjects = record.subjects().iter().filter(|subject| subject.key.as_str().contains("-75"));
        subjects.map(|subject| subject.version(None)).sum::<i64>()
    };
    let before = foreign(programme);
    run().await;
    assert_eq!(foreign(programme), before, "nothing of another region moved");
}

async fn walk(browser: &mut Browser, method: &str, address: &str) -> u16 {
    let answer = if method == "GET" { browser.get(address).await } else { browser.post(address, &[]).await };
    assert!(answer.status.as_u16() < 500, "{method} {address}: {}", answer.text());
    answer.status.as_u16()
}
