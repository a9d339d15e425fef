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

/// The subjects of each of many things. A record that follows another shares all sets but those that have grown.
type Sets<K> = Arc<HashMap<K, Arc<BTreeSet<SubjectId>>>>;

/// The ways to find a subject. Cloning shares them; adding copies only what it changes.
#[derive(Clone, Debug, Default)]
pub(super) struct Finder {
    keys: Arc<HashMap<Key, SubjectId>>,
    /// The keys that came last, apart: an edit that makes a subject copies these, and not all of them.
    new_keys: HashMap<Key, SubjectId>,
    regions: Sets<RegionCode>,
    territories: Sets<SubjectId>,
    sources: Sets<SubjectId>,
    days: Arc<Vec<(NaiveDate, SubjectId)>>,
}

/// How many keys are kept apart.
const MANY_KEYS: usize = 128;

/// Above how many new days sorting the whole costs less than putting each in its place.
const MANY_DAYS: usize = 64;

impl Finder {
    /// Makes a new subject findable by what it is.
    pub(super) fn add(&mut self, id: SubjectId, key: &Key, noun: &Noun, days: &mut Vec<(NaiveDate, SubjectId)>) {
        if self.new_keys.len() >= MANY_KEYS {
            Arc::make_mut(&mut self.keys).extend(self.new_keys.drain());
        }
        self.new_keys.insert(key.clone(), id);
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
        self.new_keys.get(key).or_else(|| self.keys.get(key)).copied()
    }

    pub(super) fn region(&self, region: RegionCode) -> impl Iterator<Item = SubjectId> {
        self.regions.get(&region).into_iter().flat_map(|set| set.iter()).copied()
    }

    pub(super) fn territory(&self, territory: SubjectId) -> impl Iterator<Item = SubjectId> {
        self.territories.get(&territory).into_iter().flat_map(|set| set.iter()).copied()
    }

    pub(super) fn source(&self, source: SubjectId) -> impl Iterator<Item = SubjectId> {
        self.sources.get(&source).into_iter().flat_map(|set| set.iter()).copied()
    }

    pub(super) fn days(&self) -> &[(NaiveDate, SubjectId)] {
        &self.days
    }
}

/// Whether a noun has a place on the timeline.
fn is_dated(noun: &Noun) -> bool {
    matches!(noun, Noun::Contract(..) | Noun::Copil(..) | Noun::Milestone(_) | Noun::Figure(..) | Noun::Question(_))
}

fn insert<K: Hash + Eq + Clone>(index: &mut Sets<K>, key: K, id: SubjectId) {
    if !index.get(&key).is_some_and(|set| set.contains(&id)) {
        Arc::make_mut(Arc::make_mut(index).entry(key).or_default()).insert(id);
    }
}
