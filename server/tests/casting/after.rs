//! After the vote: votes to count, notes to send, records to download.

use crate::manifest::{secret, signer};
use crate::world::{CLOSES_AT, NOW, World};
use axum::body::Body as HttpBody;
use http::{Request, StatusCode, header};
use server::counting;
use server::randomness::Generator;
use std::collections::BTreeMap;
use store::approvals::Warrant;
use voting::audit_note::{Attestation, Hold, proof_of_reading};
use voting::checkpoint::Checkpoint;
use voting::copy;
use voting::hash::sha256;
use voting::manifest::{Manifest, Publication, Publish};
use voting::note::Note;
use voting::record::SUMS;
use voting::share::Share;
use voting::verify::report::Report;
use voting::verify::{Mine, verify};

/// A record's files by path.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// A minute after the vote.
pub(crate) const AFTER: u64 = CLOSES_AT + 60;

/// The operator, a minute after the vote.
pub(crate) const OPERATOR: Warrant = Warrant::Operator { at: AFTER.cast_signed() };

/// Open publication, without auditors; every counted ballot is published.
pub(crate) fn open(manifest: &mut Manifest) {
    manifest.publication = Publication::Open;
    manifest.auditors.clear();
    manifest.quorum = 0;
    manifest.contests.iter_mut().for_each(|contest| contest.publish = Publish::Ballots);
}

/// Five people voted, one of them twice; the vote is over.
pub(crate) async fn voted(change: impl FnOnce(&mut Manifest)) -> World {
    let world = World::under(change).await;
    world.publish().await;
    for (person, project) in [(1, 0), (2, 1), (3, 1), (4, 2), (7, 0)] {
        let credential = world.credential(person).await;
        let body = world.ballot(person, &credential, project, (NOW, 0));
        assert_eq!(world.cast(body.as_bytes()).await.status, StatusCode::OK);
        if person == 1 {
            let again = world.ballot(person, &credential, 2, (NOW, 1));
            assert_eq!(world.cast(again.as_bytes()).await.status, StatusCode::OK);
        }
    }
    world.set_clock(AFTER);
    world
}

/// The note of the only trustee, for the heads that the logs have now.
pub(crate) async fn share_note(world: &World) -> String {
    share(world).await.sign(&signer("trustee", 21)).unwrap().to_string()
}

pub(crate) async fn share(world: &World) -> Share {
    let head = async |log: &str| {
        let note = world.get(&world.log_path(&format!("{log}/checkpoint"))).await.text();
        Checkpoint::parse(Note::parse(&note).unwrap().text()).unwrap().body_hash()
    };
    let (ballots, issuance) = (head("ballots").await, head("issuance").await);
    Share { index: 1, secret: secret(), ballots, issuance }
}

/// Closes, counts and publishes without auditors.
pub(crate) async fn published(world: &World) {
    let (counting, id) = (&world.counting, &world.election.id);
    counting::close(counting, id, OPERATOR).await.unwrap();
    let note = share_note(world).await;
    assert_eq!(counting::take_share(counting, id, &note, None, 0).await.unwrap(), 1);
    counting::tally(counting, id, OPERATOR).await.unwrap();
    counting::publish(counting, id, OPERATOR).await.unwrap();
}

/// All files below `record` or `sealed` that can be read now.
pub(crate) async fn download(world: &World, below: &str, cookie: Option<&str>) -> Files {
    let listing = get(world, &world.path(below), cookie).await;
    let listing: serde_json::Value = serde_json::from_slice(&listing).unwrap();
    let mut files = Files::new();
    for file in listing["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let bytes = get(world, &world.path(&format!("{below}/{path}")), cookie).await;
        assert_eq!(bytes.len() as u64, file["size"].as_u64().unwrap());
        files.insert(path.to_owned(), bytes);
    }
    files
}

async fn get(world: &World, path: &str, cookie: Option<&str>) -> Vec<u8> {
    let mut request = Request::get(path);
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    let answer = world.send(request.body(HttpBody::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.body
}

pub(crate) fn verified(files: &Files) -> Report {
    verify(files, &Mine::default(), &mut Generator::new(&[1; 32]))
}

/// What the auditor signs who holds these files.
pub(crate) fn hold_note(world: &World, files: &Files) -> String {
    let copy = verified(files).copy.unwrap();
    let ballots = String::from_utf8(files["ballots/checkpoint"].clone()).unwrap();
    let ballots = Checkpoint::parse(Note::parse(&ballots).unwrap().text()).unwrap().body_hash();
    let hold =
        Hold { election: world.election.id, ballots, copy: copy.digest, unopened: copy.unopened };
    hold.sign(&signer("auditor", 15)).unwrap().to_string()
}

/// What the auditor signs who recomputed the record in these files.
pub(crate) fn attest_note(world: &World, files: &Files) -> String {
    let auditor = signer("auditor", 15);
    let attestation = Attestation {
        election: world.election.id,
        sums: sha256(&[&files[SUMS]]),
        totals: verified(files).totals.unwrap(),
        reading: proof_of_reading(auditor.key(), [&files[&copy::path(0)]]),
    };
    attestation.sign(&auditor).unwrap().to_string()
}
