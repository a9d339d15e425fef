//! The page that shows what publishing a file would do: what changes, what is in conflict, what is refused and can be
//! mended there.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{
    super::super::frame::Frame,
    super::act::own_lines,
    super::frame::{Fault, Office, answer, frame},
    PATH,
    form::Sent,
    today,
};
use crate::{
    import::workbook::{self as file, CellReport, LineReport, Outcome, Report},
    programme::{
        change::{Expected as Field, cut},
        reason::Reason,
        view::Programme,
        workbook::Shown,
    },
    web::{App, address, session::Signed},
};

/// How many lines of an outcome are shown; all of them are published.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "office/file_preview.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    /// The file's name.
    name: String,
    /// How many lines came to what.
    counts: Vec<(usize, &'static str)>,
    unchanged: usize,
    idle: usize,
    unknown: Vec<String>,
    lost: Vec<String>,
    conflicts: Vec<Line>,
    /// Her own changes with which all of them are in conflict; none where somebody else's is among them.
    own: Vec<i64>,
    refused: Vec<Line>,
    changed: Vec<Line>,
    /// How many more lines are in conflict and not shown.
    more_conflicts: usize,
    /// How many more are refused.
    more_refused: usize,
    /// How many more are changed.
    more_changed: usize,
    /// The lines that are not shown, as they are sent back.
    rest: Vec<(usize, String)>,
    reasons: Vec<&'static str>,
    only_good: bool,
    /// Whether the file has no line at all.
    is_empty: bool,
    /// Whether anything can be published.
    is_something: bool,
    /// Whether anything stands in the way of publishing all.
    is_good: bool,
}

/// A line that differs.
struct Line {
    /// Its place among those that are sent back.
    index: usize,
    /// The line itself, as it is sent back.
    row: String,
    /// The version that is shown.
    version: i64,
    name: String,
    href: String,
    place: String,
    is_new: bool,
    proposes: bool,
    cells: Vec<Cell>,
    faults: Vec<Wrong>,
    /// How many cells are in conflict.
    conflicts: usize,
}

/// A cell that differs.
struct Cell {
    column: &'static str,
    header: &'static str,
    old: String,
    new: String,
    erases: bool,
    /// What stood there when the file was made.
    base: Option<String>,
}

/// What cannot be taken of a line.
struct Wrong {
    /// The column to write again; none where that does not mend it.
    column: Option<&'static str>,
    header: &'static str,
    is_reason: bool,
    place: String,
    /// What was found, as it is told.
    found: String,
    /// The same whole, to be written again.
    value: String,
    expected: String,
    mend: &'static str,
}

/// Answers with what publishing would do.
pub(super) fn page(
    app: &App,
    signed: &Signed,
    status: StatusCode,
    sent: &Sent,
    report: &Report,
    faults: Vec<Fault>,
) -> Response {
    let programme = today(app);
    let differing = report.lines.iter().filter(|line| line.outcome != Outcome::Unchanged);
    let (mut conflicts, mut refused, mut changed, mut rest) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut more_conflicts, mut more_refused, mut more_changed) = (0, 0, 0);
    for (index, line) in differing.enumerate() {
        let (lines, more) = match line.outcome {
            Outcome::Conflict => (&mut conflicts, &mut more_conflicts),
            Outcome::Refused => (&mut refused, &mut more_refused),
            _ => (&mut changed, &mut more_changed),
        };
        if lines.len() < SHOWN {
            lines.push(self::line(&programme, index, line));
        } else {
            *more += 1;
            rest.push((index, json(line)));
        }
    }
    // A preview of lines that came back knows how many others the file had.
    let unchanged =
        if sent.rows.is_empty() { sent.unchanged } else { sent.unchanged + report.count(Outcome::Unchanged) };
    let read = unchanged + report.lines.len() - report.count(Outcome::Unchanged) + sent.lost.len();
    let counts = [
        (read, "lue", "lues"),
        (unchanged, "inchangée", "inchangées"),
        (report.count(Outcome::Changed), "changée", "changées"),
        (report.count(Outcome::New), "nouvelle", "nouvelles"),
        (report.count(Outcome::Conflict), "en conflit", "en conflit"),
        (report.count(Outcome::Refused) + sent.lost.len(), "refusée", "refusées"),
    ]
    .map(|(count, one, many)| (count, if count < 2 { one } else { many }));
    let frame = frame(app, PATH);
    let page = Page {
        office: Office::of(app, signed, PATH),
        faults,
        name: sent.name.clone(),
        counts: counts.into(),
        unchanged,
        idle: sent.idle,
        unknown: sent.unknown.clone(),
        lost: sent.lost.clone(),
        conflicts,
        own: own(&programme, signed, report),
        refused,
        changed,
        more_conflicts,
        more_refused,
        more_changed,
        rest,
        reasons: Reason::ALL.map(Reason::french).into(),
        only_good: sent.only_good,
        is_empty: read == 0,
        is_something: report.is_something() || !report.is_good(),
        is_good: report.is_good() && sent.lost.is_empty(),
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}

/// The changes with which a file is in conflict, where all of them are of who sends it.
fn own(programme: &Programme, signed: &Signed, report: &Report) -> Vec<i64> {
    let of = |line: &LineReport| {
        let made_from: i64 = line.row.text("version").parse().ok()?;
        own_lines(programme, signed, line.key.as_ref()?, line.version - made_from)
    };
    let conflicts = report.lines.iter().filter(|line| line.outcome == Outcome::Conflict);
    let mut own: Vec<i64> = conflicts.map(of).collect::<Option<Vec<_>>>().unwrap_or_default().concat();
    own.sort_unstable();
    own.dedup();
    own
}

fn line(programme: &Programme, index: usize, line: &LineReport) -> Line {
    let known = line.key.as_ref().filter(|key| programme.find(key).is_some());
    let place =
        file::Fault { column: None, letter: None, ..line.row.fault_of_line(file::Expected::Own) }.place_french();
    Line {
        index,
        row: json(line),
        version: line.version,
        name: line.name.clone(),
        href: known.map(|key| address::subject(programme, key)).unwrap_or_default(),
        place,
        is_new: line.outcome == Outcome::New,
        proposes: line.proposes,
        cells: line.cells.iter().map(cell).collect(),
        faults: line.faults.iter().map(wrong).collect(),
        conflicts: line.cells.iter().filter(|cell| cell.conflict.is_some()).count(),
    }
}

fn cell(cell: &CellReport) -> Cell {
    let words = |shown: &Shown| Some(shown.french()).filter(|text| !text.is_empty());
    let none = || "rien".to_owned();
    Cell {
        column: cell.column.name,
        header: cell.column.header(),
        old: words(&cell.old).unwrap_or_else(none),
        new: words(&cell.new).unwrap_or_else(none),
        erases: cell.erases,
        base: cell.conflict.as_ref().map(|base| words(base).unwrap_or_else(none)),
    }
}

fn wrong(fault: &file::Fault) -> Wrong {
    let is_mendable = fault.expected.is_mendable();
    Wrong {
        column: fault.column.filter(|_| is_mendable).map(|column| column.name),
        header: fault.column.map_or("", |column| column.header()),
        is_reason: matches!(fault.expected, file::Expected::Field(Field::Reason)),
        place: fault.place_french(),
        found: cut(&fault.found),
        value: fault.found.clone(),
        expected: fault.expected.french(),
        mend: fault.expected.mend_french(),
    }
}

/// What is wrong, with its place, as one sentence.
pub(super) fn sentence(fault: &file::Fault) -> String {
    let place = fault.place_french();
    let place = if place.is_empty() { String::new() } else { format!("{place} : ") };
    let found = if fault.found.is_empty() { String::new() } else { format!("trouvé « {} », ", cut(&fault.found)) };
    let mut sentence = format!("{place}{found}attendu : {}.", fault.expected.french());
    if let Some(first) = sentence.chars().next() {
        sentence.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
    }
    sentence
}

fn json(line: &LineReport) -> String {
    serde_json::to_string(&*line.row).unwrap_or_default()
}
