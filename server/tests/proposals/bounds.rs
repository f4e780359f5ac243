//! How much one person may have and send, and what is forgotten when nobody uses it.

use crate::photos::jpeg;
use crate::way::{filled, submitted};
use crate::world::{START, World};
use server::housekeeping::tidy;
use server::photos::PhotoStore;
use std::collections::BTreeSet;
use store::proposals::{Content, NewProposal, Photo, ProposalKey};
use store::{PersonId, PhotoHash};

/// The one who writes in these tests: the first who signed in.
const AUTHOR: PersonId = PersonId(1);

async fn draft(world: &World, number: i64) {
    let key = ProposalKey::from_random(u64::try_from(number).unwrap());
    let season = world.store.seasons().await.unwrap().remove(0);
    let contest = world.store.contests(season.id).await.unwrap()[0].id;
    let content = Content { language: "uz".to_owned(), ..Content::default() };
    let new = NewProposal { key, contest, author: AUTHOR, content };
    world.store.create_proposal(&new, world.now()).await.unwrap();
}

#[tokio::test]
async fn too_many_open_proposals_are_said_before_and_after_writing() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    for number in 0..Content::OPEN {
        draft(&world, 1_000 + number).await;
    }
    let fields = filled(&world, &form);
    let page = browser.post_files("/en/proposals/new", &fields.pairs(), &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.shows("You have 20 open proposals"), "{}", page.body());
    for (name, value) in fields.pairs() {
        assert!(page.shows(value), "{name} is lost");
    }
    let before = browser.get("/en/proposals/new").await;
    assert!(before.shows("You have 20 open proposals") && !before.shows("name=\"title\""));

    let one = world.store.proposals_of(AUTHOR).await.unwrap()[0].key.clone();
    browser.post(&format!("/en/proposals/{one}/withdraw"), &[]).await.location();
    browser.post_files("/en/proposals/new", &fields.pairs(), &[]).await.location();
    world.end().await;
}

#[tokio::test]
async fn photos_of_a_day_have_a_limit() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let fields = filled(&world, &browser.get("/en/proposals/new").await);
    for number in 0..u8::try_from(Photo::SENT).unwrap() {
        let photo = Photo { hash: PhotoHash([number; 32]), width: 8, height: 6 };
        world.store.add_photo(photo, AUTHOR, START).await.unwrap();
    }
    let sent = jpeg(64);
    let files: [(&str, &[u8]); 1] = [("a.jpg", &sent)];
    let page = browser.post_files("/en/proposals/new", &fields.pairs(), &files).await;
    assert_eq!(page.status, 422);
    assert!(page.error("file").unwrap().contains("At most 60 photos"));
    for (name, value) in fields.pairs() {
        assert!(page.shows(value), "{name} is lost");
    }
    world.wait_days(1);
    let browser = world.resident(1).await;
    browser.post_files("/en/proposals/new", &fields.pairs(), &files).await.location();
    world.end().await;
}

fn kept(world: &World) -> BTreeSet<String> {
    let files = std::fs::read_dir(world.folder.join("photos")).unwrap();
    files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

#[tokio::test]
async fn photos_that_nobody_uses_are_forgotten_with_their_files() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let mut fields = filled(&world, &browser.get("/en/proposals/new").await);
    let (shown, unused) = (jpeg(400), jpeg(600));
    let used: [(&str, &[u8]); 1] = [("a.jpg", &shown)];
    browser.post_files("/en/proposals/new", &fields.pairs(), &used).await.location();
    let files_of_shown = kept(&world);

    // A form that is given back holds a photograph that no proposal shows.
    let form = browser.get("/en/proposals/new").await;
    fields.set("key", &form.value("key"));
    fields.set("price-0", "-5");
    let files: [(&str, &[u8]); 1] = [("b.jpg", &unused)];
    let page = browser.post_files("/en/proposals/new", &fields.pairs(), &files).await;
    fields.set("photo-0", &page.value("photo-0"));
    fields.set("price-0", "5");
    assert_eq!(kept(&world).len(), files_of_shown.len() + 3);

    let photos = PhotoStore::in_folder(&world.folder.join("photos")).unwrap();
    world.wait_days(1);
    tidy(&world.store, &photos, world.now()).await.unwrap();
    assert_eq!(kept(&world).len(), files_of_shown.len() + 3, "the form may still be open");
    world.wait_days(2);
    tidy(&world.store, &photos, world.now()).await.unwrap();
    assert_eq!(kept(&world), files_of_shown);

    let browser = world.resident(1).await;
    let page = browser.post_files("/en/proposals/new", &fields.pairs(), &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.error("file").unwrap().contains("removed because it was not used"));
    assert!(page.shows("Ichimlik suvi quvuri") && !page.shows("name=\"photo-0\""));
    world.end().await;
}

#[tokio::test]
async fn a_submitted_proposals_photos_stay() {
    let world = World::new().await;
    let browser = world.resident(1).await;
    let key = submitted(&world, &browser).await;
    let edit = format!("/en/proposals/{key}/edit");
    let fields = filled(&world, &browser.get(&edit).await);
    let sent = jpeg(400);
    let files: [(&str, &[u8]); 1] = [("a.jpg", &sent)];
    browser.post_files(&edit, &fields.pairs(), &files).await.location();
    let before = kept(&world);
    assert_eq!(before.len(), 3);
    world.wait_days(9);
    let photos = PhotoStore::in_folder(&world.folder.join("photos")).unwrap();
    tidy(&world.store, &photos, world.now()).await.unwrap();
    assert_eq!(kept(&world), before);
    world.end().await;
}
