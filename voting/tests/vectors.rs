//! Every format, byte for byte, against the second implementation in `vectors/`.
//!
//! A change of one byte in an encoding, a tag or a derivation breaks a test here.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; clippy exempts only functions marked as tests"
)]

mod seeded;

use ed25519_dalek::SigningKey;
use seeded::registrar;
use serde_json::Value;
use voting::audit_note::{Attestation, Hold, Totals, proof_of_reading};
use voting::body::{Body, Layout};
use voting::commitment::{BodyScalar, Commitment, Opening};
use voting::confirmation::{Confirmation, Statement};
use voting::copy::{self, CopyRecord};
use voting::credential::Request;
use voting::derive::Keystream;
use voting::derive::signing_key;
use voting::election_key::ElectionSecret;
use voting::entry::{self, Entry};
use voting::hash::sha256;
use voting::id::{ContestIndex, ElectionId, ProjectIndex};
use voting::issuance::{Channel, IssueEntry, IssueRequest};
use voting::keygen::{Announcement, Deal, Package, Reveal, ceremony_of};
use voting::merkle::Hash;
use voting::note::{KeyKind, Note, NoteKey, NoteSigner};
use voting::organiser;
use voting::plaintext::{BallotKind, BallotRules, Choice, Vote};
use voting::promise::Promise;
use voting::roll::{IdentityNumber, Pepper, RollLeaf};
use voting::seal::SealContext;
use voting::seed::Seed;
use voting::share::Share;
use voting::slot::Seq;
use voting::tie::secret_rank;
use voting::voter::VoterKey;

const LAYOUT: Layout = Layout { credential: 256, plaintext: 128 };

struct Vectors(Value);

impl Vectors {
    fn read() -> Self {
        Self(serde_json::from_str(include_str!("vectors/pb-v1.json")).unwrap())
    }

    fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap()
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        data_encoding::HEXLOWER.decode(self.text(name).as_bytes()).unwrap()
    }

    fn note(&self, name: &str) -> Note {
        Note::parse(self.text(name)).unwrap()
    }
}

fn election() -> ElectionId {
    ElectionId::of_manifest(b"{}")
}

fn contest() -> ContestIndex {
    ContestIndex::new(1).unwrap()
}

fn seed() -> Seed {
    Seed::from_bytes(std::array::from_fn(|i| u8::try_from(i).unwrap()))
}

fn secret() -> SigningKey {
    signing_key(&seed(), &election(), contest())
}

fn rules() -> BallotRules {
    let costs = vec![1, 2, 3];
    BallotRules { kind: BallotKind::Approval, min: 1, max: 2, max_points: 0, envelope: 9, costs }
}

fn signer(name: &str, number: u8) -> NoteSigner {
    NoteSigner::new(name, KeyKind::Note, SigningKey::from_bytes(&[number; 32])).unwrap()
}

/// The body, and what is drawn with it: x, then e, then what comes after.
fn cast(vectors: &Vectors) -> (ElectionSecret, Body, Keystream) {
    let mut rng = seeded::rng(5);
    let x = ElectionSecret::generate(&mut rng);
    let voter = VoterKey::from(secret().verifying_key());
    let choice = |project| Choice { project: ProjectIndex(project), value: 1 };
    let vote = Vote::new(vec![choice(0), choice(2)], &rules()).unwrap();
    let plaintext = vote.encode(&rules(), LAYOUT.plaintext).unwrap();
    assert_eq!(plaintext, vectors.bytes("plaintext"));
    let seq = Seq::from_number(2_987_787 * 16 + 3);
    let context = SealContext { election: &election(), contest: contest(), voter: &voter, seq };
    let sealed = context.seal(&x.public(), &plaintext, &mut rng).unwrap();
    let credential = voting::credential::CredentialSignature(vectors.bytes("credential"));
    (x, Body::sign(election(), contest(), seq, credential, sealed, &secret()), rng)
}

#[test]
fn election_seed_and_keys() {
    let vectors = Vectors::read();
    assert_eq!(election().to_string(), vectors.text("election_id"));
    assert_eq!(seed().recovery_code().replace('-', ""), vectors.text("recovery_code"));
    assert_eq!(secret().to_bytes().as_slice(), vectors.bytes("signing_key"));
    assert_eq!(secret().verifying_key().as_bytes().as_slice(), vectors.bytes("voter_key"));
}

#[test]
fn credential() {
    let vectors = Vectors::read();
    let registrar = registrar(0);
    let request = Request::new(registrar.public(), &election(), contest(), &seed()).unwrap();
    assert_eq!(request.blinded().0, vectors.bytes("blinded"));
    let answer = registrar.blind_sign(&request.blinded(), &mut seeded::rng(1)).unwrap();
    assert_eq!(answer.0, vectors.bytes("blind_signature"));
    assert_eq!(request.finalize(&answer).unwrap().0, vectors.bytes("credential"));
}

#[test]
fn roll_and_issuance() {
    let vectors = Vectors::read();
    let number = IdentityNumber::new("31234567890123").unwrap();
    let salt = Pepper::from_bytes([7; 32]).salt(&number);
    assert_eq!(salt.as_bytes().as_slice(), vectors.bytes("roll_salt"));
    let leaf = RollLeaf::new(&salt, &number);
    assert_eq!(leaf.as_bytes().as_slice(), vectors.bytes("roll_leaf"));
    let blinded = voting::registrar::BlindedMessage(vectors.bytes("blinded"));
    let request = IssueRequest { contest: contest(), blinded };
    let token = Some("header.claims.signature");
    let entry = IssueEntry::new(election(), &request, leaf, token, Channel::Kiosk);
    assert_eq!(entry.to_bytes(), vectors.bytes("issue_entry"));
    assert_eq!(entry.to_bytes().len(), 143);
    assert_eq!(Entry::parse(&entry.to_bytes()), Ok(Entry::Issue(entry)));
}

#[test]
fn body_commitment_and_confirmation() {
    let vectors = Vectors::read();
    let (x, body, mut rng) = cast(&vectors);
    assert_eq!(x.public().as_bytes().as_slice(), vectors.bytes("election_key"));
    assert_eq!(body.as_bytes(), vectors.bytes("body"));
    assert_eq!((body.as_bytes().len(), LAYOUT.body_length()), (580, 580));
    assert_eq!(Body::parse(body.as_bytes(), &[LAYOUT; 2]).unwrap(), body);
    assert_eq!(body.verify_signature(), Ok(()));
    let plaintext = body.seal_context().unseal(&x, &body.sealed).unwrap();
    assert_eq!(plaintext, vectors.bytes("plaintext"));

    let opening = Opening::random(&mut rng);
    assert_eq!(opening.to_bytes().as_slice(), vectors.bytes("opening"));
    let scalar = BodyScalar::of(body.as_bytes());
    let commitment = Commitment::new(scalar, &opening);
    assert_eq!(commitment.as_bytes().as_slice(), vectors.bytes("commitment"));
    let voter = body.voter.prime_order().unwrap();
    let statement = Statement { election: &election(), voter: &voter, commitment, body: scalar };
    let confirmation = Confirmation::prove(&statement, &opening, &mut rng);
    assert_eq!(confirmation.to_bytes(), vectors.bytes("confirmation"));
    let parsed = Confirmation::parse(&vectors.bytes("confirmation")).unwrap();
    assert_eq!(parsed.verify(&statement), Ok(()));
}

#[test]
fn the_layout_under_rsa_3072() {
    assert_eq!(Layout { credential: 384, plaintext: 128 }.body_length(), 708);
}

#[test]
fn log_entries_and_copy() {
    let vectors = Vectors::read();
    let commitment = Commitment::from_bytes(vectors.bytes("commitment").try_into().unwrap());
    for (name, bytes, parsed) in [
        ("header_entry", entry::header(&election()), Entry::Header(election())),
        ("ballot_entry", entry::ballot(&commitment), Entry::Ballot(commitment)),
        (
            "close_entry",
            entry::close(&election(), 258),
            Entry::Close { election: election(), before: 258 },
        ),
    ] {
        assert_eq!(bytes, vectors.bytes(name), "{name}");
        assert_eq!(Entry::parse(&bytes), Ok(parsed), "{name}");
    }
    assert_eq!(sha256(&[&copy_of(&vectors)]).as_slice(), vectors.bytes("copy_sha256"));
}

fn copy_of(vectors: &Vectors) -> Vec<u8> {
    let opening = Opening::from_bytes(vectors.bytes("opening").try_into().unwrap()).unwrap();
    let mut file = Vec::new();
    copy::write(&mut file, None).unwrap();
    let record = CopyRecord { opening, body: vectors.bytes("body") };
    copy::write(&mut file, Some(&record)).unwrap();
    file
}

#[test]
fn promise_and_share() {
    let vectors = Vectors::read();
    let commitment = Commitment::from_bytes(vectors.bytes("commitment").try_into().unwrap());
    let promise = Promise { commitment, merge_by: 1_792_673_127 };
    let box_key = signer("example.org/ballots/promise", 13);
    assert_eq!(promise.sign(&box_key).unwrap(), vectors.note("promise_note"));
    assert_eq!(Promise::verify(&vectors.note("promise_note"), box_key.key()), Ok(promise));
    assert!(Promise::verify(&vectors.note("share_note"), box_key.key()).is_err());

    let secret = ElectionSecret::generate(&mut seeded::rng(5));
    let (ballots, issuance) = (sha256(&[b"ballots"]), sha256(&[b"issuance"]));
    let share = Share { index: 1, secret, ballots, issuance };
    let trustee = signer("trustee", 21);
    assert_eq!(share.sign(&trustee).unwrap(), vectors.note("share_note"));
    assert_eq!(Share::verify(&vectors.note("share_note"), trustee.key()), Ok(share));
}

#[test]
fn key_generation() {
    let vectors = Vectors::read();
    let trustee = signer("trustee", 21);
    let mut rng = seeded::rng(6);
    let recipient = ElectionSecret::generate(&mut rng);
    let note = vectors.note("reveal_note");
    let reveal = Reveal::verify(&note, trustee.key()).unwrap();
    assert_eq!(reveal.sign(&trustee).unwrap(), note);
    let package = Package::parse(2, &reveal.package).unwrap();
    package.verify(1).unwrap();

    let announced = vectors.note("announce_note");
    let announcement = Announcement {
        index: 1,
        k: 2,
        n: 3,
        key: trustee.key().clone(),
        recipient: recipient.public(),
        package: sha256(&[&reveal.package]),
    };
    assert_eq!(announcement.sign(&trustee).unwrap(), announced);
    assert_eq!(Announcement::verify(&announced), Ok(announcement));
    assert_eq!(reveal.ceremony, ceremony_of([&announced]));

    let note = vectors.note("deal_note");
    let deal = Deal::verify(&note, trustee.key()).unwrap();
    let value = deal.open(&recipient).unwrap();
    assert!(package.fits(2, &value) && !package.fits(1, &value));
    let again = Deal::seal((1, 2), reveal.ceremony, &recipient.public(), &value, &mut rng).unwrap();
    assert_eq!(again.sign(&trustee).unwrap(), note);
}

#[test]
fn notes_of_auditors_and_organiser() {
    let vectors = Vectors::read();
    let auditor = signer("auditor", 15);
    assert_eq!(auditor.key().to_string(), vectors.text("auditor_vkey"));
    let file = copy_of(&vectors);
    let (ballots, digest) = (sha256(&[b"ballots"]), sha256(&[&file]));
    let hold = Hold { election: election(), ballots, copy: digest, unopened: 2 };
    assert_eq!(hold.sign(&auditor).unwrap(), vectors.note("hold_note"));
    assert_eq!(Hold::verify(&vectors.note("hold_note"), auditor.key()), Ok(hold));

    let totals = Totals { opened: 5, invalid: 1, superseded: 2, spoiled: 0, counted: 2 };
    // The digest does not depend on how the copy is cut into files.
    let reading = proof_of_reading(auditor.key(), &[&file[..100], &file[100..]]);
    let attestation =
        Attestation { election: election(), sums: sha256(&[b"sums"]), totals, reading };
    assert_eq!(attestation.sign(&auditor).unwrap(), vectors.note("attest_note"));
    let note = vectors.note("attest_note");
    assert_eq!(Attestation::verify(&note, auditor.key()), Ok(attestation));
    let other = NoteKey::parse(&signer("auditor-2", 15).key().to_string()).unwrap();
    assert_ne!(proof_of_reading(&other, &[&file]), reading);

    let organiser_key = signer("organiser", 14);
    let note = organiser::sign_manifest(&organiser_key, &election()).unwrap();
    assert_eq!(note, vectors.note("manifest_note"));
    assert_eq!(organiser::verify_manifest(&note, organiser_key.key(), &election()), Ok(()));
    let other = ElectionId::of_manifest(b"other");
    assert!(organiser::verify_manifest(&note, organiser_key.key(), &other).is_err());
    let note = organiser::sign_sums(&organiser_key, &election(), b"sums").unwrap();
    assert_eq!(note, vectors.note("sums_note"));
    let holds = |sums| organiser::verify_sums(&note, organiser_key.key(), &election(), sums);
    assert_eq!(holds(b"sums"), Ok(()));
    assert!(holds(b"sumz").is_err());
}

#[test]
fn tie_rank() {
    let vectors = Vectors::read();
    let secret = ElectionSecret::generate(&mut seeded::rng(5));
    let root = Hash::from_bytes(sha256(&[b"root"]));
    let rank = secret_rank(&secret, &root, contest(), ProjectIndex(2));
    assert_eq!(rank.as_slice(), vectors.bytes("tie_rank"));
}
