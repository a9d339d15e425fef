//! What is due: for each thing that somebody answers for, what is expected of her, why, since when, and the one deed
//! that settles it. A pure function of the programme and of who asks.

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
    Pin(Key),
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
            Self::Pin(_) => Action::Pin,
            Self::Decide(_) => Action::Decide,
        }
    }

    /// The words of the link that leads to it.
    #[must_use]
    pub fn french(&self) -> &'static str {
        match self {
            Self::Update(key) if key.kind() == "copil" => "Saisir ou reporter",
            Self::Update(_) => "Signer ou reporter",
            Self::Suspend(_) => "Revoir la suspension",
            Self::Promise(_) => "Donner une date",
            Self::Confirm(_) => "Confirmer",
            Self::Pin(_) => "Choisir la valeur",
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
        let deed = Deed::Pin(subject.key.clone());
        (Because::Disputed(life.property, values), since, deed)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        programme::{record::sketch::Sketch, source::SourceKind},
        store::Role,
    };

    const DAY: &str = "2026-11-23";

    fn official(regions: &[&str]) -> Actor {
        Actor::of_account(1, "agent", Role::Official, regions.iter().map(|code| (*code).to_owned()).collect())
    }

    fn actor(role: Role) -> Actor {
        Actor::of_account(2, "autre", role, Vec::new())
    }

    /// Two regions, a territory of phase 2 in each and one astride, of which something was heard this autumn.
    fn sketch() -> (Sketch, crate::store::SubjectId) {
        let mut sketch = Sketch::default();
        let source = sketch.source("communique", SourceKind::Press, Some("2026-10-01"));
        for (id, regions) in [("2-ti-3201", &["32"][..]), ("2-ti-7501", &["75"]), ("2-ti-7502", &["75", "76"])] {
            sketch.territory(id, regions, source);
            sketch.say(&format!("territory:{id}"), Property::Confirmed, "2026-10-01", source, "2026-10-01");
        }
        (sketch, source)
    }

    fn reasons(sketch: &Sketch, day: &str, actor: &Actor) -> Vec<(String, Group, i64)> {
        let lines = due(&sketch.on(day), actor);
        lines.into_iter().map(|due| (due.key.to_string(), due.because.group(), due.days)).collect()
    }

    #[test]
    fn where_all_is_told_nothing_is_due() {
        let (sketch, _) = sketch();
        assert!(reasons(&sketch, DAY, &actor(Role::National)).is_empty());
    }

    #[test]
    fn a_promise_is_due_the_day_after_its_last_day() {
        let (mut sketch, source) = sketch();
        sketch.say("contract:2-ti-3201-contrat", Property::Promised, "2026-10", source, "2026-10-01");
        assert!(reasons(&sketch, "2026-10-31", &official(&["32"])).is_empty());
        let late = reasons(&sketch, "2026-11-01", &official(&["32"]));
        assert_eq!(late, [("contract:2-ti-3201-contrat".to_owned(), Group::Late, 1)]);
        let programme = sketch.on(DAY);
        let lines = due(&programme, &official(&["32"]));
        assert_eq!(lines[0].deed, Some(Deed::Update(Key::new("contract:2-ti-3201-contrat"))));
        assert_eq!(lines[0].title, "Contrat – Territoire 2-ti-3201");
        assert_eq!(lines[0].days, 23);
    }

    #[test]
    fn a_committee_that_was_to_meet_is_due_too() {
        let (mut sketch, source) = sketch();
        sketch.say("copil:32:2026-11-10", Property::Promised, "2026-11-10", source, "2026-10-01");
        let lines = due(&sketch.on(DAY), &official(&["32"]));
        assert_eq!((lines[0].because.group(), lines[0].days), (Group::Late, 13));
        assert_eq!(lines[0].deed.as_ref().unwrap().french(), "Saisir ou reporter");
    }

    #[test]
    fn a_suspension_is_due_on_the_day_to_look_at_it_again_and_no_sooner() {
        let (mut sketch, source) = sketch();
        let key = "contract:2-ti-3201-contrat";
        sketch.say(key, Property::Promised, "2026-10-15", source, "2026-10-01");
        sketch.say(key, Property::Suspended, "2026-11-23", source, "2026-10-02");
        assert!(reasons(&sketch, "2026-11-22", &official(&["32"])).is_empty());
        assert_eq!(reasons(&sketch, DAY, &official(&["32"])), [(key.to_owned(), Group::Suspended, 0)]);
        sketch.say(key, Property::Suspended, "cancelled", source, "2026-11-23");
        assert_eq!(reasons(&sketch, DAY, &official(&["32"])), [(key.to_owned(), Group::Late, 39)]);
    }

    #[test]
    fn what_was_put_off_without_a_date_is_due_after_three_months() {
        let (mut sketch, source) = sketch();
        let key = "contract:2-ti-3201-contrat";
        sketch.say(key, Property::Promised, "2026-06-30", source, "2026-06-01");
        sketch.say(key, Property::Promised, "not-announced", source, "2026-08-24");
        assert!(reasons(&sketch, "2026-11-22", &official(&["32"])).is_empty(), "ninety days");
        assert_eq!(reasons(&sketch, DAY, &official(&["32"])), [(key.to_owned(), Group::Postponed, 91)]);
    }

    #[test]
    fn values_in_dispute_are_due_with_all_of_them() {
        let (mut sketch, source) = sketch();
        let other = sketch.source("autre", SourceKind::Press, Some("2026-10-09"));
        let key = "contract:2-ti-3201-contrat";
        sketch.say(key, Property::Signed, "2026-09-30", source, "2026-10-01");
        sketch.say(key, Property::Signed, "2026-10-02", other, "2026-10-09");
        let lines = due(&sketch.on(DAY), &official(&["32"]));
        let [line] = lines.as_slice() else { panic!("{lines:?}") };
        let Because::Disputed(Property::Signed, values) = &line.because else { panic!("{line:?}") };
        assert_eq!(values.len(), 2);
        assert_eq!(line.deed, Some(Deed::Pin(Key::new(key))));
    }

    #[test]
    fn a_territory_without_news_for_half_a_year_is_due_while_its_phase_runs() {
        let (mut sketch, source) = sketch();
        sketch.territory("1-ti-3209", &["32"], source);
        let silent = reasons(&sketch, "2027-03-31", &official(&["32"]));
        assert_eq!(silent, [("territory:2-ti-3201".to_owned(), Group::Silent, 181)]);
    }

    #[test]
    fn a_proposal_tells_places_by_their_names() {
        let (mut sketch, source) = sketch();
        sketch.say("region:32", Property::Name, "Hauts-de-France", source, "2026-10-01");
        sketch.propose("copil:32:2026-12-01", Property::Region, "32", source, "2026-11-20");
        let lines = due(&sketch.on(DAY), &official(&["32"]));
        let says = lines.iter().find_map(|due| match &due.because {
            Because::Proposed(waiting) => Some(waiting.says.clone()),
            _ => None,
        });
        assert_eq!(says, Some(vec![(Property::Region, "Hauts-de-France".to_owned())]));
    }

    #[test]
    fn proposals_wait_with_their_origin_and_how_they_stand_to_what_is_known() {
        let (mut sketch, source) = sketch();
        let key = "contract:2-ti-3201-contrat";
        sketch.say(key, Property::Promised, "2027-01-15", source, "2026-10-01");
        sketch.propose(key, Property::Promised, "2027-02-15", source, "2026-11-20");
        sketch.in_role(Role::Reader);
        sketch.propose(key, Property::Place, "Lille", source, "2026-11-21");
        let lines = due(&sketch.on(DAY), &official(&["32"]));
        let waiting: Vec<(Origin, Manner)> = lines
            .iter()
            .filter_map(|due| match &due.because {
                Because::Proposed(waiting) => Some((waiting.origin, waiting.manner)),
                _ => None,
            })
            .collect();
        assert_eq!(waiting, [(Origin::Text, Manner::Contradicts), (Origin::Reader, Manner::New)]);
    }

    #[test]
    fn each_sees_what_is_hers_to_settle_and_who_only_reads_sees_all_without_a_deed() {
        let (mut sketch, source) = sketch();
        for id in ["2-ti-3201", "2-ti-7501", "2-ti-7502"] {
            sketch.say(&format!("contract:{id}-contrat"), Property::Promised, "2026-11-01", source, "2026-10-01");
        }
        sketch.say("copil:national:2026-11", Property::Promised, "2026-11-02", source, "2026-10-01");
        let programme = sketch.on(DAY);
        let of = |actor: &Actor| {
            let lines = due(&programme, actor);
            (lines.len(), lines.iter().filter(|due| due.deed.is_some()).count())
        };
        assert_eq!(of(&official(&["32"])), (1, 1));
        assert_eq!(of(&official(&["75"])), (2, 2));
        assert_eq!(of(&official(&["76"])), (0, 0), "another region leads what is astride");
        assert_eq!(of(&official(&["32", "75"])), (3, 3));
        assert_eq!(of(&actor(Role::National)), (4, 4));
        assert_eq!(of(&actor(Role::Auditor)), (4, 0));
        assert_eq!(of(&actor(Role::Administrator)), (4, 0));
        assert_eq!(of(&Actor::reader()), (0, 0));
    }

    #[test]
    fn the_most_urgent_comes_first() {
        let (mut sketch, source) = sketch();
        sketch.say("contract:2-ti-3201-contrat", Property::Promised, "2026-11-01", source, "2026-10-01");
        sketch.say("copil:32:2026-10-10", Property::Promised, "2026-10-10", source, "2026-10-01");
        sketch.propose("contract:2-ti-3201-protocole", Property::Signed, "2026-10-15", source, "2026-11-20");
        let found = reasons(&sketch, DAY, &official(&["32"]));
        let keys: Vec<&str> = found.iter().map(|(key, ..)| key.as_str()).collect();
        assert_eq!(keys, ["copil:32:2026-10-10", "contract:2-ti-3201-contrat", "contract:2-ti-3201-protocole"]);
    }
}
