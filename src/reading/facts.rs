//! Facts: what a text states, each with its words. Here is what a fact is, and how a text is gone through: each sentence
//! is made a `scene` of things, predicates and dates; `draft` makes facts of its dates by the table of `kind`, `count`
//! of its numbers, `calendar` of a calendar that somebody holds. `memory` is what "il", "celui", "l'a été" go back to.

mod calendar;
mod confidence;
mod count;
mod draft;
mod kind;
mod memory;
mod predicate;
mod quote;
mod scene;
mod thing;

use std::collections::HashSet;

use chrono::NaiveDate;

use crate::programme::date::Edtf;
use crate::programme::region::RegionCode;
use crate::programme::territory::TerritoryId;
use crate::store::Confidence;

use super::dates::{Modifier, Said, bounded};
use super::lexicon::Word;
use super::places::Gazetteer;
use super::prose::Prose;
use super::text::{Place, Plain};

pub use super::dates::Bound;
use draft::Draft;
use memory::Memory;
use scene::Scene;

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
    /// Début, mi- or fin, where it is said.
    pub modifier: Option<Modifier>,
    /// How often, of what is said to recur: an ISO 8601 duration.
    pub recurrence: Option<&'static str>,
    /// What is known of a date that stays open: "--02-06".
    pub partial: Option<String>,
    /// Whether the year comes from the section's own day.
    pub inferred_year: bool,
    /// Whether the number is said to be about so many.
    pub approx: bool,
    /// Whether it is stated; false for what a question merely asks.
    pub asserted: bool,
    /// How many territories or contracts, or the rank of a committee.
    pub number: Option<u32>,
    /// How sure the reading is of it.
    pub confidence: Confidence,
    /// The regions that the sentence names as its place or as parties, in its order.
    pub regions: Vec<RegionCode>,
    /// Whether it is said to be the nation's: "le comité de pilotage national".
    pub national: bool,
    /// The territories that it is about; several where it is about several.
    pub territories: Vec<Territory>,
    /// What the text calls the document that was or is to be signed: "contrat", "avenant".
    pub document: Option<String>,
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

/// A territory as a fact names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Territory {
    /// The words.
    pub words: String,
    /// Every territory that goes by them.
    pub candidates: Vec<TerritoryId>,
    /// Whether a main town of it is named, and not the territory itself.
    pub by_town: bool,
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
///
/// Each step goes through the whole text before the next begins: so its code stays where the processor has it at hand.
#[must_use]
pub fn facts(prose: &Prose<'_>, section: Section, day: Option<NaiveDate>, regions: &Gazetteer) -> Vec<Fact> {
    let plain = &prose.plain;
    let mut memory = Memory::of(&prose.tokens);
    let mut scenes = Vec::with_capacity(prose.sentences.len());
    for (tokens, finds) in prose.each_sentence().zip(scene::finds(prose, regions)) {
        let scene = Scene::new(plain.as_str(), tokens, finds, &memory);
        memory.act = scene.last_act().or(memory.act);
        memory.remember(&scene.things, scene.predicates.first().map_or(usize::MAX, |first| first.tokens.start));
        if !scene.dates.is_empty() || scene.speaks_of_ours() {
            scenes.push(scene);
        }
    }
    scenes.iter_mut().for_each(Scene::give_dates);
    let mut last = None;
    scenes.iter_mut().for_each(|scene| scene.resolve(day, &mut last));
    let stated: Vec<Vec<Draft>> = scenes.iter().map(drafts).collect();
    let mut found: Vec<Fact> = Vec::with_capacity(stated.iter().map(Vec::len).sum());
    let mut begin = Place::default();
    for (scene, drafts) in scenes.iter().zip(stated).filter(|(_, drafts)| !drafts.is_empty()) {
        begin = plain.place_after(begin, scene.tokens.first().map_or(0, |token| token.start));
        found.extend(drafts.into_iter().map(|draft| fact(plain, begin, scene, draft, section)));
    }
    once(found)
}

/// What a sentence states, in the order of its words.
fn drafts(scene: &Scene<'_>) -> Vec<Draft> {
    let mut drafts = draft::dated(scene);
    drafts.extend(draft::beside(scene, &drafts));
    drafts.extend(draft::placed(scene, &drafts));
    drafts.extend(calendar::held(scene, &drafts));
    let counts = count::counted(scene, &drafts);
    // A date that a count has taken is no other event's.
    drafts.retain(|draft| draft.kind != FactKind::OtherDated || !counts.iter().any(|count| count.date == draft.date));
    drafts.extend(counts);
    drafts.retain(|draft| draft.asserted || draft.date.is_some());
    for draft in &mut drafts {
        draft.territories = draft::territories(scene, draft);
        draft.document = draft::document(scene, draft);
    }
    drafts.sort_by_key(|draft| draft.range().start);
    drafts
}

/// The fact of a draft of the sentence that begins at a place.
fn fact(plain: &Plain<'_>, begin: Place, scene: &Scene<'_>, draft: Draft, section: Section) -> Fact {
    let bytes = |range: &std::ops::Range<usize>| {
        let first = scene.tokens.get(range.start).map_or(0, |token| token.start);
        let last = range.end.checked_sub(1).and_then(|last| scene.tokens.get(last)).map_or(first, |token| token.end);
        first..last
    };
    let words = |range: &std::ops::Range<usize>| plain.words(bytes(range)).to_owned();
    let quoted = quote::quoted(scene, &draft);
    let places = scene.towns.iter().filter(|town| quoted.start <= town.start && town.end <= quoted.end);
    let places = places.map(words).collect();
    let dated = draft.date.and_then(|place| scene.dates.get(place));
    let expression = dated.map(|dated| &dated.expression);
    let resolved = dated.and_then(|dated| dated.resolved);
    let bound = expression.and_then(|expression| expression.bound);
    // "Pas de signature avant juin": from June on.
    let bound = if draft.not_before { Some(Bound::Since) } else { bound };
    let modifier = expression.and_then(|expression| expression.modifier);
    let deictic = expression.is_some_and(|expression| expression.said == Said::Now);
    let recurrence = expression.and_then(|expression| match expression.said {
        Said::Every(often) => Some(often),
        _ => None,
    });
    let quote = plain.quote_after(begin, bytes(&quoted));
    let territories = draft.territories.iter().filter_map(|place| scene.territories.get(*place)).map(|named| {
        Territory { words: words(&named.tokens), candidates: named.candidates.clone(), by_town: named.by_town }
    });
    let territories = territories.collect();
    Fact {
        kind: draft.kind,
        // "aucun comité depuis le 24 mai", "signé dès le 5 mars": it took place then.
        date: resolved.map(|resolved| {
            let done = matches!(draft.kind, FactKind::CopilHeld | FactKind::ContractSigned | FactKind::AssemblyHeld);
            let since = done && bound == Some(Bound::Since);
            bounded(resolved.date, modifier, bound.filter(|_| !since))
        }),
        named: resolved.map(|resolved| resolved.date),
        bound,
        words: expression.map(|expression| words(&expression.tokens)),
        modifier,
        recurrence,
        partial: expression.filter(|_| resolved.is_none() && recurrence.is_none()).and_then(super::dates::partial),
        // "À ce jour" infers no year: the day of the section is known whole.
        inferred_year: !deictic && resolved.is_some_and(|resolved| resolved.inferred_year),
        approx: draft.approx,
        asserted: draft.asserted,
        confidence: confidence::confidence(scene, &draft),
        number: draft.number,
        national: quoted.clone().any(|place| scene.is(place, Word::National)),
        regions: draft.regions,
        territories,
        document: draft.document.map(|head| words(&(head..head + 1))),
        places,
        holder: draft.holder,
        quote: quote.words.to_owned(),
        start: quote.characters.start,
        end: quote.characters.end,
        section,
        deictic,
    }
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
