//! The rules of the house that a compiler does not know, kept by reading the sources.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The modules in reading order: each may import only those before it.
const ORDER: [&str; 7] = ["store", "programme", "access", "reading", "import", "export", "web"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The code of a file with its comments left out.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The part of a file that is not a test.
fn without_tests(code: &str) -> &str {
    code.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

/// The modules of the crate that a file imports, by `crate::name` or within a braced `use crate::{…}`.
fn imported(code: &str) -> Vec<&'static str> {
    let mut depth_one = String::new();
    let mut rest = code;
    while let Some(start) = rest.find("crate::") {
        rest = &rest[start + "crate::".len()..];
        if let Some(braced) = rest.strip_prefix('{') {
            let mut depth = 1;
            for character in braced.chars() {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 {
                    break;
                }
                if depth == 1 {
                    depth_one.push(character);
                }
            }
            depth_one.push(',');
        } else {
            depth_one.push_str(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap());
            depth_one.push(',');
        }
    }
    let names: Vec<&str> = depth_one.split(',').map(|name| name.trim().split("::").next().unwrap().trim()).collect();
    ORDER.into_iter().filter(|module| names.contains(module)).collect()
}

#[test]
fn imports_run_one_way_and_neighbours_do_not_know_each_other() {
    let mut broken = Vec::new();
    for (rank, module) in ORDER.iter().enumerate() {
        for path in files(&root().join("src").join(module), ".rs") {
            for other in imported(without_tests(&code(&path))) {
                let after = ORDER.iter().position(|name| *name == other).unwrap() > rank;
                let neighbours = matches!((*module, other), ("import", "export") | ("export", "import"));
                if after || neighbours {
                    broken.push(format!("{} imports {other}", path.display()));
                }
            }
        }
    }
    for (one, other) in [("api", "pages"), ("pages", "api")] {
        for path in files(&root().join("src/web").join(one), ".rs") {
            if code(&path).contains(&format!("web::{other}::")) {
                broken.push(format!("{} knows web::{other}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn the_direction_of_imports_is_really_read() {
    assert_eq!(imported("use crate::{\n    programme::{a, web},\n    store::Edit,\n};"), ["store", "programme"]);
    assert_eq!(imported("use crate::web::App; crate::store::x()"), ["store", "web"]);
}

#[test]
fn the_domain_knows_no_http_and_no_html() {
    for path in files(&root().join("src/programme"), ".rs") {
        let code = code(&path);
        for word in ["axum", "askama", "http::", "csv::"] {
            assert!(!code.contains(word), "{} knows {word}", path.display());
        }
    }
}

#[test]
fn only_the_store_writes() {
    let writes =
        [".insert(&", "insert_many(", "update_many(", "delete_many(", ".save(", "execute_unprepared(", "execute_raw("];
    for path in files(&root().join("src"), ".rs") {
        // Accounts are no part of the record, and change.
        if ["src/store", "src/access"].iter().any(|folder| path.starts_with(root().join(folder))) {
            continue;
        }
        let code = code(&path);
        for word in writes {
            let seas = code.contains("sea_orm");
            assert!(!(seas && code.contains(word)), "{} writes to the database with {word}", path.display());
        }
    }
}

#[test]
fn an_account_acts_only_once_it_has_shown_itself() {
    for path in files(&root().join("src"), ".rs") {
        let is_of_access = path.starts_with(root().join("src/access")) || path.ends_with("store/actor.rs");
        let makes_one = without_tests(&code(&path)).contains("Actor::of_account(");
        assert!(is_of_access || !makes_one, "{} makes an actor of an account", path.display());
    }
}

#[test]
fn what_takes_a_change_is_a_door_or_is_described() {
    // So the walks of `rights`, which take their lists from the doors and from the document, leave nothing out.
    let routes = regex::Regex::new(r"\b(post|put|patch|delete|any|on)(_service)?\(").unwrap();
    for path in files(&root().join("src/web"), ".rs") {
        let code = code(&path);
        let is_a_doors = path.starts_with(root().join("src/web/pages/office"));
        let named = code.split("routing::").skip(1).map(|rest| rest.split(';').next().unwrap());
        for names in named.filter(|_| !is_a_doors) {
            let others = names.trim_matches(['{', '}']).split(',').map(str::trim).filter(|name| !name.is_empty());
            for name in others {
                assert!(matches!(name, "get" | "MethodRouter"), "{} routes with {name}", path.display());
            }
        }
        for line in code.lines().filter(|line| !is_a_doors && line.contains(".route(")) {
            assert!(!routes.is_match(line), "{}: {line}", path.display());
        }
    }
}

#[test]
fn a_read_asks_no_database() {
    for path in files(&root().join("src/web"), ".rs") {
        let code = code(&path);
        for word in ["sea_orm", ".reader()", "Entity::find"] {
            assert!(!code.contains(word), "{} asks the database with {word}", path.display());
        }
    }
}

#[test]
fn time_is_asked_in_one_place() {
    for path in files(&root().join("src"), ".rs") {
        let asks = code(&path).contains("Utc::now");
        assert!(!asks || path.ends_with("programme/clock.rs"), "{} asks the system for the time", path.display());
    }
}

#[test]
fn a_file_holds_one_thing() {
    let is_test = |path: &Path| ["tests.rs", "rules.rs", "sketch.rs"].iter().any(|name| path.ends_with(name));
    let long: Vec<String> = files(&root().join("src"), ".rs")
        .into_iter()
        .filter(|path| !is_test(path))
        .filter_map(|path| {
            let code = code(&path);
            let lines = without_tests(&code).lines().filter(|line| !line.trim().is_empty()).count();
            (lines > 300).then(|| format!("{}: {lines} lines of code", path.display()))
        })
        .collect();
    assert!(long.is_empty(), "split by behaviour: {long:#?}");
}

#[test]
fn no_lint_is_silenced_without_a_reason() {
    for path in files(&root().join("src"), ".rs") {
        let code = code(&path);
        assert!(!code.contains("#[allow("), "{}: say #[expect(…, reason)]", path.display());
    }
}

#[test]
fn migrations_never_import_todays_entities() {
    for path in files(&root().join("migrations/src"), ".rs") {
        assert!(!code(&path).contains("jalons::"), "{}", path.display());
    }
}

#[test]
fn nothing_is_fetched_from_another_host() {
    for path in files(&root().join("frontend/templates"), ".html") {
        let text = fs::read_to_string(&path).unwrap();
        for word in ["src=\"http", "href=\"//", "@import", "url(http", " style=\"", "<script>", "onclick="] {
            assert!(!text.contains(word), "{} has {word}", path.display());
        }
    }
}
