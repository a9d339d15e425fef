//! A page of the Assemblée nationale's present site copied as text: title, author, the texts, then "Données clés". The
//! number stands in its address, if not in its heading.

use chrono::NaiveDate;

use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::pattern::pattern;
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::an_classic_text::legislature;
use super::day::{IN_WORDS, day};
use super::field;
use super::line::{Line, between, position, text};
use super::nosdeputes_text::{of_motive, own_address};
use super::part::Parts;
use super::person;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_dyn_text", title: "new page of the Assemblée nationale as text" };

/// The labels of its key data.
const LABELS: [&str; 8] = [
    "Auteur",
    "Type de question",
    "Rubrique",
    "Ministère interrogé",
    "Ministère répondant",
    "Ministère attributaire",
    "Date",
    "Dates",
];

const KEY_DATA: &str = "Données clés";

pub(super) fn recognises(document: &Sheet<'_>) -> bool {
    document.contains("Question de") && document.lines().iter().any(|line| author(line).is_some())
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
    let author_at = position(lines, 0, |line| author(line).is_some());
    let author_at = parts.require("author", author_at, "the line « Question de : M. … »")?;
    let author = lines.get(author_at).and_then(author).unwrap_or_default().to_owned();
    let data_at = position(lines, author_at + 1, |line| line.plain == KEY_DATA);
    let data_at = parts.require("texts", data_at, "the line « Données clés » below the texts")?;
    let data = between(lines, data_at + 1, lines.len());
    let value = |label| field::last(data, label, &LABELS).map(|field| field.value.to_owned());
    let heading = lines.iter().take(data_at).find_map(heading);
    let kind =
        value("Type de question").as_deref().and_then(QuestionKind::read).or(heading.as_ref().and_then(|one| one.0));
    let kind = parts.require("key data", kind, "the line « Type de question : … »")?;

    let body = between(lines, author_at + 1, data_at);
    let answered_at = body.iter().rposition(|line| line.plain.starts_with("Réponse publiée le"));
    let closed_at = body.iter().rposition(|line| closed(line).is_some());
    let answered_on = answered_at.and_then(|at| body.get(at)).map(|line| published(line, &parts)).transpose()?;
    let closing = closed_at.and_then(|at| body.get(at)).and_then(|line| Some((line, closed(line)?)));
    let withdrawn_on = closing
        .map(|(line, words)| day(words).ok_or_else(|| parts.unreadable(line.number, words, IN_WORDS)))
        .transpose()?
        .filter(|_| answered_on.is_none());
    let asked = data.iter().find(|line| line.plain.starts_with("Question publiée le"));
    let asked_on = asked.map(|line| published(line, &parts)).transpose()?;
    let government = kind == QuestionKind::Government;
    let asked_on =
        parts.require("day asked", asked_on.or(answered_on.filter(|_| government)), "« Question publiée le … »")?;

    let ends: Vec<usize> = [answered_at, closed_at].into_iter().flatten().collect();
    let begin = body.iter().take_while(|line| is_beside(line)).count();
    let question = text(document, between(body, begin, ends.iter().min().copied().unwrap_or(body.len())));
    let after = |at: usize| closed_at.filter(|closed| *closed > at).unwrap_or(body.len());
    let answer = answered_at.and_then(|at| {
        let said = between(body, at + 1, after(at)).iter().skip_while(|line| is_beside(line));
        text(document, said.take_while(|line| !line.plain.starts_with("Cause :")))
    });
    if question.is_none() && !government {
        return Err(parts.lacking("the text of the question"));
    }
    if answered_on.is_some() && answer.is_none() {
        return Err(parts.lacking("the text of the answer below « Réponse publiée le … »"));
    }
    let motive = field::last(body, "Cause", &LABELS).map(|field| field.value.to_owned());
    let state = match (answered_on, withdrawn_on) {
        (Some(_), _) => State::Answered,
        (None, Some(_)) => motive.as_deref().map_or(State::Closed, of_motive),
        (None, None) => State::Waiting,
    };
    let header = Header {
        chamber: Some(Chamber::Assembly),
        legislature: lines.iter().take(data_at).find_map(legislature),
        kind: Some(kind),
        number: heading.map(|one| one.1),
        author: Some(author),
        ministry_asked: value("Ministère interrogé").or_else(|| question.as_deref().and_then(addressed::ministry)),
        ministry_answering: value("Ministère répondant").or_else(|| value("Ministère attributaire")),
        asked_on: Some(asked_on),
        answered_on,
        withdrawn_on,
        state,
        motive: motive.filter(|_| state != State::Answered),
    };
    let title = between(lines, 0, author_at).iter().rev().find(|line| {
        legislature(line).is_none()
            && self::heading(line).is_none()
            && own_address(std::slice::from_ref(*line)).is_none()
    });
    let sitting = asked_on.pred_opt().filter(|_| government);
    Ok(Document {
        header,
        title: title.map(|line| line.plain.clone()),
        question,
        answer,
        sitting,
        address: own_address(lines),
        ..Document::default()
    })
}

/// The author in "Question de : M. Odilon Exemple".
fn author(line: &Line) -> Option<&str> {
    const LABEL: &str = "Question de";
    let rest = line.plain.get(LABEL.len()..).filter(|_| line.begins(LABEL))?;
    let name = person::titled(rest.trim_start_matches(' ').strip_prefix(':')?.trim_start_matches(' '))?;
    let name = name.split_once('(').map_or(name, |(name, _)| name.strip_suffix(' ').unwrap_or(name));
    (!name.is_empty() && !line.plain.contains('\n')).then_some(name)
}

/// Type and number in "Question écrite n° 20408 : titre", "Question n° 20408".
fn heading(line: &Line) -> Option<(Option<QuestionKind>, String)> {
    if !line.begins("Question") {
        return None;
    }
    let found = pattern!(r"^(?P<kind>Question[^°:]*?) ?n° ?:? ?(?P<number>\d+)(?-u:\b)").captures(&line.plain)?;
    Some((QuestionKind::read(found.name("kind")?.as_str()), found.name("number")?.as_str().to_owned()))
}

/// The words of the day in "Question clôturée le 20 juin 2017", "Question retirée le …".
fn closed(line: &Line) -> Option<&str> {
    pattern!(r"^(?:Question )?(?:clôturée|retirée) le ([^(]+?) ?(?:\(.*)?$")
        .captures(&line.plain)?
        .get(1)
        .map(|day| day.as_str())
}

/// The day of "Réponse publiée le 2 juillet 2019", "Question publiée le 11 mars 2014 (page 3)".
fn published(line: &Line, parts: &Parts) -> Result<NaiveDate, ReadError> {
    let words = line.plain.split_once(" le ").map_or("", |(_, words)| words);
    let words = words.split(['(', ',']).next().unwrap_or_default().trim();
    let words = words.split(" page").next().unwrap_or_default().trim_end_matches([' ', '-']);
    day(words).ok_or_else(|| parts.unreadable(line.number, words, IN_WORDS))
}

/// Lines between the author and the text: department and group, headings.
fn is_beside(line: &Line) -> bool {
    pattern!(r"circonscription\) ?-|^(?:Texte de la (?:question|réponse)|Question|Réponse|Question écrite|Texte|Voir la question|.{0,60}\([^)]*circonscription\).*)$")
        .is_match(&line.plain)
}
