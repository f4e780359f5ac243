//! The upload: what is wrong is told by row and column, and nothing is kept.

use crate::browser::{Browser, Page};
use crate::world::{GOOD, World, upload};
use store::budgets::FileState;

const NEW: &str = "/en/budget-desk/new";

async fn send(browser: &Browser, file: &[u8]) -> Page {
    let fields = [("territory", "1718"), ("year", "2026")];
    browser.post_files(NEW, &fields, &[("budget.csv", file)]).await
}

#[tokio::test]
async fn a_good_file_is_kept_and_shown_with_its_sums() {
    let world = World::new().await;
    let one = world.official(1).await;
    let form = one.get(NEW).await;
    assert_eq!((form.status, form.value("year").as_str()), (200, "2026"));
    let page = upload(&one, GOOD).await;
    let shown = one.get(&page).await;
    assert_eq!(shown.status, 200);
    for text in [
        "4\u{a0}000\u{a0}000",
        "1\u{a0}000\u{a0}000",
        "25.0%",
        "Health",
        "Education",
        "Urgut tumani",
    ] {
        assert!(shown.shows(text), "{text}");
    }
    let desk = one.get("/en/budget-desk").await;
    assert!(desk.shows("Being looked at") && desk.shows("Person 1"));
    assert!(world.store.budgets().await.unwrap().is_empty());
    world.end().await;
}

#[tokio::test]
async fn every_mistake_says_where_what_was_found_and_what_to_do() {
    let world = World::new().await;
    let one = world.official(1).await;
    let head = "territory,function,plan,executed\n";
    let rows = |rows: &str| format!("{head}{rows}").into_bytes();
    let cases: Vec<(Vec<u8>, &[&str])> = vec![
        (Vec::new(), &["The file is empty", "territory, function, plan, executed"]),
        (b"PK\x03\x04 a workbook".to_vec(), &["This is a workbook", "CSV UTF-8"]),
        (b"\xff\xfet\0e\0".to_vec(), &["UTF-16"]),
        (vec![b'x'; 1024 * 1024 + 1], &["larger than 1 MB"]),
        (vec![b'x'; 13 * 1024 * 1024], &["larger than 1 MB"]),
        (
            b"hudud,function,plan,executed\n1718,07.2,1,1\n".to_vec(),
            &["Row 1, column territory:", "hudud, function, plan, executed"],
        ),
        (rows(""), &["only the names of the columns"]),
        (rows(&"1718,07.2,1,1\n".repeat(5_001)), &["more than 5\u{a0}000 rows"]),
        (rows("1718,07.2,1\n"), &["Row 2:", "has 3 cells, the head has 4"]),
        (rows("1726,07.2,1,1\n"), &["Row 2, column territory:", "“1726”", "Samarqand viloyati"]),
        (rows("1718999,07.2,1,1\n"), &["Row 2, column territory:", "“1718999”", "SOATO"]),
        (rows("1718,07.9,1,1\n"), &["Row 2, column function:", "“07.9”", "like 07.2"]),
        (rows("1718,07.2,,1\n"), &["Row 2, column plan:", "amount is missing"]),
        (rows("1718,07.2,1,-5\n"), &["Row 2, column executed:", "“-5”", "below zero"]),
        (rows("1718,07.2,1.5,1\n"), &["Row 2, column plan:", "“1.5”", "fraction"]),
        (rows("1718,07.2,\"3,4 mlrd\",1\n"), &["“3,4 mlrd”", "digits alone"]),
        (rows("1718,07.2,99999999999999999999,1\n"), &["column plan:", "too much"]),
        (rows("1718,07.2,1,1\n\n1718,7.2,1,1\n"), &["Row 4, column function:", "in row 2 already"]),
        (
            b"territory,function,plan,executed\n1718,\xcf07.2,1,1\n".to_vec(),
            &["Row 2, column function:", "not UTF-8"],
        ),
    ];
    for (file, told) in cases {
        let page = send(&one, &file).await;
        assert_eq!(page.status, 422, "{told:?}");
        for text in told {
            assert!(page.shows(text), "{text} in {}", page.body());
        }
        assert!(page.shows("Nothing was kept"));
        assert_eq!(page.value("year"), "2026");
    }
    let me = world.person(1).await;
    assert!(world.store.budget_files(me, 9).await.unwrap().is_empty());
    world.end().await;
}

#[tokio::test]
async fn the_first_twenty_mistakes_are_shown_and_all_are_counted() {
    let world = World::new().await;
    let one = world.official(1).await;
    let rows: String = (0..57).map(|at| format!("1718,x{at},1,1\n")).collect();
    let page = send(&one, format!("territory,function,plan,executed\n{rows}").as_bytes()).await;
    assert!(page.shows("The file has 57 mistakes") && page.shows("There are 37 more"));
    assert_eq!(page.body().matches("column function:").count(), 20);
    assert!(page.shows("“x19”") && !page.shows("“x20”"));
    world.end().await;
}

#[tokio::test]
async fn mistakes_are_told_in_the_readers_language() {
    let world = World::new().await;
    let one = world.official(1).await;
    let fields = [("territory", "1718"), ("year", "2026")];
    let file = b"territory,function,plan,executed\n1718,07.2,1,-5\n";
    for (lang, said) in [("uz", "2‑qator, executed ustuni:"), ("ru", "Строка 2, столбец executed:")]
    {
        let address = format!("/{lang}/budget-desk/new");
        let page = one.post_files(&address, &fields, &[("a.csv", file)]).await;
        assert!(page.status == 422 && page.shows(said), "{}", page.body());
    }
    world.end().await;
}

#[tokio::test]
async fn what_a_file_says_is_shown_as_text() {
    let world = World::new().await;
    let one = world.official(1).await;
    let file = b"territory,function,plan,executed\n1718,07.2,<script>alert(1)</script>,1\n";
    let page = send(&one, file).await;
    assert!(page.shows("&lt;script&gt;") && !page.shows("<script>alert"));
    world.end().await;
}

#[tokio::test]
async fn the_form_says_what_it_lacks_and_keeps_the_rest() {
    let world = World::new().await;
    let one = world.official(1).await;
    let fields = [("territory", "1726"), ("year", "20260")];
    let page = one.post_files(NEW, &fields, &[]).await;
    assert_eq!((page.status, page.value("year").as_str()), (422, "20260"));
    assert!(page.error("territory").is_some() && page.error("file").is_some());
    assert!(page.error("year").unwrap().contains("“20260”"));
    world.end().await;
}

#[tokio::test]
async fn only_officials_of_the_ministry_bring_budgets_of_their_territory() {
    let world = World::new().await;
    assert_eq!(world.anonymous().get(NEW).await.status, 401);
    let resident = world.resident(9).await;
    assert_eq!(resident.get(NEW).await.status, 403);
    assert_eq!(send(&resident, GOOD.as_bytes()).await.status, 403);
    let elsewhere = world.official_in(8, Some("1726")).await;
    assert_eq!(send(&elsewhere, GOOD.as_bytes()).await.status, 422);
    let page = upload(&world.official(1).await, GOOD).await;
    for other in [&elsewhere, &resident] {
        assert_eq!(other.get(&page).await.status, 403);
    }
    // Before it is proposed, its uploader alone sees it.
    assert_eq!(world.official(2).await.get(&page).await.status, 404);
    let everywhere = world.official_in(7, None).await;
    let kept = upload(&everywhere, GOOD).await;
    assert_eq!(everywhere.get(&kept).await.status, 200);
    world.end().await;
}

#[tokio::test]
async fn a_session_that_ran_out_gives_the_fields_back() {
    let world = World::new().await;
    let one = world.official(1).await;
    world.wait(3_600);
    let page = send(&one, GOOD.as_bytes()).await;
    assert_eq!((page.status, page.value("year").as_str()), (401, "2026"));
    world.end().await;
}

#[tokio::test]
async fn the_register_names_every_act() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    let words: Vec<String> = world
        .store
        .acts(store::acts::ActFilter::default(), 4)
        .await
        .unwrap()
        .into_iter()
        .map(|act| app::i18n::act_name(app::i18n::Words::of(app::i18n::Lang::En), &act.act))
        .collect();
    let expected = [
        "Published a budget",
        "Confirmed as second official",
        "Proposed for approval",
        "Uploaded a budget file",
    ];
    assert_eq!(words, expected);
    let me = world.person(1).await;
    let files = world.store.budget_files(me, 9).await.unwrap();
    assert_eq!(files[0].state, FileState::Published(1));
    world.end().await;
}
