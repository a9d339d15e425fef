//! What an answer makes of a point: by the facts that it states, by the words with which it refers to somebody else, or
//! by the words of the point that it takes up.

use std::cell::OnceCell;
use std::ops::Range;

use super::{About, Outcome, Point, Reply};
use crate::programme::region::RegionCode;
use crate::reading::facts::{Fact, FactKind, Section};
use crate::reading::fold::head;
use crate::reading::pattern::pattern;
use crate::reading::places::Gazetteer;
use crate::reading::prose::Prose;
use crate::reading::text::Plain;
use crate::reading::token::Token;
use crate::store::Confidence;

/// The shortest word that may be shared, in letters.
const SHORTEST: usize = 6;
/// The letters by which two words are the same: "bénéficieront", "bénéficiaires".
const STEM: usize = 7;

/// An answer, made ready to be set against the points of its question.
pub(super) struct Answer<'a> {
    plain: &'a Plain<'a>,
    gazetteer: &'a Gazetteer,
    sentences: Vec<Sentence<'a>>,
}

struct Sentence<'a> {
    /// Its bytes in the plain text.
    bytes: Range<usize>,
    tokens: &'a [Token],
    /// Its words.
    text: &'a str,
    /// The stems of its words, made where they are asked for.
    stems: OnceCell<Vec<Stem>>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(prose: &'a Prose<'a>, gazetteer: &'a Gazetteer) -> Self {
        let plain = &prose.plain;
        let sentence = |tokens: &'a [Token]| {
            let bytes = tokens.first()?.start..tokens.last()?.end;
            let text = plain.as_str().get(bytes.clone())?;
            Some(Sentence { bytes, tokens, text, stems: OnceCell::new() })
        };
        let sentences = prose.each_sentence().filter_map(sentence).collect();
        Answer { plain, gazetteer, sentences }
    }

    /// The region to which a sentence sends the asker, where it names one only.
    fn only_region(&self, sentence: &Sentence<'_>) -> Option<RegionCode> {
        let named = self.gazetteer.regions(self.plain.as_str(), sentence.tokens);
        if let [only] = named.as_slice() { Some(only.region) } else { None }
    }

    fn reply(&self, sentence: &Sentence<'_>, outcome: Outcome, confidence: Confidence) -> Reply {
        let quote = self.plain.quote(sentence.bytes.clone());
        Reply { outcome, words: quote.words.to_owned(), characters: quote.characters, confidence }
    }

    /// What its words make of a point: they refer to somebody else, or take it up.
    pub(super) fn speaks_of(&self, point: &Point) -> Option<Reply> {
        let asked: Vec<Stem> = point.words.split(|sign: char| !sign.is_alphabetic()).filter_map(stem).collect();
        let stems = |sentence: &Sentence<'_>| {
            sentence.tokens.iter().filter_map(|token| stem(token.text(self.plain.as_str()))).collect()
        };
        let shares = |sentence: &&Sentence<'_>| {
            sentence.stems.get_or_init(|| stems(sentence)).iter().any(|stem| asked.contains(stem))
        };
        let mut taken_up = None;
        for sentence in self.sentences.iter().filter(shares) {
            if refers(sentence.text) {
                let to = self.only_region(sentence);
                return Some(self.reply(sentence, Outcome::Referred(to), Confidence::Probable));
            }
            taken_up.get_or_insert(sentence);
        }
        // Of days and numbers the facts have the last word.
        let sentence = taken_up.filter(|_| point.about == About::Other)?;
        Some(self.reply(sentence, Outcome::Partly, Confidence::Unsure))
    }
}

/// The reply of the facts that the answer states.
pub(super) fn stated(point: &Point, facts: &[Fact]) -> Option<Reply> {
    let answers = |fact: &&Fact| {
        let kind = match point.about {
            About::Signatures => matches!(fact.kind, FactKind::ContractSigned | FactKind::ContractPlanned),
            About::Meetings => matches!(fact.kind, FactKind::CopilHeld | FactKind::CopilPlanned),
            About::Numbers => matches!(fact.kind, FactKind::ContractsCounted | FactKind::TerritoriesCounted),
            About::Other => false,
        };
        kind && fact.section == Section::Answer && meets(&point.regions, &fact.regions)
    };
    let reply = |fact: &Fact, outcome| Reply {
        outcome,
        words: fact.quote.clone(),
        characters: fact.start..fact.end,
        confidence: fact.confidence.max(Confidence::Probable),
    };
    let whole = |fact: &&Fact| fact.date.is_some() || point.about == About::Numbers;
    if let Some(fact) = facts.iter().filter(answers).find(whole) {
        // What is asked of all and told of some.
        let part = point.regions.is_empty() && !(fact.regions.is_empty() && fact.territories.is_empty());
        let outcome = if part && is_of_all(&point.words) { Outcome::Partly } else { Outcome::Answered };
        return Some(reply(fact, outcome));
    }
    // "un agenda de signatures que la Région pourra vous fournir".
    let calendar = |fact: &&Fact| {
        point.about == About::Signatures
            && fact.kind == FactKind::CalendarHeld
            && fact.section == Section::Answer
            && meets(&point.regions, &fact.regions)
    };
    if let Some(fact) = facts.iter().find(calendar) {
        return Some(reply(fact, Outcome::Referred(fact.holder)));
    }
    facts.iter().find(answers).map(|fact| reply(fact, Outcome::Partly))
}

fn meets(asked: &[RegionCode], told: &[RegionCode]) -> bool {
    asked.is_empty() || told.is_empty() || asked.iter().any(|code| told.contains(code))
}

/// Whether a point is about several: "le calendrier des signatures", "les contrats".
fn is_of_all(words: &str) -> bool {
    pattern!(r"(?-u:\b)(?:calendrier|agenda|échéancier|ces|les|des|dates) ").is_match(words)
}

/// Whether a sentence sends the asker to somebody else.
fn refers(sentence: &str) -> bool {
    pattern!(
        r"(?-u:\b)que (?:la|les|chaque|cette) régions? (?:pourra|pourront|peut|peuvent)(?-u:\b)|(?-u:\b)(?:appartient|revient|reviendra|incombe) (?:\p{L}+ )?(?:à|au|aux) |(?-u:\b)rel[eè]vent? (?:\p{L}+ )?(?:de la|du|des|de l') ?(?:compétence|régions?|préfets?|conseils?|collectivités?)|(?-u:\b)(?:se rapprocher|s'adresser|prendre l'attache) (?:de|du|des|à|au|aux) |(?-u:\b)auprès (?:de la|du|des) (?:région|préfet|préfecture|conseil|services)"
    )
    .is_match(sentence)
}

/// The first letters of a word, by which its forms are one: folded, they are of ASCII.
type Stem = [u8; STEM];

/// The stem of a word that is long enough to be a text's own.
fn stem(word: &str) -> Option<Stem> {
    if word.len() < SHORTEST {
        return None;
    }
    let head = head(word);
    let length = head.iter().take_while(|letter| letter.is_ascii_alphabetic()).count();
    let letters = head.get(..length).filter(|letters| length >= SHORTEST && !is_common(letters))?;
    let mut stem = Stem::default();
    letters.iter().zip(&mut stem).for_each(|(letter, cell)| *cell = *letter);
    Some(stem)
}

/// Whether every such text has a word: to share it says nothing.
fn is_common(word: &[u8]) -> bool {
    matches!(
        word,
        b"territoire"
            | b"territoires"
            | b"industrie"
            | b"industries"
            | b"industriel"
            | b"industriels"
            | b"industrielle"
            | b"contrat"
            | b"contrats"
            | b"region"
            | b"regions"
            | b"programme"
            | b"ministre"
            | b"gouvernement"
            | b"france"
            | b"francais"
            | b"initiative"
            | b"actuellement"
            | b"plusieurs"
            | b"egalement"
            | b"concernant"
            | b"notamment"
            | b"entre"
            | b"cette"
            | b"depuis"
            | b"encore"
            | b"ainsi"
            | b"etat"
            | b"public"
            | b"publics"
            | b"politique"
            | b"dispositif"
            | b"national"
            | b"nationale"
            | b"pourra"
            | b"seront"
            | b"quelles"
            | b"quels"
            | b"celles"
            | b"toutes"
    )
}
