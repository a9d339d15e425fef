//! Territories of the programme in a French text: by their names and aliases, and by their main towns where a contract
//! or a committee is said to be theirs.

use std::collections::HashMap;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::programme::territory::TerritoryId;

use super::fold::{Head, fold, head, is_folded};
use super::lexicon::{Sense, Word};
use super::token::{Token, tokens};

/// The names by which territories are known to a reading. The names are given, none is built in.
#[derive(Clone, Debug, Default)]
pub struct Territories {
    /// By how the first word of the name begins, folded; the names of most words first.
    names: FxHashMap<Head, Vec<Name>>,
}

/// A territory named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedTerritory {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Every territory that goes by this name, in the order of their ids: several in two phases, or where a town
    /// belongs to several.
    pub candidates: Vec<TerritoryId>,
    /// Whether a main town of it is named, and not the territory itself.
    pub by_town: bool,
}

#[derive(Clone, Debug)]
struct Name {
    words: Vec<String>,
    candidates: Vec<TerritoryId>,
    by_town: bool,
}

/// The shortest main town that is looked for, in characters.
const SHORTEST: usize = 4;

impl Territories {
    /// Makes the list of territories and their names or aliases, in any order.
    pub fn new<'a>(names: impl IntoIterator<Item = (TerritoryId, &'a str)>) -> Self {
        let mut known: HashMap<(Vec<String>, bool), Vec<TerritoryId>> = HashMap::new();
        for (id, name) in names {
            let towns = towns(name).into_iter().map(|words| (words, true));
            for key in [(words(name), false)].into_iter().chain(towns) {
                let candidates = known.entry(key).or_default();
                if !candidates.contains(&id) {
                    candidates.push(id.clone());
                }
            }
        }
        let mut names: FxHashMap<Head, Vec<Name>> = FxHashMap::default();
        for ((words, by_town), mut candidates) in known {
            candidates.sort_unstable();
            if let Some(first) = words.first() {
                names.entry(head(first)).or_default().push(Name { words, candidates, by_town });
            }
        }
        for known in names.values_mut() {
            // A name before a town of as many words.
            known.sort_by_key(|name| (std::cmp::Reverse(name.words.len()), name.by_town));
        }
        Self { names }
    }

    /// The territories that the tokens of a sentence name, in order. Hyphens, spaces and accents do not matter; the
    /// first word has its capital.
    #[must_use]
    pub fn named(&self, text: &str, tokens: &[Token]) -> Vec<NamedTerritory> {
        let mut found = Vec::new();
        let mut next = 0;
        while let Some(token) = tokens.get(next) {
            if !token.capital {
                next += 1;
                continue;
            }
            let known = self.names.get(&head(token.text(text)));
            let here = known.into_iter().flatten().find_map(|name| {
                let end = end(&name.words, text, tokens, next)?;
                is_of_territory(name, tokens, next..end).then_some((name, end))
            });
            match here {
                Some((name, end)) => {
                    let (candidates, by_town) = (name.candidates.clone(), name.by_town);
                    found.push(NamedTerritory { tokens: next..end, candidates, by_town });
                    next = end;
                }
                None => next += 1,
            }
        }
        found
    }
}

/// Where a name ends whose first word is a token.
fn end(words: &[String], text: &str, tokens: &[Token], start: usize) -> Option<usize> {
    let mut place = start;
    for word in words {
        while place > start && tokens.get(place).is_some_and(|token| is_joint(token.sense)) {
            place += 1;
        }
        if !is_folded(tokens.get(place)?.text(text), word) {
            return None;
        }
        place += 1;
    }
    Some(place)
}

/// Whether a name of one word, or of a town, stands for the territory: a contract "de" it is signed, not "à" it; and
/// no longer name goes on.
fn is_of_territory(name: &Name, tokens: &[Token], place: Range<usize>) -> bool {
    let before = place.start.checked_sub(1).and_then(|before| tokens.get(before)).map(|token| token.sense);
    let of = matches!(
        before,
        Some(Sense::Word(Word::De | Word::Du | Word::Des | Word::La | Word::Le | Word::L | Word::Les))
    );
    let next = tokens.get(place.end);
    let hyphen = next.is_some_and(|next| next.sense == Sense::Mark('-') && next.glued)
        && tokens.get(place.end + 1).is_some_and(|next| next.glued);
    let goes_on = hyphen || next.is_some_and(|next| next.capital && next.glued);
    !goes_on && (of || (name.words.len() > 1 && !name.by_town))
}

/// The words of a name, folded, without the marks between them.
fn words(name: &str) -> Vec<String> {
    let marks = |token: &&Token| !matches!(token.sense, Sense::Mark(_));
    tokens(name).iter().filter(marks).map(|token| fold(token.text(name))).collect()
}

/// The towns in a name made of several: "Bassins de Langres - Chaumont" is Langres and Chaumont.
fn towns(name: &str) -> Vec<Vec<String>> {
    let parts: Vec<&str> =
        name.split([',', '/']).flat_map(|part| part.split(" - ")).flat_map(|part| part.split(" – ")).collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let town = |part: &str| {
        // "Pays de Redon", "Vallée de la Bresle": what stands after the last "de".
        let part = part.trim();
        let own = [" de ", " du ", " des ", " d'"]
            .iter()
            .filter_map(|of| part.rfind(of).map(|at| at + of.len()))
            .max()
            .unwrap_or(0);
        let own = part.get(own..)?.trim_start_matches("la ").trim_start_matches("l'");
        let proper = own.chars().next().is_some_and(char::is_uppercase) && own.chars().count() >= SHORTEST;
        let direction =
            matches!(fold(own).as_str(), "nord" | "sud" | "est" | "ouest" | "centre" | "grand est" | "littoral");
        (proper && !direction).then(|| words(own))
    };
    parts.into_iter().filter_map(town).filter(|words| !words.is_empty()).collect()
}

fn is_joint(sense: Sense) -> bool {
    matches!(sense, Sense::Mark('-' | '/' | '–' | ','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let id = |id: &str| id.parse::<TerritoryId>().unwrap();
        let known = Territories::new([
            (id("1-ti-4401"), "Bassins de Langres - Chaumont"),
            (id("1-ti-2801"), "Collines de Normandie"),
            (id("2-ti-2801"), "Collines de Normandie"),
            (id("1-ti-0301"), "Vierzon"),
            (id("1-ti-7505"), "Lacq - Pau - Tarbes"),
            (id("1-ti-7606"), "Tarbes - Lourdes"),
        ]);
        let named = known.named(text, &tokens(text));
        let told = |named: NamedTerritory| {
            let ids: Vec<String> = named.candidates.iter().map(ToString::to_string).collect();
            format!("{}{}", ids.join(" "), if named.by_town { " town" } else { "" })
        };
        named.into_iter().map(told).collect()
    }

    #[test]
    fn a_territory_is_known_by_its_name_however_it_is_joined() {
        assert_eq!(told("Le contrat des Bassins de Langres-Chaumont a été signé."), ["1-ti-4401"]);
        assert_eq!(told("le territoire des Bassins de Langres – Chaumont"), ["1-ti-4401"]);
        assert_eq!(told("le contrat de Lacq-Pau-Tarbes"), ["1-ti-7505"]);
        assert_eq!(told("celui des Collines de Normandie"), ["1-ti-2801 2-ti-2801"]);
        assert_eq!(told("le contrat de Vierzon"), ["1-ti-0301"]);
    }

    #[test]
    fn a_main_town_may_stand_for_it_and_belong_to_several() {
        assert_eq!(told("le contrat de Chaumont"), ["1-ti-4401 town"]);
        assert_eq!(told("le contrat de Tarbes"), ["1-ti-7505 1-ti-7606 town"]);
    }

    #[test]
    fn a_town_where_something_happens_is_no_territory() {
        assert!(told("signé à Vierzon, à Chaumont et à Pau").is_empty());
        assert!(told("le contrat de Vierzon-Sologne").is_empty());
        assert!(told("les collines de normandie").is_empty());
    }
}
