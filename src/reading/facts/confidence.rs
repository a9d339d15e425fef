//! How sure a fact is, by the steps that were taken to it.

use super::draft::Draft;
use super::scene::Scene;
use crate::reading::dates::Said;
use crate::store::Confidence;

/// The least sure of the steps to a fact: to its day, to what it is about, to its territory.
pub(super) fn confidence(scene: &Scene<'_>, draft: &Draft) -> Confidence {
    [date(scene, draft), thing(scene, draft), territory(scene, draft)].into_iter().max().unwrap_or(Confidence::Sure)
}

/// Written whole, told from the tense, or chosen between a day past and one to come.
fn date(scene: &Scene<'_>, draft: &Draft) -> Confidence {
    let Some(dated) = draft.date.and_then(|place| scene.dates.get(place)) else { return Confidence::Sure };
    match dated.resolved {
        None => Confidence::Sure,
        Some(_) if dated.expression.said == Said::Now => Confidence::Sure,
        Some(resolved) if !resolved.inferred_year => Confidence::Sure,
        Some(_) if dated.due => Confidence::Unsure,
        Some(_) => Confidence::Probable,
    }
}

/// Named, or a pronoun whose noun stands in the sentence, or in another.
fn thing(scene: &Scene<'_>, draft: &Draft) -> Confidence {
    let Some(thing) = draft.thing.and_then(|place| scene.things.get(place)) else { return Confidence::Sure };
    if !thing.pronoun {
        return Confidence::Sure;
    }
    let mut earlier = scene.things.iter().filter(|other| other.tokens.end <= thing.tokens.start && !other.pronoun);
    if earlier.any(|other| other.what == thing.what) { Confidence::Probable } else { Confidence::Unsure }
}

/// Named, or told from its main town.
fn territory(scene: &Scene<'_>, draft: &Draft) -> Confidence {
    let mut named = draft.territories.iter().filter_map(|place| scene.territories.get(*place));
    if named.any(|named| named.by_town) { Confidence::Unsure } else { Confidence::Sure }
}
