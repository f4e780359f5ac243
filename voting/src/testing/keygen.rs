//! The key generation of `threshold_manifest`, whose packages FROST's own code does not make here:
//! so that the two check each other.

use curve25519_dalek::Scalar;
use curve25519_dalek::ristretto::RistrettoPoint;

use super::election::polynomials;
use super::{note_signer, rng};
use crate::curve::random_scalar;
use crate::election_key::ElectionSecret;
use crate::hash::{sha256, sha512_scalar};
use crate::keygen::{Announcement, Reveal, ceremony_of};
use crate::note::{Note, NoteSigner};

/// The package of a trustee from 1 to 3.
pub(crate) fn package(index: u8) -> Vec<u8> {
    let point = |scalar: &Scalar| RistrettoPoint::mul_base(scalar).compress().to_bytes();
    let [first, slope] = polynomials()[usize::from(index) - 1];
    let r = random_scalar(&mut rng(index));
    let identifier = Scalar::from(index);
    let c = sha512_scalar(&[
        b"FROST-RISTRETTO255-SHA512-v1dkg",
        identifier.as_bytes(),
        &point(&first),
        &point(&r),
    ]);
    [point(&first), point(&slope), point(&r), (r + c * first).to_bytes()].concat()
}

/// The announcement of a trustee, and who signs it.
pub(crate) fn announcement(index: u8) -> (Announcement, NoteSigner) {
    let signer = note_signer(&format!("trustee-{index}"), 20 + index);
    let announcement = Announcement {
        index: u16::from(index),
        k: 2,
        n: 3,
        key: signer.key().clone(),
        recipient: ElectionSecret::generate(&mut rng(100 + index)).public(),
        package: sha256(&[&package(index)]),
    };
    (announcement, signer)
}

/// Announcement and package of the three, in order.
pub(crate) fn transcript() -> Vec<(Note, Note)> {
    transcript_of([1, 2, 3].map(package), |_| ())
}

/// The same with these packages and in announcements changed like this: consistent in themselves.
pub(crate) fn transcript_of(
    packages: [Vec<u8>; 3],
    change: impl Fn(&mut Announcement),
) -> Vec<(Note, Note)> {
    let announced: Vec<(u8, Vec<u8>, Note, NoteSigner)> = (1..)
        .zip(packages)
        .map(|(index, package)| {
            let (mut announcement, signer) = announcement(index);
            announcement.package = sha256(&[&package]);
            change(&mut announcement);
            (index, package, announcement.sign(&signer).unwrap(), signer)
        })
        .collect();
    let ceremony = ceremony_of(announced.iter().map(|(_, _, note, _)| note));
    let reveal = |(index, package, note, signer): (u8, Vec<u8>, Note, NoteSigner)| {
        let reveal = Reveal { index: u16::from(index), ceremony, package };
        (note, reveal.sign(&signer).unwrap())
    };
    announced.into_iter().map(reveal).collect()
}
