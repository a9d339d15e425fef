//! The life of a property: which value is retained and why (rule 3), the trail of a promise, what is disputed
//! (rule 4).

use std::{cmp::Reverse, sync::Arc};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    clock::Clock,
    date::Edtf,
    property::Property,
    reason::Reason,
    source::Source,
    statement::{Quote, Statement},
    value::{Gap, Value},
};
use crate::store::{Moment, Role, StatementId};

/// What one source says, as readers get it.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Said {
    /// The number of the statement.
    #[schema(value_type = i64)]
    pub statement: StatementId,
    /// The value: EDTF for a date, or the word for why there is none.
    #[schema(value_type = String)]
    pub value: Value,
    /// The value as a French reader would write it.
    pub french: String,
    /// The first day of a date.
    pub earliest: Option<NaiveDate>,
    /// The last day of a date.
    pub latest: Option<NaiveDate>,
    /// The words as the source writes them.
    pub words: Option<Box<str>>,
    /// Why the date moved, where its source says it.
    pub reason: Option<Reason>,
    /// According to whom.
    pub source: Arc<Source>,
    /// The sentence, word for word.
    pub quote: Option<Arc<Quote>>,
    /// The day from which it was publicly known.
    pub known_on: NaiveDate,
    /// Whether that day is inferred, the source bearing no date.
    pub known_inferred: bool,
    /// When Jalons learned it.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Moment,
}

/// Why a value is the one retained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// No source says otherwise.
    Agreed,
    /// An official pinned it.
    Pinned,
    /// Its kind of source weighs more.
    Source,
    /// It is the latest known.
    LatestKnown,
    /// It is the most precise.
    MostPrecise,
    /// It was recorded last.
    LatestRecorded,
}

impl Why {
    /// The reason in French: what answers “Pourquoi cette date ?”.
    #[must_use]
    pub fn french(self, property: Property) -> &'static str {
        match self {
            Self::Agreed => "aucune source connue ne la contredit",
            Self::Pinned => "elle a été retenue par un agent habilité",
            Self::Source => "sa source a plus de poids que celles des autres valeurs",
            Self::LatestKnown if property.is_promise() => "c’est la dernière promesse connue",
            Self::LatestKnown => "à source de même poids, c’est la dernière connue",
            Self::MostPrecise => "à source de même poids et connue le même jour, c’est la plus précise",
            Self::LatestRecorded => "à égalité, c’est la dernière enregistrée",
        }
    }
}

/// What is said of one single-valued property of a subject, at a clock.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Life {
    /// The value retained, with who says so.
    #[serde(flatten)]
    pub retained: Said,
    /// Why this one.
    pub why: Why,
    /// Whether sources contradict each other. Promises move, and are not disputed.
    pub disputed: bool,
    /// The earlier promises, from the first; empty for what is no promise.
    pub trail: Vec<Said>,
    /// What the other sources say: confirmations and contradictions.
    pub others: Vec<Said>,
    /// Of which property.
    #[serde(skip)]
    pub property: Property,
}

impl Life {
    /// What counts of `property` at the clock; none if nothing does.
    #[must_use]
    pub fn of(statements: &[&Statement], property: Property, clock: &Clock) -> Option<Self> {
        let mut ranked: Vec<&Statement> =
            statements.iter().copied().filter(|statement| statement.property == property).collect();
        let all = ranked.clone();
        let weight = |statement: &&Statement| weight(statement, rank(statement, &all), clock);
        ranked.sort_by_cached_key(|statement| Reverse(weight(statement)));
        let (retained, rest) = ranked.split_first()?;
        let rival = rest.iter().find(|other| other.value != retained.value);
        let why = rival.map_or(Why::Agreed, |rival| reason(&weight(retained), &weight(rival)));
        let disputed = !property.is_promise()
            && ranked
                .iter()
                .enumerate()
                .any(|(index, one)| ranked.iter().skip(index + 1).any(|two| !one.value.agrees_with(&two.value)));
        let (mut trail, others): (Vec<&Statement>, Vec<&Statement>) =
            rest.iter().partition(|other| property.is_promise() && other.value != retained.value);
        trail.sort_by_key(|statement| (statement.known_on, statement.recorded_at, statement.id));
        trail.dedup_by(|later, earlier| later.value == earlier.value);
        Some(Self {
            retained: Said::by(retained),
            why,
            disputed,
            trail: trail.into_iter().map(Said::by).collect(),
            others: others.into_iter().map(Said::by).collect(),
            property,
        })
    }

    /// The date retained, where it is one.
    #[must_use]
    pub fn date(&self) -> Option<&Edtf> {
        self.retained.value.date()
    }

    /// Why there is no date, where there is none.
    #[must_use]
    pub fn gap(&self) -> Option<Gap> {
        self.retained.value.gap()
    }

    /// The first date that was ever given: of the trail, or the one retained.
    #[must_use]
    pub fn first_date(&self) -> Option<&Edtf> {
        self.trail.iter().chain([&self.retained]).find_map(|said| said.value.date())
    }

    /// The values that the one retained contradicts.
    pub fn contradicted(&self) -> impl Iterator<Item = &Said> {
        self.others.iter().filter(|other| self.disputed && !other.value.agrees_with(&self.retained.value))
    }

    /// The values that agree with the one retained.
    pub fn confirmed(&self) -> impl Iterator<Item = &Said> {
        self.others.iter().filter(|other| !self.disputed || other.value.agrees_with(&self.retained.value))
    }

    /// Everything said, the one retained first.
    pub fn all(&self) -> impl Iterator<Item = &Said> {
        [&self.retained].into_iter().chain(&self.trail).chain(&self.others)
    }

    /// The answer to “Pourquoi cette date ?”.
    #[must_use]
    pub fn why_french(&self) -> &'static str {
        self.why.french(self.property)
    }
}

impl Said {
    /// What a statement says.
    #[must_use]
    pub fn by(statement: &Statement) -> Self {
        Self {
            statement: statement.id,
            value: statement.value.clone(),
            french: statement.value.french(),
            earliest: statement.value.earliest(),
            latest: statement.value.latest(),
            words: statement.words.clone(),
            reason: statement.reason,
            source: Arc::clone(&statement.source),
            quote: statement.quote.clone(),
            known_on: statement.known_on,
            known_inferred: statement.known_inferred,
            recorded_at: statement.recorded_at,
        }
    }
}

/// What decides between two statements, in this order. For a promise the latest known goes before the source, and the
/// latest recorded before the most precise: whoever promises twice in a day means the second.
type Weight = (bool, Option<Moment>, u8, NaiveDate, u8, Option<Moment>, Reverse<i64>, Moment, StatementId);

/// How much the source of a statement weighs among all that is said of its property. What an official promises takes the
/// place of what an official promised before on the same day, though that was borne out by a document and this is not: it
/// is her own word that she moves.
fn rank(statement: &Statement, all: &[&Statement]) -> u8 {
    let own = statement.source.kind.rank();
    let is_officials = |one: &Statement| matches!(one.role, Role::Official | Role::National);
    if !statement.property.is_promise() || !is_officials(statement) {
        return own;
    }
    let is_replaced = |other: &&&Statement| {
        is_officials(other) && other.known_on == statement.known_on && other.recorded_at <= statement.recorded_at
    };
    all.iter().filter(is_replaced).map(|other| other.source.kind.rank()).fold(own, u8::max)
}

fn weight(statement: &Statement, rank: u8, clock: &Clock) -> Weight {
    let says_something = statement.value != Value::Gap(Gap::Unknown);
    let (before, after) = if statement.property.is_promise() { (0, rank) } else { (rank, 0) };
    (
        says_something,
        statement.pinned(clock.recorded_at),
        before,
        statement.known_on,
        after,
        statement.property.is_promise().then_some(statement.recorded_at),
        Reverse(statement.value.span_days()),
        statement.recorded_at,
        statement.id,
    )
}

fn reason(one: &Weight, two: &Weight) -> Why {
    if one.1 != two.1 {
        Why::Pinned
    } else if one.2 != two.2 {
        Why::Source
    } else if one.3 != two.3 {
        Why::LatestKnown
    } else if one.4 != two.4 {
        Why::Source
    } else if one.5 != two.5 {
        Why::LatestRecorded
    } else if one.6 != two.6 || one.0 != two.0 {
        Why::MostPrecise
    } else {
        Why::LatestRecorded
    }
}
