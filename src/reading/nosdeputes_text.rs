//! A page of NosDéputés.fr copied as text: photo line, author, "Question N° … au …", "Question soumise le …",
//! the question, its state ("Réponse émise le …"), the answer, then notices and comments.

use std::ops::Range;

use chrono::NaiveDate;

use crate::programme::date::Edtf;

use super::document::{Document, Form, ReadError};
use super::pattern::pattern;
use super::question::{Chamber, Header, QuestionKind, legislature_on, ministry_addressed, said_once};
use super::text::Plain;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: &str = "page of NosDéputés.fr as text";

/// The box that offers an alert by mail, between the header and the question.
const ALERT: [&str; 4] = ["Être alerté lorsque cette", "question aura une réponse", "Email", "par email"];

/// How the line begins that ends the texts: what follows is comments and notices.
const TRAILERS: [&str; 4] = [
    "Aucun commentaire n'a encore été formulé",
    "Cette législature étant désormais achevée",
    "Vous pouvez commenter",
    "Cette question n'a pas encore de réponse",
];

/// A line of the page: its number from 1, its bytes in the document, and its plain words.
struct Line {
    number: usize,
    range: Range<usize>,
    plain: String,
}

/// The state of the question, as its line says.
enum State {
    Answered(NaiveDate),
    Withdrawn(NaiveDate),
    Waiting,
}

fn recognises(document: &str) -> bool {
    let lines = lines(document);
    lines.iter().any(|line| title(line).is_some()) && lines.iter().any(|line| submitted(line).is_some())
}

fn take_apart(document: &str) -> Result<Document, ReadError> {
    let lines = lines(document);
    let mut recognised = Vec::new();
    let title_at = position(&lines, 0, |line| title(line).is_some())
        .ok_or_else(|| lacking(&recognised, "the line « Question N° … au … »"))?;
    recognised.push("number and ministry");
    let submitted_at = position(&lines, title_at, |line| submitted(line).is_some())
        .ok_or_else(|| lacking(&recognised, "the line « Question soumise le … »"))?;
    recognised.push("day asked");
    let state_at = position(&lines, submitted_at + 1, |line| state_words(line).is_some())
        .ok_or_else(|| lacking(&recognised, "the line « Réponse émise le … », « Réponse » or « Retirée le … »"))?;
    recognised.push("state");

    let author = lines.iter().take(title_at).rev().map(|line| &line.plain).find(|words| !words.starts_with("Photo "));
    let author = author.ok_or_else(|| lacking(&recognised, "the author's name above « Question N° … »"))?;
    recognised.push("author");

    let body = lines.get(submitted_at + 1..state_at).unwrap_or_default();
    let question = text(document, body.iter().filter(|line| !ALERT.contains(&line.plain.as_str())));
    let question = question.ok_or_else(|| lacking(&recognised, "the text of the question"))?;
    recognised.push("question");
    let state = lines.get(state_at).map_or(Ok(State::Waiting), state)?;
    let answer = lines.iter().skip(state_at + 1).take_while(|line| !is_trailer(line));
    let answer = if let State::Answered(_) = state { text(document, answer) } else { None };
    if matches!(state, State::Answered(_)) && answer.is_none() {
        return Err(lacking(&recognised, "the text of the answer"));
    }

    let (number, ministry) = lines.get(title_at).and_then(title).unwrap_or_default();
    let asked_on = lines.get(submitted_at).map(|line| day(line, submitted(line).unwrap_or_default())).transpose()?;
    let frame = lines.iter().take(title_at).chain(lines.iter().skip(state_at + 1).skip_while(|line| !is_trailer(line)));
    let header = Header {
        chamber: chamber(frame),
        legislature: asked_on.and_then(legislature_on),
        kind: Some(QuestionKind::Written),
        number: Some(number),
        author: Some(author.clone()),
        ministry_asked: ministry_addressed(&question),
        ministry_answering: Some(said_once(&ministry)),
        asked_on,
        answered_on: if let State::Answered(day) = state { Some(day) } else { None },
        withdrawn_on: if let State::Withdrawn(day) = state { Some(day) } else { None },
    };
    Ok(Document { header, question: Some(question), answer })
}

/// The lines that are not blank.
fn lines(document: &str) -> Vec<Line> {
    let mut start = 0;
    let mut found = Vec::new();
    for (index, whole) in document.split_inclusive('\n').enumerate() {
        let words = whole.trim();
        if !words.is_empty() {
            let first = start + (whole.len() - whole.trim_start().len());
            let plain = Plain::new(words).as_str().to_owned();
            found.push(Line { number: index + 1, range: first..first + words.len(), plain });
        }
        start += whole.len();
    }
    found
}

fn position(lines: &[Line], from: usize, is: impl Fn(&Line) -> bool) -> Option<usize> {
    lines.iter().skip(from).position(is).map(|place| place + from)
}

/// Number and ministry of "Question N° 20408 au Ministère …( retirée)".
fn title(line: &Line) -> Option<(String, String)> {
    let found = pattern!(r"^Question N° ?(\d+) (?:au|aux|à la|à l') ?(.+?)(?: \((?:retirée|caduque)\))?$")
        .captures(&line.plain)?;
    Some((found.get(1)?.as_str().to_owned(), found.get(2)?.as_str().to_owned()))
}

/// The date of "Question soumise le 18 juin 2019".
fn submitted(line: &Line) -> Option<&str> {
    line.plain.strip_prefix("Question soumise le ")
}

/// The words of the line that says the state, and the date in them.
fn state_words(line: &Line) -> Option<(&'static str, &str)> {
    let starts = ["Réponse émise le ", "Réponse à venir le ", "Retirée le "];
    let dated = starts.into_iter().find_map(|start| Some((start, line.plain.strip_prefix(start)?)));
    dated.or_else(|| (line.plain == "Réponse").then_some(("Réponse", "")))
}

fn state(line: &Line) -> Result<State, ReadError> {
    match state_words(line) {
        Some(("Réponse émise le ", date)) => Ok(State::Answered(day(line, date)?)),
        // The reason follows in brackets: "Retirée le 21 juin 2022 (fin de mandat)".
        Some(("Retirée le ", date)) => {
            Ok(State::Withdrawn(day(line, date.split_once(" (").map_or(date, |(date, _)| date))?))
        }
        _ => Ok(State::Waiting),
    }
}

fn day(line: &Line, date: &str) -> Result<NaiveDate, ReadError> {
    Edtf::read_french(date).ok().and_then(|date| date.is_day()).ok_or_else(|| ReadError::Unreadable {
        form: NAME,
        line: line.number,
        found: date.to_owned(),
        expected: "a day such as « 18 juin 2019 »",
    })
}

fn is_trailer(line: &Line) -> bool {
    TRAILERS.iter().any(|trailer| line.plain.starts_with(trailer))
}

/// The document from the first of these lines to the last, untouched.
fn text<'a>(document: &str, lines: impl Iterator<Item = &'a Line>) -> Option<String> {
    let ranges: Vec<&Range<usize>> = lines.map(|line| &line.range).collect();
    Some(document.get(ranges.first()?.start..ranges.last()?.end)?.to_owned())
}

/// The chamber that the words around the texts name; none where they name none, or both.
fn chamber<'a>(frame: impl Iterator<Item = &'a Line>) -> Option<Chamber> {
    let (mut assembly, mut senate) = (false, false);
    for line in frame {
        assembly |= pattern!(r"NosDéputés|nosdeputes|Assemblée nationale|\bdéputés?\b").is_match(&line.plain);
        senate |= pattern!(r"NosSénateurs|nossenateurs|\bSénat\b|\bsénat(?:eur|rice)s?\b").is_match(&line.plain);
    }
    match (assembly, senate) {
        (true, false) => Some(Chamber::Assembly),
        (false, true) => Some(Chamber::Senate),
        _ => None,
    }
}

fn lacking(recognised: &[&'static str], lacking: &'static str) -> ReadError {
    ReadError::Lacking { form: NAME, recognised: recognised.to_vec(), lacking }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PHOTO: &str = "Photo issue du site de l'Assemblée nationale ou de Wikipedia\n\nOdile Exemple\n";

    fn page(rest: &str) -> Result<Document, ReadError> {
        take_apart(&format!(
            "{PHOTO}Question N° 37 au Ministère de l'industrie\r\n\r\nQuestion soumise le 1er juin 2021\n{rest}"
        ))
    }

    #[test]
    fn a_question_without_an_answer_has_none() {
        let rest = "\nÊtre alerté lorsque cette\nquestion aura une réponse\n\nEmail\npar email\n\nPremier.\n\nSecond.\n\n\
                    Réponse\n\nCette question n'a pas encore de réponse.\n\nAucun commentaire n'a encore été formulé sur cette question.\n";
        let document = page(rest).unwrap();
        assert_eq!(document.question.as_deref(), Some("Premier.\n\nSecond."));
        assert_eq!((document.answer, document.header.answered_on), (None, None));
        assert_eq!(document.header.asked_on, NaiveDate::from_ymd_opt(2021, 6, 1));
        assert_eq!(document.header.id().unwrap().to_string(), "AN-15-QE-37");
        assert_eq!(document.header.author.as_deref(), Some("Odile Exemple"));
    }

    #[test]
    fn a_withdrawn_question_has_its_day() {
        let document = page("Texte.\nRetirée le 21 juin 2022 (fin de mandat)\n").unwrap();
        assert_eq!(document.header.withdrawn_on, NaiveDate::from_ymd_opt(2022, 6, 21));
        assert_eq!(document.answer, None);
    }

    #[test]
    fn notices_and_comments_are_no_answer() {
        let answer = "Réponse émise le 3 juillet 2021\n\nLe 1er comité.\n\nAucun commentaire n'a encore été formulé sur \
                      cette question.\nVous pouvez commenter les travaux.";
        let document = page(&format!("Texte.\n{answer}")).unwrap();
        assert_eq!(document.answer.as_deref(), Some("Le 1er comité."));
    }

    #[test]
    fn an_error_says_what_was_recognised_and_what_lacks() {
        let said = |rest: &str| page(rest).unwrap_err().to_string();
        assert_eq!(
            said("Texte."),
            "page of NosDéputés.fr as text: recognised number and ministry, day asked; lacking: the line « Réponse \
             émise le … », « Réponse » or « Retirée le … »"
        );
        assert!(said("Réponse émise le 3 juillet 2021").ends_with("lacking: the text of the question"));
        assert!(said("Texte.\nRéponse émise le 3 juillet 2021").ends_with("lacking: the text of the answer"));
        assert_eq!(
            said("Texte.\nRéponse émise le 31 juin 2021\nOui."),
            "page of NosDéputés.fr as text, line 8: \"31 juin 2021\" is not a day such as « 18 juin 2019 »"
        );
    }

    #[test]
    fn the_chamber_is_the_one_that_the_page_names() {
        let text =
            "Question N° 37 au Ministère\nQuestion soumise le 1er juin 2021\nÀ l'Assemblée nationale.\nRéponse\n";
        let chamber = |before: &str| take_apart(&format!("{before}\nX Y\n{text}")).unwrap().header.chamber;
        assert_eq!(chamber("Photo issue du site de l'Assemblée nationale"), Some(Chamber::Assembly));
        assert_eq!(chamber("NosSénateurs.fr"), Some(Chamber::Senate));
        assert_eq!(chamber(""), None);
    }
}
