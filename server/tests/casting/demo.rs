//! The demo's finished season is an election like any other: whoever downloads its record can
//! recompute it.

use crate::after::{Files, verified};
use app::identity::Pepper;
use app::web::Photos;
use server::counting::Records;
use server::demo::people::People;
use server::demo::votes::Hall;
use server::demo::{self, Cast};
use server::photos::PhotoStore;
use std::sync::Arc;
use store::elections::ElectionState;
use voting::record::ContestResult;

/// 12:00 in Tashkent on 22 November 2026, for which the demo is written.
const NOW: i64 = 1_795_330_800;

#[tokio::test(flavor = "multi_thread")]
async fn the_finished_season_can_be_recomputed() {
    let folder = std::env::temp_dir().join(format!("hashar-demo-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let store = crate::database::Database::sqlite(&folder).open().await;
    let records = Records::in_folders(&folder.join("records"), &folder.join("sealed")).unwrap();
    let host = "demo.example".to_owned();
    let hall =
        Hall { keys: folder.join("keys"), own: folder.clone(), records: records.clone(), host };
    let (people, pepper) = (People::read().unwrap(), Pepper::new([7; 32]));
    let issuer = "http://127.0.0.1:9/demo-issuer";
    let photos: Photos = Arc::new(PhotoStore::in_folder(&folder.join("photos")).unwrap());
    let (photos, hall) = (&photos, Some(&hall));
    let cast = Cast { people: &people, pepper: &pepper, issuer, photos, hall };
    demo::load(&store, NOW, cast).await.unwrap();

    let finished = store.elections_in(ElectionState::Published).await.unwrap();
    assert_eq!(finished.len(), 1);
    assert_eq!(store.elections_in(ElectionState::Approved).await.unwrap().len(), 1);
    let id = finished[0].id;
    let mut files = Files::new();
    for file in records.list(&id).await.unwrap() {
        let bytes = records.read(&id, &file.path).await.unwrap().unwrap();
        files.insert(file.path, bytes);
    }
    let report = verified(&files);
    assert_eq!(report.exit_code(), 0, "{report:#?}");
    let mut results = files.iter().filter(|(path, _)| path.starts_with("tally/"));
    assert!(results.any(|(path, bytes)| {
        let result = path.ends_with(".json").then(|| voting::json::parse::<ContestResult>(bytes));
        result.is_some_and(|result| !result.unwrap().winners.is_empty())
    }));
    // Two officials did each act, and the registrar's keys are gone.
    let acts = store.acts(Default::default(), 500).await.unwrap();
    let done = |word: &str| acts.iter().filter(|act| act.act == word).count();
    assert!(done("approval.confirm") >= 3 && done("keys.destroy") == 1, "{acts:#?}");
    assert!(!folder.join("keys/2026-spring/registrar-0.pem").exists());
    assert!(folder.join("keys/2026-autumn/registrar-0.pem").exists());
    store.close().await;
    std::fs::remove_dir_all(&folder).unwrap();
}
