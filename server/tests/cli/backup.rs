//! Backups on both databases: whole, verified, never over anything.

use crate::program::{Place, postgres};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use store::Store;

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// What a database holds, in a few numbers.
async fn contents(database: &str) -> (usize, i64, usize, usize) {
    let store = Store::open(&database.parse().unwrap()).await.unwrap();
    let seasons = store.seasons().await.unwrap();
    let territories = store.count_territories().await.unwrap();
    let officials = store.officials().await.unwrap().len();
    let contests = store.contests(seasons[0].id).await.unwrap().len();
    store.close().await;
    (seasons.len(), territories, officials, contests)
}

async fn a_demo_comes_back_whole(database: &str, elsewhere: &str) {
    let place = Place::new();
    drop(place.serve_demo(database, &[]));
    std::fs::create_dir_all(place.path().join("data/photos")).unwrap();
    std::fs::write(place.path().join("data/photos/a.jpg"), "a picture").unwrap();
    let made = place.run(&["backup", "copy", "--database-url", database]);
    assert!(made.succeeded().contains(" files, "), "{}", made.out);
    let copy = place.path().join("copy");
    assert_eq!((mode(&copy), mode(&copy.join("SHA256SUMS"))), (0o700, 0o600));
    assert!(!copy.join("keys").exists(), "keys are left out");
    place.run(&["backup", "copy", "--database-url", database]).refused(&["not empty"]);

    let other = Place::new();
    let from = copy.to_str().unwrap();
    let put_back = other.run(&["restore", from, "--database-url", elsewhere]);
    assert!(put_back.succeeded().contains("restored into"), "{}", put_back.out);
    assert_eq!(contents(elsewhere).await, contents(database).await);
    let again = other.run(&["restore", from, "--database-url", elsewhere]);
    again.refused(&["is not overwritten"]);
    // New rows get numbers of their own.
    let store = Store::open(&elsewhere.parse().unwrap()).await.unwrap();
    store.set_clock_offset(5).await.unwrap();
    store.close().await;
    drop(other.serve_demo(elsewhere, &[]));
}

#[tokio::test]
async fn sqlite_comes_back_whole() {
    let (place, other) = (Place::new(), Place::new());
    a_demo_comes_back_whole(&place.sqlite(), &other.sqlite()).await;
}

#[tokio::test]
async fn postgres_comes_back_whole() {
    if let (Some(database), Some(elsewhere)) = (postgres().await, postgres().await) {
        Place::new().run(&["migrate", "--database-url", &database]).succeeded();
        a_demo_comes_back_whole(&database, &elsewhere).await;
    }
}

#[tokio::test]
async fn a_changed_or_broken_off_backup_is_refused() {
    let place = Place::new();
    let database = place.sqlite();
    crate::import_territories::import_small(&place, &database);
    place.run(&["backup", "copy", "--database-url", &database]).succeeded();
    let copy = place.path().join("copy");
    let elsewhere = Place::new();
    let restore = || {
        let from = copy.to_str().unwrap();
        elsewhere.run(&["restore", from, "--database-url", &elsewhere.sqlite()])
    };
    std::fs::write(copy.join("stray"), "").unwrap();
    restore().refused(&["stray", "not of this backup"]);
    std::fs::remove_file(copy.join("stray")).unwrap();
    let file = copy.join("database/hashar.sqlite");
    let mut bytes = std::fs::read(&file).unwrap();
    bytes[4_000] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    restore().refused(&["database/hashar.sqlite", "not what was backed up"]);
    std::fs::remove_file(copy.join("SHA256SUMS")).unwrap();
    restore().refused(&["SHA256SUMS", "broken off"]);
    assert!(!elsewhere.path().join("hashar.db").exists(), "nothing was begun");
}

#[tokio::test]
async fn keys_go_along_only_when_asked_for() {
    let place = Place::new();
    let database = place.sqlite();
    crate::import_territories::import_small(&place, &database);
    place.run(&["keys", "init", "--database-url", &database]).succeeded();
    place.run(&["backup", "with", "--with-keys", "--database-url", &database]).succeeded();
    place.run(&["backup", "without", "--database-url", &database]).succeeded();
    let restore = |copy: &str, other: &Place| {
        let from = place.path().join(copy).display().to_string();
        other.run(&["restore", &from, "--with-keys", "--database-url", &other.sqlite()])
    };
    let other = Place::new();
    restore("without", &other).refused(&["holds no keys", "leave out --with-keys"]);
    restore("with", &other).succeeded();
    let pepper = other.path().join("keys/pepper");
    assert_eq!(
        std::fs::read(&pepper).unwrap(),
        std::fs::read(place.path().join("keys/pepper")).unwrap()
    );
    assert_eq!((mode(&pepper), mode(pepper.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn what_is_not_there_is_not_backed_up() {
    let place = Place::new();
    place.run(&["backup", "copy", "--database-url", &place.sqlite()]).refused(&["no such file"]);
    assert!(!place.path().join("hashar.db").exists(), "and not made either");
}
