//! `/agir/releve`: the minutes of a committee, with the calendar of signatures that it set and what it changed in the
//! list of territories; one form, one preview, one line of the journal.

mod clash;
mod draft;
mod sheet;

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::changes::{self, Group};
use crate::{
    programme::{
        change::minutes::Minutes,
        desk::{Desk, Refusal},
        record::Noun,
        region::RegionCode,
        rights::{self, Action, Reach},
        view::Programme,
    },
    store::Key,
    web::{
        App,
        change::{make, try_out},
        error::Error,
        pages::{
            frame::Frame,
            office::{
                form::Fields,
                frame::{Fault, Office, answer, frame},
                refused,
                region::{self, Choice},
                see,
            },
        },
        session::Signed,
    },
};
use sheet::Sheet;

#[derive(Template)]
#[template(path = "office/minutes.html")]
struct Page {
    frame: Frame,
    office: Office,
    faults: Vec<Fault>,
    name: String,
    regions: Vec<Choice>,
    sheet: Sheet,
}

#[derive(Template)]
#[template(path = "office/minutes_preview.html")]
struct Preview {
    frame: Frame,
    office: Office,
    name: String,
    groups: Vec<Group>,
    kept: Vec<(String, String)>,
}

/// Whose committee it is: a region's, or the national one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// A region's.
    Region(RegionCode),
    /// The State's.
    National,
}

impl Whose {
    /// Its name in the form.
    fn code(self) -> String {
        match self {
            Self::Region(code) => code.to_string(),
            Self::National => NATIONAL.to_owned(),
        }
    }

    /// Its name on the page.
    fn name(self, programme: &Programme) -> String {
        match self {
            Self::Region(code) => programme.region_name(code),
            Self::National => "comité national".to_owned(),
        }
    }
}

/// The name of the national committee in the form.
const NATIONAL: &str = "national";

/// Answers `GET /agir/releve`: for a region, or a committee that is known.
pub(in crate::web::pages::office) async fn show(State(app): State<App>, signed: Signed, uri: Uri) -> Response {
    let asked: Vec<(String, String)> = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    let mut given = Fields(asked);
    given.0.retain(|(name, _)| matches!(name.as_str(), "region" | "copil"));
    let programme = region::today(&app);
    match whose(&programme, &signed, &given) {
        Ok(whose) => page(&app, &signed, whose, &given, StatusCode::OK, &[]),
        Err(error) => refused(&app, &uri, &error),
    }
}

/// Answers `POST /agir/releve`: the next step.
pub(in crate::web::pages::office) async fn take(
    State(app): State<App>,
    signed: Signed,
    uri: Uri,
    given: Fields,
) -> Response {
    let programme = region::today(&app);
    let whose = match whose(&programme, &signed, &given) {
        Ok(whose) => whose,
        Err(error) => return refused(&app, &uri, &error),
    };
    match given.lasts() {
        Some(lasts) => step(&app, &signed, &uri, whose, &given, lasts).await,
        None => page(&app, &signed, whose, &given, StatusCode::OK, &[]),
    }
}

/// Whose committee is meant: that of the meeting named, else the region named, else the first of her own.
fn whose(programme: &Programme, signed: &Signed, given: &Fields) -> Result<Whose, Error> {
    let own = region::own(programme, signed, Action::RecordMinutes);
    let actor = signed.account.actor();
    let is_everywhere = rights::reach(actor.role(), Action::RecordMinutes) == Reach::Everywhere;
    let named = given.some("copil").and_then(|key| programme.record().find(&Key::new(key)).cloned());
    let asked = match named.map(|subject| subject.noun.clone()) {
        Some(Noun::Copil(_, Some(code))) => Some(Whose::Region(code)),
        Some(Noun::Copil(_, None)) => Some(Whose::National),
        _ => match given.one("region") {
            "" => None,
            NATIONAL => Some(Whose::National),
            code => Some(Whose::Region(code.parse().map_err(|_| Error::NotFound(format!("region {code}")))?)),
        },
    };
    let forbidden = || Error::Forbidden("this account may not record minutes there".to_owned());
    match asked {
        Some(Whose::National) if is_everywhere => Ok(Whose::National),
        Some(Whose::Region(code)) if own.contains(&code) => Ok(Whose::Region(code)),
        Some(_) => Err(forbidden()),
        None => own.first().map(|code| Whose::Region(*code)).ok_or_else(forbidden),
    }
}

/// Checks what is given and previews it, or makes it last.
async fn step(app: &App, signed: &Signed, uri: &Uri, whose: Whose, given: &Fields, lasts: bool) -> Response {
    let programme = region::today(app);
    let draft = draft::of(&programme, whose, given);
    if let Some(clash) = clash::page(app, signed, &programme, whose, given, &draft) {
        return clash;
    }
    let minutes = match Minutes::read(&draft.minutes, app.live.time.today()) {
        Ok(minutes) => minutes,
        Err(invalid) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return page(app, signed, whose, given, status, &draft.faults(&invalid));
        }
    };
    if lasts
        && given.some("copil").is_none()
        && let Some(twice) = clash::twice(app, signed, &programme, whose, given, &minutes)
    {
        return twice;
    }
    let (actor, action) = (signed.account.actor(), format!("minutes {}", minutes.key(&programme)));
    let written = move |desk: &mut Desk| -> Result<bool, Refusal> {
        minutes.write(desk)?;
        Ok(!desk.is_empty())
    };
    let error = if lasts {
        match make(app, &actor, &action, written).await {
            Ok(made) => match made.line {
                Some(line) => return see(&format!("/modification/{line}")),
                None => return nothing(app, signed, whose, given),
            },
            Err(error) => error,
        }
    } else {
        match try_out(app, &actor, &action, written).await {
            Ok((true, after)) => return preview(app, signed, whose, given, &after),
            Ok((false, _)) => return nothing(app, signed, whose, given),
            Err(error) => error,
        }
    };
    let told = |status, text: &str| page(app, signed, whose, given, status, &[Fault::of_all(text)]);
    match error {
        Error::Invalid(invalid) => {
            page(app, signed, whose, given, StatusCode::UNPROCESSABLE_ENTITY, &draft.faults(&invalid))
        }
        Error::Conflict(conflict) => told(StatusCode::CONFLICT, conflict.french()),
        Error::Forbidden(_) => told(
            StatusCode::FORBIDDEN,
            "Une ligne touche un territoire d’une autre région : elle seule peut l’adapter.",
        ),
        Error::NotFound(key) => told(StatusCode::UNPROCESSABLE_ENTITY, &format!("Il n’y a pas de {key} ici.")),
        Error::Stale { .. } => stale(app, signed, uri, whose, given).await,
        error => refused(app, uri, &error),
    }
}

/// Somebody was faster, between the reading of the form and its writing.
async fn stale(app: &App, signed: &Signed, uri: &Uri, whose: Whose, given: &Fields) -> Response {
    if let Err(error) = app.live.follow().await {
        return refused(app, uri, &error.into());
    }
    let programme = region::today(app);
    let draft = draft::of(&programme, whose, given);
    clash::page(app, signed, &programme, whose, given, &draft).unwrap_or_else(|| {
        let fault = Fault::of("copil", "Un COPIL de ce jour vient d’être enregistré : choisissez-le dans la liste.");
        page(app, signed, whose, given, StatusCode::CONFLICT, &[fault])
    })
}

fn nothing(app: &App, signed: &Signed, whose: Whose, given: &Fields) -> Response {
    let fault = Fault::of_all("Cela ne changerait rien : tout est déjà dit ainsi.");
    page(app, signed, whose, given, StatusCode::UNPROCESSABLE_ENTITY, &[fault])
}

fn preview(app: &App, signed: &Signed, whose: Whose, given: &Fields, after: &Arc<Programme>) -> Response {
    let frame = frame(app, "");
    let line = after.record().journal().last();
    let page = Preview {
        office: Office::of(app, signed, ""),
        name: whose.name(after),
        groups: line.map(|line| changes::of_line(after.record(), line)).unwrap_or_default(),
        kept: super::preview::kept(given),
        frame: frame.clone(),
    };
    answer(StatusCode::OK, &frame, &page)
}

fn page(app: &App, signed: &Signed, whose: Whose, given: &Fields, status: StatusCode, faults: &[Fault]) -> Response {
    let programme = region::today(app);
    let frame = frame(app, "");
    let own = region::own(&programme, signed, Action::RecordMinutes);
    let choice = |other: Whose| Choice {
        words: other.name(&programme),
        href: format!("/agir/releve?region={}", other.code()),
        current: other == whose,
    };
    let is_everywhere = rights::reach(signed.account.actor().role(), Action::RecordMinutes) == Reach::Everywhere;
    let mut regions: Vec<Choice> = own.into_iter().map(|code| choice(Whose::Region(code))).collect();
    regions.extend(is_everywhere.then(|| choice(Whose::National)));
    let page = Page {
        office: Office::of(app, signed, ""),
        faults: faults.to_vec(),
        name: whose.name(&programme),
        regions: if regions.len() > 1 { regions } else { Vec::new() },
        sheet: Sheet::of(&programme, whose, given, faults),
        frame: frame.clone(),
    };
    answer(status, &frame, &page)
}
