//! The marks of one row, from what lies under to what lies over.

use std::fmt::Write as _;

use super::scale::{Place, Window};
use super::{Mark, Options, Row, Span, escape};

/// The line that marks stand on, in pixels from the row's top.
const MIDDLE: u32 = 17;

/// The shapes, the arrow's head and the fadings, once a drawing.
pub(super) fn define(out: &mut String, id: &str) {
    let id = escape(id);
    out.push_str("<defs>");
    // Paint stands on each shape: what a `use` shows inherits from the `use`, not from where the shape is kept.
    let hollow = r##"class="hollow" fill="#fff" stroke="currentColor""##;
    let line = r#"fill="none" stroke="currentColor" stroke-width="1.8""#;
    let full = r#"fill="currentColor" stroke="none""#;
    let _ = write!(
        out,
        r##"<circle id="{id}-promised" {hollow} stroke-width="1.8" r="5.2"/><rect id="{id}-promised-s" {hollow} stroke-width="1.8" x="-8" y="-4.6" width="16" height="9.2" rx="4.6"/><circle id="{id}-moved" {hollow} stroke-width="1.4" r="3.4"/><rect id="{id}-moved-s" {hollow} stroke-width="1.4" x="-6" y="-3.2" width="12" height="6.4" rx="3.2"/><circle id="{id}-unknown" {hollow} stroke-width="1.8" r="5.2" stroke-dasharray="2.4 1.7"/><g id="{id}-approved"><circle {hollow} stroke-width="1.8" r="5.2"/><circle {full} r="1.8"/></g><circle id="{id}-met" {full} r="6"/><rect id="{id}-met-s" {full} x="-9" y="-5.5" width="18" height="11" rx="5.5"/><path id="{id}-disputed" class="haloed" fill="currentColor" stroke="#fff" stroke-width="1.5" d="M0-7 7 0 0 7-7 0z"/><path id="{id}-suspended" {line} d="M10-5V5M14-5V5"/><path id="{id}-cancelled" {line} d="m-8-8 16 16M8-8-8 8"/><path id="{id}-postponed" {line} d="M8 0h3m3 0h3m3 0h8m-5-5 5 5-5 5"/><path id="{id}-before" {line} d="m6-5-5 5 5 5m5-10-5 5 5 5"/><path id="{id}-after" {line} d="m-6-5 5 5-5 5m-5-10 5 5-5 5"/><marker id="{id}-head" viewBox="0 0 8 8" refX="13" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="m1 .5 6 3.5-6 3.5z" {full}/></marker>"##
    );
    // Masks and not painted gradients: a mask leaves the mark its own colour.
    for (name, stops) in [
        ("fl", &[(0.0, 0), (0.7, 1)][..]),
        ("fr", &[(0.3, 1), (1.0, 0)]),
        ("fb", &[(0.0, 0), (0.4, 1), (0.6, 1), (1.0, 0)]),
    ] {
        let _ = write!(out, r#"<linearGradient id="{id}-{name}-g" gradientUnits="userSpaceOnUse" x2="1">"#);
        for (offset, opacity) in stops {
            let _ = write!(out, r##"<stop offset="{offset}" stop-color="#fff" stop-opacity="{opacity}"/>"##);
        }
        let _ = write!(
            out,
            r##"</linearGradient><mask id="{id}-{name}" maskContentUnits="objectBoundingBox"><rect x="-.5" y="-.5" width="2" height="2" fill="url(#{id}-{name}-g)"/></mask>"##
        );
    }
    out.push_str("</defs>");
}

/// All the marks of a row.
pub(super) fn draw(out: &mut String, row: &Row, window: Window, options: &Options) {
    let pen = &mut Pen { out, id: &escape(&options.id) };
    let placed = |span: &Span| window.place(span).map(|place| (place, span.text.clone()));
    let trail: Vec<_> = row.promised.iter().filter_map(placed).collect();
    let met = row.met.as_ref().and_then(placed);
    let approved = row.approved.as_ref().and_then(placed);
    let disputed: Vec<_> = row.disputed.iter().filter_map(placed).collect();
    if trail.is_empty() && met.is_none() && approved.is_none() && disputed.is_empty() {
        pen.out.push_str(r#"<text class="none" y="22" font-size="13">sans date</text>"#);
        return;
    }

    for pair in trail.windows(2) {
        pen.line("moved", pair[0].0.anchor(), pair[1].0.anchor());
    }
    if let (Some((promise, _)), Some((done, _))) = (trail.last(), &met) {
        pen.line("way", promise.anchor(), done.anchor());
    }
    if let (Mark::Late, Some((promise, _)), Some(day)) = (row.mark, trail.last(), options.clock) {
        pen.overdue(promise.anchor(), window.at(day).clamp(0.0, 100.0));
    }
    if !disputed.is_empty() {
        pen.bracket(met.iter().chain(&disputed).map(|(place, _)| place.anchor()));
    }

    if let Some(((retained, text), moved)) = trail.split_last() {
        for (place, text) in moved {
            pen.mark("moved", "Promesse remplacée", place, text);
        }
        let (shape, word) = match row.mark {
            Mark::Promised | Mark::Met => ("promised", "Promis"),
            Mark::Late => ("late", "Promis, en retard"),
            Mark::Postponed => ("postponed", "Promis, reporté sans date"),
            Mark::Suspended => ("suspended", "Promis, suspendu"),
            Mark::Cancelled => ("cancelled", "Promis, annulé"),
            Mark::Unknown => ("unknown", "Promis, issue inconnue"),
        };
        pen.mark(shape, word, retained, text);
    }
    if let Some((place, text)) = &approved {
        pen.mark("approved", "Approuvé", place, text);
    }
    if let Some((place, text)) = &met {
        pen.mark("met", "Fait", place, text);
    }
    for (place, text) in &disputed {
        pen.mark("disputed", "Autre date, selon une autre source", place, text);
    }
}

/// Writes shapes; `id` is already escaped.
struct Pen<'a> {
    out: &'a mut String,
    id: &'a str,
}

impl Pen<'_> {
    /// A joining line, with an arrow's head unless its ends are too near for one.
    fn line(&mut self, class: &str, from: f64, to: f64) {
        if (from - to).abs() < 0.01 {
            return;
        }
        let head =
            if (from - to).abs() > 2.2 { format!(r##" marker-end="url(#{}-head)""##, self.id) } else { String::new() };
        let _ = write!(
            self.out,
            r#"<line class="{class}" x1="{from:.2}%" x2="{to:.2}%" y1="{MIDDLE}" y2="{MIDDLE}" stroke="currentColor" stroke-width="1.3"{head}/>"#
        );
    }

    /// From an unmet promise to the clock: how late it is.
    fn overdue(&mut self, from: f64, to: f64) {
        if to <= from {
            return;
        }
        let _ = write!(
            self.out,
            r#"<g class="late" stroke="currentColor" stroke-width="2"><line x1="{from:.2}%" x2="{to:.2}%" y1="{MIDDLE}" y2="{MIDDLE}" stroke-dasharray="5 4"/><line x1="{to:.2}%" x2="{to:.2}%" y1="11" y2="23"/></g>"#
        );
    }

    /// What holds together the values that disagree.
    fn bracket(&mut self, places: impl Iterator<Item = f64>) {
        let (first, last) = places.fold((f64::MAX, f64::MIN), |(first, last), x| (first.min(x), last.max(x)));
        let _ = write!(
            self.out,
            r#"<g class="disputed" stroke="currentColor" stroke-width="1.3"><line x1="{first:.2}%" x2="{last:.2}%" y1="29" y2="29"/><line x1="{first:.2}%" x2="{first:.2}%" y1="25" y2="29.6"/><line x1="{last:.2}%" x2="{last:.2}%" y1="25" y2="29.6"/></g>"#
        );
    }

    fn mark(&mut self, class: &str, word: &str, place: &Place, text: &str) {
        let id = self.id;
        let _ = write!(self.out, r#"<g class="{class}"><title>{word} : {}</title>"#, escape(text));
        // What a promise has become is drawn over its hollow shape, or beside it.
        let (base, over) = match class {
            "late" => ("promised", None),
            "postponed" | "suspended" | "cancelled" => ("promised", Some(class)),
            _ => (class, None),
        };
        match place {
            Place::Before => self.use_shape("before", 0.0),
            Place::After => self.use_shape("after", 100.0),
            Place::Point { x, several } => {
                let long = *several && matches!(base, "promised" | "moved" | "met");
                self.use_shape(&format!("{base}{}", if long { "-s" } else { "" }), *x);
            }
            Place::Bar { x, to, faded } => {
                let full = matches!(base, "met" | "disputed");
                let mask = match faded {
                    (false, false) => String::new(),
                    (true, false) => format!(r##" mask="url(#{id}-fl)""##),
                    (false, true) => format!(r##" mask="url(#{id}-fr)""##),
                    (true, true) => format!(r##" mask="url(#{id}-fb)""##),
                };
                let (y, height) = if base == "moved" { (13.5, 7.0) } else { (12.0, 10.0) };
                let fill = if full { "currentColor" } else { "#fff" };
                let dashes = if base == "unknown" { r#" stroke-dasharray="4 3""# } else { "" };
                let class = if full { "full" } else { "hollow" };
                let _ = write!(
                    self.out,
                    r#"<rect class="{class}" x="{x:.2}%" width="{:.2}%" y="{y}" height="{height}" rx="2.5" fill="{fill}" stroke="currentColor" stroke-width="1.8"{dashes}{mask}/>"#,
                    to - x
                );
            }
        }
        if let (Some(over), Place::Point { .. } | Place::Bar { .. }) = (over, place) {
            self.use_shape(over, place.anchor());
        }
        self.out.push_str("</g>");
    }

    fn use_shape(&mut self, shape: &str, x: f64) {
        let _ = write!(self.out, r##"<use href="#{}-{shape}" x="{x:.2}%" y="{MIDDLE}"/>"##, self.id);
    }
}
