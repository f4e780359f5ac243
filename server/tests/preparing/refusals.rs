//! What cannot be prepared, each in words.

use crate::trustees::transcript;
use crate::world::{DAY, OPENS, World, choices};
use server::election_keys::KeyError;
use server::keys::FileError;
use server::preparing::{Choices, PrepareError};
use store::approvals::Warrant;
use store::seasons::{Exclusive, PhaseKind, Publication, ResidenceRule};
use voting::keygen::Transcript;

#[tokio::test]
async fn a_contest_without_a_project_is_named() {
    let world = World::empty(|_| {}).await;
    world.person(1, "111", "1990-01-01").await;
    world.admit(0, "road-a").await;
    assert_eq!(world.refusal().await, "no project was admitted in Place 12");
    world.end().await;
}

#[tokio::test]
async fn a_contest_without_people_is_named() {
    let world = World::empty(|_| {}).await;
    world.admit(0, "road-a").await;
    world.admit(1, "well-a").await;
    let refusal = world.refusal().await;
    assert!(refusal.starts_with("nobody may vote in Place 12"), "{refusal}");
    assert!(world.store.election_of_season(world.season.id).await.unwrap().is_none());
    world.end().await;
}

#[tokio::test]
async fn nothing_is_prepared_or_approved_once_the_vote_should_be_open() {
    let world = World::new().await;
    let begun = world.prepare_at(OPENS).await.unwrap_err();
    assert!(matches!(begun, PrepareError::Begun { opens: OPENS }), "{begun}");
    let prepared = world.prepare_at(OPENS - 1).await.unwrap();
    let late =
        world.organiser().approve(&prepared, Warrant::Operator { at: OPENS }).await.unwrap_err();
    assert!(matches!(late, PrepareError::Begun { .. }), "{late}");
    world.end().await;
}

#[tokio::test]
async fn what_is_approved_is_never_prepared_anew() {
    let world = World::new().await;
    let prepared = world.prepare_at(OPENS - DAY).await.unwrap();
    world.organiser().approve(&prepared, Warrant::Operator { at: OPENS - DAY }).await.unwrap();
    let again = world.prepare_at(OPENS - DAY).await.unwrap_err();
    assert!(matches!(again, PrepareError::Approved), "{again}");
    let twice = world
        .organiser()
        .approve(&prepared, Warrant::Operator { at: OPENS - DAY })
        .await
        .unwrap_err();
    assert!(matches!(twice, PrepareError::Approved), "{twice}");
    world.end().await;
}

#[tokio::test]
async fn a_season_without_a_vote_is_refused() {
    let world =
        World::with(|season| season.phases.retain(|phase| phase.kind != PhaseKind::Voting)).await;
    assert_eq!(world.refusal().await, "the season has no dates for its vote");
    world.end().await;
}

#[tokio::test]
async fn more_choices_than_projects_are_refused() {
    let world = World::with(|season| season.contests[1].ballot.min = 3).await;
    let refusal = world.refusal().await;
    assert_eq!(refusal, "Place 12 has 2 projects, and a ballot asks for at least 3");
    world.end().await;
}

#[tokio::test]
async fn rules_that_the_tally_does_not_have_are_refused() {
    let world = World::with(|season| season.contests[0].rule = "by_lot".to_owned()).await;
    let refusal = world.refusal().await;
    assert!(refusal.contains("Place 11") && refusal.contains("`by_lot`"), "{refusal}");
    world.end().await;
}

/// Found out before the vote, not when it is counted.
#[tokio::test]
async fn bounds_that_the_rule_cannot_keep_are_refused() {
    let group = |name: &str, keys: [&str; 2]| Exclusive {
        name: name.to_owned(),
        projects: keys.iter().map(|key| key.parse().unwrap()).collect(),
    };
    let refusal_of = async |rule: &str, exclusive: Vec<Exclusive>| {
        let world = World::with(|season| {
            season.contests[0].rule = rule.to_owned();
            season.contests[0].bounds.exclusive = exclusive;
        })
        .await;
        let refusal = world.refusal().await;
        world.end().await;
        refusal
    };
    let stranger = vec![group("One of both", ["road-a", "nowhere"])];
    let stranger = refusal_of("greedy_votes", stranger).await;
    assert!(stranger.contains("Place 11") && stranger.contains("`nowhere`"), "{stranger}");
    let twice = || ["One", "Other"].map(|name| group(name, ["road-a", "road-b"])).to_vec();
    let overlap = refusal_of("maxwelfare_votes", twice()).await;
    assert!(overlap.contains("cannot honour both"), "{overlap}");
}

#[tokio::test]
async fn the_residence_rule_of_mahallas_needs_contests_in_mahallas() {
    let world = World::with(|season| season.residence = ResidenceRule::Mahalla).await;
    assert!(world.refusal().await.starts_with("Place 11 is no mahalla"));
    world.end().await;
}

#[tokio::test]
async fn audited_publication_without_auditors_is_refused() {
    let world = World::new().await;
    let mut choices = choices();
    choices.quorum = 0;
    let refused = world.organiser().prepare(&world.season, &choices, None, 0).await.unwrap_err();
    assert!(matches!(refused, PrepareError::NoAuditor), "{refused}");
    // More attestations than auditors is the protocol's own rule.
    choices.quorum = 2;
    let refused = world.organiser().prepare(&world.season, &choices, None, 0).await.unwrap_err();
    assert!(refused.to_string().contains("quorum"), "{refused}");
    world.end().await;
}

#[tokio::test]
async fn a_trustee_whose_key_does_not_fit_is_refused() {
    let world = World::new().await;
    let mut choices = choices();
    choices.trustees.list.clear();
    let refused = world.organiser().prepare(&world.season, &choices, None, 0).await.unwrap_err();
    assert!(refused.to_string().contains("trustees"), "{refused}");
    world.end().await;
}

#[tokio::test]
async fn several_trustees_show_how_they_made_the_key() {
    let world = World::new().await;
    let Choices { auditors, .. } = choices();
    let of =
        |transcript: Transcript| Choices::usual(transcript, auditors.clone(), Publication::Audited);
    let whole = transcript();
    let mut partial = whole.clone();
    partial.notes.pop();
    let mut swapped = whole.clone();
    swapped.notes.swap(0, 1);
    let mut alone = whole.clone();
    alone.trustees.k = 1;
    let of_trustees = Transcript::from(whole.trustees.clone());
    for (wrong, told) in [
        (of_trustees, "notes of 0 trustees are here, and 3 are needed"),
        (partial, "notes of 2 trustees are here, and 3 are needed"),
        (swapped, "announce-1.note"),
        (alone, "neither 1 of 1 nor 2 <= k <= n"),
    ] {
        let choices = of(wrong);
        let refused = world.organiser().prepare(&world.season, &choices, None, 0).await;
        let refused = refused.unwrap_err();
        assert!(matches!(refused, PrepareError::KeyGeneration(_)), "{refused}");
        assert!(refused.to_string().contains(told), "{told}: {refused}");
    }
    let prepared = world.organiser().prepare(&world.season, &of(whole.clone()), None, 0).await;
    let row = prepared.unwrap().row;
    assert_eq!(world.store.key_generation(row).await.unwrap(), whole.notes);
    world.end().await;
}

#[tokio::test]
async fn keys_of_other_contests_and_wide_folders_are_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let world = World::new().await;
    let folder = world.folder.join("keys/2026-spring");
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    let refused = world.prepare_at(0).await.unwrap_err();
    assert!(
        matches!(refused, PrepareError::Keys(KeyError::File(FileError::TooWide { .. }))),
        "{refused}"
    );
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700)).unwrap();
    std::fs::remove_file(folder.join("registrar-1.pem")).unwrap();
    let refused = world.prepare_at(0).await.unwrap_err();
    assert!(matches!(refused, PrepareError::KeyCount { keys: 1, contests: 2 }), "{refused}");
    world.end().await;
}

#[tokio::test]
async fn another_key_than_the_manifest_s_cannot_be_approved() {
    let world = World::new().await;
    let prepared = world.prepare_at(0).await.unwrap();
    std::fs::write(world.folder.join("keys/2026-spring/organiser.key"), [77; 32]).unwrap();
    let refused =
        world.organiser().approve(&prepared, Warrant::Operator { at: 0 }).await.unwrap_err();
    assert!(matches!(refused, PrepareError::Keys(KeyError::Another { .. })), "{refused}");
    world.end().await;
}
