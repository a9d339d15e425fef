//! Changes as programs make them: who asks, against which version, under which key; and the answer, which is the thing
//! as readers have it from now on.
//!
//! Everything is checked before the write order is taken, but for what only the record can say. The answer is made of
//! what the edit wrote, within its transaction, so that it can be kept there for whoever asks again.

mod basis;
mod once;
mod sent;
mod shown;

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::{Refusal, caller::Caller};
use crate::{
    access::kept_answer::Answer,
    programme::{
        change::Invalid,
        desk::{self, Desk, DeskError, Pen},
        proposal::Proposal,
        rights::Action,
        view::Programme,
    },
    store::{Actor, Key, StatementId},
    web::{App, Ask, change::Changed, error::Error, query::Query},
};

pub(super) use basis::Basis;
pub(super) use once::{Once, respond};
pub(super) use sent::{Sent, TryParam, media_type};
pub(super) use shown::Shown;

/// A request for a change, with what is known of it before its body is read.
#[derive(Debug)]
pub(super) struct Asked<'a> {
    /// The site.
    pub app: &'a App,
    /// Who asks; none: anybody.
    pub caller: Option<&'a Caller>,
    /// What was sent.
    pub sent: &'a Sent,
    /// What it is to be allowed as.
    pub action: Action,
    /// What the journal says was done.
    pub doing: String,
    /// What the address is of.
    pub about: Shown,
    /// Whether it must say which version it was made against.
    pub versioned: bool,
}

/// What a change did.
#[derive(Clone, Debug)]
pub(super) struct Done {
    /// What is answered.
    pub shown: Shown,
    /// Whether that was made by it.
    pub made: bool,
}

/// Makes or tries a change: `read` checks its draft, `write` states it.
///
/// # Errors
/// Everything that [`Error`] knows.
pub(super) async fn change<D: DeserializeOwned, C>(
    asked: Asked<'_>,
    read: impl FnOnce(&D, NaiveDate) -> Result<C, Vec<Invalid>>,
    write: impl FnOnce(&mut Desk, C, &Basis) -> Result<Done, desk::Refusal>,
) -> Result<Response, Refusal> {
    let Asked { app, caller, sent, action, versioned, .. } = asked;
    let actor = caller.map_or_else(|| Ok(Actor::reader()), |caller| caller.may(action))?;
    let tried = sent.is_tried(app)?;
    let draft: D = sent.draft()?;
    let basis = if versioned { Basis::read(&sent.headers)? } else { Basis::Anything };
    let once = Once::of(sent, &actor, tried, app.live.time.now())?;
    if let Some(once) = &once
        && let Some(answered) = once.answered(&app.live).await?
    {
        return Ok(answered);
    }
    let checked = read(&draft, app.live.time.today()).map_err(Error::Invalid)?;
    let mut desk = Desk::open(&app.live, &actor, &asked.doing).await.map_err(Error::from)?;
    if let Some(once) = &once
        && let Some(answered) = once.answered_within(&desk).await?
    {
        return Ok(answered);
    }
    let done = match write(&mut desk, checked, &basis) {
        Ok(done) => done,
        Err(refusal) => {
            drop(desk);
            return Err(refused(app, &asked.about, refusal).await?.into());
        }
    };
    let line = (!desk.is_empty()).then(|| desk.line());
    if tried {
        let programme = desk.preview().await.map_err(Error::from)?;
        let answer = answer(app, &programme, done, line, true)?;
        // Nothing was made that could be found anywhere.
        let status = if answer.status == 201 { 200 } else { answer.status };
        return Ok(respond(Answer { status, etag: None, location: None, ..answer }));
    }
    let programme = desk.settle().await.map_err(Error::from)?;
    let answer = answer(app, &programme, done, line, false)?;
    if let Some(once) = &once {
        once.keep(&mut desk, &answer).await?;
    }
    desk.commit(&app.live).await.map_err(Error::from)?;
    Ok(respond(answer))
}

/// The answer to a change that `programme` has.
fn answer(app: &App, programme: &Arc<Programme>, done: Done, line: Option<i64>, tried: bool) -> Result<Answer, Error> {
    let record = programme.record();
    let written = line.and_then(|line| record.journal_line(line));
    let waits: Vec<StatementId> = written.map_or_else(Vec::new, |line| {
        Proposal::made_by(record, line, programme.clock()).iter().map(Proposal::id).collect()
    });
    // Nothing of it counts yet.
    let only_waits = written.is_some_and(|line| {
        line.statements > 0 && line.decisions == 0 && record.recorded_by(line).all(|(_, statement)| statement.proposed)
    });
    let shown = match waits.first().filter(|_| only_waits) {
        Some(id) => done.shown.waiting(*id),
        None => done.shown,
    };
    let mut ask = ask(app, programme, &shown)?;
    let etag = shown.answer(&ask)?.etag();
    let status = if only_waits {
        StatusCode::ACCEPTED
    } else if done.made {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    ask.changed =
        Some(Changed { line: line.filter(|_| !tried), tried, waits: waits.into_iter().map(|id| id.0).collect() });
    let body = String::from_utf8_lossy(shown.answer(&ask)?.bytes()).into_owned();
    let location = (status != StatusCode::OK).then(|| shown.path());
    Ok(Answer { status: status.as_u16(), etag: Some(etag), location, body })
}

/// A thing asked for as by its own address, with no parameters.
fn ask(app: &App, programme: &Arc<Programme>, shown: &Shown) -> Result<Ask, Error> {
    let (query, ()) = Query::read_own("", &[], &app.live.time)?;
    let query = Query { clock: *programme.clock(), ..query };
    let programme = Arc::clone(programme);
    Ok(Ask { query, programme, edition: app.edition(), path: shown.path(), changed: None })
}

/// A refusal; of a stale change, with the ETag that what the address is of has now.
async fn refused(app: &App, about: &Shown, refusal: desk::Refusal) -> Result<Error, Error> {
    let mut error = Error::from(refusal);
    if let Error::Stale { key, etag, .. } = &mut error {
        // It may have been changed by another instance.
        app.live.follow().await?;
        let programme = app.edition().programme(crate::programme::clock::Clock::of_day(app.live.time.today()));
        if about.key(&programme).as_ref() == Some(key) {
            *etag = about.answer(&ask(app, &programme, about)?).ok().map(|ready| ready.etag());
        }
    }
    Ok(error)
}

/// Changes one subject, against the version that the request names: `write` is what a draft states with the pen.
///
/// # Errors
/// As [`change`].
pub(super) async fn of_subject<D: DeserializeOwned, C>(
    asked: Asked<'_>,
    key: Key,
    read: impl FnOnce(&D, NaiveDate) -> Result<C, Vec<Invalid>>,
    write: impl FnOnce(&C, &mut Pen<'_>) -> Result<(), desk::Refusal>,
) -> Result<Response, Refusal> {
    let (action, shown) = (asked.action, asked.about.clone());
    change(asked, read, |desk, checked, basis| {
        let mut pen = basis.pen(desk, action, &key)?;
        write(&checked, &mut pen)?;
        let made = pen.programme().find(&key).is_none();
        Ok(Done { shown, made })
    })
    .await
}

impl From<DeskError> for Refusal {
    fn from(error: DeskError) -> Self {
        Error::from(error).into()
    }
}
