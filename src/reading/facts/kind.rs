//! Which kind of fact a thing, a verb and a date make: the rules of the annotation, as a table in code.

use super::FactKind;
use super::predicate::{Mood, Predicate, When};
use super::thing::What;
use crate::reading::dates::Bound;
use crate::reading::lexicon::Verb;

/// The kind of a date's fact, of what a predicate is said of; `None` where it is another dated thing.
pub(super) fn kind(
    what: What,
    predicate: &Predicate,
    verb: Verb,
    bound: Option<Bound>,
    subject: bool,
) -> Option<FactKind> {
    let done = predicate.when == When::Past && !predicate.negated;
    let held = if done { FactKind::CopilHeld } else { FactKind::CopilPlanned };
    let signed = if done { FactKind::ContractSigned } else { FactKind::ContractPlanned };
    match (what, verb) {
        // "aucun contrat n'a été signé depuis le 12 mars": nothing was then, and nothing was due.
        (What::Contract | What::Signature, _)
            if predicate.negated && predicate.when == When::Past && bound == Some(Bound::Since) =>
        {
            None
        }
        // "n'a plus été convoqué avant le 6 février", "ne s'est pas réuni depuis le 9 mai": it met then.
        (What::Committee, Verb::Meet | Verb::Occur | Verb::Install | Verb::Plan)
            if predicate.negated
                && predicate.when == When::Past
                && matches!(bound, Some(Bound::Before | Bound::Since)) =>
        {
            Some(FactKind::CopilHeld)
        }
        (What::Committee, Verb::Meet | Verb::Occur | Verb::Install) => Some(held),
        // "le comité a renvoyé l'examen de trois dossiers à l'automne": what it does, and not when it meets.
        (What::Committee, Verb::CallOff | Verb::PutOff) if subject && !predicate.passive && done => None,
        (What::Committee, Verb::Plan | Verb::CallOff | Verb::PutOff | Verb::Announce | Verb::Wish) => {
            Some(FactKind::CopilPlanned)
        }
        (What::Committee, Verb::Decide | Verb::Approve) if subject && !predicate.passive && !predicate.negated => {
            Some(held)
        }
        (What::Committee, Verb::Other | Verb::Have | Verb::Sign)
            if subject && !predicate.passive && done && bound.is_none() && predicate.mood == Mood::Finite =>
        {
            Some(FactKind::CopilHeld)
        }
        // "celui qui devait le remplacer, le 11 juin", "le comité devait en débattre le 3 mai".
        (What::Committee, Verb::Other | Verb::Must) if subject && predicate.when == When::Due && bound.is_none() => {
            Some(FactKind::CopilPlanned)
        }
        (What::Committee, Verb::Be) if predicate.proform => Some(held),
        (What::Contract | What::Signature, Verb::Sign) => Some(signed),
        // "quatre autres territoires devraient suivre".
        (What::Contract | What::Signature | What::Territory, Verb::Follow) if !done => Some(FactKind::ContractPlanned),
        (What::Contract | What::Signature, Verb::Be | Verb::Do | Verb::Meet) if predicate.proform => Some(signed),
        (What::Signature, Verb::Occur | Verb::Meet | Verb::Other | Verb::Do)
            if verb != Verb::Other || predicate.mood == Mood::Finite =>
        {
            Some(signed)
        }
        // "la signature a été annoncée le 15 avril": that was said on that day.
        (What::Signature, Verb::Announce) if done && predicate.mood == Mood::Finite && !predicate.running => None,
        (What::Signature, Verb::Plan | Verb::PutOff | Verb::CallOff | Verb::Announce | Verb::Wish) => {
            Some(FactKind::ContractPlanned)
        }
        (What::Contract, Verb::Plan | Verb::PutOff | Verb::CallOff | Verb::Prepare) => Some(FactKind::ContractPlanned),
        (What::Contract, Verb::Occur) => Some(signed),
        (What::Contract, Verb::Announce) if predicate.mood == Mood::Participle || done => {
            Some(FactKind::ProgrammeAnnounced)
        }
        (What::Assembly, Verb::Meet | Verb::Occur) if done => Some(FactKind::AssemblyHeld),
        (What::Programme, Verb::Announce | Verb::Decide) if done => Some(FactKind::ProgrammeAnnounced),
        (What::Mission, Verb::Other | Verb::Occur) if done => Some(FactKind::Mission),
        _ => None,
    }
}
