//! The lines of a page of text.

use std::ops::Range;

use crate::reading::text::plain;

/// A line that is not blank: its number from 1, its bytes in the document, and its plain words.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) number: usize,
    pub(super) range: Range<usize>,
    pub(super) plain: String,
}

impl Line {
    /// Whether it begins with these words, which are of ASCII, without regard to case: what a pattern is asked after.
    pub(super) fn begins(&self, words: &str) -> bool {
        self.plain.get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words))
    }
}

/// The lines of a document that are not blank.
pub(super) fn lines(document: &str) -> Vec<Line> {
    let mut start = 0;
    let mut found = Vec::new();
    for (index, whole) in document.split_inclusive('\n').enumerate() {
        let words = whole.trim();
        if !words.is_empty() {
            let first = start + (whole.len() - whole.trim_start().len());
            let mut plain = plain(words);
            // A space before what has no width.
            if plain.trim().len() < plain.len() {
                plain = plain.trim().to_owned();
            }
            found.push(Line { number: index + 1, range: first..first + words.len(), plain });
        }
        start += whole.len();
    }
    found
}

/// The place of the first line from `from` on that is such a one.
pub(super) fn position(lines: &[Line], from: usize, is: impl Fn(&Line) -> bool) -> Option<usize> {
    lines.iter().skip(from).position(is).map(|place| place + from)
}

/// The lines from one place to before another.
pub(super) fn between(lines: &[Line], from: usize, to: usize) -> &[Line] {
    lines.get(from..to.max(from)).unwrap_or_default()
}

/// The document from the first of these lines to the last, untouched.
pub(super) fn text<'a>(document: &str, lines: impl IntoIterator<Item = &'a Line>) -> Option<String> {
    let mut ranges = lines.into_iter().map(|line| &line.range);
    let first = ranges.next()?;
    let end = ranges.last().unwrap_or(first).end;
    Some(document.get(first.start..end)?.to_owned())
}
