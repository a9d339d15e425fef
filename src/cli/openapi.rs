//! `jalons openapi`: the contract of the API.

use std::io::Write as _;

use super::{CliError, Exit};
use crate::web::api;

/// The arguments of `openapi`: none.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  jalons openapi > openapi.json")]
pub(super) struct Args {}

pub(super) fn run() -> Result<Exit, CliError> {
    let text = api::document().to_pretty_json().map_err(|error| CliError::Output(error.into()))?;
    writeln!(std::io::stdout(), "{text}").map_err(CliError::Output)?;
    Ok(Exit::Done)
}
