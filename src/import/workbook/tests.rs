use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for head in [&b""[..], b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0], b"territoire;promis le\n"] {
            drop(read(&[head, &bytes].concat()));
        }
    }
}
