//! The register as an Atom feed (RFC 4287): an entry a line, under the address at which the line stands for ever.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text};

use super::{files::File, frame::address as with_query, parts::plural};
use crate::{
    programme::{record::JournalLine, region::RegionCode, register::Register},
    store::Moment,
    web::{Ask, error::Error, ready::Ready},
};

/// The media type of a feed.
const ATOM: &str = "application/atom+xml; charset=utf-8";

/// The feed among the files of a page.
#[must_use]
pub fn file(href: String) -> File {
    File { words: "Atom", purpose: "pour suivre les changements dans un lecteur de flux", href, kind: ATOM }
}

/// The feed of these lines, the newest first; `site` is the address under which readers know the site.
///
/// # Errors
/// [`Error::Internal`] if it cannot be written.
pub fn of(ask: &Ask, site: &str, register: &Register<'_>, lines: &[&JournalLine]) -> Result<Ready, Error> {
    let region = ask.query.filter.region;
    let title = match region {
        Some(code) => format!("Jalons, registre des changements : {}", register.programme().region_name(code)),
        None => "Jalons, registre des changements".to_owned(),
    };
    let narrowed = region.map(|code| format!("region={code}")).unwrap_or_default();
    let page = format!("{site}{}", with_query("/journal", &narrowed));
    let itself = format!("{site}{}", with_query("/journal.atom", &ask.query.with(&[])));
    let feed = Feed {
        title: Text::plain(title),
        id: page.clone(),
        updated: updated(lines.first().map_or(Moment::UNIX_EPOCH, |line| line.recorded_at)),
        authors: vec![person("Jalons")],
        links: vec![link(page, "alternate", "text/html"), link(itself, "self", "application/atom+xml")],
        rights: Some(Text::plain("Licence Ouverte 2.0")),
        entries: lines.iter().map(|line| entry(site, register, line)).collect(),
        lang: Some("fr".to_owned()),
        ..Feed::default()
    };
    let bytes = feed.write_to(Vec::new()).map_err(|error| {
        tracing::error!(%error, "a feed cannot be written");
        Error::Internal
    })?;
    // What was stored may hold characters that no XML document may (XML 1.0, 2.2).
    let text: String = String::from_utf8_lossy(&bytes).chars().filter(|sign| is_of_xml(*sign)).collect();
    Ok(Ready::new(ATOM, text.into_bytes()))
}

fn is_of_xml(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

fn entry(site: &str, register: &Register<'_>, line: &JournalLine) -> Entry {
    let told = register.entry(line);
    let id = format!("{site}/journal/{}", line.id);
    let sentences = told.sentences();
    let summary = match sentences.is_empty() {
        true => format!("{}, {}", plural(line.statements, "affirmation"), plural(line.decisions, "décision")),
        false => sentences.join("\n"),
    };
    let category = |code: &RegionCode| Category {
        term: code.to_string(),
        label: Some(register.programme().region_name(*code)),
        ..Category::default()
    };
    Entry {
        title: Text::plain(told.french),
        links: vec![link(id.clone(), "alternate", "text/html")],
        id,
        updated: updated(line.recorded_at),
        published: Some(updated(line.recorded_at)),
        authors: vec![person(line.role.french())],
        categories: told.regions.iter().map(category).collect(),
        summary: Some(Text::plain(summary)),
        ..Entry::default()
    }
}

fn updated(moment: Moment) -> FixedDateTime {
    moment.fixed_offset()
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

fn link(href: String, rel: &str, kind: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}
