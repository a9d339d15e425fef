//! The programme: what the record says at a clock. Each subject is evaluated when first asked for, and kept.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::{
    clock::Clock,
    contract::Contract,
    copil::Copil,
    departement::{Departement, DepartementCode},
    figure::Figure,
    life::Said,
    milestone::{Milestone, MilestoneKind},
    property::Property,
    question::{Fact, Question},
    record::{Noun, Record, Subject},
    region::{Region, RegionCode},
    search::Index,
    source::Source,
    statement::{self, Standing, counting},
    status::Status,
    territory::{Territory, TerritoryId},
    timeline::Item,
    told::Told,
    value::Value,
};
use crate::store::{Key, Role, SubjectId};

/// The record as it reads at a clock.
#[derive(Debug)]
pub struct Programme {
    record: Arc<Record>,
    clock: Clock,
    views: Box<[OnceLock<Option<View>>]>,
    /// The rows of the timeline, each made when first asked for.
    pub(super) rows: Box<[OnceLock<Option<Box<Item>>>]>,
    index: OnceLock<Index>,
}

/// What a subject is at the clock.
#[derive(Clone, Debug)]
pub enum View {
    /// A region.
    Region(Box<Region>),
    /// A département.
    Departement(Box<Departement>),
    /// A territory.
    Territory(Box<Territory>),
    /// A contract.
    Contract(Box<Contract>),
    /// A committee's meeting.
    Copil(Box<Copil>),
    /// A milestone.
    Milestone(Box<Milestone>),
    /// A figure.
    Figure(Box<Figure>),
    /// A question.
    Question(Box<Question>),
}

macro_rules! accessor {
    ($(#[$doc:meta])* $name:ident, $variant:ident, $type:ty) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(&self, id: SubjectId) -> Option<&$type> {
            match self.view(id)? {
                View::$variant(view) => Some(view),
                _ => None,
            }
        }
    };
}

impl Programme {
    /// What `record` says at `clock`. Costs nothing until something is asked.
    #[must_use]
    pub fn at(record: Arc<Record>, clock: Clock) -> Self {
        let views = record.subjects().iter().map(|_| OnceLock::new()).collect();
        let rows = record.subjects().iter().map(|_| OnceLock::new()).collect();
        Self { record, clock, views, rows, index: OnceLock::new() }
    }

    /// The record.
    #[must_use]
    pub fn record(&self) -> &Arc<Record> {
        &self.record
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The clock's day.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        self.clock.known_on
    }

    /// The index of names, made when first asked for.
    #[must_use]
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(self))
    }

    /// What a subject is at the clock; none where nothing is told of it. A source, which nothing is told of, is
    /// asked for by [`Programme::source`].
    #[must_use]
    pub fn view(&self, id: SubjectId) -> Option<&View> {
        self.views.get(id.index())?.get_or_init(|| self.evaluate(self.record.subject(id)?)).as_ref()
    }

    /// What the subject of that key is at the clock.
    #[must_use]
    pub fn find(&self, key: &Key) -> Option<&View> {
        self.view(self.record.find(key)?.id)
    }

    accessor!(
        /// A region.
        region_of, Region, Region
    );
    accessor!(
        /// A département.
        departement_of, Departement, Departement
    );
    accessor!(
        /// A territory.
        territory_of, Territory, Territory
    );
    accessor!(
        /// A contract.
        contract_of, Contract, Contract
    );
    accessor!(
        /// A committee's meeting.
        copil_of, Copil, Copil
    );
    accessor!(
        /// A milestone.
        milestone_of, Milestone, Milestone
    );
    accessor!(
        /// A figure.
        figure_of, Figure, Figure
    );
    accessor!(
        /// A question.
        question_of, Question, Question
    );

    /// The region of that code.
    #[must_use]
    pub fn region(&self, code: RegionCode) -> Option<&Region> {
        self.region_of(self.record.find(&code.key())?.id)
    }

    /// The name of a region, or its code where it has none.
    #[must_use]
    pub fn region_name(&self, code: RegionCode) -> String {
        self.region(code).map_or_else(|| code.to_string(), |region| region.name.clone())
    }

    /// The département of that code.
    #[must_use]
    pub fn departement(&self, code: DepartementCode) -> Option<&Departement> {
        self.departement_of(self.record.find(&code.key())?.id)
    }

    /// The territory of that identity.
    #[must_use]
    pub fn territory(&self, id: &TerritoryId) -> Option<&Territory> {
        self.territory_of(self.record.find(&id.key())?.id)
    }

    /// The contracts of a territory, in the order of their documents.
    #[must_use]
    pub fn contracts(&self, territory: &TerritoryId) -> Vec<&Contract> {
        let Some(subject) = self.record.find(&territory.key()) else { return Vec::new() };
        let mut contracts: Vec<&Contract> =
            self.record.about(subject.id).filter_map(|subject| self.contract_of(subject.id)).collect();
        contracts.sort_by(|one, two| one.id.cmp(&two.id));
        contracts
    }

    /// The source of that key, where anything that it says counts at the clock, or it was recorded and published
    /// by then.
    #[must_use]
    pub fn source(&self, key: &Key) -> Option<&Arc<Source>> {
        self.source_of(self.record.find(key)?.id)
    }

    /// A source, as [`Programme::source`] gives it.
    #[must_use]
    pub fn source_of(&self, id: SubjectId) -> Option<&Arc<Source>> {
        let subject = self.record.subject(id)?;
        let Noun::Source(source) = &subject.noun else { return None };
        let recorded = self.clock.recorded_at.is_none_or(|moment| subject.recorded_at <= moment);
        // What an official or a reader brings is a source by what it says alone: undone or refused, it is none.
        let is_listed = matches!(subject.role, Role::Seed | Role::Operator);
        let published = is_listed && source.published_on.as_ref().is_some_and(|date| date.latest() <= self.day());
        let told = || self.said_by(id).next().is_some();
        (recorded && (published || told())).then_some(source)
    }

    /// The subjects of which a source speaks at the clock, each with how many of its statements count.
    pub fn said_by(&self, source: SubjectId) -> impl Iterator<Item = (&Subject, usize)> {
        self.record.cited_by(source).filter_map(move |subject| {
            let counting = counting(&subject.statements, &self.clock);
            let count = counting.filter(|statement| statement.source_id == source).count();
            (count > 0).then_some((subject.as_ref(), count))
        })
    }

    fn evaluate(&self, subject: &Subject) -> Option<View> {
        let told = Told::of(subject, &self.clock)?;
        let day = self.day();
        Some(match &subject.noun {
            Noun::Region(code) => View::Region(Box::new(Region::of(*code, &told))),
            Noun::Departement(code) => View::Departement(Box::new(Departement::of(*code, &told))),
            Noun::Territory(id) => View::Territory(Box::new(Territory::of(id, &told))),
            Noun::Contract(id, territory) => {
                View::Contract(Box::new(Contract::of(id, &told, self.territory_of(*territory), day)))
            }
            Noun::Copil(level, region) => View::Copil(Box::new(Copil::of(*level, *region, &told, day))),
            Noun::Milestone(kind) => {
                let mut milestone = Milestone::of(*kind, &told, day);
                if *kind == MilestoneKind::Wave {
                    milestone.identified = self.identified(&milestone);
                }
                View::Milestone(Box::new(milestone))
            }
            Noun::Figure(counted, region, as_of) => View::Figure(Box::new(Figure::of(*counted, *region, as_of, &told))),
            Noun::Question(id) => {
                let mut question = Question::of(id, &told, day);
                question.facts = self.facts(&question);
                for fact in question.facts.iter().filter(|fact| fact.standing == Standing::Counts) {
                    for region in self.regions_of(&fact.subject) {
                        if !question.regions.contains(&region) {
                            question.regions.push(region);
                        }
                    }
                }
                View::Question(Box::new(question))
            }
            Noun::Source(_) => return None,
        })
    }

    /// How many territories have a retained signature, protocole or contrat, that meets the dates of a wave in the
    /// regions that it names (rule 8). Two documents of one territory are one; a signature of which only one end is
    /// known (“not later than”) identifies nothing.
    fn identified(&self, wave: &Milestone) -> Option<usize> {
        let date = wave.held.as_ref().or(wave.promised.as_ref())?.date()?;
        let first = self.record.by_day().partition_point(|(day, _)| *day < date.earliest());
        // Contracts only: a wave that asked for its own view while it is being made would wait for ever.
        let is_contract =
            |id: SubjectId| self.record.subject(id).is_some_and(|subject| matches!(subject.noun, Noun::Contract(..)));
        let meets = |contract: &&Contract| {
            let signed = contract.signed.as_ref().and_then(|life| life.date());
            contract.status == Status::Met
                && signed.is_some_and(|day| !day.is_open() && day.overlaps(date))
                && (wave.regions.is_empty() || contract.regions.iter().any(|code| wave.regions.contains(code)))
        };
        let later = self.record.by_day().get(first..)?.iter().map(|(_, id)| *id).filter(|id| is_contract(*id));
        let signed = later.filter_map(|id| self.contract_of(id)).filter(meets);
        Some(signed.map(|contract| &contract.territory.id).collect::<std::collections::HashSet<_>>().len())
    }

    /// What was read in a question and its answer, in the order of the text.
    fn facts(&self, question: &Question) -> Vec<Fact> {
        let answer = question.id.answer_source();
        let mut facts = Vec::new();
        for source in [question.id.question_source(), answer.clone()] {
            let Some(source) = self.record.find(&source) else { continue };
            let in_answer = source.key == answer;
            for subject in self.record.cited_by(source.id) {
                let read = statement::read(&subject.statements, &self.clock);
                let own = read.filter(|(statement, _)| {
                    let points = matches!(statement.property, Property::Point | Property::Reply);
                    statement.source_id == source.id && !points
                });
                facts.extend(own.map(|(statement, standing)| Fact {
                    subject: subject.key.clone(),
                    property: statement.property,
                    said: Said::by(statement),
                    in_answer,
                    standing,
                }));
            }
        }
        facts.sort_by_key(|fact| {
            let quote = fact.said.quote.as_deref();
            (
                fact.in_answer,
                quote.and_then(|quote| quote.start),
                quote.and_then(|quote| quote.end),
                fact.said.statement,
            )
        });
        facts
    }

    /// The regions that a subject lies in, by its identity and what is stated of it.
    fn regions_of(&self, key: &Key) -> Vec<RegionCode> {
        let Some(subject) = self.record.find(key) else { return Vec::new() };
        let mut regions: Vec<RegionCode> = match &subject.noun {
            Noun::Copil(_, region) | Noun::Figure(_, region, _) => region.iter().copied().collect(),
            Noun::Contract(id, _) => self.territory(&id.territory).map(|t| t.regions.clone()).unwrap_or_default(),
            _ => Vec::new(),
        };
        if let Some(told) = Told::of(subject, &self.clock) {
            regions.extend(told.many(Property::Region).into_iter().filter_map(Value::region));
        }
        regions
    }
}
