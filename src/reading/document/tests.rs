use proptest::prelude::*;

use super::*;

#[test]
fn an_unknown_form_is_refused_with_its_first_line() {
    let said = take_apart("\n  Bonjour.\nMerci.", None).unwrap_err().to_string();
    assert!(said.starts_with("not a known form of a question (its first line is \"Bonjour.\"); the known ones: "));
    assert!(FORMS.iter().all(|form| said.contains(form.name.title)));
}

#[test]
fn an_address_completes_what_is_not_printed_and_contradicts_nothing() {
    const BODY: &str = "M. Paul Exemple interroge M. le ministre de l'économie sur le contrat.\nIl est signé.";
    let found = take_apart(BODY, None).unwrap();
    assert_eq!(found.header.lacking(), ["chamber", "legislature", "number"]);
    let found = take_apart(BODY, Some("https://www.nosdeputes.fr/15/question/QE/20408")).unwrap();
    assert_eq!(found.header.id().unwrap().to_string(), "AN-15-QE-20408");
    assert!(take_apart(BODY, Some("https://example.org/")).unwrap_err().to_string().contains("no known address"));
    let page = include_str!("../../../seed/questions/20408.txt");
    let said = take_apart(page, Some("https://www.nosdeputes.fr/15/question/QE/20409")).unwrap_err().to_string();
    assert_eq!(said, "the address says number 20409, the document 20408");
}

const DYN: &str = "Industrie\n\n15e Législature\n\nQuestion de : M. Paul Exemple\n\nNord (13e circonscription) - Les Républicains\n\n\
    M. Paul Exemple interroge M. le ministre de l'économie sur le contrat.\n\nRéponse publiée le 2 juillet 2019\n\n\
    Le comité s'est tenu.\n\nDonnées clés\n\nAuteur : M. Paul Exemple\n\nType de question : Question écrite\n\n\
    Rubrique : Industrie\n\nMinistère interrogé : Économie et finances\n\nMinistère répondant : Économie\n\nDate :\n\n\
    Question publiée le 11 juin 2019\n";

#[test]
fn the_current_page_of_the_assembly_is_read_as_text_and_as_html() {
    let address = "https://www.assemblee-nationale.fr/dyn/15/questions/QANR5L15QE20408";
    let html = DYN.split("\n\n").map(|line| format!("<p>{line}</p>")).collect::<String>();
    let html = format!("<!DOCTYPE html><html><body><nav><a>Accueil le 3 mai 2019</a></nav>{html}</body></html>");
    for (document, format) in [(DYN, "an_dyn_text"), (html.as_str(), "an_dyn_html")] {
        let found = take_apart(document, Some(address)).unwrap();
        assert_eq!(found.format, format);
        assert_eq!(found.header.id().unwrap().to_string(), "AN-15-QE-20408");
        assert_eq!(found.header.author.as_deref(), Some("Paul Exemple"));
        assert_eq!(found.header.ministry_asked.as_deref(), Some("Économie et finances"));
        assert_eq!(found.header.ministry_answering.as_deref(), Some("Économie"));
        assert_eq!(found.header.asked_on, "2019-06-11".parse().ok());
        assert_eq!(found.header.answered_on, "2019-07-02".parse().ok());
        assert_eq!(found.answer.as_deref(), Some("Le comité s'est tenu."));
        assert!(found.question.unwrap().ends_with("sur le contrat."));
    }
}

#[test]
fn a_section_of_the_journal_officiel_is_a_question_or_its_answer() {
    let xml = "<Section part=\"REP\"><question><idQuestion><numeroQuestion>13382</numeroQuestion><type>QE</type>\
        <legislature>17</legislature><source>AN</source></idQuestion><referencePublication><datePublication>10/03/2026\
        </datePublication></referencePublication><ministreJO>Industrie</ministreJO><Objet>Contrats</Objet><texteQuestion>\
        13382. — 10 mars 2026. — Mme Anne Exemple attire l'attention.</texteQuestion></question><reponse><texteReponse>Oui.\
        </texteReponse></reponse></Section>";
    let found = take_apart(xml, None).unwrap();
    assert_eq!((found.format, found.header.id().unwrap().to_string().as_str()), ("dila_xml", "AN-17-QE-13382"));
    assert_eq!(found.header.answered_on, "2026-03-10".parse().ok());
    assert_eq!(found.header.author.as_deref(), Some("Anne Exemple"));
    assert_eq!((found.answer.as_deref(), found.title.as_deref()), (Some("Oui."), Some("Contrats")));
}

/// One document of each of several forms.
const SAMPLES: [&str; 8] = [
    include_str!("../../../seed/questions/20408.txt"),
    include_str!("../../../tests/it/files/answers/05.txt"),
    include_str!("../../../tests/it/files/answers/07.txt"),
    include_str!("../../../tests/it/files/answers/08.json"),
    include_str!("../../../tests/it/files/answers/10.xml"),
    include_str!("../../../tests/it/files/answers/11.txt"),
    include_str!("../../../tests/it/files/answers/13.html"),
    include_str!("../../../tests/it/files/answers/14.txt"),
];

#[test]
fn each_sample_has_its_form() {
    let formats = SAMPLES.map(|sample| take_apart(sample, None).unwrap().format);
    let expected = [
        "nosdeputes_text",
        "an_classic_text",
        "an_fiche_text",
        "an_json",
        "an_xml",
        "senat_text",
        "nosdeputes_html",
        "nosdeputes_intervention_text",
    ];
    assert_eq!(formats, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A document that is cut anywhere, or in which a part stands that does not belong there, is read or refused.
    #[test]
    fn no_damaged_document_makes_it_fail(
        sample in 0usize..8, cut in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), noise in "\\PC{0,12}",
    ) {
        let document = SAMPLES[sample];
        let boundary = |index: prop::sample::Index| {
            let place = index.index(document.len());
            (0..=place).rev().find(|place| document.is_char_boundary(*place)).unwrap()
        };
        let _ = take_apart(&document[..boundary(cut)], None);
        let at = boundary(at);
        let _ = take_apart(&format!("{}{noise}{}", &document[..at], &document[at..]), None);
    }
}
