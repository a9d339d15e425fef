//! The columns of a kind of file: what the import reads, its help tells and the page “Données” shows.

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

impl Column {
    /// Whether a header names this column.
    #[must_use]
    pub fn is_called(&self, header: &str) -> bool {
        let header = fold(header);
        [self.name].iter().chain(self.synonyms).any(|name| fold(name) == header)
    }
}

/// Which of `columns` a header names, by its place among them.
#[must_use]
pub fn called(columns: &[Column], header: &str) -> Option<usize> {
    columns.iter().position(|column| column.is_called(header))
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
        for header in ["signed_on", "Signed on", "Signé le", "SIGNE_LE", " signé_le\u{a0}"] {
            assert_eq!(called(COLUMNS, header), Some(0), "{header}");
        }
        assert_eq!(called(COLUMNS, "LIEU"), Some(1));
        assert_eq!(called(COLUMNS, "signature"), None);
    }
}
