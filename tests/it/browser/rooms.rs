//! Every page behind the officials' doors, as axe sees it, at both widths, in light and in dark.

use axum::http::StatusCode;
use fantoccini::key::Key;
use jalons::web::pages::office::DOORS;

use super::{
    driver::{Driver, LOOKS, Served, WIDTHS, axe},
    window::Window,
};
use crate::{
    file::fixture::{Written, workbook},
    harness::{Programme, on_sqlite},
    life::DUNKERQUE,
    office::{Browser, agent, invited},
    register::SIGNED,
};

/// Who looks.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Nobody,
    National,
    Administrator,
}

/// What is done on a page before it is looked at.
enum Step {
    Fill(&'static str, &'static str),
    Choose(&'static str, &'static str),
    Pick(String, &'static str),
    /// Gives the form of a file the file of the programme.
    File,
    Follow(&'static str),
    /// Opens what is folded, by its heading.
    Unfold(&'static str),
}

use Step::{Choose, File, Fill, Follow, Pick, Unfold};

const PREVIEW: Step = Follow("button[value=apercu]");

/// A page to look at.
struct Room {
    who: Who,
    path: String,
    steps: Vec<Step>,
}

/// A programme in which every kind of page has something to show, and the numbers that its addresses need.
struct House {
    /// A link that was not used.
    secret: String,
    account: i64,
    proposal: i64,
    /// The line of a signature.
    receipt: String,
    /// The line of its undoing.
    undone: String,
    file: Vec<u8>,
}

impl House {
    async fn furnished(programme: &Programme) -> Self {
        programme.load_seed().await;
        let contracts = "phase,territoire,document,promis_le,source,publie_le\n\
            2,ti-3201,contrat,2026-10-30,https://exemple.fr/annonce,2026-10-01\n\
            2,ti-3202,contrat,2027-02-01,https://exemple.fr/annonce,2026-10-01\n";
        let copils = "region,promis_le,source,publie_le\n32,2026-11-20,https://exemple.fr/annonce,2026-10-01\n";
        for (kind, text) in [("contracts", contracts), ("copils", copils)] {
            assert!(programme.import(kind, text).await.is_taken());
        }
        let answer = std::fs::read("tests/it/files/answers/02.txt").unwrap();
        assert!(programme.import_files("questions", &[("02.txt", &answer)], false).await.is_taken());
        agent(programme, "nationale", "national", &[]).await;
        let account = agent(programme, "administratrice", "administrator", &[]).await.id;
        let secret = invited(programme, "agent@region.example", "official", &["32"]).await;

        let mut browser = Browser::over(&programme.live);
        let fields = [("property", "place"), ("value", "Mourenx"), ("source", "https://gazette.example/mourenx")];
        let sent = browser.post(&format!("/correction/{SIGNED}"), &fields).await;
        let proposal = sent.header("location").strip_prefix("/corrections/").unwrap().parse().unwrap();
        browser.sign_in("nationale").await;
        let token = [("name", "tableur"), ("scope", "import"), ("until", "2026-12-31")];
        assert!(browser.post("/compte/jetons", &token).await.status.is_success());
        let version = programme.subject("contract:2-ti-3202-contrat").version(None).to_string();
        let fields = [("version", version.as_str()), ("on", "20/11/2026"), ("etape", "publier")];
        let signed = browser.post("/agir/signature/contract:2-ti-3202-contrat", &fields).await;
        let receipt = signed.header("location").to_owned();
        let undone = browser.post(&format!("{receipt}/annulation"), &[]).await;
        assert_eq!(undone.status, StatusCode::SEE_OTHER);
        let row = |name, date| vec![Written::Text(name), Written::Text(date), Written::Text("Lille")];
        let rows = [row("2-ti-3201", "31/02/2027"), row("2-ti-3202", "15/03/2027"), row("2-ti-3203", "2027")];
        let file = workbook("Contrats", &["territoire", "promis le", "lieu"], &rows);
        Self { secret, account, proposal, receipt, undone: undone.header("location").to_owned(), file }
    }

    /// The pages behind a door; a door that is new says here what is to be looked at.
    fn rooms(&self, door: &str) -> Vec<Room> {
        let room = |who, path: &str, steps| Room { who, path: path.to_owned(), steps };
        let (nobody, national, administrator) = (Who::Nobody, Who::National, Who::Administrator);
        let form = |act: &str| format!("/agir/{act}/{DUNKERQUE}");
        let proposal = format!("/propositions/{}", self.proposal);
        match door {
            // They give files, or only take what a form sends.
            "/fichier.xlsx" | "/fichier/contrats.csv" | "/fichier/copil.csv" | "/fichier/territoires.csv" => vec![],
            "/deconnexion" | "/compte/sessions/{id}/fin" | "/compte/jetons/{id}/fin" | "/comptes/{id}/etat" => vec![],
            "/affirmations/{id}/choix" => vec![room(
                national,
                &format!("/agir/valeurs/{SIGNED}"),
                vec![
                    Unfold("details:has([action$='/choix']) > summary"),
                    Fill("[action$='/choix'] textarea", "Le contrat fait foi."),
                    Follow("[action$='/choix'] button"),
                ],
            )],
            "/affirmations/{id}/retrait" => vec![room(
                national,
                &format!("/agir/valeurs/{SIGNED}"),
                vec![
                    Unfold("details:has([action$='/retrait']) > summary"),
                    Fill("[action$='/retrait'] textarea", "Saisi par erreur."),
                    Follow("[action$='/retrait'] button"),
                ],
            )],
            "/connexion" => vec![
                room(nobody, door, vec![]),
                room(nobody, door, vec![Fill("#login", "x"), Fill("#password", "y"), Follow("form.form button")]),
            ],
            "/lien/{secret}" => vec![
                room(nobody, &format!("/lien/{}", self.secret), vec![]),
                room(
                    nobody,
                    &format!("/lien/{}", self.secret),
                    vec![
                        Fill("#password", "douze lettres"),
                        Fill("#again", "une autre fois"),
                        Follow("form.form button"),
                    ],
                ),
            ],
            "/correction/{*key}" => vec![room(
                nobody,
                &format!("/correction/{SIGNED}"),
                vec![
                    Pick("property".to_owned(), "signed"),
                    Fill("#value", "hier"),
                    Fill("#source", "https://exemple.fr/"),
                    Follow("form.form button"),
                ],
            )],
            "/fichier" | "/compte" | "/a-faire" | "/registre" => vec![room(national, door, vec![])],
            "/fiches" => vec![room(national, "/fiches?region=32", vec![])],
            "/propositions" => vec![room(national, door, vec![])],
            "/fichier/apercu" => {
                vec![room(national, "/fichier", vec![File, Follow("form[action='/fichier/apercu'] button")])]
            }
            "/fichier/publier" => vec![room(
                national,
                "/fichier",
                vec![File, Follow("form[action='/fichier/apercu'] button"), Follow("button[value=publier]")],
            )],
            "/compte/mot-de-passe" => vec![room(
                national,
                "/compte",
                vec![
                    Fill("#current", "rien de tel"),
                    Fill("#password", "une phrase assez longue"),
                    Fill("#again", "une phrase assez longue"),
                    Follow("form[action='/compte/mot-de-passe'] button"),
                ],
            )],
            "/compte/jetons" => vec![room(
                national,
                "/compte",
                vec![Fill("#name", "essai"), Follow("form[action='/compte/jetons'] button")],
            )],
            "/comptes" => vec![
                room(administrator, door, vec![]),
                room(
                    administrator,
                    door,
                    vec![
                        Fill("#login", "deux mots"),
                        Fill("#name", "Camille"),
                        Pick("role".to_owned(), "official"),
                        Follow("form[action='/comptes'] button"),
                    ],
                ),
            ],
            "/comptes/{id}" => vec![room(administrator, &format!("/comptes/{}", self.account), vec![])],
            "/comptes/{id}/lien" => vec![room(
                administrator,
                &format!("/comptes/{}", self.account),
                vec![Follow("form[action$='/lien'] button")],
            )],
            "/propositions/{id}" => vec![room(national, &proposal, vec![])],
            "/propositions/{id}/decision" => ["refuse", "accept"]
                .map(|outcome| {
                    room(national, &proposal, vec![Pick("outcome".to_owned(), outcome), Follow("form.form button")])
                })
                .into(),
            "/agir/valeurs/{*key}" => vec![room(national, &format!("/agir/valeurs/{SIGNED}"), vec![])],
            "/agir/{*key}" => [DUNKERQUE, "territory:2-ti-3201", "copil:32:2026-11-20"]
                .map(|key| room(national, &format!("/agir/{key}"), vec![]))
                .into(),
            "/agir/signature/{*key}" => vec![
                room(national, &form("signature"), vec![PREVIEW]),
                room(national, &form("signature"), vec![Fill("#on", "20/11/2026"), PREVIEW]),
            ],
            "/agir/promesse/{*key}" => vec![
                room(national, &form("promesse"), vec![]),
                room(national, &form("promesse"), vec![PREVIEW]),
                room(
                    national,
                    &form("promesse"),
                    vec![Fill("#date", "03/2027"), Choose("#reason", "Calendrier des élus"), PREVIEW],
                ),
            ],
            "/agir/suspension/{*key}" => vec![
                room(national, &form("suspension"), vec![PREVIEW]),
                room(
                    national,
                    &form("suspension"),
                    vec![Fill("#until", "30/06/2027"), Choose("#reason", "Calendrier des élus"), PREVIEW],
                ),
            ],
            "/agir/confirmation/{*key}" => {
                vec![room(national, "/agir/confirmation/territory:2-ti-3204", vec![])]
            }
            "/agir/releve" => vec![
                room(national, "/agir/releve?region=32", vec![]),
                room(national, "/agir/releve?region=32", vec![Fill("#held", "demain"), PREVIEW]),
                room(national, "/agir/releve?region=32", vec![Fill("#held", "20/11/2026"), PREVIEW]),
            ],
            "/modification/{n}" => [&self.receipt, &self.undone].map(|path| room(national, path, vec![])).into(),
            "/modification/{n}/annulation" => vec![],
            unknown => panic!("say what is to be looked at behind {unknown}"),
        }
    }
}

/// Looks at every page of those who are signed in alike.
async fn look(driver: &Driver, window: &Window, house: &House, who: Who, axe: &str) -> Vec<String> {
    let path = driver.folder().join("mes contrats.xlsx");
    std::fs::write(&path, &house.file).unwrap();
    let mut found = Vec::new();
    for room in DOORS.iter().flat_map(|door| house.rooms(door.path)).filter(|room| room.who == who) {
        window.open(&room.path).await;
        for step in &room.steps {
            match step {
                Fill(css, text) => window.fill(css, text).await,
                Choose(css, words) => window.choose(css, words).await,
                Pick(name, value) => window.pick(name, value).await,
                File => window.give_file("#fichier", &path).await,
                Follow(css) => window.follow(css).await,
                Unfold(css) => {
                    window.reach(css).await;
                    window.press(Key::Enter).await;
                }
            }
        }
        let violations = window.violations(axe).await;
        found.extend(violations.iter().map(|told| format!("{} after {} steps: {told}", room.path, room.steps.len())));
    }
    found
}

#[test]
fn no_officials_page_has_a_violation_or_overflows_at_either_width_in_light_or_dark() {
    let (Some(driver), Some(axe)) = (Driver::start(), axe()) else { return };
    on_sqlite(async |programme| {
        let house = House::furnished(&programme).await;
        let site = Served::over(&programme.live).await;
        let mut found = Vec::new();
        for (width, is_dark) in LOOKS {
            let window = driver.window(&site, width, is_dark).await;
            for (who, login) in
                [(Who::Nobody, ""), (Who::National, "nationale"), (Who::Administrator, "administratrice")]
            {
                if who != Who::Nobody {
                    window.sign_in(login).await;
                }
                let told = look(&driver, &window, &house, who, &axe).await;
                found.extend(
                    told.iter().map(|told| format!("{width} {}: {told}", if is_dark { "dark" } else { "light" })),
                );
                if who != Who::Nobody {
                    window.follow("form[action='/deconnexion'] button").await;
                }
            }
            window.close().await;
        }
        assert!(found.is_empty(), "{found:#?}");
    });
}

#[test]
fn the_page_of_a_stale_form_has_no_violation_and_does_not_overflow() {
    let (Some(driver), Some(axe)) = (Driver::start(), axe()) else { return };
    on_sqlite(async |programme| {
        House::furnished(&programme).await;
        let site = Served::over(&programme.live).await;
        let mut other = Browser::over(&programme.live);
        other.sign_in("nationale").await;
        for (width, date) in WIDTHS.into_iter().zip(["15/03/2027", "16/03/2027"]) {
            let window = driver.window(&site, width, false).await;
            window.sign_in("nationale").await;
            window.open(&format!("/agir/promesse/{DUNKERQUE}")).await;
            let version = programme.subject(DUNKERQUE).version(None).to_string();
            let fields = [("version", version.as_str()), ("date", date), ("reason", "calendar"), ("etape", "publier")];
            let moved = other.post(&format!("/agir/promesse/{DUNKERQUE}"), &fields).await;
            assert_eq!(moved.status, StatusCode::SEE_OTHER);
            window.fill("#date", "03/2028").await;
            window.follow("button[value=apercu]").await;
            window.shows("Cette fiche a changé entre-temps").await;
            assert_eq!(window.violations(&axe).await, [""; 0], "{width}");
            window.close().await;
        }
    });
}
