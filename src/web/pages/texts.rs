//! The pages that explain: `/donnees`, `/methode`, `/accessibilite`, `/mentions-legales`.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    frame::{Frame, moment},
    page,
    parts::Tag,
    score::Score,
    story::capital,
};
use crate::{
    export::{FORMATS, Format},
    import::Kind as FileKind,
    programme::{
        source::SourceKind,
        stage::{SILENT_AFTER_DAYS, Stage},
        status::Status,
        timeline::Kind,
    },
    web::{App, Ask, Notice, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "data.html")]
struct Data {
    frame: Frame,
    updated: Option<String>,
    formats: &'static [Format],
    files: Vec<FileTable>,
    kinds: Vec<(&'static str, &'static str)>,
    statuses: Vec<(&'static str, &'static str)>,
}

/// A kind of file that can be imported.
struct FileTable {
    name: &'static str,
    meaning: &'static str,
    open: bool,
    columns: Vec<ColumnRow>,
}

/// A column of it.
struct ColumnRow {
    name: &'static str,
    synonyms: &'static [&'static str],
    meaning: &'static str,
    required: bool,
    example: &'static str,
}

#[derive(Template)]
#[template(path = "method.html")]
struct Method {
    frame: Frame,
    score: &'static Score,
    silent_after: i64,
    kinds: Vec<Rank>,
    stages: Vec<Tag>,
    statuses: Vec<Tag>,
}

/// The kinds of source of one rank.
struct Rank {
    kinds: Vec<String>,
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct Accessibility {
    frame: Frame,
}

#[derive(Template)]
#[template(path = "legal.html")]
struct Legal {
    frame: Frame,
    notice: Notice,
}

/// Answers `/donnees`.
pub(super) async fn data(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| {
        let frame = Frame::of(ask, "donnees");
        let updated = ask.edition.record.last_update(ask.clock().recorded_at).map(moment);
        frame.ready(&Data {
            updated,
            formats: FORMATS,
            files: FileKind::ALL.iter().map(file_table).collect(),
            kinds: Kind::ALL.iter().map(|kind| (kind.name(), kind.french())).collect(),
            statuses: Status::ALL.iter().map(|status| (status.name(), status.french())).collect(),
            frame: frame.clone(),
        })
    })
}

fn file_table(kind: &FileKind) -> FileTable {
    let columns = kind.columns().into_iter().map(|column| ColumnRow {
        name: column.name,
        synonyms: column.synonyms,
        meaning: column.french,
        required: column.required,
        example: column.example,
    });
    FileTable { name: kind.name, meaning: kind.french, open: kind.name == "contracts", columns: columns.collect() }
}

/// Answers `/methode`.
pub(super) async fn method(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], explain)
}

fn explain(ask: &Ask) -> Result<Ready, Error> {
    let mut ranks: Vec<(u8, Rank)> = Vec::new();
    for kind in SourceKind::ALL {
        match ranks.last_mut().filter(|(rank, _)| *rank == kind.rank()) {
            Some((_, rank)) => rank.kinds.push(kind.french().to_owned()),
            None => ranks.push((kind.rank(), Rank { kinds: vec![capital(kind.french())] })),
        }
    }
    let frame = Frame::of(ask, "");
    frame.ready(&Method {
        score: Score::measured(),
        silent_after: SILENT_AFTER_DAYS,
        kinds: ranks.into_iter().map(|(_, rank)| rank).collect(),
        stages: Stage::ALL.into_iter().map(Tag::region).collect(),
        statuses: Status::ALL.into_iter().map(|status| Tag::status(Kind::Other, status, None)).collect(),
        frame: frame.clone(),
    })
}

/// Answers `/accessibilite`.
pub(super) async fn accessibility(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| {
        let frame = Frame::of(ask, "");
        frame.ready(&Accessibility { frame: frame.clone() })
    })
}

/// Answers `/mentions-legales`.
pub(super) async fn legal(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| {
        let frame = Frame::of(ask, "");
        frame.ready(&Legal { notice: app.notice().clone(), frame: frame.clone() })
    })
}
