//! `/territoires/1-ti-3205-…`: a territory, its members, and its contracts date by date.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    Slug,
    files::{self, File},
    frame::{Frame, address as with_query},
    lines::Line,
    page,
    parts::{Cite, Link, Tag, When, entry, plural},
    plot,
    story::{Remark, Story},
};
use crate::{
    programme::{
        filter::Filter,
        life::Life,
        stage::{self, TerritoryStage},
        status::Status,
        territory::{Member, Territory, TerritoryId},
        timeline::{self, Item, Kind},
        view::Programme,
    },
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "territory.html")]
struct Page {
    frame: Frame,
    territory: Territory,
    regions: Vec<Link>,
    departements: Vec<Link>,
    lead: String,
    tag: Tag,
    disputed: bool,
    silent: Option<Tag>,
    merged: Option<Link>,
    labelled: Option<(When, Vec<Cite>)>,
    first_day: When,
    contracts: Vec<Story>,
    drawing: String,
    timeline: String,
    milestones: Vec<Line>,
    members: Vec<Member>,
    remarks: Vec<Remark>,
    sources: Vec<Source>,
    files: Vec<File>,
}

/// A source of what is told of the territory.
struct Source {
    title: String,
    entry: String,
    kind: &'static str,
    published: String,
}

/// Answers `/territoires/{slug}`: the identity alone is good enough, another name leads to the right one.
pub(super) async fn show(State(app): State<App>, Slug(slug): Slug, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| match files::split(&slug) {
        Some((slug, format)) => {
            let territory = Some(known(ask, slug)?.id.clone());
            files::timeline_file(&app, ask, &Filter { territory, ..Filter::default() }, format)
        }
        None => answer(ask, &slug),
    })
}

/// The territory that a slug begins with the identity of.
fn known<'a>(ask: &'a Ask, slug: &str) -> Result<&'a Territory, Error> {
    let territory = identity(slug).and_then(|id| ask.programme.territory(&id));
    territory.ok_or_else(|| Error::NotFound("territoire".to_owned()))
}

fn answer(ask: &Ask, slug: &str) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let territory = known(ask, slug)?.clone();
    let id = territory.id.clone();
    let right = address::territory(&id, &territory.name);
    if slug != id.to_string() && ask.path != right {
        return Err(Error::Moved(with_query(&right, &ask.query.with(&[]))));
    }
    let status = stage::of_territory(programme, &territory);
    let filter = Filter { territory: Some(id.clone()), ..Filter::default() };
    let items = timeline::all(programme, &filter);
    let is_contract = |item: &&Item| matches!(item.kind, Kind::Contrat | Kind::Protocole | Kind::Avenant);
    let contracts: Vec<Story> =
        items.iter().copied().filter(is_contract).map(|item| titled(Story::of(programme, item), item)).collect();
    let quiet = status.last_known.map(|last| (programme.day() - last).num_days()).filter(|_| status.silent);
    let labelled = territory.labelled.as_ref();
    let frame = Frame::of(ask, "territoires");
    let page = Page {
        regions: territory.regions.iter().map(|code| Link::region_in(programme, *code, id.phase)).collect(),
        departements: departements(programme, &territory),
        lead: lead(&items, status.stage),
        tag: Tag::territory(status.stage),
        disputed: items.iter().copied().filter(is_contract).any(|item| item.disputed),
        silent: quiet.map(Tag::silent),
        merged: territory.merged_into.as_ref().map(|id| Link::territory(programme, id)),
        labelled: labelled.map(|life| {
            (
                When::value(&life.retained.value),
                life.all().map(|said| Cite::beside(said, &life.retained.value)).collect(),
            )
        }),
        first_day: When::day(id.phase.first_day()),
        drawing: plot::drawing(programme, &items, format!("Chronologie de {}", territory.name)),
        timeline: format!("/chronologie?territory={id}"),
        milestones: items.iter().filter(|item| !is_contract(item)).map(|item| Line::of(programme, item)).collect(),
        members: members(&territory),
        remarks: Remark::all(&territory.notes),
        sources: sources(&territory),
        files: files::of(ask, &right, true),
        contracts,
        territory,
        frame: frame.clone(),
    };
    frame.ready(&page)
}

/// The identity that a slug begins with: `1-ti-3205` of `1-ti-3205-boulonnais-calaisis`.
fn identity(slug: &str) -> Option<TerritoryId> {
    let end = slug.match_indices('-').nth(2).map_or(slug.len(), |(at, _)| at);
    slug.get(..end)?.parse().ok()
}

/// A contract's title on its own territory's page, which need not name the territory again.
fn titled(mut story: Story, item: &Item) -> Story {
    if let Some(territory) = &item.territory {
        story.title = story.title.trim_end_matches(&format!(" – {}", territory.name)).to_owned();
    }
    story.without(&["Territoire", "Région", "Régions"])
}

fn departements(programme: &Programme, territory: &Territory) -> Vec<Link> {
    let name = |code| programme.departement(code).map(|departement| departement.name.clone());
    territory
        .departements
        .iter()
        .map(|code| {
            let words = name(*code).map_or_else(|| code.to_string(), |name| format!("{name} ({code})"));
            Link::new(words, format!("/departements/{code}?phase={}", territory.phase))
        })
        .collect()
}

/// What matters most, in a sentence: the signature, else the promise, else that nothing is known.
fn lead(items: &[&Item], stage: TerritoryStage) -> String {
    let contract = items.iter().rev().find(|item| item.kind == Kind::Contrat);
    let protocole = items.iter().rev().find(|item| item.kind == Kind::Protocole);
    let Some(item) = contract.or(protocole) else {
        return match stage {
            TerritoryStage::Merged | TerritoryStage::Withdrawn => "Ce territoire a quitté le programme.".to_owned(),
            _ => "Aucun contrat connu, ni promis, ni signé.".to_owned(),
        };
    };
    let document = if item.kind == Kind::Contrat { "Contrat" } else { "Protocole" };
    let when = |life: &Option<Life>| life.as_ref().and_then(|life| Some(life.date()?.french_when()));
    let rivals = item.met.as_ref().map_or(0, |life| {
        let mut others: Vec<&str> = life.contradicted().map(|said| said.french.as_str()).collect();
        others.sort_unstable();
        others.dedup();
        others.len()
    });
    let mut lead = match (&item.met, &item.approved, &item.promised) {
        (Some(life), ..) if life.gap().is_some() => format!("{document} signé, à une date inconnue"),
        (Some(_), ..) => format!("{document} signé {}", when(&item.met).unwrap_or_default()),
        (None, Some(_), _) => {
            format!("{document} approuvé {}, signature inconnue", when(&item.approved).unwrap_or_default())
        }
        (None, None, Some(_)) => match (when(&item.promised), item.late_days) {
            (Some(when), Some(days)) => format!("{document} promis {when}, en retard de {}", plural(days, "jour")),
            (Some(when), None) if item.status == Status::Promised => format!("{document} promis {when}"),
            (Some(when), None) => format!("{document} promis {when}, {}", item.status.french()),
            (None, _) => format!("{document} {}", item.status.french()),
        },
        _ => format!("{document} attesté, sans date"),
    };
    match rivals {
        0 => {}
        1 => lead.push_str(" ; une autre date est donnée par une autre source"),
        _ => lead.push_str(" ; d’autres dates sont données par d’autres sources"),
    }
    lead + "."
}

fn members(territory: &Territory) -> Vec<Member> {
    let mut members = territory.members.clone();
    members.sort_by_cached_key(|member| (member.kind, crate::programme::search::fold(&member.name)));
    members
}

fn sources(territory: &Territory) -> Vec<Source> {
    territory
        .sources
        .iter()
        .map(|source| Source {
            title: source.title.clone(),
            entry: entry(source),
            kind: source.kind.french(),
            published: source.published_on.as_ref().map(|date| date.french_when()).unwrap_or_default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_begins_with_the_identity() {
        for slug in ["1-ti-3205", "1-ti-3205-", "1-ti-3205-boulonnais-calaisis"] {
            assert_eq!(identity(slug).unwrap().to_string(), "1-ti-3205");
        }
        assert_eq!(identity("boulonnais"), None);
        assert_eq!(identity(""), None);
    }
}
