//! Occasions: committees and milestones, which files seldom name alike. A fact whose kind, region and day meet
//! those of one known subject is a statement about it, never a second subject.

use std::collections::{BTreeSet, HashMap};

use super::{
    known,
    plan::{Plan, Target},
};
use crate::{
    programme::{
        copil::Level,
        date::Edtf,
        milestone::MilestoneKind,
        property::Property,
        record::{Noun, Record, Subject},
        region::RegionCode,
        territory::TerritoryId,
        value::Value,
    },
    store::Key,
};

/// What kind of occasion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A committee of that level.
    Copil(Level),
    /// A milestone of that kind.
    Milestone(MilestoneKind),
}

/// What a line tells of an occasion: enough to know it again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// The regions it took place in or was about; none: the whole country.
    pub regions: BTreeSet<RegionCode>,
    /// The territories it was about.
    pub territories: BTreeSet<TerritoryId>,
    /// When it was promised for, and held.
    pub dates: Vec<Edtf>,
}

/// The occasions known, and those that the file has made so far.
#[derive(Debug, Default)]
pub(super) struct Occasions(HashMap<Kind, Vec<(Target, Traits)>>);

impl Traits {
    /// Whether both may be the same occasion: their regions are the same, their territories meet where both have
    /// some, and so do their days. An open date (“not later than”) meets all on its side: whoever means another occasion
    /// names it by its key.
    fn meets(&self, other: &Self) -> bool {
        self.regions == other.regions
            && (self.territories.is_empty()
                || other.territories.is_empty()
                || !self.territories.is_disjoint(&other.territories))
            && self.dates.iter().any(|date| other.dates.iter().any(|day| date.overlaps(day)))
    }

    fn of(subject: &Subject) -> Self {
        let mut traits = Self::default();
        if let Noun::Copil(_, Some(code)) = subject.noun {
            traits.regions.insert(code);
        }
        for statement in known::standing(&subject.statements) {
            match (&statement.value, statement.property) {
                (Value::Region(code), Property::Region) => drop(traits.regions.insert(*code)),
                (Value::Territory(id), _) => drop(traits.territories.insert(id.clone())),
                (Value::Date(date), Property::Promised | Property::Held) => traits.dates.push(*date),
                _ => {}
            }
        }
        traits
    }
}

impl Occasions {
    fn of(record: &Record) -> Self {
        let mut occasions = Self::default();
        for subject in record.subjects() {
            let kind = match subject.noun {
                Noun::Copil(level, _) => Kind::Copil(level),
                Noun::Milestone(kind) => Kind::Milestone(kind),
                _ => continue,
            };
            occasions.0.entry(kind).or_default().push((Target::Known(subject.id), Traits::of(subject)));
        }
        occasions
    }
}

impl Plan<'_> {
    /// The occasions that a fact may be about: known ones, or made by an earlier line.
    #[must_use]
    pub fn occasions_like(&mut self, kind: Kind, traits: &Traits) -> Vec<Target> {
        let record = self.record;
        let occasions = self.occasions.get_or_insert_with(|| Occasions::of(record));
        let like = occasions.0.get(&kind).into_iter().flatten().filter(|(_, known)| known.meets(traits));
        let mut like: Vec<Target> = like.map(|(target, _)| *target).collect();
        like.sort_unstable();
        like.dedup();
        like
    }

    /// Remembers what a line told of an occasion, for the lines that follow.
    pub fn remember(&mut self, kind: Kind, target: Target, traits: Traits) {
        let record = self.record;
        let occasions = self.occasions.get_or_insert_with(|| Occasions::of(record));
        occasions.0.entry(kind).or_default().push((target, traits));
    }

    /// The occasion of that key, or the one that `traits` fit, or a new one of a key derived from them.
    ///
    /// # Errors
    /// The candidates, as text, where there are several.
    pub fn occasion(
        &mut self,
        kind: Kind,
        key: Option<Key>,
        line: u32,
        traits: Traits,
        salt: &str,
    ) -> Result<Target, String> {
        let target = match key {
            Some(key) => self.made(kind, &key, line, &traits),
            None => match self.occasions_like(kind, &traits).as_slice() {
                [one] => *one,
                [] => self.made(kind, &derived(kind, &traits, salt), line, &traits),
                several => return Err(self.told(several)),
            },
        };
        self.remember(kind, target, traits);
        Ok(target)
    }

    fn made(&mut self, kind: Kind, key: &Key, line: u32, traits: &Traits) -> Target {
        self.subject(key, line, || match kind {
            Kind::Copil(Level::National) => Noun::Copil(Level::National, None),
            Kind::Copil(level) => Noun::Copil(level, traits.regions.first().copied()),
            Kind::Milestone(kind) => Noun::Milestone(kind),
        })
    }

    /// Occasions with their keys and days, for a message.
    fn told(&self, targets: &[Target]) -> String {
        let told = targets.iter().filter_map(|target| {
            let key = self.key(*target)?;
            let held = self.known(*target).and_then(|subject| {
                let mut dates = known::standing(&subject.statements).filter(|known| known.property == Property::Held);
                dates.next().map(|statement| format!(" ({})", statement.value))
            });
            Some(format!("{key}{}", held.unwrap_or_default()))
        });
        told.collect::<Vec<_>>().join(", ")
    }
}

/// The key of a new occasion: its kind, where, and when; without a date, `salt` tells it apart.
fn derived(kind: Kind, traits: &Traits, salt: &str) -> Key {
    let kind = match kind {
        Kind::Copil(_) => "copil".to_owned(),
        Kind::Milestone(kind) => format!("milestone:{}", kind.name()),
    };
    let place = match (traits.territories.first(), traits.regions.first()) {
        (Some(id), _) if traits.territories.len() == 1 => id.to_string(),
        (_, Some(code)) if traits.regions.len() == 1 => code.to_string(),
        (_, Some(_)) => traits.regions.iter().map(RegionCode::as_str).collect::<Vec<_>>().join("-"),
        _ => "national".to_owned(),
    };
    let date = traits.dates.first().map_or_else(
        || format!("undated-{}", super::sources::short_hash(salt)),
        |date| date.to_string().replace("../", "until-").replace("/..", "-on").replace('/', "--"),
    );
    Key::new(format!("{kind}:{place}:{date}"))
}
