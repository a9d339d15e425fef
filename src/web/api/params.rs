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

/// The version that a change of what exists is made against.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct MatchParam {
    /// The ETag of what the change is made against, as it was read; its part before the dot is compared: the version.
    /// `*` for whatever is there now.
    #[param(
        rename = "If-Match",
        required = true,
        example = "*",
        pattern = r#"^([*]|"[0-9]{1,12}([.][0-9a-f]{16}(-br|-gzip)?)?")$"#
    )]
    pub if_match: String,
}

/// The version that a change is made against, of what may not exist yet; one of the two is needed.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct MatchOrNoneParams {
    /// The ETag of what the change is made against, as it was read; its part before the dot is compared: the version.
    /// `*` for whatever is there now.
    #[param(rename = "If-Match", example = "*", pattern = r#"^([*]|"[0-9]{1,12}([.][0-9a-f]{16}(-br|-gzip)?)?")$"#)]
    pub if_match: Option<String>,
    /// `*` in place of `If-Match`, where nothing is to be there yet.
    #[param(rename = "If-None-Match", pattern = "^[*]$")]
    pub if_none_match: Option<String>,
}

/// What lets a change be asked for again without being made twice.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Header)]
pub struct KeyParam {
    /// A name of the caller's own for this very request. Sent again within a day, it is answered as it was the first time
    /// (with `Idempotency-Replayed: true`), and nothing is done twice. What was refused, or only tried, is not kept.
    #[param(rename = "Idempotency-Key", example = "8e03978e-40d5-43e8-bc93-6894a57f9324", pattern = "^[!-~]{1,255}$")]
    pub idempotency_key: Option<String>,
}
