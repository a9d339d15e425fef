//! The steering committee (COPIL): national, of a region, or local.

use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    life::Life,
    phase::Phase,
    property::Property,
    region::RegionCode,
    source::Source,
    status::{Dates, Status, status},
    territory::TerritoryId,
    told::{Note, Told},
};
use crate::store::{Edit, Key, SubjectId};

/// The row of a committee's meeting.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "copil")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// Whose committee it is.
    pub level: Level,
    /// The region's subject, for a regional one.
    pub region_id: Option<SubjectId>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A committee's meeting, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Copil {
    /// Its key.
    #[schema(value_type = String, example = "copil:32:2019-07-02")]
    pub key: Key,
    /// Whose committee it is.
    pub level: Level,
    /// Its region, for a regional one.
    #[schema(value_type = Option<String>)]
    pub region: Option<RegionCode>,
    /// The territories that it is about.
    #[schema(value_type = Vec<String>)]
    pub territories: Vec<TerritoryId>,
    /// What it is called.
    pub title: Option<String>,
    /// Its rank: 1 for the first. Sources may disagree on it.
    pub rank: Option<Life>,
    /// How it stands at the clock.
    pub status: Status,
    /// Its phase.
    #[schema(value_type = i32)]
    pub phase: Phase,
    /// When it was to meet.
    pub promised: Option<Life>,
    /// When it met.
    pub held: Option<Life>,
    /// Whether sources contradict each other on its day or its rank.
    pub disputed: bool,
    /// Where it met.
    pub place: Option<String>,
    /// What it decided.
    pub decisions: Vec<String>,
    /// Remarks on the sources.
    pub notes: Vec<Note>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

impl Copil {
    /// What is told of a committee's meeting, on `day`.
    pub(super) fn of(level: Level, region: Option<RegionCode>, told: &Told<'_>, day: NaiveDate) -> Self {
        let (rank, promised, held) =
            (told.life(Property::Rank), told.life(Property::Promised), told.life(Property::Held));
        let phase = phase_of([&held, &promised], told);
        let dates = Dates { promised: promised.as_ref(), met: held.as_ref(), ..Dates::default() };
        let status = status(&dates, phase, day);
        let disputed = [&rank, &held].into_iter().flatten().any(|life| life.disputed);
        Self {
            key: told.subject.key.clone(),
            level,
            region,
            territories: told.many(Property::Territory).into_iter().filter_map(|v| v.territory().cloned()).collect(),
            title: told.text(Property::Title),
            status,
            phase,
            disputed,
            place: told.text(Property::Place),
            decisions: told.texts(Property::Decision),
            notes: told.notes(),
            version: told.version(),
            sources: told.sources(),
            rank,
            promised,
            held,
        }
    }

    /// Its rank, where one is retained.
    #[must_use]
    pub fn rank_number(&self) -> Option<u32> {
        Some(self.rank.as_ref()?.retained.value.count()?.number)
    }

    /// What it is called on the pages: “1er COPIL régional”.
    #[must_use]
    pub fn french(&self) -> String {
        match self.rank_number() {
            Some(rank) => format!("{} COPIL {}", ordinal(rank), self.level.french()),
            None => format!("COPIL {}", self.level.french()),
        }
    }
}

/// A rank in French: 1er, 2e.
#[must_use]
pub fn ordinal(rank: u32) -> String {
    if rank == 1 { "1er".to_owned() } else { format!("{rank}e") }
}

/// The phase of a thing by the first of its dates, else by the day from which it was known.
pub(super) fn phase_of<'a>(lives: impl IntoIterator<Item = &'a Option<Life>>, told: &Told<'_>) -> Phase {
    let date = lives.into_iter().flatten().find_map(Life::date);
    let day = date.map(|date| if date.earliest() == NaiveDate::MIN { date.latest() } else { date.earliest() });
    let known = || told.statements().iter().map(|statement| statement.known_on).min();
    day.or_else(known).map_or(Phase::One, Phase::on)
}

/// Whose committee it is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The State's.
    National,
    /// A Region's: the one that sets the calendar.
    Regional,
    /// A territory's, or a département's.
    Local,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::National, Self::Regional, Self::Local];

    /// The level of that name, in English or French.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "national" => Some(Self::National),
            "regional" | "régional" => Some(Self::Regional),
            "local" => Some(Self::Local),
            _ => None,
        }
    }

    /// Its name in files and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Regional => "regional",
            Self::Local => "local",
        }
    }

    /// Its name on the pages, as it follows COPIL.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::National => "national",
            Self::Regional => "régional",
            Self::Local => "local",
        }
    }
}

/// Makes the subject of a committee's meeting. `region` is the region's subject.
pub fn add(edit: &mut Edit, key: &Key, level: Level, region: Option<SubjectId>) -> SubjectId {
    let id = edit.subject(key);
    edit.identify(Model { subject_id: id, level, region_id: region });
    id
}
