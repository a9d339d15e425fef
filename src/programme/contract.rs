//! The contract of a territory: protocole, contrat or avenant.

use std::{fmt, str::FromStr, sync::Arc};

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize, Serializer};

use super::{
    departement::DepartementCode,
    life::Life,
    phase::Phase,
    property::Property,
    region::RegionCode,
    source::Source,
    status::{Dates, Status, slippage_days, status},
    territory::{Territory, TerritoryId},
    told::{Note, Told},
};
use crate::store::{Edit, Key, SubjectId};

/// The row of a contract.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contract")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// The territory's subject.
    pub territory_id: SubjectId,
    /// What family of document it is.
    pub family: Family,
    /// The number of an avenant from 1; 0 for the others.
    pub number: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// A contract, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Contract {
    /// Its identity.
    #[schema(value_type = String, example = "1-ti-7505-contrat")]
    pub id: ContractId,
    /// Its family.
    pub family: Family,
    /// Whether its sources call it “protocole ou contrat” without saying which.
    pub family_unknown: bool,
    /// What its sources call it.
    pub document: Option<String>,
    /// Whose it is.
    pub territory: TerritoryName,
    /// Its phase: its territory's.
    #[schema(value_type = i32)]
    pub phase: Phase,
    /// The regions of its territory, the leading one first.
    #[schema(value_type = Vec<String>)]
    pub regions: Vec<RegionCode>,
    /// The départements of its territory.
    #[schema(value_type = Vec<String>)]
    pub departements: Vec<DepartementCode>,
    /// How it stands at the clock.
    pub status: Status,
    /// When it was promised for, with the trail of earlier promises.
    pub promised: Option<Life>,
    /// When it was approved by an assembly.
    pub approved: Option<Life>,
    /// When it was signed.
    pub signed: Option<Life>,
    /// Until when it is suspended.
    pub suspended: Option<Life>,
    /// Days from the first promise to the signature, or to the promise retained.
    pub slippage_days: Option<i64>,
    /// Days since the last day of the promise, where it is late.
    pub late_days: Option<i64>,
    /// Whether sources contradict each other.
    pub disputed: bool,
    /// Where it was signed.
    pub place: Option<String>,
    /// Who signed, or for whom.
    pub parties: Option<String>,
    /// The years that it covers.
    pub term: Option<Life>,
    /// Remarks on the sources.
    pub notes: Vec<Note>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// The last day on which anything became known of it.
    #[serde(skip)]
    pub last_known: Option<NaiveDate>,
}

/// A territory by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct TerritoryName {
    /// Its identity.
    #[schema(value_type = String, example = "1-ti-7505")]
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
}

impl Contract {
    /// What is told of a contract, on `day`; `territory` is what is told of its territory, where anything is.
    pub(super) fn of(id: &ContractId, told: &Told<'_>, territory: Option<&Territory>, day: NaiveDate) -> Self {
        let (promised, approved) = (told.life(Property::Promised), told.life(Property::Approved));
        let (signed, suspended) = (told.life(Property::Signed), told.life(Property::Suspended));
        let dates = Dates {
            promised: promised.as_ref(),
            approved: approved.as_ref(),
            met: signed.as_ref(),
            suspended: suspended.as_ref(),
        };
        let phase = id.territory.phase;
        let status = status(&dates, phase, day);
        let slippage_days = slippage_days(promised.as_ref(), signed.as_ref());
        let promise = promised.as_ref().and_then(Life::date);
        let late_days = promise.filter(|_| status == Status::Late).map(|date| (day - date.latest()).num_days());
        let document = told.text(Property::Document);
        let disputed = [&approved, &signed].into_iter().flatten().any(|life| life.disputed);
        Self {
            id: id.clone(),
            family: id.document.family,
            family_unknown: document.as_deref() == Some("protocole ou contrat"),
            document,
            territory: TerritoryName {
                id: id.territory.clone(),
                name: territory.map_or_else(|| id.territory.to_string(), |territory| territory.name.clone()),
            },
            phase,
            regions: territory.map(|territory| territory.regions.clone()).unwrap_or_default(),
            departements: territory.map(|territory| territory.departements.clone()).unwrap_or_default(),
            status,
            slippage_days,
            late_days,
            disputed,
            place: told.text(Property::Place),
            parties: told.text(Property::Parties),
            term: told.life(Property::Term),
            notes: told.notes(),
            version: told.version(),
            sources: told.sources(),
            last_known: told.last_known(),
            promised,
            approved,
            signed,
            suspended,
        }
    }

    /// Whether it makes its territory *signed*: a contrat, and signed.
    #[must_use]
    pub fn is_signed_contrat(&self) -> bool {
        self.family == Family::Contrat && self.status == Status::Met
    }

    /// What it is called on the pages: “Contrat”, “Avenant n° 2”.
    #[must_use]
    pub fn french(&self) -> String {
        match self.family {
            Family::Contrat if self.family_unknown => "Protocole ou contrat".to_owned(),
            Family::Contrat => "Contrat".to_owned(),
            Family::Protocole => "Protocole".to_owned(),
            Family::Avenant => format!("Avenant n° {}", self.id.document.number),
        }
    }
}

/// The families of documents.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    EnumIter,
    DeriveActiveEnum,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// A protocole d'accord or d'engagement: a first step, which does not make a territory signed.
    Protocole,
    /// A contrat, contrat-cadre or convention; also a document of which the source says “protocole ou contrat”.
    Contrat,
    /// An amendment, by its number.
    Avenant,
}

impl Family {
    /// Every family.
    pub const ALL: [Self; 3] = [Self::Protocole, Self::Contrat, Self::Avenant];

    /// Its name, in files and on the pages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Protocole => "protocole",
            Self::Contrat => "contrat",
            Self::Avenant => "avenant",
        }
    }

    /// The family of a document as a source calls it: “convention d'objectifs” is a contrat.
    #[must_use]
    pub fn of_document(words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        if words.contains("avenant") {
            Some(Self::Avenant)
        } else if words.contains("contrat") || words.contains("convention") {
            Some(Self::Contrat)
        } else if words.contains("protocole") || words.contains("engagement") {
            Some(Self::Protocole)
        } else {
            None
        }
    }
}

/// Which document of a territory: its family and, for an avenant, its number. `contrat`, `avenant-1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Document {
    /// The family.
    pub family: Family,
    /// From 1 for an avenant, 0 for the others.
    pub number: u8,
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.family {
            Family::Avenant => write!(f, "avenant-{}", self.number),
            family => f.write_str(family.name()),
        }
    }
}

impl FromStr for Document {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "protocole" => Ok(Self { family: Family::Protocole, number: 0 }),
            "contrat" => Ok(Self { family: Family::Contrat, number: 0 }),
            "avenant" => Ok(Self { family: Family::Avenant, number: 1 }),
            other => {
                let number: u8 = other.strip_prefix("avenant-").ok_or(())?.parse().map_err(|_| ())?;
                if number == 0 { Err(()) } else { Ok(Self { family: Family::Avenant, number }) }
            }
        }
    }
}

/// A contract's public identity: `1-ti-7505-contrat`, `1-ti-5215-avenant-1`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContractId {
    /// Whose.
    pub territory: TerritoryId,
    /// Which.
    pub document: Document,
}

impl ContractId {
    /// The key of the contract's subject.
    #[must_use]
    pub fn key(&self) -> Key {
        Key::new(format!("contract:{self}"))
    }
}

impl fmt::Display for ContractId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.territory, self.document)
    }
}

impl FromStr for ContractId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let start = ["-protocole", "-contrat", "-avenant"].iter().find_map(|name| text.find(name)).ok_or(())?;
        let (territory, document) = text.split_at(start);
        Ok(Self { territory: territory.parse().map_err(|_| ())?, document: document.trim_start_matches('-').parse()? })
    }
}

impl Serialize for ContractId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Makes the subject of a contract; `territory` is the subject of the territory that `id` names.
pub fn add(edit: &mut Edit, id: &ContractId, territory: SubjectId) -> SubjectId {
    let subject = edit.subject(&id.key());
    edit.identify(Model {
        subject_id: subject,
        territory_id: territory,
        family: id.document.family,
        number: i32::from(id.document.number),
    });
    subject
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_is_named_by_its_territory_and_its_document() {
        for text in ["1-ti-7505-contrat", "1-ti-7505-protocole", "1-ti-5215-avenant-2"] {
            assert_eq!(text.parse::<ContractId>().unwrap().to_string(), text);
        }
        assert!("1-ti-7505-avenant-0".parse::<ContractId>().is_err());
        assert!("1-ti-7505".parse::<ContractId>().is_err());
    }

    #[test]
    fn a_protocole_or_contrat_is_a_contrat() {
        assert_eq!(Family::of_document("protocole ou contrat"), Some(Family::Contrat));
        assert_eq!(Family::of_document("Protocole d’engagement"), Some(Family::Protocole));
        assert_eq!(Family::of_document("convention d’objectifs"), Some(Family::Contrat));
        assert_eq!(Family::of_document("plan d’actions"), None);
    }
}
