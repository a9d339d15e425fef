//! Which column each field of a change comes from: where what cannot be taken is told.

use crate::programme::property::Property;

/// Fields with their columns; the one that the change is about first.
pub(super) type Fields = &'static [(&'static str, &'static str)];

/// The column of what came about.
pub(super) fn column_of(met: Property) -> &'static str {
    if met == Property::Signed { "signed_on" } else { "held_on" }
}

/// The fields of a detail.
pub(super) fn detail(property: Property) -> Fields {
    macro_rules! fields {
        ($column:literal) => {
            &[("value", $column), ("sentence", "sentence"), ("evidence", "evidence")]
        };
    }
    match property {
        Property::Approved => fields!("approved_on"),
        Property::Place => fields!("place"),
        Property::Parties => fields!("parties"),
        Property::Document => fields!("document"),
        Property::Rank => fields!("rank"),
        Property::Title => fields!("title"),
        _ => fields!("decisions"),
    }
}

pub(super) const PROMISE: Fields =
    &[("date", "promised_on"), ("reason", "reason"), ("sentence", "sentence"), ("evidence", "evidence")];
pub(super) const SUSPENSION: Fields =
    &[("until", "suspended_until"), ("reason", "reason"), ("sentence", "sentence"), ("evidence", "evidence")];
pub(super) const SIGNATURE: Fields = &[
    ("on", "signed_on"),
    ("document", "document"),
    ("parties", "parties"),
    ("place", "place"),
    ("sentence", "sentence"),
    ("evidence", "evidence"),
];
pub(super) const MEETING: Fields = &[
    ("on", "held_on"),
    ("parties", "parties"),
    ("place", "place"),
    ("sentence", "sentence"),
    ("evidence", "evidence"),
];
pub(super) const ERASURE: Fields = &[("sentence", "sentence")];
pub(super) const MINUTES: Fields = &[
    ("held", "held_on"),
    ("promised", "promised_on"),
    ("rank", "rank"),
    ("place", "place"),
    ("participants", "parties"),
    ("decisions", "decisions"),
    ("evidence", "evidence"),
    ("region", "region"),
];
pub(super) const ADDED: Fields = &[("name", "name"), ("territory", "id"), ("region", "region"), ("on", "labelled_on")];
pub(super) const RENAMED: Fields = &[("name", "name"), ("territory", "id")];
pub(super) const WITHDRAWN: Fields = &[("on", "withdrawn_on"), ("territory", "id")];
pub(super) const MERGED: Fields = &[("into", "merged_into"), ("territory", "id")];
