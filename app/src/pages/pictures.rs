//! Photographs in pages: which sizes a browser may choose from in which place.

use crate::components::Picture;
use crate::web::{PhotoSize, Problem, Visit};
use store::PhotoHash;
use store::proposals::{Photo, PlacedPhoto};

/// Lists show photographs as tiles of this shape, in pixels.
const TILE: (u32, u32) = (320, 240);

/// The photograph of a row, whose title stands beside it.
pub(super) fn cover(hash: PhotoHash) -> Picture {
    let (width, height) = TILE;
    Picture { src: PhotoSize::Small.address(hash), alt: String::new(), width, height, sizes: None }
}

/// The photographs of a project's or proposal's page.
pub(super) async fn gallery(
    visit: &Visit,
    photos: &[PlacedPhoto],
) -> Result<Vec<Picture>, Problem> {
    let mut pictures = Vec::new();
    for placed in photos {
        if let Some(photo) = visit.site.store.photo(placed.hash).await? {
            pictures.push(large(photo, placed.alt.clone()));
        }
    }
    Ok(pictures)
}

/// In every size that there is of it; the middle one where a browser cannot choose.
fn large(photo: Photo, alt: String) -> Picture {
    let width = |size: PhotoSize| photo.width.min(i64::from(size.width()));
    let shown = width(PhotoSize::Medium);
    let height = photo.height * shown / photo.width.max(1);
    let sizes = PhotoSize::ALL.map(|size| format!("{} {}w", size.address(photo.hash), width(size)));
    Picture {
        src: PhotoSize::Medium.address(photo.hash),
        alt,
        width: u32::try_from(shown).unwrap_or_default(),
        height: u32::try_from(height.max(1)).unwrap_or_default(),
        sizes: Some(sizes.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_told_how_wide_each_size_really_is() {
        let photo = Photo { hash: PhotoHash([0xab; 32]), width: 1_280, height: 960 };
        let Picture { width, height, sizes, src, .. } = large(photo, String::new());
        assert_eq!((width, height), (800, 600));
        assert!(src.ends_with("-800.jpg"));
        let sizes = sizes.unwrap();
        let said: Vec<_> = sizes.split(", ").filter_map(|it| it.split_once("ab-")).collect();
        let said: Vec<_> = said.into_iter().map(|(_, it)| it).collect();
        assert_eq!(said, ["1600.jpg 1280w", "800.jpg 800w", "320.jpg 320w"]);
    }

    #[test]
    fn a_narrow_picture_is_not_stretched() {
        let photo = Photo { hash: PhotoHash([1; 32]), width: 200, height: 1_000 };
        let Picture { width, height, .. } = large(photo, String::new());
        assert_eq!((width, height), (200, 1_000));
    }
}
