//! The timeline in a diary.

use std::{
    collections::BTreeSet,
    io::Write as _,
    process::{Command, Stdio},
};

use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus};
use jalons::{
    programme::{clock::Clock, filter::Filter, timeline::Kind, view::Programme as View},
    store::Key,
};

use crate::{
    export::{exported, view},
    harness::{Programme, on_sqlite, skip, told},
};

const CONTRACT: &str = "contract:1-ti-3205-contrat";

fn calendar(view: &View, filter: &Filter) -> Calendar {
    let text = String::from_utf8(exported(view, filter, "ics")).unwrap();
    assert!(text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')), "{text}");
    text.parse().unwrap()
}

/// The entry of the contract of the tests.
fn entry(programme: &Programme) -> Event {
    let filter = Filter { territory: "1-ti-3205".parse().ok(), kinds: vec![Kind::Contrat], ..Filter::default() };
    let calendar = calendar(&view(programme), &filter);
    let events: Vec<&Event> = calendar.events().collect();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].get_uid(), Some("contract:1-ti-3205-contrat@jalons"));
    events[0].clone()
}

fn days(event: &Event) -> (&str, &str) {
    (event.property_value("DTSTART").unwrap(), event.property_value("DTEND").unwrap())
}

/// An hour later, a source says something of the contract.
async fn says(programme: &Programme, source: &str, published: &str, column: &str, value: &str) {
    programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::hours(1));
    let file = format!(
        "territoire;document;{column};source;publie_le\n1-ti-3205;contrat;{value};https://exemple.fr/{source};{published}\n"
    );
    let report = programme.import("contracts", &file).await;
    assert!(report.is_taken(), "{}", told(&report));
}

#[test]
fn a_moved_date_moves_the_entry() {
    on_sqlite(async |programme| {
        programme.import("regions", "code,name,source\n32,Hauts-de-France,https://exemple.fr/cog\n").await;
        let list = "phase,anct_id,name,lead_region,source\n1,ti-3205,Boulonnais,32,https://exemple.fr/liste\n";
        let report = programme.import("territories", list).await;
        assert!(report.is_taken(), "{}", told(&report));

        says(&programme, "a", "2019-05-01", "promis_le", "2019-09").await;
        let promised = entry(&programme);
        assert_eq!(days(&promised), ("20190901", "20191001"), "an end is exclusive");
        assert_eq!(promised.get_status(), Some(EventStatus::Tentative));
        assert_eq!(promised.get_sequence(), Some(1));
        assert_eq!(promised.get_summary(), Some("Contrat – Boulonnais (issue inconnue, promis en septembre 2019)"));

        says(&programme, "b", "2019-08-01", "promis_le", "2019-10-15").await;
        let moved = entry(&programme);
        assert_eq!(days(&moved), ("20191015", "20191016"));
        assert_eq!(moved.get_sequence(), Some(2));
        assert!(moved.get_last_modified() > promised.get_last_modified());
        assert!(moved.get_description().unwrap().contains("auparavant\u{a0}: septembre 2019"));

        says(&programme, "c", "2019-12-01", "signe_le", "../2019-11-19").await;
        let signed = entry(&programme);
        assert_eq!(days(&signed), ("20191119", "20191120"), "an open date is at its closed end");
        assert_eq!(signed.get_status(), Some(EventStatus::Confirmed));
        assert_eq!(signed.get_sequence(), Some(3));
        assert_eq!(signed.get_summary(), Some("Contrat – Boulonnais (signé au plus tard le 19 novembre 2019)"));
        assert_eq!(signed.get_url(), Some("https://jalons.example/jalons/contract:1-ti-3205-contrat"));
        assert_eq!(signed.get_categories().unwrap(), ["contrat", "Hauts-de-France"]);

        // Asked as it stood after the second edit of the contract, it is the entry of then.
        let before = programme.subject(CONTRACT).statements.iter().map(|one| one.recorded_at).nth(3).unwrap();
        let clock = Clock { known_on: crate::harness::today(), recorded_at: Some(before) };
        let then = calendar(&View::at(programme.record(), clock), &Filter::default());
        let then = then.events().next().unwrap();
        assert_eq!((then.get_sequence(), then.get_timestamp()), (Some(2), Some(before)));

        says(&programme, "c", "2020-03-01", "signe_le", "annulé").await;
        let cancelled = entry(&programme);
        assert_eq!(cancelled.get_status(), Some(EventStatus::Cancelled));
    });
}

#[test]
fn the_seed_makes_a_calendar_that_says_what_it_leaves_out() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let view = view(&programme);
        let filter = Filter::default();
        let items = jalons::programme::timeline::all(&view, &filter);
        let calendar = calendar(&view, &filter);
        let keys: BTreeSet<&str> = calendar.events().filter_map(|event| event.get_uid()).collect();
        assert_eq!(keys.len(), calendar.events().count());
        let dated = items.iter().filter(|item| item.date.is_some()).count();
        assert_eq!(keys.len(), dated);
        let about = calendar.property_value("X-WR-CALDESC").unwrap();
        let left_out = items.len() - dated;
        assert!(about.contains(&format!("{left_out} jalons sans date connue n’y figurent pas")), "{about}");
        assert_eq!(calendar.get_name(), Some("Territoires d’industrie"));
        for event in calendar.events() {
            let key = Key::new(event.get_uid().unwrap().strip_suffix("@jalons").unwrap());
            let version = view.record().find(&key).unwrap().version(None);
            assert_eq!(event.get_sequence().map(i64::from), Some(version));
            let (start, end) = days(event);
            assert!(start < end);
        }
    });
}

/// What a reader of calendars written by others makes of ours: how many entries, each with what it must have.
const READER: &str = r#"
import datetime, sys, icalendar
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
complaints = [error for component in calendar.walk() for error in component.errors]
assert not complaints, complaints
events = calendar.walk("VEVENT")
for event in events:
    start, end = event.decoded("DTSTART"), event.decoded("DTEND")
    assert type(start) is datetime.date and type(end) is datetime.date and start < end, event
    assert event.decoded("DTSTAMP").utcoffset() == datetime.timedelta(0)
    assert str(event["STATUS"]) in ("TENTATIVE", "CONFIRMED", "CANCELLED") and int(event["SEQUENCE"]) >= 1
assert len({str(event["UID"]) for event in events}) == len(events)
icalendar.Calendar.from_ical(calendar.to_ical())
print(len(events))
"#;

#[test]
fn the_icalendar_of_pypi_has_no_complaint() {
    let has_it = Command::new("python3").args(["-c", "import icalendar"]).stderr(Stdio::null()).status();
    if !has_it.is_ok_and(|status| status.success()) {
        skip("TOOLS", "python3 with its package icalendar");
        return;
    }
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let view = view(&programme);
        let bytes = exported(&view, &Filter::default(), "ics");
        let expected = calendar(&view, &Filter::default()).events().count();
        let mut reader =
            Command::new("python3").args(["-c", READER]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        reader.stdin.take().unwrap().write_all(&bytes).unwrap();
        let output = reader.wait_with_output().unwrap();
        assert!(output.status.success());
        assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), expected.to_string());
    });
}
