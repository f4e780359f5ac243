//! A database that is older than what was published: nothing contradicts what people hold.

use crate::world::{NOW, World};
use http::StatusCode;
use server::published::{Head, Intent};
use server::sequencer::publish_all;
use voting::checkpoint::Checkpoint;
use voting::merkle::{leaf_hash, root_of};
use voting::note::{Note, NoteKey};

/// When every batch is due.
const LATER: u64 = NOW + 660;

async fn vote(world: &World, person: u8, now: u64) {
    let credential = world.credential(person).await;
    let body = world.ballot(person, &credential, 0, (now, 0));
    let answered = world.cast(body.as_bytes()).await;
    assert_eq!(answered.status, StatusCode::OK, "{}", answered.text());
}

fn ballots(world: &World) -> NoteKey {
    world.election.manifest.logs.ballots.vkey.clone()
}

async fn head(world: &World) -> Head {
    let answered = world.get(&world.log_path("ballots/checkpoint")).await;
    let note = Note::parse(&answered.text()).unwrap();
    let Checkpoint { size, root, .. } = Checkpoint::verify(&note, &ballots(world)).unwrap();
    Head { size, root }
}

/// Neither publishing, nor casting, nor issuing; and whoever watches is told why.
async fn is_held_back(world: &World, because: &str) {
    let before = head(world).await;
    for _ in 0..2 {
        let refused = publish_all(&world.polls).await.unwrap_err().to_string();
        assert!(refused.contains(because), "{refused}");
    }
    assert_eq!(head(world).await, before);
    let (_, request) = crate::world::request(&world.election, 3, 3);
    assert_eq!(world.post_issue(3, request).await.problem(), "503 held");
    assert_eq!(world.cast(&[0; 580]).await.problem(), "503 held");
    let ready = world.watched("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(ready.text().contains(because), "{}", ready.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_backup_never_leads_to_a_second_log() {
    let world = World::new().await;
    vote(&world, 1, NOW).await;
    world.publish().await;
    let backup = world.back_up().await;
    world.set_clock(LATER);
    vote(&world, 2, LATER).await;
    world.publish().await;
    let published = head(&world).await;
    assert_eq!(published.size, 3);

    let world = world.restored(&backup, true).await;
    assert_eq!(head(&world).await.size, 1, "the database is the older one");
    // Before the first look of the sequencer.
    assert_eq!(world.cast(&[0; 580]).await.problem(), "503 held");
    is_held_back(&world, "put back from an older backup").await;
    assert_eq!(world.ledger(&ballots(&world)).last().unwrap(), Some(published));

    let world = world.mended().await;
    is_held_back(&world, "hashar release").await;
    world.release();
    world.publish().await;
    assert_eq!(world.watched("/readyz").await.text(), "ready\n");
    assert_eq!(head(&world).await, published);
    vote(&world, 3, LATER).await;
    world.set_clock(LATER + 660);
    world.publish().await;
    assert_eq!(head(&world).await.size, 4);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_knows_what_was_published_an_operator_looks_first() {
    let world = World::new().await;
    vote(&world, 1, NOW).await;
    world.publish().await;
    let backup = world.back_up().await;
    let world = world.restored(&backup, false).await;
    is_held_back(&world, "Compare with the newest checkpoint").await;
    world.release();
    world.set_clock(LATER);
    world.publish().await;
    assert_eq!(head(&world).await.size, 2);
    assert_eq!(world.watched("/readyz").await.status, StatusCode::OK);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ballot_between_backup_and_batch_is_not_given_up_silently() {
    let world = World::new().await;
    world.publish().await;
    let backup = world.back_up().await;
    vote(&world, 1, NOW).await;
    // Its promise is kept nowhere but in the voter's hands: the head is that of the backup.
    let world = world.restored(&backup, true).await;
    is_held_back(&world, "may still be missing").await;
    let world = world.restarted().await;
    is_held_back(&world, "may still be missing").await;
    world.release();
    world.set_clock(LATER);
    world.publish().await;
    assert_eq!(world.watched("/readyz").await.status, StatusCode::OK);
    vote(&world, 2, LATER).await;
    world.end().await;
}

/// The batch that the sequencer would have published when somebody stopped it.
async fn intent(world: &World) -> Intent {
    let row = world.store.election(&world.election.id).await.unwrap().row;
    let log = store::logs::Log::Ballots;
    let header = voting::entry::header(&world.election.id);
    let entries = world.store.waiting(row, log).await.unwrap().entries;
    let leaves = std::iter::once(&header).chain(&entries).map(|entry| leaf_hash(entry));
    let head = Head { size: 1 + entries.len() as u64, root: root_of(leaves) };
    Intent { from: 1, head, entries }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_was_broken_off_is_finished_as_it_was_begun() {
    let world = World::new().await;
    world.publish().await;
    vote(&world, 1, NOW).await;
    let begun = intent(&world).await;
    world.ledger(&ballots(&world)).intend(&begun).unwrap();
    // Another ballot comes before the next start: it is not in the batch.
    vote(&world, 2, NOW).await;
    let world = world.restarted().await;
    world.publish().await;
    assert_eq!(head(&world).await, begun.head);
    assert_eq!(world.ledger(&ballots(&world)).last().unwrap(), Some(begun.head));
    assert_eq!(world.ledger(&ballots(&world)).intent().unwrap(), None);
    world.set_clock(LATER);
    world.publish().await;
    assert_eq!(head(&world).await.size, 3);
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_whose_ballots_are_not_there_holds_the_log_back() {
    let world = World::new().await;
    world.publish().await;
    let backup = world.back_up().await;
    vote(&world, 1, NOW).await;
    world.ledger(&ballots(&world)).intend(&intent(&world).await).unwrap();
    let world = world.restored(&backup, true).await;
    // Every log is held back after a restoration; this one knows the better reason.
    is_held_back(&world, "put back from a").await;
    let ready = world.watched("/readyz").await.text();
    assert!(ready.contains("put back from an older backup"), "{ready}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_that_another_process_published_is_forgotten() {
    let world = World::new().await;
    world.publish().await;
    vote(&world, 1, NOW).await;
    let ours = Intent { from: 0, ..intent(&world).await };
    world.ledger(&ballots(&world)).intend(&ours).unwrap();
    world.publish().await;
    assert_eq!(world.ledger(&ballots(&world)).intent().unwrap(), None);
    assert_eq!(head(&world).await.size, 1);
    world.end().await;
}
