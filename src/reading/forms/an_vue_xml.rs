//! The XML view of a question's page of the Assemblée nationale (`…htm/vue/xml`). Its accents may be broken.

use encoding_rs::WINDOWS_1252;
use serde_json::Value;

use crate::reading::addressed;
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::html::readable;
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::day::{IN_DIGITS, day};
use super::nosdeputes_text::of_motive;
use super::part::Parts;
use super::sheet::Sheet;
use super::tree::{self, words};

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_vue_xml", title: "XML view of a page of the Assemblée nationale" };

fn recognises(document: &Sheet<'_>) -> bool {
    document.trim_start().starts_with('<') && document.contains("<DEPOT") && document.contains("<MINI")
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    let mended = mended(document);
    let (_, root) = tree::of_xml(mended.as_deref().unwrap_or(document), NAME)?;
    let mut parts = Parts::of(NAME);
    let number = first(&root, &["@NUMERO", "NUMERO", "NUM_QUESTION"]);
    let number = parts.require("number", number, "DEPOT@NUMERO")?;
    let legislature = first(&root, &["@LEGISLATURE", "LEGISLATURE", "LEG", "@LEG"]);
    let legislature = legislature.map(|words| words.chars().take_while(char::is_ascii_digit).collect::<String>());
    let kind = first(&root, &["@TYPE", "TYPE", "@NATURE", "NATURE"]).and_then(|words| QuestionKind::read(&words));
    let deposit = under(&root, "DEPOT");
    let asked_on = deposit.and_then(|deposit| first(deposit, &["DATE_JO", "DATE_JO_DEPOT"]));
    let asked_on = parts.require("day asked", asked_on, "DEPOT/DATE_JO")?;
    let asked_on = day(&asked_on).ok_or_else(|| parts.unreadable(1, &asked_on, IN_DIGITS))?;
    let text =
        first(&root, &["TEXTE_DEPOT", "TEXTE_QUESTION"]).or_else(|| deposit.and_then(|one| first(one, &["TEXTE"])));
    let question =
        text.or_else(|| first(&root, &["TEXTE"])).map(|text| readable(&text)).filter(|text| !text.is_empty());
    let question = parts.require("question", question, "the text of the question, DEPOT/TEXTE_DEPOT")?;
    let reply = under(&root, "REPONSE");
    let answer = reply.and_then(|reply| first(reply, &["TEXTE_REPONSE", "TEXTE"]));
    let answer = answer.map(|text| readable(&text)).filter(|text| !text.is_empty());
    let answered_on =
        reply.and_then(|reply| first(reply, &["DATE_JO_REPONSE", "DATE_JO"])).filter(|_| answer.is_some());
    let answered_on =
        answered_on.map(|words| day(&words).ok_or_else(|| parts.unreadable(1, &words, IN_DIGITS))).transpose()?;
    let closing = under(&root, "CLOTURE").filter(|_| answer.is_none());
    let withdrawn_on = closing.and_then(|closing| first(closing, &["DATE_JO", "DATE"])).and_then(|words| day(&words));
    let motive = closing.and_then(|closing| first(closing, &["LIBELLE"]));
    let member = under(&root, "AUTEUR");
    let named = |field| member.and_then(|member| first(member, &[field]));
    let author = named("PRENOM").zip(named("NOM")).map(|(given, name)| format!("{given} {name}"));
    let header = Header {
        chamber: Some(Chamber::Assembly),
        legislature: legislature.and_then(|words| words.parse().ok()),
        kind,
        number: Some(number),
        author: author.or_else(|| addressed::author(&question)),
        ministry_asked: under(&root, "MINI").and_then(|ministry| first(ministry, &["DEVELOPPE"])),
        ministry_answering: under(&root, "MINA").and_then(|ministry| last(ministry, "DEVELOPPE")),
        asked_on: Some(asked_on),
        answered_on,
        withdrawn_on,
        state: match (&answer, withdrawn_on) {
            (Some(_), _) => State::Answered,
            (None, Some(_)) => motive.as_deref().map_or(State::Withdrawn, of_motive),
            (None, None) => State::Waiting,
        },
        motive: motive.filter(|_| withdrawn_on.is_some()),
    };
    Ok(Document {
        title: first(&root, &["ANALYSE", "ANA", "TITRE"]),
        header,
        question: Some(question),
        answer,
        ..Document::default()
    })
}

/// A document whose UTF-8 was taken for Windows-1252 and written again as UTF-8 ("Ã©" for "é"): as it was. Only where
/// the whole of it goes back.
fn mended(document: &str) -> Option<String> {
    if !document.contains('Ã') {
        return None;
    }
    let (bytes, _, unmappable) = WINDOWS_1252.encode(document);
    if unmappable { None } else { String::from_utf8(bytes.into_owned()).ok() }
}

/// The words of the first of these fields that the tree has, at any depth.
fn first(tree: &Value, fields: &[&str]) -> Option<String> {
    fields.iter().find_map(|field| under(tree, field).and_then(|value| words(value, &[])))
}

/// The words of the last such field.
fn last(tree: &Value, field: &str) -> Option<String> {
    match tree {
        Value::Object(members) => {
            let own = members.get(field).and_then(|value| words(value, &[]));
            own.or_else(|| members.values().rev().find_map(|value| last(value, field)))
        }
        Value::Array(values) => values.iter().rev().find_map(|value| last(value, field)),
        _ => None,
    }
}

/// What stands under a name, at any depth, the outermost first.
fn under<'v>(tree: &'v Value, name: &str) -> Option<&'v Value> {
    match tree {
        Value::Object(members) => members.get(name).or_else(|| members.values().find_map(|value| under(value, name))),
        Value::Array(values) => values.iter().find_map(|value| under(value, name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<?xml version=\"1.0\"?><QUESTION><LEGISLATURE>15</LEGISLATURE><TYPE>QE</TYPE><DEPOT NUMERO=\"20408\">\
        <DATE_JO>18/06/2019</DATE_JO><PAGE_JO>1</PAGE_JO><TEXTE_DEPOT>M. X interroge été.&lt;br/&gt;Fin</TEXTE_DEPOT></DEPOT>\
        <MINI><DEVELOPPE>Économie</DEVELOPPE></MINI><MINA><ORDRE><DEVELOPPE>A</DEVELOPPE></ORDRE><ORDRE><DEVELOPPE>B</DEVELOPPE></ORDRE></MINA>\
        <AUTEUR><PRENOM>Paul</PRENOM><NOM>Exemple</NOM></AUTEUR>";

    #[test]
    fn the_last_ministry_answers_and_broken_accents_are_mended() {
        let answered = format!(
            "{PAGE}<REPONSE><DATE_JO_REPONSE>30/07/2019</DATE_JO_REPONSE><TEXTE_REPONSE>Oui.</TEXTE_REPONSE></REPONSE></QUESTION>"
        );
        let broken = WINDOWS_1252.decode(answered.as_bytes()).0.into_owned();
        for page in [answered, broken] {
            assert!(recognises(&Sheet::new(page.as_str())));
            let found = take_apart(&Sheet::new(page)).unwrap();
            assert_eq!(found.header.ministry_asked.as_deref(), Some("Économie"));
            assert_eq!(found.header.ministry_answering.as_deref(), Some("B"));
            assert_eq!(found.question.as_deref(), Some("M. X interroge été.\nFin"));
            assert_eq!(found.header.id().unwrap().to_string(), "AN-15-QE-20408");
            assert_eq!(found.header.answered_on, "2019-07-30".parse().ok());
        }
    }

    #[test]
    fn a_closed_question_has_its_day() {
        let page = format!(
            "{PAGE}<CLOTURE><DATE_JO>21/06/2022</DATE_JO><LIBELLE>Fin de mandat</LIBELLE></CLOTURE></QUESTION>"
        );
        let header = take_apart(&Sheet::new(page)).unwrap().header;
        assert_eq!((header.withdrawn_on, header.state), ("2022-06-21".parse().ok(), State::Closed));
        assert!(
            take_apart(&Sheet::new(PAGE))
                .unwrap_err()
                .to_string()
                .contains("the end of the document within <QUESTION>")
        );
    }
}
