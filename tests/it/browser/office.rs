//! An official's day, by keyboard alone: what the page shows is held against what readers are told.

use jalons::{programme::property::Property, store::DecisionKind};

use super::{
    driver::{Driver, Served},
    window::Window,
};
use crate::{
    file::fixture::{self, ONE, TWO, edited, published, retained, with},
    harness::{Programme, Site, on_sqlite},
    life::{DUNKERQUE, base},
    office::agent,
    register::SIGNED,
};

const BETHUNE: &str = "contract:2-ti-3202-contrat";

/// What the page of an address shows to readers.
async fn told(window: &Window, path: &str) -> String {
    window.open(path).await;
    window.words().await
}

/// How a contract stands for whoever asks the API.
async fn contract(programme: &Programme, key: &str) -> serde_json::Value {
    let id = key.strip_prefix("contract:").unwrap();
    Site::over(&programme.live).json(&format!("/api/v1/contracts/{id}")).await["data"].clone()
}

/// Follows what is due to the form of an act.
async fn act(window: &Window, key: &str, act: &str) {
    window.open("/a-faire").await;
    window.follow(&format!("a[href='/agir/{key}']")).await;
    window.follow(&format!("a[href='/agir/{act}/{key}']")).await;
}

/// Publishes the preview that is shown; gives the address of the receipt.
async fn publish(window: &Window, programme: &Programme) -> String {
    let lines = programme.record().last_journal();
    window.follow("button[value=publier]").await;
    window.shows("C’est publié.").await;
    let receipt = window.path().await;
    assert_eq!(receipt, format!("/modification/{}", lines + 1));
    receipt
}

#[test]
fn by_keyboard_an_official_signs_a_contract_puts_another_off_and_undoes_that() {
    let Some(driver) = Driver::start() else { return };
    on_sqlite(async |programme| {
        base(&programme).await;
        let late = "phase,territoire,document,promis_le,source,publie_le\n\
            2,ti-3202,contrat,2026-11-10,https://exemple.fr/annonce,2026-10-01\n";
        assert!(programme.import("contracts", late).await.is_taken());
        agent(&programme, "agent-32", "official", &["32"]).await;
        let site = Served::over(&programme.live).await;
        let window = driver.window(&site, 1280, false).await;

        window.sign_in("agent-32").await;
        window.shows("Promesses dépassées 3").await;

        act(&window, DUNKERQUE, "signature").await;
        window.fill("#on", "20/11/2026").await;
        window.fill("#place", "Dunkerque").await;
        window.follow("button[value=apercu]").await;
        window.shows("Rien n’est encore publié.").await;
        window.shows("Signé 20 novembre 2026").await;
        assert_eq!(contract(&programme, DUNKERQUE).await["status"], "late", "a preview writes nothing");
        publish(&window, &programme).await;
        window.shows("Signé 20 novembre 2026 Lieu Dunkerque").await;
        assert_eq!(contract(&programme, DUNKERQUE).await["signed"]["value"], "2026-11-20");
        let public = told(&window, &format!("/jalons/{DUNKERQUE}")).await;
        assert!(public.contains("20 novembre 2026") && public.contains("Dunkerque"), "{public}");

        let page = format!("/jalons/{BETHUNE}");
        let before = told(&window, &page).await;
        assert!(before.contains("en retard de 13 jours"), "{before}");
        act(&window, BETHUNE, "promesse").await;
        window.fill("#date", "15/03/2027").await;
        window.choose("#reason", "Calendrier des élus").await;
        window.fill("#sentence", "Le conseil se réunit en mars.").await;
        window.follow("button[value=apercu]").await;
        window.shows("10 novembre 2026 → devient 15 mars 2027 · motif : calendrier des élus").await;
        let reader = driver.window(&site, 390, false).await;
        assert_eq!(told(&reader, &page).await, before, "readers see none of it");
        reader.close().await;
        let receipt = publish(&window, &programme).await;
        let moved = contract(&programme, BETHUNE).await;
        assert_eq!((&moved["status"], &moved["promised"]["value"]), (&"promised".into(), &"2027-03-15".into()));
        let after = told(&window, &page).await;
        assert!(after.contains("15 mars 2027") && after.contains("« Le conseil se réunit en mars. »"), "{after}");

        window.open(&receipt).await;
        window.follow(&format!("form[action='{receipt}/annulation'] button")).await;
        window.shows("est annulée.").await;
        window.shows("10 novembre 2026").await;
        assert_eq!(contract(&programme, BETHUNE).await["status"], "late");
        assert_eq!(told(&window, &page).await, before, "readers read what they read before");
        let journal = told(&window, "/journal").await;
        assert!(journal.contains("Annulation"), "{journal}");
        assert!(journal.contains("15 mars 2027"), "what was undone stays told: {journal}");
        assert!(!journal.contains("Camille"), "{journal}");
        window.close().await;
    });
}

#[test]
fn by_keyboard_a_file_is_taken_away_changed_sent_back_mended_and_published() {
    let Some(driver) = Driver::start() else { return };
    on_sqlite(async |programme| {
        fixture::small(&programme).await;
        agent(&programme, "camille", "official", &["32"]).await;
        let site = Served::over(&programme.live).await;
        let window = driver.window(&site, 1280, false).await;
        window.sign_in("camille").await;
        window.follow("nav a[href='/fichier']").await;
        window.reach("a[href='/fichier.xlsx']").await;
        window.press(fantoccini::key::Key::Enter).await;
        let taken = driver.downloaded().await;
        assert_eq!(taken.file_name().unwrap(), "jalons-mon-fichier-2026-11-23.xlsx");

        // While she is at it, somebody else moves the same date.
        let mut other = fixture::official(&programme, "dominique", &["32"]).await;
        let list = fixture::csv(&mut other, "contrats").await;
        let moved = with(&list, "2-ti-3201", &[("promis le", "2027-09"), ("motif", "crise")]);
        published(&mut other, "ailleurs.csv", moved.as_bytes()).await;

        let cells = [
            ("2-ti-3201-contrat", "promis le", "01/06/2027"),
            ("2-ti-3201-contrat", "motif", "Négociation du contenu"),
            ("2-ti-3202-contrat", "lieu", "Abbeville"),
            ("2-ti-3203-contrat", "promis le", "31/02/2027"),
        ];
        let sent = driver.folder().join("mes contrats.xlsx");
        std::fs::write(&sent, edited(&std::fs::read(&taken).unwrap(), "Contrats", &cells)).unwrap();
        let lines = programme.record().last_journal();
        window.give_file("#fichier", &sent).await;
        window.follow("form[action='/fichier/apercu'] button").await;
        window.shows("lues 9 inchangées 6 changée 1 nouvelle 0 en conflit 1 refusée 1").await;
        window.shows("Garder ce qui est enregistré : septembre 2027").await;
        window.shows("trouvé « 31/02/2027 », attendu : un jour qui existe").await;
        window.shows("lieu : Amiens → Abbeville").await;
        assert_eq!(programme.record().last_journal(), lines, "looking writes nothing");

        window.follow("button[value=publier]").await;
        window.shows("sont à reprendre").await;
        assert_eq!(programme.record().last_journal(), lines, "nothing of it is published");

        window.pick("choix.0.promised_on", "mienne").await;
        window.fill("input[name='cellule.2.promised_on']", "28/02/2027").await;
        window.follow("button[value=verifier]").await;
        window.shows("lues 9 inchangées 6 changées 2 nouvelle 1 en conflit 0 refusée 0").await;
        assert_eq!(programme.record().last_journal(), lines, "looking again writes nothing");
        publish(&window, &programme).await;
        for told in ["septembre 2027 → devient 1er juin 2027", "Amiens → devient Abbeville", "28 février 2027"] {
            window.shows(told).await;
        }
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-06-01"));
        assert_eq!(retained(&programme, TWO, Property::Place).as_deref(), Some("Abbeville"));
        let three = "contract:2-ti-3203-contrat";
        assert_eq!(retained(&programme, three, Property::Promised).as_deref(), Some("2027-02-28"));
        assert_eq!(programme.record().journal().last().unwrap().action, "import fichier");
        let public = told(&window, &format!("/jalons/{three}")).await;
        assert!(public.contains("28 février 2027"), "{public}");
        window.close().await;
    });
}

#[test]
fn by_keyboard_a_reader_sends_a_correction_and_an_official_accepts_it() {
    let Some(driver) = Driver::start() else { return };
    on_sqlite(async |programme| {
        programme.load_seed().await;
        agent(&programme, "agent-75", "official", &["75"]).await;
        let site = Served::over(&programme.live).await;
        let (reader, official) = (driver.window(&site, 390, false).await, driver.window(&site, 1280, false).await);
        let page = format!("/jalons/{SIGNED}");
        reader.open(&page).await;
        reader.follow(&format!("a[href='/agir/{SIGNED}']")).await;
        assert_eq!(reader.path().await, format!("/correction/{SIGNED}"));
        reader.pick("property", "place").await;
        reader.fill("#value", "Mourenx").await;
        reader.fill("#source", "https://gazette.example/mourenx").await;
        reader.fill("#words", "Tout s’est passé à Mourenx.").await;
        reader.follow("form.form button").await;
        reader.shows("en attente d’une décision").await;
        let id: i64 = reader.path().await.strip_prefix("/corrections/").unwrap().parse().unwrap();
        assert!(!told(&reader, &page).await.contains("Mourenx"), "it waits");

        official.sign_in("agent-75").await;
        official.shows("Propositions à décider 1").await;
        official.follow(&format!("a[href='/propositions/{id}']")).await;
        official.shows("« Tout s’est passé à Mourenx. »").await;
        official.pick("outcome", "accept").await;
        official.fill(&format!("#reason-{id}"), "La gazette le montre.").await;
        let lines = programme.record().last_journal();
        official.follow("form.form button[value=apercu]").await;
        official.shows("Rien n’est encore publié.").await;
        assert_eq!(programme.record().last_journal(), lines, "a preview writes nothing");
        publish(&official, &programme).await;
        official.shows("Lieu accepté : Mourenx (affiché : Pau) · motif : « La gazette le montre. »").await;
        let place = programme.said(SIGNED, Property::Place).pop().unwrap();
        assert_eq!((place.id.0, place.decisions[0].kind), (id, DecisionKind::Accept));

        assert!(told(&reader, &page).await.contains("Mourenx"), "readers read it");
        let answer = told(&reader, &format!("/corrections/{id}")).await;
        assert!(answer.contains("acceptée") && answer.contains("« La gazette le montre. »"), "{answer}");
        assert!(!told(&official, "/a-faire").await.contains("Propositions à décider"), "nothing waits any more");
        reader.close().await;
        official.close().await;
    });
}

#[test]
fn by_keyboard_the_minutes_of_a_committee_are_recorded_with_its_calendar() {
    let Some(driver) = Driver::start() else { return };
    on_sqlite(async |programme| {
        base(&programme).await;
        agent(&programme, "agent-32", "official", &["32"]).await;
        let site = Served::over(&programme.live).await;
        let window = driver.window(&site, 1280, false).await;
        window.sign_in("agent-32").await;
        window.follow("a[href='/agir/releve']").await;
        window.fill("#held", "20/11/2026").await;
        window.fill("#place", "Lille").await;
        window.fill("input[name=decision]", "Calendrier des signatures arrêté").await;
        window.fill("[id='date/2-ti-3201-contrat']", "15/01/2027").await;
        window.choose("[id='reason/2-ti-3201-contrat']", "Calendrier des élus").await;
        window.fill("[id='date/2-ti-3202-contrat']", "mars 2027").await;
        let lines = programme.record().last_journal();
        window.follow("button[value=apercu]").await;
        window.shows("Ce relevé touche 3 fiches, toutes ensemble.").await;
        assert_eq!(programme.record().last_journal(), lines, "a preview writes nothing");
        publish(&window, &programme).await;
        assert_eq!(contract(&programme, DUNKERQUE).await["promised"]["value"], "2027-01-15");
        assert_eq!(contract(&programme, BETHUNE).await["promised"]["value"], "2027-03");
        let public = told(&window, "/jalons/copil:32:2026-11-20").await;
        assert!(public.contains("Calendrier des signatures arrêté") && public.contains("Lille"), "{public}");
        window.close().await;
    });
}

#[test]
fn by_keyboard_a_wrong_date_leads_from_the_summary_to_its_field_and_is_mended() {
    let Some(driver) = Driver::start() else { return };
    on_sqlite(async |programme| {
        base(&programme).await;
        agent(&programme, "agent-32", "official", &["32"]).await;
        let site = Served::over(&programme.live).await;
        let window = driver.window(&site, 390, false).await;
        window.sign_in("agent-32").await;
        act(&window, DUNKERQUE, "promesse").await;
        window.fill("#date", "31/02/2027").await;
        window.follow("button[value=apercu]").await;
        let focused = "return document.activeElement.id";
        assert_eq!(window.ask(focused, vec![]).await, "fautes", "the summary is read at once");
        window.shows("« 31/02/2027 » ne peut pas être pris").await;
        window.reach(".faults a[href='#date']").await;
        window.press(fantoccini::key::Key::Enter).await;
        assert_eq!(window.ask(focused, vec![]).await, "date", "the fault leads to its field");
        window.type_over("28/02/2027").await;
        window.choose("#reason", "Calendrier des élus").await;
        window.follow("button[value=apercu]").await;
        window.shows("30 octobre 2026 → devient 28 février 2027").await;
        publish(&window, &programme).await;
        assert_eq!(contract(&programme, DUNKERQUE).await["promised"]["value"], "2027-02-28");
        window.close().await;
    });
}
