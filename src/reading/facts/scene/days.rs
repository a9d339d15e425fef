//! On which day, month or year the dates of a sentence lie: by the day of the section, the tense, and the date named before.

use super::super::predicate::{Mood, Predicate, When};
use super::super::thing::What;
use super::{Dated, Owner, Scene};
use crate::reading::dates::{Around, Bound, Expression, Lead, Resolved, Said, Tense, resolve};
use crate::reading::lexicon::{Sense, Verb, Word};

impl Scene<'_> {
    /// Gives each date its days, in the order of the text. `last` is the date named before in the section.
    pub(in crate::reading::facts) fn resolve(&mut self, day: Option<chrono::NaiveDate>, last: &mut Option<Resolved>) {
        self.day = day;
        let mut previous: Option<(Owner, Resolved)> = None;
        for index in 0..self.dates.len() {
            let Some(dated) = self.dates.get(index) else { continue };
            // A date is joined to the one before that has the same verb.
            let same =
                previous.filter(|(owner, _)| *owner == dated.owner && !matches!(owner, Owner::Act | Owner::Nothing));
            let day_alone = matches!(dated.expression.said, Said::DayOfMonth(..));
            let joined = same.map(|(_, date)| date).filter(|date| !date.inferred_year || day_alone);
            let around = Around { day, before: *last, joined };
            let tense = self.tense(dated);
            let resolved = resolve(&dated.expression, around, tense);
            let due = tense == Some(Tense::Due);
            let (owner, said) = (dated.owner, dated.expression.said.clone());
            let several = index
                .checked_sub(1)
                .and_then(|before| self.dates.get(before))
                .is_some_and(|before| before.expression.tokens == dated.expression.tokens);
            if let Some(dated) = self.dates.get_mut(index) {
                dated.resolved = resolved;
                dated.due = due;
            }
            if (said.names_days() || said == Said::SameDay) && owner != Owner::Act {
                // "À cette occasion" after a date that stays open, or after several, means none that is known.
                *last = resolved.filter(|_| !several);
                if let Some(resolved) = resolved {
                    previous = Some((owner, resolved));
                }
            }
        }
    }

    /// Whether a date lies after the section's day.
    pub(in crate::reading::facts) fn is_to_come(&self, dated: &Dated) -> bool {
        let after = |resolved: Resolved| self.day.is_some_and(|day| resolved.date.earliest() > day);
        dated.resolved.is_some_and(after)
    }

    /// Whether a verb sets a day: "a fixé au 10 juillet", "retenue pour la signature".
    fn sets_day(&self, predicate: &Predicate, date: &Expression) -> bool {
        (predicate.verb == Verb::Plan && date.lead == Lead::Au) || self.set_for(predicate).is_some()
    }

    /// What a day is set for, right after the verb: "a retenu pour la signature le 13 septembre".
    pub(in crate::reading::facts) fn set_for(&self, predicate: &Predicate) -> Option<usize> {
        let sets = matches!(predicate.verb, Verb::Plan | Verb::Decide) && self.is(predicate.tokens.end, Word::For);
        self.things.iter().position(|thing| {
            sets && thing.tokens.start == predicate.tokens.end + 1
                && matches!(thing.what, What::Signature | What::Committee | What::Assembly)
        })
    }

    /// Whether a participle right after a date says that what was due on it is put off or given up.
    fn is_put_off_from(&self, date: &Expression) -> bool {
        self.predicates.iter().any(|verb| {
            verb.mood == Mood::Participle
                && matches!(verb.verb, Verb::PutOff | Verb::CallOff)
                && (date.tokens.end..date.tokens.end + 2).contains(&verb.tokens.start)
        })
    }

    /// On which side of the section's day a date lies, by what it dates.
    pub(in crate::reading::facts) fn tense(&self, dated: &Dated) -> Option<Tense> {
        let expression = &dated.expression;
        let ahead = self.is_ahead(expression);
        let predicate = match dated.owner {
            Owner::Thing(_) if self.put_off_by_noun(expression).is_some() => return Some(Tense::Future),
            Owner::Act => return Some(Tense::Past),
            Owner::Predicate(place) => self.predicates.get(place),
            // "le comité du 16 mai, reporté au 13 juin, se tiendra": put off from the day before the comma.
            Owner::Thing(_) if self.is_put_off_from(expression) => return Some(Tense::Due),
            Owner::Thing(_) => self.nearest_predicate(expression),
            Owner::Nothing => None,
        };
        let Some(predicate) = predicate else {
            // "le calendrier suivant : signature le 20 septembre".
            let calendar = self
                .things
                .iter()
                .any(|thing| thing.what == What::Calendar && thing.tokens.end <= expression.tokens.start);
            return match expression.bound {
                None if calendar => Some(Tense::Future),
                Some(Bound::NoLaterThan) => Some(Tense::Future),
                Some(Bound::Since) => Some(Tense::Past),
                _ => Some(Tense::Due),
            };
        };
        let start = expression.tokens.start;
        let to = expression.lead == Lead::Au
            || matches!(self.sense(start), Sense::Word(Word::Au | Word::At))
            || self.is(start.wrapping_sub(1), Word::At);
        let moved = predicate.verb == Verb::PutOff && to;
        // "est reporté au 3 mai", "n'est annoncé que pour l'automne": now, of what is to come.
        if predicate.running && (moved || (ahead && predicate.verb == Verb::Announce)) {
            return Some(Tense::Future);
        }
        Some(match (predicate.when, expression.bound) {
            (_, Some(Bound::NoLaterThan)) => Tense::Future,
            (When::Future, _) => Tense::Future,
            (When::Due, _) => Tense::Due,
            (When::Past, _) if moved || (ahead && predicate.mood == Mood::Participle) => Tense::Due,
            (When::Past, _) if ahead && matches!(predicate.verb, Verb::Announce | Verb::Plan | Verb::PutOff) => {
                Tense::Due
            }
            (When::Past, _) if self.sets_day(predicate, expression) => Tense::Due,
            (When::Past, Some(Bound::Until)) => Tense::Due,
            (When::Past, _) => Tense::Past,
            (When::Present, Some(Bound::Since)) => Tense::Past,
            (When::Present, Some(_)) => Tense::Future,
            (When::Present, None) if matches!(predicate.verb, Verb::Plan | Verb::Meet | Verb::Occur | Verb::Wish) => {
                Tense::Future
            }
            (When::Present, None) if matches!(dated.owner, Owner::Thing(_)) => Tense::Due,
            (When::Present, None) => Tense::Due,
        })
    }
}
