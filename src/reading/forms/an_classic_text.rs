//! A page of the Assemblée nationale, legislatures 14 and 15, copied as text: fields with an angle (`Titre > …`), then
//! "Texte de la question" and "Texte de la réponse".

use chrono::NaiveDate;

use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::pattern::pattern;
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::day::{IN_DIGITS, day};
use super::field::{self, Field};
use super::line::{Line, between, position, text};
use super::nosdeputes_text::{of_motive, own_address};
use super::part::Parts;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_classic_text", title: "page of the Assemblée nationale as text" };

/// The labels of its fields.
const LABELS: [&str; 12] = [
    "Ministère interrogé",
    "Ministère attributaire",
    "Rubrique",
    "Titre",
    "Tête d'analyse",
    "Analyse",
    "Question publiée au JO le",
    "Réponse publiée au JO le",
    "Question retirée le",
    "Date de changement d'attribution",
    "Date de signalement",
    "Date de renouvellement",
];

pub(super) fn recognises(document: &Sheet<'_>) -> bool {
    if document.contains("FICHE QUESTION") || !document.contains("Question N") {
        return false;
    }
    let lines = document.lines();
    let numbered = lines.iter().any(|line| number(line).is_some());
    numbered
        && lines.iter().any(|line| {
            pattern!(
            r"^(?:Ministère (?:interrogé|attributaire) ?>|(?:Question|Réponse) publiée au JO le|Texte de la question$)"
        )
        .is_match(&line.plain)
        })
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    read(document, NAME)
}

/// Takes such a text apart under the name of the form that it came in.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read.
pub(super) fn read(document: &Sheet<'_>, name: Name) -> Result<Document, ReadError> {
    let lines = document.lines();
    let mut parts = Parts::of(name);
    let number_at = position(lines, 0, |line| number(line).is_some());
    let number_at = parts.require("number", number_at, "the line « Question N° … »")?;
    let question_at = position(lines, number_at, |line| heads(line, "question"));
    let head = between(lines, 0, question_at.unwrap_or(lines.len()));
    let author = head.iter().skip(number_at).find_map(author);
    let author = parts.require("author", author, "the line « de M. … (… - …) »")?;
    let kind =
        head.iter().find_map(|line| QuestionKind::read(&line.plain).filter(|_| line.plain.starts_with("Question")));
    let kind = parts.require("type", kind, "the line « Question écrite » or « Question au gouvernement »")?;

    let asked_on = dated(head, "Question publiée au JO le", &parts)?;
    let answered_on = dated(head, "Réponse publiée au JO le", &parts)?;
    // A question to the Government has one day only, that of the record of its sitting.
    let asked_on = asked_on.or(answered_on.filter(|_| kind == QuestionKind::Government));
    let asked_on = parts.require("day asked", asked_on, "the line « Question publiée au JO le : … »")?;
    let question_at = parts.require("header", question_at, "the line « Texte de la question »")?;
    let answer_at = position(lines, question_at + 1, |line| heads(line, "réponse"));
    let end = position(lines, question_at + 1, is_trailer).unwrap_or(lines.len());
    let question = text(document, between(lines, question_at + 1, answer_at.unwrap_or(end).min(end)));
    let answer = answer_at.and_then(|from| text(document, between(lines, from + 1, end)));
    if kind != QuestionKind::Government && question.is_none() {
        return Err(parts.lacking("the text of the question"));
    }
    if answered_on.is_some() && answer.is_none() {
        return Err(parts.lacking("the text of the answer, after « Texte de la réponse »"));
    }

    let withdrawal = field::last(head, "Question retirée le", &LABELS);
    let withdrawn_on = dated(head, "Question retirée le", &parts)?;
    let motive = withdrawal.and_then(|field| {
        pattern!(r"\((.+?)\)")
            .captures(field.value)
            .and_then(|found| found.get(1))
            .map(|words| words.as_str().to_owned())
    });
    let state = match (answered_on, withdrawn_on) {
        (Some(_), _) => State::Answered,
        (None, Some(_)) => motive.as_deref().map_or(State::Withdrawn, of_motive),
        (None, None) => State::Waiting,
    };
    let value = |label| field::first(head, label, &LABELS).map(|field| field.value.to_owned());
    let header = Header {
        chamber: Some(Chamber::Assembly),
        legislature: head.iter().find_map(legislature),
        kind: Some(kind),
        number: lines.get(number_at).and_then(number).map(str::to_owned),
        author: Some(author),
        ministry_asked: value("Ministère interrogé").or_else(|| question.as_deref().and_then(addressed::ministry)),
        ministry_answering: field::last(head, "Ministère attributaire", &LABELS).map(|field| field.value.to_owned()),
        asked_on: Some(asked_on),
        answered_on,
        withdrawn_on,
        state,
        motive,
    };
    let sitting = asked_on.pred_opt().filter(|_| kind == QuestionKind::Government);
    let title = value("Titre").or_else(|| value("Analyse"));
    Ok(Document { header, title, question, answer, sitting, address: own_address(lines), ..Document::default() })
}

/// The number in "Question N° 25302", "Question N° : 25302".
fn number(line: &Line) -> Option<&str> {
    const LABEL: &str = "Question N";
    let rest = line.plain.get(LABEL.len()..).filter(|_| line.begins(LABEL))?;
    let rest = rest.strip_prefix('°')?.trim_start_matches([' ', ':']);
    let (number, after) = rest.split_at_checked(rest.bytes().take_while(u8::is_ascii_digit).count())?;
    (!number.is_empty() && !after.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_'))
        .then_some(number)
}

/// The legislature in "15ème législature".
pub(super) fn legislature(line: &Line) -> Option<u8> {
    if !line.plain.starts_with(char::is_numeric) {
        return None;
    }
    pattern!(r"^(\d{1,2}) ?(?:ème|eme|ième|e|è) législature").captures(&line.plain)?.get(1)?.as_str().parse().ok()
}

/// The author in "de Mme Fabienne Vergnolas (La République en Marche - Haute-Vienne )".
fn author(line: &Line) -> Option<String> {
    let found = pattern!(r"(?:^|\d )de (?:M\.|Mme|Mlle) ?([^(]+?) ?(?:\(.*)?$").captures(&line.plain)?;
    Some(found.get(1)?.as_str().to_owned())
}

/// Whether a line heads the text of the question, or of the answer.
fn heads(line: &Line, text: &str) -> bool {
    line.plain.strip_prefix("Texte de la ").is_some_and(|rest| rest.trim_end_matches([' ', ':']) == text)
}

/// Lines of the page below its texts.
fn is_trailer(line: &Line) -> bool {
    pattern!(r"^(?:Être alerté\(?e?\)? |© ?Assemblée|Retour (?:en )?haut|Haut de page|Partager|Imprimer|Mentions légales|Contact$)")
        .is_match(&line.plain)
}

/// The day of a field; the last one where several stand.
pub(super) fn dated(head: &[Line], label: &str, parts: &Parts) -> Result<Option<NaiveDate>, ReadError> {
    let Some(Field { line, value }) = field::last(head, label, &LABELS) else { return Ok(None) };
    day(value).map(Some).ok_or_else(|| parts.unreadable(line, value, IN_DIGITS))
}
