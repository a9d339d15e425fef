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
