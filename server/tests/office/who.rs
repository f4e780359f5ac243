//! Who may see, propose and decide.

use crate::world::{DESK, World, propose};
use store::elections::ElectionState;
use store::roles::Role;

#[tokio::test(flavor = "multi_thread")]
async fn only_the_ministry_sees_the_desk() {
    let world = World::new().await;
    world.prepare(0).await;
    let auditor = world.official(1, Role::Auditor, None).await;
    let resident = world.sign_in(2).await;
    for path in [DESK, "/en/approvals", "/en/approvals/1"] {
        assert_eq!(world.anonymous().get(path).await.status, 401, "{path}");
        assert_eq!(auditor.get(path).await.status, 403, "{path}");
        assert_eq!(resident.get(path).await.status, 403, "{path}");
    }
    let posted = resident.post(DESK, &[("act", "election.open"), ("seen", "{}")]).await;
    assert_eq!(posted.status, 403);
    let official = world.ministry(3).await;
    assert_eq!(official.get("/en/approvals/404").await.status, 404);
    assert_eq!(official.get("/en/approvals/none").await.status, 404);
    assert_eq!(official.get("/en/seasons/none/election").await.status, 404);
    official.get("/en/me").await.says("Ministry desk");
    resident.get("/en/me").await.says_not("Ministry desk");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_official_of_one_district_decides_nothing_for_two() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, elsewhere) =
        (world.ministry(1).await, world.official(2, Role::Ministry, Some("11")).await);
    let desk = elsewhere.get(DESK).await;
    desk.says("An official who works in all districts").says_not("name=\"seen\"");
    let seen = one.get(DESK).await.hidden("seen");
    let posted = elsewhere.post(DESK, &[("act", "election.open"), ("seen", &seen)]).await;
    assert_eq!(posted.status, 403);

    let case = propose(&one).await.location();
    assert_eq!(elsewhere.get(&case).await.status, 403);
    elsewhere.get("/en/approvals").await.says_not(&case);
    for what in ["confirm", "decline"] {
        assert_eq!(elsewhere.post(&case, &[("do", what)]).await.status, 403);
    }
    assert_eq!(world.state().await, ElectionState::Prepared);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_decides_on_what_they_proposed() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let case = propose(&one).await.location();
    one.get(&case).await.says("You proposed this").says_not("Confirm and carry out");
    for what in ["confirm", "decline"] {
        let own = one.post(&case, &[("do", what)]).await;
        assert_eq!(own.status, 403);
        own.says("You proposed this yourself").says("Another official must decide");
    }
    // A second browser of the same person is the same person.
    let again = world.sign_in(1).await;
    assert_eq!(again.post(&case, &[("do", "confirm")]).await.status, 403);
    let foreign = other.post(&case, &[("do", "withdraw")]).await;
    assert_eq!(foreign.status, 403);
    foreign.says("Only who proposed it takes it back");
    assert_eq!(world.state().await, ElectionState::Prepared);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_declined_or_taken_back_is_not_done() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let first = propose(&one).await.location();
    let twice = propose_seen(&world, &other).await;
    assert_eq!(twice.status, 409);
    twice.says("It was proposed already");
    assert_eq!(other.post(&first, &[("do", "decline")]).await.location(), first);
    one.get(&first).await.says("Declined").says("Official 2");
    let second = propose(&one).await.location();
    assert_eq!(one.post(&second, &[("do", "withdraw")]).await.location(), second);
    for case in [&first, &second] {
        let late = other.post(case, &[("do", "confirm")]).await;
        assert_eq!(late.status, 409);
        late.says("Somebody decided on it already");
    }
    assert_eq!(world.state().await, ElectionState::Prepared);
    let auditor = world.official(4, Role::Auditor, None).await;
    let register = auditor.get("/en/register").await;
    register.says("Took the proposal back").says("Declined");
    register.says("The autumn season: Approve the vote").says("Prepared a vote");
    world.end().await;
}

/// Proposes what stands here although the desk offers it no more.
async fn propose_seen(world: &World, browser: &crate::browser::Browser) -> crate::browser::Page {
    let election = world.store.election_of_season(world.season).await.unwrap().unwrap();
    let seen = format!("{{\"election_id\":\"{}\"}}", election.id);
    browser.post(DESK, &[("act", "election.open"), ("seen", &seen)]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_sign_in_is_asked_for_again_and_comes_back_with_the_decision() {
    let world = World::new().await;
    world.prepare(0).await;
    let (one, other) = (world.ministry(1).await, world.ministry(2).await);
    let case = propose(&one).await.location();
    world.wait_until(world.now() + 301);
    other.get(&case).await.says("Confirming will ask you to sign in once more");
    let stale = other.post(&case, &[("do", "confirm")]).await;
    assert_eq!(stale.status, 401);
    assert_eq!(world.state().await, ElectionState::Prepared);
    // The page of the sign-in gives the decision back: it is sent again to the same address.
    stale.says("Show once more who you are").says("name=\"fresh\"");
    stale.says(&format!("action=\"{case}\""));
    assert_eq!(stale.hidden("do"), "confirm");
    let fresh = world.sign_in(2).await;
    assert_eq!(fresh.post(&case, &[("do", "confirm")]).await.location(), case);
    assert_eq!(world.state().await, ElectionState::Approved);
    world.end().await;
}
