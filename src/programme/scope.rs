//! What a filter means for any subject: a dated one passes as its row of the timeline does, a place by what it lies in.

use super::{
    filter::Filter,
    search::fold,
    timeline,
    view::{Programme, View},
};
use crate::store::SubjectId;

/// Whether a subject passes `filter`. A place has no kind, status or date: it passes where the filter asks for none.
#[must_use]
pub fn concerns(programme: &Programme, id: SubjectId, filter: &Filter) -> bool {
    if *filter == Filter::default() {
        return true;
    }
    if let Some(item) = timeline::item(programme, id) {
        return timeline::passes(item, filter);
    }
    let asks_for_none = filter.kinds.is_empty()
        && filter.statuses.is_empty()
        && filter.disputed.is_none()
        && filter.from.is_none()
        && filter.to.is_none();
    asks_for_none && programme.view(id).is_some_and(|view| lies_in(view, filter) && is_called(view, filter))
}

fn lies_in(view: &View, filter: &Filter) -> bool {
    match view {
        View::Region(region) => {
            filter.region.is_none_or(|code| code == region.code)
                && filter.departement.is_none()
                && filter.territory.is_none()
                && filter.phase.is_none()
        }
        View::Departement(departement) => {
            filter.region.is_none_or(|code| departement.region == Some(code))
                && filter.departement.is_none_or(|code| code == departement.code)
                && filter.territory.is_none()
                && filter.phase.is_none()
        }
        View::Territory(territory) => {
            filter.region.is_none_or(|code| territory.regions.contains(&code))
                && filter.departement.is_none_or(|code| territory.departements.contains(&code))
                && filter.territory.as_ref().is_none_or(|id| *id == territory.id)
                && filter.phase.is_none_or(|phase| phase == territory.id.phase)
        }
        _ => false,
    }
}

fn is_called(view: &View, filter: &Filter) -> bool {
    let Some(query) = &filter.q else { return true };
    let name = match view {
        View::Region(region) => &region.name,
        View::Departement(departement) => &departement.name,
        View::Territory(territory) => &territory.name,
        _ => return false,
    };
    let (query, name) = (fold(query), fold(name));
    !query.is_empty() && query.split(' ').all(|word| name.contains(word))
}
