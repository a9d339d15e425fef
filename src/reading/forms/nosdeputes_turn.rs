//! A spoken turn on NosDéputés.fr or NosSénateurs.fr, copied as text: "Intervention de …", the sitting and its day, the
//! agenda, the speaker with a colon, what was said.

use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::pattern::pattern;
use crate::reading::question::{Header, QuestionKind, State};

use super::day::{IN_WORDS, day};
use super::line::{Line, position, text};
use super::nosdeputes_text::{chamber, is_trailer, own_address};
use super::part::Parts;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "nosdeputes_intervention_text", title: "spoken turn of NosDéputés.fr as text" };

pub(super) fn recognises(document: &Sheet<'_>) -> bool {
    document.contains("Intervention de ") && document.lines().iter().any(|line| speaker(line).is_some())
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    read(document, NAME)
}

/// Takes such a text apart under the name of the form that it came in. What was said is the answer; there is no
/// question.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read.
pub(super) fn read(document: &Sheet<'_>, name: Name) -> Result<Document, ReadError> {
    let lines = document.lines();
    let mut parts = Parts::of(name);
    let first = position(lines, 0, |line| speaker(line).is_some());
    let first = parts.require("speaker", first, "the line « Intervention de … »")?;
    let author = lines.get(first).and_then(speaker).unwrap_or_default();
    let sitting_at = position(lines, first + 1, |line| sitting(line).is_some());
    let sitting_at = parts.require("sitting", sitting_at, "the line « Séance … du … » or « Réunion du … »")?;
    let sitting_on = match lines.get(sitting_at).and_then(|line| Some((line, sitting(line)?))) {
        Some((line, words)) => Some(day(words).ok_or_else(|| parts.unreadable(line.number, words, IN_WORDS))?),
        None => None,
    };
    let speaks_at = position(lines, sitting_at + 1, |line| speaks(line, author));
    let speaks_at = parts.require("floor", speaks_at, "the line of the speaker with a colon above what was said")?;
    let said = lines.iter().skip(speaks_at + 1).take_while(|line| !is_trailer(line) && !is_tool(line));
    let said = parts.require("words", text(document, said), "what was said")?;
    let agenda = lines.iter().take(speaks_at).skip(sitting_at + 1).find(|line| !line.plain.starts_with("Photo "));
    let frame =
        lines.iter().take(sitting_at + 1).chain(lines.iter().skip(speaks_at + 1).skip_while(|line| !is_trailer(line)));
    let header = Header {
        chamber: chamber(frame),
        kind: Some(QuestionKind::Spoken),
        author: Some(author.to_owned()),
        answered_on: sitting_on,
        state: State::Answered,
        ..Header::default()
    };
    Ok(Document {
        header,
        title: agenda.map(|line| line.plain.clone()),
        answer: Some(said),
        sitting: sitting_on,
        address: own_address(lines),
        ..Document::default()
    })
}

/// The name in "Intervention de Odile Exemple".
fn speaker(line: &Line) -> Option<&str> {
    pattern!(r"^Intervention (?:de |d')(.+?)(?: le \d.*)?$").captures(&line.plain)?.get(1).map(|name| name.as_str())
}

/// The words of the day in "Séance en hémicycle du jeudi 5 juillet 2018 à 15h00", "Réunion du 3 mai 2018 à 9h30",
/// "Commission des lois — Réunion du 3 mai 2018 : 1ère réunion".
fn sitting(line: &Line) -> Option<&str> {
    pattern!(r"(?:^|[-—–] ?)(?:Séance|Réunion)(?: en hémicycle| publique| de commission)? du (.+?)$")
        .captures(&line.plain)?
        .get(1)
        .map(|day| day.as_str())
}

/// Whether a line gives the floor to this speaker: "Odile Exemple, ministre :", "Odile Exemple".
fn speaks(line: &Line, author: &str) -> bool {
    line.plain.strip_prefix(author).is_some_and(|rest| rest.is_empty() || rest.trim_end().ends_with(':'))
}

/// Links of the page beside what was said.
fn is_tool(line: &Line) -> bool {
    pattern!(r"^(?:Voir tous les commentaires|Laisser un commentaire|Consulter les commentaires|source|Permalien|Signaler une erreur|\d+ commentaires?.*)$")
        .is_match(&line.plain)
}
