//! `/chronologie`: every dated thing, as a drawing and as a table of the same rows.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    files::{self, File},
    frame::{Frame, address as with_query},
    lines::rival,
    page_own,
    parts::{Cite, Link, Tag, When, entry, outside, plural},
    plot,
    story::capital,
    table::{self, Choice, Pages},
};
use crate::{
    programme::{
        date::{Edtf, MONTHS},
        filter::Filter,
        life::Life,
        search::fold,
        source::Source,
        status::Status,
        timeline::{self, Item, Kind, Position},
        view::Programme,
    },
    web::{
        App, Ask, address, drawing,
        error::{Error, Wrong},
        query::{CLOCK, DATED, Own, PAGED, Reader},
        ready::Ready,
    },
};

#[derive(Template)]
#[template(path = "timeline.html")]
struct Page {
    frame: Frame,
    filters: Filters,
    chips: Vec<Link>,
    drawing: String,
    zoom: Vec<(&'static str, Link)>,
    groups: Vec<Group>,
    pages: Pages,
    files: Vec<File>,
}

/// The form's choices.
struct Filters {
    regions: Vec<Choice>,
    kinds: Vec<Choice>,
    statuses: Vec<Choice>,
    groups: Vec<Choice>,
    from: String,
    to: String,
    q: String,
    disputed: bool,
    phase: Option<&'static str>,
    /// The filters that the form has no field for.
    others: Vec<(String, String)>,
}

/// Rows under one heading.
struct Group {
    title: String,
    href: String,
    rows: Vec<Row>,
}

/// A row of the table.
struct Row {
    id: String,
    title: String,
    href: String,
    about: String,
    trail: Vec<When>,
    promised: Option<When>,
    approved: Option<When>,
    met: Option<When>,
    answered: Option<When>,
    rivals: Vec<String>,
    count: String,
    tags: Vec<Tag>,
    sources: Vec<Link>,
    more: usize,
}

/// How rows are grouped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum By {
    #[default]
    Region,
    Month,
}

impl Own for By {
    const NAMES: &'static [&'static str] = &["group"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        let named = |by| if by == Self::Region { "region" } else { "month" };
        let asked = reader.many(name, value, &[Self::Region, Self::Month], named);
        *self = asked.last().copied().unwrap_or_default();
    }
}

/// Answers `/chronologie`.
pub(super) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page_own(&app, &uri, &headers, &[DATED, CLOCK, PAGED], answer)
}

fn answer(ask: &Ask, by: By) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let filter = &ask.query.filter;
    let mut items = timeline::all(programme, filter);
    if by == By::Region {
        items.sort_by_cached_key(|item| (region_name(programme, item).map(|name| fold(&name)), item.position));
    }
    let (items, pages) = match &ask.query.after {
        Some(after) if after.parse::<Position>().is_err() => {
            return Err(wrong("after", after, "what a next link bears"));
        }
        _ => table::cut(ask, items, |item| item.position.to_string()),
    };
    let frame = Frame::of(ask, "chronologie").with_phases(&ask.query, filter.territory.is_none());
    let groups = groups(programme, &items, by);
    let (drawing, zoom) = draw(ask, &items, &groups);
    let page = Page {
        filters: filters(ask, by),
        chips: chips(ask),
        drawing,
        zoom,
        groups,
        pages,
        files: files::of(ask, &ask.path, true),
        frame: frame.clone(),
    };
    frame.ready(&page)
}

fn wrong(parameter: &str, found: &str, expected: &str) -> Error {
    let (parameter, found, expected) = (parameter.to_owned(), found.to_owned(), expected.to_owned());
    Error::Parameters(vec![Wrong { parameter, found, expected }])
}

/// The drawing of the table's rows under the table's headings, and where its window can go.
fn draw(ask: &Ask, items: &[&Item], groups: &[Group]) -> (String, Vec<(&'static str, Link)>) {
    let programme = ask.programme.as_ref();
    let headings = groups.iter().flat_map(|group| group.rows.iter().map(|_| group.title.clone()));
    let rows: Vec<drawing::Row> =
        items.iter().zip(headings).map(|(item, group)| drawing::Row { group, ..plot::row(programme, item) }).collect();
    let filter = &ask.query.filter;
    let at = |from: Option<&str>, to: Option<&str>| {
        with_query(&ask.path, &ask.query.with(&[("from", from), ("to", to), ("after", None)]))
    };
    let base = at(None, None);
    let options = drawing::Options {
        title: "Chronologie ; les mêmes lignes sont dans le tableau".to_owned(),
        clock: Some(programme.day()),
        from: filter.from,
        to: filter.to,
        zoom: format!("{base}{}", if base.contains('?') { '&' } else { '?' }),
        ..drawing::Options::default()
    };
    let zoom = options.window(&rows).map(|window| {
        let link = |name, words: &str, to: drawing::Window| {
            (name, Link::new(words, at(Some(&to.from.to_string()), Some(&to.to.to_string()))))
        };
        vec![
            link("back", "‹ Avant", window.earlier()),
            link("in", "Rapprocher", window.closer()),
            link("out", "Éloigner", window.wider()),
            link("forth", "Après ›", window.later()),
        ]
    });
    (drawing::draw(&rows, &options), zoom.unwrap_or_default())
}

/// The name of the region that a row stands under; the whole country comes first.
fn region_name(programme: &Programme, item: &Item) -> Option<String> {
    item.regions
        .first()
        .filter(|_| item.regions.len() == 1 || item.territory.is_some())
        .map(|code| programme.region_name(*code))
}

fn groups(programme: &Programme, items: &[&Item], by: By) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for item in items {
        let (title, href) = match by {
            By::Region => match (region_name(programme, item), item.regions.first()) {
                (Some(name), Some(code)) => {
                    let href = format!("{}?phase={}", address::region(*code, &name), item.phase);
                    (name, href)
                }
                _ => ("France entière, ou plusieurs régions".to_owned(), String::new()),
            },
            By::Month => (month(item.date.as_ref()), String::new()),
        };
        match groups.last_mut().filter(|group| group.title == title) {
            Some(group) => group.rows.push(row(programme, item)),
            None => groups.push(Group { title, href, rows: vec![row(programme, item)] }),
        }
    }
    groups
}

/// The month of a date's last day, where the timeline sorts it.
fn month(date: Option<&Edtf>) -> String {
    use chrono::Datelike as _;
    match date.map(|date| date.latest()).filter(|day| *day != chrono::NaiveDate::MAX) {
        Some(day) => {
            let name = MONTHS.get(day.month0() as usize).copied().unwrap_or_default();
            capital(&format!("{name} {}", day.year()))
        }
        None => "Sans date".to_owned(),
    }
}

fn row(programme: &Programme, item: &Item) -> Row {
    let when = |life: &Option<Life>| life.as_ref().map(|life| When::value(&life.retained.value));
    let disputed = [&item.met, &item.approved, &item.number].into_iter().flatten().filter(|life| life.disputed);
    let mut rivals: Vec<String> =
        disputed.flat_map(|life| life.contradicted().map(|said| rival(life, said)).collect::<Vec<_>>()).collect();
    rivals.dedup();
    let mut tags = vec![Tag::of(item)];
    tags.extend(item.disputed.then(Tag::disputed));
    let met = match item.kind {
        Kind::Figure => item.date.as_ref().map(When::of),
        _ => when(&item.met),
    };
    let count = match (item.kind, &item.number, item.identified) {
        (Kind::Wave, Some(number), Some(identified)) => {
            format!("{} annoncés, {}", number.retained.french, plural(identified, "identifié"))
        }
        _ => String::new(),
    };
    Row {
        id: address::anchor(&item.key),
        title: plot::label(item),
        href: address::subject(programme, &item.key),
        about: about(programme, item),
        trail: item.promised.iter().flat_map(|life| &life.trail).map(|said| When::value(&said.value)).collect(),
        promised: when(&item.promised),
        approved: when(&item.approved),
        met,
        answered: when(&item.answered),
        rivals,
        count,
        tags,
        sources: item.sources.iter().take(2).map(|source| source_link(item, source)).collect(),
        more: item.sources.len().saturating_sub(2),
    }
}

/// What kind of thing it is, where its name does not say so; its regions and its place.
fn about(programme: &Programme, item: &Item) -> String {
    let kind = item.territory.is_none().then(|| item.kind.french().to_owned());
    let regions: Vec<String> = item.regions.iter().map(|code| programme.region_name(*code)).collect();
    let regions = (!regions.is_empty()).then(|| regions.join(", "));
    kind.into_iter().chain(regions).chain(item.place.clone()).collect::<Vec<_>>().join(" · ")
}

/// A source by its title: its very words in a question, else on the web, else its place on the list of sources.
fn source_link(item: &Item, source: &Source) -> Link {
    let lives = [&item.met, &item.promised, &item.approved, &item.number].into_iter().flatten();
    let said = lives.flat_map(Life::all).find(|said| said.source.key == source.key && said.quote.is_some());
    let read = said.map(Cite::of).filter(|cite| !cite.outside).map(|cite| cite.href);
    let href = read.unwrap_or_else(|| outside(source));
    Link::new(source.title.clone(), if href.is_empty() { entry(source) } else { href })
}

fn filters(ask: &Ask, by: By) -> Filters {
    let programme = ask.programme.as_ref();
    let filter = &ask.query.filter;
    let kind = |kind: &Kind| Choice::new(kind.name(), capital(kind.french()), filter.kinds == [*kind]);
    let contracts = [Kind::Contrat, Kind::Protocole, Kind::Avenant];
    let mut kinds = vec![Choice::new(
        "contrat,protocole,avenant",
        "Contrats, protocoles et avenants",
        filter.kinds.len() == 3 && contracts.iter().all(|kind| filter.kinds.contains(kind)),
    )];
    kinds.extend(Kind::ALL.iter().map(kind));
    let status = |status: Status| Choice::new(status.name(), capital(status.french()), filter.statuses == [status]);
    let shown = ["region", "kind", "status", "from", "to", "q", "disputed", "group", "phase", "after"];
    let fields_say_it = |name: &str| shown.contains(&name) || matches!(name, "known_on" | "recorded_at");
    Filters {
        regions: table::regions(programme, filter.region),
        kinds,
        statuses: Status::ALL.into_iter().map(status).collect(),
        groups: vec![Choice::new("region", "Région", by == By::Region), Choice::new("month", "Mois", by == By::Month)],
        from: filter.from.map(|day| day.to_string()).unwrap_or_default(),
        to: filter.to.map(|day| day.to_string()).unwrap_or_default(),
        q: filter.q.clone().unwrap_or_default(),
        disputed: filter.disputed == Some(true),
        phase: ask.query.phase_is_set.then_some(match filter.phase {
            Some(phase) if phase.number() == 1 => "1",
            Some(_) => "2",
            None => "all",
        }),
        others: ask.query.given.iter().filter(|(name, _)| !fields_say_it(name)).cloned().collect(),
    }
}

/// The filters in force, each a link to the same page without it.
fn chips(ask: &Ask) -> Vec<Link> {
    let programme = ask.programme.as_ref();
    let Filter { region, departement, territory, kinds, statuses, disputed, from, to, q, .. } = &ask.query.filter;
    let day = |day: &chrono::NaiveDate| Edtf::day(*day).french();
    let names = |names: Vec<&'static str>| names.join(", ");
    let words = [
        ("region", region.map(|code| programme.region_name(code))),
        (
            "departement",
            departement.map(|code| programme.departement(code).map_or(code.to_string(), |d| d.name.clone())),
        ),
        ("territory", territory.as_ref().map(|id| Link::territory(programme, id).words)),
        ("kind", (!kinds.is_empty()).then(|| names(kinds.iter().map(|kind| kind.french()).collect()))),
        ("status", (!statuses.is_empty()).then(|| names(statuses.iter().map(|status| status.french()).collect()))),
        ("disputed", disputed.map(|yes| if yes { "contesté" } else { "non contesté" }.to_owned())),
        ("from", from.as_ref().map(|from| format!("à partir du {}", day(from)))),
        ("to", to.as_ref().map(|to| format!("jusqu’au {}", day(to)))),
        ("q", q.as_ref().map(|q| format!("« {q} »"))),
    ];
    words
        .into_iter()
        .filter_map(|(name, words)| {
            Some(Link::new(words?, with_query(&ask.path, &ask.query.with(&[(name, None), ("after", None)]))))
        })
        .collect()
}
