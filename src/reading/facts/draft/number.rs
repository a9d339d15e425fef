//! The number of a fact: of contracts, or the rank of a committee.

use super::super::FactKind;
use super::super::scene::Scene;
use super::super::thing::{Thing, What};
use crate::reading::lexicon::{Sense, Verb, Word};

/// The number of a thing: of contracts, or the rank of a committee.
pub(super) fn number(scene: &Scene<'_>, thing: &Thing, kind: FactKind) -> (Option<u32>, bool) {
    if matches!(kind, FactKind::CopilHeld | FactKind::CopilPlanned) {
        return (rank(scene, thing), false);
    }
    let own = thing.number.and_then(|number| scene.numbers.get(number));
    // "la signature de quatre contrats", "les signatures … concernent": the number of its complement.
    let of = || {
        let next = scene
            .things
            .iter()
            .find(|other| other.tokens.start >= thing.tokens.end && other.what == What::Contract && other.complement)?;
        let near = next.tokens.start <= thing.tokens.end + 4 && thing.what == What::Signature;
        next.number.filter(|_| near).and_then(|number| scene.numbers.get(number))
    };
    // "une série de signatures … ; elle concerne trois territoires".
    let concerned = || {
        let verb = scene.predicates.iter().find(|predicate| {
            predicate.verb == Verb::Concern
                && predicate.tokens.start >= thing.tokens.end
                && scene.subject(predicate).0 == What::Signature
        })?;
        let next = scene.things.iter().find(|other| other.tokens.start >= verb.tokens.end && other.number.is_some())?;
        let near = thing.what == What::Signature && matches!(next.what, What::Territory | What::Contract);
        next.number.filter(|_| near).and_then(|number| scene.numbers.get(number))
    };
    // "les contrats, au nombre de douze, seront signés".
    let so_many = || {
        const NEAR: usize = 6;
        scene.numbers.iter().find(|number| {
            let start = number.tokens.start;
            (thing.tokens.end + 3..thing.tokens.end + NEAR).contains(&start)
                && scene.is(start - 1, Word::De)
                && scene.word(start - 2) == "nombre"
                && scene.is(start - 3, Word::Au)
        })
    };
    own.or_else(of)
        .or_else(concerned)
        .or_else(so_many)
        .map_or((None, false), |number| (Some(number.value), number.approx))
}

/// The rank of a committee: "le 5e comité", "réuni pour la sixième fois", "le prochain comité, qui sera le quatrième".
pub(super) fn rank(scene: &Scene<'_>, thing: &Thing) -> Option<u32> {
    let times = || {
        (thing.tokens.end..scene.tokens.len()).take(24).find_map(|place| {
            match (scene.sense(place), scene.sense(place + 1)) {
                (Sense::Rank(rank), Sense::Word(Word::Times)) => Some(rank),
                _ => None,
            }
        })
    };
    let will_be = || {
        (thing.tokens.end..scene.tokens.len()).take(6).find_map(|place| {
            match (scene.sense(place), scene.sense(place + 1), scene.sense(place + 2)) {
                (Sense::Verb(Verb::Be, _), Sense::Word(Word::Le), Sense::Rank(rank)) => Some(rank),
                _ => None,
            }
        })
    };
    thing.rank.or_else(times).or_else(will_be)
}
