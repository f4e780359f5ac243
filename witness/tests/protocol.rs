//! c2sp.org/tlog-witness, answer by answer, and what a restart knows.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use ed25519_dalek::SigningKey;
use http::{Request as HttpRequest, StatusCode, header};
use tempfile::TempDir;
use tower::ServiceExt as _;
use voting::checkpoint::Checkpoint;
use voting::cosignature;
use voting::merkle::{ConsistencyProof, Tree, leaf_hash};
use voting::note::{KeyKind, Note, NoteSignature, NoteSigner};
use voting::witness::{Request, SIZE_TYPE, SplitView};
use witness::{MAX_BODY, State, Witness, WitnessError, router};

const NOW: u64 = 1_800_000_000;

fn signer(name: &str, kind: KeyKind, seed: u8) -> NoteSigner {
    NoteSigner::new(name, kind, SigningKey::from_bytes(&[seed; 32])).unwrap()
}

fn log(name: &str) -> NoteSigner {
    signer(name, KeyKind::Note, 1)
}

fn own() -> NoteSigner {
    signer("witness.example/1", KeyKind::Cosignature, 2)
}

fn open(folder: &TempDir) -> Result<Witness, WitnessError> {
    let logs = ["example.org/ballots", "example.org/issuance"].map(|name| log(name).key().clone());
    Witness::open(own(), State::open(folder.path())?, &logs)
}

fn served(folder: &TempDir) -> Router {
    router(Arc::new(open(folder).unwrap()), || NOW)
}

/// A log whose entries from `fork` on are not those of the honest one.
fn tree(size: u8, fork: u8) -> Tree {
    (0..size).map(|i| leaf_hash(&[u8::from(i >= fork), i])).collect()
}

fn honest(size: u8) -> Tree {
    tree(size, u8::MAX)
}

fn asked(name: &str, tree: &Tree, old: u64) -> Request {
    let proof = match old {
        0 => ConsistencyProof(Vec::new()),
        old => ConsistencyProof::new(tree, old, tree.size()).unwrap(),
    };
    let checkpoint = Checkpoint { origin: name.into(), size: tree.size(), root: tree.root() };
    Request { old, proof, checkpoint: checkpoint.sign(&log(name)).unwrap() }
}

fn ballots(tree: &Tree, old: u64) -> Request {
    asked("example.org/ballots", tree, old)
}

/// Status, media type and text of an answer.
async fn post(router: &Router, body: impl ToString) -> (StatusCode, String, String) {
    let request = HttpRequest::post("/add-checkpoint").body(Body::from(body.to_string())).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    let kind = answer.headers().get(header::CONTENT_TYPE);
    let kind = kind.map(|kind| kind.to_str().unwrap().to_owned()).unwrap_or_default();
    let status = answer.status();
    let text = to_bytes(answer.into_body(), MAX_BODY).await.unwrap();
    (status, kind, String::from_utf8(text.to_vec()).unwrap())
}

/// The time of the cosignature that the witness answered with.
async fn signed_at(router: &Router, request: &Request) -> u64 {
    let (status, _, line) = post(router, request).await;
    assert_eq!(status, StatusCode::OK, "{line}");
    let mut note = request.checkpoint.clone();
    note.add(NoteSignature::parse(line.strip_suffix('\n').unwrap()).unwrap());
    cosignature::verify(own().key(), &note).unwrap()
}

async fn refused(router: &Router, body: impl ToString) -> u16 {
    post(router, body).await.0.as_u16()
}

fn evidence(folder: &TempDir) -> Vec<String> {
    let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let split = |path: &std::path::PathBuf| path.to_str().unwrap().contains("split-view");
    files.filter(split).map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[tokio::test]
async fn a_growing_log_is_cosigned_at_the_present_time() {
    let folder = TempDir::new().unwrap();
    let router = served(&folder);
    let (mut old, sizes) = (0, [1, 2, 7, 7, 64, 65]);
    for size in sizes {
        assert_eq!(signed_at(&router, &ballots(&honest(size), old)).await, NOW);
        old = u64::from(size);
    }
    // Each log by itself.
    let other = asked("example.org/issuance", &tree(3, 0), 0);
    assert_eq!(signed_at(&router, &other).await, NOW);
}

#[tokio::test]
async fn each_refusal_has_its_status() {
    let folder = TempDir::new().unwrap();
    let router = served(&folder);
    signed_at(&router, &ballots(&honest(7), 0)).await;
    let good = ballots(&honest(12), 7);
    assert_eq!(refused(&router, asked("example.org/other", &honest(12), 0)).await, 404);
    let text = good.checkpoint.text().to_owned();
    let forged = signer("example.org/ballots", KeyKind::Note, 3).sign(text).unwrap();
    assert_eq!(refused(&router, Request { checkpoint: forged, ..good.clone() }).await, 403);
    assert_eq!(refused(&router, Request { old: 13, ..good.clone() }).await, 400);
    assert_eq!(refused(&router, "old 7\n").await, 400);
    let nothing = ConsistencyProof(Vec::new());
    assert_eq!(refused(&router, Request { proof: nothing, ..good.clone() }).await, 422);
    assert_eq!(refused(&router, ballots(&tree(12, 5), 7)).await, 422);
    for old in [0, 5, 8] {
        let (status, kind, text) = post(&router, ballots(&honest(12), old)).await;
        assert_eq!((status.as_u16(), kind.as_str(), text.as_str()), (409, SIZE_TYPE, "7\n"));
    }
    assert_eq!(signed_at(&router, &good).await, NOW, "no refusal changed anything");
    let none: [String; 0] = [];
    assert_eq!(evidence(&folder), none, "and none of them shows two views");
}

#[tokio::test]
async fn bodies_and_proofs_have_bounds() {
    let folder = TempDir::new().unwrap();
    let router = served(&folder);
    assert_eq!(refused(&router, "o".repeat(MAX_BODY + 1)).await, 413);
    let mut long = ballots(&honest(7), 0);
    long.proof = ConsistencyProof(vec![leaf_hash(b""); 64]);
    assert_eq!(refused(&router, long).await, 400);
}

#[tokio::test]
async fn a_second_view_is_refused_and_kept_as_evidence() {
    let folder = TempDir::new().unwrap();
    let router = served(&folder);
    signed_at(&router, &ballots(&honest(4), 0)).await;
    signed_at(&router, &ballots(&honest(7), 4)).await;
    for (size, fork, old) in [(7, 6, 7), (7, 6, 7), (4, 2, 0)] {
        let (status, _, text) = post(&router, ballots(&tree(size, fork), old)).await;
        assert_eq!((status.as_u16(), text.as_str()), (409, "7\n"));
    }
    let files = evidence(&folder);
    let key = log("example.org/ballots").key().clone();
    let mut sizes: Vec<u64> =
        files.iter().map(|file| SplitView::parse(file, &key).unwrap().size()).collect();
    sizes.sort_unstable();
    assert_eq!(sizes, [4, 7], "once for each pair");
    let stranger = log("example.org/issuance").key().clone();
    assert!(SplitView::parse(&files[0], &stranger).is_err());
}

#[tokio::test]
async fn whoever_has_the_logs_key_cannot_fill_the_disk_with_evidence() {
    let folder = TempDir::new().unwrap();
    let router = served(&folder);
    signed_at(&router, &ballots(&honest(40), 0)).await;
    for fork in 0..20 {
        assert_eq!(refused(&router, ballots(&tree(40, fork), 40)).await, 409);
    }
    assert_eq!(evidence(&folder).len(), 16);
}

#[tokio::test]
async fn a_restart_knows_what_was_signed() {
    let folder = TempDir::new().unwrap();
    signed_at(&served(&folder), &ballots(&honest(7), 0)).await;
    let router = served(&folder);
    let (status, _, size) = post(&router, ballots(&honest(5), 0)).await;
    assert_eq!((status.as_u16(), size.as_str()), (409, "7\n"), "nothing older");
    assert_eq!(refused(&router, ballots(&tree(9, 3), 7)).await, 422, "nothing forked");
    assert_eq!(signed_at(&router, &ballots(&honest(9), 7)).await, NOW);
}

#[tokio::test]
async fn nothing_is_signed_that_cannot_be_kept() {
    let folder = TempDir::new().unwrap();
    let witness = open(&folder).unwrap();
    signed_at(&router(Arc::new(witness), || NOW), &ballots(&honest(7), 0)).await;
    let witness = open(&folder).unwrap();
    let gone = folder.path().to_owned();
    std::fs::remove_dir_all(&gone).unwrap();
    let next = ballots(&honest(9), 7).to_string();
    assert!(witness.add_checkpoint(&next, NOW).is_err());
    std::fs::create_dir(&gone).unwrap();
    let sizes = witness.sizes();
    assert!(sizes.contains(&("example.org/ballots", 7)), "{sizes:?}");
    assert!(witness.add_checkpoint(&next, NOW).is_ok());
}

#[test]
fn one_process_signs_from_a_folder_and_a_damaged_one_stops_it() {
    let folder = TempDir::new().unwrap();
    let first = open(&folder).unwrap();
    assert!(matches!(open(&folder), Err(WitnessError::InUse(_))));
    first.add_checkpoint(&ballots(&honest(7), 0).to_string(), NOW).unwrap();
    drop(first);
    let files = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
    let kept = files.filter(|path| path.extension().is_some_and(|it| it == "checkpoints"));
    let kept: Vec<_> = kept.collect();
    assert_eq!(kept.len(), 1);
    let whole = std::fs::read_to_string(&kept[0]).unwrap();
    Note::parse(&whole).unwrap();
    std::fs::write(&kept[0], whole.replacen("\n7\n", "\n6\n", 1)).unwrap();
    assert!(matches!(open(&folder), Err(WitnessError::Damaged { .. })));
}

#[test]
fn a_key_of_another_kind_and_a_log_named_twice_are_refused() {
    let folder = TempDir::new().unwrap();
    let state = State::open(folder.path()).unwrap();
    let wrong = Witness::open(log("example.org/ballots"), state, &[]);
    assert!(matches!(wrong, Err(WitnessError::NoWitnessKey(_))));
    let twice = [log("a").key().clone(), log("a").key().clone()];
    let state = State::open(folder.path()).unwrap();
    assert!(matches!(Witness::open(own(), state, &twice), Err(WitnessError::Twice(_))));
}

#[tokio::test]
async fn people_see_whose_it_is_and_how_far_it_saw() {
    let folder = TempDir::new().unwrap();
    let router = served(&folder);
    signed_at(&router, &ballots(&honest(7), 0)).await;
    let request = HttpRequest::get("/").body(Body::empty()).unwrap();
    let answer = router.oneshot(request).await.unwrap();
    let text = to_bytes(answer.into_body(), MAX_BODY).await.unwrap();
    let said = format!("witness {}\nexample.org/ballots 7\nexample.org/issuance 0\n", own().key());
    assert_eq!(String::from_utf8(text.to_vec()).unwrap(), said);
}
