//! Regions and towns in a French text: by alias, not by look-alike.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::programme::region::RegionCode;
use crate::programme::territory::TerritoryId;

use super::fold::{Head, fold, head, is_folded};
use super::lexicon::{Noun, Sense, Word};
use super::prose::Prose;
use super::territories::Territories;
use super::token::{Token, tokens};

/// The names by which regions and territories are known to a reading.
///
/// The names are given, none is built in: `[("32", "Hauts-de-France"), ("93", "PACA"), …]`.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// By how the first word of the name begins, folded; the names of most words first.
    names: FxHashMap<Head, Vec<Name>>,
    /// The territories of the programme.
    pub territories: Territories,
}

/// A region named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The region.
    pub region: RegionCode,
}

#[derive(Clone, Debug)]
struct Name {
    region: RegionCode,
    words: Vec<NameWord>,
    /// Made of words that mean something else as well: it counts after "région" or in a list of regions only.
    common: bool,
}

#[derive(Clone, Debug)]
struct NameWord {
    folded: String,
    capital: bool,
}

/// Words that name a region and something else: directions, places, meetings.
const COMMON: [&str; 7] = ["nord", "sud", "est", "ouest", "centre", "reunion", "la"];

/// Words with a capital after which "de Normandie" names the region and not the thing.
const BEFORE: [&str; 10] =
    ["region", "regions", "conseil", "etat", "prefet", "prefete", "comite", "president", "presidente", "prefecture"];

impl Gazetteer {
    /// Makes a gazetteer of region codes and the names or aliases of these regions, in any order.
    pub fn new<'a>(aliases: impl IntoIterator<Item = (RegionCode, &'a str)>) -> Self {
        let mut names: FxHashMap<Head, Vec<Name>> = FxHashMap::default();
        for (region, alias) in aliases {
            let words: Vec<NameWord> = tokens(alias)
                .iter()
                .filter(|token| !is_joint(token.sense))
                .map(|token| NameWord { folded: fold(token.text(alias)), capital: token.capital })
                .collect();
            let common = words.iter().all(|word| COMMON.contains(&word.folded.as_str()));
            if let Some(first) = words.first() {
                names.entry(head(&first.folded)).or_default().push(Name { region, words, common });
            }
        }
        for known in names.values_mut() {
            known.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        Gazetteer { names, territories: Territories::default() }
    }

    /// The same with the names and aliases of territories.
    #[must_use]
    pub fn with_territories<'a>(self, names: impl IntoIterator<Item = (TerritoryId, &'a str)>) -> Self {
        Gazetteer { territories: Territories::new(names), ..self }
    }

    /// The regions that a text names, in order.
    #[must_use]
    pub fn named_in(&self, text: &str) -> Vec<RegionCode> {
        let prose = Prose::new(text);
        let named = prose.each_sentence().flat_map(|sentence| self.regions(prose.plain.as_str(), sentence));
        named.map(|named| named.region).collect()
    }

    /// The regions that the tokens of a sentence name, in order. Hyphens, spaces and accents do not matter, capitals do.
    #[must_use]
    pub fn regions(&self, text: &str, tokens: &[Token]) -> Vec<Named> {
        let mut found: Vec<Named> = Vec::new();
        let mut next = 0;
        while let Some(token) = tokens.get(next) {
            if !token.capital {
                next += 1;
                continue;
            }
            let known = self.names.get(&head(token.text(text)));
            let here = known.map_or(&[][..], Vec::as_slice).iter().find_map(|name| {
                let end = name.end(text, tokens, next)?;
                let alone = stands_alone(text, tokens, next..end);
                (alone && (!name.common || is_called_region(text, tokens, next..end, found.last())))
                    .then_some((name.region, end))
            });
            match here {
                Some((region, end)) => {
                    found.push(Named { tokens: next..end, region });
                    next = end;
                }
                None => next += 1,
            }
        }
        found
    }
}

impl Name {
    /// Where the name ends whose first word is a token, with its capital.
    fn end(&self, text: &str, tokens: &[Token], start: usize) -> Option<usize> {
        let mut place = start;
        for name in &self.words {
            while place > start && tokens.get(place).is_some_and(|token| is_joint(token.sense)) {
                place += 1;
            }
            let token = tokens.get(place)?;
            if (name.capital && !token.capital) || !is_folded(token.text(text), &name.folded) {
                return None;
            }
            place += 1;
        }
        Some(place)
    }
}

/// A mark within a name: "Hauts-de-France", "Alpes / Côte".
fn is_joint(sense: Sense) -> bool {
    matches!(sense, Sense::Mark('-' | '/' | '–'))
}

/// Whether a name is not a part of a longer one: "Bretagne Romantique", "Collines de Normandie", « Normandie 2030 ».
fn stands_alone(text: &str, tokens: &[Token], name: Range<usize>) -> bool {
    let sense = |place: usize| tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense);
    let back = |by: usize| name.start.checked_sub(by).and_then(|place| tokens.get(place));
    let goes_on = match tokens.get(name.end) {
        Some(next) if next.sense == Sense::Mark('-') => {
            next.glued && tokens.get(name.end + 1).is_some_and(|next| next.glued)
        }
        Some(next) if matches!(next.sense, Sense::Digits(_, 4)) => true,
        Some(next) => {
            next.capital && next.sense != Sense::Word(Word::Mister) && !matches!(sense(name.end), Sense::Mark(_))
        }
        None => false,
    };
    let before = back(1).map(|token| token.sense);
    let hyphen = before == Some(Sense::Mark('-')) && tokens.get(name.start).is_some_and(|token| token.glued);
    let of = matches!(before, Some(Sense::Word(Word::De | Word::Du)));
    let belongs = of
        && back(2).is_some_and(|owner| {
            // An acronym (COPIL) owns no place; a thing with a capital does, unless it is an office or begins the sentence.
            let word = owner.text(text);
            owner.capital
                && name.start > 2
                && word.chars().any(char::is_lowercase)
                && !BEFORE.contains(&fold(word).as_str())
        });
    !goes_on && !belongs && !hyphen
}

/// Whether the text calls it a region: "la région Sud", or a list of regions that it goes on with.
fn is_called_region(text: &str, tokens: &[Token], name: Range<usize>, last: Option<&Named>) -> bool {
    let sense = |place: usize| tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense);
    let mut before = name.start;
    while before > 0 && matches!(sense(before - 1), Sense::Word(Word::De | Word::Du | Word::La | Word::Le)) {
        before -= 1;
    }
    let region = before > 0 && sense(before - 1) == Sense::Noun(Noun::Region);
    let listed = last.is_some_and(|last| {
        let between = tokens.get(last.tokens.end..name.start).unwrap_or_default();
        !between.is_empty()
            && between.len() <= 4
            && between.iter().all(|token| {
                matches!(
                    token.sense,
                    Sense::Mark(',') | Sense::Word(Word::And | Word::Or | Word::Then | Word::De | Word::La | Word::Le)
                )
            })
    });
    // With its capital, "La Réunion" is the island; "Réunion" is a meeting too where it begins the sentence.
    let words = tokens.get(name.clone()).unwrap_or_default();
    let folded: Vec<String> = words.iter().map(|token| fold(token.text(text))).collect();
    let island = folded == ["la", "reunion"] || (folded == ["reunion"] && name.start > 0);
    region || listed || island
}

/// The towns of a sentence: the names after "à", "à Lyon", "à Saint-Laurent du Maroni", in tokens.
#[must_use]
pub fn towns(text: &str, tokens: &[Token], regions: &[Named]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let at = token.sense == Sense::Word(Word::At) || (token.capital && token.text(text) == "A");
        let Some(first) = tokens.get(place + 1).filter(|first| at && first.capital) else { continue };
        let start = place + 1;
        let mut end = start + 1;
        let article = matches!(first.sense, Sense::Word(Word::Le | Word::La | Word::Les));
        if article {
            if !tokens.get(end).is_some_and(|next| next.capital) {
                continue;
            }
            end += 1;
        } else if !matches!(first.sense, Sense::Unknown | Sense::Word(Word::L)) || is_title(first.text(text)) {
            continue;
        }
        loop {
            let next = tokens.get(end);
            let glued = |place: usize| tokens.get(place).is_some_and(|token| token.glued);
            let hyphen = next.is_some_and(|next| next.sense == Sense::Mark('-')) && glued(end) && glued(end + 1);
            let of = next.is_some_and(|next| matches!(next.sense, Sense::Word(Word::Du | Word::De | Word::Des)));
            let goes_on = hyphen || (of && tokens.get(end + 1).is_some_and(|next| next.capital));
            if !goes_on {
                break;
            }
            end += 2;
        }
        let end = end.min(tokens.len());
        if !regions.iter().any(|region| region.tokens.start < end && start < region.tokens.end) {
            found.push(start..end);
        }
    }
    found
}

/// Words with a capital after "à" that are no towns.
fn is_title(word: &str) -> bool {
    matches!(word, "M" | "Mme" | "MM" | "Monsieur" | "Madame" | "État" | "Etat" | "Région")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        super::super::tests::regions()
    }

    fn codes(text: &str) -> Vec<String> {
        gazetteer().regions(text, &tokens(text)).into_iter().map(|named| named.region.to_string()).collect()
    }

    #[test]
    fn a_region_is_known_by_any_alias() {
        assert_eq!(
            codes("entre les régions Sud, Grand Est, Bourgogne-Franche-Comté, Nouvelle Aquitaine et Ile-de-France"),
            ["93", "44", "27", "75", "11"]
        );
        assert_eq!(codes("Concernant les Hauts de France et l'Île-de-France, PACA"), ["32", "11", "93"]);
        assert_eq!(codes("la région Centre-Val de Loire, la région Centre, les Pays-de-la-Loire"), ["24", "24", "52"]);
        assert_eq!(codes("La Réunion et la Guadeloupe"), ["04", "01"]);
        assert_eq!(codes("Le COPIL de Bretagne, le Conseil régional de Normandie, à La Réunion"), ["53", "28", "04"]);
        assert_eq!(codes("HAUTS-DE-FRANCE"), ["32"]);
    }

    #[test]
    fn what_looks_like_a_region_is_none() {
        for text in [
            "au sud de Douai, au centre de l'arrondissement, le centre technique",
            "Sud Deux-Sèvres, le Nord Poitou, la réunion du comité",
            "Réunion du comité. La réunion du comité, Centre national de la coutellerie",
            "les Collines de Normandie et la Bretagne Romantique",
            "les hauts de france, un grand est",
        ] {
            assert!(codes(text).is_empty(), "{text}: {:?}", codes(text));
        }
    }

    #[test]
    fn towns_follow_their_preposition() {
        let text = "s'est déroulée à Lyon, à Saint-Laurent du Maroni, à La Rochelle, à Mme X, à La Réunion";
        let tokens = tokens(text);
        let found: Vec<&str> = towns(text, &tokens, &gazetteer().regions(text, &tokens))
            .into_iter()
            .map(|town| &text[tokens[town.start].start..tokens[town.end - 1].end])
            .collect();
        assert_eq!(found, ["Lyon", "Saint-Laurent du Maroni", "La Rochelle"]);
    }
}
