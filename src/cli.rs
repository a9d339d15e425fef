//! The command line: one file a command, and how a command ends.
//!
//! A command is a file of `cli/` with its arguments and a `run`, and one line in `Command` and in `run`.

mod account;
mod check;
mod export;
mod import;
mod migrate;
mod openapi;
mod proposals;
mod read;
mod serve;

use std::{
    process::{ExitCode, Termination},
    time::Instant,
};

use clap::{Parser, Subcommand};

use crate::{
    access::AccessError,
    config::{Config, ConfigError, Flags, SETTINGS},
    programme::{
        clock::Time,
        live::{Live, LiveError},
    },
    serve::ServeError,
    store::{Store, StoreError},
};

/// Who promised which contract of Territoires d'industrie for when, who signed, and according to whom.
#[derive(Debug, Parser)]
#[command(name = "jalons", version, about, after_help = settings(), max_term_width = 110)]
pub struct Cli {
    /// The database [environment: DATABASE_URL] [default: sqlite:jalons.db]
    #[arg(long, global = true, value_name = "ADDRESS")]
    database: Option<String>,
    /// Where to answer [environment: JALONS_LISTEN] [default: 127.0.0.1:3000]
    #[arg(long, global = true, value_name = "ADDRESS")]
    listen: Option<String>,
    /// The address under which readers know the site [environment: JALONS_SITE]
    #[arg(long, global = true, value_name = "ADDRESS")]
    site: Option<String>,
    /// Who publishes the site, for its legal notice [environment: JALONS_PUBLISHER]
    #[arg(long, global = true, value_name = "WHO")]
    publisher: Option<String>,
    /// Who hosts the site, for its legal notice [environment: JALONS_HOST]
    #[arg(long, global = true, value_name = "WHO")]
    host: Option<String>,
    /// Whether a proxy of yours stands before it: yes or no [environment: JALONS_PROXY] [default: no]
    #[arg(long, global = true, value_name = "YES|NO")]
    proxy: Option<String>,
    /// The server that sends links by mail [environment: JALONS_SMTP]
    #[arg(long, global = true, value_name = "ADDRESS")]
    smtp: Option<String>,
    /// The address that these letters come from [environment: JALONS_SENDER]
    #[arg(long, global = true, value_name = "ADDRESS")]
    sender: Option<String>,
    /// What to log [environment: JALONS_LOG] [default: warn]
    #[arg(long, global = true, value_name = "FILTER")]
    log: Option<String>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site; what is done where no command is named
    Serve(serve::Args),
    /// Bring the tables of the database to the form that this program needs
    Migrate(migrate::Args),
    /// Import tables, the documents of questions, or the bundled seed
    Import(import::Args),
    /// Write the timeline or a list as a file
    Export(Box<export::Args>),
    /// Make, list, disable and reset the accounts of those who may change dates
    Account(account::Args),
    /// Say whether the seed and the database hold together
    Check(check::Args),
    /// List, show, accept, reject and correct what was read in texts
    Proposals(proposals::Args),
    /// Print what is read in documents of questions, without a database
    Read(read::Args),
    /// Print the OpenAPI document of the API
    Openapi(openapi::Args),
}

/// How a command ended, for scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked.
    Done = 0,
    /// It could not.
    Failed = 1,
    /// What was asked cannot be: a wrong argument or setting.
    Usage = 2,
    /// A file has lines that cannot be taken; nothing was recorded.
    Refused = 3,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// Why a command failed.
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// In the database.
    #[error(transparent)]
    Live(#[from] LiveError),
    /// In serving.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// In the accounts.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// In what is written.
    #[error("cannot write: {0}")]
    Output(std::io::Error),
    /// In the database: there is none.
    #[error("there is no database at {database}: `jalons serve` makes one")]
    Absent {
        /// Its address.
        database: String,
    },
    /// In what was asked.
    #[error("{0}")]
    Usage(&'static str),
    /// In files: each with what the system said.
    #[error("{}", files.join("\n"))]
    Files {
        /// The files that cannot be read.
        files: Vec<String>,
    },
}

impl From<StoreError> for CliError {
    fn from(error: StoreError) -> Self {
        Self::Live(error.into())
    }
}

/// Reads the command line and the environment, and does what they ask.
#[must_use]
pub fn main() -> Exit {
    let began = Instant::now();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let exit = if error.use_stderr() { Exit::Usage } else { Exit::Done };
            // Nothing is left to be said where the terminal itself is gone.
            let _ = error.print();
            return exit;
        }
    };
    let flags = Flags {
        database: cli.database,
        listen: cli.listen,
        site: cli.site,
        publisher: cli.publisher,
        host: cli.host,
        proxy: cli.proxy,
        smtp: cli.smtp,
        sender: cli.sender,
        log: cli.log,
    };
    let config = match Config::read(&flags, |variable| std::env::var(variable).ok()) {
        Ok(config) => config,
        Err(errors) => return wrong(&errors),
    };
    crate::serve::log(&config);
    let command = cli.command.unwrap_or(Command::Serve(serve::Args::default()));
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("jalons: {error}");
            return Exit::Failed;
        }
    };
    runtime.block_on(run(command, &config, began)).unwrap_or_else(|error| {
        // Whoever reads what is written has enough of it: `jalons export csv | head`.
        if matches!(&error, CliError::Output(cause) if cause.kind() == std::io::ErrorKind::BrokenPipe) {
            return Exit::Done;
        }
        eprintln!("jalons: {error}");
        if matches!(error, CliError::Usage(_)) { Exit::Usage } else { Exit::Failed }
    })
}

async fn run(command: Command, config: &Config, began: Instant) -> Result<Exit, CliError> {
    match command {
        Command::Serve(_) => serve::run(config, began).await,
        Command::Export(args) => export::run(&args, config).await,
        Command::Account(args) => account::run(&args, config).await,
        Command::Check(_) => check::run(config).await,
        Command::Read(args) => read::run(&args),
        Command::Proposals(args) => proposals::run(&args, config).await,
        Command::Openapi(_) => openapi::run(),
        Command::Migrate(args) => migrate::run(&args, config).await,
        Command::Import(args) => import::run(&args, config).await,
    }
}

/// Opens the database, which must be there: to make one where a name was mistyped would say that all is well.
async fn open_existing(config: &Config) -> Result<Live, CliError> {
    if Store::is_absent(&config.database) {
        return Err(CliError::Absent { database: config.database.clone() });
    }
    open(config).await
}

/// Opens the database, brings its tables up to date and loads its record.
async fn open(config: &Config) -> Result<Live, CliError> {
    let store = Store::open(&config.database).await?;
    store.migrate().await?;
    Ok(Live::load(store, Time::system()).await?)
}

fn wrong(errors: &[ConfigError]) -> Exit {
    for error in errors {
        eprintln!("jalons: {error}");
    }
    Exit::Usage
}

/// The settings, for the help.
fn settings() -> String {
    let mut text = "Settings, by flag or environment:\n".to_owned();
    for setting in SETTINGS {
        text.push_str(&format!(
            "  {} ({}): {} [default: {}]\n",
            setting.variable, setting.flag, setting.meaning, setting.default
        ));
    }
    text.push_str(
        "\nExit codes: 0 done, 1 failure, 2 wrong usage, 3 lines refused.\nExample: jalons import contracts contrats.csv",
    );
    text
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_holds_together_and_each_command_has_an_example() {
        Cli::command().debug_assert();
        for command in Cli::command().get_subcommands() {
            let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            assert!(help.contains("Example"), "{} shows no example", command.get_name());
        }
    }

    #[test]
    fn the_help_names_each_setting() {
        let help = Cli::command().render_long_help().to_string();
        for setting in SETTINGS {
            assert!(help.contains(setting.variable) && help.contains(setting.flag) && help.contains(setting.default));
        }
    }
}
