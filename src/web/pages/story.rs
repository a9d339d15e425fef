//! The life of a thing's dates, told: each promise and what became of it, each value in dispute, with who says so.

use super::parts::{Cite, Link, Tag, When, entry, met, plural};
use crate::{
    programme::{
        life::{Life, Said},
        property::Property,
        status::Status,
        timeline::{Item, Kind},
        told::{Note, Told},
        value::{Gap, Value},
        view::{Programme, View},
    },
    store::Key,
    web::address,
};

/// A thing and the life of its dates.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its id on a page.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Its own page.
    pub href: String,
    /// How it stands.
    pub tag: Tag,
    /// Whether sources contradict each other.
    pub disputed: bool,
    /// Its dates, from the first promise on.
    pub entries: Vec<Entry>,
    /// What is in dispute.
    pub disputes: Vec<Dispute>,
    /// What else is told of it: a label, and its values.
    pub details: Vec<(&'static str, Vec<Link>)>,
    /// Remarks on the sources.
    pub notes: Vec<Remark>,
}

/// One date of a life.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its shape.
    pub mark: &'static str,
    /// Whether a later promise took its place.
    pub was: bool,
    /// The date.
    pub when: When,
    /// The date as its source writes it, where that says more.
    pub words: String,
    /// What it is.
    pub line: String,
    /// Whether it is in dispute.
    pub disputed: bool,
    /// Who says so.
    pub cites: Vec<Cite>,
    /// The answer to “Pourquoi cette date ?”; empty where there is no other.
    pub why: String,
}

/// Values that contradict each other, side by side.
#[derive(Clone, Debug)]
pub struct Dispute {
    /// “Trois dates de signature, selon les sources”.
    pub title: String,
    /// The values, the one retained first.
    pub values: Vec<Side>,
    /// Why the first is retained.
    pub why: &'static str,
}

/// One value of a dispute.
#[derive(Clone, Debug)]
pub struct Side {
    /// The value.
    pub when: When,
    /// Whether it is the one retained.
    pub kept: bool,
    /// Who says so.
    pub cites: Vec<Cite>,
}

/// A remark on what a source says.
#[derive(Clone, Debug)]
pub struct Remark {
    /// The remark.
    pub text: String,
    /// The source's title, and its place on the list.
    pub source: Link,
}

impl Remark {
    /// Remarks, those of equal words once.
    #[must_use]
    pub fn all(notes: &[Note]) -> Vec<Self> {
        let mut remarks: Vec<Self> = Vec::new();
        for note in notes {
            if !remarks.iter().any(|remark| remark.text == note.text) {
                let source = Link::new(note.source.title.clone(), entry(&note.source));
                remarks.push(Self { text: note.text.clone(), source });
            }
        }
        remarks
    }
}

impl Story {
    /// The life of a row of the timeline.
    #[must_use]
    pub fn of(programme: &Programme, item: &Item) -> Self {
        let mut entries = Vec::new();
        if let Some(promised) = &item.promised {
            entries.extend(promises(promised, item));
        }
        if let Some(approved) = &item.approved {
            let line = "Approuvé par une assemblée : ce n’est pas encore une signature.".to_owned();
            entries.push(entry_of(approved, "approved", line));
        }
        let met_date = item.met.as_ref();
        if let Some(life) = met_date {
            let mark = if life.gap() == Some(Gap::Cancelled) { "cancelled" } else { "met" };
            entries.push(entry_of(life, mark, done(item)));
        }
        if let Some(answered) = &item.answered {
            entries.push(entry_of(answered, "met", "Réponse publiée.".to_owned()));
        }
        let disputes =
            [&item.approved, &item.met, &item.number].into_iter().flatten().filter(|life| life.disputed).map(dispute);
        let mut story = Self {
            id: address::anchor(&item.key),
            title: item.title.clone(),
            href: address::subject(programme, &item.key),
            tag: Tag::of(item),
            disputed: item.disputed,
            entries,
            disputes: disputes.collect(),
            details: details(programme, item),
            notes: Vec::new(),
        };
        story.add_what_is_no_date(programme, &item.key);
        story
    }

    /// The same without the details of these labels: the page says them.
    #[must_use]
    pub fn without(mut self, labels: &[&str]) -> Self {
        self.details.retain(|(label, _)| !labels.contains(label));
        self
    }

    /// What only the noun itself knows: suspension, parties, decisions, remarks.
    fn add_what_is_no_date(&mut self, programme: &Programme, key: &Key) {
        let words = |text: &Option<String>| text.iter().map(|text| Link::new(text.clone(), "")).collect::<Vec<_>>();
        let mut add = |label, values: Vec<Link>| {
            if !values.is_empty() {
                self.details.push((label, values));
            }
        };
        match programme.find(key) {
            Some(View::Contract(contract)) => {
                add("Document, selon les sources", words(&contract.document));
                add("Signataires", words(&contract.parties));
                let term = contract.term.as_ref().map(|life| life.retained.french.clone());
                add("Période couverte", words(&term));
                self.notes = Remark::all(&contract.notes);
                if let Some(life) = &contract.suspended {
                    let before_signature = self.entries.iter().position(|entry| entry.mark == "met");
                    let entry = suspension(life);
                    self.entries.insert(before_signature.unwrap_or(self.entries.len()), entry);
                }
            }
            Some(View::Copil(copil)) => {
                add("Intitulé", words(&copil.title));
                let subject = programme.record().find(key);
                let told = subject.and_then(|subject| Told::of(subject, programme.clock()));
                add("Participants", words(&told.and_then(|told| told.text(Property::Parties))));
                add("Décisions", copil.decisions.iter().map(|text| Link::new(text.clone(), "")).collect());
                let territories = copil.territories.iter().map(|id| Link::territory(programme, id)).collect();
                add("Territoires", territories);
                self.notes = Remark::all(&copil.notes);
            }
            Some(View::Milestone(milestone)) => {
                let territories = milestone.territories.iter().map(|id| Link::territory(programme, id)).collect();
                add("Territoires", territories);
                let holder = milestone.held_by.map(|code| Link::region(programme, code));
                add("Calendrier détenu par la Région", holder.into_iter().collect());
                self.notes = Remark::all(&milestone.notes);
            }
            Some(View::Figure(figure)) => self.notes = Remark::all(&figure.notes),
            _ => {}
        }
    }
}

/// A suspension, or its end.
fn suspension(life: &Life) -> Entry {
    let ended = life.gap() == Some(Gap::Cancelled);
    let line = if ended { "La promesse reprend son cours." } else { "Suspendu, à revoir à cette date." };
    let mark = if ended { "promised" } else { "suspended" };
    let mut entry = entry_of(life, mark, line.to_owned() + &motive(&life.retained));
    if ended {
        entry.when = When { words: "suspension levée".to_owned(), machine: String::new() };
    }
    entry
}

/// Why a date moved, where its source says it.
fn motive(said: &Said) -> String {
    said.reason.map(|reason| format!(" Motif : {}.", reason.french())).unwrap_or_default()
}

fn promises(life: &Life, item: &Item) -> Vec<Entry> {
    let mut entries: Vec<Entry> = life
        .trail
        .iter()
        .enumerate()
        .map(|(index, said)| Entry {
            mark: "promised",
            was: true,
            when: When::value(&said.value),
            words: words(said),
            line: if index == 0 { "Première promesse, remplacée par la suivante." } else { "Promesse remplacée." }
                .to_owned()
                + &motive(said),
            disputed: false,
            cites: vec![Cite::of(said)],
            why: String::new(),
        })
        .collect();
    let moved = !life.trail.is_empty();
    let line = match (life.gap(), moved) {
        (Some(Gap::Cancelled), _) => "Promesse retirée par une source.".to_owned(),
        (Some(Gap::NotAnnounced), true) => "Reporté, sans nouvelle date.".to_owned(),
        (Some(Gap::NotAnnounced), false) => "Annoncé, sans date.".to_owned(),
        (Some(Gap::HeldBy(_)), _) => "La date existe ; la Région la détient.".to_owned(),
        (_, true) => "Promesse retenue, la dernière connue.".to_owned(),
        _ => "Date promise.".to_owned(),
    };
    let slippage = match item.slippage_days {
        Some(days) if moved && days > 0 => {
            let so_far = if item.met.is_some() { ", jusqu’à la signature" } else { "" };
            format!(" Glissement depuis la première promesse : {}{so_far}.", plural(days, "jour"))
        }
        _ => String::new(),
    };
    let mark = match item.status {
        Status::Met | Status::Approved => "promised",
        status => super::parts::mark(status),
    };
    entries.push(entry_of(life, mark, line + &motive(&life.retained) + &slippage));
    entries
}

/// One date of a life: the value retained and what agrees with it.
fn entry_of(life: &Life, mark: &'static str, line: String) -> Entry {
    let retained = &life.retained;
    // What is in dispute is told once, side by side.
    let agreeing = life.confirmed().map(|said| Cite::beside(said, &retained.value));
    let alone = life.others.is_empty() && life.trail.is_empty();
    Entry {
        mark,
        was: false,
        when: When::value(&retained.value),
        words: words(retained),
        line,
        disputed: life.disputed,
        cites: if life.disputed { Vec::new() } else { [Cite::of(retained)].into_iter().chain(agreeing).collect() },
        why: if alone || life.disputed { String::new() } else { life.why_french().to_owned() },
    }
}

/// A date's words as written, where they are not the date in other clothes.
fn words(said: &Said) -> String {
    let quoted = said.quote.as_ref().map(|quote| quote.text.as_ref());
    said.words.as_deref().filter(|words| quoted != Some(words)).unwrap_or_default().to_owned()
}

fn done(item: &Item) -> String {
    let gap = item.met.as_ref().and_then(Life::gap);
    let what = match (item.kind, gap) {
        (_, Some(Gap::Cancelled)) => "Retiré par une source",
        (Kind::Contrat | Kind::Protocole | Kind::Avenant, Some(_)) => "Signature attestée, à une date inconnue",
        (Kind::Contrat | Kind::Protocole | Kind::Avenant, None) => "Signé",
        (Kind::Copil, Some(_)) => "Réunion attestée, à une date inconnue",
        (Kind::Question, _) => "Question publiée",
        (Kind::CalendarHeld, _) => "Calendrier attesté",
        (Kind::Wave, _) => "Signatures annoncées, connues par leur nombre",
        (kind, _) => return format!("{}.", capital(met(kind))),
    };
    format!("{what}.")
}

/// With a capital letter.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The values of a disputed property, side by side.
fn dispute(life: &Life) -> Dispute {
    let mut values: Vec<(Value, Side)> = Vec::new();
    for (index, said) in life.all().enumerate() {
        match values.iter_mut().find(|(value, _)| *value == said.value) {
            Some((_, side)) => side.cites.push(Cite::of(said)),
            None => {
                let side = Side { when: When::value(&said.value), kept: index == 0, cites: vec![Cite::of(said)] };
                values.push((said.value.clone(), side));
            }
        }
    }
    let (count, what) = (values.len(), subject_of_dispute(life.property));
    let title = match count {
        2 => format!("Deux {what}, selon les sources"),
        3 => format!("Trois {what}, selon les sources"),
        count => format!("{count} {what}, selon les sources"),
    };
    Dispute { title, values: values.into_iter().map(|(_, side)| side).collect(), why: life.why_french() }
}

fn subject_of_dispute(property: Property) -> &'static str {
    match property {
        Property::Signed => "dates de signature",
        Property::Approved => "dates d’approbation",
        Property::Rank => "rangs",
        Property::Number => "nombres",
        _ => "dates",
    }
}

/// What the timeline's row knows beside its dates.
fn details(programme: &Programme, item: &Item) -> Vec<(&'static str, Vec<Link>)> {
    let mut details = Vec::new();
    if let Some(territory) = &item.territory {
        details.push(("Territoire", vec![Link::territory(programme, &territory.id)]));
    }
    let regions: Vec<Link> = item.regions.iter().map(|code| Link::region_in(programme, *code, item.phase)).collect();
    if !regions.is_empty() {
        details.push((if regions.len() == 1 { "Région" } else { "Régions" }, regions));
    }
    if let (Kind::Wave, Some(number)) = (item.kind, &item.number) {
        let identified = item.identified.map(|count| format!(", {count} identifiés")).unwrap_or_default();
        let words = format!("{} annoncés{identified}", number.retained.french);
        details.push(("Contrats", vec![Link::new(words, "")]));
    }
    if let Some(place) = item.place.clone() {
        details.push(("Lieu", vec![Link::new(place, "")]));
    }
    details
}
