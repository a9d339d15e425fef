//! Serving: open the database, load the seed where it is empty, answer until told to stop.

use std::{net::SocketAddr, time::Instant};

use tokio::net::TcpListener;

use tracing_subscriber::EnvFilter;

use crate::{
    access::mail::Mailer,
    config::Config,
    import,
    network::{self, Limits},
    programme::{
        clock::Time,
        live::{Live, LiveError},
        record::Noun,
    },
    store::{Store, StoreError},
    web::{App, Notice},
};

/// Why the site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The record.
    #[error(transparent)]
    Live(#[from] LiveError),
    /// The bundled seed.
    #[error("the bundled seed is refused:\n{0}")]
    Seed(String),
    /// The address.
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The network.
    #[error("the network: {0}")]
    Network(#[from] std::io::Error),
}

/// Opens and migrates the database at `address`, and loads the bundled seed where there is nothing yet.
///
/// # Errors
/// [`ServeError`] with what is missing.
pub async fn open(address: &str, time: Time) -> Result<Live, ServeError> {
    let store = Store::open(address).await?;
    store.migrate().await?;
    let live = Live::load(store, time).await?;
    if import::seed::is_wanted(&live) {
        let report = import::seed::load(&live, false, |_| {}).await?;
        if !report.is_taken() {
            let refusals: Vec<String> = report.refusals.iter().map(ToString::to_string).collect();
            return Err(ServeError::Seed(refusals.join("\n")));
        }
    }
    Ok(live)
}

/// Sends the log to standard error, as JSON lines. Nothing secret is ever logged.
pub fn log(config: &Config) {
    let mut filter = config.log.parse::<EnvFilter>().unwrap_or_default();
    // It tells the address of each request at the finest level, and a link's address is a secret.
    if let Ok(quiet) = "tower_http::csrf=info".parse() {
        filter = filter.add_directive(quiet);
    }
    // A second call, as in tests, changes nothing.
    let _ = tracing_subscriber::fmt().json().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Serves the site until Ctrl-C or SIGTERM. Says on standard output where, with what, and in what time
/// it was ready.
///
/// # Errors
/// [`ServeError`] if the address is taken or the database cannot be used.
pub async fn serve(config: &Config, began: Instant) -> Result<(), ServeError> {
    let (database, listen) = (&config.database, config.listen);
    let live = open(database, Time::system()).await?;
    let listener = TcpListener::bind(listen).await.map_err(|cause| ServeError::Listen { address: listen, cause })?;
    println!(
        "Jalons: http://{} – {} ({}), ready in {} ms",
        listener.local_addr()?,
        inventory(&live),
        live.store().engine(),
        began.elapsed().as_millis()
    );
    let follower = tokio::spawn(live.clone().keep_following());
    let store = live.store().clone();
    let Config { site, publisher, host, behind_proxy, smtp, .. } = config.clone();
    let notice = Notice { site, publisher, host, behind_proxy };
    // What cannot be read was refused with the settings.
    let mailer = smtp.and_then(|(server, sender)| Mailer::new(&server, &sender).ok());
    let router = App::new(live).with_notice(notice).with_mailer(mailer).router();
    network::serve(listener, router, Limits::default(), told_to_stop()).await?;
    follower.abort();
    store.close().await?;
    println!("Jalons: stopped");
    Ok(())
}

/// What is loaded, in a few words.
fn inventory(live: &Live) -> String {
    let record = live.record();
    let count = |is: fn(&Noun) -> bool| record.subjects().iter().filter(|subject| is(&subject.noun)).count();
    let some = |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    [
        some(count(|noun| matches!(noun, Noun::Territory(_))), "territory", "territories"),
        some(count(|noun| matches!(noun, Noun::Contract(..))), "contract", "contracts"),
        some(count(|noun| matches!(noun, Noun::Copil(..))), "committee", "committees"),
        some(count(|noun| matches!(noun, Noun::Question(_))), "question", "questions"),
        some(record.statement_count(), "statement", "statements"),
        some(count(|noun| matches!(noun, Noun::Source(_))), "source", "sources"),
    ]
    .join(", ")
}

/// Waits for Ctrl-C or, on Unix, SIGTERM.
async fn told_to_stop() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::warn!(%error, "Ctrl-C cannot be heard");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(error) => {
                tracing::warn!(%error, "SIGTERM cannot be heard");
                std::future::pending::<()>().await;
            }
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
