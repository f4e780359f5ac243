//! No bytes make a parser panic, and whatever a parser accepts it writes again, byte for byte.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking; clippy exempts only functions marked as tests"
)]

use proptest::prelude::*;
use serde_json::Value;
use voting::answer::Answer;
use voting::body::{Body, Layout};
use voting::checkpoint::{Checkpoint, checkpoints_log, parse_checkpoints_log};
use voting::confirmation::Confirmation;
use voting::copy;
use voting::entry::Entry;
use voting::manifest::{Election, Publication};
use voting::merkle::Hash;
use voting::note::{Note, NoteKey};
use voting::policy::Policy;
use voting::receipt::Receipt;
use voting::record::Sums;
use voting::roll::Roll;
use voting::seed::Seed;
use voting::tile::{bundle, parse_bundle, parse_tile};

/// A format: what it reads, written again, or nothing when it refuses.
type Rewrite = fn(&[u8]) -> Option<Vec<u8>>;

const LAYOUTS: [Layout; 2] = [Layout { credential: 256, plaintext: 128 }; 2];

fn text(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok()
}

fn formats() -> Vec<(&'static str, Rewrite)> {
    vec![
        ("body", |b| Some(Body::parse(b, &LAYOUTS).ok()?.as_bytes().to_vec())),
        ("entry", |b| Some(Entry::parse(b).ok()?.to_bytes())),
        ("confirmation", |b| Some(Confirmation::parse(b).ok()?.to_bytes())),
        ("answer", |b| Some(Answer::parse(b).ok()?.to_bytes())),
        ("roll", |b| Some(Roll::parse(b).ok()?.to_bytes())),
        ("bundle", |b| bundle(parse_bundle(b, 2).ok()?).ok()),
        ("tile", |b| {
            Some(parse_tile(b, 2).ok()?.iter().flat_map(|hash| *hash.as_bytes()).collect())
        }),
        ("copy", |b| {
            let mut file = Vec::new();
            copy::parse(b)
                .ok()?
                .iter()
                .try_for_each(|r| copy::write(&mut file, r.as_ref()))
                .ok()?;
            Some(file)
        }),
        ("note", |b| Some(Note::parse(text(b)?).ok()?.to_string().into_bytes())),
        ("vkey", |b| Some(NoteKey::parse(text(b)?).ok()?.to_string().into_bytes())),
        ("checkpoint", |b| Some(Checkpoint::parse(text(b)?).ok()?.to_string().into_bytes())),
        ("checkpoints.log", |b| {
            Some(checkpoints_log(&parse_checkpoints_log(text(b)?).ok()?).into_bytes())
        }),
        ("receipt", |b| Some(Receipt::parse(text(b)?).ok()?.to_string().into_bytes())),
        ("SHA256SUMS", |b| {
            Some(Sums::parse(text(b)?, Publication::Open).ok()?.to_text().into_bytes())
        }),
    ]
}

/// One valid example of each format, made by the second implementation or from its bytes.
fn samples() -> Vec<Vec<u8>> {
    let vectors: Value = serde_json::from_str(include_str!("vectors/pb-v1.json")).unwrap();
    let field = |name: &str| vectors[name].as_str().unwrap().to_owned();
    let hex = |name: &str| data_encoding::HEXLOWER.decode(field(name).as_bytes()).unwrap();
    let checkpoint = format!("example.org/b\n7\n{}\n", Hash::EMPTY.to_base64());
    let signature = field("promise_note").rsplit_once("\n\n").unwrap().1.to_owned();
    let signed = format!("{checkpoint}\n{signature}");
    let hash = Hash::EMPTY.to_base64();
    let receipt = format!("c2sp.org/tlog-proof@v1\nindex 3\n{hash}\n{hash}\n\n{signed}");
    let entries = [hex("header_entry"), hex("close_entry")];
    let (body, opening) = (hex("body"), hex("opening"));
    let answer = [&[0][..], &hex("confirmation"), field("promise_note").as_bytes()].concat();
    let open =
        [&[1][..], &hex("confirmation"), &opening, field("promise_note").as_bytes()].concat();
    vec![
        bundle(entries.iter().map(Vec::as_slice)).unwrap(),
        [&[0, 0, 2, 100][..], &opening, &body].concat(),
        body,
        hex("issue_entry"),
        hex("header_entry"),
        hex("ballot_entry"),
        hex("close_entry"),
        hex("confirmation"),
        answer,
        open,
        [[0; 34], [1; 34]].concat(),
        vec![7; 64],
        field("promise_note").into_bytes(),
        field("auditor_vkey").into_bytes(),
        checkpoint.into_bytes(),
        format!("{signed}\n{signed}").into_bytes(),
        receipt.into_bytes(),
        format!("{}  a/b\n", "00".repeat(32)).into_bytes(),
    ]
}

fn check(bytes: &[u8]) -> usize {
    let mut accepted = 0;
    for (name, rewrite) in formats() {
        if let Some(again) = rewrite(bytes) {
            assert_eq!(again, bytes, "{name}");
            accepted += 1;
        }
    }
    if let Some(text) = text(bytes) {
        let _ = Policy::parse(text);
        let _ = Seed::from_recovery_code(text);
    }
    let _ = Election::parse(bytes);
    accepted
}

#[test]
fn every_format_reads_its_example() {
    let samples = samples();
    for (name, rewrite) in formats() {
        let read = samples.iter().filter(|sample| rewrite(sample).is_some()).count();
        assert!(read >= 1, "no example of {name}");
    }
    assert!(samples.iter().all(|sample| check(sample) >= 1));
}

proptest! {
    #[test]
    fn noise(bytes in prop::collection::vec(any::<u8>(), 0..700)) {
        check(&bytes);
    }

    /// Valid examples with a byte changed, cut, or lengthened.
    #[test]
    fn near_misses(pick: usize, place: usize, change: u8, cut: usize, tail in prop::collection::vec(any::<u8>(), 0..3)) {
        let samples = samples();
        let mut bytes = samples[pick % samples.len()].clone();
        let place = place % bytes.len();
        bytes[place] ^= change;
        check(&bytes);
        bytes.extend(&tail);
        check(&bytes);
        bytes.truncate(cut % bytes.len());
        check(&bytes);
    }
}
