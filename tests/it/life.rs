//! The life of a date in an official's hands: what is due, the forms, their previews, receipts and undoing.

use axum::http::StatusCode;
use chrono::{TimeDelta, TimeZone as _, Utc};
use jalons::programme::property::Property;

use crate::{
    harness::{Answer, Programme, Site, on_each_engine, on_sqlite},
    office::{Browser, PASSWORD, agent, invited},
};

pub const DUNKERQUE: &str = "contract:2-ti-3201-contrat";
const PAU: &str = "contract:2-ti-7501-contrat";

/// Two regions with what is late, silent, promised and astride in them.
pub async fn base(programme: &Programme) {
    for (kind, text) in [
        (
            "regions",
            "code,name,zone,source\n32,Hauts-de-France,metro,https://exemple.fr/r\n75,Nouvelle-Aquitaine,metro,https://exemple.fr/r\n76,Occitanie,metro,https://exemple.fr/r\n",
        ),
        (
            "territories",
            "phase,anct_id,name,lead_region,regions,source,publie_le\n\
            2,ti-3201,Dunkerquois,32,32,https://exemple.fr/liste,2026-10-01\n\
            2,ti-3202,Béthunois,32,32,https://exemple.fr/liste,2026-10-01\n\
            2,ti-7501,Pau Béarn Adour,75,75|76,https://exemple.fr/liste,2026-10-01\n",
        ),
        (
            "contracts",
            "phase,territoire,document,promis_le,source,publie_le\n\
            2,ti-3201,contrat,2026-10-30,https://exemple.fr/annonce,2026-10-01\n\
            2,ti-7501,contrat,2027-02-01,https://exemple.fr/annonce,2026-10-01\n",
        ),
        ("copils", "region,promis_le,source,publie_le\n32,2026-11-20,https://exemple.fr/annonce,2026-10-01\n"),
    ] {
        let report = programme.import(kind, text).await;
        assert!(report.is_taken(), "{kind}: {}", crate::harness::told(&report));
    }
}

/// A browser signed in as an official of a region.
async fn official(programme: &Programme, region: &str) -> Browser {
    let login = format!("agent-{region}");
    agent(programme, &login, "official", &[region]).await;
    let mut browser = Browser::over(&programme.live);
    assert_eq!(browser.sign_in(&login).await.status, StatusCode::SEE_OTHER);
    browser
}

/// A text with its entities and no-break spaces made plain.
fn plain(text: &str) -> String {
    [
        ("&#38;", "&"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("\u{a0}", " "),
        ("\u{202f}", " "),
    ]
    .iter()
    .fold(text.to_owned(), |text, (entity, sign)| text.replace(entity, sign))
}

/// What a page says, without its tags.
fn words(answer: &Answer) -> String {
    let mut text = String::new();
    let mut inside = false;
    for sign in answer.text().chars() {
        match sign {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            sign if !inside => text.push(sign),
            _ => {}
        }
    }
    plain(&text).split_whitespace().collect::<Vec<_>>().join(" ").replace(" ,", ",").replace(" .", ".")
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let end = start + tag[start..].find('"')?;
    Some(plain(&tag[start..end]))
}

/// The hidden fields of a page.
fn hidden(answer: &Answer) -> Vec<(String, String)> {
    let text = answer.text();
    let tags = text.split("<input type=\"hidden\"").skip(1);
    tags.map(|tag| {
        let tag = &tag[..tag.find('>').unwrap()];
        (attribute(tag, "name").unwrap(), attribute(tag, "value").unwrap())
    })
    .collect()
}

/// The value of a field of a form.
fn value(answer: &Answer, name: &str) -> String {
    let text = answer.text();
    let tag = text.split("<input").find(|tag| attribute(tag, "name").as_deref() == Some(name)).unwrap();
    attribute(&tag[..tag.find('>').unwrap()], "value").unwrap_or_default()
}

/// Sends what a page keeps, with the step to take.
async fn go_on(browser: &mut Browser, address: &str, page: &Answer, step: &str) -> Answer {
    let kept = hidden(page);
    let mut fields: Vec<(&str, &str)> = kept.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("etape", step));
    browser.post(address, &fields).await
}

/// Fills a form in, looks at its preview and publishes it; gives the address of the receipt.
async fn publish(browser: &mut Browser, address: &str, fields: &[(&str, &str)]) -> String {
    let form = browser.get(address).await;
    assert_eq!(form.status, StatusCode::OK, "{address}");
    let version = value(&form, "version");
    let mut all = vec![("version", version.as_str()), ("etape", "apercu")];
    all.extend(fields);
    let preview = browser.post(address, &all).await;
    assert_eq!(preview.status, StatusCode::OK, "{}", words(&preview));
    let published = go_on(browser, address, &preview, "publier").await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", words(&published));
    published.header("location").to_owned()
}

/// How a contract stands for readers.
async fn contract(programme: &Programme, id: &str) -> serde_json::Value {
    Site::over(&programme.live).json(&format!("/api/v1/contracts/{id}")).await["data"].clone()
}

#[test]
fn an_official_signs_in_by_her_link_and_sees_what_is_due_in_her_region_and_nothing_else() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let secret = invited(&programme, "agent", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        let first = browser.get("/a-faire").await;
        assert_eq!((first.status, first.header("location")), (StatusCode::SEE_OTHER, "/connexion?vers=%2Fa-faire"));
        let link = format!("/lien/{secret}");
        let chosen = browser.post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/a-faire"));
        let page = browser.get("/a-faire").await;
        assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
        let said = words(&page);
        assert!(said.contains("3 choses attendent"), "{said}");
        assert!(
            said.contains("Contrat – Dunkerquois Promis : 30 octobre 2026, et toujours sans suite · depuis 24 jours"),
            "{said}"
        );
        assert!(said.contains("COPIL régional – Hauts-de-France") && said.contains("depuis 3 jours"), "{said}");
        assert!(said.contains("Béthunois Dernière nouvelle : 9 novembre 2023 ·"), "{said}");
        assert!(!said.contains("Pau"), "{said}");
        for address in [format!("/agir/{DUNKERQUE}"), "/agir/confirmation/territory:2-ti-3202".to_owned()] {
            assert!(page.text().contains(&format!("href=\"{address}\"")), "{address}");
            assert_eq!(browser.get(&address).await.status, StatusCode::OK, "{address}");
        }
        let records = words(&browser.get("/fiches").await);
        for told in [
            "Mes fiches : Hauts-de-France",
            "2 territoires",
            "en retard de 24 jours",
            "Reporter",
            "Ajouter : Protocole",
        ] {
            assert!(records.contains(told), "{told}: {records}");
        }
        assert!(!records.contains("Pau"), "{records}");
    });
}

#[test]
fn where_nothing_is_due_the_page_says_so_and_what_comes_next() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let said = words(&official(&programme, "75").await.get("/a-faire").await);
        assert!(said.contains("Rien n’attend") && said.contains("Tout est à jour."), "{said}");
        assert!(said.contains("La prochaine date promise : 1er février 2027, Contrat – Pau Béarn Adour."), "{said}");
    });
}

#[test]
fn of_a_region_that_is_not_hers_nothing_is_said_to_be_settled() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let foreign = "La région Nouvelle-Aquitaine n’est pas l’une des vôtres";
        let mut hers = official(&programme, "32").await;
        let said = words(&hers.get("/a-faire?region=75").await);
        assert!(said.contains(foreign) && said.contains("3 choses attendent"), "{said}");
        assert!(!said.contains("Tout est à jour"), "{said}");
        let said = words(&hers.get("/a-faire?region=32").await);
        assert!(!said.contains("n’est pas l’une des vôtres") && said.contains("3 choses attendent"), "{said}");
    });
}

#[test]
fn who_only_reads_sees_all_that_is_due_and_no_button() {
    on_sqlite(async |programme| {
        base(&programme).await;
        for role in ["auditor", "administrator"] {
            agent(&programme, role, role, &[]).await;
            let mut browser = Browser::over(&programme.live);
            browser.sign_in(role).await;
            let page = browser.get("/a-faire").await;
            assert!(words(&page).contains("3 choses attendent"), "{role}");
            assert!(!page.text().contains("href=\"/agir"), "{role}");
            let form = browser.get(&format!("/agir/signature/{DUNKERQUE}")).await;
            assert_eq!(form.status, StatusCode::FORBIDDEN, "{role}");
        }
        agent(&programme, "national", "national", &[]).await;
        let mut browser = Browser::over(&programme.live);
        browser.sign_in("national").await;
        assert!(browser.get("/a-faire").await.text().contains(&format!("href=\"/agir/{DUNKERQUE}\"")));
        assert!(words(&browser.get("/a-faire?region=75").await).contains("Rien n’attend"));
    });
}

#[test]
fn a_signature_is_previewed_without_being_written_then_published_for_all_to_read() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let address = format!("/agir/signature/{DUNKERQUE}");
        let form = browser.get(&address).await;
        assert_eq!((value(&form, "document").as_str(), value(&form, "version").as_str()), ("contrat", "1"));
        let lines = programme.record().last_journal();
        let preview = browser
            .post(
                &address,
                &[
                    ("version", "1"),
                    ("on", "du 16 au 20/11/2026"),
                    ("document", "contrat-cadre"),
                    ("evidence", "https://exemple.fr/contrat.pdf"),
                    ("etape", "apercu"),
                ],
            )
            .await;
        assert_eq!(preview.status, StatusCode::UNPROCESSABLE_ENTITY, "half words, half figures");
        let preview = browser
            .post(
                &address,
                &[
                    ("version", "1"),
                    ("on", "du 16 au 20 novembre 2026"),
                    ("document", "contrat-cadre"),
                    ("evidence", "https://exemple.fr/contrat.pdf"),
                    ("parties", "État, Région & CUD"),
                    ("sentence", "Signé à Dunkerque <devant> la presse."),
                    ("etape", "apercu"),
                ],
            )
            .await;
        assert_eq!(preview.status, StatusCode::OK);
        let said = words(&preview);
        assert!(said.contains("Rien n’est encore publié") && said.contains("du 16 au 20 novembre 2026"), "{said}");
        assert!(said.contains("en retard de 24 jours") && said.contains("signé"), "before and after: {said}");
        assert_eq!(programme.record().last_journal(), lines, "a preview writes nothing");
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "late");

        let published = go_on(&mut browser, &address, &preview, "publier").await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);
        let receipt = published.header("location").to_owned();
        assert_eq!(receipt, format!("/modification/{}", lines + 1));
        let said = words(&browser.get(&receipt).await);
        for told in [
            "C’est publié.",
            "agent de région",
            "Signé du 16 au 20 novembre 2026",
            "État, Région & CUD",
            "Annuler cette modification",
        ] {
            assert!(said.contains(told), "{told}: {said}");
        }

        let told = contract(&programme, "2-ti-3201-contrat").await;
        assert_eq!((&told["status"], &told["signed"]["value"]), (&"met".into(), &"2026-11-16/2026-11-20".into()));
        assert_eq!(told["signed"]["source"]["address"], "https://exemple.fr/contrat.pdf");
        let public = Site::over(&programme.live).get("/territoires/2-ti-3201-dunkerquois").await;
        let said = words(&public);
        assert!(said.contains("Signé à Dunkerque <devant> la presse."), "{said}");
        assert!(said.contains("Agent, Hauts-de-France"), "{said}");
        assert!(!said.contains("Camille") && !said.contains("agent-32"), "never a name in public");
        let journal = programme.record().journal_line(lines + 1).cloned().unwrap();
        assert_eq!(journal.action, format!("signature {DUNKERQUE}"));
    });
}

#[test]
fn a_date_is_put_off_with_its_reason_and_the_trail_stays() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let address = format!("/agir/promesse/{DUNKERQUE}");
        let without = browser.post(&address, &[("version", "1"), ("date", "03/2027"), ("etape", "apercu")]).await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = words(&without);
        assert!(said.contains("Motif : à remplir ; attendu : un motif de la liste"), "{said}");
        assert!(without.text().contains("<a href=\"#reason\">") && without.text().contains("aria-invalid=\"true\""));
        assert_eq!(value(&without, "date"), "03/2027", "what was typed stays");

        publish(
            &mut browser,
            &address,
            &[("date", "03/2027"), ("reason", "funding"), ("sentence", "Le FEDER est attendu.")],
        )
        .await;
        let told = contract(&programme, "2-ti-3201-contrat").await;
        assert_eq!((&told["status"], &told["promised"]["value"]), (&"promised".into(), &"2027-03".into()));
        assert_eq!(told["promised"]["trail"][0]["value"], "2026-10-30");
        let site = Site::over(&programme.live);
        let said = words(&site.get(&format!("/jalons/{DUNKERQUE}")).await);
        assert!(said.contains("Promesse remplacée : 30 octobre 2026"), "{said}");
        assert!(said.contains("Motif : attente d’un financement."), "{said}");
        assert!(said.contains("« Le FEDER est attendu. »"), "{said}");

        publish(&mut browser, &address, &[("undated", "oui"), ("reason", "calendar")]).await;
        let told = contract(&programme, "2-ti-3201-contrat").await;
        assert_eq!((&told["status"], &told["promised"]["value"]), (&"postponed".into(), &"not-announced".into()));
        assert_eq!(told["promised"]["trail"].as_array().unwrap().len(), 2);
        assert!(!words(&browser.get("/a-faire").await).contains("Contrat – Dunkerquois"), "not for three months");
    });
}

#[test]
fn a_date_and_none_at_once_are_refused() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let address = format!("/agir/promesse/{DUNKERQUE}");
        let fields =
            [("version", "1"), ("date", "mars 2027"), ("undated", "oui"), ("reason", "other"), ("etape", "apercu")];
        let answer = browser.post(&address, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = words(&answer);
        assert!(said.contains("2 champs sont à reprendre") && said.contains("Une phrase : à remplir"), "{said}");
        assert!(said.contains("« mars 2027 » est écrit, et « sans date » est coché ; choisissez l’un des deux."));
        assert!(answer.text().contains("value=\"other\" selected") && answer.text().contains("value=\"oui\" checked"));
    });
}

#[test]
fn a_date_that_cannot_be_taken_is_told_shortly_and_for_what_it_is() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let long = "x".repeat(5000);
        for (act, typed, told) in [
            (
                "promesse",
                "2026-02-30",
                "« 2026-02-30 » ne peut pas être pris ; attendu : un jour qui existe : ce mois finit le 28 février 2026.",
            ),
            ("promesse", "31/11/2026", "attendu : un jour qui existe : ce mois finit le 30 novembre 2026."),
            ("signature", "hier", "attendu : une date, par exemple 15/03/2027, 03/2027, mars 2027 ou 2027."),
            ("signature", &long, "xxx… » ne peut pas être pris"),
        ] {
            let field = if act == "promesse" { "date" } else { "on" };
            let fields = [("version", "1"), (field, typed), ("reason", "crisis"), ("etape", "apercu")];
            let answer = browser.post(&format!("/agir/{act}/{DUNKERQUE}"), &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            let said = words(&answer);
            assert!(said.contains(told), "{said}");
            assert!(said.contains("Un champ est à reprendre"), "{said}");
            assert!(answer.text().matches(&long).count() < 2, "what was typed stands in its field alone");
        }
    });
}

#[test]
fn a_form_that_is_published_twice_tells_her_of_her_own_change() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let address = format!("/agir/promesse/{DUNKERQUE}");
        let fields = [("version", "1"), ("date", "15/03/2027"), ("reason", "calendar"), ("etape", "publier")];
        let first = browser.post(&address, &fields).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER);
        let receipt = first.header("location").to_owned();
        let number = receipt.strip_prefix("/modification/").unwrap();
        let second = browser.post(&address, &fields).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        let said = words(&second);
        assert!(said.contains("Vous avez déjà publié cette modification"), "{said}");
        assert!(said.contains(&format!("La modification n° {number} vient de ce formulaire")), "{said}");
        assert!(!said.contains("Quelqu’un d’autre"), "{said}");
        assert!(second.text().contains(&format!("href=\"{receipt}\"")));
        // Another date was not published.
        let moved = [("version", "1"), ("date", "16/03/2027"), ("reason", "calendar"), ("etape", "publier")];
        let said = words(&browser.post(&address, &moved).await);
        assert!(said.contains("Vous l’avez modifiée vous-même") && !said.contains("déjà publié"), "{said}");
        // By another form it is hers too, and the same it is not.
        let other = [("version", "1"), ("on", "20/11/2026"), ("etape", "apercu")];
        let said = words(&browser.post(&format!("/agir/signature/{DUNKERQUE}"), &other).await);
        assert!(said.contains("Cette fiche a changé entre-temps"), "{said}");
        assert!(
            said.contains(&format!(
                "Vous l’avez modifiée vous-même pendant que ce formulaire était ouvert : modification n° {number}"
            )),
            "{said}"
        );
    });
}

#[test]
fn what_is_wrong_with_no_field_is_not_said_of_one() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        publish(&mut browser, &format!("/agir/signature/{DUNKERQUE}"), &[("on", "20/11/2026")]).await;
        let version = programme.subject(DUNKERQUE).version(None).to_string();
        let fields = [("version", version.as_str()), ("on", "20/11/2026"), ("etape", "apercu")];
        let same = browser.post(&format!("/agir/signature/{DUNKERQUE}"), &fields).await;
        let said = words(&same);
        assert!(said.contains("Cela n’a pas pu être fait Cela ne changerait rien"), "{said}");
        assert!(!said.contains("Un champ est à reprendre"), "{said}");
    });
}

#[test]
fn a_contract_is_suspended_looked_at_again_and_resumed() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let address = format!("/agir/suspension/{DUNKERQUE}");
        publish(&mut browser, &address, &[("until", "30/11/2026"), ("reason", "crisis")]).await;
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "suspended");
        assert!(!words(&browser.get("/a-faire").await).contains("Contrat – Dunkerquois"));
        programme.live.time.stop_at(Utc.with_ymd_and_hms(2026, 11, 30, 9, 0, 0).unwrap());
        browser.sign_in("agent-32").await;
        let said = words(&browser.get("/a-faire").await);
        assert!(said.contains("Suspendu, à revoir : 30 novembre 2026 · aujourd’hui"), "{said}");
        publish(&mut browser, &address, &[("ended", "oui")]).await;
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "late");
        let said = words(&Site::over(&programme.live).get(&format!("/jalons/{DUNKERQUE}")).await);
        assert!(said.contains("suspension levée La promesse reprend son cours."), "{said}");
    });
}

#[test]
fn to_confirm_takes_one_click_and_a_preview_and_ends_the_silence() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let address = "/agir/confirmation/territory:2-ti-3202";
        let lines = programme.record().last_journal();
        let preview = browser.get(address).await;
        let said = words(&preview);
        assert!(
            said.contains("sans nouvelle depuis 1 110 jours") && said.contains("dernière nouvelle aujourd’hui"),
            "{said}"
        );
        assert_eq!(programme.record().last_journal(), lines);
        let published = go_on(&mut browser, address, &preview, "publier").await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);
        assert!(!words(&browser.get("/a-faire").await).contains("Béthunois"));
        assert_eq!(programme.values("territory:2-ti-3202", Property::Confirmed), ["2026-11-23"]);
        let again = browser.get(address).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "it is confirmed today already");
        assert!(words(&again).contains("Cela ne changerait rien"));
    });
}

#[test]
fn a_change_is_undone_within_ten_minutes_and_not_after() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let address = format!("/agir/signature/{DUNKERQUE}");
        let receipt = publish(&mut browser, &address, &[("on", "20/11/2026")]).await;
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "met");
        programme.live.time.stop_at(programme.live.time.now() + TimeDelta::minutes(9));
        let undone = browser.post(&format!("{receipt}/annulation"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", words(&undone));
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "late");
        let said = words(&browser.get(undone.header("location")).await);
        assert!(said.contains("est annulée") && said.contains("Signé 20 novembre 2026 (retiré)"), "{said}");
        let said = words(&browser.get(&receipt).await);
        assert!(said.contains("annulée par la modification") && said.contains("Elle a déjà été annulée"), "{said}");
        let twice = browser.post(&format!("{receipt}/annulation"), &[]).await;
        assert_eq!(twice.status, StatusCode::CONFLICT);

        let receipt = publish(&mut browser, &address, &[("on", "19/11/2026")]).await;
        programme.live.time.stop_at(programme.live.time.now() + TimeDelta::minutes(11));
        let late = browser.post(&format!("{receipt}/annulation"), &[]).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(words(&late).contains("ce délai est passé"), "{}", words(&late));
        assert!(!browser.get(&receipt).await.text().contains("/annulation"));
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "met");
    });
}

#[test]
fn a_receipt_is_shown_to_its_author_and_to_who_may_read_there() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut author = official(&programme, "32").await;
        let receipt = publish(&mut author, &format!("/agir/signature/{DUNKERQUE}"), &[("on", "20/11/2026")]).await;
        let mut other = official(&programme, "75").await;
        assert_eq!(other.get(&receipt).await.status, StatusCode::FORBIDDEN);
        assert_eq!(other.post(&format!("{receipt}/annulation"), &[]).await.status, StatusCode::FORBIDDEN);
        // The rule is not about regions: a colleague of the same one cannot either, and is told why.
        agent(&programme, "collegue-32", "official", &["32"]).await;
        let mut colleague = Browser::over(&programme.live);
        colleague.sign_in("collegue-32").await;
        for browser in [&mut colleague, &mut other] {
            let refused = browser.post(&format!("{receipt}/annulation"), &[]).await;
            assert_eq!(refused.status, StatusCode::FORBIDDEN);
            let said = words(&refused);
            assert!(said.contains("Seul le compte qui"), "{said}");
            assert!(!said.contains("touche une autre région"), "{said}");
        }
        agent(&programme, "audit", "auditor", &[]).await;
        let mut auditor = Browser::over(&programme.live);
        auditor.sign_in("audit").await;
        let page = auditor.get(&receipt).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("/annulation"));
        assert_eq!(auditor.get("/modification/999").await.status, StatusCode::NOT_FOUND);
        assert_eq!(auditor.get("/modification/un").await.status, StatusCode::NOT_FOUND);
        let reader = Browser::over(&programme.live).get(&receipt).await;
        assert_eq!(reader.status, StatusCode::SEE_OTHER, "a reader is asked to sign in");
    });
}

#[test]
fn a_stale_form_shows_both_values_and_loses_nothing_of_what_was_typed() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut one = official(&programme, "32").await;
        agent(&programme, "national", "national", &[]).await;
        let mut two = Browser::over(&programme.live);
        two.sign_in("national").await;
        let address = format!("/agir/promesse/{DUNKERQUE}");
        let typed = [
            ("date", "15/03/2027"),
            ("reason", "perimeter"),
            ("sentence", "Deux communes \"rejoignent\"\nle périmètre."),
            ("evidence", "COPIL du 20 novembre 2026"),
        ];
        let form = one.get(&address).await;
        let version = value(&form, "version");
        publish(&mut two, &address, &[("date", "01/02/2027"), ("reason", "calendar")]).await;
        for step in ["apercu", "publier"] {
            let mut fields = vec![("version", version.as_str()), ("etape", step)];
            fields.extend(typed);
            let stale = one.post(&address, &fields).await;
            assert_eq!(stale.status, StatusCode::CONFLICT, "{step}");
            let said = words(&stale);
            assert!(said.contains("Cette fiche a changé entre-temps"), "{said}");
            assert!(said.contains("Nouvelle date 15/03/2027 1er février 2027"), "side by side: {said}");
            assert!(said.contains("Motif Changement de périmètre calendrier des élus"), "side by side: {said}");
            assert!(said.contains("agent national, le 23 novembre 2026 à 10 h 00"), "{said}");
            assert!(
                said.contains("30 octobre 2026 → devient 1er février 2027 · motif : calendrier des élus"),
                "{said}"
            );
            let kept = hidden(&stale);
            for (name, value) in typed {
                assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}: {kept:?}");
            }
            assert!(kept.contains(&("version".to_owned(), "2".to_owned())), "{kept:?}");
        }
        let mut fields = vec![("version", version.as_str()), ("etape", "apercu")];
        fields.extend(typed);
        let stale = one.post(&address, &fields).await;
        let form = go_on(&mut one, &address, &stale, "modifier").await;
        assert_eq!((form.status, value(&form, "date").as_str()), (StatusCode::OK, "15/03/2027"));
        let preview = go_on(&mut one, &address, &stale, "apercu").await;
        assert_eq!(preview.status, StatusCode::OK);
        let published = go_on(&mut one, &address, &preview, "publier").await;
        assert_eq!(published.status, StatusCode::SEE_OTHER);
        let told = contract(&programme, "2-ti-3201-contrat").await;
        assert_eq!(told["promised"]["value"], "2027-03-15");
        assert_eq!(told["promised"]["trail"].as_array().unwrap().len(), 2, "both stay");
    });
}

#[test]
fn another_region_is_refused_and_one_astride_proposes_only() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut stranger = official(&programme, "32").await;
        let address = format!("/agir/signature/{PAU}");
        assert_eq!(stranger.get(&address).await.status, StatusCode::FORBIDDEN);
        let forced = stranger.post(&address, &[("version", "1"), ("on", "20/11/2026"), ("etape", "publier")]).await;
        assert_eq!(forced.status, StatusCode::FORBIDDEN);

        let mut astride = official(&programme, "76").await;
        let said = words(&astride.get(&address).await);
        assert!(said.contains("Nouvelle-Aquitaine le pilote"), "{said}");
        let receipt = publish(&mut astride, &address, &[("on", "20/11/2026"), ("place", "Tarbes")]).await;
        let said = words(&astride.get(&receipt).await);
        assert!(said.contains("elle attend la décision") && said.contains("proposé : 20 novembre 2026"), "{said}");
        assert_eq!(contract(&programme, "2-ti-7501-contrat").await["status"], "promised", "it does not count");

        let said = words(&official(&programme, "75").await.get("/a-faire").await);
        assert!(said.contains("Propositions à décider") && said.contains("Proposé par une autre région"), "{said}");
        assert!(said.contains("Signé : 20 novembre 2026 · Lieu : Tarbes"), "{said}");
    });
}

#[test]
fn a_contract_that_is_not_known_yet_is_signed_from_nothing_and_undone_to_nothing() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let said = words(&browser.get("/agir/territory:2-ti-3202").await);
        assert!(said.contains("Ajouter : Contrat · Protocole · Avenant n° 1"), "{said}");
        let address = "/agir/signature/contract:2-ti-3202-protocole";
        let receipt =
            publish(&mut browser, address, &[("on", "novembre 2026"), ("document", "protocole d’accord")]).await;
        assert_eq!(contract(&programme, "2-ti-3202-protocole").await["status"], "met");
        browser.post(&format!("{receipt}/annulation"), &[]).await;
        let gone = Site::over(&programme.live).get("/api/v1/contracts/2-ti-3202-protocole").await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        publish(&mut browser, address, &[("on", "20/11/2026"), ("document", "protocole")]).await;
        assert_eq!(contract(&programme, "2-ti-3202-protocole").await["signed"]["value"], "2026-11-20");
        let wrong = browser.get("/agir/signature/contract:2-ti-9999-contrat").await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
        let wrong = browser.get("/agir/suspension/copil:32:2026-11-20").await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_link_of_public_pages_leads_each_to_what_she_may_do_and_gives_no_reader_a_cookie() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut reader = Browser::over(&programme.live);
        let mut agent = official(&programme, "32").await;
        for address in ["/territoires/2-ti-3201-dunkerquois".to_owned(), format!("/jalons/{DUNKERQUE}")] {
            let (seen, own) = (reader.get(&address).await, agent.get(&address).await);
            assert_eq!(seen.body, own.body, "{address} is the same for everybody");
            assert_eq!(seen.header("set-cookie"), "");
            assert!(seen.text().contains("Mettre à jour ou corriger"), "{address}");
        }
        let to = reader.get(&format!("/agir/{DUNKERQUE}")).await;
        assert_eq!(
            (to.status, to.header("location")),
            (StatusCode::SEE_OTHER, format!("/correction/{DUNKERQUE}").as_str())
        );
        assert_eq!(reader.cookie, None);
        let said = words(&agent.get(&format!("/agir/{DUNKERQUE}")).await);
        for words in ["Signé le…", "Reporter", "Suspendre", "Confirmer"] {
            assert!(said.contains(words), "{words}: {said}");
        }
        let to = agent.get(&format!("/agir/{PAU}")).await;
        assert_eq!(to.header("location"), format!("/correction/{PAU}"), "another region's: as any reader");
        for address in ["/agir/figure:x", "/agir/nothing", "/agir/territory:2-ti-9999", "/agir/conf"] {
            assert_eq!(agent.get(address).await.status, StatusCode::SEE_OTHER, "{address}");
        }
    });
}

/// Minutes as an official of Hauts-de-France fills them in: the committee that was promised, two dates, one new name.
const MINUTES: [(&str, &str); 16] = [
    ("region", "32"),
    ("copil", "copil:32:2026-11-20"),
    ("version/copil:32:2026-11-20", "1"),
    ("version/contract:2-ti-3201-contrat", "1"),
    ("version/territory:2-ti-3202", "1"),
    ("held", "20/11/2026"),
    ("rank", "3"),
    ("place", "Lille"),
    ("part/0", "4"),
    ("part/2", "12, dont la CUD"),
    ("decision", "Calendrier des signatures arrêté"),
    ("decision", "Prochain comité en mars"),
    ("date/2-ti-3201-contrat", "15/01/2027"),
    ("reason/2-ti-3201-contrat", "calendar"),
    ("date/2-ti-3202-contrat", "mars 2027"),
    ("version/contract:2-ti-3202-contrat", "0"),
];

#[test]
fn one_form_records_a_committee_its_calendar_and_what_it_changed_in_the_list() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let form = browser.get("/agir/releve").await;
        assert_eq!(form.status, StatusCode::OK);
        let kept = hidden(&form);
        for pair in MINUTES.into_iter().filter(|(name, _)| name.starts_with("version/") || *name == "region") {
            assert!(kept.contains(&(pair.0.to_owned(), pair.1.to_owned())), "{pair:?}: {kept:?}");
        }
        assert!(form.text().contains("value=\"copil:32:2026-11-20\" selected"), "the one that waits is chosen");
        let said = words(&form);
        assert!(said.contains("Dunkerquois 30 octobre 2026") && said.contains("Béthunois rien de promis"), "{said}");

        let lines = programme.record().last_journal();
        let mut fields = MINUTES.to_vec();
        fields.extend([
            ("kind/0", "renamed"),
            ("territory/0", "bethunois"),
            ("name/0", "Béthune-Bruay"),
            ("kind/1", "added"),
            ("territory/1", "2-ti-3299"),
            ("name/1", "Sambre-Avesnois"),
            ("etape", "apercu"),
        ]);
        let preview = browser.post("/agir/releve", &fields).await;
        let said = words(&preview);
        assert_eq!(preview.status, StatusCode::OK, "{said}");
        for told in [
            "Ce relevé touche 5 fiches, toutes ensemble.",
            "3e COPIL régional – Hauts-de-France",
            "Tenu 20 novembre 2026",
            "Participants État : 4 ; Intercommunalités : 12, dont la CUD",
            "Décision Prochain comité en mars",
            "30 octobre 2026 → devient 15 janvier 2027 · motif : calendrier des élus",
            "Contrat – Béthune-Bruay Promis pour mars 2027",
            "Nom Béthunois → devient Béthune-Bruay",
            "Sambre-Avesnois",
        ] {
            assert!(said.contains(told), "{told}: {said}");
        }
        assert_eq!(programme.record().last_journal(), lines, "a preview writes nothing");

        let published = go_on(&mut browser, "/agir/releve", &preview, "publier").await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", words(&published));
        assert_eq!(programme.record().last_journal(), lines + 1, "one line of the journal");
        let line = programme.record().journal_line(lines + 1).cloned().unwrap();
        assert_eq!(line.action, "minutes copil:32:2026-11-20");
        let told = contract(&programme, "2-ti-3201-contrat").await;
        assert_eq!((&told["status"], &told["promised"]["value"]), (&"promised".into(), &"2027-01-15".into()));
        assert_eq!(contract(&programme, "2-ti-3202-contrat").await["promised"]["value"], "2027-03");
        let site = Site::over(&programme.live);
        let said = words(&site.get("/jalons/copil:32:2026-11-20").await);
        assert!(said.contains("Calendrier des signatures arrêté") && said.contains("relevé du COPIL"), "{said}");
        assert_eq!(site.json("/api/v1/territories/2-ti-3202").await["data"]["name"], "Béthune-Bruay");
        assert_eq!(site.json("/api/v1/territories/2-ti-3299").await["data"]["regions"][0], "32");

        let receipt = published.header("location").to_owned();
        let undone = browser.post(&format!("{receipt}/annulation"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", words(&undone));
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "late");
        assert_eq!(
            Site::over(&programme.live).json("/api/v1/territories/2-ti-3202").await["data"]["name"],
            "Béthunois"
        );
    });
}

#[test]
fn faults_in_minutes_stand_by_their_rows_and_all_that_was_typed_stays() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let mut fields: Vec<(&str, &str)> = MINUTES
            .into_iter()
            .map(|(name, value)| match name {
                "date/2-ti-3202-contrat" => (name, "bientôt"),
                "held" => (name, "20/11/2027"),
                _ => (name, value),
            })
            .collect();
        fields.extend([("kind/2", "merged"), ("territory/2", "Nulle part"), ("etape", "apercu")]);
        let answer = browser.post("/agir/releve", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = answer.text();
        for field in ["held", "date/2-ti-3202-contrat", "territory/2", "into/2"] {
            assert!(text.contains(&format!("<a href=\"#{field}\">")), "{field}");
            assert!(text.contains(&format!("id=\"{field}\"")), "{field}");
        }
        for (name, typed) in [
            ("date/2-ti-3202-contrat", "bientôt"),
            ("held", "20/11/2027"),
            ("part/2", "12, dont la CUD"),
            ("territory/2", "Nulle part"),
        ] {
            assert_eq!(value(&answer, name), typed, "{name}");
        }
        assert!(plain(&text).contains("Prochain comité en mars"));
        assert!(words(&answer).contains("Calendrier, Béthunois, date : « bientôt » ne peut pas être pris"));

        let mut fields = MINUTES.to_vec();
        fields.retain(|(name, _)| *name != "reason/2-ti-3201-contrat");
        fields.push(("etape", "publier"));
        let answer = browser.post("/agir/releve", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "a date moves without a reason");
        assert!(answer.text().contains("<a href=\"#reason/2-ti-3201-contrat\">"));
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["status"], "late", "nothing of it was written");
    });
}

#[test]
fn stale_minutes_show_the_lines_that_moved_and_keep_the_rest() {
    on_each_engine(async |programme| {
        base(&programme).await;
        let mut one = official(&programme, "32").await;
        agent(&programme, "national", "national", &[]).await;
        let mut two = Browser::over(&programme.live);
        two.sign_in("national").await;
        publish(&mut two, &format!("/agir/promesse/{DUNKERQUE}"), &[("date", "01/02/2027"), ("reason", "crisis")])
            .await;
        let mut fields = MINUTES.to_vec();
        fields.push(("etape", "publier"));
        let stale = one.post("/agir/releve", &fields).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let said = words(&stale);
        assert!(said.contains("Contrat – Dunkerquois 15/01/2027, calendrier des élus 1er février 2027"), "{said}");
        assert!(!said.contains("Contrat – Béthunois"), "that line did not move: {said}");
        let kept = hidden(&stale);
        for (name, value) in MINUTES.into_iter().filter(|(name, _)| *name != "version/contract:2-ti-3201-contrat") {
            assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name}: {kept:?}");
        }
        let published = go_on(&mut one, "/agir/releve", &stale, "publier").await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", words(&published));
        assert_eq!(contract(&programme, "2-ti-3201-contrat").await["promised"]["value"], "2027-01-15");
    });
}

#[test]
fn minutes_of_a_new_committee_that_are_published_twice_make_one() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "32").await;
        let fields = [("region", "32"), ("held", "18/11/2026"), ("place", "Lille"), ("etape", "publier")];
        let first = browser.post("/agir/releve", &fields).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", words(&first));
        let second = browser.post("/agir/releve", &fields).await;
        assert_eq!(second.status, StatusCode::CONFLICT);
        let said = words(&second);
        assert!(said.contains("Vous avez déjà publié cette modification"), "{said}");
        assert!(second.text().contains(&format!("href=\"{}\"", first.header("location"))));
        let second = jalons::store::Key::new("copil:32:2026-11-18:2");
        assert!(programme.record().find(&second).is_none(), "no second committee was made");
        // Once it is undone, the same can be recorded anew.
        browser.post(&format!("{}/annulation", first.header("location")), &[]).await;
        assert_eq!(browser.post("/agir/releve", &fields).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn minutes_are_recorded_in_ones_own_regions_only_and_a_new_committee_gets_a_key() {
    on_sqlite(async |programme| {
        base(&programme).await;
        let mut browser = official(&programme, "75").await;
        assert_eq!(browser.get("/agir/releve?region=32").await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.get("/agir/releve?copil=copil:32:2026-11-20").await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.get("/agir/releve?region=national").await.status, StatusCode::FORBIDDEN);
        let foreign = [
            ("region", "75"),
            ("held", "18/11/2026"),
            ("date/2-ti-3201-contrat", "2027-01"),
            ("reason/2-ti-3201-contrat", "crisis"),
            ("version/contract:2-ti-3201-contrat", "1"),
            ("etape", "publier"),
        ];
        assert_eq!(browser.post("/agir/releve", &foreign).await.status, StatusCode::FORBIDDEN);
        let new = [("region", "75"), ("held", "18/11/2026"), ("promised", ""), ("etape", "publier")];
        let published = browser.post("/agir/releve", &new).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", words(&published));
        assert_eq!(programme.values("copil:75:2026-11-18", Property::Held), ["2026-11-18"]);
    });
}
