//! The undoing of a change: for ten minutes, by who made it. What it stated is struck and what it decided taken back;
//! both are recorded, and nothing is erased.

use chrono::TimeDelta;

use crate::{
    programme::{
        desk::{Conflict, Desk, Refusal},
        record::{JournalLine, Record},
        rights::Action,
    },
    store::{Actor, DecisionKind, Key, Moment},
};

/// For how long a change can be undone.
pub const MINUTES: i64 = 10;

/// What the journal says of a statement struck by an undoing.
const REASON: &str = "annulation";

/// Until when a change can be undone.
#[must_use]
pub fn until(line: &JournalLine) -> Moment {
    line.recorded_at + TimeDelta::minutes(MINUTES)
}

/// Whether anything is left of a change that undoing it would take away.
#[must_use]
pub fn is_possible(record: &Record, line: &JournalLine) -> bool {
    record
        .recorded_by(line)
        .any(|(_, statement)| !statement.in_force(None).any(|decision| decision.kind == DecisionKind::Strike))
        || record
            .decided_by(line)
            .any(|(_, statement, decision)| statement.in_force(None).any(|known| known.id == decision.id))
}

/// Whether `actor` made a change, and so may undo it.
#[must_use]
pub fn is_own(actor: &Actor, line: &JournalLine) -> bool {
    line.account.is_some() && line.account == actor.account()
}

/// Undoes the change whose line of the journal is `number`.
///
/// # Errors
/// [`Refusal`] where there is no such change, somebody else made it, the time has passed, or nothing is left of it.
pub fn write(desk: &mut Desk, number: i64, now: Moment) -> Result<(), Refusal> {
    let key = || Key::new(format!("journal:{number}"));
    let programme = std::sync::Arc::clone(desk.programme());
    let record = programme.record();
    let line = record.journal_line(number).ok_or_else(|| Refusal::Unknown(key()))?;
    if !is_own(desk.actor(), line) {
        return Err(Refusal::NotOwn);
    }
    if now > until(line) {
        return Err(Refusal::Conflict(Conflict::TooLate));
    }
    if !is_possible(record, line) {
        return Err(Refusal::Conflict(Conflict::NothingToUndo));
    }
    for (subject, statement) in record.recorded_by(line) {
        if statement.in_force(None).any(|decision| decision.kind == DecisionKind::Strike) {
            continue;
        }
        desk.pen(Action::Withdraw, &subject.key, None)?.decide(statement.id, DecisionKind::Strike, REASON);
    }
    for (subject, statement, decision) in record.decided_by(line) {
        if statement.in_force(None).any(|known| known.id == decision.id) {
            desk.pen(Action::Withdraw, &subject.key, None)?.take_back(statement.id, decision.id, REASON);
        }
    }
    Ok(())
}
