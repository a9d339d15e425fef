//! The parameters as the OpenAPI document describes them, each by itself, so that an address names those that it
//! takes; [`crate::web::query`] reads them.

use chrono::NaiveDate;
use utoipa::IntoParams;

use crate::programme::{status::Status, timeline::Kind};

/// The clock, which every read takes.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClockParams {
    /// What was publicly known on this day; today, unless said otherwise. A day to come is refused.
    #[param(example = "2019-07-30")]
    pub known_on: Option<NaiveDate>,
    /// What was recorded here by this moment (RFC 3339); everything, unless said otherwise. Alone, it sets
    /// `known_on` to its own day in Europe/Paris. A moment to come is refused.
    #[param(value_type = Option<String>, format = DateTime, example = "2026-11-23T09:30:00Z")]
    pub recorded_at: Option<String>,
}

/// A region.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RegionParam {
    /// The INSEE code of a region: what lies in it, whether or not it leads.
    #[param(example = "32", pattern = "^[0-9]{2}$")]
    pub region: Option<String>,
}

/// A département.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DepartementParam {
    /// The INSEE code of a département.
    #[param(example = "59", pattern = "^([0-9]{2}|2[AB]|9[78][0-9])$")]
    pub departement: Option<String>,
}

/// A territory.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TerritoryParam {
    /// What is about one territory.
    #[param(example = "1-ti-3205", pattern = "^[12]-ti-[0-9]{4,8}$")]
    pub territory: Option<String>,
}

/// A phase.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PhaseParam {
    /// 1, 2 or all; unless said, the phase running on the clock's day, or that of the `territory` asked for.
    #[param(example = "1", pattern = "^(1|2|all)$")]
    pub phase: Option<String>,
}

/// What a row of the timeline is.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct KindParam {
    /// A list of kinds.
    #[param(style = Form, explode = false, inline, example = "contrat,copil")]
    pub kind: Option<Vec<Kind>>,
}

/// How a dated thing stands.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StatusParam {
    /// A list of statuses.
    #[param(style = Form, explode = false, inline, example = "late,promised")]
    pub status: Option<Vec<Status>>,
}

/// Whether sources contradict each other.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct DisputedParam {
    /// Only what sources contradict each other on, or only what they do not.
    #[param(example = true)]
    pub disputed: Option<bool>,
}

/// A window of days.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WindowParams {
    /// Nothing that ends before this day (EDTF: the first day of a month or year).
    #[param(example = "2019-03-18")]
    pub from: Option<String>,
    /// Nothing that begins after this day (EDTF: the last day of a month or year).
    #[param(example = "2019-03-24")]
    pub to: Option<String>,
}

/// Words.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WordsParam {
    /// Words of its names, title or place, all of them, without regard to case or accents.
    #[param(example = "lacq")]
    pub q: Option<String>,
}

/// The paging of a list.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParams {
    /// How many items; 100 unless said otherwise.
    #[param(minimum = 1, maximum = 1000, example = 100)]
    pub limit: Option<usize>,
    /// After which item: what the `next` link of the page before bears.
    pub after: Option<String>,
}
