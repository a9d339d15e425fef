//! What counts of one property, as the page of values shows it.

use super::super::super::{
    frame::moment,
    parts::{Cite, Link, When},
};
use crate::programme::{
    change::withdrawal::Left,
    life::{Life, Said},
    property::Property,
    record::Subject,
    statement::Statement,
    told::Told,
    value::Value,
    view::Programme,
};

/// What counts of one property.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its id on the page.
    pub id: &'static str,
    /// The property.
    pub label: &'static str,
    /// Whether sources contradict each other.
    pub disputed: bool,
    /// Why the first value is retained; empty where there is no other.
    pub why: &'static str,
    /// Its values, the one retained first.
    pub sides: Vec<Side>,
}

/// One value, and who states it.
#[derive(Clone, Debug)]
pub struct Side {
    /// The value.
    pub value: When,
    /// Whether it is the one retained.
    pub kept: bool,
    /// Who states it.
    pub statements: Vec<Stated>,
}

/// One statement.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its number.
    pub id: i64,
    /// Its source and its words.
    pub cite: Cite,
    /// In which role it was recorded, and when.
    pub recorded: String,
    /// Whether it was chosen.
    pub pinned: bool,
    /// Whether choosing it would mean anything.
    pub can_be_pinned: bool,
    /// What readers will see once it is withdrawn.
    pub left: String,
}

/// What counts of a subject, by property.
pub fn all(programme: &Programme, subject: &Subject, told: &Told<'_>) -> Vec<Group> {
    let of = |property: &Property| {
        let statements: Vec<&Statement> =
            told.statements().iter().copied().filter(|statement| statement.property == *property).collect();
        (!statements.is_empty()).then(|| group(programme, subject, told, *property, statements))
    };
    Property::ALL.iter().filter_map(of).collect()
}

fn group(
    programme: &Programme,
    subject: &Subject,
    told: &Told<'_>,
    property: Property,
    mut statements: Vec<&Statement>,
) -> Group {
    let life = (!property.is_many()).then(|| told.life(property)).flatten();
    if let Some(life) = &life {
        let place = |id| life.all().position(|said| said.statement == id);
        statements.sort_by_key(|statement| place(statement.id));
    }
    let rivals = life.is_some() && statements.iter().any(|one| statements.iter().any(|two| one.value != two.value));
    let mut sides: Vec<(&Value, Side)> = Vec::new();
    for statement in statements {
        let stated = stated(programme, subject, statement, life.as_ref(), rivals);
        match sides.iter_mut().find(|(value, _)| **value == statement.value) {
            Some((_, side)) => side.statements.push(stated),
            None => {
                let kept = life.as_ref().is_some_and(|life| life.retained.value == statement.value);
                let side = Side { value: shown(programme, &statement.value), kept, statements: vec![stated] };
                sides.push((&statement.value, side));
            }
        }
    }
    Group {
        id: property.name(),
        label: property.french_of(&subject.key),
        disputed: life.as_ref().is_some_and(|life| life.disputed),
        why: life.as_ref().filter(|_| sides.len() > 1).map(Life::why_french).unwrap_or_default(),
        sides: sides.into_iter().map(|(_, side)| side).collect(),
    }
}

fn stated(
    programme: &Programme,
    subject: &Subject,
    statement: &Statement,
    life: Option<&Life>,
    rivals: bool,
) -> Stated {
    let left = Left::without(subject, statement.id, programme.clock());
    Stated {
        id: statement.id.0,
        cite: Cite::of(&Said::by(statement)),
        recorded: format!("{}, {}", moment(statement.recorded_at), statement.role.french()),
        pinned: statement.pinned(None).is_some(),
        can_be_pinned: rivals,
        left: after(&left, statement, life),
    }
}

/// What readers will see once a statement is withdrawn.
fn after(left: &Left, statement: &Statement, life: Option<&Life>) -> String {
    if left.is_nothing() {
        return "Plus rien ne sera connu de cette fiche : elle disparaîtra du site.".to_owned();
    }
    let Some(life) = life else {
        return "Cette ligne ne sera plus affichée, à moins qu’une autre source ne la dise.".to_owned();
    };
    match left.life(statement.property) {
        None => "Plus rien ne sera affiché de cette information.".to_owned(),
        Some(next) if next.retained.value == life.retained.value => {
            format!("La valeur affichée restera : {}.", next.retained.french)
        }
        Some(next) => format!("La valeur affichée deviendra : {}.", next.retained.french),
    }
}

/// A value as it is read: a place by its name.
#[must_use]
pub fn shown(programme: &Programme, value: &Value) -> When {
    let words = match value {
        Value::Region(code) => Link::region(programme, *code).words,
        Value::Territory(id) => Link::territory(programme, id).words,
        _ => return When::value(value),
    };
    When { words, machine: String::new() }
}
