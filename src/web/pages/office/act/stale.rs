//! The page of a stale form: what she typed beside what is there now, by which role and when; and the way on, with all
//! that she typed kept.

use std::sync::Arc;

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{
    beside::Beside,
    changes::{self, Group},
    preview::kept,
    step::Step,
};
use crate::{
    programme::{
        change::{date, undo},
        life::Life,
        record::{JournalLine, Record},
        view::Programme,
    },
    store::{Actor, Key},
    web::{
        App,
        pages::{
            frame::{Frame, moment},
            office::frame::{Office, answer, frame},
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
    /// The changes made since, where all of them are her own.
    own: Vec<i64>,
    /// Whether the last of them was made with this very form: its button was pressed twice.
    twice: bool,
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
    /// Whether a date was typed that is not the one there now: what was typed was not published.
    pub differs: bool,
}

/// What was changed meanwhile.
pub(super) struct Since {
    /// The number of the change.
    number: i64,
    /// What the journal says was done.
    deed: String,
    /// Whether it was made by who reads.
    is_own: bool,
    /// In which role.
    role: &'static str,
    /// When.
    when: String,
    /// What.
    groups: Vec<Group>,
}

/// The page of a stale form.
pub(super) fn page(step: &Step<'_>, beside: &Beside) -> Response {
    let (app, signed, given) = (step.app, step.signed, step.given);
    let fields = (step.fields)(beside);
    let main = fields.iter().find_map(|field| field.property).and_then(|property| beside.life(property));
    let rows = fields.iter().filter(|field| field.property.is_some() || !field.value.is_empty());
    let rows = rows.map(|field| {
        let life = field.property.and_then(|property| beside.life(property));
        let differs = differs(&field.value, life.as_ref());
        let stated = life.as_ref().map(|life| changes::words(&beside.programme, life.property, &life.retained.value));
        Row {
            label: field.label.clone(),
            typed: field.words(),
            now: stated.or_else(|| beside_it(&field.name, main.as_ref()?)).unwrap_or_default(),
            by: life
                .map(|life| format!("{}, enregistré {}", life.retained.source.title, moment(life.retained.recorded_at)))
                .unwrap_or_default(),
            differs,
        }
    });
    let behind = beside.version - given.number("version").unwrap_or(0).max(0);
    let mut kept = kept(given);
    renew(&mut kept, "version", beside.version);
    answered(
        app,
        signed,
        step.deed,
        (step.title.to_owned(), beside.title.clone(), beside.href.clone()),
        rows.collect(),
        since(&beside.programme, signed, &beside.key, behind),
        kept,
    )
}

/// Whether a date was typed that is not the one there now.
pub(super) fn differs(typed: &str, life: Option<&Life>) -> bool {
    life.is_some_and(|life| date(typed).is_some_and(|date| life.date() != Some(&date)))
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

/// The page, of any form; `deed` is what the journal's words for what it does begin with.
pub(super) fn answered(
    app: &App,
    signed: &Signed,
    deed: &str,
    (title, subject, href): (String, String, String),
    rows: Vec<Row>,
    since: Vec<Since>,
    kept: Vec<(String, String)>,
) -> Response {
    let frame = frame(app, "");
    let is_own = since.iter().all(|since| since.is_own);
    let mut own: Vec<i64> = since.iter().filter(|_| is_own).map(|since| since.number).collect();
    own.sort_unstable();
    own.dedup();
    let is_same = since.iter().all(|since| since.deed.starts_with(deed)) && !rows.iter().any(|row| row.differs);
    let page = Page {
        office: Office::of(app, signed, ""),
        title,
        subject,
        href,
        rows,
        twice: matches!(own[..], [_]) && is_same,
        since,
        own,
        kept,
        frame: frame.clone(),
    };
    answer(StatusCode::CONFLICT, &frame, &page)
}

/// Sets a hidden field to the version of now.
pub(super) fn renew(kept: &mut Vec<(String, String)>, name: &str, version: i64) {
    kept.retain(|(known, _)| known != name);
    kept.push((name.to_owned(), version.to_string()));
}

/// The last `count` edits of a subject, the latest first.
pub(super) fn since(programme: &Programme, signed: &Signed, key: &Key, count: i64) -> Vec<Since> {
    let (record, actor) = (programme.record(), signed.account.actor());
    last(record, key, count.min(5)).map(|line| Since::of(record, &actor, line, key)).collect()
}

impl Since {
    /// What a line of the journal changed of a subject, as `actor` reads it.
    pub(super) fn of(record: &Arc<Record>, actor: &Actor, line: &JournalLine, key: &Key) -> Self {
        Self {
            number: line.id,
            deed: line.action.clone(),
            is_own: undo::is_own(actor, line),
            role: line.role.french(),
            when: moment(line.recorded_at),
            groups: changes::of_line(record, line).into_iter().filter(|group| group.key == *key).collect(),
        }
    }
}

/// The numbers of the last `count` edits of a subject, where all of them are of who is signed in.
pub(in crate::web::pages::office) fn own_lines(
    programme: &Programme,
    signed: &Signed,
    key: &Key,
    count: i64,
) -> Option<Vec<i64>> {
    let actor = signed.account.actor();
    let own = |line: &Arc<JournalLine>| undo::is_own(&actor, line).then_some(line.id);
    last(programme.record(), key, count).map(own).collect::<Option<Vec<i64>>>().filter(|own| !own.is_empty())
}

fn last<'r>(record: &'r Record, key: &'r Key, count: i64) -> impl Iterator<Item = &'r Arc<JournalLine>> {
    let touches = |line: &&Arc<JournalLine>| {
        record.recorded_by(line).any(|(subject, _)| subject.key == *key)
            || record.decided_by(line).any(|(subject, ..)| subject.key == *key)
    };
    let count = usize::try_from(count).unwrap_or(0);
    record.journal().iter().rev().filter(touches).take(count)
}
