//! From days to places: the window that a drawing shows, and where a day falls in it.

use chrono::{Days, NaiveDate};

use super::{Row, Span};

/// The days that a drawing shows, both included, at least a week of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day shown.
    pub from: NaiveDate,
    /// The last day shown.
    pub to: NaiveDate,
}

impl Window {
    /// The window between two days, in whichever order they come; widened to a week if shorter.
    pub fn new(a: NaiveDate, b: NaiveDate) -> Self {
        let (from, to) = (a.min(b), a.max(b));
        let short = 6 - (to - from).num_days();
        if short <= 0 {
            return Self { from, to };
        }
        let before = short as u64 / 2;
        Self { from: back(from, before), to: forth(to, short as u64 - before) }
    }

    /// The window asked for, completed by the rows' own days (and the clock's) with a margin of 3 % each side.
    /// None where neither says a day.
    pub fn of(rows: &[Row], from: Option<NaiveDate>, to: Option<NaiveDate>, clock: Option<NaiveDate>) -> Option<Self> {
        let mut days: Option<(NaiveDate, NaiveDate)> = None;
        let mut take = |day: NaiveDate| {
            days = Some(days.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        };
        rows.iter().flat_map(Row::spans).flat_map(|span| [span.earliest, span.latest]).flatten().for_each(&mut take);
        // A clock far from every date would squeeze them all to one side: it is shown if the dates come near it.
        if let (Some((first, last)), Some(day)) = (days, clock) {
            let near = (last - first).num_days().unsigned_abs() / 4 + 31;
            if back(first, near) <= day && day <= forth(last, near) {
                days = Some((first.min(day), last.max(day)));
            }
        }
        let (first, last) = days.or_else(|| clock.or(from).or(to).map(|day| (day, day)))?;
        let margin = (last - first).num_days().unsigned_abs() * 3 / 100 + 3;
        Some(Self::new(from.unwrap_or_else(|| back(first, margin)), to.unwrap_or_else(|| forth(last, margin))))
    }

    /// How many days are shown.
    pub fn days(self) -> u64 {
        (self.to - self.from).num_days().unsigned_abs() + 1
    }

    /// The middle half.
    pub fn closer(self) -> Self {
        let quarter = self.days() / 4;
        Self::new(forth(self.from, quarter), back(self.to, quarter))
    }

    /// Twice as much, around the same middle.
    pub fn wider(self) -> Self {
        let half = self.days() / 2;
        Self::new(back(self.from, half), forth(self.to, half))
    }

    /// As many days, half a window before.
    pub fn earlier(self) -> Self {
        let half = self.days() / 2;
        Self::new(back(self.from, half), back(self.to, half))
    }

    /// As many days, half a window after.
    pub fn later(self) -> Self {
        let half = self.days() / 2;
        Self::new(forth(self.from, half), forth(self.to, half))
    }

    /// Where a day begins, in percent of the width; below 0 or above 100 outside the window.
    pub(super) fn at(self, day: NaiveDate) -> f64 {
        (day - self.from).num_days() as f64 * 100.0 / self.days() as f64
    }

    /// Where a span falls; None where it says no day.
    pub(super) fn place(self, span: &Span) -> Option<Place> {
        let (first, last) = (span.earliest.or(span.latest)?, span.latest.or(span.earliest)?);
        let (start, end) = (self.at(first.min(last)), self.at(forth(last.max(first), 1)));
        if end <= 0.0 {
            return Some(Place::Before);
        }
        if start >= 100.0 {
            return Some(Place::After);
        }
        let (opens, closes) = (span.earliest.is_some(), span.latest.is_some());
        if opens && closes {
            if end - start < SHORTEST {
                let several = first != last || span.approximate;
                return Some(Place::Point { x: ((start + end) / 2.0).clamp(0.0, 100.0), several });
            }
            let fade = span.approximate;
            return Some(Place::Bar { x: start.max(0.0), to: end.min(100.0), faded: (fade, fade) });
        }
        let (x, to) = if closes { (end - FADE, end) } else { (start, start + FADE) };
        Some(Place::Bar { x: x.max(0.0), to: to.min(100.0), faded: (!opens, !closes) })
    }
}

/// Under this many percents a range is drawn as a mark of fixed size, lest it be too small to see or to touch.
const SHORTEST: f64 = 1.6;
/// How far an open end fades, in percent.
const FADE: f64 = 9.0;

/// Where a span is drawn, in percent of the width.
#[derive(Debug, PartialEq)]
pub(super) enum Place {
    /// A day, or `several` too few to be drawn as a bar.
    Point { x: f64, several: bool },
    /// A range; `faded` says which ends, left and right, are uncertain.
    Bar { x: f64, to: f64, faded: (bool, bool) },
    /// Wholly before the window.
    Before,
    /// Wholly after the window.
    After,
}

impl Place {
    /// Where its known end is, for a line that goes to it or leaves it.
    pub(super) fn anchor(&self) -> f64 {
        match self {
            Self::Point { x, .. } => *x,
            Self::Bar { x, to, faded } => {
                if *faded == (false, true) {
                    *x
                } else {
                    *to
                }
            }
            Self::Before => 0.0,
            Self::After => 100.0,
        }
    }
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

fn forth(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn window() -> Window {
        Window::new(day("2019-01-01"), day("2019-12-31"))
    }

    #[test]
    fn a_day_at_either_edge_stays_inside() {
        for text in ["2019-01-01", "2019-12-31"] {
            let place = window().place(&Span::day(day(text), text));
            assert!(matches!(place, Some(Place::Point { x, several: false }) if (0.0..=100.0).contains(&x)), "{text}");
        }
        assert_eq!(window().place(&Span::day(day("2018-12-31"), "")), Some(Place::Before));
        assert_eq!(window().place(&Span::day(day("2020-01-01"), "")), Some(Place::After));
    }

    #[test]
    fn an_open_end_fades() {
        let before = Span { latest: Some(day("2019-07-01")), ..Span::default() };
        assert!(matches!(window().place(&before), Some(Place::Bar { faded: (true, false), .. })));
        let after = Span { earliest: Some(day("2019-07-01")), ..Span::default() };
        assert!(matches!(window().place(&after), Some(Place::Bar { faded: (false, true), .. })));
        assert_eq!(window().place(&Span::default()), None);
    }

    #[test]
    fn a_window_never_shrinks_under_a_week_nor_overflows() {
        let one = Window::new(day("2019-03-05"), day("2019-03-05"));
        assert_eq!(one.days(), 7);
        assert_eq!(one.closer().days(), 7);
        let all = Window::new(NaiveDate::MIN, NaiveDate::MAX);
        assert_eq!(all.wider(), all);
        assert_eq!(Window::new(day("2019-12-31"), day("2019-01-01")), window());
    }
}
