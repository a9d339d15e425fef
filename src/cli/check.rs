//! `jalons check`: whether the seed and the database hold together.

use std::collections::HashMap;

use sea_orm::{EntityTrait as _, QuerySelect as _};

use super::{CliError, Exit};
use crate::{
    config::Config,
    import::seed,
    programme::{check, clock::Time},
    serve,
    store::{StoreError, SubjectId, subject},
};

/// The arguments of `check`: none.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  jalons check --database sqlite:jalons.db

An empty database is filled with the bundled seed first. Exit code 1 says that something does not hold together.")]
pub(super) struct Args {}

pub(super) async fn run(config: &Config) -> Result<Exit, CliError> {
    let live = serve::open(&config.database, Time::system()).await?;
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
        (*stored != subject.version)
            .then(|| format!("{}: version {stored} in the database, {} by its journal", subject.key, subject.version))
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
