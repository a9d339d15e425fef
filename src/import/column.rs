//! The columns of a kind of file: what the import reads, its help tells and the page “Données” shows.

use std::collections::HashMap;

use crate::programme::search::fold;

/// A column of a kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name, as the seed and the exports write it.
    pub name: &'static str,
    /// Its other names; case, accents, spaces and underscores do not matter.
    pub synonyms: &'static [&'static str],
    /// What it holds, in English.
    pub meaning: &'static str,
    /// What it holds, in French.
    pub french: &'static str,
    /// Whether a file must have it.
    pub required: bool,
    /// What a cell of it may look like.
    pub example: &'static str,
}

/// Columns, one a line: `name required|optional ["synonym", …] "meaning" "sens" "example"`.
macro_rules! columns {
    ($($name:literal $need:ident [$($synonym:literal),* $(,)?] $meaning:literal $french:literal $example:literal;)+) => {
        &[$($crate::import::column::Column {
            name: $name,
            synonyms: &[$($synonym),*],
            meaning: $meaning,
            french: $french,
            required: columns!(@$need),
            example: $example,
        },)+]
    };
    (@required) => { true };
    (@optional) => { false };
}
pub(super) use columns;

/// The most bytes of a header: no column goes by so long a name, and folding one takes its time.
const LONGEST: usize = 200;

/// The names of columns, each folded once: what headers are looked up in.
#[derive(Clone, Debug)]
pub struct Index(HashMap<String, usize>);

impl Index {
    /// The names of `columns`; where two have the same, it is the first one's.
    #[must_use]
    pub fn of(columns: &[Column]) -> Self {
        let mut places = HashMap::new();
        for (place, column) in columns.iter().enumerate() {
            for name in [column.name].iter().chain(column.synonyms) {
                places.entry(fold(name)).or_insert(place);
            }
        }
        Self(places)
    }

    /// Which of the columns a header names, by its place among them.
    #[must_use]
    pub fn place(&self, header: &str) -> Option<usize> {
        if header.len() > LONGEST { None } else { self.0.get(&fold(header)).copied() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_known_in_any_case_with_or_without_accents() {
        const COLUMNS: &[Column] = columns! {
            "signed_on" optional ["signe_le"] "day" "jour" "2019-07-15";
            "place" optional ["lieu"] "where" "lieu" "Pau";
        };
        let index = Index::of(COLUMNS);
        for header in ["signed_on", "Signed on", "Signé le", "SIGNE_LE", " signé_le\u{a0}"] {
            assert_eq!(index.place(header), Some(0), "{header}");
        }
        assert_eq!(index.place("LIEU"), Some(1));
        assert_eq!(index.place("signature"), None);
    }
}
