//! What a date of a sentence belongs to: a noun right before it, or the verb that is nearest, what stands between counted in.

use std::ops::Range;

use super::super::predicate::{Mood, Predicate};
use super::super::thing::What;
use super::{Owner, Scene};
use crate::reading::dates::{Expression, Lead, Said};
use crate::reading::lexicon::{Noun, Sense, Verb, Word};

/// What a comma between a verb and a date is worth, in words.
const COMMA: usize = 6;
/// What a conjunction is worth.
const AND: usize = 3;
/// What the end of a clause is worth.
const CLAUSE: usize = 40;
/// What it costs a date to stand before its verb.
const BEFORE: usize = 8;

impl Scene<'_> {
    /// What a date belongs to.
    pub(in crate::reading::facts) fn owner(&self, date: &Expression) -> Owner {
        let span = matches!(&date.said, Said::Calendar(calendar) if matches!(calendar.place, crate::reading::dates::Place::Days(..)) && self.is(date.core.saturating_sub(1), Word::Du));
        let relative = !date.said.names_days();
        if date.lead == Lead::Du
            && date.bound.is_none()
            && !relative
            && (!span || self.is(date.core.saturating_sub(1), Word::Des))
            && let Some(owner) = self.noun_before(date.tokens.start)
        {
            return owner;
        }
        // "c'est le 18 octobre qu'a été signé le contrat".
        if let Some(place) = self.cleft(date) {
            return Owner::Predicate(place);
        }
        // "celui de la fin du mois".
        if let Some(place) = self.things.iter().position(|thing| {
            thing.tokens.end == date.tokens.start
                && thing.pronoun
                && !thing.same
                && self.is(date.tokens.start, Word::De)
                && !self.is(date.tokens.start + 1, Word::Here)
        }) {
            return Owner::Thing(place);
        }
        // "la date du 28 juin, retenue pour la signature".
        if date.lead == Lead::Du
            && self.is(date.tokens.start.wrapping_sub(1), Word::Date)
            && let Some(place) = self.predicates.iter().position(|predicate| {
                predicate.mood == Mood::Participle
                    && date.tokens.end <= predicate.tokens.start
                    && predicate.tokens.start <= date.tokens.end + 1
            })
        {
            return Owner::Predicate(place);
        }
        // "le report de la signature à janvier".
        if let Some(thing) = self.put_off_by_noun(date) {
            return Owner::Thing(thing);
        }
        // "pour une signature fin mars".
        if let Some(thing) = self.aimed_at(date) {
            return Owner::Thing(thing);
        }
        // "celui de Nouvelle-Aquitaine (14 janvier)".
        if let Some(thing) = self.parenthesised(date) {
            return Owner::Thing(thing);
        }
        // "le contrat (3 mai 2019)".
        if self.sense(date.tokens.start.wrapping_sub(1)) == Sense::Mark('(')
            && let Some(owner) =
                self.noun_before(date.tokens.start - 1).filter(|owner| matches!(owner, Owner::Thing(_)))
            && !self.predicates.iter().any(|predicate| predicate.tokens.end <= date.tokens.start)
        {
            return owner;
        }
        // "s'est réuni à deux reprises : les 3 mai et 2 juillet".
        if let Some(place) = self.listed(date) {
            return Owner::Predicate(place);
        }
        // "le calendrier suivant : signature du contrat le 20 septembre ; comité le 8 novembre": a clause without a verb.
        if self.is_nominal(date.tokens.start) {
            return Owner::Nothing;
        }
        let nearest = self
            .predicates
            .iter()
            .enumerate()
            .map(|(place, predicate)| (self.distance(date, &predicate.tokens), place))
            .min();
        if let Some(thing) = self.apposed(date, nearest.map(|(_, place)| place)) {
            return Owner::Thing(thing);
        }
        if self.belongs_to_opening(date) {
            return Owner::Act;
        }
        let nearest = nearest
            .map(|(far, place)| (far, self.occasioned(place).or_else(|| self.came_for(place, date)).unwrap_or(place)));
        // "au plus tard le 30 juin, soit après les élections des 20 et 27 juin": said in passing.
        let passing = |place: usize| {
            let Some(verb) = self.predicates.get(place) else { return false };
            (verb.tokens.end..date.tokens.start)
                .any(|place| self.word(place) == "soit" && self.sense(place - 1) == Sense::Mark(','))
        };
        match nearest {
            Some((_, place)) if passing(place) => Owner::Act,
            Some((_, place)) => Owner::Predicate(place),
            None => Owner::Nothing,
        }
    }

    /// The verb that a date is brought before by "c'est … que".
    fn cleft(&self, date: &Expression) -> Option<usize> {
        let is = date.tokens.start.checked_sub(1)?;
        let brought = matches!(self.sense(is), Sense::Verb(Verb::Be, _))
            && self.is(is.wrapping_sub(1), Word::Ce)
            && self.is(date.tokens.end, Word::That);
        self.predicates.iter().position(|predicate| brought && predicate.tokens.start > date.tokens.end)
    }

    /// Whether the clause of a token, in a list after a colon, names a thing of ours and has no verb but participles.
    pub(in crate::reading::facts) fn is_nominal(&self, place: usize) -> bool {
        let start = self.clause_start(place);
        let listed = (0..start).any(|place| self.sense(place) == Sense::Mark(':'));
        let verb =
            self.predicates.iter().any(|predicate| start <= predicate.tokens.start && predicate.tokens.end <= place)
                || self.predicates.iter().any(|predicate| {
                    predicate.tokens.start >= place && self.clause_start(predicate.tokens.start) == start
                });
        listed && !verb
    }

    /// "pour la mi-mai": a date looked forward to.
    pub(in crate::reading::facts) fn is_ahead(&self, date: &Expression) -> bool {
        self.is(date.tokens.start, Word::For) || self.is(date.tokens.start.wrapping_sub(1), Word::For)
    }

    pub(in crate::reading::facts) fn nearest_predicate(&self, date: &Expression) -> Option<&Predicate> {
        self.predicates
            .iter()
            .filter(|one| one.mood == Mood::Finite)
            .min_by_key(|predicate| self.distance(date, &predicate.tokens))
            .or_else(|| self.predicates.iter().min_by_key(|predicate| self.distance(date, &predicate.tokens)))
    }

    /// How far a verb is from a date, in words, what stands between them counted in.
    pub(in crate::reading::facts) fn distance(&self, date: &Expression, verb: &Range<usize>) -> usize {
        let before = date.tokens.end <= verb.start;
        let between = if before { date.tokens.end..verb.start } else { verb.end..date.tokens.start };
        let mut far = between.len();
        for place in between.clone() {
            far += match self.sense(place) {
                Sense::Mark(',' | '(' | ')' | '–' | '—') => COMMA,
                Sense::Mark(';' | ':') => CLAUSE,
                Sense::Word(Word::And | Word::But | Word::Who | Word::Whose | Word::That | Word::Where) => AND,
                _ => 0,
            };
        }
        if before {
            // "Le 3 mai, le comité s'est réuni": a date that opens its clause looks ahead.
            let opens = match date.tokens.start.checked_sub(1).map(|place| self.sense(place)) {
                None => true,
                // "le 21 novembre et le 13 janvier": joined to a date before it.
                Some(Sense::Word(Word::And)) => !self.dated.iter().any(|other| other.end + 1 == date.tokens.start),
                Some(sense) => matches!(sense, Sense::Mark(';' | ':' | '.') | Sense::Word(Word::But | Word::That)),
            };
            let comma = self.sense(date.tokens.end) == Sense::Mark(',');
            far + if opens { if comma { 0 } else { BEFORE / 2 } } else { BEFORE }
        } else {
            far
        }
    }

    /// The noun phrase that ends right before a token: a text with a day of its own, or a thing of ours.
    pub(in crate::reading::facts) fn noun_before(&self, end: usize) -> Option<Owner> {
        const FAR: usize = 14;
        let mut act = false;
        let mut seen_other = false;
        for place in (end.saturating_sub(FAR)..end).rev() {
            if let Some(index) = self.things.iter().position(|thing| thing.tokens.contains(&place)) {
                let thing = self.things.get(index)?;
                match thing.what {
                    What::Committee | What::Signature | What::Assembly => return Some(Owner::Thing(index)),
                    What::Contract if !seen_other || !thing.complement => return Some(Owner::Thing(index)),
                    What::Act => act = true,
                    _ => seen_other = true,
                }
            }
            match self.sense(place) {
                Sense::Verb(_, form)
                    if form != crate::reading::lexicon::Form::Participle
                        && !matches!(self.sense(place), Sense::Verb(Verb::Have, _)) =>
                {
                    break;
                }
                Sense::Mark(',' | ';' | ':' | ')') => break,
                Sense::Word(
                    Word::Who
                    | Word::That
                    | Word::Whose
                    | Word::At
                    | Word::In
                    | Word::Inside
                    | Word::And
                    | Word::For
                    | Word::By
                    | Word::Not,
                ) => break,
                Sense::Noun(Noun::Act) => act = true,
                _ => {}
            }
        }
        if act { Some(Owner::Act) } else { None }
    }
}
