//! A question of the Sénat as a line of its table of the last twelve months: its header, without texts.

use serde_json::Value;

use crate::reading::address::{Address, lettered};
use crate::reading::document::{Document, Form, Name, ReadError};
use crate::reading::question::{Chamber, Header, QuestionKind, State};

use super::day::{IN_DIGITS, day};
use super::part::Parts;
use super::person;
use super::sheet::Sheet;
use super::table;
use super::tree::words;

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "senat_csv", title: "table of questions of the Sénat" };

fn recognises(document: &Sheet<'_>) -> bool {
    table::columns(document).is_some_and(|columns| {
        ["Nature", "Numéro", "Date de publication JO"].iter().all(|column| columns.iter().any(|known| known == column))
    })
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    let line = table::only(document, NAME)?;
    let mut parts = Parts::of(NAME);
    let value = |column: &str| words(&line, &[column]);
    let address = value("URL Question").and_then(|address| Address::read(&address));
    let number = value("Numéro").or_else(|| address.as_ref().and_then(|address| address.number.clone()));
    let number = parts.require("number", number, "the column « Numéro »")?;
    let asked_on =
        parts.require("day asked", value("Date de publication JO"), "the column « Date de publication JO »")?;
    let asked_on = day(&asked_on).ok_or_else(|| parts.unreadable(2, &asked_on, IN_DIGITS))?;
    let answered_on = value("Date de réponse JO");
    let answered_on =
        answered_on.map(|words| day(&words).ok_or_else(|| parts.unreadable(2, &words, IN_DIGITS))).transpose()?;
    let sort = value("Sort").map(|sort| deunicode::deunicode(&sort).to_lowercase()).unwrap_or_default();
    let header = Header {
        chamber: Some(Chamber::Senate),
        legislature: None,
        kind: kind(&line, &number),
        number: Some(number),
        author: author(&line),
        ministry_asked: value("Ministère de dépôt"),
        ministry_answering: value("Ministère de réponse").or_else(|| value("Ministère de transmission")),
        asked_on: Some(asked_on),
        answered_on,
        withdrawn_on: None,
        state: match (answered_on, sort.as_str()) {
            (Some(_), _) => State::Answered,
            (None, sort) if sort.contains("retir") => State::Withdrawn,
            (None, sort) if sort.contains("caduque") || sort.contains("clos") => State::Closed,
            (None, _) => State::Waiting,
        },
        motive: value("Sort").filter(|_| answered_on.is_none()),
    };
    Ok(Document { title: value("Titre"), header, address, ..Document::default() })
}

/// The type, by its column, else by the letter of the number.
fn kind(line: &Value, number: &str) -> Option<QuestionKind> {
    let written = words(line, &["Nature"]).and_then(|words| QuestionKind::read(&words));
    let letter = number.trim_start_matches(|sign: char| sign.is_ascii_digit());
    written.or_else(|| lettered(&letter.to_uppercase()))
}

fn author(line: &Value) -> Option<String> {
    let (name, given) = (words(line, &["Nom"])?, words(line, &["Prénom"]).unwrap_or_default());
    Some(person::turned(&format!("{} {given}", name.to_uppercase()), None))
}

#[cfg(test)]
mod tests {
    use crate::reading::document::take_apart;

    #[test]
    fn a_line_of_the_table_is_a_header_without_texts() {
        let table = "% Sénat\nSort;Nature;Numéro;Référence;Titre;Nom;Prénom;Civilité;Date de publication JO;Ministère de dépôt;Ministère de réponse;Date de réponse JO;URL Question\n\
            Réponse;QE;13377;;Contrats;CRAONNAIS;Jean-Baptiste;M.;12/12/2019;Cohésion;Cohésion;26/03/2020;https://www.senat.fr/questions/base/2019/qSEQ191213377.html\n";
        let found = take_apart(table, None).unwrap();
        assert_eq!(found.format, "senat_csv");
        assert_eq!(found.header.id().unwrap().to_string(), "SENAT-15-QE-13377");
        assert_eq!(found.header.author.as_deref(), Some("Jean-Baptiste Craonnais"));
        assert_eq!((found.question, found.answer), (None, None));
        let two = format!("{table}{}", table.lines().last().unwrap());
        assert!(take_apart(&two, None).unwrap_err().to_string().contains("2 questions"));
        assert!(
            take_apart(&table.replace("12/12/2019", ""), None)
                .unwrap_err()
                .to_string()
                .contains("Date de publication JO")
        );
    }
}
