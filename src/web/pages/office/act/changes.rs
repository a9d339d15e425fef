//! What a line of the journal changes, from what to what, by subject: of a preview, a receipt, a stale form.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::{
    programme::{
        clock::{Clock, day_in_paris},
        name,
        property::Property,
        record::{JournalLine, Record, Subject},
        statement::Statement,
        told::Told,
        value::{Gap, Value},
        view::Programme,
    },
    store::{DecisionKind, Key},
    web::address,
};

/// What changes of one subject.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its key.
    pub key: Key,
    /// What it is called.
    pub title: String,
    /// Its public page; empty where it has none.
    pub href: String,
    /// What changes.
    pub changes: Vec<Change>,
}

/// A change of one property.
#[derive(Clone, Debug)]
pub(super) struct Change {
    /// The property.
    pub label: &'static str,
    /// What was told before; empty where nothing was.
    pub from: String,
    /// What is told after; empty where nothing is.
    pub to: String,
    /// What is only proposed; empty where it is stated.
    pub proposed: String,
    /// What was stated or decided of, where what is told stays another; with the word for that.
    pub beside: Option<(&'static str, String)>,
    /// Why a date moves.
    pub reason: String,
    /// The sentence that goes with it.
    pub sentence: String,
    /// Why it was decided, in the words of who decided.
    pub why: String,
}

/// What a line of the journal changes.
pub(super) fn of_line(record: &Arc<Record>, line: &JournalLine) -> Vec<Group> {
    let at = |moment| {
        let clock = Clock { known_on: day_in_paris(line.recorded_at), recorded_at: Some(moment) };
        Programme::at(Arc::clone(record), clock)
    };
    let (before, after) = (at(line.recorded_at - TimeDelta::microseconds(1)), at(line.recorded_at));
    let mut groups: Vec<Group> = Vec::new();
    let mut seen: Vec<(Key, Property)> = Vec::new();
    let decided = record.decided_by(line).map(|(subject, statement, decision)| (subject, statement, Some(decision)));
    let stated = record.recorded_by(line).map(|(subject, statement)| (subject, statement, None));
    for (subject, statement, decision) in stated.chain(decided) {
        let place = (subject.key.clone(), statement.property);
        let why = decision.map_or("", |decision| decision.reason.trim());
        // That it undoes another, its page says by itself.
        let why = if line.action.starts_with("undo ") { "" } else { why };
        if seen.contains(&place) && !statement.property.is_many() {
            give_why(&mut groups, &place, why);
            continue;
        }
        seen.push(place);
        let mut change = change((&before, &after), subject, statement, decision.map(|decision| decision.kind));
        why.clone_into(&mut change.why);
        match groups.iter_mut().find(|group| group.key == subject.key) {
            Some(group) => group.changes.push(change),
            None => groups.push(Group {
                key: subject.key.clone(),
                title: if after.find(&subject.key).is_some() {
                    name::of(&after, subject)
                } else {
                    name::of(&before, subject)
                },
                href: after.find(&subject.key).map(|_| address::subject(&after, &subject.key)).unwrap_or_default(),
                changes: vec![change],
            }),
        }
    }
    groups
}

/// Gives a change that is told already the reason of a decision on the same: of a value that was corrected.
fn give_why(groups: &mut [Group], (key, property): &(Key, Property), why: &str) {
    let label = label(key, *property);
    let mut changes = groups.iter_mut().filter(|group| group.key == *key).flat_map(|group| &mut group.changes);
    if let Some(change) = changes.find(|change| change.label == label && change.why.is_empty()) {
        why.clone_into(&mut change.why);
    }
}

fn change(
    (before, after): (&Programme, &Programme),
    subject: &Subject,
    statement: &Statement,
    decision: Option<DecisionKind>,
) -> Change {
    let property = statement.property;
    let own = words(after, property, &statement.value);
    let is_proposed = statement.proposed && decision.is_none();
    let (from, to) = if property.is_many() {
        // Of many values, one is added or taken away.
        let counts = |programme: &Programme| {
            let told = Told::of(subject, programme.clock());
            told.is_some_and(|told| told.many(property).contains(&&statement.value))
        };
        let said = |programme: &Programme| if counts(programme) { own.clone() } else { String::new() };
        (said(before), said(after))
    } else {
        (retained(before, subject, property), retained(after, subject, property))
    };
    let beside = (from == to && own != to).then(|| (deed(decision), own.clone()));
    let sentence = statement.quote.as_ref().filter(|quote| quote.start.is_none() && decision.is_none());
    Change {
        label: label(&subject.key, property),
        from,
        to,
        beside: beside.filter(|_| !is_proposed),
        proposed: if is_proposed { own } else { String::new() },
        reason: statement
            .reason
            .filter(|_| decision.is_none())
            .map(|reason| reason.french().to_owned())
            .unwrap_or_default(),
        sentence: sentence.map(|quote| quote.text.to_string()).unwrap_or_default(),
        why: String::new(),
    }
}

/// What was done with a value, said of it.
fn deed(decision: Option<DecisionKind>) -> &'static str {
    match decision {
        None => "enregistré",
        Some(DecisionKind::Accept) => "accepté",
        Some(DecisionKind::Refuse) => "refusé",
        Some(DecisionKind::Pin) => "choisi",
        Some(DecisionKind::Strike) => "retiré",
        Some(DecisionKind::TakeBack) => "rétabli",
    }
}

/// What a property is called of a subject of that kind.
pub(in crate::web::pages::office) fn label(key: &Key, property: Property) -> &'static str {
    match (key.kind(), property) {
        ("copil", Property::Held) => "Tenu",
        _ => property.french_of(key),
    }
}

fn retained(programme: &Programme, subject: &Subject, property: Property) -> String {
    let value = Told::of(subject, programme.clock()).and_then(|told| told.value(property));
    value.map(|value| words(programme, property, &value)).unwrap_or_default()
}

/// A value as its reader would write it: places by their names.
pub(in crate::web::pages::office) fn words(programme: &Programme, property: Property, value: &Value) -> String {
    match (property, value) {
        (Property::Suspended, Value::Date(date)) => format!("à revoir : {}", date.french()),
        (Property::Suspended, Value::Gap(Gap::Cancelled)) => "suspension levée".to_owned(),
        (_, value) => name::of_value(programme, value),
    }
}
