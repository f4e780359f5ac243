//! Closing a vote: never before its end, and with both logs complete.

use crate::world::{CLOSES, DESK, OPENS, World, propose};
use store::approvals::Warrant;
use store::elections::ElectionState;
use store::logs::Log;

/// An approved vote.
async fn approved() -> World {
    let world = World::new().await;
    world.prepare(0).await;
    let row = world.store.election_of_season(world.season).await.unwrap().unwrap().row;
    world
        .store
        .advance_election(row, ElectionState::Approved, Warrant::Operator { at: OPENS - 60 })
        .await
        .unwrap();
    world
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_closes_a_vote_before_its_end() {
    let world = approved().await;
    world.wait_until(CLOSES - 1);
    let one = world.ministry(1).await;
    one.get(DESK).await.says("People are voting").says_not("name=\"seen\"");
    let election = world.store.election_of_season(world.season).await.unwrap().unwrap();
    let seen = format!("{{\"election_id\":\"{}\"}}", election.id);
    let fields = [("act", "election.close"), ("seen", seen.as_str())];
    let early = one.post(DESK, &fields).await;
    assert_eq!(early.status, 409);
    early.says("It is too early for this");

    // What another version or a slip proposed all the same is not carried out either.
    let new = store::approvals::NewApproval {
        act: "election.close".to_owned(),
        subject: "vote".to_owned(),
        payload: store::Json(serde_json::from_str(&seen).unwrap()),
    };
    let by = election_proposer(&world).await;
    let id = world.store.propose(&new, by, world.now()).await.unwrap();
    let early = one.post(&format!("/en/approvals/{id}"), &[("do", "confirm")]).await;
    assert_eq!(early.status, 409);
    early.says("It is too early for this");
    assert_eq!(world.state().await, ElectionState::Approved);
    world.end().await;
}

async fn election_proposer(world: &World) -> store::PersonId {
    world.ministry(3).await;
    world.store.person_by_nullifier(store::Nullifier([3; 32])).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_its_end_two_officials_close_it_with_complete_logs() {
    let world = approved().await;
    world.wait_until(CLOSES);
    let early = world.ministry(3).await;
    early.get(DESK).await.says("The logs are not complete yet").says_not("name=\"seen\"");
    world.publish().await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    one.get(DESK).await.says("The close waits for two officials").says("0 credentials, 0 ballots");
    let case = propose(&one).await.location();
    assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
    assert_eq!(world.state().await, ElectionState::Closed);
    let row = world.store.election_of_season(world.season).await.unwrap().unwrap().row;
    for log in [Log::Issuance, Log::Ballots] {
        let head = world.store.log_head(row, log).await.unwrap();
        assert_eq!((head.size, head.sealed, head.closed), (2, true, true));
    }
    other.get(DESK).await.says("Counting needs the trustee");
    world.end().await;
}
