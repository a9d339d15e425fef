//! Looking at the tokens of a sentence, from any place in it.

use super::super::lexicon::{Sense, Word};
use super::super::token::Token;

/// The tokens of a sentence. A place outside it holds nothing.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'t> {
    pub(super) text: &'t str,
    pub(super) tokens: &'t [Token],
}

impl<'t> Cursor<'t> {
    pub(super) fn sense(self, place: usize) -> Sense {
        self.tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense)
    }

    /// The sense of the token so many before a place.
    pub(super) fn back(self, place: usize, by: usize) -> Sense {
        place.checked_sub(by).map_or(Sense::Mark('\0'), |place| self.sense(place))
    }

    pub(super) fn is(self, place: usize, word: Word) -> bool {
        self.sense(place) == Sense::Word(word)
    }

    pub(super) fn was(self, place: usize, by: usize, word: Word) -> bool {
        self.back(place, by) == Sense::Word(word)
    }

    pub(super) fn mark(self, place: usize, mark: char) -> bool {
        self.sense(place) == Sense::Mark(mark)
    }

    /// The place after one of these words, or the place itself.
    pub(super) fn skip(self, place: usize, words: &[Word]) -> usize {
        match self.sense(place) {
            Sense::Word(word) if words.contains(&word) => place + 1,
            _ => place,
        }
    }

    pub(super) fn word(self, place: usize) -> &'t str {
        self.tokens.get(place).map_or("", |token| token.text(self.text))
    }

    pub(super) fn glued(self, place: usize) -> bool {
        self.tokens.get(place).is_some_and(|token| token.glued)
    }

    pub(super) fn capital(self, place: usize) -> bool {
        self.tokens.get(place).is_some_and(|token| token.capital)
    }

    /// A hyphen or a dash.
    pub(super) fn dash(self, place: usize) -> bool {
        matches!(self.sense(place), Sense::Mark('-' | '–' | '—' | '/'))
    }

    /// A year in four digits, 1900 to 2099, that does not go on as a number does.
    pub(super) fn year(self, place: usize) -> Option<i32> {
        let goes_on = self.dash(place + 1) && self.glued(place + 1) && self.glued(place + 2);
        match self.sense(place) {
            Sense::Digits(value @ 1900..=2099, 4)
                if !(goes_on && matches!(self.sense(place + 2), Sense::Digits(..))) =>
            {
                i32::try_from(value).ok()
            }
            _ => None,
        }
    }

    /// A year at a place, perhaps after "de", "de l'année", "en": the year and the place after it.
    pub(super) fn of_year(self, place: usize) -> (Option<i32>, usize) {
        let mut next = self.skip(place, &[Word::De, Word::In]);
        if self.is(next, Word::L) && self.is_unit_year(next + 1) {
            next += 2;
        }
        match self.year(next) {
            Some(year) => (Some(year), next + 1),
            None => (None, place),
        }
    }

    /// "de l'année prochaine", "de l'an dernier", "de cette année" at a place: how many years from the running one, and
    /// the place after it.
    pub(super) fn of_running_year(self, place: usize) -> Option<(i32, usize)> {
        let next = self.skip(place, &[Word::De]);
        match (self.sense(next), self.sense(next + 2)) {
            (Sense::Word(Word::L), Sense::Word(Word::Next)) if self.is_unit_year(next + 1) => Some((1, next + 3)),
            (Sense::Word(Word::L), Sense::Word(Word::Last)) if self.is_unit_year(next + 1) => Some((-1, next + 3)),
            (Sense::Word(Word::Cette), _) if self.is_unit_year(next + 1) && next > place => Some((0, next + 2)),
            _ => None,
        }
    }

    /// "de l'année suivante": the place after it.
    pub(super) fn of_following_year(self, place: usize) -> Option<usize> {
        let year = self.is(place, Word::De) && self.is(place + 1, Word::L) && self.is_unit_year(place + 2);
        (year && self.is(place + 3, Word::Following)).then_some(place + 4)
    }

    pub(super) fn is_unit_year(self, place: usize) -> bool {
        self.sense(place) == Sense::Unit(super::super::lexicon::Unit::Year)
    }
}
