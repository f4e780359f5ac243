//! Preparing a vote from the desk.

use crate::trustees::{PUBLIC, transcript};
use crate::world::{DESK, OPENS, World, propose};
use store::elections::ElectionState;
use store::roles::Role;
use voting::keygen::Transcript;
use voting::manifest::Election;

const PREPARE: &str = "/en/seasons/vote/election/prepare";

#[tokio::test(flavor = "multi_thread")]
async fn what_lacks_is_said_and_what_was_typed_is_kept() {
    let world = World::new().await;
    let official = world.ministry(1).await;
    official.get(DESK).await.says("not prepared yet").says("name=\"auditors\"");
    let no_file = official.post_file(PREPARE, &[("auditors", "who is that")], "{}").await;
    assert_eq!(no_file.status, 422);
    no_file.says("no public file of trustees").says("who is that");
    let trustees = world.trustees();
    let auditor = official.post_file(PREPARE, &[("auditors", "who is that")], &trustees).await;
    assert_eq!(auditor.status, 422);
    auditor.says("is no auditor").says("who is that");
    // No project was admitted in this season.
    let unready = official.post_file(PREPARE, &[("auditors", "")], &trustees).await;
    assert_eq!(unready.status, 409);
    unready.says("cannot be prepared yet").says("Too few projects were admitted here");
    assert!(world.store.election_of_season(world.season).await.unwrap().is_none());
    let elsewhere = world.official(2, Role::Ministry, Some("11")).await;
    assert_eq!(elsewhere.post_file(PREPARE, &[("auditors", "")], &trustees).await.status, 403);
    world.wait_until(OPENS);
    let late = world.sign_in(1).await.post_file(PREPARE, &[("auditors", "")], &trustees).await;
    assert_eq!(late.status, 409);
    late.says("It is too late for this");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn from_a_season_without_a_manifest_to_a_vote_that_two_approved() {
    let world = World::new().await;
    world.admit_projects().await;
    let voter_elsewhere = 8;
    world.person_in(voter_elsewhere, "121").await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    one.get(DESK).await.says("not prepared yet").says_not("name=\"seen\"");

    let auditors = [("auditors", world.auditor())];
    let fields = auditors.each_ref().map(|(name, value)| (*name, value.as_str()));
    let sent = one.post_file(PREPARE, &fields, &world.trustees()).await;
    assert_eq!(sent.location(), DESK);
    assert_eq!(world.state().await, ElectionState::Prepared);
    let stored = world.election().await;
    let manifest = Election::parse(&stored.manifest).unwrap().manifest;
    let projects: Vec<_> = manifest.contests.iter().map(|contest| contest.projects.len()).collect();
    assert_eq!(projects, [2, 2]);
    assert_eq!(manifest.auditors[0].vkey.to_string(), auditors[0].1);
    assert_eq!(serde_json::to_string(&manifest.trustees).unwrap(), world.trustees());
    one.get(DESK).await.says("4 projects in 2 districts").says(&stored.id.to_string());

    let case = propose(&one).await.location();
    assert_eq!(other.post(&case, &[("do", "confirm")]).await.location(), case);
    assert_eq!(world.state().await, ElectionState::Approved);
    assert_eq!(world.election().await.id, stored.id, "what was seen is what was approved");
    let register = world.register().await;
    let (prepared, rest) = register.split_at(register.len() - 4);
    assert!(prepared.iter().all(|act| act.starts_with("proposal")), "{prepared:?}");
    assert_eq!(
        rest,
        ["election.prepare", "approval.propose", "election.advance", "approval.confirm"]
    );
    let again = one.post_file(PREPARE, &fields, &world.trustees()).await;
    assert_eq!(again.status, 409, "an approved vote is not prepared anew");
    assert_eq!(world.election().await.id, stored.id);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn several_trustees_bring_their_key_generation() {
    let world = World::new().await;
    world.admit_projects().await;
    world.person_in(8, "121").await;
    let official = world.ministry(1).await;
    let auditor = world.auditor();
    let fields = [("auditors", auditor.as_str())];
    let send = async |transcript: &Transcript| {
        let file = serde_json::to_string(transcript).unwrap();
        official.post_file(PREPARE, &fields, &file).await
    };
    let whole = transcript();
    let alone = serde_json::to_string(&whole.trustees).unwrap();
    let refused = official.post_file(PREPARE, &fields, &alone).await;
    assert_eq!(refused.status, 422);
    refused.says("notes of 0 of 3 trustees").says("key-generation.json").says(&auditor);
    let mut forged = whole.clone();
    forged.notes[1].reveal = forged.notes[0].reveal.clone();
    let refused = send(&forged).await;
    assert_eq!(refused.status, 422);
    refused.says("What trustee-2 announced or revealed does not hold");
    let mut other = whole.clone();
    other.trustees.list.swap(0, 2);
    assert_eq!(send(&other).await.status, 422);
    let mut one_alone = whole.clone();
    one_alone.trustees.k = 1;
    send(&one_alone).await.says("at least two");
    assert!(world.store.election_of_season(world.season).await.unwrap().is_none());
    assert_eq!(official.post_file(PREPARE, &fields, PUBLIC).await.location(), DESK);
    let stored = world.election().await;
    let manifest = Election::parse(&stored.manifest).unwrap().manifest;
    assert_eq!(manifest.trustees, whole.trustees);
    assert_eq!(world.store.key_generation(stored.row).await.unwrap(), whole.notes);
    world.end().await;
}
