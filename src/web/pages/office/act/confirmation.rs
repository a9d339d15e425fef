//! `/agir/confirmation/{*key}`: all that is told is still right today.

use chrono::NaiveDate;

use super::{Act, Beside, Fields, Write, field::Field};
use crate::programme::change::{
    Invalid,
    confirmation::{Confirmation, ConfirmationDraft},
};

pub(super) const ACT: Act = Act {
    path: "confirmation",
    noun: "confirmation",
    kinds: &["contract", "copil", "milestone", "territory"],
    is_immediate: true,
    title: |_| "Confirmer",
    lead: |_| "Tout ce qui est dit ici est encore juste aujourd’hui.",
    fields: |_, given| vec![Field::sentence(given), Field::evidence(given)],
    read,
};

fn read(_: &Beside, given: &Fields, today: NaiveDate) -> Result<Write, Vec<Invalid>> {
    let draft = ConfirmationDraft { sentence: given.some("sentence"), evidence: given.some("evidence") };
    let confirmation = Confirmation::read(&draft, today)?;
    Ok(Box::new(move |pen| confirmation.write(pen)))
}
