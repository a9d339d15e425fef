//! The register: what changed, from what to what and why; readers' corrections and how they are answered; pins and
//! withdrawals. Nothing that a reader proposed is shown before somebody has accepted it.

use axum::http::StatusCode;
use jalons::{
    access::account::Account,
    programme::{
        change::promise::{Promise, PromiseDraft},
        desk::Desk,
        property::Property,
        rights::Action,
    },
    store::Key,
    web::{App, Notice},
};

use crate::{
    harness::{Answer, Programme, on_each_engine, on_sqlite},
    office::{self, Browser},
};

/// The address of the site in these tests.
const ADDRESS: &str = "https://jalons.example";

/// The site as somebody sees it: a reader, or who is signed in.
struct Seat(Browser);

impl Seat {
    /// A reader's.
    fn of_reader(programme: &Programme) -> Self {
        let notice = Notice { site: ADDRESS.to_owned(), ..Notice::default() };
        Self(Browser::of(App::new(programme.live.clone()).with_notice(notice)))
    }

    /// That of somebody who signs in at the same site.
    async fn sign_in(&self, account: &Account) -> Self {
        let mut browser = self.0.clone();
        let answer = browser.sign_in(&account.login).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        Self(browser)
    }

    async fn get(&self, address: &str) -> Answer {
        self.0.clone().get(address).await
    }

    async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        self.0.clone().post(address, fields).await
    }

    /// The words of the page at an address that has one.
    async fn page(&self, address: &str) -> String {
        let answer = self.get(address).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}: {}", answer.text());
        plain(&answer.text())
    }
}

/// A page with ordinary spaces and without its tags.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for sign in html.chars() {
        match sign {
            '<' => inside = true,
            '>' => inside = false,
            '\u{a0}' | '\u{202f}' if !inside => text.push(' '),
            _ if !inside => text.push(sign),
            _ => {}
        }
    }
    text
}

/// A contract of Hauts-de-France that nothing is signed of, promised by an official and then put off; the account.
async fn with_a_moved_promise(programme: &Programme) -> Account {
    let agent = office::agent(programme, "agent-32", "official", &["32"]).await;
    for (date, reason, sentence) in [
        ("mars 2027", None, None),
        ("15/06/2027", Some("calendar"), Some("Les élus ne peuvent se réunir avant l’été.")),
    ] {
        let draft = PromiseDraft {
            date: date.to_owned(),
            reason: reason.map(str::to_owned),
            sentence: sentence.map(str::to_owned),
            evidence: None,
        };
        let key = Key::new(PROMISED);
        let action = format!("promise {PROMISED}");
        let mut desk = Desk::open(&programme.live, &agent.actor(), &action).await.unwrap();
        let promise = Promise::read(&draft, desk.today()).unwrap();
        promise.write(&mut desk.pen(Action::ChangeDates, &key, None).unwrap()).unwrap();
        desk.commit(&programme.live).await.unwrap().unwrap();
    }
    agent
}

/// A contract of Hauts-de-France of which nothing is told before.
const PROMISED: &str = "contract:2-ti-3205-contrat";

#[test]
fn the_register_tells_from_what_to_what_and_why() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let agent = with_a_moved_promise(&programme).await;
        let reader = Seat::of_reader(&programme);
        let page = reader.page("/journal").await;
        assert!(page.contains("Promesse, Contrat – "), "{page}");
        assert!(page.contains("Promis pour : mars 2027 → 15 juin 2027"), "{page}");
        assert!(page.contains("Motif : calendrier des élus. « Les élus ne peuvent se réunir avant l’été. »"));
        assert!(page.contains("agent de région"));
        assert!(!page.contains(&agent.name) && !page.contains(&agent.login), "never a person’s name");
        assert!(page.contains("Données fournies avec le programme : territoires"), "the seed is told by its counts");

        let journal: serde_json::Value = reader.get("/api/v1/journal?limit=2").await.json();
        let moved = &journal["data"][0]["changes"][0];
        assert_eq!((&moved["from"]["value"], &moved["to"]["value"]), (&"2027-03".into(), &"2027-06-15".into()));
        assert_eq!((&moved["reason"], &moved["property"]), (&"calendar".into(), &"promised".into()));
        let first = &journal["data"][1]["changes"][0];
        assert_eq!((&first["from"], &first["to"]["french"]), (&serde_json::Value::Null, &"mars 2027".into()));
    });
}

#[test]
fn the_register_tells_places_by_their_names() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let text = "region,promis_le,source,publie_le\n32,2027-01-20,https://exemple.fr/annonce,2026-10-01\n";
        assert!(programme.import("copils", text).await.is_taken());
        let reader = Seat::of_reader(&programme);
        let page = reader.page("/journal").await;
        assert!(page.contains("Région : Hauts-de-France") && !page.contains("Région : 32"), "{page}");
        let journal: serde_json::Value = reader.get("/api/v1/journal?limit=1").await.json();
        let changes = journal["data"][0]["changes"].as_array().unwrap().iter();
        let region = changes.clone().find(|change| change["property"] == "region").unwrap();
        assert_eq!((&region["to"], &region["value"]["value"]), (&serde_json::Value::Null, &"32".into()));
        assert_eq!(region["value"]["french"], "Hauts-de-France");
    });
}

#[test]
fn the_register_is_narrowed_to_a_region_and_read_at_a_moment() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let seeded = programme.record().journal().last().unwrap().recorded_at;
        programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::hours(1));
        let reader = Seat::of_reader(&programme);
        let total = async |query: &str| {
            let page: serde_json::Value = reader.get(&format!("/api/v1/journal?{query}")).await.json();
            page["meta"]["total"].as_u64().unwrap()
        };
        let (of_it, of_another) = (total("region=32").await, total("region=94").await);
        with_a_moved_promise(&programme).await;
        let words = "15 juin 2027";
        assert!(reader.page("/journal?region=32").await.contains(words));
        let elsewhere = reader.page("/journal?region=94").await;
        assert!(!elsewhere.contains(words) && elsewhere.contains("Données fournies"), "{elsewhere}");
        let before = seeded.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        assert!(!reader.page(&format!("/journal?recorded_at={before}")).await.contains(words));
        // A day of the past hides nothing: the register tells what was written, not what was known.
        assert!(reader.page("/journal?region=32&known_on=2019-07-30").await.contains(words));
        assert_eq!((total("region=32").await, total("region=94").await), (of_it + 2, of_another));
        let line = programme.record().last_journal();
        assert!(reader.page(&format!("/journal/{line}")).await.contains(words));
        assert_eq!(reader.get(&format!("/journal/{}", line + 1)).await.status, StatusCode::NOT_FOUND);
        assert_eq!(reader.get("/journal?region=xx").await.status, StatusCode::BAD_REQUEST);
    });
}

#[test]
fn the_register_is_a_feed_and_a_file() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        with_a_moved_promise(&programme).await;
        let reader = Seat::of_reader(&programme);
        let answer = reader.get("/journal.atom?region=32").await;
        assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
        let feed = atom_syndication::Feed::read_from(answer.body.as_slice()).unwrap();
        let line = programme.record().journal().last().unwrap().clone();
        assert_eq!(feed.id, format!("{ADDRESS}/journal?region=32"));
        assert_eq!(feed.updated, line.recorded_at.fixed_offset());
        let entry = &feed.entries[0];
        assert_eq!(entry.id, format!("{ADDRESS}/journal/{}", line.id));
        assert_eq!(entry.updated, line.recorded_at.fixed_offset());
        assert!(entry.title.value.starts_with("Promesse, Contrat – "), "{}", entry.title.value);
        let summary = &entry.summary.as_ref().unwrap().value;
        assert!(
            summary.starts_with("Promis pour : mars 2027 → 15 juin 2027 ; motif : calendrier des élus"),
            "{summary}"
        );
        assert!(feed.entries.iter().flat_map(|entry| &entry.links).all(|link| link.href.starts_with(ADDRESS)));
        assert_eq!(reader.get("/journal.atom?region=32").await.body, answer.body, "the same bytes again");
        let itself = feed.links.iter().find(|link| link.rel == "self").unwrap();
        assert_eq!(itself.href, format!("{ADDRESS}/journal.atom?region=32"));

        let file = reader.get("/journal.csv?region=32").await.text();
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(file.as_bytes()).records().map(Result::unwrap).collect();
        let headers: Vec<&str> = file.lines().next().unwrap().split(',').collect();
        let cell = |name: &str| {
            let column = headers.iter().position(|header| *header == name).unwrap();
            rows.last().unwrap().get(column).unwrap().to_owned()
        };
        assert_eq!((cell("from"), cell("to")), ("2027-03".to_owned(), "2027-06-15".to_owned()));
        assert_eq!((cell("reason"), cell("changed")), ("calendar".to_owned(), PROMISED.to_owned()));
        assert!(cell("why").contains("avant l’été"));
        let file = reader.get("/journal.excel.csv?region=32").await.text();
        assert!(file.contains("calendrier des élus") && file.contains("15 juin 2027"));
    });
}

/// What a reader sends, with a marker that must be shown nowhere before it is accepted.
const MARKER: &str = "Saint-Secret-sur-Mire";

fn correction() -> [(&'static str, &'static str); 4] {
    [
        ("property", "place"),
        ("value", MARKER),
        ("source", "https://gazette.example/saint-secret-sur-mire"),
        ("words", "Tout s’est passé à Saint-Secret-sur-Mire."),
    ]
}

/// A contract of Nouvelle-Aquitaine (75) that the seed knows, signed according to several sources.
pub const SIGNED: &str = "contract:1-ti-7505-contrat";

/// The number of the proposal that a reader has sent.
async fn sent(reader: &Seat, key: &str, fields: &[(&str, &str)]) -> i64 {
    let answer = reader.post(&format!("/correction/{key}"), fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", plain(&answer.text()));
    assert!(answer.headers.get("set-cookie").is_none(), "a reader is given no cookie");
    answer.header("location").strip_prefix("/corrections/").unwrap().parse().unwrap()
}

/// The version in a form of the page at an address.
async fn version(seat: &Seat, address: &str) -> String {
    let page = seat.get(address).await.text();
    let at = page.split("name=\"version\" value=\"").nth(1).unwrap_or_else(|| panic!("no form at {address}: {page}"));
    at.split('"').next().unwrap().to_owned()
}

/// Decides of a proposal as its form does.
async fn decide(seat: &Seat, id: i64, fields: &[(&str, &str)]) -> Answer {
    let version = version(seat, &format!("/propositions/{id}")).await;
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("version", version.as_str())]).collect();
    publish(seat, &format!("/propositions/{id}/decision"), &fields).await
}

/// Takes a form through its preview, where it has one; gives the answer to the last step.
async fn publish(seat: &Seat, address: &str, fields: &[(&str, &str)]) -> Answer {
    let preview = step(seat, address, fields, "apercu").await;
    if preview.status != StatusCode::OK {
        return preview;
    }
    assert!(plain(&preview.text()).contains("Rien n’est encore publié."), "{}", plain(&preview.text()));
    step(seat, address, fields, "publier").await
}

async fn step(seat: &Seat, address: &str, fields: &[(&str, &str)], name: &str) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().copied().chain([("etape", name)]).collect();
    seat.post(address, &fields).await
}

/// A reader's correction that waits, and the official who answers for what it is about.
struct Waiting {
    reader: Seat,
    id: i64,
    official: Seat,
}

async fn waiting(programme: &Programme) -> Waiting {
    programme.load_seed().await;
    let reader = Seat::of_reader(programme);
    let id = sent(&reader, SIGNED, &correction()).await;
    let account = office::agent(programme, "agent-75", "official", &["75"]).await;
    let official = reader.sign_in(&account).await;
    Waiting { reader, id, official }
}

#[test]
fn a_decision_is_previewed_and_published_once() {
    on_each_engine(async |programme| {
        let Waiting { id, official, .. } = waiting(&programme).await;
        let address = format!("/propositions/{id}/decision");
        let version = version(&official, &format!("/propositions/{id}")).await;
        let fields = [("outcome", "correct"), ("property", "place"), ("value", "Lacq"), ("reason", "Le lieu exact.")];
        let fields: Vec<(&str, &str)> = fields.into_iter().chain([("version", version.as_str())]).collect();
        let before = programme.record().last_journal();

        let preview = step(&official, &address, &fields, "apercu").await;
        assert_eq!(preview.status, StatusCode::OK);
        let said = plain(&preview.text());
        for words in ["Avant", "Après", "Publier", "Lacq", "motif : « Le lieu exact. »"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        for (name, value) in &fields {
            let kept = format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">");
            assert!(preview.text().contains(&kept), "{kept} is kept: {}", preview.text());
        }
        let form = step(&official, &address, &fields, "modifier").await;
        assert!(form.text().contains("Le lieu exact.</textarea>") && form.text().contains("value=\"Lacq\""));
        assert_eq!(programme.record().last_journal(), before, "nothing was written");

        let published = step(&official, &address, &fields, "publier").await;
        assert_eq!(published.header("location"), format!("/modification/{}", before + 1));
        let receipt = official.page(published.header("location")).await;
        assert!(receipt.contains("Lacq") && receipt.contains("motif : « Le lieu exact. »"), "{receipt}");
        let twice = step(&official, &address, &fields, "publier").await;
        assert_eq!(twice.status, StatusCode::CONFLICT);
        let said = plain(&twice.text());
        assert!(said.contains("Vous avez déjà publié cette modification"), "{said}");
        assert!(said.contains(&format!("La modification n° {} vient de ce formulaire", before + 1)), "{said}");
        assert!(!said.contains("Quelqu’un d’autre"), "{said}");
        assert!(twice.text().contains(&format!("href=\"/modification/{}\"", before + 1)));
        assert_eq!(programme.record().last_journal(), before + 1, "once");
    });
}

#[test]
fn a_correction_waits_and_is_answered_in_public_once_accepted() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let reader = Seat::of_reader(&programme);
        let page = reader.page(&format!("/jalons/{SIGNED}")).await;
        assert!(page.contains("Mettre à jour ou corriger"), "{page}");
        let form = reader.page(&format!("/correction/{SIGNED}")).await;
        assert!(form.contains("Lieu :") && form.contains("Signé : 25 mars 2019"), "{form}");

        let id = sent(&reader, SIGNED, &correction()).await;
        let waiting = reader.page(&format!("/corrections/{id}")).await;
        assert!(waiting.contains("en attente d’une décision") && waiting.contains("Lieu"), "{waiting}");
        assert!(!waiting.contains(MARKER) && !waiting.contains("gazette"));
        assert!(reader.page("/corrections").await.contains("Une correction attend une réponse."));
        assert!(reader.page("/journal").await.contains("Correction proposée par un lecteur, "));
        let line = programme.record().journal().last().unwrap().clone();
        assert_eq!((line.account, line.role.name()), (None, "reader"));

        let account = office::agent(&programme, "agent-75", "official", &["75"]).await;
        let official = reader.sign_in(&account).await;
        let list = official.page("/propositions").await;
        assert!(list.contains(MARKER) && list.contains("correction d’un lecteur"), "who decides sees it");
        let answer = decide(&official, id, &[("outcome", "accept"), ("reason", "La gazette le montre.")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", plain(&answer.text()));
        let line = programme.record().last_journal();
        assert_eq!(answer.header("location"), format!("/modification/{line}"));

        let answered = reader.page(&format!("/corrections/{id}")).await;
        for words in ["acceptée", "« La gazette le montre. »", MARKER, "gazette.example", "agent de région"] {
            assert!(answered.contains(words), "{words}: {answered}");
        }
        assert!(!answered.contains(&account.name));
        assert!(reader.page("/corrections").await.contains("« La gazette le montre. »"));
        assert!(reader.page(&format!("/jalons/{SIGNED}")).await.contains(MARKER));
        let told = reader.page("/journal").await;
        assert!(told.contains("Décision sur une proposition") && told.contains("proposition acceptée"), "{told}");

        let again = official.page(&format!("/propositions/{id}")).await;
        assert!(again.contains("n’attend plus de décision") && again.contains(&account.name), "{again}");
        let late =
            publish(&official, &format!("/propositions/{id}/decision"), &[("outcome", "accept"), ("version", "1")])
                .await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let said = plain(&late.text());
        assert!(said.contains("Accepter telle quelle") && said.contains("Ce qui est là maintenant"), "{said}");
    });
}

#[test]
fn a_refusal_needs_a_reason_and_is_all_that_readers_see() {
    on_each_engine(async |programme| {
        let Waiting { reader, id, official } = waiting(&programme).await;
        let before = programme.record().last_journal();
        let answer = decide(&official, id, &[("outcome", "refuse"), ("reason", " ")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&answer.text()).contains("Le motif : il est attendu quelques mots."));
        assert_eq!(programme.record().last_journal(), before);
        let answer = decide(&official, id, &[("outcome", "refuse"), ("reason", "La gazette parle d’ailleurs.")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let receipt = official.page(answer.header("location")).await;
        let told = format!("refusé : {MARKER} (affiché : Pau) · motif : « La gazette parle d’ailleurs. »");
        assert!(receipt.contains(&told), "{receipt}");
        let answered = reader.page(&format!("/corrections/{id}")).await;
        assert!(answered.contains("refusée") && answered.contains("« La gazette parle d’ailleurs. »"), "{answered}");
        nothing_leaks(&programme, &reader).await;
    });
}

#[test]
fn a_corrected_value_takes_the_place_of_the_one_proposed() {
    on_sqlite(async |programme| {
        let Waiting { reader, id, official } = waiting(&programme).await;
        let fields = [("outcome", "correct"), ("property", "place"), ("value", "Lacq"), ("reason", "Le lieu exact.")];
        assert_eq!(decide(&official, id, &fields).await.status, StatusCode::SEE_OTHER);
        let answered = reader.page(&format!("/corrections/{id}")).await;
        assert!(answered.contains("acceptée avec une autre valeur") && answered.contains("Lacq"), "{answered}");
        let answered: serde_json::Value = reader.get(&format!("/api/v1/statements/{id}")).await.json();
        assert_eq!(answered["status"], 404, "what was proposed stays withheld: {answered}");
    });
}

#[test]
fn a_correction_that_cannot_be_taken_says_why_and_too_many_are_held_back() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let reader = Seat::of_reader(&programme);
        let before = programme.record().last_journal();
        let wrong =
            [("property", "signed"), ("value", "la semaine prochaine"), ("source", "ma voisine"), ("words", "")];
        let answer = reader.post(&format!("/correction/{SIGNED}"), &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = plain(&answer.text());
        assert!(text.contains("La valeur juste : il est attendu une date") && text.contains("L’adresse de la source"));
        assert!(answer.text().contains("value=\"ma voisine\""), "nothing is lost of what was typed");
        let filled =
            [("property", "place"), ("value", "Pau"), ("source", "https://a.example/"), ("site", "https://b.example")];
        assert_eq!(
            reader.post(&format!("/correction/{SIGNED}"), &filled).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        for key in ["contract:1-ti-7505-avenant-9", "question:AN-15-QE-20408", "region:75", "nothing"] {
            assert_eq!(reader.get(&format!("/correction/{key}")).await.status, StatusCode::NOT_FOUND, "{key}");
            let answer = reader.post(&format!("/correction/{key}"), &correction()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{key}");
        }
        assert_eq!(programme.record().last_journal(), before, "none of these was recorded");
        for _ in 0..5 {
            sent(&reader, SIGNED, &correction()).await;
        }
        let answer = reader.post(&format!("/correction/{SIGNED}"), &correction()).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.header("retry-after").parse::<u64>().unwrap() > 0);
        assert!(answer.text().contains(MARKER), "nothing is lost of what was typed");
        assert_eq!(programme.record().last_journal(), before + 5);
    });
}

#[test]
fn who_answers_for_another_region_decides_nothing() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let reader = Seat::of_reader(&programme);
        let id = sent(&reader, SIGNED, &correction()).await;
        let subject = programme.subject(SIGNED);
        let (version, first) = (subject.version(None).to_string(), subject.statements[0].id.0);
        let before = programme.record().last_journal();
        for (login, role, regions) in [
            ("agent-32", "official", &["32"][..]),
            ("auditrice", "auditor", &[]),
            ("administratrice", "administrator", &[]),
        ] {
            let account = office::agent(&programme, login, role, regions).await;
            let seat = reader.sign_in(&account).await;
            let fields = [("outcome", "accept"), ("reason", "x"), ("version", version.as_str())];
            for address in [
                format!("/propositions/{id}/decision"),
                format!("/affirmations/{first}/choix"),
                format!("/affirmations/{first}/retrait"),
            ] {
                assert_eq!(seat.post(&address, &fields).await.status, StatusCode::FORBIDDEN, "{login}: {address}");
            }
            let sees = role != "official";
            assert_eq!(seat.page("/propositions").await.contains(MARKER), sees, "{login}");
            let expected = if sees { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(seat.get(&format!("/propositions/{id}")).await.status, expected, "{login}");
            assert_eq!(seat.get(&format!("/agir/valeurs/{SIGNED}")).await.status, expected, "{login}");
        }
        for address in ["/propositions", "/registre", "/agir/valeurs/contract:1-ti-7505-contrat"] {
            let answer = reader.get(address).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{address}: a reader is led to sign in");
        }
        assert_eq!(programme.record().last_journal(), before);
        nothing_leaks(&programme, &reader).await;
    });
}

#[test]
fn officials_see_who_and_the_public_never_does() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let agent = with_a_moved_promise(&programme).await;
        let reader = Seat::of_reader(&programme);
        let auditor = office::agent(&programme, "auditrice", "auditor", &[]).await;
        let seat = reader.sign_in(&auditor).await;
        let register = seat.page("/registre?region=32").await;
        assert!(register.contains(&agent.name) && register.contains("mars 2027 → 15 juin 2027"), "{register}");
        for address in public(&programme, &reader).await {
            let text = reader.get(&address).await.text();
            for name in [&agent.name, &agent.login] {
                assert!(!text.contains(name.as_str()), "{address} says who");
            }
        }
    });
}

#[test]
fn a_value_is_chosen_for_a_reason_and_withdrawn_for_one() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let reader = Seat::of_reader(&programme);
        let account = office::agent(&programme, "agent-75", "official", &["75"]).await;
        let official = reader.sign_in(&account).await;
        let address = format!("/agir/valeurs/{SIGNED}");
        let retained = async || {
            let contract: serde_json::Value = reader.get("/api/v1/contracts/1-ti-7505-contrat").await.json();
            let signed = &contract["data"]["signed"];
            (signed["value"].as_str().unwrap().to_owned(), signed["why"].as_str().unwrap().to_owned())
        };
        let (before, _) = retained().await;
        let other = programme.said(SIGNED, Property::Signed).into_iter().find(|one| one.value.to_string() != before);
        let other = other.unwrap();
        let page = official.page(&address).await;
        assert!(page.contains("Retenir cette valeur") && page.contains("contesté") && page.contains("Valeur retenue"));
        assert!(page.contains("La valeur affichée deviendra : ") && page.contains("La valeur affichée restera : "));

        let pin = format!("/affirmations/{}/choix", other.id.0);
        let at = version(&official, &address).await;
        let answer = publish(&official, &pin, &[("version", &at), ("reason", "")]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(retained().await.0, before);
        let fields = [("version", at.as_str()), ("reason", "Vérifié sur l’exemplaire signé.")];
        let preview = step(&official, &pin, &fields, "apercu").await;
        let said = plain(&preview.text());
        assert!(said.contains("Avant") && said.contains("Après") && said.contains("Vérifié sur"), "{said}");
        let form = step(&official, &pin, &fields, "modifier").await;
        assert!(form.text().contains("Vérifié sur l’exemplaire signé.</textarea>"));
        assert_eq!(retained().await.0, before, "a preview writes nothing");
        let answer = publish(&official, &pin, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", plain(&answer.text()));
        assert_eq!(retained().await, (other.value.to_string(), "pinned".to_owned()));
        let told = reader.page("/journal").await;
        assert!(
            told.contains("Choix de la valeur retenue, Contrat – ") && told.contains("valeur choisie : "),
            "{told}"
        );
        assert!(told.contains("« Vérifié sur l’exemplaire signé. »"));

        let receipt = official.page(answer.header("location")).await;
        assert!(receipt.contains("motif : « Vérifié sur l’exemplaire signé. »"), "{receipt}");

        // The version of before is stale now: both are told, and the reason is not lost.
        let withdraw = format!("/affirmations/{}/retrait", other.id.0);
        let fields = [("version", at.as_str()), ("reason", "Faute de frappe.")];
        let answer = publish(&official, &withdraw, &fields).await;
        assert_eq!(answer.status, StatusCode::CONFLICT);
        let said = plain(&answer.text());
        assert!(said.contains("Faute de frappe.") && said.contains("retirer : ") && said.contains("côte à côte"));
        assert!(said.contains("Vous l’avez modifiée vous-même pendant que ce formulaire était ouvert : "), "{said}");
        let at = version(&official, &address).await;
        let answer = publish(&official, &withdraw, &[("version", &at), ("reason", "Faute de frappe.")]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER);
        let receipt = official.page(answer.header("location")).await;
        assert!(receipt.contains("motif : « Faute de frappe. »"), "{receipt}");
        assert_eq!(retained().await.0, before);
        let told = reader.page("/journal").await;
        assert!(told.contains("Retrait, Contrat – ") && told.contains("« Faute de frappe. »"), "{told}");
        let at = version(&official, &address).await;
        let answer = publish(&official, &withdraw, &[("version", &at), ("reason", "Encore.")]).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "it counts no more");
    });
}

#[test]
fn a_form_from_another_site_is_refused() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let reader = Seat::of_reader(&programme);
        let address = format!("/correction/{SIGNED}");
        let answer = reader.0.clone().post_with(&address, &correction(), &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn what_is_withheld_leaks_nowhere() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let reader = Seat::of_reader(&programme);
        for key in [SIGNED, "territory:1-ti-7505", "copil:32:2019-07-02"] {
            let property = if key.starts_with("territory") { "alias" } else { "place" };
            let mut fields = correction();
            fields[0].1 = property;
            sent(&reader, key, &fields).await;
        }
        nothing_leaks(&programme, &reader).await;
        // Accepted, undone again: withheld again, but at the moment at which it was shown.
        let account = office::agent(&programme, "nationale", "national", &[]).await;
        let national = reader.sign_in(&account).await;
        let id = sent(&reader, SIGNED, &correction()).await;
        programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::minutes(1));
        assert_eq!(decide(&national, id, &[("outcome", "accept")]).await.status, StatusCode::SEE_OTHER);
        assert!(reader.page(&format!("/jalons/{SIGNED}")).await.contains(MARKER));
        let line = programme.record().last_journal();
        programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::minutes(1));
        let mut desk = Desk::open(&programme.live, &account.actor(), &format!("undo {line}")).await.unwrap();
        jalons::programme::change::undo::write(&mut desk, line, programme.live.time.now()).unwrap();
        desk.commit(&programme.live).await.unwrap().unwrap();
        nothing_leaks(&programme, &reader).await;
    });
}

/// Every public address: pages, files and the API, today and as recorded a moment ago.
async fn public(programme: &Programme, reader: &Seat) -> Vec<String> {
    let mut addresses: Vec<String> = [
        "/",
        "/regions",
        "/regions/75-nouvelle-aquitaine",
        "/regions/32-hauts-de-france",
        "/departements",
        "/departements/64",
        "/territoires",
        "/territoires/1-ti-7505-lacq-pau-tarbes",
        "/chronologie?phase=all",
        "/en-retard?phase=all",
        "/questions",
        "/questions/AN-15-QE-20408",
        "/recherche?q=secret",
        "/sources",
        "/journal",
        "/corrections",
        "/donnees",
        "/jalons/contract:1-ti-7505-contrat",
        "/jalons/copil:32:2019-07-02",
        "/journal.atom",
        "/correction/contract:1-ti-7505-contrat",
        "/correction/territory:1-ti-7505",
        "/regions/75-nouvelle-aquitaine.csv",
        "/territoires/1-ti-7505-lacq-pau-tarbes.json",
    ]
    .map(str::to_owned)
    .to_vec();
    for suffix in ["csv", "excel.csv", "json", "ics"] {
        addresses.push(format!("/chronologie.{suffix}?phase=all"));
        addresses.push(format!("/en-retard.{suffix}?phase=all"));
    }
    for list in ["regions", "departements", "territoires", "questions", "sources", "journal"] {
        addresses.extend(["csv", "excel.csv", "json"].map(|suffix| format!("/{list}.{suffix}")));
    }
    let document: serde_json::Value = reader.get("/api/openapi.json").await.json();
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(read) = item.get("get") else { continue };
        let mut path = path.clone();
        for parameter in read["parameters"].as_array().unwrap().iter().filter(|one| one["in"] == "path") {
            let example = parameter["example"].as_str().map_or_else(|| parameter["example"].to_string(), str::to_owned);
            path = path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &example.replace('/', "%2F"));
        }
        addresses.push(path);
    }
    addresses.push("/api/v1/statements?limit=1000&status=counts,superseded,proposed,refused,struck&subject=contract:1-ti-7505-contrat".to_owned());
    addresses.push("/api/v1/statements?limit=1000&status=proposed,refused".to_owned());
    addresses.push("/api/v1/contracts/1-ti-7505-contrat".to_owned());
    addresses.push("/api/v1/territories/1-ti-7505".to_owned());
    let record = programme.record();
    for line in record.journal().iter().rev().take(6) {
        addresses.push(format!("/journal/{}", line.id));
        addresses.push(format!("/api/v1/journal/{}", line.id));
        addresses.push(format!("/api/v1/statements?journal={}&status=counts,proposed,refused,struck", line.id));
    }
    // Every statement and every source of theirs, by number and by key.
    for id in record.statement_count() as i64 - 8..=record.statement_count() as i64 {
        addresses.push(format!("/api/v1/statements/{id}"));
        addresses.push(format!("/corrections/{id}"));
    }
    for subject in record.subjects().iter().filter(|subject| subject.key.as_str().starts_with("source:lecteur")) {
        addresses.push(format!("/api/v1/sources/{}", subject.key));
        addresses.push(format!("/jalons/{}", subject.key));
    }
    addresses
}

/// Asserts that no public address says what a reader proposed.
async fn nothing_leaks(programme: &Programme, reader: &Seat) {
    // Each line of the journal is a microsecond after the one before: the last is not in the future.
    programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::seconds(1));
    let now = programme.live.time.now().to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let mut read = 0;
    for address in public(programme, reader).await {
        let join = if address.contains('?') { '&' } else { '?' };
        for address in [address.clone(), format!("{address}{join}recorded_at={now}")] {
            let answer = reader.get(&address).await;
            let text = answer.text();
            for marker in [MARKER, "saint-secret", "gazette.example", "source:lecteur"] {
                let asked = address.contains(marker);
                assert!(asked || !text.contains(marker), "{address} shows {marker}: {text}");
            }
            read += usize::from(answer.status == StatusCode::OK);
        }
    }
    assert!(read > 100, "{read} addresses were read");
}
