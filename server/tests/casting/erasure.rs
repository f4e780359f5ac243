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
    appeals_within(world, (AFTER.cast_signed(), APPEALS_END)).await;
}

async fn appeals_within(world: &World, (from, until): (i64, i64)) {
    let mut raw = raw(world).await;
    let sql = "INSERT INTO phases SELECT id, 'results', $1, $2 FROM seasons";
    sqlx::query(sql).bind(from).bind(until).execute(&mut raw).await.unwrap();
    raw.close().await.unwrap();
}

/// A connection of another process.
async fn raw(world: &World) -> sqlx::SqliteConnection {
    let url = format!("sqlite://{}", world.folder("store.db").display());
    sqlx::SqliteConnection::connect(&url).await.unwrap()
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
async fn results_published_late_can_be_appealed_as_long_as_others() {
    let world = voted(crate::after::open).await;
    // A phase of ten days, over a day before the publication.
    let (day, published_at) = (86_400, AFTER.cast_signed());
    appeals_within(&world, (published_at - 11 * day, published_at - day)).await;
    published(&world).await;
    let until = published_at + 10 * day;
    match refused(&world, until - 1).await {
        EraseError::AppealsOpen { until: told, .. } => assert_eq!(told, until),
        other => panic!("{other}"),
    }
    let (store, records) = (&world.store, &world.counting.records);
    let found = due(store, records, "vote", false, until).await.unwrap();
    assert_eq!(found.since, until);
    // Whoever looked with a wrong clock is refused by the transaction.
    let early = erase(store, records, &found, until - 1).await.unwrap_err();
    assert!(matches!(early, EraseError::AppealsOpen { .. }), "{early}");
    assert_eq!(store.ballots_kept(found.election.row).await.unwrap(), found.ballots);
    erase(store, records, &found, until).await.unwrap();
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn copies_go_while_another_process_reads_and_again_cleans_the_file() {
    let world = voted(|_| {}).await;
    appeals(&world).await;
    published_as_audited(&world).await;
    let (store, records) = (&world.store, &world.counting.records);
    let found = due(store, records, "vote", true, APPEALS_END).await.unwrap();
    assert_eq!(found.copy.len(), 1);
    let body = store.logged_ballots(found.election.row, 0, 9).await.unwrap().remove(0).body;

    let mut reader = raw(&world).await;
    let mut reading = reader.begin().await.unwrap();
    sqlx::query("SELECT * FROM box").fetch_all(&mut *reading).await.unwrap();
    let ended = erase(store, records, &found, APPEALS_END).await.unwrap_err();
    assert!(matches!(ended, EraseError::LeftInFile(_)), "{ended}");
    assert!(ended.to_string().contains("run the command again"), "{ended}");
    assert_eq!(store.ballots_kept(found.election.row).await.unwrap(), Ballots::default());
    assert!(records.list_sealed(&found.election.id).await.unwrap().is_empty());
    assert!(holds(&world, &body), "the reader's snapshot");

    reading.rollback().await.unwrap();
    erase(store, records, &found, APPEALS_END).await.unwrap();
    assert!(!holds(&world, &body), "a body is still in the file");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn auditors_read_in_the_register_that_too_few_had_attested() {
    let world = voted(|_| {}).await;
    appeals(&world).await;
    published_as_audited(&world).await;
    let records = &world.counting.records;
    let found = due(&world.store, records, "vote", true, APPEALS_END).await.unwrap();
    erase(&world.store, records, &found, APPEALS_END).await.unwrap();
    for (language, expected) in [
        ("en", "who attested: 0, asked for: 1; the operator accepted that"),
        ("ru", "подтвердило: 0, требуется: 1; оператор стёр бюллетени, несмотря на это"),
        ("uz", "auditorlar: 0, talab: 1; operator shunga qaramay"),
    ] {
        let register = Request::get(format!("/{language}/register"))
            .header(header::COOKIE, world.session(6).await)
            .body(HttpBody::empty());
        let page = world.send(register.unwrap()).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains(expected), "{expected:?} is not in {}", page.text());
    }
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
