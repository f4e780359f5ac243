//! Finding one's own district.

use crate::site::TestSite;

#[tokio::test]
async fn every_spelling_finds_the_same_mahalla() {
    let site = TestSite::demo().await;
    // Qoratepa in Latin, in Cyrillic, in capitals; Qoʻrgʻon with and without its apostrophes.
    for text in ["qoratepa", "%D2%9A%D0%BE%D1%80%D0%B0%D1%82%D0%B5%D0%BF%D0%B0", "QORATEPA"] {
        let page = site.page(&format!("/en/districts?q={text}")).await;
        page.says("One place found").says("Urgut district, Samarkand region");
        page.leads_to("/en/seasons/2026-autumn/1718236");
    }
    for text in ["kattaqo%CA%BBrg%CA%BBon", "kattaqorgon", "Kattaqo'rg'on"] {
        let page = site.page(&format!("/en/districts?q={text}")).await;
        page.leads_to("/en/seasons/2026-autumn/1718406");
    }
}

#[tokio::test]
async fn places_of_one_name_are_told_apart_by_their_district() {
    let page = TestSite::demo().await.page("/uz/districts?q=zarafshon").await;
    page.says("2 ta joy topildi")
        .says("Oqdaryo tumani, Samarqand viloyati")
        .says("Kattaqoʻrgʻon shahri, Samarqand viloyati");
}

#[tokio::test]
async fn what_is_found_nowhere_is_said_and_kept_in_the_field() {
    let site = TestSite::demo().await;
    let page = site.page("/en/districts?q=%3Cscript%3Ealert(1)").await;
    page.says("“<script>alert(1)” was not found");
    assert!(!page.html.contains("<script>alert"), "{}", page.html);
    assert!(page.html.contains("value=\"&lt;script&gt;alert(1)\""), "{}", page.html);
    let long = "a".repeat(5_000);
    site.page(&format!("/en/districts?q={long}")).await.says("was not found");
}

#[tokio::test]
async fn without_a_search_the_contests_are_listed() {
    let site = TestSite::demo().await;
    site.page("/ru/districts").await.leads_to("/ru/seasons/2026-autumn/1718203");
    site.page("/ru/districts?q=%20%20").await.leads_to("/ru/seasons/2026-autumn/1718203");
    TestSite::empty().await.page("/ru/districts?q=urgut").await.says("не найдено");
}
