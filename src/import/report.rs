//! What an import did, or would do: file by file, and line by line for whoever wants to see.

use std::{collections::BTreeMap, sync::Arc};

use serde::Serialize;

use super::refusal::Refusal;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Everything that it says was known, according to the same source.
    Unchanged,
    /// It says something new.
    Added,
    /// Its source says something else than before: the new statements supersede the old.
    Changed,
    /// It cannot be taken, and so neither can the file.
    Refused,
}

impl Outcome {
    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Refused => "refused",
        }
    }
}

/// What became of one line, with what it brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct LineReport {
    /// What became of it.
    pub outcome: Outcome,
    /// What it brought, one sentence a statement: `contract:1-ti-7505-contrat signed 2019-07-15`.
    pub brought: Vec<String>,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct FileReport {
    /// The file.
    #[schema(value_type = String)]
    pub file: Arc<str>,
    /// Each of its lines, by its number.
    pub lines: BTreeMap<u32, LineReport>,
    /// How many subjects it made, and how many statements it recorded.
    pub recorded: (usize, usize),
    /// What its reader may want to know and is no refusal.
    pub notices: Vec<String>,
}

impl FileReport {
    /// How many lines had that outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.values().filter(|line| line.outcome == outcome).count()
    }

    /// Whether it brought nothing: no new subject, no statement, no proposal accepted.
    #[must_use]
    pub fn is_unchanged(&self) -> bool {
        self.lines.values().all(|line| line.outcome == Outcome::Unchanged)
    }

    /// The counts in words: `3 added, 1 changed, 12 unchanged, 0 refused`.
    #[must_use]
    pub fn counts(&self) -> String {
        format!(
            "{} added, {} changed, {} unchanged, {} refused",
            self.count(Outcome::Added),
            self.count(Outcome::Changed),
            self.count(Outcome::Unchanged),
            self.count(Outcome::Refused),
        )
    }

    /// Adds what the same file brought before.
    pub(super) fn add(&mut self, before: Self) {
        for (line, brought) in before.lines {
            self.brought(line, brought.outcome, None);
            if let Some(report) = self.lines.get_mut(&line) {
                report.brought.splice(0..0, brought.brought);
            }
        }
        self.recorded = (self.recorded.0 + before.recorded.0, self.recorded.1 + before.recorded.1);
    }

    /// Notes what a line brought.
    pub(super) fn brought(&mut self, line: u32, outcome: Outcome, what: Option<String>) {
        let report = self.lines.entry(line).or_insert(LineReport { outcome, brought: Vec::new() });
        report.outcome = report.outcome.max(outcome);
        report.brought.extend(what);
    }
}

/// What became of all the files of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Report {
    /// File by file, in the order given.
    pub files: Vec<FileReport>,
    /// Every refusal of every file. If there is one, nothing was recorded.
    pub refusals: Vec<Refusal>,
    /// Whether nothing was recorded because that was asked.
    pub dry_run: bool,
}

impl Report {
    /// Whether all was taken.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.refusals.is_empty()
    }

    /// How many subjects were made and statements recorded, by all files.
    #[must_use]
    pub fn recorded(&self) -> (usize, usize) {
        self.files.iter().fold((0, 0), |sum, file| (sum.0 + file.recorded.0, sum.1 + file.recorded.1))
    }
}
