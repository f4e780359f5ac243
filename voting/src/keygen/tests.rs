use super::*;
use crate::election_key::ElectionSecret;
use crate::manifest::Trustees;
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

fn notes() -> Vec<TrusteeNotes> {
    let notes = testing::transcript().into_iter();
    let notes = notes.map(|(announced, revealed)| TrusteeNotes {
        announcement: announced.to_string(),
        reveal: revealed.to_string(),
    });
    notes.collect()
}

#[test]
fn the_organiser_is_given_all_notes() {
    let trustees = testing::threshold_manifest().0.trustees;
    let whole = Transcript { trustees: trustees.clone(), notes: notes() };
    let read = Transcript::parse(&serde_json::to_vec(&whole).unwrap()).unwrap();
    assert_eq!(read, whole);
    assert_eq!(verify(&read.trustees, &read.notes), Ok(()));
    // trustees.json alone does not show how they made the key.
    let alone = Transcript::parse(&serde_json::to_vec(&trustees).unwrap()).unwrap();
    assert_eq!(verify(&trustees, &alone.notes), Err(Flaw::Incomplete { here: 0, of: 3 }));
    assert_eq!(verify(&trustees, &whole.notes[1..]), Err(Flaw::Incomplete { here: 2, of: 3 }));
    let single = Trustees { k: 1, n: 1, ..trustees.clone() };
    assert_eq!(verify(&single, &[]), Ok(()));
    assert_eq!(verify(&single, &whole.notes), Err(Flaw::Incomplete { here: 3, of: 0 }));
    for k in [0, 1, 4] {
        let wrong = Trustees { k, ..trustees.clone() };
        assert_eq!(verify(&wrong, &whole.notes), Err(Flaw::Threshold { k, n: 3 }));
    }
    assert!(Transcript::parse(b"{}").is_err());
}

#[test]
fn a_flaw_names_whose_note_it_is() {
    let trustees = testing::threshold_manifest().0.trustees;
    let mut swapped = notes();
    swapped[1].reveal = swapped[0].reveal.clone();
    let Err(Flaw::Note { trustee, path, .. }) = verify(&trustees, &swapped) else { panic!() };
    assert_eq!((trustee.as_str(), path.as_str()), ("trustee-2", "trustees/reveal-2.note"));
    let mut other = trustees.clone();
    other.list[2].y_i = other.list[0].y_i;
    assert_eq!(verify(&other, &notes()), Err(Flaw::Keys));
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
