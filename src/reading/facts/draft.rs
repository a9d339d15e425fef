//! From what stands in a sentence to facts.

mod beside;
mod number;
mod region;
mod territory;

use std::ops::Range;

use super::FactKind;
use super::kind::kind;
use super::predicate::{Mood, Predicate, When};
use super::scene::{Owner, Scene};
use super::thing::What;
use crate::programme::region::RegionCode;
use crate::reading::dates::{Bound, Lead, Place, Said};
use crate::reading::lexicon::{Sense, Verb, Word};
pub(super) use beside::{beside, placed};
use number::number;
pub(super) use region::regions;
pub(super) use territory::{document, territories};

/// A fact in the making. Places are those of its scene.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: FactKind,
    /// The words that bear it out; the quote reaches from the first to the last.
    pub(super) pieces: Vec<Range<usize>>,
    /// What it is about, by its place among the things of the sentence.
    pub(super) thing: Option<usize>,
    /// Its date.
    pub(super) date: Option<usize>,
    pub(super) number: Option<u32>,
    pub(super) approx: bool,
    pub(super) regions: Vec<RegionCode>,
    /// The territories that it is about, by their place among the sentence's.
    pub(super) territories: Vec<usize>,
    /// Whether "not before" is said: the date is the first that may be.
    pub(super) not_before: bool,
    /// The head of what is signed, where the sentence names it.
    pub(super) document: Option<usize>,
    pub(super) holder: Option<RegionCode>,
    pub(super) asserted: bool,
}

impl Draft {
    pub(super) fn new(kind: FactKind, pieces: Vec<Range<usize>>) -> Self {
        Draft {
            kind,
            pieces,
            thing: None,
            date: None,
            number: None,
            approx: false,
            regions: Vec::new(),
            territories: Vec::new(),
            document: None,
            not_before: false,
            holder: None,
            asserted: true,
        }
    }

    pub(super) fn range(&self) -> Range<usize> {
        let start = self.pieces.iter().map(|piece| piece.start).min().unwrap_or_default();
        start..self.pieces.iter().map(|piece| piece.end).max().unwrap_or_default()
    }
}

/// The facts of the dates of a sentence: one each.
pub(super) fn dated(scene: &Scene<'_>) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    for (place, date) in scene.dates.iter().enumerate() {
        let draft = match date.owner {
            Owner::Thing(thing) => of_thing(scene, place, thing, &drafts),
            Owner::Predicate(predicate) => of_predicate(scene, place, predicate, &drafts),
            Owner::Nothing => of_nothing(scene, place),
            Owner::Act => None,
        };
        drafts.extend(draft.or_else(|| other(scene, place)).map(|draft| not_yet(scene, draft)));
    }
    drafts
}

/// What lies after the day of the text has not taken place.
fn not_yet(scene: &Scene<'_>, draft: Draft) -> Draft {
    let date = draft.date.and_then(|date| scene.dates.get(date));
    let to_come = date.is_some_and(|date| scene.is_to_come(date));
    let kind = match draft.kind {
        FactKind::CopilHeld if to_come => FactKind::CopilPlanned,
        FactKind::ContractSigned if to_come => FactKind::ContractPlanned,
        FactKind::AssemblyHeld if to_come => FactKind::OtherDated,
        kind => kind,
    };
    Draft { kind, ..draft }
}

/// A dated thing of no kind of ours.
fn other(scene: &Scene<'_>, place: usize) -> Option<Draft> {
    let date = scene.dates.get(place)?;
    let marked = date.expression.said.names_days() || matches!(date.expression.said, Said::Ago(..));
    // "depuis le lancement de l'initiative le 22 novembre 2018".
    let launched = scene.things.iter().find(|thing| {
        let before = thing.tokens.start.saturating_sub(2)..thing.tokens.start;
        let launch = |place: usize| matches!(scene.word(place), "lancement" | "annonce" | "présentation");
        thing.what == What::Programme
            && (thing.tokens.end == date.expression.tokens.start
                || (thing.tokens.end + 1 == date.expression.tokens.start
                    && scene.sense(thing.tokens.end) == Sense::Mark(',')))
            && date.expression.bound.is_none()
            && (before.start.saturating_sub(1)..before.end).any(launch)
    });
    if let Some(thing) = launched.filter(|_| !scene.is_to_come(date)) {
        let pieces = vec![thing.tokens.clone(), date.expression.tokens.clone()];
        return Some(Draft { date: Some(place), ..Draft::new(FactKind::ProgrammeAnnounced, pieces) });
    }
    marked
        .then(|| Draft { date: Some(place), ..Draft::new(FactKind::OtherDated, vec![date.expression.tokens.clone()]) })
}

/// "le comité du 20 février", "la cérémonie du 17 mars".
fn of_thing(scene: &Scene<'_>, place: usize, thing_at: usize, earlier: &[Draft]) -> Option<Draft> {
    let (date, thing) = (scene.dates.get(place)?, scene.things.get(thing_at)?);
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
    let to_come = date.expression.side == Some(crate::reading::dates::Side::Next)
        || predicate.is_some_and(|predicate| predicate.when == When::Future && date.expression.side.is_none());
    let to_come = to_come || scene.is_to_come(date);
    let moved = moved || scene.is_put_off_to(date) || scene.is_intended(thing);
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

/// "le comité s'est réuni le 2 juillet", "le contrat sera signé en mars".
fn of_predicate(scene: &Scene<'_>, place: usize, at: usize, earlier: &[Draft]) -> Option<Draft> {
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
        && (predicate.passive || predicate.proform || (verb == Verb::Meet && scene.is_reflexive(predicate)))
        && matches!(
            verb,
            Verb::Meet | Verb::Plan | Verb::PutOff | Verb::CallOff | Verb::Announce | Verb::Occur | Verb::Sign
        )
    {
        what = spoken;
    }
    // "le dernier contrat signé est celui de Redon, le 8 décembre".
    let last = verb == Verb::Be && again.is_some() && what == What::Contract && scene.tells_the_last(predicate);
    let verb = if last { Verb::Sign } else { verb };
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
    // "examiné par le comité de pilotage le 12 septembre": it met.
    let agent = scene.things.iter().position(|thing| {
        thing.what == What::Committee
            && predicate.passive
            && matches!(verb, Verb::Decide | Verb::Approve)
            && scene.is(predicate.tokens.end, Word::By)
            && thing.tokens.start == predicate.tokens.end + 1
            && thing.tokens.end <= date.expression.tokens.start
    });
    let (what, thing_at, verb) =
        if agent.is_some() { (What::Committee, agent, Verb::Meet) } else { (what, thing_at, verb) };
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
    // "huit n'ont rien signé au 1er octobre": a count as of that day.
    if predicate.negated && verb == Verb::Sign && !predicate.passive && date.expression.lead == Lead::Au {
        return None;
    }
    // "se réunit chaque trimestre depuis l'été": since when, and not on which day.
    if predicate.when == When::Present && date.expression.bound == Some(Bound::Since) && what == What::Committee {
        return None;
    }
    // "ils ont arrêté le calendrier de l'évaluation, à l'automne": no meeting is held in what is to come.
    if matches!(verb, Verb::Decide | Verb::Approve | Verb::Other | Verb::Have) && scene.is_to_come(date) {
        return None;
    }
    let told = Predicate { when: When::Past, ..predicate.clone() };
    let predicate = if last { &told } else { predicate };
    let mut kind = kind(what, predicate, verb, date.expression.bound, subject)?;
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
    if date.expression.side == Some(crate::reading::dates::Side::Next) && kind == FactKind::CopilHeld {
        kind = FactKind::CopilPlanned;
    }
    // "Signés au 31 août", "depuis mars", "en 2003": a count as of a day, not signatures on it.
    let whole_year = matches!(&date.expression.said, Said::Calendar(calendar) if calendar.place == Place::Year)
        || matches!(date.expression.said, Said::Unit(crate::reading::lexicon::Unit::Year, _, None));
    let as_of = (date.expression.lead == Lead::Au
        && scene.is(date.expression.core.wrapping_sub(1), Word::Au)
        && matches!(&date.expression.said, Said::Calendar(calendar) if matches!(calendar.place, Place::Day(..))))
        || date.expression.bound == Some(Bound::Since)
        || scene.is(date.expression.tokens.start.wrapping_sub(1), Word::Date)
        || predicate.state
        || whole_year;
    if kind == FactKind::ContractSigned && number.is_some() && as_of {
        kind = FactKind::ContractsCounted;
    }
    let mut pieces = vec![predicate.tokens.clone(), date.expression.tokens.clone()];
    pieces.extend(thing.map(|thing| thing.tokens.clone()));
    pieces.extend(scene.speaker(predicate));
    let past =
        set.is_none() && predicate.when == When::Past && (predicate.relative || predicate.mood == Mood::Participle);
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

/// A date without a verb: "Pas de signature avant juin", "Aucun comité depuis celui du 9 mai".
fn of_nothing(scene: &Scene<'_>, place: usize) -> Option<Draft> {
    let date = scene.dates.get(place)?;
    let (thing_at, thing) = scene.things.iter().enumerate().rev().find(|(_, thing)| {
        thing.tokens.end <= date.expression.tokens.start
            && thing.tokens.start >= scene.clause_start(date.expression.tokens.start)
            && matches!(thing.what, What::Signature | What::Committee | What::Contract)
            && !(thing.what == What::Contract && thing.complement)
    })?;
    let denied = (thing.tokens.start.saturating_sub(2)..thing.tokens.end)
        .any(|place| matches!(scene.sense(place), Sense::Word(Word::No | Word::Any)));
    let future = date.expression.side == Some(crate::reading::dates::Side::Next)
        || matches!(date.expression.bound, Some(Bound::NoLaterThan))
        || scene.is_to_come(date);
    let kind = match thing.what {
        What::Committee if future || denied => FactKind::CopilPlanned,
        What::Committee => FactKind::CopilHeld,
        _ if future || denied => FactKind::ContractPlanned,
        What::Signature => FactKind::ContractSigned,
        _ => return None,
    };
    let pieces = vec![thing.tokens.clone(), date.expression.tokens.clone()];
    Some(Draft {
        date: Some(place),
        regions: regions(scene, Some(thing_at), None, &[], kind),
        not_before: denied && date.expression.bound == Some(Bound::Before),
        ..Draft::new(kind, pieces)
    })
}

/// Whether what stands at a token is what the sentence asks.
pub(super) fn asked(scene: &Scene<'_>, place: usize) -> bool {
    scene.asks.is_some_and(|asks| asks <= place)
}
