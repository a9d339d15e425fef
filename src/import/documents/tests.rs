use std::io::Write as _;

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;

/// Each document of these paths: the end of its name, and its text or what was found.
fn found(paths: &[PathBuf]) -> Vec<(String, Result<String, String>)> {
    let mut all = Vec::new();
    walk(paths, &|_| {}, &mut |found| {
        let name = found.name.rsplit(['/', '›']).next().unwrap_or_default().trim().to_owned();
        all.push((name, found.text.map_err(|error| error.found)));
        ControlFlow::Continue(())
    });
    all
}

fn told(found: &[(String, Result<String, String>)]) -> Vec<(&str, &str)> {
    found.iter().map(|(name, text)| (name.as_str(), text.as_deref().unwrap_or_else(|found| found))).collect()
}

fn archive(path: &Path, entries: &[(&str, &[u8])]) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

#[test]
fn a_folder_is_walked_in_order_without_what_is_hidden() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::create_dir(at("b")).unwrap();
    std::fs::write(at("b/2.txt"), "deux").unwrap();
    std::fs::write(at("c.txt"), encoding_rs::WINDOWS_1252.encode("été").0).unwrap();
    std::fs::write(at("a.txt"), "\u{feff}un").unwrap();
    std::fs::write(at(".x"), "caché").unwrap();
    std::os::unix::fs::symlink(folder.path(), at("boucle")).unwrap();
    let all = found(&[folder.path().to_owned(), at("absent")]);
    assert_eq!(told(&all[..3]), [("a.txt", "un"), ("2.txt", "deux"), ("c.txt", "été")]);
    assert_eq!(all.len(), 4);
    assert!(all[3].1.is_err());
}

#[test]
fn an_archive_gives_its_entries_and_refuses_what_is_unsafe() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("q.zip");
    let zeros = vec![b' '; 8 << 20];
    let inner = folder.path().join("inner.zip");
    archive(&inner, &[("x", b"x")]);
    let nested = std::fs::read(&inner).unwrap();
    archive(
        &path,
        &[
            ("json/a.json", b"{\"a\": 1}"),
            ("../b.txt", b"deux"),
            ("z.txt", &zeros),
            ("n.zip", &nested),
            ("__MACOSX/a", b"x"),
        ],
    );
    let all = found(std::slice::from_ref(&path));
    assert_eq!(told(&all[..2]), [("a.json", "{\"a\": 1}"), ("b.txt", "deux")]);
    assert!(all[2].1.as_ref().unwrap_err().contains("bytes that become 8388608"), "{:?}", all[2]);
    assert_eq!(all[3].1.as_ref().unwrap_err(), "an archive in an archive");
    assert_eq!(all.len(), 4);
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(found(&[path])[0].1.is_err());
}

#[test]
fn a_collection_gives_its_questions_one_by_one() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let json = r#"{"questionsEcrites": {"question": [{"a": "]}"}, {"b": 2}]}}"#;
    let all = found(&[write("xiv.json", json.as_bytes())]);
    assert_eq!(
        told(&all),
        [("question 1", "{\"question\":{\"a\": \"]}\"}}"), ("question 2", "{\"question\":{\"b\": 2}}")]
    );
    let cut = found(&[write("cut.json", &json.as_bytes()[..json.len() - 12])]);
    assert_eq!(cut[0].0, "question 1");
    assert!(cut[1].1.as_ref().unwrap_err().contains("after 1 questions"), "{cut:?}");

    let xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<questionsEcrites>\n<question><t>été</t></question>\n<question><t>2</t></question></questionsEcrites>";
    let all = found(&[write("xiv.xml", &encoding_rs::WINDOWS_1252.encode(xml).0)]);
    assert!(all[0].1.as_ref().unwrap().ends_with("<question><t>été</t></question>"));
    assert_eq!(all.len(), 2);
    let cut = found(&[write("cut.xml", &xml.as_bytes()[..xml.len() - 40])]);
    assert_eq!(cut.last().unwrap().1.as_ref().unwrap_err(), "the end of the file after 1 questions");

    let table = "% Sénat\nSort;Numéro;Date de publication JO\n;1;12/12/2019\n;2;\"13/12\n2019\"\n";
    let all = found(&[write("q.csv", &encoding_rs::WINDOWS_1252.encode(table).0)]);
    assert_eq!(told(&all)[0], ("line 2", "Sort;Numéro;Date de publication JO\n;1;12/12/2019\n"));
    assert_eq!(all.len(), 2);
}

#[test]
fn one_question_alone_is_no_collection() {
    assert_eq!(collection::Kind::of(br#"{"question": {"uid": "QANR5L15QE1"}}"#), None);
    assert_eq!(collection::Kind::of(b"<question xmlns=\"x\"><uid/></question>"), None);
    assert_eq!(collection::Kind::of(b"M. X interroge"), None);
}
