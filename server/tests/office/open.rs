//! Approving a vote: two people, before its first second, what was seen and nothing else.

use crate::trustees::transcript;
use crate::world::{DESK, OPENS, World, propose};
use sha2::{Digest as _, Sha256};
use store::elections::ElectionState;
use voting::keygen::{Transcript, TrusteeNotes};
use voting::manifest::Election;
use voting::text::{base64, hex};

#[tokio::test(flavor = "multi_thread")]
async fn one_proposes_another_confirms_and_it_is_done() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let desk = one.get(DESK).await;
    desk.says("The autumn season").says("6 projects in 2 districts").says("People on the roll");
    let election = world.store.election_of_season(world.season).await.unwrap().unwrap();
    desk.says(&election.id.to_string());

    let case = propose(&one).await.location();
    assert_eq!(world.state().await, ElectionState::Prepared, "nothing is done by proposing");
    one.get(DESK).await.says("This waits for a second official").says(&case);
    other.get("/en/approvals").await.says("Approve the vote").says("Official 1");
    other.get(&case).await.says(&election.id.to_string()).says("Confirm and carry out");

    let done = other.post(&case, &[("do", "confirm")]).await;
    assert_eq!(done.location(), case);
    assert_eq!(world.state().await, ElectionState::Approved);
    other.get(&case).await.says("Confirmed and carried out").says("Official 2");
    other.get(DESK).await.says("Approved. Voting opens by itself");
    other.get("/en/approvals").await.says("Nothing waits for a second official");
    let register = world.register().await;
    let expected = ["election.prepare", "approval.propose", "election.advance", "approval.confirm"];
    assert_eq!(register, expected);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn both_officials_see_every_key_short_and_whole() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let desk = one.get(DESK).await;
    let case = propose(&one).await.location().to_owned();
    let case = other.get(&case).await;
    let manifest = Election::parse(&world.election().await.manifest).unwrap().manifest;
    let mut keys = vec![
        base64(manifest.trustees.y.as_bytes()),
        manifest.trustees.list[0].vkey.to_string(),
        manifest.auditors[0].vkey.to_string(),
        manifest.logs.issuance.vkey.to_string(),
        manifest.logs.ballots.vkey.to_string(),
        manifest.promise_vkey.to_string(),
        manifest.organiser_vkey.to_string(),
    ];
    keys.extend(manifest.contests.iter().map(|contest| base64(contest.rsa_spki.spki())));
    for key in keys {
        let digest = hex(&Sha256::digest(key.as_bytes()));
        let groups = [&digest[..4], &digest[4..8], &digest[8..12], &digest[12..16]];
        for page in [&desk, &case] {
            page.says(&key).says(&groups.join("\u{a0}"));
        }
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_prepared_anew_is_not_what_was_proposed() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let stale = one.get(DESK).await;
    world.prepare(600).await;
    let (act, seen) = (stale.hidden("act"), stale.hidden("seen"));
    let refused = one.post(DESK, &[("act", &act), ("seen", &seen)]).await;
    assert_eq!(refused.status, 409);
    refused.says("What was proposed no longer stands");

    let case = propose(&one).await.location();
    world.prepare(1_200).await;
    other.get(&case).await.says("What was proposed no longer stands").says_not("Confirm and carry");
    let refused = other.post(&case, &[("do", "confirm")]).await;
    assert_eq!(refused.status, 409);
    assert_eq!(world.state().await, ElectionState::Prepared);
    // It does not block the way: it is declined, and the new one is proposed.
    assert_eq!(other.post(&case, &[("do", "decline")]).await.location(), case);
    assert_ne!(propose(&one).await.location(), case);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_vote_that_was_to_begin_is_not_opened_any_more() {
    let world = World::new().await;
    world.prepare(0).await;
    let one = world.ministry(1).await;
    world.ministry(2).await;
    let case = propose(&one).await.location();
    world.wait_until(OPENS);
    // Their sessions ran out meanwhile.
    let (one, other) = (world.sign_in(1).await, world.sign_in(2).await);
    let late = other.post(&case, &[("do", "confirm")]).await;
    assert_eq!(late.status, 409);
    late.says("It is too late for this");
    assert_eq!(world.state().await, ElectionState::Prepared);
    one.post(&case, &[("do", "withdraw")]).await.location();
    one.get(DESK).await.says("it had not been approved").says("too late").says_not("name=\"seen\"");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_are_not_the_manifests_stop_the_approval() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let case = propose(&one).await.location();
    world.swap_promise_key();
    let refused = other.post(&case, &[("do", "confirm")]).await;
    assert_eq!(refused.status, 409);
    refused.says("The keys here are not those of the manifest");
    assert_eq!(world.state().await, ElectionState::Prepared);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_confirmations_at_once_carry_it_out_once() {
    let world = World::new().await;
    world.prepare(0).await;
    let proposer = world.ministry(1).await;
    let case = propose(&proposer).await.location();
    let mut confirming = tokio::task::JoinSet::new();
    for number in 2..8 {
        let (browser, case) = (world.ministry(number).await, case.clone());
        confirming.spawn(async move { browser.post(&case, &[("do", "confirm")]).await.status });
    }
    let mut answers = confirming.join_all().await;
    answers.sort_unstable();
    assert_eq!(answers, [303, 409, 409, 409, 409, 409]);
    let register = world.register().await;
    let times = |word: &str| register.iter().filter(|act| *act == word).count();
    assert_eq!((times("approval.confirm"), times("election.advance")), (1, 1));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_notes_of_several_trustees_nothing_is_approved() {
    let world = World::new().await;
    let Transcript { trustees, notes } = transcript();
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let prepare = async |notes: &[TrusteeNotes]| {
        world.prepare_as(0, |manifest| manifest.trustees = trustees.clone(), notes).await;
    };
    prepare(&notes[1..]).await;
    let desk = one.get(DESK).await;
    desk.says("The key generation of the trustees does not hold").says("2 of 3 trustees");
    desk.says_not("name=\"seen\"");
    prepare(&notes).await;
    let case = propose(&one).await.location();
    // They are looked at again when the second official confirms.
    prepare(&[]).await;
    other.post(&case, &[("do", "confirm")]).await.says("0 of 3 trustees");
    assert_eq!(world.state().await, ElectionState::Prepared);
    prepare(&notes).await;
    assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
    assert_eq!(world.state().await, ElectionState::Approved);
    world.end().await;
}
