//! Bad input: each has its clear answer, and nothing of it is kept.

use crate::world::{NOW, World, contest_of, request};
use axum::body::Body as HttpBody;
use http::{Request, StatusCode, header};
use proptest::prelude::*;
use voting::credential::CredentialSignature;
use voting::issuance::IssueRequest;
use voting::registrar::BlindedMessage;

#[tokio::test(flavor = "multi_thread")]
async fn each_invalid_body_is_answered_with_its_check() {
    let world = World::new().await;
    let credential = world.credential(1).await;
    let good = world.ballot(1, &credential, 0, (NOW, 0)).as_bytes().to_vec();
    let flip = |at: usize| {
        let mut body = good.clone();
        body[at] ^= 1;
        body
    };
    let with = |at: usize, bytes: &[u8]| {
        let mut body = good.clone();
        body[at..at + bytes.len()].copy_from_slice(bytes);
        body
    };
    let self_issued = CredentialSignature(vec![1; 256]);
    let forged = world.ballot(1, &self_issued, 0, (NOW, 0)).as_bytes().to_vec();
    let of_another = world.ballot(2, &credential, 0, (NOW, 0)).as_bytes().to_vec();
    let cases = [
        (Vec::new(), "422 length"),
        (good[..579].to_vec(), "422 length"),
        ([&good[..], &[0]].concat(), "422 length"),
        (flip(3), "422 tag"),
        (flip(20), "422 election"),
        (with(45, &[0, 9]), "422 contest"),
        (with(45, &[255, 255]), "422 contest"),
        (flip(51), "422 form"),
        (with(52, &[0; 32]), "422 voter-key"),
        // The other contest has another registrar.
        (with(45, &[0, 1]), "422 credential"),
        (flip(84), "422 credential"),
        (with(84, &[255; 256]), "422 credential"),
        (forged, "422 credential"),
        (of_another, "422 credential"),
        (flip(400), "422 signature"),
        (flip(579), "422 signature"),
    ];
    for (at, (body, expected)) in cases.into_iter().enumerate() {
        assert_eq!(world.cast(&body).await.problem(), expected, "case {at}");
        assert!(world.nothing_was_taken().await, "case {at}");
    }
    assert_eq!(world.cast(&good).await.status, StatusCode::OK);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_body_is_longer_than_the_longest_ballot() {
    const LONGEST: usize = 66 * 1024;
    let world = World::new().await;
    for (length, cast, issued) in [
        (LONGEST, "422 length", "422 blinded-message"),
        (LONGEST + 1, "413 too-large", "413 too-large"),
    ] {
        assert_eq!(world.cast(&vec![0; length]).await.problem(), cast, "{length}");
        assert_eq!(world.post_issue(1, vec![0; length]).await.problem(), issued, "{length}");
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_credential_needs_a_session_and_a_place_on_the_roll() {
    let world = World::new().await;
    let (_, body) = request(&world.election, 1, 1);
    assert_eq!(world.post_issue(99, body.clone()).await.problem(), "401 sign-in");
    assert_eq!(world.post_issue(8, body.clone()).await.problem(), "403 roll", "too young");
    assert_eq!(world.post_issue(7, body.clone()).await.problem(), "403 roll", "lives elsewhere");
    let contest = contest_of(1);
    for (request, expected) in [
        (vec![0], "422 length"),
        (body[..257].to_vec(), "422 blinded-message"),
        ([&[0, 9], &body[2..]].concat(), "422 contest"),
        ([&[255, 255], &body[2..]].concat(), "422 contest"),
        (
            IssueRequest { contest, blinded: BlindedMessage(vec![255; 256]) }.to_bytes(),
            "422 blinded-message",
        ),
    ] {
        assert_eq!(world.post_issue(1, request).await.problem(), expected);
    }
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let log = store::logs::Log::Issuance;
    assert_eq!(world.store.waiting_count(row, log).await.unwrap(), (0, None));
    let form = Request::post(world.path("issue")).header(header::COOKIE, "hashar=token-of-1");
    let form = form.header(header::CONTENT_TYPE, "text/plain");
    let answered = world.send(form.body(HttpBody::from(body)).unwrap()).await;
    assert_eq!(answered.problem(), "415 media-type");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_there_is_not_found() {
    let world = World::new().await;
    let manifest = world.get(&world.path("manifest.json")).await;
    assert_eq!((manifest.status, &manifest.body), (StatusCode::OK, &world.manifest));
    let other = "0".repeat(64);
    for (path, expected) in [
        (format!("/api/v1/elections/{other}/manifest.json"), "404 election"),
        ("/api/v1/elections/xyz/manifest.json".to_owned(), "404 election"),
        (world.path("proof/zz"), "404 entry"),
        (world.path(&format!("proof/{other}")), "404 entry"),
        (world.log_path("ballots/checkpoint"), "404 not-found"),
        (world.log_path("ballots/proof/0"), "404 not-found"),
        (world.log_path("ballots/proof/-1"), "404 entry"),
        (world.log_path("votes/checkpoint"), "404 log"),
        (world.log_path("ballots/entries/-1"), "404 entry"),
    ] {
        assert_eq!(world.get(&path).await.problem(), expected, "{path}");
    }
    let beyond = world.get(&world.log_path("ballots/entries/18446744073709551615")).await;
    assert_eq!((beyond.status, beyond.body.len()), (StatusCode::OK, 0));
    world.end().await;
}

#[test]
fn no_bytes_make_the_box_panic_or_keep_something() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let world = runtime.block_on(World::new());
    let credential = runtime.block_on(world.credential(1));
    let good = world.ballot(1, &credential, 0, (NOW, 0)).as_bytes().to_vec();
    let bytes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..700),
        (0..good.len(), 1..=255_u8).prop_map(move |(at, change)| {
            let mut body = good.clone();
            body[at] ^= change;
            body
        }),
    ];
    proptest!(ProptestConfig::with_cases(96), |(body in bytes)| {
        let answered = runtime.block_on(world.cast(&body));
        prop_assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY);
        prop_assert!(answered.problem().starts_with("422 "));
    });
    assert!(runtime.block_on(world.nothing_was_taken()));
    runtime.block_on(world.end());
}
