//! A text cut into sentences, as runs of its tokens.

use std::ops::Range;

use super::lexicon::{Sense, Word};
use super::token::Token;

/// What ends with a full stop without ending a sentence.
const ABBREVIATIONS: [&str; 12] = ["M", "MM", "Mme", "Mmes", "Mgr", "Dr", "St", "art", "cf", "al", "p", "n"];

/// The most tokens that a sentence may have; a longer one is cut. It keeps the work proportional to the text.
const LONGEST: usize = 600;

/// The sentences of a plain text, each a run of its tokens. A line's end ends a sentence and belongs to none.
#[must_use]
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::with_capacity(tokens.len() / 20);
    let mut start = 0;
    for (place, token) in tokens.iter().enumerate() {
        let Sense::Mark(mark) = token.sense else {
            if place.saturating_sub(start) > LONGEST {
                found.push(start..place);
                start = place;
            }
            continue;
        };
        let line = mark == '\n';
        let ends = match mark {
            '\n' => true,
            '…' | '!' | '?' => begins_sentence(tokens.get(place + 1..).unwrap_or_default()),
            '.' => {
                let before = place.checked_sub(1).and_then(|before| tokens.get(before)).filter(|_| token.glued);
                begins_sentence(tokens.get(place + 1..).unwrap_or_default())
                    && !before.is_some_and(|before| is_abbreviation(before.text(text), before.sense))
            }
            _ => false,
        };
        if ends {
            let mut end = if line { place } else { place + 1 };
            // "« Oui. » Puis": the mark that closes the quotation belongs to it.
            while !line && matches!(tokens.get(end).map(|next| next.sense), Some(Sense::Mark('»' | ')' | '"'))) {
                end += 1;
            }
            if start < end {
                found.push(start..end);
            }
            start = if line { place + 1 } else { end };
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

/// Whether a sentence may begin here: after a space, with a capital, a digit or an opening mark.
fn begins_sentence(rest: &[Token]) -> bool {
    let next = rest.iter().find(|token| !matches!(token.sense, Sense::Mark('»' | ')' | '"')));
    match (rest.first(), next) {
        (None, _) | (_, None) => true,
        (Some(first), Some(next)) => {
            let spaced = !first.glued || !next.glued || matches!(next.sense, Sense::Mark('\n'));
            let opens = matches!(next.sense, Sense::Mark('«' | '(' | '"' | '\n' | '–' | '—' | '-') | Sense::Digits(..));
            spaced && (next.capital || opens)
        }
    }
}

fn is_abbreviation(word: &str, sense: Sense) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || ABBREVIATIONS.contains(&word) || sense == Sense::Word(Word::Mister)
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let tokens = tokens(text);
        sentences(text, &tokens)
            .into_iter()
            .map(|range| &text[tokens[range.start].start..tokens[range.end - 1].end])
            .collect()
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
}
