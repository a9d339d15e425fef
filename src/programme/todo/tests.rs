//! Rules of what is due, on sketched records.

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
    assert_eq!(lines[0].deed.as_ref().unwrap().french(), "Tenu ou reporté");
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
    assert_eq!(line.deed, Some(Deed::Pin(Key::new(key), Property::Signed)));
}

#[test]
fn a_territory_without_news_for_half_a_year_is_due_while_its_phase_runs() {
    let (mut sketch, source) = sketch();
    sketch.territory("1-ti-3209", &["32"], source);
    let silent = reasons(&sketch, "2027-03-31", &official(&["32"]));
    assert_eq!(silent, [("territory:2-ti-3201".to_owned(), Group::Silent, 181)]);
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
