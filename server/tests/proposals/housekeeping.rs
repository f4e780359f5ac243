//! What ran out is forgotten, as docs/privacy.md says, and nothing else.

use crate::world::{START, World};
use app::web::PhotoSize;
use server::housekeeping::tidy;
use server::photos::PhotoStore;
use store::proposals::Photo;
use store::sign_ins::NewSignIn;
use store::{Nullifier, PhotoHash, StateHash};

const HOUR: i64 = 3_600;

fn sign_in(number: u8) -> NewSignIn {
    NewSignIn {
        state_hash: StateHash([number; 32]),
        nonce: "nonce".to_owned(),
        pkce_verifier: "verifier".to_owned(),
        return_to: "/uz/".to_owned(),
        fresh: false,
        expires_at: START + 600,
    }
}

/// A world with a session and a sign-in of just now, tidied up after so long; gives how many
/// sessions were left.
async fn sessions_left(after: i64) -> u64 {
    let world = World::new().await;
    let photos = PhotoStore::in_folder(&world.folder.join("photos")).unwrap();
    world.resident(1).await;
    tidy(&world.store, &photos, START + after).await.unwrap();
    world.store.purge_sessions(i64::MAX).await.unwrap()
}

#[tokio::test]
async fn sessions_are_forgotten_twelve_hours_after_they_began() {
    assert_eq!(sessions_left(12 * HOUR).await, 1);
    assert_eq!(sessions_left(12 * HOUR + 1).await, 0);
}

#[tokio::test]
async fn a_sign_in_is_forgotten_after_ten_minutes() {
    for (after, left) in [(599, true), (600, false)] {
        let world = World::new().await;
        let photos = PhotoStore::in_folder(&world.folder.join("photos")).unwrap();
        world.store.begin_sign_in(&sign_in(1), START).await.unwrap();
        tidy(&world.store, &photos, START + after).await.unwrap();
        let taken = world.store.take_sign_in(StateHash([1; 32]), START).await.unwrap();
        assert_eq!(taken.is_some(), left, "{after}");
    }
}

#[tokio::test]
async fn a_photograph_that_nothing_shows_is_deleted_after_a_day() {
    let world = World::new().await;
    let folder = world.folder.join("photos");
    let photos = PhotoStore::in_folder(&folder).unwrap();
    world.resident(1).await;
    let person = world.store.person_by_nullifier(Nullifier([1; 32])).await.unwrap().unwrap();
    let hash = PhotoHash([7; 32]);
    let files: Vec<_> = PhotoSize::ALL.iter().map(|size| folder.join(size.file(hash))).collect();
    for file in &files {
        std::fs::write(file, "a picture").unwrap();
    }
    world.store.add_photo(Photo { hash, width: 1, height: 1 }, person, START).await.unwrap();
    tidy(&world.store, &photos, START + 24 * HOUR).await.unwrap();
    assert!(files.iter().all(|file| file.exists()));
    tidy(&world.store, &photos, START + 24 * HOUR + 1).await.unwrap();
    assert!(!files.iter().any(|file| file.exists()));
    assert!(world.store.photo(hash).await.unwrap().is_none());
}
