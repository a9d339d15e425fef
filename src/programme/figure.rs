//! The figure: a count that a source gives, of territories or of documents, as of a day.

use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    date::Edtf,
    life::Life,
    phase::Phase,
    property::Property,
    region::RegionCode,
    source::Source,
    told::{Note, Told},
};
use crate::store::{Edit, Key, SubjectId};

/// The row of a figure.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "figure")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// What is counted.
    pub counted: Counted,
    /// In which region; none: in the whole country.
    pub region_id: Option<SubjectId>,
    /// As of when: EDTF.
    pub as_of: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// A figure, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Figure {
    /// Its key.
    #[schema(value_type = String, example = "figure:territories:national:2018-11-22")]
    pub key: Key,
    /// What is counted.
    pub counted: Counted,
    /// In which region; null: in the whole country.
    #[schema(value_type = Option<String>)]
    pub region: Option<RegionCode>,
    /// As of when (EDTF).
    #[schema(value_type = String)]
    pub as_of: Edtf,
    /// Its phase.
    #[schema(value_type = i32)]
    pub phase: Phase,
    /// How many, according to whom.
    pub number: Option<Life>,
    /// Whether sources contradict each other.
    pub disputed: bool,
    /// Remarks on the sources.
    pub notes: Vec<Note>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

impl Figure {
    /// What is told of a figure.
    pub(super) fn of(counted: Counted, region: Option<RegionCode>, as_of: &Edtf, told: &Told<'_>) -> Self {
        let number = told.life(Property::Number);
        let day = if as_of.earliest() == NaiveDate::MIN { as_of.latest() } else { as_of.earliest() };
        Self {
            key: told.subject.key.clone(),
            counted,
            region,
            as_of: *as_of,
            phase: Phase::on(day),
            disputed: number.as_ref().is_some_and(|life| life.disputed),
            number,
            notes: told.notes(),
            version: told.version(),
            sources: told.sources(),
        }
    }

    /// The number retained.
    #[must_use]
    pub fn count(&self) -> Option<u32> {
        Some(self.number.as_ref()?.retained.value.count()?.number)
    }

    /// What it says, on the pages: “141 territoires d’industrie”.
    #[must_use]
    pub fn french(&self) -> String {
        match &self.number {
            Some(life) => format!("{} {}", life.retained.french, self.counted.french()),
            None => self.counted.french().to_owned(),
        }
    }
}

/// What a figure counts.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// Territories with the label.
    Territories,
    /// Protocoles and contrats signed, together.
    Documents,
    /// Contrats signed.
    Contrats,
    /// Protocoles signed.
    Protocoles,
    /// Plans of actions validated.
    ActionPlans,
}

impl Counted {
    /// Every thing counted.
    pub const ALL: [Self; 5] =
        [Self::Territories, Self::Documents, Self::Contrats, Self::Protocoles, Self::ActionPlans];

    /// Its name in files and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Territories => "territories",
            Self::Documents => "documents",
            Self::Contrats => "contrats",
            Self::Protocoles => "protocoles",
            Self::ActionPlans => "action_plans",
        }
    }

    /// The thing of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|counted| counted.name() == name)
    }

    /// Its name on the pages, in the plural.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Territories => "territoires d’industrie",
            Self::Documents => "protocoles ou contrats signés",
            Self::Contrats => "contrats signés",
            Self::Protocoles => "protocoles signés",
            Self::ActionPlans => "plans d’actions validés",
        }
    }
}

/// The key of a figure. One as of an open date (“not later than”) is known by its number too, since a text
/// may give two such counts.
#[must_use]
pub fn key(counted: Counted, region: Option<RegionCode>, as_of: &Edtf, number: u32) -> Key {
    let scope = region.map_or_else(|| "national".to_owned(), |code| code.to_string());
    let number = if as_of.is_open() { format!(":{number}") } else { String::new() };
    Key::new(format!("figure:{}:{scope}:{as_of}{number}", counted.name()))
}

/// Makes the subject of a figure. `region` is the region's subject.
pub fn add(edit: &mut Edit, key: &Key, counted: Counted, region: Option<SubjectId>, as_of: &Edtf) -> SubjectId {
    let id = edit.subject(key);
    edit.identify(Model { subject_id: id, counted, region_id: region, as_of: as_of.to_string() });
    id
}
