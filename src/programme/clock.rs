//! Time: which day and which moment a reader looks from, and the one place where the system is asked for it.

use std::{ops::Range, sync::Arc};

use arc_swap::ArcSwapOption;
use chrono::{NaiveDate, NaiveTime, TimeZone as _, Utc};
use chrono_tz::Europe::Paris;
use serde::Serialize;

use crate::store::Moment;

/// Where the time comes from: the system, or one moment that a test has stopped.
#[derive(Clone, Debug, Default)]
pub struct Time(Arc<ArcSwapOption<Moment>>);

impl Time {
    /// The system's time.
    #[must_use]
    pub fn system() -> Self {
        Self::default()
    }

    /// Time stopped at `moment`, until [`Time::stop_at`] moves it.
    #[must_use]
    pub fn stopped(moment: Moment) -> Self {
        let time = Self::default();
        time.stop_at(moment);
        time
    }

    /// Stops this and every clone of it at `moment`.
    pub fn stop_at(&self, moment: Moment) {
        self.0.store(Some(Arc::new(moment)));
    }

    /// The present moment.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
    pub fn now(&self) -> Moment {
        self.0.load().as_ref().map_or_else(Utc::now, |moment| **moment)
    }

    /// The present day in France.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        day_in_paris(self.now())
    }
}

/// The day that it is in Paris at `moment`.
#[must_use]
pub fn day_in_paris(moment: Moment) -> NaiveDate {
    moment.with_timezone(&Paris).date_naive()
}

/// The first moment of a day in Paris.
#[must_use]
pub fn midnight_in_paris(day: NaiveDate) -> Moment {
    let midnight = day.and_time(NaiveTime::MIN);
    Paris
        .from_local_datetime(&midnight)
        .earliest()
        .map_or_else(|| midnight.and_utc(), |local| local.with_timezone(&Utc))
}

/// The moments of a day in Paris, of which there are 23 to 25 hours.
#[must_use]
pub fn moments_of(day: NaiveDate) -> Range<Moment> {
    midnight_in_paris(day)..day.succ_opt().map_or(Moment::MAX_UTC, midnight_in_paris)
}

/// The two clocks of a reading: what was publicly known on a day, as recorded here by a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Clock {
    /// Statements known later than this day do not count, and what is late is late on this day.
    pub known_on: NaiveDate,
    /// Statements and decisions recorded after this moment do not count; none: all do.
    pub recorded_at: Option<Moment>,
}

/// A clock that cannot be read by: it is set in the future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockError {
    /// `known_on` is after today.
    #[error("known_on is in the future: {0}")]
    KnownOn(NaiveDate),
    /// `recorded_at` is after now.
    #[error("recorded_at is in the future: {0}")]
    RecordedAt(Moment),
}

impl Clock {
    /// The clock of somebody who reads on `today` everything that is recorded.
    #[must_use]
    pub fn of_day(today: NaiveDate) -> Self {
        Self { known_on: today, recorded_at: None }
    }

    /// Sets the clock from what a reader asked: `recorded_at` alone sets the day to its own day in Paris,
    /// nothing at all to today.
    ///
    /// # Errors
    /// [`ClockError`] for a clock in the future.
    pub fn set(known_on: Option<NaiveDate>, recorded_at: Option<Moment>, time: &Time) -> Result<Self, ClockError> {
        let now = time.now();
        let today = day_in_paris(now);
        if let Some(moment) = recorded_at.filter(|moment| *moment > now) {
            return Err(ClockError::RecordedAt(moment));
        }
        if let Some(day) = known_on.filter(|day| *day > today) {
            return Err(ClockError::KnownOn(day));
        }
        let known_on = known_on.or_else(|| recorded_at.map(day_in_paris)).unwrap_or(today);
        Ok(Self { known_on, recorded_at })
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone as _;

    use super::*;

    fn at(day: u32, hour: u32) -> Moment {
        Utc.with_ymd_and_hms(2026, 7, day, hour, 30, 0).unwrap()
    }

    fn july(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, day).unwrap()
    }

    #[test]
    fn a_moment_alone_sets_the_day_to_its_own_day_in_paris() {
        let time = Time::stopped(at(20, 12));
        let clock = Clock::set(None, Some(at(3, 22)), &time).unwrap();
        assert_eq!(clock.known_on, july(4), "22:30 UTC is the next day in Paris in summer");
    }

    #[test]
    fn a_clock_in_the_future_is_refused() {
        let time = Time::stopped(at(20, 12));
        assert_eq!(Clock::set(Some(july(21)), None, &time), Err(ClockError::KnownOn(july(21))));
        assert_eq!(Clock::set(None, Some(at(20, 13)), &time), Err(ClockError::RecordedAt(at(20, 13))));
        assert_eq!(Clock::set(None, None, &time).unwrap(), Clock::of_day(july(20)));
    }

    #[test]
    fn midnight_in_paris_begins_the_day() {
        assert_eq!(day_in_paris(midnight_in_paris(july(14))), july(14));
        let moments = moments_of(july(14));
        assert!(moments.contains(&at(13, 22)) && moments.contains(&at(14, 21)));
        assert!(!moments.contains(&at(13, 21)) && !moments.contains(&at(14, 22)));
    }
}
