//! What people type: each mistake is said at its field, and nothing that was typed is lost.

use crate::way::{Fields, filled};
use crate::world::{CAP, CAP_EQUIPMENT, World};

async fn refused(change: &[(&str, &str)], field: &str, says: &str) {
    refused_without(change, field, says, &[]).await;
}

/// Like [`refused`], where a form cannot show what some of its fields were sent with.
async fn refused_without(change: &[(&str, &str)], field: &str, says: &str, unshown: &[&str]) {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    let mut fields = filled(&world, &form);
    for (name, value) in change {
        fields.set(name, value);
    }
    fields.set("do", "submit");
    let page = browser.post_files("/en/proposals/new", &fields.pairs(), &[]).await;
    assert_eq!(page.status, 422, "{change:?}: {}", page.body());
    let error = page.error(field).unwrap_or_else(|| panic!("no error at {field}"));
    assert!(error.contains(says), "{change:?}: {error}");
    assert!(page.shows(&format!("href=\"#{field}\"")), "the summary leads to the field");
    for (name, value) in fields.pairs() {
        if name == "do" || unshown.contains(&name) {
            continue;
        }
        assert!(page.shows(value), "{name} is lost after {change:?}");
    }
    assert!(world.store.proposals_of(store::PersonId(1)).await.unwrap().is_empty());
    world.end().await;
}

#[tokio::test]
async fn every_part_that_is_missing_is_named() {
    for (field, says) in [
        ("title", "Write a title"),
        ("summary", "one or two sentences"),
        ("text", "in detail"),
        ("place", "exact place"),
        ("category", "Choose the category"),
        ("mahalla", "Choose the mahalla"),
    ] {
        refused(&[(field, "")], field, says).await;
    }
    let none: Vec<_> = ["item-0", "unit-0", "quantity-0", "price-0"].map(|it| (it, "")).to_vec();
    refused(&none, "item-0", "at least one line").await;
}

#[tokio::test]
async fn costs_are_whole_numbers_in_their_bounds() {
    for (field, typed) in [
        ("price-0", "-168 000"),
        ("price-0", "0"),
        ("price-0", "1.680.000"),
        ("price-0", "besh ming"),
        ("price-0", "99999999999999999999999"),
        ("quantity-0", "-5"),
        ("quantity-0", "1,5"),
        ("quantity-0", "1000000001"),
    ] {
        refused(&[(field, typed)], field, &format!("You wrote “{typed}”")).await;
    }
    refused(&[("quantity-0", "")], "quantity-0", "whole number").await;
    refused(&[("item-3", "Nasos")], "unit-3", "Complete the line").await;
    refused(&[("quantity-0", "1000000000")], "item-0", "add up to more").await;
}

#[tokio::test]
async fn the_cap_is_the_contests_and_of_equipment_its_own() {
    let above = (CAP + 1).to_string();
    refused(&[("quantity-0", "1"), ("price-0", &above)], "item-0", "above the limit").await;
    let above = (CAP_EQUIPMENT + 1).to_string();
    let equipment = [("category", "equipment"), ("quantity-0", "1"), ("price-0", above.as_str())];
    refused(&equipment, "item-0", "824\u{a0}000\u{a0}000").await;
}

#[tokio::test]
async fn a_hundred_thousand_characters_are_given_back() {
    let long = "ў".repeat(100_000);
    for (field, max) in [("text", "6\u{a0}000"), ("title", "120"), ("place", "200")] {
        refused(
            &[(field, &long)],
            field,
            &format!("At most {max} characters; yours has 100\u{a0}000"),
        )
        .await;
    }
}

#[tokio::test]
async fn a_mahalla_elsewhere_is_none() {
    // No browser sends a choice that the list does not have, and no list can show it.
    let change = [("mahalla", "404")];
    refused_without(&change, "mahalla", "Choose the mahalla", &["mahalla"]).await;
}

#[tokio::test]
async fn a_draft_may_lack_anything() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/uz/proposals/new").await;
    let mut fields = Fields::of(&form);
    fields.set("title", "Faqat sarlavha");
    let saved = browser.post_files("/uz/proposals/new", &fields.pairs(), &[]).await;
    let page = browser.get(&saved.location()).await;
    assert!(page.shows("Qoralama saqlandi") && page.shows("Faqat sarlavha"));
    world.end().await;
}

#[tokio::test]
async fn a_double_click_makes_one_draft() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    let fields = filled(&world, &form);
    let (one, other) = (fields.pairs(), fields.pairs());
    let (first, second) = tokio::join!(
        browser.post_files("/en/proposals/new", &one, &[]),
        browser.post_files("/en/proposals/new", &other, &[]),
    );
    assert_eq!(first.location(), second.location());
    assert_eq!(world.store.proposals_of(store::PersonId(1)).await.unwrap().len(), 1);
    world.end().await;
}

#[tokio::test]
async fn another_window_is_no_loss() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    let saved = browser.post_files("/en/proposals/new", &filled(&world, &form).pairs(), &[]).await;
    let edit = saved.location().split('?').next().unwrap().to_owned();
    let (one, other) = (browser.get(&edit).await, browser.get(&edit).await);
    let mut first = filled(&world, &one);
    first.set("title", "From the first window");
    browser.post_files(&edit, &first.pairs(), &[]).await.location();
    let mut second = filled(&world, &other);
    second.set("title", "From the second window");
    let warned = browser.post_files(&edit, &second.pairs(), &[]).await;
    assert_eq!(warned.status, 422);
    assert!(warned.shows("another window") && warned.shows("From the second window"));
    let again = filled(&world, &warned);
    let mut again = again;
    again.set("title", "From the second window");
    browser.post_files(&edit, &again.pairs(), &[]).await.location();
    assert!(browser.get(&edit).await.shows("From the second window"));
    world.end().await;
}

#[tokio::test]
async fn a_preview_of_an_older_version_submits_nothing() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    let mut fields = filled(&world, &form);
    fields.set("do", "submit");
    let preview = browser.post_files("/en/proposals/new", &fields.pairs(), &[]).await.location();
    let read = browser.get(&preview).await.value("version");
    let edit = preview.replace("/submit", "/edit");
    let mut other = filled(&world, &browser.get(&edit).await);
    other.set("title", "From the other window");
    browser.post_files(&edit, &other.pairs(), &[]).await.location();

    let warned = browser.post(&preview, &[("version", &read)]).await;
    assert_eq!(warned.status, 409);
    assert!(warned.shows("another window") && warned.shows("From the other window"));
    assert_eq!(world.store.proposals_of(store::PersonId(1)).await.unwrap()[0].submitted_at, None);
    let read = warned.value("version");
    browser.post(&preview, &[("version", &read)]).await.location();
    world.end().await;
}

#[tokio::test]
async fn a_session_that_ran_out_over_an_edit_loses_nothing() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    let saved = browser.post_files("/en/proposals/new", &filled(&world, &form).pairs(), &[]).await;
    let edit = saved.location().split('?').next().unwrap().to_owned();
    let mut fields = filled(&world, &browser.get(&edit).await);
    fields.set("title", "Typed for two hours");
    world.wait_days(1);
    let page = browser.post_files(&edit, &fields.pairs(), &[]).await;
    assert!(page.status == 401 && page.shows("Typed for two hours"));
    assert!(page.shows(&format!("action=\"{edit}\"")), "it goes where it was going");
    let back = world.resident(1).await;
    back.post(&edit, &fields.pairs()).await.location();
    assert!(back.get(&edit).await.shows("Typed for two hours"));
    world.end().await;
}

#[tokio::test]
async fn a_session_that_ran_out_gives_the_form_back() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    let fields = filled(&world, &form);
    world.wait_days(1);
    let page = browser.post_files("/en/proposals/new", &fields.pairs(), &[("a.jpg", b"x")]).await;
    assert_eq!(page.status, 401);
    for (name, value) in fields.pairs() {
        assert!(page.shows(value), "{name} is lost: {}", page.body());
    }
    // Signed in again, the page sends the fields to where they were going.
    let back = world.resident(1).await;
    let sent: Vec<_> = fields.pairs().iter().map(|(name, _)| (*name, page.value(name))).collect();
    let sent: Vec<_> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    back.post("/en/proposals/new", &sent).await.location();
    let drafts = world.store.proposals_of(store::PersonId(1)).await.unwrap();
    assert_eq!(drafts[0].title, "Ichimlik suvi quvuri");
    world.end().await;
}
