//! From what stands in a sentence to facts.

mod beside;
mod number;
mod of_predicate;
mod of_thing;
mod region;
mod territory;

use std::ops::Range;

use super::FactKind;
use super::scene::{Owner, Scene};
use super::thing::What;
use crate::programme::region::RegionCode;
use crate::reading::dates::{Bound, Said};
use crate::reading::lexicon::{Sense, Word};
pub(super) use beside::{beside, placed};
use of_predicate::of_predicate;
use of_thing::of_thing;
pub(super) use region::regions;
pub(super) use territory::{document, territories};

/// A fact in the making. Places are those of its scene.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: FactKind,
    /// The words that bear it out; the quote reaches from the first to the last.
    pub(super) pieces: Vec<Range<usize>>,
    /// What it is about, by its place among the things of the sentence.
    pub(super) thing: Option<usize>,
    /// Its date.
    pub(super) date: Option<usize>,
    pub(super) number: Option<u32>,
    pub(super) approx: bool,
    pub(super) regions: Vec<RegionCode>,
    /// The territories that it is about, by their place among the sentence's.
    pub(super) territories: Vec<usize>,
    /// Whether "not before" is said: the date is the first that may be.
    pub(super) not_before: bool,
    /// The head of what is signed, where the sentence names it.
    pub(super) document: Option<usize>,
    pub(super) holder: Option<RegionCode>,
    pub(super) asserted: bool,
}

impl Draft {
    pub(super) fn new(kind: FactKind, pieces: Vec<Range<usize>>) -> Self {
        Draft {
            kind,
            pieces,
            thing: None,
            date: None,
            number: None,
            approx: false,
            regions: Vec::new(),
            territories: Vec::new(),
            document: None,
            not_before: false,
            holder: None,
            asserted: true,
        }
    }

    pub(super) fn range(&self) -> Range<usize> {
        let start = self.pieces.iter().map(|piece| piece.start).min().unwrap_or_default();
        start..self.pieces.iter().map(|piece| piece.end).max().unwrap_or_default()
    }
}

/// The facts of the dates of a sentence: one each.
pub(super) fn dated(scene: &Scene<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (place, date) in scene.dates.iter().enumerate() {
        // "il y a un an, le 5 mars 2020": said twice.
        let again = scene.dates.get(place + 1).is_some_and(|next| {
            let end = date.expression.tokens.end;
            next.expression.tokens.start == end + 1 && scene.sense(end) == Sense::Mark(',')
        });
        if matches!(date.expression.said, Said::Ago(..)) && again {
            continue;
        }
        let draft = match date.owner {
            Owner::Thing(thing) => of_thing(scene, place, thing, &drafts),
            Owner::Predicate(predicate) => of_predicate(scene, place, predicate, &drafts),
            Owner::Nothing => of_nothing(scene, place),
            Owner::Act => None,
        };
        drafts.extend(draft.or_else(|| other(scene, place)).map(|draft| not_yet(scene, draft)));
    }
    drafts
}

/// What lies after the day of the text has not taken place.
fn not_yet(scene: &Scene<'_>, draft: Draft) -> Draft {
    let date = draft.date.and_then(|date| scene.dates.get(date));
    let to_come = date.is_some_and(|date| scene.is_to_come(date));
    let kind = match draft.kind {
        FactKind::CopilHeld if to_come => FactKind::CopilPlanned,
        FactKind::ContractSigned if to_come => FactKind::ContractPlanned,
        FactKind::AssemblyHeld if to_come => FactKind::OtherDated,
        kind => kind,
    };
    Draft { kind, ..draft }
}

/// A dated thing of no kind of ours.
fn other(scene: &Scene<'_>, place: usize) -> Option<Draft> {
    let date = scene.dates.get(place)?;
    let marked = date.expression.said.names_days() || matches!(date.expression.said, Said::Ago(..));
    // "depuis le lancement de l'initiative le 22 novembre 2018".
    let launched = scene.things.iter().find(|thing| {
        let before = thing.tokens.start.saturating_sub(2)..thing.tokens.start;
        let launch = |place: usize| matches!(scene.word(place), "lancement" | "annonce" | "présentation");
        thing.what == What::Programme
            && (thing.tokens.end == date.expression.tokens.start
                || (thing.tokens.end + 1 == date.expression.tokens.start
                    && scene.sense(thing.tokens.end) == Sense::Mark(',')))
            && date.expression.bound.is_none()
            && (before.start.saturating_sub(1)..before.end).any(launch)
    });
    if let Some(thing) = launched.filter(|_| !scene.is_to_come(date)) {
        let pieces = vec![thing.tokens.clone(), date.expression.tokens.clone()];
        return Some(Draft { date: Some(place), ..Draft::new(FactKind::ProgrammeAnnounced, pieces) });
    }
    marked
        .then(|| Draft { date: Some(place), ..Draft::new(FactKind::OtherDated, vec![date.expression.tokens.clone()]) })
}

/// A date without a verb: "Pas de signature avant juin", "Aucun comité depuis celui du 9 mai".
fn of_nothing(scene: &Scene<'_>, place: usize) -> Option<Draft> {
    let date = scene.dates.get(place)?;
    let (thing_at, thing) = scene.things.iter().enumerate().rev().find(|(_, thing)| {
        thing.tokens.end <= date.expression.tokens.start
            && thing.tokens.start >= scene.clause_start(date.expression.tokens.start)
            && matches!(thing.what, What::Signature | What::Committee | What::Contract)
            && !(thing.what == What::Contract && thing.complement)
    })?;
    let denied = (thing.tokens.start.saturating_sub(2)..thing.tokens.end)
        .any(|place| matches!(scene.sense(place), Sense::Word(Word::No | Word::Any)));
    // "le contrat court jusqu'au 31 décembre".
    if thing.what == What::Contract && date.expression.bound == Some(Bound::Until) {
        return None;
    }
    let future = date.expression.side == Some(crate::reading::dates::Side::Next)
        || matches!(date.expression.bound, Some(Bound::NoLaterThan))
        || scene.is_to_come(date);
    let kind = match thing.what {
        What::Committee if future || denied => FactKind::CopilPlanned,
        What::Committee => FactKind::CopilHeld,
        _ if future || denied => FactKind::ContractPlanned,
        What::Signature => FactKind::ContractSigned,
        _ => return None,
    };
    let pieces = vec![thing.tokens.clone(), date.expression.tokens.clone()];
    Some(Draft {
        date: Some(place),
        regions: regions(scene, Some(thing_at), None, &[], kind),
        not_before: denied && date.expression.bound == Some(Bound::Before),
        ..Draft::new(kind, pieces)
    })
}

/// Whether what stands at a token is what the sentence asks.
pub(super) fn asked(scene: &Scene<'_>, place: usize) -> bool {
    scene.asks.is_some_and(|asks| asks <= place)
}
