//! `/agir/signature/{*key}`: a contract was signed; or, of a committee or a milestone, it was held.

use chrono::NaiveDate;

use super::{
    Act, Beside, Fields, Write,
    field::{Field, Input},
};
use crate::programme::{
    change::{
        Invalid,
        signature::{Signature, SignatureDraft},
    },
    property::Property,
};

pub(super) const ACT: Act = Act {
    path: "signature",
    noun: "signature",
    kinds: &["contract", "copil", "milestone"],
    is_immediate: false,
    title: |beside| match (beside.is_contract(), beside.is_met()) {
        (true, false) => "Signé le…",
        (true, true) => "Corriger la signature",
        (false, false) => "Tenu le…",
        (false, true) => "Corriger la date",
    },
    lead: |beside| match beside.is_contract() {
        true => {
            "La date réelle, telle que vous la savez : un jour, une période, un mois. Rien de ce qui était dit ne s’efface."
        }
        false => "La date réelle, telle que vous la savez. Rien de ce qui était dit ne s’efface.",
    },
    fields,
    read,
};

fn fields(beside: &Beside, given: &Fields) -> Vec<Field> {
    let (on, property) =
        if beside.is_contract() { ("Signé le", Property::Signed) } else { ("A eu lieu le", Property::Held) };
    let mut fields = vec![
        Field::new(given, "on", on, Input::Short)
            .hint("20/11/2026, du 16 au 20 novembre 2026, novembre 2026… ou « date inconnue ».")
            .required()
            .of(property),
    ];
    if beside.is_contract() {
        let known = beside.life(Property::Document).map(|life| life.retained.french);
        fields.push(
            Field::new(given, "document", "Document", Input::Line)
                .hint("Comment il s’appelle : contrat, contrat-cadre, convention, protocole, avenant…")
                .or(given, known.as_deref().unwrap_or(beside.family()))
                .of(Property::Document),
        );
    }
    fields.push(Field::evidence(given));
    fields.push(
        Field::new(given, "parties", if beside.is_contract() { "Signataires" } else { "Participants" }, Input::Line)
            .hint("Les organismes, sans nom de personne : État, Région, CA du Boulonnais…")
            .of(Property::Parties),
    );
    fields.push(Field::new(given, "place", "Lieu", Input::Line).of(Property::Place));
    fields.push(Field::sentence(given));
    fields
}

fn read(_: &Beside, given: &Fields, today: NaiveDate) -> Result<Write, Vec<Invalid>> {
    let draft = SignatureDraft {
        on: given.one("on").to_owned(),
        document: given.some("document"),
        evidence: given.some("evidence"),
        parties: given.some("parties"),
        place: given.some("place"),
        sentence: given.some("sentence"),
    };
    let signature = Signature::read(&draft, today)?;
    Ok(Box::new(move |pen| signature.write(pen)))
}
