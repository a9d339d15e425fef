//! Rights: who may do what, and where. One table; pages, API, imports, exports and history all ask it.

use serde::Serialize;

use super::{
    record::{Noun, Subject},
    region::RegionCode,
    statement::Statement,
    value::Value,
    view::{Programme, View},
};
use crate::{
    programme::{property::Property, told::Told},
    store::{Actor, Role},
};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// To propose a correction, with a source.
    Propose,
    /// To see what waits: proposals, and what is due.
    ReadDrafts,
    /// To see which person made a change, of whatever region: whoever finds a date that looks wrong knows whom to call.
    SeeWho,
    /// To promise, sign, put off, suspend or confirm.
    ChangeDates,
    /// To record the minutes of a committee, with its calendar.
    RecordMinutes,
    /// To add, rename, merge or withdraw a territory.
    AdaptList,
    /// To accept, correct or refuse a proposal.
    Decide,
    /// To say which of two values is retained.
    Pin,
    /// To take back what was recorded: a statement, or a whole change.
    Withdraw,
    /// To publish a file.
    Import,
    /// To keep one's own password, sessions and tokens.
    ManageOwn,
    /// To make, change and disable accounts.
    ManageAccounts,
}

/// How far a right reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Nowhere.
    Nowhere,
    /// In the regions that the account answers for.
    OwnRegions,
    /// Everywhere.
    Everywhere,
}

use Reach::{Everywhere as All, Nowhere as No, OwnRegions as Own};

/// The table: an action a row, a role a column, in the order of [`Role::ALL`]: seed, operator, national official,
/// official of regions, administrator, auditor, reader.
///
/// Whoever keeps the accounts changes no date, and the auditor nothing at all: no one role can both make an official
/// and speak as one.
pub const RIGHTS: [(Action, [Reach; 7]); 12] = [
    (Action::Propose, [All, All, All, All, All, No, All]),
    (Action::ReadDrafts, [All, All, All, Own, All, All, No]),
    (Action::SeeWho, [All, All, All, All, All, All, No]),
    (Action::ChangeDates, [All, All, All, Own, No, No, No]),
    (Action::RecordMinutes, [All, All, All, Own, No, No, No]),
    (Action::AdaptList, [All, All, All, Own, No, No, No]),
    (Action::Decide, [All, All, All, Own, No, No, No]),
    (Action::Pin, [All, All, All, Own, No, No, No]),
    (Action::Withdraw, [All, All, All, Own, No, No, No]),
    (Action::Import, [All, All, All, Own, No, No, No]),
    (Action::ManageOwn, [No, No, All, All, All, All, No]),
    (Action::ManageAccounts, [No, All, No, No, All, No, No]),
];

/// How far `role` may do `action`.
#[must_use]
pub fn reach(role: Role, action: Action) -> Reach {
    let column = Role::ALL.into_iter().position(|known| known == role);
    let row = RIGHTS.iter().find(|(known, _)| *known == action).map(|(_, row)| row);
    column.zip(row).and_then(|(column, row)| row.get(column).copied()).unwrap_or(No)
}

/// What somebody may do with one subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hand {
    /// To state it.
    States,
    /// To propose it: the subject is astride, and another region leads it.
    Proposes,
    /// Nothing.
    Denied,
}

/// What `actor` may do with a subject that `lead` answers for and that lies in `regions`.
#[must_use]
pub fn hand(actor: &Actor, action: Action, lead: Option<RegionCode>, regions: &[RegionCode]) -> Hand {
    let is_own = |code: &RegionCode| actor.scope().iter().any(|own| own == code.as_str());
    match reach(actor.role(), action) {
        All => Hand::States,
        Own if lead.as_ref().is_some_and(is_own) => Hand::States,
        Own if regions.iter().any(is_own) => Hand::Proposes,
        Own | No => Hand::Denied,
    }
}

/// What `actor` may do with a subject of the record.
#[must_use]
pub fn over(actor: &Actor, action: Action, programme: &Programme, subject: &Subject) -> Hand {
    let regions = regions_of(programme, subject);
    hand(actor, action, lead(subject, &regions), &regions)
}

/// Whether `actor` may do `action` anywhere at all.
#[must_use]
pub fn anywhere(actor: &Actor, action: Action) -> bool {
    reach(actor.role(), action) != No
}

/// Whether `actor` may do `action` in a region.
#[must_use]
pub fn in_region(actor: &Actor, action: Action, region: RegionCode) -> bool {
    hand(actor, action, Some(region), &[region]) == Hand::States
}

/// The region that answers for a subject: the leading one of a territory and its contracts, a committee's own, the
/// only one of anything else. What lies in several regions and is no territory's is the State's.
fn lead(subject: &Subject, regions: &[RegionCode]) -> Option<RegionCode> {
    match (&subject.noun, regions) {
        (Noun::Territory(_) | Noun::Contract(..), [first, ..]) => Some(*first),
        (_, [only]) => Some(*only),
        _ => None,
    }
}

/// The regions that a subject lies in, the leading one of a territory first. A territory of which nothing counts any more
/// lies where it was said to lie: who struck it may bring it back.
#[must_use]
pub fn regions_of(programme: &Programme, subject: &Subject) -> Vec<RegionCode> {
    let of_territory = |id| match programme.territory_of(id) {
        Some(territory) => territory.regions.clone(),
        None => programme.record().subject(id).map(|subject| once_stated(subject)).unwrap_or_default(),
    };
    match &subject.noun {
        Noun::Region(code) => vec![*code],
        Noun::Territory(_) => of_territory(subject.id),
        Noun::Contract(_, territory) => of_territory(*territory),
        Noun::Copil(_, Some(code)) | Noun::Figure(_, Some(code), _) => vec![*code],
        Noun::Departement(_) => match programme.view(subject.id) {
            Some(View::Departement(departement)) => departement.region.into_iter().collect(),
            _ => Vec::new(),
        },
        Noun::Question(_) | Noun::Source(_) => Vec::new(),
        Noun::Copil(_, None) | Noun::Figure(_, None, _) | Noun::Milestone(_) => stated(programme, subject),
    }
}

/// The regions that were ever stated of a territory, the one that led last first.
fn once_stated(territory: &Subject) -> Vec<RegionCode> {
    let of = |property: Property| {
        let own = move |statement: &&Statement| statement.property == property && !statement.proposed;
        let statements = territory.statements.iter().rev().filter(own);
        statements.filter_map(|statement| statement.value.region())
    };
    let mut regions: Vec<RegionCode> = Vec::new();
    for code in of(Property::LeadRegion).chain(of(Property::Region)) {
        if !regions.contains(&code) {
            regions.push(code);
        }
    }
    regions
}

/// The regions that a subject is said to lie in, and those of the territories that it is about.
fn stated(programme: &Programme, subject: &Subject) -> Vec<RegionCode> {
    let Some(told) = Told::of(subject, programme.clock()) else { return Vec::new() };
    let mut regions: Vec<RegionCode> = told.many(Property::Region).into_iter().filter_map(Value::region).collect();
    for id in told.many(Property::Territory).into_iter().filter_map(Value::territory) {
        if let Some(code) = programme.territory(id).and_then(|territory| territory.regions.first())
            && !regions.contains(code)
        {
            regions.push(*code);
        }
    }
    regions
}

#[cfg(test)]
mod tests {
    use super::*;

    fn official(regions: &[&str]) -> Actor {
        Actor::of_account(1, "agent", Role::Official, regions.iter().map(|code| (*code).to_owned()).collect())
    }

    fn codes(codes: &[&str]) -> Vec<RegionCode> {
        codes.iter().map(|code| code.parse().unwrap()).collect()
    }

    #[test]
    fn every_action_has_a_row_and_only_the_auditor_changes_nothing() {
        for (action, row) in RIGHTS {
            assert_eq!(RIGHTS.iter().filter(|(other, _)| *other == action).count(), 1, "{action:?}");
            let auditor = Role::ALL.iter().position(|role| *role == Role::Auditor).unwrap();
            assert!(
                row[auditor] == No || matches!(action, Action::ReadDrafts | Action::SeeWho | Action::ManageOwn),
                "{action:?}"
            );
        }
    }

    #[test]
    fn what_is_astride_belongs_to_its_leading_region_and_the_others_propose() {
        let astride = codes(&["75", "76"]);
        let of = |actor: &Actor| hand(actor, Action::ChangeDates, Some(astride[0]), &astride);
        assert_eq!(of(&official(&["75"])), Hand::States);
        assert_eq!(of(&official(&["76"])), Hand::Proposes);
        assert_eq!(of(&official(&["32"])), Hand::Denied);
        assert_eq!(of(&official(&["32", "75"])), Hand::States);
        assert_eq!(of(&Actor::of_account(2, "a", Role::Administrator, Vec::new())), Hand::Denied);
    }

    #[test]
    fn what_no_single_region_answers_for_is_the_states() {
        assert_eq!(hand(&official(&["75"]), Action::ChangeDates, None, &codes(&["75", "76"])), Hand::Proposes);
        assert_eq!(hand(&official(&["75"]), Action::ChangeDates, None, &[]), Hand::Denied);
        let national = Actor::of_account(3, "a", Role::National, Vec::new());
        assert_eq!(hand(&national, Action::ChangeDates, None, &[]), Hand::States);
    }
}
