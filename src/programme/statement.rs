//! The statement in memory: parsed, with its decisions, and whether it counts at a clock.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::{clock::Clock, property::Property, reason::Reason, source::Source, value::Value};
use crate::store::{Confidence, DecisionKind, Moment, Role, StatementId, SubjectId};

/// The very words of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Quote {
    /// The words.
    pub text: Box<str>,
    /// Where they begin in the stored text, in characters; null where that text is not stored.
    pub start: Option<i32>,
    /// Where they end, exclusive.
    pub end: Option<i32>,
}

/// A decision on a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its number.
    pub id: i64,
    /// What was decided.
    pub kind: DecisionKind,
    /// Why.
    pub reason: Box<str>,
    /// The decision that it takes back.
    pub undoes: Option<i64>,
    /// The journal line that recorded it.
    pub journal: i64,
    /// In which role.
    pub role: Role,
    /// When.
    pub recorded_at: Moment,
}

/// One fact as one source states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Its number.
    pub id: StatementId,
    /// What it gives.
    pub property: Property,
    /// The value.
    pub value: Value,
    /// The value's words as written.
    pub words: Option<Box<str>>,
    /// The source's subject.
    pub source_id: SubjectId,
    /// The source.
    pub source: Arc<Source>,
    /// The sentence.
    pub quote: Option<Arc<Quote>>,
    /// The day from which it was publicly known.
    pub known_on: NaiveDate,
    /// Whether that day is inferred.
    pub known_inferred: bool,
    /// What it corrects.
    pub supersedes: Option<StatementId>,
    /// How sure the reading is, of what was read in a text.
    pub confidence: Option<Confidence>,
    /// Why the date moved, where its source says it.
    pub reason: Option<Reason>,
    /// Whether it waits for a decision.
    pub proposed: bool,
    /// The journal line that recorded it.
    pub journal: i64,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// In which role it was recorded.
    pub role: Role,
    /// The decisions on it, in their order.
    pub decisions: Vec<Decision>,
}

/// How a statement stands at a clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It counts.
    Counts,
    /// A statement that stands too corrects it: it competes no more.
    Superseded,
    /// It waits for a decision.
    Proposed,
    /// A decision says that it is no fact.
    Refused,
    /// It should never have been recorded.
    Struck,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 5] = [Self::Counts, Self::Superseded, Self::Proposed, Self::Refused, Self::Struck];

    /// Its name in addresses, files and the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Counts => "counts",
            Self::Superseded => "superseded",
            Self::Proposed => "proposed",
            Self::Refused => "refused",
            Self::Struck => "struck",
        }
    }
}

impl Statement {
    /// How the decisions taken by `recorded_at` (none: all of them) leave it; none where it was not yet recorded. A
    /// strike takes it away at every known on (rule 1).
    #[must_use]
    pub fn decided(&self, recorded_at: Option<Moment>) -> Option<Standing> {
        let by_then = |moment: Moment| recorded_at.is_none_or(|limit| moment <= limit);
        if !by_then(self.recorded_at) {
            return None;
        }
        let mut standing = if self.proposed { Standing::Proposed } else { Standing::Counts };
        for decision in self.in_force(recorded_at) {
            match decision.kind {
                DecisionKind::Strike => return Some(Standing::Struck),
                DecisionKind::Accept => standing = Standing::Counts,
                DecisionKind::Refuse => standing = Standing::Refused,
                DecisionKind::Pin | DecisionKind::TakeBack => {}
            }
        }
        Some(standing)
    }

    /// The decisions taken by `recorded_at` (none: all of them) that no later one by then takes back.
    pub fn in_force(&self, recorded_at: Option<Moment>) -> impl DoubleEndedIterator<Item = &Decision> {
        self.decisions.iter().filter(move |decision| self.is_in_force(decision, recorded_at))
    }

    /// Whether a decision was taken by then and is not taken back: what takes it back may be taken back itself.
    fn is_in_force(&self, decision: &Decision, recorded_at: Option<Moment>) -> bool {
        recorded_at.is_none_or(|limit| decision.recorded_at <= limit)
            && !self
                .decisions
                .iter()
                .any(|later| later.undoes == Some(decision.id) && self.is_in_force(later, recorded_at))
    }

    /// Whether readers are not shown it: what a reader proposed, until it is accepted.
    #[must_use]
    pub fn is_withheld(&self, standing: Standing) -> bool {
        self.role == Role::Reader && matches!(standing, Standing::Proposed | Standing::Refused)
    }

    /// Whether it is part of the record as it stood at `recorded_at` (none: as it stands): recorded by then,
    /// accepted, and not struck.
    #[must_use]
    pub fn stands(&self, recorded_at: Option<Moment>) -> bool {
        self.decided(recorded_at) == Some(Standing::Counts)
    }

    /// The moment at which it was pinned, the latest one at the clock.
    #[must_use]
    pub fn pinned(&self, recorded_at: Option<Moment>) -> Option<Moment> {
        self.in_force(recorded_at)
            .filter(|decision| decision.kind == DecisionKind::Pin)
            .map(|decision| decision.recorded_at)
            .next_back()
    }
}

/// What corrects a statement of `all` at `clock`: the first that supersedes it and stands, at every known on.
#[must_use]
pub fn correction<'a>(all: &'a [Statement], id: StatementId, clock: &Clock) -> Option<&'a Statement> {
    all.iter().find(|other| other.supersedes == Some(id) && other.stands(clock.recorded_at))
}

/// How a statement of `all` stands at `clock`; none where it was not yet known, or not yet recorded.
#[must_use]
pub fn standing(all: &[Statement], statement: &Statement, clock: &Clock) -> Option<Standing> {
    if statement.known_on > clock.known_on {
        return None;
    }
    match statement.decided(clock.recorded_at)? {
        Standing::Counts if correction(all, statement.id, clock).is_some() => Some(Standing::Superseded),
        decided => Some(decided),
    }
}

/// The statements of `all` that quote a text and count at `clock`, wait for a decision, or were refused.
pub fn read<'a>(all: &'a [Statement], clock: &Clock) -> impl Iterator<Item = (&'a Statement, Standing)> {
    let clock = *clock;
    all.iter().filter_map(move |statement| {
        let standing = standing(all, statement, &clock)?;
        let read = matches!(standing, Standing::Counts | Standing::Proposed | Standing::Refused);
        (read && statement.quote.is_some()).then_some((statement, standing))
    })
}

/// The statements of `all` that count at `clock`, in the order of their recording: known by its day, standing at
/// its moment, and corrected by none that stands too.
pub fn counting<'a>(all: &'a [Statement], clock: &Clock) -> impl Iterator<Item = &'a Statement> {
    let clock = *clock;
    all.iter().filter(move |statement| standing(all, statement, &clock) == Some(Standing::Counts))
}
