//! What a line of the journal changed, one statement at a time.

use std::sync::Arc;

use chrono::TimeDelta;
use serde::Serialize;

use crate::{
    programme::{
        clock::{Clock, day_in_paris},
        name,
        property::Property,
        reason::Reason,
        record::{JournalLine, Subject},
        source::Source,
        statement::{Decision, Statement, standing},
        told::Told,
        value::Value,
        view::Programme,
    },
    store::{DecisionKind, Key, Moment, StatementId},
};

/// How many characters of a value, or of a sentence, are told; the statement has them all.
const LONG: usize = 240;

/// What was done with a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = JournalDeed)]
pub enum What {
    /// It was stated.
    Stated,
    /// It was proposed, and waits for a decision.
    Proposed,
    /// The proposal was accepted.
    Accepted,
    /// The proposal was refused.
    Refused,
    /// It was chosen among several values.
    Pinned,
    /// It was withdrawn.
    Withdrawn,
    /// A decision on it was taken back.
    TakenBack,
}

/// A value, as it is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = JournalValue)]
pub struct Shown {
    /// Its text: EDTF for a date; long words are cut.
    #[schema(example = "2027-03")]
    pub value: String,
    /// The same as a French reader would write it.
    #[schema(example = "mars 2027")]
    pub french: String,
}

/// What one statement, or one decision on it, changed.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = JournalChange)]
pub struct Change {
    /// The number of the statement.
    #[schema(value_type = i64)]
    pub statement: StatementId,
    /// Of which subject.
    #[schema(value_type = String, example = "contract:1-ti-7505-contrat")]
    pub subject: Key,
    /// What that is called.
    pub name: String,
    /// What was done.
    pub what: What,
    /// Of which property.
    pub property: Property,
    /// What the statement says; null while it is withheld.
    pub value: Option<Shown>,
    /// The value retained just before; null where there was none, or where there may be many.
    pub from: Option<Shown>,
    /// The value retained just after.
    pub to: Option<Shown>,
    /// Why the date moved.
    pub reason: Option<Reason>,
    /// The sentence that goes with it: of who stated it, or of who decided.
    pub why: Option<String>,
    /// Whether a reader proposed it and nobody has accepted it: then neither its value nor its source is told.
    pub withheld: bool,
    /// Its source, for pages; none while it is withheld.
    #[serde(skip)]
    #[schema(ignore)]
    pub source: Option<Arc<Source>>,
}

/// What a line changed, in the order in which it was recorded.
pub(super) fn all(programme: &Programme, line: &JournalLine) -> Vec<Change> {
    let record = programme.record();
    let told = Teller { programme, line };
    let stated = record.recorded_by(line).map(|(subject, statement)| told.stated(subject, statement));
    let decided =
        record.decided_by(line).map(|(subject, statement, decision)| told.decided(subject, statement, decision));
    stated.chain(decided).collect()
}

/// What tells the changes of one line.
struct Teller<'a> {
    programme: &'a Programme,
    line: &'a JournalLine,
}

impl Teller<'_> {
    fn stated(&self, subject: &Subject, statement: &Statement) -> Change {
        let what = if statement.proposed { What::Proposed } else { What::Stated };
        // What was read in a text is borne out by that text; an official's own sentence says why.
        let own = statement.quote.as_ref().filter(|quote| quote.start.is_none() && statement.source.is_of_the_office());
        self.change(subject, statement, what, own.map(|quote| quote.text.as_ref()))
    }

    fn decided(&self, subject: &Subject, statement: &Statement, decision: &Decision) -> Change {
        let what = match decision.kind {
            DecisionKind::Accept => What::Accepted,
            DecisionKind::Refuse => What::Refused,
            DecisionKind::Pin => What::Pinned,
            DecisionKind::Strike => What::Withdrawn,
            DecisionKind::TakeBack => What::TakenBack,
        };
        let why = Some(decision.reason.as_ref()).filter(|why| !why.trim().is_empty());
        let mut change = self.change(subject, statement, what, why);
        // Why the date moved is of who stated it, not of who decided.
        change.reason = change.reason.filter(|_| what == What::Accepted);
        change
    }

    fn change(&self, subject: &Subject, statement: &Statement, what: What, why: Option<&str>) -> Change {
        let property = statement.property;
        let withheld = self.is_withheld(subject, statement);
        let before = self.line.recorded_at - TimeDelta::microseconds(1);
        let (from, to) = if property.is_many() {
            (None, None)
        } else {
            (self.retained(subject, property, before), self.retained(subject, property, self.line.recorded_at))
        };
        Change {
            statement: statement.id,
            subject: subject.key.clone(),
            name: name::of(self.programme, subject),
            what,
            property,
            value: (!withheld).then(|| Shown::of(self.programme, &statement.value)),
            from,
            to,
            reason: statement.reason.filter(|_| !withheld),
            // What a reader writes is withheld with the rest; what is answered is not.
            why: why.filter(|_| !withheld || what != What::Proposed).map(cut),
            withheld,
            source: (!withheld).then(|| Arc::clone(&statement.source)),
        }
    }

    /// The value retained of a property at a moment, as it was known on its day.
    fn retained(&self, subject: &Subject, property: Property, moment: Moment) -> Option<Shown> {
        let clock = Clock { known_on: day_in_paris(moment), recorded_at: Some(moment) };
        let told = Told::of(subject, &clock)?;
        let id = told.life(property)?.retained.statement;
        let retained = told.statements().iter().find(|statement| statement.id == id)?;
        (!self.is_withheld(subject, retained)).then(|| Shown::of(self.programme, &retained.value))
    }

    /// Whether a statement is withheld from who reads now.
    fn is_withheld(&self, subject: &Subject, statement: &Statement) -> bool {
        let standing = standing(&subject.statements, statement, self.programme.clock());
        standing.is_some_and(|standing| statement.is_withheld(standing))
    }
}

impl Shown {
    fn of(programme: &Programme, value: &Value) -> Self {
        Self { value: cut(&value.to_string()), french: cut(&name::of_value(programme, value)) }
    }
}

impl Change {
    /// Whether the value retained is another after it.
    #[must_use]
    pub fn moves(&self) -> bool {
        self.from != self.to
    }

    /// The change in a sentence; its subject is named where the line is not about that one alone (`of`).
    #[must_use]
    pub fn french(&self, of: Option<&Key>) -> String {
        let mut text = String::new();
        if of != Some(&self.subject) {
            text.push_str(&self.name);
            text.push_str(", ");
        }
        text.push_str(self.property.french_of(&self.subject));
        let said = |shown: &Option<Shown>| shown.as_ref().map_or("rien", |shown| shown.french.as_str()).to_owned();
        match (&self.value, self.what.french()) {
            (None, done) => text.push_str(&format!(" : {done}, valeur non montrée")),
            (Some(value), done) => {
                text.push_str(" : ");
                if !done.is_empty() {
                    text.push_str(&format!("{done} : "));
                }
                text.push_str(&match self.moves() {
                    true => format!("{} → {}", said(&self.from), said(&self.to)),
                    false => value.french.clone(),
                });
                let differs = |to: &&Shown| to.french != value.french;
                match self.to.as_ref().filter(differs) {
                    Some(to) if !self.moves() => text.push_str(&format!(" (valeur retenue : {})", to.french)),
                    _ => {}
                }
            }
        }
        if let Some(reason) = self.reason {
            text.push_str(&format!(" ; motif : {}", reason.french()));
        }
        if let Some(why) = &self.why {
            text.push_str(&format!(" ; « {why} »"));
        }
        text
    }
}

impl What {
    /// What is told before the value; nothing of what is simply stated.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Stated => "",
            Self::Proposed => "proposé",
            Self::Accepted => "proposition acceptée",
            Self::Refused => "proposition refusée",
            Self::Pinned => "valeur choisie",
            Self::Withdrawn => "retiré",
            Self::TakenBack => "décision annulée",
        }
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONG) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
