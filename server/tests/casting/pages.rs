//! The pages about an election that need its keys or its log: a ticket's, and one's own line of
//! the roll.

use crate::after::{OPERATOR, open, voted};
use crate::world::{Answered, NOW, World};
use axum::body::Body as HttpBody;
use http::{Request, StatusCode, header};
use server::counting;
use sha2::{Digest as _, Sha256};
use sqlx::Connection as _;
use voting::answer::Answer;
use voting::manifest::Manifest;
use voting::text::hex;

const BOUNDARY: &str = "xxxxx";

/// Sends the form of the page as a browser without scripts does.
async fn look(world: &World, number: &str, file: &str) -> Answered {
    look_in("en", world, number, file).await
}

/// The same in another language.
pub(crate) async fn look_in(lang: &str, world: &World, number: &str, file: &str) -> Answered {
    let part = |name: &str, more: &str, value: &str| {
        format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n"
        )
    };
    let body = [
        part("number", "", number),
        part("file", "; filename=\"ticket.txt\"", file),
        format!("--{BOUNDARY}--\r\n"),
    ];
    let request = Request::post(format!("/{lang}/receipt/{}", world.election.id))
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("sec-fetch-site", "same-origin");
    world.send(request.body(HttpBody::from(body.concat())).unwrap()).await
}

/// A ballot in the box: its number and its promise.
async fn cast(world: &World) -> (String, String) {
    let credential = world.credential(1).await;
    let body = world.ballot(1, &credential, 0, (NOW, 0));
    let answer = Answer::parse(&world.cast(body.as_bytes()).await.body).unwrap();
    let promise = answer.verify(&body, &world.election.manifest.promise_vkey).unwrap();
    (hex(promise.commitment.as_bytes()), answer.promise.to_string())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_found_by_its_number_or_file() {
    let world = World::new().await;
    world.publish().await;
    let (number, promise) = cast(&world).await;
    let waits = "the ballot is not in the log yet";
    assert!(look(&world, "", &promise).await.text().contains(waits));
    assert!(look(&world, &number, "").await.text().contains("Not in the log, or not yet"));

    world.set_clock(NOW + 700);
    world.publish().await;
    let shown = number[..16].to_uppercase();
    let grouped = [&shown[..4], &shown[4..8], &shown[8..12], &shown[12..]].join("-");
    let address = format!("https://vote.example/uz/receipt/x#{number}");
    for said in [number.as_str(), &shown, &grouped, &address] {
        let page = look(&world, said, "").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("The server looked for you"), "{said}");
        assert!(page.text().contains(&format!("proof/{number}")), "{said}");
        assert!(!page.text().contains("itnesses"), "the manifest requires none");
    }
    let sent = promise.replace('\n', "\r\n");
    assert!(look(&world, "", &sent).await.text().contains("The server looked for you"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_promise_is_told_and_a_forged_one_is_none() {
    let world = World::new().await;
    world.publish().await;
    let (number, promise) = cast(&world).await;
    // Nobody publishes.
    world.set_clock(NOW + 2_000);
    assert!(look(&world, "", &promise).await.text().contains("The ballot box broke its promise"));
    let mut lines: Vec<&str> = promise.lines().collect();
    lines[3] = "9999999999";
    let forged = look(&world, "", &format!("{}\n", lines.join("\n"))).await;
    assert_eq!(forged.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = format!("{}{}", &number[..15], if number.ends_with('0') { "1" } else { "0" });
    for said in ["", "hello", "12345678", &number[..63]] {
        let page = look(&world, said, "").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
        assert!(page.text().contains("This is no ticket number"), "{said}");
        assert!(page.text().contains(&format!("value=\"{said}\"")), "what was typed stays");
    }
    assert!(look(&world, &other, "").await.text().contains("Not in the log, or not yet"));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_of_a_ticket_is_anonymous_and_says_what_it_proves() {
    let world = World::new().await;
    let page = world.get(&format!("/en/receipt/{}", world.election.id)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.headers.get(header::SET_COOKIE).is_none());
    for said in ["What this proves", "What it does not prove", "receipt.js", "data-vkey"] {
        assert!(page.text().contains(said), "{said}");
    }
    assert!(!page.text().contains(".wasm"), "no module is loaded");
    assert!(!page.text().contains("witnessed") && !page.text().contains("data-policy"));
    for path in [format!("/en/receipt/{}", "0".repeat(64)), "/en/receipt/x".to_owned()] {
        assert_eq!(world.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    world.end().await;
}

async fn roll(world: &World, person: u8) -> Answered {
    let request = Request::get("/en/me/roll")
        .header(header::COOKIE, world.session(person).await)
        .body(HttpBody::empty());
    world.send(request.unwrap()).await
}

/// The three values that a person recomputes the line from.
fn values(page: &str) -> Vec<String> {
    let codes = page.split("<code class=\"break\">").skip(1);
    codes.map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let pair = |at: usize| u8::from_str_radix(&hexadecimal[at..at + 2], 16).unwrap();
    (0..hexadecimal.len()).step_by(2).map(pair).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_sees_her_line_of_the_roll_and_what_was_issued() {
    let world = World::new().await;
    let before = roll(&world, 1).await;
    assert_eq!(before.status, StatusCode::OK);
    assert_eq!(before.headers[header::CACHE_CONTROL], "private, no-store");
    assert!(before.text().contains(">none</td>"), "{}", before.text());
    world.credential(1).await;
    let page = roll(&world, 1).await.text();
    assert!(page.contains(">issued</td>"), "that, and not when");
    assert!(!page.contains(">none</td>") && page.contains("somebody signed in as you"));

    let [number, salt, leaf, election] = values(&page).try_into().unwrap();
    assert_eq!(election, world.election.id.to_string());
    let hashed = [b"pb-v1:roll\n".as_slice(), &bytes(&salt), number.as_bytes()].concat();
    assert_eq!(hex(&Sha256::digest(hashed)), leaf);
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let listed = world.store.roll(row).await.unwrap();
    assert!(listed.records().any(|record| hex(record.leaf.as_bytes()) == leaf));
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_on_the_roll_is_told_and_strangers_see_nothing() {
    let world = World::new().await;
    let page = roll(&world, 8).await.text();
    assert!(page.contains("You are not on this roll") && values(&page).is_empty());
    assert_eq!(world.get("/en/me/roll").await.status, StatusCode::UNAUTHORIZED);
    world.end().await;
}

/// The season's dates, as the manifest has them.
async fn voting_phase(world: &World) {
    let url = format!("sqlite://{}", world.folder("store.db").display());
    let mut raw = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let sql = "INSERT INTO phases SELECT id, 'voting', $1, $2 FROM seasons";
    let Manifest { cast_from, closes_at, .. } = &world.election.manifest;
    let dates = [cast_from, closes_at].map(|time| time.cast_signed());
    sqlx::query(sql).bind(dates[0]).bind(dates[1]).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_booth_brings_all_that_its_module_shows() {
    let world = World::new().await;
    voting_phase(&world).await;
    let cookie = world.session(1).await;
    let request = Request::get("/en/seasons/vote/11/vote").header(header::COOKIE, cookie);
    let page = world.send(request.body(HttpBody::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::OK);
    let html = page.text();
    assert_eq!(html.matches("<leptos-island").count(), 1);
    let (_, children) = html.split_once("<leptos-children").unwrap();
    for piece in ["summary", "row", "casting", "cast", "unanswered", "code-mistyped", "dear"] {
        assert!(children.contains(&format!("<template id=\"piece-{piece}\"")), "{piece}");
    }
    assert!(children.contains("<fieldset disabled"), "nothing is ticked before the module runs");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_close_nobody_computes_a_line_any_more() {
    let world = voted(open).await;
    assert!(!values(&roll(&world, 1).await.text()).is_empty());
    counting::close(&world.counting, &world.election.id, OPERATOR).await.unwrap();
    let page = roll(&world, 1).await.text();
    assert!(page.contains("The vote is over") && values(&page).is_empty(), "{page}");
    assert!(!page.contains("kept by another server"), "{page}");
    world.end().await;
}
