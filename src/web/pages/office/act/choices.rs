//! `/agir/{*key}`: what can be done with a subject; whoever may do nothing with it is led to propose a correction.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, Uri},
    response::Response,
};

use super::beside::{self, Beside};
use crate::{
    programme::{
        contract::{ContractId, Document, Family},
        name,
        rights::{Action, Hand},
        territory::TerritoryId,
    },
    store::Key,
    web::{
        App,
        pages::{
            Slug,
            frame::Frame,
            office::{
                frame::{Office, answer, frame},
                refused, see,
            },
            parts::Tag,
            story::Story,
        },
        session::{self, Signed},
    },
};

/// Something that can be done.
#[derive(Clone, Debug)]
pub(in crate::web::pages::office) struct Choice {
    /// Its words.
    pub words: &'static str,
    /// What it means.
    pub help: &'static str,
    /// Where it leads.
    pub href: String,
}

/// A contract of a territory, with what can be done with it.
pub(in crate::web::pages::office) struct Paper {
    /// What it is called.
    pub title: String,
    /// Its own page of choices.
    pub href: String,
    /// How it stands; none of one that is not known yet.
    pub tag: Option<Tag>,
}

#[derive(Template)]
#[template(path = "office/choices.html")]
struct Page {
    frame: Frame,
    office: Office,
    subject: String,
    href: String,
    key: String,
    choices: Vec<Choice>,
    papers: Vec<Paper>,
    new: Vec<Paper>,
    story: Option<Story>,
    stands: String,
    proposes_to: Option<String>,
}

/// Answers `GET /agir/{*key}`.
pub(in crate::web::pages::office) async fn show(
    State(app): State<App>,
    Slug(key): Slug,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let signed = match session::find(&app, &headers).await {
        Ok(signed) => signed,
        Err(error) => return refused(&app, &uri, &error),
    };
    let key = Key::new(key);
    let beside = signed.and_then(|signed| {
        let beside = Beside::of(&app, &signed, Action::ChangeDates, &key).ok()?;
        Some((signed, beside))
    });
    match beside {
        Some((signed, beside)) if !of(&beside).is_empty() => page(&app, &signed, &beside),
        _ => see(&format!("/correction/{key}")),
    }
}

fn page(app: &App, signed: &Signed, beside: &Beside) -> Response {
    let frame = frame(app, "");
    let territory: Option<TerritoryId> =
        (beside.key.kind() == "territory").then(|| beside.key.identity().parse().ok()).flatten();
    let (papers, new) = territory.map(|id| (papers(beside, &id), new_papers(beside, &id))).unwrap_or_default();
    let page = Page {
        office: Office::of(app, signed, ""),
        subject: beside.title.clone(),
        href: beside.href.clone(),
        key: beside.key.to_string(),
        choices: of(beside),
        papers,
        new,
        story: beside.story(),
        stands: beside::stands(&beside.programme, &beside.key),
        proposes_to: (beside.hand == Hand::Proposes).then(|| beside.lead.clone()),
        frame: frame.clone(),
    };
    answer(StatusCode::OK, &frame, &page)
}

/// What can be done with a subject, as it stands.
pub(in crate::web::pages::office) fn of(beside: &Beside) -> Vec<Choice> {
    let key = &beside.key;
    let choice = |words, help, path: &str| Choice { words, help, href: format!("/agir/{path}/{key}") };
    let mut choices = Vec::new();
    let (is_met, is_known) = (beside.is_met(), beside.is_known());
    match key.kind() {
        "contract" => {
            choices.push(match is_met {
                false => choice("Signé le…", "La date réelle, le document, la pièce.", "signature"),
                true => choice("Corriger la signature", "Une autre date, un lieu, une pièce.", "signature"),
            });
            if !is_met {
                choices.push(match beside.is_promised() {
                    true => choice("Reporter", "Une nouvelle date ou « sans date », avec le motif.", "promesse"),
                    false => choice("Promettre une date", "Un jour, un mois, une saison.", "promesse"),
                });
            }
            if !is_met && is_known {
                choices.push(match beside.is_suspended() {
                    true => choice("Revoir la suspension", "La prolonger ou la lever.", "suspension"),
                    false => choice("Suspendre", "Un motif, et le jour où y revenir.", "suspension"),
                });
            }
        }
        "copil" => {
            if beside.hand == Hand::States {
                let href = format!("/agir/releve?copil={key}");
                let help = "Date, rang, participants, décisions, calendrier des signatures.";
                choices.push(Choice { words: "Saisir le relevé", help, href });
            }
            if !is_met {
                choices.push(choice("Reporter", "Une nouvelle date ou « sans date », avec le motif.", "promesse"));
            }
        }
        "milestone" => {
            choices.push(choice("Tenu le…", "La date réelle.", "signature"));
            if !is_met {
                choices.push(choice("Reporter", "Une nouvelle date ou « sans date », avec le motif.", "promesse"));
            }
        }
        "territory" => {}
        _ => return choices,
    }
    if is_known {
        choices.push(choice("Confirmer", "Tout ce qui est dit est encore juste aujourd’hui.", "confirmation"));
    }
    choices
}

/// The contracts of a territory that are known.
pub(in crate::web::pages::office) fn papers(beside: &Beside, id: &TerritoryId) -> Vec<Paper> {
    let contracts = beside.programme.contracts(id).into_iter();
    let papers = contracts.map(|contract| Paper {
        title: contract.french(),
        href: format!("/agir/{}", contract.id.key()),
        tag: Some(Tag::status(contract.family.into(), contract.status, contract.late_days)),
    });
    papers.collect()
}

/// Those that can be added: a contrat or a protocole where there is none, and the next avenant.
pub(in crate::web::pages::office) fn new_papers(beside: &Beside, id: &TerritoryId) -> Vec<Paper> {
    let known: Vec<Document> =
        beside.programme.contracts(id).into_iter().map(|contract| contract.id.document).collect();
    let last = known.iter().filter(|document| document.family == Family::Avenant).map(|document| document.number).max();
    let next = last.unwrap_or(0).saturating_add(1);
    let document = |family, number| Document { family, number };
    [document(Family::Contrat, 0), document(Family::Protocole, 0), document(Family::Avenant, next)]
        .into_iter()
        .filter(|document| !known.contains(document))
        .map(|document| {
            let id = ContractId { territory: id.clone(), document };
            let title = name::of_contract(&beside.programme, &id);
            let title = title.split(" – ").next().unwrap_or_default().to_owned();
            Paper { title, href: format!("/agir/{}", id.key()), tag: None }
        })
        .collect()
}
