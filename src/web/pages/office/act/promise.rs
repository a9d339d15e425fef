//! `/agir/promesse/{*key}`: a date is promised, moved with a reason, or put off without one.

use chrono::NaiveDate;

use super::{
    Act, Beside, Fields, Write,
    field::{Field, Input},
};
use crate::programme::{
    change::{
        Expected, Invalid,
        promise::{Promise, PromiseDraft},
    },
    property::Property,
};

pub(super) const ACT: Act = Act {
    path: "promesse",
    noun: "promise",
    kinds: &["contract", "copil", "milestone"],
    is_immediate: false,
    title: |beside| if beside.is_promised() { "Reporter" } else { "Promettre une date" },
    lead: |beside| match beside.is_promised() {
        true => "La nouvelle date prend la suite de l’ancienne, qui reste visible, barrée, avec le motif du report.",
        false => "La date pour laquelle c’est promis : un jour, un mois, une saison.",
    },
    fields,
    read,
};

fn fields(beside: &Beside, given: &Fields) -> Vec<Field> {
    let moves = beside.is_promised();
    let label = if moves { "Nouvelle date" } else { "Promis pour" };
    let reason = Field::reason(given, "reason");
    vec![
        Field::new(given, "date", label, Input::Short)
            .hint("15/03/2027, mars 2027, printemps 2027, au plus tard le 31 mars 2027…")
            .of(Property::Promised),
        Field::new(given, "undated", if moves { "Reporté sans date" } else { "Annoncé sans date" }, Input::Tick),
        if moves {
            reason.hint("Public. « Autre » demande une phrase.").required()
        } else {
            reason.hint("Seulement si la date a déjà été repoussée.")
        },
        Field::sentence(given),
        Field::evidence(given),
    ]
}

fn read(_: &Beside, given: &Fields, today: NaiveDate) -> Result<Write, Vec<Invalid>> {
    let (date, undated) = (given.one("date"), !given.one("undated").is_empty());
    let draft = PromiseDraft {
        date: if undated { "not-announced" } else { date }.to_owned(),
        reason: given.some("reason"),
        sentence: given.some("sentence"),
        evidence: given.some("evidence"),
    };
    let read = Promise::read(&draft, today);
    if undated && !date.is_empty() {
        // One says the contrary of the other: neither is guessed to be meant.
        let both = Invalid::new("date", date, Expected::Either);
        return Err(std::iter::once(both).chain(read.err().into_iter().flatten()).collect());
    }
    let promise = read?;
    Ok(Box::new(move |pen| promise.write(pen)))
}
