//! Past participles, with an auxiliary and without: "signé le 3 mai".

use super::{Look, Mood, Predicate, When};
use crate::reading::lexicon::{Form, Sense, Verb, Word};

impl Look<'_> {
    /// The place after adverbs, denials and pronouns that stand between an auxiliary and its verb.
    pub(super) fn past_adverbs(self, mut place: usize) -> usize {
        let limit = place + 6;
        while place < limit {
            let skipped = match self.sense(place) {
                Sense::Word(
                    Word::No
                    | Word::Never
                    | Word::Plus
                    | Word::Already
                    | Word::All
                    | Word::Then
                    | Word::One
                    | Word::They
                    | Word::He
                    | Word::Maybe,
                ) => true,
                Sense::Mark('-') => {
                    place + 1 < self.tokens.len() && self.tokens.get(place).is_some_and(|mark| mark.glued)
                }
                Sense::Unknown => {
                    let word = self.word(place);
                    word.ends_with("ment") && word.len() > 5
                        || matches!(
                            word,
                            "bien"
                                | "enfin"
                                | "alors"
                                | "également"
                                | "encore"
                                | "toujours"
                                | "aussi"
                                | "ainsi"
                                | "donc"
                                | "notamment"
                                | "depuis"
                                | "même"
                                | "pourtant"
                                | "toutefois"
                                | "t"
                                | "là"
                                | "rien"
                        )
                }
                Sense::Word(Word::That) => self.word(place) == "alors",
                Sense::Word(Word::Same | Word::Today | Word::Now | Word::Almost) => true,
                _ => false,
            };
            if !skipped {
                // "a, pour sa part, tenu", "n'a, en effet, été signé".
                if let Some(after) = self.past_aside(place) {
                    return self.past_adverbs(after);
                }
                // "s'est de nouveau réuni", "a d'ores et déjà été".
                if self.is(place, Word::De) && self.is(place + 1, Word::Other) {
                    place += 2;
                    continue;
                }
                if self.is(place, Word::De) && self.word(place + 1) == "ores" {
                    place += 4;
                    continue;
                }
                break;
            }
            place += 1;
        }
        place
    }

    /// The place after words between commas, before a participle.
    fn past_aside(self, comma: usize) -> Option<usize> {
        const FEW: usize = 7;
        if self.sense(comma) != Sense::Mark(',') {
            return None;
        }
        let closing = (comma + 2..comma + FEW).find(|place| self.sense(*place) == Sense::Mark(','))?;
        let verbs = (comma + 1..closing).any(|place| matches!(self.sense(place), Sense::Verb(..)));
        let goes_on = matches!(self.sense(closing + 1), Sense::Verb(_, Form::Participle) | Sense::Word(Word::Ete));
        (!verbs && goes_on).then_some(closing + 1)
    }

    /// The verb of a past participle at a place; of a word that looks like one, any.
    pub(super) fn participle(self, place: usize) -> Option<Verb> {
        match self.sense(place) {
            Sense::Verb(verb, Form::Participle) => Some(verb),
            Sense::Verb(Verb::Do, Form::Present) => Some(Verb::Do),
            // "réunit" is none, "réunis" is.
            Sense::Unknown | Sense::Word(Word::Last) => looks_like_participle(self.word(place)).then_some(Verb::Other),
            Sense::Noun(_) if self.word(place).starts_with("arrêté") => Some(Verb::Decide),
            _ => None,
        }
    }

    /// A participle without an auxiliary: "signé le 3 mai", "prévue au printemps".
    pub(super) fn bare_participle(self, start: usize, known: Option<Verb>) -> Option<Predicate> {
        // Most words are none.
        if known.is_none() && !(self.sense(start) == Sense::Unknown && ends_like_signed(self.word(start))) {
            return None;
        }
        let before = start.checked_sub(1).map_or(Sense::Mark('\0'), |before| self.sense(before));
        let verb = match known {
            // "la tenue", "une remise": nouns.
            Some(_)
                if matches!(
                    before,
                    Sense::Word(Word::La | Word::Une | Word::Le | Word::Un | Word::Cette | Word::Des | Word::De)
                ) =>
            {
                return None;
            }
            // "compte tenu de la crise".
            Some(_) if start > 0 && self.word(start - 1).eq_ignore_ascii_case("compte") => return None,
            Some(verb) => verb,
            None => {
                let word = self.word(start);
                let ending =
                    ["é", "ée", "és", "ées"].iter().any(|ending| word.ends_with(ending)) && word.chars().count() > 4;
                let nominal =
                    ["té", "tés"].iter().any(|ending| word.ends_with(ending)) || self.is(start, Word::Rentree);
                let placed = matches!(
                    before,
                    Sense::Unknown | Sense::Noun(_) | Sense::Mark(',' | '»' | '\0') | Sense::Word(Word::And)
                );
                let opens = matches!(
                    self.sense(start + 1),
                    Sense::Word(
                        Word::Le
                            | Word::By
                            | Word::At
                            | Word::In
                            | Word::Until
                            | Word::For
                            | Word::From
                            | Word::Since
                            | Word::Du
                            | Word::Au
                            | Word::Inside
                            | Word::De
                            | Word::L
                            | Word::Last
                            | Word::Yesterday
                            | Word::During
                            | Word::Les
                    )
                );
                if !(ending && !nominal && placed && opens) {
                    return None;
                }
                Verb::Other
            }
        };
        Some(Predicate {
            tokens: start..start + 1,
            verb,
            when: if matches!(verb, Verb::Plan | Verb::Wish) { When::Due } else { When::Past },
            mood: Mood::Participle,
            negated: false,
            passive: true,
            relative: false,
            proform: false,
            perfect: false,
            running: false,
            state: false,
        })
    }
}

/// Whether a word ends in "é", but for its "e" and "s". By its bytes, since every word is asked.
fn ends_like_signed(word: &str) -> bool {
    let bytes = word.as_bytes();
    let end = bytes.iter().rposition(|byte| !matches!(byte, b'e' | b's')).map_or(0, |last| last + 1);
    bytes.get(..end).is_some_and(|bytes| bytes.ends_with("é".as_bytes()))
}

/// Whether a word that no table has looks like a past participle.
pub(super) fn looks_like_participle(word: &str) -> bool {
    const ENDINGS: [&str; 20] = [
        "é", "ée", "és", "ées", "i", "ie", "is", "ies", "u", "ue", "us", "ues", "it", "ite", "ert", "erte", "oint",
        "oints", "ointe", "ointes",
    ];
    word.chars().count() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}
