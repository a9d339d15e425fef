//! The territory: known by its phase and its ANCT id, since phase 2 gives phase 1's ids to other territories.

use std::{fmt, str::FromStr, sync::Arc};

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use serde::{Serialize, Serializer};

use super::{
    departement::DepartementCode,
    life::Life,
    phase::Phase,
    property::Property,
    region::RegionCode,
    source::Source,
    told::{Note, Told},
    value::{Centre, Gap, Value},
};
use crate::store::{Edit, Key, SubjectId};

/// The row of a territory.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "territory")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// Its phase: 1 or 2.
    pub phase: Phase,
    /// Its id at the Agence nationale de la cohésion des territoires, within the phase: `ti-3205`.
    pub anct_id: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// A territory, as readers get it: what is told of it, without what follows from its contracts.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Territory {
    /// Its identity.
    #[schema(value_type = String, example = "1-ti-3205")]
    pub id: TerritoryId,
    /// Its phase.
    #[schema(value_type = i32)]
    pub phase: Phase,
    /// Its name.
    pub name: String,
    /// Other names under which it goes, or went.
    pub aliases: Vec<String>,
    /// The region that leads it.
    #[schema(value_type = Option<String>)]
    pub lead_region: Option<RegionCode>,
    /// Every region that it lies in, the leading one first.
    #[schema(value_type = Vec<String>)]
    pub regions: Vec<RegionCode>,
    /// The départements that it touches.
    #[schema(value_type = Vec<String>)]
    pub departements: Vec<DepartementCode>,
    /// Its members.
    pub members: Vec<Member>,
    /// Its centre.
    pub centre: Option<Centre>,
    /// When it got its label; null where no source says: it then counts from its phase's first day (rule 9).
    pub labelled: Option<Life>,
    /// The announced list that it came with (124, 136, 141 …).
    pub label_wave: Option<u32>,
    /// The territory that it was merged into.
    #[schema(value_type = Option<String>)]
    pub merged_into: Option<TerritoryId>,
    /// When it left the programme.
    pub withdrawn: Option<Life>,
    /// Remarks on the sources.
    pub notes: Vec<Note>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// The last day on which anything became known of it, contracts apart.
    #[serde(skip)]
    pub last_known: Option<NaiveDate>,
}

impl Territory {
    /// What is told of a territory.
    pub(super) fn of(id: &TerritoryId, told: &Told<'_>) -> Self {
        let lead_region = told.value(Property::LeadRegion).as_ref().and_then(Value::region);
        let mut regions: Vec<RegionCode> = lead_region.into_iter().collect();
        for region in told.many(Property::Region).into_iter().filter_map(Value::region) {
            if !regions.contains(&region) {
                regions.push(region);
            }
        }
        Self {
            id: id.clone(),
            phase: id.phase,
            name: told.text(Property::Name).unwrap_or_else(|| id.to_string()),
            aliases: told.texts(Property::Alias),
            lead_region,
            regions,
            departements: told.many(Property::Departement).into_iter().filter_map(Value::departement).collect(),
            members: told.many(Property::Member).into_iter().filter_map(|value| value.member().cloned()).collect(),
            centre: told.value(Property::Centre).as_ref().and_then(Value::centre),
            labelled: told.life(Property::Labelled),
            label_wave: told.value(Property::LabelWave).and_then(|value| Some(value.count()?.number)),
            merged_into: told.value(Property::MergedInto).and_then(|value| value.territory().cloned()),
            withdrawn: told.life(Property::Withdrawn),
            notes: told.notes(),
            version: told.version(),
            sources: told.sources(),
            last_known: told.last_known(),
        }
    }

    /// Whether several regions share it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.regions.len() > 1
    }

    /// Whether it still counts: neither withdrawn nor merged.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.merged_into.is_none() && !self.withdrawn.as_ref().is_some_and(|life| life.gap() != Some(Gap::Cancelled))
    }
}

/// A territory's public identity: phase and ANCT id, `1-ti-3205`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TerritoryId {
    /// The phase.
    pub phase: Phase,
    anct_id: Arc<str>,
}

impl TerritoryId {
    /// Names a territory.
    ///
    /// # Errors
    /// Nothing but a note that `anct_id` is not of the form `ti-` and four to eight digits.
    pub fn new(phase: Phase, anct_id: &str) -> Result<Self, IdError> {
        let digits = anct_id.strip_prefix("ti-").ok_or(IdError)?;
        if !(4..=8).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(IdError);
        }
        Ok(Self { phase, anct_id: anct_id.into() })
    }

    /// Its id within the phase.
    #[must_use]
    pub fn anct_id(&self) -> &str {
        &self.anct_id
    }

    /// The key of the territory's subject.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::new(format!("territory:{self}"))
    }
}

/// A text that names no territory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the id of a territory such as 1-ti-3205")]
pub struct IdError;

impl FromStr for TerritoryId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let (phase, anct_id) = text.split_once('-').ok_or(IdError)?;
        Self::new(phase.parse().map_err(|_| IdError)?, anct_id)
    }
}

impl fmt::Display for TerritoryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.phase, self.anct_id)
    }
}

impl Serialize for TerritoryId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A member of a territory: an intercommunality or a town.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
pub struct Member {
    /// What it is.
    pub kind: MemberKind,
    /// Its SIREN number (nine digits).
    pub siren: String,
    /// Its name.
    pub name: String,
}

/// What a member is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MemberKind {
    /// An intercommunality with its own taxes (établissement public de coopération intercommunale).
    Epci,
    /// A part of the Métropole du Grand Paris (établissement public territorial).
    Ept,
    /// A town.
    Commune,
}

impl MemberKind {
    /// Its name in files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Epci => "EPCI",
            Self::Ept => "EPT",
            Self::Commune => "commune",
        }
    }

    /// The kind of that name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Epci, Self::Ept, Self::Commune].into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.kind.name(), self.siren, self.name)
    }
}

impl FromStr for Member {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let mut words = text.splitn(3, ' ');
        let (Some(kind), Some(siren), Some(name)) = (words.next(), words.next(), words.next()) else {
            return Err(());
        };
        let kind = MemberKind::named(kind).ok_or(())?;
        if siren.len() != 9 || !siren.bytes().all(|byte| byte.is_ascii_digit()) || name.trim().is_empty() {
            return Err(());
        }
        Ok(Self { kind, siren: siren.to_owned(), name: name.to_owned() })
    }
}

/// Makes the subject of a territory.
pub fn add(edit: &mut Edit, territory: &TerritoryId) -> SubjectId {
    let id = edit.subject(&territory.key());
    edit.identify(Model { subject_id: id, phase: territory.phase, anct_id: territory.anct_id().to_owned() });
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_anct_id_is_another_territory_in_another_phase() {
        let one: TerritoryId = "1-ti-3205".parse().unwrap();
        let two: TerritoryId = "2-ti-3205".parse().unwrap();
        assert_ne!(one, two);
        assert_eq!(one.to_string(), "1-ti-3205");
        for text in ["ti-3205", "3-ti-3205", "1-ti-32", "1-ti-32é5", "1-3205", ""] {
            assert!(text.parse::<TerritoryId>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_member_reads_back() {
        let text = "EPCI 200018653 CA CAP Excellence";
        assert_eq!(text.parse::<Member>().unwrap().to_string(), text);
        assert!("EPCI 20001865 CA".parse::<Member>().is_err());
    }
}
