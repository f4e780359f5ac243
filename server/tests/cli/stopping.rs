//! SIGTERM: no new requests, and those under way are answered.

use crate::program::Place;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than stopping ever takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// What comes late.
const BODY: &str = "leave=1";

/// A form whose body the server waits for: the request is under way.
fn begun(address: &str) -> TcpStream {
    let mut slow = TcpStream::connect(address).unwrap();
    slow.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "POST /uz/sign-out HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\
         Content-Length: {}\r\n\r\n",
        BODY.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    let mut told = [0; 25];
    slow.read_exact(&mut told).unwrap();
    assert!(told.starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&told));
    slow
}

#[test]
fn a_request_under_way_is_answered_and_nobody_else_is_let_in() {
    let place = Place::new();
    let mut running = place.serve_demo(&place.sqlite(), &[]);
    let address = running.address();
    let mut slow = begun(&address);
    running.terminate();
    while TcpStream::connect(&address).is_ok() {
        std::thread::yield_now();
    }
    slow.write_all(BODY.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(running.ended().success());
}

#[test]
fn who_never_ends_does_not_keep_the_server() {
    let place = Place::new();
    std::fs::write(place.path().join("h.toml"), "drain_seconds = 1").unwrap();
    let mut running = place.serve_demo(&place.sqlite(), &["--config", "h.toml"]);
    let mut slow = begun(&running.address());
    running.terminate();
    assert!(running.ended().success());
    // Nothing was answered, and the connection is over.
    let mut rest = Vec::new();
    assert!(matches!(slow.read_to_end(&mut rest), Ok(0) | Err(_)), "{rest:?}");
}
