//! A text made ready to be read: plain, cut into tokens and sentences, once for all that reads it.

use std::ops::Range;

use super::sentence::sentences;
use super::text::Plain;
use super::token::{Token, tokens};

/// A text with its tokens and its sentences.
#[derive(Debug)]
pub struct Prose<'a> {
    /// The text, made plain.
    pub plain: Plain<'a>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its sentences, as runs of tokens.
    pub sentences: Vec<Range<usize>>,
}

impl<'a> Prose<'a> {
    /// Makes a text ready.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let plain = Plain::new(text);
        let tokens = tokens(plain.as_str());
        let sentences = sentences(plain.as_str(), &tokens);
        Self { plain, tokens, sentences }
    }

    /// The tokens of each sentence.
    pub fn each_sentence(&self) -> impl Iterator<Item = &[Token]> {
        self.sentences.iter().filter_map(|sentence| self.tokens.get(sentence.clone()))
    }
}
