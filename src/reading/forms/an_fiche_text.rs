//! A "fiche question" of the Assemblée nationale, legislatures 8 to 13, copied as text: a field a line, the name before
//! the given name, both texts on their labels' lines.

use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::pattern::pattern;
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::an_classic_text::{dated, legislature};
use super::field;
use super::line::{Line, between, position};
use super::nosdeputes_text::{of_motive, own_address};
use super::part::Parts;
use super::person;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_fiche_text", title: "fiche question of the Assemblée nationale as text" };

/// The labels of its fields.
const LABELS: [&str; 9] = [
    "Ministère interrogé",
    "Ministère attributaire",
    "Question publiée au JO le",
    "Réponse publiée au JO le",
    "Question retirée le",
    "Rubrique",
    "Tête d'analyse",
    "Analyse",
    "Date de signalement",
];

const QUESTION: &str = "Texte de la QUESTION :";
const ANSWER: &str = "Texte de la REPONSE :";

pub(super) fn recognises(document: &Sheet<'_>) -> bool {
    document.contains("FICHE QUESTION") || document.contains("Texte de la QUESTION")
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    read(document, NAME)
}

/// Takes such a text apart under the name of the form that it came in.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read; a copied table has lost all its values.
pub(super) fn read(document: &Sheet<'_>, name: Name) -> Result<Document, ReadError> {
    let lines = document.lines();
    let mut parts = Parts::of(name);
    let heading = lines.iter().find(|line| line.plain.starts_with("Question N°"));
    let heading = parts.require("heading", heading, "the line « Question N° : … de … QE »")?;
    let expected = "« Question N° : 26381 de M. Nom Prénom ( Groupe - Département ) QE »";
    // In a saved page the cells of the heading may stand on lines of their own.
    let from = position(lines, 0, |line| line.number == heading.number).unwrap_or(0);
    let joined: Vec<&str> = lines.iter().skip(from).take(4).map(|line| line.plain.as_str()).collect();
    let found = (1..=joined.len()).find_map(|count| {
        let words = joined.get(..count)?.join(" ");
        let found = pattern!(
            r"^Question N° ?:? ?(?P<number>\d+) de (?:M\.|Mme|Mlle) ?(?P<name>[^(]+?) ?\(.*?\) ?(?P<kind>Q[A-Z]+)(?-u:\b)"
        )
        .captures(&words)?;
        let part = |name| found.name(name).map(|part| part.as_str().to_owned());
        Some((part("number")?, part("name")?, part("kind")?))
    });
    let Some((number, printed, kind)) = found else {
        return Err(parts.unreadable(heading.number, &heading.plain, expected));
    };
    let kind = QuestionKind::read(&kind).ok_or_else(|| parts.unreadable(heading.number, &kind, "QE, QG or QOSD"))?;

    let question_at = position(lines, 0, |line| line.plain.starts_with(QUESTION));
    let answer_at = position(lines, 0, |line| line.plain.starts_with(ANSWER));
    let head = between(lines, 0, question_at.or(answer_at).unwrap_or(lines.len()));
    let asked_on = dated(head, "Question publiée au JO le", &parts)?;
    let answered_on = dated(head, "Réponse publiée au JO le", &parts)?;
    let government = kind == QuestionKind::Government;
    let asked_on = asked_on.or(answered_on.filter(|_| government));
    let asked_on = parts.require("day asked", asked_on, "the line « Question publiée au JO le : … »")?;
    let end = position(lines, question_at.unwrap_or(0), is_trailer).unwrap_or(lines.len());
    let question =
        question_at.and_then(|from| section(document, between(lines, from, answer_at.unwrap_or(end)), QUESTION));
    let answer = answer_at.and_then(|from| section(document, between(lines, from, end), ANSWER));
    if question.is_none() && !government {
        return Err(parts.lacking("the text after « Texte de la QUESTION : »"));
    }
    if answered_on.is_some() && answer.is_none() {
        return Err(parts.lacking("the text after « Texte de la REPONSE : »"));
    }
    let withdrawn_on = dated(head, "Question retirée le", &parts)?;
    let motive = field::last(head, "Question retirée le", &LABELS).and_then(|field| {
        pattern!(r"\((.+?)\)")
            .captures(field.value)
            .and_then(|found| found.get(1))
            .map(|words| words.as_str().to_owned())
    });
    let value = |label| field::last(head, label, &LABELS).map(|field| field.value.to_owned());
    let header = Header {
        chamber: Some(Chamber::Assembly),
        legislature: head.iter().find_map(legislature),
        kind: Some(kind),
        number: Some(number),
        author: Some(person::turned(&printed, question.as_deref())),
        ministry_asked: value("Ministère interrogé").or_else(|| question.as_deref().and_then(addressed::ministry)),
        ministry_answering: value("Ministère attributaire"),
        asked_on: Some(asked_on),
        answered_on,
        withdrawn_on,
        state: match (answered_on, withdrawn_on) {
            (Some(_), _) => State::Answered,
            (None, Some(_)) => motive.as_deref().map_or(State::Withdrawn, of_motive),
            (None, None) => State::Waiting,
        },
        motive,
    };
    let sitting = asked_on.pred_opt().filter(|_| government);
    let title = value("Analyse");
    Ok(Document { header, title, question, answer, sitting, address: own_address(lines), ..Document::default() })
}

/// The text from after its label to the last of these lines.
fn section(document: &str, lines: &[Line], label: &str) -> Option<String> {
    let (first, last) = (lines.first()?, lines.last()?);
    let whole = document.get(first.range.start..last.range.end)?;
    // The label's own spaces may be no-break ones: its end is its colon.
    let after = whole.find(':').and_then(|colon| whole.get(colon + 1..))?;
    debug_assert!(first.plain.starts_with(label), "a section begins with its label");
    let text = after.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Lines of the page below its texts; it ends with its legislature and group.
fn is_trailer(line: &Line) -> bool {
    pattern!(r"^(?:© ?Assemblée|Retour |Haut de page|[A-Z. ]{2,20} \d{1,2} REP_PUB(?-u:\b))").is_match(&line.plain)
}
