//! The pages in a real browser: no violation that axe finds, nothing wider than the screen, the keyboard alone.
//!
//! Needs chromedriver and chromium; axe-core is looked for in `target/node`. Where they are absent the tests say that
//! they were skipped; with `JALONS_REQUIRE_BROWSER=1` they fail.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, key::Key, wd::Capabilities};
use jalons::web::App;
use serde_json::json;

use crate::harness::{on_sqlite, skip};

/// Pages of every kind, at today's clock and at an earlier one.
const PAGES: [&str; 24] = [
    "/",
    "/?phase=1",
    "/regions",
    "/regions/32-hauts-de-france",
    "/regions/32-hauts-de-france?known_on=2019-07-30",
    "/territoires?phase=1&region=75",
    "/territoires/1-ti-7505-lacq-pau-tarbes",
    "/departements/59",
    "/chronologie?phase=1&region=75",
    "/chronologie?phase=1&region=84&known_on=2019-07-30",
    "/questions",
    "/questions/AN-15-QE-20408",
    "/jalons/copil:national:2019-01",
    "/en-retard?known_on=2019-07-30",
    "/recherche?q=vallee",
    "/donnees",
    "/methode",
    "/journal",
    "/corrections",
    "/correction/contract:1-ti-7505-contrat",
    "/sources",
    "/mentions-legales",
    "/api",
    "/absente",
];

/// A browser driver that goes with the test.
struct Driver {
    process: Child,
    port: u16,
    _profile: tempfile::TempDir,
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn driver() -> Option<Driver> {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let process =
        Command::new("chromedriver").arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    match process {
        Ok(process) => Some(Driver { process, port, _profile: tempfile::tempdir().unwrap() }),
        Err(_) => {
            skip("BROWSER", "chromedriver");
            None
        }
    }
}

fn axe() -> Option<String> {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/node/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(path).ok();
    if source.is_none() {
        skip("BROWSER", "axe-core (npm install --prefix target/node axe-core)");
    }
    source
}

async fn client(driver: &Driver, width: u32) -> Client {
    let mut capabilities = Capabilities::new();
    capabilities.insert(
        "goog:chromeOptions".to_owned(),
        json!({
            "args": [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
                format!("--user-data-dir={}/{width}", driver._profile.path().display()),
            ],
            "mobileEmulation": { "deviceMetrics": { "width": width, "height": 900, "pixelRatio": 1, "mobile": false } },
        }),
    );
    for _ in 0..100 {
        let address = format!("http://127.0.0.1:{}", driver.port);
        match ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities.clone())
            .connect(&address)
            .await
        {
            Ok(client) => return client,
            Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
        }
    }
    panic!("chromedriver does not answer");
}

/// Serves the seed and runs `test` on its address.
fn on_the_site(test: impl AsyncFnOnce(&str)) {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let site = format!("http://{}", listener.local_addr().unwrap());
        let router = App::new(programme.live.clone()).router();
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        test(&site).await;
        server.abort();
    });
}

#[test]
fn no_page_has_a_violation_of_accessibility_or_overflows_at_either_width() {
    let (Some(driver), Some(axe)) = (driver(), axe()) else { return };
    on_the_site(async |site| {
        let mut found = Vec::new();
        for width in [1280, 390] {
            let client = client(&driver, width).await;
            for page in PAGES {
                client.goto(&format!("{site}{page}")).await.unwrap();
                client.execute(&axe, vec![]).await.unwrap();
                let run = "const done = arguments[arguments.length - 1];
                    axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })
                        .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes[0].html)));";
                let violations = client.execute_async(run, vec![]).await.unwrap();
                for violation in violations.as_array().unwrap() {
                    found.push(format!("{page} at {width}: {violation}"));
                }
                let wide = "return document.documentElement.scrollWidth - window.innerWidth";
                let wide = client.execute(wide, vec![]).await.unwrap().as_i64().unwrap();
                if wide > 0 {
                    found.push(format!("{page} at {width}: {wide} pixels too wide"));
                }
            }
            client.close().await.unwrap();
        }
        assert!(found.is_empty(), "{found:#?}");
    });
}

#[test]
fn with_the_keyboard_alone_one_goes_to_the_content_and_reads_the_past() {
    let Some(driver) = driver() else { return };
    on_the_site(async |site| {
        let client = client(&driver, 1280).await;
        client.goto(&format!("{site}/regions/32-hauts-de-france")).await.unwrap();
        let body = client.find(Locator::Css("body")).await.unwrap();
        body.send_keys(&char::from(Key::Tab).to_string()).await.unwrap();
        let focused = client.active_element().await.unwrap();
        let href = focused.attr("href").await.unwrap().unwrap_or_default();
        assert!(href.starts_with('#'), "the first stop is the link to the content, not {href}");

        let field = client.find(Locator::Css("input[name=known_on]")).await.unwrap();
        let set = "arguments[0].value = '2019-07-30'";
        client.execute(set, vec![serde_json::to_value(&field).unwrap()]).await.unwrap();
        field.send_keys(&char::from(Key::Enter).to_string()).await.unwrap();
        client.wait().for_element(Locator::Css("input[name=known_on][value='2019-07-30']")).await.unwrap();
        let page = client.find(Locator::Css("main")).await.unwrap().text().await.unwrap();
        assert!(page.replace('\u{a0}', " ").contains("1er COPIL tenu le 2 juillet 2019"), "{page}");
        client.close().await.unwrap();
    });
}
