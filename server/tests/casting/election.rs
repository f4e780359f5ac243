//! The way of a vote: credential, ballot, promise, log, receipt, close.

use crate::world::{CLOSES_AT, NOW, World, contest_of, request};
use http::StatusCode;
use std::collections::BTreeSet;
use voting::answer::Answer;
use voting::body::Body;
use voting::booth::check_log_head;
use voting::checkpoint::Checkpoint;
use voting::commitment::Commitment;
use voting::entry::Entry;
use voting::issuance::{IssueAnswer, IssueEntry};
use voting::manifest::Log;
use voting::merkle::{leaf_hash, root_of};
use voting::note::Note;
use voting::receipt::Receipt;
use voting::text::hex;
use voting::tile::parse_bundle;

/// Casts and checks the answer as the booth does; gives the commitment.
async fn cast(world: &World, body: &Body) -> Commitment {
    let answered = world.cast(body.as_bytes()).await;
    assert_eq!(answered.status, StatusCode::OK, "{}", answered.text());
    let answer = Answer::parse(&answered.body).unwrap();
    assert_eq!(answer.opening, None, "audited publication");
    let promise = answer.verify(body, &world.election.manifest.promise_vkey).unwrap();
    assert!(promise.merge_by > NOW && promise.merge_by <= NOW + 1_300, "{promise:?}");
    promise.commitment
}

pub(crate) async fn checkpoint(world: &World, log: &str) -> Checkpoint {
    let answered = world.get(&world.log_path(&format!("{log}/checkpoint"))).await;
    assert_eq!(answered.status, StatusCode::OK);
    let key = &of_manifest(world, log).vkey;
    Checkpoint::verify(&Note::parse(&answered.text()).unwrap(), key).unwrap()
}

fn of_manifest<'a>(world: &'a World, log: &str) -> &'a Log {
    let logs = &world.election.manifest.logs;
    if log == "ballots" { &logs.ballots } else { &logs.issuance }
}

/// Every entry has its proof, the header the one that a booth asks for, and nothing beyond has one.
async fn prove(world: &World, name: &str, entries: &[Vec<u8>]) {
    let log = of_manifest(world, name);
    for (index, entry) in entries.iter().enumerate() {
        let proof = world.get(&world.log_path(&format!("{name}/proof/{index}"))).await.text();
        let receipt = Receipt::parse(&proof).unwrap();
        assert_eq!(receipt.index, index as u64);
        receipt.verify_entry(entry, &log.vkey, &world.election.policy).unwrap();
        assert_eq!(check_log_head(&world.election, log, &proof).is_ok(), index == 0);
    }
    let beyond = world.get(&world.log_path(&format!("{name}/proof/{}", entries.len()))).await;
    assert_eq!(beyond.problem(), "404 entry");
}

/// Every entry of a log, after they gave the root of its newest checkpoint.
pub(crate) async fn entries(world: &World, log: &str) -> Vec<Entry> {
    let head = checkpoint(world, log).await;
    let mut entries: Vec<Vec<u8>> = Vec::new();
    while (entries.len() as u64) < head.size {
        let path = world.log_path(&format!("{log}/entries/{}", entries.len()));
        let bundle = world.get(&path).await.body;
        let width = (head.size - entries.len() as u64).min(256);
        entries.extend(parse_bundle(&bundle, width).unwrap().into_iter().map(<[u8]>::to_vec));
    }
    assert_eq!(root_of(entries.iter().map(|entry| leaf_hash(entry))), head.root);
    prove(world, log, &entries).await;
    entries.iter().map(|entry| Entry::parse(entry).unwrap()).collect()
}

async fn receipt(world: &World, commitment: &Commitment) -> Option<Receipt> {
    let path = world.path(&format!("proof/{}", hex(commitment.as_bytes())));
    let answered = world.get(&path).await;
    if answered.status == StatusCode::NOT_FOUND {
        assert_eq!(answered.problem(), "404 entry");
        return None;
    }
    let receipt = Receipt::parse(&answered.text()).unwrap();
    let log = &world.election.manifest.logs.ballots.vkey;
    receipt.verify(commitment, log, &world.election.policy).unwrap();
    Some(receipt)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_election() {
    let world = World::new().await;
    world.publish().await;
    for log in ["issuance", "ballots"] {
        assert_eq!(entries(&world, log).await, [Entry::Header(world.election.id)]);
    }
    let mut promised = BTreeSet::new();
    let mut credentials = Vec::new();
    for person in [1, 2, 3, 7] {
        let credential = world.credential(person).await;
        let body = world.ballot(person, &credential, 0, (NOW, 0));
        promised.insert(cast(&world, &body).await);
        credentials.push((person, credential));
    }
    let first = *promised.first().unwrap();
    world.publish().await;
    assert_eq!(checkpoint(&world, "ballots").await.size, 1, "the batch is too young");
    assert_eq!(receipt(&world, &first).await, None);

    world.set_clock(NOW + 60);
    world.publish().await;
    assert_eq!(checkpoint(&world, "ballots").await.size, 5);
    let logged: Vec<Entry> = entries(&world, "ballots").await.split_off(1);
    let sorted: Vec<Entry> = promised.iter().copied().map(Entry::Ballot).collect();
    assert_eq!(logged, sorted, "in the order of the commitments");
    assert!(receipt(&world, &first).await.is_some());

    // She votes again: nobody is told, and the batch waits until it is old.
    let (person, credential) = &credentials[0];
    let again = world.ballot(*person, credential, 2, (NOW + 60, 1));
    let second = cast(&world, &again).await;
    assert!(promised.insert(second));
    world.set_clock(NOW + 659);
    world.publish().await;
    assert_eq!(receipt(&world, &second).await, None);
    world.set_clock(NOW + 660);
    world.publish().await;
    assert_eq!(receipt(&world, &second).await.unwrap().index, 5);

    close(&world, &promised).await;
    world.end().await;
}

/// What was cast in the last second is in, and both logs end.
async fn close(world: &World, promised: &BTreeSet<Commitment>) {
    world.set_clock(CLOSES_AT - 1);
    let credential = world.credential(4).await;
    let late = world.ballot(4, &credential, 1, (CLOSES_AT - 1, 0));
    let answer = Answer::parse(&world.cast(late.as_bytes()).await.body).unwrap();
    let late = answer.verify(&late, &world.election.manifest.promise_vkey).unwrap().commitment;
    world.set_clock(CLOSES_AT);
    world.publish().await;
    let ballots = entries(world, "ballots").await;
    assert_eq!(ballots.last(), Some(&Entry::Close { election: world.election.id, before: 7 }));
    let logged: BTreeSet<Commitment> = ballots
        .iter()
        .filter_map(|entry| match entry {
            Entry::Ballot(commitment) => Some(*commitment),
            _ => None,
        })
        .collect();
    assert_eq!(&logged - promised, BTreeSet::from([late]));
    assert!(logged.is_superset(promised));
    let issuance = entries(world, "issuance").await;
    assert_eq!(issuance.len(), 7, "header, five credentials, close");
    let issued: Vec<&IssueEntry> = issuance
        .iter()
        .filter_map(|entry| if let Entry::Issue(issue) = entry { Some(issue) } else { None })
        .collect();
    let leaves: BTreeSet<_> = issued.iter().map(|entry| entry.leaf).collect();
    assert_eq!((issued.len(), leaves.len()), (5, 5));
    world.set_clock(CLOSES_AT + 10_000);
    world.publish().await;
    assert_eq!(checkpoint(world, "ballots").await.size, 8, "nothing follows");
    assert!(receipt(world, &late).await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_request_gets_the_same_credential_and_another_none() {
    let world = World::new().await;
    let (_, body) = request(&world.election, 1, 1);
    let first = world.post_issue(1, body.clone()).await;
    let again = world.post_issue(1, body.clone()).await;
    assert_eq!((first.status, &first.body), (StatusCode::OK, &again.body));
    let answer = IssueAnswer::parse(&first.body).unwrap();
    // The person can find herself on the roll.
    let number = voting::roll::IdentityNumber::new(&"01".repeat(32)).unwrap();
    let leaf = voting::roll::RollLeaf::new(&answer.salt, &number);
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let roll = world.store.roll(row).await.unwrap();
    assert!(roll.record_for(contest_of(1), leaf).is_some());

    let (_, other) = request(&world.election, 1, 99);
    assert_eq!(world.post_issue(1, other).await.problem(), "409 issued");
    // Somebody else may send the very same bytes; it is a credential of her own.
    assert_eq!(world.post_issue(2, body).await.status, StatusCode::OK);
    world.end().await;
}
