//! Words without case and accents, to be compared.

use std::borrow::Cow;

use deunicode::{deunicode, deunicode_char};

/// A word in lower case, without accents and without its apostrophe.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    let word = word.trim_end_matches('\'');
    let mut rest = word;
    loop {
        let ascii = rest.bytes().take_while(u8::is_ascii).count();
        let (run, other) = rest.split_at_checked(ascii).unwrap_or((rest, ""));
        folded.push_str(run);
        let mut others = other.chars();
        let Some(character) = others.next() else { break };
        match deunicode_char(character) {
            Some(letters) if !letters.ends_with(' ') => folded.push_str(letters),
            // What stands for an ideogram, or for nothing known, depends on its neighbours.
            _ => {
                folded = deunicode(word);
                break;
            }
        }
        rest = others.as_str();
    }
    folded.make_ascii_lowercase();
    folded
}

/// The first letters of a folded word; zeros stand after a shorter one.
pub(super) type Head = [u8; 16];

/// The beginning of a word as [`fold`] makes it: words are told apart by it without making another.
pub(super) fn head(word: &str) -> Head {
    let mut head = Head::default();
    let mut cells = head.iter_mut();
    let word = if word.ends_with('\'') { word.trim_end_matches('\'') } else { word };
    for character in word.chars() {
        if character.is_ascii() {
            let Some(cell) = cells.next() else { break };
            *cell = (character as u8).to_ascii_lowercase();
            continue;
        }
        match deunicode_char(character) {
            Some(letters) if !letters.ends_with(' ') => {
                letters.bytes().zip(&mut cells).for_each(|(letter, cell)| *cell = letter.to_ascii_lowercase());
            }
            // What stands for an ideogram, or for nothing known, depends on its neighbours.
            _ => {
                let mut head = Head::default();
                fold(word).bytes().zip(&mut head).for_each(|(letter, cell)| *cell = letter);
                return head;
            }
        }
    }
    head
}

/// A word in lower case, with its accents; most words are already.
pub(super) fn lower(word: &str) -> Cow<'_, str> {
    let small = word.chars().all(|sign| sign.is_lowercase() || !sign.is_alphabetic());
    if small { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

/// Whether a word is another that is folded already.
pub(super) fn is_folded(word: &str, folded: &str) -> bool {
    if word.is_ascii() {
        return word.trim_end_matches('\'').eq_ignore_ascii_case(folded);
    }
    // Most words are told apart by their first letter.
    let first = word.chars().next().filter(char::is_ascii);
    first.is_none_or(|first| folded.starts_with(first.to_ascii_lowercase())) && fold(word) == folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_folded_as_the_whole_of_it_would_be() {
        for word in ["L'", "Évêché", "CŒUR", "l'été…", "« N° 3 »", "北 京x", "a\u{7f}\u{e000}b", "", "'"] {
            let whole = deunicode(word.trim_end_matches('\'')).to_lowercase();
            assert_eq!(fold(word), whole);
            assert!(is_folded(word, &whole));
            assert!(head(word).iter().copied().eq(whole.bytes().chain(std::iter::repeat(0)).take(16)), "{word}");
        }
        assert!(!is_folded("Evêchés", "eveche"));
    }
}
