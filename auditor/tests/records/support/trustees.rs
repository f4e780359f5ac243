//! Who releases a share: the single trustee, or the first and the third of three.
//!
//! The three made their key with `hashar-audit trustee` once, for the golden record: a key
//! generation draws at random.

use voting::key_file::SecretKey;
use voting::keygen::{Transcript, TrusteeNotes};
use voting::manifest::Trustees;
use voting::note::NoteSigner;
use voting::record::{announcement_path, reveal_path};
use voting::share::Share;

use super::Files;
use super::plan::{signer, trustee_secret};

const PUBLIC: &[u8] =
    include_bytes!("../../../../golden/two-of-three-trustees/key-generation.json");

const KEYS: [&[u8]; 3] = [
    include_bytes!("../../../../golden/two-of-three-trustees/trustee-1.key"),
    include_bytes!("../../../../golden/two-of-three-trustees/trustee-2.key"),
    include_bytes!("../../../../golden/two-of-three-trustees/trustee-3.key"),
];

/// What the three published.
pub(crate) fn transcript() -> Transcript {
    Transcript::parse(PUBLIC).unwrap()
}

/// Publishes the notes of trustees, the first one's first.
pub(crate) fn add_transcript(files: &mut Files, notes: Vec<TrusteeNotes>) {
    for (index, TrusteeNotes { announcement, reveal }) in (1..).zip(notes) {
        files.insert(announcement_path(index), announcement.into_bytes());
        files.insert(reveal_path(index), reveal.into_bytes());
    }
}

/// The key file of one of the three, from 1.
pub(crate) fn key(index: u16) -> SecretKey {
    SecretKey::parse(KEYS[usize::from(index) - 1]).unwrap()
}

/// What one trustee releases for these checkpoints, and who signs it.
pub(crate) fn share(
    trustees: &Trustees,
    index: u16,
    (ballots, issuance): ([u8; 32], [u8; 32]),
) -> (Share, NoteSigner) {
    if trustees.n == 1 {
        let secret = trustee_secret();
        return (Share { index, secret, ballots, issuance }, signer("trustee-1"));
    }
    let key = key(index);
    let secret = key.share.as_ref().unwrap().secret.clone();
    (Share { index, secret, ballots, issuance }, key.signer)
}
