//! Changes at the doors: pages and API make them alike, tried or made to last.

use std::sync::Arc;

use super::{App, error::Error};
use crate::{
    programme::{
        desk::{Desk, Refusal},
        view::Programme,
    },
    store::Actor,
};

/// A change that lasts.
#[derive(Clone, Debug)]
pub struct Made<T> {
    /// What made it gave.
    pub it: T,
    /// Its line of the journal; none where it changed nothing.
    pub line: Option<i64>,
    /// The programme with it.
    pub programme: Arc<Programme>,
}

/// What an answer says of the change that it answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The change's line of the journal; none where it changed nothing, or was only tried.
    pub line: Option<i64>,
    /// Whether it was only tried.
    pub tried: bool,
    /// The numbers of the proposals that it made, which wait for a decision.
    pub waits: Vec<i64>,
}

/// Makes a change; `action` is what the journal will say was done.
///
/// # Errors
/// What `write` refuses, and a version that has moved on; nothing is written then.
pub async fn make<T>(
    app: &App,
    actor: &Actor,
    action: &str,
    write: impl FnOnce(&mut Desk) -> Result<T, Refusal>,
) -> Result<Made<T>, Error> {
    let mut desk = Desk::open(&app.live, actor, action).await?;
    let it = write(&mut desk)?;
    let clock = *desk.programme().clock();
    let line = desk.commit(&app.live).await?;
    let programme = app.edition().programme(clock);
    Ok(Made { it, line, programme })
}

/// Tries a change: the programme as readers would have it, and nothing written.
///
/// # Errors
/// As [`make`].
pub async fn try_out<T>(
    app: &App,
    actor: &Actor,
    action: &str,
    write: impl FnOnce(&mut Desk) -> Result<T, Refusal>,
) -> Result<(T, Arc<Programme>), Error> {
    let mut desk = Desk::open(&app.live, actor, action).await?;
    let it = write(&mut desk)?;
    let programme = desk.preview().await?;
    Ok((it, programme))
}
