//! What stands beside the dates of a sentence: a committee on the same day, a signature somewhere without a day.

use super::super::FactKind;
use super::super::predicate::{Mood, Predicate, When};
use super::super::scene::{Owner, Scene};
use super::super::thing::{Thing, What};
use super::number::{number, rank};
use super::region::regions;
use super::{Draft, asked};
use crate::reading::dates::Lead;
use crate::reading::fold::lower;
use crate::reading::lexicon::{Verb, Word};

/// A committee that met on the day of what is told: "signé le 28 juin, en marge d'un comité de pilotage".
pub(in crate::reading::facts) fn beside(scene: &Scene<'_>, dated: &[Draft]) -> Vec<Draft> {
    const NEAR: usize = 4;
    let at = |thing: &Thing| {
        let before = thing.tokens.start.saturating_sub(NEAR)..thing.tokens.start;
        thing.what == What::Committee
            && thing.complement
            && before.clone().any(|place| {
                scene.is(place, Word::Occasion)
                    || matches!(&*lower(scene.word(place)), "marge" | "lors" | "issue" | "ouverture")
            })
    };
    let told = |thing: &Thing| {
        dated.iter().any(|draft| {
            draft.thing.and_then(|own| scene.things.get(own)).is_some_and(|own| own.tokens == thing.tokens)
        })
    };
    let beside = scene.things.iter().enumerate().filter(|(_, thing)| at(thing) && !told(thing));
    let drafts = beside.filter_map(|(place, thing)| {
        let draft = dated.iter().find(|draft| {
            let near = matches!(
                draft.kind,
                FactKind::ContractSigned
                    | FactKind::ContractPlanned
                    | FactKind::OtherDated
                    | FactKind::ProgrammeAnnounced
            );
            let date = draft.date.and_then(|date| scene.dates.get(date));
            near && date.is_some_and(|date| {
                let Owner::Predicate(owner) = date.owner else { return false };
                scene.predicates.get(owner).is_some_and(|owner| {
                    scene.clause(owner).contains(&thing.tokens.start)
                        || scene.clause_after(owner).contains(&thing.tokens.start)
                }) && date.expression.lead != Lead::In
                    && date.expression.bound.is_none()
            })
        })?;
        let kind = match draft.kind {
            FactKind::ContractPlanned => FactKind::CopilPlanned,
            _ => FactKind::CopilHeld,
        };
        let pieces = vec![draft.range(), thing.tokens.clone()];
        let regions = regions(scene, Some(place), None, &[], kind);
        let (thing, date) = (Some(place), draft.date);
        let number = scene.things.get(place).and_then(|thing| rank(scene, thing));
        Some(Draft { thing, date, number, regions, asserted: draft.asserted, ..Draft::new(kind, pieces) })
    });
    drafts.collect()
}

/// Signatures that are due somewhere, without a day: "le contrat sera signé à Lille".
pub(in crate::reading::facts) fn placed(scene: &Scene<'_>, dated: &[Draft]) -> Vec<Draft> {
    let told = |predicate: &Predicate| dated.iter().any(|draft| draft.range().contains(&predicate.tokens.start));
    let due = |predicate: &&Predicate| {
        predicate.mood == Mood::Finite && scene.verb(predicate) == Verb::Sign && predicate.when == When::Future
    };
    let drafts = scene.predicates.iter().filter(due).filter(|predicate| !told(predicate)).filter_map(|predicate| {
        let (what, thing) = scene.subject(predicate);
        let end = predicate.tokens.end;
        let town = scene.towns.iter().find(|town| scene.is(end, Word::At) && town.start == end + 1)?;
        let open = matches!(what, What::Contract | What::Signature) && !asked(scene, predicate.tokens.start);
        let mut pieces = vec![predicate.tokens.clone(), town.clone()];
        pieces.extend(thing.and_then(|place| scene.things.get(place)).map(|thing| thing.tokens.clone()));
        let regions = regions(scene, thing, Some(predicate), dated, FactKind::ContractPlanned);
        let number = thing
            .and_then(|place| scene.things.get(place))
            .and_then(|thing| number(scene, thing, FactKind::ContractPlanned).0);
        open.then(|| Draft { number, regions, ..Draft::new(FactKind::ContractPlanned, pieces) })
    });
    drafts.collect()
}
