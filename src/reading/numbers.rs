//! Numbers in a French text: digits, words, collective nouns, ranks.

use std::ops::Range;

use super::pattern::pattern;
use super::text::just_before;

/// A number as a text says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its bytes, with the word that makes it approximate.
    pub range: Range<usize>,
    /// Its value.
    pub value: u32,
    /// Whether it is said to be about so many: "une dizaine", "près de 40".
    pub approx: bool,
}

/// Nouns that say about how many.
const COLLECTIVES: [(&str, u32); 10] = [
    ("dizaine", 10),
    ("douzaine", 12),
    ("quinzaine", 15),
    ("vingtaine", 20),
    ("trentaine", 30),
    ("quarantaine", 40),
    ("cinquantaine", 50),
    ("soixantaine", 60),
    ("centaine", 100),
    ("millier", 1000),
];

const WORDS: [(&str, u32); 26] = [
    ("un", 1),
    ("une", 1),
    ("deux", 2),
    ("trois", 3),
    ("quatre", 4),
    ("cinq", 5),
    ("six", 6),
    ("sept", 7),
    ("huit", 8),
    ("neuf", 9),
    ("dix", 10),
    ("onze", 11),
    ("douze", 12),
    ("treize", 13),
    ("quatorze", 14),
    ("quinze", 15),
    ("seize", 16),
    ("vingt", 20),
    ("trente", 30),
    ("quarante", 40),
    ("cinquante", 50),
    ("soixante", 60),
    ("septante", 70),
    ("huitante", 80),
    ("octante", 80),
    ("nonante", 90),
];

const RANKS: [(&str, u32); 14] = [
    ("premier", 1),
    ("première", 1),
    ("second", 2),
    ("seconde", 2),
    ("deuxième", 2),
    ("troisième", 3),
    ("quatrième", 4),
    ("cinquième", 5),
    ("sixième", 6),
    ("septième", 7),
    ("huitième", 8),
    ("neuvième", 9),
    ("dixième", 10),
    ("onzième", 11),
];

/// The numbers of a plain text, in order. A bare "un" or "une" is an article, and no number.
#[must_use]
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = digits(text);
    found.extend(collectives(text));
    found.extend(in_words(text));
    for number in &mut found {
        say_about(text, number);
    }
    found.sort_by_key(|number| number.range.start);
    found
}

/// The rank that a word says: "1er", "première", "2e", "sixième".
#[must_use]
pub fn rank(word: &str) -> Option<u32> {
    let word = word.trim().to_lowercase();
    let counted = word.trim_end_matches(|character: char| !character.is_ascii_digit());
    let suffix = word.get(counted.len()..).unwrap_or_default();
    match suffix {
        "er" | "ère" | "re" | "e" | "è" | "ème" | "eme" | "nd" | "nde" => counted.parse().ok(),
        _ => RANKS.iter().find(|(known, _)| *known == word).map(|(_, rank)| *rank),
    }
}

/// Digits, in groups of three or not: "124", "1 514". Not parts of a word, a decimal or a compound (`2018-1317`).
fn digits(text: &str) -> Vec<Number> {
    pattern!(r"\d{1,3}(?: \d{3})+\b|\d+")
        .find_iter(text)
        .filter(|found| {
            let before = text.get(..found.start()).and_then(|before| before.chars().next_back());
            let after = text.get(found.end()..).unwrap_or_default();
            let joined = |character: char| character.is_alphanumeric() || matches!(character, '-' | '/' | '°');
            let decimal = |mark: &str| {
                after.strip_prefix(mark).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            };
            !before.is_some_and(|character| joined(character) || matches!(character, ',' | '.'))
                && !after.starts_with(joined)
                && !decimal(",")
                && !decimal(".")
        })
        .filter_map(|found| {
            let value = found.as_str().replace(' ', "").parse().ok()?;
            Some(Number { range: found.range(), value, approx: false })
        })
        .collect()
}

/// "une dizaine de", "la centaine".
fn collectives(text: &str) -> Vec<Number> {
    pattern!(r"\b(?:une|la|cette|un|ce) (\p{L}+)\b")
        .captures_iter(text)
        .filter_map(|found| {
            let noun = found.get(1)?.as_str().to_lowercase();
            let (_, value) = COLLECTIVES.iter().find(|(known, _)| *known == noun)?;
            Some(Number { range: found.get(0)?.range(), value: *value, approx: true })
        })
        .collect()
}

/// "sept", "vingt et un", "cent vingt-trois".
fn in_words(text: &str) -> Vec<Number> {
    let words: Vec<(Range<usize>, String)> =
        pattern!(r"\p{L}+").find_iter(text).map(|found| (found.range(), found.as_str().to_lowercase())).collect();
    let mut found = Vec::new();
    let mut next = 0;
    while let Some(rest) = words.get(next..).filter(|rest| !rest.is_empty()) {
        match longest(text, rest) {
            Some((number, taken)) => {
                if number.value > 1 {
                    found.push(number);
                }
                next += taken;
            }
            None => next += 1,
        }
    }
    found
}

/// The longest number that these words begin with, and of how many words it is.
fn longest(text: &str, words: &[(Range<usize>, String)]) -> Option<(Number, usize)> {
    let start = words.first()?.0.start;
    let mut sum = Sum::default();
    let mut taken = 0;
    let mut end = start;
    while let Some((range, word)) = words.get(taken) {
        let joined = taken == 0 || matches!(text.get(end..range.start), Some(" " | "-"));
        let one_more = words.get(taken + 1).map_or("", |(_, word)| word.as_str());
        // "et" belongs to the number in "vingt et un" and "soixante et onze" alone.
        let and = word == "et" && taken > 0 && sum.below_hundred >= 20 && matches!(one_more, "un" | "une" | "onze");
        if !joined || !(and || sum.add(word)) {
            break;
        }
        end = range.end;
        taken += 1;
    }
    (taken > 0).then(|| (Number { range: start..end, value: sum.value(), approx: false }, taken))
}

/// A number being said, word after word.
#[derive(Clone, Copy, Default)]
struct Sum {
    thousands: u32,
    hundreds: u32,
    below_hundred: u32,
}

impl Sum {
    /// Adds a word, or leaves the number as it is where the word does not go on with it.
    fn add(&mut self, word: &str) -> bool {
        let low = self.below_hundred;
        match word {
            "mille" if self.thousands == 0 => {
                *self = Sum { thousands: (self.hundreds + low).max(1), hundreds: 0, below_hundred: 0 };
            }
            "cent" | "cents" if self.hundreds == 0 && low < 10 && low != 1 => {
                *self = Sum { hundreds: low.max(1) * 100, below_hundred: 0, ..*self };
            }
            "vingt" | "vingts" if low == 4 => self.below_hundred = 80,
            _ => {
                let Some((_, value)) = WORDS.iter().find(|(known, _)| *known == word) else { return false };
                let fits = match low {
                    0 => true,
                    10 => (7..=9).contains(value),
                    20 | 30 | 40 | 50 => *value < 10,
                    60 | 80 => *value <= 16,
                    70 | 90 => *value < 10,
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
fn say_about(text: &str, number: &mut Number) {
    let before = just_before(text, number.range.start);
    let after = text.get(number.range.end..).unwrap_or_default();
    if let Some(found) = pattern!(r"\b(?:environ|près de|plus de|moins de|quelques?|presque|autour de) $").find(before)
    {
        number.range.start -= before.len() - found.start();
        number.approx = true;
    } else if let Some(found) = pattern!(r"^ environ\b").find(after) {
        number.range.end += found.end();
        number.approx = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(u32, bool)> {
        numbers(text).into_iter().map(|number| (number.value, number.approx)).collect()
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

    #[test]
    fn ranks_are_read() {
        for (word, value) in [("1er", 1), ("Première", 1), ("2e", 2), ("5ème", 5), ("sixième", 6), ("second", 2)] {
            assert_eq!(rank(word), Some(value), "{word}");
        }
        assert_eq!((rank("12"), rank("er"), rank("dernier")), (None, None, None));
    }
}
