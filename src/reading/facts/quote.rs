//! Which words of a sentence are quoted for a fact: enough for a reader to judge it by.

use std::ops::Range;

use super::draft::Draft;
use super::scene::Scene;
use crate::reading::lexicon::{Sense, Word};

/// How far after a fact's words the name of its region may stand and still be quoted, in words.
const NEAR: usize = 30;

/// The tokens to quote for a fact: from the first of its words to the last, with the region and the town that
/// follow them, the rest of a phrase, and the mark that closes a quotation.
pub(super) fn quoted(scene: &Scene<'_>, draft: &Draft) -> Range<usize> {
    let Range { mut start, mut end } = draft.range();
    for code in &draft.regions {
        let mut named = scene.regions.iter().filter(|region| region.region == *code);
        if named.clone().any(|region| start <= region.tokens.start && region.tokens.end <= end) {
            continue;
        }
        let next = named.find(|region| end <= region.tokens.start && region.tokens.end <= end + NEAR);
        if let Some(next) = next.filter(|next| !is_parted(scene, end..next.tokens.start)) {
            end = next.tokens.end;
            continue;
        }
        // "Concernant les Hauts-de-France le comité …": the words that open the clause.
        let before = scene.regions.iter().rfind(|region| region.region == *code && region.tokens.end <= start);
        if let Some(before) =
            before.filter(|before| start - before.tokens.end <= NEAR && !is_parted(scene, before.tokens.end..start))
        {
            let clause = scene.clause_start(before.tokens.start);
            start = if before.tokens.start - clause <= 4 { clause } else { before.tokens.start };
        }
    }
    start..phrase(scene, end)
}

/// Where the phrase ends whose head ends here: "141 territoires d'industrie", "à Lille", "« … »".
fn phrase(scene: &Scene<'_>, mut end: usize) -> usize {
    loop {
        let next = match (scene.sense(end), scene.sense(end + 1)) {
            (Sense::Word(Word::De), Sense::Word(Word::Industry)) => end + 2,
            (Sense::Word(Word::At), _) => match scene.towns.iter().find(|town| town.start == end + 1) {
                Some(town) => town.end,
                None => return end,
            },
            (Sense::Mark('«'), _) => {
                let closing = (end..end + NEAR).find(|place| scene.sense(*place) == Sense::Mark('»'));
                match closing {
                    Some(closing) => closing + 1,
                    None => return end,
                }
            }
            // The quotation was opened within the quote.
            (Sense::Mark('»'), _) => end + 1,
            _ => return end,
        };
        end = next;
    }
}

fn is_parted(scene: &Scene<'_>, between: Range<usize>) -> bool {
    between.into_iter().any(|place| matches!(scene.sense(place), Sense::Mark(';' | ':')))
}
