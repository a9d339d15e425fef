//! The documents that lie in files, folders and archives, given out one after another: an archive or a collection of
//! a whole legislature is never held in memory.

mod archive;
mod collection;

pub(super) use archive::swells;

use std::{
    fs::File,
    io::{self, BufReader, Read},
    ops::ControlFlow,
    path::{Path, PathBuf},
};

use super::encoding::decode;

/// The most bytes of one document; the longest answers published have a hundred thousand.
const LARGEST: u64 = 20 << 20;

/// How many bytes of a file are looked at to know what it is.
const HEAD: usize = 4096;

/// A document that was found, or what stands in its place.
#[derive(Debug)]
pub struct Found {
    /// Where: the path; in an archive or a collection, also the entry: `questions.zip › json/QANR5L15QE20408.json`.
    pub name: String,
    /// Whether it was named itself, and not found in a folder, an archive or a collection.
    pub named: bool,
    /// Its text, or why it has none.
    pub text: Result<String, Unreadable>,
}

/// Why there is no text where a document was looked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found {found}, expected {expected}")]
pub struct Unreadable {
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: &'static str,
}

impl Unreadable {
    fn new(found: impl Into<String>, expected: &'static str) -> Self {
        Self { found: found.into(), expected }
    }

    fn io(error: &io::Error) -> Self {
        Self::new(error.to_string(), "a file that can be read")
    }
}

/// What is done with each document; it may stop the walk.
pub(super) type Each<'e> = dyn FnMut(Found) -> ControlFlow<()> + 'e;

/// The text of a file that is one document.
///
/// # Errors
/// [`Unreadable`] where it cannot be read, is too large, an archive or no text.
pub fn text(path: &Path) -> Result<String, Unreadable> {
    let file = File::open(path).map_err(|error| Unreadable::io(&error))?;
    read(file)
}

/// Gives out the documents of files, folders (with all in them, in the order of their names) and archives. A file that
/// cannot be read is given out as such and stops nothing; `each` may stop. `progress` is called with how many bytes of the
/// files were read.
pub fn walk(paths: &[PathBuf], progress: &dyn Fn(usize), each: &mut Each<'_>) {
    for path in paths {
        if at(path, true, progress, each).is_break() {
            return;
        }
    }
}

fn at(path: &Path, named: bool, progress: &dyn Fn(usize), each: &mut Each<'_>) -> ControlFlow<()> {
    if path.is_dir() { folder(path, progress, each) } else { file(path, named, progress, each) }
}

/// What lies in a folder, sorted; hidden files and links to folders are passed over.
fn folder(path: &Path, progress: &dyn Fn(usize), each: &mut Each<'_>) -> ControlFlow<()> {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => return each(Found { name: shown(path), named: true, text: Err(Unreadable::io(&error)) }),
    };
    for path in visible(entries) {
        at(&path, false, progress, each)?;
    }
    ControlFlow::Continue(())
}

/// What lies in a folder and is looked at.
fn visible(entries: std::fs::ReadDir) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // A link to a folder may lead back to where it stands.
        let leads_back = path.is_symlink() && path.is_dir();
        !hidden && !leads_back
    });
    paths.sort();
    paths
}

/// The bytes of the files that a walk reads, as far as they can be told.
#[must_use]
pub fn size(paths: &[PathBuf]) -> u64 {
    let one = |path: &PathBuf| match std::fs::metadata(path) {
        Ok(told) if told.is_dir() => std::fs::read_dir(path).map_or(0, |entries| size(&visible(entries))),
        Ok(told) => told.len(),
        Err(_) => 0,
    };
    paths.iter().map(one).sum()
}

/// A file that tells how many bytes of it were read.
struct Told<'p> {
    file: File,
    progress: &'p dyn Fn(usize),
}

impl Read for Told<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        (self.progress)(read);
        Ok(read)
    }
}

impl io::Seek for Told<'_> {
    fn seek(&mut self, place: io::SeekFrom) -> io::Result<u64> {
        self.file.seek(place)
    }
}

fn file(path: &Path, named: bool, progress: &dyn Fn(usize), each: &mut Each<'_>) -> ControlFlow<()> {
    let name = shown(path);
    let mut failed = |error: &io::Error| each(Found { name: name.clone(), named, text: Err(Unreadable::io(error)) });
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) => return failed(&error),
    };
    let mut first = [0; 4];
    let length = match file.read(&mut first) {
        Ok(length) => length,
        Err(error) => return failed(&error),
    };
    if let Err(error) = io::Seek::rewind(&mut file) {
        return failed(&error);
    }
    let file = Told { file, progress };
    if archive::is_archive(first.get(..length).unwrap_or_default()) {
        return archive::walk(&name, file, each);
    }
    stream(&name, named, file, each)
}

/// Gives out what a file or an entry holds: one document, or the questions of a collection.
fn stream(name: &str, named: bool, source: impl Read, each: &mut Each<'_>) -> ControlFlow<()> {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let head = match head(&mut source) {
        Ok(head) => head,
        Err(error) => return each(Found { name: name.to_owned(), named, text: Err(Unreadable::io(&error)) }),
    };
    match collection::Kind::of(&head) {
        Some(kind) => kind.split(name, io::Cursor::new(head).chain(source), each),
        None => {
            let text = read(io::Cursor::new(head).chain(source));
            each(Found { name: name.to_owned(), named, text })
        }
    }
}

/// The first bytes of a source.
fn head(source: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::with_capacity(HEAD);
    source.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// The text of a source that is one document.
fn read(source: impl Read) -> Result<String, Unreadable> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| Unreadable::io(&error))?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unreadable::new("more than 20 MB", "a document of at most 20 MB"));
    }
    decode(&bytes).map_err(|no_text| {
        let found = if no_text.found.is_empty() { "nothing" } else { no_text.found };
        Unreadable::new(found, "a document: text, HTML, JSON, XML or CSV")
    })
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests;
