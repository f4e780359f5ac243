//! Ballots are erased once results can be appealed no more; what the public can verify stays.

use crate::after::{
    AFTER, Files, OPERATOR, attest_note, download, hold_note, published, verified, voted,
};
use crate::world::World;
use axum::body::Body as HttpBody;
use http::{Request, StatusCode, header};
use server::counting::{self, CountingError};
use server::erasure::{EraseError, due, erase};
use sqlx::Connection as _;
use store::Nullifier;
use store::erasure::Ballots;
use store::roles::{Grant, Role};

/// The first second in which nothing can be appealed any more.
const APPEALS_END: i64 = AFTER.cast_signed() + 30 * 86_400;

/// The season's phase `results`.
async fn appeals(world: &World) {
    let url = format!("sqlite://{}", world.folder("store.db").display());
    let mut raw = sqlx::SqliteConnection::connect(&url).await.unwrap();
    let sql = "INSERT INTO phases SELECT id, 'results', $1, $2 FROM seasons";
    let (from, until) = (AFTER.cast_signed(), APPEALS_END);
    sqlx::query(sql).bind(from).bind(until).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
}

async fn auditor(world: &World) -> String {
    let known = world.store.person_by_nullifier(Nullifier([6; 32])).await.unwrap().unwrap();
    let grant = Grant { person: known, role: Role::Auditor, territory: None };
    world.store.grant_role(grant, None, AFTER.cast_signed()).await.unwrap();
    world.session(6).await
}

/// What the auditor downloaded before it was erased.
async fn published_as_audited(world: &World) -> Files {
    let (counting, id) = (&world.counting, &world.election.id);
    counting::close(counting, id, OPERATOR).await.unwrap();
    let files = download(world, "sealed", Some(&auditor(world).await)).await;
    let note = hold_note(world, &files);
    counting::take_hold(counting, id, &note, None, 0).await.unwrap();
    published(world).await;
    download(world, "sealed", Some(&world.session(6).await)).await
}

/// Whether the database's file or its journal holds these bytes.
fn holds(world: &World, bytes: &[u8]) -> bool {
    ["store.db", "store.db-wal"].iter().any(|name| {
        let file = std::fs::read(world.folder(name)).unwrap_or_default();
        file.windows(bytes.len()).any(|part| part == bytes)
    })
}

async fn refused(world: &World, at: i64) -> EraseError {
    match due(&world.store, &world.counting.records, "vote", false, at).await {
        Err(error) => error,
        Ok(_) => panic!("not refused"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_erased_before_its_time() {
    let world = voted(|_| {}).await;
    appeals(&world).await;
    let early = refused(&world, APPEALS_END).await;
    assert!(matches!(early, EraseError::NotPublished { .. }), "{early}");
    let files = published_as_audited(&world).await;
    let early = refused(&world, APPEALS_END - 1).await;
    assert!(matches!(early, EraseError::AppealsOpen { until: APPEALS_END, .. }), "{early}");
    let early = refused(&world, APPEALS_END).await;
    let waits = matches!(early, EraseError::Unattested { attested: 0, quorum: 1, .. });
    assert!(waits, "{early}");
    let (counting, id) = (&world.counting, &world.election.id);
    let note = attest_note(&world, &files);
    counting::take_attestation(counting, id, &note, None, 0).await.unwrap();
    due(&world.store, &counting.records, "vote", false, APPEALS_END).await.map(drop).unwrap();
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_public_verifies_is_the_same_afterwards() {
    let world = voted(|_| {}).await;
    appeals(&world).await;
    let files = published_as_audited(&world).await;
    let (counting, id) = (&world.counting, &world.election.id);
    let note = attest_note(&world, &files);
    counting::take_attestation(counting, id, &note, None, 0).await.unwrap();
    let before = download(&world, "record", None).await;
    let row = world.store.election(id).await.unwrap().row;
    let ballots = world.store.logged_ballots(row, 0, 9).await.unwrap();
    assert!(ballots.iter().all(|ballot| holds(&world, &ballot.body)));

    let records = &counting.records;
    let found = due(&world.store, records, "vote", false, APPEALS_END).await.unwrap();
    assert_eq!((found.ballots, found.copy.len()), (Ballots { bodies: 6, casts: 5 }, 1));
    for _ in 0..2 {
        erase(&world.store, records, &found, APPEALS_END).await.unwrap();
    }
    assert_eq!(world.store.ballots_kept(row).await.unwrap(), Ballots::default());
    for ballot in &ballots {
        assert!(!holds(&world, &ballot.body), "a body is still in the file");
        assert!(!holds(&world, &ballot.opening), "an opening is still in the file");
        // What a receipt is looked up by.
        let proof = format!("ballots/proof/{}", ballot.position);
        assert_eq!(world.get(&world.log_path(&proof)).await.status, StatusCode::OK);
    }
    let sealed = std::fs::read_dir(world.folder("sealed")).unwrap();
    let left: Vec<_> = sealed
        .flat_map(|it| std::fs::read_dir(it.unwrap().path().join("ballots/copy")))
        .flatten()
        .collect();
    assert_eq!(left.len(), 0, "{left:?}");

    let after = download(&world, "record", None).await;
    assert_eq!(after, before);
    let (before, after) = (verified(&before), verified(&after));
    assert_eq!((after.exit_code(), format!("{after:?}")), (0, format!("{before:?}")));
    // Nobody can attest any more, and that is said.
    let late = counting::take_attestation(counting, id, &note, None, 0).await.unwrap_err();
    assert!(matches!(late, CountingError::Erased), "{late}");
    let copy = Request::get(world.path("sealed/ballots/copy/0.bin"))
        .header(header::COOKIE, world.session(6).await)
        .body(HttpBody::empty());
    assert_eq!(world.send(copy.unwrap()).await.problem(), "410 erased");
    let listed = download(&world, "sealed", Some(&world.session(6).await)).await;
    assert!(listed.keys().all(|path| !path.starts_with("ballots/copy")), "{:?}", listed.keys());
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_an_open_election_the_record_keeps_the_ballots() {
    let world = voted(crate::after::open).await;
    appeals(&world).await;
    published(&world).await;
    let before = download(&world, "record", None).await;
    let records = &world.counting.records;
    let found = due(&world.store, records, "vote", false, APPEALS_END).await.unwrap();
    assert_eq!((found.ballots.bodies, found.copy.len()), (6, 0));
    erase(&world.store, records, &found, APPEALS_END).await.unwrap();
    let after = download(&world, "record", None).await;
    assert_eq!((verified(&after).exit_code(), after == before), (0, true));
    world.end().await;
}
