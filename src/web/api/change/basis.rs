//! The version that a change was made against: `If-Match` with an ETag that was read, or `If-None-Match: *` for what
//! does not exist yet (RFC 9110, 13.1). Of an ETag the version counts, before the dot: what else an answer shows may
//! have moved without the subject.

use axum::http::{
    HeaderMap, HeaderName,
    header::{IF_MATCH, IF_NONE_MATCH},
};

use crate::{
    programme::{
        desk::{Desk, Pen, Refusal},
        rights::Action,
    },
    store::Key,
    web::error::Error,
};

/// What a change was made against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web::api) enum Basis {
    /// Nothing: the subject is not to exist.
    Nothing,
    /// Whatever the subject says now.
    Anything,
    /// One of these versions.
    Versions(Vec<i64>),
}

impl Basis {
    /// Reads it.
    ///
    /// # Errors
    /// [`Error::NoVersion`] where neither header is there, [`Error::Body`] where one cannot be read.
    pub fn read(headers: &HeaderMap) -> Result<Self, Error> {
        match (listed(headers, &IF_MATCH)?, listed(headers, &IF_NONE_MATCH)?) {
            (None, None) => Err(Error::NoVersion),
            (None, Some(tags)) if is_star(&tags) => Ok(Self::Nothing),
            (Some(tags), None) if is_star(&tags) => Ok(Self::Anything),
            (Some(tags), None) => {
                let versions = tags.iter().map(|tag| version(tag)).collect::<Option<_>>();
                versions.map(Self::Versions).ok_or_else(|| {
                    unreadable(
                        "If-Match",
                        "the ETag that was read, such as \"3.0f5c1a9e2b7d4c68\"; several of them; or *",
                    )
                })
            }
            (None, Some(_)) => Err(unreadable("If-None-Match", "* alone")),
            (Some(_), Some(_)) => Err(unreadable("If-None-Match", "nothing beside If-Match")),
        }
    }

    /// A pen for the subject of a key, which is as the change was made against it.
    ///
    /// # Errors
    /// As [`Desk::pen`].
    pub fn pen<'d>(&self, desk: &'d mut Desk, action: Action, key: &Key) -> Result<Pen<'d>, Refusal> {
        let version = self.version(desk, key);
        desk.pen(action, key, Some(version))
    }

    /// The version that the change was made against, in the light of what the subject is now. What readers are not
    /// shown does not exist for them, though somebody's proposal may have made a subject of it.
    pub fn version(&self, desk: &Desk, key: &Key) -> i64 {
        let programme = desk.programme();
        let found = programme.record().find(key).map_or(0, |subject| subject.version(None));
        let is_shown = programme.find(key).is_some();
        match self {
            Self::Nothing if is_shown => 0,
            Self::Nothing => found,
            Self::Anything if is_shown => found,
            // No version that it can be at.
            Self::Anything => found + 1,
            Self::Versions(versions) if versions.contains(&found) => found,
            Self::Versions(versions) => versions.first().copied().unwrap_or_default(),
        }
    }
}

/// The tags of every header of a name; none where there is none.
fn listed(headers: &HeaderMap, name: &HeaderName) -> Result<Option<Vec<String>>, Error> {
    let mut tags = Vec::new();
    for value in headers.get_all(name) {
        let text = value.to_str().map_err(|_| unreadable(name.as_str(), "an ETag"))?;
        tags.extend(text.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()));
    }
    match (headers.contains_key(name), tags.is_empty()) {
        (true, true) => Err(unreadable(name.as_str(), "an ETag")),
        (true, false) => Ok(Some(tags)),
        (false, _) => Ok(None),
    }
}

fn is_star(tags: &[String]) -> bool {
    matches!(tags, [one] if one == "*")
}

/// The version of an ETag, before its dot. That a proxy made it weak on the way is no matter: the version is strong.
fn version(tag: &str) -> Option<i64> {
    let tag = tag.strip_prefix("W/").unwrap_or(tag).strip_prefix('"')?.strip_suffix('"')?;
    if tag.contains('"') {
        return None;
    }
    let version = tag.split_once('.').map_or(tag, |(version, _)| version);
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    version.parse().ok().filter(|_| is_number)
}

fn unreadable(header: &str, expected: &str) -> Error {
    Error::Body(format!("{header} cannot be read: expected {expected}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(headers: &[(&'static str, &'static str)]) -> Result<Basis, Error> {
        let pairs = headers.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        Basis::read(&pairs.collect())
    }

    #[test]
    fn the_version_of_an_etag_is_what_counts() {
        let of = |versions: &[i64]| Ok(Basis::Versions(versions.to_vec()));
        assert_eq!(read(&[("if-match", "\"3.0f5c\"")]), of(&[3]));
        assert_eq!(read(&[("if-match", "W/\"3.0f5c-br\", \"4\"")]), of(&[3, 4]));
        assert_eq!(read(&[("if-match", "*")]), Ok(Basis::Anything));
        assert_eq!(read(&[("if-none-match", "*")]), Ok(Basis::Nothing));
        assert_eq!(read(&[]), Err(Error::NoVersion));
    }

    #[test]
    fn what_is_no_etag_of_ours_is_malformed_and_not_stale() {
        for value in
            ["3.0f5c", "\"\"", "\"x.1\"", "\"-3.1\"", "\"+3.1\"", "", ",", "*, \"3.1\"", "\"99999999999999999999.1\""]
        {
            assert!(matches!(read(&[("if-match", value)]), Err(Error::Body(_))), "{value}");
        }
        assert!(matches!(read(&[("if-none-match", "\"3.1\"")]), Err(Error::Body(_))));
        assert!(matches!(read(&[("if-match", "*"), ("if-none-match", "*")]), Err(Error::Body(_))));
    }
}
