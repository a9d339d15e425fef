//! Passwords: Argon2id, a least length, and no password that everybody tries first.

use std::sync::LazyLock;

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};

use tokio::sync::Semaphore;

use super::AccessError;

/// How many characters a password has at least. Source: CNIL, recommandation du 21 juillet 2022: 80 bits of entropy,
/// or less with throttling; NIST SP 800-63B: length and a list of common ones rather than kinds of signs.
pub const LEAST: usize = 12;

/// How many bytes a password has at most, so that none takes long to hash.
pub const MOST: usize = 200;

/// The cost: 19 MiB, two passes. Source: OWASP, Password Storage Cheat Sheet.
fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::default())
}

/// Checks a new password of an account.
///
/// # Errors
/// [`AccessError::Invalid`] where it is short, long, or among those that are tried first, the account's own login and
/// name included.
pub fn check(password: &str, login: &str, name: &str) -> Result<(), AccessError> {
    let invalid = |expected, french| Err(AccessError::Invalid { field: "password", expected, french });
    if password.chars().count() < LEAST {
        return invalid("at least 12 characters", "douze caractères au moins");
    }
    if password.len() > MOST {
        return invalid("at most 200 bytes", "deux cents caractères au plus");
    }
    let own: Vec<&str> = [login, name, "jalons", "territoires", "industrie", "azerty", "motdepasse"].to_vec();
    // Scores 0 and 1 are those that a list of common passwords, names and keyboard walks gives away (zxcvbn).
    if zxcvbn::zxcvbn(password, &own).score() < zxcvbn::Score::Two {
        return invalid(
            "a password that is not among those tried first",
            "un mot de passe qui ne soit pas de ceux que l’on essaie d’abord",
        );
    }
    Ok(())
}

/// How many passwords are hashed at once: each takes 19 MiB, and a crowd of tries must not take them all.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Hashes a password, with a salt of its own. Slow on purpose: off the threads that answer.
///
/// # Errors
/// [`AccessError::Hash`] where there is no randomness.
pub async fn hash(password: String) -> Result<String, AccessError> {
    let _turn = TURNS.acquire().await;
    let hashed = tokio::task::spawn_blocking(move || {
        argon2().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|error| error.to_string())
    });
    hashed.await.map_err(|error| error.to_string()).flatten().map_err(AccessError::Hash)
}

/// Whether a password is the one of a hash. Without a hash it takes the same time, and is not.
pub async fn verify(password: String, hash: Option<String>) -> bool {
    static NOBODY: LazyLock<String> =
        LazyLock::new(|| argon2().hash_password(b"nobody").map(|hash| hash.to_string()).unwrap_or_default());
    let _turn = TURNS.acquire().await;
    let verified = tokio::task::spawn_blocking(move || {
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let is_it =
            PasswordHash::new(&hash).is_ok_and(|hash| argon2().verify_password(password.as_bytes(), &hash).is_ok());
        known && is_it
    });
    verified.await.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_common_and_own_words_are_no_passwords() {
        for (password, login) in
            [("court", "x"), ("motdepasse1234", "x"), ("azertyuiop123", "x"), ("agent.lille2026", "agent.lille")]
        {
            assert!(check(password, login, "Agent").is_err(), "{password}");
        }
        assert!(check("orage sur la Deûle en mars", "agent.lille", "Agent").is_ok());
        assert!(check(&"a1É".repeat(100), "x", "y").is_err());
    }

    #[tokio::test]
    async fn a_hash_knows_its_own_password_and_nobody_has_one() {
        let hash = hash("orage sur la Deûle".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify("orage sur la Deûle".to_owned(), Some(hash.clone())).await);
        assert!(!verify("orage sur la Lys".to_owned(), Some(hash)).await);
        assert!(!verify("nobody".to_owned(), None).await);
    }
}
