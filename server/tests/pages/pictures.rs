//! The demo's pictures: taken in as photographs are, shown in lists and on pages.

use crate::site::{Page, TestSite};

/// The pictures of a page, as their tags.
fn pictures(page: &Page) -> Vec<&str> {
    let tags = page.html.split("<img").skip(1).filter_map(|rest| rest.split('>').next());
    tags.filter(|tag| tag.contains("/photos/")).collect()
}

fn attribute<'t>(tag: &'t str, name: &str) -> &'t str {
    let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    value.unwrap_or_else(|| panic!("no {name} in {tag}"))
}

#[tokio::test]
async fn every_listed_project_has_its_picture_in_the_small_size() {
    let site = TestSite::demo().await;
    for (path, rows) in [
        ("/uz/seasons/2026-autumn/1718236", 6),
        ("/ru/seasons/2026-autumn/1718236/vote", 6),
        ("/en/seasons/2026-autumn/1718236/proposals", 6),
    ] {
        let page = site.page(path).await;
        let pictures = pictures(&page);
        assert_eq!(pictures.len(), rows, "{path}");
        for tag in pictures {
            let src = attribute(tag, "src");
            assert!(src.ends_with("-320.jpg"), "{src}");
            assert_eq!((attribute(tag, "width"), attribute(tag, "height")), ("320", "240"));
            assert_eq!(attribute(tag, "loading"), "lazy");
            assert_eq!(attribute(tag, "alt"), "", "the title stands beside it");
            assert_eq!(site.bytes(src).await.len() / 1024 / 40, 0, "{src} is small");
        }
    }
}

#[tokio::test]
async fn a_projects_page_describes_its_picture_and_offers_every_size() {
    let site = TestSite::demo().await;
    let page = site.page("/en/projects/oq26s-suv-dahbed").await;
    let pictures = pictures(&page);
    let [tag] = pictures.as_slice() else { panic!("{} pictures", pictures.len()) };
    assert!(attribute(tag, "alt").chars().count() > 20, "in the language of its author");
    assert_eq!((attribute(tag, "width"), attribute(tag, "height")), ("800", "600"));
    assert_eq!(attribute(tag, "loading"), "eager", "it is the first thing on the page");
    let sizes: Vec<&str> = attribute(tag, "srcset").split(", ").collect();
    assert_eq!(sizes.len(), 3);
    for (size, width) in sizes.into_iter().zip([1_280, 800, 320]) {
        let (address, said) = size.split_once(' ').unwrap();
        assert_eq!(said, format!("{width}w"));
        let picture = image::load_from_memory(&site.bytes(address).await).unwrap();
        assert_eq!(picture.width(), width, "{address}");
    }
}
