//! A clause with all that was found in it, and the way from a rule's draft to a fact.

use std::ops::Range;

use chrono::NaiveDate;

use super::event::{Happening, happenings};
use super::{Fact, FactKind, Section};
use crate::programme::region::RegionCode;
use crate::reading::dates::{self, Expression, Resolved, Said, Tense, bounded, resolve};
use crate::reading::numbers::{Number, numbers};
use crate::reading::pattern::pattern;
use crate::reading::places::{Gazetteer, Named, towns};
use crate::reading::text::{Plain, Quote};

/// How far from its verb a date may stand, in bytes.
const REACH: usize = 160;

/// How many bytes a comma between a verb and a date is worth.
const COMMA: usize = 40;

/// How far back a quote may reach for the beginning of its clause, in bytes.
const LEAD: usize = 60;

/// A clause of a text and what stands in it. Offsets are bytes of the clause.
pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    pub(super) numbers: Vec<Number>,
    pub(super) regions: Vec<Named>,
    pub(super) dates: Vec<Dated>,
    pub(super) happenings: Vec<Happening>,
    towns: Vec<Range<usize>>,
    plain: &'a Plain<'a>,
    offset: usize,
}

/// A calendar expression with the date that it means.
pub(super) struct Dated {
    pub(super) expression: Expression,
    pub(super) resolved: Option<Resolved>,
    /// The happening that it dates, by its place in the clause.
    pub(super) dates: Option<usize>,
    /// Whether a rule has made a fact of it.
    pub(super) taken: bool,
}

/// A fact in the making.
pub(super) struct Draft {
    pub(super) kind: FactKind,
    /// The words that bear it out; the quote reaches from the first to the last.
    pub(super) pieces: Vec<Range<usize>>,
    /// Its date, by its place in the clause.
    pub(super) date: Option<usize>,
    pub(super) number: Option<u32>,
    pub(super) approx: bool,
    pub(super) regions: Vec<RegionCode>,
    pub(super) holder: Option<RegionCode>,
}

impl Draft {
    pub(super) fn new(kind: FactKind, pieces: Vec<Range<usize>>) -> Self {
        Draft { kind, pieces, date: None, number: None, approx: false, regions: Vec::new(), holder: None }
    }

    pub(super) fn start(&self) -> usize {
        self.pieces.iter().map(|piece| piece.start).min().unwrap_or_default()
    }

    fn end(&self) -> usize {
        self.pieces.iter().map(|piece| piece.end).max().unwrap_or_default()
    }
}

impl<'a> Clause<'a> {
    /// Reads a clause. `last` is the date named last in the section, before the clause and, afterwards, after it.
    pub(super) fn new(
        plain: &'a Plain<'a>,
        range: Range<usize>,
        day: Option<NaiveDate>,
        gazetteer: &Gazetteer,
        last: &mut Option<Resolved>,
    ) -> Self {
        let text = plain.as_str().get(range.clone()).unwrap_or_default();
        let expressions = dates::expressions(text);
        let mut numbers = numbers(text);
        numbers.retain(|number| !expressions.iter().any(|expression| overlap(&expression.range, &number.range)));
        let regions = gazetteer.regions(text);
        let happenings = happenings(text);
        let (own_tense, mut previous) = (if expressions.is_empty() { None } else { tense(text) }, None);
        let dates = expressions
            .into_iter()
            .map(|expression| {
                let act = dates::grammar::is_of_an_act(text, &expression.range);
                let calendar = expression.said != Said::Now;
                let owner = if act || !calendar { None } else { nearest(text, &happenings, &expression.range) };
                let tense = match owner.and_then(|owner| happenings.get(owner)) {
                    Some(happening) => happening.tense(text),
                    None => own_tense,
                };
                let resolved = resolve(&expression, day, tense, *last);
                if !act && calendar {
                    // "À cette occasion" after a date that stays open, or after several, means none that is known.
                    let several = previous.replace(expression.range.clone()).is_some_and(|one| one == expression.range);
                    *last = resolved.filter(|_| !several);
                }
                Dated { expression, resolved, dates: owner, taken: false }
            })
            .collect();
        Clause { text, numbers, towns: towns(text, &regions), regions, dates, happenings, plain, offset: range.start }
    }

    /// The codes of the regions of the clause, each once.
    pub(super) fn region_codes(&self) -> Vec<RegionCode> {
        let mut codes: Vec<RegionCode> = Vec::new();
        for named in &self.regions {
            if !codes.contains(&named.region) {
                codes.push(named.region);
            }
        }
        codes
    }

    /// The place of "à ce jour" in the clause, where it says so.
    pub(super) fn now(&self) -> Option<usize> {
        self.dates.iter().position(|date| date.expression.said == Said::Now)
    }

    /// The dates of which no rule made a fact, and that are known.
    pub(super) fn other_dates(&self) -> Vec<Draft> {
        let calendar = |date: &&Dated| matches!(date.expression.said, Said::Calendar(_));
        self.dates
            .iter()
            .enumerate()
            .filter(|(_, date)| !date.taken && date.resolved.is_some() && calendar(date))
            .map(|(place, date)| Draft {
                date: Some(place),
                ..Draft::new(FactKind::OtherDated, vec![date.expression.range.clone()])
            })
            .collect()
    }

    /// The fact of a draft; `asked` is where the sentence begins to ask, in bytes of the text.
    pub(super) fn fact(&self, draft: Draft, section: Section, asked: Option<usize>) -> Fact {
        let quoted = self.quoted(draft.start()..draft.end());
        let places = self.towns.iter().filter(|town| quoted.start <= town.start && town.end <= quoted.end);
        let places = places.map(|town| self.stored(town).words.to_owned()).collect();
        let dated = draft.date.and_then(|place| self.dates.get(place));
        let resolved = dated.and_then(|dated| dated.resolved);
        let bound = dated.and_then(|dated| dated.expression.bound);
        let deictic = dated.is_some_and(|dated| dated.expression.said == Said::Now);
        let asserted = asked.is_none_or(|asked| self.offset + draft.start() < asked);
        let quote = self.stored(&quoted);
        Fact {
            kind: draft.kind,
            date: resolved.map(|resolved| bounded(resolved.date, bound)),
            named: resolved.map(|resolved| resolved.date),
            bound,
            words: dated.map(|dated| self.stored(&dated.expression.range).words.to_owned()),
            // "À ce jour" infers no year: the day of the section is known whole.
            inferred_year: !deictic && resolved.is_some_and(|resolved| resolved.inferred_year),
            approx: draft.approx,
            asserted,
            number: draft.number,
            regions: draft.regions,
            places,
            holder: draft.holder,
            quote: quote.words.to_owned(),
            start: quote.characters.start,
            end: quote.characters.end,
            section,
            deictic,
        }
    }

    /// The words to quote around these: back to the beginning of their part of the sentence where it is near, on to
    /// the town or the mark that follows.
    fn quoted(&self, words: Range<usize>) -> Range<usize> {
        let before = self.text.get(..words.start).unwrap_or_default();
        let lead = before.len() - before.rfind([',', ':', '(']).map_or(0, |mark| mark + 1);
        let mut start = words.start;
        if lead <= LEAD {
            let part = before.get(before.len() - lead..).unwrap_or_default();
            let skipped = pattern!(r"^ ?(?:(?:si|et|mais|que|or|donc|car)(?: |$)|qu')?")
                .find(part)
                .map_or(0, |found| found.end());
            start = words.start - lead + skipped;
        }
        let after = self.text.get(words.end..).unwrap_or_default();
        let town = self.towns.iter().find(|town| {
            let between = self.text.get(words.end..town.start).unwrap_or("…");
            pattern!(r"^ à $").is_match(between)
        });
        let mark = pattern!(r"^ ?»").find(after).map_or(words.end, |mark| words.end + mark.end());
        start..town.map_or(mark, |town| town.end)
    }

    /// The words of the stored text that some bytes of the clause stand for.
    fn stored(&self, bytes: &Range<usize>) -> Quote<'a> {
        self.plain.quote(self.offset + bytes.start..self.offset + bytes.end)
    }
}

/// Whether two runs of bytes share one.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The bytes between two runs of them.
pub(super) fn gap(one: &Range<usize>, other: &Range<usize>) -> usize {
    other.start.saturating_sub(one.end).max(one.start.saturating_sub(other.end))
}

/// The happening whose verb is nearest to a date, of those that take one.
fn nearest(text: &str, happenings: &[Happening], date: &Range<usize>) -> Option<usize> {
    let near = happenings.iter().enumerate().filter(|(_, happening)| happening.takes_dates());
    // A comma between them is as good as some words: "qui a siégé en visioconférence le 13 mai, se retrouvera".
    let near = near.map(|(place, happening)| {
        let between = happening.verb.end.min(date.end)..happening.verb.start.max(date.start);
        let commas = text.get(between).unwrap_or_default().matches(',').count();
        (gap(&happening.verb, date) + commas * COMMA, place)
    });
    near.min().filter(|(gap, _)| *gap <= REACH).map(|(_, place)| place)
}

/// The tense of a clause that no rule knows; none where it has both, or neither.
fn tense(text: &str) -> Option<Tense> {
    let past =
        pattern!(r"\b(?:a|ont|avait|avaient|était|étaient|s'est|se sont)(?: \p{L}+)? \p{L}+(?:é|i|u|is|it|ert)e?s?\b");
    let future = pattern!(r"\b\p{L}{2,}r(?:a|ont)\b|\b(?:doit|doivent) ");
    match (past.is_match(text), future.is_match(text)) {
        (true, false) => Some(Tense::Past),
        (false, true) => Some(Tense::Future),
        _ => None,
    }
}
