//! What comes back from the page of a preview: the lines that differ, as they were or mended, with what was chosen.

use std::collections::BTreeMap;

use super::super::form::Fields;
use crate::import::workbook::{LINES, Row};

/// What a preview is of, and what was sent from it.
#[derive(Clone, Debug, Default)]
pub(super) struct Sent {
    /// The file's name.
    pub name: String,
    /// How many lines of the file change nothing.
    pub unchanged: usize,
    /// How many of them say something that goes with no change.
    pub idle: usize,
    /// The headers that were passed over.
    pub unknown: Vec<String>,
    /// The lines that could not be read at all.
    pub lost: Vec<String>,
    /// The lines that differ.
    pub rows: Vec<Row>,
    /// Whether they are to be published, or only looked at again.
    pub publishes: bool,
    /// Whether only those are that can be.
    pub only_good: bool,
}

impl Sent {
    /// Reads the form of a preview; none where it is none of ours.
    pub(super) fn read(fields: &Fields) -> Option<Self> {
        let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
        let mut seen: BTreeMap<usize, &str> = BTreeMap::new();
        let mut choices: BTreeMap<usize, Vec<(&str, &str)>> = BTreeMap::new();
        let mut sent = Self { name: fields.one("nom").to_owned(), ..Self::default() };
        for (name, value) in &fields.0 {
            let mut parts = name.splitn(3, '.');
            let (Some(what), Some(place)) = (parts.next(), parts.next().and_then(|place| place.parse().ok())) else {
                continue;
            };
            match (what, parts.next()) {
                ("ligne", None) if rows.len() < LINES => {
                    rows.insert(place, serde_json::from_str(value).ok()?);
                }
                ("vu", None) => {
                    seen.insert(place, value);
                }
                // What was written anew comes after its line.
                ("cellule", Some(column)) => {
                    if let Some(row) = rows.get_mut(&place).filter(|row| row.list.column(column).is_some()) {
                        row.set(column, value);
                    }
                }
                ("choix", Some(column)) => choices.entry(place).or_default().push((column, value)),
                _ => {}
            }
        }
        for (place, chosen) in choices {
            let Some(row) = rows.get_mut(&place) else { continue };
            let many: usize = fields.one(&format!("conflits.{place}")).parse().unwrap_or(usize::MAX);
            for (column, _) in chosen.iter().filter(|(_, choice)| *choice == "enregistre") {
                row.set(column, "");
            }
            // Once every value is chosen, the line is set against what the page showed.
            if let Some(version) = seen.get(&place).filter(|_| chosen.len() >= many) {
                row.set("version", version);
            }
        }
        sent.rows = rows.into_values().collect();
        sent.unchanged = fields.one("inchangees").parse().unwrap_or(0);
        sent.idle = fields.one("sans_effet").parse().unwrap_or(0);
        sent.unknown = fields.all("inconnu").map(str::to_owned).collect();
        sent.lost = fields.all("illisible").map(str::to_owned).collect();
        sent.publishes = fields.one("geste") == "publier";
        sent.only_good = fields.one("bonnes") == "1";
        Some(sent)
    }
}
