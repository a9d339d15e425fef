//! What happens on a date: committees, signatures, assemblies, announcements, missions. The table says by which
//! nouns and verbs each is known; a new kind of event is a line in it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::FactKind;
use super::clause::{Clause, Draft, gap, overlap};
use super::count::counts;
use crate::reading::dates::{Bound, Tense};
use crate::reading::numbers::rank;
use crate::reading::pattern::{compile, pattern};

/// How far from its noun a verb may stand, in bytes.
const REACH: usize = 200;

/// A kind of event: the nouns that name it, and the verbs that say where it stands.
struct Event {
    noun: &'static str,
    /// It happened.
    done: Option<(FactKind, &'static str)>,
    /// It is or was to happen.
    due: Option<(FactKind, &'static str)>,
    /// It was announced that it would, without its own date: the date of these words is the announcement's.
    told: Option<(FactKind, &'static str)>,
}

const EVENTS: [Event; 5] = [
    Event {
        noun: r"\b(?:(?:1er|première?|seconde?|\p{L}+ième|\d+(?:e|ème)) )?(?:comités? de pilotage|copils?)\b(?: (?:régiona(?:l|ux)|nationa(?:l|ux)|loca(?:l|ux)))?(?: \(copil\))?",
        done: Some((
            FactKind::CopilHeld,
            r"\b(?:s'(?:est|était|étaient)|se sont) (?:\p{L}+ )?(?:tenue?s?|réunie?s?|retrouvée?s?|déroulée?s?)\b|\b(?:a|ont|avait|avaient) (?:bien )?(?:eu lieu|siégé|été (?:installée?s?|réunie?s?))\b",
        )),
        due: Some((
            FactKind::CopilPlanned,
            r"\bse (?:tiendra|réunira|retrouvera|déroulera)(?:it|ient)?\b|\baur(?:a|ont|ait) lieu\b|\bsera (?:installé|réuni)\b|\b(?:est|sont|était|étaient) (?:convoquée?s?|prévue?s?|programmée?s?|fixée?s?)\b|\b(?:doit|devait|devra) (?:se (?:tenir|réunir)|avoir lieu|être installé)\b",
        )),
        told: None,
    },
    Event {
        noun: r"\b(?:(?:la|une|l') ?)?(?:première |seconde |\p{L}+ième )?(?:assemblées? générales?|réunions? nationales?)\b(?: (?:des|de) (?:« )?territoires d'industries?)?",
        done: Some((
            FactKind::AssemblyHeld,
            r"\bs'(?:est|était) (?:\p{L}+ )?(?:tenue|réunie|déroulée)\b|\ba (?:bien )?(?:eu lieu|réuni|été organisée)\b",
        )),
        due: None,
        told: None,
    },
    Event {
        noun: r"\b(?:contrats?|protocoles?|conventions?|avenants?|pactes?)\b(?:[- ]cadres?\b)?(?: d'(?:accord|engagement)s?\b)?(?: (?:de |des )?(?:« )?territoires? d'industries?)?",
        done: Some((
            FactKind::ContractSigned,
            r"\b(?:a|ont|avait|avaient) (?:\p{L}+ )?été (?:\p{L}+ment )?(?:signée?s?|conclue?s?|paraphée?s?)\b|\b(?:a|ont|avons|avait|avaient) (?:\p{L}+ment )?(?:signé|conclu|paraphé)\b|\bsont (?:déjà |désormais |aujourd'hui |actuellement )?(?:signés|conclus)\b|(?:^|, )(?:signée?s?|conclue?s?)\b",
        )),
        due: Some((
            FactKind::ContractPlanned,
            r"\b(?:sera|seront|soit|soient) (?:\p{L}+ment )?(?:signée?s?|conclue?s?)\b|\b(?:doit|doivent|devra|devront|devait|devaient|devrait|devraient|pourra|pourront) être (?:signée?s?|conclue?s?)\b|\bsignatures?\b[^.;:]{0,80}?\b(?:est|sont|était|étaient) (?:prévue|fixée|programmée|attendue|envisagée)s?\b",
        )),
        told: Some((
            FactKind::ContractPlanned,
            r"\b(?:la |les )?signatures?\b[^.;:]{0,120}?\b(?:a|ont|avait|avaient) été annoncées?\b|\b(?:sont|étaient) (?:prêts|en (?:cours de )?préparation)\b",
        )),
    },
    Event {
        noun: r"\b(?:l'|une |la |cette )?mission\b(?: de (?:cadrage|préfiguration))?",
        done: Some((FactKind::Mission, r"\b(?:conduite|menée|confiée|réalisée|effectuée)\b|\ba (?:rendu|remis)\b")),
        due: None,
        told: None,
    },
    Event {
        noun: r"\b(?:l'initiative|l'opération|le programme|le dispositif|la démarche|le plan) (?:« )?territoires d'industries?",
        done: Some((
            FactKind::ProgrammeAnnounced,
            r"\b(?:a|ont|avait|avaient) (?:été )?(?:\p{L}+ment )?(?:présentée?s?|lancée?s?|annoncée?s?|dévoilée?s?)\b",
        )),
        due: None,
        told: None,
    },
];

/// An event of the table with its patterns compiled.
struct Compiled {
    noun: Regex,
    verbs: Vec<(Aspect, FactKind, Regex)>,
}

static COMPILED: LazyLock<Vec<Compiled>> = LazyLock::new(|| {
    let verb = |aspect, known: &Option<(FactKind, &str)>| known.map(|(kind, verb)| (aspect, kind, compile(verb)));
    EVENTS
        .iter()
        .map(|event| Compiled {
            noun: compile(event.noun),
            verbs: [verb(Aspect::Done, &event.done), verb(Aspect::Due, &event.due), verb(Aspect::Told, &event.told)]
                .into_iter()
                .flatten()
                .collect(),
        })
        .collect()
});

/// Where an event stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aspect {
    Done,
    Due,
    Told,
}

/// An event told in a clause: its noun and its verb.
pub(super) struct Happening {
    pub(super) verb: Range<usize>,
    noun: Range<usize>,
    kind: FactKind,
    aspect: Aspect,
}

impl Happening {
    /// On which side of the section's day it lies: by its verb.
    pub(super) fn tense(&self, text: &str) -> Option<Tense> {
        let verb = text.get(self.verb.clone()).unwrap_or_default();
        match self.aspect {
            Aspect::Done => Some(Tense::Past),
            // What was due then may lie on either side of the day.
            _ if pattern!(r"\b(?:devai|étai|avai)").is_match(verb) => None,
            _ => Some(Tense::Future),
        }
    }

    /// Whether a date near its verb is its own.
    pub(super) fn takes_dates(&self) -> bool {
        self.aspect != Aspect::Told
    }
}

/// The events that a clause tells, in the order of their verbs.
pub(super) fn happenings(text: &str) -> Vec<Happening> {
    let mut told: Vec<Happening> = Vec::new();
    for event in COMPILED.iter() {
        let nouns: Vec<Range<usize>> = event.noun.find_iter(text).map(|noun| noun.range()).collect();
        for (aspect, kind, pattern) in &event.verbs {
            for verb in pattern.find_iter(text).map(|verb| verb.range()) {
                let noun = nouns.iter().min_by_key(|noun| gap(noun, &verb)).filter(|noun| gap(noun, &verb) <= REACH);
                if let Some(noun) = noun.filter(|_| !is_denied(text, &verb)).cloned() {
                    told.push(Happening { verb, noun, kind: *kind, aspect: *aspect });
                }
            }
        }
    }
    // Of two readings of one verb, the one that takes more words, then the one with the nearer noun.
    told.sort_by_key(|happening| (std::cmp::Reverse(happening.verb.len()), gap(&happening.noun, &happening.verb)));
    let mut kept: Vec<Happening> = Vec::new();
    for happening in told {
        if !kept.iter().any(|other| overlap(&other.verb, &happening.verb)) {
            kept.push(happening);
        }
    }
    kept.sort_by_key(|happening| happening.verb.start);
    kept
}

/// Whether a verb says that it did not happen: "n'avait pas été signé", "ne s'est pas tenu".
fn is_denied(text: &str, verb: &Range<usize>) -> bool {
    let before = text.get(..verb.start).unwrap_or_default();
    let words = text.get(verb.clone()).unwrap_or_default();
    before.ends_with("n'") || before.ends_with(" ne ") || pattern!(r"\b(?:pas|jamais|point|non)\b").is_match(words)
}

/// A fact for each event and each of its dates; without a date, for a number of contracts alone.
pub(super) fn drafts(clause: &mut Clause<'_>) -> Vec<Draft> {
    let counts = counts(clause);
    let mut drafts = Vec::new();
    for (place, happening) in clause.happenings.iter().enumerate() {
        let noun = clause.text.get(happening.noun.clone()).unwrap_or_default();
        let count = counts.iter().find(|count| overlap(&count.noun, &happening.noun));
        let base = Draft {
            number: count.map(|count| count.number).or_else(|| committee_rank(happening.kind, noun)),
            approx: count.is_some_and(|count| count.approx),
            regions: clause.region_codes(),
            ..Draft::new(happening.kind, vec![happening.noun.clone(), happening.verb.clone()])
        };
        let pieces = |date: Option<&Range<usize>>| {
            let regions = clause.regions.iter().map(|named| named.range.clone());
            let counted = count.map(|count| count.range.clone());
            base.pieces.iter().cloned().chain(regions).chain(counted).chain(date.cloned()).collect()
        };
        let dates = clause.dates.iter().enumerate().filter(|(_, date)| date.dates == Some(place) && !date.taken);
        let dated: Vec<Draft> = dates
            .map(|(at, date)| {
                let words = clause.text.get(date.expression.range.clone()).unwrap_or_default();
                // "Signés au 31 août", "depuis mars": a count as of a day, not signatures on it.
                let as_of = words.to_lowercase().starts_with("au ") || date.expression.bound == Some(Bound::Since);
                let kind = match base.kind {
                    FactKind::ContractSigned if count.is_some() && as_of => FactKind::ContractsCounted,
                    kind => kind,
                };
                let pieces = pieces(Some(&date.expression.range));
                Draft { kind, date: Some(at), pieces, regions: base.regions.clone(), ..base }
            })
            .collect();
        if dated.is_empty() && count.is_some() {
            let kind = match base.kind {
                FactKind::ContractSigned => Some(FactKind::ContractsCounted),
                FactKind::ContractPlanned => Some(FactKind::ContractPlanned),
                _ => None,
            };
            let date = clause.now();
            let now = date.and_then(|now| clause.dates.get(now)).map(|now| now.expression.range.clone());
            drafts.extend(kind.map(|kind| Draft { kind, date, pieces: pieces(now.as_ref()), ..base }));
        } else {
            drafts.extend(dated);
        }
    }
    for date in drafts.iter().filter_map(|draft| draft.date) {
        if let Some(date) = clause.dates.get_mut(date) {
            date.taken = true;
        }
    }
    drafts
}

/// The rank of a committee: "le 1er comité de pilotage".
fn committee_rank(kind: FactKind, noun: &str) -> Option<u32> {
    let committee = matches!(kind, FactKind::CopilHeld | FactKind::CopilPlanned);
    if committee { noun.split(' ').next().and_then(rank) } else { None }
}
