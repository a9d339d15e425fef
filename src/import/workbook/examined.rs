//! The rows of a file, each examined and written with a desk: what it comes to.

use std::{collections::HashMap, sync::Arc};

use super::{
    compared::compare,
    copil,
    fault::{Expected, Fault},
    report::{CellReport, LineReport, Outcome, Report},
    row::Row,
    subject::{Context, Target},
    write,
};
use crate::{
    import::plan::Plan,
    programme::{
        desk::Desk,
        record::Subject,
        rights::{self, Action, Hand},
        statement::{Standing, standing},
        value::Value,
        view::Programme,
        workbook::{List, Shown},
    },
    store::{Actor, Key},
};

/// Examines rows and writes what they change with `desk`: all of it, where the report is good. Where it is not, the desk
/// is to be dropped.
#[must_use]
pub fn examine_on(desk: &mut Desk, rows: &[Row]) -> Report {
    let programme = Arc::clone(desk.programme());
    let plan = Plan::new(programme.record(), "", programme.day());
    let context = Context { programme: &programme, plan, actor: desk.actor().clone() };
    let mut seen: HashMap<Key, u32> = HashMap::new();
    Report { lines: rows.iter().map(|row| line(&context, desk, row, &mut seen)).collect() }
}

fn line(context: &Context<'_>, desk: &mut Desk, row: &Row, seen: &mut HashMap<Key, u32>) -> LineReport {
    let mut report = LineReport {
        row: Arc::new(row.clone()),
        outcome: Outcome::Refused,
        key: None,
        name: called(row),
        version: 0,
        cells: Vec::new(),
        faults: Vec::new(),
        proposes: false,
        idle: false,
    };
    let target = match context.target(row) {
        Ok(target) => target,
        Err(fault) => {
            report.faults.push(fault);
            return report;
        }
    };
    report.name.clone_from(&target.name);
    report.version = target.subject.as_ref().map_or(0, |subject| subject.version(None));
    report.key = (!copil::is_new(&target)).then(|| target.key.clone());
    let (cells, faults) = compare(context, row, &target);
    report.cells = cells;
    report.faults = faults;
    report.row = Arc::new(marked(row, &target, report.version));
    let acts = !report.cells.is_empty() || copil::is_new(&target) || is_new_territory(row, &target);
    if acts || !report.faults.is_empty() {
        if let Some(first) = seen.get(&target.key) {
            report.faults.push(row.fault_of_line(Expected::OnceLine(*first)));
        }
        seen.entry(target.key.clone()).or_insert(row.line);
    }
    if acts {
        // What is wrong already leaves the line out; the rest of it is looked at all the same, so that all is told at once.
        take(context, desk, &target, &mut report);
    }
    let said = ["reason", "sentence", "evidence"].iter().any(|column| !row.text(column).is_empty());
    report.idle = said && !acts && report.faults.is_empty();
    report.outcome = if !report.faults.is_empty() {
        Outcome::Refused
    } else if report.cells.iter().any(|cell| cell.conflict.is_some()) {
        Outcome::Conflict
    } else if !acts || (report.cells.is_empty() && target.subject.is_some()) {
        Outcome::Unchanged
    } else if target.subject.is_none() {
        Outcome::New
    } else {
        Outcome::Changed
    };
    report
}

/// Writes what a line changes, where whoever sends it may and nobody else changed the same.
fn take(context: &Context<'_>, desk: &mut Desk, target: &Target, report: &mut LineReport) {
    let row = Arc::clone(&report.row);
    match hand(context.programme, &context.actor, row.list, target) {
        Hand::Denied => {
            report.faults.push(row.fault_of_line(Expected::Own));
            return;
        }
        Hand::Proposes => {
            report.proposes = true;
            if let Some(subject) = &target.subject {
                // What waits for a decision already is not proposed again.
                report.cells.retain(|cell| !waits(subject, cell, context.programme));
                if report.cells.is_empty() {
                    return;
                }
            }
        }
        Hand::States => {}
    }
    if report.cells.iter().any(|cell| cell.conflict.is_some()) {
        return;
    }
    for fault in write::write(desk, &row, target, &report.cells) {
        if !report.faults.contains(&fault) {
            report.faults.push(fault);
        }
    }
}

/// What may be done with what a line is about. Of what does not exist yet, its territory's or its region's official may.
fn hand(programme: &Programme, actor: &Actor, list: List, target: &Target) -> Hand {
    let action = match list {
        List::Contracts => Action::ChangeDates,
        List::Copils => Action::RecordMinutes,
        List::Territories => Action::AdaptList,
    };
    if let Some(subject) = &target.subject {
        return rights::over(actor, action, programme, subject);
    }
    let territory = target.key.identity().parse::<crate::programme::contract::ContractId>().ok();
    let territory = territory.and_then(|id| programme.record().find(&id.territory.key()));
    match territory.filter(|_| list == List::Contracts) {
        Some(territory) => rights::over(actor, action, programme, territory),
        None => rights::hand(actor, action, target.region, &Vec::from_iter(target.region)),
    }
}

/// Whether the same value waits for a decision already.
fn waits(subject: &Subject, cell: &CellReport, programme: &Programme) -> bool {
    let Some(property) = cell.column.property() else { return false };
    let is_it = |value: &Value| match &cell.new {
        Shown::Value(new) => value == new,
        Shown::Words(words) => value.text().is_some_and(|text| crate::programme::workbook::trim(text) == words),
        Shown::Nothing | Shown::Many(_) => false,
    };
    let mut all = subject.statements.iter().filter(|statement| statement.property == property);
    all.any(|statement| {
        is_it(&statement.value)
            && standing(&subject.statements, statement, programme.clock()) == Some(Standing::Proposed)
    })
}

/// Whether a line adds a territory.
fn is_new_territory(row: &Row, target: &Target) -> bool {
    row.list == List::Territories && target.subject.is_none()
}

/// The row with the identity and the version that it was set against, so that it comes back as what was shown. Where it
/// is in conflict, the version that it was made from tells so again.
fn marked(row: &Row, target: &Target, version: i64) -> Row {
    let mut marked = row.clone();
    if !copil::is_new(target) {
        marked.set("id", target.key.identity());
    }
    if row.text("version").is_empty() {
        marked.set("version", &version.to_string());
    }
    marked
}

/// What a line is called as long as nothing more is known of it.
fn called(row: &Row) -> String {
    let columns = match row.list {
        List::Contracts => ["territory", "document"],
        List::Copils => ["region", "held_on"],
        List::Territories => ["name", "id"],
    };
    let words: Vec<&str> = columns.into_iter().map(|column| row.text(column)).filter(|text| !text.is_empty()).collect();
    words.join(", ")
}

/// A fault of a line, by the field of the change that it makes.
pub(super) fn faults_of(row: &Row, refusal: crate::programme::desk::Refusal, columns: &[(&str, &str)]) -> Vec<Fault> {
    use crate::programme::desk::Refusal;
    let first = columns.first().map_or("id", |(_, column)| *column);
    match refusal {
        Refusal::Invalid(invalid) => invalid
            .into_iter()
            .map(|one| {
                let name = one.field.split('/').next().unwrap_or_default();
                let column = columns.iter().find(|(field, _)| *field == name).map_or(first, |(_, column)| *column);
                let fault = row.fault(column, Expected::Field(one.expected));
                // A field that was taken from the record was not found in the file.
                if fault.found.is_empty() { Fault { found: one.found, ..fault } } else { fault }
            })
            .collect(),
        Refusal::Unknown(_) => vec![row.fault("id", Expected::Identity)],
        Refusal::Denied(_) | Refusal::NotOwn => vec![row.fault_of_line(Expected::Own)],
        Refusal::Stale { .. } => vec![row.fault("version", Expected::Version)],
        Refusal::Conflict(conflict) => vec![row.fault(first, Expected::Allowed(conflict))],
    }
}
