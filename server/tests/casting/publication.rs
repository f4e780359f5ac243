//! Both modes of publication, down to what an auditor says of the record.

use crate::after::{
    AFTER, Files, OPERATOR, attest_note, download, hold_note, open, published, share_note,
    verified, voted,
};
use crate::world::{Answered, World};
use axum::body::Body as HttpBody;
use http::{Request, StatusCode, header};
use server::counting::{self, CountingError as Error};
use store::Nullifier;
use store::roles::{Grant, Role};

#[tokio::test(flavor = "multi_thread")]
async fn everybody_can_recompute_an_open_election() {
    let world = voted(open).await;
    published(&world).await;
    let files = download(&world, "record", None).await;
    let report = verified(&files);
    assert_eq!(report.exit_code(), 0, "{report:#?}");
    let totals = report.totals.unwrap();
    assert_eq!((totals.opened, totals.superseded, totals.counted), (6, 1, 5));
    assert_eq!(files["counted/one.csv"], b"b:1\nb:1\nc:1\nc:1\n");
    the_log_is_served_as_it_is_published(&world, &files).await;
    the_archive_holds_the_same_files(&world, &files).await;
    world.end().await;
}

async fn the_log_is_served_as_it_is_published(world: &World, files: &Files) {
    let tiles = files.iter().filter_map(|(path, bytes)| {
        let log = path.strip_prefix("ballots/").or(path.strip_prefix("issuance/"))?;
        log.starts_with("tile/").then_some((path, bytes))
    });
    for (path, bytes) in tiles {
        let answer = world.get(&world.log_path(path)).await;
        assert_eq!((answer.status, &answer.body), (StatusCode::OK, bytes), "{path}");
        assert!(answer.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    }
    // The state of an earlier batch, and one that never was.
    let earlier = world.get(&world.log_path("ballots/tile/0/000.p/1")).await;
    assert_eq!(earlier.body, files["ballots/tile/0/000.p/8"][..32]);
    for none in ["ballots/tile/0/000.p/9", "ballots/tile/entries/001", "ballots/tile/0/0"] {
        assert_eq!(world.get(&world.log_path(none)).await.problem(), "404 tile", "{none}");
    }
}

async fn the_archive_holds_the_same_files(world: &World, files: &Files) {
    let archive = world.get(&world.path("record.tar")).await;
    assert_eq!(archive.headers[header::CONTENT_TYPE], "application/x-tar");
    let length = archive.headers[header::CONTENT_LENGTH].to_str().unwrap();
    assert_eq!(length, archive.body.len().to_string());
    let mut unpacked = Files::new();
    let mut rest = &archive.body[..];
    while rest[0] != 0 {
        let text = |from: usize, to: usize| {
            let field = rest[from..to].split(|byte| *byte == 0).next().unwrap();
            String::from_utf8(field.to_vec()).unwrap()
        };
        let size = usize::from_str_radix(&text(124, 136), 8).unwrap();
        unpacked.insert(text(0, 100), rest[512..512 + size].to_vec());
        rest = &rest[512 + size.next_multiple_of(512)..];
    }
    assert_eq!(&unpacked, files);
    assert_eq!(world.get(&world.path("record.tar")).await.body, archive.body, "again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_download_goes_on_where_it_broke_off() {
    let world = voted(open).await;
    published(&world).await;
    let whole = world.get(&world.path("record/ballots/copy/0.bin")).await.body;
    let part = async |range: &str| {
        let request = Request::get(world.path("record/ballots/copy/0.bin"));
        let request = request.header(header::RANGE, range).body(HttpBody::empty()).unwrap();
        world.send(request).await
    };
    let rest = part("bytes=1000-").await;
    assert_eq!((rest.status, &rest.body[..]), (StatusCode::PARTIAL_CONTENT, &whole[1000..]));
    let range = format!("bytes 1000-{}/{}", whole.len() - 1, whole.len());
    assert_eq!(rest.headers[header::CONTENT_RANGE], range.as_str());
    let over = part(&format!("bytes={}-", whole.len())).await;
    assert_eq!(over.status, StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(part("bytes=-5").await.body, whole);
    for outside in ["record/../manifest.json", "record/%2e%2e/x", "record/no.json", "record/"] {
        assert_eq!(world.get(&world.path(outside)).await.status, StatusCode::NOT_FOUND);
    }
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn records_are_listed_with_their_state() {
    let world = voted(open).await;
    let row = async || {
        let rows = world.get("/api/v1/records").await;
        let rows: serde_json::Value = serde_json::from_slice(&rows.body).unwrap();
        assert_eq!(rows.as_array().unwrap().len(), 1);
        rows[0].clone()
    };
    let before = row().await;
    assert_eq!((&before["state"], &before["season"]), (&"approved".into(), &"vote".into()));
    assert!(before["url"].is_null() && before["final_checkpoints"].is_null());
    published(&world).await;
    let after = row().await;
    let url = format!("http://127.0.0.1:3000{}", world.path("record"));
    assert_eq!((&after["state"], &after["url"]), (&"published".into(), &url.into()));
    let files = download(&world, "record", None).await;
    assert_eq!(after["files"], files.len());
    assert_eq!(after["size"], files.values().map(Vec::len).sum::<usize>());
    let head = &after["final_checkpoints"]["ballots"];
    assert_eq!(head["size"], 8);
    assert_eq!(head["note"].as_str().unwrap().as_bytes(), files["ballots/checkpoint"]);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_audited_publication_auditors_stand_in_for_the_public() {
    let world = voted(|_| {}).await;
    let (counting, id) = (&world.counting, &world.election.id);
    counting::close(counting, id, OPERATOR).await.unwrap();
    let (auditor, other) = (auditor(&world, 5).await, world.session(6).await);
    for (cookie, refused) in [(None, "401 sign-in"), (Some(&other), "403 auditor")] {
        for path in ["sealed", "sealed.tar", "sealed/ballots/copy/0.bin"] {
            assert_eq!(ask(&world, path, cookie).await.problem(), refused);
        }
    }
    let public = ask(&world, "record/ballots/copy/0.bin", Some(&auditor)).await;
    assert_eq!(public.problem(), "404 file", "not even to an auditor");

    // Trustees wait for auditors.
    let share = share_note(&world).await;
    let early = counting::take_share(counting, id, &share, None, 0).await;
    assert!(matches!(early, Err(Error::HoldsMissing { held: 0, quorum: 1 })), "{early:?}");
    let sealed = download(&world, "sealed", Some(&auditor)).await;
    let hold = hold_note(&world, &sealed);
    assert_eq!(send(&world, "holds", &hold, &other).await.problem(), "403 auditor");
    assert_eq!(send(&world, "holds", "a letter", &auditor).await.problem(), "422 note");
    assert_eq!(send(&world, "holds", &share, &auditor).await.problem(), "422 author");
    let mut damaged = sealed.clone();
    damaged.get_mut("ballots/copy/0.bin").unwrap().extend([0, 0]);
    let copy = voting::hash::sha256(&[&damaged["ballots/copy/0.bin"]]);
    let other_copy = other_hold(&world, &sealed, copy);
    assert_eq!(send(&world, "holds", &other_copy, &auditor).await.problem(), "422 copy");
    for _ in 0..2 {
        let taken = send(&world, "holds", &hold, &auditor).await;
        assert_eq!(taken.status, StatusCode::NO_CONTENT, "{}", taken.text());
    }
    counting::take_share(counting, id, &share, None, 0).await.unwrap();
    counting::tally(counting, id, OPERATOR).await.unwrap();
    counting::publish(counting, id, OPERATOR).await.unwrap();
    attested(&world, &auditor).await;
    world.end().await;
}

/// Until a quorum attests, nobody outside can say that everything was checked.
async fn attested(world: &World, auditor: &str) {
    let public = download(world, "record", None).await;
    assert!(!public.keys().any(|path| path.starts_with("ballots/copy/")));
    assert_eq!(public["counted/one.csv"], b"id,supporters,points\na,0,0\nb,2,2\nc,2,2\n");
    let report = verified(&public);
    assert_eq!(report.exit_code(), 64, "{report:#?}");
    let sealed = download(world, "sealed", Some(auditor)).await;
    let note = attest_note(world, &sealed);
    let other = note.replace("\n5\n", "\n4\n");
    assert_eq!(send(world, "attestations", &other, auditor).await.problem(), "422 author");
    assert_eq!(send(world, "attestations", &note, auditor).await.status, StatusCode::NO_CONTENT);
    assert_eq!(send(world, "attestations", &note, auditor).await.status, StatusCode::NO_CONTENT);
    let report = verified(&download(world, "record", None).await);
    assert_eq!(report.exit_code(), 0, "{report:#?}");
    let report = verified(&download(world, "sealed", Some(auditor)).await);
    assert_eq!(report.exit_code(), 0, "{report:#?}");
    let late = send(world, "holds", &note, auditor).await;
    assert_eq!(late.problem(), "409 state");
}

/// A hold note about another copy.
fn other_hold(world: &World, files: &Files, copy: [u8; 32]) -> String {
    use voting::audit_note::Hold;
    let ballots = String::from_utf8(files["ballots/checkpoint"].clone()).unwrap();
    let text = ballots.split_once("\n\n").unwrap().0;
    let ballots = voting::hash::sha256(&[format!("{text}\n").as_bytes()]);
    let hold = Hold { election: world.election.id, ballots, copy, unopened: 0 };
    hold.sign(&crate::manifest::signer("auditor", 15)).unwrap().to_string()
}

/// The session of somebody who is an auditor everywhere.
async fn auditor(world: &World, person: u8) -> String {
    let known = world.store.person_by_nullifier(Nullifier([person; 32])).await.unwrap().unwrap();
    let grant = Grant { person: known, role: Role::Auditor, territory: None };
    world.store.grant_role(grant, None, AFTER.cast_signed()).await.unwrap();
    world.session(person).await
}

async fn ask(world: &World, path: &str, cookie: Option<&String>) -> Answered {
    let mut request = Request::get(world.path(path));
    if let Some(cookie) = cookie {
        request = request.header(header::COOKIE, cookie);
    }
    world.send(request.body(HttpBody::empty()).unwrap()).await
}

async fn send(world: &World, path: &str, note: &str, cookie: &str) -> Answered {
    let request = Request::post(world.path(path))
        .header(header::CONTENT_TYPE, "application/octet-stream")
        .header(header::COOKIE, cookie);
    world.send(request.body(note.to_owned().into()).unwrap()).await
}
