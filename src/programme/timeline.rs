//! The timeline: every dated thing of the programme as rows of one shape, in the order of their days.

mod kind;
mod row;

use std::{collections::HashSet, str::FromStr, sync::Arc};

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    contract::TerritoryName, date::Edtf, departement::DepartementCode, filter::Filter, life::Life, phase::Phase,
    question::QuestionId, region::RegionCode, search::fold, source::Source, status::Status, territory::TerritoryId,
    view::Programme,
};
use crate::store::{Key, SubjectId};
pub use kind::Kind;
pub use row::item;

/// A row of the timeline: one subject with the life of its dates.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Item {
    /// The subject's key.
    #[schema(value_type = String, example = "contract:1-ti-7505-contrat")]
    pub key: Key,
    /// What it is.
    pub kind: Kind,
    /// What it is called, in French.
    pub title: String,
    /// Its phase.
    #[schema(value_type = i32)]
    pub phase: Phase,
    /// The regions that it lies in or that take part; none: the whole country.
    #[schema(value_type = Vec<String>)]
    pub regions: Vec<RegionCode>,
    /// The départements of its territory.
    #[schema(value_type = Vec<String>)]
    pub departements: Vec<DepartementCode>,
    /// Its territory, for a contract.
    pub territory: Option<TerritoryName>,
    /// How it stands at the clock.
    pub status: Status,
    /// The date that places it on the timeline (EDTF): when it came about, was approved or is promised for; null
    /// where no date is known.
    #[schema(value_type = Option<String>)]
    pub date: Option<Edtf>,
    /// When it was promised for, with the trail of earlier promises.
    pub promised: Option<Life>,
    /// When it was approved.
    pub approved: Option<Life>,
    /// When it came about: signed, held, counted, asked.
    pub met: Option<Life>,
    /// For a question, its answer.
    pub answered: Option<Life>,
    /// A rank or a count, where it has one.
    pub number: Option<Life>,
    /// How many signatures of a wave are identified.
    pub identified: Option<usize>,
    /// Days from the first promise to the date met, or to the promise retained.
    pub slippage_days: Option<i64>,
    /// Days since the last day of the promise, where it is late.
    pub late_days: Option<i64>,
    /// Whether sources contradict each other.
    pub disputed: bool,
    /// Where.
    pub place: Option<String>,
    /// Its version.
    pub version: i64,
    /// Who says so.
    pub sources: Vec<Arc<Source>>,
    /// The other territories that it is about.
    #[serde(skip)]
    pub about: Vec<TerritoryId>,
    /// Its place in the order.
    #[serde(skip)]
    pub position: Position,
}

/// A place in the order of the timeline: the last day of its date (the end of time where it has none), then the
/// subject's number, which no two share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The last day.
    pub day: NaiveDate,
    /// The subject.
    pub subject: SubjectId,
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.day == NaiveDate::MAX { write!(f, "undated") } else { write!(f, "{}", self.day) }?;
        write!(f, "_{}", self.subject.0)
    }
}

impl FromStr for Position {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (day, subject) = text.split_once('_').ok_or(())?;
        let day = if day == "undated" { NaiveDate::MAX } else { day.parse().map_err(|_| ())? };
        Ok(Self { day, subject: SubjectId(subject.parse().map_err(|_| ())?) })
    }
}

/// One page of the timeline.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// The rows.
    pub items: Vec<&'a Item>,
    /// The place of the last row, where more follow.
    pub next: Option<Position>,
}

/// The rows that pass `filter`, in order, from after `after`, at most `limit`.
///
/// With a region or a territory in the filter only the subjects ever said to lie there are evaluated; without, those
/// of each day in turn until the page is full. So a page costs what it holds, at a new clock too.
#[must_use]
pub fn page<'a>(programme: &'a Programme, filter: &Filter, after: Option<Position>, limit: usize) -> Page<'a> {
    let mut items = Vec::with_capacity(limit.min(256));
    let full = walk(programme, filter, after, |item| {
        items.push(item);
        items.len() > limit
    });
    let next = if full {
        items.truncate(limit);
        items.last().map(|item: &&Item| item.position)
    } else {
        None
    };
    Page { items, next }
}

/// Every row that passes `filter`, in order.
#[must_use]
pub fn all<'a>(programme: &'a Programme, filter: &Filter) -> Vec<&'a Item> {
    page(programme, filter, None, usize::MAX - 1).items
}

/// How many rows pass `filter`: the one thing that costs as much as the whole.
#[must_use]
pub fn total(programme: &Programme, filter: &Filter) -> usize {
    let mut total = 0;
    walk(programme, filter, None, |_| {
        total += 1;
        false
    });
    total
}

/// Calls `take` with each row that passes, in order, until it says stop; whether it did.
pub fn walk<'a>(
    programme: &'a Programme,
    filter: &Filter,
    after: Option<Position>,
    mut take: impl FnMut(&'a Item) -> bool,
) -> bool {
    let later = |position: Position| after.is_none_or(|after| position > after);
    if let Some(candidates) = candidates(programme, filter) {
        let mut items: Vec<&Item> = candidates
            .into_iter()
            .filter_map(|id| item(programme, id))
            .filter(|item| later(item.position) && passes(item, filter))
            .collect();
        items.sort_by_key(|item| item.position);
        return items.into_iter().any(take);
    }
    let by_day = programme.record().by_day();
    let from = filter.from.into_iter().chain(after.map(|after| after.day)).max();
    let first = from.map_or(0, |from| by_day.partition_point(|(day, _)| *day < from));
    by_day.get(first..).unwrap_or_default().iter().any(|(day, subject)| {
        let position = Position { day: *day, subject: *subject };
        later(position)
            && item(programme, *subject)
                .is_some_and(|item| item.position == position && passes(item, filter) && take(item))
    })
}

/// The subjects that can pass a filter by place; none where it names no place.
fn candidates(programme: &Programme, filter: &Filter) -> Option<HashSet<SubjectId>> {
    let record = programme.record();
    if let Some(territory) = &filter.territory {
        let subject = record.find(&territory.key());
        return Some(subject.into_iter().flat_map(|subject| record.about(subject.id)).map(|about| about.id).collect());
    }
    let departement = filter.departement.and_then(|code| programme.departement(code)?.region);
    let region = filter.region.or(departement)?;
    let mut candidates: HashSet<SubjectId> = HashSet::new();
    for subject in record.in_region(region) {
        candidates.insert(subject.id);
        candidates.extend(record.about(subject.id).map(|about| about.id));
    }
    for source in
        record.in_region(region).flat_map(|subject| &subject.statements).map(|statement| &statement.source.key)
    {
        if let Some(question) = question_of(source).and_then(|key| record.find(&key)) {
            candidates.insert(question.id);
        }
    }
    Some(candidates)
}

/// The question of which a source is the text or the answer.
fn question_of(source: &Key) -> Option<Key> {
    let (question, _) = source.identity().rsplit_once('/')?;
    question.parse::<QuestionId>().ok().map(|id| id.key())
}

/// Whether a row passes a filter.
#[must_use]
pub fn passes(item: &Item, filter: &Filter) -> bool {
    filter.phase.is_none_or(|phase| item.phase == phase)
        && filter.region.is_none_or(|code| item.regions.contains(&code))
        && filter.departement.is_none_or(|code| item.departements.contains(&code))
        && filter.territory.as_ref().is_none_or(|id| {
            item.territory.as_ref().is_some_and(|territory| territory.id == *id) || item.about.contains(id)
        })
        && (filter.kinds.is_empty() || filter.kinds.contains(&item.kind))
        && (filter.statuses.is_empty() || filter.statuses.contains(&item.status))
        && filter.disputed.is_none_or(|disputed| item.disputed == disputed)
        && in_window(item.date.as_ref(), filter)
        && filter.q.as_ref().is_none_or(|q| matches_words(item, q))
}

/// Whether a date meets the window of a filter; no date meets only the open window.
pub fn in_window(date: Option<&Edtf>, filter: &Filter) -> bool {
    match date {
        None => filter.from.is_none() && filter.to.is_none(),
        Some(date) => {
            filter.from.is_none_or(|from| date.latest() >= from) && filter.to.is_none_or(|to| date.earliest() <= to)
        }
    }
}

fn matches_words(item: &Item, query: &str) -> bool {
    let place = item.place.as_deref().unwrap_or_default();
    let haystack = fold(&format!("{} {place} {}", item.title, item.kind.french()));
    let query = fold(query);
    // Signs alone are no words: nothing has them.
    !query.is_empty() && query.split(' ').all(|word| haystack.contains(word))
}
