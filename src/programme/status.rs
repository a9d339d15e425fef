//! How a promised thing stands: computed at the clock, never typed (rule 5).

use chrono::NaiveDate;
use serde::Serialize;

use super::{life::Life, phase::Phase, value::Gap};

/// How a dated thing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It came about: signed, held.
    Met,
    /// Approved by an assembly; no signature is known.
    Approved,
    /// Promised for a day to come.
    Promised,
    /// The last day of the promise has passed.
    Late,
    /// Put off without a date.
    Postponed,
    /// Suspended.
    Suspended,
    /// Taken back by a source.
    Cancelled,
    /// Promised, not known to have come about, and its phase is over.
    UnknownOutcome,
    /// Its existence is attested, without any date.
    Undated,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 9] = [
        Self::Met,
        Self::Approved,
        Self::Promised,
        Self::Late,
        Self::Postponed,
        Self::Suspended,
        Self::Cancelled,
        Self::UnknownOutcome,
        Self::Undated,
    ];

    /// Its name in addresses, files and the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Approved => "approved",
            Self::Promised => "promised",
            Self::Late => "late",
            Self::Postponed => "postponed",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::UnknownOutcome => "unknown_outcome",
            Self::Undated => "undated",
        }
    }

    /// The status of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Its name on the pages; what is met is called by its kind there (signé, tenu).
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Met => "fait",
            Self::Approved => "approuvé",
            Self::Promised => "promis",
            Self::Late => "en retard",
            Self::Postponed => "reporté sans date",
            Self::Suspended => "suspendu",
            Self::Cancelled => "annulé",
            Self::UnknownOutcome => "issue inconnue",
            Self::Undated => "sans date",
        }
    }
}

/// The lives of the dates of one thing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dates<'a> {
    /// When it was promised for.
    pub promised: Option<&'a Life>,
    /// When it was approved.
    pub approved: Option<&'a Life>,
    /// When it came about.
    pub met: Option<&'a Life>,
    /// Until when it is suspended.
    pub suspended: Option<&'a Life>,
}

/// How a thing with these dates stands on `day`, in its phase.
#[must_use]
pub fn status(dates: &Dates<'_>, phase: Phase, day: NaiveDate) -> Status {
    match dates.met.map(|met| met.gap()) {
        Some(None | Some(Gap::Unknown)) => return Status::Met,
        Some(Some(Gap::Cancelled)) => return Status::Cancelled,
        _ => {}
    }
    let undated = if dates.approved.is_some() { Status::Approved } else { Status::Undated };
    let Some(promise) = dates.promised else { return undated };
    if promise.gap() == Some(Gap::Cancelled) {
        return Status::Cancelled;
    }
    if phase.is_over(day) {
        return Status::UnknownOutcome;
    }
    if dates.suspended.is_some_and(|life| life.gap() != Some(Gap::Cancelled)) {
        return Status::Suspended;
    }
    match (promise.date(), promise.gap()) {
        (Some(date), _) if date.latest() < day => Status::Late,
        (Some(_), _) | (None, Some(Gap::HeldBy(_) | Gap::Unknown)) => Status::Promised,
        (None, Some(Gap::NotAnnounced)) if promise.first_date().is_some() => Status::Postponed,
        (None, Some(Gap::NotAnnounced)) => Status::Promised,
        _ => undated,
    }
}

/// By how many days the date moved: from the first promise to the signature or, unsigned, to the promise
/// retained; last day to last day. None without a promise, or where one end is open.
#[must_use]
pub fn slippage_days(promised: Option<&Life>, met: Option<&Life>) -> Option<i64> {
    let promise = promised?;
    let first = promise.first_date()?.latest();
    let last = met.and_then(Life::date).or_else(|| promise.date())?.latest();
    if first == NaiveDate::MAX || last == NaiveDate::MAX {
        return None;
    }
    Some((last - first).num_days())
}
