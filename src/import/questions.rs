//! A question's document: the question itself, its two sources, and the facts that are read in its texts, each a
//! statement with its very words and their place.

pub mod batch;
mod facts;
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
    plan::{Plan, Saying, Target},
    refusal::{Refusal, Refused},
};
use crate::{
    programme::{
        date::Edtf,
        property::Property,
        question::QuestionId,
        record::Noun,
        region::RegionCode,
        search::fold,
        source::{Source, SourceKind},
        statement::Quote,
        value::Value,
    },
    reading::{self, Gazetteer, Header, QuestionKind, Reading, text::same_words},
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
    if let Some(warning) = reading.breaks_off() {
        plan.notice(1, &warning);
    }
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
