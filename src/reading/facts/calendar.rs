//! A calendar of signatures that exists and that a Region holds: "un agenda de signatures […] que la Région pourra
//! vous fournir".

use super::FactKind;
use super::clause::{Clause, Draft, gap};
use crate::reading::dates::Said;
use crate::reading::pattern::pattern;

/// A fact where a clause names such a calendar and says that the Region can give it. The Region is the one that the
/// clause names; where it names none or several, the holder stays unknown.
pub(super) fn drafts(clause: &mut Clause<'_>) -> Vec<Draft> {
    let calendar =
        pattern!(r"\b(?:l'|un |le |cet? )?(?:agenda|calendrier|échéancier)s? (?:des |de |de la |de ces )signatures?\b")
            .find(clause.text);
    let held = pattern!(
        r"\bque (?:la|cette|chaque) région (?:pourra|peut|saura|est en mesure de|sera en mesure de) (?:\p{L}+ )?(?:fournir|communiquer|transmettre|adresser|indiquer|remettre)\b|\b(?:détenue?s?|tenue?s?|conservée?s?) par (?:la|le conseil) région(?:al)?\b|\b(?:auprès de|disponible à) la région\b"
    )
    .find(clause.text);
    let (Some(calendar), Some(held)) = (calendar, held) else { return Vec::new() };
    let (calendar, held) = (calendar.range(), held.range());

    // The day on which it was set: "à cette occasion", or the nearest date that is no other event's.
    let free = clause.dates.iter().enumerate().filter(|(_, date)| {
        date.expression.said == Said::SameDay || (date.dates.is_none() && date.expression.said != Said::Now)
    });
    let date = free.min_by_key(|(_, date)| gap(&date.expression.range, &calendar)).map(|(place, _)| place);
    let mut pieces = vec![calendar, held];
    if let Some(date) = date.and_then(|date| clause.dates.get_mut(date)) {
        date.taken = true;
        pieces.push(date.expression.range.clone());
    }
    let regions = clause.region_codes();
    let holder = if let [only] = regions.as_slice() { Some(*only) } else { None };
    vec![Draft { date, regions, holder, ..Draft::new(FactKind::CalendarHeld, pieces) }]
}
