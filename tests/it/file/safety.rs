//! Files that would do harm, and files that are none.

use std::io::{Cursor, Write as _};

use jalons::import::workbook::{Expected, LINES, read};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::fixture::{Written, counts, look, official, small, words, workbook};
use crate::harness::on_sqlite;

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn expected(bytes: &[u8]) -> Vec<Expected> {
    read(bytes).unwrap_err().into_iter().map(|fault| fault.expected).collect()
}

#[test]
fn a_bomb_is_not_unpacked() {
    let zeros = vec![b' '; 64 << 20];
    let bomb = archive(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(expected(&bomb), [Expected::Small]);
    let many: Vec<(String, Vec<u8>)> = (0..200).map(|part| (format!("xl/media/{part}"), vec![b'a'; 1 << 20])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    assert_eq!(expected(&archive(&many)), [Expected::Small], "small parts together are large");
}

/// A workbook of one sheet, « Contrats », with rows and one shared text.
fn handmade(rows: &str, shared: &str) -> Vec<u8> {
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = |all: &[(&str, &str, &str)]| {
        let one = |(id, kind, target): &(&str, &str, &str)| {
            format!("<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>")
        };
        let all: String = all.iter().map(one).collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    let package = relations(&[("r1", "officeDocument", "xl/workbook.xml")]);
    let parts =
        relations(&[("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")]);
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let shared = format!("<sst><si><t>{shared}</t></si></sst>");
    let book = format!(
        "<workbook xmlns:r=\"{RELATION}\"><sheets><sheet name=\"Contrats\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    archive(&[
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/sharedStrings.xml", shared.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// The header « territoire », « promis le », and cells on so many lines below.
fn lines_below(count: usize, cells: impl Fn(usize) -> String) -> String {
    let header =
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>territoire</v></c><c r=\"B1\" t=\"str\"><v>promis le</v></c></row>";
    let rows = (2..count + 2).map(|line| format!("<row r=\"{line}\">{}</row>", cells(line)));
    std::iter::once(header.to_owned()).chain(rows).collect()
}

#[test]
fn a_workbook_that_is_small_in_the_archive_and_large_once_it_is_read_is_refused() {
    on_sqlite(async |programme| {
        let mut browser = official(&programme, "camille", &["32"]).await;
        let (small, long) = ("abcdefghij ".repeat(2_900), "abcdefghij ".repeat(3_000));
        let shared = |line: usize| format!("<c r=\"A{line}\" t=\"s\"><v>0</v></c>");
        let far = |line: usize| format!("<c r=\"IV{line}\"><v>{}</v></c>", line * 7919 % 99_991);
        let wide = lines_below(50_000, far).replace("r=\"B1\"", "r=\"IV1\"");
        for (bytes, expected) in [
            (handmade(&lines_below(60_000, far), ""), "attendu : 50 000 lignes au plus"),
            (handmade(&wide, ""), "un classeur qui reste petit"),
            (handmade(&lines_below(2_500, shared), &small), "un classeur qui reste petit"),
            (handmade(&lines_below(1, shared), &long), "ligne 2, colonne A : trouvé « abcdefghij"),
            (handmade(&lines_below(1, shared), &long), "32767 caractères au plus"),
        ] {
            let answer = look(&mut browser, "a.xlsx", &bytes).await;
            assert_eq!((answer.status.as_u16(), bytes.len() < 2 << 20), (422, true), "{expected}");
            assert!(words(&answer).contains(expected), "{expected}: {}", words(&answer));
        }
    });
}

#[test]
fn what_stands_beside_the_list_of_a_sheet_fills_up_no_row() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let line = |line: usize| {
            format!("<c r=\"A{line}\" t=\"s\"><v>0</v></c><c r=\"IV{line}\"><v>{}</v></c>", line * 7919 % 99_991)
        };
        let preview = look(&mut browser, "a.xlsx", &handmade(&lines_below(LINES, line), "Thiérache")).await;
        assert_eq!(counts(&preview), [LINES, LINES, 0, 0, 0, 0], "{}", words(&preview));
    });
}

#[test]
fn a_file_of_very_many_cells_is_answered_at_once() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let begun = std::time::Instant::now();
        let one = format!("territoire;promis le\nThiérache;2027{}\n", ";".repeat(300_000));
        let preview = look(&mut browser, "a.csv", one.as_bytes()).await;
        assert_eq!(counts(&preview), [1, 0, 0, 1, 0, 0], "{}", words(&preview));
        let every = format!("territoire;promis le{}\n", ";".repeat(300)).repeat(1_000);
        assert_eq!(look(&mut browser, "a.csv", every.as_bytes()).await.status, 200);
        let none = look(&mut browser, "a.csv", ";".repeat(19 << 20).as_bytes()).await;
        assert_eq!(none.status, 422);
        assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
    });
}

#[test]
fn formulas_and_errors_are_refused_and_told_how_to_mend() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let header = ["territoire", "promis le", "lieu", "état"];
        let row = vec![
            Written::Text("Thiérache"),
            Written::Formula("=TODAY()+30"),
            Written::Text("=1+1"),
            Written::Formula("=1/0"),
        ];
        let preview = look(&mut browser, "a.xlsx", &workbook("Contrats", &header, &[row])).await;
        assert_eq!(counts(&preview), [1, 0, 0, 0, 0, 1], "{}", words(&preview));
        let told = words(&preview);
        assert!(told.contains("ligne 2, colonne B (promis le)") && told.contains("collage spécial, valeurs"), "{told}");
        assert!(!told.contains("colonne D"), "what is not read may hold what it will: {told}");
        let mended =
            super::fixture::publish(&mut browser, &preview.text(), &[("cellule.0.promised_on", "2027-01")]).await;
        assert_eq!(mended.status, 303, "{}", words(&mended));
        // Words that look like a formula stay words, and are no formula when they are taken away again.
        assert!(super::fixture::csv(&mut browser, "contrats").await.contains(";'=1+1;"));
    });
}

#[test]
fn what_is_no_table_is_refused_with_a_clear_word() {
    on_sqlite(async |programme| {
        let mut browser = official(&programme, "camille", &["32"]).await;
        let old = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
        let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let locked = [old.as_slice(), &locked].concat();
        let document = archive(&[("word/document.xml", b"<w/>")]);
        let ods = archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]);
        for (name, bytes, expected) in [
            ("a.xls", old.as_slice(), "rouvé « .xls (Excel 97-2003) », attendu : un classeur au format .xlsx"),
            ("a.xlsx", locked.as_slice(), "sans mot de passe : celui-ci en a un"),
            ("a.docx", document.as_slice(), "rouvé « .zip »"),
            ("a.ods", ods.as_slice(), "OpenDocument"),
            ("a.pdf", b"%PDF-1.7\n\x00\x01".as_slice(), "un classeur XLSX, ou un fichier CSV"),
            ("a.csv", b"un;deux\n1;2\n".as_slice(), "un en-t\u{ea}te avec des colonnes"),
        ] {
            let answer = look(&mut browser, name, bytes).await;
            assert_eq!(answer.status, 422, "{name}");
            assert!(words(&answer).contains(expected), "{name}: {}", words(&answer));
        }
        let none = look(&mut browser, "", b"").await;
        assert_eq!((none.status.as_u16(), words(&none).contains("Choisissez un fichier")), (422, true));
    });
}

#[test]
fn a_file_has_its_bounds() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let large = vec![b'a'; (20 << 20) + 1];
        assert_eq!(look(&mut browser, "a.csv", &large).await.status, 413);
        let larger = vec![b'a'; 22 << 20];
        assert_eq!(look(&mut browser, "a.csv", &larger).await.status, 413);
        let lines = |count| format!("territoire;lieu\n{}", "Thiérache;\n".repeat(count));
        let most = look(&mut browser, "a.csv", lines(LINES).as_bytes()).await;
        assert_eq!(counts(&most), [LINES, LINES, 0, 0, 0, 0]);
        let more = look(&mut browser, "a.csv", lines(LINES + 1).as_bytes()).await;
        assert_eq!(more.status, 422);
        assert!(words(&more).contains("50 000 lignes au plus"), "{}", words(&more));
    });
}

#[test]
fn another_site_can_send_no_file() {
    on_sqlite(async |programme| {
        let mut browser = official(&programme, "camille", &["32"]).await;
        let fields = [("geste", "publier")];
        let answer = browser.post_with("/fichier/publier", &fields, &[("sec-fetch-site", "cross-site")]).await;
        assert_eq!(answer.status, 403);
        let unreadable = browser.post("/fichier/publier", &[("ligne.0", "{"), ("geste", "publier")]).await;
        assert_eq!(unreadable.status, 400);
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_broken_workbook_makes_the_reader_panic(cut in 0.0..1.0f64, at in 0.0..1.0f64, byte in any::<u8>()) {
        let row = || vec![Written::Text("Thiérache"), Written::Day("2027-03-15"), Written::Formula("=1+1")];
        let whole = workbook("Contrats", &["territoire", "promis le", "lieu"], &[row(), row()]);
        prop_assert_eq!(read(&whole).unwrap().rows.len(), 2);
        drop(read(&whole[..(whole.len() as f64 * cut) as usize]));
        let mut broken = whole.clone();
        let place = ((broken.len() - 1) as f64 * at) as usize;
        broken[place] = byte;
        drop(read(&broken));
    }

    #[test]
    fn no_sheet_makes_the_reader_panic(cells in "(<row r=\"[0-9]{1,7}\">|<c r=\"[A-Z]{1,4}[0-9]{1,8}\"( t=\"(s|str|d|e|b|n|inlineStr)\")?>|<v>[0-9a-zé.-]{0,6}</v>|<f>A1</f>|<is><t>x</t></is>|</c>|</row>|&[a-z]{2};){0,12}") {
        drop(read(&handmade(&cells, "x")));
    }
}
