//! The minutes of a committee: its day, rank, participants and decisions; the calendar of signatures that it set; and
//! what it changed in the list of territories.

mod adaptation;
mod calendar;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use adaptation::{Adaptation, AdaptationDraft};
pub use calendar::{CalendarLine, CalendarLineDraft};

use super::{Evidence, Expected, Invalid, Reader, SENTENCE, words};
use crate::{
    programme::{
        copil::Level,
        date::Edtf,
        desk::{Desk, Pen, Refusal},
        property::Property,
        region::RegionCode,
        rights::Action,
        value::{Count, Value},
        view::Programme,
    },
    store::Key,
};

/// Minutes, as they are given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MinutesDraft {
    /// The region of a regional committee, by its INSEE code; none for the national one.
    #[schema(example = "32")]
    pub region: Option<String>,
    /// The key of a committee's meeting that is known already, promised or held; none for a new one.
    #[schema(example = "copil:32:2026-11-20")]
    pub copil: Option<String>,
    /// The version of that meeting that the change is made against.
    pub version: Option<i64>,
    /// When it met.
    #[schema(example = "2026-11-20")]
    pub held: Option<String>,
    /// When it is to meet, where it has not met yet.
    pub promised: Option<String>,
    /// Its rank: 1 for the first.
    #[schema(example = "3")]
    pub rank: Option<String>,
    /// What the meeting is called, where it has a name of its own.
    pub title: Option<String>,
    /// Where.
    #[schema(example = "Lille")]
    pub place: Option<String>,
    /// Who took part, by body.
    #[schema(example = "État : 4 ; Région : 3 ; intercommunalités : 12")]
    pub participants: Option<String>,
    /// What it decided.
    pub decisions: Vec<String>,
    /// A sentence on its date, which readers will see.
    pub sentence: Option<String>,
    /// What bears it out: an address, or the name of a document; else the minutes themselves.
    pub evidence: Option<String>,
    /// The calendar of signatures that it set.
    pub calendar: Vec<CalendarLineDraft>,
    /// What it changed in the list of territories.
    pub adaptations: Vec<AdaptationDraft>,
}

/// Minutes, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Minutes {
    region: Option<RegionCode>,
    copil: Option<Key>,
    version: Option<i64>,
    held: Option<Value>,
    promised: Option<Value>,
    rank: Option<u32>,
    title: Option<String>,
    place: Option<String>,
    participants: Option<String>,
    decisions: Vec<String>,
    sentence: Option<String>,
    evidence: Evidence,
    calendar: Vec<CalendarLine>,
    adaptations: Vec<Adaptation>,
}

impl Minutes {
    /// Checks a draft.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &MinutesDraft, today: chrono::NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let region = super::said(draft.region.as_deref()).and_then(|text| match text.parse::<RegionCode>() {
            Ok(code) => Some(code),
            Err(_) => reader.wrong("region", text, Expected::Value("the INSEE code of a region (two digits)")),
        });
        let copil = super::said(draft.copil.as_deref()).map(Key::new);
        let held = super::said(draft.held.as_deref()).and_then(|text| reader.done("held", text));
        let promised = super::said(draft.promised.as_deref()).and_then(|text| reader.promised("promised", text));
        if held.is_none() && promised.is_none() && reader.invalid.is_empty() {
            reader.wrong::<()>("held", "", Expected::Date);
        }
        let rank = super::said(draft.rank.as_deref()).and_then(|text| match text.parse::<u32>() {
            Ok(rank @ 1..) => Some(rank),
            _ => reader.wrong("rank", text, Expected::Rank),
        });
        let title = reader.words("title", draft.title.as_deref(), SENTENCE);
        let sentence = reader.words("sentence", draft.sentence.as_deref(), SENTENCE);
        let place = reader.words("place", draft.place.as_deref(), SENTENCE);
        let participants = reader.words("participants", draft.participants.as_deref(), 4 * SENTENCE);
        let decisions = draft
            .decisions
            .iter()
            .enumerate()
            .filter_map(|(place, text)| reader.words(&format!("decisions/{place}"), Some(text), SENTENCE))
            .collect();
        let evidence = reader.evidence("evidence", draft.evidence.as_deref());
        let calendar = calendar::read(&mut reader, &draft.calendar);
        let adaptations = adaptation::read(&mut reader, &draft.adaptations, region);
        let read = evidence.map(|evidence| Self {
            region,
            copil,
            version: draft.version,
            evidence: if evidence == Evidence::Word { own_words(held.as_ref()) } else { evidence },
            held,
            promised,
            rank,
            title,
            place,
            participants,
            decisions,
            sentence,
            calendar,
            adaptations,
        });
        reader.end(read)
    }

    /// The same of a meeting that is known, at a version.
    #[must_use]
    pub fn of(self, copil: Key, version: i64) -> Self {
        Self { copil: Some(copil), version: Some(version), ..self }
    }

    /// States them, and gives the key of the committee's meeting.
    ///
    /// # Errors
    /// [`Refusal`]: of fields, each by its place; where who asks may not; where something has moved on.
    pub fn write(&self, desk: &mut Desk) -> Result<Key, Refusal> {
        let programme = Arc::clone(desk.programme());
        let key = self.key(&programme);
        if let Some(code) = self.region.filter(|code| programme.record().find(&code.key()).is_none()) {
            let expected = Expected::Value("a region that is known");
            let invalid = Invalid::new("region", &code.to_string(), expected);
            return Err(Refusal::Invalid(vec![invalid]));
        }
        let mut pen = match &self.copil {
            // Minutes are of a committee: of a contract they would say that it was held.
            Some(other) if other.kind() != "copil" => return Err(Refusal::Unknown(other.clone())),
            Some(known) => desk.pen(Action::RecordMinutes, known, self.version)?,
            None => desk.copil(&key, self.level(), self.region)?,
        };
        self.describe(&mut pen);
        let mut invalid = Vec::new();
        for (place, line) in self.calendar.iter().enumerate() {
            gather(&mut invalid, &format!("calendar/{place}"), line.write(desk, &self.evidence))?;
        }
        for (place, adaptation) in self.adaptations.iter().enumerate() {
            gather(&mut invalid, &format!("adaptations/{place}"), adaptation.write(desk, &self.evidence))?;
        }
        if invalid.is_empty() { Ok(key) } else { Err(Refusal::Invalid(invalid)) }
    }

    fn describe(&self, pen: &mut Pen<'_>) {
        let is_new = pen.subject().is_none();
        let region = self.region.filter(|_| is_new).map(Value::Region);
        let rank = self.rank.map(|number| Value::Number(Count { number, approximate: false }));
        let said = [
            (Property::Region, region),
            (Property::Held, self.held.clone()),
            (Property::Promised, self.promised.clone()),
            (Property::Rank, rank),
            (Property::Title, words(self.title.as_deref())),
            (Property::Place, words(self.place.as_deref())),
            (Property::Parties, words(self.participants.as_deref())),
        ];
        for (property, value) in said {
            let Some(value) = value else { continue };
            let sentence = self.sentence.as_deref().filter(|_| matches!(property, Property::Held | Property::Promised));
            pen.state_with(property, &value, &self.evidence, None, sentence);
        }
        for decision in &self.decisions {
            pen.state(Property::Decision, &Value::Text(decision.as_str().into()), &self.evidence);
        }
    }

    /// The key of the meeting: the one given, or one that is free.
    #[must_use]
    pub fn key(&self, programme: &Programme) -> Key {
        self.copil.clone().unwrap_or_else(|| self.free_key(programme))
    }

    fn level(&self) -> Level {
        if self.region.is_some() { Level::Regional } else { Level::National }
    }

    /// A key that no other meeting has: by region and day, numbered where that is taken.
    fn free_key(&self, programme: &Programme) -> Key {
        let place = self.region.map_or_else(|| "national".to_owned(), |code| code.to_string());
        let date = self.held.as_ref().or(self.promised.as_ref()).and_then(Value::date);
        let date = date.map_or_else(|| "sans-date".to_owned(), Edtf::to_string).replace('/', "_");
        let first = Key::new(format!("copil:{place}:{date}"));
        let others = (2..).map(|number| Key::new(format!("{first}:{number}")));
        let mut keys = std::iter::once(first.clone()).chain(others);
        keys.find(|key| programme.record().find(key).is_none()).unwrap_or(first)
    }
}

/// The minutes as their own evidence.
fn own_words(held: Option<&Value>) -> Evidence {
    match held.and_then(Value::date) {
        Some(date) => Evidence::Paper(format!("relevé du COPIL, {}", date.french())),
        None => Evidence::Word,
    }
}

/// Keeps what is wrong with one line, under its place, and goes on; any other refusal ends the whole.
fn gather(invalid: &mut Vec<Invalid>, place: &str, written: Result<(), Refusal>) -> Result<(), Refusal> {
    match written {
        Err(Refusal::Invalid(found)) => {
            invalid.extend(found.into_iter().map(|one| Invalid { field: format!("{place}/{}", one.field), ..one }));
            Ok(())
        }
        other => other,
    }
}
