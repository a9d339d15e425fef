//! `/correction/{key}`: the form by which anybody proposes a correction of a thing, with a source. It asks for nobody's
//! name, sets no cookie, and its page is the same for everybody.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{
        StatusCode, Uri,
        header::{LOCATION, RETRY_AFTER},
    },
    response::{IntoResponse as _, Response},
};

use super::{
    Slug, error,
    frame::Frame,
    office::{Fault, Fields, answer, frame},
};
use crate::{
    programme::{
        change::{
            Invalid,
            correction::{Correction, CorrectionDraft, properties},
        },
        clock::Clock,
        name,
        property::Property,
        record::Noun,
        rights::Action,
        told::Told,
        view::Programme,
    },
    store::{Actor, Key},
    web::{App, address, change, error::Error, sender::Sender},
};

#[derive(Template)]
#[template(path = "correction.html")]
struct Page {
    frame: Frame,
    faults: Vec<Fault>,
    name: String,
    href: String,
    known: Vec<Known>,
    draft: Draft,
}

/// What was typed.
#[derive(Clone, Debug, Default)]
struct Draft {
    property: String,
    value: String,
    source: String,
    words: String,
}

/// What can be corrected, with what is told of it now.
struct Known {
    name: &'static str,
    label: &'static str,
    values: String,
}

/// The thing that a correction is of.
struct Thing {
    key: Key,
    noun: Noun,
    name: String,
    href: String,
    known: Vec<Known>,
}

impl Thing {
    /// The thing of a key, where it is known today and can be corrected.
    fn find(programme: &Programme, key: &str) -> Result<Self, Error> {
        let missing = || Error::NotFound("jalon".to_owned());
        let subject = programme.record().find(&Key::new(key)).ok_or_else(missing)?;
        let told = Told::of(subject, programme.clock()).ok_or_else(missing)?;
        let can = properties(&subject.noun);
        if can.is_empty() {
            return Err(missing());
        }
        Ok(Self {
            key: subject.key.clone(),
            noun: subject.noun.clone(),
            name: name::of(programme, subject),
            href: address::subject(programme, &subject.key),
            known: can.iter().map(|property| known(&told, &subject.key, *property)).collect(),
        })
    }

    fn page(self, app: &App, uri: &Uri, status: StatusCode, draft: Draft, faults: Vec<Fault>) -> Response {
        let frame = frame(app, uri.path());
        let Self { name, href, known, .. } = self;
        answer(status, &frame.clone(), &Page { frame, faults, name, href, known, draft })
    }
}

fn known(told: &Told<'_>, key: &Key, property: Property) -> Known {
    let values = match property.is_many() {
        true => told.many(property).into_iter().map(|value| value.french()).collect::<Vec<_>>().join(" ; "),
        false => told.value(property).map(|value| value.french()).unwrap_or_default(),
    };
    Known { name: property.name(), label: property.french_of(key), values }
}

/// Answers `GET /correction/{key}`.
pub(super) async fn show(State(app): State<App>, Slug(key): Slug, uri: Uri) -> Response {
    let draft = Draft { property: Fields::of(&uri).one("property").to_owned(), ..Draft::default() };
    match Thing::find(&today(&app), &key) {
        Ok(thing) => thing.page(&app, &uri, StatusCode::OK, draft, Vec::new()),
        Err(error) => error::answer(&app, &uri, &error),
    }
}

/// Answers `POST /correction/{key}`.
pub(super) async fn take(
    State(app): State<App>,
    Sender(sender): Sender,
    Slug(key): Slug,
    uri: Uri,
    fields: Fields,
) -> Response {
    let thing = match Thing::find(&today(&app), &key) {
        Ok(thing) => thing,
        Err(error) => return error::answer(&app, &uri, &error),
    };
    let draft = Draft {
        property: fields.one("property").to_owned(),
        value: fields.one("value").to_owned(),
        source: fields.one("source").to_owned(),
        words: fields.one("words").to_owned(),
    };
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    // No person sees this field; programs that fill in every field are told so, and may be a person's own browser.
    if !fields.one("site").is_empty() {
        let fault = Fault::of("site", "Laissez vide le champ qui doit le rester.");
        return thing.page(&app, &uri, unfit, draft, vec![fault]);
    }
    let read = CorrectionDraft {
        property: draft.property.clone(),
        value: draft.value.clone(),
        source: draft.source.clone(),
        words: Some(draft.words.clone()),
    };
    let correction = match Correction::read(&read, &thing.noun, app.live.time.today()) {
        Ok(correction) => correction,
        Err(invalid) => return thing.page(&app, &uri, unfit, draft, invalid.iter().map(fault).collect()),
    };
    if let Err(wait) = app.throttles.correction(sender) {
        let seconds = wait.0.as_secs() + 1;
        let text = format!("Trop de corrections envoyées d’ici en peu de temps : réessayez dans {seconds} secondes.");
        let mut response = thing.page(&app, &uri, StatusCode::TOO_MANY_REQUESTS, draft, vec![Fault::of_all(text)]);
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
        return response;
    }
    let action = format!("correction {}", thing.key);
    let made = change::make(&app, &Actor::reader(), &action, |desk| {
        correction.write(&mut desk.pen(Action::Propose, &thing.key, None)?)
    })
    .await;
    match made.map(|made| made.it) {
        Ok(Some(id)) => see(id.0),
        Ok(None) => {
            let fault = Fault::of("value", "C’est ce qui est déjà affiché : il n’y a rien à corriger.");
            thing.page(&app, &uri, unfit, draft, vec![fault])
        }
        Err(error) => error::answer(&app, &uri, &error),
    }
}

/// Sends the browser on to the page where the correction is answered.
fn see(id: i64) -> Response {
    let location = format!("/corrections/{id}");
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

fn fault(invalid: &Invalid) -> Fault {
    let label = match invalid.field.as_str() {
        "property" => "Ce qui est à corriger",
        "value" => "La valeur juste",
        "source" => "L’adresse de la source",
        _ => "Les mots de la source",
    };
    Fault::of(&invalid.field, format!("{label} : il est attendu {}.", invalid.expected.french()))
}

fn today(app: &App) -> Arc<Programme> {
    app.edition().programme(Clock::of_day(app.live.time.today()))
}

/// Whether a field has a fault.
fn is_wrong(faults: &[Fault], field: &str) -> bool {
    faults.iter().any(|fault| fault.field == field)
}
