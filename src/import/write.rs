//! From a plan to an edit: what one source says of one property of one subject is a set of values, set against
//! the set that it is known to have said.
//!
//! The same set: unchanged. A value that takes the place of another: a new statement, which supersedes the old
//! one. A value more: a new statement. A value less says nothing: a file may tell a part of what a source says.

use std::collections::HashMap;

use super::{
    known,
    plan::{Claim, New, Plan, Target},
    report::{FileReport, Outcome},
};
use crate::{
    programme::{
        contract, copil, departement, figure, milestone,
        property::Property,
        question,
        record::{Noun, Record, Subject},
        region,
        source::{self, NewSource},
        statement::Statement,
        territory,
        value::Value,
    },
    store::{DecisionKind, Edit, NewStatement, SubjectId},
};

/// What one source says of one property of one subject.
type Set = (Target, Property, Target);

impl Plan<'_> {
    /// Puts all that the plan holds into the edit, and tells what became of each line.
    pub fn write(mut self, edit: &mut Edit) -> FileReport {
        let new: Vec<SubjectId> = self.new.iter().map(|new| make(edit, self.record, new)).collect();
        for subject in &self.new {
            if !self.refused.contains(&subject.line) {
                self.report.brought(subject.line, Outcome::Added, Some(format!("{} (new)", subject.key)));
            }
        }
        self.report.recorded.0 = new.len();
        let id = |target: Target| match target {
            Target::Known(id) => Some(id),
            Target::New(place) => new.get(place).copied(),
        };
        for (set, claims) in sets(std::mem::take(&mut self.claims), &self.refused) {
            let (subject, property, source) = set;
            let (Some(subject_id), Some(source_id)) = (id(subject), id(source)) else { continue };
            let known = self.known(subject).map(std::sync::Arc::as_ref);
            let key = self.key(subject).map(ToString::to_string).unwrap_or_default();
            for step in against(claims, known, source, property, self.renews) {
                let claim = step.claim;
                let what = format!("{key} {} {}", property.name(), shortened(&claim.value));
                let outcome = match step.known {
                    Known::Same => {
                        self.report.brought(claim.line, Outcome::Unchanged, None);
                        continue;
                    }
                    Known::Awaited(statement) => {
                        edit.decide(statement.id, DecisionKind::Accept, "stated again by an import");
                        Outcome::Changed
                    }
                    Known::Nothing => Outcome::Added,
                    Known::Other(_) => Outcome::Changed,
                };
                if let Some(subject) = known {
                    edit.touch(subject.id, &subject.key, subject.version(None));
                }
                if !matches!(step.known, Known::Awaited(_)) {
                    let supersedes = if let Known::Other(old) = step.known { Some(old.id) } else { None };
                    edit.state(NewStatement {
                        subject: subject_id,
                        property: property.name(),
                        value: claim.value.to_string(),
                        words: claim.words,
                        source: source_id,
                        quote: claim.quote.map(|quote| (quote.text.into(), quote.start.zip(quote.end))),
                        known_on: claim.known_on,
                        supersedes,
                        confidence: claim.confidence,
                        reason: None,
                        proposed: claim.proposed,
                    });
                    self.report.recorded.1 += 1;
                }
                self.report.brought(claim.line, outcome, Some(what));
            }
        }
        self.report
    }
}

/// The claims of the lines that were taken, by the set that they belong to, in the order of the file.
fn sets(claims: Vec<Claim>, refused: &std::collections::BTreeSet<u32>) -> Vec<(Set, Vec<Claim>)> {
    let mut places: HashMap<Set, usize> = HashMap::with_capacity(claims.len());
    let mut sets: Vec<(Set, Vec<Claim>)> = Vec::with_capacity(claims.len());
    for claim in claims.into_iter().filter(|claim| !refused.contains(&claim.line)) {
        let set = (claim.subject, claim.property, claim.source);
        let place = *places.entry(set).or_insert_with(|| {
            sets.push((set, Vec::new()));
            sets.len() - 1
        });
        let Some((_, claims)) = sets.get_mut(place) else { continue };
        match claims.iter_mut().find(|known| known.value == claim.value) {
            // The same value twice in a file is one statement; the words of either line are its words.
            Some(known) => known.words = known.words.take().or(claim.words),
            None => claims.push(claim),
        }
    }
    sets
}

/// A claim, with what is known in its place.
struct Step<'k> {
    claim: Claim,
    known: Known<'k>,
}

/// What is known in the place of a claim.
enum Known<'k> {
    /// The very same.
    Same,
    /// The same, proposed and awaiting a decision: saying it again accepts it.
    Awaited(&'k Statement),
    /// Something else, which the claim supersedes.
    Other(&'k Statement),
    /// Nothing.
    Nothing,
}

/// Sets claims against what is known of the same property of the same subject by the same source.
fn against<'k>(
    claims: Vec<Claim>,
    subject: Option<&'k Subject>,
    source: Target,
    property: Property,
    renews: bool,
) -> Vec<Step<'k>> {
    let all = subject.map_or(&[][..], |subject| subject.statements.as_slice());
    let of_set = |known: &&Statement| known.property == property && Target::Known(known.source_id) == source;
    let standing: Vec<&Statement> = known::standing(all).filter(of_set).collect();
    let (mut steps, mut added) = (Vec::new(), Vec::new());
    for claim in claims {
        let same = standing.iter().find(|known| known.value == claim.value);
        let awaited = all.iter().filter(of_set).find(|known| known.proposed && known.value == claim.value);
        let known = match (same, awaited) {
            (Some(known), _) if claim.words.is_none() || known.words.as_deref() == claim.words.as_deref() => {
                Known::Same
            }
            (Some(known), _) => Known::Other(known),
            // What was proposed once, whatever was decided of it, is not proposed again.
            (None, Some(_)) if claim.proposed => Known::Same,
            (None, Some(known)) if is_awaited(known) => Known::Awaited(known),
            (None, _) if renews && all.iter().filter(of_set).any(|known| known.value == claim.value) => Known::Same,
            (None, _) => {
                added.push(claim);
                continue;
            }
        };
        steps.push(Step { claim, known });
    }
    let taken = |known: &&Statement| steps.iter().any(|step| step.claim.value == known.value);
    let mut removed: Vec<&Statement> = standing.iter().copied().filter(|known| !taken(known)).collect();
    if property.is_many() && property != Property::Member && removed.len() != added.len() {
        // Of lists that differ in length nobody can say which value took the place of which.
        removed.clear();
    }
    for claim in added {
        let place = removed.iter().position(|known| replaces(&claim.value, &known.value));
        let known = place.map_or(Known::Nothing, |place| Known::Other(removed.remove(place)));
        steps.push(Step { claim, known });
    }
    steps
}

/// Whether a value can take the place of another: any can, but a member's only under the same number.
fn replaces(new: &Value, old: &Value) -> bool {
    match (new, old) {
        (Value::Member(new), Value::Member(old)) => new.siren == old.siren,
        _ => true,
    }
}

/// Whether a proposal has met no decision yet.
fn is_awaited(statement: &Statement) -> bool {
    statement.proposed && statement.decisions.is_empty()
}

/// A value for a line of a report.
fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

/// Makes a subject with the row of its noun.
fn make(edit: &mut Edit, record: &Record, new: &New) -> SubjectId {
    let region = |code: &region::RegionCode| record.find(&code.key()).map(|subject| subject.id);
    match &new.noun {
        Noun::Region(code) => region::add(edit, *code),
        Noun::Departement(code) => departement::add(edit, *code),
        Noun::Territory(id) => territory::add(edit, id),
        Noun::Contract(id, territory) => contract::add(edit, id, *territory),
        Noun::Copil(level, code) => copil::add(edit, &new.key, *level, code.as_ref().and_then(region)),
        Noun::Milestone(kind) => milestone::add(edit, &new.key, *kind),
        Noun::Figure(counted, code, as_of) => {
            figure::add(edit, &new.key, *counted, code.as_ref().and_then(region), as_of)
        }
        Noun::Question(id) => question::add(edit, id),
        Noun::Source(source) => source::add(
            edit,
            &NewSource {
                key: new.key.clone(),
                title: source.title.clone(),
                address: source.address.clone(),
                published_on: source.published_on,
                kind: source.kind,
                note: source.note.clone(),
            },
        ),
    }
}
