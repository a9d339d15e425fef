//! The list of contracts.

use super::{Cell, Field, Kind, List, View, What, addresses, dated, field, life, remarks, rows};
use crate::programme::{
    contract::{Contract, Family},
    life::Life,
};

pub(super) const LIST: List = List {
    what: What { name: "contracts", path: "chronologie", own: false, title: "Contrats", phased: true },
    kinds: &[Kind::Protocole, Kind::Contrat, Kind::Avenant],
    rows: |programme, filter| {
        let contracts = dated(programme, filter, |view| match view {
            View::Contract(contract) => Some(&**contract),
            _ => None,
        });
        rows(programme, filter, FIELDS, contracts)
    },
};

const FIELDS: &[Field<Contract>] = &[
    field("id", "identifiant", |_, contract| Cell::code(&contract.id)),
    field("phase", "phase", |_, contract| Cell::code(contract.phase)),
    field("territory", "territoire", |_, contract| Cell::code(&contract.territory.id)),
    field("territory_name", "nom du territoire", |_, contract| Cell::words(Some(&contract.territory.name))),
    field("regions", "régions", |_, contract| Cell::codes(&contract.regions)),
    field("departements", "départements", |_, contract| Cell::codes(&contract.departements)),
    field("family", "famille", |_, contract| Cell::code(contract.family.name())),
    field("number", "numéro d’avenant", |_, contract| match contract.family {
        Family::Avenant => Cell::Number(i64::from(contract.id.document.number)),
        _ => Cell::Blank,
    }),
    field("document", "document", |_, contract| Cell::words(contract.document.as_deref())),
    field("status", "état", |_, contract| Cell::named(contract.status.name(), contract.status.french())),
    field("first_promised_on", "promis d’abord pour le", |_, contract| {
        contract.promised.as_ref().and_then(Life::first_date).map_or(Cell::Blank, |date| Cell::Date(*date))
    }),
    field("promised_on", "promis le", |_, contract| life(contract.promised.as_ref())),
    field("suspended_until", "suspendu jusqu’au", |_, contract| life(contract.suspended.as_ref())),
    field("approved_on", "approuvé le", |_, contract| life(contract.approved.as_ref())),
    field("signed_on", "signé le", |_, contract| life(contract.signed.as_ref())),
    field("slippage_days", "glissement en jours", |_, contract| Cell::number(contract.slippage_days)),
    field("late_days", "retard en jours", |_, contract| Cell::number(contract.late_days)),
    field("disputed", "contesté", |_, contract| Cell::Yes(contract.disputed)),
    field("place", "lieu", |_, contract| Cell::words(contract.place.as_deref())),
    field("parties", "signataires", |_, contract| Cell::words(contract.parties.as_deref())),
    field("term", "période couverte", |_, contract| life(contract.term.as_ref())),
    field("sources", "sources", |_, contract| addresses(&contract.sources)),
    field("notes", "remarques", |_, contract| remarks(&contract.notes)),
];
