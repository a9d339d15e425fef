//! What a request asks: the clock, the filter and the page, from the parameters of its address. Every parameter
//! that is unknown, given twice or unreadable is named; none is ignored.

use chrono::NaiveDate;

use super::error::{Error, Wrong};
use crate::{
    programme::{
        clock::{Clock, Time},
        date::Edtf,
        filter::Filter,
        phase::Phase,
        status::Status,
        timeline::Kind,
    },
    store::Moment,
};

/// How many rows a page of a list has, unless asked otherwise.
pub const LIMIT: usize = 100;

/// How many rows a page can have.
pub const MOST: usize = 1000;

/// The parameters of the clock, which every address takes.
pub const CLOCK: &[&str] = &["known_on", "recorded_at"];

/// The parameters of the timeline and of every list of dated things.
pub const DATED: &[&str] =
    &["region", "departement", "territory", "phase", "kind", "status", "disputed", "from", "to", "q"];

/// The parameters that page a list.
pub const PAGED: &[&str] = &["limit", "after"];

/// The parameters whose values are lists, so that they may be given several times.
const LISTS: [&str; 3] = ["kind", "status", "property"];

/// What one address is asked besides what all are: the parameters of a noun of its own, and those that it reads in
/// its own way (a `kind` that is not the timeline's).
pub trait Own: Default {
    /// Their names.
    const NAMES: &'static [&'static str];

    /// Reads one of them.
    fn read(&mut self, name: &str, value: &str, reader: &mut Reader);
}

impl Own for () {
    const NAMES: &'static [&'static str] = &[];

    fn read(&mut self, _: &str, _: &str, _: &mut Reader) {}
}

/// What a request asks.
#[derive(Clone, Debug)]
pub struct Query {
    /// From when and as of when.
    pub clock: Clock,
    /// Whether the request sets the clock itself.
    pub clock_is_set: bool,
    /// What to see.
    pub filter: Filter,
    /// Whether the request asks for a phase, or for all of them.
    pub phase_is_set: bool,
    /// How many rows at most.
    pub limit: usize,
    /// After which row: what a `next` link bears.
    pub after: Option<String>,
    /// The parameters as given, decoded, in their order; empty ones left out.
    pub given: Vec<(String, String)>,
}

impl Query {
    /// What a reader asks who asks nothing on `today`.
    #[must_use]
    pub fn of_day(today: NaiveDate) -> Self {
        Self {
            clock: Clock::of_day(today),
            clock_is_set: false,
            filter: Filter { phase: Some(Phase::on(today)), ..Filter::default() },
            phase_is_set: false,
            limit: LIMIT,
            after: None,
            given: Vec::new(),
        }
    }

    /// Reads the part of an address after `?`. `allowed` are the groups of parameters that the address takes.
    ///
    /// Values separated by commas are several values. An empty value is as good as none: forms send them.
    /// Without `phase`, where the address takes it, the phase running on the clock's day is shown (rule 9);
    /// `phase=all` shows both.
    ///
    /// # Errors
    /// [`Error::Parameters`] with each parameter that is wrong.
    pub fn read(text: &str, allowed: &[&[&str]], time: &Time) -> Result<Self, Error> {
        Self::read_own::<()>(text, allowed, time).map(|(query, ())| query)
    }

    /// Reads the same with an address's own parameters, which go before the shared ones of the same name.
    ///
    /// # Errors
    /// As [`Query::read`].
    pub fn read_own<O: Own>(text: &str, allowed: &[&[&str]], time: &Time) -> Result<(Self, O), Error> {
        let mut own = O::default();
        let mut reader = Reader { wrong: Vec::new() };
        let names = || allowed.iter().chain([&O::NAMES]).flat_map(|group| group.iter()).copied();
        let given: Vec<(String, String)> = serde_urlencoded::from_str::<Vec<(String, String)>>(text)
            .unwrap_or_default()
            .into_iter()
            .filter(|(name, value)| !value.trim().is_empty() || !names().any(|known| known == name))
            .collect();
        let mut filter = Filter::default();
        let (mut known_on, mut recorded_at) = (None, None);
        let (mut phase_is_set, mut limit, mut after) = (false, LIMIT, None);
        for (index, (name, value)) in given.iter().enumerate() {
            let value = value.trim();
            if !names().any(|known| known == name) {
                let known: Vec<&str> = names().collect();
                let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
                reader.wrong(name, value, format!("no such parameter; this address takes {known}"));
                continue;
            }
            if given.iter().take(index).any(|(before, _)| before == name) && !LISTS.contains(&name.as_str()) {
                reader.wrong(name, value, "each parameter once".to_owned());
                continue;
            }
            if O::NAMES.contains(&name.as_str()) {
                own.read(name, value, &mut reader);
                continue;
            }
            match name.as_str() {
                "region" => filter.region = reader.one(name, value, "the INSEE code of a region, such as 32"),
                "departement" => {
                    filter.departement = reader.one(name, value, "the code of a département, such as 59 or 2A")
                }
                "territory" => filter.territory = reader.one(name, value, "a territory, such as 1-ti-3205"),
                "phase" if value == "all" => phase_is_set = true,
                "phase" => {
                    phase_is_set = true;
                    filter.phase = reader.read(name, value, "1, 2 or all", |text| text.parse::<Phase>().ok());
                }
                "kind" => filter.kinds.extend(reader.many(name, value, Kind::ALL, Kind::name)),
                "status" => filter.statuses.extend(reader.many(name, value, &Status::ALL, Status::name)),
                "disputed" => filter.disputed = reader.one(name, value, "true or false"),
                "from" => filter.from = reader.read(name, value, "a date (2019, 2019-03 or 2019-03-18)", first_day),
                "to" => filter.to = reader.read(name, value, "a date (2019, 2019-03 or 2019-03-24)", last_day),
                "q" => filter.q = Some(value.to_owned()),
                "known_on" => known_on = reader.one::<NaiveDate>(name, value, "a day such as 2019-07-30"),
                "recorded_at" => {
                    recorded_at = reader
                        .read(name, value, "a moment such as 2026-11-23T09:30:00Z", |text| text.parse::<Moment>().ok());
                }
                "limit" => {
                    let read = |text: &str| text.parse::<usize>().ok().filter(|limit| (1..=MOST).contains(limit));
                    limit = reader.read(name, value, "a number from 1 to 1000", read).unwrap_or(LIMIT);
                }
                "after" => after = Some(value.to_owned()),
                _ => {}
            }
        }
        let clock = Clock::set(known_on, recorded_at, time).unwrap_or_else(|error| {
            let (name, found) = match error {
                crate::programme::clock::ClockError::KnownOn(day) => ("known_on", day.to_string()),
                crate::programme::clock::ClockError::RecordedAt(moment) => ("recorded_at", moment.to_rfc3339()),
            };
            reader.wrong(name, &found, "a clock that is not in the future".to_owned());
            Clock::of_day(time.today())
        });
        if !reader.wrong.is_empty() {
            return Err(Error::Parameters(reader.wrong));
        }
        if !phase_is_set && names().any(|name| name == "phase") {
            filter.phase = match &filter.territory {
                Some(territory) => Some(territory.phase),
                None => Some(Phase::on(clock.known_on)),
            };
        }
        let clock_is_set = known_on.is_some() || recorded_at.is_some();
        Ok((Self { clock, clock_is_set, filter, phase_is_set, limit, after, given }, own))
    }

    /// The parameters of the clock, encoded: what links to the same moment bear. Nothing today.
    #[must_use]
    pub fn clock_given(&self) -> String {
        let clock = self.given.iter().filter(|(name, _)| CLOCK.contains(&name.as_str()));
        serde_urlencoded::to_string(clock.collect::<Vec<_>>()).unwrap_or_default()
    }

    /// The same for another day, as recorded by the same moment.
    #[must_use]
    pub fn clock_of(&self, day: NaiveDate) -> String {
        let recorded_at = self.given.iter().filter(|(name, _)| name == "recorded_at").cloned();
        let clock = [("known_on".to_owned(), day.to_string())].into_iter().chain(recorded_at);
        serde_urlencoded::to_string(clock.collect::<Vec<_>>()).unwrap_or_default()
    }

    /// The parameters again, with some set anew (or, set to nothing, left out): what links on a page bear.
    #[must_use]
    pub fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let changed = |name: &str| changes.iter().any(|(other, _)| *other == name);
        let kept =
            self.given.iter().filter(|(name, _)| !changed(name)).map(|(name, value)| (name.as_str(), value.as_str()));
        let set = changes.iter().filter_map(|(name, value)| Some((*name, (*value)?)));
        serde_urlencoded::to_string(kept.chain(set).collect::<Vec<_>>()).unwrap_or_default()
    }
}

/// Reads values and gathers what is wrong.
#[derive(Debug)]
pub struct Reader {
    wrong: Vec<Wrong>,
}

impl Reader {
    fn wrong(&mut self, parameter: &str, found: &str, expected: String) {
        self.wrong.push(Wrong { parameter: parameter.to_owned(), found: found.to_owned(), expected });
    }

    /// A value that `read` understands.
    pub fn read<T>(&mut self, name: &str, value: &str, expected: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let read = read(value);
        if read.is_none() {
            self.wrong(name, value, expected.to_owned());
        }
        read
    }

    /// A value that parses.
    pub fn one<T: std::str::FromStr>(&mut self, name: &str, value: &str, expected: &str) -> Option<T> {
        self.read(name, value, expected, |text| text.parse().ok())
    }

    /// Values separated by commas, each the name of one of `all`.
    pub fn many<T: Copy>(&mut self, name: &str, value: &str, all: &[T], of: impl Fn(T) -> &'static str) -> Vec<T> {
        let mut values = Vec::new();
        for text in value.split(',').map(str::trim).filter(|text| !text.is_empty()) {
            match all.iter().find(|one| of(**one) == text) {
                Some(value) => values.push(*value),
                None => {
                    let names: Vec<&str> = all.iter().map(|one| of(*one)).collect();
                    self.wrong(name, text, format!("one of {}", names.join(", ")));
                }
            }
        }
        values
    }
}

fn first_day(text: &str) -> Option<NaiveDate> {
    text.parse::<Edtf>().ok().map(|date| date.earliest()).filter(|day| *day != NaiveDate::MIN)
}

fn last_day(text: &str) -> Option<NaiveDate> {
    text.parse::<Edtf>().ok().map(|date| date.latest()).filter(|day| *day != NaiveDate::MAX)
}
