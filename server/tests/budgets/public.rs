//! What everybody sees: the table, its versions, its filter, nothing before.

use crate::world::{GOOD, SECOND, World};

#[tokio::test]
async fn before_any_budget_the_list_says_so() {
    let world = World::new().await;
    let list = world.anonymous().get("/en/budgets").await;
    assert!(list.status == 200 && list.shows("No budget has been published yet"));
    for path in [
        "/en/budgets/2026/1718",
        "/en/budgets/2026/404",
        "/en/budgets/x/1718",
        "/en/budgets/2026/1718/1",
    ] {
        assert_eq!(world.anonymous().get(path).await.status, 404, "{path}");
    }
    world.end().await;
}

#[tokio::test]
async fn a_budget_is_read_with_totals_in_three_languages() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    for (lang, words) in [
        ("uz", ["Sogʻliqni saqlash", "Poliklinikalar", "Jami", "25,0%"]),
        ("ru", ["Здравоохранение", "Поликлиники", "Итого", "25,0 %"]),
        ("en", ["Health", "Outpatient services", "Total", "25.0%"]),
    ] {
        let page = world.anonymous().get(&format!("/{lang}/budgets/2026/1718")).await;
        for word in words {
            assert!(page.shows(word), "{lang}: {word}");
        }
        assert!(page.shows("Oqdaryo tumani") && page.shows("Urgut tumani"));
    }
    let list = world.anonymous().get("/en/budgets").await;
    assert!(list.shows("/en/budgets/2026/1718") && list.shows("Samarqand viloyati (version 1"));
    world.end().await;
}

#[tokio::test]
async fn a_territory_is_filtered_with_its_own_totals() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    let page = world.anonymous().get("/en/budgets/2026/1718?territory=1718203").await;
    assert!(page.shows("40.0%") && page.shows("Health") && !page.shows("Education"));
    // What nobody can choose shows everything.
    let all = world.anonymous().get("/en/budgets/2026/1718?territory=%00x").await;
    assert!(all.shows("Health") && all.shows("Education"));
    world.end().await;
}

#[tokio::test]
async fn version_two_leaves_version_one_untouched_and_public() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    let anybody = world.anonymous();
    let base = "/api/v1/budgets/2026/1718/1";
    let mut before = Vec::new();
    for file in ["budget.json", "lines.csv", "source.csv"] {
        before.push((file, anybody.get(&format!("{base}/{file}")).await.bytes));
    }
    world.publish(&one, &other, SECOND).await;
    for (file, bytes) in before {
        let now = anybody.get(&format!("{base}/{file}")).await;
        assert_eq!((now.status, now.bytes), (200, bytes), "{file}");
    }
    let old = anybody.get("/en/budgets/2026/1718/1").await;
    assert!(old.shows("This is an older version") && old.shows("4\u{a0}000\u{a0}000"));
    let newest = anybody.get("/en/budgets/2026/1718").await;
    assert!(newest.shows("1\u{a0}570\u{a0}000") && !newest.shows("This is an older version"));
    // What changed: a new plan, a new line, a line that is gone.
    assert!(newest.shows("What changed since version 1") && newest.shows("3 lines changed"));
    assert!(newest.shows("new line") && newest.shows("line removed"));
    assert!(newest.shows("/en/budgets/2026/1718/1"));
    world.end().await;
}
