//! `jalons serve`: the site, until it is told to stop.

use std::time::Instant;

use super::{CliError, Exit};
use crate::config::Config;

/// The arguments of `serve`: the settings are all it needs.
#[derive(Debug, Default, clap::Args)]
#[command(after_help = "Example:
  jalons serve --listen 0.0.0.0:8080 --database postgres://jalons@localhost/jalons

An empty database is filled with the bundled seed. Ctrl-C and SIGTERM end it cleanly.")]
pub(super) struct Args {}

pub(super) async fn run(config: &Config, began: Instant) -> Result<Exit, CliError> {
    crate::serve::serve(config, began).await?;
    Ok(Exit::Done)
}
