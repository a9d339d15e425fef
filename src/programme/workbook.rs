//! The workbook of an official: three lists of what she answers for, their columns, and what each cell shows of the
//! record. It is written out and read back by the same columns.

mod column;
mod line;

use serde::{Deserialize, Serialize};

pub use column::{Column, Holds};
pub use line::{Line, Shown, lines, names_of, shown};

use super::{record::Noun, search::fold};
use crate::store::Key;

/// The word that takes back what a cell shows.
pub const ERASE: &str = "effacer";

/// The most characters of a cell: a spreadsheet takes 32 767.
const LONGEST: usize = 32_000;

/// A list of the workbook: a sheet of it, or a file by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// Contracts, with a line for every territory that has none yet.
    Contracts,
    /// The committees' meetings.
    Copils,
    /// The territories.
    Territories,
}

impl List {
    /// Every list, in the order of the sheets.
    pub const ALL: [Self; 3] = [Self::Contracts, Self::Copils, Self::Territories];

    /// Its name: that of its sheet.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Contracts => "Contrats",
            Self::Copils => "COPIL",
            Self::Territories => "Territoires",
        }
    }

    /// Its name in addresses.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Contracts => "contrats",
            Self::Copils => "copil",
            Self::Territories => "territoires",
        }
    }

    /// The list of that name, in any case.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let folded = fold(text);
        Self::ALL.into_iter().find(|list| fold(list.french()) == folded)
    }

    /// Its columns.
    #[must_use]
    pub fn columns(self) -> &'static [Column] {
        match self {
            Self::Contracts => column::CONTRACTS,
            Self::Copils => column::COPILS,
            Self::Territories => column::TERRITORIES,
        }
    }

    /// Its column of that name.
    #[must_use]
    pub fn column(self, name: &str) -> Option<&'static Column> {
        self.columns().iter().find(|column| column.name == name)
    }

    /// The list that holds a thing.
    #[must_use]
    pub fn of(noun: &Noun) -> Option<Self> {
        match noun {
            Noun::Contract(..) => Some(Self::Contracts),
            Noun::Copil(..) => Some(Self::Copils),
            Noun::Territory(_) => Some(Self::Territories),
            _ => None,
        }
    }

    /// The key that an identity in its column `id` names.
    #[must_use]
    pub fn key(self, identity: &str) -> Key {
        let kind = match self {
            Self::Contracts => "contract",
            Self::Copils => "copil",
            Self::Territories => "territory",
        };
        if identity.split_once(':').is_some_and(|(first, _)| first == kind) {
            return Key::new(identity);
        }
        Key::new(format!("{kind}:{identity}"))
    }
}

/// Takes away what surrounds the words of a cell: spaces of every width, no-break ones included.
#[must_use]
pub fn trim(text: &str) -> &str {
    text.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '\u{feff}' | '\u{200b}' | '\u{2060}'))
}

/// Words as a cell holds them, so that what was written reads back as the same: trimmed, lines ended alike; nothing
/// where no cell can hold them, and a blank one changes nothing.
#[must_use]
pub fn words(text: &str) -> Option<String> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let text = trim(&text);
    let fits = text.encode_utf16().count() <= LONGEST;
    (fits && !text.is_empty() && !text.contains(unfit) && !is_erasure(text)).then(|| text.to_owned())
}

/// Whether no cell of ours holds a sign: a control sign other than the end of a line, or one that XML 1.0 has no place
/// for.
pub(crate) fn unfit(sign: char) -> bool {
    (sign.is_control() && sign != '\n') || matches!(sign, '\u{fffe}' | '\u{ffff}')
}

/// Whether a cell takes back what it showed.
#[must_use]
pub fn is_erasure(text: &str) -> bool {
    fold(text) == ERASE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_names_a_key_of_its_list() {
        assert_eq!(List::Contracts.key("2-ti-3205-contrat").as_str(), "contract:2-ti-3205-contrat");
        assert_eq!(List::Copils.key("copil:32:2019-07-02").as_str(), "copil:32:2019-07-02");
        assert_eq!(List::Copils.key("32:2019-07-02").as_str(), "copil:32:2019-07-02");
    }

    #[test]
    fn words_are_trimmed_and_what_no_cell_holds_is_left_out() {
        assert_eq!(words("\u{a0}Pau\r\net Tarbes \u{200b}").as_deref(), Some("Pau\net Tarbes"));
        for text in ["", " \u{a0}", "Effacer", "a\u{7}b", "a\0"] {
            assert_eq!(words(text), None, "{text:?}");
        }
    }

    #[test]
    fn no_header_means_two_columns_of_one_list() {
        for list in List::ALL {
            let mut seen = std::collections::HashMap::new();
            for column in list.columns() {
                for header in [column.name].iter().chain(column.headers) {
                    let other = seen.insert(fold(header), column.name);
                    assert!(other.is_none_or(|other| other == column.name), "{list:?}: {header} is {other:?} too");
                }
            }
        }
    }
}
