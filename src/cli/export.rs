//! `jalons export`: the timeline or a list as a file, with the filters of the pages.

use std::{io::Write as _, path::PathBuf};

use super::{CliError, Exit, open_existing};
use crate::{
    config::Config,
    export::{FORMATS, Format, Site, lists::List, timeline},
    programme::view::Programme,
    web::{
        address,
        error::Error,
        query::{CLOCK, DATED, Query},
    },
};

/// The arguments of `export`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  jalons export csv --region 32 --known-on 2019-07-30
  jalons export ics --phase 1 --kind contrat,copil --output contrats.ics
  jalons export excel.csv --of territories --phase 2 --output territoires.csv

The filters are those of the pages and of the API, and mean the same.")]
pub(super) struct Args {
    /// The format: csv, excel.csv, json or ics
    #[arg(value_name = "FORMAT", value_parser = format)]
    format: &'static Format,
    /// What to export: timeline, or a list by its name in the API
    #[arg(long, default_value = "timeline")]
    of: String,
    /// The INSEE code of a region
    #[arg(long)]
    region: Option<String>,
    /// The INSEE code of a département
    #[arg(long)]
    departement: Option<String>,
    /// A territory, such as 1-ti-3205
    #[arg(long)]
    territory: Option<String>,
    /// 1, 2 or all; unless said, the phase running on the clock's day
    #[arg(long)]
    phase: Option<String>,
    /// Kinds, joined by commas
    #[arg(long)]
    kind: Option<String>,
    /// Statuses, joined by commas
    #[arg(long)]
    status: Option<String>,
    /// true: only what sources contradict each other on; false: only the rest
    #[arg(long)]
    disputed: Option<String>,
    /// Nothing that ends before this day
    #[arg(long)]
    from: Option<String>,
    /// Nothing that begins after this day
    #[arg(long)]
    to: Option<String>,
    /// Words, without regard to case or accents
    #[arg(long)]
    q: Option<String>,
    /// What was publicly known on this day
    #[arg(long)]
    known_on: Option<String>,
    /// What was recorded here by this moment
    #[arg(long)]
    recorded_at: Option<String>,
    /// The file to write; unless said, standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn format(suffix: &str) -> Result<&'static Format, String> {
    Format::named(suffix).ok_or_else(|| {
        let names: Vec<&str> = FORMATS.iter().map(|format| format.suffix).collect();
        format!("expected {}", names.join(", "))
    })
}

pub(super) async fn run(args: &Args, config: &Config) -> Result<Exit, CliError> {
    let live = open_existing(config).await?;
    let query = match Query::read(&args.parameters(), &[DATED, CLOCK], &live.time) {
        Ok(query) => query,
        Err(Error::Parameters(wrong)) => {
            for wrong in wrong {
                let flag = wrong.parameter.replace('_', "-");
                eprintln!("jalons: --{flag}: found “{}”, expected {}", wrong.found, wrong.expected);
            }
            return Ok(Exit::Usage);
        }
        Err(error) => return Err(CliError::Output(std::io::Error::other(error))),
    };
    let programme = Programme::at(live.record(), query.clock);
    let site = Site { base: &config.site, page: address::subject };
    let sheet = if args.of == timeline::WHAT.name {
        timeline::sheet(&programme, &query.filter, &site)
    } else {
        let Some(list) = List::named(&args.of) else {
            return Err(CliError::Usage("export: --of names neither timeline nor a list of the API"));
        };
        list.sheet(&programme, &query.filter, &site)
    };
    let bytes = args.format.write(&sheet).map_err(|error| CliError::Output(std::io::Error::other(error)))?;
    match &args.output {
        Some(file) => std::fs::write(file, bytes),
        None => std::io::stdout().write_all(&bytes),
    }
    .map_err(CliError::Output)?;
    live.store().clone().close().await?;
    Ok(Exit::Done)
}

impl Args {
    /// The filters as the part of an address after `?`: they are read as those of the pages are.
    fn parameters(&self) -> String {
        let given = [
            ("region", &self.region),
            ("departement", &self.departement),
            ("territory", &self.territory),
            ("phase", &self.phase),
            ("kind", &self.kind),
            ("status", &self.status),
            ("disputed", &self.disputed),
            ("from", &self.from),
            ("to", &self.to),
            ("q", &self.q),
            ("known_on", &self.known_on),
            ("recorded_at", &self.recorded_at),
        ];
        let given: Vec<(&str, &str)> =
            given.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect();
        serde_urlencoded::to_string(given).unwrap_or_default()
    }
}
