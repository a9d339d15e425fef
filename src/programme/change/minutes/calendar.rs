//! A line of the calendar that a committee sets: one contract, one promised date.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::programme::{
    change::{Evidence, Expected, Reader, promise::Promise},
    contract::ContractId,
    desk::{Desk, Refusal},
    reason::Reason,
    rights::Action,
    value::Value,
};

/// A line of the calendar, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CalendarLineDraft {
    /// The contract, or the territory whose contrat is meant.
    #[schema(required, min_length = 1, example = "2-ti-3205-contrat")]
    pub contract: String,
    /// When it is promised for.
    #[schema(required, min_length = 1, example = "2027-03")]
    pub date: String,
    /// Why it moves; required where a date was promised before.
    pub reason: Option<String>,
    /// The version of the contract that the change is made against; 0 for one that is not known yet.
    pub version: Option<i64>,
}

/// A line of the calendar, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct CalendarLine {
    contract: ContractId,
    date: Value,
    reason: Option<Reason>,
    version: Option<i64>,
}

pub(super) fn read(reader: &mut Reader, drafts: &[CalendarLineDraft]) -> Vec<CalendarLine> {
    let mut seen = HashSet::new();
    let mut lines = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        reader.prefix = format!("calendar/{place}/");
        let text = draft.contract.trim();
        let contract = text.parse::<ContractId>().or_else(|()| format!("{text}-contrat").parse::<ContractId>());
        let contract = match contract {
            Ok(contract) if seen.insert(contract.clone()) => Some(contract),
            Ok(_) => reader.wrong("contract", text, Expected::Once),
            Err(()) => reader.wrong("contract", text, Expected::Territory),
        };
        let date = reader.promised("date", &draft.date);
        let reason = reader.reason("reason", draft.reason.as_deref());
        if let Some((contract, date)) = contract.zip(date) {
            lines.push(CalendarLine { contract, date, reason, version: draft.version });
        }
    }
    reader.prefix.clear();
    lines
}

impl CalendarLine {
    pub(super) fn write(&self, desk: &mut Desk, evidence: &Evidence) -> Result<(), Refusal> {
        let mut pen = desk.pen(Action::ChangeDates, &self.contract.key(), self.version)?;
        Promise::of(self.date.clone(), self.reason, evidence.clone()).write(&mut pen)
    }
}
