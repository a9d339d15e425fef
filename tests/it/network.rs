//! What a connection may do: how slowly it may ask, how much it may send, and what happens when the server stops.

use std::{net::SocketAddr, time::Duration};

use jalons::{
    network::{self, Limits},
    web::App,
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

use crate::harness::{Programme, on_sqlite};

/// The site on a port of its own; it stops when the sender goes.
async fn served(programme: &Programme, limits: Limits) -> (SocketAddr, oneshot::Sender<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let router = App::new(programme.live.clone()).router();
    tokio::spawn(network::serve(listener, router, limits, async move {
        let _ = stopped.await;
    }));
    (address, stop)
}

/// All that comes back, until the server ends the connection.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut bytes)).await;
    // A reset is an end too.
    assert!(read.is_ok(), "the server keeps the connection open");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn who_never_ends_a_head_is_dropped() {
    on_sqlite(async |programme| {
        let limits = Limits { reading: Duration::from_millis(150), ..Limits::default() };
        let (address, _stop) = served(&programme, limits).await;
        let mut slow = TcpStream::connect(address).await.unwrap();
        slow.write_all(b"GET / HTTP/1.1\r\nHost: x\r\n").await.unwrap();
        let said = rest(&mut slow).await;
        assert!(!said.contains("200 OK"), "{said}");

        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let said = rest(&mut idle).await;
        assert!(said.starts_with("HTTP/1.1 200 OK"), "answered, then ended when left idle: {said}");
    });
}

#[test]
fn a_head_that_is_too_long_or_has_too_many_lines_is_refused() {
    on_sqlite(async |programme| {
        let (address, _stop) = served(&programme, Limits::default()).await;
        let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX-A: {}\r\n\r\n", "a".repeat(100_000));
        let many = format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "X-A: a\r\n".repeat(200));
        for head in [long, many] {
            let mut stream = TcpStream::connect(address).await.unwrap();
            // The server may have ended it before all was written.
            let _ = stream.write_all(head.as_bytes()).await;
            let said = rest(&mut stream).await;
            assert!(said.is_empty() || said.starts_with("HTTP/1.1 431"), "{said}");
        }
    });
}

#[test]
fn no_more_connections_are_taken_than_there_are_places_and_the_next_waits_for_one() {
    on_sqlite(async |programme| {
        let limits = Limits { connections: 1, ..Limits::default() };
        let (address, _stop) = served(&programme, limits).await;
        let ask = b"GET /robots.txt HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        let holder = TcpStream::connect(address).await.unwrap();
        let mut next = TcpStream::connect(address).await.unwrap();
        next.write_all(ask).await.unwrap();
        let early = tokio::time::timeout(Duration::from_millis(200), next.read_u8()).await;
        assert!(early.is_err(), "it waits for a place");
        drop(holder);
        assert!(rest(&mut next).await.contains("200 OK"));
    });
}

#[test]
fn a_server_told_to_stop_ends_the_answers_under_way_and_takes_no_more() {
    on_sqlite(async |programme| {
        let (address, stop) = served(&programme, Limits::default()).await;
        let mut idle = TcpStream::connect(address).await.unwrap();
        idle.write_all(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n").await.unwrap();
        let mut first = [0; 15];
        idle.read_exact(&mut first).await.unwrap();
        drop(stop);
        assert!(rest(&mut idle).await.contains("User-agent"), "what was under way is whole");
        let later = TcpStream::connect(address).await;
        assert!(later.is_err() || rest(&mut later.unwrap()).await.is_empty(), "nobody is taken any more");
    });
}
