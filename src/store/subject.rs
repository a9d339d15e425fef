//! The subject: anything that statements speak of. One row each, with a version that every edit moves on.

use std::{fmt, sync::Arc};

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// A subject's number: 1, 2, 3 … in the order of commits, without a gap, never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SubjectId(pub i64);

impl SubjectId {
    /// Where the subject stands in a list of all subjects.
    #[must_use]
    pub fn index(self) -> usize {
        usize::try_from(self.0.saturating_sub(1)).unwrap_or(usize::MAX)
    }
}

/// A subject's stable name, `<kind>:<identity>`: `territory:1-ti-3205`, `copil:32:2019-07`.
///
/// Seeds, files and other instances know a subject by it; it never changes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(Arc<str>);

impl Key {
    /// Names a subject.
    #[must_use]
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self(text.into())
    }

    /// The whole key.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the first colon: the kind of the subject.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(kind, _)| kind)
    }

    /// What stands after the first colon: the identity within its kind.
    #[must_use]
    pub fn identity(&self) -> &str {
        self.0.split_once(':').map_or("", |(_, identity)| identity)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for Key {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(text))
    }
}

impl std::borrow::Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The row of a subject.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "subject")]
pub struct Model {
    /// Its number.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SubjectId,
    /// Its [`Key`].
    #[sea_orm(unique)]
    pub key: String,
    /// 1 when made, one more with each edit that speaks of it.
    pub version: i64,
    /// The journal line that made it.
    pub journal_id: i64,
}

impl ActiveModelBehavior for ActiveModel {}
