//! The filter that every list and the timeline take: place, phase, kind, status, window and words.

use chrono::NaiveDate;

use super::{
    departement::DepartementCode, phase::Phase, region::RegionCode, status::Status, territory::TerritoryId,
    timeline::Kind,
};

/// What a reader asks to see. An empty filter passes everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Only what lies in this region, the leading one or not.
    pub region: Option<RegionCode>,
    /// Only what lies in this département.
    pub departement: Option<DepartementCode>,
    /// Only what is about this territory.
    pub territory: Option<TerritoryId>,
    /// Only this phase.
    pub phase: Option<Phase>,
    /// Only these kinds; none: all.
    pub kinds: Vec<Kind>,
    /// Only these statuses; none: all.
    pub statuses: Vec<Status>,
    /// Only what is disputed, or what is not.
    pub disputed: Option<bool>,
    /// Only what does not end before this day.
    pub from: Option<NaiveDate>,
    /// Only what does not begin after this day.
    pub to: Option<NaiveDate>,
    /// Only what is called by these words, without regard to case or accents.
    pub q: Option<String>,
}
