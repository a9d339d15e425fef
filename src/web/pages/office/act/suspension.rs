//! `/agir/suspension/{*key}`: a contract is suspended until it is looked at again, or is so no more.

use chrono::NaiveDate;

use super::{
    Act, Beside, Fields, Write,
    field::{Field, Input},
};
use crate::programme::{
    change::{
        Invalid,
        suspension::{Suspension, SuspensionDraft},
    },
    property::Property,
};

pub(super) const ACT: Act = Act {
    path: "suspension",
    noun: "suspension",
    kinds: &["contract"],
    is_immediate: false,
    title: |beside| if beside.is_suspended() { "Revoir la suspension" } else { "Suspendre" },
    lead: |beside| match beside.is_suspended() {
        true => {
            "Prolonger la suspension, avec un nouveau jour où y revenir, ou la lever : la promesse reprend alors son cours."
        }
        false => {
            "La promesse est mise de côté, et ne compte plus comme en retard. À la date dite, elle revient dans « À faire »."
        }
    },
    fields,
    read,
};

fn fields(beside: &Beside, given: &Fields) -> Vec<Field> {
    let mut fields = Vec::new();
    if beside.is_suspended() {
        fields.push(
            Field::new(given, "ended", "Lever la suspension", Input::Tick)
                .hint("Ni date ni motif ne sont alors demandés."),
        );
    }
    fields.push(
        Field::new(given, "until", "À revoir le", Input::Short).hint("30/06/2027, juin 2027…").of(Property::Suspended),
    );
    fields.push(Field::reason(given, "reason").hint("Public. « Autre » demande une phrase."));
    fields.push(Field::sentence(given));
    fields.push(Field::evidence(given));
    fields
}

fn read(_: &Beside, given: &Fields, today: NaiveDate) -> Result<Write, Vec<Invalid>> {
    let ended = !given.one("ended").is_empty();
    let draft = SuspensionDraft {
        until: if ended { "cancelled" } else { given.one("until") }.to_owned(),
        reason: given.some("reason").filter(|_| !ended),
        sentence: given.some("sentence"),
        evidence: given.some("evidence"),
    };
    let suspension = Suspension::read(&draft, today)?;
    Ok(Box::new(move |pen| suspension.write(pen)))
}
