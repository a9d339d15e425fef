//! The pages, through the real router, over the bundled seed; and over hostile data, in a database of their own.

use std::{
    collections::{BTreeSet, VecDeque},
    sync::LazyLock,
};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use http_body_util::BodyExt as _;
use jalons::{
    programme::{record::Noun, view::Programme as View},
    store::Key,
    web::{App, Notice, assets},
};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::harness::{Programme, on_sqlite};

/// Every kind of page, by an address of its own.
const PAGES: [&str; 29] = [
    "/",
    "/?phase=1",
    "/regions",
    "/regions?phase=1",
    "/regions/32-hauts-de-france",
    "/regions/32-hauts-de-france?phase=1",
    "/departements",
    "/departements/59",
    "/departements/59?phase=1",
    "/territoires",
    "/territoires?phase=1&region=75",
    "/territoires/1-ti-7505-lacq-pau-tarbes",
    "/jalons/contract:1-ti-7505-contrat",
    "/jalons/copil:national:2019-01",
    "/chronologie",
    "/chronologie?phase=1",
    "/chronologie?phase=1&group=month",
    "/en-retard",
    "/questions",
    "/questions/AN-15-QE-20408",
    "/recherche",
    "/recherche?q=pau",
    "/sources",
    "/journal",
    "/corrections",
    "/donnees",
    "/methode",
    "/accessibilite",
    "/mentions-legales",
];

const SENTENCE: &str = "Au 30 juillet 2019, Hauts-de-France : 13 territoires, aucun contrat signé connu ; 1er COPIL tenu \
                        le 2 juillet 2019 ; calendrier des signatures détenu par la Région (question n° 20408).";

/// The site over the seed, loaded once: reads never touch its database.
struct Site {
    runtime: Runtime,
    app: App,
    _programme: Programme,
}

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let programme = runtime.block_on(async {
        let programme = Programme::fresh().await;
        programme.load_seed().await;
        // Each line of the journal is a microsecond after the one before: the last is not in the future.
        programme.live.time.stop_at(programme.live.time.now() + chrono::Duration::seconds(1));
        programme
    });
    let notice = Notice {
        site: "https://jalons.example".to_owned(),
        publisher: Some("Région Exemple <jalons@exemple.fr>".to_owned()),
        host: None,
        ..Notice::default()
    };
    let app = App::new(programme.live.clone()).with_notice(notice);
    Site { runtime, app, _programme: programme }
});

/// An answer.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    bytes: Vec<u8>,
}

impl Answer {
    fn html(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn ask(router: Router, request: Request<Body>) -> Answer {
    let response = router.oneshot(request).await.unwrap();
    let (head, body) = response.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes().to_vec();
    Answer { status: head.status, headers: head.headers, bytes }
}

fn request(method: &str, address: &str, encoding: &str) -> Request<Body> {
    let request = Request::builder().method(method).uri(address);
    request.header("accept-encoding", encoding).body(Body::empty()).unwrap()
}

fn get(address: &str) -> Answer {
    SITE.runtime.block_on(ask(SITE.app.clone().router(), request("GET", address, "identity")))
}

/// The page at an address, which there must be.
fn page(address: &str) -> String {
    let answer = get(address);
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    answer.html()
}

/// What a reader reads: no tags, no entities, plain spaces.
fn text(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let after = part.split_once('>').map_or(part, |(_, after)| after);
        text.push_str(after);
    }
    let text = [("&#38;", "&"), ("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, sign)| text.replace(entity, sign));
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

/// The addresses that a page links to, `&` unescaped.
fn links(html: &str) -> Vec<String> {
    let anchors = html.split("<a ").skip(1).filter_map(|tag| tag.split('>').next());
    let hrefs = anchors.filter_map(|tag| Some(tag.split_once("href=\"")?.1.split('"').next()?.to_owned()));
    hrefs.map(|href| href.replace("&#38;", "&").replace("&amp;", "&")).collect()
}

fn has_id(html: &str, id: &str) -> bool {
    html.contains(&format!("id=\"{id}\""))
}

/// The element that begins with `opening`, up to the next `closing`.
fn element<'a>(html: &'a str, opening: &str, closing: &str) -> &'a str {
    let start = html.find(opening).unwrap_or_else(|| panic!("no {opening}"));
    let rest = &html[start..];
    &rest[..rest.find(closing).unwrap_or(rest.len())]
}

#[test]
fn every_page_is_whole() {
    for address in PAGES {
        let html = page(address);
        assert!(html.starts_with("<!doctype html>\n<html lang=\"fr\">"), "{address}");
        assert_eq!(html.matches("<h1").count(), 1, "{address}: one title");
        assert_eq!(html.matches("<main").count(), 1, "{address}: one main part");
        assert!(html.contains("<meta name=\"description\" content=\""), "{address}");
        assert!(html.contains("À la date du"), "{address}: the clock");
        for banned in ["style=\"", "<style", "onclick", "<script>", "http-equiv", "{{", "{%"] {
            assert!(!html.contains(banned), "{address} has {banned}");
        }
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let unique: BTreeSet<&&str> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{address}: an id is there twice");
    }
}

#[test]
fn french_signs_never_stand_alone_on_a_line() {
    for address in PAGES {
        let html = page(address);
        let main = element(&html, "<main", "</main>");
        let ours = main.split("<blockquote").enumerate().map(|(index, part)| match index {
            0 => part,
            _ => part.split_once("</blockquote>").map_or("", |(_, after)| after),
        });
        for part in ours.flat_map(|part| part.split('<')).filter_map(|part| part.split_once('>')).map(|(_, text)| text)
        {
            for sign in [" ;", " :", " !", " ?", " »", "« "] {
                assert!(!part.contains(sign), "{address}: “{sign}” breaks in “{part}”");
            }
        }
    }
}

#[test]
fn the_sentence_of_hauts_de_france_is_said_with_what_bears_it_out() {
    let html = page("/regions/32-hauts-de-france?known_on=2019-07-30");
    let lead = element(&html, "id=\"phrase\"", "</p>");
    assert_eq!(text(lead), SENTENCE);
    assert!(text(&html).contains("Dont 8 sans date de labellisation connue, comptés depuis le 22 novembre 2018."));
    let leads_to = links(lead);
    assert_eq!(leads_to.len(), 4, "{leads_to:?}");
    assert_eq!(leads_to[0], "/territoires?region=32&phase=1&known_on=2019-07-30");
    assert_eq!(leads_to[1], "/chronologie?kind=contrat,protocole,avenant&region=32&phase=1&known_on=2019-07-30");
    assert!(leads_to[2].starts_with("/jalons/copil:"), "{}", leads_to[2]);
    assert!(leads_to[3].starts_with("/questions/AN-15-QE-20408?known_on=2019-07-30#fait-"), "{}", leads_to[3]);
    let territories = page(&leads_to[0]);
    assert!(text(&territories).contains("13 territoires, dont 1 à cheval"));
    assert!(text(&page(&leads_to[2])).contains("s'est tenu le 2 juillet"));
    let fact = leads_to[3].split_once('#').unwrap().1;
    assert!(has_id(&page(&leads_to[3]), fact), "{fact}");
}

#[test]
fn what_was_known_of_hauts_de_france_is_told_today() {
    let html = page("/regions/32-hauts-de-france");
    let day = element(&html, "<li id=\"su-2019-07-30\"", "</li>");
    assert!(text(day).contains(SENTENCE), "{}", text(day));
    assert!(links(day).iter().any(|href| href == "/regions/32-hauts-de-france?known_on=2019-07-30"));
    for href in links(day) {
        assert!(href.contains("known_on=2019-07-30"), "{href} forgets the day");
        assert_eq!(get(&href).status, StatusCode::OK, "{href}");
    }
}

#[test]
fn the_committee_is_known_from_the_day_of_the_answer() {
    let before = page("/chronologie?region=32&known_on=2019-06-18");
    let after = page("/chronologie?region=32&known_on=2019-07-30");
    assert!(!before.contains("1er COPIL régional"));
    assert!(after.contains("1er COPIL régional"));
    assert!(after.contains("class=\"notice\""), "reading the past is said");
    assert!(after.contains("data-now>Revenir à aujourd’hui</a>"), "and there is a way back");
}

#[test]
fn the_facts_of_the_question_are_marked_where_they_were_read() {
    let html = page("/questions/AN-15-QE-20408");
    let record = SITE.app.live.record();
    let programme = View::at(record, jalons::programme::clock::Clock::of_day(crate::harness::today()));
    let subject = programme.record().find(&Key::new("question:AN-15-QE-20408")).unwrap().id;
    let question = programme.question_of(subject).unwrap();
    assert!(question.facts.len() > 10);
    for (stored, opening) in [(&question.question_text, "id=\"question\""), (&question.answer_text, "id=\"reponse\"")] {
        let shown = element(&html[html.find(opening).unwrap()..], "<blockquote class=\"text\"", "</blockquote>");
        let without_numbers: String =
            shown.split("<sup>").map(|part| part.split_once("</sup>").map_or(part, |(_, after)| after)).collect();
        let said: String = text(&without_numbers).split_whitespace().collect::<Vec<_>>().join(" ");
        let stored = stored.as_deref().unwrap().replace(['\u{a0}', '\u{202f}'], " ");
        assert_eq!(said, stored.split_whitespace().collect::<Vec<_>>().join(" "), "the text is whole");
    }
    for fact in question.facts.iter().filter(|fact| fact.subject != question.id.key()) {
        let id = format!("<i id=\"fait-{}\"></i>", fact.said.statement.0);
        let place = html.find(&id).unwrap_or_else(|| panic!("{id}"));
        let marked = text(element(&html[place..], "<span>", "</span>"));
        let quote = fact.said.quote.as_ref().unwrap().text.replace(['\u{a0}', '\u{202f}'], " ");
        assert!(quote.starts_with(&marked), "“{marked}” is not the beginning of “{quote}”");
    }
    let list = element(&html, "<ol class=\"facts", "</ol>");
    assert!(links(list).iter().any(|href| href.starts_with("/chronologie?")), "each fact leads to the timeline");
    for href in links(list) {
        match href.split_once('#') {
            Some(("", id)) => assert!(has_id(&html, id), "{href}"),
            Some((address, id)) => assert!(has_id(&page(address), id), "{href}"),
            None => {}
        }
    }
}

#[test]
fn an_address_with_a_parameter_too_many_is_refused_by_its_name() {
    for address in PAGES {
        let address = format!("{}{}couleur=rouge", address, if address.contains('?') { '&' } else { '?' });
        let answer = get(&address);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
        let html = answer.html();
        assert!(html.contains("<code>couleur</code>"), "{address}");
        assert!(html.contains("inconnu"), "{address} says so in French");
        assert!(!html.contains("expected") && !html.contains("one of"), "{address} speaks French");
    }
    let answer = get("/chronologie?region=zz&known_on=2999-01-01&status=perdu").html();
    for name in ["region", "known_on", "status"] {
        assert!(answer.contains(&format!("<code>{name}</code>")), "{name}: everything wrong is said at once");
    }
}

#[test]
fn an_error_has_a_way_out() {
    for (address, status) in [
        ("/nulle-part", 404),
        ("/regions/99", 404),
        ("/regions/32?known_on=1990-01-01", 404),
        ("/territoires/1-ti-0000", 404),
        ("/jalons/copil:rien", 404),
        ("/questions/AN-15-QE-1", 404),
        ("/departements/20", 404),
        ("/regions?x=1", 400),
    ] {
        let answer = get(address);
        assert_eq!(answer.status.as_u16(), status, "{address}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{address}");
        assert!(links(&answer.html()).iter().any(|href| href.starts_with("/recherche")), "{address}");
    }
    let post = SITE.runtime.block_on(ask(SITE.app.clone().router(), request("POST", "/regions", "identity")));
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(post.html().contains("<h1>"));
    let api = get("/api/v1/nulle-part");
    assert_eq!(api.status, StatusCode::NOT_FOUND);
    assert_eq!(api.header("content-type"), "application/problem+json");
}

#[test]
fn a_wrong_name_leads_to_the_right_one_and_a_code_alone_is_enough() {
    for (from, to) in [
        ("/regions/32-nord?phase=1", "/regions/32-hauts-de-france?phase=1"),
        (
            "/territoires/1-ti-7505-pau?known_on=2020-01-01",
            "/territoires/1-ti-7505-lacq-pau-tarbes?known_on=2020-01-01",
        ),
        ("/jalons/question:AN-15-QE-20408", "/questions/AN-15-QE-20408"),
        ("/jalons/region:32", "/regions/32-hauts-de-france"),
    ] {
        let answer = get(from);
        assert_eq!(answer.status, StatusCode::TEMPORARY_REDIRECT, "{from}");
        assert_eq!(answer.header("location"), to, "{from}");
    }
    assert!(page("/regions/32").contains("Hauts-de-France"));
    assert!(page("/territoires/1-ti-7505").contains("Lacq"));
    assert!(page("/departements/2a").contains("Corse-du-Sud"));
}

#[test]
fn the_past_is_kept_from_page_to_page() {
    for address in PAGES {
        let past = format!("{address}{}known_on=2023-12-01", if address.contains('?') { '&' } else { '?' });
        let html = page(&past);
        for href in links(&html).iter().filter(|href| href.starts_with('/')) {
            let back = html.contains(&format!("href=\"{}\" data-now", href.replace('&', "&#38;")));
            assert!(
                href.contains("known_on=") || href.contains("recorded_at=") || back,
                "{past}: {href} forgets the day"
            );
        }
        let forms = html.matches("<form").count();
        assert_eq!(html.matches("name=\"known_on\"").count(), forms, "{past}: a form forgets the day");
    }
}

#[test]
fn every_link_of_every_page_leads_somewhere() {
    let mut seen: BTreeSet<String> = PAGES.iter().map(|&page| page.to_owned()).collect();
    let mut queue: VecDeque<String> = seen.iter().cloned().collect();
    let mut targets: BTreeSet<(String, String)> = BTreeSet::new();
    let mut of_a_kind = std::collections::HashMap::<String, usize>::new();
    while let Some(address) = queue.pop_front() {
        let answer = get(&address);
        if address.starts_with("/a-faire") || address.starts_with("/agir/") {
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "the officials' pages ask who one is");
            continue;
        }
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let html = answer.html();
        for (page, id) in targets.iter().filter(|(page, _)| *page == address) {
            assert!(has_id(&html, id), "{page} has no #{id}");
        }
        // Addresses with parameters are visited and not followed: filters go on without end.
        let follow = !address.contains('?') || PAGES.contains(&address.as_str());
        for href in links(&html).into_iter().filter(|_| follow) {
            if let Some(id) = href.strip_prefix('#') {
                assert!(has_id(&html, id), "{address} has no {href}");
            }
            let (to, id) = href.split_once('#').unwrap_or((&href, ""));
            // The API has its own tests, and its own page.
            if !to.starts_with('/') || to.starts_with("/api") {
                continue;
            }
            // Half a dozen of each kind of page tell as much as all.
            let kind: String = to.split(['?', '-', ':']).next().unwrap_or_default().chars().take(22).collect();
            let kind = format!("{kind}{}", to.matches('&').count());
            let count = of_a_kind.entry(kind).or_default();
            if seen.contains(to) || *count >= 6 {
                continue;
            }
            *count += 1;
            if !id.is_empty() {
                targets.insert((to.to_owned(), id.to_owned()));
            }
            seen.insert(to.to_owned());
            queue.push_back(to.to_owned());
        }
    }
    assert!(seen.len() > 100, "only {} pages", seen.len());
}

fn weight(address: &str) -> usize {
    let answer = SITE.runtime.block_on(ask(SITE.app.clone().router(), request("GET", address, "br, gzip")));
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    answer.bytes.len()
}

#[test]
fn a_page_is_light() {
    let loaded: usize = assets::names()
        .filter(|name| !name.ends_with(".txt"))
        .map(|name| weight(&format!("{}/{name}", assets::base())))
        .sum();
    for address in PAGES {
        let bytes = weight(address) + loaded;
        assert!(bytes <= 100_000, "{address} weighs {bytes} bytes with all that it loads");
    }
    for address in ["/", "/?phase=1"] {
        let bytes = weight(address) + loaded;
        assert!(bytes <= 80_000, "{address} weighs {bytes} bytes with all that it loads");
    }
}

#[test]
fn the_legal_notice_says_who_publishes_and_that_the_host_is_not_said() {
    let said = text(&page("/mentions-legales"));
    assert!(said.contains("Région Exemple <jalons@exemple.fr>"));
    assert!(said.contains("n’a pas déclaré son hébergeur"));
}

#[test]
fn every_kind_of_file_that_can_be_imported_is_told_with_its_columns() {
    let html = page("/donnees");
    for kind in jalons::import::Kind::ALL {
        assert!(html.contains(&format!("<code>{}</code>", kind.name)), "{}", kind.name);
        for column in kind.columns() {
            assert!(html.contains(&format!("<code>{}</code>", column.name)), "{} of {}", column.name, kind.name);
        }
    }
}

#[test]
fn static_files_are_kept_for_ever_and_pages_asked_for_again() {
    let style = get(&format!("{}/jalons.css", assets::base()));
    assert_eq!(style.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(style.header("content-type"), "text/css");
    let old = get("/s/0123456789abcdef/jalons.css");
    assert_eq!(old.header("cache-control"), "public, no-cache", "another version's page is served, not for ever");
    assert_eq!(get(&format!("{}/rien.css", assets::base())).status, StatusCode::NOT_FOUND);
    let home = get("/");
    assert_eq!(home.header("cache-control"), "public, no-cache");
    assert!(home.header("content-security-policy").starts_with("default-src 'self'"));
    assert_eq!(home.header("x-content-type-options"), "nosniff");
    assert!(!home.header("referrer-policy").is_empty());
    assert!(!home.headers.contains_key("set-cookie"), "no cookie for readers");
    for answer in [get("/robots.txt"), get("/favicon.ico")] {
        assert_eq!(answer.status, StatusCode::OK);
    }
}

#[test]
fn a_page_is_had_as_files_with_its_filters_and_its_clock() {
    let mut found = 0;
    for address in
        ["/chronologie?region=32&known_on=2019-07-30", "/regions", "/territoires?phase=1", "/en-retard", "/sources"]
    {
        let html = page(address);
        for href in links(element(&html, "class=\"small files\"", "</p>")) {
            let answer = get(&href);
            assert_eq!(answer.status, StatusCode::OK, "{href}");
            assert!(answer.header("content-disposition").starts_with("attachment"), "{href}");
            found += 1;
        }
    }
    assert!(found >= 17, "{found}");
    let file = get("/regions/32-hauts-de-france.ics?known_on=2019-07-30").html();
    assert!(file.contains("BEGIN:VEVENT") && file.contains("1er COPIL"));
    assert!(get("/territoires/1-ti-7505-lacq-pau-tarbes.csv").html().contains("1-ti-7505"));
}

#[test]
fn what_a_source_says_is_never_markup() {
    on_sqlite(|programme| async move {
        programme.load_seed().await;
        let hostile = "phase,territoire,document,signe_le,lieu,source,publie_le,remarque\n\
            1,ti-7505,contrat,2021-01-01,<script>alert(1)</script>,<b onclick=alert(2)>Papier</b>,2021-02-01,\"\"\"><img src=x onerror=alert(3)>\"\n";
        let report = programme.import("contracts", hostile).await;
        assert!(report.is_taken(), "{}", crate::harness::told(&report));
        let router = App::new(programme.live.clone()).router();
        for address in [
            "/territoires/1-ti-7505",
            "/jalons/contract:1-ti-7505-contrat",
            "/chronologie?territory=1-ti-7505",
            "/sources",
            "/recherche?q=%3Cscript%3Ealert(4)%3C/script%3E",
            "/chronologie?q=%22%3E%3Cb%3E",
        ] {
            let answer = ask(router.clone(), request("GET", address, "identity")).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            let html = answer.html();
            for banned in ["<script>", "<img", "<b onclick", "\"><b>"] {
                assert!(!html.contains(banned), "{address} has {banned}");
            }
        }
    });
}

#[test]
fn each_source_has_its_place_and_each_region_its_page() {
    let sources = page("/sources");
    let regions = page("/regions?phase=1");
    for subject in SITE.app.live.record().subjects() {
        match &subject.noun {
            Noun::Source(source) if source.key.identity().contains('/') => {
                assert!(has_id(&sources, &jalons::web::address::anchor(&source.key)), "{}", source.key);
            }
            Noun::Region(code) => assert!(regions.contains(&format!("/regions/{code}-")), "{code}"),
            _ => {}
        }
    }
}

#[test]
fn an_address_that_is_no_text_has_a_way_out_too() {
    for address in ["/regions/%FF", "/territoires/%FF", "/jalons/%FF", "/questions/%FF", "/departements/%FF"] {
        let answer = get(address);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
        assert!(answer.html().contains("Revenir à l’accueil"), "{address}");
    }
}

#[test]
fn a_committee_of_a_territory_is_no_committee_of_its_region() {
    assert!(page("/").contains("aucun comité de pilotage régional connu"));
}

#[test]
fn a_question_that_names_a_region_is_on_its_page_in_either_phase() {
    for phase in ["1", "2"] {
        assert!(
            text(&page(&format!("/regions/32-hauts-de-france?phase={phase}"))).contains("Question n° 20408 (Assemblée"),
            "{phase}"
        );
    }
}

#[test]
fn a_count_announced_stands_beside_what_is_identified_as_of_its_day() {
    // Kourou signed on 5 July, Aurillac on 30 July: neither counts in April, nor on 15 July.
    let home = page("/?known_on=2019-07-30");
    let (_, section) = home.split_once("id=\"annonce\"").unwrap();
    let (section, _) = section.split_once("</section>").unwrap();
    let rows: Vec<String> = section.split("<tr").map(text).collect();
    let row = |what: &str| rows.iter().find(|row| row.contains(what)).unwrap().trim_end().to_owned();
    assert!(row("protocoles signés").ends_with("136"), "13 announced, 6 identified: {}", row("protocoles signés"));
    assert!(row("contrats signés").ends_with("54"), "5 announced, 4 identified: {}", row("contrats signés"));
}

#[test]
fn the_page_of_a_departement_is_had_as_files() {
    let page = page("/departements/64?phase=1");
    assert!(page.contains("/departements/64.ics?phase=1"), "it links to its calendar");
    let file = get("/departements/64.csv?phase=1");
    assert_eq!(file.status, StatusCode::OK);
    assert!(file.html().contains("contract:1-ti-7505-contrat"));
    assert!(file.header("content-disposition").contains("departement-64"));
    assert!(get("/en-retard.csv?phase=1").header("content-disposition").contains("en-retard"));
}
