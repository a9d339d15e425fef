//! What is read in a document, as statements of the subjects that it speaks of.

use chrono::NaiveDate;

use super::{Document, quote};
use crate::{
    import::{
        known,
        occasion::{Kind, Traits},
        plan::{Plan, Saying, Target},
    },
    programme::{
        date::Edtf,
        figure::{self, Counted},
        milestone::MilestoneKind,
        property::Property,
        record::Noun,
        region::RegionCode,
        value::{Count, Gap, Value},
    },
    reading::{Fact, FactKind, Section},
};

impl Document<'_> {
    /// Makes statements of one fact, about the subjects that it speaks of.
    pub(super) fn say(&self, plan: &mut Plan<'_>, fact: &Fact) {
        if !fact.asserted {
            // What a question merely asks is no fact.
            return;
        }
        let number = fact.number.map(|number| Value::Number(Count { number, approximate: fact.approx }));
        let is_wave = fact.number.is_some();
        match fact.kind {
            FactKind::CopilHeld | FactKind::CopilPlanned => self.copils(plan, fact, number),
            FactKind::AssemblyHeld => self.milestone(plan, fact, MilestoneKind::Assembly, None),
            FactKind::ProgrammeAnnounced => self.milestone(plan, fact, MilestoneKind::Announcement, None),
            FactKind::Mission => self.milestone(plan, fact, MilestoneKind::Mission, None),
            FactKind::CalendarHeld => self.milestone(plan, fact, MilestoneKind::Calendar, None),
            FactKind::ContractSigned | FactKind::ContractPlanned if !fact.territories.is_empty() => {
                self.contracts(plan, fact);
            }
            FactKind::ContractSigned | FactKind::ContractPlanned if is_wave => {
                self.milestone(plan, fact, MilestoneKind::Wave, number);
            }
            FactKind::TerritoriesCounted => self.figure(plan, fact, Counted::Territories, number),
            FactKind::ContractsCounted => self.figure(plan, fact, Counted::Contrats, number),
            // A signature without number names no territory; another date says nothing that Jalons keeps.
            FactKind::ContractSigned | FactKind::ContractPlanned | FactKind::OtherDated => {}
        }
    }

    /// The day of the section in which a fact stands.
    pub(super) fn section_day(&self, fact: &Fact) -> Option<NaiveDate> {
        match fact.section {
            Section::Question => self.reading.question.asked_on,
            Section::Answer => self.reading.question.answered_on,
        }
    }

    fn milestone(&self, plan: &mut Plan<'_>, fact: &Fact, kind: MilestoneKind, number: Option<Value>) {
        let Some(subject) = self.occasion(plan, fact, Kind::Milestone(kind), &fact.regions) else { return };
        let saying = self.saying(fact, subject);
        self.dated(plan, &saying, fact, fact.kind == FactKind::ContractPlanned);
        self.claim(plan, &saying, fact, Property::Number, number);
        self.claim(plan, &saying, fact, Property::HeldBy, fact.holder.map(Value::Region));
        for region in &fact.regions {
            self.claim(plan, &saying, fact, Property::Region, Some(Value::Region(*region)));
        }
    }

    /// A figure, as of the day given, or not later than the day of the text.
    fn figure(&self, plan: &mut Plan<'_>, fact: &Fact, counted: Counted, number: Option<Value>) {
        let region = match fact.regions.as_slice() {
            [] => None,
            [one] => Some(*one),
            // A count over several regions is a figure of none.
            _ => return,
        };
        let section = self.section_day(fact);
        let as_of = fact.date.or_else(|| section.map(Edtf::not_later_than));
        let (Some(as_of), Some(count)) = (as_of, fact.number) else { return };
        let key = figure::key(counted, region, &as_of, count);
        let subject = plan.subject(&key, self.line(fact), || Noun::Figure(counted, region, as_of));
        let saying = self.saying(fact, subject);
        self.claim(plan, &saying, fact, Property::Number, number);
        self.claim(plan, &saying, fact, Property::Region, region.map(Value::Region));
    }

    /// The known committee or milestone that a fact is about, or a new one. Where several may be meant it is told,
    /// and the fact left out: a text cannot be made to say more.
    pub(super) fn occasion(
        &self,
        plan: &mut Plan<'_>,
        fact: &Fact,
        kind: Kind,
        regions: &[RegionCode],
    ) -> Option<Target> {
        let traits = Traits {
            regions: regions.iter().copied().collect(),
            dates: fact.date.into_iter().collect(),
            ..Traits::default()
        };
        let line = self.line(fact);
        let salt = format!("{}\n{}", self.id, fact.quote);
        match plan.occasion(kind, None, line, traits, &salt) {
            Ok(target) => Some(target),
            Err(list) => {
                plan.notice(line, &format!("“{}” may be about any of {list}: left out", fact.quote));
                None
            }
        }
    }

    /// The date of a fact, promised or done; a promise without one is one that announces none.
    pub(super) fn dated(&self, plan: &mut Plan<'_>, saying: &Saying, fact: &Fact, promised: bool) {
        let (property, gap) =
            if promised { (Property::Promised, Gap::NotAnnounced) } else { (Property::Held, Gap::Unknown) };
        let date = fact.date.map_or(Value::Gap(gap), Value::Date);
        self.claim(plan, saying, fact, property, Some(date));
        if let [place] = fact.places.as_slice() {
            self.claim(plan, saying, fact, Property::Place, Some(Value::Text(place.as_str().into())));
        }
    }

    pub(super) fn claim(
        &self,
        plan: &mut Plan<'_>,
        saying: &Saying,
        fact: &Fact,
        property: Property,
        value: Option<Value>,
    ) {
        let Some(value) = value else { return };
        let source = plan.as_source(saying.source);
        let known_on = known::known_on(source, property, &value, saying.day, plan.collected_on);
        let words = if value.date().is_some() { fact.words.clone() } else { None };
        plan.claim(saying, property, value, words, Some(quote(&fact.quote, &(fact.start..fact.end))), known_on);
    }

    pub(super) fn saying(&self, fact: &Fact, subject: Target) -> Saying {
        let source = match fact.section {
            Section::Question => self.asked,
            Section::Answer => self.answered.unwrap_or(self.asked),
        };
        Saying { subject, source, line: self.line(fact), day: None }
    }

    /// The line of the document on which a fact begins.
    pub(super) fn line(&self, fact: &Fact) -> u32 {
        let place = self.text.find(&fact.quote).unwrap_or(0);
        let before = self.text.get(..place).unwrap_or_default();
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }
}
