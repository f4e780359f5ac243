//! The projects of a contest, and each of them.

use crate::site::{NOW, Page, TestSite};
use http::StatusCode;

const CONTEST: &str = "/en/seasons/2026-autumn/1718236";

/// The keys of the listed projects, from the top.
fn listed(page: &Page) -> Vec<String> {
    let links = page.html.split("href=\"/en/projects/").skip(1);
    links.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[tokio::test]
async fn all_projects_of_the_contest_are_listed_with_their_share() {
    let site = TestSite::demo().await;
    let page = site.page(CONTEST).await;
    assert_eq!(listed(&page).len(), 6, "{:?}", listed(&page));
    page.says("6 projects").says("% of the envelope").says("Kamangaron");
    let proposing = site.page("/en/seasons/2027-spring/1718236").await;
    assert!(listed(&proposing).iter().all(|key| key.starts_with("ur27s-")));
}

#[tokio::test]
async fn an_order_in_the_address_is_the_same_at_any_time() {
    let today = TestSite::demo().await;
    let tomorrow = TestSite::demo_asked_at(NOW + 86_400).await;
    let seventh = format!("{CONTEST}?order=7");
    let first = listed(&today.page(&seventh).await);
    assert_eq!(first, listed(&tomorrow.page(&seventh).await));
    let mut orders = std::collections::BTreeSet::new();
    for order in 1..=64 {
        orders.insert(listed(&today.page(&format!("{CONTEST}?order={order}")).await));
    }
    assert!(orders.len() > 50, "{} orders of 720 possible ones", orders.len());
    let of_day = |page: &Page| page.text().split("(number ").nth(1).unwrap()[..2].to_owned();
    assert_ne!(of_day(&today.page(CONTEST).await), of_day(&tomorrow.page(CONTEST).await));
}

#[tokio::test]
async fn a_search_finds_any_spelling_and_filters_narrow_it_down() {
    let site = TestSite::demo().await;
    // "ҒЎСЛИК" is where one project is; the other words stand in titles.
    for query in ["q=%D2%92%D0%8E%D0%A1%D0%9B%D0%98%D0%9A", "q=Go'slik", "mahalla=14140020"] {
        let page = site.page(&format!("{CONTEST}?{query}")).await;
        assert_eq!(listed(&page), ["ur26a-suv-goslik"], "{query}");
    }
    let page = site.page(&format!("{CONTEST}?category=school&order=3")).await;
    assert_eq!(listed(&page), ["ur26a-maktab-kamangaron"]);
    assert!(page.html.contains("name=\"category\" value=\"school\""), "kept for the next order");
}

#[tokio::test]
async fn what_is_not_found_can_be_widened_and_what_is_wrong_is_ignored() {
    let site = TestSite::demo().await;
    let page = site.page(&format!("{CONTEST}?q=kosmodrom&order=5")).await;
    page.says("No such project was found").leads_to(&format!("{CONTEST}?order=5"));
    let wrong = "order=99&order=x&mahalla=%FF&category=moon&q=%";
    let page = site.page(&format!("{CONTEST}?{wrong}")).await;
    assert_eq!(page.status, StatusCode::OK);
}

#[tokio::test]
async fn a_project_says_what_it_costs_and_why_it_was_admitted() {
    let site = TestSite::demo().await;
    let page = site.page("/ru/projects/oq26s-suv-dahbed").await;
    page.says("Dahbed mahallasiga 2,4 km ichimlik suvi quvuri tortish")
        .says("1 219 900 000")
        .says("1 239 100 000")
        .says("Polietilen quvur, diametri 110 mm")
        .says("403 200 000")
        .says("Quvurning bir metri bozor narxiga koʻra")
        .says("Допущен к голосованию")
        .leads_to("/ru/seasons/2026-spring/1718203");
    assert!(
        page.html.contains("lang=\"uz-Latn\""),
        "the text is in another language than the page"
    );
}

#[tokio::test]
async fn what_is_no_project_is_not_found() {
    let site = TestSite::demo().await;
    // Refused, submitted, a draft, unknown, and no key at all.
    let none =
        ["oq27s-maydoncha-zarafshon", "oq27s-suv-paxtaobod", "kq27s-kino-dostlik", "x", "%20"];
    for key in none {
        let page = site.page(&format!("/en/projects/{key}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{key}");
    }
}
