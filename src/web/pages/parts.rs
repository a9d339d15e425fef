//! The small parts that pages are made of: a date, a status, a source with its words.

use chrono::NaiveDate;

use crate::{
    programme::{
        date::Edtf,
        life::Said,
        phase::Phase,
        question::{QuestionId, QuestionStatus},
        region::RegionCode,
        reply::Outcome,
        source::{Source, SourceKind},
        stage::{Stage, TerritoryStage},
        status::Status,
        territory::TerritoryId,
        timeline::{Item, Kind},
        value::Value,
        view::Programme,
    },
    web::address,
};

/// A date in words and, where HTML has a notation for it, for machines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// “2 juillet 2019”.
    pub words: String,
    /// What `<time datetime>` takes: a day, a month or a year; empty for what is none of them.
    pub machine: String,
}

impl When {
    /// A date, without a preposition.
    #[must_use]
    pub fn of(date: &Edtf) -> Self {
        Self { words: date.french(), machine: machine(date) }
    }

    /// One day.
    #[must_use]
    pub fn day(day: NaiveDate) -> Self {
        Self::of(&Edtf::day(day))
    }

    /// A date as it stands after “annoncé”: “au 22 novembre 2018”, “en 2024”.
    #[must_use]
    pub fn as_of(date: &Edtf) -> Self {
        let words = if date.is_day().is_some() { format!("au {}", date.french()) } else { date.french_when() };
        Self { words, machine: machine(date) }
    }

    /// A value, which may be no date: “sans date”, “142”.
    #[must_use]
    pub fn value(value: &Value) -> Self {
        value.date().map_or_else(|| Self { words: value.french(), machine: String::new() }, Self::of)
    }
}

/// HTML knows days, months and years, and neither seasons nor intervals.
fn machine(date: &Edtf) -> String {
    let text = date.to_string();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let season = text.len() == 7 && text.get(5..).is_some_and(|month| month > "12");
    if plain && !season { text } else { String::new() }
}

/// A status: a shape of the sprite, and its word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The shape's name.
    pub mark: &'static str,
    /// The word.
    pub words: String,
}

impl Tag {
    fn new(mark: &'static str, words: impl Into<String>) -> Self {
        Self { mark, words: words.into() }
    }

    /// How a row of the timeline stands.
    #[must_use]
    pub fn of(item: &Item) -> Self {
        Self::status(item.kind, item.status, item.late_days)
    }

    /// How a thing of that kind stands.
    #[must_use]
    pub fn status(kind: Kind, status: Status, late_days: Option<i64>) -> Self {
        match (status, late_days) {
            (Status::Met, _) => Self::new("met", met(kind)),
            (Status::Promised, _) if kind == Kind::Question => Self::new("promised", "sans réponse"),
            (Status::Late, Some(days)) => Self::new("late", format!("en retard de {}", plural(days, "jour"))),
            (status, _) => Self::new(mark(status), status.french()),
        }
    }

    /// What the answer makes of a point that a question asks.
    #[must_use]
    pub fn reply(status: QuestionStatus, outcome: Option<Outcome>) -> Self {
        match (outcome, status) {
            (Some(outcome @ Outcome::Answered), _) => Self::new("met", outcome.french()),
            (Some(outcome @ Outcome::Partly), _) => Self::new("approved", outcome.french()),
            (Some(outcome @ Outcome::Referred(_)), _) => Self::new("postponed", outcome.french()),
            (None, QuestionStatus::Waiting) => Self::new("promised", "réponse attendue"),
            (None, _) => Self::new("unknown", "sans réponse"),
        }
    }

    /// That sources contradict each other.
    #[must_use]
    pub fn disputed() -> Self {
        Self::new("disputed", "contesté")
    }

    /// That nothing was heard for so many days.
    #[must_use]
    pub fn silent(days: i64) -> Self {
        Self::new("silent", format!("sans nouvelle depuis {}", plural(days, "jour")))
    }

    /// Where a territory stands.
    #[must_use]
    pub fn territory(stage: TerritoryStage) -> Self {
        let mark = match stage {
            TerritoryStage::Identified => "identified",
            TerritoryStage::Promised => "promised",
            TerritoryStage::Signed => "met",
            TerritoryStage::Withdrawn => "cancelled",
            TerritoryStage::Merged => "merged",
        };
        Self::new(mark, stage.french())
    }

    /// Where a region stands: the name of its shape goes after `stage-`.
    #[must_use]
    pub fn region(stage: Stage) -> Self {
        let mark = match stage {
            Stage::NoCopil => "none",
            Stage::CopilAnnounced => "announced",
            Stage::CopilHeld => "held",
            Stage::CalendarSet => "calendar",
            Stage::Signing => "signing",
            Stage::Complete => "complete",
        };
        Self::new(mark, stage.french())
    }
}

/// The shape of a status.
#[must_use]
pub fn mark(status: Status) -> &'static str {
    match status {
        Status::Met => "met",
        Status::Approved => "approved",
        Status::Promised => "promised",
        Status::Late => "late",
        Status::Postponed => "postponed",
        Status::Suspended => "suspended",
        Status::Cancelled => "cancelled",
        Status::UnknownOutcome | Status::Undated => "unknown",
    }
}

/// What a thing of that kind is called once it has come about.
#[must_use]
pub fn met(kind: Kind) -> &'static str {
    match kind {
        Kind::Contrat | Kind::Protocole | Kind::Avenant => "signé",
        Kind::Copil | Kind::Assembly | Kind::Meeting => "tenu",
        Kind::CalendarHeld => "fixé",
        Kind::Question => "répondue",
        Kind::Figure => "donné",
        Kind::Report | Kind::Review => "publié",
        Kind::Wave => "signés",
        _ => "fait",
    }
}

/// A source with its very words.
#[derive(Clone, Debug)]
pub struct Cite {
    /// The value that it gives, where that is not the one it stands under.
    pub value: String,
    /// Its words; empty where they are not on record.
    pub quote: String,
    /// Its title.
    pub title: String,
    /// Where it is to be read: on the web or, for a question, here; empty where nowhere.
    pub href: String,
    /// Whether that is elsewhere.
    pub outside: bool,
    /// What kind of source it is.
    pub kind: &'static str,
    /// Its place on the list of sources.
    pub entry: String,
    /// When it was published: “le 30 juillet 2019”; empty where it bears no date.
    pub published: String,
    /// From when what it says counts, where it bears no date: “à partir du 2 juillet 2019”.
    pub known: String,
}

impl Cite {
    /// What a source says.
    #[must_use]
    pub fn of(said: &Said) -> Self {
        let fact = said.source.key.identity().rsplit_once('/').and_then(|(id, _)| id.parse::<QuestionId>().ok());
        let (href, outside) = match fact {
            Some(id) => (address::question(&id, said.quote.as_ref().map(|_| said.statement)), false),
            None => (outside(&said.source), true),
        };
        Self {
            value: String::new(),
            quote: said.quote.as_ref().map(|quote| quote.text.to_string()).unwrap_or_default(),
            title: titled(&said.source),
            href,
            outside,
            kind: said.source.kind.french(),
            entry: entry(&said.source),
            published: said.source.published_on.as_ref().map(Edtf::french_when).unwrap_or_default(),
            known: if said.known_inferred { Edtf::from_day_on(said.known_on).french() } else { String::new() },
        }
    }

    /// What a source says, with its value where that is not `value`.
    #[must_use]
    pub fn beside(said: &Said, value: &Value) -> Self {
        let differs = said.value != *value;
        Self { value: if differs { said.french.clone() } else { String::new() }, ..Self::of(said) }
    }
}

/// A source's title, with the paper that bears an official's word out: it has no address to follow.
fn titled(source: &Source) -> String {
    match &source.note {
        Some(note) if source.kind == SourceKind::OfficialEvidence => {
            format!("{} ; {}", source.title, note.replacen("Pièce", "pièce", 1))
        }
        _ => source.title.clone(),
    }
}

/// A source's address on the web, where it has one that a reader can follow.
#[must_use]
pub fn outside(source: &Source) -> String {
    source
        .address
        .as_deref()
        .filter(|address| address.starts_with("https://") || address.starts_with("http://"))
        .unwrap_or_default()
        .to_owned()
}

/// A source's place on the list of sources.
#[must_use]
pub fn entry(source: &Source) -> String {
    format!("/sources#{}", address::anchor(&source.key))
}

/// Words that lead somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub words: String,
    /// Where they lead; empty: nowhere.
    pub href: String,
}

impl Link {
    /// Words that lead to `href`.
    #[must_use]
    pub fn new(words: impl Into<String>, href: impl Into<String>) -> Self {
        Self { words: words.into(), href: href.into() }
    }

    /// A region.
    #[must_use]
    pub fn region(programme: &Programme, code: RegionCode) -> Self {
        let name = programme.region_name(code);
        let href = address::region(code, &name);
        Self::new(name, href)
    }

    /// A region in one phase.
    #[must_use]
    pub fn region_in(programme: &Programme, code: RegionCode, phase: Phase) -> Self {
        let Self { words, href } = Self::region(programme, code);
        Self { words, href: format!("{href}?phase={phase}") }
    }

    /// A territory by its identity.
    #[must_use]
    pub fn territory(programme: &Programme, id: &TerritoryId) -> Self {
        let name = programme.territory(id).map_or_else(|| id.to_string(), |territory| territory.name.clone());
        let href = address::territory(id, &name);
        Self::new(name, href)
    }
}

/// A number and its noun, with an s from two on: French counts 0 and 1 as one.
#[must_use]
pub fn plural(count: impl std::fmt::Display, noun: &str) -> String {
    let count = count.to_string();
    if matches!(count.as_str(), "0" | "1") {
        return format!("{count} {noun}");
    }
    let many: Vec<String> = noun.split(' ').map(|word| format!("{word}s")).collect();
    format!("{count} {}", many.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_given_days_months_and_years_only() {
        let machine = |text: &str| machine(&text.parse().unwrap());
        for text in ["2019-07-02", "2019-07", "2019"] {
            assert_eq!(machine(text), text);
        }
        for text in ["2018-23", "2019-03-18/2019-03-24", "../2019-11-19", "2019-05~"] {
            assert_eq!(machine(text), "");
        }
    }

    #[test]
    fn only_an_address_on_the_web_is_followed() {
        let source = |address: &str| Source {
            key: crate::store::Key::new("source:x"),
            title: "x".to_owned(),
            address: Some(address.to_owned()),
            published_on: None,
            kind: crate::programme::source::SourceKind::Other,
            note: None,
        };
        assert_eq!(outside(&source("https://a.fr/b")), "https://a.fr/b");
        for address in ["javascript:alert(1)", "data:text/html,x", "//a.fr", "rapport.pdf"] {
            assert_eq!(outside(&source(address)), "");
        }
    }

    #[test]
    fn nothing_and_one_are_singular_in_french() {
        assert_eq!(plural(0, "jour"), "0 jour");
        assert_eq!(plural(2, "contrat signé"), "2 contrats signés");
    }
}
