//! What differs in a line, written as the changes that the forms make: the same rights, versions and sources.

mod fields;

use fields::{
    ADDED, ERASURE, Fields, MEETING, MERGED, MINUTES, PROMISE, RENAMED, SIGNATURE, SUSPENSION, WITHDRAWN, column_of,
    detail,
};

use super::{
    compared::values,
    examined::faults_of,
    fault::{Expected, Fault},
    report::CellReport,
    row::Row,
    subject::Target,
};
use crate::programme::{
    change::{
        Evidence, Invalid,
        detail::{Detail, DetailDraft},
        erasure::Erasure,
        minutes::{Adaptation, AdaptationDraft, Minutes, MinutesDraft},
        promise::{Promise, PromiseDraft},
        signature::{Signature, SignatureDraft},
        suspension::{Suspension, SuspensionDraft},
    },
    desk::{Desk, Pen, Refusal},
    property::Property,
    reason::Reason,
    rights::Action,
    told::Told,
    workbook::{List, Shown},
};

/// Writes a line; what cannot be taken of it.
pub(super) fn write(desk: &mut Desk, row: &Row, target: &Target, cells: &[CellReport]) -> Vec<Fault> {
    let writer = Writer { row, target, cells, today: desk.today() };
    match (row.list, target.subject.is_some()) {
        (List::Copils, false) => writer.new_copil(desk),
        (List::Territories, known) => writer.territory(desk, known),
        (List::Contracts, _) => writer.dated(desk, Action::ChangeDates, Property::Signed),
        (List::Copils, true) => writer.dated(desk, Action::RecordMinutes, Property::Held),
    }
}

struct Writer<'a> {
    row: &'a Row,
    target: &'a Target,
    cells: &'a [CellReport],
    today: chrono::NaiveDate,
}

/// A change that was read, with the columns of its fields.
struct Change(Box<Write>, Fields);

/// What states a change that was read.
type Write = dyn Fn(&mut Pen<'_>) -> Result<(), Refusal>;

impl Writer<'_> {
    /// A contract, or a committee's meeting that exists: `met` is that it came about.
    fn dated(&self, desk: &mut Desk, action: Action, met: Property) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut changes = Vec::new();
        let mut erasures = Vec::new();
        let signature = self.changed(column_of(met)).or_else(|| self.changed("evidence")).filter(|cell| !cell.erases);
        for cell in self.cells {
            let Some(property) = cell.column.property() else { continue };
            if cell.erases {
                gather(&mut faults, self.row, &mut erasures, self.erasure(cell, property, &cell.old), ERASURE);
                continue;
            }
            match property {
                Property::Promised => {
                    gather(&mut faults, self.row, &mut changes, self.promise(cell), PROMISE);
                }
                Property::Suspended => {
                    gather(&mut faults, self.row, &mut changes, self.suspension(cell), SUSPENSION);
                }
                Property::Place | Property::Parties | Property::Document if signature.is_some() => {}
                Property::Decision => {
                    let (added, removed) = parts(cell);
                    if !removed.is_empty() {
                        let removed = Shown::Many(removed);
                        gather(&mut faults, self.row, &mut erasures, self.erasure(cell, property, &removed), ERASURE);
                    }
                    for decision in added {
                        gather(&mut faults, self.row, &mut changes, self.detail(property, decision), detail(property));
                    }
                }
                property if property == met => {}
                property => {
                    let value = cell.new.plain().unwrap_or_default();
                    gather(&mut faults, self.row, &mut changes, self.detail(property, value), detail(property));
                }
            }
        }
        if signature.is_some() {
            let fields = if met == Property::Signed { SIGNATURE } else { MEETING };
            gather(&mut faults, self.row, &mut changes, self.signature(met), fields);
        }
        if !faults.is_empty() {
            return faults;
        }
        faults.extend(self.with_pen(desk, Action::Withdraw, erasures));
        faults.extend(self.with_pen(desk, action, changes));
        faults
    }

    /// Makes changes with one pen: what does not exist yet is made once.
    fn with_pen(&self, desk: &mut Desk, action: Action, changes: Vec<Change>) -> Vec<Fault> {
        if changes.is_empty() {
            return Vec::new();
        }
        let version = self.target.subject.as_ref().map_or(0, |subject| subject.version(None));
        match desk.pen(action, &self.target.key, Some(version)) {
            Ok(mut pen) => changes
                .into_iter()
                .filter_map(|Change(write, fields)| write(&mut pen).err().map(|refusal| (refusal, fields)))
                .flat_map(|(refusal, fields)| faults_of(self.row, refusal, fields))
                .collect(),
            Err(refusal) => faults_of(self.row, refusal, &[]),
        }
    }

    fn promise(&self, cell: &CellReport) -> Result<Change, Vec<Invalid>> {
        let draft = PromiseDraft {
            date: cell.new.plain().unwrap_or_default(),
            reason: self.row.said("reason"),
            sentence: self.row.said("sentence"),
            evidence: self.row.said("evidence"),
        };
        let promise = Promise::read(&draft, self.today)?;
        Ok(Change(Box::new(move |pen| promise.write(pen)), PROMISE))
    }

    fn suspension(&self, cell: &CellReport) -> Result<Change, Vec<Invalid>> {
        let draft = SuspensionDraft {
            until: cell.new.plain().unwrap_or_default(),
            reason: self.row.said("reason"),
            sentence: self.row.said("sentence"),
            evidence: self.row.said("evidence"),
        };
        let suspension = Suspension::read(&draft, self.today)?;
        Ok(Change(Box::new(move |pen| suspension.write(pen)), SUSPENSION))
    }

    /// That it came about, with what goes with that; its day as it is known where only evidence is brought.
    fn signature(&self, met: Property) -> Result<Change, Vec<Invalid>> {
        let known = || {
            let told = Told::of(self.target.subject.as_deref()?, &crate::programme::clock::Clock::of_day(self.today))?;
            Some(told.value(met)?.to_string())
        };
        let on = self.changed(column_of(met)).and_then(|cell| cell.new.plain()).or_else(known);
        let draft = SignatureDraft {
            on: on.unwrap_or_default(),
            document: self.given("document"),
            evidence: self.row.said("evidence"),
            parties: self.given("parties"),
            place: self.given("place"),
            sentence: self.row.said("sentence"),
        };
        let signature = Signature::read(&draft, self.today)?;
        Ok(Change(Box::new(move |pen| signature.write(pen)), SIGNATURE))
    }

    fn detail(&self, property: Property, value: String) -> Result<Change, Vec<Invalid>> {
        let draft = DetailDraft {
            property: property.name().to_owned(),
            value,
            sentence: self.row.said("sentence"),
            evidence: self.row.said("evidence"),
        };
        let detail = Detail::read(&draft, self.today)?;
        Ok(Change(Box::new(move |pen| detail.write(pen)), &[]))
    }

    fn erasure(&self, cell: &CellReport, property: Property, shown: &Shown) -> Result<Change, Vec<Invalid>> {
        let clock = crate::programme::clock::Clock::of_day(self.today);
        let told = self.target.subject.as_deref().and_then(|subject| Told::of(subject, &clock));
        let reason = self.row.said("reason").and_then(|text| Reason::named(&text)).map(Reason::french);
        let reason: Vec<String> = reason.map(str::to_owned).into_iter().chain(self.row.said("sentence")).collect();
        let reason = if reason.is_empty() { "effacé dans le fichier".to_owned() } else { reason.join(" : ") };
        debug_assert!(cell.column.property() == Some(property));
        let erasure = Erasure::read(property, values(told.as_ref(), property, shown), &reason, self.today)?;
        Ok(Change(Box::new(move |pen| erasure.write(pen)), ERASURE))
    }

    fn new_copil(&self, desk: &mut Desk) -> Vec<Fault> {
        let decisions = match self.cells.iter().find(|cell| cell.column.name == "decisions").map(|cell| &cell.new) {
            Some(Shown::Many(parts)) => parts.clone(),
            _ => Vec::new(),
        };
        let draft = MinutesDraft {
            region: self.target.region.map(|region| region.to_string()),
            held: self.given("held_on"),
            promised: self.given("promised_on"),
            rank: self.given("rank"),
            place: self.given("place"),
            participants: self.given("parties"),
            decisions,
            evidence: self.row.said("evidence"),
            title: self.given("title"),
            sentence: self.row.said("sentence"),
            ..MinutesDraft::default()
        };
        let written = Minutes::read(&draft, self.today).map_err(Refusal::Invalid).and_then(|it| it.write(desk));
        written.err().map_or_else(Vec::new, |refusal| faults_of(self.row, refusal, MINUTES))
    }

    /// A territory: added, or renamed, withdrawn, merged.
    fn territory(&self, desk: &mut Desk, known: bool) -> Vec<Fault> {
        let id = self.target.key.identity();
        let version = self.target.subject.as_ref().map(|subject| subject.version(None));
        let adaptation = |kind: &str| AdaptationDraft {
            kind: kind.to_owned(),
            territory: id.to_owned(),
            version,
            ..AdaptationDraft::default()
        };
        let mut drafts: Vec<(AdaptationDraft, Fields)> = Vec::new();
        if !known {
            drafts.push((AdaptationDraft { name: self.row.said("name"), ..adaptation("added") }, ADDED));
        }
        let mut faults = Vec::new();
        let mut erasures = Vec::new();
        for cell in self.cells.iter().filter(|cell| known || cell.column.name != "name") {
            let value = cell.new.plain();
            let Some(property) = cell.column.property() else { continue };
            if cell.erases {
                gather(&mut faults, self.row, &mut erasures, self.erasure(cell, property, &cell.old), ERASURE);
                continue;
            }
            match property {
                Property::Name => drafts.push((AdaptationDraft { name: value, ..adaptation("renamed") }, RENAMED)),
                Property::Withdrawn => {
                    drafts.push((AdaptationDraft { on: value, ..adaptation("withdrawn") }, WITHDRAWN));
                }
                Property::MergedInto => {
                    drafts.push((AdaptationDraft { into: value, ..adaptation("merged") }, MERGED));
                }
                _ => {}
            }
        }
        let evidence = match Evidence::read(self.row.text("evidence"), self.today) {
            Ok(evidence) => evidence,
            Err(invalid) => return faults_of(self.row, Refusal::Invalid(invalid), &[("evidence", "evidence")]),
        };
        if !known && let Some(cell) = self.cells.iter().find(|cell| cell.column.name != "name") {
            // Of a territory that is made in this very edit, nothing else can be said in it.
            faults.push(self.row.fault(cell.column.name, Expected::Identity));
        }
        let mut read = Vec::new();
        for (draft, fields) in drafts {
            match Adaptation::read(&draft, self.target.region, self.today) {
                Ok(adaptation) => read.push((adaptation, fields)),
                Err(invalid) => faults.extend(faults_of(self.row, Refusal::Invalid(invalid), fields)),
            }
        }
        if !faults.is_empty() {
            return faults;
        }
        faults.extend(self.with_pen(desk, Action::Withdraw, erasures));
        for (adaptation, fields) in read {
            let written = adaptation.write(desk, &evidence);
            faults.extend(written.err().map_or_else(Vec::new, |refusal| faults_of(self.row, refusal, fields)));
        }
        faults
    }

    fn changed(&self, column: &str) -> Option<&CellReport> {
        self.cells.iter().find(|cell| cell.column.name == column)
    }

    /// The new value of a column that changes.
    fn given(&self, column: &str) -> Option<String> {
        self.changed(column).filter(|cell| !cell.erases).and_then(|cell| cell.new.plain())
    }
}

/// Keeps a change that was read, or what is wrong with it.
fn gather(
    faults: &mut Vec<Fault>,
    row: &Row,
    changes: &mut Vec<Change>,
    read: Result<Change, Vec<Invalid>>,
    fields: Fields,
) {
    match read {
        Ok(Change(write, _)) => changes.push(Change(write, fields)),
        Err(invalid) => faults.extend(faults_of(row, Refusal::Invalid(invalid), fields)),
    }
}

/// What is added to several values, and what is taken away.
fn parts(cell: &CellReport) -> (Vec<String>, Vec<String>) {
    let of = |shown: &Shown| match shown {
        Shown::Many(parts) => parts.clone(),
        _ => Vec::new(),
    };
    let (old, new) = (of(&cell.old), of(&cell.new));
    let added = new.iter().filter(|part| !old.contains(part)).cloned().collect();
    (added, old.into_iter().filter(|part| !new.contains(part)).collect())
}
