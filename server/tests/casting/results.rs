//! What everybody sees of a result, before and after it is published.

use crate::after::{OPERATOR, open, published, share_note, voted};
use crate::world::World;
use http::StatusCode;
use serde_json::json;
use server::counting;

async fn page(world: &World, lang: &str) -> String {
    let answer = world.get(&format!("/{lang}/seasons/vote/11/results")).await;
    assert_eq!(answer.status, StatusCode::OK);
    // As people read it: one space for any, sums and texts without marks between.
    answer.text().replace('\u{a0}', " ").replace("<!>", "")
}

#[tokio::test(flavor = "multi_thread")]
async fn until_it_is_published_nothing_is_known_of_a_result() {
    let world = voted(open).await;
    let (counting, id) = (&world.counting, &world.election.id);
    assert!(page(&world, "en").await.contains("ballots stay sealed"));
    counting::close(counting, id, OPERATOR).await.unwrap();
    assert!(page(&world, "en").await.contains("Trustees now release the key"));
    let note = share_note(&world).await;
    counting::take_share(counting, id, &note, None, 0).await.unwrap();
    counting::tally(counting, id, OPERATOR).await.unwrap();
    let counted = page(&world, "en").await;
    assert!(counted.contains("There is no result yet"));
    assert!(counted.contains("as soon as two officials publish the record"));
    assert!(!counted.contains("class=\"rank\""));
    let early = world.get(&world.path("results/one.csv")).await;
    assert_eq!(early.problem(), "404 file");
    counting::publish(counting, id, OPERATOR).await.unwrap();
    assert!(page(&world, "en").await.contains("class=\"rank\""));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_result_says_why_and_how_to_check_it() {
    let world = voted(open).await;
    published(&world).await;
    let id = world.election.id;
    let english = page(&world, "en").await;
    for said in [
        "2 of 3 projects will be built",
        "of 6 people who could vote",
        "66.6%",
        "The cut: the envelope was 100 soʻm, 70 soʻm were given out, 30 soʻm are left.",
        "when its turn came, 30 soʻm were left, 20 soʻm less than it costs.",
        "No tie had to be broken.",
        &format!("  --election {id}"),
        "Open publication",
        "published one by one",
    ] {
        assert!(english.contains(said), "{said}\n{english}");
    }
    assert!(page(&world, "uz").await.contains("3 ta loyihadan 2 tasi quriladi"));
    assert!(page(&world, "ru").await.contains("будут построены 2 проекта из 3"));
    let links = english.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let files: Vec<&str> = links.filter(|link| link.starts_with("/api/v1/elections/")).collect();
    // Six downloads, and the ballots once more beside the command that counts them.
    assert_eq!(files.len(), 7, "{files:?}");
    for file in files {
        assert_eq!(world.get(file).await.status, StatusCode::OK, "{file}");
    }
    let table = world.get(&world.path("results/one.csv")).await;
    assert!(table.text().starts_with("contest,id,title,cost,votes,funded,reason\none,a,,50,0,no,"));
    for (path, listed) in [("/en/seasons/vote", true), ("/en/seasons/vote/11", true)] {
        let listing = world.get(path).await.text();
        assert_eq!(listing.contains("/en/seasons/vote/11/results"), listed, "{path}");
    }
    world.end().await;
}

/// A limit of a manifest is called in the reader's language where the platform knows the mahalla.
#[tokio::test(flavor = "multi_thread")]
async fn a_project_above_the_limit_of_its_mahalla_reads_so() {
    for (limit, most) in
        [(json!({ "number": 1 }), "at most 1 here"), (json!({ "amount": 65 }), "65 soʻm in all")]
    {
        let world = voted(|manifest| {
            open(manifest);
            let mut own = limit.clone();
            own["name"] = json!("mahalla:111 Eski nom");
            own["projects"] = json!(["b", "c"]);
            let asked = json!({ "limits": [own] });
            manifest.contests[0].rule.params.insert("constraints".to_owned(), asked);
        })
        .await;
        published(&world).await;
        let english = page(&world, "en").await;
        assert!(english.contains(&format!("“mahalla 111” allows {most}")), "{english}");
        assert!(english.contains("each mahalla"), "{english}");
        assert!(page(&world, "ru").await.contains("ограничение «махалля 111»"));
        world.end().await;
    }
}

/// The numbers of a reason are those of the project's part of the envelope.
#[tokio::test(flavor = "multi_thread")]
async fn a_reason_names_the_part_of_the_envelope() {
    let world = voted(|manifest| {
        open(manifest);
        let part = |name: &str, amount: u64, projects: &[&str]| {
            json!({ "name": name, "amount": amount, "projects": projects })
        };
        let parts = [part("part:school", 60, &["b"]), part("part:others", 40, &["a", "c"])];
        let asked = json!({ "parts": parts });
        manifest.contests[0].rule.params.insert("constraints".to_owned(), asked);
    })
    .await;
    published(&world).await;
    let english = page(&world, "en").await;
    for said in [
        "<b>Funded from the part for “Schools”:</b> it was number 1",
        "<b>Funded from the part for all other projects:</b> it was number 2",
        "<b>Not funded from the part for all other projects:</b> when its turn came, 30 soʻm were left",
    ] {
        assert!(english.contains(said), "{said}\n{english}");
    }
    assert!(page(&world, "ru").await.contains("Финансируется из части «Школы»:"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_few_voted_only_the_funded_projects_are_told() {
    let world = voted(|manifest| {
        open(manifest);
        manifest.contests.iter_mut().for_each(|contest| contest.min_counted = 10);
        manifest.contests[0].rule.name = "greedy_votes_threshold".to_owned();
        manifest.contests[0].rule.params.insert("threshold".to_owned(), 2.into());
    })
    .await;
    published(&world).await;
    let page = page(&world, "en").await;
    assert!(page.contains("Fewer than 10 ballots were counted here."));
    assert!(page.contains("2 at least"));
    assert!(!page.contains("class=\"rank\"") && !page.contains("turnout"));
    let table = world.get(&world.path("results/one.csv")).await.text();
    assert_eq!(table.lines().count(), 3, "{table}");
    let counted = world.get(&world.path("record/counted/one.csv")).await;
    assert_eq!(counted.problem(), "404 file");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn equal_shares_say_who_paid_and_whom_the_winners_serve() {
    let world = voted(|manifest| {
        open(manifest);
        manifest.contests[0].rule.name = "mes_cost_add1u_city".to_owned();
    })
    .await;
    published(&world).await;
    let page = page(&world, "en").await;
    for said in [
        "Every voter gets an equal share of the money",
        "the shares are then raised for everybody alike",
        "to be bought, from the equal shares of its supporters:",
        "What it means to voters",
        "chose at least one project that is funded.",
        "id=\"voters-table\"",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    world.end().await;
}

/// Sums alone prove no such winners, and their reasons would tell more than the sums.
#[tokio::test(flavor = "multi_thread")]
async fn equal_shares_over_sums_alone_give_no_reasons() {
    let world = voted(|manifest| {
        open(manifest);
        manifest.contests[0].publish = voting::manifest::Publish::Totals;
        manifest.contests[0].rule.name = "mes_cost_u".to_owned();
    })
    .await;
    published(&world).await;
    let page = page(&world, "en").await;
    assert!(page.contains("Only sums are published here") && page.contains("turnout"));
    assert!(!page.contains("class=\"rank\"") && !page.contains("trace.jsonl"));
    assert!(!page.contains("What it means to voters"));
    let trace = world.get(&world.path("record/tally/one.trace.jsonl")).await;
    assert_eq!(trace.problem(), "404 file");
    let sums = world.get(&world.path("record/counted/one.csv")).await;
    assert_eq!(sums.status, StatusCode::OK);
    world.end().await;
}
