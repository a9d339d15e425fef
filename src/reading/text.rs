//! A text made plain enough to be searched, with the way back to the text as stored.

use std::ops::Range;

/// A text whose spaces and quotation marks are the plain ones.
///
/// French typography puts no-break spaces (U+00A0, U+202F) before `: ; ? ! %`, inside « » and, in some
/// publications, inside dates (`22\u{a0}novembre\u{a0}2018`); word processors write ’ for '. Here each space is
/// U+0020, a run of them is one, ’ is ', and soft hyphens and zero-width characters are gone. Lines stay lines.
/// Offsets in it are bytes; [`Plain::quote`] gives the words of the stored text.
#[derive(Clone, Debug)]
pub struct Plain<'a> {
    stored: &'a str,
    text: String,
    /// For each byte of `text`, where the character of the stored text is that it comes from.
    origins: Vec<Origin>,
}

/// Words of a stored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The words, character for character.
    pub words: &'a str,
    /// Their place in the stored text, in characters.
    pub characters: Range<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Origin {
    character: usize,
    bytes: (usize, usize),
}

impl<'a> Plain<'a> {
    /// Makes a stored text plain.
    #[must_use]
    pub fn new(stored: &'a str) -> Self {
        let (text, origins) = (String::with_capacity(stored.len()), Vec::with_capacity(stored.len()));
        let mut plain = Plain { stored, text, origins };
        for (character, (byte, stored)) in stored.char_indices().enumerate() {
            let origin = Origin { character, bytes: (byte, byte + stored.len_utf8()) };
            match stored {
                '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
                '’' | '‘' | 'ʼ' => plain.push('\'', origin),
                '\u{2010}' | '\u{2011}' => plain.push('-', origin),
                '\n' | '\r' => plain.push('\n', origin),
                space if space.is_whitespace() => {
                    if !plain.text.ends_with(' ') {
                        plain.push(' ', origin);
                    }
                }
                other => plain.push(other, origin),
            }
        }
        plain
    }

    /// The plain text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The words of the stored text that a run of bytes of the plain text stands for.
    #[must_use]
    pub fn quote(&self, bytes: Range<usize>) -> Quote<'a> {
        let first = self.origins.get(bytes.start);
        let last = bytes.end.checked_sub(1).and_then(|last| self.origins.get(last));
        match (first, last) {
            (Some(first), Some(last)) if !bytes.is_empty() => Quote {
                words: self.stored.get(first.bytes.0..last.bytes.1).unwrap_or_default(),
                characters: first.character..last.character + 1,
            },
            _ => Quote { words: "", characters: 0..0 },
        }
    }

    fn push(&mut self, character: char, origin: Origin) {
        self.text.push(character);
        self.origins.resize(self.text.len(), origin);
    }
}

/// The end of a text before a byte: as much of it as what stands right before may be looked for in.
#[must_use]
pub fn just_before(text: &str, end: usize) -> &str {
    const FAR: usize = 100;
    let start = (end.saturating_sub(FAR)..=end).find(|start| text.is_char_boundary(*start)).unwrap_or(end);
    text.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_the_characters_of_the_stored_text() {
        let stored = "du 22\u{a0}novembre\u{202f}2018, l’initiative «\u{a0} Territoires\u{ad} »";
        let plain = Plain::new(stored);
        assert_eq!(plain.as_str(), "du 22 novembre 2018, l'initiative « Territoires »");
        let quoted = |words: &str| {
            let start = plain.as_str().find(words).unwrap();
            let quote = plain.quote(start..start + words.len());
            let Range { start, end } = quote.characters;
            assert_eq!(stored.chars().skip(start).take(end - start).collect::<String>(), quote.words);
            quote.words
        };
        assert_eq!(quoted("22 novembre 2018"), "22\u{a0}novembre\u{202f}2018");
        assert_eq!(quoted("l'initiative"), "l’initiative");
        assert_eq!(quoted("« Territoires »"), "«\u{a0} Territoires\u{ad} »");
        assert_eq!(plain.quote(3..3).words, "");
    }
}
