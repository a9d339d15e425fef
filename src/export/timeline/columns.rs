//! The columns of a timeline's lines, and how each is filled.

use chrono::NaiveDate;

use super::{
    line::Line,
    words::{quote, words},
};
use crate::{
    export::cell::Cell,
    programme::{property::Property, record::Noun, statement::Statement},
};

/// The columns: name, French name, and how it is filled.
pub(super) const COLUMNS: &[(&str, &str, Read)] = &[
    ("key", "clé", Read::Is(|line| Cell::code(&line.item.key))),
    ("kind", "genre", Read::Is(|line| Cell::named(line.item.kind.name(), line.item.kind.french()))),
    ("phase", "phase", Read::Is(|line| Cell::code(line.item.phase))),
    ("title", "intitulé", Read::Is(|line| Cell::words(Some(&line.item.title)))),
    ("territory", "territoire", Read::Is(|line| Cell::codes(line.item.territory.as_ref().map(|named| &named.id)))),
    (
        "territory_name",
        "nom du territoire",
        Read::Is(|line| Cell::words(line.item.territory.as_ref().map(|named| named.name.as_str()))),
    ),
    ("regions", "régions", Read::Is(|line| Cell::codes(&line.item.regions))),
    ("region_names", "noms des régions", Read::Is(region_names)),
    ("departements", "départements", Read::Is(|line| Cell::codes(&line.item.departements))),
    ("status", "état", Read::Is(|line| Cell::named(line.item.status.name(), line.item.status.french()))),
    ("date", "date", Read::Is(|line| line.item.date.map_or(Cell::Blank, Cell::Date))),
    ("earliest", "premier jour", Read::Is(|line| Cell::day(bound(line, NaiveDate::MIN)))),
    ("latest", "dernier jour", Read::Is(|line| Cell::day(bound(line, NaiveDate::MAX)))),
    ("disputed", "contesté", Read::Is(|line| Cell::Yes(line.item.disputed))),
    ("level", "niveau", Read::Is(level)),
    ("counted", "ce qui est compté", Read::Is(counted)),
    ("document", "document", Read::Stated(Property::Document)),
    ("rank", "rang", Read::Stated(Property::Rank)),
    ("number", "nombre", Read::Stated(Property::Number)),
    ("promised_on", "promis le", Read::Stated(Property::Promised)),
    ("suspended_until", "suspendu jusqu’au", Read::Stated(Property::Suspended)),
    ("approved_on", "approuvé le", Read::Stated(Property::Approved)),
    ("signed_on", "signé le", Read::Stated(Property::Signed)),
    ("held_on", "tenu le", Read::Stated(Property::Held)),
    ("asked_on", "posée le", Read::Stated(Property::Asked)),
    ("answered_on", "répondue le", Read::Stated(Property::Answered)),
    ("withdrawn_on", "retirée le", Read::Stated(Property::WithdrawnOn)),
    ("place", "lieu", Read::Stated(Property::Place)),
    ("parties", "signataires", Read::Stated(Property::Parties)),
    ("term", "période couverte", Read::Stated(Property::Term)),
    ("held_by", "détenu par", Read::Stated(Property::HeldBy)),
    ("stated_title", "intitulé selon la source", Read::Stated(Property::Title)),
    ("stated_regions", "régions selon la source", Read::Stated(Property::Region)),
    ("stated_territories", "territoires selon la source", Read::Stated(Property::Territory)),
    ("decisions", "décisions", Read::Stated(Property::Decision)),
    ("author", "auteur", Read::Stated(Property::Author)),
    ("ministry_asked", "ministère interrogé", Read::Stated(Property::MinistryAsked)),
    ("ministry_answering", "ministère répondant", Read::Stated(Property::MinistryAnswering)),
    ("words", "mots de la source", Read::Is(words)),
    ("quote", "citation", Read::Is(quote)),
    ("retained", "valeurs retenues", Read::Is(retained_columns)),
    ("notes", "remarques", Read::Stated(Property::Note)),
    (
        "source",
        "source",
        Read::Is(|line| Cell::words(Some(line.source.address.as_deref().unwrap_or(line.source.key.as_str())))),
    ),
    ("source_key", "clé de la source", Read::Is(|line| Cell::code(&line.source.key))),
    ("source_title", "titre de la source", Read::Is(|line| Cell::words(Some(&line.source.title)))),
    ("published_on", "publiée le", Read::Is(|line| line.source.published_on.map_or(Cell::Blank, Cell::Date))),
    (
        "source_kind",
        "genre de la source",
        Read::Is(|line| Cell::named(line.source.kind.name(), line.source.kind.french())),
    ),
    ("source_note", "remarque sur la source", Read::Is(|line| Cell::words(line.source.note.as_deref()))),
    ("known_on", "connu le", Read::Is(|line| Cell::day(Some(line.known_on.0)))),
    ("known_inferred", "jour déduit", Read::Is(|line| Cell::Yes(line.known_on.1))),
];

/// How a column is filled.
#[derive(Clone, Copy)]
pub(super) enum Read {
    /// With what the line is, or its source, or its subject.
    Is(fn(&Line<'_>) -> Cell),
    /// With what its source states of a property.
    Stated(Property),
}

impl Read {
    /// The cell of a line.
    pub(super) fn of(self, line: &Line<'_>) -> Cell {
        match self {
            Self::Is(read) => read(line),
            Self::Stated(property) if property.is_many() => {
                Cell::List(line.of(property).map(|statement| Cell::value(&statement.value)).collect())
            }
            Self::Stated(property) => {
                line.of(property).next().map_or(Cell::Blank, |statement| Cell::value(&statement.value))
            }
        }
    }
}

/// The place of the column of a property; none for the long texts, which have no column.
pub(super) fn place(property: Property) -> Option<usize> {
    COLUMNS.iter().position(|(.., read)| matches!(read, Read::Stated(stated) if *stated == property))
}

/// The name and the French name of that column.
pub(super) fn column(property: Property) -> Option<(&'static str, &'static str)> {
    COLUMNS.get(place(property)?).map(|(name, french, _)| (*name, *french))
}

fn region_names(line: &Line<'_>) -> Cell {
    Cell::codes(line.item.regions.iter().map(|code| line.programme.region_name(*code)))
}

/// The first or the last day of the row's date; none where that end is open, which `open` stands for.
fn bound(line: &Line<'_>, open: NaiveDate) -> Option<NaiveDate> {
    let date = line.item.date.as_ref()?;
    Some(if open == NaiveDate::MIN { date.earliest() } else { date.latest() }).filter(|day| *day != open)
}

fn level(line: &Line<'_>) -> Cell {
    match line.subject.noun {
        Noun::Copil(level, _) => Cell::named(level.name(), level.french()),
        _ => Cell::Blank,
    }
}

fn counted(line: &Line<'_>) -> Cell {
    match line.subject.noun {
        Noun::Figure(counted, ..) => Cell::named(counted.name(), counted.french()),
        _ => Cell::Blank,
    }
}

/// The columns of the line whose values are the ones retained.
fn retained_columns(line: &Line<'_>) -> Cell {
    let is_retained = |statement: &&Statement| {
        line.retained.iter().any(|(property, value)| *property == statement.property && *value == statement.value)
    };
    let columns = line.stated.iter().copied().filter(is_retained).filter_map(|statement| column(statement.property));
    Cell::List(columns.map(|(name, french)| Cell::named(name, french)).collect())
}
