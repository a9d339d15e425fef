//! What an official does to the life of a date: one file a form, and what they share.
//!
//! A form is shown, then previewed, then published. Each step carries all that was typed and the version that it was
//! typed against; nothing is written before the last.

mod beside;
mod changes;
mod choices;
mod confirmation;
mod field;
mod form;
mod minutes;
mod preview;
mod promise;
mod receipt;
mod signature;
mod stale;
mod step;
mod suspension;

use axum::routing::{MethodRouter, get};
use chrono::NaiveDate;

use super::form::Fields;
use crate::{
    programme::{
        change::Invalid,
        desk::{Pen, Refusal},
    },
    web::App,
};

pub(super) use beside::Beside;
pub(super) use changes::{label, words};
pub(super) use choices::{Choice, Paper, new_papers, of as choices, show as choose};
pub(super) use field::{Field, Input};
pub(super) use minutes::{show as minutes, take as record_minutes};
pub(super) use receipt::{show as receipt, undo};
pub(super) use stale::own_lines;
pub(super) use step::{Step, Unfit};

/// What a checked form writes.
type Write = Box<dyn Fn(&mut Pen<'_>) -> Result<(), Refusal> + Send + Sync>;

/// A form: what it is of, its fields, and how they are read.
struct Act {
    /// Its name in addresses.
    path: &'static str,
    /// Its name in the journal.
    noun: &'static str,
    /// The kinds of subjects that it is of.
    kinds: &'static [&'static str],
    /// Whether it is previewed as soon as it is asked for: there is nothing that must be typed.
    is_immediate: bool,
    /// Its title.
    title: fn(&Beside) -> &'static str,
    /// What it does, in a sentence.
    lead: fn(&Beside) -> &'static str,
    /// Its fields, with what is given of them.
    fields: fn(&Beside, &Fields) -> Vec<Field>,
    /// Reads what is given.
    read: fn(&Beside, &Fields, NaiveDate) -> Result<Write, Vec<Invalid>>,
}

/// The routes of a form.
fn route(act: &'static Act) -> MethodRouter<App> {
    get(move |app, signed, key, uri| form::show(act, app, signed, key, uri))
        .post(move |app, signed, key, uri, fields| form::take(act, app, signed, key, uri, fields))
}

/// The routes of `/agir/signature/{*key}`.
pub(super) fn signature() -> MethodRouter<App> {
    route(&signature::ACT)
}

/// The routes of `/agir/promesse/{*key}`.
pub(super) fn promise() -> MethodRouter<App> {
    route(&promise::ACT)
}

/// The routes of `/agir/suspension/{*key}`.
pub(super) fn suspension() -> MethodRouter<App> {
    route(&suspension::ACT)
}

/// The routes of `/agir/confirmation/{*key}`.
pub(super) fn confirmation() -> MethodRouter<App> {
    route(&confirmation::ACT)
}
