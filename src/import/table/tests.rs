use super::super::column::columns;
use super::*;

const COLUMNS: &[Column] = columns! {
    "territory" required ["territoire"] "the territory" "le territoire" "1-ti-3205";
    "signed_on" optional ["signe_le"] "the day" "le jour" "2019-07-15";
    "notes" optional ["remarque"] "a remark" "une remarque" "";
};

fn read(text: &str) -> Result<Table, Vec<Refusal>> {
    Table::read("contrats.csv", text.as_bytes(), COLUMNS.to_vec())
}

fn refusals(text: &str) -> Vec<String> {
    read(text).map_or_else(|refusals| refusals, |table| table.ragged).iter().map(ToString::to_string).collect()
}

#[test]
fn any_delimiter_any_order_any_case() {
    for text in [
        "territory,signed_on\n1-ti-3205,2019-07-15\n",
        "Signé le;TERRITOIRE\n2019-07-15;1-ti-3205\n",
        "SIGNE_LE\tTerritoire\n2019-07-15\t1-ti-3205",
        "\n\nsigned_on;territory;;\n;;;\n\"2019-07-15\" ;\u{a0}1-ti-3205;;\n",
        "territory\n1-ti-3205\n",
        "sep=;\nterritory;signed_on\n1-ti-3205;2019-07-15\n",
    ] {
        let table = read(text).unwrap();
        let line = table.lines().next().unwrap();
        assert_eq!(line.cell("territory").text, "1-ti-3205", "{text}");
        assert_eq!(line.cell("notes").text, "");
        assert_eq!(table.len(), 1);
    }
}

#[test]
fn a_cell_knows_its_line_and_column_after_cells_of_many_lines() {
    let table = read("notes;territoire;signe_le\n\"one\ntwo\nthree\";a;b\n\n\nc;d;e\n").unwrap();
    let lines: Vec<Line<'_>> = table.lines().collect();
    assert_eq!(lines[0].cell("notes").text, "one\ntwo\nthree");
    let signed = lines[0].cell("signed_on");
    assert_eq!((signed.line, signed.column, signed.position), (4, "signe_le", Some(3)));
    assert_eq!((lines[0].number(), lines[1].number()), (2, 7));
    assert_eq!(lines[1].cell("territory").line, 7);
}

#[test]
fn the_apostrophe_of_our_own_exports_is_taken_off() {
    let table = read("territory;notes\n'=1+1;'quoted'\n'-5;'@x\n''=1;'\t=1\n").unwrap();
    let cells: Vec<&str> =
        table.lines().flat_map(|line| [line.cell("territory").text, line.cell("notes").text]).collect();
    assert_eq!(cells, ["=1+1", "'quoted'", "-5", "@x", "'=1", "\t=1"]);
}

#[test]
fn headers_are_refused_all_at_once() {
    let told = refusals("signature;lieu;signe_le;signed_on\na;b;c;d\n");
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(
        told[0].starts_with("contrats.csv, line 1, column signature: found “signature”, expected one of the headers")
    );
    assert!(told[0].contains("territory (territoire), signed_on (signe_le)"));
    assert!(told[2].contains("column signed_on") && told[2].contains("column 3 is"));
    assert!(told[3].ends_with("expected a column territory (or territoire): the territory"));
}

#[test]
fn a_file_without_text_is_refused() {
    assert!(refusals("")[0].contains("found nothing"));
    assert!(refusals("territory\0")[0].contains("NUL"));
}

#[test]
fn ragged_lines_are_refused_with_their_number() {
    let told = refusals("territory;notes\na;b;c\nd\ne;f;\n\"g;h\ni;j\n");
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], "contrats.csv, line 2: found “3 cells”, expected 2 cells, as in the header");
    assert_eq!(told[1], "contrats.csv, line 3: found “1 cell”, expected 2 cells, as in the header");
    assert!(told[2].contains("line 5") && told[2].contains("quotation mark"));
    assert_eq!(read("territory;notes\na;b;c\nd;e\n").unwrap().len(), 1, "the other lines are read");
}

#[test]
fn a_column_without_a_header_must_be_blank() {
    assert!(read("territory;;notes\na;;b\n").is_ok());
    assert!(refusals("territory;;notes\na;x;b\n")[0].contains("column 2"));
}

proptest::proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(bytes: Vec<u8>, text in "[a-z;,\"'\n\t= ]{0,200}") {
        for bytes in [bytes, text.clone().into_bytes(), format!("territory;notes\n{text}").into_bytes()] {
            if let Ok(table) = Table::read("x.csv", &bytes, COLUMNS.to_vec()) {
                let last = String::from_utf8_lossy(&bytes).lines().count() + 1;
                for line in table.lines() {
                    proptest::prop_assert!(line.cell("notes").line as usize <= last, "a cell lies within the file");
                }
            }
        }
    }
}
