//! The demo: loaded once, kept, started over, and never over anything else.

use crate::program::{Place, postgres};
use store::elections::ElectionState;
use store::logs::Log;
use store::{Store, UnixTime};
use voting::id::ElectionId;

/// A demo that an official moved ahead in time, to see whether it is still the same one.
const MOVED: UnixTime = 7 * 86_400;

async fn open(database: &str) -> Store {
    Store::open(&database.parse().unwrap()).await.unwrap()
}

/// The vote that is open, with ballots in it.
async fn vote(store: &Store) -> ElectionId {
    let season = store.season("2026-autumn").await.unwrap();
    let election = store.election_of_season(season.id).await.unwrap().unwrap();
    assert_eq!(election.state, ElectionState::Approved);
    let cast = store.log_head(election.row, Log::Ballots).await.unwrap().size;
    assert!(cast > 50, "{cast} entries");
    election.id
}

async fn is_loaded_kept_and_started_over(database: &str) {
    let place = Place::new();
    let first = place.serve_demo(database, &[]);
    for expected in ["http://127.0.0.1:", "dilfuza", "What to try first"] {
        assert!(first.welcome.contains(expected), "{expected}:\n{}", first.welcome);
    }
    drop(first);
    let store = open(database).await;
    assert!(store.demo_is_whole().await.unwrap());
    assert_eq!(store.seasons().await.unwrap().len(), 3);
    assert_eq!(store.count_territories().await.unwrap(), 26);
    assert_eq!(store.officials().await.unwrap().len(), 8);
    let election = vote(&store).await;
    store.set_clock_offset(MOVED).await.unwrap();
    store.close().await;

    drop(place.serve_demo(database, &[]));
    let store = open(database).await;
    assert_eq!(store.clock_offset().await.unwrap(), MOVED);
    assert_eq!(vote(&store).await, election, "the vote is kept");
    store.close().await;

    drop(place.serve_demo(database, &["--fresh"]));
    let store = open(database).await;
    assert_eq!(store.clock_offset().await.unwrap(), 0);
    assert_eq!(store.seasons().await.unwrap().len(), 3);
    assert_ne!(vote(&store).await, election, "another key, so another vote");
    // What was begun and broken off is no demo to serve.
    store.mark_demo().await.unwrap();
    store.set_clock_offset(MOVED).await.unwrap();
    store.close().await;

    drop(place.serve_demo(database, &[]));
    let store = open(database).await;
    assert!(store.demo_is_whole().await.unwrap());
    assert_eq!(store.clock_offset().await.unwrap(), 0);
    store.close().await;
}

#[tokio::test]
async fn a_demo_on_sqlite_is_loaded_kept_and_started_over() {
    let place = Place::new();
    is_loaded_kept_and_started_over(&place.sqlite()).await;
}

#[tokio::test]
async fn a_demo_on_postgres_is_loaded_kept_and_started_over() {
    if let Some(database) = postgres().await {
        is_loaded_kept_and_started_over(&database).await;
    }
}

#[tokio::test]
async fn what_is_no_demo_is_left_as_it_is() {
    let place = Place::new();
    let database = place.sqlite();
    crate::import_territories::import_small(&place, &database);
    for more in [&[][..], &["--fresh"][..]] {
        let mut arguments = vec!["serve", "--demo", "--listen", "127.0.0.1:0", "--site", "site"];
        arguments.extend(["--database-url", &database]);
        arguments.extend(more);
        place.run(&arguments).refused(&["something else than a demo", "--database-url"]);
    }
    let store = open(&database).await;
    assert_eq!(store.count_territories().await.unwrap(), 3);
    store.close().await;
}
