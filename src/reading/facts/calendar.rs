//! A calendar of signatures that exists and that a Region holds: "un agenda de signatures […] que la Région pourra
//! vous fournir".

use super::FactKind;
use super::draft::Draft;
use super::scene::{Owner, Scene};
use super::thing::What;
use crate::reading::dates::Said;
use crate::reading::lexicon::{Noun, Sense};
use crate::reading::pattern::pattern;

/// A fact where a sentence names such a calendar and says that the Region can give it. The Region is the one that the
/// sentence names; where it names none or several, the holder stays unknown.
pub(super) fn held(scene: &Scene<'_>, drafts: &[Draft]) -> Option<Draft> {
    let calendar = scene.things.iter().find(|thing| {
        thing.what == What::Calendar
            && (thing.tokens.end..thing.tokens.end + 3).any(|place| scene.sense(place) == Sense::Noun(Noun::Signature))
    })?;
    let (first, last) = (scene.tokens.first()?.start, scene.tokens.last()?.end);
    let text = scene.text.get(first..last)?;
    let held = pattern!(
        r"(?-u:\b)que (?:la|cette|chaque) région (?:pourra|peut|saura|est en mesure de|sera en mesure de) (?:\p{L}+ )?(?:fournir|communiquer|transmettre|adresser|indiquer|remettre)(?-u:\b)|(?-u:\b)(?:détenue?s?|tenue?s?|conservée?s?) par (?:la|le conseil) région(?:al)?(?-u:\b)|(?-u:\b)(?:auprès de|disponible à) la région(?-u:\b)"
    )
    .find(text)?;
    let token = |byte: usize| scene.tokens.iter().position(|token| token.end > first + byte).unwrap_or_default();
    let held = token(held.start())..token(held.end().saturating_sub(1)) + 1;

    // The day on which it was set: "à cette occasion", or a date that is no event's.
    let own = |draft: &Draft| draft.kind != FactKind::OtherDated;
    let date = (0..scene.dates.len()).find(|place| {
        scene.dates.get(*place).is_some_and(|date| {
            let taken = drafts.iter().any(|draft| own(draft) && draft.date == Some(*place));
            date.expression.said == Said::SameDay
                || (!taken && date.owner != Owner::Act && date.expression.said != Said::Now)
        })
    });
    let mut pieces = vec![calendar.tokens.start..calendar.tokens.end + 2, held];
    pieces.extend(date.and_then(|date| scene.dates.get(date)).map(|date| date.expression.tokens.clone()));
    let regions = scene.regions_within(0..scene.tokens.len());
    let holder = if let [only] = regions.as_slice() { Some(*only) } else { None };
    Some(Draft { date, regions, holder, ..Draft::new(FactKind::CalendarHeld, pieces) })
}
