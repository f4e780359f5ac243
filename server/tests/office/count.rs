//! After the close: notes of auditors and trustees, the count, the record.

use crate::keys::note_key;
use crate::world::{CLOSES, DESK, OPENS, World, propose};
use server::randomness::Generator;
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::logs::Log;
use voting::audit_note::Hold;
use voting::checkpoint::Checkpoint;
use voting::election_key::ElectionSecret;
use voting::manifest::Election;
use voting::note::{KeyKind, Note, NoteSigner};
use voting::share::Share;

const NOTES: &str = "/en/seasons/vote/election/notes";

/// A closed vote.
async fn closed() -> World {
    let world = World::new().await;
    world.prepare(0).await;
    let row = world.election().await.row;
    world
        .store
        .advance_election(row, ElectionState::Approved, Warrant::Operator { at: OPENS - 60 })
        .await
        .unwrap();
    world.wait_until(CLOSES);
    world.publish().await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let case = propose(&one).await.location();
    assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
    world
}

async fn final_head(world: &World, log: Log) -> [u8; 32] {
    let stored = world.election().await;
    let logs = Election::parse(&stored.manifest).unwrap().manifest.logs;
    let key = if log == Log::Ballots { logs.ballots.vkey } else { logs.issuance.vkey };
    let note = world.store.checkpoint(stored.row, log).await.unwrap().note;
    Checkpoint::verify(&Note::parse(&note).unwrap(), &key).unwrap().body_hash()
}

fn signer(name: &str, number: u8) -> NoteSigner {
    NoteSigner::new(name, KeyKind::Note, note_key(number)).unwrap()
}

async fn hold(world: &World, copy: Option<[u8; 32]>) -> String {
    let stored = world.election().await;
    let closing = world.store.closing(stored.row).await.unwrap();
    let hold = Hold {
        election: stored.id,
        ballots: final_head(world, Log::Ballots).await,
        copy: copy.unwrap_or(closing.copy),
        unopened: closing.unopened,
    };
    hold.sign(&signer("auditor", 15)).unwrap().to_string()
}

async fn share(world: &World, secret: u8) -> String {
    let share = Share {
        index: 1,
        secret: ElectionSecret::generate(&mut Generator::new(&[secret; 32])),
        ballots: final_head(world, Log::Ballots).await,
        issuance: final_head(world, Log::Issuance).await,
    };
    share.sign(&signer("trustee", 21)).unwrap().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn notes_come_in_their_order_and_only_right_ones() {
    let world = closed().await;
    let one = world.ministry(3).await;
    let desk = one.get(DESK).await;
    desk.says("Auditors hold the copy").says("0 of 1 are here").says("shares are missing");
    desk.says_not("value=\"share\"").says_not("name=\"seen\"");
    let early = one.post_file(NOTES, &[("kind", "share")], &share(&world, 99).await).await;
    assert_eq!(early.status, 409);
    early.says("hold notes are missing");
    for (note, words) in [
        ("no note".to_owned(), "This is no signed note"),
        (hold(&world, Some([1; 32])).await, "held another copy"),
        (share(&world, 99).await, "Nobody whom the manifest names"),
    ] {
        let wrong = one.post_file(NOTES, &[("kind", "hold")], &note).await;
        assert_eq!(wrong.status, 422, "{words}");
        wrong.says("The note was not taken").says(words);
    }
    let taken = one.post_file(NOTES, &[("kind", "hold")], &hold(&world, None).await).await;
    assert_eq!(taken.location(), DESK);
    let wrong = one.post_file(NOTES, &[("kind", "share")], &share(&world, 98).await).await;
    assert_eq!(wrong.status, 422);
    wrong.says("The share of trustee does not belong");
    let elsewhere = world.official(4, store::roles::Role::Ministry, Some("11")).await;
    let foreign = elsewhere.post_file(NOTES, &[("kind", "hold")], "note").await;
    assert_eq!(foreign.status, 403);
    assert_eq!(world.state().await, ElectionState::Closed);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officials_count_and_two_publish() {
    let world = closed().await;
    let (one, other) = (world.ministry(3).await, world.ministry(4).await);
    one.post_file(NOTES, &[("kind", "hold")], &hold(&world, None).await).await.location();
    one.post_file(NOTES, &[("kind", "share")], &share(&world, 99).await).await.location();
    for (offer, state) in [
        ("Count the ballots", ElectionState::Tallied),
        ("Publish the record", ElectionState::Published),
    ] {
        other.get(DESK).await.says(offer);
        let case = propose(&one).await.location();
        assert_eq!(one.post(&case, &[("do", "confirm")]).await.status, 403);
        assert_ne!(world.state().await, state);
        assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
        assert_eq!(world.state().await, state);
    }
    other.get(DESK).await.says("everybody can read and recount").says_not("name=\"seen\"");
    let register = world.register().await;
    let times = |word: &str| register.iter().filter(|act| *act == word).count();
    assert_eq!((times("election.note"), times("approval.confirm")), (2, 3));
    world.end().await;
}
