//! The milestone: any other dated thing, and the *wave*: signatures known by their number only.

use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    copil::phase_of,
    life::Life,
    phase::Phase,
    property::Property,
    region::RegionCode,
    source::Source,
    status::{Dates, Status, status},
    territory::TerritoryId,
    told::{Note, Told},
    value::Value,
};
use crate::store::{Edit, Key, SubjectId};

/// The row of a milestone.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// What kind of thing it is.
    pub kind: MilestoneKind,
}

impl ActiveModelBehavior for ActiveModel {}

/// A milestone, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Milestone {
    /// Its key.
    #[schema(value_type = String, example = "milestone:assembly:2019-03-lyon")]
    pub key: Key,
    /// What kind of thing it is.
    pub kind: MilestoneKind,
    /// What it is called, in French.
    pub title: String,
    /// The regions that take part in it; none named: the whole country.
    #[schema(value_type = Vec<String>)]
    pub regions: Vec<RegionCode>,
    /// The territories that it is about.
    #[schema(value_type = Vec<String>)]
    pub territories: Vec<TerritoryId>,
    /// How it stands at the clock.
    pub status: Status,
    /// Its phase.
    #[schema(value_type = i32)]
    pub phase: Phase,
    /// When it was to come about.
    pub promised: Option<Life>,
    /// When it came about.
    pub held: Option<Life>,
    /// Whether sources contradict each other.
    pub disputed: bool,
    /// How many signatures a wave announces.
    pub number: Option<Life>,
    /// How many of them are identified: retained signatures that meet the wave's dates in its regions (rule 8).
    pub identified: Option<usize>,
    /// The Region that holds a calendar.
    #[schema(value_type = Option<String>)]
    pub held_by: Option<RegionCode>,
    /// Where.
    pub place: Option<String>,
    /// Remarks on the sources.
    pub notes: Vec<Note>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
}

impl Milestone {
    /// What is told of a milestone, on `day`. How many signatures of a wave are identified is counted by whoever
    /// knows the contracts.
    pub(super) fn of(kind: MilestoneKind, told: &Told<'_>, day: NaiveDate) -> Self {
        let (number, promised, held) =
            (told.life(Property::Number), told.life(Property::Promised), told.life(Property::Held));
        let phase = phase_of([&held, &promised], told);
        let dates = Dates { promised: promised.as_ref(), met: held.as_ref(), ..Dates::default() };
        let status = status(&dates, phase, day);
        let disputed = [&number, &held].into_iter().flatten().any(|life| life.disputed);
        Self {
            key: told.subject.key.clone(),
            kind,
            title: told.text(Property::Title).unwrap_or_else(|| untitled(kind, number.as_ref(), status)),
            regions: told.many(Property::Region).into_iter().filter_map(Value::region).collect(),
            territories: told.many(Property::Territory).into_iter().filter_map(|v| v.territory().cloned()).collect(),
            status,
            phase,
            disputed,
            identified: None,
            held_by: told.value(Property::HeldBy).as_ref().and_then(Value::region),
            place: told.text(Property::Place),
            notes: told.notes(),
            version: told.version(),
            sources: told.sources(),
            number,
            promised,
            held,
        }
    }

    /// The number of signatures of a wave.
    #[must_use]
    pub fn announced(&self) -> Option<u32> {
        Some(self.number.as_ref()?.retained.value.count()?.number)
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $name:literal $french:literal;)+) => {
        /// What kind of thing a milestone is.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
        )]
        #[sea_orm(rs_type = "String", db_type = "String(StringLen::None)")]
        #[serde(rename_all = "snake_case")]
        pub enum MilestoneKind {
            $($(#[$doc])* #[sea_orm(string_value = $name)] $variant,)+
        }

        impl MilestoneKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name in files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The kind of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// Its name on the pages.
            #[must_use]
            pub fn french(self) -> &'static str {
                match self { $(Self::$variant => $french,)+ }
            }
        }
    };
}

kinds! {
    /// A general assembly or national meeting of the programme.
    Assembly "assembly" "assemblée générale";
    /// The programme, or a step of it, announced.
    Announcement "announcement" "annonce";
    /// A mission that prepares it.
    Mission "mission" "mission";
    /// The launch of the process in a territory or a region.
    Launch "launch" "lancement";
    /// A plan of actions that a territory lays before its Region.
    ActionPlan "action_plan" "plan d’actions";
    /// Signatures known by their number only.
    Wave "wave" "vague de signatures";
    /// A calendar of signatures exists: published, or held by a Region. The API calls it as the timeline does.
    #[serde(rename = "calendar_held")]
    Calendar "calendar" "calendrier des signatures";
    /// A meeting that is no steering committee.
    Meeting "meeting" "réunion";
    /// A look back at what was done.
    Review "review" "bilan";
    /// A report published.
    Report "report" "rapport";
    /// Anything else.
    Other "other" "jalon";
}

/// What a milestone is called where no source gives it a title: by its kind and, for a wave, its number.
fn untitled(kind: MilestoneKind, number: Option<&Life>, status: Status) -> String {
    let state = if status == Status::Met { "signés" } else { "annoncés" };
    match (kind, number) {
        (MilestoneKind::Wave, Some(number)) => format!("{} contrats {state}, sans leurs noms", number.retained.french),
        (MilestoneKind::Wave, None) => format!("Contrats {state}, sans leurs noms"),
        _ => {
            let mut name = kind.french().chars();
            name.next().map(|first| first.to_uppercase().chain(name).collect()).unwrap_or_default()
        }
    }
}

/// Makes the subject of a milestone.
pub fn add(edit: &mut Edit, key: &Key, kind: MilestoneKind) -> SubjectId {
    let id = edit.subject(key);
    edit.identify(Model { subject_id: id, kind });
    id
}
