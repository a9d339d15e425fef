//! The open data of the Assemblée nationale: one question, in JSON or in XML made a tree of the same shape.

use chrono::NaiveDate;
use serde_json::Value;

use crate::reading::address::Address;
use crate::reading::addressed;
use crate::reading::document::{Document, Name, ReadError};
use crate::reading::html::readable;
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::day::{IN_DIGITS, day};
use super::part::Parts;
use super::tree::{at, each, words};

/// The question of a root: `{"question": {…}}`, the question itself, or a collection that holds one.
///
/// # Errors
/// [`ReadError::NotOne`] for a collection of several questions, or of none.
pub(super) fn question(root: &Value, name: Name) -> Result<&Value, ReadError> {
    let within = root.as_object().filter(|members| members.len() <= 3).and_then(|members| {
        members.values().find(|value| value.get("question").is_some()).or_else(|| members.get("question").map(|_| root))
    });
    let Some(within) = within else { return Ok(root) };
    match each(within, &["question"]).as_slice() {
        [one] => Ok(one),
        several => Err(ReadError::NotOne { form: name.title, count: several.len() }),
    }
}

/// Takes a question apart. Where a text is given several times, the last one counts, with its day.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read.
pub(super) fn read(question: &Value, name: Name) -> Result<Document, ReadError> {
    let mut parts = Parts::of(name);
    let number = words(question, &["identifiant", "numero"]);
    let number = parts.require("number", number, "identifiant.numero")?;
    let legislature = words(question, &["identifiant", "legislature"]).and_then(|words| words.parse().ok());
    let legislature = parts.require("legislature", legislature, "identifiant.legislature")?;
    let kind = words(question, &["type"]).and_then(|words| QuestionKind::read(&words));
    let kind = parts.require("type", kind, "type")?;

    let asked = Told::last(question, ["textesQuestion", "texteQuestion"], &parts)?;
    let answer = Told::last(question, ["textesReponse", "texteReponse"], &parts)?;
    let asked_on = asked.day.or(answer.day.filter(|_| kind != QuestionKind::Written));
    let asked_on = parts.require("day asked", asked_on, "textesQuestion.texteQuestion.infoJO.dateJO")?;
    if kind == QuestionKind::Written && asked.text.is_none() {
        return Err(parts.lacking("the text of the question, textesQuestion.texteQuestion.texte"));
    }

    let closing = words(question, &["cloture", "codeCloture"]).filter(|code| code != "REP_PUB");
    let closed_on = words(question, &["cloture", "dateCloture"])
        .or_else(|| words(question, &["cloture", "infoJO", "dateJO"]))
        .filter(|_| closing.is_some() && answer.text.is_none());
    let withdrawn_on = closed_on.map(|words| day_of(&words, &parts)).transpose()?;
    let motive = words(question, &["cloture", "libelleCloture"]).filter(|_| closing.is_some());
    let state = match (&answer.text, &closing) {
        (Some(_), _) => State::Answered,
        (None, Some(code)) if code.contains("RETR") => State::Withdrawn,
        (None, Some(_)) => State::Closed,
        (None, None) => State::Waiting,
    };
    let author = asked.text.as_deref().and_then(addressed::author);
    let author = author.or_else(|| answer.text.as_deref().and_then(addressed::given_the_floor));
    let attributed = each(question, &["minAttribs", "minAttrib"]);
    let header = Header {
        chamber: Some(Chamber::Assembly),
        legislature: Some(legislature),
        kind: Some(kind),
        number: Some(number),
        author,
        ministry_asked: words(question, &["minInt", "developpe"])
            .or_else(|| asked.text.as_deref().and_then(addressed::ministry)),
        ministry_answering: attributed.iter().rev().find_map(|one| words(one, &["denomination", "developpe"])),
        asked_on: Some(asked_on),
        answered_on: answer.day.filter(|_| answer.text.is_some()),
        withdrawn_on,
        state,
        motive: motive.filter(|_| state != State::Answered),
    };
    Ok(Document {
        title: title(question),
        sitting: asked_on.pred_opt().filter(|_| kind == QuestionKind::Government),
        address: words(question, &["uid"]).and_then(|uid| Address::read(&uid)),
        question: asked.text,
        answer: answer.text,
        header,
        ..Document::default()
    })
}

/// A text of a question with its day.
struct Told {
    text: Option<String>,
    day: Option<NaiveDate>,
}

impl Told {
    /// The last of the texts at a path.
    fn last(question: &Value, path: [&str; 2], parts: &Parts) -> Result<Self, ReadError> {
        let texts = each(question, &path);
        let last = texts.iter().rev().find(|text| words(text, &["texte"]).is_some()).or(texts.last());
        let Some(last) = last else { return Ok(Told { text: None, day: None }) };
        let day = words(last, &["infoJO", "dateJO"]).map(|words| day_of(&words, parts)).transpose()?;
        let text = words(last, &["texte"]).map(|text| readable(&text)).filter(|text| !text.is_empty());
        Ok(Told { text, day })
    }
}

fn day_of(words: &str, parts: &Parts) -> Result<NaiveDate, ReadError> {
    day(words).ok_or_else(|| parts.unreadable(1, words, IN_DIGITS))
}

/// What the question is about, as its indexers say.
fn title(question: &Value) -> Option<String> {
    const PATHS: [&[&str]; 4] = [
        &["indexationAN", "analyses", "analyse"],
        &["indexationAN", "ANALYSE", "ANA"],
        &["indexationAN", "teteAnalyse"],
        &["indexationAN", "rubrique"],
    ];
    PATHS.into_iter().find_map(|path| at(question, path).and_then(|value| words(value, &[])))
}
