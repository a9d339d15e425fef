//! Documents that were cut: no form recognises what is left, or its last text breaks off.

use super::document::{Name, ReadError};
use super::forms::{
    an_classic_html, an_json, an_vue_xml, an_xml, dila_xml, nosdeputes_html, nosdeputes_json, nosdeputes_xml,
};
use super::pattern::pattern;

/// What a document that no form recognises begins as, by the words that begin a form's documents and nothing else; the
/// error says so, and what would follow.
pub(super) fn begun(document: &str) -> Option<ReadError> {
    let lacking = |form: Name, recognised: &'static str, lacking: &'static str| {
        Some(ReadError::Lacking { form: form.title, recognised: vec![recognised], lacking })
    };
    let whole = "the rest of the document, with the number and the texts of the question";
    let start = document.trim_start();
    if start.starts_with('{') {
        return if pattern!(r#""uid"\s*:\s*"Q(?:AN|ST)"#).is_match(document) {
            lacking(an_json::FORM.name, "the “uid” of a question", whole)
        } else if document.contains("\"questionecrite\"") {
            lacking(nosdeputes_json::FORM.name, "“questionecrite”", whole)
        } else {
            None
        };
    }
    if !start.starts_with('<') {
        return None;
    }
    if pattern!(r"<uid>Q(?:AN|ST)").is_match(document) {
        lacking(an_xml::FORM.name, "the <uid> of a question", whole)
    } else if document.contains("<questionecrite") {
        lacking(nosdeputes_xml::FORM.name, "<questionecrite>", whole)
    } else if document.contains("<idQuestion") {
        lacking(dila_xml::FORM.name, "<idQuestion>", whole)
    } else if pattern!(r"<QUESTION(?-u:\b)").is_match(document) {
        lacking(an_vue_xml::FORM.name, "<QUESTION>", whole)
    } else if pattern!(r"<title>\s*Question N[^<]*Nos(?:Dé|Sé)").is_match(document) {
        lacking(nosdeputes_html::FORM.name, "the title of a question", "the line « Question soumise le … »")
    } else if pattern!(r"<title>\s*Question N").is_match(document) {
        lacking(an_classic_html::FORM.name, "the title of a question", "the line « Texte de la question »")
    } else {
        None
    }
}

/// The last words of a text that breaks off within a sentence: no sign that ends one stands at its end.
pub(super) fn broken_end(text: &str) -> Option<String> {
    const WORDS: usize = 5;
    let last = text.trim_end().chars().next_back()?;
    let ended = matches!(last, '.' | '!' | '?' | '…' | '»' | '"' | '”' | ')' | ']');
    let mut words: Vec<&str> = text.split_whitespace().rev().take(WORDS).collect();
    words.reverse();
    (!ended).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_breaks_off_where_no_sign_ends_its_sentence() {
        for whole in ["Il est signé.", "Quand ?", "« Il est signé »", "Il est signé (Applaudissements.)\n", ""] {
            assert_eq!(broken_end(whole), None, "{whole}");
        }
        let cut = "Le contrat sera signé. Le comité de pilotage s'est ré\n";
        assert_eq!(broken_end(cut).as_deref(), Some("comité de pilotage s'est ré"));
    }
}
