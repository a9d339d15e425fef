//! A record of the API of NosDéputés.fr or NosSénateurs.fr: the columns of their database.

use serde_json::Value;

use crate::reading::address::Address;
use crate::reading::addressed;
use crate::reading::document::{Document, Name, ReadError};
use crate::reading::html::{readable, unescaped};
use crate::reading::question::{Chamber, Header, QuestionKind, State, said_once};

use super::day::{IN_DIGITS, day};
use super::nosdeputes_text::of_motive;
use super::part::Parts;
use super::tree::words;

/// The record of a root: `{"questionecrite": {…}}`, or the record itself.
pub(super) fn record(root: &Value) -> &Value {
    let members = root.as_object();
    let wrapped = members.filter(|members| members.len() <= 2).and_then(|members| {
        members.values().find(|value| value.get("numero").is_some() && value.get("question").is_some())
    });
    wrapped.unwrap_or(root)
}

/// Takes a record apart.
///
/// # Errors
/// [`ReadError`] where a part lacks or cannot be read.
pub(super) fn read(record: &Value, name: Name) -> Result<Document, ReadError> {
    let mut parts = Parts::of(name);
    let number = parts.require("number", words(record, &["numero"]), "numero")?;
    let asked_on = parts.require("day asked", words(record, &["date"]), "date")?;
    let asked_on = day(&asked_on).ok_or_else(|| parts.unreadable(1, &asked_on, IN_DIGITS))?;
    let question = parts.require("question", text(record, "question"), "question")?;
    let answer = text(record, "reponse");
    let closed_on = words(record, &["date_cloture"]).filter(|words| !words.starts_with("0000"));
    let closed_on =
        closed_on.map(|words| day(&words).ok_or_else(|| parts.unreadable(1, &words, IN_DIGITS))).transpose()?;
    let motive = words(record, &["motif_retrait"]);
    let answered = answer.is_some();
    let address = words(record, &["source"]).and_then(|source| Address::read(&source));
    let ministry = words(record, &["ministere"]);
    let (asked, attributed) = match ministry.as_deref().and_then(|names| names.split_once(" / ")) {
        Some((asked, attributed)) => (Some(asked.to_owned()), Some(attributed.to_owned())),
        None => (addressed::ministry(&question).or_else(|| ministry.clone()), ministry),
    };
    let header = Header {
        // The Sénat's record alone has a title.
        chamber: record
            .get("titre")
            .map(|_| Chamber::Senate)
            .or_else(|| address.as_ref().map(|address| address.chamber)),
        legislature: words(record, &["legislature"]).and_then(|words| words.parse().ok()),
        kind: words(record, &["type"]).map_or(Some(QuestionKind::Written), |words| QuestionKind::read(&words)),
        number: Some(number),
        author: addressed::author(&question),
        ministry_asked: asked,
        ministry_answering: attributed.map(|name| said_once(&name)),
        asked_on: Some(asked_on),
        answered_on: closed_on.filter(|_| answered),
        withdrawn_on: closed_on.filter(|_| !answered),
        state: match (answered, &motive, closed_on) {
            (true, ..) => State::Answered,
            (false, Some(motive), _) => of_motive(motive),
            (false, None, Some(_)) => State::Withdrawn,
            (false, None, None) => State::Waiting,
        },
        motive: motive.filter(|_| !answered),
    };
    Ok(Document {
        title: words(record, &["titre"]),
        header,
        question: Some(question),
        answer,
        address,
        ..Document::default()
    })
}

/// A text of the record, whose tags may be written with entities.
fn text(record: &Value, field: &str) -> Option<String> {
    let written = words(record, &[field])?;
    let written = if written.contains("&lt;") { unescaped(&written) } else { written };
    Some(readable(&written)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::document::take_apart;

    const JSON: &str = r#"{"questionecrite": {"id": 1, "source": "http://questions.assemblee-nationale.fr/q15/15-20408QE.htm",
        "legislature": 15, "numero": "20408", "date": "2019-06-18", "date_cloture": "2019-07-30",
        "ministere": "Économie / Secrétariat d'État", "themes": "", "question": "M. Paul X interroge.<br/>Oui",
        "reponse": "Le 2 juillet.", "motif_retrait": null}}"#;

    #[test]
    fn the_same_record_in_each_notation_is_the_same_question() {
        let xml = "<?xml version=\"1.0\"?><questionecrite><id>1</id><source>http://questions.assemblee-nationale.fr/q15/15-20408QE.htm</source>\
            <legislature>15</legislature><numero>20408</numero><date>2019-06-18</date><date_cloture>2019-07-30</date_cloture>\
            <ministere>Économie / Secrétariat d'État</ministere><question>M. Paul X interroge.&amp;lt;br/&amp;gt;Oui</question>\
            <reponse>Le 2 juillet.</reponse><motif_retrait/></questionecrite>";
        let csv = "id;source;legislature;numero;date;date_cloture;ministere;question;reponse;motif_retrait\n\
            1;http://questions.assemblee-nationale.fr/q15/15-20408QE.htm;15;20408;2019-06-18;2019-07-30;Économie / Secrétariat d'État;\
            M. Paul X interroge.<br/>Oui;Le 2 juillet.;\n";
        let read = |document: &str| take_apart(document, None).unwrap();
        let expected = read(JSON);
        assert_eq!(expected.format, "nosdeputes_json");
        assert_eq!(expected.header.id().unwrap().to_string(), "AN-15-QE-20408");
        assert_eq!(expected.question.as_deref(), Some("M. Paul X interroge.\nOui"));
        assert_eq!(expected.header.ministry_answering.as_deref(), Some("Secrétariat d'État"));
        assert_eq!(Document { format: "nosdeputes_json", ..read(xml) }, expected);
        assert_eq!(Document { format: "nosdeputes_json", ..read(csv) }, expected);
    }

    #[test]
    fn a_withdrawn_record_has_its_day_and_motive() {
        let withdrawn = JSON
            .replace("\"Le 2 juillet.\"", "\"\"")
            .replace("\"motif_retrait\": null", "\"motif_retrait\": \"retrait\"");
        let header = take_apart(&withdrawn, None).unwrap().header;
        assert_eq!((header.answered_on, header.withdrawn_on), (None, "2019-07-30".parse().ok()));
        assert_eq!((header.state, header.motive.as_deref()), (State::Withdrawn, Some("retrait")));
        assert!(
            take_apart(&JSON.replace("2019-06-18", "2019-06-31"), None).unwrap_err().to_string().contains("2019-06-31")
        );
    }
}
