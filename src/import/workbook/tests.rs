use proptest::prelude::*;

use super::*;

#[test]
fn the_journal_names_a_file_without_its_folders() {
    for (name, expected) in [
        ("/home/a/contrats.csv", "import contrats.csv"),
        ("C:\\a\\contrats.xlsx", "import contrats.xlsx"),
        ("", "import fichier"),
        ("a\nb", "import ab"),
    ] {
        assert_eq!(action(name), expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for head in [&b""[..], b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0], b"territoire;promis le\n"] {
            drop(read(&[head, &bytes].concat()));
        }
    }
}
