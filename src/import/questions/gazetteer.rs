//! The names that a reading knows: those of the record.

use crate::{
    import::known,
    programme::{
        property::Property,
        record::{Noun, Record, Subject},
    },
    reading::Gazetteer,
};

/// The names of regions and territories that the record knows, for the reading.
pub(super) fn gazetteer(record: &Record) -> Gazetteer {
    let regions = record.subjects().iter().filter_map(|subject| match subject.noun {
        Noun::Region(code) => Some((code, subject)),
        _ => None,
    });
    let territories = record.subjects().iter().filter_map(|subject| match &subject.noun {
        Noun::Territory(id) => Some((id, subject)),
        _ => None,
    });
    let regions = regions.flat_map(|(code, subject)| names(subject).map(move |name| (code, name)));
    let territories = territories.flat_map(|(id, subject)| names(subject).map(move |name| (id.clone(), name)));
    Gazetteer::new(regions).with_territories(territories)
}

/// The names and aliases of a subject.
fn names(subject: &Subject) -> impl Iterator<Item = &str> {
    known::standing(&subject.statements)
        .filter(|known| matches!(known.property, Property::Name | Property::Alias))
        .filter_map(|known| known.value.text())
}
