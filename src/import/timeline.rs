//! A timeline that was exported, read back: one line a subject and source.
//!
//! What stands on a line according to its source is taken; what the programme made of it (title, status, retained
//! values …) is passed over. A statement that was recorded once, corrected and struck ones included, is not recorded
//! again: an older export brings back nothing that was put right since.

mod columns;
mod places;
mod spoken;
mod subject;

use chrono::NaiveDate;

use super::{
    cell::words,
    known,
    named::region_code,
    plan::{Plan, Saying, Target},
    refusal::Refused,
    sources,
    table::{Cell, Line, trim},
};
use crate::{
    programme::{
        property::{Property, Shape},
        search::fold,
        source::Source,
        statement::Quote,
        value::{Gap, Value},
    },
    store::Key,
};
pub(super) use columns::COLUMNS;
use columns::STATED;
pub(super) use places::read as read_places;
use spoken::Spoken;

/// Reads one line: what one source says of one subject.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = source(plan, line);
    let subject = subject::named(plan, line);
    let known_on = known_on(plan, line);
    let words = Spoken::read(plan, line, "words");
    let quotes = Spoken::read(plan, line, "quote");
    let mut stated = Vec::new();
    for (column, property) in STATED {
        stated.push((*property, values(plan, line, column, *property)));
    }
    let (source, subject, known_on, words, quotes) = (source?, subject?, known_on?, words?, quotes?);
    let saying = Saying { subject, source, line: line.number(), day: None };
    for (property, values) in stated {
        for (place, value) in values?.into_iter().enumerate() {
            let words = words.of(property, place).map(str::to_owned);
            if is_recorded(plan, &saying, property, &value, words.as_deref()) {
                continue;
            }
            places::identify(plan, line, &value);
            let quote = quotes.of(property, place);
            let quote = quote.map(|text| Quote { text: text.into(), start: None, end: None });
            let known_on = known_on
                .unwrap_or_else(|| known::known_on(plan.as_source(source), property, &value, None, plan.collected_on));
            plan.claim(&saying, property, value, words, quote, known_on);
        }
    }
    Ok(())
}

/// The source of a line: by its key, made with it where it is new; without a key, as any other file names one.
fn source(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Target, Refused> {
    let Some(text) = line.text("source_key") else { return sources::cited(plan, line) };
    let key = Key::new(text);
    if let Some(known) = plan.find(&key).filter(|target| plan.is_source(*target)) {
        return Ok(known);
    }
    if key.kind() != "source" || key.identity().is_empty() || text.contains(char::is_whitespace) {
        return Err(plan.refuse(line.cell("source_key"), "a key that begins with source:"));
    }
    let published_on = plan.plain_date(line, "published_on");
    let kind = sources::kind(plan, line.cell("source_kind"));
    let (published_on, kind) = (published_on?, kind?);
    let kind = kind.ok_or_else(|| plan.refuse(line.cell("source_kind"), "what kind of source it is"))?;
    let title = line.text("source_title");
    let title = title.ok_or_else(|| plan.refuse(line.cell("source_title"), "the title of the source"))?.to_owned();
    // A source without address has its key in that column.
    let address = line.text("source").filter(|address| *address != text).map(str::to_owned);
    let note = line.text("source_note").map(str::to_owned);
    Ok(sources::make(plan, line.number(), Source { key, title, address, published_on, kind, note }))
}

/// The day from which the line was known, and whether that was inferred; none where the line does not say.
fn known_on(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Option<(NaiveDate, bool)>, Refused> {
    let Some(date) = plan.plain_date(line, "known_on")? else { return Ok(None) };
    let cell = line.cell("known_on");
    let last = plan.collected_on;
    let day = date.is_day().filter(|day| *day <= last);
    let day = day.ok_or_else(|| plan.refuse(cell, format!("a day not after {last}")))?;
    let cell = line.cell("known_inferred");
    match fold(cell.text).as_str() {
        "" | "false" | "non" | "faux" | "no" | "0" => Ok(Some((day, false))),
        "true" | "oui" | "vrai" | "yes" | "1" => Ok(Some((day, true))),
        _ => Err(plan.refuse(cell, "true or false (oui, non)")),
    }
}

/// What a line states of a property: none, one, or for some several.
fn values(
    plan: &mut Plan<'_>,
    line: Line<'_>,
    column: &'static str,
    property: Property,
) -> Result<Vec<Value>, Refused> {
    let cell = line.cell(column);
    if cell.text.is_empty() {
        return Ok(Vec::new());
    }
    match property.shape() {
        Shape::Date => {
            let held = held_by(cell.text).map(Value::Gap);
            let date = if held.is_some() { held } else { plan.date(line, column, property, None)? };
            Ok(date.into_iter().collect())
        }
        Shape::Number => Ok(plan.number(line, column)?.map(Value::Number).into_iter().collect()),
        Shape::Region => line.list(column).map(|part| region(plan, cell.with(part))).collect(),
        Shape::Territory => line.list(column).map(|part| territory(plan, cell.with(part))).collect(),
        _ if property.is_many() => Ok(spoken::parts(cell.text).iter().filter_map(|part| words(Some(part))).collect()),
        _ => Ok(words(Some(cell.text)).into_iter().collect()),
    }
}

/// “détenu par la région 32”, as the files for spreadsheets have it: read whether or not that region is known.
fn held_by(text: &str) -> Option<Gap> {
    let folded = fold(text);
    let region = folded.strip_prefix("detenu par la region ").or_else(|| folded.strip_prefix("held by region "))?;
    region_code(region).map(Gap::HeldBy)
}

fn region(plan: &mut Plan<'_>, cell: Cell<'_>) -> Result<Value, Refused> {
    let code = region_code(cell.text);
    code.map_or_else(|| plan.region(cell), Ok).map(Value::Region)
}

fn territory(plan: &mut Plan<'_>, cell: Cell<'_>) -> Result<Value, Refused> {
    let id = cell.text.parse().ok();
    id.map_or_else(|| Ok(plan.territory(cell, None, None)?.0), Ok).map(Value::Territory)
}

/// Whether the statement was ever recorded, in the same words. One that only awaits a decision does not count.
fn is_recorded(plan: &mut Plan<'_>, saying: &Saying, property: Property, value: &Value, words: Option<&str>) -> bool {
    let Some(subject) = plan.known(saying.subject) else { return false };
    let found = subject.statements.iter().find(|known| {
        known.property == property
            && Target::Known(known.source_id) == saying.source
            && !(known.proposed && known.decisions.is_empty())
            && is_same(&known.value, value)
            && words.is_none_or(|words| known.words.as_deref().map(cleaned) == Some(cleaned(words)))
    });
    let Some(found) = found else { return false };
    if !known::standing(&subject.statements).any(|known| known.id == found.id) {
        let (key, property) = (&subject.key, property.name());
        plan.notice(saying.line, &format!("{key} {property} {value} was put right since: kept as it is"));
    }
    true
}

/// Whether two values are the same, but for what a file cannot hold: line ends, and spaces around a cell.
fn is_same(known: &Value, read: &Value) -> bool {
    match (known, read) {
        (Value::Text(known), Value::Text(read)) => cleaned(known) == cleaned(read),
        _ => known == read,
    }
}

fn cleaned(text: &str) -> String {
    trim(text).replace("\r\n", "\n").replace('\r', "\n")
}
