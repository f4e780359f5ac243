//! What operators do to a vote at the command line stands in the register of acts.

use crate::program::Place;
use server::clock::SystemClock;
use sqlx::Connection as _;
use store::Store;
use store::acts::Act;
use store::erasure::Ballots;
use store::seasons::PhaseKind;

async fn open(database: &str) -> Store {
    Store::open(&database.parse().unwrap()).await.unwrap()
}

async fn acts_of(database: &str, word: &str) -> Vec<Act> {
    let store = open(database).await;
    let acts = store.acts(Default::default(), 500).await.unwrap();
    store.close().await;
    acts.into_iter().filter(|act| act.act == word).collect()
}

/// As `hashar restore` leaves it.
fn hold_back(place: &Place) {
    for log in std::fs::read_dir(place.path().join("published")).unwrap() {
        std::fs::write(log.unwrap().path().join("restored"), "").unwrap();
    }
}

fn release(place: &Place, database: &str, more: &[&str]) -> crate::program::Ended {
    let mut arguments = vec!["release", "--season", "2026-autumn", "--database-url", database];
    arguments.extend(more);
    place.run(&arguments)
}

fn erase(place: &Place, database: &str, season: &str, more: &[&str]) -> crate::program::Ended {
    let mut arguments = vec!["erase", "--season", season, "--database-url", database];
    arguments.extend(more);
    place.run(&arguments)
}

#[tokio::test]
async fn releasing_a_vote_and_erasing_ballots_are_written_down() {
    let place = Place::new();
    let database = place.sqlite();
    drop(place.serve_demo(&database, &[]));

    release(&place, &database, &[]).refused(&["nothing holds the vote of 2026-autumn back"]);
    hold_back(&place);
    let told = release(&place, &database, &[]);
    assert!(told.succeeded().contains("still held back"), "{}", told.out);
    assert_eq!(acts_of(&database, "election.release").await, []);
    let released = release(&place, &database, &["--accept-loss"]);
    assert!(released.succeeded().ends_with("the vote of 2026-autumn goes on\n"));
    let acts = acts_of(&database, "election.release").await;
    let [act] = &acts[..] else { panic!("{acts:?}") };
    assert_eq!((act.person, act.subject.as_str()), (None, "2026-autumn"));
    assert!(act.detail.0["ballots"].as_i64().unwrap() > 1, "{:?}", act.detail);
    assert!(act.detail.0["issuance"].as_i64().unwrap() > 1, "{:?}", act.detail);

    erase(&place, &database, "2027", &[]).refused(&["no season 2027"]);
    erase(&place, &database, "2027-spring", &["--yes"]).refused(&["has no vote"]);
    erase(&place, &database, "2026-autumn", &["--yes"]).refused(&["is approved", "published"]);
    let told = erase(&place, &database, "2026-spring", &[]);
    assert!(told.succeeded().contains("publication is open"), "{}", told.out);
    assert!(told.out.ends_with("nothing was changed; to erase for good: --yes\n"), "{}", told.out);
    assert_eq!(acts_of(&database, "ballots.erase").await, []);
    let erased = erase(&place, &database, "2026-spring", &["--yes"]);
    assert!(erased.succeeded().ends_with("the register of acts says so\n"), "{}", erased.out);
    let acts = acts_of(&database, "ballots.erase").await;
    let [act] = &acts[..] else { panic!("{acts:?}") };
    assert_eq!((act.person, act.subject.as_str()), (None, "2026-spring"));
    assert!(act.detail.0["bodies"].as_i64().unwrap() > 100, "{:?}", act.detail);
    let again = erase(&place, &database, "2026-spring", &["--yes"]);
    assert!(again.succeeded().contains("  0 ballots"), "{}", again.out);
    assert_eq!(acts_of(&database, "ballots.erase").await.len(), 1);

    let store = open(&database).await;
    for key in ["2026-spring", "2026-autumn"] {
        let season = store.season(key).await.unwrap();
        let election = store.election_of_season(season.id).await.unwrap().unwrap();
        let kept = store.ballots_kept(election.row).await.unwrap();
        assert_eq!(kept == Ballots::default(), key == "2026-spring", "{key}: {kept:?}");
    }
    store.close().await;
}

#[tokio::test]
async fn erasing_beside_a_reader_says_what_is_left_to_do() {
    let place = Place::new();
    let database = place.sqlite();
    drop(place.serve_demo(&database, &[]));
    let mut reader = sqlx::SqliteConnection::connect(&database).await.unwrap();
    let mut reading = reader.begin().await.unwrap();
    sqlx::query("SELECT * FROM box").fetch_all(&mut *reading).await.unwrap();
    let ended = erase(&place, &database, "2026-spring", &["--yes"]);
    ended.refused(&[
        "the ballots and the sealed copy are erased",
        "may hold ballots still",
        "run the command again when no other process reads it",
    ]);
    assert_eq!(acts_of(&database, "ballots.erase").await.len(), 1);
    reading.rollback().await.unwrap();
    erase(&place, &database, "2026-spring", &["--yes"]).succeeded();
    assert_eq!(acts_of(&database, "ballots.erase").await.len(), 1);
}

#[tokio::test]
async fn while_results_can_be_appealed_ballots_stay() {
    let place = Place::new();
    let database = place.sqlite();
    drop(place.serve_demo(&database, &[]));
    let store = open(&database).await;
    let season = store.season("2026-spring").await.unwrap();
    let ends_at = season.phase(PhaseKind::Results).unwrap().ends_at;
    store.set_clock_offset(ends_at - 3_600 - SystemClock::default().now()).await.unwrap();
    store.close().await;
    let refused = erase(&place, &database, "2026-spring", &["--yes"]);
    refused.refused(&[
        "can be appealed until the end of its results phase, and for as long after their publication",
        "as that phase lasts: until ",
    ]);
    assert_eq!(acts_of(&database, "ballots.erase").await, []);
}
