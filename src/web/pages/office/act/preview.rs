//! The preview: what readers will see, beside what they see now. Nothing is written yet.

use askama::Template;
use axum::{http::StatusCode, response::Response};

use super::{
    beside::{self, Beside},
    changes::{self, Group},
    step::Step,
};
use crate::{
    programme::{rights::Hand, view::Programme},
    web::pages::{
        frame::Frame,
        office::{
            form::Fields,
            frame::{Office, answer, frame},
        },
        story::Story,
    },
};

#[derive(Template)]
#[template(path = "office/preview.html")]
struct Page {
    frame: Frame,
    office: Office,
    title: String,
    subject: String,
    before: Option<Story>,
    after: Option<Story>,
    /// How it stands before and after, of what has no dates of its own.
    stands: Option<(String, String)>,
    groups: Vec<Group>,
    proposes_to: Option<String>,
    /// All that was typed.
    kept: Vec<(String, String)>,
    /// What the button back to the form says.
    back: String,
}

/// The preview of a form: `after` is the programme as readers would have it.
pub(super) fn page(step: &Step<'_>, beside: &Beside, after: &Programme) -> Response {
    let frame = frame(step.app, "");
    let stands = beside::stands(&beside.programme, &beside.key);
    let page = Page {
        office: Office::of(step.app, step.signed, ""),
        title: step.title.to_owned(),
        subject: beside.title.clone(),
        before: beside.story(),
        after: beside::story(after, &beside.key),
        stands: (!stands.is_empty()).then(|| (stands, beside::stands(after, &beside.key))),
        groups: after.record().journal().last().map(|line| changes::of_line(after.record(), line)).unwrap_or_default(),
        proposes_to: (beside.hand == Hand::Proposes).then(|| beside.lead.clone()),
        kept: kept(step.given),
        back: step.back.to_owned(),
        frame: frame.clone(),
    };
    answer(StatusCode::OK, &frame, &page)
}

/// All that was typed, the step apart.
pub(super) fn kept(given: &Fields) -> Vec<(String, String)> {
    given.0.iter().filter(|(name, _)| name != "etape").cloned().collect()
}
