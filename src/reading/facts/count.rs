//! Numbers of territories and of contracts.

use std::ops::Range;

use super::FactKind;
use super::draft::{Draft, asked, regions};
use super::predicate::{Mood, Predicate, When};
use super::scene::{Owner, Scene, overlap};
use super::thing::{Thing, What};
use crate::programme::region::RegionCode;
use crate::reading::dates::{Bound, Lead, Said};
use crate::reading::lexicon::{Sense, Verb, Word};
use crate::reading::numbers::Number;

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

fn territories(scene: &Scene<'_>, number: &Number, thing: &Thing) -> Option<Draft> {
    let at = scene.things.iter().position(|one| one.tokens == thing.tokens)?;
    let predicate = predicate_of(scene, thing, at);
    let own = thing.number.and_then(|own| scene.numbers.get(own)).is_some_and(|own| own.tokens == number.tokens);
    let before = |by: usize| number.tokens.start.checked_sub(by).map_or(Sense::Mark('\0'), |place| scene.sense(place));
    // "des 148", "sur 148", "sur les 148".
    let whole = matches!(before(1), Sense::Word(Word::Des | Word::On))
        || (before(1) == Sense::Word(Word::Les) && before(2) == Sense::Word(Word::On));
    let part = !own && matches!(scene.sense(number.tokens.end), Sense::Word(Word::Des | Word::De));
    // "neuf des quatorze territoires ont signé": nine contracts, fourteen territories.
    let verb = predicate.map(|predicate| scene.verb(predicate));
    let signs = predicate.is_some_and(|predicate| {
        verb == Some(Verb::Sign) && !predicate.passive && thing.tokens.end <= predicate.tokens.start
    });
    let signs = signs && predicate.is_some_and(|predicate| !predicate.negated);
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
    scene.leading_regions(thing.tokens.start)
}

fn contracts(scene: &Scene<'_>, number: &Number, thing: &Thing, at: usize) -> Option<Draft> {
    let predicate = predicate_of(scene, thing, at);
    let verb = predicate.map_or(Verb::Other, |predicate| scene.verb(predicate));
    contract_fact(scene, number, thing, predicate, verb)
}

/// The fact of a number of contracts without a day of its own.
fn contract_fact(
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

/// Whether a clause ends between two places.
fn parted(scene: &Scene<'_>, one: usize, other: usize) -> bool {
    let between = one.min(other)..one.max(other);
    let joined = |place: usize| matches!(scene.sense(place), Sense::Word(Word::And | Word::But | Word::That));
    between.clone().any(joined) || scene.predicates.iter().any(|verb| between.contains(&verb.tokens.end))
}

/// The date as of which a count holds: "à ce jour", "au 31 décembre", "depuis mars", "en mai la liste comptait".
fn as_of(
    scene: &Scene<'_>,
    predicate: Option<&Predicate>,
    thing: &Thing,
    number: &Number,
) -> (Option<usize>, Vec<Range<usize>>) {
    let counted = is_counted_by_name(scene, thing);
    let clause = predicate.map_or(0..scene.tokens.len(), |predicate| scene.clause(predicate));
    let start = scene.clause_start(thing.tokens.start);
    // "onze territoires, contre neuf en 2018": the date of the other.
    let another = |core: usize| {
        scene.numbers.iter().any(|other| {
            let against = other.tokens.start.checked_sub(1).map_or("", |before| scene.word(before));
            number.tokens.end < other.tokens.start && other.tokens.end <= core && matches!(against, "contre" | "puis")
        })
    };
    let holds = |place: &usize| {
        let Some(date) = scene.dates.get(*place) else { return false };
        let expression = &date.expression;
        if another(expression.core) {
            return false;
        }
        let within = counted || (clause.start.min(start)..clause.end).contains(&expression.core);
        let own = match date.owner {
            Owner::Predicate(_) if counted => true,
            Owner::Predicate(owner) => predicate.is_none_or(|predicate| {
                scene.predicates.get(owner).is_some_and(|owner| owner.tokens == predicate.tokens)
            }),
            Owner::Act => scene.word(expression.tokens.start.saturating_sub(3)).eq_ignore_ascii_case("selon"),
            _ => false,
        };
        let state = predicate.is_some_and(|predicate| matches!(predicate.verb, Verb::Count | Verb::Be | Verb::Have));
        match &expression.said {
            Said::Now => within && (own || !parted(scene, expression.core, thing.tokens.start)),
            Said::SameDay | Said::Every(_) | Said::Ago(..) => false,
            _ if !own || !within => false,
            Said::Calendar(_) if scene.is(expression.core.wrapping_sub(1), Word::Au) && expression.lead == Lead::Au => {
                matches!(scene.sense(expression.core), Sense::Digits(..) | Sense::Rank(_))
                    && !matches!(predicate.map(|one| one.verb), Some(Verb::PutOff))
            }
            _ => expression.bound == Some(Bound::Since) || state,
        }
    };
    // The nearest, the one that follows for choice.
    let far = |place: &usize| {
        scene.dates.get(*place).map_or(usize::MAX, |date| {
            let core = date.expression.core;
            if core >= number.tokens.end {
                2 * (core - number.tokens.end)
            } else {
                2 * (number.tokens.start - core) + 1
            }
        })
    };
    let date = (0..scene.dates.len()).filter(holds).min_by_key(far);
    let pieces =
        date.and_then(|date| scene.dates.get(date)).map(|date| date.expression.tokens.clone()).into_iter().collect();
    (date, pieces)
}
