//! The axis: the days, months or years that are named under a window, in French.

use chrono::{Datelike, Months, NaiveDate};

use super::scale::Window;

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SHORT: [&str; 12] =
    ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."];

/// A day in French words: `1er mars 2019`.
pub(super) fn words(day: NaiveDate) -> String {
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number} {} {}", MONTHS[day.month0() as usize], day.year())
}

/// A month in French words: `mars 2019`.
pub(super) fn month(day: NaiveDate) -> String {
    format!("{} {}", MONTHS[day.month0() as usize], day.year())
}

/// A line of the axis; a minor one loses its label on a narrow screen.
pub(super) struct Tick {
    pub(super) x: f64,
    pub(super) label: String,
    pub(super) major: bool,
}

impl Window {
    /// The ticks that suit the window: days, months, quarters or years.
    pub(super) fn ticks(self) -> Vec<Tick> {
        let days = self.days();
        let mut ticks = Vec::new();
        if days > 4 * 366 {
            let years = (days / 365) as i32;
            let step = [1, 2, 5, 10, 20, 50, 100, 200, 500].into_iter().find(|step| years / step <= 16).unwrap_or(1000);
            let mut year = self.from.year().div_euclid(step) * step;
            while let Some(day) = NaiveDate::from_ymd_opt(year, 1, 1).filter(|day| *day <= self.to) {
                let major = years / step <= 8 || year.rem_euclid(2 * step) == 0;
                self.tick(&mut ticks, day, year.to_string(), major);
                year += step;
            }
            return ticks;
        }
        let mut first = self.from.with_day(1).unwrap_or(self.from);
        while first <= self.to {
            let name = SHORT[first.month0() as usize];
            let year = first.month() == 1;
            if days <= 62 {
                self.tick(&mut ticks, first, format!("1er {name}"), true);
                for (number, major) in [(8, false), (15, true), (22, false)] {
                    if let Some(day) = first.with_day(number) {
                        self.tick(&mut ticks, day, format!("{number} {name}"), major);
                    }
                }
            } else if days <= 500 {
                let label = if year { first.year().to_string() } else { name.to_owned() };
                self.tick(&mut ticks, first, label, first.month0().is_multiple_of(3));
            } else if year {
                self.tick(&mut ticks, first, first.year().to_string(), true);
            } else if first.month0().is_multiple_of(3) {
                self.tick(&mut ticks, first, name.to_owned(), days <= 800);
            }
            let Some(next) = first.checked_add_months(Months::new(1)) else {
                break;
            };
            first = next;
        }
        ticks
    }

    fn tick(self, ticks: &mut Vec<Tick>, day: NaiveDate, label: String, major: bool) {
        if (self.from..=self.to).contains(&day) {
            ticks.push(Tick { x: self.at(day), label, major });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn ticks_are_few_at_any_zoom() {
        for (from, to) in [
            ("2019-03-01", "2019-03-07"),
            ("2019-01-01", "2019-12-31"),
            ("2018-01-01", "2021-06-01"),
            ("2018-01-01", "2026-01-01"),
            ("0001-01-01", "9999-12-31"),
        ] {
            let ticks = Window::new(day(from), day(to)).ticks();
            assert!(ticks.len() <= 18, "{from}/{to}: {}", ticks.len());
        }
    }
}
