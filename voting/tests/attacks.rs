//! Attacks that the protocol closes, each tried.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; clippy exempts only functions marked as tests"
)]

mod seeded;

use curve25519_dalek::constants::EIGHT_TORSION;
use curve25519_dalek::edwards::EdwardsPoint;
use curve25519_dalek::scalar::Scalar;
use ed25519_dalek::SigningKey;
use proptest::prelude::*;
use rsa::BoxedUint;
use rsa::traits::PublicKeyParts;
use seeded::registrar;
use voting::ballot_box::Admitted;
use voting::body::Body;
use voting::commitment::{BodyScalar, Commitment, Opening};
use voting::confirmation::{Confirmation, Statement};
use voting::count::{Selection, unseal, validate};
use voting::credential::{CredentialSignature, Request};
use voting::curve::random_scalar;
use voting::derive::signing_key;
use voting::election_key::ElectionSecret;
use voting::error::Error;
use voting::id::{ContestIndex, ElectionId, ProjectIndex};
use voting::plaintext::{BallotKind, BallotRules, Choice, Spoiled, Vote};
use voting::seal::SealContext;
use voting::seed::Seed;
use voting::slot::{Seq, Slot, Window};
use voting::terms::{ContestTerms, Terms};
use voting::voter::VoterKey;

const OPENS: u64 = 1_800_000_000;
const NOW: u64 = OPENS + 3_000;

struct Election {
    secret: ElectionSecret,
    terms: Terms,
}

fn contest(index: u16) -> ContestIndex {
    ContestIndex::new(index).unwrap()
}

fn election() -> Election {
    let secret = ElectionSecret::generate(&mut seeded::rng(1));
    let rules = BallotRules {
        kind: BallotKind::Approval,
        min: 1,
        max: 2,
        max_points: 0,
        envelope: 0,
        costs: vec![1; 5],
    };
    let contests =
        [0, 1].map(|i| ContestTerms::new(registrar(i).public().clone(), rules.clone())).into();
    let window = Window { cast_from: OPENS, closes_at: OPENS + 7_200 };
    let id = ElectionId::of_manifest(b"attacks");
    let terms = Terms::new(id, window, secret.public(), 128, contests);
    Election { secret, terms }
}

fn credential(terms: &Terms, index: u16, seed: &Seed) -> CredentialSignature {
    let registrar = registrar(usize::from(index));
    let request = Request::new(registrar.public(), &terms.election, contest(index), seed).unwrap();
    let answer = registrar.blind_sign(&request.blinded(), &mut seeded::rng(2)).unwrap();
    request.finalize(&answer).unwrap()
}

/// A ballot for one project; `seq` counts casts in the slot of `NOW`.
fn ballot(terms: &Terms, seed: &Seed, project: u16, seq: Seq) -> Body {
    let rules = &terms.contests()[0].rules;
    let vote = Vote::new(vec![Choice { project: ProjectIndex(project), value: 1 }], rules).unwrap();
    sealed_ballot(terms, seed, &vote.encode(rules, 128).unwrap(), seq)
}

fn sealed_ballot(terms: &Terms, seed: &Seed, plaintext: &[u8], seq: Seq) -> Body {
    let secret = signing_key(seed, &terms.election, contest(0));
    let voter = VoterKey::from(secret.verifying_key());
    let context =
        SealContext { election: &terms.election, contest: contest(0), voter: &voter, seq };
    let sealed = context.seal(&terms.key, plaintext, &mut seeded::rng(3)).unwrap();
    Body::sign(terms.election, contest(0), seq, credential(terms, 0, seed), sealed, &secret)
}

fn seq(cast: u8) -> Seq {
    Seq::new(Slot::at(NOW), cast).unwrap()
}

fn seed(byte: u8) -> Seed {
    Seed::from_bytes([byte; 16])
}

/// The registrar divides each of its blind signatures by the published credentials; were one r
/// used in two contests, the quotients would agree for one person and name her.
#[test]
fn one_seed_in_two_contests_gives_two_factors() {
    let Election { terms, .. } = election();
    let mut factors = Vec::new();
    // Blind signature = signature * r.
    for index in [0, 1] {
        let registrar = registrar(usize::from(index));
        let key = rsa::RsaPublicKey::new(
            BoxedUint::from_be_slice_vartime(registrar.public().modulus()),
            BoxedUint::from(65_537_u32),
        )
        .unwrap();
        let request =
            Request::new(registrar.public(), &terms.election, contest(index), &seed(9)).unwrap();
        let answer = registrar.blind_sign(&request.blinded(), &mut seeded::rng(2)).unwrap();
        let number =
            |bytes: &[u8]| BoxedUint::from_be_slice(bytes, key.n().bits_precision()).unwrap();
        let signature = number(&request.finalize(&answer).unwrap().0);
        let r = number(&answer.0).mul_mod(&signature.invert_mod(key.n()).unwrap(), key.n());
        factors.push(r.to_be_bytes());
    }
    assert_ne!(factors[0], factors[1]);
    let secrets = [0, 1].map(|index| signing_key(&seed(9), &terms.election, contest(index)));
    assert_ne!(secrets[0].to_bytes(), secrets[1].to_bytes());
}

/// Whoever got hold of a body can post it again, but the box takes it only as long as its slot
/// is the present or the previous one, and it counts once.
#[test]
fn a_body_posted_again_changes_nothing() {
    let Election { terms, secret } = election();
    let first = ballot(&terms, &seed(1), 0, seq(0));
    assert!(Admitted::new(first.as_bytes(), &terms, NOW).is_ok());
    assert!(Admitted::new(first.as_bytes(), &terms, NOW + 599).is_ok());
    let later = Slot::at(NOW).ends_at() + 600;
    let refused = Admitted::new(first.as_bytes(), &terms, later);
    assert!(matches!(refused, Err(Error::Clock { .. })));

    // Logged a second time after the voter changed her mind, it still is the older one.
    let second = ballot(&terms, &seed(1), 3, seq(1));
    let mut selection = Selection::default();
    for (index, body) in [&first, &second, &first].into_iter().enumerate() {
        selection.take(index as u64, validate(body.as_bytes(), &terms).unwrap());
    }
    assert_eq!((selection.valid(), selection.duplicates(), selection.superseded()), (3, 1, 2));
    let votes: Vec<_> = selection.unseal(contest(0), &terms, &secret).collect();
    assert_eq!(votes[0].as_ref().unwrap().choices()[0].project, ProjectIndex(3));
    assert_eq!(votes.len(), 1);
}

/// A ballot cast by a slow clock before the opening would be promised and never counted.
#[test]
fn what_cannot_count_is_not_promised() {
    let Election { terms, .. } = election();
    let early = ballot(&terms, &seed(1), 0, Seq::new(Slot::at(OPENS - 1), 0).unwrap());
    assert!(matches!(Admitted::new(early.as_bytes(), &terms, OPENS), Err(Error::Clock { .. })));
    assert_eq!(validate(early.as_bytes(), &terms), Err(Error::NotOpen));
}

/// The box logs one commitment for two voters and must confirm it to both.
#[test]
fn two_voters_on_one_leaf_are_not_both_confirmed() {
    let Election { terms, .. } = election();
    let mut rng = seeded::rng(4);
    let [one, two] = [1, 2].map(|byte| ballot(&terms, &seed(byte), 0, seq(0)));
    let admitted = Admitted::new(one.as_bytes(), &terms, NOW).unwrap().commit(&mut rng);
    let voters = [&one, &two].map(|body| body.voter.prime_order().unwrap());
    let statement = |body: &Body, voter| Statement {
        election: &terms.election,
        voter,
        commitment: admitted.commitment,
        body: BodyScalar::of(body.as_bytes()),
    };
    let (honest, clash) = (statement(&one, &voters[0]), statement(&two, &voters[1]));
    assert_eq!(admitted.confirmation.verify(&honest), Ok(()));
    assert_eq!(admitted.confirmation.verify(&clash), Err(Error::Confirmation));
    // The best it can do without the second voter's key is prove with the opening it has.
    let forged = Confirmation::prove(&clash, &admitted.opening, &mut rng);
    assert_eq!(forged.verify(&clash), Err(Error::Confirmation));
    let other = Confirmation::prove(&clash, &Opening::random(&mut rng), &mut rng);
    assert_eq!(other.verify(&clash), Err(Error::Confirmation));
}

/// A changed body, or a commitment to another one, is not confirmed.
#[test]
fn the_box_cannot_confirm_another_body() {
    let Election { terms, .. } = election();
    let mut rng = seeded::rng(5);
    let body = ballot(&terms, &seed(1), 0, seq(0));
    let voter = body.voter.prime_order().unwrap();
    let cast = BodyScalar::of(body.as_bytes());
    let swapped = BodyScalar::of(ballot(&terms, &seed(1), 1, seq(0)).as_bytes());
    let opening = Opening::random(&mut rng);
    let commitment = Commitment::new(swapped, &opening);
    let statement = Statement { election: &terms.election, voter: &voter, commitment, body: cast };
    let confirmation = Confirmation::prove(&statement, &opening, &mut rng);
    assert_eq!(confirmation.verify(&statement), Err(Error::Confirmation));
    let no_point = Commitment::from_bytes([0xff; 32]);
    let nowhere = Statement { commitment: no_point, ..statement };
    assert!(confirmation.verify(&nowhere).is_err());
}

/// The voter shows a buyer a perfect confirmation for whatever he wants to see.
#[test]
fn the_voter_can_confirm_any_body_herself() {
    let Election { terms, .. } = election();
    let mut rng = seeded::rng(6);
    let body = ballot(&terms, &seed(1), 0, seq(0));
    let logged = Admitted::new(body.as_bytes(), &terms, NOW).unwrap().commit(&mut rng).commitment;
    let wanted = BodyScalar::of(ballot(&terms, &seed(1), 4, seq(0)).as_bytes());
    let voter = body.voter.prime_order().unwrap();
    let statement =
        Statement { election: &terms.election, voter: &voter, commitment: logged, body: wanted };
    let secret = signing_key(&seed(1), &terms.election, contest(0));
    let simulated = Confirmation::simulate(&statement, &secret, &mut rng).unwrap();
    assert_eq!(simulated.verify(&statement), Ok(()));
    assert_eq!(simulated.to_bytes().len(), 128);
    let stranger = SigningKey::from_bytes(&[8; 32]);
    let forged = Confirmation::simulate(&statement, &stranger, &mut rng).unwrap();
    assert_eq!(forged.verify(&statement), Err(Error::Confirmation));
}

/// Strict verification accepts some signatures under A + T; the box refuses the key.
#[test]
fn voter_keys_with_torsion_are_refused() {
    let mut rng = seeded::rng(7);
    for torsion in &EIGHT_TORSION[1..] {
        let a = random_scalar(&mut rng);
        let mixed = (EdwardsPoint::mul_base(&a) + torsion).compress().to_bytes();
        let key = VoterKey::from_bytes(&mixed).unwrap();
        assert!(matches!(key.prime_order(), Err(Error::VoterKeyTorsion)));
        assert!(VoterKey::from_bytes(&torsion.compress().to_bytes()).is_err());
    }
}

#[test]
fn non_canonical_scalars_are_refused() {
    let order = (-Scalar::ONE).to_bytes().map(u16::from);
    let mut order: [u8; 32] = order.map(|byte| u8::try_from(byte).unwrap());
    order[0] += 1;
    assert!(Opening::from_bytes(order).is_err());
    assert!(ElectionSecret::from_bytes(order).is_err());
    for place in 0..4 {
        let mut confirmation = [0; 128];
        assert!(Confirmation::parse(&confirmation).is_ok());
        confirmation[32 * place..32 * (place + 1)].copy_from_slice(&order);
        assert!(Confirmation::parse(&confirmation).is_err());
    }
    assert!(Confirmation::parse(&[0; 127]).is_err());
    assert!(Confirmation::parse(&[0; 129]).is_err());
}

/// Each part of a body is bound: a flipped bit anywhere is refused before anything is logged.
#[test]
fn a_changed_body_is_refused() {
    let Election { terms, .. } = election();
    let body = ballot(&terms, &seed(1), 0, seq(0));
    for place in 0..body.as_bytes().len() {
        let mut bytes = body.as_bytes().to_vec();
        bytes[place] ^= 1;
        assert!(Admitted::new(&bytes, &terms, NOW).is_err(), "byte {place}");
    }
    let forged = CredentialSignature(vec![1; 256]);
    let secret = signing_key(&seed(1), &terms.election, contest(0));
    let own = Body::sign(terms.election, contest(0), seq(0), forged, body.sealed.clone(), &secret);
    assert!(matches!(Admitted::new(own.as_bytes(), &terms, NOW), Err(Error::Credential)));
    let other = credential(&terms, 1, &seed(1));
    let own = Body::sign(terms.election, contest(0), seq(0), other, body.sealed, &secret);
    assert!(matches!(Admitted::new(own.as_bytes(), &terms, NOW), Err(Error::Credential)));
}

/// A sealed vote copied into another voter's body opens to nothing.
#[test]
fn a_copied_vote_is_spoiled() {
    let Election { terms, secret } = election();
    let original = ballot(&terms, &seed(1), 0, seq(0));
    let thief = signing_key(&seed(2), &terms.election, contest(0));
    let own = credential(&terms, 0, &seed(2));
    let sealed = original.sealed.clone();
    let copied = Body::sign(terms.election, contest(0), seq(0), own, sealed, &thief);
    assert!(Admitted::new(copied.as_bytes(), &terms, NOW).is_ok());
    assert_eq!(unseal(&copied, &terms, &secret), Err(Spoiled::Seal));
    assert!(unseal(&original, &terms, &secret).is_ok());
}

/// A spoiled ballot replaces the earlier one, so a buyer cannot be sure of what he saw.
#[test]
fn a_spoiled_ballot_replaces_too() {
    let Election { terms, secret } = election();
    let good = ballot(&terms, &seed(1), 0, seq(0));
    let spoiled = sealed_ballot(&terms, &seed(1), &[0; 128], seq(1));
    let mut selection = Selection::default();
    selection.take(1, good);
    selection.take(2, spoiled);
    let votes: Vec<_> = selection.unseal(contest(0), &terms, &secret).collect();
    assert_eq!(votes, [Err(Spoiled::Version)]);
    assert_eq!(selection.keys(contest(0)), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// With distinct numbers the order of the log decides nothing.
    #[test]
    fn the_count_does_not_depend_on_order(order in Just(vec![0u8, 1, 2, 3, 4, 5]).prop_shuffle()) {
        let Election { terms, secret } = election();
        let bodies: Vec<Body> = (0..6u8)
            .map(|i| ballot(&terms, &seed(i % 2), u16::from(i / 2), seq(i)))
            .collect();
        let mut selection = Selection::default();
        for (index, body) in order.iter().enumerate() {
            selection.take(index as u64, bodies[usize::from(*body)].clone());
        }
        let votes: Vec<_> = selection.unseal(contest(0), &terms, &secret).map(Result::unwrap).collect();
        prop_assert_eq!(votes.len(), 2);
        prop_assert!(votes.iter().all(|vote| vote.choices()[0].project == ProjectIndex(2)));
        prop_assert_eq!(selection.superseded(), 4);
        prop_assert_eq!((selection.duplicates(), selection.equivocations()), (0, 0));
    }

    /// No bytes make the box or the counter panic, and what parses is what was given.
    #[test]
    fn bodies_have_one_form(noise in prop::collection::vec(any::<u8>(), 0..600), cut in 0usize..581) {
        let Election { terms, .. } = election();
        prop_assert!(terms.parse(&noise).is_err());
        let good = ballot(&terms, &seed(1), 0, seq(0));
        let mut spliced = good.as_bytes()[..cut].to_vec();
        spliced.extend(&noise);
        spliced.truncate(580);
        if let Ok(body) = terms.parse(&spliced) {
            prop_assert_eq!(body.as_bytes(), spliced);
        }
    }
}

/// Equal numbers, different bodies: the later index counts and the equivocation is seen.
#[test]
fn equal_numbers_are_decided_by_the_log() {
    let Election { terms, secret } = election();
    let [a, b] = [0, 4].map(|project| ballot(&terms, &seed(1), project, seq(0)));
    let mut selection = Selection::default();
    selection.take(1, a);
    selection.take(2, b);
    let votes: Vec<_> = selection.unseal(contest(0), &terms, &secret).collect();
    assert_eq!(votes[0].as_ref().unwrap().choices()[0].project, ProjectIndex(4));
    assert_eq!(selection.equivocations(), 1);
}
