//! What officials see of witnesses, and that the close waits for them.

use crate::keys::note_key;
use crate::world::{CLOSES, DESK, OPENS, World, propose};
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::logs::Log;
use voting::cosignature::cosign;
use voting::note::{KeyKind, Note, NoteSigner};
use voting::policy::Policy;

fn witness() -> NoteSigner {
    NoteSigner::new("witness.example/1", KeyKind::Cosignature, note_key(60)).unwrap()
}

fn policy() -> String {
    format!("witness w {} https://witness.example/1\nquorum w\n", witness().key())
}

/// The witness signs the newest heads of both logs.
async fn sign(world: &World, at: i64) {
    let row = world.election().await.row;
    for log in [Log::Issuance, Log::Ballots] {
        let head = world.store.checkpoint(row, log).await.unwrap();
        let note = Note::parse(&head.note).unwrap();
        let line = cosign(&witness(), &note, u64::try_from(at).unwrap()).unwrap();
        let policy = Policy::parse(&policy()).unwrap();
        assert!(world.store.cosign((row, log), head.size, &[line], &policy).await.unwrap());
    }
}

async fn approved() -> World {
    let world = World::new().await;
    world.prepare_as(0, |manifest| manifest.witnesses = policy(), &[]).await;
    let reader = world.ministry(4).await;
    reader.get(DESK).await.says("Witnesses sign the logs with").says("witness.example/1");
    let (row, warrant) = (world.election().await.row, Warrant::Operator { at: OPENS - 60 });
    world.store.advance_election(row, ElectionState::Approved, warrant).await.unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn the_desk_says_how_far_a_quorum_has_signed() {
    let world = approved().await;
    world.publish().await;
    let one = world.ministry(1).await;
    let waits = one.get(DESK).await;
    waits.says("A quorum has signed 0 of 1 entries").says("no quorum yet");
    waits.says("Call the witnesses now").says_not("Nothing is to be done until");
    sign(&world, OPENS).await;
    let signed = one.get(DESK).await;
    signed.says("A quorum has signed 1 of 1 entries").says_not("no quorum yet");
    signed.says("Nothing is to be done until").says_not("Call the witnesses now");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_proposes_a_close_that_witnesses_have_not_signed() {
    let world = approved().await;
    world.wait_until(CLOSES);
    world.publish().await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let refused = one.get(DESK).await;
    refused.says("Witnesses have not signed the logs yet").says_not("name=\"seen\"");
    sign(&world, CLOSES).await;
    let case = propose(&one).await.location();
    assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
    assert_eq!(world.state().await, ElectionState::Closed);
    one.get(DESK).await.says_not("A quorum has signed");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn once_witnesses_count_no_more_the_close_goes_on_without_them() {
    let world = approved().await;
    world.wait_until(CLOSES + 700);
    world.publish().await;
    let waits = world.ministry(3).await;
    waits.get(DESK).await.says("Witnesses have not signed the logs yet");
    world.wait_until(CLOSES + 701);
    let one = world.ministry(1).await;
    one.get(DESK).await.says("The close waits for two officials").says("name=\"seen\"");
    world.end().await;
}
