//! iCalendar (RFC 5545, with the names of RFC 7986): all-day events, one a row of the timeline.
//!
//! What is promised is TENTATIVE, what came about CONFIRMED, what was taken back CANCELLED. An event's UID is its
//! subject's key and its SEQUENCE the subject's version, so that a moved date moves the entry of whoever subscribed.
//! Stamps come from the record: the same record gives the same bytes.

mod french;

use chrono::NaiveDate;
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};

use super::{Format, Sheet, Unwritten, timeline::Timeline};
use crate::{
    programme::{
        date::Edtf,
        status::Status,
        timeline::{Item, Kind},
    },
    store::Moment,
};

pub(super) const FORMAT: Format = Format {
    suffix: "ics",
    media_type: "text/calendar; charset=utf-8",
    name: "iCalendar",
    purpose: "pour un agenda\u{a0}: Outlook, Thunderbird, Google Agenda, téléphone",
    dated_only: true,
    write,
};

fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, Unwritten> {
    let timeline = sheet.content.timeline().ok_or(Unwritten::NotDated)?;
    let events: Vec<Event> = timeline.items.iter().filter_map(|item| event(timeline, item)).collect();
    let stamp = &sheet.stamp;
    let about = format!(
        "{}, {}. {}{}. Licence\u{a0}: {} ({}).",
        line(&stamp.title),
        stamp.clock_french(),
        left_out(timeline.items.len() - events.len()),
        stamp.attribution,
        stamp.licence,
        stamp.licence_address,
    );
    let name = match line(&stamp.scope).as_str() {
        "" => "Territoires d’industrie".to_owned(),
        scope => format!("Territoires d’industrie – {scope}"),
    };
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Jalons//Territoires d’industrie//FR"),
        ("CALSCALE", "GREGORIAN"),
        ("X-WR-CALNAME", &name),
        ("X-WR-CALDESC", &about),
        ("X-PUBLISHED-TTL", DAILY),
        ("DESCRIPTION", &about),
        ("URL", &address(&stamp.page())),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    // Said to be text, it is escaped as text.
    calendar.append_property(Property::new("NAME", name).add_parameter("VALUE", "TEXT").done());
    calendar.append_property(Property::new("REFRESH-INTERVAL", DAILY).add_parameter("VALUE", "DURATION").done());
    if let Some(moment) = stamp.last_update {
        calendar.append_property(Property::new("LAST-MODIFIED", utc(moment)));
    }
    calendar.extend(events);
    Ok(folded(&calendar.to_string()).into_bytes())
}

/// How often whoever subscribes may ask again.
const DAILY: &str = "P1D";

/// How many bytes a line may have, its end left out (RFC 5545, 3.1).
const LINE: usize = 75;

/// The lines folded anew: the crate lets the last piece of a line run to 76 bytes.
fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + text.len() / LINE * 3);
    for line in text.replace("\r\n ", "").split_terminator("\r\n") {
        let mut length = 0;
        for sign in line.chars() {
            if length + sign.len_utf8() > LINE {
                folded.push_str("\r\n ");
                length = 1;
            }
            folded.push(sign);
            length += sign.len_utf8();
        }
        folded.push_str("\r\n");
    }
    folded
}

/// What the calendar says of the rows that it has no day for.
fn left_out(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "Un jalon sans date connue n’y figure pas. ".to_owned(),
        count => format!("{count} jalons sans date connue n’y figurent pas. "),
    }
}

/// The event of a row; none where no day of it is known.
fn event(timeline: &Timeline<'_>, item: &Item) -> Option<Event> {
    let date = item.date.or_else(|| taken_back(item))?;
    let (first, last) = days(&date)?;
    let subject = timeline.told(item)?.subject;
    let sequence = u32::try_from(item.version).ok()?;
    let moment = subject.moved_at(timeline.programme.clock().recorded_at)?;
    let mut event = Event::new();
    event
        .uid(&format!("{}@jalons", item.key))
        .timestamp(moment)
        .last_modified(moment)
        .sequence(sequence)
        .starts(first)
        .ends(last.succ_opt().unwrap_or(last))
        .summary(&line(&french::summary(item, &date)))
        .description(&text(&french::description(item)))
        .status(event_status(item))
        .url(&address(&timeline.address(item)))
        .categories(
            [item.kind.french().to_owned()]
                .into_iter()
                .chain(item.regions.iter().map(|code| line(&timeline.programme.region_name(*code)))),
        );
    if let Some(place) = &item.place {
        event.location(&line(place));
    }
    // A day of the programme takes no time of whoever has it in a diary.
    event.add_property("TRANSP", "TRANSPARENT");
    Some(event.done())
}

/// The last date given of what was then taken back: the entry that is cancelled stood there.
fn taken_back(item: &Item) -> Option<Edtf> {
    let lives = [&item.met, &item.promised].into_iter().flatten().filter(|_| item.status == Status::Cancelled);
    let mut given = lives.flat_map(|life| life.trail.iter().rev().chain(&life.others));
    given.find_map(|said| said.value.date().copied())
}

/// The first and the last day that an event covers; of a date with an open end, the day at its other end.
fn days(date: &Edtf) -> Option<(NaiveDate, NaiveDate)> {
    match (date.earliest(), date.latest()) {
        (NaiveDate::MIN, NaiveDate::MAX) => None,
        (NaiveDate::MIN, last) => Some((last, last)),
        (first, NaiveDate::MAX) => Some((first, first)),
        both => Some(both),
    }
}

fn event_status(item: &Item) -> EventStatus {
    match (item.status, item.kind) {
        (Status::Cancelled, _) => EventStatus::Cancelled,
        // The day of a question is one on which something was published, whether or not it is answered.
        (Status::Met | Status::Approved, _) | (_, Kind::Question) => EventStatus::Confirmed,
        _ => EventStatus::Tentative,
    }
}

/// A text of one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text without the signs that iCalendar has no way to write.
fn text(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|sign| *sign == '\n' || !sign.is_control()).collect()
}

/// An address as a URI (RFC 3986): what may not stand in one is percent-encoded.
fn address(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push_str(&format!("%{byte:02X}"));
        }
    }
    address
}

fn utc(moment: Moment) -> String {
    moment.format("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_between_two_signs() {
        let folded = folded(&format!("SUMMARY:{}\r\nURL:x\r\n", "é–".repeat(60)));
        assert!(folded.split("\r\n").all(|line| line.len() <= LINE));
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{}\r\nURL:x\r\n", "é–".repeat(60)));
    }

    #[test]
    fn an_open_date_is_the_day_at_its_closed_end() {
        let days = |text: &str| days(&text.parse().unwrap()).map(|(first, last)| format!("{first} {last}"));
        assert_eq!(days("../2019-11-19").as_deref(), Some("2019-11-19 2019-11-19"));
        assert_eq!(days("2019-05/..").as_deref(), Some("2019-05-01 2019-05-01"));
        assert_eq!(days("2018-23").as_deref(), Some("2018-09-01 2018-11-30"));
    }

    #[test]
    fn an_address_holds_what_a_uri_may_hold() {
        assert_eq!(
            address("https://e.fr/jalons/copil:32:été 2019"),
            "https://e.fr/jalons/copil:32:%C3%A9t%C3%A9%202019"
        );
    }
}
