//! Where a territory and a region stand (rules 6, 7, 9), and the sentence that says it.

mod sentence;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    clock::Clock,
    contract::{Contract, Family},
    copil::{Copil, Level},
    figure::{Counted, Figure},
    life::Life,
    link::Sentence,
    milestone::{Milestone, MilestoneKind},
    phase::Phase,
    record::Noun,
    region::RegionCode,
    status::Status,
    territory::Territory,
    view::{Programme, View},
};

/// After how many days without news a territory is silent, unless said otherwise (rule 6).
pub const SILENT_AFTER_DAYS: i64 = 180;

/// Where a territory stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TerritoryStage {
    /// It is on the list.
    Identified,
    /// A contract is promised.
    Promised,
    /// Its contrat is signed.
    Signed,
    /// It left the programme.
    Withdrawn,
    /// It was merged into another.
    Merged,
}

impl TerritoryStage {
    /// Every stage.
    pub const ALL: [Self; 5] = [Self::Identified, Self::Promised, Self::Signed, Self::Withdrawn, Self::Merged];

    /// Its name on the pages.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Identified => "identifié",
            Self::Promised => "contrat promis",
            Self::Signed => "contrat signé",
            Self::Withdrawn => "retiré",
            Self::Merged => "fusionné",
        }
    }

    /// Its name in addresses, files and the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identified => "identified",
            Self::Promised => "promised",
            Self::Signed => "signed",
            Self::Withdrawn => "withdrawn",
            Self::Merged => "merged",
        }
    }
}

/// Where a territory stands, with what that follows from.
#[derive(Clone, Debug)]
pub struct TerritoryStatus<'a> {
    /// Its stage.
    pub stage: TerritoryStage,
    /// Its contracts.
    pub contracts: Vec<&'a Contract>,
    /// Whether nothing became known of it for [`SILENT_AFTER_DAYS`], while its phase runs.
    pub silent: bool,
    /// The last day on which anything became known of it or its contracts.
    pub last_known: Option<NaiveDate>,
}

/// Where a territory stands at the programme's clock.
#[must_use]
pub fn of_territory<'a>(programme: &'a Programme, territory: &Territory) -> TerritoryStatus<'a> {
    let contracts = programme.contracts(&territory.id);
    let day = programme.day();
    let promised = |contract: &&Contract| {
        matches!(contract.status, Status::Promised | Status::Late | Status::Postponed | Status::Suspended)
    };
    let stage = if territory.merged_into.is_some() {
        TerritoryStage::Merged
    } else if !territory.is_current() {
        TerritoryStage::Withdrawn
    } else if contracts.iter().any(|contract| contract.is_signed_contrat()) {
        TerritoryStage::Signed
    } else if contracts.iter().any(promised) {
        TerritoryStage::Promised
    } else {
        TerritoryStage::Identified
    };
    let last_known = contracts.iter().filter_map(|contract| contract.last_known).chain(territory.last_known).max();
    let silent = territory.is_current()
        && !territory.phase.is_over(day)
        && last_known.is_some_and(|last| (day - last).num_days() > SILENT_AFTER_DAYS);
    TerritoryStatus { stage, contracts, silent, last_known }
}

/// Where a region stands: each stage holds the ones before it to be passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// No steering committee is known.
    NoCopil,
    /// One is announced.
    CopilAnnounced,
    /// One was held.
    CopilHeld,
    /// A calendar of signatures exists: published, or held by the Region.
    CalendarSet,
    /// Contracts are being signed.
    Signing,
    /// Every territory has its contrat.
    Complete,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: [Self; 6] =
        [Self::NoCopil, Self::CopilAnnounced, Self::CopilHeld, Self::CalendarSet, Self::Signing, Self::Complete];

    /// Its name in addresses, files and the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NoCopil => "no_copil",
            Self::CopilAnnounced => "copil_announced",
            Self::CopilHeld => "copil_held",
            Self::CalendarSet => "calendar_set",
            Self::Signing => "signing",
            Self::Complete => "complete",
        }
    }

    /// Its name on the pages.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::NoCopil => "aucun COPIL connu",
            Self::CopilAnnounced => "COPIL annoncé",
            Self::CopilHeld => "COPIL tenu",
            Self::CalendarSet => "calendrier fixé",
            Self::Signing => "signatures en cours",
            Self::Complete => "complet",
        }
    }
}

/// How many of what in a region.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Counts {
    /// Territories that lie in it, whether or not it leads them.
    pub territories: usize,
    /// Of them, those that it shares with another region.
    pub shared: usize,
    /// Of them, those of which no source gives the labelling day: they count from the phase's first day.
    pub without_labelling_day: usize,
    /// Territories whose contrat is signed.
    pub signed: usize,
    /// Of them, those whose document is “protocole ou contrat”.
    pub of_unknown_family: usize,
    /// Protocoles signed; they do not make a territory signed.
    pub protocoles: usize,
    /// Territories whose contract is promised and not signed.
    pub promised: usize,
    /// Contracts that are late.
    pub late: usize,
    /// Contracts put off without a date.
    pub postponed: usize,
    /// Territories of which nothing was heard for long.
    pub silent: usize,
    /// Contracts and committees on which sources contradict each other.
    pub disputed: usize,
}

/// Where a region stands, in one phase.
#[derive(Clone, Debug)]
pub struct RegionStatus {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
    /// The phase.
    pub phase: Phase,
    /// Its stage.
    pub stage: Stage,
    /// Its counts.
    pub counts: Counts,
    /// The figure last announced for it, as of a day not after the clock's.
    pub announced: Option<Figure>,
    /// The sentence.
    pub sentence: Sentence,
}

/// Where a region stands in `phase` at the programme's clock; none where the region is not known.
#[must_use]
pub fn of_region(programme: &Programme, code: RegionCode, phase: Phase) -> Option<RegionStatus> {
    let name = programme.region(code)?.name.clone();
    let mut counts = Counts::default();
    let mut copils: Vec<&Copil> = Vec::new();
    let mut calendars: Vec<&Milestone> = Vec::new();
    for subject in programme.record().in_region(code) {
        match programme.view(subject.id) {
            Some(View::Territory(territory)) if territory.phase == phase && territory.regions.contains(&code) => {
                count(&mut counts, territory, &of_territory(programme, territory));
            }
            Some(View::Copil(copil)) if copil.phase == phase && copil.level == Level::Regional => copils.push(copil),
            Some(View::Milestone(milestone))
                if milestone.phase == phase
                    && milestone.kind == MilestoneKind::Calendar
                    && milestone.regions.contains(&code) =>
            {
                calendars.push(milestone);
            }
            _ => {}
        }
    }
    counts.disputed += copils.iter().filter(|copil| copil.disputed).count();
    let held = copils.iter().any(|copil| copil.status == Status::Met);
    let announced = copils.iter().any(|copil| matches!(copil.status, Status::Promised | Status::Late));
    let stage = if counts.territories > 0 && counts.signed == counts.territories {
        Stage::Complete
    } else if counts.signed > 0 {
        Stage::Signing
    } else if calendars.iter().any(|calendar| calendar.status == Status::Met) {
        Stage::CalendarSet
    } else if held {
        Stage::CopilHeld
    } else if announced {
        Stage::CopilAnnounced
    } else {
        Stage::NoCopil
    };
    let sentence = sentence::write(programme, (code, &name, phase), &counts, &copils, &calendars);
    let announced = announced_figure(programme, Some(code), phase);
    Some(RegionStatus { code, name, phase, stage, counts, announced, sentence })
}

/// Adds a territory to counts, unless it left the programme.
pub fn count(counts: &mut Counts, territory: &Territory, status: &TerritoryStatus<'_>) {
    if !territory.is_current() {
        return;
    }
    counts.territories += 1;
    counts.shared += usize::from(territory.is_shared());
    counts.without_labelling_day += usize::from(territory.labelled.as_ref().and_then(Life::date).is_none());
    counts.silent += usize::from(status.silent);
    counts.promised += usize::from(status.stage == TerritoryStage::Promised);
    let contracts = || status.contracts.iter();
    if let Some(contrat) = contracts().find(|contract| contract.is_signed_contrat()) {
        counts.signed += 1;
        counts.of_unknown_family += usize::from(contrat.family_unknown);
    }
    counts.protocoles += contracts().filter(|c| c.family == Family::Protocole && c.status == Status::Met).count();
    counts.late += contracts().filter(|contract| contract.status == Status::Late).count();
    counts.postponed += contracts().filter(|contract| contract.status == Status::Postponed).count();
    counts.disputed += contracts().filter(|contract| contract.disputed).count();
}

/// The count of territories announced last for a region, or the whole country, as of a day not after the clock's.
#[must_use]
pub fn announced_figure(programme: &Programme, region: Option<RegionCode>, phase: Phase) -> Option<Figure> {
    let record = programme.record();
    let subjects: Vec<_> = match region {
        Some(code) => record.in_region(code).collect(),
        None => record.subjects().iter().filter(|s| matches!(s.noun, Noun::Figure(_, None, _))).collect(),
    };
    subjects
        .into_iter()
        .filter_map(|subject| programme.figure_of(subject.id))
        .filter(|figure| {
            figure.counted == Counted::Territories
                && figure.region == region
                && figure.phase == phase
                && !figure.as_of.is_open()
                && figure.as_of.earliest() <= programme.day()
        })
        .max_by_key(|figure| figure.as_of)
        .cloned()
}

/// The sentence of a region on each day on which it changed, oldest first: the days from which anything was known.
#[must_use]
pub fn history(programme: &Programme, code: RegionCode, phase: Phase) -> Vec<(NaiveDate, RegionStatus)> {
    let record = programme.record();
    let last = phase.last_day().map_or(programme.day(), |last| last.min(programme.day()));
    let mut days: Vec<NaiveDate> = record
        .in_region(code)
        .flat_map(|subject| [subject].into_iter().chain(record.about(subject.id)))
        .flat_map(|subject| &subject.statements)
        .map(|statement| statement.known_on)
        .filter(|day| (phase.first_day()..=last).contains(day))
        .collect();
    days.sort_unstable();
    days.dedup();
    let mut history: Vec<(NaiveDate, RegionStatus)> = Vec::new();
    for day in days {
        let clock = Clock { known_on: day, ..*programme.clock() };
        let Some(status) = of_region(&Programme::at(Arc::clone(record), clock), code, phase) else { continue };
        let said = |status: &RegionStatus| status.sentence.0.iter().skip(1).cloned().collect::<Vec<_>>();
        if history.last().is_none_or(|(_, before)| said(before) != said(&status)) {
            history.push((day, status));
        }
    }
    history
}
