//! Witnesses, asked over HTTP: a quorum, one that is missing, one that comes back, and a log that
//! shows two views.

mod rig;
mod ticket;

use crate::after::{AFTER, OPERATOR, download, open, published, verified};
use crate::world::{CLOSES_AT, NOW, World};
use http::StatusCode;
use rig::{Rig, head, publish, signed};
use server::counting::{self, CountingError};
use server::witnesses::ask_all;
use voting::booth::check_log_head;
use voting::checkpoint::Checkpoint;
use voting::commitment::Commitment;
use voting::entry::Entry;
use voting::receipt::Receipt;
use voting::text::hex;
use voting::witness::SplitView;

/// When every batch is due.
const LATER: u64 = NOW + 660;
const BOTH: [&str; 2] = ["issuance", "ballots"];

async fn vote(world: &World, person: u8, now: u64) {
    let credential = world.credential(person).await;
    let body = world.ballot(person, &credential, 0, (now, 0));
    let answered = world.cast(body.as_bytes()).await;
    assert_eq!(answered.status, StatusCode::OK, "{}", answered.text());
}

/// The only ballot of the log.
async fn only_ballot(world: &World) -> Commitment {
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let entries = world.store.log_entries(row, store::logs::Log::Ballots, 1, 1).await.unwrap();
    let Entry::Ballot(commitment) = Entry::parse(&entries[0]).unwrap() else { panic!() };
    commitment
}

async fn receipt(world: &World, commitment: &Commitment) -> Receipt {
    let path = world.path(&format!("proof/{}", hex(commitment.as_bytes())));
    Receipt::parse(&world.get(&path).await.text()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_of_three_sign_every_head_and_receipts_carry_it() {
    let (mut rig, world) = Rig::new(|_| {}).await;
    rig.start(0, &world).await;
    rig.start(2, &world).await;
    publish(&world).await;
    let logs = &world.election.manifest.logs;
    for (log, ours) in BOTH.into_iter().zip([&logs.issuance, &logs.ballots]) {
        assert_eq!(signed(&world, log).await, [0, 2]);
        let proof = world.get(&world.log_path(&format!("{log}/proof/0"))).await.text();
        assert_eq!(check_log_head(&world.election, ours, &proof), Ok(()));
    }
    vote(&world, 1, NOW).await;
    rig.set_clock(&world, LATER);
    publish(&world).await;
    assert_eq!(signed(&world, "ballots").await, [0, 2]);
    let commitment = only_ballot(&world).await;
    let receipt = receipt(&world, &commitment).await;
    let seen = receipt.verify(&commitment, &logs.ballots.vkey, &world.election.policy).unwrap();
    assert_eq!(seen.size, 2);
    // One is down, and that is no incident: the quorum is there.
    assert_eq!(world.watched("/readyz").await.text(), "ready\n");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_quorum_that_is_missing_stops_no_vote_and_is_told() {
    let (mut rig, world) = Rig::new(|_| {}).await;
    rig.start(0, &world).await;
    publish(&world).await;
    let watched = world.watched("/readyz").await;
    assert_eq!(watched.status, StatusCode::OK, "{}", watched.text());
    for said in ["example.org/ballots: no quorum of witnesses has signed 1 entries", "/1 does not"]
    {
        assert!(watched.text().contains(said), "{}", watched.text());
    }
    let metrics = world.watched("/metrics").await.text();
    let missing = "hashar_witness_quorum_missing{log=\"example.org/ballots\"} ";
    assert!(metrics.contains(missing), "{metrics}");
    vote(&world, 1, NOW).await;
    // The head that nobody insists on is shown; who insists sees that witnesses are missing.
    let logs = &world.election.manifest.logs;
    let proof = world.get(&world.log_path("ballots/proof/0")).await.text();
    assert!(check_log_head(&world.election, &logs.ballots, &proof).is_err());
    assert_eq!(signed(&world, "ballots").await, [0]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_proof_stays_with_the_head_that_witnesses_saw() {
    let (mut rig, world) = Rig::new(|_| {}).await;
    rig.start(0, &world).await;
    rig.start(1, &world).await;
    publish(&world).await;
    vote(&world, 1, NOW).await;
    rig.set_clock(&world, LATER);
    world.publish().await;
    let size = async || Checkpoint::parse(head(&world, "ballots").await.text()).unwrap().size;
    assert_eq!(size().await, 2);
    let logs = &world.election.manifest.logs;
    let proof = world.get(&world.log_path("ballots/proof/0")).await.text();
    assert_eq!(check_log_head(&world.election, &logs.ballots, &proof), Ok(()), "voters go on");
    let commitment = only_ballot(&world).await;
    let early = receipt(&world, &commitment).await;
    let check = |receipt: &Receipt| {
        receipt.verify(&commitment, &logs.ballots.vkey, &world.election.policy).map(drop)
    };
    assert!(check(&early).is_err());
    ask_all(&world.polls).await.unwrap();
    assert_eq!(check(&receipt(&world, &commitment).await), Ok(()));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_is_asked_from_what_it_saw_and_not_at_once() {
    let (mut rig, world) = Rig::new(|_| {}).await;
    rig.start(0, &world).await;
    publish(&world).await;
    vote(&world, 1, NOW).await;
    rig.set_clock(&world, LATER);
    publish(&world).await;
    assert_eq!(signed(&world, "ballots").await, [0]);
    // The second one never saw the first head.
    rig.start(1, &world).await;
    ask_all(&world.polls).await.unwrap();
    assert_eq!(signed(&world, "ballots").await, [0], "it was silent a moment ago");
    rig.set_clock(&world, LATER + 10);
    ask_all(&world.polls).await.unwrap();
    assert_eq!(signed(&world, "ballots").await, [0, 1]);
    assert_eq!(world.watched("/readyz").await.text(), "ready\n");
    // A process that knows nothing learns from the answer where a witness is.
    vote(&world, 2, LATER).await;
    rig.set_clock(&world, LATER + 660);
    let again = world.asking(rig.witnesses());
    publish(&again).await;
    assert_eq!(signed(&again, "ballots").await, [0, 1]);
    let note = head(&again, "ballots").await;
    assert_eq!(Checkpoint::parse(note.text()).unwrap().size, 3);
    again.end().await;
}

/// One person voted, and the vote is over; the witnesses 0 and 1 saw the first heads.
async fn ended() -> (Rig, World) {
    let (mut rig, world) = Rig::new(open).await;
    rig.start(0, &world).await;
    rig.start(1, &world).await;
    publish(&world).await;
    vote(&world, 1, NOW).await;
    rig.set_clock(&world, AFTER);
    (rig, world)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_whose_last_heads_were_witnessed_in_time_is_verified() {
    let (rig, world) = ended().await;
    world.publish().await;
    let early = counting::close(&world.counting, &world.election.id, OPERATOR).await;
    let until = CLOSES_AT + 700;
    assert!(matches!(early, Err(CountingError::WitnessesMissing(at)) if at == until), "{early:?}");
    ask_all(&world.polls).await.unwrap();
    published(&world).await;
    let files = download(&world, "record", None).await;
    let report = verified(&files);
    assert_eq!(report.exit_code(), 0, "{report:#?}");
    let checkpoints = String::from_utf8(files["ballots/checkpoints.log"].clone()).unwrap();
    assert_eq!(checkpoints.matches("witness.example/0 ").count(), 2, "{checkpoints}");
    drop(rig);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_witnesses_sign_too_late_does_not_count() {
    let (rig, world) = ended().await;
    world.publish().await;
    rig.clock.store(CLOSES_AT + 701, std::sync::atomic::Ordering::Relaxed);
    ask_all(&world.polls).await.unwrap();
    assert_eq!(signed(&world, "ballots").await, [0, 1]);
    let said = world.watched("/readyz").await.text();
    assert!(said.contains("no quorum of witnesses has signed"), "{said}");
    let close = || counting::close(&world.counting, &world.election.id, OPERATOR);
    assert!(matches!(close().await, Err(CountingError::WitnessesMissing(_))));
    world.set_clock(CLOSES_AT + 701);
    published(&world).await;
    let report = verified(&download(&world, "record", None).await);
    assert_eq!(report.exit_code(), 2, "{report:#?}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_any_more_once_the_time_is_over() {
    let (rig, world) = ended().await;
    world.publish().await;
    rig.set_clock(&world, CLOSES_AT + 701);
    ask_all(&world.polls).await.unwrap();
    let none: [usize; 0] = [];
    assert_eq!(signed(&world, "ballots").await, none);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_added_to_a_head_that_was_written_down() {
    let (mut rig, world) = ended().await;
    publish(&world).await;
    counting::close(&world.counting, &world.election.id, OPERATOR).await.unwrap();
    rig.start(2, &world).await;
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let (place, note) = ((row, store::logs::Log::Ballots), head(&world, "ballots").await);
    let line = voting::cosignature::cosign(&rig::signer(2), &note, AFTER).unwrap();
    let policy = &world.election.policy;
    assert!(world.store.cosign(place, 3, &[line], policy).await.unwrap(), "the quorum stays");
    assert_eq!(signed(&world, "ballots").await, [0, 1]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_forks_is_refused_told_and_proven() {
    let (mut rig, world) = Rig::new(|_| {}).await;
    rig.start(0, &world).await;
    rig.start(1, &world).await;
    publish(&world).await;
    let backup = world.back_up().await;
    vote(&world, 1, NOW).await;
    rig.set_clock(&world, LATER);
    publish(&world).await;
    assert_eq!(signed(&world, "ballots").await, [0, 1]);
    // An operator who puts an older database back and throws away what was published.
    let world = world.restored(&backup, false).await.asking(rig.witnesses());
    world.release();
    vote(&world, 2, LATER).await;
    rig.set_clock(&world, LATER + 660);
    publish(&world).await;
    let none: [usize; 0] = [];
    assert_eq!(signed(&world, "ballots").await, none);
    let said = world.watched("/readyz").await.text();
    assert!(said.contains("saw another root at 2 entries"), "{said}");
    let key = &world.election.manifest.logs.ballots.vkey;
    for number in [0, 1] {
        let files = rig.evidence(number);
        let sizes = files.iter().filter_map(|file| SplitView::parse(file, key).ok());
        assert_eq!(sizes.map(|split| split.size()).collect::<Vec<_>>(), [2]);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_behind_its_witnesses_is_told() {
    let (mut rig, world) = Rig::new(|_| {}).await;
    rig.start(0, &world).await;
    rig.start(1, &world).await;
    world.publish().await;
    let backup = world.back_up().await;
    vote(&world, 1, NOW).await;
    rig.set_clock(&world, LATER);
    publish(&world).await;
    let world = world.restored(&backup, false).await.asking(rig.witnesses());
    world.release();
    ask_all(&world.polls).await.unwrap();
    let said = world.watched("/readyz").await.text();
    assert!(said.contains("saw 2 entries, and the log has 1"), "{said}");
    world.end().await;
}
