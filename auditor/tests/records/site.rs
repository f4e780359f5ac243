//! A small HTTP server on the loopback that serves files, knows ranges and can break off.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use crate::support::Files;

pub(crate) struct Site {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    server: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct State {
    files: Files,
    /// Answers to this path end after so many bytes, once.
    broken: Option<(String, usize)>,
    /// Path and first byte of each request.
    requests: Vec<(String, usize)>,
    over: bool,
}

impl Site {
    pub(crate) fn new(files: &Files) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State { files: files.clone(), ..State::default() }));
        let served = Arc::clone(&state);
        let server = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if served.lock().unwrap().over {
                    break;
                }
                // A client that goes away is no matter of the server's.
                let _ = served.lock().unwrap().answer(&mut stream.unwrap());
            }
        });
        Self { address, state, server: Some(server) }
    }

    /// The record's address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/record", self.address)
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Files)) {
        change(&mut self.state.lock().unwrap().files);
    }

    pub(crate) fn break_off(&self, path: &str, after: usize) {
        self.state.lock().unwrap().broken = Some((path.to_owned(), after));
    }

    /// The requests since the last call.
    pub(crate) fn requests(&self) -> Vec<(String, usize)> {
        std::mem::take(&mut self.state.lock().unwrap().requests)
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.state.lock().unwrap().over = true;
        // Wakes the server up to see that it is over.
        let _ = TcpStream::connect(self.address);
        let _ = self.server.take().unwrap().join();
    }
}

impl State {
    fn answer(&mut self, stream: &mut TcpStream) -> std::io::Result<()> {
        let mut lines = BufReader::new(stream.try_clone()?).lines();
        let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
        let mut from = 0;
        for line in lines {
            let line = line?.to_ascii_lowercase();
            if let Some(range) = line.strip_prefix("range: bytes=") {
                from = range.trim_end_matches('-').parse().unwrap();
            }
            if line.is_empty() {
                break;
            }
        }
        let path = first.split(' ').nth(1).unwrap_or_default().trim_start_matches("/record/");
        self.requests.push((path.to_owned(), from));
        let Some(file) = self.files.get(path) else {
            return stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n");
        };
        let status = if from == 0 { "200 OK" } else { "206 Partial Content" };
        let body = file.get(from..).unwrap_or_default();
        let sent = match &self.broken {
            Some((broken, after)) if broken == path => {
                let sent = &body[..*after];
                self.broken = None;
                sent
            }
            _ => body,
        };
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(sent)
    }
}
