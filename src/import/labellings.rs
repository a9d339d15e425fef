//! A file of labellings: when a territory got its label, and with which announced list.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    cell::words,
    column::{Column, columns},
    plan::{Plan, Saying},
    refusal::Refused,
    sources,
    table::{Line, Table},
};
use crate::programme::{date::Edtf, property::Property, territory::TerritoryId, value::Value};

/// The columns of a file of labellings.
pub(super) const COLUMNS: &[Column] = columns! {
    "phase" optional [] "1 or 2; blank: the phase of the day" "1 ou 2 ; vide : la phase du jour" "1";
    "territory" required ["territoire", "anct_id"] "the territory: name, alias or ANCT id" "le territoire : nom, autre nom ou identifiant"
        "ti-3205";
    "labelled_on" required ["labellise_le", "date"] "the day of the label" "le jour du label" "22/11/2018";
    "wave" optional ["liste", "vague"] "the announced list: 124, 136, 141 …" "la liste annoncée : 124, 136, 141…" "124";
    "words" optional ["mots"] "the day in the words of the source" "le jour dans les mots de la source" "mercredi 21 novembre";
};

/// Reads one labelling.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let phase = plan.phase(line);
    let labelled = plan.date(line, "labelled_on", Property::Labelled, None);
    let wave = plan.number(line, "wave");
    let (phase, labelled) = (phase?, labelled?);
    let territory = plan.territory(line.cell("territory"), phase, super::cell::phase_of([&labelled]));
    let (source, (_, territory), wave) = (source?, territory?, wave?);
    let day = labelled.as_ref().and_then(Value::latest);
    let saying = Saying { subject: super::plan::Target::Known(territory), source, line: line.number(), day };
    plan.say_in(&saying, Property::Labelled, labelled, line.text("words"));
    plan.say(&saying, Property::LabelWave, wave.map(Value::Number));
    plan.say(&saying, Property::Note, words(line.text("notes")));
    Ok(())
}

/// The first labelling day that a file of labellings gives for each territory named by its id: what a list of
/// territories that is loaded before it needs to know.
pub(super) fn days(table: &Table) -> HashMap<TerritoryId, NaiveDate> {
    let mut days: HashMap<TerritoryId, NaiveDate> = HashMap::new();
    for line in table.lines() {
        let phase = line.cell("phase").text.parse().ok();
        let id = phase.and_then(|phase| TerritoryId::new(phase, line.cell("territory").text).ok());
        let day = Edtf::from_cell(line.cell("labelled_on").text).ok().map(|date| date.latest());
        if let (Some(id), Some(day)) = (id, day) {
            days.entry(id).and_modify(|first| *first = (*first).min(day)).or_insert(day);
        }
    }
    days
}
