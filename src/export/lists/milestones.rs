//! The list of milestones.

use super::{Cell, Field, Kind, List, View, What, addresses, dated, field, life, remarks, rows};
use crate::programme::milestone::Milestone;

pub(super) const LIST: List = List {
    what: What { name: "milestones", path: "chronologie", own: false, title: "Jalons", phased: true },
    kinds: KINDS,
    rows: |programme, filter| {
        let milestones = dated(programme, filter, |view| match view {
            View::Milestone(milestone) => Some(&**milestone),
            _ => None,
        });
        rows(programme, filter, FIELDS, milestones)
    },
};

/// Every kind that a milestone is of.
const KINDS: &[Kind] = &[
    Kind::Assembly,
    Kind::Announcement,
    Kind::Mission,
    Kind::Launch,
    Kind::ActionPlan,
    Kind::Wave,
    Kind::CalendarHeld,
    Kind::Meeting,
    Kind::Review,
    Kind::Report,
    Kind::Other,
];

const FIELDS: &[Field<Milestone>] = &[
    field("key", "clé", |_, milestone| Cell::code(&milestone.key)),
    field("kind", "genre", |_, milestone| Cell::named(milestone.kind.name(), milestone.kind.french())),
    field("title", "intitulé", |_, milestone| Cell::words(Some(&milestone.title))),
    field("regions", "régions", |_, milestone| Cell::codes(&milestone.regions)),
    field("territories", "territoires", |_, milestone| Cell::codes(&milestone.territories)),
    field("phase", "phase", |_, milestone| Cell::code(milestone.phase)),
    field("status", "état", |_, milestone| Cell::named(milestone.status.name(), milestone.status.french())),
    field("promised_on", "promis le", |_, milestone| life(milestone.promised.as_ref())),
    field("held_on", "tenu le", |_, milestone| life(milestone.held.as_ref())),
    field("number", "nombre", |_, milestone| life(milestone.number.as_ref())),
    field("identified", "dont identifiés", |_, milestone| Cell::number(milestone.identified)),
    field("held_by", "détenu par", |_, milestone| milestone.held_by.map_or(Cell::Blank, Cell::code)),
    field("place", "lieu", |_, milestone| Cell::words(milestone.place.as_deref())),
    field("disputed", "contesté", |_, milestone| Cell::Yes(milestone.disputed)),
    field("sources", "sources", |_, milestone| addresses(&milestone.sources)),
    field("notes", "remarques", |_, milestone| remarks(&milestone.notes)),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::milestone::MilestoneKind;

    #[test]
    fn no_kind_of_milestone_is_left_out() {
        assert!(MilestoneKind::ALL.iter().all(|kind| KINDS.contains(&Kind::from(*kind))));
    }
}
