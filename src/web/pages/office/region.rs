//! The regions that an official's page is about: her own, all for who answers for all.

use std::sync::Arc;

use axum::http::Uri;

use crate::{
    programme::{
        clock::Clock,
        region::RegionCode,
        rights::{self, Action},
        view::Programme,
    },
    web::{App, session::Signed},
};

/// A region to choose.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// Its name.
    pub words: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is the one shown.
    pub current: bool,
}

/// The programme as it is today.
pub(super) fn today(app: &App) -> Arc<Programme> {
    app.edition().programme(Clock::of_day(app.live.time.today()))
}

/// The region that an address asks for.
pub(super) fn asked(uri: &Uri) -> Option<RegionCode> {
    let query: Vec<(String, String)> = serde_urlencoded::from_str(uri.query().unwrap_or_default()).unwrap_or_default();
    query.iter().find(|(name, _)| name == "region").and_then(|(_, value)| value.parse().ok())
}

/// The regions in which somebody may do something, by name.
pub(super) fn own(programme: &Programme, signed: &Signed, action: Action) -> Vec<RegionCode> {
    let actor = signed.account.actor();
    let regions = programme.record().subjects().iter().filter_map(|subject| match &subject.noun {
        crate::programme::record::Noun::Region(code) => Some(*code),
        _ => None,
    });
    let mut own: Vec<RegionCode> = regions.filter(|code| rights::in_region(&actor, action, *code)).collect();
    own.sort_by_cached_key(|code| crate::programme::search::fold(&programme.region_name(*code)));
    own
}

/// The regions to choose from, all of them first where that is one choice; nothing where there is but one.
pub(super) fn choices(
    programme: &Programme,
    signed: &Signed,
    path: &str,
    asked: Option<RegionCode>,
    with_all: bool,
) -> Vec<Choice> {
    let own = own(programme, signed, Action::ReadDrafts);
    if own.len() < 2 {
        return Vec::new();
    }
    let all = Choice { words: "Toutes".to_owned(), href: path.to_owned(), current: asked.is_none() };
    let each = own.into_iter().map(|code| Choice {
        words: programme.region_name(code),
        href: format!("{path}?region={code}"),
        current: asked == Some(code),
    });
    with_all.then_some(all).into_iter().chain(each).collect()
}
