//! The real binary as a process of its own, whose log tells what it has done.

use crate::database::Database;
use serde_json::Value;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Longer than anything takes that a test waits for.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a program is started.
pub(crate) struct Start<'a> {
    pub(crate) role: &'a str,
    /// Its folders of keys and published heads lie here.
    pub(crate) folder: &'a Path,
    pub(crate) database: &'a Database,
}

/// A running server; it ends with the test, however that ends.
pub(crate) struct Program {
    child: Child,
    said: UnboundedReceiver<Value>,
    pub(crate) address: SocketAddr,
}

/// A whole answer.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Status and last part of the problem's type, for instance `404 elsewhere`.
    pub(crate) fn problem(&self) -> String {
        let json: Value = serde_json::from_slice(&self.body).unwrap();
        let kind = json["type"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
        format!("{} {kind}", self.status)
    }
}

impl Start<'_> {
    /// The program once it serves, on a port that the system chose.
    pub(crate) async fn serve(self) -> Program {
        let mut child = self.command().spawn().unwrap();
        let log = child.stderr.take().unwrap();
        let nowhere = SocketAddr::from(([127, 0, 0, 1], 0));
        let mut program = Program { child, said: listen(log), address: nowhere };
        let serving = program.says("serving").await;
        program.address = serving["address"].as_str().unwrap().parse().unwrap();
        program
    }

    fn command(&self) -> Command {
        let folder = |name: &str| -> PathBuf { self.folder.join(name) };
        // The pages need a site, if only an empty one.
        std::fs::write(folder("assets.json"), "{}").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hashar"));
        command
            .args(["serve", "--role", self.role, "--listen", "127.0.0.1:0", "--site"])
            .arg(self.folder)
            .current_dir(self.folder)
            .env("HASHAR__DATABASE_URL", self.database.url())
            .env("HASHAR__KEYS", folder("keys"))
            .env("HASHAR__PUBLISHED", folder("published"))
            .env("HASHAR__INTERNAL_LISTEN", "127.0.0.1:0")
            .env("HASHAR__IDENTITY__ISSUER", "https://id.example")
            .env("HASHAR__LOG__FORMAT", "json")
            .env("HASHAR__LOG__FILTER", "server=info,server::sequencer=debug")
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        command
    }
}

/// The lines of the log as they come.
fn listen(log: ChildStderr) -> UnboundedReceiver<Value> {
    let (tell, said) = unbounded_channel();
    std::thread::spawn(move || {
        for line in BufReader::new(log).lines().map_while(Result::ok) {
            match serde_json::from_str(&line) {
                // A test that ended listens no more; the program may go on writing.
                Ok(line) => drop(tell.send(line)),
                Err(_) => eprintln!("{line}"),
            }
        }
    });
    said
}

impl Program {
    /// Waits for the next line of this message.
    pub(crate) async fn says(&mut self, message: &str) -> Value {
        let wait = async {
            while let Some(line) = self.said.recv().await {
                if line["message"] == message {
                    return line;
                }
            }
            panic!("it ended before it said {message:?}");
        };
        let said = tokio::time::timeout(PATIENCE, wait).await;
        said.unwrap_or_else(|_| panic!("it never says {message:?}"))
    }

    /// SIGKILL: nothing is flushed, nobody is told.
    pub(crate) fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        http(self.address, "GET", path, "", &[]).await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, head: &str, body: &[u8]) -> Reply {
        http(self.address, "POST", path, head, body).await.unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One HTTP/1.1 request over its own connection; `None` when no whole answer came.
pub(crate) async fn http(
    address: SocketAddr,
    method: &str,
    path: &str,
    head: &str,
    body: &[u8],
) -> Option<Reply> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/octet-stream\r\nContent-Length: {}\r\n{head}\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), body].concat()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let end = answer.windows(4).position(|at| at == b"\r\n\r\n")? + 4;
    let head = String::from_utf8(answer[..end].to_vec()).ok()?.to_lowercase();
    let body = answer[end..].to_vec();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "))?;
    let whole = length.trim().parse() == Ok(body.len());
    let status = head.get(9..12)?.parse().ok()?;
    whole.then_some(Reply { status, body })
}
