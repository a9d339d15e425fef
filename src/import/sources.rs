//! Sources: a file of them, and the source that each line of any other file must name.

use std::sync::Arc;

use sha2::{Digest as _, Sha256};

use super::{
    column::{Column, columns},
    plan::{Plan, Target},
    refusal::Refused,
    table::{Cell, Line, trim},
};
use crate::{
    programme::{
        date::Edtf,
        record::Noun,
        search::fold,
        source::{Source, SourceKind, host, is_address},
    },
    store::Key,
};

/// The columns of a file of sources.
pub(super) const COLUMNS: &[Column] = columns! {
    "key" optional ["cle"] "its key; made from its address if blank" "sa clé ; tirée de l’adresse si elle manque"
        "source:pau-fr-contrat-2019";
    "title" required ["titre"] "its title" "son titre" "Aqui.fr, article sur Lacq-Pau-Tarbes";
    "address" required ["adresse", "url", "source_url", "source"] "its address on the web; blank for a paper"
        "son adresse ; vide pour un document sur papier" "https://www.pau.fr/article/pau-au-coeur-du-contrat";
    "published_on" optional ["publie_le", "date", "asked_on"] "when it was published" "sa date de publication" "2019-07-15";
    "kind" optional ["type", "source_kind", "type_source"] "what kind of source it is" "son genre" "press";
    "note" optional ["notes", "remarque"] "a remark" "une remarque" "Article non daté.";
};

/// The columns by which a line of any other file names its source.
pub(super) const CITING: &[Column] = columns! {
    "source" required ["source_url", "adresse", "url"] "the address of the source, or its key: a line without one is refused"
        "l’adresse de la source, ou sa clé : une ligne sans source est refusée" "https://www.pau.fr/article/pau-au-coeur-du-contrat";
    "published_on" optional ["publie_le", "source_publiee_le"] "when the source was published" "la date de publication de la source"
        "15/07/2019";
    "source_kind" optional ["type_source", "genre_source"] "what kind of source it is, where it is new"
        "le genre de la source, si elle est nouvelle" "press";
    "source_title" optional ["titre_source"] "its title, where it is new" "son titre, si elle est nouvelle"
        "La Dépêche, article du 15 juillet";
    "notes" optional ["remarque", "remarques", "note"] "a remark on what the source says, in French"
        "une remarque sur ce que dit la source" "Jour non donné.";
};

/// Reads one source.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let published = plan.plain_date(line, "published_on");
    let kind = kind(plan, line.cell("kind"));
    let address = line.text("address");
    let title = line.text("title").ok_or_else(|| plan.refuse(line.cell("title"), "a title"));
    let key = match line.text("key") {
        Some(text) if text.starts_with("source:") && !text.contains(char::is_whitespace) => Ok(Some(Key::new(text))),
        Some(_) => Err(plan.refuse(line.cell("key"), "a key that begins with source:")),
        None => Ok(None),
    };
    let (published, kind, title, key) = (published?, kind?, title?, key?);
    let key = key.unwrap_or_else(|| derived(address, title, published.as_ref()));
    let note = line.text("note").map(str::to_owned);
    let kind = kind.unwrap_or_else(|| guessed(address));
    let source = Source {
        key: key.clone(),
        title: title.to_owned(),
        address: address.map(str::to_owned),
        published_on: published,
        kind,
        note,
    };
    let Some(known) = plan.find(&key) else {
        match same(plan, &source) {
            Some(known) => plan.notice(line.number(), &format!("that source is known already, as {known}: kept")),
            None => drop(make(plan, line.number(), source)),
        }
        return Ok(());
    };
    let Some(known) = plan.as_source(known).cloned() else { return Ok(()) };
    if (&known.address, known.published_on) != (&source.address, source.published_on) {
        let was = known.published_on.map_or_else(|| "without a date".to_owned(), |date| format!("published {date}"));
        let address = known.address.unwrap_or_default();
        return Err(plan.refuse(
            line.cell("key"),
            format!("a new key: that one is of {address} {was}, and a page published anew is another source"),
        ));
    }
    if known != source {
        plan.notice(line.number(), &format!("{key} is known, and a source never changes: kept as it was"));
    }
    Ok(())
}

/// The key of the source that has the same address, or title where it has none, and the same day.
fn same(plan: &Plan<'_>, source: &Source) -> Option<Key> {
    let known = plan.lookup.sources.get(source.address.as_ref().unwrap_or(&source.title))?;
    let known = known.iter().filter_map(|target| plan.as_source(*target));
    known.into_iter().find(|known| known.published_on == source.published_on).map(|known| known.key.clone())
}

/// The source that a line names: known by its key or its address, or made now.
///
/// # Errors
/// [`Refused`] where there is none, where its key is unknown, and where several known ones share its address.
pub(super) fn cited(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Target, Refused> {
    let published = plan.plain_date(line, "published_on");
    let kind = kind(plan, line.cell("source_kind"));
    let cell = line.cell("source");
    if cell.text.is_empty() {
        return Err(plan.refuse(cell, "the address of a source (https://…) or its key: no fact without a source"));
    }
    let (published, kind) = (published?, kind?);
    if cell.text.starts_with("source:") {
        let known = plan.find(&Key::new(cell.text)).filter(|target| plan.is_source(*target));
        return known.ok_or_else(|| plan.refuse(cell, "the key of a known source"));
    }
    let is_address = is_address(cell.text);
    if !is_address && !cell.text.contains(char::is_whitespace) {
        return Err(plan.refuse(cell, "an address (https://…), a source’s key, or the title of a paper"));
    }
    let known = plan.lookup.sources.get(cell.text).cloned().unwrap_or_default();
    let dated = |target: &Target| plan.as_source(*target).and_then(|source| source.published_on);
    let known: Vec<Target> = match published {
        Some(published) => known.into_iter().filter(|target| dated(target) == Some(published)).collect(),
        // A line that gives no day means the source that has none, where there is one.
        None => match known.iter().find(|target| dated(target).is_none()) {
            Some(undated) => vec![*undated],
            None => known,
        },
    };
    match known.as_slice() {
        [one] => Ok(*one),
        [] => {
            let address = is_address.then_some(cell.text);
            let host = address.map(host);
            let title = line.text("source_title").or(host).unwrap_or(cell.text).to_owned();
            let key = derived(address, cell.text, published.as_ref());
            let kind = kind.unwrap_or_else(|| guessed(address));
            let address = address.map(str::to_owned);
            Ok(make(plan, line.number(), Source { key, title, address, published_on: published, kind, note: None }))
        }
        several => {
            let days = several.iter().filter_map(|target| {
                let source = plan.as_source(*target)?;
                Some(source.published_on?.to_string())
            });
            let days = days.collect::<Vec<_>>().join(", ");
            Err(plan.refuse(line.cell("published_on"), format!("which of the known ones is meant: {days}")))
        }
    }
}

/// The kind of source of a cell, by its English or French name; none where it is blank.
pub(super) fn kind(plan: &mut Plan<'_>, cell: Cell<'_>) -> Result<Option<SourceKind>, Refused> {
    if cell.text.is_empty() {
        return Ok(None);
    }
    let folded = fold(cell.text);
    let named = |kind: &SourceKind| fold(kind.name()) == folded || fold(kind.french()) == folded;
    SourceKind::ALL.into_iter().find(named).map(Some).ok_or_else(|| {
        let names: Vec<&str> = SourceKind::ALL.iter().map(|kind| kind.name()).collect();
        plan.refuse(cell, format!("one of {}", names.join(", ")))
    })
}

/// Makes a source, or finds it under the same key.
pub(super) fn make(plan: &mut Plan<'_>, line: u32, source: Source) -> Target {
    let name = source.address.as_ref().unwrap_or(&source.title).clone();
    let key = source.key.clone();
    let target = plan.subject(&key, line, || Noun::Source(Arc::new(source)));
    let known = plan.lookup.sources.entry(name).or_default();
    if !known.contains(&target) {
        known.push(target);
    }
    target
}

/// The key of a new source: its host, or `papier`, and a short hash of what identifies it.
fn derived(address: Option<&str>, title: &str, published: Option<&Edtf>) -> Key {
    let host = address.map_or_else(|| "papier".to_owned(), |address| fold(host(address)).replace(' ', "-"));
    let identity = format!("{}\n{}", address.unwrap_or(title), published.map_or_else(String::new, ToString::to_string));
    Key::new(format!("source:{host}-{}", short_hash(&identity)))
}

/// Eight hexadecimal digits that stay the same for the same text.
pub(super) fn short_hash(text: &str) -> String {
    Sha256::digest(trim(text).as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// The kind that an address speaks for where the file does not say it; a paper is an official's own.
fn guessed(address: Option<&str>) -> SourceKind {
    address.map_or(SourceKind::Official, SourceKind::of_address)
}
