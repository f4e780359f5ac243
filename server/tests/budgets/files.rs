//! The files: to the byte, in a standard form, as JSON with names that stay.

use crate::world::{GOOD, SECOND, START, World};
use axum::body::Body;
use http::{Request, header};
use sha2::{Digest as _, Sha256};
use tower::ServiceExt as _;

async fn json(world: &World, path: &str) -> serde_json::Value {
    let page = world.anonymous().get(path).await;
    assert_eq!(
        (page.status, &page.headers[header::CONTENT_TYPE]),
        (200, &"application/json".parse().unwrap())
    );
    serde_json::from_slice(&page.bytes).unwrap()
}

#[tokio::test]
async fn the_uploaded_file_comes_back_to_the_byte() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    let file = format!("\u{feff}{SECOND}");
    world.publish(&one, &other, &file).await;
    let source = world.anonymous().get("/api/v1/budgets/2026/1718/1/source.csv").await;
    assert_eq!(source.bytes, file.as_bytes());
    let kept = source.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
    assert_eq!(kept, "attachment; filename=\"budget-2026-1718-1-source.csv\"");
    assert_eq!(source.headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&file));
    assert_eq!(json(&world, "/api/v1/budgets").await["budgets"][0]["sha256"], hash.as_str());
    world.end().await;
}

#[tokio::test]
async fn lines_have_one_standard_form() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, &format!("\u{feff}{SECOND}")).await;
    let lines = world.anonymous().get("/api/v1/budgets/2026/1718/1/lines.csv").await;
    let expected = "territory,function,plan,executed\r\n\
        1718203,07.2,1500000,450000\r\n1718203,10.4,70000,0\r\n";
    assert_eq!(lines.body(), expected);
    world.end().await;
}

#[tokio::test]
async fn json_has_the_documented_fields() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    let budget = json(&world, "/api/v1/budgets/2026/1718/1/budget.json").await;
    assert_eq!(budget["year"], 2026);
    assert_eq!(
        budget["territory"],
        serde_json::json!({"code": "1718", "names": {"uz": "Samarqand viloyati"}})
    );
    assert_eq!((&budget["version"], &budget["published_at"]), (&1.into(), &START.into()));
    assert_eq!((&budget["plan"], &budget["executed"]), (&4_000_000.into(), &1_000_000.into()));
    assert_eq!(budget["line_count"], 2);
    let codes: Vec<_> = budget["functions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["07", "07.2", "09", "09.1"]);
    assert_eq!(budget["functions"][0]["names"]["ru"], "Здравоохранение");
    assert_eq!(budget["territories"][1]["code"], "1718236");
    assert_eq!(budget["territories"][1]["plan"], 3_000_000);
    let line = serde_json::json!({"territory": "1718203", "function": "07.2", "plan": 1_000_000, "executed": 400_000});
    assert_eq!(budget["lines"][0], line);
    let listed = &json(&world, "/api/v1/budgets").await["budgets"][0];
    for field in [
        "year",
        "territory",
        "version",
        "published_at",
        "sha256",
        "line_count",
        "plan",
        "executed",
        "files",
    ] {
        assert_eq!(listed[field], budget[field], "{field}");
    }
    for file in ["json", "csv", "source"] {
        assert_eq!(
            world.anonymous().get(listed["files"][file].as_str().unwrap()).await.status,
            200
        );
    }
    // Every field of the table stands in the documentation.
    let documented = include_str!("../../../docs/budgets.md");
    for field in budget.as_object().unwrap().keys() {
        assert!(documented.contains(&format!("`{field}`")), "{field} is not documented");
    }
    world.end().await;
}

#[tokio::test]
async fn who_has_a_file_already_is_told_so() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    for path in
        ["", "/2026/1718/1/budget.json", "/2026/1718/1/lines.csv", "/2026/1718/1/source.csv"]
    {
        let path = format!("/api/v1/budgets{path}");
        let first = world.anonymous().get(&path).await;
        let etag = first.headers[header::ETAG].clone();
        let again = Request::get(&path).header(header::IF_NONE_MATCH, &etag);
        let again = world.router.clone().oneshot(again.body(Body::empty()).unwrap()).await.unwrap();
        assert_eq!(
            (again.status().as_u16(), &again.headers()[header::ETAG]),
            (304, &etag),
            "{path}"
        );
        assert!(first.headers[header::CACHE_CONTROL].to_str().unwrap().starts_with("public"));
        assert!(!first.headers.contains_key(header::SET_COOKIE));
    }
    world.end().await;
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_with_a_name() {
    let world = World::new().await;
    let (one, other) = (world.official(1).await, world.official(2).await);
    world.publish(&one, &other, GOOD).await;
    for path in [
        "2025/1718/1/budget.json",
        "2026/404/1/budget.json",
        "2026/1718/2/budget.json",
        "x/1718/1/lines.csv",
        "2026/1718/1/other.csv",
        "2026/1718/01/lines.csv",
    ] {
        let page = world.anonymous().get(&format!("/api/v1/budgets/{path}")).await;
        assert_eq!(
            (page.status, &page.headers[header::CONTENT_TYPE]),
            (404, &"application/problem+json".parse().unwrap()),
            "{path}"
        );
    }
    world.end().await;
}
