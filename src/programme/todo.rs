//! What is due: for each thing that somebody answers for, what is expected of her, why, since when, and the one deed
//! that settles it. A pure function of the programme and of who asks.

#[cfg(test)]
mod tests;
mod waiting;

use chrono::NaiveDate;

use super::{
    life::Life,
    name,
    property::Property,
    record::Subject,
    region::RegionCode,
    rights::{self, Action, Hand, Reach},
    stage,
    status::Status,
    value::Value,
    view::{Programme, View},
};
use crate::store::{Actor, Key, StatementId};

pub use waiting::{Manner, Origin, Waiting};

/// After how many days without a date what was put off is asked for again.
pub const POSTPONED_AFTER_DAYS: i64 = 90;

/// One thing that is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// Of which subject.
    pub key: Key,
    /// What that is called.
    pub title: String,
    /// Where it lies, the region that leads it first.
    pub regions: Vec<RegionCode>,
    /// Why it is due.
    pub because: Because,
    /// Since when.
    pub since: NaiveDate,
    /// For how many days.
    pub days: i64,
    /// What settles it; none for who may only read.
    pub deed: Option<Deed>,
}

/// Why a thing is due.
#[derive(Clone, Debug, PartialEq)]
pub enum Because {
    /// The promise has passed: its date.
    Late(Value),
    /// The day on which the suspension was to be looked at again has come.
    Suspended(Value),
    /// Sources contradict each other.
    Disputed(Property, Vec<String>),
    /// A proposal waits for a decision.
    Proposed(Waiting),
    /// It was put off without a date, and long ago.
    Postponed,
    /// Nothing was heard of the territory for long.
    Silent,
}

/// The groups in which what is due is shown, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Promises that have passed.
    Late,
    /// Suspensions to look at again.
    Suspended,
    /// Values in dispute.
    Disputed,
    /// Proposals.
    Proposed,
    /// What was put off without a date.
    Postponed,
    /// Territories without news.
    Silent,
}

impl Group {
    /// Every group, in order.
    pub const ALL: [Self; 6] =
        [Self::Late, Self::Suspended, Self::Disputed, Self::Proposed, Self::Postponed, Self::Silent];
}

/// What settles a thing that is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// To say whether it came about, or for when it is promised now.
    Update(Key),
    /// To prolong a suspension or to end it.
    Suspend(Key),
    /// To promise a date.
    Promise(Key),
    /// To say that all is still right.
    Confirm(Key),
    /// To say which value is retained.
    Pin(Key, Property),
    /// To decide of a proposal.
    Decide(StatementId),
}

impl Because {
    /// Its group.
    #[must_use]
    pub fn group(&self) -> Group {
        match self {
            Self::Late(_) => Group::Late,
            Self::Suspended(_) => Group::Suspended,
            Self::Disputed(..) => Group::Disputed,
            Self::Proposed(_) => Group::Proposed,
            Self::Postponed => Group::Postponed,
            Self::Silent => Group::Silent,
        }
    }
}

impl Deed {
    /// What one must be allowed to do.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::Update(_) | Self::Suspend(_) | Self::Promise(_) | Self::Confirm(_) => Action::ChangeDates,
            Self::Pin(..) => Action::Pin,
            Self::Decide(_) => Action::Decide,
        }
    }

    /// The words of the link that leads to it.
    #[must_use]
    pub fn french(&self) -> &'static str {
        match self {
            Self::Update(key) if key.kind() == "copil" => "Tenu ou reporté",
            Self::Update(_) => "Signer ou reporter",
            Self::Suspend(_) => "Revoir la suspension",
            Self::Promise(_) => "Donner une date",
            Self::Confirm(_) => "Confirmer",
            Self::Pin(..) => "Choisir la valeur",
            Self::Decide(_) => "Décider",
        }
    }
}

/// Everything that is due for `actor` at the programme's clock, the most urgent first.
#[must_use]
pub fn due(programme: &Programme, actor: &Actor) -> Vec<Due> {
    let mut all = Vec::new();
    for subject in programme.record().subjects() {
        let found = of(programme, subject);
        if found.is_empty() {
            continue;
        }
        let regions = rights::regions_of(programme, subject);
        for (because, since, deed) in found {
            let Some(deed) = for_whom(programme, actor, subject, deed) else { continue };
            all.push(Due {
                key: subject.key.clone(),
                title: name::of(programme, subject),
                regions: regions.clone(),
                days: (programme.day() - since).num_days(),
                because,
                since,
                deed,
            });
        }
    }
    all.sort_by(|one, two| (one.because.group(), two.days, &one.key).cmp(&(two.because.group(), one.days, &two.key)));
    all
}

/// The deed for whoever may do it, none for whoever may only read of it; nothing for anybody else: what is astride is
/// due for the region that leads it.
#[expect(clippy::option_option, reason = "a line without a deed is still a line")]
fn for_whom(programme: &Programme, actor: &Actor, subject: &Subject, deed: Deed) -> Option<Option<Deed>> {
    match rights::over(actor, deed.action(), programme, subject) {
        Hand::States => Some(Some(deed)),
        _ if rights::reach(actor.role(), Action::ReadDrafts) == Reach::Everywhere => Some(None),
        Hand::Proposes | Hand::Denied => None,
    }
}

/// What is due of one subject.
fn of(programme: &Programme, subject: &std::sync::Arc<Subject>) -> Vec<(Because, NaiveDate, Deed)> {
    let mut found = waiting::of(programme, subject);
    match programme.view(subject.id) {
        Some(View::Contract(contract)) => {
            let suspended = contract.suspended.as_ref();
            found.extend(of_dates(programme, subject, contract.status, contract.promised.as_ref(), suspended));
            found.extend(disputes(subject, [&contract.signed, &contract.approved]));
        }
        Some(View::Copil(copil)) => {
            found.extend(of_dates(programme, subject, copil.status, copil.promised.as_ref(), None));
            found.extend(disputes(subject, [&copil.held, &copil.rank]));
        }
        Some(View::Territory(territory)) => {
            let status = stage::of_territory(programme, territory);
            if let Some(last) = status.last_known.filter(|_| status.silent) {
                found.push((Because::Silent, last, Deed::Confirm(subject.key.clone())));
            }
        }
        _ => {}
    }
    found
}

/// What a promise or a suspension asks for.
fn of_dates(
    programme: &Programme,
    subject: &Subject,
    status: Status,
    promised: Option<&Life>,
    suspended: Option<&Life>,
) -> Option<(Because, NaiveDate, Deed)> {
    let (day, key) = (programme.day(), subject.key.clone());
    match status {
        Status::Late => {
            let life = promised?;
            Some((Because::Late(life.retained.value.clone()), life.date()?.latest(), Deed::Update(key)))
        }
        Status::Suspended => {
            let life = suspended?;
            let until = life.date()?.earliest();
            (until <= day).then(|| (Because::Suspended(life.retained.value.clone()), until, Deed::Suspend(key)))
        }
        Status::Postponed => {
            let since = promised?.retained.known_on;
            let is_long = (day - since).num_days() > POSTPONED_AFTER_DAYS;
            is_long.then_some((Because::Postponed, since, Deed::Promise(key)))
        }
        _ => None,
    }
}

/// A line for each life in dispute, since the last source spoke.
fn disputes<'a>(
    subject: &'a Subject,
    lives: [&'a Option<Life>; 2],
) -> impl Iterator<Item = (Because, NaiveDate, Deed)> + 'a {
    lives.into_iter().flatten().filter(|life| life.disputed).map(|life| {
        let mut values: Vec<String> = Vec::new();
        for said in life.all() {
            if !values.contains(&said.french) {
                values.push(said.french.clone());
            }
        }
        let since = life.all().map(|said| said.known_on).max().unwrap_or_default();
        let deed = Deed::Pin(subject.key.clone(), life.property);
        (Because::Disputed(life.property, values), since, deed)
    })
}
