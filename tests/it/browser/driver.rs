//! A browser and the site that it reads: both real, both gone with the test.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{ClientBuilder, wd::Capabilities};
use jalons::{
    network::{self, Limits},
    programme::live::Live,
    web::App,
};
use serde_json::json;
use tokio::sync::oneshot;

use super::window::Window;
use crate::harness::skip;

/// The widths at which pages are looked at: a desk's and a telephone's.
pub const WIDTHS: [u32; 2] = [1280, 390];

/// How every page is looked at: how wide, and whether in dark colours, in which nothing but the colours is another.
pub const LOOKS: [(u32, bool); 3] = [(1280, false), (390, false), (1280, true)];

/// How often, a twentieth of a second apart, something is looked for that must come.
pub const PATIENCE: usize = 400;

/// A browser driver that goes with the test.
pub struct Driver {
    process: Child,
    port: u16,
    folder: tempfile::TempDir,
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Told to end, it ends its browsers too; those of a driver that is killed would stay.
        if let Ok(mut stream) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
            let _ = stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
            let _ = stream.read_to_end(&mut Vec::new());
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Driver {
    /// A driver; none where there is no chromedriver.
    pub fn start() -> Option<Self> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let process = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        match process {
            Ok(process) => Some(Self { process, port, folder: tempfile::tempdir().unwrap() }),
            Err(_) => {
                skip("BROWSER", "chromedriver");
                None
            }
        }
    }

    /// A window as wide as asked, in light or dark colours, before a site.
    pub async fn window(&self, site: &Served, width: u32, is_dark: bool) -> Window {
        let address = format!("http://127.0.0.1:{}", self.port);
        let capabilities = self.capabilities(width, is_dark);
        for _ in 0..PATIENCE {
            let connector = hyper_util::client::legacy::connect::HttpConnector::new();
            match ClientBuilder::new(connector).capabilities(capabilities.clone()).connect(&address).await {
                Ok(client) => return Window::of(client, site.address.clone(), is_dark),
                Err(_) => pause().await,
            }
        }
        panic!("chromedriver does not answer");
    }

    fn capabilities(&self, width: u32, is_dark: bool) -> Capabilities {
        let profile = self.folder.path().join(format!("{width}{}", if is_dark { "-dark" } else { "" }));
        let mut arguments: Vec<String> = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        .map(str::to_owned)
        .into();
        arguments.push(format!("--user-data-dir={}", profile.display()));
        if is_dark {
            arguments.push("--force-dark-mode".to_owned());
        }
        let screen = json!({ "width": width, "height": 900, "pixelRatio": 1, "mobile": false });
        let preferences = json!({
            "download.default_directory": self.downloads(),
            "download.prompt_for_download": false,
        });
        let options =
            json!({ "args": arguments, "mobileEmulation": { "deviceMetrics": screen }, "prefs": preferences });
        Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)])
    }

    /// The folder into which the browser downloads.
    fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// A folder for the test's own files.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The file that the browser has downloaded, once it is whole.
    pub async fn downloaded(&self) -> PathBuf {
        for _ in 0..PATIENCE {
            let files = std::fs::read_dir(self.downloads()).into_iter().flatten();
            let whole = files.map(|file| file.unwrap().path()).find(|path| {
                // What is under way ends in .crdownload, or begins with a dot.
                path.extension().is_some_and(|end| end == "xlsx" || end == "csv")
                    && !path.file_name().unwrap().to_string_lossy().starts_with('.')
            });
            match whole {
                Some(path) => return path,
                None => pause().await,
            }
        }
        panic!("nothing was downloaded");
    }
}

/// A site on a port of its own, which stops with it.
pub struct Served {
    address: String,
    _stop: oneshot::Sender<()>,
}

impl Served {
    /// The site over a record, as `jalons serve` serves it.
    pub async fn over(live: &Live) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel::<()>();
        let router = App::new(live.clone()).router();
        tokio::spawn(network::serve(listener, router, Limits::default(), async move {
            let _ = stopped.await;
        }));
        Self { address, _stop: stop }
    }
}

/// Waits a twentieth of a second.
pub async fn pause() {
    tokio::time::sleep(Duration::from_millis(50)).await;
}

/// The source of axe-core; none where it is not installed.
pub fn axe() -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/node/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(path).ok();
    if source.is_none() {
        skip("BROWSER", "axe-core (npm install --prefix target/node axe-core)");
    }
    source
}
