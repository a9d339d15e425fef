//! Why a change is not taken.

use crate::{
    programme::{change::Invalid, live::LiveError},
    store::{Key, StoreError},
};

/// Why a change is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fields that cannot be taken; all of them.
    #[error("{} fields cannot be taken", .0.len())]
    Invalid(Vec<Invalid>),
    /// There is no such subject.
    #[error("there is no {0}")]
    Unknown(Key),
    /// The account may not do that there.
    #[error("this account may not do that with {0}")]
    Denied(Key),
    /// Somebody else made the change that is to be undone.
    #[error("only the account that made a change may undo it")]
    NotOwn,
    /// Somebody else has changed the subject since.
    #[error("{key} was changed meanwhile: it is at version {found}, no longer at {expected}")]
    Stale {
        /// Which subject.
        key: Key,
        /// The version that the change was made against.
        expected: i64,
        /// The version that it has now.
        found: i64,
    },
    /// What the change is about does not allow it: there is nothing to confirm, the ten minutes have passed …
    #[error("{0}")]
    Conflict(Conflict),
}

/// Why what is asked cannot be done as things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Nothing is known of the subject that could be confirmed.
    #[error("nothing is known that could be confirmed")]
    NothingToConfirm,
    /// It is signed or held: a promise of it means nothing any more.
    #[error("it came about already")]
    AlreadyMet,
    /// A change can be undone for ten minutes.
    #[error("a change can be undone for ten minutes, and these have passed")]
    TooLate,
    /// The change was undone already, or is none that can be.
    #[error("there is nothing left to undo")]
    NothingToUndo,
    /// The statement is no proposal that waits.
    #[error("no decision is awaited on it")]
    NotAwaited,
    /// The statement counts no more.
    #[error("it counts no more")]
    CountsNoMore,
}

impl Conflict {
    /// What a French reader is told.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::NothingToConfirm => "Rien n’est connu ici qui puisse être confirmé.",
            Self::AlreadyMet => "C’est déjà signé ou tenu : il n’y a plus rien à promettre.",
            Self::TooLate => "Une modification s’annule pendant dix minutes, et ce délai est passé.",
            Self::NothingToUndo => "Il n’y a plus rien à annuler dans cette modification.",
            Self::NotAwaited => "Cette proposition n’attend plus de décision.",
            Self::CountsNoMore => "Cette affirmation ne compte plus.",
        }
    }
}

/// Why an edit was not made.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// It is refused; nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed; nothing was written.
    #[error(transparent)]
    Live(#[from] LiveError),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { key, expected } => Refusal::Stale { key, expected, found: expected + 1 }.into(),
            other => LiveError::Store(other).into(),
        }
    }
}
