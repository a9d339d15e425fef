//! What each door is asked in a place: every address that it can have there, with what it shows or takes.

use chrono::Days;
use jalons::{
    access::{
        account::{self, Account},
        session,
        token::{self, Scope},
    },
    programme::rights::Action,
    store::Role,
    web::pages::office::Door,
};

use super::place::{OWN, Place};
use crate::{
    file::fixture::{fields, look},
    harness::Programme,
    office::{Browser, PASSWORD, invited},
};

/// What is sent to an address.
pub enum Sent {
    Nothing,
    Form(Vec<(String, String)>),
    File(Vec<u8>),
}

/// One address of a door, and what is sent there.
pub struct Visit {
    pub address: String,
    pub sent: Sent,
    /// What the table is asked.
    pub action: Option<Action>,
    /// Whether it is of what stands in the place.
    pub is_of_place: bool,
    /// Whether it is of what is somebody else's alone, whatever her role.
    pub is_anothers: bool,
    /// What the page shows of the place to whom it is open there, where others find the page without it.
    pub names: Option<String>,
    /// Whether it lasts, where it is let in.
    pub lasts: bool,
}

/// Whose session, token and account others try to reach.
pub struct Bystander {
    pub account: Account,
    pub session: i64,
    pub token: i64,
    /// Somebody who may publish files, for the lines that a preview of hers has.
    pub national: Browser,
}

/// A visit of a place by an account, or by nobody.
pub struct Stay<'a> {
    pub programme: &'a Programme,
    pub place: &'a Place,
    pub role: Role,
    pub account: Option<&'a Account>,
    pub other: &'a Bystander,
}

impl Visit {
    fn of(mut self) -> Self {
        self.is_of_place = true;
        self
    }

    fn names(self, text: impl Into<String>) -> Self {
        Self { names: Some(text.into()), ..self.of() }
    }

    fn anothers(self) -> Self {
        Self { is_anothers: true, ..self }
    }

    fn lasting(self) -> Self {
        Self { lasts: true, ..self }
    }

    fn needs(self, action: Action) -> Self {
        Self { action: Some(action), ..self }
    }
}

fn form(pairs: &[(&str, &str)]) -> Sent {
    Sent::Form(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

/// Every visit of a door in a place; `may`: whether the table lets it in there, so that it is only looked at.
pub async fn all(door: &Door, stay: &Stay<'_>, may: bool) -> Vec<Visit> {
    let Stay { programme, place, role, account, other } = stay;
    let key = place.contract.key();
    let at = |address: String, sent: Sent| Visit {
        address,
        sent,
        action: door.action,
        is_of_place: false,
        is_anothers: false,
        names: None,
        lasts: false,
    };
    let path = door.path.replace("{*key}", key.as_str());
    let shows = |address: &str| at(address.to_owned(), Sent::Nothing);
    let takes = |address: &str, pairs: &[(&str, &str)]| at(address.to_owned(), form(pairs));
    let with = |id: i64| path.replace("{id}", &id.to_string()).replace("{n}", &id.to_string());
    let version = programme.subject(key.as_str()).version(None).to_string();
    let step = ("etape", if may { "apercu" } else { "publier" });
    let act = |pairs: &[(&str, &str)]| {
        let pairs = [pairs, &[("version", version.as_str()), step]].concat();
        vec![shows(&path).of(), takes(&path, &pairs).of()]
    };
    match door.path {
        "/connexion" => vec![shows(&path), takes(&path, &[("login", &other.account.login), ("password", PASSWORD)])],
        "/deconnexion" => vec![takes(&path, &[])],
        "/fichier" | "/compte" | "/registre" => vec![shows(&path)],
        "/fichier.xlsx" | "/fichier/territoires.csv" => vec![shows(&path).names(place.territory.to_string())],
        "/fichier/contrats.csv" => vec![shows(&path).names(place.contract.to_string())],
        "/fichier/copil.csv" => vec![shows(&path).names(place.copil.identity())],
        "/fichier/apercu" => {
            let files = place.files().map(|text| at(path.clone(), Sent::File(text.into_bytes())).of());
            files.into()
        }
        "/fichier/publier" => {
            let mut visits = Vec::new();
            for text in place.files() {
                let page = look(&mut other.national.clone(), "a.csv", text.as_bytes()).await.text();
                let sent = Sent::Form(fields(&page, &[("geste", "publier")]));
                visits.push(at(path.clone(), sent).of().lasting());
            }
            visits
        }
        "/lien/{secret}" => {
            let many = account::all(programme.live.store()).await.unwrap().len();
            let login = format!("invite-{many}@exemple.fr");
            let path = path.replace("{secret}", &invited(programme, &login, "auditor", &[]).await);
            vec![shows(&path), takes(&path, &[("password", PASSWORD), ("again", PASSWORD)])]
        }
        "/compte/mot-de-passe" => {
            vec![takes(&path, &[("current", PASSWORD), ("password", PASSWORD), ("again", PASSWORD)])]
        }
        "/compte/sessions/{id}/fin" => {
            let mut visits = vec![takes(&with(other.session), &[]).anothers()];
            if let Some(account) = account {
                let (store, now) = (programme.live.store(), programme.live.time.now());
                let secret = session::open(store, account, "ailleurs", now).await.unwrap();
                let (_, id) = session::find(store, secret.reveal(), now).await.unwrap().unwrap();
                visits.push(takes(&with(id), &[]));
            }
            visits
        }
        "/compte/jetons" => {
            let until = (programme.live.time.today() + Days::new(9)).to_string();
            vec![takes(&path, &[("name", "marche"), ("scope", "read_drafts"), ("until", &until)])]
        }
        "/compte/jetons/{id}/fin" => {
            let mut visits = vec![takes(&with(other.token), &[]).anothers()];
            if let Some(account) = account {
                let (store, now) = (programme.live.store(), programme.live.time.now());
                let new = ("marche", &[Scope::ReadDrafts][..], programme.live.time.today());
                token::create(store, account, new, now).await.unwrap();
                visits.push(takes(&with(token::of(store, account.id).await.unwrap()[0].id), &[]));
            }
            visits
        }
        "/comptes" => {
            let login = format!("neuf-{}@exemple.fr", role.name());
            vec![shows(&path), takes(&path, &[("login", &login), ("name", "Neuf"), ("role", "administrator")])]
        }
        "/comptes/{id}" => {
            let path = with(other.account.id);
            let role = if may { "official" } else { "administrator" };
            vec![shows(&path), takes(&path, &[("name", "Camille Exemple"), ("role", role), ("region", "28")])]
        }
        "/comptes/{id}/lien" => vec![takes(&with(other.account.id), &[])],
        "/comptes/{id}/etat" => {
            vec![takes(&with(other.account.id), &[("etat", if may { "ouvert" } else { "ferme" })])]
        }
        "/correction/{*key}" => {
            let sent = [("property", "signed"), ("value", "20/11/2026"), ("source", "https://exemple.fr/lu")];
            vec![shows(&path), takes(&path, &sent).lasting()]
        }
        "/propositions" => {
            vec![
                shows(&format!("{path}?after={}", place.proposal - 1))
                    .names(format!("/propositions/{}/decision\"", place.proposal))
                    .needs(Action::Decide),
                shows(&format!("{path}?after={}", place.proposal - 1)).names(key.as_str()),
            ]
        }
        "/propositions/{id}" => vec![shows(&with(place.proposal)).of()],
        "/propositions/{id}/decision" => {
            vec![
                takes(&with(place.proposal), &[("outcome", "accept"), ("version", &version), ("etape", "publier")])
                    .of()
                    .lasting(),
            ]
        }
        "/agir/valeurs/{*key}" => vec![shows(&path).of()],
        "/affirmations/{id}/choix" | "/affirmations/{id}/retrait" => {
            vec![
                takes(&with(place.statement), &[("reason", "vérifié"), ("version", &version), ("etape", "publier")])
                    .of()
                    .lasting(),
            ]
        }
        "/a-faire" => vec![
            shows(&path).names(key.as_str()),
            shows(&format!("{path}?region={}", place.region)).names(key.as_str()),
        ],
        "/fiches" => {
            vec![shows(&format!("{path}?region={}", place.region)).names(format!("/territoires/{}-", place.territory))]
        }
        // Who may do nothing there is led to propose a correction.
        "/agir/{*key}" => {
            vec![shows(&path).names(format!("/agir/promesse/{key}")).needs(Action::ChangeDates)]
        }
        "/agir/signature/{*key}" => act(&[("on", "20/11/2026"), ("document", "contrat")]),
        "/agir/promesse/{*key}" => act(&[("date", "06/2027"), ("reason", "calendar")]),
        "/agir/suspension/{*key}" => act(&[("until", "30/06/2027"), ("reason", "funding")]),
        "/agir/confirmation/{*key}" => act(&[]),
        "/agir/releve" => {
            releve(programme, place, step).into_iter().map(|(address, sent)| at(address, sent).of()).collect()
        }
        "/modification/{n}" => vec![shows(&with(place.line)).of()],
        "/modification/{n}/annulation" => {
            let mut visits = vec![takes(&with(place.line), &[]).of().anothers()];
            if let Some(account) = account {
                visits.push(takes(&with(place.line_of(programme, account).await), &[]).of().lasting());
            }
            visits
        }
        other => panic!("say what {other} is to be asked"),
    }
}

/// The minutes: of a committee by its region or by its key; and of one's own that touch a territory or a contract here.
fn releve(programme: &Programme, place: &Place, step: (&str, &str)) -> Vec<(String, Sent)> {
    let version = |key: &str| programme.subject(key).version(None).to_string();
    let (path, region, copil) = ("/agir/releve".to_owned(), place.region, place.copil.as_str());
    let here = ("region", region);
    let own = ("region", OWN);
    let day = format!("{:02}/10/2026", copil.rsplit('-').next().unwrap());
    let held = ("held", day.as_str());
    let (of_copil, of_contract) = (format!("version/{copil}"), format!("version/contract:{}", place.contract));
    let (date, reason) = (format!("date/{}", place.contract), format!("reason/{}", place.contract));
    let territory = place.territory.to_string();
    let versions = [version(copil), version(place.contract.key().as_str()), version(place.territory.key().as_str())];
    let of_territory = format!("version/territory:{territory}");
    vec![
        (format!("{path}?region={region}"), Sent::Nothing),
        (format!("{path}?copil={copil}"), Sent::Nothing),
        (path.clone(), form(&[here, held, step])),
        (path.clone(), form(&[own, ("copil", copil), (of_copil.as_str(), &versions[0]), held, step])),
        (
            path.clone(),
            form(&[
                own,
                held,
                (date.as_str(), "06/2027"),
                (reason.as_str(), "calendar"),
                (of_contract.as_str(), &versions[1]),
                step,
            ]),
        ),
        (
            path,
            form(&[
                own,
                held,
                ("kind/0", "renamed"),
                ("territory/0", territory.as_str()),
                ("name/0", "Autre nom"),
                (of_territory.as_str(), &versions[2]),
                step,
            ]),
        ),
    ]
}
