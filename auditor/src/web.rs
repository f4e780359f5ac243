//! Files of a record below an address, over HTTP or HTTPS.

use std::fs::File;
use std::io::{self, Read as _};
use std::time::Duration;

use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};

use crate::failure::Failure;

/// Small files are read whole: manifest, sums, notes.
const SMALL: u64 = 64 << 20;
/// A file of the copy has at most 65,536 records of 65,537 bytes.
const LARGE: u64 = 5 << 30;

/// Where a record is published.
pub(crate) struct Site {
    agent: Agent,
    base: String,
}

impl Site {
    /// Whether an argument is an address rather than a folder.
    pub(crate) fn is_address(argument: &str) -> bool {
        argument.starts_with("http://") || argument.starts_with("https://")
    }

    pub(crate) fn new(address: &str) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_connect(Some(Duration::from_secs(30)))
            .timeout_recv_response(Some(Duration::from_secs(60)))
            .timeout_recv_body(Some(Duration::from_secs(3600)))
            .build();
        Self { agent: config.into(), base: address.trim_end_matches('/').to_owned() }
    }

    /// A small file, or `None` when the site has none of this name.
    pub(crate) fn find(&self, path: &str) -> Result<Option<Vec<u8>>, Failure> {
        let mut response = self.ask(path, 0)?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::NOT_FOUND => return Ok(None),
            status => return Err(self.failed(path, status)),
        }
        let bytes = response.body_mut().with_config().limit(SMALL).read_to_vec();
        bytes.map(Some).map_err(|error| self.failed(path, error))
    }

    /// A small file that must be there.
    pub(crate) fn read(&self, path: &str) -> Result<Vec<u8>, Failure> {
        self.find(path)?.ok_or_else(|| self.failed(path, "there is no such file"))
    }

    /// Adds to `file`, which holds its first `have` bytes, what is missing of it.
    pub(crate) fn append(&self, path: &str, file: &mut File, have: u64) -> Result<(), Failure> {
        let mut response = self.ask(path, have)?;
        match response.status() {
            StatusCode::PARTIAL_CONTENT if have > 0 => {}
            // A server that knows no ranges sends all of it; one that has no more bytes says so.
            StatusCode::OK => file.set_len(0).map_err(|error| self.failed(path, error))?,
            StatusCode::RANGE_NOT_SATISFIABLE if have > 0 => return Ok(()),
            status => return Err(self.failed(path, status)),
        }
        let body = response.body_mut().with_config().limit(LARGE).reader();
        io::copy(&mut body.take(LARGE), file).map(|_| ()).map_err(|error| self.failed(path, error))
    }

    fn ask(&self, path: &str, have: u64) -> Result<Response<Body>, Failure> {
        let request = self.agent.get(self.address(path));
        let request =
            if have > 0 { request.header("Range", format!("bytes={have}-")) } else { request };
        request.call().map_err(|error| self.failed(path, error))
    }

    fn address(&self, path: &str) -> String {
        format!("{}/{}", self.base, encoded(path))
    }

    fn failed(&self, path: &str, reason: impl ToString) -> Failure {
        Failure::Download { address: self.address(path), reason: reason.to_string() }
    }
}

/// A path with everything that means something in an address percent-encoded (RFC 3986).
fn encoded(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let part = |byte: u8| {
        if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    path.bytes().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_and_addresses_joined() {
        assert_eq!(encoded("a/b-1_.~"), "a/b-1_.~");
        assert_eq!(encoded("a b?#%"), "a%20b%3F%23%25");
        assert_eq!(encoded("ў"), "%D1%9E");
        assert_eq!(Site::new("http://h/r//").address("a"), "http://h/r/a");
        assert!(Site::is_address("https://h") && !Site::is_address("record"));
    }
}
