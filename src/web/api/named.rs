//! Lists of what has a name: in its order, and found by it.

use super::envelope::{self, Page};
use crate::{
    programme::{
        search::{Place, fold},
        view::Programme,
    },
    store::{Key, SubjectId},
    web::{Ask, error::Error},
};

/// What has a name.
pub(super) trait Named {
    /// Its name.
    fn name(&self) -> &str;

    /// Where a search finds it.
    fn place(&self) -> Place;

    /// What it goes by in an address.
    fn id(&self) -> String;
}

/// Cuts a page out of what `view` gives of the subjects, if it passes `keep` and goes by the words of `q`: in the
/// order of names, without regard to case or accents. `key` is the key of what goes by an id.
///
/// # Errors
/// As [`envelope::page`].
pub(super) fn page<'a, V: Named>(
    ask: &'a Ask,
    view: impl Fn(&'a Programme, SubjectId) -> Option<&'a V>,
    keep: impl Fn(&V) -> bool,
    key: impl FnOnce(&str) -> Option<Key>,
) -> Result<Page<&'a V>, Error> {
    let programme: &Programme = &ask.programme;
    let found = ask.query.filter.q.as_ref().map(|q| programme.index().search(q));
    let goes_by = |one: &V| found.as_ref().is_none_or(|hits| hits.iter().any(|hit| hit.place == one.place()));
    let order = |one: &V| (fold(one.name()), one.id());
    let rows = programme
        .record()
        .subjects()
        .iter()
        .filter_map(|subject| view(programme, subject.id))
        .filter(|one| keep(one) && goes_by(one))
        .map(|one| (order(one), one))
        .collect();
    let find = |id: &str| view(programme, programme.record().find(&key(id)?)?.id).map(order);
    envelope::page(ask, rows, find, |_, one| one.id())
}
