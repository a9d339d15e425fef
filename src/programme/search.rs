//! Searching by name, without regard to case or accents: territories, members, départements, regions.

use deunicode::deunicode;
use serde::Serialize;

use super::{
    departement::DepartementCode,
    phase::Phase,
    record::Noun,
    region::RegionCode,
    territory::TerritoryId,
    view::{Programme, View},
};

/// Folds a text for comparing: no case, no accents, œ as oe, anything but letters and digits as one space.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in deunicode(text).chars() {
        if character.is_ascii_alphanumeric() {
            folded.push(character.to_ascii_lowercase());
        } else if !folded.ends_with(' ') && !folded.is_empty() {
            folded.push(' ');
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
    folded
}

/// A name as a part of an address: `boulonnais-calaisis`.
#[must_use]
pub fn slug(name: &str) -> String {
    fold(name).replace(' ', "-")
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// Where it leads.
    pub place: Place,
    /// The name that it goes by.
    pub name: String,
    /// The words that were found, where they are not that name: an alias or a member.
    pub found: Option<String>,
}

/// Where a hit leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// To a region.
    Region(RegionCode),
    /// To a département.
    Departement(DepartementCode),
    /// To a territory.
    Territory(TerritoryId),
}

impl Place {
    /// The phase of a territory.
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        match self {
            Self::Territory(id) => Some(id.phase),
            _ => None,
        }
    }
}

/// Every name of the programme at a clock, folded.
#[derive(Debug)]
pub struct Index(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    folded: String,
    hit: Hit,
}

impl Index {
    /// Gathers the names.
    #[must_use]
    pub(super) fn of(programme: &Programme) -> Self {
        let mut entries = Vec::new();
        let mut add = |place: &Place, name: &str, found: Option<&str>| {
            let hit = Hit { place: place.clone(), name: name.to_owned(), found: found.map(str::to_owned) };
            entries.push(Entry { folded: fold(found.unwrap_or(name)), hit });
        };
        for subject in programme.record().subjects() {
            if !matches!(subject.noun, Noun::Region(_) | Noun::Departement(_) | Noun::Territory(_)) {
                continue;
            }
            match programme.view(subject.id) {
                Some(View::Region(region)) => {
                    let place = Place::Region(region.code);
                    add(&place, &region.name, None);
                    region.aliases.iter().for_each(|alias| add(&place, &region.name, Some(alias)));
                }
                Some(View::Departement(departement)) => {
                    let place = Place::Departement(departement.code);
                    add(&place, &departement.name, None);
                    add(&place, &departement.name, Some(departement.code.as_str()));
                }
                Some(View::Territory(territory)) => {
                    let place = Place::Territory(territory.id.clone());
                    add(&place, &territory.name, None);
                    add(&place, &territory.name, Some(territory.id.anct_id()));
                    let names = territory.aliases.iter().chain(territory.members.iter().map(|member| &member.name));
                    names.for_each(|found| add(&place, &territory.name, Some(found)));
                }
                _ => {}
            }
        }
        Self(entries)
    }

    /// What goes by a name that holds every word of `query`: names that begin with it first, then by name. A place
    /// is found once, by its best name.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let query = fold(query);
        let words: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(u8, &Entry)> = self
            .0
            .iter()
            .filter(|entry| words.iter().all(|word| entry.folded.contains(word)))
            .map(|entry| (distance(entry, &query), entry))
            .collect();
        found.sort_by(|(one, a), (two, b)| (one, fold(&a.hit.name)).cmp(&(two, fold(&b.hit.name))));
        let mut hits: Vec<Hit> = Vec::new();
        for (_, entry) in found {
            if !hits.iter().any(|hit| hit.place == entry.hit.place) {
                hits.push(entry.hit.clone());
            }
        }
        hits
    }
}

/// How far a name is from what was asked: the name itself, a name that begins so, another name, a part of one.
fn distance(entry: &Entry, query: &str) -> u8 {
    let own = u8::from(entry.hit.found.is_some());
    if entry.folded == query {
        own
    } else if entry.folded.starts_with(query) {
        2 + own
    } else {
        4 + own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_knows_no_case_no_accent_and_no_ligature() {
        assert_eq!(fold("  Cœur d’Étampes – Œuf  "), "coeur d etampes oeuf");
        assert_eq!(slug("Boulonnais - Calaisis"), "boulonnais-calaisis");
        assert_eq!(slug("Vallée de l'Huisne"), "vallee-de-l-huisne");
    }
}
