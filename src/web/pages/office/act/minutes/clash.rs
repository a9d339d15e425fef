//! The page of stale minutes: each line that somebody else has changed meanwhile, as it was typed and as it is now.

use axum::response::Response;

use super::{Whose, draft::Draft};
use crate::{
    programme::{
        change::{minutes::Minutes, undo},
        name,
        property::Property,
        reason::Reason,
        record::JournalLine,
        told::Told,
        view::Programme,
    },
    store::Key,
    web::{
        App,
        pages::{
            frame::moment,
            office::{
                act::{
                    changes,
                    preview::kept,
                    stale::{self, Row, Since},
                },
                form::Fields,
            },
        },
        session::Signed,
    },
};

/// The page, where anything that the form changes was changed meanwhile.
pub(super) fn page(
    app: &App,
    signed: &Signed,
    programme: &Programme,
    whose: Whose,
    given: &Fields,
    draft: &Draft,
) -> Option<Response> {
    let moved: Vec<(Key, i64, i64)> = draft
        .against()
        .into_iter()
        .filter_map(|(key, typed)| {
            let now = programme.record().find(&key).map_or(0, |subject| subject.version(None));
            (now != typed).then_some((key, typed, now))
        })
        .collect();
    if moved.is_empty() {
        return None;
    }
    let rows = moved.iter().map(|(key, ..)| row(programme, draft, key)).collect();
    let since = moved.iter().flat_map(|(key, typed, now)| stale::since(programme, signed, key, now - (*typed).max(0)));
    let since = since.collect();
    let mut kept = kept(given);
    for (key, _, now) in &moved {
        stale::renew(&mut kept, &format!("version/{key}"), *now);
    }
    let title = ("Relevé de COPIL".to_owned(), whose.name(programme), String::new());
    Some(stale::answered(app, signed, "minutes ", title, rows, since, kept))
}

/// The page, where she has published the minutes of a new committee of that very day a moment ago: the button was pressed
/// twice, and a second committee would be made.
pub(super) fn twice(
    app: &App,
    signed: &Signed,
    programme: &Programme,
    whose: Whose,
    given: &Fields,
    minutes: &Minutes,
) -> Option<Response> {
    // The key of a second committee of a day has a number after the day.
    let second = minutes.key(programme);
    let (first, _) = second.as_str().rsplit_once(':').filter(|(first, _)| first.matches(':').count() == 2)?;
    let (first, deed) = (Key::new(first), format!("minutes {first}"));
    let (record, actor, now) = (programme.record(), signed.account.actor(), app.live.time.now());
    let mut lately = record.journal().iter().rev().take_while(|line| now <= undo::until(line));
    let is_it = |line: &JournalLine| line.action == deed && undo::is_own(&actor, line);
    let line = lately.find(|line| is_it(line)).filter(|line| undo::is_possible(record, line))?;
    let mut kept = kept(given);
    kept.retain(|(name, _)| name != "copil");
    kept.push(("copil".to_owned(), first.to_string()));
    let version = record.find(&first).map_or(0, |subject| subject.version(None));
    stale::renew(&mut kept, &format!("version/{first}"), version);
    let title = ("Relevé de COPIL".to_owned(), whose.name(programme), String::new());
    let since = vec![Since::of(record, &actor, line, &first)];
    Some(stale::answered(app, signed, &deed, title, Vec::new(), since, kept))
}

fn row(programme: &Programme, draft: &Draft, key: &Key) -> Row {
    let subject = programme.record().find(key);
    let property = match key.kind() {
        "contract" => Property::Promised,
        "copil" => Property::Held,
        _ => Property::Name,
    };
    let told = subject.and_then(|subject| Told::of(subject, programme.clock()));
    let life = told.and_then(|told| told.life(property).or_else(|| told.life(Property::Promised)));
    let now = life.as_ref().map(|life| changes::words(programme, life.property, &life.retained.value));
    let typed = typed(draft, key);
    let differs = stale::differs(typed.split(", ").next().unwrap_or_default(), life.as_ref());
    let by =
        life.map(|life| format!("{}, enregistré {}", life.retained.source.title, moment(life.retained.recorded_at)));
    Row {
        label: subject.map_or_else(|| key.to_string(), |subject| name::of(programme, subject)),
        differs,
        typed,
        now: now.unwrap_or_default(),
        by: by.unwrap_or_default(),
    }
}

/// What is typed of a subject.
fn typed(draft: &Draft, key: &Key) -> String {
    let minutes = &draft.minutes;
    let identity = key.identity();
    match key.kind() {
        "contract" => {
            let line = minutes.calendar.iter().find(|line| line.contract == identity);
            line.map(|line| {
                let reason = line.reason.as_deref().and_then(Reason::named).map(Reason::french);
                [Some(line.date.as_str()), reason].into_iter().flatten().collect::<Vec<_>>().join(", ")
            })
            .unwrap_or_default()
        }
        "copil" => minutes.held.clone().or_else(|| minutes.promised.clone()).unwrap_or_default(),
        _ => {
            let adaptation = minutes.adaptations.iter().find(|adaptation| adaptation.territory == identity);
            adaptation
                .and_then(|adaptation| adaptation.name.clone().or_else(|| adaptation.into.clone()))
                .unwrap_or_default()
        }
    }
}
