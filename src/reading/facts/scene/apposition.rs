//! Dates that stand beside what they belong to, and not with their verb: in a list after a colon, in brackets, between
//! commas, after a noun that puts off, on an occasion that has its own verb.

use super::super::predicate::{Mood, Predicate};
use super::super::thing::{Thing, What};
use super::{Dated, Scene};
use crate::programme::region::RegionCode;
use crate::reading::dates::{Expression, Lead};
use crate::reading::lexicon::{Noun, Sense, Verb, Word};

impl Scene<'_> {
    /// The verb whose days are listed after a colon, and nothing else: "signés en deux vagues : le 15 novembre et le 10 décembre".
    pub(super) fn listed(&self, date: &Expression) -> Option<usize> {
        let start = self.clause_start(date.tokens.start);
        let colon = start.checked_sub(1).filter(|colon| self.sense(*colon) == Sense::Mark(':'))?;
        let apart = |place: usize| {
            let word =
                matches!(self.sense(place), Sense::Unknown | Sense::Noun(_) | Sense::Verb(..) | Sense::Number(_));
            word && !self.dated.iter().any(|other| other.contains(&place))
        };
        let end = (start..self.tokens.len()).find(|place| self.sense(*place) == Sense::Mark(';'));
        let end = end.unwrap_or(self.tokens.len());
        let verb_after = self.predicates.iter().any(|verb| (date.tokens.end..end).contains(&verb.tokens.start));
        let more = (start..date.tokens.start).any(apart) || date.bound.is_some() || verb_after;
        let verb = self.predicates.iter().rposition(|verb| {
            verb.tokens.end <= colon && matches!(verb.verb, Verb::Sign | Verb::Meet | Verb::Occur | Verb::Install)
        });
        verb.filter(|_| !more)
    }

    /// "le report de la signature à janvier": what is put off, where a noun says so.
    pub(super) fn put_off_by_noun(&self, date: &Expression) -> Option<usize> {
        const NEAR: usize = 5;
        let at = date.lead == Lead::Au
            || self.is(date.tokens.start, Word::At)
            || self.is(date.tokens.start.wrapping_sub(1), Word::At);
        let end = date.tokens.start - usize::from(at && self.is(date.tokens.start.wrapping_sub(1), Word::At));
        let noun = |place: usize| {
            matches!(self.word(place), "report" | "décalage" | "ajournement" | "renvoi" | "glissement" | "Report")
        };
        self.things.iter().rposition(|thing| {
            at && matches!(thing.what, What::Signature | What::Committee | What::Assembly)
                && thing.complement
                && thing.tokens.end <= end
                && self.phrase_of(thing).end >= end
                && (thing.tokens.start.saturating_sub(NEAR)..thing.tokens.start).any(noun)
        })
    }

    /// "celui de Nouvelle-Aquitaine (14 janvier) ou du Grand Est (8 mars)": the pronoun whose region a day in brackets follows.
    pub(super) fn parenthesised(&self, date: &Expression) -> Option<usize> {
        let open = date.tokens.start.checked_sub(1).filter(|open| self.sense(*open) == Sense::Mark('('))?;
        self.region_before_bracket(date)?;
        self.things.iter().rposition(|thing| {
            matches!(thing.what, What::Committee | What::Signature | What::Contract)
                && thing.tokens.end <= open
                && !self.predicates.iter().any(|verb| (thing.tokens.end..open).contains(&verb.tokens.start))
        })
    }

    /// "lors du prochain comité, le 6 novembre", "après deux réunions du comité, les 3 mai et 2 juillet,", "présenté au comité
    /// de pilotage le 3 décembre": what a day stands right beside, where the verb (`nearest`) says nothing of ours.
    pub(super) fn apposed(&self, date: &Expression, nearest: Option<usize>) -> Option<usize> {
        let start = date.tokens.start;
        let comma = start.checked_sub(1).filter(|comma| self.sense(*comma) == Sense::Mark(','));
        let closed = matches!(self.sense(date.tokens.end), Sense::Mark(',' | '.' | ';' | '\0'));
        let verb = nearest.and_then(|place| self.predicates.get(place))?;
        let ours = matches!(
            verb.verb,
            Verb::Sign | Verb::Meet | Verb::Install | Verb::Occur | Verb::Plan | Verb::PutOff | Verb::CallOff
        ) && verb.tokens.end <= start;
        let beside = comma.filter(|_| closed).unwrap_or(start);
        let thing = self.things.iter().rposition(|thing| {
            matches!(thing.what, What::Committee | What::Assembly)
                && thing.complement
                && !thing.pronoun
                && thing.tokens.end <= beside
                && match comma {
                    Some(comma) => self.phrase_of(thing).end == comma,
                    None => verb.tokens.end <= thing.tokens.start && self.phrase_of(thing).end >= start,
                }
        })?;
        (!ours && (closed || comma.is_none())).then_some(thing)
    }

    /// "Depuis le lancement du programme, en novembre 2018, …": a day between commas that belongs to what opens the sentence.
    pub(super) fn belongs_to_opening(&self, date: &Expression) -> bool {
        let start = self.clause_start(date.tokens.start);
        let comma = |place: usize| self.sense(place) == Sense::Mark(',');
        let opening = start..date.tokens.start.saturating_sub(1);
        matches!(self.sense(start), Sense::Word(Word::Since | Word::After))
            && comma(opening.end)
            && comma(date.tokens.end)
            && !opening.clone().any(comma)
            && !self.predicates.iter().any(|verb| opening.contains(&verb.tokens.start) && verb.mood == Mood::Finite)
    }

    /// "pour une signature fin mars": a signing with its day right after it.
    pub(super) fn aimed_at(&self, date: &Expression) -> Option<usize> {
        self.things.iter().position(|thing| {
            thing.what == What::Signature && thing.tokens.end == date.tokens.start && self.is_aim(thing)
        })
    }

    /// "pour une signature", "en vue d'une signature", "s'engage à une signature".
    fn is_aim(&self, thing: &Thing) -> bool {
        let before = thing.tokens.start.wrapping_sub(1);
        let aim = matches!(self.sense(before), Sense::Word(Word::For | Word::At))
            || (self.is(before, Word::De) && self.word(before.wrapping_sub(1)) == "vue");
        aim && matches!(self.sense(thing.tokens.start), Sense::Word(Word::Une | Word::La))
    }

    /// "seront signés lors d'une cérémonie organisée le 12 mars": the verb of what is done on the occasion that a participle
    /// dates.
    pub(super) fn occasioned(&self, place: usize) -> Option<usize> {
        const FAR: usize = 12;
        let dated = self.predicates.get(place).filter(|verb| verb.mood == Mood::Participle)?;
        let start = dated.tokens.start;
        let on = (start.saturating_sub(FAR)..start)
            .rev()
            .take_while(|place| !matches!(self.sense(*place), Sense::Mark(',' | ';' | ':' | '.')))
            .find(|place| self.is(*place, Word::Occasion) || matches!(self.word(*place), "lors" | "Lors"))?;
        let done = |verb: &Predicate| verb.mood == Mood::Finite && verb.verb == Verb::Sign;
        // "Lors de la cérémonie organisée le 12 mars, trois contrats ont été signés".
        if on == self.clause_start(start) || (on == self.clause_start(start) + 2 && self.is(on, Word::Occasion)) {
            let (main, verb) = self
                .predicates
                .iter()
                .enumerate()
                .find(|(_, verb)| verb.tokens.start > start && verb.mood == Mood::Finite)?;
            return done(verb).then_some(main);
        }
        let (main, verb) =
            self.predicates.iter().enumerate().rev().find(|(_, verb)| verb.tokens.end <= on && done(verb))?;
        let parted = (verb.tokens.end..on).any(|place| matches!(self.sense(place), Sense::Mark(',' | ';' | ':')));
        (!parted).then_some(main)
    }

    /// Whether a noun says that what a date belongs to is put off to it.
    pub(in crate::reading::facts) fn is_put_off_to(&self, date: &Dated) -> bool {
        self.put_off_by_noun(&date.expression).is_some()
    }

    /// The region right before the bracket in which a date stands.
    pub(in crate::reading::facts) fn region_before_bracket(&self, date: &Expression) -> Option<RegionCode> {
        let open = date.tokens.start.checked_sub(1).filter(|open| self.sense(*open) == Sense::Mark('('))?;
        self.regions.iter().find(|region| region.tokens.end == open).map(|region| region.region)
    }

    /// Whether the words before a thing make it one to come: "l'objectif de cent contrats", "un calendrier de signatures".
    pub(in crate::reading::facts) fn is_intended(&self, thing: &Thing) -> bool {
        const NEAR: usize = 4;
        let before = thing.tokens.start.saturating_sub(NEAR)..thing.tokens.start;
        let noun = |place: usize| {
            matches!(self.sense(place), Sense::Noun(Noun::Calendar))
                || matches!(
                    self.word(place),
                    "objectif" | "cible" | "ambition" | "échéancier" | "calendrier" | "perspective"
                )
        };
        let of = |place: usize| {
            (place + 1..thing.tokens.start + 1)
                .all(|place| !matches!(self.sense(place), Sense::Mark(_) | Sense::Verb(..)))
        };
        self.is_aim(thing) || before.clone().any(|place| noun(place) && of(place))
    }

    /// Whether a verb tells which was the first or the last of those signed: "le dernier en date étant", "le premier
    /// contrat signé est".
    pub(in crate::reading::facts) fn tells_the_last(&self, verb: &Predicate) -> bool {
        const NEAR: usize = 6;
        (verb.tokens.start.saturating_sub(NEAR)..verb.tokens.start)
            .any(|place| matches!(self.sense(place), Sense::Word(Word::Last) | Sense::Rank(1)))
    }

    /// "À la fin de 2003, 247 contrats avaient été conclus": how things stood by then.
    pub(in crate::reading::facts) fn stood_by(&self, verb: &Predicate, date: &Expression) -> bool {
        let pluperfect = verb.tokens.clone().any(|place| matches!(self.word(place), "avait" | "avaient"));
        pluperfect && date.modifier.is_some() && date.tokens.end <= verb.tokens.start
    }

    /// "se rendra le 21 juin à Mulhouse pour y signer le contrat": what somebody comes to do.
    pub(super) fn came_for(&self, place: usize, date: &Expression) -> Option<usize> {
        const NEAR: usize = 7;
        let comes = self.predicates.get(place)?;
        let motion = matches!(comes.verb, Verb::Other | Verb::Come | Verb::Go | Verb::Be)
            && comes.mood == Mood::Finite
            && comes.tokens.end <= date.tokens.start;
        self.predicates.iter().position(|verb| {
            let between = date.tokens.end..verb.tokens.start;
            motion
                && verb.verb == Verb::Sign
                && verb.mood == Mood::Infinitive
                && verb.tokens.start >= date.tokens.end
                && between.len() <= NEAR
                && !between.clone().any(|place| matches!(self.sense(place), Sense::Mark(_) | Sense::Word(Word::De)))
        })
    }
}
