//! The refusal: what stands in a file that cannot be taken, where, and what would have been.

use std::{fmt, sync::Arc};

use serde::Serialize;

/// What was found in a file where something else was expected.
///
/// A file is taken whole or not at all; all the refusals of all its lines are told at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Refusal {
    /// The file, as it was named.
    #[schema(value_type = String)]
    pub file: Arc<str>,
    /// The line of the file, from 1; null where the file as a whole is meant.
    pub line: Option<u32>,
    /// The column, as the file's own header names it.
    pub column: Option<String>,
    /// Which column that is, from 1.
    pub position: Option<usize>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: String,
}

impl Refusal {
    /// A refusal of a whole file.
    #[must_use]
    pub fn of_file(file: &Arc<str>, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            file: Arc::clone(file),
            line: None,
            column: None,
            position: None,
            found: found.into(),
            expected: expected.into(),
        }
    }

    /// A refusal of a whole line.
    #[must_use]
    pub fn of_line(file: &Arc<str>, line: u32, found: impl Into<String>, expected: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::of_file(file, found, expected) }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        if self.found.is_empty() {
            write!(f, ": found nothing, expected {}", self.expected)
        } else {
            write!(f, ": found “{}”, expected {}", self.found, self.expected)
        }
    }
}

/// Says that something was refused, and that the plan has been told why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_says_where_what_and_what_instead() {
        let file: Arc<str> = "contrats.csv".into();
        let refusal = Refusal {
            column: Some("signe_le".to_owned()),
            position: Some(4),
            ..Refusal::of_line(&file, 7, "31/02/2020", "a date (2020-02-28, 28/02/2020 or EDTF)")
        };
        assert_eq!(
            refusal.to_string(),
            "contrats.csv, line 7, column signe_le: found “31/02/2020”, expected a date (2020-02-28, 28/02/2020 or EDTF)"
        );
        let empty = Refusal::of_file(&file, "", "a header");
        assert_eq!(empty.to_string(), "contrats.csv: found nothing, expected a header");
    }
}
