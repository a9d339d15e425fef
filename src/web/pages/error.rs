//! The pages that say that there is no page, each with a way out.

use askama::Template;
use axum::{
    http::{
        HeaderValue, StatusCode, Uri,
        header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION},
    },
    response::{IntoResponse as _, Response},
};

use super::frame::{Frame, address};
use crate::{
    programme::phase::Phase,
    web::{
        App,
        error::{Error, Wrong},
        query::{CLOCK, Query},
    },
};

#[derive(Template)]
#[template(path = "error.html")]
struct Page {
    frame: Frame,
    status: u16,
    title: &'static str,
    text: String,
    /// Each parameter that cannot be read: its name, what was found, what was expected.
    wrong: Vec<(String, String, String)>,
    /// The same address without its parameters, where they are what is wrong.
    bare: Option<String>,
    /// The same address today, where the page is read in the past.
    today: Option<String>,
}

/// Answers with the page of an error, or with the way to where the thing moved.
#[must_use]
pub fn answer(app: &App, uri: &Uri, error: &Error) -> Response {
    if let Error::Moved(to) = error {
        let location = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
        return (error.status(), [(LOCATION, location)]).into_response();
    }
    let page = page(app, uri, error);
    let html = page.frame.html(&page).unwrap_or_else(|_| page.title.to_owned());
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8")),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (error.status(), headers, html).into_response()
}

/// The page that stands in for one whose making failed altogether: nothing is asked of the programme.
#[must_use]
pub fn failed() -> Response {
    let html = "<!doctype html><html lang=\"fr\"><meta charset=\"utf-8\"><title>Erreur — Jalons</title>\
        <h1>Cette page n’a pas pu être faite</h1><p>L’erreur est notée dans le journal du serveur.</p>\
        <p><a href=\"/\">Revenir à l’accueil</a></p></html>";
    let kind = [(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    (StatusCode::INTERNAL_SERVER_ERROR, kind, html).into_response()
}

fn page(app: &App, uri: &Uri, error: &Error) -> Page {
    let today = app.live.time.today();
    let clock = clock_alone(uri.query().unwrap_or_default());
    let query = Query::read(&clock, &[CLOCK], &app.live.time).unwrap_or_else(|_| Query::of_day(today));
    let frame = Frame::new("", uri.path(), &query, today);
    let (title, text, wrong) = match error {
        Error::Parameters(wrong) => (
            "Cette adresse ne peut pas être lue",
            "Un paramètre de l’adresse n’est pas de ceux que la page connaît, ou n’a pas la forme attendue.".to_owned(),
            wrong.iter().map(|wrong| (wrong.parameter.clone(), wrong.found.clone(), expected(wrong))).collect(),
        ),
        Error::NotFound(what) => {
            ("Cette page n’existe pas", not_found(what, frame.clock.past, &frame.clock.words), Vec::new())
        }
        Error::Method => (
            "Cette adresse ne se prête pas à cela",
            "Elle se lit, et rien d’autre : la méthode de la requête n’y est pas admise.".to_owned(),
            Vec::new(),
        ),
        Error::Unknown | Error::Forbidden(_) => (
            "Ce compte ne peut pas faire cela ici",
            "Chaque compte agit dans ses régions et selon son rôle. Ce qui touche une autre région se propose, et elle en \
             décide."
                .to_owned(),
            Vec::new(),
        ),
        Error::NotOwn => (
            "Ce compte ne peut pas faire cela ici",
            "Seul le compte qui a fait une modification peut l’annuler, pendant dix minutes.".to_owned(),
            Vec::new(),
        ),
        Error::Invalid(invalid) => (
            "Ce formulaire ne peut pas être pris",
            "Rien n’a été enregistré.".to_owned(),
            invalid.iter().map(|one| (one.field.clone(), one.found.clone(), one.expected.french())).collect(),
        ),
        Error::Cells { .. } => (
            "Ce fichier ne peut pas être pris",
            "Rien n’a été enregistré : corrigez ce qui est signalé, puis renvoyez-le.".to_owned(),
            Vec::new(),
        ),
        Error::NoVersion | Error::Stale { .. } => (
            "Cette fiche a changé entre-temps",
            "Quelqu’un d’autre l’a modifiée pendant que ce formulaire était ouvert. Rien n’a été enregistré : relisez la \
             fiche, puis recommencez."
                .to_owned(),
            Vec::new(),
        ),
        Error::Conflict(conflict) => ("Cela n’est pas possible", conflict.french().to_owned(), Vec::new()),
        Error::KeyTaken | Error::Body(_) | Error::Shape { .. } | Error::Type(_) => (
            "Ce formulaire ne peut pas être lu",
            "Il n’est pas de la forme attendue. Rien n’a été enregistré.".to_owned(),
            Vec::new(),
        ),
        Error::TooLarge => (
            "Ce fichier est trop grand",
            "Il dépasse la taille admise : 20 Mo, 50 000 lignes.".to_owned(),
            Vec::new(),
        ),
        Error::TooMany(wait) => (
            "Trop d’envois",
            format!("Réessayez dans {} secondes.", wait.as_secs() + 1),
            Vec::new(),
        ),
        Error::Moved(_) | Error::Internal => (
            "Cette page n’a pas pu être faite",
            "L’erreur vient du serveur. Elle est notée dans son journal ; réessayer plus tard peut suffire.".to_owned(),
            Vec::new(),
        ),
    };
    Page {
        status: error.status().as_u16(),
        title,
        text,
        bare: (!wrong.is_empty()).then(|| uri.path().to_owned()),
        today: frame.clock.past.then(|| address(uri.path(), "")),
        wrong,
        frame,
    }
}

/// The parameters of the clock alone: the others may be what is wrong.
fn clock_alone(query: &str) -> String {
    let clock =
        |pair: &&str| CLOCK.iter().any(|name| pair.strip_prefix(name).is_some_and(|rest| rest.starts_with('=')));
    query.split('&').filter(clock).collect::<Vec<_>>().join("&")
}

fn not_found(what: &str, past: bool, day: &str) -> String {
    let what = match what {
        "région" => "Aucune région ne se trouve",
        "département" => "Aucun département ne se trouve",
        "territoire" => "Aucun territoire ne se trouve",
        "question" => "Aucune question ne se trouve",
        "jalon" => "Aucun jalon ne se trouve",
        "lien" => "Aucun lien qui serve encore ne se trouve",
        "écriture" => "Aucune écriture du registre ne se trouve",
        "correction" => "Aucune correction ne se trouve",
        "proposition" => "Aucune proposition ne se trouve",
        _ => "Rien ne se trouve",
    };
    if past {
        format!("{what} à cette adresse à la date du {day} : le sujet n’était peut-être pas encore connu.")
    } else {
        format!("{what} à cette adresse.")
    }
}

/// What a parameter should have been, in French.
fn expected(wrong: &Wrong) -> String {
    if let Some(names) = wrong.expected.strip_prefix("one of ") {
        return format!("attendu : l’un de {names}");
    }
    if let Some(known) = wrong.expected.strip_prefix("no such parameter; this address takes ") {
        return format!("paramètre inconnu de cette adresse, qui prend {known}");
    }
    match (wrong.parameter.as_str(), wrong.expected.as_str()) {
        (_, "each parameter once") => "attendu : chaque paramètre une seule fois".to_owned(),
        (_, "a clock that is not in the future") => "attendu : une date qui ne soit pas à venir".to_owned(),
        ("region", _) => "attendu : le code Insee d’une région, par exemple 32".to_owned(),
        ("departement", _) => "attendu : le code d’un département, par exemple 59 ou 2A".to_owned(),
        ("territory", _) => "attendu : un territoire, par exemple 1-ti-3205".to_owned(),
        ("phase", _) => {
            format!("attendu : {}, ou all pour les deux", Phase::ALL.map(|phase| phase.to_string()).join(", "))
        }
        ("disputed" | "silent", _) => "attendu : true ou false".to_owned(),
        ("from" | "to", _) => "attendu : une date : 2019, 2019-03 ou 2019-03-18".to_owned(),
        ("known_on", _) => "attendu : un jour, par exemple 2019-07-30".to_owned(),
        ("recorded_at", _) => "attendu : un moment, par exemple 2026-11-23T09:30:00Z".to_owned(),
        ("limit", _) => "attendu : un nombre de 1 à 1000".to_owned(),
        _ => "attendu : ce que porte le lien vers la page suivante".to_owned(),
    }
}
