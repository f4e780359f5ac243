use super::*;
use crate::election_key::ElectionSecret;
use crate::testing::{self, announcement, package, rng};

fn packages() -> BTreeMap<u16, Package> {
    let parsed = |index: u8| (u16::from(index), Package::parse(2, &package(index)).unwrap());
    (1..=3).map(parsed).collect()
}

#[test]
fn keys_follow_from_packages() {
    let (manifest, secret, shares) = testing::threshold_manifest();
    let (y, public) = public_keys(&packages()).unwrap();
    assert_eq!((y, &public), (secret.public(), &manifest.trustees.public()));
    assert_eq!(public[&3], shares[2].public());
}

#[test]
fn a_proof_of_knowledge_is_of_one_index() {
    for (index, package) in packages() {
        for other in 1..=3 {
            assert_eq!(package.verify(other).is_ok(), other == index);
        }
    }
}

#[test]
fn packages_have_one_form() {
    let bytes = package(1);
    assert!(Package::parse(3, &bytes).is_err());
    assert!(Package::parse(2, &bytes[..127]).is_err());
    assert!(Package::parse(2, &[&bytes[..], &[0]].concat()).is_err());
    assert!(Package::parse(0, &[]).is_err());
    for at in [0, 32, 64] {
        let mut identity = bytes.clone();
        identity[at..at + 32].fill(0);
        assert!(Package::parse(2, &identity).is_err(), "{at}");
    }
}

#[test]
fn announcements_are_of_k_of_n() {
    let (good, signer) = announcement(1);
    assert_eq!(Announcement::verify(&good.sign(&signer).unwrap()), Ok(good.clone()));
    for (index, k, n) in [(1, 1, 3), (1, 4, 3), (0, 2, 3), (4, 2, 3), (1, 1, 1)] {
        let wrong = Announcement { index, k, n, ..good.clone() };
        assert!(Announcement::verify(&wrong.sign(&signer).unwrap()).is_err());
    }
    let other = announcement(2).1;
    assert!(Announcement::verify(&good.sign(&other).unwrap()).is_err(), "key of another");
}

#[test]
fn a_value_opens_for_its_recipient_in_its_ceremony() {
    let mut rng = rng(5);
    let [secret, stranger, value] = [(); 3].map(|()| ElectionSecret::generate(&mut rng));
    let deal = Deal::seal((1, 2), [7; 32], &secret.public(), &value, &mut rng).unwrap();
    assert_eq!(deal.open(&secret).unwrap(), value);
    assert!(deal.open(&stranger).is_err());
    type Move = fn(&mut Deal);
    let moves: [Move; 3] =
        [|deal| deal.from = 3, |deal| deal.to = 3, |deal| deal.ceremony = [8; 32]];
    for elsewhere in moves {
        let mut other = deal.clone();
        elsewhere(&mut other);
        assert!(other.open(&secret).is_err());
    }
    let signer = announcement(1).1;
    let note = deal.sign(&signer).unwrap();
    assert_eq!(Deal::verify(&note, signer.key()), Ok(deal));
}
