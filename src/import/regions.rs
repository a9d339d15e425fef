//! A file of regions.

use chrono::NaiveDate;

use super::{
    cell::words,
    column::{Column, columns},
    named::region_code,
    plan::{Plan, Saying},
    refusal::Refused,
    sources,
    table::{Line, Table},
};
use crate::programme::{property::Property, record::Noun, region::RegionCode, value::Value};

/// The columns of a file of regions.
pub(super) const COLUMNS: &[Column] = columns! {
    "code" required ["code_insee", "insee", "insee_code"] "its INSEE code" "son code INSEE" "32";
    "name" required ["nom"] "its name" "son nom" "Hauts-de-France";
    "aliases" optional ["alias", "autres_noms"] "other names, joined by |" "ses autres noms, séparés par |" "HDF|Hauts de France";
    "zone" optional [] "metro or drom" "metro ou drom" "metro";
    "iso_3166_2" optional ["iso"] "its ISO 3166-2 code" "son code ISO 3166-2" "FR-HDF";
};

/// The day from which today's regions and départements are known: they took effect on it. Source: law no. 2015-29
/// of 16 January 2015, article 1.
const IN_FORCE: NaiveDate = NaiveDate::from_ymd_opt(2016, 1, 1).unwrap();

/// What a geographic list says, which counts from the day it came into force unless its source is older.
pub(super) fn say(plan: &mut Plan<'_>, saying: &Saying, property: Property, value: Option<Value>) {
    let Some(value) = value else { return };
    let first = !plan.is_told(saying.subject, property);
    let dated = plan.as_source(saying.source).is_some_and(|source| source.published_on.is_some());
    if first && !dated {
        plan.claim(saying, property, value, None, None, (IN_FORCE, true));
    } else {
        plan.say(saying, property, Some(value));
    }
}

/// The names and aliases of the regions of a table, each with its region's code; what cannot be read is left out.
pub(super) fn names(table: &Table) -> Vec<(RegionCode, String)> {
    let mut names = Vec::new();
    for line in table.lines() {
        let Some(code) = region_code(line.cell("code").text) else { continue };
        let own = line.text("name").into_iter().chain(line.list("aliases"));
        names.extend(own.map(|name| (code, name.to_owned())));
    }
    names
}

/// Reads one region.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let cell = line.cell("code");
    let code = region_code(cell.text).ok_or_else(|| plan.refuse(cell, "the INSEE code of a region (two digits)"));
    let (source, code) = (source?, code?);
    let subject = plan.subject(&code.key(), line.number(), || Noun::Region(code));
    let saying = Saying { subject, source, line: line.number(), day: None };
    say(plan, &saying, Property::Name, words(line.text("name")));
    for alias in line.list("aliases") {
        say(plan, &saying, Property::Alias, words(Some(alias)));
    }
    say(plan, &saying, Property::Zone, words(line.text("zone")));
    say(plan, &saying, Property::Iso, words(line.text("iso_3166_2")));
    plan.say(&saying, Property::Note, words(line.text("notes")));
    Ok(())
}
