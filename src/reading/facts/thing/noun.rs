//! Nouns with their articles: "le deuxième comité de pilotage", "une dizaine de contrats".

use super::super::memory::Memory;
use super::{Gender, Look, Thing, What};
use crate::reading::fold::lower;
use crate::reading::lexicon::{Noun, Sense, Verb, Word};

impl Look<'_> {
    pub(super) fn noun(self, head: usize, found: &[Thing], memory: &Memory) -> Option<Thing> {
        let sense = self.sense(head);
        if !matches!(sense, Sense::Noun(_) | Sense::Unknown | Sense::Verb(Verb::Meet, _)) {
            return None;
        }
        let (start, gender, plural, complement) = self.phrase(head);
        let (what, end, own_gender) = match sense {
            // "le contrat « Territoires d'industrie »": the programme's name, and no territories.
            Sense::Noun(Noun::Territory) if self.is_name_of_programme(head) => return None,
            // "six projets de contrat": the contracts to be.
            Sense::Noun(Noun::Foreign)
                if self.text_of(head).starts_with("projet")
                    && self.is(head + 1, Word::De)
                    && matches!(self.sense(head + 2), Sense::Noun(Noun::Contract | Noun::Convention)) =>
            {
                (What::Contract, head + 3, Some(Gender::Masculine))
            }
            Sense::Noun(noun) => self.of_the_field(noun, head, found, memory)?,
            // "la tenue du comité".
            Sense::Verb(Verb::Meet, _) if head > 0 && self.is(head - 1, Word::La) && self.text_of(head) == "tenue" => {
                (self.meeting(head, found, memory), head + 1, Some(Gender::Feminine))
            }
            // Any noun with its article.
            Sense::Unknown => {
                if start == head || self.is_infinitive(head) {
                    return None;
                }
                (What::Other, head + 1, None)
            }
            _ => return None,
        };
        // "1,3 milliard d'euros": an amount does nothing.
        let complement = complement || (sense == Sense::Noun(Noun::Foreign) && start == head);
        let plural = plural || self.text_of(head).ends_with('s') && !matches!(sense, Sense::Unknown);
        let rank =
            (start..head).find_map(|place| if let Sense::Rank(rank) = self.sense(place) { Some(rank) } else { None });
        let number = self.number_before(head);
        let gender = own_gender.or(gender);
        Some(Thing {
            tokens: start..end,
            what,
            gender,
            plural,
            complement,
            pronoun: false,
            same: false,
            otherwise: None,
            rank,
            number,
        })
    }

    /// "« Territoires d'industrie »", "contrat Territoire d'industrie": without an article or a number of its own.
    fn is_name_of_programme(self, head: usize) -> bool {
        let named = self.is(head + 1, Word::De) && self.is(head + 2, Word::Industry);
        let before = head.checked_sub(1).map_or(Sense::Mark('\0'), |place| self.sense(place));
        named && self.number_before(head).is_none() && matches!(before, Sense::Mark('«' | '"' | '“') | Sense::Noun(_))
    }

    /// "souhaitaient le compléter", "de les réunir": a pronoun and a verb, not an article and a noun.
    pub(super) fn is_infinitive(self, head: usize) -> bool {
        let ends = ["er", "ir", "re"].iter().any(|ending| self.text_of(head).ends_with(ending));
        let pronoun =
            head > 0 && matches!(self.sense(head - 1), Sense::Word(Word::Le | Word::La | Word::Les | Word::L));
        let before = head.checked_sub(2).map_or(Sense::Mark('\0'), |place| self.sense(place));
        ends && pronoun
            && matches!(before, Sense::Verb(..) | Sense::Word(Word::De | Word::At | Word::For | Word::Without))
    }

    /// What a noun of the field stands for, the token after it, and its gender.
    pub(super) fn of_the_field(
        self,
        noun: Noun,
        head: usize,
        found: &[Thing],
        memory: &Memory,
    ) -> Option<(What, usize, Option<Gender>)> {
        let masculine = Some(Gender::Masculine);
        let feminine = Some(Gender::Feminine);
        let (what, end, gender) = match noun {
            Noun::Copil => (What::Committee, head + 1, masculine),
            Noun::Committee => {
                let (what, end) = self.committee(head, memory);
                (what, end, masculine)
            }
            Noun::Meeting if self.is(head + 1, Word::National) => (What::Assembly, head + 2, feminine),
            Noun::Gathering if self.is(head + 1, Word::National) => (What::Assembly, head + 2, feminine),
            Noun::Meeting => (self.meeting(head, found, memory), head + 1, feminine),
            Noun::Contract => (What::Contract, head + 1, masculine),
            Noun::Convention => (What::Contract, head + 1, feminine),
            Noun::Accord => {
                let (start, ..) = self.phrase(head);
                let free = start < head && !self.is(start.wrapping_sub(1), Word::De) && !self.is(start, Word::De);
                (if free { What::Contract } else { What::Other }, head + 1, masculine)
            }
            Noun::Signature => (What::Signature, head + 1, feminine),
            Noun::Series if self.is(head + 1, Word::De) && self.sense(head + 2) == Sense::Noun(Noun::Signature) => {
                (What::Signature, head + 3, feminine)
            }
            Noun::Ceremony => {
                let of = self.is(head + 1, Word::De) && self.sense(head + 2) == Sense::Noun(Noun::Signature);
                let near = found.iter().any(|thing| thing.what == What::Contract) || memory.spoke_of_contracts();
                (if of || near { What::Signature } else { What::Other }, if of { head + 3 } else { head + 1 }, feminine)
            }
            Noun::Deadline => {
                let near = memory.spoke_of_contracts() && head > 0 && self.is(head - 1, Word::L);
                (if near { What::Signature } else { What::Other }, head + 1, feminine)
            }
            Noun::Assembly if self.is(head + 1, Word::General) => (What::Assembly, head + 2, feminine),
            Noun::Territory | Noun::Quarter | Noun::Town => (What::Territory, head + 1, masculine),
            Noun::Programme => (What::Programme, head + 1, None),
            Noun::Phase => {
                // "la seconde phase de « Territoires d'industrie »".
                let of = (head + 1..head + 6)
                    .any(|place| self.is(place, Word::Industry) || self.sense(place) == Sense::Noun(Noun::Programme));
                (if of { What::Programme } else { What::Other }, head + 1, feminine)
            }
            Noun::Mission => (What::Mission, head + 1, feminine),
            Noun::Calendar => (What::Calendar, head + 1, masculine),
            Noun::Act => (What::Act, head + 1, None),
            Noun::Steering => return None,
            _ => (What::Other, head + 1, None),
        };
        Some((what, end, gender))
    }

    /// "comité de pilotage", "comité régional de pilotage"; "le comité" where the text speaks of them.
    pub(super) fn committee(self, head: usize, memory: &Memory) -> (What, usize) {
        let local = |place: usize| {
            let word = lower(self.text_of(place));
            ["région", "nation", "loca", "départemen"].iter().any(|stem| word.starts_with(stem))
                && !matches!(self.sense(place), Sense::Noun(_))
        };
        let mut end = head + 1;
        while local(end) {
            end += 1;
        }
        if self.is(end, Word::De) && self.sense(end + 1) == Sense::Noun(Noun::Steering) {
            end += 2;
            while local(end) {
                end += 1;
            }
            return (What::Committee, end);
        }
        // A bare "comité": what follows is no word that would say which.
        let qualified = match self.sense(end) {
            Sense::Unknown | Sense::Noun(_) => true,
            Sense::Word(Word::De) => {
                // "comité de suivi", but "comité de Bretagne".
                let named = self.tokens.get(end + 1).is_some_and(|next| next.capital);
                let regional = self.is(end + 1, Word::La) && self.sense(end + 2) == Sense::Noun(Noun::Region);
                !named && !regional
            }
            _ => false,
        };
        if memory.steered && !qualified { (What::Committee, end) } else { (What::Other, head + 1) }
    }

    /// A meeting: of a committee where the words say so, or where a committee was just spoken of.
    pub(super) fn meeting(self, head: usize, found: &[Thing], memory: &Memory) -> What {
        // "réunion d'installation du comité de pilotage": a committee within a few words.
        for place in head + 1..head + 8 {
            match self.sense(place) {
                Sense::Noun(Noun::Committee) => return self.committee(place, memory).0,
                Sense::Noun(Noun::Copil) => return What::Committee,
                Sense::Noun(Noun::Signature) => return What::Signature,
                Sense::Word(Word::De | Word::Du | Word::Des | Word::L | Word::La | Word::Next | Word::Last)
                | Sense::Rank(_)
                | Sense::Unknown => {}
                _ => break,
            }
        }
        let of_another = matches!(self.sense(head + 1), Sense::Word(Word::De | Word::Des))
            || (self.is(head + 1, Word::Du)
                && !matches!(self.sense(head + 2), Sense::Digits(..) | Sense::Weekday(_) | Sense::Rank(_)))
            || self.sense(head + 1) == Sense::Unknown && !self.text_of(head + 1).starts_with("plénière");
        let its = head > 0 && matches!(self.sense(head - 1), Sense::Word(Word::Sa | Word::Ses | Word::Son));
        let near = found
            .iter()
            .rev()
            .find(|thing| thing.what != What::Other && thing.what != What::Act)
            .map(|thing| thing.what);
        let near = near.or(memory.last_what());
        let committee = near == Some(What::Committee);
        if committee && (its || !of_another) { What::Committee } else { What::Other }
    }
}
