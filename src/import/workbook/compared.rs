//! Each cell set against what the record says now, and what it said at the version that the file was made from: that
//! tells what its author changed from what others changed meanwhile.

use super::{
    cell::{self, Said},
    fault::{Expected, Fault},
    report::CellReport,
    row::{Odd, Row},
    subject::{Context, Target},
};
use crate::programme::{
    avenant::{Avenant, avenant},
    change::{self, erasure::Erasure},
    clock::Clock,
    contract::{ContractId, Family},
    property::Property,
    reason::Reason,
    record::Subject,
    search::fold,
    source::Source,
    told::Told,
    value::Value,
    workbook::{Column, Holds, Shown, shown},
};

/// What differs in a line, and what cannot be read.
pub(super) fn compare(context: &Context<'_>, row: &Row, target: &Target) -> (Vec<CellReport>, Vec<Fault>) {
    let mut faults = Vec::new();
    for column in row.list.columns().iter().filter(|column| column.holds != Holds::Computed) {
        match row.cells.get(column.name).and_then(|cell| cell.odd) {
            Some(Odd::Formula) => faults.push(row.fault(column.name, Expected::NoFormula)),
            Some(Odd::Error) => faults.push(row.fault(column.name, Expected::NoError)),
            None => {}
        }
    }
    let reason = row.text("reason");
    if !reason.is_empty() && Reason::named(reason).is_none() && !faults.iter().any(|fault| fault.found == reason) {
        faults.push(row.fault("reason", Expected::Field(change::Expected::Reason)));
    }
    let clock = *context.programme.clock();
    let subject = target.subject.as_deref();
    let base = match base(subject, row.text("version"), clock) {
        Ok(base) => base,
        Err(expected) => {
            faults.push(row.fault("version", expected));
            return (Vec::new(), faults);
        }
    };
    let now = subject.and_then(|subject| Told::of(subject, &clock));
    let before = match base {
        Base::Nothing => None,
        Base::At(clock) => subject.and_then(|subject| Told::of(subject, &clock)),
    };
    let mut cells = Vec::new();
    for column in row.list.columns() {
        let Some(property) = column.property() else { continue };
        let text = row.text(column.name);
        if text.is_empty() || row.cells.get(column.name).is_some_and(|cell| cell.odd.is_some()) {
            continue;
        }
        let said = match cell::read(&context.plan, property, text, target.region) {
            Ok(said) => said,
            Err(expected) => {
                faults.push(row.fault(column.name, expected));
                continue;
            }
        };
        let now = shown(now.as_ref(), &target.key, property);
        let before = shown(before.as_ref(), &target.key, property);
        match differs(column, property, &said, (before, now), subject, &clock) {
            Ok(differs) => cells.extend(differs),
            Err(expected) => faults.push(row.fault(column.name, expected)),
        }
    }
    if let Some(fault) = other_document(row, target, &cells) {
        faults.push(fault);
    }
    cells.extend(evidence(row, now.as_ref(), &cells));
    (cells, faults)
}

/// What the record said when the file was made.
enum Base {
    Nothing,
    At(Clock),
}

/// The clock of a version; a file without versions is of this very moment.
fn base(subject: Option<&Subject>, version: &str, clock: Clock) -> Result<Base, Expected> {
    let Ok(version) = version.parse::<i64>() else {
        return if version.is_empty() { Ok(Base::At(clock)) } else { Err(Expected::Version) };
    };
    if version == 0 {
        return Ok(Base::Nothing);
    }
    let subject = subject.ok_or(Expected::Version)?;
    if version == subject.version(None) {
        return Ok(Base::At(clock));
    }
    let moment = subject.moment_of(version).ok_or(Expected::Version)?;
    Ok(Base::At(Clock { recorded_at: Some(moment), ..clock }))
}

/// How a cell differs; nothing where it was left as it was, or says what the record says.
fn differs(
    column: &'static Column,
    property: Property,
    said: &Said,
    (before, now): (Shown, Shown),
    subject: Option<&Subject>,
    clock: &Clock,
) -> Result<Option<CellReport>, Expected> {
    let new = match said {
        Said::Erased if now == Shown::Nothing => return Ok(None),
        Said::Erased if property == Property::Name => return Err(Expected::NoErasure),
        Said::Erased => left(property, &now, subject, clock),
        Said::Is(new) => {
            let ends = property == Property::Suspended && *new == Shown::Value(Value::Gap(CANCELLED));
            let same = |shown: &Shown| new == shown || (ends && *shown == Shown::Nothing);
            let in_other_letters = property == Property::Document && fold(&new.french()) == fold(&now.french());
            if same(&now) || same(&before) || in_other_letters {
                return Ok(None);
            }
            new.clone()
        }
    };
    let conflict = (before != now).then_some(before);
    Ok(Some(CellReport { column, old: now, new, erases: *said == Said::Erased, conflict }))
}

const CANCELLED: crate::programme::value::Gap = crate::programme::value::Gap::Cancelled;

/// What is retained once what is shown is taken back.
fn left(property: Property, now: &Shown, subject: Option<&Subject>, clock: &Clock) -> Shown {
    let left = subject.and_then(|subject| {
        let told = Told::of(subject, clock)?;
        let erasure = Erasure::read(property, values(Some(&told), property, now), "-", clock.known_on).ok()?;
        erasure.left(subject, clock)
    });
    match left {
        Some(_) if property.is_many() => Shown::Nothing,
        Some(Value::Text(text)) => Shown::words(&text),
        Some(value) => Shown::Value(value),
        None => Shown::Nothing,
    }
}

/// The values, as they are recorded, that a cell shows.
pub(super) fn values(told: Option<&Told<'_>>, property: Property, shown: &Shown) -> Vec<Value> {
    match shown {
        Shown::Many(parts) => {
            let of = |value: &&&Value| value.text().and_then(crate::programme::workbook::words);
            let all = told.map(|told| told.many(property)).unwrap_or_default();
            all.iter()
                .filter(|value| of(value).is_some_and(|text| parts.contains(&text)))
                .map(|value| (*value).clone())
                .collect()
        }
        _ => told.and_then(|told| told.value(property)).into_iter().collect(),
    }
}

/// A document of another family, or an avenant of another number, is another contract.
fn other_document(row: &Row, target: &Target, cells: &[CellReport]) -> Option<Fault> {
    let new = cells.iter().find(|cell| cell.column.name == "document" && !cell.erases)?.new.french();
    let id: ContractId = target.key.identity().parse().ok()?;
    match Family::of_document(&new) {
        None => Some(row.fault("document", Expected::Field(change::Expected::Document))),
        Some(family) if family != id.document.family => Some(row.fault("document", Expected::SameFamily)),
        Some(Family::Avenant) => match avenant(&new) {
            Avenant::Number(number) if number != id.document.number => {
                Some(row.fault("document", Expected::SameFamily))
            }
            Avenant::Beyond => Some(row.fault("document", Expected::Avenant)),
            // The identity tells which it is, whatever it is called.
            Avenant::Number(_) | Avenant::Plain | Avenant::Untold => None,
        },
        Some(_) => None,
    }
}

/// A piece of evidence by itself bears out what is signed or held already, where nothing shows it yet.
fn evidence(row: &Row, now: Option<&Told<'_>>, cells: &[CellReport]) -> Option<CellReport> {
    let text = row.said("evidence").filter(|_| cells.is_empty())?;
    let column = row.list.column("evidence")?;
    let told = now?;
    let (property, life) = [Property::Signed, Property::Held]
        .into_iter()
        .find_map(|property| Some((property, told.life(property)?)))
        .filter(|(_, life)| life.gap().is_none())?;
    let shows = |source: &Source| match change::Evidence::of(source) {
        change::Evidence::Address(known) | change::Evidence::Paper(known) => known == text,
        change::Evidence::Word => false,
    };
    let mut same = told
        .statements()
        .iter()
        .filter(|statement| statement.property == property && statement.value == life.retained.value);
    let known = same.any(|statement| shows(&statement.source));
    let old = life.retained.source.address.clone().unwrap_or_else(|| life.retained.source.title.clone());
    let cell = CellReport { column, old: Shown::words(&old), new: Shown::words(&text), erases: false, conflict: None };
    (!known).then_some(cell)
}
