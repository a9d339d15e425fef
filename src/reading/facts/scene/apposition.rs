//! Dates that stand beside what they belong to, and not with their verb: in a list after a colon, in brackets, between
//! commas.

use super::super::predicate::Mood;
use super::super::thing::What;
use super::Scene;
use crate::programme::region::RegionCode;
use crate::reading::dates::Expression;
use crate::reading::lexicon::{Sense, Verb, Word};

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

    /// The region right before the bracket in which a date stands.
    pub(in crate::reading::facts) fn region_before_bracket(&self, date: &Expression) -> Option<RegionCode> {
        let open = date.tokens.start.checked_sub(1).filter(|open| self.sense(*open) == Sense::Mark('('))?;
        self.regions.iter().find(|region| region.tokens.end == open).map(|region| region.region)
    }
}
