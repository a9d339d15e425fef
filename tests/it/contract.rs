//! The contract of the API: the OpenAPI document, and that every answer keeps it.

use std::{
    collections::BTreeSet,
    process::{Command, Stdio},
};

use axum::http::StatusCode;
use jalons::programme::rights::RIGHTS;
use serde_json::{Value, json};

use crate::harness::{Answer, Site, on_the_seed, skip};

/// The document as it is served.
async fn document(site: &Site) -> Value {
    site.json("/api/openapi.json").await
}

/// The reads of the document that are open to everybody and that the seed has an example of, each with its path.
fn operations(document: &Value) -> Vec<(String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let reads = paths.iter().filter_map(|(path, item)| Some((path.clone(), item.get("get")?.clone())));
    let has_example = |operation: &Value| {
        let parameters = operation["parameters"].as_array().unwrap();
        parameters.iter().all(|parameter| parameter["in"] != "path" || parameter.get("example").is_some())
    };
    reads.filter(|(_, operation)| operation["security"].is_null() && has_example(operation)).collect()
}

/// Every operation of the document: its method, its path, and what is said of it.
fn all_operations(document: &Value) -> Vec<(String, String, Value)> {
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, it)| (method.to_uppercase(), path.clone(), it.clone()))
    });
    all.collect()
}

/// Fails where an answer is not as the document says of its address and method.
pub fn keeps_the_contract(method: &str, address: &str, answer: &Answer) {
    let document: Value = serde_json::from_str(&jalons::web::api::document().to_json().unwrap()).unwrap();
    let segments = |path: &str| path.split('?').next().unwrap().split('/').map(str::to_owned).collect::<Vec<_>>();
    let asked = segments(address);
    let fits = |path: &str| {
        let path = segments(path);
        path.len() == asked.len() && path.iter().zip(&asked).all(|(one, two)| one.starts_with('{') || one == two)
    };
    let found = all_operations(&document).into_iter().find(|(other, path, _)| other == method && fits(path));
    let (_, path, operation) = found.unwrap_or_else(|| panic!("{method} {address} is not described"));
    let described = &operation["responses"][answer.status.as_str()];
    assert!(described.is_object(), "{method} {path}: {} is not described: {}", answer.status, answer.text());
    let schema = &described["content"][answer.header("content-type")]["schema"];
    assert!(
        schema.is_object(),
        "{method} {path}: {} of {} is not described",
        answer.status,
        answer.header("content-type")
    );
    let mut errors = Vec::new();
    check(&document, schema, &answer.json(), "", &mut errors);
    assert!(errors.is_empty(), "{method} {address}: {errors:#?}");
    for header in ["etag", "location", "retry-after", "www-authenticate", "idempotency-replayed"] {
        let mut names = described["headers"].as_object().into_iter().flat_map(|headers| headers.keys());
        let is_described = names.any(|name| name.eq_ignore_ascii_case(header));
        assert!(is_described || !answer.headers.contains_key(header), "{method} {path}: {header} is not described");
    }
}

/// The names of the parameters that an operation describes in one place: `query`, `path`.
fn described(operation: &Value, place: &str) -> BTreeSet<String> {
    let parameters = operation["parameters"].as_array().unwrap().iter();
    parameters.filter(|it| it["in"] == place).map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

/// The path with its examples in place of its parameters.
fn example(path: &str, operation: &Value) -> String {
    let mut path = path.to_owned();
    for parameter in operation["parameters"].as_array().unwrap().iter().filter(|it| it["in"] == "path") {
        let example = &parameter["example"];
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        path = path.replace(&format!("{{{}}}", parameter["name"].as_str().unwrap()), &example.replace('/', "%2F"));
    }
    path
}

#[test]
fn the_document_changes_in_review_only() {
    insta::assert_snapshot!("openapi", jalons::web::api::document().to_pretty_json().unwrap());
}

#[test]
fn the_document_is_valid_openapi() {
    let has_it = Command::new("python3").args(["-c", "import openapi_spec_validator"]).stderr(Stdio::null()).status();
    if !has_it.is_ok_and(|status| status.success()) {
        skip("TOOLS", "python3 with its package openapi-spec-validator");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("openapi.json");
    std::fs::write(&file, jalons::web::api::document().to_json().unwrap()).unwrap();
    let output = Command::new("python3").args(["-m", "openapi_spec_validator"]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn the_parameters_described_are_those_that_are_read() {
    on_the_seed(async |site| {
        for (path, operation) in operations(&document(&site).await) {
            let answer = site.get(&format!("{}?no_such=1", example(&path, &operation))).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
            let expected = answer.json()["parameters"][0]["expected"].as_str().unwrap().to_owned();
            let read = expected.strip_prefix("no such parameter; this address takes ").unwrap().split(", ");
            assert_eq!(read.map(str::to_owned).collect::<BTreeSet<_>>(), described(&operation, "query"), "{path}");
        }
    });
}

#[test]
fn every_example_of_the_document_is_answered() {
    on_the_seed(async |site| {
        for (path, operation) in operations(&document(&site).await) {
            let address = example(&path, &operation);
            site.json(&address).await;
            for parameter in operation["parameters"].as_array().unwrap().iter().filter(|it| it["in"] == "query") {
                let name = parameter["name"].as_str().unwrap();
                // Tests stand still before the moment that is its example.
                if let Some(example) = parameter.get("example").filter(|_| name != "recorded_at") {
                    let value = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
                    let pair = serde_urlencoded::to_string([(name, value)]).unwrap();
                    site.json(&format!("{address}?{pair}")).await;
                }
            }
        }
    });
}

#[test]
fn every_operation_is_named_explained_and_exemplified() {
    on_the_seed(async |site| {
        let document = document(&site).await;
        let tags: BTreeSet<&str> =
            document["tags"].as_array().unwrap().iter().map(|tag| tag["name"].as_str().unwrap()).collect();
        let mut names = BTreeSet::new();
        for (method, path, operation) in all_operations(&document) {
            assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{path}: its name is taken");
            assert!(tags.contains(operation["tags"][0].as_str().unwrap()), "{path}: its tag is not described");
            assert!(operation["summary"].is_string(), "{path}: no summary");
            let answers: Vec<&String> = operation["responses"].as_object().unwrap().keys().collect();
            let answered = |status: &str| answers.contains(&&status.to_owned());
            let always = ["200", "400", "405", "500"];
            let of_method = if method == "GET" { vec!["304"] } else { vec!["401", "403", "409", "413", "422"] };
            for status in always.into_iter().chain(of_method) {
                assert!(answered(status), "{method} {path}: {status} is not described");
            }
            assert!(answered("404") || !path.contains('{'), "{path}");
            for parameter in operation["parameters"].as_array().unwrap() {
                assert!(parameter["description"].is_string(), "{path}: {} is not described", parameter["name"]);
            }
            if method != "GET" || operation["security"].is_array() {
                assert!(answered("401") && answered("403"), "{method} {path}");
                let named = operation["x-action"].as_str();
                let known = RIGHTS.iter().any(|(action, _)| serde_json::to_value(action).unwrap().as_str() == named);
                assert!(known, "{method} {path}: {named:?} is no action of the table of rights");
            }
            for status in ["200", "201", "202"].into_iter().filter(|status| method != "GET" && answered(status)) {
                let answer = &operation["responses"][status]["content"]["application/json"];
                let mut errors = Vec::new();
                check(&document, &answer["schema"], &answer["example"], "", &mut errors);
                assert!(errors.is_empty(), "{method} {path}: {status}: {errors:#?}");
            }
            if let Some(body) = operation.get("requestBody") {
                let content = body["content"].as_object().unwrap();
                if let Some(body) = content.get("application/json") {
                    assert!(body["schema"]["$ref"].is_string() && body["example"].is_object(), "{method} {path}");
                } else {
                    assert!(content.values().any(|body| body["example"].is_string()), "{method} {path}");
                }
            }
        }
    });
}

#[test]
fn every_answer_is_as_its_schema_says_and_says_no_more() {
    on_the_seed(async |site| {
        let document = document(&site).await;
        for clock in ["known_on=2026-11-23", "known_on=2019-07-30", "known_on=2018-10-01"] {
            for (path, operation) in operations(&document) {
                let phase = if described(&operation, "query").contains("phase") { "&phase=all" } else { "" };
                let many = if path.contains('{') { "" } else { "&limit=1000" };
                let address = format!("{}?{clock}{phase}{many}", example(&path, &operation));
                let answer = site.get(&address).await;
                let content = &operation["responses"][answer.status.as_str()]["content"];
                let schema = &content[answer.header("content-type")]["schema"];
                assert!(schema.is_object(), "{address}: {} is not described", answer.status);
                let mut errors = Vec::new();
                check(&document, schema, &answer.json(), "", &mut errors);
                assert!(errors.is_empty(), "{address}: {:#?}", errors.iter().take(5).collect::<Vec<_>>());
            }
        }
    });
}

#[test]
fn a_problem_is_as_its_schema_says() {
    on_the_seed(async |site| {
        let document = document(&site).await;
        let schema = json!({ "$ref": "#/components/schemas/Problem" });
        for (method, address, status) in [
            ("GET", "/api/v1/contracts?x=1&phase=3", 400),
            ("GET", "/api/v1/contracts/1-ti-9999-contrat", 404),
            ("GET", "/api/v1/nothing", 404),
            ("POST", "/api/v1/contracts", 405),
            ("GET", "/api/v1/contracts/1-ti-7505-contrat/promise", 405),
            ("PUT", "/api/v1/contracts/1-ti-7505-contrat/promise", 401),
            ("GET", "/api/v1/proposals", 401),
        ] {
            let answer = site.ask(method, address, &[]).await;
            assert_eq!(answer.status.as_u16(), status, "{address}");
            assert_eq!(answer.header("content-type"), "application/problem+json", "{address}");
            let mut errors = Vec::new();
            check(&document, &schema, &answer.json(), "", &mut errors);
            assert!(errors.is_empty(), "{address}: {errors:#?}");
            assert_eq!(answer.json()["status"], status);
        }
    });
}

#[test]
fn the_page_of_the_api_says_all_that_the_document_says() {
    on_the_seed(async |site| {
        let document = document(&site).await;
        let answer = site.get("/api").await;
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let html = answer.text();
        let ids: BTreeSet<&str> = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        for (method, path, operation) in all_operations(&document) {
            assert!(html.contains(&format!("<code>{method} {path}</code>")), "{method} {path}");
            for name in described(&operation, "query") {
                assert!(html.contains(&format!("<code>{name}</code>")), "{name} of {path}");
            }
        }
        for name in document["components"]["schemas"].as_object().unwrap().keys() {
            assert!(ids.contains(name.as_str()), "{name}");
        }
        for anchor in html.split(" href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(ids.contains(anchor), "{anchor} leads nowhere");
        }
        for problem in [
            "parameters",
            "body",
            "unknown",
            "forbidden",
            "not-found",
            "method",
            "conflict",
            "stale",
            "too-large",
            "type",
            "invalid",
            "key-taken",
            "no-version",
            "too-many",
            "internal",
        ] {
            assert!(ids.contains(problem), "{problem} is not explained");
        }
        let calls = html.split(" href=\"/api/v1/").skip(1).map(|rest| rest.split('"').next().unwrap());
        for call in calls {
            site.json(&format!("/api/v1/{}", call.replace("&#38;", "&"))).await;
        }
    });
}

/// Checks a value against the part of JSON Schema 2020-12 that our schemas speak; what an object has and its schema
/// does not name is an error too. A word of JSON Schema that is not known here is a failure, so that none is skipped.
fn check(document: &Value, schema: &Value, value: &Value, place: &str, errors: &mut Vec<String>) {
    let mut properties = BTreeSet::new();
    keeps(document, schema, value, place, &mut properties, errors);
    if let (Value::Object(object), false) = (value, properties.is_empty()) {
        let unknown = object.keys().filter(|name| !properties.contains(*name));
        errors.extend(unknown.map(|name| format!("{place}/{name} is not described")));
    }
}

fn keeps(
    document: &Value,
    schema: &Value,
    value: &Value,
    place: &str,
    properties: &mut BTreeSet<String>,
    errors: &mut Vec<String>,
) {
    for (word, said) in schema.as_object().unwrap() {
        match word.as_str() {
            "$ref" => {
                let target = document.pointer(said.as_str().unwrap().trim_start_matches('#')).unwrap();
                keeps(document, target, value, place, properties, errors);
            }
            "type" => {
                let kinds: Vec<&str> = match said {
                    Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
                    kind => vec![kind.as_str().unwrap()],
                };
                let is_number = kinds.contains(&"number") && value.is_number();
                if !(is_number || kinds.contains(&kind_of(value))) {
                    errors.push(format!("{place} is {value}, not {}", kinds.join(" or ")));
                }
            }
            "enum" if !said.as_array().unwrap().contains(value) => errors.push(format!("{place} is {value}")),
            "required" => {
                let missing =
                    said.as_array().unwrap().iter().filter(|name| value.get(name.as_str().unwrap()).is_none());
                errors.extend(missing.map(|name| format!("{place} has no {name}")));
            }
            "properties" => {
                for (name, schema) in said.as_object().unwrap() {
                    properties.insert(name.clone());
                    if let Some(value) = value.get(name) {
                        check(document, schema, value, &format!("{place}/{name}"), errors);
                    }
                }
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    check(document, said, value, &format!("{place}/{index}"), errors);
                }
            }
            "allOf" => {
                for schema in said.as_array().unwrap() {
                    keeps(document, schema, value, place, properties, errors);
                }
            }
            "oneOf" => {
                let tried = said.as_array().unwrap().iter().map(|schema| {
                    let mut errors = Vec::new();
                    check(document, schema, value, place, &mut errors);
                    errors
                });
                let failed: Vec<Vec<String>> = tried.filter(|errors| !errors.is_empty()).collect();
                if failed.len() + 1 != said.as_array().unwrap().len() {
                    errors.extend(failed.into_iter().flatten());
                }
            }
            "format" => {
                let text = value.as_str().unwrap_or_default();
                let kept = match said.as_str().unwrap() {
                    "date" => value.is_null() || text.parse::<chrono::NaiveDate>().is_ok(),
                    "date-time" => value.is_null() || chrono::DateTime::parse_from_rfc3339(text).is_ok(),
                    _ => true,
                };
                if !kept {
                    errors.push(format!("{place} is {value}, not a {said}"));
                }
            }
            "minimum" if value.as_f64().is_some_and(|number| number < said.as_f64().unwrap()) => {
                errors.push(format!("{place} is {value}, less than {said}"));
            }
            "enum" | "minimum" | "minLength" | "description" | "example" | "examples" => {}
            other => panic!("{other} is not known here"),
        }
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
