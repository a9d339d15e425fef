//! The XML of the Journal officiel (DILA): a section of questions, or of answers to one.

use serde_json::Value;

use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::html::readable;
use crate::reading::pattern::pattern;
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::day::{IN_DIGITS, day};
use super::part::Parts;
use super::sheet::Sheet;
use super::tree::{self, each, words};

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "dila_xml", title: "XML of the Journal officiel" };

fn recognises(document: &Sheet<'_>) -> bool {
    document.trim_start().starts_with('<') && document.contains("<idQuestion") && document.contains("<numeroQuestion")
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    let (_, root) = tree::of_xml(document, NAME)?;
    let mut parts = Parts::of(NAME);
    let section = holder(&root).unwrap_or(&root);
    let question = match each(section, &["question"]).as_slice() {
        [one] => *one,
        [] => section,
        several => return Err(ReadError::NotOne { form: NAME.title, count: several.len() }),
    };
    let id = |field| words(question, &["idQuestion", field]);
    let number = parts.require("number", id("numeroQuestion"), "idQuestion/numeroQuestion")?;
    let answer = words(section, &["reponse", "texteReponse"]).or_else(|| words(question, &["texteReponse"]));
    let answer = answer.map(|text| readable(&text)).filter(|text| !text.is_empty());
    let text = words(question, &["texteQuestion"]).map(|text| readable(&text));
    // "13382. — 10 mars 2026. — Mme X …": number and day stand before the text.
    let opening = text.as_deref().and_then(|text| pattern!(r"^\d+\. [—–-] ([^—–.]*)\. [—–-] ").captures(text));
    let opening = opening.and_then(|found| day(found.get(1)?.as_str().trim()));
    let text = text.map(|text| pattern!(r"^\d+\. [—–-] [^—–]*[—–-] ").replace(&text, "").into_owned());
    let text =
        parts.require("question", text.filter(|text| !text.is_empty()), "the text of the question, texteQuestion")?;
    let printed = words(question, &["referencePublication", "datePublication"])
        .or_else(|| words(section, &["reponse", "referencePublication", "datePublication"]));
    let printed = parts.require("day", printed, "referencePublication/datePublication")?;
    let printed = day(&printed).ok_or_else(|| parts.unreadable(1, &printed, IN_DIGITS))?;
    let chamber = id("source").map(|source| deunicode::deunicode(&source).to_lowercase());
    let answered = answer.is_some();
    let ministry = words(question, &["ministreJO"]);
    let header = Header {
        chamber: chamber.and_then(|source| match source.as_str() {
            source if source.starts_with("an") || source.contains("assemblee") => Some(Chamber::Assembly),
            source if source.contains("senat") => Some(Chamber::Senate),
            _ => None,
        }),
        legislature: id("legislature").and_then(|words| words.parse().ok()),
        kind: id("type").and_then(|words| QuestionKind::read(&words)),
        number: Some(number),
        author: addressed::author(&text),
        ministry_asked: addressed::ministry(&text).or_else(|| ministry.clone()),
        ministry_answering: ministry.filter(|_| answered),
        // In the section of answers the day is the answer's.
        asked_on: if answered { opening } else { Some(printed) },
        answered_on: answered.then_some(printed),
        state: if answered { State::Answered } else { State::Waiting },
        ..Header::default()
    };
    let title = words(question, &["Objet"]);
    Ok(Document { title, header, question: Some(text), answer, ..Document::default() })
}

/// The element in which a question stands.
fn holder(tree: &Value) -> Option<&Value> {
    let members = tree.as_object()?;
    if members.contains_key("question") || members.contains_key("idQuestion") {
        return Some(tree);
    }
    members.values().find_map(holder)
}
