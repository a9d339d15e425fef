//! What of a document was recognised so far, for the message about what lacks.

use crate::reading::document::{Name, ReadError};

/// The parts of a document that were recognised.
pub(super) struct Parts {
    name: Name,
    recognised: Vec<&'static str>,
}

impl Parts {
    /// None yet.
    pub(super) fn of(name: Name) -> Self {
        Self { name, recognised: Vec::new() }
    }

    /// Notes a part that was found; `lacking` says how it is written, for when it was not.
    ///
    /// # Errors
    /// [`ReadError::Lacking`] where it was not.
    pub(super) fn require<T>(
        &mut self,
        part: &'static str,
        found: Option<T>,
        lacking: &'static str,
    ) -> Result<T, ReadError> {
        let found = found.ok_or_else(|| self.lacking(lacking))?;
        self.recognised.push(part);
        Ok(found)
    }

    /// The error that a part lacks.
    pub(super) fn lacking(&self, lacking: &'static str) -> ReadError {
        ReadError::Lacking { form: self.name.title, recognised: self.recognised.clone(), lacking }
    }

    /// The error that a part cannot be read.
    pub(super) fn unreadable(&self, line: usize, found: &str, expected: &'static str) -> ReadError {
        let found = found.chars().take(80).collect();
        ReadError::Unreadable { form: self.name.title, line, found, expected }
    }
}
