//! The fact of a date that belongs to a verb.

use super::super::FactKind;
use super::super::kind::kind;
use super::super::predicate::{Mood, Predicate, When};
use super::super::scene::Scene;
use super::super::thing::What;
use super::number::number;
use super::{Draft, asked, regions};
use crate::reading::dates::{Bound, Expression, Lead, Place, Said, Side};
use crate::reading::lexicon::{Sense, Unit, Verb, Word};

/// "le comité s'est réuni le 2 juillet", "le contrat sera signé en mars".
pub(super) fn of_predicate(scene: &Scene<'_>, place: usize, at: usize, earlier: &[Draft]) -> Option<Draft> {
    let (date, predicate) = (scene.dates.get(place)?, scene.predicates.get(at)?);
    let (mut what, mut thing_at) = scene.subject(predicate);
    // "et celui du Mont des Avaloirs le 24", "un second le 14 mars": another of the kind, for the same verb.
    let again = scene.things.iter().enumerate().rev().find(|(_, thing)| {
        thing.pronoun
            && (!thing.same || thing.complement)
            && predicate.tokens.end <= thing.tokens.start
            && thing.tokens.end <= date.expression.tokens.start
    });
    if let Some((other, thing)) = again
        && matches!(thing.what, What::Contract | What::Committee | What::Signature)
    {
        what = thing.what;
        thing_at = Some(other);
    }
    let verb = scene.verb(predicate);
    let (mut what, mut thing_at) = (what, thing_at);
    let set = scene.set_for(predicate);
    if let Some(thing) = set.and_then(|set| scene.things.get(set)) {
        what = thing.what;
        thing_at = set;
    }
    // "annoncé pour la mi-mai": a date is set.
    // "Attendu le 30 septembre, il est annoncé pour le printemps".
    let otherwise = thing_at.and_then(|place| scene.things.get(place)).and_then(|thing| thing.otherwise);
    if let Some(spoken) = otherwise
        && what == What::Other
        && (predicate.passive
            || predicate.proform
            || verb == Verb::Occur
            || (verb == Verb::Meet && scene.is_reflexive(predicate)))
        && matches!(
            verb,
            Verb::Meet | Verb::Plan | Verb::PutOff | Verb::CallOff | Verb::Announce | Verb::Occur | Verb::Sign
        )
    {
        what = spoken;
    }
    // "le dernier contrat signé est celui de Redon, le 8 décembre".
    let last = verb == Verb::Be && again.is_some() && what == What::Contract && tells_the_last(scene, predicate);
    let ahead = verb == Verb::Announce && scene.is_ahead(&date.expression);
    let verb = if ahead || set.is_some() { Verb::Plan } else { verb };
    // "et avec elle la signature envisagée": what goes the same way, at the same date.
    let along = scene.things.iter().any(|thing| {
        thing.what == What::Signature
            && thing.tokens.start >= predicate.tokens.end
            && (predicate.tokens.end..thing.tokens.start).any(|place| scene.is(place, Word::With))
    });
    if along && what == What::Other && predicate.when == When::Due {
        what = What::Signature;
    }
    let subject = thing_at
        .and_then(|place| scene.things.get(place))
        // "l'ont fait ajourner": the committee is the object.
        .filter(|_| !matches!(verb, Verb::PutOff | Verb::CallOff) || scene.object_pronoun(predicate).is_none())
        .is_some_and(|thing| (!thing.complement || predicate.relative) && thing.tokens.end <= predicate.tokens.start);
    let asks = asked(scene, predicate.tokens.start);
    if let Said::Every(_) = date.expression.said {
        let committee = what == What::Committee || scene.things.iter().any(|thing| thing.what == What::Committee);
        let pieces = vec![predicate.tokens.clone(), date.expression.tokens.clone()];
        let asserted = !asks;
        return committee.then(|| Draft { date: Some(place), asserted, ..Draft::new(FactKind::CopilPlanned, pieces) });
    }
    if matches!(date.expression.said, Said::Now) {
        return None;
    }
    // "signé en juillet 2000 pour la période 2000-2006": for how long.
    if verb == Verb::Sign && predicate.when == When::Past && scene.is_ahead(&date.expression) {
        return None;
    }
    // "huit n'ont rien signé au 1er octobre": a count as of that day.
    if predicate.negated && verb == Verb::Sign && !predicate.passive && date.expression.lead == Lead::Au {
        return None;
    }
    // "se réunit chaque trimestre depuis l'été": since when, and not on which day.
    if predicate.when == When::Present && date.expression.bound == Some(Bound::Since) && what == What::Committee {
        return None;
    }
    // "ils ont arrêté le calendrier de l'évaluation, à l'automne": no meeting is held in what is to come.
    // But "les signatures s'échelonneront de novembre à février".
    let spread = what == What::Signature && subject && predicate.when == When::Future;
    if matches!(verb, Verb::Decide | Verb::Approve | Verb::Other | Verb::Have) && scene.is_to_come(date) && !spread {
        return None;
    }
    let told = if last { Some(FactKind::ContractSigned) } else { None };
    let mut kind = told.or_else(|| kind(what, predicate, verb, date.expression.bound, subject))?;
    let thing = thing_at.and_then(|place| scene.things.get(place));
    if kind == FactKind::ContractSigned && thing.is_some_and(|thing| scene.is_intended(thing)) {
        kind = FactKind::ContractPlanned;
    }
    let (number, approx) = thing.map_or((None, false), |thing| number(scene, thing, kind));
    // "les treize territoires signeront leur contrat": thirteen contracts.
    let signatories = || {
        let (what, place) = scene.grammatical(predicate);
        let several = place.and_then(|place| scene.things.get(place)).filter(|_| what == What::Territory)?;
        let number = several.number.and_then(|number| scene.numbers.get(number))?;
        (verb == Verb::Sign && !predicate.passive && !predicate.negated).then_some((Some(number.value), number.approx))
    };
    let (number, approx) = if number.is_none() { signatories().unwrap_or((number, approx)) } else { (number, approx) };
    // "s'est tenu" with "prochain", "se tient" before its day: to come or held by the date itself.
    if date.expression.side == Some(Side::Next) && kind == FactKind::CopilHeld {
        kind = FactKind::CopilPlanned;
    }
    // "Signés au 31 août", "depuis mars", "en 2003": a count as of a day, not signatures on it.
    let whole_year = matches!(&date.expression.said, Said::Calendar(calendar) if calendar.place == Place::Year)
        || matches!(date.expression.said, Said::Unit(Unit::Year, _, None));
    let as_of = (date.expression.lead == Lead::Au
        && scene.is(date.expression.core.wrapping_sub(1), Word::Au)
        && matches!(&date.expression.said, Said::Calendar(calendar) if matches!(calendar.place, Place::Day(..))))
        || date.expression.bound == Some(Bound::Since)
        || scene.is(date.expression.tokens.start.wrapping_sub(1), Word::Date)
        || stood_by(scene, predicate, &date.expression)
        || predicate.state
        || whole_year;
    if kind == FactKind::ContractSigned && number.is_some() && as_of {
        kind = FactKind::ContractsCounted;
    }
    let mut pieces = Vec::with_capacity(4);
    pieces.extend([predicate.tokens.clone(), date.expression.tokens.clone()]);
    pieces.extend(thing.map(|thing| thing.tokens.clone()));
    pieces.extend(scene.speaker(predicate));
    // "les contrats, dont la signature avait été promise pour mai": said in passing.
    let whose = (predicate.tokens.start.saturating_sub(4)..predicate.tokens.start).any(|at| scene.is(at, Word::Whose));
    let past = set.is_none()
        && predicate.when == When::Past
        && (predicate.relative || whose || predicate.mood == Mood::Participle);
    Some(Draft {
        thing: thing_at,
        date: Some(place),
        number,
        approx,
        regions: regions(scene, thing_at, Some(predicate), earlier, kind),
        asserted: past || !asked(scene, predicate.tokens.start),
        // "n'interviendra pas avant janvier": from January on.
        not_before: predicate.negated
            && (matches!(predicate.when, When::Future | When::Due)
                || (predicate.verb == Verb::Plan && predicate.when == When::Present))
            && date.expression.bound == Some(Bound::Before),
        ..Draft::new(kind, pieces)
    })
}

/// Whether a verb tells which was the first or the last of those signed: "le dernier en date étant", "le premier contrat
/// signé est".
fn tells_the_last(scene: &Scene<'_>, verb: &Predicate) -> bool {
    const NEAR: usize = 6;
    (verb.tokens.start.saturating_sub(NEAR)..verb.tokens.start)
        .any(|place| matches!(scene.sense(place), Sense::Word(Word::Last) | Sense::Rank(1)))
}

/// "À la fin de 2003, 247 contrats avaient été conclus": how things stood by then.
fn stood_by(scene: &Scene<'_>, verb: &Predicate, date: &Expression) -> bool {
    let pluperfect = verb.tokens.clone().any(|place| matches!(scene.word(place), "avait" | "avaient"));
    pluperfect && date.modifier.is_some() && date.tokens.end <= verb.tokens.start
}
