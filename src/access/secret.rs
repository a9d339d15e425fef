//! Secrets: 256 random bits, shown once and kept as their SHA-256.

use sha2::{Digest as _, Sha256};

use super::AccessError;

/// A secret as its holder has it: 64 hexadecimal digits after a prefix that says what it is. Never logged, never kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// A new one; `prefix` tells a scanner of leaked secrets what it has found.
    ///
    /// # Errors
    /// [`AccessError::Hash`] where the system has no randomness to give.
    pub fn new(prefix: &str) -> Result<Self, AccessError> {
        let mut bytes = [0u8; 32];
        getrandom::fill(&mut bytes).map_err(|error| AccessError::Hash(error.to_string()))?;
        Ok(Self(format!("{prefix}{}", hexadecimal(&bytes))))
    }

    /// Its text, to be shown once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

/// What is kept of a secret. A plain hash serves: 256 random bits cannot be guessed, as a password can.
#[must_use]
pub fn hash(secret: &str) -> String {
    hexadecimal(&Sha256::digest(secret.as_bytes()))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_secrets_are_alike_and_none_is_shown_by_a_log() {
        let (one, two) = (Secret::new("jln_").unwrap(), Secret::new("jln_").unwrap());
        assert_ne!(one, two);
        assert_eq!(one.reveal().len(), 4 + 64);
        assert_eq!(one.hash(), hash(one.reveal()));
        assert!(!format!("{one:?}").contains(one.reveal()));
    }
}
