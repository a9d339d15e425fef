//! Numbers in a French text: digits, words, collective nouns.

use std::ops::Range;

use super::lexicon::{Sense, Unit, Word};
use super::token::Token;

/// A number as a text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its tokens, with the word that makes it approximate.
    pub tokens: Range<usize>,
    /// Its value.
    pub value: u32,
    /// Whether it is said to be about so many: "une dizaine", "près de 40".
    pub approx: bool,
}

/// The numbers of the tokens of a sentence, in order. A bare "un" or "une" is an article, and no number.
#[must_use]
pub fn numbers(tokens: &[Token]) -> Vec<Number> {
    let mut found = Vec::new();
    let mut place = 0;
    while place < tokens.len() {
        let here = match sense(tokens, place) {
            Sense::Digits(..) => digits(tokens, place),
            Sense::Number(_) => in_words(tokens, place),
            Sense::Collective(value) => collective(tokens, place, value),
            Sense::Unit(Unit::Fortnight) => collective(tokens, place, 15)
                .filter(|_| !matches!(sense(tokens, place + 2), Sense::Month(_) | Sense::Unit(_))),
            _ => None,
        };
        match here {
            Some((mut number, end)) => {
                about(tokens, &mut number);
                // What goes on after a number that is none ("2018-1317") is none either.
                if number.value > 0 {
                    found.push(number);
                }
                place = end.max(place + 1);
            }
            None => place += 1,
        }
    }
    found
}

fn sense(tokens: &[Token], place: usize) -> Sense {
    tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense)
}

/// "141", "1 514"; nothing of "2018-1317", "3,5", "12 %", "n° 37".
fn digits(tokens: &[Token], start: usize) -> Option<(Number, usize)> {
    let Sense::Digits(mut value, length) = sense(tokens, start) else { return None };
    let glued = |place: usize| tokens.get(place).is_some_and(|token| token.glued);
    let mut end = start + 1;
    while let Sense::Digits(next, 3) = sense(tokens, end)
        && length <= 3
        && !glued(end)
    {
        value = value.checked_mul(1000)?.checked_add(next)?;
        end += 1;
    }
    let before = start.checked_sub(1).map_or(Sense::Mark('\0'), |before| sense(tokens, before));
    let part = (glued(start) && matches!(before, Sense::Mark('-' | ',' | '.' | '/' | '°' | '–')))
        || before == Sense::Mark('°');
    let goes_on = glued(end)
        && glued(end + 1)
        && matches!(sense(tokens, end), Sense::Mark('-' | ',' | '.' | '/' | '–'))
        && matches!(sense(tokens, end + 1), Sense::Digits(..));
    if goes_on {
        return Some((Number { tokens: start..end, value: 0, approx: false }, end + 2));
    }
    let none = part || sense(tokens, end) == Sense::Mark('%');
    Some((Number { tokens: start..end, value: if none { 0 } else { value }, approx: false }, end))
}

/// "sept", "vingt et un", "cent vingt-trois".
fn in_words(tokens: &[Token], start: usize) -> Option<(Number, usize)> {
    let mut sum = Sum::default();
    let mut end = start;
    loop {
        let mut next = end;
        if end > start && sense(tokens, next) == Sense::Mark('-') {
            next += 1;
        }
        // "et" belongs to the number in "vingt et un" and "soixante et onze" alone.
        let and = end > start && sense(tokens, next) == Sense::Word(Word::And) && sum.below_hundred >= 20;
        if and {
            next += 1;
            if sense(tokens, next) == Sense::Mark('-') {
                next += 1;
            }
        }
        let value = match sense(tokens, next) {
            Sense::Number(11) if and => 11,
            Sense::Word(Word::Un | Word::Une) if end > start => 1,
            Sense::Number(value) if !and => value,
            _ => break,
        };
        if !sum.add(value) {
            break;
        }
        end = next + 1;
    }
    (end > start).then(|| (Number { tokens: start..end, value: sum.value(), approx: false }, end))
}

/// "une dizaine", "la centaine".
fn collective(tokens: &[Token], place: usize, value: u32) -> Option<(Number, usize)> {
    let article = place.checked_sub(1)?;
    let led = matches!(
        sense(tokens, article),
        Sense::Word(Word::Un | Word::Une | Word::La | Word::Cette | Word::Ce | Word::Some | Word::L)
    );
    led.then(|| (Number { tokens: article..place + 1, value, approx: true }, place + 1))
}

/// A number being said, word after word.
#[derive(Clone, Copy, Default)]
struct Sum {
    thousands: u32,
    hundreds: u32,
    below_hundred: u32,
}

impl Sum {
    /// Adds a word's value, or leaves the number as it is where the word does not go on with it.
    fn add(&mut self, value: u32) -> bool {
        let low = self.below_hundred;
        match value {
            1000 if self.thousands == 0 => {
                *self = Sum { thousands: (self.hundreds + low).max(1), hundreds: 0, below_hundred: 0 };
            }
            100 if self.hundreds == 0 && low < 10 && low != 1 => {
                *self = Sum { hundreds: low.max(1) * 100, below_hundred: 0, ..*self };
            }
            20 if low == 4 => self.below_hundred = 80,
            _ => {
                let fits = match low {
                    0 => value < 100,
                    10 => (7..=9).contains(&value),
                    20 | 30 | 40 | 50 => value < 10,
                    60 | 80 => value <= 16,
                    70 | 90 => value < 10,
                    _ => false,
                };
                if !fits {
                    return false;
                }
                self.below_hundred += value;
            }
        }
        true
    }

    fn value(self) -> u32 {
        self.thousands * 1000 + self.hundreds + self.below_hundred
    }
}

/// Takes in the words around a number that make it approximate.
fn about(tokens: &[Token], number: &mut Number) {
    let back = |by: usize| number.tokens.start.checked_sub(by).map_or(Sense::Mark('\0'), |place| sense(tokens, place));
    let of = back(1) == Sense::Word(Word::De);
    let before = match (back(1), back(2)) {
        (Sense::Word(Word::About | Word::Some | Word::Almost), _) => 1,
        (_, Sense::Word(Word::Almost | Word::Plus | Word::Less)) if of => 2,
        _ => 0,
    };
    if before > 0 {
        number.tokens.start -= before;
        number.approx = true;
    } else if sense(tokens, number.tokens.end) == Sense::Word(Word::About) {
        number.tokens.end += 1;
        number.approx = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;

    fn values(text: &str) -> Vec<(u32, bool)> {
        numbers(&tokens(text)).into_iter().map(|number| (number.value, number.approx)).collect()
    }

    #[test]
    fn digits_and_words_are_read() {
        assert_eq!(
            values("les 136, puis 141 territoires et 1 514 quartiers"),
            [(136, false), (141, false), (1514, false)]
        );
        for (words, value) in [
            ("sept", 7),
            ("dix-sept", 17),
            ("vingt et un", 21),
            ("trente et une", 31),
            ("soixante et onze", 71),
            ("soixante-dix-neuf", 79),
            ("quatre-vingts", 80),
            ("quatre-vingt-sept", 87),
            ("quatre-vingt-dix-sept", 97),
            ("cent vingt-trois", 123),
            ("deux cents", 200),
            ("mille neuf cent quarante", 1940),
        ] {
            assert_eq!(values(words), [(value, false)], "{words}");
        }
        assert_eq!(values("cinq à six sites, neuf"), [(5, false), (6, false), (9, false)]);
    }

    #[test]
    fn about_is_kept() {
        assert_eq!(values("une dizaine de contrats"), [(10, true)]);
        assert_eq!(
            values("la centaine, près de 40, cent trente territoires environ"),
            [(100, true), (40, true), (130, false)]
        );
        assert_eq!(values("une quarantaine ; trente environ"), [(40, true), (30, true)]);
    }

    #[test]
    fn articles_laws_and_parts_of_numbers_are_no_numbers() {
        assert!(values("un contrat et une convention, n° 2018-1317, 3,5 et 4e, un millénaire").is_empty());
        assert_eq!(values("quatre cent"), [(400, false)]);
    }
}
