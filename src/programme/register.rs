//! The register: what each line of the journal changed, as anybody may be told of it: what, from what to what, when, in
//! which role and why. Nobody's name is in it, and nothing that a reader has proposed and nobody has accepted.

mod action;
mod change;

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    clock::{Clock, day_in_paris},
    name,
    record::{JournalLine, Noun},
    region::RegionCode,
    rights,
    view::Programme,
};
use crate::store::{Key, Role};

pub use change::{Change, Shown, What};

/// Above how many statements and decisions a line is told by its counts.
pub const MANY: i64 = 20;

/// The journal, read at the moment of a clock. Its day plays no part: each line tells what was known when it was written.
#[derive(Debug)]
pub struct Register<'p> {
    given: &'p Programme,
    later: Option<Programme>,
}

/// A line of the journal with what it changed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = JournalEntry)]
pub struct Entry {
    /// The line.
    #[serde(flatten)]
    pub line: JournalLine,
    /// What was done, in French.
    #[schema(example = "Signature, Contrat – Lacq-Pau-Tarbes")]
    pub french: String,
    /// The subject that it was done to: the one that its action names, or the only one.
    #[schema(value_type = Option<String>, example = "contract:1-ti-7505-contrat")]
    pub subject: Option<Key>,
    /// The regions that it concerns: those in which a subject of it lies.
    #[schema(value_type = Vec<String>)]
    pub regions: Vec<RegionCode>,
    /// What it changed, statement by statement; empty for a line of more than twenty statements and decisions, which
    /// `/api/v1/statements?journal=` and its number gives.
    pub changes: Vec<Change>,
}

impl<'p> Register<'p> {
    /// The journal as `programme` reads it.
    #[must_use]
    pub fn of(programme: &'p Programme) -> Self {
        let clock = programme.clock();
        let last = programme.record().last_update(clock.recorded_at).map(day_in_paris);
        let later = last.filter(|day| *day > clock.known_on).map(|day| {
            let clock = Clock { known_on: day, recorded_at: clock.recorded_at };
            Programme::at(programme.record().clone(), clock)
        });
        Self { given: programme, later }
    }

    /// What names and regions are read from: the programme on the day of the last line, or later.
    #[must_use]
    pub fn programme(&self) -> &Programme {
        self.later.as_ref().unwrap_or(self.given)
    }

    /// The lines, the oldest first; with a region, those that concern it.
    pub fn lines(&self, region: Option<RegionCode>) -> impl DoubleEndedIterator<Item = &'p JournalLine> {
        let lines = self.given.record().journal_by(self.given.clock().recorded_at);
        lines.filter(move |line| region.is_none_or(|code| self.concerns(line, code)))
    }

    /// The line of a number.
    #[must_use]
    pub fn line(&self, id: i64) -> Option<&'p JournalLine> {
        let written =
            |line: &&JournalLine| self.given.clock().recorded_at.is_none_or(|limit| line.recorded_at <= limit);
        self.given.record().journal_line(id).filter(written)
    }

    /// Whether a subject of a line lies in a region.
    fn concerns(&self, line: &JournalLine, region: RegionCode) -> bool {
        let record = self.given.record();
        let mut subjects = record.subjects_of(line).into_iter().filter_map(|id| record.subject(id));
        subjects.any(|subject| rights::regions_of(self.programme(), subject).contains(&region))
    }

    /// The regions in which the subjects of a line lie, in the order of their codes.
    #[must_use]
    pub fn regions(&self, line: &JournalLine) -> Vec<RegionCode> {
        let record = self.given.record();
        let subjects = record.subjects_of(line).into_iter().filter_map(|id| record.subject(id));
        let mut regions: Vec<RegionCode> =
            subjects.flat_map(|subject| rights::regions_of(self.programme(), subject)).collect();
        regions.sort_unstable();
        regions.dedup();
        regions
    }

    /// A line with what it changed.
    #[must_use]
    pub fn entry(&self, line: &JournalLine) -> Entry {
        let (french, subject) = self.action(line);
        let is_long = line.statements + line.decisions > MANY;
        let changes = if is_long { Vec::new() } else { change::all(self.programme(), line) };
        Entry { line: line.clone(), french, subject, regions: self.regions(line), changes }
    }

    /// What a line did, in French, and the subject that it did it to: the one that its action names, or the only one.
    fn action(&self, line: &JournalLine) -> (String, Option<Key>) {
        let programme = self.programme();
        let record = programme.record();
        let only = || match record.subjects_of(line).as_slice() {
            [only] => record.subject(*only),
            _ => None,
        };
        let subject = action::key(&line.action).and_then(|key| record.find(&key)).or_else(only);
        let key = subject.map(|subject| subject.key.clone());
        let words = match (line.role, action::words(&line.action)) {
            (Role::Reader, Some(action::CORRECTION)) => "Correction proposée par un lecteur",
            (_, Some(words)) => words,
            (_, None) => return (action::french(line.role, &line.action), key),
        };
        let french = match subject {
            Some(subject) => format!("{words}, {}", name::of(programme, subject)),
            None => words.to_owned(),
        };
        (french, key)
    }

    /// Of how many subjects of each kind a line speaks, the kinds in French, singular.
    #[must_use]
    pub fn tally(&self, line: &JournalLine) -> Vec<(&'static str, usize)> {
        let record = self.given.record();
        let mut counts: BTreeMap<u8, (&'static str, usize)> = BTreeMap::new();
        for subject in record.subjects_of(line).into_iter().filter_map(|id| record.subject(id)) {
            let (order, noun) = match subject.noun {
                Noun::Region(_) => (0, "région"),
                Noun::Departement(_) => (1, "département"),
                Noun::Territory(_) => (2, "territoire"),
                Noun::Contract(..) => (3, "contrat"),
                Noun::Copil(..) => (4, "COPIL"),
                Noun::Milestone(_) => (5, "jalon"),
                Noun::Figure(..) => (6, "chiffre"),
                Noun::Question(_) => (7, "question"),
                Noun::Source(_) => (8, "source"),
            };
            counts.entry(order).or_insert((noun, 0)).1 += 1;
        }
        counts.into_values().collect()
    }
}

impl Entry {
    /// What it changed, a sentence a change: what files and feeds hold. Empty for a long line.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        self.changes.iter().map(|change| change.french(self.subject.as_ref())).collect()
    }
}
