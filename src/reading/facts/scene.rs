//! A sentence with all that was found in it, and how its parts belong together.

mod aim;
mod antecedent;
mod apposition;
mod clause;
mod days;
mod grammatical;
mod occasion;
mod owner;
mod subject;

use std::ops::Range;

use chrono::NaiveDate;

use super::memory::Memory;
use super::predicate::{Predicate, predicates};
use super::thing::{Thing, What, things};
use crate::reading::dates::{Calendar, Expression, Lead, Place, Resolved, Said, expressions};
use crate::reading::lexicon::{Sense, Verb, Word};
use crate::reading::numbers::{Number, numbers};
use crate::reading::places::{Gazetteer, Named, towns};
use crate::reading::prose::Prose;
use crate::reading::territories::NamedTerritory;
use crate::reading::token::Token;

/// A sentence and what stands in it. Places are tokens of the sentence.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) numbers: Vec<Number>,
    pub(super) regions: Vec<Named>,
    pub(super) territories: Vec<NamedTerritory>,
    pub(super) towns: Vec<Range<usize>>,
    pub(super) things: Vec<Thing>,
    pub(super) predicates: Vec<Predicate>,
    pub(super) dates: Vec<Dated>,
    /// The tokens of its dates.
    dated: Vec<Range<usize>>,
    /// The token from which the sentence asks.
    pub(super) asks: Option<usize>,
    /// What "l'a été" stands for.
    act: Option<Verb>,
    /// What of ours was spoken of last.
    topic: Option<What>,
    /// The section's day, once its dates are resolved.
    day: Option<NaiveDate>,
}

/// A calendar expression with what it dates.
pub(super) struct Dated {
    pub(super) expression: Expression,
    pub(super) owner: Owner,
    pub(super) resolved: Option<Resolved>,
    /// Whether its year was chosen between one past and one to come.
    pub(super) due: bool,
}

/// What a date belongs to, by its place in the scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    /// A law, a decree, a letter: it says when that was made. So has what is said in passing.
    Act,
    /// A noun right before it: "le comité du 20 février".
    Thing(usize),
    /// A verb.
    Predicate(usize),
    Nothing,
}

/// What is found in a sentence by itself, whatever was said before it.
#[derive(Default)]
pub(super) struct Finds {
    dates: Vec<Expression>,
    numbers: Vec<Number>,
    regions: Vec<Named>,
    territories: Vec<NamedTerritory>,
    predicates: Vec<Predicate>,
}

/// What is found in each sentence of a text.
pub(super) fn finds(prose: &Prose<'_>, gazetteer: &Gazetteer) -> Vec<Finds> {
    let text = prose.plain.as_str();
    let dates = |tokens: &[Token]| Finds { dates: expressions(text, tokens), ..Finds::default() };
    let mut finds: Vec<Finds> = prose.each_sentence().map(dates).collect();
    let mut each = |find: &dyn Fn(&[Token], &mut Finds)| {
        prose.each_sentence().zip(&mut finds).for_each(|(tokens, finds)| find(tokens, finds));
    };
    each(&|tokens, finds| finds.numbers = numbers(tokens));
    each(&|tokens, finds| (finds.regions, finds.territories) = named_in(text, tokens, gazetteer));
    each(&|tokens, finds| finds.predicates = predicates(text, tokens));
    finds
}

impl<'a> Scene<'a> {
    /// Puts together what stands in a sentence.
    pub(super) fn new(text: &'a str, tokens: &'a [Token], finds: Finds, memory: &Memory) -> Self {
        let Finds { dates: mut found, mut numbers, mut regions, mut territories, mut predicates } = finds;
        drop_named_after(&mut found, tokens);
        numbers.retain(|number| !found.iter().any(|date| overlap(&(date.core..date.tokens.end), &number.tokens)));
        let mut things = things(text, tokens, &numbers, memory);
        // Most sentences date nothing and speak of nothing of ours: their names bear no fact.
        let names = !found.is_empty() || things.iter().any(is_ours);
        if !names {
            (regions, territories) = Default::default();
        }
        // The words of a date or of a name are no verb and no thing: "Grand Est", "un jour".
        let taken = |words: &Range<usize>| {
            found.iter().any(|date| overlap(&(date.core..date.tokens.end), words))
                || regions.iter().any(|region| overlap(&region.tokens, words))
        };
        things.retain(|thing| !taken(&thing.tokens));
        // "sont aujourd'hui signés" is no less a verb.
        predicates.retain(|predicate| {
            let Range { start, end } = predicate.tokens;
            !taken(&(start..start + 1)) && !taken(&(end - 1..end))
        });
        let found = moved(found, &predicates, tokens);
        let asks = if names { asks(text, tokens) } else { None };
        let dated = found.iter().map(|date| date.tokens.clone()).collect();
        let towns = if names { towns(text, tokens, &regions) } else { Vec::new() };
        let unowned = |expression| Dated { expression, owner: Owner::Nothing, resolved: None, due: false };
        Scene {
            text,
            tokens,
            numbers,
            regions,
            territories,
            towns,
            things,
            predicates,
            dates: found.into_iter().map(unowned).collect(),
            dated,
            asks,
            act: memory.act,
            topic: memory.last_what(),
            day: None,
        }
    }

    /// Gives each date to what it belongs to; what the words between them belong to is told without the dates.
    pub(super) fn give_dates(&mut self) {
        let mut dates = std::mem::take(&mut self.dates);
        for date in &mut dates {
            date.owner = self.owner(&date.expression);
        }
        self.dates = dates;
    }

    /// Whether it may state something of ours without a date.
    pub(super) fn speaks_of_ours(&self) -> bool {
        self.things.iter().any(is_ours)
    }

    pub(super) fn sense(&self, place: usize) -> Sense {
        self.tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense)
    }

    pub(super) fn is(&self, place: usize, word: Word) -> bool {
        self.sense(place) == Sense::Word(word)
    }

    pub(super) fn word(&self, place: usize) -> &str {
        self.tokens.get(place).map_or("", |token| token.text(self.text))
    }

    fn what(&self, place: usize) -> What {
        self.things.get(place).map_or(What::Other, |thing| thing.what)
    }

    /// What this sentence leaves for "l'a été" in the next.
    pub(super) fn last_act(&self) -> Option<Verb> {
        self.predicates
            .iter()
            .rev()
            .find(|predicate| matches!(predicate.verb, Verb::Sign | Verb::Meet | Verb::Occur))
            .map(|predicate| predicate.verb)
    }
}

/// Whether a fact may be about a thing.
fn is_ours(thing: &Thing) -> bool {
    !matches!(thing.what, What::Other | What::Act | What::Programme)
}

/// The regions and the territories that a sentence names: "le contrat des Collines de Normandie" names a territory, and
/// no region.
fn named_in(text: &str, tokens: &[Token], gazetteer: &Gazetteer) -> (Vec<Named>, Vec<NamedTerritory>) {
    let territories = gazetteer.territories.named(text, tokens);
    let mut regions = gazetteer.regions(text, tokens);
    regions.retain(|region| {
        !territories
            .iter()
            .any(|named| named.tokens.len() > region.tokens.len() && overlap(&named.tokens, &region.tokens))
    });
    (regions, territories)
}

/// "le même jour, le 23 janvier": the day is named after, and said once.
fn drop_named_after(found: &mut Vec<Expression>, tokens: &[Token]) {
    if !found.iter().any(|date| date.said == Said::SameDay) {
        return;
    }
    let named: Vec<usize> = found.iter().filter(|date| date.said.names_days()).map(|date| date.tokens.start).collect();
    let comma = |place: usize| tokens.get(place).is_some_and(|token| token.sense == Sense::Mark(','));
    found.retain(|date| {
        let end = date.tokens.end;
        date.said != Said::SameDay || !named.iter().any(|start| *start == end || (*start == end + 1 && comma(end)))
    });
}

/// "reportée du 26 mars au 18 juin": from a day to another, and no span.
fn moved(found: Vec<Expression>, predicates: &[Predicate], tokens: &[Token]) -> Vec<Expression> {
    const NEAR: usize = 5;
    if !predicates.iter().any(|predicate| predicate.verb == Verb::PutOff) {
        return found;
    }
    let put_off = |date: &Expression| {
        let from = date.core.checked_sub(1).and_then(|place| tokens.get(place));
        from.is_some_and(|from| from.sense == Sense::Word(Word::Du))
            && predicates.iter().any(|predicate| {
                predicate.verb == Verb::PutOff
                    && predicate.tokens.end <= date.tokens.start
                    && date.tokens.start <= predicate.tokens.end + NEAR
            })
    };
    let days = |date: &Expression| match &date.said {
        Said::Calendar(calendar) if put_off(date) => match calendar.place {
            Place::Days(first, last) => Some((calendar.clone(), [first, last])),
            _ => None,
        },
        _ => None,
    };
    let split = |date: Expression| match days(&date) {
        Some((calendar, days)) => days
            .map(|(day, month)| {
                let calendar = Calendar { place: Place::Day(day, month), weekday: None, ..calendar.clone() };
                Expression { said: Said::Calendar(calendar), lead: Lead::Au, ..date.clone() }
            })
            .to_vec(),
        None => vec![date],
    };
    found.into_iter().flat_map(split).collect()
}

/// How far the words that are asked may stand from the verb, past the name of a ministry.
const FAR: usize = 28;

/// Where a sentence begins to ask: "il lui demande si", "il souhaiterait connaître".
fn asks(text: &str, tokens: &[Token]) -> Option<usize> {
    let word = |place: usize| tokens.get(place).map_or("", |token| token.text(text));
    let sense = |place: usize| tokens.get(place).map_or(Sense::Mark('\0'), |token| token.sense);
    (0..tokens.len()).find(|place| match sense(*place) {
        Sense::Verb(Verb::Ask, form) if form != crate::reading::lexicon::Form::Participle => {
            (1..=6).any(|by| {
                let infinitive = |place: usize| ["er", "ir", "re"].iter().any(|ending| word(place).ends_with(ending));
                // "lui demande de dresser", "de bien vouloir".
                let of = sense(place + by) == Sense::Word(Word::De)
                    && (infinitive(place + by + 1) || infinitive(place + by + 2));
                of || matches!(
                    sense(place + by),
                    Sense::Word(Word::If | Word::When | Word::How | Word::Where | Word::Which)
                ) || matches!(word(place + by), "ce" | "s'" | "que" | "qu'")
            }) || (1..=FAR).any(|by| matches!(sense(place + by), Sense::Word(Word::If)) || word(place + by) == "s'")
        }
        Sense::Verb(Verb::Wish, _) => (1..=6).any(|by| {
            matches!(
                word(place + by),
                "savoir"
                    | "connaître"
                    | "connaitre"
                    | "obtenir"
                    | "disposer"
                    | "informée"
                    | "informé"
                    | "précise"
                    | "indique"
            )
        }),
        _ => false,
    })
}

/// Whether two runs share a place.
pub(super) fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
