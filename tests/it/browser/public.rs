//! Readers' pages.

use chrono::NaiveDate;

use super::driver::{Driver, LOOKS, Served, axe};
use crate::harness::on_sqlite;

/// Pages of every kind, at today's clock and at an earlier one.
const PAGES: [&str; 24] = [
    "/",
    "/?phase=1",
    "/regions",
    "/regions/32-hauts-de-france",
    "/regions/32-hauts-de-france?known_on=2019-07-30",
    "/territoires?phase=1&region=75",
    "/territoires/1-ti-7505-lacq-pau-tarbes",
    "/departements/59",
    "/chronologie?phase=1&region=75",
    "/chronologie?phase=1&region=84&known_on=2019-07-30",
    "/questions",
    "/questions/AN-15-QE-20408",
    "/jalons/copil:national:2019-01",
    "/en-retard?known_on=2019-07-30",
    "/recherche?q=vallee",
    "/donnees",
    "/methode",
    "/journal",
    "/corrections",
    "/correction/contract:1-ti-7505-contrat",
    "/sources",
    "/mentions-legales",
    "/api",
    "/absente",
];

#[test]
fn no_page_has_a_violation_of_accessibility_or_overflows_at_either_width_in_light_or_dark() {
    let (Some(driver), Some(axe)) = (Driver::start(), axe()) else { return };
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let site = Served::over(&programme.live).await;
        let mut found = Vec::new();
        for (width, is_dark) in LOOKS {
            let window = driver.window(&site, width, is_dark).await;
            for page in PAGES {
                window.open(page).await;
                let violations = window.violations(&axe).await;
                found.extend(violations.iter().map(|violation| format!("{page} at {width}: {violation}")));
            }
            window.close().await;
        }
        assert!(found.is_empty(), "{found:#?}");
    });
}

#[test]
fn with_the_keyboard_alone_one_goes_to_the_content_and_reads_the_past() {
    let Some(driver) = Driver::start() else { return };
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let site = Served::over(&programme.live).await;
        let window = driver.window(&site, 1280, false).await;
        window.open("/regions/32-hauts-de-france").await;
        window.press(fantoccini::key::Key::Tab).await;
        let first = window.ask("return document.activeElement.getAttribute('href')", vec![]).await;
        assert_eq!(first, "#contenu", "the first stop is the link to the content");

        window.fill_day("input[name=known_on]", NaiveDate::from_ymd_opt(2019, 7, 30).unwrap()).await;
        window.enter().await;
        window.shows("1er COPIL tenu le 2 juillet 2019").await;
        assert_eq!(window.path().await, "/regions/32-hauts-de-france");
        window.close().await;
    });
}
