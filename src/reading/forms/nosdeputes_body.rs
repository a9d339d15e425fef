//! A question of NosDéputés.fr copied without its header: the first paragraph asks, the others answer. Number, days and
//! chamber stand in its address only.

use crate::reading::address::Address;
use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::pattern::pattern;
use crate::reading::question::{Header, State};

use super::line::{Line, text};
use super::nosdeputes_text::{is_trailer, own_address};
use super::part::Parts;
use super::sheet::Sheet;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "nosdeputes_body_only", title: "question and answer without a header" };

fn recognises(document: &Sheet<'_>) -> bool {
    let lines = document.lines();
    let mut body = lines.iter().filter(|line| !is_beside(line));
    body.next().is_some_and(|line| asks(&line.plain))
        // Lines of a header are a sign of another form, even one that cannot be read.
        && !lines.iter().any(|line| {
            pattern!(r"^(?:Question (?:N°|de |soumise|publiée)|Texte de la (?:question|réponse)|Ministère (?:interrogé|attributaire)|Réponse (?:émise|publiée|du ))")
                .is_match(&line.plain)
        })
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    let lines = document.lines();
    let mut parts = Parts::of(NAME);
    let mut body = lines.iter().filter(|line| !is_beside(line));
    let question = parts.require("question", body.next(), "the paragraph of the question")?;
    let question = text(document, [question]).unwrap_or_default();
    let answer = text(document, body.take_while(|line| !is_trailer(line)));
    let header = Header {
        author: addressed::author(&question),
        ministry_asked: addressed::ministry(&question),
        state: if answer.is_some() { State::Answered } else { State::Waiting },
        ..Header::default()
    };
    Ok(Document { header, question: Some(question), answer, address: own_address(lines), ..Document::default() })
}

/// Whether a paragraph is a question: someone speaks to, or of, a member of the Government.
fn asks(paragraph: &str) -> bool {
    addressed::author(paragraph).is_some()
        && pattern!(
            r"(?-u:\b)(?:interroge|interpelle|questionne|alerte|sollicite|demande|prie|rappelle|signale|expose|souhaite|attire|appelle|fait part|s'inquiète|remercie)(?-u:\b)"
        )
        .is_match(paragraph)
}

/// A line that is neither question nor answer: the link to the alert, an address.
fn is_beside(line: &Line) -> bool {
    pattern!(r"^(?:!\[.*\]\(.*\) ?)?(?:\|? ?(?:par email|Email) ?\|?|Être alerté.*|question aura une réponse)$|^!\[.*\]\(.*\)$|^\|[-| ]*$")
        .is_match(&line.plain)
        || Address::read(&line.plain).is_some()
}
