//! Who may not: another author, a moderator of elsewhere, anybody out of time.

use crate::way::{filled, submitted};
use crate::world::World;

#[tokio::test]
async fn proposals_belong_to_their_authors() {
    let world = World::new().await;
    let (author, other) = (world.resident(1).await, world.resident(2).await);
    let key = submitted(&world, &author).await;
    for act in ["edit", "submit", "withdraw"] {
        let path = format!("/uz/proposals/{key}/{act}");
        assert_eq!(other.get(&path).await.status, 403, "{act}");
        let sent = other.post(&path, &[("version", "1")]).await;
        assert_eq!(sent.status, 403, "{act}");
        assert_eq!(world.anonymous().get(&path).await.status, 401, "{act}");
    }
    for path in ["/uz/proposals/new", "/uz/me/proposals", "/uz/desk"] {
        assert_eq!(world.anonymous().get(path).await.status, 401, "{path}");
    }
    let draft = author.get("/uz/proposals/new").await;
    let fields = filled(&world, &draft);
    author.post_files("/uz/proposals/new", &fields.pairs(), &[]).await.location();
    let path = format!("/uz/proposals/{}/edit", draft.value("key"));
    assert_eq!(other.get(&path).await.status, 404, "another's draft does not exist");
    // The key of another's draft makes no draft of one's own.
    let taken = other.post_files("/uz/proposals/new", &fields.pairs(), &[]).await;
    assert_eq!(taken.status, 422);
    world.end().await;
}

#[tokio::test]
async fn only_a_moderator_of_the_place_sees_and_decides() {
    let world = World::new().await;
    let key = submitted(&world, &world.resident(1).await).await;
    let desk = format!("/en/desk/{key}");
    let decision = [
        ("version", "1"),
        ("do", "refuse"),
        ("reason", "Because"),
        ("cost", ""),
        ("confirmed", "yes"),
    ];
    let elsewhere = world.moderator(3, "1718236").await;
    assert!(!elsewhere.get("/en/desk").await.shows("Ichimlik"), "the queue is of their territory");
    for browser in [world.resident(2).await, elsewhere] {
        assert_eq!(browser.get(&desk).await.status, 403);
        assert_eq!(browser.post(&desk, &decision).await.status, 403);
    }
    let own = world.moderator(1, "1718").await;
    assert!(own.get(&desk).await.shows("your own proposal"));
    let refused = own.post(&desk, &decision).await;
    assert!(refused.status == 409 && refused.shows("your own proposal"));
    world.end().await;
}

#[tokio::test]
async fn a_refusal_needs_a_reason_and_is_public() {
    let world = World::new().await;
    let key = submitted(&world, &world.resident(1).await).await;
    let moderator = world.moderator(2, "14080007").await;
    let desk = format!("/en/desk/{key}");
    let refuse = |reason: &'static str| [("version", "1"), ("do", "refuse"), ("reason", reason)];
    let wordless = moderator.post(&desk, &refuse("  ")).await;
    assert_eq!(wordless.status, 422);
    assert!(wordless.error("reason").unwrap().contains("everybody sees it"));
    let long = "a".repeat(100_000);
    let sent = [("version", "1"), ("do", "refuse"), ("reason", long.as_str())];
    let long = moderator.post(&desk, &sent).await;
    assert!(long.status == 422 && long.error("reason").unwrap().contains("At most 2\u{a0}000"));

    let asked = moderator.post(&desk, &refuse("Yer davlatniki emas.")).await;
    assert!(asked.shows("Refuse the proposal?") && asked.shows("Yer davlatniki emas."));
    let back = [&refuse("Yer davlatniki emas.")[..], &[("confirmed", "no")]].concat();
    assert!(
        moderator.post(&desk, &back).await.shows("Yer davlatniki emas."),
        "kept on the way back"
    );
    let sure = [&refuse("Yer davlatniki emas.")[..], &[("confirmed", "yes")]].concat();
    moderator.post(&desk, &sure).await.location();
    let public = world.anonymous().get(&format!("/en/proposals/{key}")).await;
    assert!(public.shows("Refused on") && public.shows("Yer davlatniki emas."));
    let again = moderator.post(&desk, &sure).await;
    assert!(again.status == 409 && again.shows("decided on already"));
    world.end().await;
}

#[tokio::test]
async fn a_session_that_ran_out_loses_no_reason() {
    let world = World::new().await;
    let key = submitted(&world, &world.resident(1).await).await;
    let desk = format!("/en/desk/{key}");
    let moderator = world.moderator(2, "1718203").await;
    world.wait_days(1);
    let sent = [("version", "1"), ("do", "refuse"), ("reason", "Written for an hour.")];
    let page = moderator.post(&desk, &sent).await;
    assert!(page.status == 401 && page.shows("Written for an hour."));
    assert!(page.shows(&format!("action=\"{desk}\"")));
    world.end().await;
}

#[tokio::test]
async fn a_reviewed_cost_stays_in_its_bounds() {
    let world = World::new().await;
    let key = submitted(&world, &world.resident(1).await).await;
    let moderator = world.moderator(2, "1718203").await;
    let desk = format!("/en/desk/{key}");
    for cost in ["", "0", "-1", "1648000001", "99999999999999999999", "bir"] {
        let sent = [("version", "1"), ("do", "admit"), ("reason", "Ha"), ("cost", cost)];
        let page = moderator.post(&desk, &sent).await;
        assert_eq!(page.status, 422, "{cost}");
        assert!(page.error("cost").unwrap().contains(&format!("You wrote “{cost}”")));
        assert!(page.shows("Ha"), "the reason is kept");
    }
    world.end().await;
}

#[tokio::test]
async fn everything_has_its_time() {
    let world = World::new().await;
    let author = world.resident(1).await;
    let key = submitted(&world, &author).await;
    let draft = author.get("/en/proposals/new").await;
    let draft_key = draft.value("key");
    author.post_files("/en/proposals/new", &filled(&world, &draft).pairs(), &[]).await.location();

    world.wait_days(11);
    let author = world.resident(1).await;
    let submit = format!("/en/proposals/{draft_key}/submit");
    let late = author.post(&submit, &[("version", "1")]).await;
    assert!(late.status == 409 && late.shows("not open"), "{}", late.body());
    assert!(author.get("/en/proposals/new").await.shows("No proposals are taken now"));
    let edit = format!("/en/proposals/{key}/edit");
    assert_eq!(author.get(&edit).await.location(), format!("/en/proposals/{key}"));

    world.wait_days(10);
    let moderator = world.moderator(2, "1718203").await;
    let sent = [("version", "1"), ("do", "refuse"), ("reason", "Kech"), ("confirmed", "yes")];
    let late = moderator.post(&format!("/en/desk/{key}"), &sent).await;
    assert!(late.status == 409 && late.shows("not open"));
    world.end().await;
}

#[tokio::test]
async fn what_changed_meanwhile_is_read_again() {
    let world = World::new().await;
    let author = world.resident(1).await;
    let key = submitted(&world, &author).await;
    let edit = format!("/en/proposals/{key}/edit");
    let mut fields = filled(&world, &author.get(&edit).await);
    fields.set("title", "Endi boshqa");
    author.post_files(&edit, &fields.pairs(), &[]).await.location();
    let moderator = world.moderator(2, "1718203").await;
    let desk = format!("/en/desk/{key}");
    let stale =
        [("version", "1"), ("do", "admit"), ("reason", "Mos"), ("cost", "5"), ("confirmed", "yes")];
    let page = moderator.post(&desk, &stale).await;
    assert!(page.status == 409 && page.shows("Endi boshqa") && page.shows("Mos"));
    assert_eq!(page.value("version"), "2");
    world.end().await;
}

#[tokio::test]
async fn the_header_leads_everybody_to_their_proposals_and_moderators_to_the_desk() {
    let world = World::new().await;
    let resident = world.resident(1).await.get("/uz/").await;
    let moderator = world.moderator(2, "1718203").await.get("/uz/").await;
    let (own, desk) = ("href=\"/uz/me/proposals\"", "href=\"/uz/desk\"");
    assert!(resident.shows(own) && !resident.shows(desk));
    assert!(moderator.shows(own) && moderator.shows(desk));
    assert!(!world.anonymous().get("/uz/").await.shows(own));
    world.end().await;
}
