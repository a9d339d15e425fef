//! Files that hold many questions: the open data of the fourteenth legislature, in JSON and XML, and the Sénat's table.
//! Each question is given out as the document that it would be alone.

use std::{
    io::{BufRead, BufReader, Read},
    ops::ControlFlow,
};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Each, Found, LARGEST, Unreadable, read};
use crate::import::encoding::decode;

/// The kinds of collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `{"questionsEcrites": {"question": [{…}, …]}}`.
    Json,
    /// `<questionsEcrites><question>…</question>…</questionsEcrites>`.
    Xml,
    /// The Sénat's table of the last twelve months.
    Table,
}

impl Kind {
    /// The kind of collection that begins so; none for a document of one question.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(head);
        let start = text.trim_start_matches('\u{feff}').trim_start();
        if let Some(rest) = start.strip_prefix('{') {
            let rest = rest.trim_start();
            let many = rest.strip_prefix("\"questions")?.contains("\"question\"");
            return many.then_some(Kind::Json);
        }
        if start.starts_with('<') {
            return (start.contains("<questions") && start.contains("<question>")).then_some(Kind::Xml);
        }
        let columns = start.lines().find(|line| !line.starts_with('%'))?;
        (columns.contains("Date de publication JO") && columns.contains(';')).then_some(Kind::Table)
    }

    /// Gives out the questions of a collection. Where it is cut, those before the cut, then one refusal.
    pub(super) fn split(self, name: &str, source: impl Read, each: &mut Each<'_>) -> ControlFlow<()> {
        match self {
            Kind::Json => json(name, source, each),
            Kind::Xml => xml(name, source, each),
            Kind::Table => table(name, source, each),
        }
    }
}

fn question(name: &str, number: usize, text: String) -> Found {
    Found { name: format!("{name} › question {number}"), named: false, text: Ok(text) }
}

fn refused(name: &str, found: String) -> Found {
    let text = Err(Unreadable::new(found, "a collection of questions that is whole"));
    Found { name: name.to_owned(), named: true, text }
}

/// The questions of a JSON collection, on their way out.
struct Questions<'q, 'e> {
    name: &'q str,
    each: &'q mut Each<'e>,
    given: usize,
    stopped: bool,
}

fn json(name: &str, source: impl Read, each: &mut Each<'_>) -> ControlFlow<()> {
    let mut questions = Questions { name, each, given: 0, stopped: false };
    let mut deserializer = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, source));
    let done = Level(&mut questions, 0).deserialize(&mut deserializer);
    if questions.stopped {
        return ControlFlow::Break(());
    }
    match done {
        Ok(()) => ControlFlow::Continue(()),
        Err(error) => {
            let found = format!("{error}, after {} questions", questions.given);
            (questions.each)(refused(name, found))
        }
    }
}

/// A value on the way to the questions: the root, its only member, the array.
struct Level<'l, 'q, 'e>(&'l mut Questions<'q, 'e>, u8);

impl<'de> DeserializeSeed<'de> for Level<'_, '_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_, '_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("an object with the questions")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let within = (self.1 == 0 && key.starts_with("questions")) || (self.1 == 1 && key == "question");
            if within {
                map.next_value_seed(Level(self.0, self.1 + 1))?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        while let Some(value) = array.next_element::<Box<RawValue>>()? {
            self.0.given += 1;
            let found = question(self.0.name, self.0.given, format!("{{\"question\":{}}}", value.get()));
            if (self.0.each)(found).is_break() {
                self.0.stopped = true;
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

/// Cuts at `</question>`, which no text holds: its HTML is escaped. The encoding that the file declares is each
/// question's too.
fn xml(name: &str, source: impl Read, each: &mut Each<'_>) -> ControlFlow<()> {
    const OPENS: &[u8] = b"<question>";
    const CLOSES: &[u8] = b"</question>";
    let mut source = BufReader::with_capacity(1 << 16, source);
    let (mut gathered, mut given, mut declaration) = (Vec::new(), 0, Vec::new());
    loop {
        let more = match source.read_until(b'>', &mut gathered) {
            Ok(more) => more,
            Err(error) => return each(refused(name, error.to_string())),
        };
        if more == 0 {
            let cut = position(&gathered, b"</questions").is_none();
            let end = cut.then(|| refused(name, format!("the end of the file after {given} questions")));
            return end.map_or(ControlFlow::Continue(()), each);
        }
        if gathered.len() as u64 > LARGEST {
            return each(refused(name, format!("question {} of more than 20 MB", given + 1)));
        }
        if given == 0 && declaration.is_empty() && gathered.ends_with(b"?>") {
            declaration.clone_from(&gathered);
        }
        if !gathered.ends_with(CLOSES) {
            continue;
        }
        given += 1;
        let start = position(&gathered, OPENS).unwrap_or(0);
        let mut bytes = declaration.clone();
        bytes.extend_from_slice(gathered.get(start..).unwrap_or_default());
        gathered.clear();
        let text = decode(&bytes).map_err(|no_text| Unreadable::new(no_text.found, no_text.expected));
        each(Found { name: format!("{name} › question {given}"), named: false, text })?;
    }
}

fn position(bytes: &[u8], words: &[u8]) -> Option<usize> {
    bytes.windows(words.len()).position(|window| window == words)
}

/// Each line with the line of columns above it.
fn table(name: &str, source: impl Read, each: &mut Each<'_>) -> ControlFlow<()> {
    let text = match read(source) {
        Ok(text) => text,
        Err(unreadable) => return each(Found { name: name.to_owned(), named: true, text: Err(unreadable) }),
    };
    let start = text.lines().take_while(|line| line.starts_with('%')).map(|line| line.len() + 1).sum();
    let table = text.get(start..).unwrap_or_default();
    let mut reader =
        csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(table.as_bytes());
    let mut columns = None;
    for line in reader.records() {
        let line = match line {
            Ok(line) => line,
            Err(error) => return each(refused(name, error.to_string())),
        };
        let Some(columns) = &columns else {
            columns = Some(line);
            continue;
        };
        let number = line.position().map_or(0, csv::Position::line);
        let mut writer = csv::WriterBuilder::new().delimiter(b';').flexible(true).from_writer(Vec::new());
        let written = writer.write_record(columns).and_then(|()| writer.write_record(&line));
        let bytes = written.ok().and_then(|()| writer.into_inner().ok()).unwrap_or_default();
        let text = String::from_utf8(bytes).map_err(|_| Unreadable::new("broken UTF-8", "a line of text"));
        each(Found { name: format!("{name} › line {number}"), named: false, text })?;
    }
    ControlFlow::Continue(())
}
