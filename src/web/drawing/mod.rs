//! The timeline as a drawing: one inline SVG, made of rows, told by shapes before colours.
//!
//! Promised is hollow and met is full; a range is a bar; an uncertain end fades; the promises that were moved are small
//! and joined by an arrow to the next; values in dispute are diamonds held in one bracket; a late promise is drawn out,
//! dashed, to the clock's line. The table beside it is its twin: same rows, same order.
//!
//! Places across are percentages, so that one SVG serves every width: in a page the element is as wide as the window of
//! days, its labels overflow to the left, and `jalons.css` lifts them above their marks when the page is narrow; with a
//! width of its own it is a picture that stands alone. (Inner `<svg>`s would do without overflow, but Chromium does not
//! let a style sheet place them.)

mod axis;
mod counts;
mod marks;
mod scale;

use std::fmt::Write as _;

use chrono::NaiveDate;

pub use scale::Window;

/// Above this many rows in the window, months are counted instead.
pub const MOST_ROWS: usize = 1500;

/// Pixels: the labels' column and the right margin (in `jalons.css` too), a row, a heading with its ticks, the clock's flag.
const LABELS: u32 = 310;
const MARGIN: u32 = 34;
const ROW: u32 = 34;
const HEADING: u32 = 46;
const FLAG: u32 = 24;
/// Longest label, in characters, that the labels' column and a phone both hold.
const LONGEST: usize = 44;

/// A date as one source states it: bounds, either of which may be unknown, and its words in French.
#[derive(Clone, Debug, Default)]
pub struct Span {
    /// The first day it can be.
    pub earliest: Option<NaiveDate>,
    /// The last day it can be.
    pub latest: Option<NaiveDate>,
    /// Stated as approximate.
    pub approximate: bool,
    /// The date in words, shown on pointing: "du 18 au 24 mars 2019".
    pub text: String,
}

impl Span {
    /// One certain day.
    pub fn day(day: NaiveDate, text: impl Into<String>) -> Self {
        Self { earliest: Some(day), latest: Some(day), approximate: false, text: text.into() }
    }

    fn meets(&self, window: Window) -> bool {
        matches!(window.place(self), Some(scale::Place::Point { .. } | scale::Place::Bar { .. }))
    }
}

/// What has become of a row's promise: how its retained promise is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// Promised, and still to come.
    #[default]
    Promised,
    /// Met: signed, held.
    Met,
    /// The promise's day is over and nothing is known.
    Late,
    /// Put off without a new date.
    Postponed,
    /// Suspended.
    Suspended,
    /// Cancelled.
    Cancelled,
    /// The phase is over and what became of the promise is not known.
    Unknown,
}

/// A line of the timeline.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The heading it stands under; rows of one group follow each other. Empty: no heading.
    pub group: String,
    /// Its name, shown (shortened if need be).
    pub label: String,
    /// Its page.
    pub href: String,
    /// The promises in order of knowledge: the trail, the last one being retained.
    pub promised: Vec<Span>,
    /// When it was done, as retained.
    pub met: Option<Span>,
    /// When it was approved.
    pub approved: Option<Span>,
    /// The values of the done date that were not retained.
    pub disputed: Vec<Span>,
    /// What has become of it.
    pub mark: Mark,
    /// The row in a sentence, read aloud after its name.
    pub description: String,
}

impl Row {
    fn spans(&self) -> impl Iterator<Item = &Span> {
        self.promised.iter().chain(&self.approved).chain(&self.met).chain(&self.disputed)
    }

    /// The last day of the date that stands for the row where it is only counted.
    fn day(&self) -> Option<NaiveDate> {
        let span = self.met.as_ref().or(self.promised.last()).or(self.approved.as_ref()).or(self.disputed.first())?;
        span.latest.or(span.earliest)
    }
}

/// How to draw.
#[derive(Clone, Debug)]
pub struct Options {
    /// Prefix of the identifiers inside, unlike any other drawing's on the page.
    pub id: String,
    /// Its accessible name: "Chronologie des Hauts-de-France ; les mêmes lignes sont dans le tableau".
    pub title: String,
    /// Pixels, for a picture that stands alone; none: the width that the page's style sheet gives.
    pub width: Option<u32>,
    /// The day that the programme is read at: a line.
    pub clock: Option<NaiveDate>,
    /// First day shown; none: what the rows need.
    pub from: Option<NaiveDate>,
    /// Last day shown; none: what the rows need.
    pub to: Option<NaiveDate>,
    /// Address to which `from=…&to=…` is added for a zoom, ending with `?` or `&`.
    pub zoom: String,
}

impl Default for Options {
    fn default() -> Self {
        let text = |text: &str| text.to_owned();
        let (width, clock, from, to) = (None, None, None, None);
        Self { id: text("d"), title: text("Chronologie"), width, clock, from, to, zoom: text("?") }
    }
}

impl Options {
    /// The window that [`draw`] will show for these rows: what "closer" and "later" links start from.
    pub fn window(&self, rows: &[Row]) -> Option<Window> {
        Window::of(rows, self.from, self.to, self.clock)
    }
}

/// The drawing of `rows`: an `<svg>` element whose texts are escaped, or nothing where there is no row.
///
/// Each row is one link, named in full; above [`MOST_ROWS`] rows in the window, each month is one, to a closer window.
pub fn draw(rows: &[Row], options: &Options) -> String {
    let Some(window) = options.window(rows).filter(|_| !rows.is_empty()) else {
        return String::new();
    };
    let seen = rows.iter().filter(|row| row.spans().any(|span| span.meets(window))).count();
    let mut out = String::new();
    if seen > MOST_ROWS {
        counts::draw(&mut out, rows, window, options);
        return out;
    }

    let mut body = String::new();
    let mut y = FLAG;
    let mut group: Option<&str> = None;
    for row in rows {
        if group != Some(row.group.as_str()) {
            group = Some(&row.group);
            heading(&mut body, &row.group, y, options);
            y += HEADING;
        }
        line(&mut body, row, y, window, options);
        y += ROW;
    }
    open(&mut out, y + FLAG / 2, options);
    marks::define(&mut out, &options.id);
    grid(&mut out, window, options);
    out.push_str(&body);
    clock(&mut out, window, options);
    close(&mut out, options);
    out
}

/// A heading, with the axis' labels again, so that they are never far.
fn heading(out: &mut String, name: &str, y: u32, options: &Options) {
    let _ = write!(
        out,
        r##"<g class="heading" transform="translate(0 {y})"><text class="label" x="-{LABELS}" y="34" font-weight="600">{}</text><use href="#{}-ticks"/></g>"##,
        escape(&shorten(name)),
        escape(&options.id),
    );
}

/// A row: one link, named by its title, which begins with the label in sight; each mark has its own for the pointer.
fn line(out: &mut String, row: &Row, y: u32, window: Window, options: &Options) {
    let name = format!("{} : {}", row.label, row.description);
    let _ = write!(
        out,
        r#"<a class="row" href="{}" transform="translate(0 {y})"><title>{}</title><rect class="hit" x="-{LABELS}" width="200%" height="{ROW}" fill="none"/><text class="label" x="-{LABELS}" y="22">{}</text><g aria-hidden="true">"#,
        escape(&row.href),
        escape(&name),
        escape(&shorten(&row.label)),
    );
    marks::draw(out, row, window, options);
    out.push_str("</g></a>");
}

/// The element, as wide as the window of days: in a page its style gives room for labels; alone, an inner picture does.
fn open(out: &mut String, height: u32, options: &Options) {
    let width = options.width.map_or_else(|| "100%".to_owned(), |width| width.to_string());
    let _ = write!(
        out,
        r#"<svg class="drawing" xmlns="http://www.w3.org/2000/svg" role="group" aria-label="{}" width="{width}" height="{height}" font-family="Source Sans 3, sans-serif" font-size="15">"#,
        escape(&options.title),
    );
    if let Some(width) = options.width {
        let inner = width.saturating_sub(LABELS + MARGIN).max(100);
        let _ = write!(out, r#"<svg x="{LABELS}" width="{inner}" overflow="visible">"#);
    }
}

fn close(out: &mut String, options: &Options) {
    out.push_str(if options.width.is_some() { "</svg></svg>" } else { "</svg>" });
}

fn grid(out: &mut String, window: Window, options: &Options) {
    let ticks = window.ticks();
    let _ = write!(out, r#"<defs><g id="{}-ticks" class="ticks" font-size="13">"#, escape(&options.id));
    for tick in &ticks {
        let class = if tick.major { "" } else { r#" class="minor""# };
        let _ = write!(out, r#"<text{class} x="{:.2}%" dx="4" y="34">{}</text>"#, tick.x, tick.label);
    }
    out.push_str(r#"</g></defs><g class="grid" aria-hidden="true" stroke="currentColor" stroke-opacity=".2">"#);
    for tick in &ticks {
        let _ = write!(out, r#"<line x1="{0:.2}%" x2="{0:.2}%" y1="{FLAG}" y2="100%"/>"#, tick.x);
    }
    out.push_str("</g>");
}

/// The clock's line and its flag, which leans to the side where there is room.
fn clock(out: &mut String, window: Window, options: &Options) {
    let Some(day) = options.clock.filter(|day| (window.from..=window.to).contains(day)) else {
        return;
    };
    let x = window.at(day);
    let (anchor, dx) = if x > 60.0 { ("end", 4) } else { ("start", -4) };
    let _ = write!(
        out,
        r#"<g class="now"><line x1="{x:.2}%" x2="{x:.2}%" y1="20" y2="100%" stroke="currentColor" stroke-width="1.5"/><text x="{x:.2}%" dx="{dx}" y="15" text-anchor="{anchor}" font-size="13" font-weight="600">Au {}</text></g>"#,
        axis::words(day),
    );
}

/// Text made safe inside an element or a quoted attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

fn shorten(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONGEST - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests;
