//! Lines of the short lists: a date, what it is the date of, and how that stands.

use super::parts::{Link, Tag, When};
use crate::{
    programme::{
        life::{Life, Said},
        property::Property,
        timeline::{Item, Kind},
        view::Programme,
    },
    web::address,
};

/// A line of a list.
#[derive(Clone, Debug)]
pub struct Line {
    /// When it came about or is promised for.
    pub when: When,
    /// Whether that day went by in vain.
    pub missed: bool,
    /// What it is, and its page.
    pub link: Link,
    /// What its document is, for a contract: “contrat”.
    pub document: &'static str,
    /// Where.
    pub regions: Vec<Link>,
    /// How it stands, where the list does not say so by its title.
    pub tags: Vec<Tag>,
    /// The values in dispute, the one retained first.
    pub rivals: Vec<String>,
}

impl Line {
    /// A row of the timeline as a line. Its tags are how it stands, and that it is disputed.
    #[must_use]
    pub fn of(programme: &Programme, item: &Item) -> Self {
        let undated = When { words: "sans date".to_owned(), machine: String::new() };
        let mut tags = vec![Tag::of(item)];
        tags.extend(item.disputed.then(Tag::disputed));
        let disputed = [&item.met, &item.approved, &item.number].into_iter().flatten().find(|life| life.disputed);
        let rivals = disputed.map(|life| {
            let mut rivals: Vec<String> = Vec::new();
            for said in life.all() {
                let rival = rival(life, said);
                if !rivals.contains(&rival) {
                    rivals.push(rival);
                }
            }
            rivals
        });
        Self {
            when: item.date.as_ref().map_or(undated, When::of),
            missed: item.late_days.is_some() || item.status == crate::programme::status::Status::Postponed,
            link: link(programme, item),
            document: match item.kind {
                Kind::Contrat => "contrat",
                Kind::Protocole => "protocole",
                Kind::Avenant => "avenant",
                _ => "",
            },
            regions: item.regions.iter().map(|code| Link::region_in(programme, *code, item.phase)).collect(),
            tags,
            rivals: rivals.unwrap_or_default(),
        }
    }

    /// The same without its regions: the page is one of them.
    #[must_use]
    pub fn unplaced(mut self) -> Self {
        self.regions.clear();
        self
    }

    /// The same without how it stands: the list says that.
    #[must_use]
    pub fn untagged(mut self) -> Self {
        self.tags.clear();
        self
    }
}

/// A value in dispute: a rank says that it is one.
#[must_use]
pub fn rival(life: &Life, said: &Said) -> String {
    let rank = if life.property == Property::Rank { "rang " } else { "" };
    format!("{rank}{}", said.french)
}

/// Where a row leads: a contract to its place on its territory's page, by the territory's name.
fn link(programme: &Programme, item: &Item) -> Link {
    match &item.territory {
        Some(territory) => {
            let page = address::territory(&territory.id, &territory.name);
            Link::new(territory.name.clone(), format!("{page}#{}", address::anchor(&item.key)))
        }
        None => Link::new(item.title.clone(), address::subject(programme, &item.key)),
    }
}
