//! Records of logs that witnesses cosign.

use std::sync::OnceLock;

use voting::checkpoint::{checkpoints_log, parse_checkpoints_log};
use voting::cosignature::cosign;
use voting::merkle::{InclusionProof, Tree, leaf_hash};
use voting::note::{Note, NoteSigner};
use voting::receipt::Receipt;
use voting::text::hex;

use crate::support::{Draft, Files, Folder, Plan, sign_sums, signer, verify, witness_signer};
use crate::tampered::fails;

fn record() -> &'static (Draft, Files) {
    static RECORD: OnceLock<(Draft, Files)> = OnceLock::new();
    RECORD.get_or_init(|| {
        let draft = Draft::new(&Plan::witnessed());
        let files = draft.published();
        (draft, files)
    })
}

/// The time that still counts.
fn until() -> u64 {
    let manifest = &record().0.election.manifest;
    manifest.closes_at + manifest.merge_by_seconds
}

/// The record whose last ballots head carries the lines of these, each at its time.
fn seen_by(witnesses: &[(&NoteSigner, u64)]) -> Files {
    let (draft, files) = record();
    let mut files = files.clone();
    let text = String::from_utf8(files["ballots/checkpoints.log"].clone()).unwrap();
    let mut notes = parse_checkpoints_log(&text).unwrap();
    let last = notes.pop().unwrap();
    let mut own = last.signed_by(signer("example.org/ballots").key());
    for (witness, at) in witnesses {
        own.add(cosign(witness, &own, *at).unwrap());
    }
    files.insert("ballots/checkpoint".into(), own.to_string().into_bytes());
    notes.push(own);
    files.insert("ballots/checkpoints.log".into(), checkpoints_log(&notes).into_bytes());
    sign_sums(&mut files, &draft.election);
    files
}

const TOO_FEW: &str = "ballots: the quorum of witnesses has not seen the last checkpoint in time";

#[test]
fn a_quorum_in_time_is_enough() {
    let (draft, files) = record();
    let run = verify(files, &["--json"]).succeeded();
    assert_eq!(run.json()["verdict"], "verified");
    assert!(draft.election.policy.requires_witnesses());
    assert!(!verify(files, &[]).out.contains("No witnesses of the logs are required"));
    let (first, third) = (witness_signer(1), witness_signer(3));
    verify(&seen_by(&[(&first, 0), (&third, until())]), &[]).succeeded();
}

#[test]
fn fewer_than_the_quorum_fail() {
    fails(&seen_by(&[]), 2, TOO_FEW);
    fails(&seen_by(&[(&witness_signer(2), until())]), 2, TOO_FEW);
    // One witness twice is one witness.
    let second = witness_signer(2);
    fails(&seen_by(&[(&second, 5), (&second, 6)]), 2, TOO_FEW);
}

#[test]
fn a_quorum_that_came_too_late_fails() {
    let (first, second) = (witness_signer(1), witness_signer(2));
    fails(&seen_by(&[(&first, until()), (&second, until() + 1)]), 2, TOO_FEW);
}

#[test]
fn witnesses_of_other_policies_do_not_count() {
    let (first, stranger) = (witness_signer(1), witness_signer(4));
    fails(&seen_by(&[(&first, 0), (&stranger, 0)]), 2, TOO_FEW);
}

#[test]
fn a_line_that_does_not_hold_spoils_the_checkpoint() {
    let (draft, _) = record();
    let (first, second, third) = (witness_signer(1), witness_signer(2), witness_signer(3));
    let mut files = seen_by(&[(&first, 0), (&second, 0), (&third, 0)]);
    for path in ["ballots/checkpoint", "ballots/checkpoints.log"] {
        let text = String::from_utf8(files[path].clone()).unwrap();
        let (head, line) = text.trim_end().rsplit_once(' ').unwrap();
        let mut bytes = voting::text::from_base64("line", line).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        let forged = format!("{head} {}\n", voting::text::base64(&bytes));
        files.insert(path.into(), forged.into_bytes());
    }
    sign_sums(&mut files, &draft.election);
    fails(&files, 2, TOO_FEW);
}

#[test]
fn a_receipt_needs_the_quorum_whenever_it_signed() {
    let (draft, files) = record();
    let text = String::from_utf8(files["ballots/checkpoint"].clone()).unwrap();
    let log = Note::parse(&text).unwrap().signed_by(signer("example.org/ballots").key());
    let receipt = |witnesses: &[usize]| {
        let mut checkpoint = log.clone();
        for number in witnesses {
            checkpoint.add(cosign(&witness_signer(*number), &log, until() + 9_999).unwrap());
        }
        let id = &draft.election.id;
        let entries = std::iter::once(voting::entry::header(id))
            .chain(draft.ballots.iter().map(|(it, _)| voting::entry::ballot(it)))
            .chain([voting::entry::close(id, draft.ballots.len() as u64 + 1)]);
        let tree: Tree = entries.map(|entry| leaf_hash(&entry)).collect();
        let proof = InclusionProof::new(&tree, 1, tree.size()).unwrap();
        Receipt { index: 1, proof, checkpoint }.to_string()
    };
    let commitment = hex(draft.ballots[0].0.as_bytes());
    let code = |text: String| {
        // Beside the record, or step 15 would find a file too many.
        let apart = Folder::of(&Files::from([("receipt".into(), text.into_bytes())]));
        let mine = ["--receipt", &apart.at("receipt"), "--commitment", &commitment];
        verify(files, &mine).code
    };
    assert_eq!(code(receipt(&[2, 3])), 0);
    assert_eq!(code(receipt(&[2])), 14);
}
