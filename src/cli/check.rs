//! `jalons check`: whether the seed and the database hold together.

use std::collections::HashMap;

use sea_orm::{EntityTrait as _, QuerySelect as _};

use super::{CliError, Exit, open_existing};
use crate::{
    config::Config,
    import::seed,
    programme::check,
    store::{StoreError, SubjectId, subject},
};

/// The arguments of `check`: none.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  jalons check --database sqlite:jalons.db

Exit code 1 says that something does not hold together, or that there is no database.")]
pub(super) struct Args {}

pub(super) async fn run(config: &Config) -> Result<Exit, CliError> {
    let live = open_existing(config).await?;
    let record = live.record();
    let mut faults = check::faults(&record);
    let versions: HashMap<SubjectId, i64> = subject::Entity::find()
        .select_only()
        .columns([subject::Column::Id, subject::Column::Version])
        .into_tuple()
        .all(live.store().reader())
        .await
        .map_err(StoreError::from)?
        .into_iter()
        .collect();
    faults.extend(record.subjects().iter().filter_map(|subject| {
        let stored = versions.get(&subject.id)?;
        let version = subject.version(None);
        (*stored != version)
            .then(|| format!("{}: version {stored} in the database, {version} by its journal", subject.key))
    }));
    let renewal = seed::load(&live, true, |_| {}).await?;
    faults.extend(renewal.refusals.iter().map(ToString::to_string));
    for fault in &faults {
        println!("{fault}");
    }
    let (subjects, statements) = renewal.recorded();
    println!(
        "{} subjects, {} statements, {} journal lines; the bundled seed would add {subjects} subjects and {statements} statements; {}",
        record.subjects().len(),
        record.statement_count(),
        record.journal().len(),
        if faults.is_empty() { "all holds together".to_owned() } else { format!("{} faults", faults.len()) }
    );
    live.store().clone().close().await?;
    Ok(if faults.is_empty() { Exit::Done } else { Exit::Failed })
}
