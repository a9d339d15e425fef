//! The fact of a date that belongs to a noun.

use super::super::FactKind;
use super::super::predicate::{Mood, When};
use super::super::scene::{Dated, Owner, Scene};
use super::super::thing::What;
use super::number::number;
use super::{Draft, asked, regions};
use crate::reading::dates::{Lead, Place, Said, Side};
use crate::reading::lexicon::Verb;

/// "le comité du 20 février", "la cérémonie du 17 mars".
pub(super) fn of_thing(scene: &Scene<'_>, place: usize, thing_at: usize, earlier: &[Draft]) -> Option<Draft> {
    let (date, thing) = (scene.dates.get(place)?, scene.things.get(thing_at)?);
    // "le dernier comité de l'année 2020 s'est tenu le 3 décembre".
    let year = matches!(&date.expression.said, Said::Calendar(calendar) if calendar.place == Place::Year);
    let dated = |other: &Dated| matches!(other.owner, Owner::Predicate(_));
    if year && date.expression.lead == Lead::Du && scene.dates.iter().skip(place + 1).any(dated) {
        return None;
    }
    let predicate = scene
        .predicates
        .iter()
        .filter(|predicate| predicate.mood == Mood::Finite)
        .find(|predicate| scene.subject(predicate).1 == Some(thing_at))
        .or_else(|| scene.nearest_predicate(&date.expression));
    let moved = predicate.is_some_and(|predicate| {
        // "le comité du 20 juin a renvoyé l'examen de trois dossiers": it met.
        (matches!(predicate.verb, Verb::CallOff | Verb::PutOff | Verb::Plan)
            && (predicate.passive || thing.what != What::Committee))
            || (predicate.negated && matches!(predicate.verb, Verb::Meet | Verb::Occur))
                && scene.subject(predicate).1 == Some(thing_at)
    });
    let to_come = date.expression.side == Some(Side::Next)
        || predicate.is_some_and(|predicate| predicate.when == When::Future && date.expression.side.is_none());
    let to_come = to_come || scene.is_to_come(date);
    let moved = moved || scene.put_off_by_noun(&date.expression).is_some() || scene.is_intended(thing);
    let kind = match thing.what {
        What::Committee if moved || to_come => FactKind::CopilPlanned,
        What::Committee => FactKind::CopilHeld,
        What::Signature if moved || to_come => FactKind::ContractPlanned,
        What::Signature => FactKind::ContractSigned,
        What::Contract if to_come || thing.plural => return None,
        What::Contract => FactKind::ContractSigned,
        What::Assembly if !to_come && !moved => FactKind::AssemblyHeld,
        _ => return None,
    };
    let pieces = vec![thing.tokens.clone(), date.expression.tokens.clone()];
    let held = matches!(kind, FactKind::CopilHeld | FactKind::ContractSigned);
    Some(Draft {
        thing: Some(thing_at),
        date: Some(place),
        number: number(scene, thing, kind).0,
        regions: scene
            .region_before_bracket(&date.expression)
            .map_or_else(|| regions(scene, Some(thing_at), predicate, earlier, kind), |code| vec![code]),
        asserted: held || !asked(scene, thing.tokens.start),
        ..Draft::new(kind, pieces)
    })
}
