//! The home page.

use crate::site::{NOW, TestSite};

const DAY: i64 = 86_400;

#[tokio::test]
async fn it_is_about_the_season_that_votes() {
    let page = TestSite::demo().await.page("/en/").await;
    page.says("Autumn season 2026")
        .says("Voting goes on until 23:59 on 27 November 2026.")
        .says("8 400 000 000")
        .says("18 November – 27 November 2026")
        .leads_to("/en/seasons/2026-autumn/1718236");
}

#[tokio::test]
async fn other_seasons_stand_below() {
    let page = TestSite::demo().await.page("/ru/").await;
    page.says("Весенний сезон 2027 года")
        .says("Предложения принимаются до 23:59 16 декабря 2026 г.")
        .leads_to("/ru/seasons/2026-spring");
}

#[tokio::test]
async fn time_alone_moves_it_on() {
    let last = TestSite::demo_asked_at(NOW + 5 * DAY + 12 * 3_600 - 1).await.page("/en/").await;
    last.says("Voting goes on until 23:59 on 27 November 2026.");
    let after = TestSite::demo_asked_at(NOW + 5 * DAY + 12 * 3_600).await.page("/en/").await;
    after.says_not("Voting goes on");
}

#[tokio::test]
async fn without_a_season_it_says_so() {
    let page = TestSite::empty().await.page("/en/").await;
    page.says("No season has been announced yet").says_not("Other seasons");
}
