//! Outside files turned into edits: every refusal at once with its line and column, all or nothing.
//!
//! In reading order: bytes become rows ([`table`]) whose cells mean something ([`cell`]); the rows of a
//! [`kind`](Kind) become claims in a [`plan`]; the plan is set against what is known and written into one edit.
//! One file a kind.

pub mod column;
mod encoding;

pub mod refusal;
pub mod table;

mod known;
mod lookup;
mod occasion;
pub mod plan;
pub mod report;
mod write;

pub mod cell;
pub mod named;
mod contracts;
mod copils;
mod departements;
pub mod documents;
mod figures;
mod labellings;
mod members;
mod milestones;
pub mod questions;
mod regions;
mod sources;
mod territories;
mod timeline;

pub mod kind;
pub mod seed;
pub mod workbook;

use chrono::NaiveDate;

pub use kind::Kind;
pub use refusal::Refusal;
pub use report::{FileReport, LineReport, Outcome, Report};

use crate::{
    programme::live::{Live, LiveError},
    store::{Actor, Edit},
};
use plan::Plan;
use table::Table;

/// A file to be imported.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, as refusals will name it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// Its name without the folders, which are nobody's business: what the public journal tells.
    fn short_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or(&self.name)
    }
}

/// What files are.
#[derive(Clone, Copy, Debug)]
pub enum What {
    /// Tables of a kind.
    Table(&'static Kind),
    /// Documents of questions; `accepted`: the facts read in them stand at once, else they are proposed.
    Questions {
        /// Whether they stand at once.
        accepted: bool,
    },
}

/// How an import is to be done.
#[derive(Clone, Copy, Debug)]
pub struct How {
    /// The day on which the files were collected: their facts were known then at the latest.
    pub collected_on: NaiveDate,
    /// Whether to say what would be done, and do nothing.
    pub dry_run: bool,
}

impl What {
    /// Its name, in the journal and at the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Table(kind) => kind.name,
            Self::Questions { .. } => "questions",
        }
    }

    /// Reads what must be recorded before the rest of the file can be read; whether there is such a thing. What is
    /// wrong with it is told when the rest is read.
    fn read_first(self, plan: &mut Plan<'_>, file: &File) -> bool {
        let Self::Table(kind) = self else { return false };
        let Some(read) = kind.first else { return false };
        let Ok(table) = Table::read(&file.name, &file.bytes, kind.columns()) else { return false };
        for line in table.lines() {
            plan.line(line, read);
        }
        true
    }

    /// Reads a file into a plan, which keeps the refusals.
    fn read(self, plan: &mut Plan<'_>, file: &File, progress: &impl Fn(usize)) {
        match self {
            Self::Table(kind) => match Table::read(&file.name, &file.bytes, kind.columns()) {
                Ok(table) if table.is_empty() && table.ragged.is_empty() && !kind.may_be_empty() => {
                    let found =
                        Refusal::of_file(&table.file, "a header and no line", "at least one line below the header");
                    plan.refuse_file(found);
                }
                Ok(table) => plan.table(&table, kind, progress),
                Err(refusals) => {
                    for refusal in refusals {
                        plan.refuse_file(refusal);
                    }
                }
            },
            Self::Questions { accepted } => {
                // What was refused stands in the plan.
                let _ = questions::read(plan, &file.bytes, accepted);
                progress(1);
            }
        }
    }
}

/// Imports files of one kind, all or nothing. `progress` is called with how many lines have been read.
///
/// # Errors
/// [`LiveError`] if the database fails. What is wrong with the files stands in the report's refusals; nothing is
/// recorded then.
pub async fn import(
    live: &Live,
    actor: &Actor,
    what: What,
    files: &[File],
    how: How,
    progress: impl Fn(usize) + Sync,
) -> Result<Report, LiveError> {
    let (mut edit, mut record) = live.edit(actor, &format!("import {}", what.name())).await?;
    let mut report = Report { dry_run: how.dry_run, ..Report::default() };
    for file in files {
        let action = format!("import {} {}", what.name(), file.short_name());
        record = record.with(edit.next_line(&action).await?)?;
        let mut plan = Plan::new(&record, &file.name, how.collected_on);
        let first = what.read_first(&mut plan, file).then(|| plan.write(&mut edit));
        record = record.with(edit.next_line(&action).await?)?;
        let mut plan = Plan::new(&record, &file.name, how.collected_on);
        what.read(&mut plan, file, &progress);
        report.take(plan, &mut edit);
        if let (Some(first), Some(rest)) = (first, report.files.last_mut()) {
            rest.add(first);
        }
    }
    finish(live, edit, &report).await?;
    Ok(report)
}

/// Commits if all was taken and the run is no rehearsal.
async fn finish(live: &Live, edit: Edit, report: &Report) -> Result<(), LiveError> {
    if !report.is_taken() {
        // Dropped, the edit leaves nothing.
        return Ok(());
    }
    if report.dry_run {
        return Ok(edit.rehearse().await?);
    }
    live.commit(edit).await?;
    Ok(())
}

impl Report {
    /// Puts a plan into an edit and tells what became of it. What was not refused is written too, so that the files
    /// that follow find it; the whole is taken back at the end if anything was refused.
    fn take(&mut self, mut plan: Plan<'_>, edit: &mut Edit) {
        self.refusals.extend(plan.take_refusals());
        self.files.push(plan.write(edit));
    }
}
