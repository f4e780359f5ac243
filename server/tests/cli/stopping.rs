//! SIGTERM: no new requests, and those under way are answered.

use crate::program::Place;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// Longer than stopping ever takes.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn a_request_under_way_is_answered_and_nobody_else_is_let_in() {
    let place = Place::new();
    let mut running = place.serve_demo(&place.sqlite(), &[]);
    let address = running.address();
    let body = "leave=1";
    let mut slow = TcpStream::connect(&address).unwrap();
    slow.set_read_timeout(Some(PATIENCE)).unwrap();
    let head = format!(
        "POST /uz/sign-out HTTP/1.1\r\nHost: {address}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    slow.write_all(head.as_bytes()).unwrap();
    // The server reads the body: the request is under way.
    let mut told = [0; 25];
    slow.read_exact(&mut told).unwrap();
    assert!(told.starts_with(b"HTTP/1.1 100"), "{}", String::from_utf8_lossy(&told));

    running.terminate();
    while TcpStream::connect(&address).is_ok() {
        std::thread::yield_now();
    }
    slow.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(running.ended().success());
}
