//! Facts: what a text states, each with its words. Here is what a fact is, and how a text is gone through; the rules
//! are one file each (`event`, `count`, `calendar`).

mod calendar;
mod clause;
mod count;
mod event;

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::programme::date::Edtf;
use crate::programme::region::RegionCode;

use super::pattern::pattern;
use super::places::Gazetteer;
use super::sentence::{clauses, sentences};
use super::text::Plain;

pub use super::dates::Bound;
use clause::{Clause, Draft};

/// One fact as one text states it.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// What kind of fact.
    pub kind: FactKind,
    /// When, as stated: the days named, with what the preposition makes of them ("avant le 31 mars" is `../03-30`).
    /// None where the text gives no date, or none that can be told without a guess.
    pub date: Option<Edtf>,
    /// The days that the words themselves name ("avant le 31 mars" is 31 March).
    pub named: Option<Edtf>,
    /// What the preposition makes of them.
    pub bound: Option<Bound>,
    /// The date as written.
    pub words: Option<String>,
    /// Whether the year comes from the section's own day.
    pub inferred_year: bool,
    /// Whether the number is said to be about so many.
    pub approx: bool,
    /// Whether it is stated; false for what a question merely asks.
    pub asserted: bool,
    /// How many territories or contracts, or the rank of a committee.
    pub number: Option<u32>,
    /// The regions that the sentence names as its place or as parties, in its order.
    pub regions: Vec<RegionCode>,
    /// The towns within the quote.
    pub places: Vec<String>,
    /// The Region that holds it: of a calendar alone.
    pub holder: Option<RegionCode>,
    /// The very words: the characters `start..end` of the section's stored text.
    pub quote: String,
    /// The first character of the quote in the section's stored text.
    pub start: usize,
    /// The character after its last.
    pub end: usize,
    /// Where it stands.
    pub section: Section,
    /// Whether its date is the day of the section: "à ce jour".
    pub deictic: bool,
}

/// The kinds of fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FactKind {
    /// A steering committee that met.
    CopilHeld,
    /// One that is or was to meet.
    CopilPlanned,
    /// Contracts signed on a day or between two days.
    ContractSigned,
    /// Contracts to be signed.
    ContractPlanned,
    /// A number of territories.
    TerritoriesCounted,
    /// A number of contracts, as of a day or in all.
    ContractsCounted,
    /// A general assembly of the programme that took place.
    AssemblyHeld,
    /// The programme presented or launched.
    ProgrammeAnnounced,
    /// A calendar of signatures that somebody holds and can give.
    CalendarHeld,
    /// A mission that prepared the programme.
    Mission,
    /// Any other dated thing.
    OtherDated,
}

/// A part of a document that states facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// What the question says.
    Question,
    /// What the answer says.
    Answer,
}

impl FactKind {
    /// Its name: `copil_held`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            FactKind::CopilHeld => "copil_held",
            FactKind::CopilPlanned => "copil_planned",
            FactKind::ContractSigned => "contract_signed",
            FactKind::ContractPlanned => "contract_planned",
            FactKind::TerritoriesCounted => "territories_counted",
            FactKind::ContractsCounted => "contracts_counted",
            FactKind::AssemblyHeld => "assembly_held",
            FactKind::ProgrammeAnnounced => "programme_announced",
            FactKind::CalendarHeld => "calendar_held",
            FactKind::Mission => "mission",
            FactKind::OtherDated => "other_dated",
        }
    }
}

/// The facts that a section states, in the order of its text. `day` is the section's own day: the question's or
/// the answer's.
#[must_use]
pub fn facts(text: &str, section: Section, day: Option<NaiveDate>, regions: &Gazetteer) -> Vec<Fact> {
    let plain = Plain::new(text);
    let mut last = None;
    let mut found: Vec<Fact> = Vec::new();
    for sentence in sentences(plain.as_str()) {
        let asked = asked_from(plain.as_str().get(sentence.clone()).unwrap_or_default()).map(|at| at + sentence.start);
        for range in clauses(plain.as_str(), sentence) {
            let mut clause = Clause::new(&plain, range, day, regions, &mut last);
            let mut drafts = calendar::drafts(&mut clause);
            drafts.extend(event::drafts(&mut clause));
            drafts.extend(count::drafts(&mut clause));
            drafts.extend(clause.other_dates());
            drafts.sort_by_key(Draft::start);
            found.extend(drafts.into_iter().map(|draft| clause.fact(draft, section, asked)));
        }
    }
    once(found)
}

/// Where a sentence begins to ask: "il lui demande si", "il souhaiterait connaître", in bytes.
fn asked_from(sentence: &str) -> Option<usize> {
    let asks = pattern!(
        r"\b(?:(?:lui |leur |se )?demande(?:nt)? (?:si|quand|quel|quelle|quels|quelles|ce que|dans quel|à quel|où|comment|combien|de )|(?:souhait|aimer|voudr|désir)(?:e|ent|erait|eraient|ait|aient|rait|raient)? (?:\p{L}+ ){0,2}(?:savoir|conna[iî]tre|être informée?)\b)"
    );
    asks.find(sentence).map(|found| found.start())
}

/// A count is kept once for its number and its regions.
fn once(mut facts: Vec<Fact>) -> Vec<Fact> {
    let mut seen = HashSet::new();
    facts.retain(|fact| {
        let counted = matches!(fact.kind, FactKind::TerritoriesCounted | FactKind::ContractsCounted);
        !counted || seen.insert((fact.kind, fact.number, fact.regions.clone()))
    });
    facts
}

#[cfg(test)]
mod tests;
