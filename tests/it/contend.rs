//! Many writers on the same few contracts: every edit is in the trail, or was refused; none vanishes.
//!
//! `JALONS_CONTEND=N` makes each of the 64 writers try N times (`just contend`); a few in the tests.

use std::collections::BTreeSet;

use axum::body::Body;
use chrono::{Days, NaiveDate};
use jalons::{
    access::token::{self, Scope},
    programme::{check, property::Property},
};
use serde_json::json;

use crate::{
    harness::{Programme, on_each_engine},
    office::{Browser, agent},
};

/// How many write at once.
const WRITERS: u32 = 64;

/// The contracts that they write on.
const CONTRACTS: u32 = 10;

/// A token of an official of the whole country.
pub async fn token(programme: &Programme) -> String {
    let holder = agent(programme, "ecrivain@etat.example", "national", &[]).await;
    let until = programme.live.time.today().checked_add_days(Days::new(200)).unwrap();
    let new = ("épreuve", &[Scope::ChangeDates][..], until);
    let (store, now) = (programme.live.store(), programme.live.time.now());
    token::create(store, &holder, new, now).await.unwrap().reveal().to_owned()
}

/// What one writer was told.
#[derive(Default)]
struct Told {
    /// The contract and the date of each edit that was acknowledged.
    taken: Vec<(u32, String)>,
    refused: u32,
}

#[test]
fn of_sixty_four_writers_on_ten_contracts_every_edit_is_in_the_trail_or_was_refused() {
    let tries: u32 = std::env::var("JALONS_CONTEND").ok().and_then(|text| text.parse().ok()).unwrap_or(3);
    on_each_engine(async |programme| {
        let territories: String = (0..CONTRACTS)
            .fold(String::new(), |text, n| format!("{text}2;ti-{n:04};Territoire {n};32;https://exemple.fr/liste\n"));
        let report = programme.import("regions", "code;nom;source\n32;Hauts-de-France;https://exemple.fr/\n").await;
        assert!(report.is_taken(), "{}", crate::harness::told(&report));
        let head = "phase;anct_id;name;lead_region;source\n";
        let report = programme.import("territories", &format!("{head}{territories}")).await;
        assert!(report.is_taken(), "{}", crate::harness::told(&report));
        let token = token(&programme).await;
        let browser = Browser::over(&programme.live);
        let writers = (0..WRITERS).map(|writer| tokio::spawn(write(browser.clone(), token.clone(), writer, tries)));
        let mut told = Vec::new();
        for writer in writers.collect::<Vec<_>>() {
            told.push(writer.await.unwrap());
        }
        let taken: usize = told.iter().map(|told| told.taken.len()).sum();
        let refused: u32 = told.iter().map(|told| told.refused).sum();
        assert_eq!(taken as u32 + refused, WRITERS * tries, "each was answered");
        assert!(taken > 0 && refused > 0, "{taken} taken, {refused} refused: they do contend");

        let programme = programme.again().await;
        let acknowledged: BTreeSet<(String, String)> = told
            .iter()
            .flat_map(|told| &told.taken)
            .map(|(contract, date)| (format!("contract:2-ti-{contract:04}-contrat"), date.clone()))
            .collect();
        let recorded: BTreeSet<(String, String)> = (0..CONTRACTS)
            .map(|n| format!("contract:2-ti-{n:04}-contrat"))
            .filter(|key| programme.record().find(&jalons::store::Key::new(key.as_str())).is_some())
            .flat_map(|key| {
                let values = programme.values(&key, Property::Promised);
                values.into_iter().map(move |value| (key.clone(), value))
            })
            .collect();
        assert_eq!(acknowledged, recorded, "what was acknowledged is what is recorded, and nothing else");
        assert_eq!(check::faults(&programme.record()), Vec::<String>::new());
        if tries > 3 {
            println!(
                "contend: {WRITERS} writers, {CONTRACTS} contracts: {taken} taken, {refused} refused, none vanished"
            );
        }
    });
}

/// Reads a contract's version, and promises a day that no other writer promises.
async fn write(mut browser: Browser, token: String, writer: u32, tries: u32) -> Told {
    let mut told = Told::default();
    for attempt in 0..tries {
        let contract = (writer + attempt) % CONTRACTS;
        let address = format!("/api/v1/contracts/2-ti-{contract:04}-contrat");
        let known = browser.get(&address).await;
        let tag = known.header("etag").to_owned();
        let (name, value) = if known.status == 200 { ("if-match", tag.as_str()) } else { ("if-none-match", "*") };
        let first = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let date = first.checked_add_days(Days::new(u64::from(writer * tries + attempt))).unwrap().to_string();
        tokio::task::yield_now().await;
        let body = json!({ "date": date, "reason": "calendar" });
        let request = axum::http::Request::put(format!("{address}/promise"))
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/json")
            .header(name, value);
        let answer = browser.send(request, Body::from(body.to_string())).await;
        match answer.status.as_u16() {
            200 | 201 => told.taken.push((contract, date)),
            412 => told.refused += 1,
            status => panic!("{status}: {}", answer.text()),
        }
    }
    told
}
