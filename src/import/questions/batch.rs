//! Many documents of questions at once: files, folders, archives. They are read side by side as they are found, those
//! about the programme are kept, and these are recorded in one edit.

use std::{
    ops::ControlFlow,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, sync_channel},
    },
};

use super::{gazetteer::gazetteer, say, unread::refusal};
use crate::{
    import::{
        How, Report,
        documents::{self, Found},
        finish,
        plan::Plan,
        refusal::Refusal,
    },
    programme::live::{Live, LiveError},
    reading::{self, Gazetteer, ReadError, Reading},
    store::Actor,
};

/// How many documents may wait to be read, at most.
const AHEAD: usize = 64;

/// Which documents are to be imported, and how.
#[derive(Debug)]
pub struct Batch<'b> {
    /// Files, folders and archives.
    pub paths: &'b [PathBuf],
    /// The address of the document, where it is one.
    pub address: Option<&'b str>,
    /// Whether those that do not speak of the programme are set aside.
    pub about_the_programme: bool,
    /// Whether the facts read in them stand at once; else they are proposed.
    pub accepted: bool,
    /// How.
    pub how: How,
}

/// What became of the documents that were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many were read.
    pub read: usize,
    /// How many of them were set aside, since they do not speak of the programme.
    pub set_aside: usize,
    /// Files of folders and archives that are no document of a question.
    pub unknown: Vec<String>,
}

/// A document that was read.
struct Kept {
    /// Its place among those found.
    place: usize,
    name: String,
    text: String,
    reading: Reading,
}

/// What the readers found so far.
#[derive(Default)]
struct Shelf {
    tally: Tally,
    kept: Vec<Kept>,
    refusals: Vec<(usize, Refusal)>,
}

/// Imports the documents, all or nothing. `progress` is called with how many bytes of the files were read.
///
/// # Errors
/// [`LiveError`] if the database fails. What is wrong with the documents stands in the report's refusals; nothing is
/// recorded then.
pub async fn import(
    live: &Live,
    actor: &Actor,
    batch: &Batch<'_>,
    progress: impl Fn(usize) + Sync,
) -> Result<(Report, Tally), LiveError> {
    let names = gazetteer(&live.record());
    let mut shelf = read_all(batch, &names, &progress);
    shelf.kept.sort_by_key(|kept| kept.place);
    shelf.refusals.sort_by_key(|(place, _)| *place);
    let mut report = Report { dry_run: batch.how.dry_run, ..Report::default() };
    report.refusals.extend(shelf.refusals.into_iter().map(|(_, refusal)| refusal));
    let (mut edit, mut record) = live.edit(actor, "import questions").await?;
    for kept in shelf.kept {
        record = record.with(edit.next_line(&format!("import questions {}", short(&kept.name))).await?)?;
        let mut plan = Plan::new(&record, &kept.name, batch.how.collected_on);
        // What was refused stands in the plan.
        let _ = say(&mut plan, &kept.text, kept.reading, batch.accepted, &names);
        report.take(plan, &mut edit);
    }
    finish(live, edit, &report).await?;
    Ok((report, shelf.tally))
}

/// Reads the documents on every core while they are found.
fn read_all(batch: &Batch<'_>, names: &Gazetteer, progress: &(impl Fn(usize) + Sync)) -> Shelf {
    let shelf = Mutex::new(Shelf::default());
    let (give, take) = sync_channel::<(usize, Found)>(AHEAD);
    let take = Mutex::new(take);
    let readers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..readers {
            scope.spawn(|| read_each(batch, names, &take, &shelf));
        }
        let mut place = 0;
        documents::walk(batch.paths, progress, &mut |found| {
            place += 1;
            if give.send((place, found)).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        // The readers stop once nothing more can come.
        drop(give);
    });
    shelf.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn read_each(batch: &Batch<'_>, names: &Gazetteer, take: &Mutex<Receiver<(usize, Found)>>, shelf: &Mutex<Shelf>) {
    loop {
        let next = take.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((place, found)) = next else { return };
        let outcome = read_one(batch, names, place, found);
        let mut shelf = shelf.lock().unwrap_or_else(PoisonError::into_inner);
        match outcome {
            Outcome::Kept(kept) => {
                shelf.tally.read += 1;
                shelf.kept.push(*kept);
            }
            Outcome::SetAside => {
                shelf.tally.read += 1;
                shelf.tally.set_aside += 1;
            }
            Outcome::Unknown(name) => shelf.tally.unknown.push(name),
            Outcome::Refused(refusal) => shelf.refusals.push((place, refusal)),
        }
    }
}

/// What became of a document.
enum Outcome {
    Kept(Box<Kept>),
    SetAside,
    /// No document of a question; it lay in a folder or an archive.
    Unknown(String),
    Refused(Refusal),
}

fn read_one(batch: &Batch<'_>, names: &Gazetteer, place: usize, found: Found) -> Outcome {
    let file: Arc<str> = found.name.as_str().into();
    let text = match found.text {
        Ok(text) => text,
        Err(unreadable) => return Outcome::Refused(Refusal::of_file(&file, unreadable.found, unreadable.expected)),
    };
    match reading::read(&text, batch.address, names) {
        Ok(reading) if batch.about_the_programme && !reading.is_about_the_programme() => Outcome::SetAside,
        Ok(reading) => Outcome::Kept(Box::new(Kept { place, name: found.name, text, reading })),
        Err(ReadError::UnknownForm { .. }) if !found.named => Outcome::Unknown(found.name),
        Err(error) => Outcome::Refused(refusal(&file, error)),
    }
}

/// A name without the folders, which are nobody's business: what the public journal tells.
fn short(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
