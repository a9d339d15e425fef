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
    /// Where the distance between the two texts changes: a byte of `text`, and its byte in the stored text.
    shifts: Vec<(usize, usize)>,
}

/// Words of a stored text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The words, character for character.
    pub words: &'a str,
    /// Their place in the stored text, in characters.
    pub characters: Range<usize>,
}

/// A place in a stored text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    byte: usize,
    /// How many characters stand before it.
    characters: usize,
}

impl<'a> Plain<'a> {
    /// Makes a stored text plain.
    #[must_use]
    pub fn new(stored: &'a str) -> Self {
        let mut plain = Plain { stored, text: String::with_capacity(stored.len()), shifts: vec![(0, 0)] };
        each_run(stored, |words, byte| plain.push(words, byte));
        plain
    }

    /// The plain text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The words of the stored text that a run of bytes of the plain text stands for, with their place.
    #[must_use]
    pub fn quote(&self, bytes: Range<usize>) -> Quote<'a> {
        self.quote_after(Place::default(), bytes)
    }

    /// The same, counted from a place before it.
    pub(super) fn quote_after(&self, place: Place, bytes: Range<usize>) -> Quote<'a> {
        let range = self.stored_range(bytes);
        let words = self.stored.get(range.clone()).unwrap_or_default();
        let between = self.stored.get(place.byte..range.start).unwrap_or_default();
        let first = place.characters + between.chars().count();
        Quote { words, characters: first..first + words.chars().count() }
    }

    /// The place of a byte of the plain text, counted from one before it.
    pub(super) fn place_after(&self, place: Place, byte: usize) -> Place {
        let byte = self.origin(byte);
        let between = self.stored.get(place.byte..byte).unwrap_or_default();
        Place { byte, characters: place.characters + between.chars().count() }
    }

    /// The words alone.
    #[must_use]
    pub fn words(&self, bytes: Range<usize>) -> &'a str {
        self.stored.get(self.stored_range(bytes)).unwrap_or_default()
    }

    /// The bytes of the stored text that a run of bytes of the plain text stands for.
    fn stored_range(&self, bytes: Range<usize>) -> Range<usize> {
        let last = self.text.get(bytes.clone()).and_then(|words| words.char_indices().next_back());
        let Some((last, _)) = last else { return 0..0 };
        let start = self.origin(bytes.start);
        let last = self.origin(bytes.start + last);
        let end = last + self.stored.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start..end
    }

    /// The byte of the stored text that a byte of the plain text comes from.
    fn origin(&self, byte: usize) -> usize {
        let shift = self.shifts.partition_point(|(plain, _)| *plain <= byte).saturating_sub(1);
        self.shifts.get(shift).map_or(0, |(plain, stored)| stored + (byte - plain))
    }

    /// Takes over words that begin at a byte of the stored text.
    fn push(&mut self, words: &str, byte: usize) {
        if words.is_empty() {
            return;
        }
        let here = self.text.len();
        if let Some((plain, stored)) = self.shifts.last().copied()
            && stored + (here - plain) != byte
        {
            self.shifts.push((here, byte));
        }
        self.text.push_str(words);
    }
}

/// The words of a stored text made plain, where no way back is needed.
pub(super) fn plain(stored: &str) -> String {
    let mut text = String::with_capacity(stored.len());
    each_run(stored, |words, _| text.push_str(words));
    text
}

/// Whether a byte stays as it is: most of a text is words of ASCII, spaces, and letters of two bytes, À to ÿ. Told without
/// a branch, since nothing foretells where words end.
const fn stays(byte: u8) -> bool {
    (byte.wrapping_sub(b' ') <= b'~' - b' ') | (byte == 0xc3) | (byte & 0xc0 == 0x80)
}

/// How many bytes stand before the first that does not stay, or that is a second space; `spaced` where a space stands
/// before them all. Blocks are looked at whole, so that the processor compares many bytes at once.
fn unchanged(bytes: &[u8], spaced: bool) -> usize {
    const BLOCK: usize = 32;
    let stops = |byte: u8, before: u8| !stays(byte) | ((byte == b' ') & (before == b' '));
    let Some((first, rest)) = bytes.split_first() else { return 0 };
    if stops(*first, if spaced { b' ' } else { b'x' }) {
        return 0;
    }
    let blocks = rest.as_chunks::<BLOCK>().0.iter().zip(bytes.as_chunks::<BLOCK>().0);
    let whole = blocks.take_while(|(block, before)| {
        !block.iter().zip(*before).fold(false, |found, (byte, before)| found | stops(*byte, *before))
    });
    let begin = whole.count() * BLOCK;
    let left = rest.iter().zip(bytes).skip(begin);
    1 + begin + left.take_while(|(byte, before)| !stops(**byte, **before)).count()
}

/// Gives the plain words of a stored text run by run, each with the byte of the stored text that it comes from.
fn each_run(stored: &str, mut give: impl FnMut(&str, usize)) {
    let bytes = stored.as_bytes();
    // What stays as it is is taken over in runs.
    let (mut run, mut byte) = (0, 0);
    let mut spaced = false;
    loop {
        let rest = bytes.get(byte..).unwrap_or_default();
        let length = unchanged(rest, spaced);
        spaced = rest.get(..length).and_then(<[u8]>::last).map_or(spaced, |last| *last == b' ');
        byte += length;
        let Some(character) = stored.get(byte..).and_then(|rest| rest.chars().next()) else { break };
        let instead = match character {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(""),
            '’' | '‘' | 'ʼ' => Some("'"),
            '\u{2010}' | '\u{2011}' => Some("-"),
            '\n' => None,
            '\r' => Some("\n"),
            space if space.is_whitespace() => Some(if spaced { "" } else { " " }),
            _ => None,
        };
        let after = byte + character.len_utf8();
        match instead {
            None => spaced = false,
            Some(instead) => {
                give(stored.get(run..byte).unwrap_or_default(), run);
                give(instead, byte);
                run = after;
                spaced = if instead.is_empty() { spaced } else { instead == " " };
            }
        }
        byte = after;
    }
    give(stored.get(run..).unwrap_or_default(), run);
}

/// Whether two texts say the same words, whatever their spaces, quotation marks and lines.
#[must_use]
pub fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let plain = Plain::new(text);
        plain.as_str().split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    one == other || words(one) == words(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_spaces_is_one_wherever_it_stands() {
        for before in 0..100 {
            let words = "a".repeat(before);
            for (spaces, plain) in
                [("  ", " "), (" \u{a0}", " "), ("\u{a0} ", " "), (" \u{ad} ", " "), (" \n ", " \n ")]
            {
                let stored = format!("{words}{spaces}é{words} b");
                assert_eq!(super::plain(&stored), format!("{words}{plain}é{words} b"), "{stored:?}");
            }
        }
    }

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
