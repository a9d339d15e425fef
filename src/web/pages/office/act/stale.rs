//! The page of a stale form: what she typed beside what is there now, by which role and when; and the way on, with all
//! that she typed kept.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{
    Act,
    beside::Beside,
    changes::{self, Group},
    preview::kept,
};
use crate::{
    programme::{life::Life, record::JournalLine, view::Programme},
    store::Key,
    web::{
        App,
        pages::{
            frame::{Frame, moment},
            office::{
                form::Fields,
                frame::{Office, answer, frame},
            },
        },
        session::Signed,
    },
};

#[derive(Template)]
#[template(path = "office/stale.html")]
struct Page {
    frame: Frame,
    office: Office,
    title: String,
    subject: String,
    href: String,
    rows: Vec<Row>,
    since: Vec<Since>,
    /// All that was typed, against the version of now.
    kept: Vec<(String, String)>,
}

/// A field of the form, as it was typed and as it is told now.
pub(super) struct Row {
    /// What it is.
    pub label: String,
    /// What was typed.
    pub typed: String,
    /// What is there now; empty where nothing is told.
    pub now: String,
    /// According to whom, and since when.
    pub by: String,
}

/// What somebody changed meanwhile.
pub(super) struct Since {
    /// In which role.
    role: &'static str,
    /// When.
    when: String,
    /// What.
    groups: Vec<Group>,
}

/// The page of a stale form.
pub(super) fn page(act: &Act, app: &App, signed: &Signed, beside: &Beside, given: &Fields) -> Response {
    let fields = (act.fields)(beside, given);
    let main = fields.iter().find_map(|field| field.property).and_then(|property| beside.life(property));
    let rows = fields.iter().filter(|field| field.property.is_some() || !field.value.is_empty());
    let rows = rows.map(|field| {
        let life = field.property.and_then(|property| beside.life(property));
        let stated = life.as_ref().map(|life| changes::words(&beside.programme, life.property, &life.retained.value));
        Row {
            label: field.label.clone(),
            typed: field.words(),
            now: stated.or_else(|| beside_it(&field.name, main.as_ref()?)).unwrap_or_default(),
            by: life
                .map(|life| format!("{}, enregistré {}", life.retained.source.title, moment(life.retained.recorded_at)))
                .unwrap_or_default(),
        }
    });
    let behind = beside.version - given.number("version").unwrap_or(0).max(0);
    let mut kept = kept(given);
    renew(&mut kept, "version", beside.version);
    answered(
        app,
        signed,
        ((act.title)(beside).to_owned(), beside.title.clone(), beside.href.clone()),
        rows.collect(),
        since(&beside.programme, &beside.key, behind),
        kept,
    )
}

/// What goes with the value that is there now: its reason, its sentence, what bears it out.
fn beside_it(field: &str, main: &Life) -> Option<String> {
    let said = &main.retained;
    match field {
        "reason" => said.reason.map(|reason| reason.french().to_owned()),
        "sentence" => said.quote.as_ref().map(|quote| quote.text.to_string()),
        "evidence" => said.source.address.clone().or_else(|| said.source.note.clone()),
        _ => None,
    }
}

/// The page, of any form.
pub(super) fn answered(
    app: &App,
    signed: &Signed,
    (title, subject, href): (String, String, String),
    rows: Vec<Row>,
    since: Vec<Since>,
    kept: Vec<(String, String)>,
) -> Response {
    let frame = frame(app, "");
    let page =
        Page { office: Office::of(app, signed, ""), title, subject, href, rows, since, kept, frame: frame.clone() };
    answer(StatusCode::CONFLICT, &frame, &page)
}

/// Sets a hidden field to the version of now.
pub(super) fn renew(kept: &mut Vec<(String, String)>, name: &str, version: i64) {
    kept.retain(|(known, _)| known != name);
    kept.push((name.to_owned(), version.to_string()));
}

/// The last `count` edits of a subject, the latest first.
pub(super) fn since(programme: &Programme, key: &Key, count: i64) -> Vec<Since> {
    let record = programme.record();
    let touches = |line: &JournalLine| {
        record.recorded_by(line).any(|(subject, _)| subject.key == *key)
            || record.decided_by(line).any(|(subject, ..)| subject.key == *key)
    };
    let lines = record.journal().iter().rev().filter(|line| touches(line));
    lines
        .take(usize::try_from(count).unwrap_or(0).min(5))
        .map(|line| Since {
            role: line.role.french(),
            when: moment(line.recorded_at),
            groups: changes::of_line(record, line).into_iter().filter(|group| group.key == *key).collect(),
        })
        .collect()
}
