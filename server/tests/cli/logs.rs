//! What the log of a running server holds: request ids, and nothing about who asked.

use crate::program::Place;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// What somebody sends of herself.
const PERSONAL: [&str; 6] =
    ["31203851234567", "198.51.100.7", "a-cookie-of-mine", "Dilfuza", "a-query", "My-Browser/1.0"];

/// One request with all of it; gives the answer.
fn ask(address: &str, method: &str, path: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Cookie: hashar=a-cookie-of-mine\r\nX-Forwarded-For: 198.51.100.7\r\n\
         User-Agent: My-Browser/1.0\r\nOrigin: http://{address}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn lines_are_json_with_the_id_of_the_request_and_nothing_personal() {
    let place = Place::new();
    let running = place.serve_demo_logged(&place.sqlite());
    let address = running.address();
    let mut ids = Vec::new();
    for (method, path, body) in [
        ("GET", "/uz/?q=a-query", ""),
        ("GET", "/uz/districts?q=Dilfuza", ""),
        ("GET", "/uz/nothing-here/31203851234567", ""),
        ("POST", "/uz/sign-in", "to=/uz/me%3F31203851234567"),
        ("POST", "/uz/proposals/new", "title=Dilfuza&text=31203851234567"),
        ("POST", "/api/v1/elections/31203851234567/cast", "31203851234567"),
        ("GET", "/metrics", ""),
    ] {
        let answer = ask(&address, method, path, body).to_lowercase();
        let id = answer.split("x-request-id: ").nth(1).unwrap().split_whitespace().next().unwrap();
        ids.push(id.to_owned());
        if path == "/metrics" {
            assert!(answer.contains("hashar_request_seconds_bucket{route=\"/{lang}/districts\""));
            assert!(!PERSONAL.iter().any(|said| answer.contains(&said.to_lowercase())), "{answer}");
        }
    }
    let log = running.log();
    for line in log.lines() {
        let json: Result<serde_json::Value, _> = serde_json::from_str(line);
        assert!(json.is_ok_and(|json| json["level"].is_string()), "{line}");
    }
    for id in ids {
        assert!(log.contains(&id), "{id} is in no line of\n{log}");
    }
    for said in PERSONAL.into_iter().chain(["127.0.0.1:5", "peer", "remote"]) {
        assert!(!log.contains(said), "{said} is in\n{log}");
    }
}
