//! The words that a reading knows, each with one sense. The tables are in `words` and `verbs`; to teach the
//! reading a word is a line in one of them.

mod conjugation;
mod verbs;
mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use chrono::Weekday;

use crate::programme::date::Season;

pub use verbs::{Form, Verb};
pub use words::{Noun, Part, Unit, Word};

/// What a token is to a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// A word that no rule knows.
    Unknown,
    /// A mark: its character.
    Mark(char),
    /// A run of digits: its value, and how many they are.
    Digits(u32, u8),
    /// A number in words: "sept".
    Number(u32),
    /// A rank: "premier", "2e".
    Rank(u32),
    /// About so many: "dizaine".
    Collective(u32),
    /// A month, from 1.
    Month(u32),
    /// A day of the week.
    Weekday(Weekday),
    /// A season. "Été" is [`Word::Ete`], since it is a participle too.
    Season(Season),
    /// A stretch of the calendar: "semaine".
    Unit(Unit),
    /// A part of one: "début".
    Part(Part),
    /// A grammatical word.
    Word(Word),
    /// A noun of the field.
    Noun(Noun),
    /// A verb of the field, or the form of any verb.
    Verb(Verb, Form),
}

/// The words, apart by their length.
struct Lexicon {
    /// Those of up to sixteen bytes, as numbers: they are compared at once.
    short: FxHashMap<u128, Sense>,
    long: FxHashMap<String, Sense>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut known: FxHashMap<String, Sense> = FxHashMap::default();
    for (form, verb, tense) in verbs::forms() {
        known.entry(form).or_insert(Sense::Verb(verb, tense));
    }
    for (word, sense) in words::words() {
        known.insert(word.to_owned(), sense);
    }
    // Capitals and old typewriters lose accents: "Aout", "DECEMBRE". A word without accents never hides another.
    let bare: Vec<(String, Sense)> =
        known.iter().map(|(word, sense)| (deunicode::deunicode(word).to_lowercase(), *sense)).collect();
    for (word, sense) in bare {
        known.entry(word).or_insert(sense);
    }
    let short = known.iter().filter_map(|(word, sense)| Some((packed(word)?, *sense))).collect();
    known.retain(|word, _| packed(word).is_none());
    Lexicon { short, long: known }
});

/// A word of up to sixteen bytes as a number.
fn packed(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    Some(u128::from_le_bytes(bytes))
}

/// The sense of a word in lower case.
#[must_use]
pub fn sense(word: &str) -> Sense {
    sense_within(word, 0, word.len())
}

/// The sense of the word of a text between two bytes, in lower case.
#[must_use]
pub fn sense_within(text: &str, start: usize, end: usize) -> Sense {
    let word = text.get(start..end).unwrap_or_default();
    if word.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return numeral(word);
    }
    // Where the text goes on, sixteen bytes are taken at once, and those after the word cleared.
    let bytes = text.as_bytes().get(start..).and_then(<[u8]>::first_chunk);
    let whole = bytes.filter(|_| (1..=16).contains(&word.len())).map(|bytes| {
        let beyond = 128 - 8 * word.len() as u32;
        u128::from_le_bytes(*bytes) << beyond >> beyond
    });
    let known = match whole.or_else(|| packed(word)) {
        Some(packed) => LEXICON.short.get(&packed),
        None => LEXICON.long.get(word),
    };
    known.copied().unwrap_or_else(|| verbs::by_ending(word))
}

/// Digits, or a rank in digits: "2019", "1er", "5ème".
fn numeral(word: &str) -> Sense {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, ending) = word.split_at_checked(digits).unwrap_or((word, ""));
    match (number.parse(), ending) {
        (Ok(value), "") => Sense::Digits(value, u8::try_from(digits).unwrap_or(u8::MAX)),
        (Ok(rank), "er" | "ère" | "re" | "e" | "ème" | "ème'" | "nd" | "nde" | "ième") => Sense::Rank(rank),
        _ => Sense::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_one_sense() {
        assert_eq!(sense("sept"), Sense::Number(7));
        assert_eq!(sense("août"), Sense::Month(8));
        assert_eq!(sense("aout"), Sense::Month(8));
        assert_eq!(sense("à"), Sense::Word(Word::At));
        assert_eq!(sense("a"), Sense::Verb(Verb::Have, Form::Present));
        assert_eq!(sense("2e"), Sense::Rank(2));
        assert_eq!(sense("2019"), Sense::Digits(2019, 4));
        assert_eq!(sense("signera"), Sense::Verb(Verb::Sign, Form::Future));
        assert_eq!(sense("réunissait"), Sense::Verb(Verb::Meet, Form::Imperfect));
        assert_eq!(sense("tiendraient"), Sense::Verb(Verb::Meet, Form::Conditional));
        assert_eq!(sense("bénéficieront"), Sense::Verb(Verb::Other, Form::Future));
        assert_eq!(sense("portrait"), Sense::Unknown);
    }
}
