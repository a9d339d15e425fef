//! The steps of a form: shown, previewed, published.

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    Act, Write,
    beside::{self, Beside},
    choices::{self, Choice},
    field::{self, Field},
    preview, stale,
};
use crate::{
    programme::{
        desk::{Desk, Refusal},
        rights::{Action, Hand},
    },
    store::Key,
    web::{
        App,
        change::{make, try_out},
        error::Error,
        pages::{
            Slug,
            frame::Frame,
            office::{
                form::Fields,
                frame::{Fault, Office, answer, frame},
                refused, see,
            },
            story::Story,
        },
        session::Signed,
    },
};

#[derive(Template)]
#[template(path = "office/act.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    title: &'static str,
    lead: &'static str,
    subject: String,
    href: String,
    version: i64,
    fields: Vec<Field>,
    /// What else may be done with it.
    others: Vec<Choice>,
    /// Its dates as they are known now.
    story: Option<Story>,
    /// How it stands, of what has no dates of its own.
    stands: String,
    /// The region that decides, where what is made here only waits.
    proposes_to: Option<String>,
}

/// Answers `GET`: the form, or its preview where nothing must be typed.
pub(super) async fn show(
    act: &'static Act,
    State(app): State<App>,
    signed: Signed,
    Slug(key): Slug,
    uri: Uri,
) -> Response {
    let beside = match beside(act, &app, &signed, &key) {
        Ok(beside) => beside,
        Err(error) => return refused(&app, &uri, &error),
    };
    // What an address says fills the form in; it writes nothing.
    let mut given: Vec<(String, String)> =
        serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    given.retain(|(name, _)| name != "version" && name != "etape");
    let mut given = Fields(given);
    if act.is_immediate {
        given.0.push(("version".to_owned(), beside.version.to_string()));
        return step(act, &app, &signed, &uri, beside, &given, false).await;
    }
    page(act, &app, &signed, &beside, &given, StatusCode::OK, Vec::new())
}

/// Answers `POST`: the next step.
pub(super) async fn take(
    act: &'static Act,
    State(app): State<App>,
    signed: Signed,
    Slug(key): Slug,
    uri: Uri,
    given: Fields,
) -> Response {
    let beside = match beside(act, &app, &signed, &key) {
        Ok(beside) => beside,
        Err(error) => return refused(&app, &uri, &error),
    };
    match given.one("etape") {
        "apercu" => step(act, &app, &signed, &uri, beside, &given, false).await,
        "publier" => step(act, &app, &signed, &uri, beside, &given, true).await,
        _ => page(act, &app, &signed, &beside, &given, StatusCode::OK, Vec::new()),
    }
}

fn beside(act: &Act, app: &App, signed: &Signed, key: &str) -> Result<Beside, Error> {
    let key = Key::new(key);
    if !act.kinds.contains(&key.kind()) {
        return Err(Error::NotFound(key.to_string()));
    }
    Beside::of(app, signed, Action::ChangeDates, &key)
}

/// Checks what is given and previews it, or makes it last.
async fn step(
    act: &'static Act,
    app: &App,
    signed: &Signed,
    uri: &Uri,
    beside: Beside,
    given: &Fields,
    lasts: bool,
) -> Response {
    let version = given.number("version").unwrap_or(-1);
    if version != beside.version {
        return stale::page(act, app, signed, &beside, given);
    }
    let write: Write = match (act.read)(&beside, given, app.live.time.today()) {
        Ok(write) => write,
        Err(invalid) => return unfit(act, app, signed, &beside, given, &Error::Invalid(invalid)),
    };
    let (key, actor) = (beside.key.clone(), signed.account.actor());
    let written = move |desk: &mut Desk| -> Result<bool, Refusal> {
        let mut pen = desk.pen(Action::ChangeDates, &key, Some(version))?;
        write(&mut pen)?;
        Ok(!desk.is_empty())
    };
    let action = format!("{} {}", act.noun, beside.key);
    let error = if lasts {
        match make(app, &actor, &action, written).await {
            Ok(made) => match made.line {
                Some(line) => return see(&format!("/modification/{line}")),
                None => return nothing(act, app, signed, &beside, given),
            },
            Err(error) => error,
        }
    } else {
        match try_out(app, &actor, &action, written).await {
            Ok((true, after)) => return preview::page(act, app, signed, &beside, given, &after),
            Ok((false, _)) => return nothing(act, app, signed, &beside, given),
            Err(error) => error,
        }
    };
    match error {
        // Somebody was faster, between the reading of this form and its writing.
        Error::Stale { .. } => {
            match app.live.follow().await.map(|_| Beside::of(app, signed, Action::ChangeDates, &beside.key)) {
                Ok(Ok(now)) => stale::page(act, app, signed, &now, given),
                Ok(Err(error)) => refused(app, uri, &error),
                Err(error) => refused(app, uri, &error.into()),
            }
        }
        error @ (Error::Invalid(_) | Error::Conflict(_)) => unfit(act, app, signed, &beside, given, &error),
        error => refused(app, uri, &error),
    }
}

/// The form again, with what is wrong with it.
fn unfit(act: &Act, app: &App, signed: &Signed, beside: &Beside, given: &Fields, error: &Error) -> Response {
    let mut fields = (act.fields)(beside, given);
    let (status, faults) = match error {
        Error::Invalid(invalid) => (StatusCode::UNPROCESSABLE_ENTITY, field::mark(&mut fields, invalid)),
        Error::Conflict(conflict) => (StatusCode::CONFLICT, vec![Fault::of_all(conflict.french())]),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, Vec::new()),
    };
    filled(act, app, signed, beside, fields, status, faults)
}

/// The form again: it says nothing new.
fn nothing(act: &Act, app: &App, signed: &Signed, beside: &Beside, given: &Fields) -> Response {
    let fault = Fault::of_all("Cela ne changerait rien : tout est déjà dit ainsi.");
    page(act, app, signed, beside, given, StatusCode::UNPROCESSABLE_ENTITY, vec![fault])
}

fn page(
    act: &Act,
    app: &App,
    signed: &Signed,
    beside: &Beside,
    given: &Fields,
    status: StatusCode,
    faults: Vec<Fault>,
) -> Response {
    filled(act, app, signed, beside, (act.fields)(beside, given), status, faults)
}

fn filled(
    act: &Act,
    app: &App,
    signed: &Signed,
    beside: &Beside,
    fields: Vec<Field>,
    status: StatusCode,
    faults: Vec<Fault>,
) -> Response {
    let frame = frame(app, "");
    let page = Page {
        office: Office::of(app, signed, ""),
        faults,
        title: (act.title)(beside),
        lead: (act.lead)(beside),
        subject: beside.title.clone(),
        href: beside.href.clone(),
        version: beside.version,
        fields,
        others: choices::of(beside).into_iter().filter(|choice| !choice.href.contains(act.path)).collect(),
        story: beside.story(),
        stands: beside::stands(&beside.programme, &beside.key),
        proposes_to: (beside.hand == Hand::Proposes).then(|| beside.lead.clone()),
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}
