//! Numbers of territories.

use super::{as_of::as_of, contracts::contract_fact, predicate_of};
use crate::{
    programme::region::RegionCode,
    reading::{
        facts::{
            FactKind,
            draft::{Draft, asked},
            predicate::{Mood, Predicate, When},
            scene::Scene,
            thing::{Thing, What},
        },
        lexicon::{Sense, Verb, Word},
        numbers::Number,
    },
};

/// The fact of a number of territories; where they are said to have signed, that of their contracts.
pub(super) fn territories(scene: &Scene<'_>, number: &Number, thing: &Thing) -> Option<Draft> {
    let at = scene.things.iter().position(|one| one.tokens == thing.tokens)?;
    let predicate = predicate_of(scene, thing, at);
    let own = thing.number.and_then(|own| scene.numbers.get(own)).is_some_and(|own| own.tokens == number.tokens);
    let part = !own && matches!(scene.sense(number.tokens.end), Sense::Word(Word::Des | Word::De));
    // "neuf des dix territoires labellisés ont signé": the verb after a participle that belongs to the noun.
    let follows = |one: &&Predicate| {
        one.mood == Mood::Finite
            && predicate.is_some_and(|own| own.mood == Mood::Participle && own.tokens.end == one.tokens.start)
    };
    let predicate = scene.predicates.iter().find(|one| part && follows(one)).or(predicate);
    let before = |by: usize| number.tokens.start.checked_sub(by).map_or(Sense::Mark('\0'), |place| scene.sense(place));
    // "des 148", "sur 148", "sur les 148".
    let whole = matches!(before(1), Sense::Word(Word::Des | Word::On))
        || (before(1) == Sense::Word(Word::Les) && before(2) == Sense::Word(Word::On));
    // "neuf des quatorze territoires ont signé": nine contracts, fourteen territories.
    let verb = predicate.map(|predicate| scene.verb(predicate));
    let signs = predicate.is_some_and(|predicate| {
        verb == Some(Verb::Sign) && !predicate.passive && thing.tokens.end <= predicate.tokens.start
    });
    let signs = signs && predicate.is_some_and(|predicate| !predicate.negated);
    // "quatre autres territoires devraient suivre": four contracts to come.
    if let Some(predicate) = predicate.filter(|one| one.verb == Verb::Follow && thing.tokens.end <= one.tokens.start) {
        return contract_fact(scene, number, thing, Some(predicate), Verb::Follow);
    }
    if signs && !whole && (part || (own && !any_part(scene, number))) {
        let predicate = predicate?;
        return contract_fact(scene, number, thing, Some(predicate), Verb::Sign);
    }
    // "elle concerne trois territoires": what is signed there.
    let concerned = predicate.is_some_and(|predicate| {
        predicate.verb == Verb::Concern && matches!(scene.subject(predicate).0, What::Signature | What::Contract)
    });
    if concerned {
        return None;
    }
    // "neuf des quatorze territoires ont signé à ce jour": the day is that of the signing.
    let whole_of_part = any_part(scene, number);
    let (date, mut pieces) =
        if whole_of_part || whole { (None, Vec::new()) } else { as_of(scene, predicate, thing, number) };
    pieces.push(number.tokens.clone());
    pieces.push(thing.tokens.clone());
    let foreign = asked(scene, thing.tokens.start) && predicate.is_none_or(|predicate| predicate.when == When::Future);
    (!foreign).then(|| Draft {
        date,
        number: Some(number.value),
        approx: number.approx || scene.is(thing.tokens.end, Word::About),
        regions: if part { Vec::new() } else { territory_regions(scene, thing, predicate) },
        ..Draft::new(FactKind::TerritoriesCounted, pieces)
    })
}

/// Whether another number says how many of these.
fn any_part(scene: &Scene<'_>, number: &Number) -> bool {
    scene.numbers.iter().any(|other| {
        other.tokens.end < number.tokens.start
            && number.tokens.start - other.tokens.end <= 2
            && matches!(scene.sense(other.tokens.end), Sense::Word(Word::Des | Word::De))
    })
}

/// The regions whose territories are counted: "13 territoires des Hauts-de-France", "En Bretagne, 11 territoires", "la
/// Normandie compte 11 territoires".
fn territory_regions(scene: &Scene<'_>, thing: &Thing, predicate: Option<&Predicate>) -> Vec<RegionCode> {
    // "la Normandie en compte dix, la région Sud huit".
    if thing.pronoun
        && let Some(named) = scene.regions.iter().find(|region| region.tokens.end == thing.tokens.start)
    {
        return vec![named.region];
    }
    let own = scene.regions_of(thing);
    if !own.is_empty() {
        // "territoires" may be followed by its region at once, and not by another clause's.
        return own;
    }
    if let Some(predicate) = predicate.filter(|predicate| {
        matches!(predicate.verb, Verb::Count | Verb::Have) && predicate.tokens.end <= thing.tokens.start
    }) {
        let subject = scene.regions_within(scene.clause(predicate).start..predicate.tokens.start);
        if !subject.is_empty() {
            return subject;
        }
    }
    // "29 sont situés en Nouvelle-Aquitaine".
    if let Some(predicate) = predicate.filter(|predicate| thing.pronoun && thing.tokens.end <= predicate.tokens.start) {
        let placed = scene.regions_within(scene.clause_after(predicate));
        if !placed.is_empty() {
            return placed;
        }
    }
    // "Onze territoires ont été identifiés en Normandie".
    if let Some(predicate) =
        predicate.filter(|predicate| predicate.passive && thing.tokens.end <= predicate.tokens.start)
    {
        let end = predicate.tokens.end;
        let placed = scene.regions_within(scene.clause_after(predicate));
        if !placed.is_empty() && matches!(scene.sense(end), Sense::Word(Word::In | Word::Inside)) {
            return placed;
        }
    }
    scene.leading_regions(thing.tokens.start)
}
