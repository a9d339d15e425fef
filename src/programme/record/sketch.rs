//! Records sketched for tests: subjects by key, statements by hand, no database.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta, TimeZone as _, Utc};

use super::{Noun, Record};
use crate::{
    programme::{
        clock::Clock,
        copil::Level,
        figure::Counted,
        milestone::MilestoneKind,
        property::Property,
        region::RegionCode,
        source::{Source, SourceKind},
        territory::TerritoryId,
        value::Value,
        view::Programme,
    },
    store::{DecisionKind, Key, Moment, Role, StatementId, SubjectId, Written, decision, journal, statement, subject},
};

/// A record in the making: each call is an edit of its own, an hour after the one before.
#[derive(Debug, Default)]
pub(crate) struct Sketch {
    record: Record,
    decisions: i64,
    role: Option<Role>,
}

/// The moment of the `n`th edit of a sketch.
pub(crate) fn moment(n: i64) -> Moment {
    Utc.with_ymd_and_hms(2026, 11, 23, 0, 0, 0).unwrap() + TimeDelta::hours(n)
}

/// A day, from its ISO text.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

impl Sketch {
    /// A source of a kind.
    pub(crate) fn source(&mut self, name: &str, kind: SourceKind, published_on: Option<&str>) -> SubjectId {
        let key = Key::new(format!("source:{name}"));
        let published_on = published_on.map(|date| date.parse().unwrap());
        let source = Source { key: key.clone(), title: name.to_owned(), address: None, published_on, kind, note: None };
        self.subject(&key, Noun::Source(Arc::new(source)))
    }

    /// The subject of a key, made where it is new.
    pub(crate) fn about(&mut self, key: &str) -> SubjectId {
        let key = Key::new(key);
        if let Some(subject) = self.record.find(&key) {
            return subject.id;
        }
        let identity = key.identity();
        let noun = match key.kind() {
            "region" => Noun::Region(identity.parse().unwrap()),
            "territory" => Noun::Territory(identity.parse().unwrap()),
            "contract" => {
                let id: crate::programme::contract::ContractId = identity.parse().unwrap();
                let territory = self.about(id.territory.key().as_str());
                Noun::Contract(id, territory)
            }
            "copil" => {
                let region: Option<RegionCode> = identity.split(':').next().and_then(|code| code.parse().ok());
                let level = if region.is_some() { Level::Regional } else { Level::National };
                Noun::Copil(level, region)
            }
            "milestone" => Noun::Milestone(MilestoneKind::named(identity.split(':').next().unwrap()).unwrap()),
            "question" => Noun::Question(identity.parse().unwrap()),
            "figure" => {
                let parts: Vec<&str> = identity.split(':').collect();
                Noun::Figure(Counted::named(parts[0]).unwrap(), parts[1].parse().ok(), parts[2].parse().unwrap())
            }
            other => panic!("no noun {other}"),
        };
        self.subject(&key, noun)
    }

    /// A territory of phase 1 with its region, known from the first day of the phase.
    pub(crate) fn territory(&mut self, id: &str, regions: &[&str], source: SubjectId) -> SubjectId {
        let id: TerritoryId = id.parse().unwrap();
        let key = id.key();
        let first_day = id.phase.first_day().to_string();
        self.say(key.as_str(), Property::Name, &format!("Territoire {id}"), source, &first_day);
        self.say(key.as_str(), Property::LeadRegion, regions[0], source, &first_day);
        for region in regions {
            self.say(key.as_str(), Property::Region, region, source, &first_day);
        }
        self.record.find(&key).unwrap().id
    }

    /// A statement known on a day.
    pub(crate) fn say(
        &mut self,
        key: &str,
        property: Property,
        value: &str,
        source: SubjectId,
        known: &str,
    ) -> StatementId {
        self.state(key, property, value, source, known, None, false)
    }

    /// A statement that corrects another.
    pub(crate) fn correct(&mut self, wrong: StatementId, value: &str) -> StatementId {
        let (subject, statement) = self.record.statement(wrong).unwrap();
        let (key, property) = (subject.key.clone(), statement.property);
        let (source, known) = (statement.source_id, statement.known_on.to_string());
        self.state(key.as_str(), property, value, source, &known, Some(wrong), false)
    }

    /// A statement that waits for a decision.
    pub(crate) fn propose(
        &mut self,
        key: &str,
        property: Property,
        value: &str,
        source: SubjectId,
        known: &str,
    ) -> StatementId {
        self.state(key, property, value, source, known, None, true)
    }

    /// From now on edits are made in that role.
    pub(crate) fn in_role(&mut self, role: Role) {
        self.role = Some(role);
    }

    /// A decision.
    pub(crate) fn decide(&mut self, statement: StatementId, kind: DecisionKind) {
        self.decisions += 1;
        let line = self.line();
        let decision = decision::Model {
            id: self.decisions,
            statement_id: statement,
            kind,
            reason: "because".to_owned(),
            undoes: None,
            journal_id: line.id,
        };
        self.append(line, Vec::new(), Vec::new(), Vec::new(), vec![decision]);
    }

    /// What the sketch says on a day.
    pub(crate) fn on(&self, day: &str) -> Programme {
        Programme::at(Arc::new(self.record.clone()), Clock::of_day(day.parse().unwrap()))
    }

    /// What the sketch says on a day, as it stood after its first `edits` edits.
    pub(crate) fn as_recorded(&self, day: &str, edits: i64) -> Programme {
        let clock = Clock { known_on: day.parse().unwrap(), recorded_at: Some(moment(edits)) };
        Programme::at(Arc::new(self.record.clone()), clock)
    }

    /// How many edits there were.
    pub(crate) fn edits(&self) -> i64 {
        self.record.last_journal()
    }

    #[expect(clippy::too_many_arguments, reason = "all that a statement is made of")]
    fn state(
        &mut self,
        key: &str,
        property: Property,
        value: &str,
        source: SubjectId,
        known: &str,
        supersedes: Option<StatementId>,
        proposed: bool,
    ) -> StatementId {
        Value::read(property, value).unwrap();
        let subject_id = self.about(key);
        let line = self.line();
        let id = StatementId(self.record.statement_count() as i64 + 1);
        let statement = statement::Model {
            id,
            subject_id,
            property: property.name().to_owned(),
            value: value.to_owned(),
            words: None,
            source_id: source,
            quote: None,
            quote_start: None,
            quote_end: None,
            known_on: known.parse().unwrap(),
            known_inferred: false,
            supersedes,
            confidence: None,
            reason: None,
            proposed,
            journal_id: line.id,
        };
        self.append(line, Vec::new(), Vec::new(), vec![statement], Vec::new());
        id
    }

    fn subject(&mut self, key: &Key, noun: Noun) -> SubjectId {
        let line = self.line();
        let id = SubjectId(self.record.subjects().len() as i64 + 1);
        let subject = subject::Model { id, key: key.as_str().to_owned(), version: 1, journal_id: line.id };
        self.append(line, vec![subject], vec![Some(noun)], Vec::new(), Vec::new());
        id
    }

    fn line(&self) -> journal::Model {
        let id = self.record.last_journal() + 1;
        journal::Model {
            id,
            recorded_at: moment(id),
            actor: "test".to_owned(),
            account_id: None,
            role: self.role.unwrap_or(Role::Operator),
            action: "test".to_owned(),
            subjects: 0,
            statements: 0,
            decisions: 0,
        }
    }

    fn append(
        &mut self,
        line: journal::Model,
        subjects: Vec<subject::Model>,
        nouns: Vec<Option<Noun>>,
        statements: Vec<statement::Model>,
        decisions: Vec<decision::Model>,
    ) {
        let rows = Written { lines: vec![line], subjects, statements, decisions, ..Written::default() };
        self.record = self.record.clone().append(rows, nouns).unwrap();
    }
}
