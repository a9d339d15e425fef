//! The timeline as a sheet: its rows are what each source states of each subject, one line a subject and source.
//!
//! A source that states two values of one property has two lines, and so has one whose statements became known on
//! two days, as those of a source that bears no date do. What a line states are the canonical values of that source,
//! so that they can be imported back; what the programme makes of them (title, status, date …) is the same on every
//! line of a subject. The long texts of a question and its answer are left out.

mod columns;
mod line;
mod words;

use super::{
    Sheet, Site, Stamp,
    sheet::{Column, Content, Table},
    stamp::What,
};
use crate::{
    programme::{
        filter::Filter,
        timeline::{self, Item},
        told::Told,
        view::Programme,
    },
    store::Key,
};
use columns::COLUMNS;
use line::lines;

/// The timeline, as a thing exported.
pub const WHAT: What = What { name: "timeline", path: "chronologie", own: true, title: "Chronologie", phased: true };

/// The rows of a timeline, with what they are read from.
#[derive(Debug)]
pub struct Timeline<'p> {
    /// What the record says at a clock.
    pub programme: &'p Programme,
    /// The rows.
    pub items: Vec<&'p Item>,
    page: fn(&Programme, &Key) -> String,
    base: String,
}

/// The timeline of what passes `filter`.
#[must_use]
pub fn sheet<'p>(programme: &'p Programme, filter: &Filter, site: &Site<'_>) -> Sheet<'p> {
    let items = timeline::all(programme, filter);
    let stamp = Stamp::of(programme, filter, WHAT, items.len(), site);
    let timeline = Timeline { programme, items, page: site.page, base: site.base.to_owned() };
    Sheet { stamp, content: Box::new(timeline) }
}

impl Timeline<'_> {
    /// The address of a row's page.
    #[must_use]
    pub fn address(&self, item: &Item) -> String {
        format!("{}{}", self.base, (self.page)(self.programme, &item.key))
    }

    /// The subject of a row, and what is told of it.
    #[must_use]
    pub fn told(&self, item: &Item) -> Option<Told<'_>> {
        Told::of(self.programme.record().find(&item.key)?, self.programme.clock())
    }
}

impl Content for Timeline<'_> {
    fn table(&self) -> Table {
        let columns = COLUMNS.iter().map(|(name, french, _)| Column { name, french }).collect();
        let mut rows = Vec::new();
        for item in &self.items {
            let Some(told) = self.told(item) else { continue };
            let lines = lines(self.programme, item, &told);
            rows.extend(lines.iter().map(|line| COLUMNS.iter().map(|(.., read)| read.of(line)).collect()));
        }
        Table { columns, rows }
    }

    fn data(&self) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&self.items)
    }

    fn timeline(&self) -> Option<&Timeline<'_>> {
        Some(self)
    }
}
