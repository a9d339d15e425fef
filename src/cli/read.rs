//! `jalons read`: what is read in documents, without a database.

use std::{io::Write as _, path::PathBuf};

use super::{CliError, Exit};
use crate::{
    import::{documents, seed},
    reading::{self, Reading, record::Record},
};

/// The arguments of `read`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    /// The documents
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The address of the document, which completes what it does not print
    #[arg(long, value_name = "URL")]
    address: Option<String>,
    /// Print the text with the facts marked, instead of a JSON line a document
    #[arg(long)]
    mark: bool,
}

const EXAMPLES: &str = "Examples:
  jalons read answer.txt
  jalons read --mark answer.html
  jalons read copy.txt --address https://www.nosdeputes.fr/15/question/QE/20408";

pub(super) fn run(args: &Args) -> Result<Exit, CliError> {
    if args.address.is_some() && args.files.len() > 1 {
        return Err(CliError::Usage("read: --address is that of one document"));
    }
    let gazetteer = seed::gazetteer();
    let mut exit = Exit::Done;
    let mut out = std::io::stdout().lock();
    for path in &args.files {
        let name = path.display().to_string();
        let text = match documents::text(path) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{name}: {error}");
                exit = Exit::Refused;
                continue;
            }
        };
        let read = reading::read(&text, args.address.as_deref(), &gazetteer);
        if let Some(warning) = read.as_ref().ok().and_then(Reading::breaks_off) {
            eprintln!("{name}: {warning}");
        }
        match read {
            Ok(reading) if args.mark => {
                out.write_all(reading::mark::marked(&reading).as_bytes()).map_err(CliError::Output)?;
            }
            Ok(reading) => {
                let doc = path.file_name().map_or(name.clone(), |name| name.to_string_lossy().into_owned());
                let line = serde_json::to_string(&Record::of(&doc, &reading)).map_err(std::io::Error::from);
                writeln!(out, "{}", line.map_err(CliError::Output)?).map_err(CliError::Output)?;
            }
            Err(error) => {
                eprintln!("{name}: {error}");
                exit = Exit::Refused;
            }
        }
    }
    Ok(exit)
}
