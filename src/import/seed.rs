//! The seed: the facts that come with the program, loaded in one transaction.

use std::collections::HashMap;

use chrono::NaiveDate;
use rust_embed::RustEmbed;

use super::{File, Kind, Report, What, finish, labellings, plan::Plan, regions, table::Table, territories};
use crate::{
    programme::{
        live::{Live, LiveError},
        territory::TerritoryId,
    },
    reading::Gazetteer,
    store::Actor,
};

/// The day on which the facts of the seed were collected.
pub const COLLECTED_ON: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap();

#[derive(RustEmbed)]
#[folder = "seed/"]
struct Files;

/// The names of regions and territories that the seed knows, for readings without a database.
#[must_use]
pub fn gazetteer() -> Gazetteer {
    let regions = table("regions").map(|table| regions::names(&table)).unwrap_or_default();
    let territories = table("territories").map(|table| territories::names(&table)).unwrap_or_default();
    Gazetteer::new(regions.iter().map(|(code, name)| (*code, name.as_str())))
        .with_territories(territories.iter().map(|(id, name)| (id.clone(), name.as_str())))
}

/// A table of the seed.
fn table(name: &str) -> Option<Table> {
    let kind = Kind::named(name)?;
    let file = Files::get(&format!("{name}.csv"))?;
    Table::read(kind.name, &file.data, kind.columns()).ok()
}

/// Whether a record holds nothing yet: the seed is then loaded at the first start.
#[must_use]
pub fn is_wanted(live: &Live) -> bool {
    live.record().subjects().is_empty()
}

/// Loads the seed, or renews it: what is known already stays as it is, and what was struck or corrected since
/// is not brought back. The facts that the program reads in its
/// questions are accepted.
///
/// # Errors
/// [`LiveError`] if the database fails. What is wrong with the seed stands in the report's refusals.
pub async fn load(live: &Live, dry_run: bool, progress: impl Fn(usize) + Sync) -> Result<Report, LiveError> {
    let (mut edit, mut record) = live.edit(&Actor::seed(), "import seed").await?;
    let mut report = Report { dry_run, ..Report::default() };
    let labelled = labelled();
    for (what, file) in files() {
        record = record.with(edit.next_line(&format!("import {} {}", what.name(), file.name)).await?)?;
        let mut plan = Plan::new(&record, &file.name, COLLECTED_ON);
        plan.labelled.clone_from(&labelled);
        plan.renews = true;
        what.read(&mut plan, &file, &progress);
        report.take(plan, &mut edit);
    }
    finish(live, edit, &report).await?;
    Ok(report)
}

/// The files of the seed, in the order of loading: each speaks only of what those before it made.
fn files() -> Vec<(What, File)> {
    let tables = Kind::ALL.iter().map(|kind| (What::Table(kind), format!("{}.csv", kind.name)));
    let mut questions: Vec<String> =
        Files::iter().map(std::borrow::Cow::into_owned).filter(|name| name.starts_with("questions/")).collect();
    questions.sort_unstable();
    let questions = questions.into_iter().map(|name| (What::Questions { accepted: true }, name));
    let bytes = |(what, name): (What, String)| {
        let bytes = Files::get(&name)?.data.into_owned();
        Some((what, File { name: format!("seed/{name}"), bytes }))
    };
    tables.chain(questions).filter_map(bytes).collect()
}

/// The first labelling day of each territory: its lists count from it, and it is told in a file of its own, which
/// is loaded after them.
fn labelled() -> HashMap<TerritoryId, NaiveDate> {
    table("labellings").map(|table| labellings::days(&table)).unwrap_or_default()
}
