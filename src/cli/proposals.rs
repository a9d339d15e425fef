//! `jalons proposals`: what was read in texts and waits for a decision; and the decisions, by the operator.

use std::io::Write as _;

use super::{CliError, Exit, open_existing};
use crate::{
    config::Config,
    programme::{
        clock::Clock,
        property::Property,
        proposal::{Proposal, Relation},
        question::QuestionId,
        record::Record,
        statement::Statement,
    },
    store::{Actor, StatementId},
};

/// The arguments of `proposals`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
}

const EXAMPLES: &str = "Examples:
  jalons proposals
  jalons proposals list --confidence sure
  jalons proposals show 412
  jalons proposals accept 412 415
  jalons proposals reject 413 --reason \"the pact is not a contract of the programme\"
  jalons proposals correct 414 signed=2019-09-19 --reason \"the answer misprints the year\"

A proposal is sure where all of it is written, probable where a year or a pronoun was told from the text without doubt,
unsure where the reading chose. It counts for nothing until it is accepted. Exit code 3: some were not decided.";

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List what waits, a line each
    #[command(after_help = "Example: jalons proposals list --question AN-15-QE-20408")]
    List {
        /// Only those read in this question
        #[arg(long, value_name = "ID")]
        question: Option<String>,
        /// Only those at least this sure: sure, probable or unsure
        #[arg(long, value_name = "HOW", value_parser = ["sure", "probable", "unsure"])]
        confidence: Option<String>,
    },
    /// Show proposals with their sentence, and what is known of the same
    #[command(after_help = "Example: jalons proposals show 412")]
    Show {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<i64>,
    },
    /// Make facts of proposals
    #[command(after_help = "Example: jalons proposals accept 412 415")]
    Accept {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<i64>,
        /// Why; told in the journal
        #[arg(long, default_value = "accepted as read")]
        reason: String,
    },
    /// Say that proposals are no facts
    #[command(after_help = "Example: jalons proposals reject 413 --reason \"another committee\"")]
    Reject {
        /// Their numbers
        #[arg(required = true)]
        ids: Vec<i64>,
        /// Why; told in the journal
        #[arg(long)]
        reason: String,
    },
    /// Accept a proposal with another value for one of its properties
    #[command(after_help = "Example: jalons proposals correct 414 signed=2019-09-19 --reason \"misprint\"")]
    Correct {
        /// Its number
        id: i64,
        /// The property and its right value: signed=2019-09-19
        #[arg(value_name = "PROPERTY=VALUE")]
        value: String,
        /// Why; told in the journal
        #[arg(long)]
        reason: String,
    },
}

pub(super) async fn run(args: &Args, config: &Config) -> Result<Exit, CliError> {
    let live = open_existing(config).await?;
    let clock = Clock::of_day(live.time.today());
    let exit = match args.action.as_ref().unwrap_or(&Action::List { question: None, confidence: None }) {
        Action::List { question, confidence } => {
            let record = live.record();
            let told = list(&record, &clock, question.as_deref(), confidence.as_deref());
            say(&told)?;
            Exit::Done
        }
        Action::Show { ids } => {
            let record = live.record();
            let waiting = Proposal::waiting(&record, &clock);
            let (found, exit) = chosen(&waiting, ids);
            for proposal in found {
                say(&shown(&record, proposal, &clock))?;
            }
            exit
        }
        Action::Accept { ids, reason } => {
            decide(&live, &clock, ids, "accept", |proposal, edit| proposal.accept(edit, reason)).await?
        }
        Action::Reject { reason, .. } | Action::Correct { reason, .. } if reason.trim().is_empty() => {
            return Err(CliError::Usage("proposals: a reason is not blank"));
        }
        Action::Reject { ids, reason } => {
            decide(&live, &clock, ids, "reject", |proposal, edit| proposal.reject(edit, reason)).await?
        }
        Action::Correct { id, value, reason } => {
            let named =
                value.split_once('=').and_then(|(name, value)| Some((Property::named(name.trim())?, value.trim())));
            let Some((property, value)) = named else {
                return Err(CliError::Usage(
                    "proposals correct: name a property and its value, as in signed=2019-09-19",
                ));
            };
            let mut wrong = None;
            let exit = decide(&live, &clock, &[*id], "correct", |proposal, edit| {
                wrong = proposal.correct(edit, property, value, reason).err();
            })
            .await?;
            if let Some(error) = &wrong {
                eprintln!("{id}: {error}");
            }
            if wrong.is_some() { Exit::Refused } else { exit }
        }
    };
    live.store().clone().close().await?;
    Ok(exit)
}

/// Decides of proposals in one edit, against what the database holds now; those that are none are told. All or nothing.
async fn decide(
    live: &crate::programme::live::Live,
    clock: &Clock,
    ids: &[i64],
    action: &str,
    mut decision: impl FnMut(&Proposal<'_>, &mut crate::store::Edit),
) -> Result<Exit, CliError> {
    let (mut edit, record) = live.edit(&Actor::operator(), &format!("{action} proposals")).await?;
    let waiting = Proposal::waiting(&record, clock);
    let (found, exit) = chosen(&waiting, ids);
    if exit != Exit::Done {
        eprintln!("Nothing was recorded.");
        return Ok(exit);
    }
    for proposal in &found {
        decision(proposal, &mut edit);
    }
    if edit.is_empty() {
        return Ok(Exit::Refused);
    }
    live.commit(edit).await?;
    say(&format!("{} of {} proposals decided: {action}.\n", found.len(), ids.len()))?;
    Ok(Exit::Done)
}

/// The proposals of these numbers; a number that is none is told.
fn chosen<'p, 'r>(waiting: &'p [Proposal<'r>], ids: &[i64]) -> (Vec<&'p Proposal<'r>>, Exit) {
    let (mut found, mut exit) = (Vec::new(), Exit::Done);
    for id in ids {
        match waiting.iter().find(|proposal| proposal.id() == StatementId(*id)) {
            Some(proposal) => found.push(proposal),
            None => {
                eprintln!("{id}: no proposal of this number waits; see jalons proposals list");
                exit = Exit::Refused;
            }
        }
    }
    (found, exit)
}

fn list(record: &Record, clock: &Clock, question: Option<&str>, confidence: Option<&str>) -> String {
    let waiting = Proposal::waiting(record, clock);
    let of_question =
        |proposal: &&Proposal<'_>| question.is_none_or(|id| read_in(proposal).is_some_and(|own| own.to_string() == id));
    let sure = |proposal: &&Proposal<'_>| {
        confidence.is_none_or(|least| {
            let rank = |name: &str| ["sure", "probable", "unsure"].iter().position(|known| *known == name);
            proposal.confidence().is_some_and(|own| rank(own.name()) <= rank(least))
        })
    };
    let mut told = String::new();
    let mut count = 0;
    for proposal in waiting.iter().filter(of_question).filter(sure) {
        count += 1;
        let relation = match proposal.relation(clock) {
            Relation::New => "new",
            Relation::Confirms(_) => "confirms",
            Relation::Contradicts(_) => "contradicts",
        };
        let values: Vec<String> = proposal.statements.iter().map(|one| value(one)).collect();
        let source = read_in(proposal).map_or_else(String::new, |id| id.to_string());
        let confidence = proposal.confidence().map_or("", crate::store::Confidence::name);
        told.push_str(&format!(
            "{:>6}  {confidence:8}  {relation:11}  {}  {}  ({source})\n",
            proposal.id().0,
            proposal.subject.key,
            values.join(", "),
        ));
    }
    told.push_str(&format!("{count} proposals wait for a decision.\n"));
    told
}

fn shown(record: &Record, proposal: &Proposal<'_>, clock: &Clock) -> String {
    let mut told = format!("Proposal {}: {}\n", proposal.id().0, proposal.subject.key);
    for statement in &proposal.statements {
        let words = statement.words.as_deref().map_or_else(String::new, |words| format!(" (“{words}”)"));
        told.push_str(&format!("  {}{words}\n", value(statement)));
    }
    let confidence = proposal.confidence().map_or("not told", crate::store::Confidence::name);
    told.push_str(&format!("  confidence: {confidence}\n"));
    let (how, known) = match proposal.relation(clock) {
        Relation::New => ("new: nothing else is known of it", Vec::new()),
        Relation::Confirms(known) => ("confirms what is known:", known),
        Relation::Contradicts(known) => ("contradicts what is known:", known),
    };
    told.push_str(&format!("  {how}\n"));
    for (_, other) in known.into_iter().filter_map(|id| record.statement(id)) {
        told.push_str(&format!("    {} ({}, {})\n", value(other), other.source.title, other.known_on));
    }
    if let Some(first) = proposal.statements.first() {
        told.push_str(&format!("  {}\n", first.source.title));
        told.push_str(&format!("  {}\n", sentence(record, proposal, first)));
    }
    told
}

fn value(statement: &Statement) -> String {
    format!("{} {}", statement.property.name(), statement.value)
}

/// The question in which a proposal was read.
fn read_in(proposal: &Proposal<'_>) -> Option<QuestionId> {
    QuestionId::of_source(&proposal.statements.first()?.source.key)
}

/// The sentence in which the quote stands, the quote between ⟦ and ⟧; the quote alone where the text is not stored.
fn sentence(record: &Record, proposal: &Proposal<'_>, statement: &Statement) -> String {
    let Some(quote) = &statement.quote else { return String::new() };
    let whole = || {
        let id = read_in(proposal)?;
        let answer = statement.source.key == id.answer_source();
        let property = if answer { Property::AnswerText } else { Property::QuestionText };
        let question = record.find(&id.key())?;
        let text = question.statements.iter().rev().find(|one| one.property == property)?.value.text()?;
        let place = |place: Option<i32>| {
            let characters = usize::try_from(place?).ok()?;
            Some(text.char_indices().nth(characters).map_or(text.len(), |(byte, _)| byte))
        };
        let (start, end) = (place(quote.start)?, place(quote.end)?);
        let before = text.get(..start)?;
        let first = before.rfind(['\n', '.', '!', '?']).map_or(0, |mark| mark + 1);
        let rest = text.get(end..)?;
        let last = rest.find(['\n', '.', '!', '?']).map_or(text.len(), |mark| end + mark + 1);
        let (before, words, after) = (text.get(first..start)?, text.get(start..end)?, text.get(end..last)?);
        Some(format!("{}⟦{words}⟧{}", before.trim_start(), after.trim_end()))
    };
    whole().unwrap_or_else(|| format!("⟦{}⟧", quote.text))
}

fn say(words: &str) -> Result<(), CliError> {
    std::io::stdout().write_all(words.as_bytes()).map_err(CliError::Output)
}
