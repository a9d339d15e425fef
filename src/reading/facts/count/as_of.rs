//! The date as of which a count holds.

use std::ops::Range;

use super::is_counted_by_name;
use crate::reading::{
    dates::{Bound, Lead, Said},
    facts::{
        predicate::Predicate,
        scene::{Owner, Scene},
        thing::Thing,
    },
    lexicon::{Sense, Verb, Word},
    numbers::Number,
};

/// Whether a clause ends between two places.
fn parted(scene: &Scene<'_>, one: usize, other: usize) -> bool {
    let between = one.min(other)..one.max(other);
    let joined = |place: usize| matches!(scene.sense(place), Sense::Word(Word::And | Word::But | Word::That));
    between.clone().any(joined) || scene.predicates.iter().any(|verb| between.contains(&verb.tokens.end))
}

/// The date as of which a count holds: "à ce jour", "au 31 décembre", "depuis mars", "en mai la liste comptait".
pub(super) fn as_of(
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
        // "Au 31 décembre, 146 territoires étaient engagés, 137 contrats signés": as of the day that opens the clause.
        let opens = expression.tokens.start == start && expression.lead == Lead::Au;
        let within = counted || opens || (clause.start.min(start)..clause.end).contains(&expression.core);
        let own = match date.owner {
            Owner::Predicate(_) if counted => true,
            Owner::Predicate(_) if opens && scene.sense(expression.tokens.end) == Sense::Mark(',') => true,
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
