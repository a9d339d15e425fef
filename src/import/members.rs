//! A file of members: the intercommunalities and towns that make a territory.

use super::{
    cell::words,
    column::{Column, columns},
    plan::{Plan, Saying, Target},
    refusal::Refused,
    sources,
    table::Line,
    territories,
};
use crate::programme::{
    property::Property,
    territory::{Member, MemberKind},
    value::Value,
};

/// The columns of a file of members.
pub(super) const COLUMNS: &[Column] = columns! {
    "phase" optional [] "1 or 2; blank: the only one that has such a territory" "1 ou 2 ; vide : la seule qui ait un tel territoire" "1";
    "territory" required ["territoire", "anct_id"] "the territory: name, alias or ANCT id" "le territoire : nom, autre nom ou identifiant"
        "ti-3205";
    "type" required ["kind", "nature"] "EPCI, EPT or commune" "EPCI, EPT ou commune" "EPCI";
    "siren" required ["numero_siren"] "its SIREN number, nine digits" "son numéro SIREN, neuf chiffres" "200018653";
    "name" required ["nom"] "its name" "son nom" "CA du Boulonnais";
};

/// Reads one member.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let phase = plan.phase(line);
    let cell = line.cell("type");
    let kind = MemberKind::named(cell.text).ok_or_else(|| plan.refuse(cell, "EPCI, EPT or commune"));
    let cell = line.cell("siren");
    let siren: String = cell.text.chars().filter(|sign| !sign.is_whitespace()).collect();
    let is_siren = siren.len() == 9 && siren.bytes().all(|byte| byte.is_ascii_digit());
    let siren = if is_siren { Ok(siren) } else { Err(plan.refuse(cell, "a SIREN number (nine digits)")) };
    let name = line.text("name").ok_or_else(|| plan.refuse(line.cell("name"), "the name of the member"));
    let phase = phase?;
    let territory = plan.territory(line.cell("territory"), phase, None);
    let (source, kind, siren, name, (id, territory)) = (source?, kind?, siren?, name?, territory?);
    let saying = Saying { subject: Target::Known(territory), source, line: line.number(), day: None };
    let member = Member { kind, siren, name: name.to_owned() };
    territories::say(plan, &saying, &id, Property::Member, Some(Value::Member(Box::new(member))));
    plan.say(&saying, Property::Note, words(line.text("notes")));
    Ok(())
}
