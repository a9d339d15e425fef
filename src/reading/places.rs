//! Regions and towns in a French text: by alias, not by look-alike.

use std::collections::HashMap;
use std::ops::Range;

use crate::programme::region::RegionCode;

use super::pattern::pattern;
use super::text::just_before;

/// The names by which regions are known to a reading.
///
/// The names are given, none is built in: `[("32", "Hauts-de-France"), ("93", "PACA"), …]`.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// By the first word of the name, folded; the names of most words first.
    names: HashMap<String, Vec<Name>>,
}

/// A region named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its bytes.
    pub range: Range<usize>,
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
        let mut names: HashMap<String, Vec<Name>> = HashMap::new();
        for (region, alias) in aliases {
            let words: Vec<NameWord> = words(alias)
                .map(|(_, word)| NameWord { folded: fold(word), capital: word.starts_with(char::is_uppercase) })
                .collect();
            let common = words.iter().all(|word| COMMON.contains(&word.folded.as_str()));
            if let Some(first) = words.first() {
                names.entry(first.folded.clone()).or_default().push(Name { region, words, common });
            }
        }
        for known in names.values_mut() {
            known.sort_by_key(|name| std::cmp::Reverse(name.words.len()));
        }
        Gazetteer { names }
    }

    /// The regions that a plain text names, in order. Hyphens, spaces and accents do not matter, capitals do.
    #[must_use]
    pub fn regions(&self, text: &str) -> Vec<Named> {
        let words: Vec<(Range<usize>, &str)> = words(text).collect();
        let mut found: Vec<Named> = Vec::new();
        let mut next = 0;
        while let Some((_, word)) = words.get(next) {
            let known = self.names.get(&fold(word)).map_or(&[][..], Vec::as_slice);
            let here = known.iter().find_map(|name| {
                let range = name.here(text, words.get(next..)?)?;
                let alone = stands_alone(text, &range);
                (alone && (!name.common || is_called_region(text, &range, found.last()))).then_some((name, range))
            });
            match here {
                Some((name, range)) => {
                    next += name.words.len();
                    found.push(Named { range, region: name.region });
                }
                None => next += 1,
            }
        }
        found
    }
}

impl Name {
    /// Where these words begin with the name, its bytes.
    fn here(&self, text: &str, words: &[(Range<usize>, &str)]) -> Option<Range<usize>> {
        let (first, last) = (&words.first()?.0, &words.get(self.words.len().checked_sub(1)?)?.0);
        let same = self.words.iter().zip(words).all(|(name, (_, word))| {
            fold(word) == name.folded && (!name.capital || word.starts_with(char::is_uppercase))
        });
        let joined = words.windows(2).take(self.words.len() - 1).all(|pair| match pair {
            [(one, _), (other, _)] => matches!(text.get(one.end..other.start), Some(" " | "-" | "'" | " / " | "/")),
            _ => false,
        });
        (same && joined).then_some(first.start..last.end)
    }
}

/// Whether a name is not a part of a longer one: "Bretagne Romantique", "Collines de Normandie".
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let before = just_before(text, range.start);
    let after = text.get(range.end..).unwrap_or_default();
    let goes_on = pattern!(r"^(?:-\p{L}| (?-i:\p{Lu}))").is_match(after);
    let belongs = pattern!(r"((?-i:\p{Lu})\p{L}*) (?:de |d'|du |-)$").captures(before).is_some_and(|found| {
        let owner = found.get(1).map_or("", |word| word.as_str());
        // An acronym (COPIL) owns no place; a thing with a capital does, unless it is an office.
        owner.chars().any(char::is_lowercase) && !BEFORE.contains(&fold(owner).as_str())
    });
    !goes_on && !belongs && !before.ends_with('-')
}

/// Whether the text calls it a region: "la région Sud", or a list of regions that it goes on with.
fn is_called_region(text: &str, range: &Range<usize>, last: Option<&Named>) -> bool {
    let before = just_before(text, range.start);
    let listed = last.and_then(|last| text.get(last.range.end..range.start));
    // With its capital, "La Réunion" is the island; "Réunion" is a meeting too where it begins the sentence.
    let name = fold(text.get(range.clone()).unwrap_or_default());
    let island = name == "la reunion" || (name == "reunion" && !before.is_empty());
    pattern!(r"\brégions? (?:du |de la |de |la )?$").is_match(before)
        || listed.is_some_and(|between| pattern!(r"^(?:, | et | et de | ou | puis )(?:la |le )?$").is_match(between))
        || island
}

/// The towns of a text: the names after "à", "à Lyon", "à Saint-Laurent du Maroni", in bytes.
#[must_use]
pub fn towns(text: &str, regions: &[Named]) -> Vec<Range<usize>> {
    pattern!(
        r"\bà ((?-i:(?:L[ae]s? )?\p{Lu}[\p{L}']*(?:-[\p{L}']+)*(?: (?:du|de la|des) \p{Lu}[\p{L}]+(?:-\p{L}+)*)?))"
    )
    .captures_iter(text)
    .filter_map(|found| found.get(1))
    .filter(|name| !pattern!(r"^(?:M|Mme|MM|Monsieur|Madame|État|Etat|Région|La|Le|Les)$").is_match(name.as_str()))
    .map(|name| name.range())
    .filter(|name| !regions.iter().any(|region| region.range.start < name.end && name.start < region.range.end))
    .collect()
}

fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    pattern!(r"[\p{L}\p{N}]+").find_iter(text).map(|found| (found.range(), found.as_str()))
}

fn fold(word: &str) -> String {
    deunicode::deunicode(word).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gazetteer() -> Gazetteer {
        super::super::tests::regions()
    }

    fn codes(text: &str) -> Vec<String> {
        gazetteer().regions(text).into_iter().map(|named| named.region.to_string()).collect()
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
        let found: Vec<&str> = towns(text, &gazetteer().regions(text)).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["Lyon", "Saint-Laurent du Maroni", "La Rochelle"]);
    }
}
