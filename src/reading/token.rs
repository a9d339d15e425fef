//! A plain text cut into words, numbers and marks, each with its sense.

use std::ops::Range;

use super::lexicon::{Form, Sense, Word, sense};

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
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut characters = text.char_indices().peekable();
    let (mut glued, mut lower) = (false, String::with_capacity(32));
    while let Some((start, first)) = characters.next() {
        if first == ' ' {
            glued = false;
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            let digits = first.is_ascii_digit();
            let capital = first.is_uppercase();
            let mut high = capital;
            while let Some((place, next)) = characters.peek().copied() {
                if next == '\'' && !digits {
                    characters.next();
                    end = place + 1;
                    break;
                }
                if !next.is_alphanumeric() {
                    break;
                }
                high |= next.is_uppercase();
                characters.next();
                end = place + next.len_utf8();
            }
            let mut word = text.get(start..end).unwrap_or_default();
            if high {
                lower.clear();
                word.chars().for_each(|character| push_lower(&mut lower, character));
                word = &lower;
            }
            found.push(Token { start, end, sense: sense(word), glued, capital });
        } else {
            found.push(Token { start, end, sense: Sense::Mark(first), glued, capital: false });
        }
        glued = true;
        if first == '\n' {
            glued = false;
        }
    }
    restore_accents(text, &mut found);
    found
}

/// "A cette occasion", "A ce jour": a capital that has lost its accent, unless a verb goes on.
fn restore_accents(text: &str, tokens: &mut [Token]) {
    for place in 0..tokens.len() {
        if !tokens.get(place).is_some_and(|token| token.capital && token.end - token.start == 1) {
            continue;
        }
        let follows = tokens.get(place + 1).map(|next| next.sense);
        let verb = matches!(follows, Some(Sense::Word(Word::Ete | Word::No) | Sense::Verb(_, Form::Participle)));
        if let Some(token) = tokens.get_mut(place)
            && token.text(text) == "A"
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
