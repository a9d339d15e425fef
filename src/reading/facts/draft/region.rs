//! The regions of a fact, and whose committee is meant.

use super::super::FactKind;
use super::super::predicate::Predicate;
use super::super::scene::Scene;
use super::super::thing::{Thing, What};
use super::Draft;
use crate::programme::region::RegionCode;
use crate::reading::lexicon::{Sense, Word};

/// The regions of a fact: those of its thing, else those of its clause, else those of the same thing said before,
/// else those that open the sentence.
pub(in crate::reading::facts) fn regions(
    scene: &Scene<'_>,
    thing: Option<usize>,
    predicate: Option<&Predicate>,
    earlier: &[Draft],
    kind: FactKind,
) -> Vec<RegionCode> {
    if scene.regions.is_empty() {
        return Vec::new();
    }
    let thing = thing.and_then(|place| scene.things.get(place));
    if let Some(thing) = thing {
        let mut own = scene.regions_of(thing);
        if !own.is_empty() {
            if let Some(joined) = joined(scene, thing) {
                let mut both = scene.regions_of(joined);
                both.extend(own.into_iter().filter(|code| !both.contains(code)).collect::<Vec<_>>());
                own = both;
            }
            return own;
        }
        // "…, celui de Vitré deux jours plus tard": another than the one that the clause speaks of.
        let another = thing.pronoun
            && !thing.same
            && predicate.is_some_and(|predicate| predicate.tokens.end <= thing.tokens.start);
        if another {
            return scene.leading_regions(predicate.map_or(0, |predicate| predicate.tokens.start));
        }
    }
    if let Some(predicate) = predicate {
        let clause = scene.clause(predicate);
        // Regions that belong to another thing of the clause are not this one's.
        let mut codes = scene.regions_within(clause.clone());
        for other in scene.things.iter().filter(|other| {
            clause.contains(&other.tokens.start)
                && !other.same
                && matches!(other.what, What::Committee | What::Contract | What::Territory)
        }) {
            if thing.is_some_and(|thing| thing.tokens == other.tokens) {
                continue;
            }
            let theirs = scene.regions_of(other);
            let foreign = thing.is_some_and(|thing| {
                (thing.what == other.what || other.what == What::Territory) && !other.complement || other.pronoun
            });
            if foreign {
                codes.retain(|code| !theirs.contains(code));
            }
        }
        if !codes.is_empty() {
            return codes;
        }
    }
    let same_body = |one: FactKind, other: FactKind| {
        let committee = |kind| matches!(kind, FactKind::CopilHeld | FactKind::CopilPlanned);
        let contract = |kind| matches!(kind, FactKind::ContractSigned | FactKind::ContractPlanned);
        (committee(one) && committee(other)) || (contract(one) && contract(other))
    };
    if thing
        .is_some_and(|thing| thing.same || thing.what == What::Committee && thing.pronoun || is_possessed(scene, thing))
    {
        let before = earlier.iter().rev().find(|draft| same_body(draft.kind, kind)).map(|draft| draft.regions.clone());
        let own = thing
            .and_then(|thing| {
                scene
                    .things
                    .iter()
                    .rev()
                    .find(|other| other.tokens.end <= thing.tokens.start && other.what == thing.what)
            })
            .map(|other| scene.regions_of(other));
        if let Some(codes) = before.or(own).filter(|codes| !codes.is_empty()) {
            return codes;
        }
        if let Some(own) = thing.and_then(|thing| {
            scene.things.iter().rev().find(|other| other.tokens.end <= thing.tokens.start && other.what == thing.what)
        }) {
            let codes = scene.regions_of(own);
            if !codes.is_empty() {
                return codes;
            }
        }
    }
    let at =
        predicate.map(|predicate| predicate.tokens.start).or(thing.map(|thing| thing.tokens.start)).unwrap_or_default();
    scene.leading_regions(at)
}

/// The thing that another is joined to by "et": "le comité de la région Sud et celui de la région Centre".
fn joined<'s>(scene: &'s Scene<'_>, thing: &Thing) -> Option<&'s Thing> {
    let and = thing.tokens.start.checked_sub(1).filter(|before| scene.is(*before, Word::And))?;
    let before =
        scene.things.iter().rfind(|other| other.tokens.end <= and && other.what == thing.what && !other.complement)?;
    (scene.phrase_of(before).end >= and).then_some(before)
}

/// "sa séance", "sa réunion suivante": of the body spoken of.
pub(super) fn is_possessed(scene: &Scene<'_>, thing: &Thing) -> bool {
    thing.what == What::Committee && matches!(scene.sense(thing.tokens.start), Sense::Word(Word::Sa | Word::Ses))
}
