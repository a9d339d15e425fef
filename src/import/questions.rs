//! A question's document: the question itself, its two sources, and the facts that are read in its texts, each a
//! statement with its very words and their place.

pub mod batch;
mod gazetteer;
mod points;
mod signatures;
mod unread;

use std::{ops::Range, sync::Arc};

use chrono::NaiveDate;

use gazetteer::gazetteer;
use unread::refusal;

use super::{
    encoding::{NoText, decode},
    known,
    occasion::{Kind, Traits},
    plan::{Plan, Saying, Target},
    refusal::{Refusal, Refused},
};
use crate::{
    programme::{
        date::Edtf,
        figure::{self, Counted},
        milestone::MilestoneKind,
        property::Property,
        question::QuestionId,
        record::Noun,
        region::RegionCode,
        search::fold,
        source::{Source, SourceKind},
        statement::Quote,
        value::{Count, Gap, Value},
    },
    reading::{self, Fact, FactKind, Gazetteer, Header, QuestionKind, Reading, Section, text::same_words},
    store::Key,
};

/// Reads a document into a plan. `accepted` says whether the facts read in it stand at once, or are proposed.
///
/// # Errors
/// [`Refused`] where it is no text, has no form that can be read, or lacks what identifies the question.
pub fn read(plan: &mut Plan<'_>, bytes: &[u8], accepted: bool) -> Result<(), Refused> {
    let file = Arc::clone(&plan.report.file);
    let text = decode(bytes)
        .map_err(|NoText { found, expected }| plan.refuse_file(Refusal::of_file(&file, found, expected)))?;
    let names = gazetteer(plan.record);
    let reading = reading::read(&text, None, &names).map_err(|error| plan.refuse_file(refusal(&file, error)))?;
    say(plan, &text, reading, accepted, &names)
}

/// Says what was read in a document.
///
/// # Errors
/// [`Refused`] where it lacks what identifies the question.
fn say(
    plan: &mut Plan<'_>,
    text: &str,
    mut reading: Reading,
    accepted: bool,
    names: &Gazetteer,
) -> Result<(), Refused> {
    keep_stored_texts(plan, &mut reading, names);
    let regions = reading.regions(names);
    let question = Document { regions, ..Document::identified(plan, text, reading)? };
    // Another form of a question may word its header otherwise; what one of them said before is not said again.
    plan.renews = true;
    question.state(plan, names);
    question.points(plan, accepted);
    plan.proposed = !accepted;
    for fact in &question.reading.facts {
        plan.confidence = Some(fact.confidence);
        question.say(plan, fact);
    }
    plan.confidence = None;
    plan.proposed = false;
    Ok(())
}

/// Puts the texts that are stored of a question in the place of those of another form of it that say the same words:
/// then the facts read in both are the same, quoted in the same places.
fn keep_stored_texts(plan: &Plan<'_>, reading: &mut Reading, names: &Gazetteer) {
    let known = reading.question.id().and_then(|id| plan.record.find(&id.key()));
    let Some(known) = known else { return };
    let stored = |property: Property| {
        known::standing(&known.statements)
            .filter(|one| one.property == property)
            .last()
            .and_then(|one| one.value.text())
    };
    let mut changed = false;
    for (property, text) in
        [(Property::QuestionText, &mut reading.question_text), (Property::AnswerText, &mut reading.answer_text)]
    {
        if let (Some(stored), Some(own)) = (stored(property), text.as_deref())
            && stored != own
            && same_words(stored, own)
        {
            *text = Some(stored.to_owned());
            changed = true;
        }
    }
    if changed {
        reading.find_facts(names);
    }
}

/// A document that was read, with the subjects that it makes.
struct Document<'d> {
    text: &'d str,
    reading: Reading,
    id: QuestionId,
    question: Target,
    /// The question as a source, and its answer where there is one.
    asked: Target,
    answered: Option<Target>,
    /// The regions that it names.
    regions: Vec<RegionCode>,
}

impl<'d> Document<'d> {
    /// Finds or makes the question and its two sources.
    fn identified(plan: &mut Plan<'_>, text: &'d str, reading: Reading) -> Result<Self, Refused> {
        let header = &reading.question;
        let (Some(id), Some(asked_on)) = (header.id(), header.asked_on) else {
            let file = Arc::clone(&plan.report.file);
            let mut lacking = header.lacking();
            lacking.extend(header.asked_on.is_none().then_some("the day on which it was asked"));
            let found = format!("a question without its {}", lacking.join(", "));
            let expected = "a document that prints them; what its address tells is taken from --address URL";
            return Err(plan.refuse_file(Refusal::of_file(&file, found, expected)));
        };
        let question = plan.subject(&id.key(), 1, || Noun::Question(id.clone()));
        let asked = source(plan, id.question_source(), title(&id, header), SourceKind::Question, asked_on);
        let answered = header.answered_on.map(|day| {
            let kind = match header.kind {
                Some(QuestionKind::Written) => SourceKind::WrittenAnswer,
                _ => SourceKind::Minister,
            };
            source(plan, id.answer_source(), format!("Réponse à la {}", lowered(&title(&id, header))), kind, day)
        });
        Ok(Self { text, reading, id, question, asked, answered, regions: Vec::new() })
    }

    /// States the question itself: who asked whom, when, both texts, and the regions that each names.
    fn state(&self, plan: &mut Plan<'_>, names: &Gazetteer) {
        let header = &self.reading.question;
        let text = |text: &Option<String>| text.as_deref().map(|text| Value::Text(text.into()));
        let day = |day: Option<NaiveDate>| day.map(|day| Value::Date(Edtf::day(day)));
        let saying = Saying { subject: self.question, source: self.asked, line: 1, day: None };
        plan.say(&saying, Property::Author, text(&header.author));
        plan.say(&saying, Property::MinistryAsked, text(&header.ministry_asked));
        plan.say(&saying, Property::Asked, day(header.asked_on));
        plan.say(&saying, Property::WithdrawnOn, day(header.withdrawn_on));
        plan.say(&saying, Property::QuestionText, text(&self.reading.question_text));
        let title = self.reading.title.as_deref().unwrap_or_default();
        named(plan, &saying, names, &[title, self.reading.question_text.as_deref().unwrap_or_default()]);
        if let Some(source) = self.answered {
            let saying = Saying { source, ..saying };
            plan.say(&saying, Property::MinistryAnswering, text(&header.ministry_answering));
            plan.say(&saying, Property::Answered, day(header.answered_on));
            plan.say(&saying, Property::AnswerText, text(&self.reading.answer_text));
            named(plan, &saying, names, &[self.reading.answer_text.as_deref().unwrap_or_default()]);
        }
    }

    /// Makes statements of one fact, about the subjects that it speaks of.
    fn say(&self, plan: &mut Plan<'_>, fact: &Fact) {
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
    fn section_day(&self, fact: &Fact) -> Option<NaiveDate> {
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
    fn occasion(&self, plan: &mut Plan<'_>, fact: &Fact, kind: Kind, regions: &[RegionCode]) -> Option<Target> {
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
    fn dated(&self, plan: &mut Plan<'_>, saying: &Saying, fact: &Fact, promised: bool) {
        let (property, gap) =
            if promised { (Property::Promised, Gap::NotAnnounced) } else { (Property::Held, Gap::Unknown) };
        let date = fact.date.map_or(Value::Gap(gap), Value::Date);
        self.claim(plan, saying, fact, property, Some(date));
        if let [place] = fact.places.as_slice() {
            self.claim(plan, saying, fact, Property::Place, Some(Value::Text(place.as_str().into())));
        }
    }

    fn claim(&self, plan: &mut Plan<'_>, saying: &Saying, fact: &Fact, property: Property, value: Option<Value>) {
        let Some(value) = value else { return };
        let source = plan.as_source(saying.source);
        let known_on = known::known_on(source, property, &value, saying.day, plan.collected_on);
        let words = if value.date().is_some() { fact.words.clone() } else { None };
        plan.claim(saying, property, value, words, Some(quote(&fact.quote, &(fact.start..fact.end))), known_on);
    }

    fn saying(&self, fact: &Fact, subject: Target) -> Saying {
        let source = match fact.section {
            Section::Question => self.asked,
            Section::Answer => self.answered.unwrap_or(self.asked),
        };
        Saying { subject, source, line: self.line(fact), day: None }
    }

    /// The line of the document on which a fact begins.
    fn line(&self, fact: &Fact) -> u32 {
        let place = self.text.find(&fact.quote).unwrap_or(0);
        let before = self.text.get(..place).unwrap_or_default();
        u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX)
    }
}

/// States each region that texts name.
fn named(plan: &mut Plan<'_>, saying: &Saying, names: &Gazetteer, texts: &[&str]) {
    let mut told = Vec::new();
    for code in texts.iter().flat_map(|text| names.named_in(text)) {
        if !told.contains(&code) {
            plan.say(saying, Property::Region, Some(Value::Region(code)));
            told.push(code);
        }
    }
}

/// Words of a stored text, at a place given in characters.
fn quote(words: &str, at: &Range<usize>) -> Quote {
    let place = |place: usize| i32::try_from(place).ok();
    Quote { text: words.into(), start: place(at.start), end: place(at.end) }
}

/// “Question écrite n° 20408 de Paul Christophe, Assemblée nationale”.
fn title(id: &QuestionId, header: &Header) -> String {
    let kind = match header.kind {
        Some(QuestionKind::Written) => "Question écrite",
        Some(QuestionKind::Government) => "Question au Gouvernement",
        _ => "Intervention",
    };
    let author = header.author.as_ref().map_or_else(String::new, |author| {
        let elided = fold(author).starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
        format!(" {}{author}", if elided { "d’" } else { "de " })
    });
    format!("{kind} n°\u{a0}{}{author}, {}", id.number, id.chamber_french())
}

fn lowered(title: &str) -> String {
    let mut signs = title.chars();
    signs.next().map_or_else(String::new, |first| first.to_lowercase().chain(signs).collect())
}

/// The source of a key, made now if there is none: a question and its answer have a day, and no address.
fn source(plan: &mut Plan<'_>, key: Key, title: String, kind: SourceKind, day: NaiveDate) -> Target {
    let published_on = Some(Edtf::day(day));
    plan.subject(&key.clone(), 1, || {
        Noun::Source(Arc::new(Source { key, title, address: None, published_on, kind, note: None }))
    })
}
