//! The frame of a page: what stands around its content, the clock foremost.

use askama::Template;
use chrono::NaiveDate;

use super::setting::{Kept, set};
use crate::{
    programme::{clock::Clock, date::Edtf, phase::Phase},
    store::Moment,
    web::{Ask, assets, error::Error, query::Query, ready::Ready},
};

/// The day before which nothing was said of the programme: the mission that prepared it began in September 2018.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2018, 9, 1).unwrap();

/// What every page's template is given as `frame`.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Where the static files are.
    pub assets: &'static str,
    /// This page's own path.
    pub path: String,
    /// What is current in the navigation, or nothing.
    pub section: &'static str,
    /// What the links to lists carry: the phase, where the reader chose it.
    pub query: &'static str,
    /// The clock's strip.
    pub clock: Strip,
    kept: Kept,
}

/// The strip that says and sets the clock.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The day, as a form writes it.
    pub known_on: String,
    /// The day in words.
    pub words: String,
    /// Whether the page is read in the past.
    pub past: bool,
    /// The moment of the record, in words, where it is set.
    pub recorded: Option<String>,
    /// The first day that can be asked for.
    pub earliest: NaiveDate,
    /// The last one: today.
    pub latest: NaiveDate,
    /// This page's address without a clock.
    pub today: String,
    /// The page's other parameters.
    pub kept: Vec<(String, String)>,
    /// The phases to choose from; empty where the page shows no single phase.
    pub phases: Vec<Tab>,
}

/// A choice among few.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its words.
    pub label: &'static str,
    /// Where it leads.
    pub href: String,
    /// Whether it is the one shown.
    pub current: bool,
}

impl Frame {
    /// The frame of an answer to `ask`.
    #[must_use]
    pub fn of(ask: &Ask, section: &'static str) -> Self {
        Self::new(section, &ask.path, &ask.query, ask.edition.day)
    }

    /// The frame of a page at `path`, asked for with `query` on the day `today`.
    #[must_use]
    pub fn new(section: &'static str, path: &str, query: &Query, today: NaiveDate) -> Self {
        let Clock { known_on, recorded_at } = query.clock;
        let past = known_on < today || recorded_at.is_some();
        let mut pairs = Vec::new();
        if past {
            pairs.push(("known_on", known_on.to_string()));
            pairs.extend(recorded_at.map(|moment| ("recorded_at", moment.to_rfc3339())));
        }
        let others = query.given.iter().filter(|(name, _)| !matches!(name.as_str(), "known_on" | "after"));
        let phase = match query.filter.phase {
            _ if !query.phase_is_set => "",
            Some(Phase::One) => "?phase=1",
            Some(Phase::Two) => "?phase=2",
            None => "?phase=all",
        };
        Self {
            assets: assets::base(),
            path: path.to_owned(),
            section,
            query: phase,
            clock: Strip {
                known_on: known_on.to_string(),
                words: Edtf::day(known_on).french(),
                past,
                recorded: recorded_at.map(moment),
                earliest: FIRST_DAY,
                latest: today,
                today: address(path, &query.with(&[("known_on", None), ("recorded_at", None), ("after", None)])),
                kept: others.cloned().collect(),
                phases: Vec::new(),
            },
            kept: Kept::new(pairs),
        }
    }

    /// The same, with the phases that had begun by the clock's day to choose from, and both together where the page
    /// can show them.
    #[must_use]
    pub fn with_phases(mut self, query: &Query, both: bool) -> Self {
        if query.clock.known_on < Phase::Two.first_day() {
            return self;
        }
        let tab = |label, name: &str, current| {
            let href = address(&self.path, &query.with(&[("phase", Some(name)), ("after", None)]));
            Tab { label, href, current }
        };
        let shown = query.filter.phase;
        let mut phases = vec![
            tab("Phase 1, 2018–2023", "1", shown == Some(Phase::One)),
            tab("Phase 2, depuis 2023", "2", shown == Some(Phase::Two)),
        ];
        if both {
            phases.push(tab("Les deux", "all", shown.is_none()));
        }
        self.clock.phases = phases;
        self
    }

    /// The page, ready to be sent: `template`, which holds this frame, typeset.
    ///
    /// # Errors
    /// [`Error::Internal`] if the template fails.
    pub fn ready(&self, template: &impl Template) -> Result<Ready, Error> {
        Ok(Ready::new("text/html; charset=utf-8", self.html(template)?.into_bytes()))
    }

    /// The page's HTML.
    ///
    /// # Errors
    /// [`Error::Internal`] if the template fails.
    pub fn html(&self, template: &impl Template) -> Result<String, Error> {
        let html = template.render().map_err(|error| {
            tracing::error!(%error, path = self.path, "a page cannot be made");
            Error::Internal
        })?;
        Ok(set(&html, &self.kept))
    }
}

/// A path with its parameters.
#[must_use]
pub fn address(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

/// A moment in words, at the time of Paris: “le 23 novembre 2026 à 10 h 30”.
#[must_use]
pub fn moment(moment: Moment) -> String {
    let local = moment.with_timezone(&chrono_tz::Europe::Paris);
    format!("{} à {}", Edtf::day(local.date_naive()).french_when(), local.format("%-H h %M"))
}
