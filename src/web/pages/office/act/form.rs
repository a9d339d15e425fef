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
    step::{Step, Unfit},
};
use crate::{
    programme::{
        desk::Desk,
        rights::{Action, Hand},
    },
    store::Key,
    web::{
        App,
        error::Error,
        pages::{
            Slug,
            frame::Frame,
            office::{
                form::Fields,
                frame::{Fault, Office, answer, frame},
                refused,
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
    page(act, &app, &signed, &beside, &given)
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
    match given.lasts() {
        Some(lasts) => step(act, &app, &signed, &uri, beside, &given, lasts).await,
        None => page(act, &app, &signed, &beside, &given),
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
    let deed = format!("{} {}", act.noun, beside.key);
    let step = Step {
        app,
        signed,
        uri,
        action: Action::ChangeDates,
        deed: &deed,
        title: (act.title)(&beside),
        back: if act.is_immediate { "Ajouter une phrase ou une pièce" } else { "Modifier" },
        given,
        fields: &|beside| (act.fields)(beside, given),
        lasts,
    };
    if let Some(stale) = step.stale(&beside) {
        return stale;
    }
    let write: Write = match (act.read)(&beside, given, app.live.time.today()) {
        Ok(write) => write,
        Err(invalid) => return unfit(act, app, signed, &beside, given, Unfit::Invalid(invalid)),
    };
    let (key, version) = (beside.key.clone(), beside.version);
    let written = move |desk: &mut Desk| write(&mut desk.pen(Action::ChangeDates, &key, Some(version))?);
    match step.take(&beside, written).await {
        Ok(response) => response,
        Err(why) => unfit(act, app, signed, &beside, given, why),
    }
}

/// The form again, with what is wrong with it.
fn unfit(act: &Act, app: &App, signed: &Signed, beside: &Beside, given: &Fields, why: Unfit) -> Response {
    let mut fields = (act.fields)(beside, given);
    let (status, faults) = match why {
        Unfit::Invalid(invalid) => (StatusCode::UNPROCESSABLE_ENTITY, field::mark(&mut fields, &invalid)),
        Unfit::Whole(status, fault) => (status, vec![fault]),
    };
    filled(act, app, signed, beside, fields, status, faults)
}

fn page(act: &Act, app: &App, signed: &Signed, beside: &Beside, given: &Fields) -> Response {
    filled(act, app, signed, beside, (act.fields)(beside, given), StatusCode::OK, Vec::new())
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
