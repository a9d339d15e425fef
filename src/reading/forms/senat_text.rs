//! A page of the Sénat copied as text: "Question de M. NOM Prénom (…) publiée le …", the question, its page, "Réponse du
//! … publiée le …", the answer. The number stands in its address, if not in its heading.

use chrono::NaiveDate;

use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::pattern::pattern;
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::an_classic_text::legislature;
use super::day::{IN_DIGITS, day, day_in};
use super::line::{Line, between, position, text};
use super::nosdeputes_text::own_address;
use super::part::Parts;
use super::person;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "senat_text", title: "page of the Sénat as text" };

/// The most characters of "Question" and its type in a heading.
const LONGEST: usize = 49;

/// What the heading of a page tells.
struct Heading {
    /// How many lines it takes.
    lines: usize,
    kind: Option<QuestionKind>,
    number: Option<String>,
    author: String,
    asked: String,
}

pub(super) fn recognises(document: &Sheet<'_>) -> bool {
    document.contains("publié") && heading_at(document.lines()).is_some()
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
    let lacking = "the line « Question de M. NOM Prénom (… - …) publiée le … »";
    let (heading_at, heading) = parts.require("heading", heading_at(lines), lacking)?;
    let number = lines.get(heading_at).map_or(0, |line| line.number);
    let asked_on = day(&heading.asked).ok_or_else(|| parts.unreadable(number, &heading.asked, IN_DIGITS))?;
    let begin = heading_at + heading.lines;
    let end = position(lines, begin, |line| line.plain.starts_with("Page mise à jour le")).unwrap_or(lines.len());
    let body = between(lines, begin, end);

    let question_end = body.iter().position(ends_text).unwrap_or(body.len());
    let question = said(document, between(body, 0, question_end), "question");
    if question.is_none() && question_end == 0 {
        return Err(parts.lacking("the text of the question"));
    }
    // A rectified answer follows the first one: the last counts.
    let answering = (question_end..body.len())
        .rev()
        .find_map(|at| answer_heading(between(body, at, body.len())).map(|heading| (at, heading)));
    let mut answered_on = None;
    let mut answer = None;
    if let Some((at, (taken, _, date))) = &answering {
        let line = body.get(*at).map_or(0, |line| line.number);
        answered_on = Some(day(date).ok_or_else(|| parts.unreadable(line, date, IN_DIGITS))?);
        let from = at + taken;
        let stop = position(body, from, ends_text).unwrap_or(body.len());
        answer = said(document, between(body, from, stop), "réponse");
        if answer.is_none() && stop == from {
            return Err(parts.lacking("the text of the answer below « Réponse du … publiée le … »"));
        }
    }
    let ending = body.iter().skip(question_end).find(|line| lapsed(line).is_some()).filter(|_| answered_on.is_none());
    let state = match (answered_on, ending.and_then(lapsed)) {
        (Some(_), _) => State::Answered,
        (None, Some(state)) => state,
        (None, None) => State::Waiting,
    };
    let passed =
        body.iter().rev().find_map(|line| after(line, &["Transmise au ", "Transmise à ", "En attente de réponse du "]));
    let header = Header {
        chamber: Some(Chamber::Senate),
        legislature: lines.iter().take(begin).find_map(legislature),
        kind: heading.kind,
        number: heading.number,
        author: Some(person::turned(&heading.author, question.as_deref())),
        ministry_asked: question.as_deref().and_then(addressed::ministry),
        ministry_answering: answering.map(|(_, (_, ministry, _))| ministry).or_else(|| passed.map(str::to_owned)),
        asked_on: Some(asked_on),
        answered_on,
        withdrawn_on: ending.and_then(|line| day_in(&line.plain)),
        state,
        motive: ending.map(motive),
    };
    let government = header.kind == Some(QuestionKind::Government);
    let sitting: Option<NaiveDate> = asked_on.pred_opt().filter(|_| government);
    let title = between(lines, 0, heading_at)
        .iter()
        .rev()
        .find(|line| legislature(line).is_none() && own_address(std::slice::from_ref(*line)).is_none());
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

/// The heading and its place. In older pages, and in saved ones, it takes several lines, and names type and number.
fn heading_at(lines: &[Line]) -> Option<(usize, Heading)> {
    lines.iter().enumerate().filter(|(_, line)| line.plain.starts_with("Question ")).find_map(|(place, _)| {
        (1..=4).find_map(|count| {
            let joined: Vec<&str> =
                between(lines, place, place + count).iter().map(|line| line.plain.as_str()).collect();
            let joined = joined.join(" ");
            let (before, asked) = joined.rsplit_once("publiée ")?;
            let (asked, before) = (published(asked)?, before.strip_suffix(' ').unwrap_or(before).strip_suffix(')')?);
            let (before, _) = before.split_once('(').filter(|(_, group)| is_bracketed(group))?;
            let (kind, number, author) = before.match_indices(" de ").find_map(|(at, of)| {
                let author = person::titled(before.get(at + of.len()..)?)?;
                let (kind, number) = kind_and_number(before.get(..at)?)?;
                Some((kind, number, author.strip_suffix(' ').unwrap_or(author)))
            })?;
            let (kind, number) = (QuestionKind::read(kind), number.map(str::to_owned));
            Some((place, Heading { lines: count, kind, number, author: author.to_owned(), asked: asked.to_owned() }))
        })
    })
}

/// "Question", "Question écrite", "Question écrite n° 13377", "Question orale n° 1034S": the type and the number.
fn kind_and_number(words: &str) -> Option<(&str, Option<&str>)> {
    let Some((kind, number)) = words.split_once('°') else {
        return (words.chars().count() <= LONGEST).then_some((words, None));
    };
    let kind = kind.strip_suffix(" n").or_else(|| kind.strip_suffix(" N"))?;
    let number = number.strip_prefix(' ').unwrap_or(number);
    let digits = number.strip_suffix(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(number);
    let whole = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    (whole && kind.chars().count() <= LONGEST).then_some((kind, Some(number)))
}

/// The day in what follows "publiée": "le 18/06/2019 - page 3", "dans le JO Sénat du 18/06/2019".
fn published(words: &str) -> Option<&str> {
    let digits = |words: &str| !words.is_empty() && words.bytes().all(|sign| sign.is_ascii_digit());
    let day = ["le ", "dans le JO Sénat du "].into_iter().find_map(|start| words.strip_prefix(start))?;
    let (day, page) = day.split_once(" - page ").unwrap_or((day, "0"));
    (day.split('/').all(digits) && digits(page)).then_some(day)
}

/// Whether each bracket that is closed within was opened within: "Nord (Hauts-de-France) - SER".
fn is_bracketed(words: &str) -> bool {
    let mut closed = words.split(')');
    closed.next_back();
    closed.all(|words| words.contains('('))
}

/// The heading of an answer at the beginning of these lines: how many it takes, the ministry, the words of the day.
fn answer_heading(lines: &[Line]) -> Option<(usize, String, String)> {
    let first = lines.first().filter(|line| line.plain.starts_with("Réponse d"))?;
    (0..3).find_map(|more| {
        let rest: Vec<&str> = between(lines, 1, 1 + more).iter().map(|line| line.plain.as_str()).collect();
        let joined = std::iter::once(first.plain.as_str()).chain(rest).collect::<Vec<_>>().join(" ");
        let (of, day) = joined.rsplit_once(" publiée ").and_then(|(of, day)| Some((of, published(day)?)))?;
        let of = of.strip_prefix("Réponse ")?;
        let ministry =
            ["du ", "de la ", "de l'", "des ", "de "].into_iter().find_map(|start| of.strip_prefix(start))?;
        let of_line = !ministry.is_empty() && !ministry.contains('\n');
        of_line.then(|| (1 + more, ministry.to_owned(), day.to_owned()))
    })
}

/// Whether a text ends before this line.
fn ends_text(line: &Line) -> bool {
    pattern!(r"^(?:- page \d+|Transmise (?:au|à) |En attente de réponse|Erratum(?-u:\b)|publiée dans le JO Sénat du )")
        .is_match(&line.plain)
        || lapsed(line).is_some()
        || pattern!(r"^Réponse d.+(?: publiée (?:le|dans)|ministère [^.]*$)").is_match(&line.plain)
}

/// How a question ended without an answer, as its line says.
fn lapsed(line: &Line) -> Option<State> {
    if pattern!(r"^La question est (?:devenue )?caduque|^(?:Question )?caduque(?-u:\b)").is_match(&line.plain) {
        return Some(State::Closed);
    }
    let withdrawn = pattern!(r"^(?:La question a été retirée|(?:Question )?retirée(?-u:\b))").is_match(&line.plain);
    withdrawn.then(|| {
        let ended = pattern!(r"fin de mandat|fin du mandat|cessation").is_match(&line.plain);
        if ended { State::Closed } else { State::Withdrawn }
    })
}

/// The motive in such a line.
fn motive(line: &Line) -> String {
    let given = pattern!(r"\(([^)]+)\)|(?:pour cause de|en raison de|pour) (.+?)\.?$").captures(&line.plain);
    let given = given.and_then(|found| found.get(1).or_else(|| found.get(2)).map(|words| words.as_str().to_owned()));
    let caduque = lapsed(line) == Some(State::Closed) && line.plain.to_lowercase().contains("caduque");
    given.unwrap_or_else(|| if caduque { "caduque".to_owned() } else { line.plain.trim_end_matches('.').to_owned() })
}

fn after<'l>(line: &'l Line, starts: &[&str]) -> Option<&'l str> {
    starts.iter().find_map(|start| line.plain.strip_prefix(start))
}

/// A text; none where a sentence says that there is none.
fn said(document: &str, lines: &[Line], what: &str) -> Option<String> {
    let missing = |line: &Line| {
        pattern!(r"^Le texte de cette (question|réponse) n'est pas disponible")
            .captures(&line.plain)
            .is_some_and(|found| found.get(1).is_some_and(|said| said.as_str().eq_ignore_ascii_case(what)))
    };
    if lines.iter().any(missing) { None } else { text(document, lines) }
}
