//! What a change is answered with: a thing of the API, by its own address.

use crate::{
    programme::{contract::ContractId, view::Programme},
    store::Key,
    web::{Ask, address, api::contracts, error::Error, ready::Ready},
};

/// A thing of the API.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::web::api) enum Shown {
    /// A contract.
    Contract(ContractId),
}

impl Shown {
    /// Its address.
    pub fn path(&self) -> String {
        match self {
            Self::Contract(id) => address::api("contracts", &id.to_string()),
        }
    }

    /// What its address answers.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is not told of.
    pub fn answer(&self, ask: &Ask) -> Result<Ready, Error> {
        match self {
            Self::Contract(id) => contracts::answer(ask, &id.to_string()),
        }
    }

    /// The subject that it is of.
    pub fn key(&self, _: &Programme) -> Option<Key> {
        match self {
            Self::Contract(id) => Some(id.key()),
        }
    }

    /// What stands for it where a change of it only waits.
    pub fn waiting(self, _: i64) -> Self {
        self
    }
}
