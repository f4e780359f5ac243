//! Photographs in the form: taken in, described, removed, refused; nothing else is lost.

use crate::way::{Fields, filled};
use crate::world::World;
use std::io::Cursor;

pub(crate) fn jpeg(width: u32) -> Vec<u8> {
    let picture = image::RgbImage::from_fn(width, width / 2, |x, _| {
        image::Rgb([u8::try_from(x % 256).unwrap(), 90, 120])
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// One shade of grey: a small file that unpacks to many bytes.
fn grey_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let grey = image::GrayImage::new(width, height);
    grey.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn form(world: &World) -> (crate::browser::Browser, Fields) {
    let browser = world.resident(1).await;
    let form = browser.get("/en/proposals/new").await;
    let fields = filled(world, &form);
    (browser, fields)
}

#[tokio::test]
async fn a_photo_is_taken_in_described_shown_and_removed() {
    let world = World::new().await;
    let (browser, mut fields) = form(&world).await;
    fields.set("do", "photo");
    let sent = jpeg(2_000);
    let saved = browser.post_files("/en/proposals/new", &fields.pairs(), &[("a.jpg", &sent)]).await;
    let location = saved.location();
    let page = browser.get(location.split('#').next().unwrap()).await;
    let hash = page.value("photo-0");
    for (width, height) in [(320, 160), (800, 400), (1_600, 800)] {
        let file = world.anonymous().get(&format!("/photos/{hash}-{width}.jpg")).await;
        assert_eq!(file.status, 200);
        assert!(file.headers["cache-control"].to_str().unwrap().contains("immutable"));
        assert!(file.headers["content-security-policy"].to_str().unwrap().contains("'none'"));
        assert_eq!(file.headers["content-type"], "image/jpeg");
        let picture = image::load_from_memory(&file.bytes).unwrap();
        assert_eq!((picture.width(), picture.height()), (width, height));
    }
    for wrong in [format!("{hash}-801.jpg"), "x".to_owned(), format!("{}-800.jpg", "0".repeat(64))]
    {
        assert_eq!(world.anonymous().get(&format!("/photos/{wrong}")).await.status, 404);
    }

    let edit = location.split('?').next().unwrap().to_owned();
    fields.set("version", &page.value("version"));
    fields.set("photo-0", &hash);
    fields.set("alt-0", "A dry well");
    fields.set("do", "save");
    let described = browser.post_files(&edit, &fields.pairs(), &[]).await.location();
    let key = page.value("key");
    let look = browser.get(&format!("/en/proposals/{key}")).await;
    assert!(look.shows("alt=\"A dry well\"") && look.shows(&format!("{hash}-800.jpg")));
    assert!(look.shows("width=\"800\"") && look.shows("height=\"400\""));

    fields.set("version", &browser.get(&described).await.value("version"));
    fields.set("do", "remove-0");
    browser.post_files(&edit, &fields.pairs(), &[]).await.location();
    assert!(!browser.get(&format!("/en/proposals/{key}")).await.shows(&hash));
    world.end().await;
}

#[tokio::test]
async fn what_is_no_photo_is_said_so_beside_all_that_was_typed() {
    let world = World::new().await;
    let (browser, mut fields) = form(&world).await;
    fields.set("do", "photo");
    let large = vec![0xff_u8; 20 * 1024 * 1024];
    let half = &jpeg(800)[..600];
    let (unpacked, long) = (grey_png(10_000, 5_001), grey_png(12_001, 1));
    assert!(unpacked.len() < 1024 * 1024, "50 million pixels in {} bytes", unpacked.len());
    let cases: [(&str, &[u8], &str); 6] = [
        ("bomb.png", &unpacked, "too many pixels"),
        ("long.jpg", &long, "too many pixels"),
        ("large.jpg", &large, "larger than 12 MB"),
        ("page.jpg", b"<!doctype html><script>alert(1)</script>", "no photo"),
        ("old.gif", b"GIF89a\x01\0\x01\0\0\0\0;", "no photo"),
        ("half.jpg", half, "damaged or incomplete"),
    ];
    for (name, bytes, says) in cases {
        let page = browser.post_files("/en/proposals/new", &fields.pairs(), &[(name, bytes)]).await;
        assert_eq!(page.status, 422, "{name}");
        assert!(page.error("file").unwrap().contains(says), "{name}: {:?}", page.error("file"));
        for (field, value) in fields.pairs().iter().filter(|(name, _)| *name != "do") {
            assert!(page.shows(value), "{field} is lost after {name}");
        }
    }
    assert!(std::fs::read_dir(world.folder.join("photos")).unwrap().next().is_none());
    world.end().await;
}

#[tokio::test]
async fn a_good_photo_is_kept_beside_a_mistake() {
    let world = World::new().await;
    let (browser, mut fields) = form(&world).await;
    fields.set("price-0", "-5");
    let sent = jpeg(640);
    let files: [(&str, &[u8]); 2] = [("a.jpg", &sent), ("b.txt", b"no photo at all")];
    let page = browser.post_files("/en/proposals/new", &fields.pairs(), &files).await;
    assert_eq!(page.status, 422);
    assert!(page.error("price-0").is_some() && page.error("file").is_some());
    let hash = page.value("photo-0");
    fields.set("price-0", "5");
    fields.set("photo-0", &hash);
    browser.post_files("/en/proposals/new", &fields.pairs(), &[]).await.location();
    let draft = &world.store.proposals_of(store::PersonId(1)).await.unwrap()[0];
    assert!(draft.cover.is_some());
    world.end().await;
}

#[tokio::test]
async fn five_photos_are_enough() {
    let world = World::new().await;
    let (browser, mut fields) = form(&world).await;
    let sent: Vec<Vec<u8>> = (0..5).map(|number| jpeg(100 + number * 2)).collect();
    let files: Vec<(&str, &[u8])> = sent.iter().map(|bytes| ("a.jpg", bytes.as_slice())).collect();
    let saved = browser.post_files("/en/proposals/new", &fields.pairs(), &files).await.location();
    let page = browser.get(&saved).await;
    assert!(page.shows("The limit of 5 photos is reached"));
    for number in 0..5 {
        let name = format!("photo-{number}");
        fields.set(&name, &page.value(&name));
    }
    fields.set("version", &page.value("version"));
    let sixth = jpeg(200);
    let edit = saved.split('?').next().unwrap();
    let page = browser.post_files(edit, &fields.pairs(), &[("f.jpg", &sixth)]).await;
    assert_eq!(page.status, 422);
    assert!(page.shows("At most 5 photos"));
    world.end().await;
}
