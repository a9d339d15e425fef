//! The names under which a file may call what is known: regions, départements, territories and sources.

use std::collections::HashMap;

use super::{known, plan::Target};
use crate::{
    programme::{
        departement::DepartementCode,
        property::Property,
        record::{Noun, Record},
        region::RegionCode,
        search::fold,
        territory::TerritoryId,
    },
    store::SubjectId,
};

/// Names, folded, with what they name; sources by their address, or their title where they have none.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    pub regions: HashMap<String, Vec<RegionCode>>,
    pub departements: HashMap<String, Vec<DepartementCode>>,
    pub territories: HashMap<String, Vec<Named>>,
    pub sources: HashMap<String, Vec<Target>>,
}

/// A territory with the name that readers know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub id: TerritoryId,
    pub subject: SubjectId,
}

impl Lookup {
    /// What a record knows, in one pass.
    pub fn of(record: &Record) -> Self {
        let mut lookup = Self::default();
        for subject in record.subjects() {
            let names = || {
                known::standing(&subject.statements)
                    .filter(|statement| matches!(statement.property, Property::Name | Property::Alias))
                    .filter_map(|statement| statement.value.text().map(fold))
            };
            match &subject.noun {
                Noun::Region(code) => names().for_each(|name| note(&mut lookup.regions, name, *code)),
                Noun::Departement(code) => names().for_each(|name| note(&mut lookup.departements, name, *code)),
                Noun::Territory(id) => names().for_each(|name| {
                    note(&mut lookup.territories, name, Named { id: id.clone(), subject: subject.id });
                }),
                Noun::Source(source) => {
                    let name = source.address.as_ref().unwrap_or(&source.title).clone();
                    note(&mut lookup.sources, name, Target::Known(subject.id));
                }
                _ => {}
            }
        }
        lookup
    }

    /// Up to five territories whose names share most words with `name`, for a refusal to propose.
    pub fn like(&self, name: &str) -> Vec<TerritoryId> {
        let folded = fold(name);
        let words: Vec<&str> = folded.split(' ').filter(|word| word.len() > 2).collect();
        let mut found: Vec<(usize, &str, &TerritoryId)> = Vec::new();
        for (known, named) in &self.territories {
            let shared = words.iter().filter(|word| known.split(' ').any(|other| other == **word)).count();
            if shared > 0 {
                found.extend(named.iter().map(|named| (shared, known.as_str(), &named.id)));
            }
        }
        let most = found.iter().map(|(shared, ..)| *shared).max().unwrap_or(0);
        found.retain(|(shared, ..)| *shared == most);
        found.sort_unstable_by_key(|(_, name, id)| (name.len(), *id));
        found.into_iter().map(|(_, _, id)| id.clone()).take(5).collect()
    }
}

fn note<T: PartialEq>(names: &mut HashMap<String, Vec<T>>, name: String, named: T) {
    let known = names.entry(name).or_default();
    if !known.contains(&named) {
        known.push(named);
    }
}
