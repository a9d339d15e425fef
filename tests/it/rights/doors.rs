//! The doors of the pages.

use std::sync::Arc;

use axum::{body::Body, http::Request};
use jalons::{
    access::{
        account::{self, Account},
        session,
        token::{self, Scope},
    },
    programme::{
        record::JournalLine,
        rights::{Action, Reach, reach},
    },
    store::Role,
    web::pages::office::{DOORS, Door},
};

use super::{
    place::{FOREIGN, OWN, Place, accounts},
    visit::{self, Bystander, Sent, Stay, Visit},
};
use crate::{
    file::fixture::{counts, look, rows, words},
    harness::{Answer, Programme, on_sqlite},
    office::{Browser, agent},
};

/// Whether the table lets somebody in.
fn is_open(role: Role, visit: &Visit, place: &Place) -> bool {
    match visit.action.map_or(Reach::Everywhere, |action| reach(role, action)) {
        _ if visit.is_anothers => false,
        Reach::Nowhere => false,
        Reach::OwnRegions => place.is_own() || !visit.is_of_place,
        Reach::Everywhere => true,
    }
}

/// Whether an answer lets somebody in: by its status; by what the page shows; of a file, by what its one line came to.
fn lets_in(visit: &Visit, answer: &Answer) -> bool {
    let status = answer.status.as_u16();
    if answer.header("location").starts_with("/connexion") || matches!(status, 403 | 404) {
        return false;
    }
    if let Some(text) = &visit.names {
        return status == 200 && holds(answer, text);
    }
    let publishes = visit.address == "/fichier/publier";
    match &visit.sent {
        Sent::File(_) if status == 200 => {
            let [read, _, changed, _, _, refused] = counts(answer);
            assert_eq!((read, changed + refused), (1, 1), "{}", words(answer));
            changed == 1
        }
        Sent::Form(_) if publishes && status == 422 => {
            assert_eq!(counts(answer)[5], 1, "{}", words(answer));
            false
        }
        _ => {
            assert!(matches!(status, 200 | 201 | 303), "{}: {status}: {}", visit.address, words(answer));
            true
        }
    }
}

/// Whether what was answered shows a text: a page, a table, a workbook.
fn holds(answer: &Answer, text: &str) -> bool {
    if answer.header("content-type").contains("spreadsheetml") {
        return rows(&answer.body, "Territoires").iter().flatten().any(|cell| cell == text);
    }
    answer.text().contains(text)
}

async fn send(browser: &mut Browser, visit: &Visit) -> Answer {
    let answer = match &visit.sent {
        Sent::Nothing => browser.get(&visit.address).await,
        Sent::File(bytes) => look(browser, "a.csv", bytes).await,
        Sent::Form(fields) => {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            browser.post(&visit.address, &fields).await
        }
    };
    assert!(answer.status.as_u16() < 500, "{}: {}", visit.address, answer.text());
    answer
}

async fn signed_in(programme: &Programme, account: Option<&Account>) -> Browser {
    let mut browser = Browser::over(&programme.live);
    if let Some(account) = account {
        assert_eq!(browser.sign_in(&account.login).await.status, 303, "{}", account.login);
    }
    browser
}

/// Somebody whom the walk must leave alone, with a session and a token of hers.
async fn bystander(programme: &Programme) -> Bystander {
    let account = agent(programme, "tiers@exemple.fr", "official", &["28"]).await;
    let (store, now) = (programme.live.store(), programme.live.time.now());
    let secret = session::open(store, &account, "ici", now).await.unwrap();
    let (_, session) = session::find(store, secret.reveal(), now).await.unwrap().unwrap();
    let until = programme.live.time.today() + chrono::Days::new(30);
    token::create(store, &account, ("le mien", &[Scope::ReadDrafts], until), now).await.unwrap();
    let token = token::of(store, account.id).await.unwrap()[0].id;
    let national = agent(programme, "relais@exemple.fr", "national", &[]).await;
    Bystander { account, session, token, national: signed_in(programme, Some(&national)).await }
}

/// Fails where a walk by who may not has reached somebody else's account.
async fn is_left_alone(programme: &Programme, other: &Bystander) {
    let (store, now) = (programme.live.store(), programme.live.time.now());
    let found = account::find(store, other.account.id).await.unwrap().unwrap();
    assert_eq!((found.role, &found.regions, found.disabled_at), (Role::Official, &other.account.regions, None));
    let sessions = session::of(store, other.account.id, now).await.unwrap();
    assert!(sessions.iter().any(|row| row.id == other.session), "her session was ended");
    assert!(
        token::of(store, other.account.id).await.unwrap().iter().any(|row| row.id == other.token && row.serves(now))
    );
}

/// Who made the last change, as the journal has it.
fn last(programme: &Programme) -> Arc<JournalLine> {
    Arc::clone(programme.record().journal().last().unwrap())
}

/// Walks every door in a place: what is shown first, then what is sent. Gives how many answers there were.
async fn walk(stay: &Stay<'_>, browser: &mut Browser) -> usize {
    let Stay { programme, place, role, account, other } = stay;
    let mut walked = 0;
    for sends in [false, true] {
        for door in DOORS {
            let is_here = door.action.map_or(Reach::Everywhere, |action| reach(*role, action));
            let may = is_here == Reach::Everywhere || is_here == Reach::OwnRegions && place.is_own();
            let visits = visit::all(door, stay, may).await;
            let sent = visits.iter().any(|visit| !matches!(visit.sent, Sent::Nothing));
            assert_eq!(sent, door.takes_forms, "{}: say what is sent there", door.path);
            for visit in visits {
                let is_read = matches!(visit.sent, Sent::Nothing);
                // What lies in no place is asked once.
                if is_read == sends || !(visit.is_of_place || place.is_own()) {
                    continue;
                }
                let before = programme.record().last_journal();
                let mut guest = if door.action.is_none() { signed_in(programme, None).await } else { browser.clone() };
                if door.path == "/agir/{*key}" {
                    guest = browser.clone();
                }
                let answer = send(&mut guest, &visit).await;
                let said = format!(
                    "{} {} in {} by {}: {}",
                    if is_read { "GET" } else { "POST" },
                    visit.address,
                    place.region,
                    role.name(),
                    answer.status
                );
                let expected = is_open(*role, &visit, place);
                assert_eq!(lets_in(&visit, &answer), expected, "{said}, the table says another: {}", words(&answer));
                let moved = programme.record().last_journal() != before;
                assert_eq!(moved, expected && visit.lasts, "{said}: what is written");
                if moved {
                    let by = account.map(|account| account.id).filter(|_| door.action.is_some());
                    assert_eq!(last(programme).account, by, "{said}: by whom");
                }
                if door.action.is_some() {
                    *browser = guest;
                }
                if matches!(door.path, "/deconnexion") {
                    *browser = signed_in(programme, *account).await;
                }
                if !expected {
                    is_left_alone(programme, other).await;
                }
                walked += 1;
            }
        }
    }
    walked
}

#[test]
fn each_door_lets_in_whom_the_table_says_there_and_nobody_else() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let accounts = accounts(&programme).await;
        let other = bystander(&programme).await;
        let everybody = accounts.iter().map(Some).chain([None]);
        for (nth, account) in everybody.enumerate() {
            let role = account.map_or(Role::Reader, |account| account.role);
            let mut browser = signed_in(&programme, account).await;
            for region in [OWN, FOREIGN] {
                let place = Place::of(&programme, region, nth).await;
                let stay = Stay { programme: &programme, place: &place, role, account, other: &other };
                let walked = walk(&stay, &mut browser).await;
                let least = if place.is_own() { 55 } else { 35 };
                assert!(walked > least, "{walked} answers in {region} by {}", role.name());
            }
        }
    });
}

/// An address of a door, whatever it names.
fn address(door: &Door) -> String {
    let path = door.path.replace("{*key}", "contract:2-ti-3201-contrat");
    path.replace("{id}", "1").replace("{n}", "1").replace("{secret}", "x")
}

#[test]
fn a_door_takes_no_method_but_those_that_the_walk_knows() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        for account in accounts(&programme).await {
            let mut browser = signed_in(&programme, Some(&account)).await;
            let may =
                |action: Option<Action>| action.is_none_or(|action| reach(account.role, action) != Reach::Nowhere);
            for door in DOORS.iter().filter(|door| may(door.action)) {
                for method in ["POST", "PUT", "PATCH", "DELETE"] {
                    if method == "POST" && door.takes_forms {
                        continue;
                    }
                    let request = Request::builder().method(method).uri(address(door));
                    let answer = browser.send(request.header("sec-fetch-site", "same-origin"), Body::empty()).await;
                    assert_eq!(answer.status, 405, "{method} {}", door.path);
                }
            }
        }
    });
}
