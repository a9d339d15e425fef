//! The département: by its INSEE code; all the rest is stated.

use std::{fmt, str::FromStr, sync::Arc};

use sea_orm::entity::prelude::*;
use serde::{Serialize, Serializer};

use super::{
    property::Property,
    region::{CodeError, RegionCode},
    source::Source,
    told::Told,
    value::{Centre, Value},
};
use crate::store::{Edit, Key, SubjectId};

/// The row of a département.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "departement")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// Its code.
    #[sea_orm(unique)]
    pub code: DepartementCode,
}

impl ActiveModelBehavior for ActiveModel {}

/// A département, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Departement {
    /// Its INSEE code.
    #[schema(value_type = String, example = "2A")]
    pub code: DepartementCode,
    /// Its name.
    pub name: String,
    /// Its region.
    #[schema(value_type = Option<String>)]
    pub region: Option<RegionCode>,
    /// Its centre.
    pub centre: Option<Centre>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

impl Departement {
    /// What is told of a département.
    pub(super) fn of(code: DepartementCode, told: &Told<'_>) -> Self {
        Self {
            code,
            name: told.text(Property::Name).unwrap_or_else(|| code.to_string()),
            region: told.many(Property::Region).into_iter().find_map(Value::region),
            centre: told.value(Property::Centre).as_ref().and_then(Value::centre),
            version: told.version(),
            sources: told.sources(),
        }
    }
}

/// The INSEE code of a département: text, `01`, `2A`, `971`. Source: Code officiel géographique, INSEE.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct DepartementCode([u8; 3]);

impl DepartementCode {
    /// Its two or three characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end()
    }

    /// The key of the département's subject.
    #[must_use]
    pub fn key(self) -> Key {
        Key::new(format!("departement:{self}"))
    }
}

impl FromStr for DepartementCode {
    type Err = CodeError;

    fn from_str(text: &str) -> Result<Self, CodeError> {
        let known = match text.as_bytes() {
            [b'2', b'A' | b'B'] => true,
            [b'9', b'7' | b'8', digit] => digit.is_ascii_digit(),
            [tens, ones] => tens.is_ascii_digit() && ones.is_ascii_digit() && text != "00" && text != "20",
            _ => false,
        };
        if !known {
            return Err(CodeError);
        }
        let mut code = [b' '; 3];
        for (cell, byte) in code.iter_mut().zip(text.bytes()) {
            *cell = byte;
        }
        Ok(Self(code))
    }
}

impl fmt::Display for DepartementCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for DepartementCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for DepartementCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Makes the subject of a département.
pub fn add(edit: &mut Edit, code: DepartementCode) -> SubjectId {
    let id = edit.subject(&code.key());
    edit.identify(Model { subject_id: id, code });
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corsica_and_the_overseas_are_codes_and_nothing_else_is() {
        for code in ["01", "2A", "2B", "95", "971", "976"] {
            assert_eq!(code.parse::<DepartementCode>().unwrap().to_string(), code);
        }
        for text in ["1", "20", "00", "2C", "123", "é1", ""] {
            assert!(text.parse::<DepartementCode>().is_err(), "{text}");
        }
    }
}
