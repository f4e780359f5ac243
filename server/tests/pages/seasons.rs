//! Seasons and their contests.

use crate::site::TestSite;
use http::StatusCode;

#[tokio::test]
async fn rules_are_said_in_sentences() {
    let site = TestSite::demo().await;
    site.page("/en/seasons/2026-autumn")
        .await
        .says("One project costs no more than 1 648 000 000 soʻm.")
        .says("A project with fewer than 10 votes is not funded.")
        .says("Residents of the district or city who are 18 or older vote.")
        .says("is skipped and the next one is tried")
        .says("nobody can prove to another how they voted")
        .says("This text was written for the demo and is not a legal act.")
        .leads_to("/en/seasons/2026-autumn/1718203");
    site.page("/en/seasons/2026-spring").await.says("Anybody can recount them from first to last");
}

#[tokio::test]
async fn each_contest_says_its_own_ballot() {
    let site = TestSite::demo().await;
    let page = site.page("/en/seasons/2026-autumn").await;
    page.says("A ballot holds one project.")
        .says("up to 6 projects that together cost no more than the envelope")
        .says("A ballot holds up to 3 projects.");
    let contest = site.page("/en/seasons/2026-autumn/1718236").await;
    contest
        .says("Urgut district")
        .says("Samarkand region")
        .says("4 000 000 000")
        .says("up to 6 projects that together cost no more than the envelope")
        .leads_to("/en/seasons/2026-autumn");
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let site = TestSite::demo().await;
    // Of the last two, one is a mahalla and one a region: neither has a contest.
    let missing =
        ["/2025-autumn", "/2026-autumn/9999999", "/2026-autumn/14080007", "/2026-autumn/1718"];
    for path in missing {
        let page = site.page(&format!("/uz/seasons{path}")).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        page.says("Bunday sahifa yoʻq");
    }
}

#[tokio::test]
async fn without_seasons_the_list_says_so() {
    let page = TestSite::empty().await.page("/ru/seasons").await;
    assert_eq!(page.status, StatusCode::OK);
    page.says("Сезон пока не объявлен");
}
