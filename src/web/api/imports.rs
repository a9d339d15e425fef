//! `/api/v1/imports`: an official's own file, published by a program of hers; or only looked at.

use axum::{
    extract::{Request, State},
    http::{StatusCode, Uri},
    response::Response,
};
use serde::Serialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Refusal,
    caller::Caller,
    change::{Once, Sent, media_type, respond},
    params::KeyParam,
};
use crate::{
    access::kept_answer::Answer,
    import::workbook::{self as file, BYTES, CellReport, LineReport, Outcome, Report},
    programme::{change::cut, desk::Desk, rights::Action, workbook::List},
    web::{
        App,
        error::{Error, Fault, Problem},
        query::{Own, Query, Reader},
    },
};

/// The media types of files.
const TYPES: &str = "text/csv, or application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(create))
}

#[derive(Default, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wanted {
    /// Whether to say what would be done, and do nothing.
    #[param(example = true)]
    dry_run: Option<bool>,
    /// Whether to publish the lines that can be taken where others cannot. Unless said, it is all or nothing.
    #[param(example = false)]
    only_good: Option<bool>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["dry_run", "only_good"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        match name {
            "dry_run" => self.dry_run = reader.one(name, value, "true or false"),
            _ => self.only_good = reader.one(name, value, "true or false"),
        }
    }
}

/// What a file came to.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportReport)]
struct ImportReport {
    /// Whether nothing was written because that was asked.
    dry_run: bool,
    /// The number of its line in the journal; null where it changed nothing, or was only looked at.
    #[schema(example = 42)]
    journal: Option<i64>,
    /// How many lines came to what.
    counts: Counts,
    /// The lines that do more than nothing.
    lines: Vec<ImportLine>,
    /// What was left out of the file: cells and lines that cannot be taken, and the ones in conflict.
    errors: Vec<Fault>,
    /// The headers that were passed over.
    #[schema(example = json!(["remarques à moi"]))]
    unknown_columns: Vec<String>,
}

/// How many lines came to what.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportCounts)]
struct Counts {
    /// All of them.
    read: usize,
    /// They say nothing that the record does not.
    unchanged: usize,
    /// They change what the record says.
    changed: usize,
    /// They make something that the record does not have.
    new: usize,
    /// Somebody else changed the same meanwhile.
    conflict: usize,
    /// Something in them cannot be taken.
    refused: usize,
}

/// What a line came to.
#[derive(Debug, Serialize, ToSchema)]
struct ImportLine {
    /// The sheet of a workbook; null for CSV.
    #[schema(example = "Contrats")]
    sheet: Option<String>,
    /// The line, from 1.
    #[schema(example = 12)]
    line: u32,
    /// Of which list it is.
    list: List,
    /// What it came to.
    outcome: Outcome,
    /// The key of its subject; null where that cannot be told, or is yet to be made.
    #[schema(example = "contract:2-ti-3205-contrat")]
    subject: Option<String>,
    /// Whether what it changes only waits for a decision: another region leads the territory.
    proposed: bool,
    /// The cells that differ.
    cells: Vec<ImportCell>,
}

/// A cell that differs.
#[derive(Debug, Serialize, ToSchema)]
struct ImportCell {
    /// Its column.
    #[schema(example = "promised_on")]
    column: &'static str,
    /// What the record says: EDTF for a date.
    #[schema(example = "2027-03-15")]
    old: Option<String>,
    /// What it will say.
    #[schema(example = "2027-06")]
    new: Option<String>,
    /// Whether the cell takes back what the record says; `new` is what is then retained.
    erases: bool,
    /// Whether somebody else changed it since the file was made.
    conflict: bool,
    /// What the record said when the file was made; null where it said nothing, or there is no conflict.
    base: Option<String>,
}

/// Publishes the file of an official: a workbook, or CSV, as `/fichier` gives them, or any table with columns that can be
/// recognised. A blank cell changes nothing; `effacer` withdraws what is retained. All of it is one edit, which can be
/// undone like any other; what somebody else changed since the file was made is in conflict, and refused.
#[utoipa::path(
    post,
    path = "/api/v1/imports",
    operation_id = "import_file",
    tag = "imports",
    params(Wanted, KeyParam),
    request_body(
        description = "The file: at most 20 MB and 50 000 lines. A workbook is that of `/fichier.xlsx`, changed",
        content(
            (String = "text/csv", example = "territoire;promis le;motif\nBoulonnais - Calaisis;2027-06;calendrier des élus\n"),
            (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        )
    ),
    security(("token" = [])),
    extensions(("x-action" = json!("import"))),
    responses(
        (status = 200, description = "What the file came to", body = ImportReport),
        (status = 400, description = "Parameters that cannot be read, or no file",
            body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token that serves", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A token or an account that may not publish files",
            body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "Cells that somebody else changed since the file was made; nothing was written",
            body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 20 MB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "No CSV and no workbook", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Cells or lines that cannot be taken, each with its place: nothing was written; or an \
            `Idempotency-Key` of another request",
            body = Problem, content_type = "application/problem+json"),
        (status = 500, description = "The server failed", body = Problem, content_type = "application/problem+json")
    )
)]
async fn create(State(app): State<App>, caller: Caller, request: Request) -> Result<Response, Refusal> {
    let actor = caller.may(Action::Import)?;
    let wanted = wanted(&app, request.uri())?;
    if !TYPES.split(", or ").any(|known| known == media_type(request.headers())) {
        return Err(Error::Type(TYPES).into());
    }
    let sent = Sent::read(request, BYTES).await?;
    if sent.body.is_empty() {
        return Err(Error::Body("this address takes a file".to_owned()).into());
    }
    let (only_good, dry_run) = (wanted.only_good == Some(true), wanted.dry_run == Some(true));
    let once = Once::of(&sent, &actor, dry_run, app.live.time.now())?;
    if let Some(once) = &once
        && let Some(answered) = once.answered(&app.live).await?
    {
        return Ok(answered);
    }
    // Unpacking and reading a large file takes its time: others are not to wait for it.
    let bytes = sent.body.clone();
    let read = tokio::task::spawn_blocking(move || file::read(&bytes)).await;
    let read = read.map_err(|_| Error::Body("this file cannot be read".to_owned()))?;
    let read =
        read.map_err(|faults| Error::Cells { faults: faults.iter().map(fault).collect(), in_conflict: false })?;
    let lost: Vec<Fault> = read.faults.iter().map(fault).collect();
    let (report, desk) = if dry_run || (!lost.is_empty() && !only_good) {
        (file::examine(&app.live, &actor, &read.rows).await.map_err(Error::from)?, None)
    } else {
        file::draft(&app.live, &actor, &read.rows, only_good).await.map_err(Error::from)?
    };
    if let (Some(once), Some(desk)) = (&once, &desk)
        && let Some(answered) = once.answered_within(desk).await?
    {
        return Ok(answered);
    }
    let mut errors: Vec<Fault> = lost.iter().cloned().chain(report.faults().map(fault)).collect();
    let is_refused = !errors.is_empty();
    errors.extend(report.of(Outcome::Conflict).flat_map(conflicts));
    if !only_good && !errors.is_empty() {
        return Err(Error::Cells { faults: errors, in_conflict: !is_refused }.into());
    }
    let line = desk.as_ref().filter(|desk| !desk.is_empty()).map(Desk::line);
    let told = told(&report, dry_run, line, errors, lost.len(), read.unknown);
    let body = serde_json::to_string(&told).map_err(|error| {
        tracing::error!(%error, "an answer cannot be written as JSON");
        Error::Internal
    })?;
    let answer = Answer { status: StatusCode::OK.as_u16(), etag: None, location: None, body };
    if let Some(mut desk) = desk {
        if let Some(once) = &once {
            once.keep(&mut desk, &answer).await?;
        }
        desk.commit(&app.live).await.map_err(Error::from)?;
    }
    Ok(respond(answer))
}

fn wanted(app: &App, uri: &Uri) -> Result<Wanted, Error> {
    Query::read_own::<Wanted>(uri.query().unwrap_or_default(), &[], &app.live.time).map(|(_, wanted)| wanted)
}

/// What a file came to, for a program.
fn told(
    report: &Report,
    dry_run: bool,
    journal: Option<i64>,
    errors: Vec<Fault>,
    lost: usize,
    unknown_columns: Vec<String>,
) -> ImportReport {
    let counts = Counts {
        read: report.lines.len() + lost,
        unchanged: report.count(Outcome::Unchanged),
        changed: report.count(Outcome::Changed),
        new: report.count(Outcome::New),
        conflict: report.count(Outcome::Conflict),
        refused: report.count(Outcome::Refused) + lost,
    };
    let differing = report.lines.iter().filter(|line| line.outcome != Outcome::Unchanged);
    ImportReport { dry_run, journal, counts, lines: differing.map(line).collect(), errors, unknown_columns }
}

fn line(line: &LineReport) -> ImportLine {
    let cell = |cell: &CellReport| ImportCell {
        column: cell.column.name,
        old: cell.old.plain(),
        new: cell.new.plain(),
        erases: cell.erases,
        conflict: cell.conflict.is_some(),
        base: cell.conflict.as_ref().and_then(crate::programme::workbook::Shown::plain),
    };
    ImportLine {
        sheet: line.row.sheet.as_ref().map(ToString::to_string),
        line: line.row.line,
        list: line.row.list,
        outcome: line.outcome,
        subject: line.key.as_ref().map(ToString::to_string),
        proposed: line.proposes,
        cells: line.cells.iter().map(cell).collect(),
    }
}

/// The cells of a line in conflict, as what cannot be taken of it.
fn conflicts(line: &LineReport) -> Vec<Fault> {
    let cells = line.cells.iter().filter(|cell| cell.conflict.is_some());
    let of =
        |cell: &CellReport| fault(&line.row.fault(cell.column.name, file::Expected::NoConflict(cell.old.french())));
    cells.map(of).collect()
}

fn fault(fault: &file::Fault) -> Fault {
    Fault {
        pointer: None,
        sheet: fault.sheet.as_ref().map(ToString::to_string),
        line: fault.line,
        column: fault.letter.clone().or_else(|| fault.column.map(|column| column.name.to_owned())),
        found: cut(&fault.found),
        expected: fault.expected.english(),
        mend: Some(fault.expected.mend_english().to_owned()),
    }
}
