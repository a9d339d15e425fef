//! Whether a record holds together: what no row by row check of a database can see.

use super::{
    question::QuestionId,
    record::{Noun, Record, Subject},
    statement::Statement,
    value::Value,
};
use crate::store::Key;

/// What does not hold together in a record, in English, a line each; nothing where all does.
#[must_use]
pub fn faults(record: &Record) -> Vec<String> {
    let mut faults = Vec::new();
    for subject in record.subjects() {
        for statement in &subject.statements {
            let mut fault =
                |text: String| faults.push(format!("statement {} on {}: {text}", statement.id.0, subject.key));
            if let Some(missing) = named(&statement.value).filter(|key| record.find(key).is_none()) {
                fault(format!("it names {missing}, which is not known"));
            }
            if !corrects_its_own_kind(subject, statement) {
                fault("it corrects a statement that is not an earlier one on the same property".to_owned());
            }
            if let Some(found) = misquoted(record, statement) {
                fault(format!("its quote is not what stands at its place in the text: “{found}”"));
            }
        }
    }
    faults
}

/// The subject that a value names.
fn named(value: &Value) -> Option<Key> {
    match value {
        Value::Region(code) => Some(code.key()),
        Value::Departement(code) => Some(code.key()),
        Value::Territory(id) => Some(id.key()),
        _ => None,
    }
}

fn corrects_its_own_kind(subject: &Subject, statement: &Statement) -> bool {
    statement.supersedes.is_none_or(|wrong| {
        let wrong = subject.statements.iter().find(|other| other.id == wrong);
        wrong.is_some_and(|wrong| wrong.id < statement.id && wrong.property == statement.property)
    })
}

/// What stands in the text of a question or an answer where a quote says that it stands, if it is something else.
fn misquoted(record: &Record, statement: &Statement) -> Option<String> {
    let quote = statement.quote.as_deref()?;
    let (start, end) = (usize::try_from(quote.start?).ok()?, usize::try_from(quote.end?).ok()?);
    let (id, section) = statement.source.key.identity().rsplit_once('/')?;
    let id: QuestionId = id.parse().ok()?;
    let question = record.find(&id.key())?;
    debug_assert!(matches!(question.noun, Noun::Question(_)));
    let property = if section == "answer" { "answer_text" } else { "question_text" };
    let texts = question.statements.iter().filter(|statement| statement.property.name() == property);
    let mut found = None;
    for text in texts.filter_map(|statement| statement.value.text()) {
        let there: String = text.chars().skip(start).take(end.saturating_sub(start)).collect();
        if there == *quote.text {
            return None;
        }
        found = Some(there);
    }
    found.or_else(|| Some(String::new()))
}
