//! The kinds of file that can be imported: a kind is one file of this folder and one line of this list.

use super::{
    column::Column, contracts, copils, departements, figures, labellings, members, milestones, plan::Plan,
    refusal::Refused, regions, sources, table::Line, territories, timeline,
};

/// A kind of table that can be imported.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Its name at the command line, and of its file in the seed.
    pub name: &'static str,
    /// Other names of it.
    pub synonyms: &'static [&'static str],
    /// What it holds, in English.
    pub meaning: &'static str,
    /// What it holds, in French.
    pub french: &'static str,
    own: &'static [Column],
    cites: bool,
    pub(super) read: Read,
    /// What is read of the whole file, and recorded, before the rest of it can be.
    pub(super) first: Option<Read>,
}

/// What reads a line into a plan.
pub(super) type Read = fn(&mut Plan<'_>, Line<'_>) -> Result<(), Refused>;

impl Kind {
    /// Every kind, in the order in which the seed is loaded.
    pub const ALL: &[Self] = &[
        Self {
            name: "sources",
            synonyms: &["source", "debates", "debats"],
            meaning: "sources: articles, pages, debates, papers",
            french: "sources : articles, pages, débats, documents",
            own: sources::COLUMNS,
            cites: false,
            read: sources::read,
            first: None,
        },
        Self {
            name: "regions",
            synonyms: &["region"],
            meaning: "regions, by INSEE code",
            french: "régions, par code INSEE",
            own: regions::COLUMNS,
            cites: true,
            read: regions::read,
            first: None,
        },
        Self {
            name: "departements",
            synonyms: &["departement"],
            meaning: "départements, by INSEE code",
            french: "départements, par code INSEE",
            own: departements::COLUMNS,
            cites: true,
            read: departements::read,
            first: None,
        },
        Self {
            name: "territories",
            synonyms: &["territory", "territoires", "territoire"],
            meaning: "territories, by phase and ANCT id",
            french: "territoires, par phase et identifiant ANCT",
            own: territories::COLUMNS,
            cites: true,
            read: territories::read,
            first: None,
        },
        Self {
            name: "labellings",
            synonyms: &["labelling", "labellisations"],
            meaning: "when territories got their label",
            french: "labellisations des territoires",
            own: labellings::COLUMNS,
            cites: true,
            read: labellings::read,
            first: None,
        },
        Self {
            name: "members",
            synonyms: &["member", "membres"],
            meaning: "members of territories: EPCI, EPT and communes",
            french: "membres des territoires : EPCI, EPT et communes",
            own: members::COLUMNS,
            cites: true,
            read: members::read,
            first: None,
        },
        Self {
            name: "contracts",
            synonyms: &["contract", "contrats"],
            meaning: "contracts of territories: promised, approved, signed",
            french: "contrats des territoires : promis, approuvés, signés",
            own: contracts::COLUMNS,
            cites: true,
            read: contracts::read,
            first: None,
        },
        Self {
            name: "copils",
            synonyms: &["copil", "comites"],
            meaning: "steering committees (COPIL)",
            french: "comités de pilotage",
            own: copils::COLUMNS,
            cites: true,
            read: copils::read,
            first: None,
        },
        Self {
            name: "milestones",
            synonyms: &["milestone", "jalons"],
            meaning: "milestones: assemblies, announcements, waves of signatures …",
            french: "jalons : assemblées, annonces, vagues de signatures…",
            own: milestones::COLUMNS,
            cites: true,
            read: milestones::read,
            first: None,
        },
        Self {
            name: "figures",
            synonyms: &["figure", "chiffres"],
            meaning: "counts that sources give",
            french: "chiffres donnés par les sources",
            own: figures::COLUMNS,
            cites: true,
            read: figures::read,
            first: None,
        },
        Self {
            name: "timeline",
            synonyms: &["chronologie"],
            meaning: "an exported timeline: one line a subject and source",
            french: "chronologie exportée : une ligne par sujet et par source",
            own: timeline::COLUMNS,
            cites: false,
            read: timeline::read,
            first: Some(timeline::read_places),
        },
    ];

    /// The kind of that name, in English or French.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        Self::ALL.iter().find(|kind| kind.name == name || kind.synonyms.contains(&name))
    }

    /// Whether a file of it may have a header and no line: an export of nothing is no mistake.
    pub(super) fn may_be_empty(&self) -> bool {
        self.name == "timeline"
    }

    /// Its columns: its own, and those that name the source of a line.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let citing = if self.cites { sources::CITING } else { &[] };
        self.own.iter().chain(citing).copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::{import::column::Index, programme::search::fold};

    #[test]
    fn no_header_means_two_columns_of_one_kind() {
        for kind in Kind::ALL {
            let mut seen: HashMap<String, &str> = HashMap::new();
            for column in kind.columns() {
                for name in [column.name].iter().chain(column.synonyms) {
                    let other = seen.insert(fold(name), column.name);
                    assert!(other.is_none_or(|other| other == column.name), "{}: {name} is {other:?} too", kind.name);
                }
            }
        }
    }

    #[test]
    fn contracts_have_headers_in_both_languages() {
        let index = Index::of(&Kind::named("contrats").unwrap().columns());
        for (french, english) in [
            ("phase", "phase"),
            ("territoire", "territory"),
            ("document", "document_type"),
            ("promis_le", "planned_on"),
            ("approuvé le", "approved_on"),
            ("Signé le", "signed_on"),
            ("LIEU", "place"),
            ("source", "source_url"),
            ("publié_le", "published_on"),
            ("remarque", "notes"),
        ] {
            let place = index.place(french);
            assert!(place.is_some() && place == index.place(english), "{french}, {english}");
        }
    }

    #[test]
    fn each_kind_goes_by_names_of_its_own() {
        let mut seen = HashMap::new();
        for kind in Kind::ALL {
            for name in [kind.name].iter().chain(kind.synonyms) {
                assert_eq!(seen.insert(*name, kind.name), None, "{name}");
            }
        }
    }
}
