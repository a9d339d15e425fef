//! A file of départements.

use super::{
    cell::words,
    column::{Column, columns},
    named::departement_code,
    plan::{Plan, Saying},
    refusal::Refused,
    regions, sources,
    table::Line,
};
use crate::programme::{property::Property, record::Noun, value::Value};

/// The columns of a file of départements.
pub(super) const COLUMNS: &[Column] = columns! {
    "code" required ["code_insee", "insee"] "its INSEE code" "son code INSEE" "59";
    "name" required ["nom"] "its name" "son nom" "Nord";
    "region" required ["code_region"] "its region: code, name or alias" "sa région : code, nom ou autre nom" "32";
    "longitude" optional ["lon"] "degrees east of its centre" "longitude de son centre, en degrés" "3.22";
    "latitude" optional ["lat"] "degrees north of its centre" "latitude de son centre, en degrés" "50.45";
};

/// Reads one département.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let region = plan.region(line.cell("region"));
    let centre = plan.centre(line);
    let cell = line.cell("code");
    let code = departement_code(cell.text).ok_or_else(|| plan.refuse(cell, "the INSEE code of a département"));
    let (source, region, centre, code) = (source?, region?, centre?, code?);
    let subject = plan.subject(&code.key(), line.number(), || Noun::Departement(code));
    let saying = Saying { subject, source, line: line.number(), day: None };
    regions::say(plan, &saying, Property::Name, words(line.text("name")));
    regions::say(plan, &saying, Property::Region, Some(Value::Region(region)));
    regions::say(plan, &saying, Property::Centre, centre);
    plan.say(&saying, Property::Note, words(line.text("notes")));
    Ok(())
}
