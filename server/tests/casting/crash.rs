//! The server is killed while ballots are cast: whatever was promised is in the log afterwards.

use crate::database::Database;
use crate::preparing::{prepare, token};
use crate::world::{NOW, ballot, own_folder, request};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use voting::answer::Answer;
use voting::batch::BatchRule;
use voting::body::Body;
use voting::commitment::Commitment;
use voting::issuance::IssueAnswer;
use voting::manifest::Election;
use voting::receipt::Receipt;
use voting::text::hex;

/// Every second whatever is there.
const BATCH: BatchRule = BatchRule { min_seconds: 1, min_entries: 1, cap_seconds: 1 };
/// The server is killed when one of eight sides has so many promises.
const PROMISES: usize = 4;
/// Tenths of a second that starting and logging may take.
const PATIENCE: u32 = 600;

/// A running server; it ends with the test, however that ends.
struct Server(Child);

impl Server {
    /// SIGKILL: nothing is flushed, nobody is told.
    fn kill(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_promised_ballot_survives_a_kill_on_sqlite() {
    let folder = own_folder();
    let database = Database::sqlite(&folder);
    every_promised_ballot_survives_a_kill(&folder, database).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_promised_ballot_survives_a_kill_on_postgres() {
    if let Some(database) = Database::postgres().await {
        every_promised_ballot_survives_a_kill(&own_folder(), database).await;
    }
}

async fn every_promised_ballot_survives_a_kill(folder: &Path, database: Database) {
    std::fs::write(folder.join("assets.json"), "{}").unwrap();
    let now = u64::try_from(server::clock::SystemClock::default().now()).unwrap();
    let store = database.open().await;
    let by = now.cast_signed() - NOW.cast_signed();
    let (_, election) = prepare(&store, folder, by, BATCH).await;
    store.close().await;

    let address = free_address();
    let mut server = serve(folder, &database, address).await;
    let bodies = bodies(&election, address, now).await;
    let promised = cast_until_killed(&election, &bodies, address, &mut server).await;
    assert!((PROMISES..bodies.len()).contains(&promised.len()), "{}", promised.len());

    let mut server = serve(folder, &database, address).await;
    for (number, commitment) in &promised {
        let again = cast(&election, &bodies[*number], address).await;
        assert_eq!(again, Some(*commitment), "the same body gets the same answer");
        let receipt = receipt(&election, commitment, address).await;
        let log = &election.manifest.logs.ballots.vkey;
        receipt.verify(commitment, log, &election.policy).unwrap();
    }
    server.kill();
    database.end().await;
    std::fs::remove_dir_all(folder).unwrap();
}

/// Sixteen ballots of each of six people.
async fn bodies(election: &Election, address: SocketAddr, now: u64) -> Vec<Body> {
    let mut bodies = Vec::new();
    for person in 1..=6 {
        let (request, body) = request(election, person, person);
        let head = format!("Cookie: hashar={}\r\n", token(person));
        let path = format!("/api/v1/elections/{}/issue", election.id);
        let (status, answer) = http(address, "POST", &path, &head, &body).await.unwrap();
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
        let answer = IssueAnswer::parse(&answer).unwrap();
        let credential = request.finalize(&answer.signature).unwrap();
        for cast in 0..16 {
            bodies.push(ballot(election, person, &credential, u16::from(cast % 3), (now, cast)));
        }
    }
    bodies
}

/// Casts from eight sides at once; when the first has its promises the server gets SIGKILL.
async fn cast_until_killed(
    election: &Election,
    bodies: &[Body],
    address: SocketAddr,
    server: &mut Server,
) -> BTreeMap<usize, Commitment> {
    let mut casts = JoinSet::new();
    for side in 0..8 {
        let (election, bodies) = (election.clone(), bodies.to_vec());
        casts.spawn(async move {
            let mut promised = Vec::new();
            for number in (side..bodies.len()).step_by(8) {
                match cast(&election, &bodies[number], address).await {
                    Some(commitment) => promised.push((number, commitment)),
                    None => break,
                }
                if side == 0 && promised.len() == PROMISES {
                    break;
                }
            }
            (side, promised)
        });
    }
    let mut promised = BTreeMap::new();
    while let Some(done) = casts.join_next().await {
        let (side, some) = done.unwrap();
        promised.extend(some);
        if side == 0 {
            server.kill();
        }
    }
    promised
}

/// The commitment that was promised; `None` when no answer came.
async fn cast(election: &Election, body: &Body, address: SocketAddr) -> Option<Commitment> {
    let path = format!("/api/v1/elections/{}/cast", election.id);
    let (status, answer) = http(address, "POST", &path, "", body.as_bytes()).await?;
    assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
    let answer = Answer::parse(&answer).unwrap();
    Some(answer.verify(body, &election.manifest.promise_vkey).unwrap().commitment)
}

async fn receipt(election: &Election, commitment: &Commitment, address: SocketAddr) -> Receipt {
    let path = format!("/api/v1/elections/{}/proof/{}", election.id, hex(commitment.as_bytes()));
    for _ in 0..PATIENCE {
        let (status, text) = http(address, "GET", &path, "", &[]).await.unwrap();
        if status == 200 {
            return Receipt::parse(&String::from_utf8(text).unwrap()).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("a promised ballot was not logged");
}

fn free_address() -> SocketAddr {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// The real binary, once it answers.
async fn serve(folder: &Path, database: &Database, address: SocketAddr) -> Server {
    let internal = free_address();
    let child = Command::new(env!("CARGO_BIN_EXE_hashar"))
        .args(["serve", "--listen", &address.to_string(), "--site"])
        .arg(folder)
        .current_dir(folder)
        .env("HASHAR__DATABASE_URL", database.url())
        .env("HASHAR__KEYS", folder.join("keys"))
        .env("HASHAR__INTERNAL_LISTEN", internal.to_string())
        .env("HASHAR__IDENTITY__ISSUER", "https://id.example")
        .stdin(Stdio::null())
        .spawn();
    let server = Server(child.unwrap());
    for _ in 0..PATIENCE {
        if let Some((200, _)) = http(internal, "GET", "/healthz", "", &[]).await {
            return server;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the server does not answer");
}

/// One HTTP/1.1 request over its own connection; `None` when no whole answer came.
async fn http(
    address: SocketAddr,
    method: &str,
    path: &str,
    head: &str,
    body: &[u8],
) -> Option<(u16, Vec<u8>)> {
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
    whole.then(|| Some((head.get(9..12)?.parse().ok()?, body)))?
}
