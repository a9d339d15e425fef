//! From the bytes of a file to its text, whatever spreadsheet wrote it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Why bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoText {
    /// What was found.
    pub found: &'static str,
    /// What was expected.
    pub expected: &'static str,
}

const EXPECTED: &str = "a text file: CSV in UTF-8, UTF-16 with a byte order mark, or Windows-1252";

/// Reads UTF-8 with or without a byte order mark, UTF-16 with one, or else what the bytes look like, which in
/// France is Windows-1252. Line ends become `\n`.
///
/// # Errors
/// [`NoText`] for an empty file, a spreadsheet's own format, NUL characters and broken UTF-16.
pub fn decode(bytes: &[u8]) -> Result<String, NoText> {
    let refuse = |found| Err(NoText { found, expected: EXPECTED });
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return refuse("a spreadsheet or an archive");
    }
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
            if broken {
                return refuse(if encoding == UTF_8 { "broken UTF-8" } else { "broken UTF-16" });
            }
            text
        }
        None if bytes.contains(&0) => return refuse("NUL characters (UTF-16 without a byte order mark?)"),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => declared(bytes).unwrap_or_else(|| guess(bytes)).decode_without_bom_handling(bytes).0,
        },
    };
    if text.contains('\0') {
        return refuse("NUL characters");
    }
    if text.trim().is_empty() {
        return refuse("");
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The encoding that an XML or HTML document declares: `<?xml … encoding="ISO-8859-1"?>`, `<meta charset=…>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024))?).to_lowercase();
    let markup = head.trim_start().starts_with('<');
    let (_, label) = head.split_once("encoding=").or_else(|| head.split_once("charset=")).filter(|_| markup)?;
    let label = label.trim_start_matches(['"', '\'']);
    let end =
        label.find(|sign: char| !sign.is_ascii_alphanumeric() && !matches!(sign, '-' | '_')).unwrap_or(label.len());
    // What declares UTF-8 and is none is what it looks like.
    Encoding::for_label(label.get(..end)?.as_bytes()).filter(|encoding| *encoding != UTF_8)
}

/// The encoding of a text that is not UTF-8, as a browser would guess it of a French page.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"fr"), Utf8Detection::Deny);
    debug_assert!(encoding != UTF_16BE && encoding != UTF_16LE, "never guessed without a mark");
    encoding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "territoire;signé le\nCœur d’Hérault;1er\n";
        let utf16 = |big: bool| {
            let bytes = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            ['\u{feff}'].into_iter().chain(text.chars()).map(|sign| bytes(sign as u16)).collect::<Vec<_>>().concat()
        };
        let files = [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            text.replace('\n', "\r\n").into_bytes(),
            text.replace('\n', "\r").into_bytes(),
            encoding_rs::WINDOWS_1252.encode(text).0.into_owned(),
            utf16(true),
            utf16(false),
        ];
        for bytes in files {
            assert_eq!(decode(&bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn a_declared_encoding_is_taken() {
        let text = "<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><a>12 €</a>";
        let bytes = encoding_rs::ISO_8859_15.encode(text).0;
        assert_eq!(decode(&bytes).as_deref(), Ok(text));
        let false_claim = "<meta charset=\"utf-8\">été";
        assert_eq!(decode(&encoding_rs::WINDOWS_1252.encode(false_claim).0).as_deref(), Ok(false_claim));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b" \n\n", b"a,b\n1,\0\n", b"PK\x03\x04rest", b"\xFF\xFE\x00\xD8"] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
