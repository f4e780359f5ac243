//! `demo/pictures.toml`: drawings where residents' photographs would be, taken in as those are.

use anyhow::Context as _;
use app::web::Photos;
use serde::Deserialize;
use std::collections::BTreeMap;
use store::Localized;
use store::proposals::{Photo, PlacedPhoto};
use tokio::task::JoinSet;

const FILE: &str = include_str!("../../../demo/pictures.toml");

#[derive(Deserialize)]
struct File {
    picture: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    key: String,
    alt: Localized,
}

/// The demo's pictures, kept already, by their keys.
#[derive(Default)]
pub(super) struct Pictures(BTreeMap<String, Picture>);

struct Picture {
    photo: Photo,
    alt: Localized,
}

impl Pictures {
    /// Takes every picture in, as many at once as photographs are decoded.
    pub(super) async fn take(photos: Photos) -> anyhow::Result<Self> {
        let File { picture } = toml::from_str(FILE)?;
        let mut taking = JoinSet::new();
        for Entry { key, alt } in picture {
            let drawn = DRAWN.iter().find(|(name, _)| *name == key);
            let (_, bytes) = drawn.with_context(|| format!("there is no picture {key}"))?;
            let photos = photos.clone();
            taking.spawn(async move {
                let photo = photos.take(bytes.to_vec()).await;
                photo.map(|photo| (key.clone(), Picture { photo, alt })).context(key)
            });
        }
        let mut pictures = BTreeMap::new();
        while let Some(taken) = taking.join_next().await {
            let (key, picture) = taken??;
            pictures.insert(key, picture);
        }
        Ok(Self(pictures))
    }

    /// A picture with what its author, who writes in `language`, says that it shows.
    pub(super) fn placed(&self, key: &str, language: &str) -> Option<(Photo, PlacedPhoto)> {
        let Picture { photo, alt } = self.0.get(key)?;
        let placed = PlacedPhoto { hash: photo.hash, alt: alt.text(language).to_owned() };
        Some((*photo, placed))
    }
}

macro_rules! drawn {
    ($($key:literal)*) => {
        &[$(($key, include_bytes!(concat!("../../../demo/pictures/", $key, ".jpg")))),*]
    };
}

/// The renderings, a part of the program: a demo starts from any folder.
static DRAWN: &[(&str, &[u8])] = drawn![
    "bridge" "canal" "chinor" "clinic" "crossing" "culture-house" "kindergarten" "library"
    "lighting" "mountain-road" "park" "road" "school" "sport-field" "sport-hall" "spring"
    "tractor" "water-pipe"
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_picture_is_drawn_and_described_in_every_language() {
        let File { picture } = toml::from_str(FILE).unwrap();
        let mut keys: Vec<&str> = picture.iter().map(|entry| entry.key.as_str()).collect();
        keys.sort_unstable();
        let drawn: Vec<&str> = DRAWN.iter().map(|(key, _)| *key).collect();
        assert_eq!(keys, drawn);
        for Entry { key, alt } in &picture {
            let said: Vec<&str> = ["uz", "ru", "en"].map(|lang| alt.text(lang)).into();
            assert!(
                said.iter().all(|text| (10..=PlacedPhoto::ALT).contains(&text.chars().count()))
            );
            assert!(said[0] != said[1] && said[1] != said[2] && said[0] != said[2], "{key}");
        }
    }
}
