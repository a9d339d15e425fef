//! What an answer makes of a point: by the facts that it states, by the words with which it refers to somebody else, or
//! by the words of the point that it takes up.

use super::{About, Outcome, Point, Reply};
use crate::programme::region::RegionCode;
use crate::reading::facts::{Fact, FactKind, Section};
use crate::reading::pattern::pattern;
use crate::reading::places::{Gazetteer, fold};
use crate::reading::sentence::sentences;
use crate::reading::text::Plain;
use crate::reading::token::{Token, tokens};
use crate::store::Confidence;

/// Words that every such text has: to share them says nothing.
const COMMON: [&str; 40] = [
    "territoire",
    "territoires",
    "industrie",
    "industries",
    "industriel",
    "industriels",
    "industrielle",
    "contrat",
    "contrats",
    "region",
    "regions",
    "programme",
    "ministre",
    "gouvernement",
    "france",
    "francais",
    "initiative",
    "actuellement",
    "plusieurs",
    "egalement",
    "concernant",
    "notamment",
    "entre",
    "cette",
    "depuis",
    "encore",
    "ainsi",
    "etat",
    "public",
    "publics",
    "politique",
    "dispositif",
    "national",
    "nationale",
    "pourra",
    "seront",
    "quelles",
    "quels",
    "celles",
    "toutes",
];

/// The shortest word that may be shared, in letters.
const SHORTEST: usize = 6;
/// The letters by which two words are the same: "bénéficieront", "bénéficiaires".
const STEM: usize = 7;

/// What an answer makes of a point; none where it says nothing of it.
pub(super) fn replied(point: &Point, answer: &str, facts: &[Fact], gazetteer: &Gazetteer) -> Option<Reply> {
    stated(point, facts).or_else(|| {
        let plain = Plain::new(answer);
        let all = tokens(plain.as_str());
        let sentences: Vec<&[Token]> =
            sentences(plain.as_str(), &all).into_iter().filter_map(|sentence| all.get(sentence)).collect();
        let told = |sentence: &[Token], outcome, confidence| {
            let (first, last) = (sentence.first()?.start, sentence.last()?.end);
            let quote = plain.quote(first..last);
            Some(Reply { outcome, words: quote.words.to_owned(), characters: quote.characters, confidence })
        };
        let text = |sentence: &[Token]| -> &str {
            let ends = sentence.first().zip(sentence.last());
            ends.and_then(|(first, last)| plain.as_str().get(first.start..last.end)).unwrap_or_default()
        };
        let shares = |sentence: &&&[Token]| shares(&point.words, text(sentence));
        if let Some(sentence) = sentences.iter().filter(|sentence| refers(text(sentence))).find(shares) {
            let regions = gazetteer.regions(plain.as_str(), sentence);
            let to = if let [only] = regions.as_slice() { Some(only.region) } else { None };
            return told(sentence, Outcome::Referred(to), Confidence::Probable);
        }
        // Of days and numbers the facts have the last word.
        if point.about != About::Other {
            return None;
        }
        let sentence = sentences.iter().find(shares)?;
        told(sentence, Outcome::Partly, Confidence::Unsure)
    })
}

/// The reply of the facts that the answer states.
fn stated(point: &Point, facts: &[Fact]) -> Option<Reply> {
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
    pattern!(r"(?i)\b(?:calendrier|agenda|échéancier|ces|les|des|dates) ").is_match(words)
}

/// Whether a sentence sends the asker to somebody else.
fn refers(sentence: &str) -> bool {
    pattern!(
        r"(?i)\bque (?:la|les|chaque|cette) régions? (?:pourra|pourront|peut|peuvent)\b|\b(?:appartient|revient|reviendra|incombe) (?:\p{L}+ )?(?:à|au|aux) |\brel[eè]vent? (?:\p{L}+ )?(?:de la|du|des|de l') ?(?:compétence|régions?|préfets?|conseils?|collectivités?)|\b(?:se rapprocher|s'adresser|prendre l'attache) (?:de|du|des|à|au|aux)\b|\bauprès (?:de la|du|des) (?:région|préfet|préfecture|conseil|services)"
    )
    .is_match(sentence)
}

/// Whether a sentence takes up words of a point.
fn shares(point: &str, sentence: &str) -> bool {
    let stems = |text: &str| -> Vec<String> {
        let words = text.split(|character: char| !character.is_alphabetic()).map(fold);
        let own = words.filter(|word| word.len() >= SHORTEST && !COMMON.contains(&word.as_str()));
        own.map(|word| word.chars().take(STEM).collect()).collect()
    };
    let asked = stems(point);
    stems(sentence).iter().any(|stem| asked.contains(stem))
}
