//! Too many rows to draw: how many a month, each month a link to a closer window.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use chrono::{Datelike, Months, NaiveDate};

use super::axis::month;
use super::scale::Window;
use super::{FLAG, LABELS, Options, Row, clock, close, escape, grid, open};

const HEIGHT: u32 = 240;
/// Above this many months, years are counted.
const MOST_MONTHS: u64 = 180;

/// The bars: what is met, full, under what is promised, hollow.
pub(super) fn draw(out: &mut String, rows: &[Row], window: Window, options: &Options) {
    let yearly = window.days() / 30 > MOST_MONTHS;
    let mut bars: BTreeMap<NaiveDate, (u32, u32)> = BTreeMap::new();
    for row in rows {
        let Some(day) = row.day().filter(|day| (window.from..=window.to).contains(day)) else {
            continue;
        };
        let first = if yearly { day.with_ordinal(1) } else { day.with_day(1) }.unwrap_or(day);
        let bar = bars.entry(first).or_default();
        if row.met.is_some() {
            bar.0 += 1;
        } else {
            bar.1 += 1;
        }
    }
    let tallest = bars.values().map(|(met, other)| met + other).max().unwrap_or(1);

    open(out, FLAG + HEIGHT + 46, options);
    grid(out, window, options);
    let _ = write!(
        out,
        r##"<g class="heading"><text class="label" x="-{LABELS}" y="40">Dates par {}</text><use href="#{}-ticks" y="{}"/></g>"##,
        if yearly { "année" } else { "mois" },
        escape(&options.id),
        FLAG + HEIGHT - 12,
    );
    for (first, (met, other)) in bars {
        bar(out, first, yearly, met, other, tallest, window, &options.zoom);
    }
    clock(out, window, options);
    close(out, options);
}

#[expect(clippy::too_many_arguments, reason = "one bar, drawn at one place")]
fn bar(
    out: &mut String,
    first: NaiveDate,
    yearly: bool,
    met: u32,
    other: u32,
    tallest: u32,
    window: Window,
    zoom: &str,
) {
    let months = if yearly { 12 } else { 1 };
    let next = first.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX);
    let last = next.pred_opt().unwrap_or(next);
    let (x, to) = (window.at(first).max(0.0), window.at(next).min(100.0));
    // A gap between bars, less than a bar.
    let width = ((to - x) * 0.84).max(0.15);
    let name = if yearly { first.year().to_string() } else { month(first) };
    let scale = |count: u32| f64::from(count) * f64::from(HEIGHT - 40) / f64::from(tallest);
    let base = f64::from(FLAG + HEIGHT);
    let (full, hollow) = (scale(met), scale(other));
    let count = met + other;
    let _ = write!(
        out,
        r#"<a class="count" href="{}from={first}&amp;to={last}"><title>{name} : {count} dates, dont {met} tenues ; rapprocher</title><rect class="hit" x="{x:.2}%" width="{:.2}%" y="{FLAG}" height="{HEIGHT}" fill="none"/>"#,
        escape(zoom),
        to - x,
    );
    let _ = write!(
        out,
        r#"<rect class="full" x="{x:.2}%" width="{width:.2}%" y="{:.1}" height="{full:.1}" fill="currentColor"/>"#,
        base - full
    );
    if other > 0 {
        let _ = write!(
            out,
            r##"<rect class="hollow" x="{x:.2}%" width="{width:.2}%" y="{:.1}" height="{hollow:.1}" fill="#fff" stroke="currentColor"/>"##,
            base - full - hollow
        );
    }
    if to - x > 2.8 {
        let _ = write!(out, r#"<text x="{x:.2}%" y="{:.1}" font-size="13">{count}</text>"#, base - full - hollow - 6.0);
    }
    out.push_str("</a>");
}
