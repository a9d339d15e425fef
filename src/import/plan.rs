//! The plan: what a file says, gathered line by line, then set against what is known and turned into an edit.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use chrono::NaiveDate;

use super::{
    Kind, known,
    lookup::Lookup,
    occasion::Occasions,
    refusal::{Refusal, Refused},
    report::{FileReport, Outcome},
    table::{Cell, Line, Table},
};
use crate::{
    programme::{
        property::Property,
        record::{Noun, Record, Subject},
        source::Source,
        statement::Quote,
        territory::TerritoryId,
        value::Value,
    },
    store::{Confidence, Key, SubjectId},
};

/// A subject that a file speaks of: known, or about to be made by this very plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Known to the record.
    Known(SubjectId),
    /// The plan's n-th new subject.
    New(usize),
}

/// A subject to be made.
#[derive(Debug)]
pub(super) struct New {
    pub key: Key,
    pub noun: Noun,
    pub line: u32,
}

/// One value, as a line of the file has its source say it.
#[derive(Debug)]
pub(super) struct Claim {
    pub subject: Target,
    pub property: Property,
    pub value: Value,
    pub words: Option<String>,
    pub quote: Option<Quote>,
    pub source: Target,
    pub known_on: (NaiveDate, bool),
    pub confidence: Option<Confidence>,
    pub proposed: bool,
    pub line: u32,
}

/// Who says what a line says, and of what: what the statements of one line have in common.
#[derive(Clone, Copy, Debug)]
pub struct Saying {
    /// Of which subject.
    pub subject: Target,
    /// According to whom.
    pub source: Target,
    /// On which line of the file.
    pub line: u32,
    /// The day from which a source without date is taken to have known what is no date itself: the last day of
    /// the thing done that the line tells, or the first day of what it promises.
    pub day: Option<NaiveDate>,
}

/// What a file says, gathered. It holds everything in memory and asks the database nothing.
#[derive(Debug)]
pub struct Plan<'r> {
    /// The record that the file is set against.
    pub record: &'r Record,
    /// The day on which the file was collected: its facts were known then at the latest.
    pub collected_on: NaiveDate,
    /// Whether what is said from now on is proposed only.
    pub proposed: bool,
    /// How sure the reading is of what is said from now on.
    pub confidence: Option<Confidence>,
    /// Whether it renews what the same hand recorded before: what was struck or corrected since stays so.
    pub renews: bool,
    /// Labelling days that are told elsewhere in the same import: the day that a territory's list counts from.
    pub labelled: HashMap<TerritoryId, NaiveDate>,
    pub(super) lookup: Lookup,
    pub(super) occasions: Option<Occasions>,
    pub(super) new: Vec<New>,
    pub(super) claims: Vec<Claim>,
    pub(super) refused: BTreeSet<u32>,
    pub(super) report: FileReport,
    by_key: HashMap<Key, usize>,
    told: HashSet<(Target, Target, Property)>,
    refusals: Vec<Refusal>,
}

impl<'r> Plan<'r> {
    /// An empty plan for a file.
    #[must_use]
    pub fn new(record: &'r Record, file: &str, collected_on: NaiveDate) -> Self {
        Self {
            record,
            collected_on,
            proposed: false,
            confidence: None,
            renews: false,
            labelled: HashMap::new(),
            lookup: Lookup::of(record),
            occasions: None,
            new: Vec::new(),
            claims: Vec::new(),
            refused: BTreeSet::new(),
            report: FileReport {
                file: file.into(),
                lines: std::collections::BTreeMap::new(),
                recorded: (0, 0),
                notices: Vec::new(),
            },
            by_key: HashMap::new(),
            told: HashSet::new(),
            refusals: Vec::new(),
        }
    }

    /// Tells that a cell cannot be taken.
    pub fn refuse(&mut self, cell: Cell<'_>, expected: impl Into<String>) -> Refused {
        self.refusals.push(Refusal {
            file: Arc::clone(&self.report.file),
            line: Some(cell.line),
            column: Some(cell.column.to_owned()),
            position: cell.position,
            found: cell.text.to_owned(),
            expected: expected.into(),
        });
        Refused
    }

    /// Tells that a line cannot be taken.
    pub fn refuse_line(&mut self, line: u32, found: impl Into<String>, expected: impl Into<String>) -> Refused {
        self.refusals.push(Refusal::of_line(&self.report.file, line, found, expected));
        Refused
    }

    /// Tells that the file cannot be taken.
    pub fn refuse_file(&mut self, refusal: Refusal) -> Refused {
        self.refusals.push(refusal);
        Refused
    }

    /// Notes something that is no refusal.
    pub fn notice(&mut self, line: u32, text: &str) {
        let notice = format!("{}, line {line}: {text}", self.report.file);
        if !self.report.notices.contains(&notice) {
            self.report.notices.push(notice);
        }
    }

    /// Every refusal so far.
    pub fn take_refusals(&mut self) -> Vec<Refusal> {
        std::mem::take(&mut self.refusals)
    }

    /// Reads the lines of a table of a kind.
    pub fn table(&mut self, table: &Table, kind: &Kind, progress: &impl Fn(usize)) {
        for refusal in &table.ragged {
            let line = refusal.line.unwrap_or_default();
            self.refusals.push(refusal.clone());
            self.report.brought(line, Outcome::Refused, None);
            self.refused.insert(line);
        }
        for line in table.lines() {
            self.line(line, kind.read);
            progress(1);
        }
    }

    /// Reads one line; what a refused line said is left out.
    pub fn line(&mut self, line: Line<'_>, read: fn(&mut Self, Line<'_>) -> Result<(), Refused>) {
        let before = self.refusals.len();
        let done = read(self, line);
        let refused = done.is_err() || self.refusals.len() > before;
        let outcome = if refused { Outcome::Refused } else { Outcome::Unchanged };
        self.report.brought(line.number(), outcome, None);
        if refused {
            self.refused.insert(line.number());
        }
    }

    /// The subject of a key: known, or made by an earlier line.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<Target> {
        let known = self.record.find(key).map(|subject| Target::Known(subject.id));
        known.or_else(|| self.by_key.get(key).copied().map(Target::New))
    }

    /// The subject of a key, made now if there is none.
    pub fn subject(&mut self, key: &Key, line: u32, noun: impl FnOnce() -> Noun) -> Target {
        self.find(key).unwrap_or_else(|| {
            let place = self.new.len();
            self.by_key.insert(key.clone(), place);
            self.new.push(New { key: key.clone(), noun: noun(), line });
            Target::New(place)
        })
    }

    /// The known subject that a target is; none for a new one.
    #[must_use]
    pub fn known(&self, target: Target) -> Option<&'r Arc<Subject>> {
        match target {
            Target::Known(id) => self.record.subject(id),
            Target::New(_) => None,
        }
    }

    /// What a target is.
    #[must_use]
    pub fn noun(&self, target: Target) -> Option<&Noun> {
        match target {
            Target::Known(id) => self.record.subject(id).map(|subject| &subject.noun),
            Target::New(place) => self.new.get(place).map(|new| &new.noun),
        }
    }

    /// The key of a target.
    #[must_use]
    pub fn key(&self, target: Target) -> Option<&Key> {
        match target {
            Target::Known(id) => self.record.subject(id).map(|subject| &subject.key),
            Target::New(place) => self.new.get(place).map(|new| &new.key),
        }
    }

    /// The source that a target is.
    #[must_use]
    pub fn as_source(&self, target: Target) -> Option<&Source> {
        match self.noun(target)? {
            Noun::Source(source) => Some(source),
            _ => None,
        }
    }

    /// Gathers one value that a line gives, if it gives one.
    pub fn say(&mut self, saying: &Saying, property: Property, value: Option<Value>) {
        self.say_in(saying, property, value, None);
    }

    /// Gathers one value with the words in which its source gives it.
    pub fn say_in(&mut self, saying: &Saying, property: Property, value: Option<Value>, words: Option<&str>) {
        let Some(value) = value else { return };
        let source = self.as_source(saying.source);
        let known_on = known::known_on(source, property, &value, saying.day, self.collected_on);
        let words = words.map(str::to_owned);
        self.claim(saying, property, value, words, None, known_on);
    }

    /// Gathers one value, known from a day that the caller has found.
    pub fn claim(
        &mut self,
        saying: &Saying,
        property: Property,
        value: Value,
        words: Option<String>,
        quote: Option<Quote>,
        known_on: (NaiveDate, bool),
    ) {
        let (subject, source, line) = (saying.subject, saying.source, saying.line);
        self.told.insert((subject, source, property));
        self.claims.push(Claim {
            subject,
            property,
            value,
            words,
            quote,
            source,
            known_on,
            confidence: self.confidence,
            proposed: self.proposed,
            line,
        });
    }

    /// Whether anything standing was known of a property of a subject before this file.
    #[must_use]
    pub fn is_told(&self, subject: Target, property: Property) -> bool {
        self.known(subject)
            .is_some_and(|subject| known::standing(&subject.statements).any(|statement| statement.property == property))
    }

    /// Whether that source already says something of a property of a subject, in the record or on an earlier line.
    #[must_use]
    pub fn is_told_by(&self, source: Target, subject: Target, property: Property) -> bool {
        let recorded = self.known(subject).is_some_and(|subject| {
            known::standing(&subject.statements)
                .any(|known| known.property == property && Target::Known(known.source_id) == source)
        });
        recorded || self.told.contains(&(subject, source, property))
    }
}
