//! The API as a program meets it.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use chrono::{TimeZone as _, Utc};
use jalons::store::{Actor, DecisionKind};
use serde_json::{Value, json};

use crate::harness::{Site, on_each_engine, on_sqlite, on_the_seed, told};

const LISTS: [&str; 12] = [
    "regions",
    "departements",
    "territories",
    "copils",
    "contracts",
    "milestones",
    "figures",
    "questions",
    "sources",
    "statements",
    "timeline",
    "journal",
];

/// What an item of a list goes by.
fn id(noun: &str, item: &Value) -> String {
    let name = match noun {
        "regions" | "departements" => "code",
        "territories" | "contracts" | "questions" | "journal" => "id",
        "statements" => "statement",
        _ => "key",
    };
    item[name].as_str().map_or_else(|| item[name].to_string(), str::to_owned)
}

fn ids(noun: &str, answer: &Value) -> Vec<String> {
    answer["data"].as_array().unwrap().iter().map(|item| id(noun, item)).collect()
}

#[test]
fn the_two_engines_answer_the_same() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let (site, seed) = (Site::over(&programme.live), Site::of_seed());
        for noun in LISTS {
            let address = format!("/api/v1/{noun}?known_on=2020-02-01");
            assert_eq!(site.get(&address).await.text(), seed.get(&address).await.text(), "{noun}");
        }
    });
}

#[test]
fn every_wrong_parameter_is_named_at_once() {
    on_the_seed(async |site| {
        let answer = site
            .get("/api/v1/contracts?region=Nord&colour=red&phase=3&kind=copil,contrat&from=hier&limit=0&phase=1&known_on=2030-01-01")
            .await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        let problem = answer.json();
        let wrong: Vec<(&str, &str)> = problem["parameters"]
            .as_array()
            .unwrap()
            .iter()
            .map(|wrong| (wrong["parameter"].as_str().unwrap(), wrong["found"].as_str().unwrap()))
            .collect();
        assert_eq!(
            wrong,
            [
                ("region", "Nord"),
                ("colour", "red"),
                ("phase", "3"),
                ("kind", "copil"),
                ("from", "hier"),
                ("limit", "0"),
                ("phase", "1"),
                ("known_on", "2030-01-01"),
            ]
        );
        assert_eq!(problem["parameters"][3]["expected"], "one of protocole, contrat, avenant");
        assert_eq!(problem["parameters"][6]["expected"], "each parameter once");
    });
}

#[test]
fn a_filter_that_means_nothing_for_a_noun_is_refused() {
    on_the_seed(async |site| {
        for (address, name) in [
            ("/api/v1/regions?departement=59", "departement"),
            ("/api/v1/figures?status=met", "status"),
            ("/api/v1/copils?departement=59", "departement"),
            ("/api/v1/sources?status=met", "status"),
            ("/api/v1/questions?territory=1-ti-3205", "territory"),
            ("/api/v1/territories/1-ti-3205?region=32", "region"),
            ("/api/openapi.json?known_on=2019-07-30", "known_on"),
        ] {
            let answer = site.get(address).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{address}");
            assert_eq!(answer.json()["parameters"][0]["parameter"], name, "{address}");
        }
    });
}

#[test]
fn what_is_not_there_is_said_in_json() {
    on_the_seed(async |site| {
        for address in [
            "/api/v1/contracts/1-ti-9999-contrat",
            "/api/v1/contracts/rubbish",
            "/api/v1/copils/contract:1-ti-7505-contrat",
            "/api/v1/statements/0",
            "/api/v1/journal/999",
            "/api/v1/sources/source:nobody/said",
            "/api/v1/nothing",
            "/api/v2/regions",
            "/api/v1/regions/",
            "/api/",
        ] {
            let answer = site.get(address).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            assert_eq!(answer.header("content-type"), "application/problem+json", "{address}");
            assert_eq!(answer.json()["type"], "/api#not-found", "{address}");
        }
    });
}

#[test]
fn a_method_that_is_not_taken_is_answered_with_those_that_are() {
    on_the_seed(async |site| {
        for address in ["/api/v1/contracts", "/api/v1/contracts/1-ti-7505-contrat", "/api/openapi.json"] {
            for method in ["POST", "PUT", "DELETE", "PATCH"] {
                let answer = site.ask(method, address, &[]).await;
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {address}");
                assert_eq!(answer.header("allow"), "GET,HEAD", "{method} {address}");
                assert_eq!(answer.json()["type"], "/api#method");
            }
        }
    });
}

#[test]
fn head_says_all_but_the_body() {
    on_the_seed(async |site| {
        for address in ["/api/v1/regions", "/api/v1/regions/32", "/api/openapi.json"] {
            let (get, head) = (site.get(address).await, site.ask("HEAD", address, &[]).await);
            assert_eq!(head.status, StatusCode::OK);
            assert!(head.body.is_empty());
            for name in ["etag", "content-type", "content-length", "cache-control"] {
                assert_eq!(head.header(name), get.header(name), "{name} of {address}");
            }
        }
    });
}

#[test]
fn a_reader_that_has_an_answer_is_told_so_in_any_encoding() {
    on_the_seed(async |site| {
        let address = "/api/v1/territories?phase=1";
        let mut tags = BTreeSet::new();
        for (encoding, coded) in [("identity", ""), ("gzip", "gzip"), ("gzip, br", "br")] {
            let first = site.ask("GET", address, &[("accept-encoding", encoding)]).await;
            assert_eq!(first.header("content-encoding"), coded);
            assert_eq!(first.header("vary"), "accept-encoding");
            let tag = first.header("etag").to_owned();
            for known in [tag.clone(), format!("\"other\", {tag}"), format!("W/{tag}"), "*".to_owned()] {
                let again =
                    site.ask("GET", address, &[("accept-encoding", encoding), ("if-none-match", known.as_str())]).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{known} in {encoding}");
                assert_eq!(again.header("etag"), tag);
                assert!(again.body.is_empty());
            }
            let other = site.ask("GET", address, &[("if-none-match", "\"other\"")]).await;
            assert_eq!(other.status, StatusCode::OK);
            tags.insert(tag);
        }
        assert_eq!(tags.len(), 3, "an encoding is a representation with a tag of its own");
    });
}

#[test]
fn an_items_tag_begins_with_its_version() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let site = Site::over(&programme.live);
        let address = "/api/v1/contracts/1-ti-7505-contrat";
        let before = site.get(address).await;
        assert!(before.header("etag").starts_with("\"1."), "{}", before.header("etag"));
        programme
            .import(
                "contracts",
                "phase,territoire,document,signe_le,source,publie_le\n\
                 1,ti-7505,contrat,2019-07-15,https://example.org/signature,2020-05-04\n",
            )
            .await;
        let after = site.get(address).await;
        assert!(after.header("etag").starts_with("\"2."), "{}", after.header("etag"));
        assert_eq!(after.json()["data"]["version"], 2);
        let known = site.get(&format!("{address}?known_on=2020-05-03")).await;
        assert!(known.header("etag").starts_with("\"2."), "{}", known.header("etag"));
        assert_ne!(known.header("etag"), after.header("etag"), "another day is another answer");
    });
}

#[test]
fn paging_to_the_end_gives_each_item_once_and_in_order() {
    on_the_seed(async |site| {
        for noun in LISTS {
            let all =
                if matches!(noun, "departements" | "sources" | "statements" | "journal") { "" } else { "&phase=all" };
            let whole: Vec<String> = site
                .pages(&format!("/api/v1/{noun}?limit=1000{all}"))
                .await
                .iter()
                .flat_map(|it| ids(noun, it))
                .collect();
            let size = whole.len().div_ceil(5);
            let pages = site.pages(&format!("/api/v1/{noun}?limit={size}{all}")).await;
            let paged: Vec<String> = pages.iter().flat_map(|page| ids(noun, page)).collect();
            assert_eq!(paged, whole, "{noun}");
            assert_eq!(paged.iter().collect::<BTreeSet<_>>().len(), whole.len(), "{noun}");
            for page in &pages {
                assert_eq!(page["meta"]["total"], whole.len(), "{noun}");
            }
            assert!(pages.last().unwrap()["links"].get("next").is_none());
        }
    });
}

#[test]
fn a_cursor_that_names_nothing_is_refused() {
    on_the_seed(async |site| {
        for noun in LISTS {
            let answer = site.get(&format!("/api/v1/{noun}?after=nowhere")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{noun}");
            assert_eq!(answer.json()["parameters"][0]["parameter"], "after", "{noun}");
        }
    });
}

#[test]
fn a_cursor_still_leads_on_when_its_item_no_longer_passes_the_filter() {
    on_the_seed(async |site| {
        let whole = ids("territories", &site.json("/api/v1/territories?phase=1&limit=1000").await);
        let after = &whole[40];
        let page = site.json(&format!("/api/v1/territories?phase=1&region=32&limit=1000&after={after}")).await;
        let of_region = ids("territories", &site.json("/api/v1/territories?phase=1&region=32&limit=1000").await);
        let expected: Vec<&String> = whole[41..].iter().filter(|id| of_region.contains(id)).collect();
        assert_eq!(ids("territories", &page).iter().collect::<Vec<_>>(), expected);
    });
}

#[test]
fn lists_are_sorted_by_name_without_regard_to_accents_or_by_date() {
    on_the_seed(async |site| {
        let names = |answer: &Value| -> Vec<String> {
            answer["data"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
        };
        let regions = names(&site.json("/api/v1/regions").await);
        assert_eq!(regions[..3], ["Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne"]);
        assert_eq!(regions[6..8], ["Guadeloupe", "Guyane"]);
        let departements = names(&site.json("/api/v1/departements?limit=1000").await);
        let place = |name: &str| departements.iter().position(|other| other == name).unwrap();
        assert!(place("Drôme") < place("Essonne") && place("Hérault") < place("Ille-et-Vilaine"));
        let contracts = site.json("/api/v1/contracts?phase=1&limit=1000").await;
        let days: Vec<String> = contracts["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|contract| {
                let life = ["signed", "approved", "promised"].into_iter().map(|name| &contract[name]);
                let latest = life.filter_map(|life| life["latest"].as_str()).next();
                latest.unwrap_or("9999").to_owned()
            })
            .collect();
        assert!(days.is_sorted(), "{days:?}");
    });
}

#[test]
fn what_was_known_on_a_day_is_all_that_is_shown() {
    on_the_seed(async |site| {
        let before = site.json("/api/v1/copils?region=32&known_on=2019-06-18").await;
        assert_eq!(before["meta"]["total"], 0);
        assert_eq!(before["meta"]["known_on"], "2019-06-18");
        assert_eq!(before["meta"]["phase"], 1);
        let after = site.json("/api/v1/copils?region=32&known_on=2019-07-30").await;
        assert_eq!(ids("copils", &after), ["copil:32:2019-07-02"]);
        assert_eq!(after["data"][0]["held"]["value"], "2019-07-02");
        assert_eq!(after["links"]["self"], "/api/v1/copils?region=32&known_on=2019-07-30");
        let item = site.get("/api/v1/copils/copil:32:2019-07-02?known_on=2019-06-18").await;
        assert_eq!(item.status, StatusCode::NOT_FOUND);
        let question = site.json("/api/v1/questions/AN-15-QE-20408?known_on=2019-06-18").await;
        assert_eq!((&question["data"]["status"], &question["data"]["answer_text"]), (&json!("waiting"), &Value::Null));
        for noun in LISTS.into_iter().filter(|noun| *noun != "journal" && *noun != "departements") {
            let early = site.json(&format!("/api/v1/{noun}?known_on=2018-01-01&limit=1")).await;
            let late = site.json(&format!("/api/v1/{noun}?known_on=2023-01-01&limit=1")).await;
            let total = |answer: &Value| answer["meta"]["total"].as_u64().unwrap();
            assert!(total(&early) <= total(&late) && total(&late) > 0, "{noun}");
        }
    });
}

#[test]
fn what_was_recorded_by_a_moment_is_shown_for_ever_the_same() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let site = Site::over(&programme.live);
        let moment = Utc.with_ymd_and_hms(2026, 11, 23, 10, 0, 0).unwrap();
        programme.live.time.stop_at(moment);
        let addresses: Vec<String> = LISTS
            .iter()
            .map(|noun| format!("/api/v1/{noun}?recorded_at=2026-11-23T10:00:00Z"))
            .chain(["/api/v1/territories/1-ti-3205?recorded_at=2026-11-23T11:00:00%2B01:00".to_owned()])
            .collect();
        let mut before = Vec::new();
        for address in &addresses {
            before.push(site.json(address).await["data"].clone());
        }
        programme.live.time.stop_at(Utc.with_ymd_and_hms(2026, 12, 1, 10, 0, 0).unwrap());
        programme
            .import(
                "contracts",
                "phase,territoire,document,promis_le,source,publie_le\n\
                 1,ti-3205,contrat,2020-03,https://example.org/promesse,2019-12-01\n",
            )
            .await;
        for (address, before) in addresses.iter().zip(before) {
            assert_eq!(site.json(address).await["data"], before, "{address}");
        }
        let now = site.json("/api/v1/contracts/1-ti-3205-contrat").await;
        assert_eq!(now["data"]["promised"]["value"], "2020-03");
        assert_eq!(now["data"]["status"], "unknown_outcome", "its phase is over");
        let then = site.json("/api/v1/contracts/1-ti-3205-contrat?known_on=2019-12-25").await;
        assert_eq!(then["data"]["status"], "promised");
        let journal = site.json("/api/v1/journal?from=2026-12").await;
        assert_eq!(journal["meta"]["total"], 1);
        assert_eq!(journal["data"][0]["role"], "operator");
        assert_eq!(journal["data"][0]["recorded_at"], "2026-12-01T10:00:00Z");
        assert!(journal["data"][0].get("actor").is_none(), "who did it is nobody’s business");
        let line = journal["data"][0]["id"].as_i64().unwrap();
        let told = site.json(&format!("/api/v1/statements?journal={line}")).await;
        assert_eq!(told["meta"]["total"], journal["data"][0]["statements"]);
    });
}

#[test]
fn words_are_found_without_regard_to_case_or_accents() {
    on_the_seed(async |site| {
        for (address, noun, found) in [
            ("/api/v1/regions?q=ILE DE FRANCE", "regions", "11"),
            ("/api/v1/regions?q=paca", "regions", "93"),
            ("/api/v1/departements?q=herault", "departements", "34"),
            ("/api/v1/territories?phase=1&q=boulonnais", "territories", "1-ti-3205"),
            ("/api/v1/contracts?phase=1&q=LACQ+tarbes", "contracts", "1-ti-7505-contrat"),
            ("/api/v1/questions?phase=1&q=christophe", "questions", "AN-15-QE-20408"),
            ("/api/v1/sources?q=REPONSE+20408", "sources", "source:AN-15-QE-20408/answer"),
            ("/api/v1/milestones?phase=1&q=premiere+assemblee", "milestones", "milestone:assembly:2019-03-lyon"),
        ] {
            let found_ids = ids(noun, &site.json(&address.replace(' ', "+")).await);
            assert!(found_ids.contains(&found.to_owned()), "{address}: {found_ids:?}");
            assert!(found_ids.len() < 12, "{address} finds too much: {found_ids:?}");
        }
        assert_eq!(site.json("/api/v1/territories?phase=all&q=xyzzy").await["meta"]["total"], 0);
    });
}

#[test]
fn a_list_and_the_timeline_filter_alike() {
    on_the_seed(async |site| {
        for filter in [
            "region=75",
            "departement=64",
            "territory=1-ti-7505",
            "status=met",
            "disputed=true",
            "from=2019-07&to=2019-12",
            "q=pays",
            "region=44&status=met,approved&from=2019",
        ] {
            let contracts = site.json(&format!("/api/v1/contracts?phase=1&limit=1000&{filter}")).await;
            let rows = site
                .json(&format!("/api/v1/timeline?phase=1&limit=1000&kind=contrat,protocole,avenant&{filter}"))
                .await;
            let keys: Vec<String> = ids("contracts", &contracts).iter().map(|id| format!("contract:{id}")).collect();
            assert!(!keys.is_empty(), "{filter} finds nothing");
            assert_eq!(keys, ids("timeline", &rows), "{filter}");
        }
    });
}

#[test]
fn contradictory_sources_stand_side_by_side() {
    on_the_seed(async |site| {
        let contract = site.json("/api/v1/contracts/1-ti-7505-contrat").await["data"].clone();
        assert_eq!((&contract["disputed"], &contract["status"]), (&json!(true), &json!("met")));
        let signed = &contract["signed"];
        assert_eq!((&signed["value"], &signed["why"]), (&json!("2019-03-25"), &json!("source")));
        assert_eq!(signed["source"]["kind"], "minister", "he weighs more than the town and the newspapers");
        let others: BTreeSet<&str> =
            signed["others"].as_array().unwrap().iter().map(|said| said["value"].as_str().unwrap()).collect();
        assert!(others.contains("2019-07-15") && others.contains("2020-01-23"), "{others:?}");
        let disputed = site.json("/api/v1/contracts?phase=1&disputed=true").await;
        assert!(ids("contracts", &disputed).contains(&"1-ti-7505-contrat".to_owned()));
        let figures = site.json("/api/v1/figures?phase=1&disputed=true").await;
        let figure = figures["data"].as_array().unwrap().iter().find(|it| {
            let mut values = vec![it["number"]["value"].as_str().unwrap()];
            values
                .extend(it["number"]["others"].as_array().unwrap().iter().map(|said| said["value"].as_str().unwrap()));
            values.contains(&"144") && values.contains(&"146")
        });
        assert!(figure.is_some(), "144 and 146 territories for one day");
    });
}

#[test]
fn a_question_shows_its_facts_where_they_stand_in_the_text() {
    on_the_seed(async |site| {
        let list = site.json("/api/v1/questions?phase=1").await;
        let entry = &list["data"][0];
        assert!(entry.get("answer_text").is_none() && entry.get("facts").is_none(), "texts are in the item");
        let question = site.json("/api/v1/questions/AN-15-QE-20408").await["data"].clone();
        let facts = question["facts"].as_array().unwrap();
        assert_eq!(entry["fact_count"], facts.len());
        let text = |name: &str| question[name].as_str().unwrap().chars().collect::<Vec<char>>();
        let (asked, answered) = (text("question_text"), text("answer_text"));
        let mut before = (false, 0);
        for fact in facts {
            let in_answer = fact["in_answer"].as_bool().unwrap();
            let place = |name: &str| usize::try_from(fact["quote"][name].as_u64().unwrap()).unwrap();
            let words: String =
                (if in_answer { &answered } else { &asked })[place("start")..place("end")].iter().collect();
            assert_eq!(fact["quote"]["text"], words);
            assert!(before <= (in_answer, place("start")), "in the order of the text");
            before = (in_answer, place("start"));
            let statement = &fact["statement"];
            assert_eq!(fact["href"], format!("/questions/AN-15-QE-20408#fait-{statement}"));
            let told = site.json(&format!("/api/v1/statements/{statement}")).await["data"].clone();
            assert_eq!((&told["subject"], &told["quote"]), (&fact["subject"], &fact["quote"]));
        }
        let calendar = facts.iter().find(|fact| fact["property"] == "held_by").unwrap();
        assert_eq!((&calendar["value"], &calendar["in_answer"]), (&json!("32"), &json!(true)));
        assert!(calendar["timeline"].as_str().unwrap().starts_with("/chronologie?phase=1&from=2019-07-02"));
    });
}

#[test]
fn a_region_says_where_it_stands_and_what_bears_that_out() {
    on_the_seed(async |site| {
        let region = site.json("/api/v1/regions/32?known_on=2019-07-30").await["data"].clone();
        assert_eq!(region["href"], "/regions/32-hauts-de-france?known_on=2019-07-30");
        let phases = region["phases"].as_array().unwrap();
        assert_eq!(phases.len(), 1, "the phase that runs");
        let standing = &phases[0];
        assert_eq!((&standing["phase"], &standing["stage"]), (&json!(1), &json!("calendar_set")));
        assert_eq!(
            standing["sentence"],
            "Au 30 juillet 2019, Hauts-de-France : 13 territoires, aucun contrat signé connu ; 1er COPIL tenu le \
             2 juillet 2019 ; calendrier des signatures détenu par la Région (question n° 20408)."
        );
        let parts = standing["parts"].as_array().unwrap();
        let whole: String = parts.iter().map(|part| part["text"].as_str().unwrap()).collect();
        assert_eq!(standing["sentence"], whole);
        let links: Vec<&str> = parts.iter().filter_map(|part| part["href"].as_str()).collect();
        assert_eq!(links.len(), 5);
        assert!(links.iter().all(|link| link.contains("known_on=2019-07-30")), "{links:?}");
        assert!(links[4].starts_with("/questions/AN-15-QE-20408?known_on=2019-07-30#fait-"));
        for link in links {
            let page = site.get(link.split('#').next().unwrap()).await;
            assert_eq!(page.status, StatusCode::OK, "{link}");
        }
        assert_eq!(
            (&standing["counts"]["territories"], &standing["counts"]["without_labelling_day"]),
            (&json!(13), &json!(8))
        );
        let history: Vec<&str> =
            standing["history"].as_array().unwrap().iter().map(|change| change["since"].as_str().unwrap()).collect();
        assert_eq!((history.first(), history.last()), (Some(&"2018-11-22"), Some(&"2019-07-30")));
        let list = site.json("/api/v1/regions?phase=all").await;
        assert!(list["data"].as_array().unwrap().iter().all(|region| region["phases"].as_array().unwrap().len() == 2));
        assert!(list["data"][0]["phases"][0].get("history").is_none(), "of an item only");
        let set = site.json("/api/v1/regions?status=calendar_set&known_on=2019-07-30").await;
        assert!(ids("regions", &set).contains(&"32".to_owned()));
        assert!(set["data"].as_array().unwrap().iter().all(|it| it["phases"][0]["stage"] == "calendar_set"));
    });
}

#[test]
fn a_territory_stands_under_any_of_its_regions_with_its_contracts() {
    on_the_seed(async |site| {
        let territory = site.json("/api/v1/territories/1-ti-7505").await["data"].clone();
        assert_eq!(territory["contracts"], json!(["1-ti-7505-contrat"]));
        assert_eq!(territory["stage"], "signed");
        assert!(territory["members"].as_array().unwrap().len() > 1);
        let regions = territory["regions"].as_array().unwrap();
        assert!(regions.len() > 1, "Lacq-Pau-Tarbes lies in two");
        for region in regions {
            let list = site.json(&format!("/api/v1/territories?phase=1&region={}", region.as_str().unwrap())).await;
            assert!(ids("territories", &list).contains(&"1-ti-7505".to_owned()));
        }
        let signed = site.json("/api/v1/territories?phase=1&status=signed&limit=1000").await;
        assert!(signed["data"].as_array().unwrap().iter().all(|it| it["stage"] == "signed"));
        let silent = site.json("/api/v1/territories?silent=true&known_on=2019-07-30&region=32").await;
        assert_eq!(silent["meta"]["total"], 13);
        let reused = site.json("/api/v1/territories/2-ti-3205").await["data"].clone();
        assert_ne!(reused["name"], site.json("/api/v1/territories/1-ti-3205").await["data"]["name"]);
    });
}

#[test]
fn a_source_says_of_what_it_speaks_and_its_key_may_hold_a_slash() {
    on_the_seed(async |site| {
        let raw = site.json("/api/v1/sources/source:AN-15-QE-20408/answer").await;
        let coded = site.json("/api/v1/sources/source:AN-15-QE-20408%2Fanswer").await;
        assert_eq!(raw["data"], coded["data"]);
        let source = &raw["data"];
        let subjects = source["subjects"].as_array().unwrap();
        assert_eq!(source["subject_count"], subjects.len());
        let total: u64 = subjects.iter().map(|subject| subject["statements"].as_u64().unwrap()).sum();
        assert_eq!(source["statements"], total);
        let told = site.json("/api/v1/statements?source=source:AN-15-QE-20408/answer").await;
        assert_eq!(told["meta"]["total"], total);
        assert_eq!(source["kind"], "written_answer");
        let answers = site.json("/api/v1/sources?kind=written_answer&from=2019-07-30&to=2019-07-30").await;
        assert!(ids("sources", &answers).contains(&"source:AN-15-QE-20408/answer".to_owned()));
        let unknown = site.get("/api/v1/sources/source:AN-15-QE-20408/answer?known_on=2019-07-29").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn statements_show_what_became_of_them() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let site = Site::over(&programme.live);
        let subject = "contract:1-ti-7505-contrat";
        let address = format!("/api/v1/statements?subject={subject}&property=signed");
        let all = site.json(&address).await;
        let first = all["data"][0]["statement"].as_i64().unwrap();
        let (mut edit, record) = programme.live.edit(&Actor::operator(), "strike a typo").await.unwrap();
        let (of, statement) = record.statement(jalons::store::StatementId(first)).unwrap();
        edit.touch(of.id, &of.key, of.version(None));
        edit.decide(statement.id, DecisionKind::Strike, "faute de frappe");
        programme.live.commit(edit).await.unwrap();
        let left = site.json(&address).await;
        assert_eq!(left["meta"]["total"].as_u64().unwrap() + 1, all["meta"]["total"].as_u64().unwrap());
        let struck = site.json(&format!("{address}&status=struck")).await;
        assert_eq!(ids("statements", &struck), [first.to_string()]);
        let decision = &struck["data"][0]["decisions"][0];
        assert_eq!((&decision["kind"], &decision["reason"]), (&json!("strike"), &json!("faute de frappe")));
        assert_eq!(site.json(&format!("/api/v1/statements/{first}")).await["data"]["status"], "struck");
    });
}

#[test]
fn a_correction_names_what_it_corrects_and_is_named_by_it() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let site = Site::over(&programme.live);
        let file = |day: &str| {
            format!(
                "phase,territoire,document,promis_le,source,publie_le\n\
                 1,ti-3205,contrat,{day},https://example.org/promesse,2019-12-01\n"
            )
        };
        programme.import("contracts", &file("2020-03")).await;
        programme.import("contracts", &file("2020-04")).await;
        let address =
            "/api/v1/statements?subject=contract:1-ti-3205-contrat&property=promised&status=counts,superseded";
        let both = site.json(address).await["data"].clone();
        let told = |index: usize| (both[index]["value"].clone(), both[index]["status"].clone());
        assert_eq!(told(0), (json!("2020-03"), json!("superseded")));
        assert_eq!(told(1), (json!("2020-04"), json!("counts")));
        assert_eq!(both[0]["superseded_by"], both[1]["statement"]);
        assert_eq!(both[1]["supersedes"], both[0]["statement"]);
        let contract = site.json("/api/v1/contracts/1-ti-3205-contrat").await["data"].clone();
        assert_eq!(contract["promised"]["value"], "2020-04");
        assert_eq!(contract["promised"]["trail"], json!([]), "a correction is no postponement");
    });
}

#[test]
fn what_is_recorded_later_changes_nothing_at_an_earlier_moment() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        // Each line of the journal is a microsecond after the one before: the last is not in the future.
        programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::seconds(1));
        let moment = programme.record().journal().last().unwrap().recorded_at;
        let moment = moment.to_rfc3339_opts(chrono::SecondsFormat::Micros, true);
        let at = |path: &str| format!("{path}{}recorded_at={moment}", if path.contains('?') { '&' } else { '?' });
        let read = async || {
            let site = Site::over(&programme.live);
            let mut bodies = Vec::new();
            for path in LASTING {
                let answer = site.get(&at(path)).await;
                assert_eq!(answer.status, StatusCode::OK, "{path}");
                bodies.push((path, answer.header("etag").to_owned(), answer.text()));
            }
            bodies
        };
        let before = read().await;
        programme.live.time.stop_at(programme.live.time.now() + chrono::TimeDelta::hours(1));
        let later = "territoire;document;signe_le;lieu;source;publie_le\n\
                     1-ti-7505;contrat;2019-07-16;Pau;https://exemple.fr/;2019-07-20\n";
        let report = programme.import("contracts", later).await;
        assert!(report.is_taken(), "{}", told(&report));
        for (before, after) in before.into_iter().zip(read().await) {
            assert_eq!(before, after);
        }
    });
}

/// Addresses of every kind: pages, lists, items and files.
const LASTING: [&str; 25] = [
    "/",
    "/?phase=1",
    "/regions/75-nouvelle-aquitaine?phase=1",
    "/territoires/1-ti-7505-lacq-pau-tarbes",
    "/chronologie?phase=1",
    "/jalons/contract:1-ti-7505-contrat",
    "/sources",
    "/journal",
    "/donnees",
    "/sources.csv",
    "/journal.csv",
    "/chronologie.csv?phase=1",
    "/chronologie.excel.csv?phase=1",
    "/chronologie.json?phase=1",
    "/chronologie.ics?phase=1",
    "/api/v1/timeline?phase=1",
    "/api/v1/contracts?phase=1",
    "/api/v1/contracts/1-ti-7505-contrat",
    "/api/v1/territories/1-ti-7505",
    "/api/v1/regions/75",
    "/api/v1/sources",
    "/api/v1/statements?limit=1000",
    "/api/v1/journal",
    "/api/v1/figures",
    "/api/v1/copils",
];

#[test]
fn signs_alone_find_nothing_and_an_unknown_parameter_is_refused_though_empty() {
    on_the_seed(async |site| {
        assert_eq!(site.json("/api/v1/timeline?phase=1&q=%25%25").await["meta"]["total"], 0);
        assert_eq!(site.get("/api/v1/timeline?foo=").await.status, StatusCode::BAD_REQUEST);
        assert_eq!(site.get("/api/v1/timeline?region=").await.status, StatusCode::OK);
    });
}

#[test]
fn statements_and_sources_are_narrowed_to_a_place_and_a_phase() {
    on_the_seed(async |site| {
        let total = async |path: &str| site.json(path).await["meta"]["total"].as_u64().unwrap();
        let all = total("/api/v1/statements").await;
        for filter in
            ["region=32", "departement=59", "territory=1-ti-7505", "phase=1", "kind=copil", "q=lacq", "to=2018"]
        {
            let some = total(&format!("/api/v1/statements?{filter}")).await;
            assert!(0 < some && some < all, "{filter}: {some} of {all}");
        }
        assert_eq!(total("/api/v1/statements?phase=all").await, all);
        let lacq = site.json("/api/v1/statements?territory=1-ti-7505&kind=contrat").await;
        let of_lacq = |row: &Value| row["subject"] == "contract:1-ti-7505-contrat";
        assert!(lacq["data"].as_array().unwrap().iter().all(of_lacq));

        let sources = site.json("/api/v1/sources?territory=1-ti-7505&phase=1").await;
        let keys: Vec<&str> =
            sources["data"].as_array().unwrap().iter().filter_map(|row| row["key"].as_str()).collect();
        assert!(keys.contains(&"source:pau-fr-contrat") && !keys.contains(&"source:AN-15-QE-20408"), "{keys:?}");
    });
}
