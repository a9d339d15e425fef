//! Lines of the register as pages show them: the public one, and the officials' own, which says who.

use super::{
    frame::moment,
    parts::{Link, entry, plural},
};
use crate::{
    programme::{
        record::JournalLine,
        register::{Change, Entry, Register, Shown},
    },
    web::address,
};

/// How many regions a line names; of more it says how many.
const NAMED: usize = 3;

/// A line.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its number.
    pub id: i64,
    /// Its moment, for machines.
    pub machine: String,
    /// Its moment, in words.
    pub when: String,
    /// In which role.
    pub role: &'static str,
    /// Who, for officials alone; empty elsewhere.
    pub who: String,
    /// What was done, and where the subject that it names is read.
    pub action: Link,
    /// The regions that it concerns.
    pub regions: Vec<Link>,
    /// What it changed; empty where it is too long to be told here.
    pub changes: Vec<Told>,
    /// Its counts, where it is too long to be told here.
    pub counts: Vec<String>,
    /// Of what it speaks then: “136 territoires”.
    pub tally: Vec<String>,
    /// The site as it was then.
    pub then: String,
}

/// A change.
#[derive(Clone, Debug)]
pub struct Told {
    /// Its subject, where that is not the one of the line.
    pub subject: Option<Link>,
    /// Its property.
    pub label: &'static str,
    /// What was done, where it was not simply stated.
    pub what: &'static str,
    /// The value, where the value retained did not move.
    pub value: String,
    /// From what, where it moved.
    pub from: String,
    /// To what, where it moved.
    pub to: String,
    /// Whether it moved.
    pub moves: bool,
    /// The value that stays retained beside the one that is told.
    pub retained: String,
    /// Why the date moved.
    pub reason: String,
    /// In which words.
    pub why: String,
    /// Whether its value is not shown.
    pub withheld: bool,
    /// Its source.
    pub source: Option<Link>,
}

/// The lines as a page shows them.
#[must_use]
pub fn rows(register: &Register<'_>, lines: &[&JournalLine]) -> Vec<Row> {
    lines.iter().map(|line| row(register, line)).collect()
}

/// A line as a page shows it.
#[must_use]
pub fn row(register: &Register<'_>, line: &JournalLine) -> Row {
    let told = register.entry(line);
    let programme = register.programme();
    let href = told.subject.as_ref().map(|key| address::subject(programme, key)).unwrap_or_default();
    let is_long = told.changes.is_empty();
    let counts = [(line.statements, "affirmation"), (line.decisions, "décision"), (line.subjects, "fiche")];
    let machine = line.recorded_at.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
    let regions = match told.regions.len() {
        many if many > NAMED => vec![Link::new(format!("{many} régions"), "")],
        _ => told.regions.iter().map(|code| Link::region(programme, *code)).collect(),
    };
    Row {
        id: line.id,
        when: moment(line.recorded_at),
        role: line.role.french(),
        who: String::new(),
        regions,
        changes: told.changes.iter().map(|change| change_of(register, &told, change)).collect(),
        counts: counts
            .into_iter()
            .filter(|(count, noun)| is_long && *count > 0 && (*noun != "fiche" || line.statements == 0))
            .map(|(count, noun)| plural(count, noun))
            .collect(),
        tally: match is_long {
            true => register.tally(line).into_iter().map(|(noun, count)| counted(count, noun)).collect(),
            false => Vec::new(),
        },
        action: Link::new(told.french, href),
        then: format!("/?recorded_at={machine}"),
        machine,
    }
}

/// COPIL takes no s.
fn counted(count: usize, noun: &str) -> String {
    if noun == "COPIL" { format!("{count} COPIL") } else { plural(count, noun) }
}

fn change_of(register: &Register<'_>, line: &Entry, change: &Change) -> Told {
    let said = |shown: &Option<Shown>| shown.as_ref().map(|shown| shown.french.clone()).unwrap_or_default();
    let is_other = line.subject.as_ref() != Some(&change.subject);
    let value = said(&change.value);
    let moves = change.moves() && !change.withheld;
    Told {
        subject: is_other
            .then(|| Link::new(change.name.clone(), address::subject(register.programme(), &change.subject))),
        label: change.property.french_of(&change.subject),
        what: change.what.french(),
        retained: if moves || change.to == change.value { String::new() } else { said(&change.to) },
        value,
        from: said(&change.from),
        to: said(&change.to),
        moves,
        reason: change.reason.map(|reason| reason.french().to_owned()).unwrap_or_default(),
        why: change.why.clone().unwrap_or_default(),
        withheld: change.withheld,
        source: change.source.as_ref().map(|source| Link::new(source.title.clone(), entry(source))),
    }
}
