//! `/fichier`: an official's own file, taken away as a workbook or as CSV, sent back, looked at and published.

mod form;
mod preview;

use askama::Template;
use axum::{
    extract::{DefaultBodyLimit, Multipart, State},
    handler::Handler as _,
    http::{
        HeaderName, HeaderValue, StatusCode, Uri,
        header::{CONTENT_DISPOSITION, CONTENT_TYPE},
    },
    response::{IntoResponse as _, Response},
    routing::{MethodRouter, get, post},
};

use super::{
    super::frame::Frame,
    form::Fields,
    frame::{Fault, Office, answer, frame},
    refused, see,
};
use crate::{
    export::workbook as out,
    import::workbook::{self as file, Outcome, Published},
    programme::{clock::Clock, rights::Action, view::Programme, workbook::List},
    web::{App, error::Error, session::Signed},
};
use form::Sent;

/// The page of an official's file.
const PATH: &str = "/fichier";

/// How large the form is in which a file comes: the file, and what stands around it.
const UPLOAD: usize = file::BYTES + 64 * 1024;

/// How large the form is in which what differs comes back: lines as JSON, each byte three at most.
const ROWS: usize = 64 * 1024 * 1024;

#[derive(Template)]
#[template(path = "office/file.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    /// What is wrong with the file as a whole, with how to mend it.
    wrong: Vec<(String, &'static str)>,
    /// The lists: their names, addresses and how many lines each has.
    lists: Vec<(&'static str, String, usize)>,
    /// Whether the account may send a file.
    may_send: bool,
}

/// What takes a file.
pub(super) fn upload() -> MethodRouter<App> {
    post(look.layer(DefaultBodyLimit::max(UPLOAD)))
}

/// What takes the lines that differ.
pub(super) fn publishing() -> MethodRouter<App> {
    post(publish.layer(DefaultBodyLimit::max(ROWS)))
}

/// What gives a list as CSV.
pub(super) fn csv(list: List) -> MethodRouter<App> {
    get(move |State(app): State<App>, signed: Signed, uri: Uri| async move {
        let programme = today(&app);
        let bytes = out::csv(&programme, &signed.account.actor(), list);
        download(&app, &uri, bytes, out::CSV, &out::csv_name(&programme, list))
    })
}

/// Answers `GET /fichier.xlsx`.
pub(super) async fn xlsx(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    let programme = today(&app);
    let bytes = out::xlsx(&programme, &signed.account.actor(), &app.notice().site);
    download(&app, &uri, bytes, out::XLSX, &out::xlsx_name(&programme))
}

/// Answers `GET /fichier`.
pub(super) async fn show(State(app): State<App>, signed: Signed) -> Response {
    page(&app, &signed, StatusCode::OK, Vec::new(), Vec::new())
}

/// Answers `POST /fichier/apercu`: reads a file and shows what publishing it would do.
async fn look(State(app): State<App>, signed: Signed, uri: Uri, multipart: Multipart) -> Response {
    let (name, bytes) = match received(multipart).await {
        Ok(Some(received)) => received,
        Ok(None) => {
            let fault = Fault::of("fichier", "Choisissez un fichier.");
            return page(&app, &signed, StatusCode::UNPROCESSABLE_ENTITY, vec![fault], Vec::new());
        }
        Err(error) => return refused(&app, &uri, &error),
    };
    // Unpacking and reading a large file takes its time: others are not to wait for it.
    let read = tokio::task::spawn_blocking(move || file::read(&bytes)).await;
    let read = match read {
        Ok(Ok(read)) => read,
        Ok(Err(faults)) => {
            let wrong = faults.iter().map(|fault| (preview::sentence(fault), fault.expected.mend_french())).collect();
            let fault = Fault::of("fichier", "Ce fichier ne peut pas être pris.");
            return page(&app, &signed, StatusCode::UNPROCESSABLE_ENTITY, vec![fault], wrong);
        }
        // Its reader panicked; the file is told apart from the server's own fault by nothing else.
        Err(_) => return refused(&app, &uri, &Error::Body("this file cannot be read".to_owned())),
    };
    match file::examine(&app.live, &signed.account.actor(), &read.rows).await {
        Ok(report) => {
            let unchanged = report.count(Outcome::Unchanged);
            let idle = report.lines.iter().filter(|line| line.idle).count();
            let sent =
                Sent { name, unchanged, idle, unknown: read.unknown, lost: lost(&read.faults), ..Sent::default() };
            preview::page(&app, &signed, StatusCode::OK, &sent, &report, Vec::new())
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// Answers `POST /fichier/publier`: publishes the lines of a preview, or looks at them again as they were mended.
async fn publish(State(app): State<App>, signed: Signed, uri: Uri, fields: Fields) -> Response {
    let Some(sent) = Sent::read(&fields) else {
        return refused(&app, &uri, &Error::Body("the lines of a preview".to_owned()));
    };
    let actor = signed.account.actor();
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    if !sent.publishes {
        return match file::examine(&app.live, &actor, &sent.rows).await {
            Ok(report) => preview::page(&app, &signed, StatusCode::OK, &sent, &report, Vec::new()),
            Err(error) => refused(&app, &uri, &error.into()),
        };
    }
    let all = !sent.only_good;
    if all && !sent.lost.is_empty() {
        let fault = Fault::of(
            "bonnes",
            "Des lignes n’ont pas pu être lues : publiez les autres seulement, ou reprenez le fichier.",
        );
        return match file::examine(&app.live, &actor, &sent.rows).await {
            Ok(report) => preview::page(&app, &signed, unfit, &sent, &report, vec![fault]),
            Err(error) => refused(&app, &uri, &error.into()),
        };
    }
    match file::publish(&app.live, &actor, &sent.rows, sent.only_good).await {
        Ok(Published { line: Some(line), .. }) => see(&format!("/modification/{line}")),
        Ok(Published { report, done: true, .. }) if report.is_good() && sent.lost.is_empty() => {
            let fault = Fault::of_all("Rien n’a été publié : ce que dit le fichier est déjà enregistré.");
            preview::page(&app, &signed, StatusCode::OK, &sent, &report, vec![fault])
        }
        Ok(Published { report, done, .. }) => {
            let conflicts = report.count(Outcome::Conflict);
            let refused = report.count(Outcome::Refused) + sent.lost.len();
            let mut faults = Vec::new();
            if done {
                faults.push(Fault::of_all("Rien n’a été publié : aucune ligne ne peut être prise en l’état."));
            }
            if conflicts > 0 {
                faults.push(Fault::of(
                    "conflits",
                    format!("{} : choisissez une valeur.", lines(conflicts, "en conflit")),
                ));
            }
            if refused > 0 {
                let others = if sent.only_good { "" } else { ", ou publiez les autres lignes seulement" };
                let words = lines(refused, "refusée");
                faults.push(Fault::of("refus", format!("{words} : corrigez ce qui est signalé{others}.")));
            }
            let status = if refused > 0 { unfit } else { StatusCode::CONFLICT };
            preview::page(&app, &signed, status, &sent, &report, faults)
        }
        Err(error) => refused(&app, &uri, &error.into()),
    }
}

/// The name and the bytes of the file in a form; none where it holds none. It is read as it comes, and no further than
/// it may go.
async fn received(mut multipart: Multipart) -> Result<Option<(String, Vec<u8>)>, Error> {
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Error::TooLarge
        } else {
            Error::Body("this address takes a form with a file".to_owned())
        }
    };
    while let Some(mut field) = multipart.next_field().await.map_err(unreadable)? {
        if field.name() != Some("fichier") {
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(unreadable)? {
            if bytes.len() + chunk.len() > file::BYTES {
                return Err(Error::TooLarge);
            }
            bytes.extend_from_slice(&chunk);
        }
        return Ok((!bytes.is_empty()).then_some((name, bytes)));
    }
    Ok(None)
}

fn page(
    app: &App,
    signed: &Signed,
    status: StatusCode,
    faults: Vec<Fault>,
    wrong: Vec<(String, &'static str)>,
) -> Response {
    let programme = today(app);
    let actor = signed.account.actor();
    let count = |list| crate::programme::workbook::lines(&programme, &actor, list).len();
    let lists = List::ALL.map(|list| (list.french(), format!("{PATH}/{}.csv", list.slug()), count(list)));
    let frame = frame(app, PATH);
    let page = Page {
        office: Office::of(app, signed, PATH),
        faults,
        wrong,
        lists: lists.into(),
        may_send: signed.may(Action::Import),
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}

fn download(
    app: &App,
    uri: &Uri,
    bytes: Result<Vec<u8>, crate::export::Unwritten>,
    kind: &'static str,
    name: &str,
) -> Response {
    match (bytes, HeaderValue::from_str(&out::disposition(name))) {
        (Ok(bytes), Ok(disposition)) => {
            let headers: [(HeaderName, HeaderValue); 2] =
                [(CONTENT_TYPE, HeaderValue::from_static(kind)), (CONTENT_DISPOSITION, disposition)];
            (headers, bytes).into_response()
        }
        (Err(error), _) => {
            tracing::error!(%error, "a workbook cannot be written");
            refused(app, uri, &Error::Internal)
        }
        (Ok(_), Err(_)) => refused(app, uri, &Error::Internal),
    }
}

/// The programme as it is today.
fn today(app: &App) -> std::sync::Arc<Programme> {
    app.edition().programme(Clock::of_day(app.live.time.today()))
}

/// The places of lines that could not be read at all.
fn lost(faults: &[file::Fault]) -> Vec<String> {
    faults.iter().map(preview::sentence).collect()
}

/// So many lines of a kind, in words.
fn lines(count: usize, kind: &str) -> String {
    let plural = if count > 1 && !kind.starts_with("en ") { "s" } else { "" };
    format!("{count} ligne{} {kind}{plural}", if count > 1 { "s" } else { "" })
}
