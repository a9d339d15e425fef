//! Numbers of territories and of contracts.

use std::ops::Range;

use super::FactKind;
use super::clause::{Clause, Draft, overlap};
use crate::reading::pattern::pattern;

/// A number with what it counts.
pub(super) struct Count {
    pub(super) number: u32,
    pub(super) approx: bool,
    /// The number's bytes; in a list, those of its first number to its own.
    pub(super) range: Range<usize>,
    /// The noun's bytes.
    pub(super) noun: Range<usize>,
    /// Whether it counts territories; else contracts.
    territories: bool,
}

/// The counts of a clause. In "les 136, puis 141 territoires" both numbers count territories.
pub(super) fn counts(clause: &Clause<'_>) -> Vec<Count> {
    let mut found: Vec<Count> = Vec::new();
    for (place, number) in clause.numbers.iter().enumerate().rev() {
        let after = clause.text.get(number.range.end..).unwrap_or_default();
        let noun = pattern!(
            r"^ (?:de |d')?(?:(?:premiers?|premières?|nouveaux|nouvelles|autres|derniers|dernières|seuls|seules) )*(?:(?P<territory>(?:« )?territoires?\b(?: d'industries?)?)|(?P<contract>(?:contrats?|protocoles?|conventions?|avenants?|pactes?)\b))"
        )
        .captures(after)
        .and_then(|words| Some((words.name("territory").or_else(|| words.name("contract"))?, words.name("territory").is_some())));
        let counted = match noun {
            Some((noun, territories)) => {
                Some((number.range.end + noun.start()..number.range.end + noun.end(), territories))
            }
            None => {
                let next = clause.numbers.get(place + 1);
                let joined = next.and_then(|next| clause.text.get(number.range.end..next.range.start));
                let joined = joined.is_some_and(|words| pattern!(r"^,? (?:puis|et|ou|à) $").is_match(words));
                let same =
                    found.last().filter(|last| joined && next.is_some_and(|next| next.range.end == last.range.end));
                same.map(|last| (last.noun.clone(), last.territories))
            }
        };
        if let Some((noun, territories)) = counted {
            for listed in found.iter_mut().filter(|listed| listed.noun == noun) {
                listed.range.start = number.range.start;
            }
            let (number, approx, range) = (number.value, number.approx, number.range.clone());
            found.push(Count { number, approx, range, noun, territories });
        }
    }
    found.reverse();
    found
}

/// A fact for each number of territories. A number of contracts says nothing without the verb of its event.
pub(super) fn drafts(clause: &mut Clause<'_>) -> Vec<Draft> {
    let date = clause.now();
    let mut drafts = Vec::new();
    for count in counts(clause).into_iter().filter(|count| count.territories) {
        let mut pieces = vec![count.range.clone(), count.noun.clone()];
        pieces.extend(date.and_then(|now| clause.dates.get(now)).map(|now| now.expression.range.clone()));
        let regions = clause.regions.iter().filter(|named| is_of(clause.text, &named.range, &count.noun));
        let regions: Vec<_> = regions.map(|named| (named.range.clone(), named.region)).collect();
        pieces.extend(regions.iter().map(|(range, _)| range.clone()));
        drafts.push(Draft {
            date,
            number: Some(count.number),
            approx: count.approx,
            regions: regions.into_iter().map(|(_, region)| region).collect(),
            ..Draft::new(FactKind::TerritoriesCounted, pieces)
        });
    }
    if let Some(now) = date.filter(|_| !drafts.is_empty()).and_then(|now| clause.dates.get_mut(now)) {
        now.taken = true;
    }
    drafts
}

/// Whether a region is the one whose territories are counted: "13 territoires des Hauts-de-France", "En Bretagne,
/// 11 territoires".
fn is_of(text: &str, region: &Range<usize>, noun: &Range<usize>) -> bool {
    let before = text.get(..region.start).unwrap_or_default();
    let leads = pattern!(
        r"^(?:en|dans|pour|à|concernant|s'agissant)(?: (?:de |d'|des |du )?(?:la |les |le |l')?(?:région )?)?$"
    );
    let follows = text.get(noun.end..region.start).is_some_and(|between| {
        pattern!(r"^(?: »)?(?: situés)? (?:de |des |du |d'|en |dans )(?:la |les |le |l')?(?:région )?$")
            .is_match(between)
    });
    !overlap(region, noun) && (follows || leads.is_match(before))
}
