//! The points that a question asks: "il souhaiterait connaître le calendrier …, ainsi que les régions …".

use std::ops::Range;

use super::{About, Point};
use crate::reading::lexicon::{Form, Sense, Verb, Word};
use crate::reading::pattern::pattern;
use crate::reading::places::Gazetteer;
use crate::reading::prose::Prose;
use crate::reading::text::Plain;
use crate::reading::token::Token;

/// Verbs after which what is asked stands: "souhaite connaître", "lui demande de préciser".
fn is_giving(word: &str) -> bool {
    matches!(
        word,
        "savoir"
            | "connaître"
            | "connaitre"
            | "obtenir"
            | "disposer"
            | "préciser"
            | "précise"
            | "indiquer"
            | "indique"
            | "détailler"
            | "détaille"
            | "dresser"
            | "faire"
            | "communiquer"
            | "transmettre"
            | "fournir"
            | "donner"
            | "avoir"
            | "recevoir"
            | "informer"
            | "informé"
            | "informée"
            | "éclairer"
            | "exposer"
            | "confirmer"
            | "présenter"
            | "rappeler"
            | "dire"
            | "apporter"
            | "porter"
            | "expliquer"
            | "publier"
    )
}

/// Words that lead from such a verb to what is asked: "plus exactement", "le point sur", "des précisions sur".
const LEADING: [&str; 26] = [
    "plus",
    "exactement",
    "précisément",
    "notamment",
    "également",
    "enfin",
    "ainsi",
    "lui",
    "leur",
    "de",
    "d'",
    "sur",
    "quant",
    "le",
    "point",
    "des",
    "précisions",
    "informations",
    "éléments",
    "éclaircissements",
    "connaissance",
    "à",
    "sa",
    "aussi",
    "donc",
    "en",
];

/// What a point may be headed by, after a bare "et".
const HEADS: [&str; 30] = [
    "calendrier",
    "agenda",
    "date",
    "dates",
    "liste",
    "nombre",
    "régions",
    "territoires",
    "modalités",
    "moyens",
    "financements",
    "crédits",
    "bilan",
    "mesures",
    "critères",
    "raisons",
    "conditions",
    "état",
    "avancement",
    "suites",
    "intentions",
    "montant",
    "échéances",
    "contenu",
    "position",
    "délais",
    "objectifs",
    "bénéficiaires",
    "perspectives",
    "échéancier",
];

/// How far from its verb what is asked may begin, past the name of a ministry.
const FAR: usize = 34;

/// The points of a question's text. Where it asks nothing else, what it "interroge sur" is its point.
pub(super) fn asked(prose: &Prose<'_>, gazetteer: &Gazetteer) -> Vec<Point> {
    let plain = &prose.plain;
    let mut points = Vec::new();
    let mut subject = None;
    for sentence in &prose.sentences {
        let asking = Asking { text: plain.as_str(), tokens: &prose.tokens, sentence: sentence.clone() };
        match asking.start() {
            Some(start) => {
                points.extend(asking.parts(start).into_iter().map(|part| asking.point(plain, part, gazetteer)))
            }
            None => subject = subject.or_else(|| Some(asking.point(plain, asking.subject()?, gazetteer))),
        }
    }
    if points.is_empty() { subject.into_iter().collect() } else { points }
}

/// A sentence that may ask.
struct Asking<'t> {
    text: &'t str,
    tokens: &'t [Token],
    sentence: Range<usize>,
}

impl Asking<'_> {
    fn sense(&self, place: usize) -> Sense {
        if self.sentence.contains(&place) {
            self.tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense)
        } else {
            Sense::Mark('\0')
        }
    }

    fn word(&self, place: usize) -> &str {
        let token = self.tokens.get(place).filter(|_| self.sentence.contains(&place));
        token.map_or("", |token| token.text(self.text))
    }

    /// "si", "quand", "combien", "quels": where an indirect question begins.
    fn opens(&self, place: usize) -> bool {
        let that = matches!(self.word(place), "ce") && matches!(self.word(place + 1), "que" | "qu'" | "qui");
        that || matches!(self.sense(place), Sense::Word(Word::If | Word::When | Word::How | Word::Which))
            || matches!(self.word(place), "s'" | "où")
            || (matches!(self.word(place), "à" | "dans" | "selon" | "sous" | "par")
                && matches!(self.sense(place + 1), Sense::Word(Word::When | Word::Which)))
    }

    /// The first token of what is asked.
    fn start(&self) -> Option<usize> {
        let cue = self.sentence.clone().find(
            |place| matches!(self.sense(*place), Sense::Verb(Verb::Ask | Verb::Wish, form) if form != Form::Participle),
        );
        let Some(cue) = cue else {
            // "Quand le contrat sera-t-il signé ?"
            let last = self.sentence.end.checked_sub(1)?;
            return (self.word(last) == "?").then_some(self.sentence.start);
        };
        let end = self.sentence.end.min(cue + FAR);
        let giving = (cue + 1..end).find(|place| is_giving(self.word(*place)));
        let open = (cue + 1..end).find(|place| self.opens(*place));
        match (giving, open) {
            (Some(giving), Some(open)) if open < giving => Some(open),
            (Some(giving), _) => {
                let mut place = giving + 1;
                while !self.opens(place) && LEADING.contains(&self.word(place)) && !self.heads(place) {
                    place += 1;
                }
                (place + 1 < self.sentence.end).then_some(place)
            }
            (None, open) => open,
        }
    }

    /// Whether an article and its noun begin here, and not "le point sur".
    fn heads(&self, place: usize) -> bool {
        let article = matches!(self.word(place), "le" | "des" | "sa" | "les" | "la");
        let leads = matches!(
            self.word(place + 1),
            "point" | "précisions" | "informations" | "éléments" | "éclaircissements" | "connaissance"
        );
        article && !leads
    }

    /// What a question is put about: "interroge M. le ministre sur le calendrier".
    fn subject(&self) -> Option<Range<usize>> {
        let verb = self
            .sentence
            .clone()
            .find(|place| matches!(self.word(*place), "interroge" | "attire" | "appelle" | "alerte" | "questionne"))?;
        let on = (verb + 1..self.sentence.end).find(|place| self.sense(*place) == Sense::Word(Word::On))?;
        Some(on + 1..self.last())
    }

    /// The place after the last word, without the mark that ends the sentence.
    fn last(&self) -> usize {
        let mut end = self.sentence.end;
        while end > self.sentence.start && matches!(self.sense(end - 1), Sense::Mark('.' | '?' | '!' | '…' | ';')) {
            end -= 1;
        }
        end
    }

    /// The points from a token on: "le calendrier …, ainsi que les régions …".
    fn parts(&self, start: usize) -> Vec<Range<usize>> {
        let end = self.last();
        let mut parts = Vec::new();
        let mut from = start;
        let mut place = start + 1;
        while place < end {
            if let Some(next) = self.divides(place).filter(|next| *next < end) {
                parts.push(from..place);
                from = next;
                place = next;
            }
            place += 1;
        }
        parts.push(from..end);
        parts.retain(|part| part.start < part.end);
        parts
    }

    /// Whether a new point begins after a token, and where.
    fn divides(&self, place: usize) -> Option<usize> {
        let comma = matches!(self.sense(place), Sense::Mark(',' | ';'));
        let mut next = place + usize::from(comma);
        let along = self.word(next) == "ainsi" && self.word(next + 1) == "que";
        let and = matches!(self.sense(next), Sense::Word(Word::And | Word::Or));
        if along {
            next += 2;
        } else if and {
            next += 1;
        } else if !comma {
            return None;
        }
        let article = matches!(
            self.sense(next),
            Sense::Word(
                Word::Le | Word::La | Word::Les | Word::L | Word::Un | Word::Une | Word::Son | Word::Sa | Word::Ses
            )
        );
        let headed = article && HEADS.contains(&self.word(next + 1));
        let begins = self.opens(next) || headed || (article && along);
        begins.then_some(next)
    }

    fn point(&self, plain: &Plain<'_>, part: Range<usize>, gazetteer: &Gazetteer) -> Point {
        let tokens = self.tokens.get(part).unwrap_or_default();
        let first = tokens.first().map_or(0, |token| token.start);
        let last = tokens.last().map_or(first, |token| token.end);
        let quote = plain.quote(first..last);
        let mut regions: Vec<_> = gazetteer.regions(self.text, tokens).into_iter().map(|named| named.region).collect();
        regions.dedup();
        Point {
            words: quote.words.to_owned(),
            characters: quote.characters,
            about: about(quote.words),
            regions,
            reply: None,
        }
    }
}

/// What a point is about, by its words.
fn about(words: &str) -> About {
    let counted = || pattern!(r"combien|nombre de").is_match(words);
    if pattern!(r"territoire|contrat|convention|protocole").is_match(words) && counted() {
        return About::Numbers;
    }
    let when =
        pattern!(r"^si |^s['’]|calendrier|agenda|échéancier|date|quand |échéance|délai|à quel moment").is_match(words);
    if when && pattern!(r"comité|copil").is_match(words) {
        About::Meetings
    } else if when && pattern!(r"signature|signé|signer|contrat|convention|protocole|avenant|paraph").is_match(words) {
        About::Signatures
    } else {
        About::Other
    }
}
