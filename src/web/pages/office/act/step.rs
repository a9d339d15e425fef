//! The steps that the forms of one subject share: what is typed is previewed, then published; what is stale is shown
//! side by side with what is there now.

use axum::{
    http::{StatusCode, Uri},
    response::Response,
};

use super::{beside::Beside, field::Field, preview, stale};
use crate::{
    programme::{
        change::Invalid,
        desk::{Desk, Refusal},
        rights::Action,
    },
    web::{
        App,
        change::{make, try_out},
        error::Error,
        pages::office::{form::Fields, frame::Fault, refused, see},
        session::Signed,
    },
};

/// A form that is taken a step further.
pub(in crate::web::pages::office) struct Step<'a> {
    /// The site.
    pub app: &'a App,
    /// Who fills it in.
    pub signed: &'a Signed,
    /// Its address.
    pub uri: &'a Uri,
    /// What one must be allowed to do with its subject.
    pub action: Action,
    /// What the journal will say was done.
    pub deed: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What the button back to it says.
    pub back: &'a str,
    /// All that was typed.
    pub given: &'a Fields,
    /// Its fields as they were typed, of the subject as it is known.
    pub fields: &'a (dyn Fn(&Beside) -> Vec<Field> + Send + Sync),
    /// Whether it is published, not only previewed.
    pub lasts: bool,
}

/// Why a form is shown again.
pub(in crate::web::pages::office) enum Unfit {
    /// Fields that cannot be taken.
    Invalid(Vec<Invalid>),
    /// It cannot be taken as a whole.
    Whole(StatusCode, Fault),
}

impl Step<'_> {
    /// The page of a form that was made against another version.
    pub(in crate::web::pages::office) fn stale(&self, beside: &Beside) -> Option<Response> {
        (self.given.number("version") != Some(beside.version)).then(|| stale::page(self, beside))
    }

    /// Previews what `write` writes, or makes it last.
    ///
    /// # Errors
    /// Why the form is to be shown again.
    pub(in crate::web::pages::office) async fn take(
        &self,
        beside: &Beside,
        write: impl FnOnce(&mut Desk) -> Result<(), Refusal> + Send,
    ) -> Result<Response, Unfit> {
        let actor = self.signed.account.actor();
        let written = |desk: &mut Desk| -> Result<bool, Refusal> {
            write(desk)?;
            Ok(!desk.is_empty())
        };
        let nothing = || {
            let fault = Fault::of_all("Cela ne changerait rien : tout est déjà dit ainsi.");
            Unfit::Whole(StatusCode::UNPROCESSABLE_ENTITY, fault)
        };
        let error = if self.lasts {
            match make(self.app, &actor, self.deed, written).await {
                Ok(made) => return made.line.map(|line| see(&format!("/modification/{line}"))).ok_or_else(nothing),
                Err(error) => error,
            }
        } else {
            match try_out(self.app, &actor, self.deed, written).await {
                Ok((true, after)) => return Ok(preview::page(self, beside, &after)),
                Ok((false, _)) => return Err(nothing()),
                Err(error) => error,
            }
        };
        match error {
            Error::Stale { .. } => Ok(self.overtaken(beside).await),
            Error::Invalid(invalid) => Err(Unfit::Invalid(invalid)),
            Error::Conflict(conflict) => Err(Unfit::Whole(StatusCode::CONFLICT, Fault::of_all(conflict.french()))),
            error => Ok(refused(self.app, self.uri, &error)),
        }
    }

    /// Somebody was faster, between the reading of the form and its writing.
    async fn overtaken(&self, beside: &Beside) -> Response {
        if let Err(error) = self.app.live.follow().await {
            return refused(self.app, self.uri, &error.into());
        }
        match Beside::of(self.app, self.signed, self.action, &beside.key) {
            Ok(now) => stale::page(self, &now),
            Err(error) => refused(self.app, self.uri, &error),
        }
    }
}
