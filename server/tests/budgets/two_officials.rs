//! One proposes, another confirms after a fresh sign-in, and that alone publishes.

use crate::world::{GOOD, SECOND, World, upload};

#[tokio::test]
async fn a_proposed_file_is_public_once_another_official_confirms() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    let page = upload(&one, GOOD).await;
    assert_eq!(one.post(&page, &[("do", "propose")]).await.location(), page);
    assert!(one.get(&page).await.shows("Waits for a second official"));
    assert_eq!(world.anonymous().get("/en/budgets/2026/1718").await.status, 404);

    let open = other.get("/en/approvals").await;
    assert!(open.shows("Publishing a budget") && open.shows(&format!("href=\"{page}\"")));
    // An address of acts leads to the desk where this one is decided on.
    let waiting = world.store.open_approvals().await.unwrap()[0].id;
    let act = format!("/en/approvals/{waiting}");
    assert_eq!(other.get(&act).await.location(), page);
    assert_eq!(world.resident(5).await.get(&act).await.status, 403);
    assert_eq!(other.get("/en/approvals/404").await.status, 404);
    let elsewhere = world.official_in(8, Some("1726")).await;
    assert!(!elsewhere.get("/en/approvals").await.shows("Publishing a budget"));
    let seen = other.get(&page).await;
    assert!(seen.shows("Person 1 proposes to publish this") && seen.shows("4\u{a0}000\u{a0}000"));
    other.post(&page, &[("do", "confirm")]).await.location();
    assert!(other.get(&page).await.shows("Published as version 1"));
    let public = world.anonymous().get("/en/budgets/2026/1718").await;
    assert!(public.status == 200 && public.shows("4\u{a0}000\u{a0}000"));
    assert!(!public.shows("Person 1") && !public.shows("Person 2"));
    world.end().await;
}

#[tokio::test]
async fn one_person_cannot_do_both() {
    let world = World::new().await;
    let one = world.official(1).await;
    let page = upload(&one, GOOD).await;
    one.post(&page, &[("do", "propose")]).await.location();
    // The same person in another browser is the same person.
    let again = world.resident(1).await;
    for (browser, act) in [(&one, "confirm"), (&again, "confirm"), (&again, "decline")] {
        let refused = browser.post(&page, &[("do", act)]).await;
        assert!(refused.status == 409 && refused.shows("Another official does that"), "{act}");
    }
    assert!(world.store.budgets().await.unwrap().is_empty());
    world.end().await;
}

#[tokio::test]
async fn confirming_takes_a_fresh_sign_in_and_loses_nothing() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    let page = upload(&one, GOOD).await;
    one.post(&page, &[("do", "propose")]).await.location();
    world.wait(301);
    let stale = other.post(&page, &[("do", "confirm")]).await;
    assert_eq!((stale.status, stale.value("do").as_str()), (401, "confirm"));
    assert!(world.store.budgets().await.unwrap().is_empty());
    let fresh = world.resident(2).await;
    fresh.post(&page, &[("do", "confirm")]).await.location();
    assert_eq!(world.store.budgets().await.unwrap().len(), 1);
    world.end().await;
}

#[tokio::test]
async fn confirmations_at_once_publish_once() {
    let world = World::new().await;
    let one = world.official(1).await;
    let mut others = Vec::new();
    for number in 2..8 {
        others.push(world.official(number).await);
    }
    let page = upload(&one, GOOD).await;
    one.post(&page, &[("do", "propose")]).await.location();
    let mut pressed = tokio::task::JoinSet::new();
    for other in others {
        let page = page.clone();
        pressed.spawn(async move { other.post(&page, &[("do", "confirm")]).await });
    }
    let mut statuses = Vec::new();
    while let Some(done) = pressed.join_next().await {
        statuses.push(done.unwrap().status);
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409, 409, 409, 409, 409]);
    assert_eq!(world.store.budgets().await.unwrap()[0].version, 1);
    world.end().await;
}

#[tokio::test]
async fn a_proposal_is_declined_or_taken_back_and_stays_so() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    for (act, by, state) in [("decline", &other, "Declined"), ("withdraw", &one, "Taken back")] {
        let page = upload(&one, GOOD).await;
        one.post(&page, &[("do", "propose")]).await.location();
        if act == "withdraw" {
            let refused = other.post(&page, &[("do", act)]).await;
            assert!(refused.status == 409 && refused.shows("Only who proposed it"));
        }
        by.post(&page, &[("do", act)]).await.location();
        assert!(other.get(&page).await.shows(state));
        for late in ["propose", "confirm", "decline", "withdraw"] {
            let refused = one.post(&page, &[("do", late)]).await;
            assert!(refused.status == 409 && refused.shows("decided on already"), "{late}");
        }
    }
    assert!(world.store.budgets().await.unwrap().is_empty());
    world.end().await;
}

#[tokio::test]
async fn one_version_waits_at_a_time_and_strangers_decide_nothing() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    let first = upload(&one, GOOD).await;
    one.post(&first, &[("do", "propose")]).await.location();
    let second = upload(&other, SECOND).await;
    let refused = other.post(&second, &[("do", "propose")]).await;
    assert!(refused.status == 409 && refused.shows("That one must be decided first"));
    let elsewhere = world.official_in(8, Some("1726")).await;
    assert_eq!(elsewhere.post(&first, &[("do", "confirm")]).await.status, 403);
    assert_eq!(world.anonymous().post(&first, &[("do", "confirm")]).await.status, 401);
    assert_eq!(other.post(&first, &[("do", "everything")]).await.status, 422);
    assert_eq!(other.get("/en/budget-desk/404").await.status, 404);
    assert_eq!(other.get("/en/budget-desk/x").await.status, 404);
    world.end().await;
}

#[tokio::test]
async fn a_file_that_changes_nothing_is_not_offered_for_publication() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    let page = one.get(&upload(&one, GOOD).await).await;
    assert!(page.shows("does not differ") && !page.shows("value=\"propose\""));
    let page = one.get(&upload(&one, SECOND).await).await;
    assert!(page.shows("value=\"propose\"") && page.shows("3 lines changed"));
    assert!(page.shows("\u{2212}2\u{a0}430\u{a0}000"), "the plan's difference");
    world.end().await;
}
