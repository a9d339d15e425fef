//! An official's own file, sent back: the workbook that she took away, one of its lists, or any table with columns that
//! can be recognised.
//!
//! In reading order: bytes become sheets (`file`), and sheets rows (`row`) whose cells know where they stand; each row
//! finds its `subject`, and each cell is set against what the record says now and what it said when the file was
//! made (`compared`); what differs is written (`write`) as changes with a desk, so that rights, versions and sources
//! are those of the forms. Rows travel through the page that shows what would change: no file is kept.

mod cell;
mod compared;
mod copil;
mod examined;
mod fault;
mod file;
mod report;
mod row;
mod subject;
mod write;
mod xlsx;

use std::sync::Arc;

pub use examined::examine_on;
pub use fault::{Expected, Fault};
pub use file::{BYTES, LINES};
pub use report::{CellReport, LineReport, Outcome, Report};
pub use row::{Row, RowCell};

use crate::{
    programme::{
        desk::{Desk, DeskError},
        live::Live,
    },
    store::Actor,
};

/// What was read of a file: its rows, and the headers that no list has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// What is wrong with lines that cannot be read at all.
    pub faults: Vec<Fault>,
    /// The headers that were passed over.
    pub unknown: Vec<String>,
}

/// Reads a file.
///
/// # Errors
/// What is wrong with the file as a whole: then nothing can be said of its lines.
pub fn read(bytes: &[u8]) -> Result<Read, Vec<Fault>> {
    let sheets = file::sheets(bytes).map_err(|fault| vec![fault])?;
    row::rows(sheets)
}

/// What became of rows that were sent to be published.
#[derive(Clone, Debug)]
pub struct Published {
    /// What each came to.
    pub report: Report,
    /// Whether they were written: not where a row is refused or in conflict and all were asked for.
    pub done: bool,
    /// The line of the journal; none where nothing changed.
    pub line: Option<i64>,
}

/// What the journal says was done. It is public, and the name of a file may be that of a person: it tells none.
const ACTION: &str = "import fichier";

/// Says what publishing rows would do, and does nothing.
///
/// # Errors
/// [`DeskError`] if the database fails.
pub async fn examine(live: &Live, actor: &Actor, rows: &[Row]) -> Result<Report, DeskError> {
    let mut desk = Desk::open(live, actor, ACTION).await?;
    // Dropped, the desk leaves nothing.
    Ok(examine_on(&mut desk, rows))
}

/// Writes rows at a desk, all of them or, where that is asked, the good ones; what they come to, and the desk, which is
/// still to be committed: none where a row is refused or in conflict and all were asked for.
///
/// # Errors
/// [`DeskError`] if the database fails.
pub async fn draft(
    live: &Live,
    actor: &Actor,
    rows: &[Row],
    only_good: bool,
) -> Result<(Report, Option<Desk>), DeskError> {
    let mut desk = Desk::open(live, actor, ACTION).await?;
    let report = examine_on(&mut desk, rows);
    if report.is_good() {
        return Ok((report, Some(desk)));
    }
    // What was written of a bad row before it was refused goes with this desk.
    drop(desk);
    if !only_good {
        return Ok((report, None));
    }
    let good: Vec<Row> = report.good_rows().map(Arc::unwrap_or_clone).collect();
    let mut desk = Desk::open(live, actor, ACTION).await?;
    let again = examine_on(&mut desk, &good);
    if !again.is_good() {
        // Somebody else wrote between the two.
        return Ok((again, None));
    }
    Ok((report, Some(desk)))
}

/// Publishes rows, all of them or, where that is asked, the good ones; all in one edit.
///
/// # Errors
/// [`DeskError`] if the database fails; nothing is written then.
pub async fn publish(live: &Live, actor: &Actor, rows: &[Row], only_good: bool) -> Result<Published, DeskError> {
    let (report, desk) = draft(live, actor, rows, only_good).await?;
    let done = desk.is_some();
    let line = match desk {
        Some(desk) => desk.commit(live).await?,
        None => None,
    };
    Ok(Published { report, done, line })
}

#[cfg(test)]
mod tests;
