//! What a change is answered with: a thing of the API, as its own address gives it.

use crate::{
    programme::{contract::ContractId, territory::TerritoryId, view::Programme},
    store::{Key, StatementId},
    web::{
        Ask, address,
        api::{contracts, copils, corrections, journal, proposals, statements, territories},
        error::Error,
        ready::Ready,
    },
};

/// A thing of the API.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::web::api) enum Shown {
    /// A contract.
    Contract(ContractId),
    /// A committee's meeting.
    Copil(Key),
    /// A territory.
    Territory(TerritoryId),
    /// A statement.
    Statement(StatementId),
    /// A proposal, whatever became of it.
    Proposal(StatementId),
    /// A correction that somebody sent, whatever became of it.
    Correction(StatementId),
    /// A line of the journal.
    Line(i64),
}

impl Shown {
    /// The noun under which it stands, and its name there.
    fn place(&self) -> (&'static str, String) {
        match self {
            Self::Contract(id) => ("contracts", id.to_string()),
            Self::Copil(key) => ("copils", key.to_string()),
            Self::Territory(id) => ("territories", id.to_string()),
            Self::Statement(id) => ("statements", id.0.to_string()),
            Self::Proposal(id) => ("proposals", id.0.to_string()),
            Self::Correction(id) => ("corrections", id.0.to_string()),
            Self::Line(number) => ("journal", number.to_string()),
        }
    }

    /// Its address.
    pub fn path(&self) -> String {
        let (noun, name) = self.place();
        address::api(noun, &name)
    }

    /// What its address answers.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is not told of.
    pub fn answer(&self, ask: &Ask) -> Result<Ready, Error> {
        let name = self.place().1;
        match self {
            Self::Contract(_) => contracts::answer(ask, &name),
            Self::Copil(_) => copils::answer(ask, &name),
            Self::Territory(_) => territories::answer(ask, &name),
            Self::Statement(_) => statements::answer(ask, &name),
            Self::Proposal(_) => proposals::answer(ask, &name),
            Self::Correction(_) => corrections::answer(ask, &name),
            Self::Line(_) => journal::answer(ask, &name),
        }
    }

    /// The subject whose version it bears.
    pub fn key(&self, programme: &Programme) -> Option<Key> {
        match self {
            Self::Contract(id) => Some(id.key()),
            Self::Copil(key) => Some(key.clone()),
            Self::Territory(id) => Some(id.key()),
            Self::Statement(id) | Self::Proposal(id) | Self::Correction(id) => {
                programme.record().statement(*id).map(|(subject, _)| subject.key.clone())
            }
            Self::Line(_) => None,
        }
    }

    /// What is answered in its place where a change of it only waits: the proposal whose number is `id`.
    pub fn waiting(self, id: StatementId) -> Self {
        match self {
            Self::Correction(_) => Self::Correction(id),
            _ => Self::Proposal(id),
        }
    }
}
