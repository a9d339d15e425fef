//! `jalons migrate`: the tables, forth and back.

use super::{CliError, Exit};
use crate::{config::Config, store::Store};

/// The arguments of `migrate`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: jalons migrate --database postgres://jalons@localhost/jalons")]
pub(super) struct Args {
    /// Take the last STEPS migrations back, with what stands in their tables
    #[arg(long, value_name = "STEPS")]
    down: Option<u32>,
}

pub(super) async fn run(args: &Args, config: &Config) -> Result<Exit, CliError> {
    let store = Store::open(&config.database).await?;
    match args.down {
        Some(steps) => {
            store.migrate_down(Some(steps)).await?;
            println!("{}: {steps} migrations taken back", store.engine());
        }
        None => {
            store.migrate().await?;
            println!("{}: the tables are up to date", store.engine());
        }
    }
    store.close().await?;
    Ok(Exit::Done)
}
