//! Numbers of territories and of contracts.

mod as_of;
mod contracts;
mod territories;

use super::FactKind;
use super::draft::Draft;
use super::predicate::{Mood, Predicate};
use super::scene::{Scene, overlap};
use super::thing::{Thing, What};
use crate::reading::lexicon::{Sense, Word};
use contracts::contracts;
use territories::territories;

/// A number with what it counts.
struct Count {
    number: usize,
    /// What stands for the counted things, by its place.
    thing: usize,
    what: What,
}

/// A fact for each number of territories or contracts that no dated fact has taken.
pub(super) fn counted(scene: &Scene<'_>, dated: &[Draft]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for count in counts(scene) {
        let (Some(number), Some(thing)) = (scene.numbers.get(count.number), scene.things.get(count.thing)) else {
            continue;
        };
        // A number of contracts that a date has taken is told with it.
        if dated.iter().any(|draft| draft.number == Some(number.value) && is_of_contracts(draft.kind)) {
            continue;
        }
        let draft = match count.what {
            What::Territory => territories(scene, number, thing),
            _ => contracts(scene, number, thing, count.thing),
        };
        drafts.extend(draft);
    }
    drafts
}

fn is_of_contracts(kind: FactKind) -> bool {
    matches!(kind, FactKind::ContractSigned | FactKind::ContractPlanned | FactKind::ContractsCounted)
}

/// The numbers of a sentence that count what is ours.
fn counts(scene: &Scene<'_>) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for (place, number) in scene.numbers.iter().enumerate().rev() {
        let own = scene.things.iter().position(|thing| thing.number == Some(place));
        let thing = own.or_else(|| {
            // "136, puis 141 territoires", "neuf des quatorze territoires", "quatre contrats sur vingt-cinq".
            let next = scene.numbers.get(place + 1)?;
            let between = number.tokens.end..next.tokens.start;
            let joined = between.len() <= 3
                && between.clone().all(|place| {
                    matches!(
                        scene.sense(place),
                        Sense::Mark(',')
                            | Sense::Word(
                                Word::Then
                                    | Word::And
                                    | Word::Or
                                    | Word::At
                                    | Word::Des
                                    | Word::De
                                    | Word::Les
                                    | Word::Ces
                            )
                    )
                });
            found.last().filter(|last| joined && last.number == place + 1).map(|last| last.thing)
        });
        // "le nombre de contrats signés est passé de neuf à treize".
        let thing = thing.or_else(|| {
            let before = number.tokens.start.checked_sub(1)?;
            let free = !matches!(scene.sense(number.tokens.end), Sense::Unknown | Sense::Noun(_) | Sense::Unit(_))
                && matches!(scene.sense(before), Sense::Word(Word::De | Word::At) | Sense::Verb(..));
            let of = |thing: &Thing| {
                thing.tokens.end <= before && thing.number.is_none() && is_counted_by_name(scene, thing)
            };
            scene.things.iter().position(of).filter(|_| free)
        });
        let thing = thing.or_else(|| {
            let of = number.tokens.start.checked_sub(1).filter(|before| scene.is(*before, Word::On))?;
            let before = scene
                .things
                .iter()
                .position(|thing| thing.tokens.end <= of && of <= thing.tokens.end + 3 && thing.number.is_some())?;
            let noun = matches!(scene.sense(number.tokens.end), Sense::Unknown | Sense::Noun(_));
            (!noun).then_some(before)
        });
        if let Some(thing) = thing
            && let Some(what) = scene.things.get(thing).map(|thing| thing.what)
            && matches!(what, What::Territory | What::Contract | What::Signature)
            && !(what == What::Signature && scene.things.get(thing).is_some_and(|thing| !thing.pronoun))
        {
            found.push(Count { number: place, thing, what });
        }
    }
    found.reverse();
    found
}

/// "le nombre de contrats".
fn is_counted_by_name(scene: &Scene<'_>, thing: &Thing) -> bool {
    let before = thing.tokens.start.saturating_sub(2)..thing.tokens.start + 1;
    thing.plural && before.into_iter().any(|place| scene.word(place) == "nombre")
}

/// The predicate whose clause a thing is in: the one that it is the subject of, else the nearest.
fn predicate_of<'s>(scene: &'s Scene<'_>, thing: &Thing, at: usize) -> Option<&'s Predicate> {
    let of = |predicate: &&Predicate| scene.subject(predicate).1 == Some(at);
    // "neuf des quinze contrats prévus ont été conclus": the verb of the sentence before a participle.
    let finite = scene.predicates.iter().filter(|predicate| predicate.mood == Mood::Finite).find(of);
    let subject = finite.or_else(|| scene.predicates.iter().find(of));
    subject.or_else(|| {
        scene.predicates.iter().filter(|predicate| overlap(&scene.clause(predicate), &thing.tokens)).min_by_key(
            |predicate| {
                predicate.tokens.start.abs_diff(thing.tokens.end).min(predicate.tokens.end.abs_diff(thing.tokens.start))
            },
        )
    })
}
