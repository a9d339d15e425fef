//! The very words of a source, in one cell: whose value they give, where that goes without saying not.

use super::{
    columns::{COLUMNS, Read, column},
    line::Line,
};
use crate::{
    export::cell::{Cell, joined},
    programme::{property::Property, statement::Statement},
};

/// Whose words stand in `words` without saying so: the first of these that a line states.
const MAIN: &[Property] = &[
    Property::Signed,
    Property::Held,
    Property::Answered,
    Property::Asked,
    Property::WithdrawnOn,
    Property::Approved,
    Property::Promised,
    Property::Suspended,
    Property::Number,
    Property::Rank,
];

/// The words of the values of a line.
pub(super) fn words(line: &Line<'_>) -> Cell {
    let main = MAIN.iter().find_map(|property| line.of(*property).next());
    spoken(line, |statement| statement.words.as_deref(), |statement| main.is_some_and(|main| main.id == statement.id))
}

/// The sentences that the values of a line are read in.
pub(super) fn quote(line: &Line<'_>) -> Cell {
    spoken(
        line,
        |statement| statement.quote.as_deref().map(|quote| &*quote.text),
        |statement| statement.property != Property::Note,
    )
}

/// The cell of what was said in so many words; `usual` are the statements whose words need no label.
fn spoken<'a>(
    line: &Line<'a>,
    text: impl Fn(&'a Statement) -> Option<&'a str>,
    usual: impl Fn(&Statement) -> bool,
) -> Cell {
    let written = |french: bool| {
        let label = |statement: &Statement| label(line, statement, french);
        let spoken: Vec<Spoken<'_>> = line
            .stated
            .iter()
            .filter_map(|statement| Some(Spoken { label: label(statement), text: text(statement)? }))
            .collect();
        let usual: Vec<String> =
            line.stated.iter().filter(|statement| usual(statement)).map(|statement| label(statement)).collect();
        packed(&spoken, &usual, is_label)
    };
    Cell::Named(written(false).into(), written(true).into())
}

/// What words are said to be the words of: a column and, where its cell holds several values, the place of one.
fn label(line: &Line<'_>, statement: &Statement, french: bool) -> String {
    let (name, of_readers) = column(statement.property).unwrap_or_default();
    let name = if french { of_readers } else { name };
    let of_cell: Vec<_> = line.of(statement.property).map(|known| known.id).collect();
    match of_cell.iter().position(|id| *id == statement.id) {
        Some(place) if of_cell.len() > 1 => format!("{name}#{}", place + 1),
        _ => name.to_owned(),
    }
}

/// Whether a text is a label, in either language.
fn is_label(text: &str) -> bool {
    let name = text.split_once('#').map_or(text, |(name, _)| name);
    COLUMNS.iter().any(|(known, french, read)| {
        matches!(read, Read::Stated(_))
            && (known.eq_ignore_ascii_case(name) || french.to_lowercase() == name.to_lowercase())
    })
}

/// The words, or the quote, of one value of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Spoken<'a> {
    /// The column of the value; of one among several in a cell, `column=value`.
    label: String,
    /// The words.
    text: &'a str,
}

/// One cell for the words of a line: parts with `|` between them, each of them `label, label: words`.
///
/// Words that give the values of exactly the labels of `usual` stand alone, unless they would read as a part with
/// labels themselves; `is_label` says what does.
fn packed(spoken: &[Spoken<'_>], usual: &[String], is_label: impl Fn(&str) -> bool) -> String {
    let mut parts: Vec<(&str, Vec<&str>)> = Vec::new();
    for Spoken { label, text } in spoken {
        match parts.iter_mut().find(|(known, _)| known == text) {
            Some((_, labels)) => labels.push(label),
            None => parts.push((text, vec![label])),
        }
    }
    let written = parts.into_iter().map(|(text, labels)| {
        let is_usual = labels.len() == usual.len() && labels.iter().all(|label| usual.iter().any(|own| own == label));
        if is_usual && !reads_as_labelled(text, &is_label) {
            text.into()
        } else {
            format!("{}: {text}", labels.join(", ")).into()
        }
    });
    joined(written)
}

/// Whether words begin with labels and a colon.
fn reads_as_labelled(text: &str, is_label: impl Fn(&str) -> bool) -> bool {
    text.split_once(": ").is_some_and(|(labels, _)| labels.split(", ").all(is_label))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken<'a>(all: &[(&str, &'a str)]) -> Vec<Spoken<'a>> {
        all.iter().map(|(label, text)| Spoken { label: (*label).to_owned(), text }).collect()
    }

    fn of(all: &[(&str, &str)], usual: &[&str]) -> String {
        let usual: Vec<String> = usual.iter().map(|label| (*label).to_owned()).collect();
        packed(&spoken(all), &usual, |label| matches!(label, "held_on" | "number"))
    }

    #[test]
    fn the_usual_words_stand_alone() {
        assert_eq!(of(&[("held_on", "le 2 juillet")], &["held_on"]), "le 2 juillet");
        assert_eq!(of(&[("held_on", "a"), ("number", "a")], &["number", "held_on"]), "a");
    }

    #[test]
    fn other_words_say_what_they_give() {
        assert_eq!(of(&[("number", "sept")], &["held_on"]), "number: sept");
        assert_eq!(of(&[("held_on", "le 2"), ("number", "sept|huit")], &["held_on"]), "le 2|number: sept\\|huit");
        assert_eq!(of(&[("held_on", "a"), ("number", "a")], &["held_on"]), "held_on, number: a");
    }

    #[test]
    fn words_that_read_like_a_label_get_one() {
        assert_eq!(of(&[("held_on", "number: 7")], &["held_on"]), "held_on: number: 7");
        assert_eq!(of(&[("held_on", "Lyon : le 5")], &["held_on"]), "Lyon : le 5");
    }
}
