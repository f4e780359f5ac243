//! Several trustees: who loses a share does not stop the count, whoever gives a wrong one is named,
//! and the record shows how the key was made.

#[path = "../shared/trustees.rs"]
pub(crate) mod parts;

use crate::after::{AFTER, Files, OPERATOR, download, open, share, verified, voted};
use crate::tampered::failure;
use crate::world::World;
use parts::transcript;
use server::counting::{self, CountingError as Error};
use server::randomness::Generator;
use store::elections::ElectionState;
use voting::election_key::ElectionSecret;
use voting::key_file::SecretKey;
use voting::keygen::{Announcement, Reveal};
use voting::manifest::Manifest;
use voting::note::Note;
use voting::record::{announcement_path, reveal_path, share_path};
use voting::share::Share;

const KEYS: [&str; 3] = [
    include_str!("../../../golden/two-of-three-trustees/trustee-1.key"),
    include_str!("../../../golden/two-of-three-trustees/trustee-2.key"),
    include_str!("../../../golden/two-of-three-trustees/trustee-3.key"),
];

/// The key file of a trustee, from 1.
fn key(index: usize) -> SecretKey {
    SecretKey::parse(KEYS[index - 1].as_bytes()).unwrap()
}

fn two_of_three(manifest: &mut Manifest) {
    open(manifest);
    manifest.trustees = transcript().trustees;
}

/// What `hashar-audit trustee share` writes for a trustee; `change` is what went wrong.
async fn note(world: &World, index: usize, change: impl FnOnce(&mut Share)) -> String {
    let key = key(index);
    let own = key.share.unwrap();
    let mut share = Share { index: own.index, secret: own.secret.clone(), ..share(world).await };
    change(&mut share);
    share.sign(&key.signer).unwrap().to_string()
}

/// Closes, and takes the shares of these trustees.
async fn closed(world: &World, shares: &[usize]) {
    let (counting, id) = (&world.counting, &world.election.id);
    counting::close(counting, id, OPERATOR).await.unwrap();
    for index in shares {
        let note = note(world, *index, |_| {}).await;
        let taken = counting::take_share(counting, id, &note, None, 0).await.unwrap();
        assert_eq!(usize::from(taken), *index);
    }
}

async fn record(world: &World) -> Files {
    let (counting, id) = (&world.counting, &world.election.id);
    counting::tally(counting, id, OPERATOR).await.unwrap();
    counting::publish(counting, id, OPERATOR).await.unwrap();
    download(world, "record", None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_share_stops_nothing() {
    for shares in [[1, 2], [3, 1], [2, 3]] {
        let world = voted(two_of_three).await;
        closed(&world, &shares[..1]).await;
        let (counting, id) = (&world.counting, &world.election.id);
        let early = counting::tally(counting, id, OPERATOR).await;
        assert!(matches!(early, Err(Error::SharesMissing { here: 1, needed: 2 })), "{early:?}");
        let second = note(&world, shares[1], |_| {}).await;
        counting::take_share(counting, id, &second, None, 0).await.unwrap();
        assert_eq!(counting::shares(counting, id).await.unwrap(), (2, 2));
        let files = record(&world).await;
        let report = verified(&files);
        assert_eq!(report.exit_code(), 0, "{report:?}");
        assert_eq!(report.steps[8].checked, 3 + 3 + 2, "announcements, packages, shares");
        for index in 1..=3 {
            let there = |path| files.contains_key(&path);
            assert!(there(announcement_path(index)) && there(reveal_path(index)));
            assert_eq!(there(share_path(index)), shares.contains(&usize::from(index)));
        }
        world.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_share_is_named_and_the_others_are_enough() {
    let world = voted(two_of_three).await;
    closed(&world, &[1]).await;
    let (counting, id) = (&world.counting, &world.election.id);
    let wrong = ElectionSecret::generate(&mut Generator::new(&[98; 32]));
    let wrong = note(&world, 2, |share| share.secret = wrong).await;
    let refused = counting::take_share(counting, id, &wrong, None, 0).await;
    let Err(Error::WrongShare { trustee }) = refused else { panic!("{refused:?}") };
    assert_eq!(trustee, "trustee-2");
    // Of one that another server took, the record tells.
    let third = note(&world, 3, |_| {}).await;
    counting::take_share(counting, id, &third, None, 0).await.unwrap();
    let mut files = record(&world).await;
    files.insert(share_path(2), wrong.into_bytes());
    assert_eq!(failure(&world, files.clone()), (0, String::new()));
    let report = verified(&files);
    let remarks = &report.steps[8].remarks;
    assert!(remarks.iter().any(|remark| remark.contains("trustee-2")), "{remarks:?}");
    files.remove(&share_path(3));
    let (step, reason) = failure(&world, files);
    assert_eq!(step, 9);
    assert!(reason.contains("trustee-2"), "{reason}");
    world.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_generation_that_does_not_hold_fails_at_step_9() {
    let world = voted(two_of_three).await;
    closed(&world, &[2, 3]).await;
    let files = record(&world).await;
    for (forge, told) in [
        (without_an_announcement as fn(&mut Files), "announce-3.note is missing"),
        (without_a_package, "reveal-1.note is missing"),
        (announced_afterwards, "key generation"),
        (other_package, "not the package that was announced"),
    ] {
        let mut forged = files.clone();
        forge(&mut forged);
        let (step, reason) = failure(&world, forged);
        assert_eq!(step, 9, "{reason}");
        assert!(reason.contains(told), "{told}: {reason}");
    }
    world.end().await;
}

fn without_an_announcement(files: &mut Files) {
    files.remove(&announcement_path(3)).unwrap();
}

fn without_a_package(files: &mut Files) {
    files.remove(&reveal_path(1)).unwrap();
}

fn parsed(files: &Files, path: &str) -> Note {
    Note::parse(std::str::from_utf8(&files[path]).unwrap()).unwrap()
}

/// The last trustee chooses once the packages of the others are known.
fn announced_afterwards(files: &mut Files) {
    let path = announcement_path(3);
    let mut announcement = Announcement::verify(&parsed(files, &path)).unwrap();
    announcement.package = [7; 32];
    let note = announcement.sign(&key(3).signer).unwrap().to_string();
    files.insert(path, note.into_bytes());
}

fn other_package(files: &mut Files) {
    let (path, signer) = (reveal_path(2), key(2).signer);
    let mut reveal = Reveal::verify(&parsed(files, &path), signer.key()).unwrap();
    reveal.package.swap_with_slice(&mut [0; 128]);
    let note = reveal.sign(&signer).unwrap().to_string();
    files.insert(path, note.into_bytes());
}

/// As for a single trustee: nothing is counted twice or out of its turn.
#[tokio::test(flavor = "multi_thread")]
async fn more_shares_than_needed_are_published_too() {
    let world = voted(two_of_three).await;
    closed(&world, &[1, 2, 3]).await;
    let files = record(&world).await;
    assert_eq!(verified(&files).exit_code(), 0);
    let stored = world.store.election(&world.election.id).await.unwrap();
    assert_eq!((stored.state, stored.state_at), (ElectionState::Published, AFTER.cast_signed()));
    world.end().await;
}
