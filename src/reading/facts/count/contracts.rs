//! Numbers of contracts.

use super::{as_of::as_of, predicate_of};
use crate::reading::{
    dates::Said,
    facts::{
        FactKind,
        draft::{Draft, asked, regions},
        predicate::{Predicate, When},
        scene::{Owner, Scene},
        thing::{Thing, What},
    },
    lexicon::Verb,
    numbers::Number,
};

/// The fact of a number of contracts that no date has taken.
pub(super) fn contracts(scene: &Scene<'_>, number: &Number, thing: &Thing, at: usize) -> Option<Draft> {
    let predicate = predicate_of(scene, thing, at);
    let verb = predicate.map_or(Verb::Other, |predicate| scene.verb(predicate));
    contract_fact(scene, number, thing, predicate, verb)
}

/// The fact of a number of contracts without a day of its own.
pub(super) fn contract_fact(
    scene: &Scene<'_>,
    number: &Number,
    thing: &Thing,
    predicate: Option<&Predicate>,
    verb: Verb,
) -> Option<Draft> {
    // "deux se sont tenus": no contracts.
    if matches!(verb, Verb::Meet) && thing.pronoun {
        return None;
    }
    let open = predicate.is_some_and(|predicate| {
        // "avec celui de X, sept contrats auront été conclus": in all; "douze auront alors contractualisé": due.
        let in_all = predicate.perfect && predicate.passive;
        (predicate.when == When::Future && !in_all) || predicate.when == When::Due || predicate.negated
    });
    let due = matches!(verb, Verb::Prepare | Verb::Plan | Verb::PutOff | Verb::CallOff | Verb::Announce | Verb::Wish);
    let announced = scene.things.iter().any(|other| announces(other, thing));
    let kind = if due || open || (announced && verb != Verb::Other && verb != Verb::Sign) {
        FactKind::ContractPlanned
    } else {
        FactKind::ContractsCounted
    };
    if asked(scene, thing.tokens.start) && predicate.is_none_or(|predicate| predicate.when != When::Past) {
        return None;
    }
    let (mut date, mut pieces) = as_of(scene, predicate, thing, number);
    if date.is_none()
        && let Some(predicate) = predicate
        && kind == FactKind::ContractPlanned
    {
        // "nous passerons la centaine à la rentrée".
        date = scene.dates.iter().position(|date| {
            matches!(date.owner, Owner::Predicate(place) if scene.predicates.get(place).is_some_and(|owner| owner.tokens == predicate.tokens))
                && !matches!(date.expression.said, Said::Now | Said::SameDay | Said::Every(_))
        });
        pieces.extend(date.and_then(|date| scene.dates.get(date)).map(|date| date.expression.tokens.clone()));
    }
    pieces.extend([number.tokens.clone(), thing.tokens.clone()]);
    pieces.extend(
        scene.things.iter().filter(|other| announced && announces(other, thing)).map(|other| other.tokens.clone()),
    );
    pieces.extend(predicate.map(|predicate| predicate.tokens.clone()));
    let at = scene.things.iter().position(|one| one.tokens == thing.tokens);
    Some(Draft {
        date,
        number: Some(number.value),
        approx: number.approx,
        regions: regions(scene, at, predicate, &[], kind),
        ..Draft::new(kind, pieces)
    })
}

/// "la signature d'une dizaine de contrats": what is said of the signature is said of the contracts.
fn announces(other: &Thing, thing: &Thing) -> bool {
    let follows = other.tokens.end <= thing.tokens.start && thing.tokens.start <= other.tokens.end + 3;
    other.what == What::Signature && follows
}
