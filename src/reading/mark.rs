//! A text with its facts marked, for a terminal: `[copil_held 2019-07-02: le comité s'est tenu le 2 juillet]`.

use super::Reading;
use super::facts::{Fact, Section};

/// Both texts of a reading, each fact's words in brackets with its kind, date, number and regions. Facts whose words
/// overlap are nested or told one after the other, so that nothing is hidden.
#[must_use]
pub fn marked(reading: &Reading) -> String {
    let mut out = String::new();
    let sections = [
        (Section::Question, "QUESTION", reading.question_text.as_deref()),
        (Section::Answer, "ANSWER", reading.answer_text.as_deref()),
    ];
    for (section, title, text) in sections {
        let Some(text) = text else { continue };
        let facts: Vec<&Fact> = reading.facts.iter().filter(|fact| fact.section == section).collect();
        out.push_str(&format!("── {title}\n{}\n", section_marked(text, &facts)));
    }
    out
}

fn section_marked(text: &str, facts: &[&Fact]) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for (place, character) in text.chars().enumerate() {
        for fact in facts.iter().filter(|fact| fact.end == place) {
            out.push_str(&closing(fact));
        }
        // Of those that begin here the longest is opened first.
        out.extend(facts.iter().filter(|fact| fact.start == place).map(|_| '['));
        out.push(character);
    }
    let end = text.chars().count();
    for fact in facts.iter().filter(|fact| fact.end == end) {
        out.push_str(&closing(fact));
    }
    out
}

/// `|copil_held 2019-07-02 n. 1 32]`.
fn closing(fact: &Fact) -> String {
    let mut told = format!("|{}", fact.kind.as_str());
    match (fact.date, &fact.partial, fact.recurrence) {
        (Some(date), ..) => told.push_str(&format!(" {date}")),
        (None, Some(partial), _) => told.push_str(&format!(" {partial}?")),
        (None, None, Some(often)) => told.push_str(&format!(" every {often}")),
        (None, None, None) => {}
    }
    if let Some(number) = fact.number {
        told.push_str(&format!(" n={number}"));
    }
    for region in &fact.regions {
        told.push_str(&format!(" {region}"));
    }
    if !fact.asserted {
        told.push_str(" asked");
    }
    told.push(']');
    told
}
