//! A plain text cut into words, numbers and marks, each with its sense.

use std::ops::Range;

use super::lexicon::{Form, Sense, Word, sense, sense_within};

/// A word, a number or a mark of a plain text.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its first byte.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
    /// What it is to a reading.
    pub sense: Sense,
    /// Whether no space stands before it.
    pub glued: bool,
    /// Whether it begins with a capital.
    pub capital: bool,
}

impl Token {
    /// Its bytes.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Its words.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// The tokens of a plain text. An elided word keeps its apostrophe ("l'"); a hyphen is a mark of its own; a number
/// is a run of digits, with the letters of a rank ("2e", "1er").
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 4);
    let (mut glued, mut lower) = (false, String::with_capacity(32));
    let mut bare = Vec::new();
    let mut start = 0;
    while let Some(byte) = text.as_bytes().get(start) {
        if *byte == b' ' {
            glued = false;
            start += 1;
            continue;
        }
        let Some(first) = at(text, start) else { break };
        let mut end = start + first.len_utf8();
        let (mut sense_of, mut capital) = (Sense::Mark(first), false);
        if first.is_alphanumeric() {
            let mut high;
            capital = first.is_uppercase();
            (end, high) = rest_of_word(text, end, first.is_ascii_digit());
            high |= capital;
            sense_of = if high {
                lower.clear();
                let word = text.get(start..end).unwrap_or_default();
                word.chars().for_each(|character| push_lower(&mut lower, character));
                sense(&lower)
            } else {
                sense_within(text, start, end)
            };
            if first == 'A' && end == start + 1 {
                bare.push(found.len());
            }
        }
        found.push(Token { start, end, sense: sense_of, glued, capital });
        glued = first != '\n';
        start = end;
    }
    restore_accents(&mut found, &bare);
    found
}

/// The character that begins at a byte.
fn at(text: &str, byte: usize) -> Option<char> {
    text.get(byte..)?.chars().next()
}

/// Where a word ends of which more may follow from a byte on, and whether a capital is in what follows.
fn rest_of_word(text: &str, mut end: usize, digits: bool) -> (usize, bool) {
    let bytes = text.as_bytes();
    let mut high = false;
    loop {
        let small = bytes.get(end..).unwrap_or_default().iter().take_while(|byte| byte.is_ascii_lowercase());
        end += small.count();
        match bytes.get(end) {
            Some(b'0'..=b'9') => end += 1,
            Some(b'A'..=b'Z') => (end, high) = (end + 1, true),
            Some(b'\'') if !digits => return (end + 1, high),
            None | Some(b'\0'..=b'\x7f') => return (end, high),
            Some(_) => match at(text, end) {
                Some('à'..='ö' | 'ø'..='ÿ' | 'œ') => end += 2,
                Some(next) if next.is_alphanumeric() => {
                    (end, high) = (end + next.len_utf8(), high | next.is_uppercase())
                }
                _ => return (end, high),
            },
        }
    }
}

/// "A cette occasion", "A ce jour": a capital that has lost its accent, unless a verb goes on. `bare` are the places of "A".
fn restore_accents(tokens: &mut [Token], bare: &[usize]) {
    for place in bare.iter().copied() {
        let follows = tokens.get(place + 1).map(|next| next.sense);
        let verb = matches!(follows, Some(Sense::Word(Word::Ete | Word::No) | Sense::Verb(_, Form::Participle)));
        if let Some(token) = tokens.get_mut(place)
            && !verb
        {
            token.sense = Sense::Word(Word::At);
        }
    }
}

fn push_lower(into: &mut String, character: char) {
    if character.is_ascii() {
        into.push(character.to_ascii_lowercase());
    } else {
        into.extend(character.to_lowercase());
    }
}
