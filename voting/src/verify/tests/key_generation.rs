//! Several trustees: the key generation and the shares, both step 9.

use super::*;
use crate::keygen::{Announcement, Reveal};
use crate::record::{announcement_path, reveal_path};
use crate::testing::{announcement, package, transcript_of};

fn two_of_three() -> Draft {
    let (manifest, secret, shares) = testing::threshold_manifest();
    let mut draft = Draft::of(manifest);
    (draft.secret, draft.shares) = (secret, (1..).zip(shares).collect());
    draft
}

/// Two of three trustees suffice, whichever; one does not.
#[test]
fn any_two_of_three_trustees() {
    let mut draft = two_of_three();
    let shares = draft.shares.clone();
    for released in [&shares[..2], &shares[1..], &shares[..]] {
        draft.shares = released.to_vec();
        assert_eq!(check(&draft.publish()).exit_code(), 0);
    }
    draft.shares = shares[..1].to_vec();
    assert_eq!(check(&draft.publish()).exit_code(), 9);
}

/// Each note is signed again by whose it is.
#[test]
fn a_forged_key_generation_is_caught() {
    type Tamper = fn(&mut Files);
    let cases: [(&str, Tamper, &str); 10] = [
        ("no announcement", |files| drop(files.remove(&announcement_path(2))), "is missing"),
        ("no package", |files| drop(files.remove(&reveal_path(3))), "is missing"),
        ("announced after the others", announce_anew, "key generation"),
        ("package of another", |files| reveal(files, 2, package(1)), "was announced"),
        ("notes of another", swap, "note:"),
        ("other threshold", |files| put(files, honest(), |note| note.k = 3), "in the manifest"),
        ("other number", |files| put(files, honest(), |note| note.n = 4), "in the manifest"),
        ("nobody knows a_0", |files| put(files, bad_proof(), |_| ()), "proof of knowledge"),
        ("of another length", |files| put(files, short(), |_| ()), "threshold"),
        ("another key", |files| put(files, other_slopes(), |_| ()), "do not follow"),
    ];
    let draft = two_of_three();
    for (what, tamper, reason) in cases {
        let (code, found) = tampered(&draft, tamper);
        assert_eq!(code, 9, "{what}: {found}");
        assert!(found.contains(reason), "{what}: {found}");
    }
}

fn honest() -> [Vec<u8>; 3] {
    [1, 2, 3].map(package)
}

fn bad_proof() -> [Vec<u8>; 3] {
    let [one, mut two, three] = honest();
    two[96] ^= 1;
    [one, two, three]
}

fn short() -> [Vec<u8>; 3] {
    let [one, mut two, three] = honest();
    two.truncate(96);
    [one, two, three]
}

/// The proofs cover the first coefficients alone, so these hold: Y follows, the Y_i do not.
fn other_slopes() -> [Vec<u8>; 3] {
    let [one, mut two, three] = honest();
    two[32..64].copy_from_slice(&one[32..64]);
    [one, two, three]
}

/// A whole transcript that holds in itself.
fn put(files: &mut Files, packages: [Vec<u8>; 3], change: fn(&mut Announcement)) {
    for (index, (announced, revealed)) in (1..).zip(transcript_of(packages, change)) {
        files.insert(announcement_path(index), announced.to_string().into_bytes());
        files.insert(reveal_path(index), revealed.to_string().into_bytes());
    }
}

/// The second trustee announces once the packages of the others are known.
fn announce_anew(files: &mut Files) {
    let (mut note, signer) = announcement(2);
    note.package = [0; 32];
    let note = note.sign(&signer).unwrap().to_string();
    files.insert(announcement_path(2), note.into_bytes());
}

fn swap(files: &mut Files) {
    let other = files[&reveal_path(1)].clone();
    files.insert(reveal_path(2), other);
}

fn reveal(files: &mut Files, index: u8, package: Vec<u8>) {
    let signer = announcement(index).1;
    let path = reveal_path(u16::from(index));
    let old = Note::parse(std::str::from_utf8(&files[&path]).unwrap()).unwrap();
    let old = Reveal::verify(&old, signer.key()).unwrap();
    let note = Reveal { package, ..old }.sign(&signer).unwrap().to_string();
    files.insert(path, note.into_bytes());
}
