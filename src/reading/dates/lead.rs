//! The words before a date that join it to the sentence, and what they make of it.

use super::super::lexicon::{Sense, Unit, Verb, Word};
use super::cursor::Cursor;
use super::{Bound, Lead};

/// A date's preposition.
pub(super) struct Led {
    /// Its first token.
    pub(super) start: usize,
    pub(super) bound: Option<Bound>,
    pub(super) lead: Lead,
}

/// The most words of a preposition: "dans le courant du mois de".
const LONGEST: usize = 7;

/// Reads backwards from a date's first token, not before the token `after`.
pub(super) fn lead(cursor: Cursor<'_>, core: usize, after: usize) -> Led {
    let mut led = Led { start: core, bound: None, lead: Lead::Bare };
    let mut start = core;
    let set = |led: &mut Led, lead: Lead| {
        if led.lead == Lead::Bare {
            led.lead = lead;
        }
    };
    while start > after && core - start < LONGEST {
        let Sense::Word(word) = cursor.back(start, 1) else {
            // "au mois de mai", "à compter du", "la date du 3 mai".
            match cursor.back(start, 1) {
                Sense::Unit(Unit::Month) if matches!(led.lead, Lead::Du) => led.lead = Lead::In,
                // "pendant l'année 2020", "au cours de l'exercice 2021".
                Sense::Unit(Unit::Year) if start == core && matches!(cursor.sense(core), Sense::Digits(..)) => {
                    led.lead = Lead::Bare;
                    start -= 1;
                    led.start = start;
                    continue;
                }
                Sense::Verb(Verb::Count, _) if cursor.was(start, 2, Word::At) => {
                    led.bound = Some(Bound::Since);
                    led.start = start - 2;
                    return led;
                }
                _ => break,
            }
            start -= 1;
            continue;
        };
        let bound = match word {
            Word::Since | Word::From => Some((Bound::Since, 1)),
            Word::Starting if cursor.was(start, 2, Word::At) => Some((Bound::Since, 2)),
            Word::Until => Some((Bound::Until, 1)),
            Word::Here if cursor.was(start, 2, Word::De) => Some((Bound::NoLaterThan, 2)),
            Word::Late if cursor.was(start, 2, Word::Plus) => Some((Bound::NoLaterThan, 3)),
            Word::Before => Some((Bound::Before, 1)),
            Word::After => Some((Bound::After, 1)),
            Word::Beyond => Some((Bound::After, 3)),
            _ => None,
        };
        if let Some((bound, words)) = bound {
            led.bound = Some(bound);
            led.start = start.saturating_sub(words).max(after);
            return led;
        }
        match word {
            Word::Le | Word::La | Word::L | Word::Ce | Word::Cet | Word::Cette => set(&mut led, Lead::Le),
            Word::Les => set(&mut led, Lead::Les),
            Word::Du | Word::De | Word::Des => set(&mut led, Lead::Du),
            Word::Au | Word::Aux => set(&mut led, Lead::Au),
            Word::At | Word::In | Word::Inside | Word::For | Word::On | Word::Current | Word::During | Word::Toward => {
                set(&mut led, Lead::In);
            }
            Word::Course | Word::Title if cursor.was(start, 2, Word::Au) => led.lead = Lead::In,
            Word::Horizon | Word::Period => led.lead = Lead::In,
            Word::Between => {
                led.lead = Lead::Between;
                led.start = start - 1;
                return led;
            }
            _ => break,
        }
        start -= 1;
        led.start = start;
        // What stands before "du", "de" is a noun, but for "le courant du", "au cours de", "à partir du".
        let goes_on = matches!(
            cursor.back(start, 1),
            Sense::Word(
                Word::Course
                    | Word::Title
                    | Word::Current
                    | Word::Starting
                    | Word::Beyond
                    | Word::Late
                    | Word::During
                    | Word::Before
                    | Word::After
                    | Word::Horizon
            ) | Sense::Unit(Unit::Month)
                | Sense::Verb(Verb::Count, _)
        );
        if matches!(word, Word::Du | Word::De | Word::Des) && !goes_on {
            break;
        }
    }
    led
}
