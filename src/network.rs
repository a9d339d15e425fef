//! The network: connections taken one by one, each bounded in what it may send and how slowly.
//!
//! `axum::serve` sets no bound on a head that never ends; this is the same loop with the bounds.

use std::{io, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request};
use hyper::{body::Incoming, server::conn::http1};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
    service::TowerToHyperService,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    time::timeout,
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt as _;

/// What a connection may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many connections are open at once; the others wait to be taken.
    pub connections: usize,
    /// How many bytes the head of a request has at most.
    pub head: usize,
    /// How many headers it has at most.
    pub headers: usize,
    /// How long a head may take to come; a connection left idle for so long ends.
    pub reading: Duration,
    /// How long an answer may wait for its reader to take more of it.
    pub writing: Duration,
    /// How long answers under way may take when the server is told to stop.
    pub stopping: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 2048,
            head: 32 * 1024,
            headers: 64,
            reading: Duration::from_secs(20),
            writing: Duration::from_secs(30),
            stopping: Duration::from_secs(10),
        }
    }
}

/// Answers what comes to `listener` until `told_to_stop`; answers under way are then ended.
///
/// # Errors
/// None but the listener's own, which end it.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    told_to_stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        .header_read_timeout(limits.reading)
        .max_headers(limits.headers)
        .max_buf_size(limits.head);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut told_to_stop = pin!(told_to_stop);
    loop {
        let taken = async {
            let place = Arc::clone(&places).acquire_owned().await;
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            taken = taken => taken,
            () = &mut told_to_stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // The peer is gone already, or files are short: neither is a reason to end.
                tracing::debug!(%error, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(10)).await;
                continue;
            }
        };
        let connection = builder.serve_connection(TokioIo::new(bounded(stream, limits)), answering(&router, peer));
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended");
            }
            drop(place);
        });
    }
    drop(listener);
    // What has not ended by then is cut.
    let _ = timeout(limits.stopping, graceful.shutdown()).await;
    Ok(())
}

/// A stream whose writes may not wait for ever.
fn bounded(stream: TcpStream, limits: Limits) -> std::pin::Pin<Box<TimeoutStream<TcpStream>>> {
    // Small answers go at once. A stream that cannot is none to fail for.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(limits.writing));
    Box::pin(stream)
}

/// The site, told who asks.
fn answering(
    router: &Router,
    peer: SocketAddr,
) -> TowerToHyperService<
    impl tower::Service<
        Request<Incoming>,
        Response = axum::response::Response,
        Error = std::convert::Infallible,
        Future: Send,
    > + Clone
    + use<>,
> {
    TowerToHyperService::new(router.clone().map_request(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    }))
}
