//! `/a-faire`: what is due for who is signed in, by reason, each with the one deed that settles it.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{
        frame::Frame,
        parts::{Link, When, plural},
    },
    frame::{Office, answer, frame},
    region::{self, Choice},
};
use crate::{
    programme::{
        filter::Filter,
        property::Property,
        region::RegionCode,
        rights::Action,
        status::Status,
        timeline::{self, Item},
        todo::{self, Because, Due, Group, Manner, Origin, Waiting},
        view::Programme,
    },
    store::Confidence,
    web::{App, address, session::Signed},
};

#[derive(Template)]
#[template(path = "office/due.html")]
struct Page {
    frame: Frame,
    office: Office,
    count: String,
    regions: Vec<Choice>,
    /// The region that was asked for, where it is none of hers.
    foreign: Option<String>,
    groups: Vec<Lines>,
    /// What comes next, where nothing is due.
    next: Option<(When, Link)>,
    can_record: bool,
    file: String,
}

/// Lines that are due for the same reason.
struct Lines {
    id: &'static str,
    mark: &'static str,
    title: &'static str,
    help: &'static str,
    lines: Vec<Line>,
}

/// One line.
struct Line {
    subject: Link,
    regions: String,
    why: String,
    said: Vec<String>,
    since: String,
    deed: Option<Link>,
}

/// Answers `GET /a-faire`.
pub(super) async fn show(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    let programme = region::today(&app);
    let actor = signed.account.actor();
    // Of a region that is none of hers nothing is due to her, which does not say that all is settled there.
    let own = region::own(&programme, &signed, Action::ReadDrafts);
    let (asked, foreign) = match region::asked(&uri) {
        Some(code) if !own.contains(&code) => (None, Some(programme.region_name(code))),
        asked => (asked, None),
    };
    let all = todo::due(&programme, &actor);
    let regions = region::choices(&programme, &signed, "/a-faire", asked, true);
    let shown: Vec<&Due> = all.iter().filter(|due| asked.is_none_or(|code| due.regions.contains(&code))).collect();
    let many = regions.len() > 1 && asked.is_none();
    let groups: Vec<Lines> = Group::ALL
        .into_iter()
        .map(|group| {
            let of_group = shown.iter().filter(|due| due.because.group() == group);
            let (id, mark, title, help) = heading(group);
            Lines { id, mark, title, help, lines: of_group.map(|due| line(&programme, due, many)).collect() }
        })
        .filter(|group| !group.lines.is_empty())
        .collect();
    let frame = frame(&app, "/a-faire");
    let page = Page {
        office: Office::of(&app, &signed, "/a-faire"),
        count: match shown.len() {
            0 => "Rien n’attend".to_owned(),
            1 => "1 chose attend".to_owned(),
            many => format!("{many} choses attendent"),
        },
        next: if groups.is_empty() { next(&programme, &signed, asked) } else { None },
        can_record: signed.may(Action::RecordMinutes),
        file: asked.map_or_else(|| "/fichier".to_owned(), |code| format!("/fichier?region={code}")),
        regions,
        foreign,
        groups,
        frame: frame.clone(),
    };
    answer(StatusCode::OK, &frame, &page)
}

/// A group's id, shape, title, and what it means.
fn heading(group: Group) -> (&'static str, &'static str, &'static str, &'static str) {
    match group {
        Group::Late => {
            ("en-retard", "late", "Promesses dépassées", "La date promise est passée, et rien n’a été dit depuis.")
        }
        Group::Suspended => {
            ("suspendus", "suspended", "Suspensions à revoir", "Le jour où il fallait y revenir est venu.")
        }
        Group::Disputed => (
            "contestes",
            "disputed",
            "Valeurs contestées",
            "Des sources se contredisent ; le site montre les deux tant que personne n’a choisi.",
        ),
        Group::Proposed => (
            "propositions",
            "approved",
            "Propositions à décider",
            "Lues dans un texte, ou envoyées ; elles ne comptent pas avant d’être acceptées.",
        ),
        Group::Postponed => (
            "sans-date",
            "postponed",
            "Reportés sans date",
            "Il y a plus de trois mois qu’aucune nouvelle date n’a été donnée.",
        ),
        Group::Silent => (
            "silence",
            "silent",
            "Territoires sans nouvelle",
            "Rien n’en a été dit depuis plus de six mois. Si tout est encore juste, le confirmer suffit.",
        ),
    }
}

fn line(programme: &Programme, due: &Due, many: bool) -> Line {
    let names: Vec<String> = due.regions.iter().map(|code| programme.region_name(*code)).collect();
    let (why, said) = why(due);
    Line {
        subject: Link::new(due.title.clone(), subject_href(programme, due)),
        regions: if many { names.join(", ") } else { String::new() },
        why,
        said,
        since: match due.days {
            0 => "aujourd’hui".to_owned(),
            days => format!("depuis {}", plural(days, "jour")),
        },
        deed: due.deed.as_ref().map(|deed| Link::new(deed.french(), address::deed(deed))),
    }
}

/// The public page of what is due; none where readers know nothing of it yet.
fn subject_href(programme: &Programme, due: &Due) -> String {
    programme.find(&due.key).map(|_| address::subject(programme, &due.key)).unwrap_or_default()
}

/// Why a line is there, in a sentence; and what a proposal says.
fn why(due: &Due) -> (String, Vec<String>) {
    let since = When::day(due.since).words;
    match &due.because {
        Because::Late(promise) => (format!("Promis : {}, et toujours sans suite", promise.french()), Vec::new()),
        Because::Suspended(until) => (format!("Suspendu, à revoir : {}", until.french()), Vec::new()),
        Because::Disputed(property, values) => {
            let what = if *property == Property::Rank { "Rang" } else { property.french() };
            (format!("{what} : {}", values.join(" ou ")), Vec::new())
        }
        Because::Proposed(waiting) => (proposed(waiting), said(waiting)),
        Because::Postponed => (format!("Reporté sans date, dit le {since}"), Vec::new()),
        Because::Silent => (format!("Dernière nouvelle : {since}"), Vec::new()),
    }
}

fn proposed(waiting: &Waiting) -> String {
    let origin = match waiting.origin {
        Origin::Text => format!("Lu dans « {} »", waiting.source),
        Origin::Reader => format!("Source : {}", waiting.source),
        Origin::Official => format!("Proposé par une autre région : {}", waiting.source),
    };
    let confidence = match waiting.confidence {
        Some(Confidence::Sure) => ", lecture sûre",
        Some(Confidence::Probable) => ", lecture probable",
        Some(Confidence::Unsure) => ", lecture incertaine",
        None => "",
    };
    let manner = match waiting.manner {
        Manner::New => "nouveau",
        Manner::Confirms => "confirme ce qui est connu",
        Manner::Contradicts => "contredit ce qui est connu",
    };
    format!("{origin}{confidence} ; {manner}")
}

fn said(waiting: &Waiting) -> Vec<String> {
    waiting.says.iter().map(|(property, value)| format!("{} : {value}", property.french())).collect()
}

/// The next date promised in the regions shown.
fn next(programme: &Programme, signed: &Signed, asked: Option<RegionCode>) -> Option<(When, Link)> {
    let own = |item: &Item| match asked {
        Some(code) => item.regions.contains(&code),
        None => {
            signed.account.regions.is_empty() || item.regions.iter().any(|code| signed.account.regions.contains(code))
        }
    };
    let filter = Filter { statuses: vec![Status::Promised], from: Some(programme.day()), ..Filter::default() };
    let mut found = None;
    timeline::walk(programme, &filter, None, |item| {
        let is_it = own(item) && item.kind != timeline::Kind::Question && item.date.is_some();
        if is_it {
            let link = Link::new(item.title.clone(), address::subject(programme, &item.key));
            found = item.date.as_ref().map(|date| (When::of(date), link));
        }
        is_it
    });
    found
}
