//! Zip archives: their entries are read one after another, as they are inflated.

use std::{
    io::{BufReader, Read, Seek},
    ops::ControlFlow,
};

use zip::{ZipArchive, result::ZipError};

use super::{Each, Found, Unreadable, stream};

/// The most entries of an archive: a legislature has fifty thousand.
const ENTRIES: usize = 500_000;

/// How many times larger than its compressed form an entry may become. Deflate cannot pass 1032; prose reaches 20.
const RATIO: u64 = 200;

/// Below this size no ratio is looked at: a small entry may well be all the same.
const SMALL: u64 = 1 << 20;

const EXPECTED: &str = "a zip archive of documents, whole, not encrypted";

/// Whether an entry becomes larger than any that is honest.
pub(in crate::import) fn swells(compressed: u64, size: u64) -> bool {
    size > SMALL && size / RATIO > compressed
}

/// Whether the first bytes of a file are an archive's.
pub(super) fn is_archive(first: &[u8]) -> bool {
    first.starts_with(b"PK\x03\x04") || first.starts_with(b"PK\x05\x06")
}

/// Gives out the documents of an archive, in its own order. An entry's name is never used as a path.
pub(super) fn walk(name: &str, file: impl Read + Seek, each: &mut Each<'_>) -> ControlFlow<()> {
    let refused = |found: String, each: &mut Each<'_>| {
        each(Found { name: name.to_owned(), named: true, text: Err(Unreadable::new(found, EXPECTED)) })
    };
    let mut archive = match ZipArchive::new(BufReader::new(file)) {
        Ok(archive) => archive,
        Err(error) => return refused(told(&error), each),
    };
    if archive.len() > ENTRIES {
        return refused(format!("{} entries", archive.len()), each);
    }
    for index in 0..archive.len() {
        let (entry_name, found) = match archive.by_index(index) {
            Ok(entry) => {
                // A name is told, and never used as a path.
                let own = entry.name().map_or_else(|_| format!("entry {}", index + 1), std::borrow::Cow::into_owned);
                if entry.is_dir() || is_hidden(&own) {
                    continue;
                }
                let entry_name = format!("{name} › {own}");
                if swells(entry.compressed_size(), entry.size()) {
                    let found = format!("{} bytes that become {}", entry.compressed_size(), entry.size());
                    (entry_name, Unreadable::new(found, "an entry that is no bomb"))
                } else {
                    // The size that an entry declares may be false: what is read is bounded by the ratio too.
                    let most = entry.compressed_size().saturating_mul(RATIO).max(SMALL);
                    let mut first = [0; 4];
                    let mut entry = entry.take(most);
                    let length = read_some(&mut entry, &mut first);
                    let start = first.get(..length).unwrap_or_default();
                    if is_archive(start) {
                        (entry_name, Unreadable::new("an archive in an archive", EXPECTED))
                    } else {
                        stream(&entry_name, false, start.chain(entry), each)?;
                        continue;
                    }
                }
            }
            Err(error) => (format!("{name} › entry {}", index + 1), Unreadable::new(told(&error), EXPECTED)),
        };
        each(Found { name: entry_name, named: false, text: Err(found) })?;
    }
    ControlFlow::Continue(())
}

/// Fills a buffer as far as the source goes; how far.
fn read_some(source: &mut impl std::io::Read, buffer: &mut [u8]) -> usize {
    let mut length = 0;
    while let Some(rest) = buffer.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) | Err(_) => break,
            Ok(more) => length += more,
        }
    }
    length
}

/// What macOS and others put beside the files themselves.
fn is_hidden(name: &str) -> bool {
    name.starts_with("__MACOSX/") || name.rsplit('/').next().is_some_and(|name| name.starts_with('.'))
}

fn told(error: &ZipError) -> String {
    match error {
        ZipError::UnsupportedArchive(what) => (*what).to_owned(),
        other => other.to_string(),
    }
}
