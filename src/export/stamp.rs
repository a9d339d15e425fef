//! The stamp: what a file says of itself. Its title, licence, attribution, last update, clock and filter, for JSON's
//! `meta`, a calendar's own properties, the headers of an answer and the name of the file. A CSV holds none of it:
//! a line of comment would be a row to whoever reads it.

use chrono::NaiveDate;
use serde::Serialize;

use super::Format;
use crate::{
    programme::{clock::Clock, date::Edtf, filter::Filter, phase::Phase, view::Programme},
    store::{Key, Moment},
};

/// Under which licence the data are given.
pub const LICENCE: &str = "Licence Ouverte 2.0";

/// Where that licence is read.
pub const LICENCE_ADDRESS: &str = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/";

/// Who is to be named by those who reuse the data.
pub const ATTRIBUTION: &str = "Jalons, d’après l’ANCT et les sources citées";

/// The site that files lead back to.
#[derive(Clone, Copy, Debug)]
pub struct Site<'s> {
    /// Its address, without a slash at its end: `https://jalons.example`.
    pub base: &'s str,
    /// The path of a subject's page.
    pub page: fn(&Programme, &Key) -> String,
}

/// A thing that is exported, by its names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct What {
    /// Its name at the command line and in the API: `timeline`.
    pub name: &'static str,
    /// The path of the page that shows it: `chronologie`.
    pub path: &'static str,
    /// Whether that page shows it alone: its files then have the page's address with their suffix.
    pub own: bool,
    /// Its title in French: `Chronologie`.
    pub title: &'static str,
    /// Whether its page shows one phase unless asked for all.
    pub phased: bool,
}

/// What a file says of itself.
#[derive(Clone, Debug, Serialize)]
pub struct Stamp {
    /// What it holds, in French.
    pub title: String,
    /// What it is narrowed to, in French: places, phase, kinds; empty for all there is.
    #[serde(skip)]
    pub scope: String,
    /// How many items it holds.
    pub total: usize,
    /// The day of the clock: what was publicly known then.
    pub known_on: NaiveDate,
    /// The moment of the clock: what was recorded here by then; null: everything.
    pub recorded_at: Option<Moment>,
    /// The phase shown: 1, 2, or null for both.
    pub phase: Option<Phase>,
    /// The filter and the clock, as the part of an address after `?`.
    pub filter: String,
    /// The moment of the last line of the journal that counts at the clock.
    pub last_update: Option<Moment>,
    /// The licence.
    pub licence: &'static str,
    /// Where the licence is read.
    pub licence_address: &'static str,
    /// Who is to be named.
    pub attribution: &'static str,
    /// The address of the site.
    #[serde(skip)]
    pub base: String,
    #[serde(skip)]
    what: What,
    #[serde(skip)]
    file: String,
}

impl Stamp {
    /// The stamp of `total` items of `what` that pass `filter`.
    #[must_use]
    pub fn of(programme: &Programme, filter: &Filter, what: What, total: usize, site: &Site<'_>) -> Self {
        let clock = programme.clock();
        let scope = places(programme, filter, what).join(" – ");
        Self {
            title: if scope.is_empty() { what.title.to_owned() } else { format!("{} – {scope}", what.title) },
            scope,
            total,
            known_on: clock.known_on,
            recorded_at: clock.recorded_at,
            phase: filter.phase,
            last_update: programme.record().last_update(clock.recorded_at),
            licence: LICENCE,
            licence_address: LICENCE_ADDRESS,
            attribution: ATTRIBUTION,
            base: site.base.to_owned(),
            what,
            file: file_name(filter, clock, what),
            filter: query(filter, clock, what.phased),
        }
    }

    /// The address of the page that shows the same.
    #[must_use]
    pub fn page(&self) -> String {
        format!("{}/{}?{}", self.base, self.what.path, self.filter)
    }

    /// The address of the same in a format; none for what has no page of its own.
    #[must_use]
    pub fn address(&self, format: &Format) -> Option<String> {
        let address = || format!("{}/{}.{}?{}", self.base, self.what.path, format.suffix, self.filter);
        self.what.own.then(address)
    }

    /// The file's name: `jalons-chronologie-32-au-2019-07-30.csv`.
    #[must_use]
    pub fn file_name(&self, format: &Format) -> String {
        format!("{}.{}", self.file, format.suffix)
    }

    /// The clock in French: “au 30 juillet 2019”.
    #[must_use]
    pub fn clock_french(&self) -> String {
        let day = format!("au {}", Edtf::day(self.known_on).french());
        match self.recorded_at {
            Some(moment) => format!("{day}, tel qu’enregistré le {}", moment.format("%Y-%m-%d à %H:%M:%S UTC")),
            None => day,
        }
    }
}

/// The filter and the clock as the part of an address after `?`: what it reads back as is the same.
///
/// The day is always in it: what it shows will not change when the day does. So is the phase, for what shows that
/// of the clock's day where none is asked for.
#[must_use]
pub fn query(filter: &Filter, clock: &Clock, phased: bool) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let mut add = |name: &'static str, value: Option<String>| pairs.extend(value.map(|value| (name, value)));
    let listed = |names: Vec<&str>| (!names.is_empty()).then(|| names.join(","));
    add("region", filter.region.map(|code| code.to_string()));
    add("departement", filter.departement.map(|code| code.to_string()));
    add("territory", filter.territory.as_ref().map(ToString::to_string));
    add("phase", filter.phase.map(|phase| phase.to_string()).or_else(|| phased.then(|| "all".to_owned())));
    add("kind", listed(filter.kinds.iter().map(|kind| kind.name()).collect()));
    add("status", listed(filter.statuses.iter().map(|status| status.name()).collect()));
    add("disputed", filter.disputed.map(|disputed| disputed.to_string()));
    add("from", filter.from.map(|day| day.to_string()));
    add("to", filter.to.map(|day| day.to_string()));
    add("q", filter.q.clone());
    add("known_on", Some(clock.known_on.to_string()));
    add("recorded_at", clock.recorded_at.map(rfc3339));
    serde_urlencoded::to_string(&pairs).unwrap_or_default()
}

/// A moment to the microsecond, so that a clock set to it is the same clock.
pub(super) fn rfc3339(moment: Moment) -> String {
    moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}

/// What a filter narrows to, in French: places, then phase and kinds.
fn places(programme: &Programme, filter: &Filter, what: What) -> Vec<String> {
    let mut places = Vec::new();
    places.extend(filter.region.map(|code| programme.region_name(code)));
    places.extend(filter.departement.map(|code| {
        programme.departement(code).map_or_else(|| code.to_string(), |departement| departement.name.clone())
    }));
    places.extend(
        filter
            .territory
            .as_ref()
            .map(|id| programme.territory(id).map_or_else(|| id.to_string(), |territory| territory.name.clone())),
    );
    places.extend(filter.phase.map(|phase| format!("phase {phase}")));
    // Of a list that is of some kinds, its title says which.
    if what.own && !filter.kinds.is_empty() {
        places.push(filter.kinds.iter().map(|kind| kind.french()).collect::<Vec<_>>().join(", "));
    }
    places
}

/// The file's name without its suffix: what it holds, where, and the clock.
fn file_name(filter: &Filter, clock: &Clock, what: What) -> String {
    let mut parts = vec!["jalons".to_owned(), what.title.to_lowercase().replace(' ', "-")];
    parts.extend(filter.region.map(|code| code.to_string()));
    parts.extend(filter.departement.map(|code| format!("departement-{code}")));
    parts.extend(filter.territory.as_ref().map(ToString::to_string));
    parts
        .extend(filter.statuses.iter().map(|status| crate::programme::search::fold(status.french()).replace(' ', "-")));
    parts.push(format!("au-{}", clock.known_on));
    // A colon may stand in no file name on Windows: the basic form of ISO 8601.
    parts.extend(clock.recorded_at.map(|moment| moment.format("enregistre-%Y%m%dT%H%M%SZ").to_string()));
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_bears_the_whole_filter_and_the_clock() {
        let filter = Filter {
            region: "32".parse().ok(),
            q: Some("Pau & Tarbes".to_owned()),
            disputed: Some(true),
            ..Filter::default()
        };
        let clock = Clock {
            known_on: "2019-07-30".parse().unwrap(),
            recorded_at: Some("2026-11-23T18:30:00.000001Z".parse().unwrap()),
        };
        assert_eq!(
            query(&filter, &clock, true),
            "region=32&phase=all&disputed=true&q=Pau+%26+Tarbes&known_on=2019-07-30\
             &recorded_at=2026-11-23T18%3A30%3A00.000001Z"
        );
    }
}
