//! The open data of the Assemblée nationale in JSON: one question.

use crate::reading::document::{Document, Form, Name, ReadError};

use super::sheet::Sheet;
use super::{an_open_data, tree};

/// The form.
pub const FORM: Form = Form { name: NAME, recognises, take_apart };

const NAME: Name = Name { format: "an_json", title: "open data of the Assemblée nationale in JSON" };

fn recognises(document: &Sheet<'_>) -> bool {
    document.trim_start().starts_with('{')
        && document.contains("\"identifiant\"")
        && ["\"minInt\"", "\"textesQuestion\"", "\"minAttribs\""].iter().any(|field| document.contains(field))
}

fn take_apart(document: &Sheet<'_>) -> Result<Document, ReadError> {
    let root = tree::of_json(document, NAME)?;
    an_open_data::read(an_open_data::question(&root, NAME)?, NAME)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn sample() -> Value {
        json!({"question": {
            "uid": "QANR5L15QE33455", "identifiant": {"numero": "33455", "legislature": "15"}, "type": "QE",
            "minInt": {"developpe": "Ministère délégué"},
            "minAttribs": {"minAttrib": {"denomination": {"developpe": "Ministère délégué"}}},
            "textesQuestion": {"texteQuestion": {"infoJO": {"dateJO": "2020-11-03"}, "texte": "M. Paul X interroge.<br />Oui &eacute;t&#233;"}},
            "textesReponse": {"texteReponse": {"infoJO": {"dateJO": "19/01/2021"}, "texte": "<p>Une.<p>Deux</i>."}},
            "cloture": {"codeCloture": "REP_PUB", "dateCloture": "2021-01-19"}
        }})
    }

    fn read(value: &Value) -> Document {
        take_apart(&Sheet::new(value.to_string())).unwrap()
    }

    #[test]
    fn both_date_forms_and_unbalanced_html_are_read() {
        assert!(recognises(&Sheet::new(sample().to_string())));
        let found = read(&sample());
        assert_eq!(found.question.as_deref(), Some("M. Paul X interroge.\nOui été"));
        assert_eq!(found.answer.as_deref(), Some("Une.\nDeux."));
        assert_eq!(found.header.answered_on, "2021-01-19".parse().ok());
        assert_eq!(found.header.author.as_deref(), Some("Paul X"));
    }

    #[test]
    fn any_field_may_be_one_several_null_or_nil() {
        let mut value = sample();
        value["question"]["textesReponse"] = json!({"texteReponse": [
            {"infoJO": {"dateJO": "2021-01-19"}, "texte": "Une."}, {"infoJO": {"dateJO": "2021-02-02"}, "texte": "Rectifiée."}]});
        value["question"]["minAttribs"] = json!({"minAttrib": [
            {"denomination": {"developpe": "Premier"}}, {"denomination": {"developpe": "Second"}}]});
        let found = read(&value);
        assert_eq!(found.answer.as_deref(), Some("Rectifiée."));
        assert_eq!(found.header.answered_on, "2021-02-02".parse().ok());
        assert_eq!(found.header.ministry_answering.as_deref(), Some("Second"));
        for nothing in [Value::Null, json!({"@xsi:nil": "true"}), json!({"texteReponse": null})] {
            let mut value = sample();
            value["question"]["textesReponse"] = nothing;
            value["question"]["cloture"] =
                json!({"codeCloture": "FIN_MANDAT", "libelleCloture": "Fin de mandat", "dateCloture": "2022-06-21"});
            let found = read(&value);
            assert_eq!((found.answer, found.header.answered_on), (None, None));
            assert_eq!(found.header.withdrawn_on, "2022-06-21".parse().ok());
            assert_eq!(found.header.motive.as_deref(), Some("Fin de mandat"));
        }
    }

    #[test]
    fn an_error_names_the_field() {
        let said = |change: fn(&mut Value)| {
            let mut value = sample();
            change(&mut value["question"]);
            take_apart(&Sheet::new(value.to_string())).unwrap_err().to_string()
        };
        assert!(
            said(|question| question["identifiant"]["numero"] = Value::Null).ends_with("lacking: identifiant.numero")
        );
        assert!(
            said(|question| question["textesQuestion"] = Value::Null)
                .contains("recognised number, legislature, type; lacking")
        );
        assert!(
            said(|question| question["textesQuestion"]["texteQuestion"]["infoJO"]["dateJO"] = json!("31/02/2020"))
                .contains("\"31/02/2020\" is not")
        );
        let cut = sample().to_string();
        assert!(
            take_apart(&Sheet::new(&cut[..cut.len() - 10]))
                .unwrap_err()
                .to_string()
                .contains("the end of the document")
        );
        let two = json!({"questionsEcrites": {"question": [sample()["question"], sample()["question"]]}});
        assert!(take_apart(&Sheet::new(two.to_string())).unwrap_err().to_string().contains("2 questions"));
        let one = json!({"questionsEcrites": {"question": [sample()["question"]]}});
        assert_eq!(read(&one).header.number.as_deref(), Some("33455"));
    }
}
