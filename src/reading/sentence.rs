//! A text cut into sentences, and a sentence into clauses.

use std::ops::Range;

/// What ends with a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 12] = ["M", "MM", "Mme", "Mmes", "Mgr", "Dr", "St", "art", "cf", "al", "p", "n"];

/// The most bytes that a sentence may have; a longer one is cut at a space. It keeps the work proportional to the text.
const LONGEST: usize = 4000;

/// The sentences of a plain text, in bytes, without the spaces around them. A line's end ends a sentence.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for (place, character) in text.char_indices() {
        let end = place + character.len_utf8();
        let ends = match character {
            '\n' | '…' | '!' | '?' => true,
            '.' => !is_abbreviation(text.get(start..place).unwrap_or_default()),
            ' ' if place - start > LONGEST => true,
            _ => false,
        };
        if ends && (matches!(character, '\n' | ' ') || begins_sentence(text.get(end..).unwrap_or_default())) {
            push_trimmed(text, start..end, &mut found);
            start = end;
        }
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

/// The clauses of a sentence: its parts between semicolons, in bytes of the text.
#[must_use]
pub fn clauses(text: &str, sentence: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = sentence.start;
    for (place, _) in text.get(sentence.clone()).unwrap_or_default().match_indices(';') {
        push_trimmed(text, start..sentence.start + place, &mut found);
        start = sentence.start + place + 1;
    }
    push_trimmed(text, start..sentence.end, &mut found);
    found
}

/// Whether a sentence may begin here: after a space, with a capital, a digit or an opening mark.
fn begins_sentence(rest: &str) -> bool {
    let next = rest.trim_start_matches([' ', '»', ')', '"']);
    next.len() < rest.len()
        && next
            .chars()
            .next()
            .is_some_and(|first| first.is_uppercase() || first.is_ascii_digit() || "«(\"\n–—-".contains(first))
}

fn is_abbreviation(before: &str) -> bool {
    let word = before.rsplit(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word)
}

fn push_trimmed(text: &str, range: Range<usize>, into: &mut Vec<Range<usize>>) {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + (words.len() - words.trim_start().len());
    let end = start + words.trim().len();
    if start < end {
        into.push(start..end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_full_stop_ends_a_sentence_before_a_capital_only() {
        assert_eq!(
            cut(
                "M. Paul demande. A cette occasion, la loi n. 3 (etc.) ; l'État, etc.). Les 124 territoires. 12 contrats"
            ),
            [
                "M. Paul demande.",
                "A cette occasion, la loi n. 3 (etc.) ; l'État, etc.).",
                "Les 124 territoires.",
                "12 contrats"
            ]
        );
        assert_eq!(cut("Première ligne\nseconde ! « Oui. »"), ["Première ligne", "seconde !", "« Oui. »"]);
        assert!(cut(" \n ").is_empty());
    }

    #[test]
    fn a_semicolon_ends_a_clause() {
        let text = "Il s'est tenu ; le suivant aura lieu.";
        let parts: Vec<&str> = clauses(text, 0..text.len()).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["Il s'est tenu", "le suivant aura lieu."]);
    }
}
