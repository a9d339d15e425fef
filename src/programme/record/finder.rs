//! What finds subjects in a record: by key, region, territory, source and day. Every way in is a superset that holds
//! at whatever clock; what counts is told by the statements.

use std::{
    collections::{BTreeSet, HashMap},
    hash::Hash,
    sync::Arc,
};

use chrono::NaiveDate;

use super::Noun;
use crate::{
    programme::{property::Property, region::RegionCode, value::Value},
    store::{Key, SubjectId},
};

/// The ways to find a subject. Cloning shares them; adding copies only what it changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Finder {
    keys: Arc<HashMap<Key, SubjectId>>,
    regions: Arc<HashMap<RegionCode, BTreeSet<SubjectId>>>,
    territories: Arc<HashMap<SubjectId, BTreeSet<SubjectId>>>,
    sources: Arc<HashMap<SubjectId, BTreeSet<SubjectId>>>,
    days: Arc<Vec<(NaiveDate, SubjectId)>>,
}

/// Above how many new days sorting the whole costs less than putting each in its place.
const MANY_DAYS: usize = 64;

impl Finder {
    /// Makes a new subject findable by what it is.
    pub(super) fn add(&mut self, id: SubjectId, key: &Key, noun: &Noun, days: &mut Vec<(NaiveDate, SubjectId)>) {
        Arc::make_mut(&mut self.keys).insert(key.clone(), id);
        match noun {
            Noun::Contract(_, territory) => insert(&mut self.territories, *territory, id),
            Noun::Copil(_, Some(region)) | Noun::Figure(_, Some(region), _) => insert(&mut self.regions, *region, id),
            _ => {}
        }
        if let Noun::Figure(_, _, as_of) = noun {
            days.push((as_of.latest(), id));
        }
        if is_dated(noun) {
            days.push((NaiveDate::MAX, id));
        }
    }

    /// Makes a subject findable by what a statement says of it.
    pub(super) fn say(
        &mut self,
        (id, noun): (SubjectId, &Noun),
        source: SubjectId,
        (property, value): (Property, &Value),
        days: &mut Vec<(NaiveDate, SubjectId)>,
    ) {
        insert(&mut self.sources, source, id);
        match value {
            Value::Region(code) => insert(&mut self.regions, *code, id),
            Value::Territory(territory) => {
                if let Some(territory) = self.key(&territory.key()) {
                    insert(&mut self.territories, territory, id);
                }
            }
            Value::Date(date) if property != Property::Term && is_dated(noun) => days.push((date.latest(), id)),
            _ => {}
        }
    }

    /// Puts days in their order.
    pub(super) fn sort_in(&mut self, mut new: Vec<(NaiveDate, SubjectId)>) {
        if new.is_empty() {
            return;
        }
        let days = Arc::make_mut(&mut self.days);
        if new.len() > MANY_DAYS {
            days.append(&mut new);
            days.sort_unstable();
            days.dedup();
            return;
        }
        for day in new {
            if let Err(place) = days.binary_search(&day) {
                days.insert(place, day);
            }
        }
    }

    pub(super) fn key(&self, key: &Key) -> Option<SubjectId> {
        self.keys.get(key).copied()
    }

    pub(super) fn region(&self, region: RegionCode) -> impl Iterator<Item = SubjectId> {
        self.regions.get(&region).into_iter().flatten().copied()
    }

    pub(super) fn territory(&self, territory: SubjectId) -> impl Iterator<Item = SubjectId> {
        self.territories.get(&territory).into_iter().flatten().copied()
    }

    pub(super) fn source(&self, source: SubjectId) -> impl Iterator<Item = SubjectId> {
        self.sources.get(&source).into_iter().flatten().copied()
    }

    pub(super) fn days(&self) -> &[(NaiveDate, SubjectId)] {
        &self.days
    }
}

/// Whether a noun has a place on the timeline.
fn is_dated(noun: &Noun) -> bool {
    matches!(noun, Noun::Contract(..) | Noun::Copil(..) | Noun::Milestone(_) | Noun::Figure(..) | Noun::Question(_))
}

fn insert<K: Hash + Eq + Clone>(index: &mut Arc<HashMap<K, BTreeSet<SubjectId>>>, key: K, id: SubjectId) {
    if !index.get(&key).is_some_and(|set| set.contains(&id)) {
        Arc::make_mut(index).entry(key).or_default().insert(id);
    }
}
