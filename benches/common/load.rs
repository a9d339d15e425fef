//! Load over loopback: keep-alive HTTP/1.1 connections that each send a request when the last is answered.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use axum::Router;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    runtime::Builder,
};

/// How many connections load a server at once.
pub const CONNECTIONS: usize = 64;

/// What a server did under load.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Answers a second.
    pub rate: f64,
    /// The time that half of the answers took at most.
    pub p50: Duration,
    /// The time that 99 of 100 answers took at most.
    pub p99: Duration,
    /// The size of an answer's body.
    pub bytes: usize,
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{:>9.0} answers/s   p50 {:>8.2} ms   p99 {:>8.2} ms   {:>7} bytes",
            self.rate,
            self.p50.as_secs_f64() * 1e3,
            self.p99.as_secs_f64() * 1e3,
            self.bytes
        )
    }
}

/// Serves a router on a thread of its own, with one worker, for as long as the process lives.
pub fn serve(router: Router) -> SocketAddr {
    let (tell, told) = std::sync::mpsc::channel();
    thread::spawn(move || {
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            tell.send(listener.local_addr().unwrap()).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    told.recv().unwrap()
}

/// What a server is asked: the path of the nth request.
pub type Paths = Box<dyn Fn(u64) -> String + Send + Sync>;

/// Loads servers in turn, round after round, after a round that warms them up, and gives for each the median by rate:
/// so whatever a machine does meanwhile falls on all alike.
pub fn load(contenders: Vec<(SocketAddr, Paths)>, rounds: usize, seconds: f64) -> Vec<Measure> {
    let contenders: Vec<_> =
        contenders.into_iter().map(|(address, paths)| (address, Arc::new((paths, AtomicU64::new(0))))).collect();
    for (address, paths) in &contenders {
        round(*address, paths, seconds / 4.0);
    }
    let mut measures = vec![Vec::new(); contenders.len()];
    for _ in 0..rounds {
        for ((address, paths), measures) in contenders.iter().zip(&mut measures) {
            measures.push(round(*address, paths, seconds));
        }
    }
    let median = |mut measures: Vec<Measure>| {
        measures.sort_by(|one, two| one.rate.total_cmp(&two.rate));
        measures[measures.len() / 2]
    };
    measures.into_iter().map(median).collect()
}

fn round(address: SocketAddr, paths: &Arc<(Paths, AtomicU64)>, seconds: f64) -> Measure {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let began = Instant::now();
        let end = began + Duration::from_secs_f64(seconds);
        let tasks: Vec<_> =
            (0..CONNECTIONS).map(|_| tokio::spawn(connection(address, Arc::clone(paths), end))).collect();
        let mut times = Vec::new();
        let mut bytes = 0;
        for task in tasks {
            let (some, size) = task.await.unwrap();
            times.extend(some);
            bytes = size.max(bytes);
        }
        let took = began.elapsed();
        times.sort_unstable();
        let at = |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)));
        Measure {
            rate: times.len() as f64 / took.as_secs_f64(),
            p50: at(0.5).copied().unwrap_or_default(),
            p99: at(0.99).copied().unwrap_or_default(),
            bytes,
        }
    })
}

async fn connection(address: SocketAddr, paths: Arc<(Paths, AtomicU64)>, end: Instant) -> (Vec<Duration>, usize) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut times = Vec::new();
    let mut buffer = vec![0; 1 << 20];
    let mut size = 0;
    while Instant::now() < end {
        let path = (paths.0)(paths.1.fetch_add(1, Ordering::Relaxed));
        let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
        let sent = Instant::now();
        stream.write_all(request.as_bytes()).await.unwrap();
        size = answer(&mut stream, &mut buffer, &path).await;
        times.push(sent.elapsed());
    }
    (times, size)
}

/// Reads one whole answer, which must be a 200, and gives the size of its body.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>, path: &str) -> usize {
    let mut read = 0;
    let (head, length) = loop {
        let some = stream.read(&mut buffer[read..]).await.unwrap();
        assert!(some > 0, "the server hung up on {path}");
        read += some;
        if let Some(end) = buffer[..read].windows(4).position(|window| window == b"\r\n\r\n") {
            let head = std::str::from_utf8(&buffer[..end]).unwrap();
            assert!(head.starts_with("HTTP/1.1 200"), "{path}: {head}");
            let length = head.lines().find_map(|line| {
                line.to_ascii_lowercase().strip_prefix("content-length: ")?.trim().parse::<usize>().ok()
            });
            break (end + 4, length.unwrap());
        }
    };
    if buffer.len() < head + length {
        buffer.resize(head + length, 0);
    }
    while read < head + length {
        let some = stream.read(&mut buffer[read..]).await.unwrap();
        assert!(some > 0, "the server hung up in the middle of {path}");
        read += some;
    }
    length
}
