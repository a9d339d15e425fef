//! `jalons import`: tables, questions, the seed; and what became of each file.

use std::{
    fmt::Write as _,
    io::{IsTerminal as _, Write as _},
    path::PathBuf,
};

use indicatif::{ProgressBar, ProgressStyle};

use super::{CliError, Exit, open};
use crate::{
    config::Config,
    import::{
        self, File, FileReport, How, Kind, Outcome, Report, What, documents,
        questions::batch::{self, Batch, Tally},
        seed,
    },
    programme::search::fold,
    store::Actor,
};

/// The arguments of `import`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, after_long_help = columns())]
pub(super) struct Args {
    /// What the files hold: seed (no file), questions, or a kind of table
    #[arg(value_name = "KIND", value_parser = asked)]
    kind: Asked,
    /// The files; of questions, folders and zip archives too
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say what each line would add or change, and record nothing
    #[arg(long)]
    dry_run: bool,
    /// Of questions: accept the facts read in them; without it, they are proposed
    #[arg(long)]
    accept: bool,
    /// Of questions: which to import; those about anything else are set aside, and counted
    #[arg(long, value_name = "WHAT", default_value = "territoires-industrie", value_parser = ["territoires-industrie", "all"])]
    about: String,
    /// Of one question: its address, which completes what the document does not print
    #[arg(long, value_name = "URL")]
    address: Option<String>,
}

const EXAMPLES: &str = "Examples:
  jalons import contracts contrats.csv --dry-run
  jalons import contracts contrats.csv
  jalons import questions 20408.txt --accept
  jalons import questions copy.txt --address https://www.nosdeputes.fr/15/question/QE/20408
  jalons import questions archive.zip folder/ --dry-run
  jalons import seed

Tables are CSV: , ; or tab; UTF-8, UTF-16 or Windows-1252; headers in any case and order, French or English.
A blank cell changes nothing. A file is taken whole or not at all: every refused line is told, with its column.
See --help for the columns of each kind.";

/// What was asked to be imported.
#[derive(Clone, Copy, Debug)]
enum Asked {
    Seed,
    Questions,
    Table(&'static Kind),
}

fn asked(name: &str) -> Result<Asked, String> {
    let folded = fold(name);
    match folded.as_str() {
        "seed" => Ok(Asked::Seed),
        "questions" | "question" => Ok(Asked::Questions),
        name => Kind::named(name).map(Asked::Table).ok_or_else(|| {
            let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name).collect();
            format!("expected seed, questions, {}", names.join(", "))
        }),
    }
}

pub(super) async fn run(args: &Args, config: &Config) -> Result<Exit, CliError> {
    match (args.kind, args.files.as_slice()) {
        (Asked::Seed, [_, ..]) => return Err(CliError::Usage("import seed takes no file: the seed is bundled")),
        (Asked::Questions | Asked::Table(_), []) => return Err(CliError::Usage("import: name at least one file")),
        _ => {}
    }
    if args.address.is_some() && (args.files.len() > 1 || !matches!(args.kind, Asked::Questions)) {
        return Err(CliError::Usage("import: --address is that of one question"));
    }
    let files = if matches!(args.kind, Asked::Questions) { Vec::new() } else { read(&args.files)? };
    let live = open(config).await?;
    let was_empty = seed::is_wanted(&live);
    let bar = bar(args);
    let progress = |more: usize| bar.inc(u64::try_from(more).unwrap_or(u64::MAX));
    let how = How { collected_on: live.time.today(), dry_run: args.dry_run };
    let mut tally = None;
    let report = match args.kind {
        Asked::Seed => seed::load(&live, args.dry_run, progress).await?,
        Asked::Table(kind) => {
            import::import(&live, &Actor::operator(), What::Table(kind), &files, how, progress).await?
        }
        Asked::Questions => {
            let batch = Batch {
                paths: &args.files,
                address: args.address.as_deref(),
                about_the_programme: args.about != "all",
                accepted: args.accept,
                how,
            };
            let (report, told) = batch::import(&live, &Actor::operator(), &batch, progress).await?;
            tally = Some(told);
            report
        }
    };
    bar.finish_and_clear();
    let mut hints = Vec::new();
    if !report.is_taken() && was_empty && !matches!(args.kind, Asked::Seed) {
        hints.push("The database is empty: load what the program brings along first, with: jalons import seed");
    }
    if report.is_taken() && !args.accept && report.recorded().1 > 0 && matches!(args.kind, Asked::Questions) {
        hints
            .push("The facts read in the texts are proposed: jalons proposals lists them, to be accepted or rejected.");
    }
    tell(&report, tally.as_ref(), live.record().statement_count(), &hints);
    live.store().clone().close().await?;
    Ok(if report.is_taken() { Exit::Done } else { Exit::Refused })
}

/// How far the work is: in bytes of the files of questions, in lines of tables. Nothing where nobody looks.
fn bar(args: &Args) -> ProgressBar {
    let styled = |bar: ProgressBar, template: &str| match ProgressStyle::with_template(template) {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    };
    match args.kind {
        _ if !std::io::stderr().is_terminal() => ProgressBar::hidden(),
        Asked::Questions => {
            let bar = ProgressBar::new(documents::size(&args.files));
            styled(bar, "{wide_bar} {bytes} of {total_bytes}, {eta} left")
        }
        Asked::Seed | Asked::Table(_) => styled(ProgressBar::new_spinner(), "{spinner} {pos} lines"),
    }
}

/// Reads all files, or tells of all that cannot be.
fn read(paths: &[PathBuf]) -> Result<Vec<File>, CliError> {
    let mut files = Vec::with_capacity(paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        match std::fs::read(path) {
            Ok(bytes) => files.push(File { name, bytes }),
            Err(error) => wrong.push(format!("{name}: {error}")),
        }
    }
    if wrong.is_empty() { Ok(files) } else { Err(CliError::Files { files: wrong }) }
}

/// Prints what became of the files: counts and lines to standard output, refusals to standard error. A reader who
/// hangs up (`| head`) changes nothing of what was done.
fn tell(report: &Report, tally: Option<&Tally>, held: usize, hints: &[&str]) {
    let mut errors = String::new();
    let notices = report.files.iter().flat_map(|file| &file.notices).cloned();
    let refusals = report.refusals.iter().map(ToString::to_string);
    for line in notices.chain(refusals).chain(hints.iter().map(ToString::to_string)) {
        let _ = writeln!(errors, "{line}");
    }
    let told = told(report, held) + &tally.map(counted).unwrap_or_default();
    let _ = std::io::stdout().write_all(told.as_bytes());
    let _ = std::io::stderr().write_all(errors.as_bytes());
}

/// How many documents were read, set aside, and no question at all.
fn counted(tally: &Tally) -> String {
    const FEW: usize = 10;
    let mut text = format!("{} questions read", tally.read);
    if tally.set_aside > 0 {
        let _ =
            write!(text, ", {} set aside: not about Territoires d'industrie (--about all takes them)", tally.set_aside);
    }
    text.push_str(".\n");
    if !tally.unknown.is_empty() {
        let _ = writeln!(text, "{} files are no question in a known form:", tally.unknown.len());
        for name in tally.unknown.iter().take(FEW) {
            let _ = writeln!(text, "  {name}");
        }
        if tally.unknown.len() > FEW {
            let _ = writeln!(text, "  and {} more", tally.unknown.len() - FEW);
        }
    }
    text
}

/// The counts of each file, in a dry run each line that brings something, and the sum.
fn told(report: &Report, held: usize) -> String {
    let mut text = String::new();
    for file in &report.files {
        let _ = writeln!(text, "{}: {}", file.file, file.counts());
        let lines = file.lines.iter().filter(|(_, told)| report.dry_run && told.outcome > Outcome::Unchanged);
        for (line, told) in lines {
            let _ = writeln!(text, "  line {line}: {}", told.outcome.name());
            for what in &told.brought {
                let _ = writeln!(text, "    {what}");
            }
        }
    }
    let (subjects, statements) = report.recorded();
    let _ = match (report.is_taken(), report.dry_run) {
        (false, _) => writeln!(text, "{} refused: nothing was recorded.", report.refusals.len()),
        (true, true) => writeln!(text, "Dry run: nothing was recorded."),
        (true, false) if report.files.iter().all(FileReport::is_unchanged) => {
            writeln!(text, "All of this was known: nothing changed.")
        }
        (true, false) => writeln!(
            text,
            "Recorded {subjects} new subjects and {statements} statements; the record holds {held} statements."
        ),
    };
    text
}

/// The columns of every kind of table, for the long help.
fn columns() -> String {
    let mut text = format!("{EXAMPLES}\n");
    for kind in Kind::ALL {
        let _ = writeln!(text, "\n{}: {}", kind.name, kind.meaning);
        for column in kind.columns() {
            let synonyms = match column.synonyms {
                [] => String::new(),
                synonyms => format!(" ({})", synonyms.join(", ")),
            };
            let required = if column.required { " [required]" } else { "" };
            let _ = writeln!(text, "  {}{synonyms}{required}: {}", column.name, column.meaning);
            let _ = writeln!(text, "      {}", column.example);
        }
    }
    text
}
