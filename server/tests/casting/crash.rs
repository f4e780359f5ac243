//! The server is killed while ballots are cast: whatever was promised is in the log afterwards.

use crate::database::Database;
use crate::preparing::{prepare, token};
use crate::processes::receipt;
use crate::program::{Program, Start, http};
use crate::world::{NOW, ballot, own_folder, request};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::Path;
use tokio::task::JoinSet;
use voting::answer::Answer;
use voting::batch::BatchRule;
use voting::body::Body;
use voting::commitment::Commitment;
use voting::issuance::IssueAnswer;
use voting::manifest::Election;

/// Every second whatever is there.
const BATCH: BatchRule = BatchRule { min_seconds: 1, min_entries: 1, cap_seconds: 1 };
/// The server is killed when one of eight sides has so many promises.
const PROMISES: usize = 4;

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
    let now = u64::try_from(server::clock::SystemClock::default().now()).unwrap();
    let store = database.open().await;
    let by = now.cast_signed() - NOW.cast_signed();
    let (_, election) = prepare(&store, folder, by, BATCH).await;
    store.close().await;

    let start = || Start { role: "all", folder, database: &database };
    let mut server = start().serve().await;
    let bodies = bodies(&election, &server, now).await;
    let promised = cast_until_killed(&election, &bodies, &mut server).await;
    assert!((PROMISES..bodies.len()).contains(&promised.len()), "{}", promised.len());

    let mut server = start().serve().await;
    for (number, commitment) in &promised {
        let again = cast(&election, &bodies[*number], server.address).await;
        assert_eq!(again, Some(*commitment), "the same body gets the same answer");
        let receipt = receipt(&election, &mut server, commitment).await;
        let log = &election.manifest.logs.ballots.vkey;
        receipt.verify(commitment, log, &election.policy).unwrap();
    }
    server.kill();
    database.end().await;
    std::fs::remove_dir_all(folder).unwrap();
}

/// Sixteen ballots of each of six people.
async fn bodies(election: &Election, server: &Program, now: u64) -> Vec<Body> {
    let mut bodies = Vec::new();
    for person in 1..=6 {
        let (request, body) = request(election, person, person);
        let head = format!("Cookie: hashar={}\r\n", token(person));
        let path = format!("/api/v1/elections/{}/issue", election.id);
        let issued = server.post(&path, &head, &body).await;
        assert_eq!(issued.status, 200, "{}", issued.text());
        let answer = IssueAnswer::parse(&issued.body).unwrap();
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
    server: &mut Program,
) -> BTreeMap<usize, Commitment> {
    let address = server.address;
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
    let reply = http(address, "POST", &path, "", body.as_bytes()).await?;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let answer = Answer::parse(&reply.body).unwrap();
    Some(answer.verify(body, &election.manifest.promise_vkey).unwrap().commitment)
}
