//! The region: by its INSEE code; all the rest is stated.

use std::{fmt, str::FromStr, sync::Arc};

use sea_orm::entity::prelude::*;
use serde::{Serialize, Serializer};

use super::{property::Property, source::Source, told::Told};
use crate::store::{Edit, Key, SubjectId};

/// The row of a region.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "region")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// Its code.
    #[sea_orm(unique)]
    pub code: RegionCode,
}

impl ActiveModelBehavior for ActiveModel {}

/// A region, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Region {
    /// Its INSEE code.
    #[schema(value_type = String, example = "32")]
    pub code: RegionCode,
    /// Its name.
    pub name: String,
    /// Other names under which it goes.
    pub aliases: Vec<String>,
    /// `metro` or `drom`.
    pub zone: Option<String>,
    /// Its ISO 3166-2 code.
    pub iso_3166_2: Option<String>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

impl Region {
    /// What is told of a region.
    pub(super) fn of(code: RegionCode, told: &Told<'_>) -> Self {
        Self {
            code,
            name: told.text(Property::Name).unwrap_or_else(|| code.to_string()),
            aliases: told.texts(Property::Alias),
            zone: told.text(Property::Zone),
            iso_3166_2: told.text(Property::Iso),
            version: told.version(),
            sources: told.sources(),
        }
    }
}

/// The INSEE code of a region: text of two digits, `32`, `01`.
///
/// Source: Code officiel géographique, INSEE.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct RegionCode([u8; 2]);

/// A text that is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an INSEE code")]
pub struct CodeError;

impl RegionCode {
    /// Its two digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The key of the region's subject.
    #[must_use]
    pub fn key(self) -> Key {
        Key::new(format!("region:{self}"))
    }
}

impl FromStr for RegionCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let code: [u8; 2] = text.as_bytes().try_into().map_err(|_| CodeError)?;
        if code.iter().all(u8::is_ascii_digit) { Ok(Self(code)) } else { Err(CodeError) }
    }
}

impl fmt::Display for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for RegionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for RegionCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Makes the subject of a region.
pub fn add(edit: &mut Edit, code: RegionCode) -> SubjectId {
    let id = edit.subject(&code.key());
    edit.identify(Model { subject_id: id, code });
    id
}
