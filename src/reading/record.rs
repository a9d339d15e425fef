//! A reading as one record: what `jalons read` prints, a JSON line a document.

use chrono::NaiveDate;
use serde::Serialize;

use crate::programme::region::RegionCode;

use super::Reading;
use super::dates::{Bound, Modifier};
use super::facts::{Fact, FactKind, Section};
use super::lexicon::Part;
use super::question::Header;

/// What was read in a document. Its fields are those of the annotated documents (`tests/it/files/answers`), so that
/// the two can be compared line by line.
#[derive(Debug, Serialize)]
pub struct Record<'r> {
    /// The name of the document.
    pub doc: &'r str,
    /// The form in which it came.
    pub format: &'static str,
    /// Whether it speaks of the programme.
    pub territoires_industrie: bool,
    /// Who asked whom, and when.
    pub question: Question<'r>,
    /// What it states, in the order of the text.
    pub facts: Vec<Stated<'r>>,
}

/// The header of a question; what the document does not tell is null.
#[derive(Debug, Serialize)]
pub struct Question<'r> {
    key: Option<String>,
    chamber: Option<&'static str>,
    legislature: Option<u8>,
    #[serde(rename = "type")]
    kind: Option<&'static str>,
    number: Option<&'r str>,
    author: Option<&'r str>,
    ministry_asked: Option<&'r str>,
    ministry_answering: Option<&'r str>,
    asked_on: Option<NaiveDate>,
    answered_on: Option<NaiveDate>,
    withdrawn_on: Option<NaiveDate>,
}

/// A fact: its dates are the days that the words themselves name, first and last; its region codes are INSEE's.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the record")]
pub struct Stated<'r> {
    kind: &'static str,
    date_start: Option<NaiveDate>,
    date_end: Option<NaiveDate>,
    precision: Option<&'static str>,
    bound: Option<&'static str>,
    modifier: Option<&'static str>,
    inferred_year: bool,
    asserted: bool,
    approx: bool,
    regions: Vec<&'r str>,
    places: &'r [String],
    number: Option<u32>,
    quote: &'r str,
    expr: Option<&'r str>,
    section: &'static str,
    #[serde(skip_serializing_if = "is_false")]
    deictic: bool,
    #[serde(skip_serializing_if = "is_false")]
    unresolved: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    partial: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence: Option<&'static str>,
}

impl<'r> Record<'r> {
    /// The record of a reading. Kinds beyond the annotation's list are other dates, or left out.
    #[must_use]
    pub fn of(doc: &'r str, reading: &'r Reading) -> Self {
        Record {
            doc,
            format: reading.format,
            territoires_industrie: reading.is_about_the_programme(),
            question: Question::of(&reading.question),
            facts: reading.facts.iter().filter(|fact| fact.kind != FactKind::CalendarHeld).map(Stated::of).collect(),
        }
    }
}

impl<'r> Question<'r> {
    fn of(header: &'r Header) -> Self {
        Question {
            key: header.id().map(|id| id.to_string()),
            chamber: header.chamber.map(super::Chamber::as_str),
            legislature: header.legislature,
            kind: header.kind.map(super::QuestionKind::as_str),
            number: header.number.as_deref(),
            author: header.author.as_deref(),
            ministry_asked: header.ministry_asked.as_deref(),
            ministry_answering: header.ministry_answering.as_deref(),
            asked_on: header.asked_on,
            answered_on: header.answered_on,
            withdrawn_on: header.withdrawn_on,
        }
    }
}

impl<'r> Stated<'r> {
    /// The record of a fact.
    #[must_use]
    pub fn of(fact: &'r Fact) -> Self {
        let kind = if fact.kind == FactKind::Mission { FactKind::OtherDated } else { fact.kind };
        Stated {
            kind: kind.as_str(),
            date_start: fact.named.map(|date| date.earliest()),
            date_end: fact.named.map(|date| date.latest()),
            precision: precision(fact),
            bound: fact.bound.map(bound),
            modifier: fact.modifier.map(modifier),
            inferred_year: fact.inferred_year,
            asserted: fact.asserted,
            approx: fact.approx,
            regions: fact.regions.iter().map(RegionCode::as_str).collect(),
            places: &fact.places,
            number: fact.number,
            quote: &fact.quote,
            expr: fact.words.as_deref().filter(|_| !fact.deictic),
            section: match fact.section {
                Section::Question => "question",
                Section::Answer => "answer",
            },
            deictic: fact.deictic,
            unresolved: fact.words.is_some() && fact.named.is_none() && fact.recurrence.is_none(),
            partial: fact.partial.as_deref(),
            recurrence: fact.recurrence,
        }
    }
}

/// The grain of the days named: a day, a month, a season, a year, or a range of any other length.
fn precision(fact: &Fact) -> Option<&'static str> {
    let text = fact.named?.to_string();
    Some(match text.as_bytes() {
        [_, _, _, _] => "year",
        [_, _, _, _, b'-', b'2', _] => "season",
        [_, _, _, _, b'-', _, _] => "month",
        bytes if bytes.len() == 10 => "day",
        _ => "range",
    })
}

fn bound(bound: Bound) -> &'static str {
    match bound {
        Bound::Since => "since",
        Bound::Until => "until",
        Bound::NoLaterThan => "no_later_than",
        Bound::Before => "before",
        Bound::After => "after",
    }
}

fn modifier(modifier: Modifier) -> &'static str {
    match modifier {
        Modifier::One(Part::Start) => "start",
        Modifier::One(Part::Mid) => "mid",
        Modifier::One(Part::End) => "end",
        Modifier::Two(Part::Start, Part::Start) => "start..start",
        Modifier::Two(Part::Start, Part::Mid) => "start..mid",
        Modifier::Two(Part::Start, Part::End) => "start..end",
        Modifier::Two(Part::Mid, Part::Start) => "mid..start",
        Modifier::Two(Part::Mid, Part::Mid) => "mid..mid",
        Modifier::Two(Part::Mid, Part::End) => "mid..end",
        Modifier::Two(Part::End, Part::Start) => "end..start",
        Modifier::Two(Part::End, Part::Mid) => "end..mid",
        Modifier::Two(Part::End, Part::End) => "end..end",
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}
