//! A whole record verifies; each tampering fails at its own step, with sums made again.

mod constraints;
mod key_generation;

use super::*;
use crate::commitment::{BodyScalar, Commitment, Opening};
use crate::copy;
use crate::credential::CredentialSignature;
use crate::manifest::{Manifest, Publish};
use crate::merkle::{InclusionProof, Tree, leaf_hash};
use crate::note::Note;
use crate::promise::Promise;
use crate::receipt::Receipt;
use crate::record::{counted_path, result_path, share_path, trace_path};
use crate::testing::{self, Draft, Files, sign_sums};
use crate::verify::report::Outcome;

fn check(files: &Files) -> Report {
    verify(files, &Mine::default(), &mut testing::rng(7))
}

/// Exit code of a record after `tamper`, with the sums and their note made again.
fn tampered(draft: &Draft, tamper: impl FnOnce(&mut Files)) -> (u8, String) {
    let mut files = draft.publish();
    tamper(&mut files);
    sign_sums(&mut files, &draft.election);
    let report = check(&files);
    let failed = report.steps.iter().find_map(|step| match &step.outcome {
        Outcome::Failed { reason } => Some(reason.clone()),
        _ => None,
    });
    (report.exit_code(), failed.unwrap_or_default())
}

fn flip(files: &mut Files, path: &str, place: usize) {
    files.get_mut(path).unwrap()[place] ^= 1;
}

fn edit(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} holds {from}");
    files.insert(path.into(), text.replacen(from, to, 1).into_bytes());
}

#[test]
fn an_honest_record_is_verified_in_every_step() {
    let report = check(&Draft::new().publish());
    for step in &report.steps {
        assert_eq!(step.outcome, Outcome::Verified, "{step:?}");
    }
    assert_eq!((report.exit_code(), report.steps.len()), (0, 15));
    let checked: Vec<u64> = report.steps.iter().map(|step| step.checked).collect();
    assert_eq!(checked[4..8], [6, 6, 6, 6]);
    assert_eq!(checked[9], 5);
}

#[test]
fn ballots_can_be_published_instead_of_totals() {
    let mut manifest = testing::manifest();
    manifest.contests[0].publish = Publish::Ballots;
    manifest.contests[1].min_counted = 3;
    let draft = Draft::of(manifest);
    let files = draft.publish();
    assert_eq!(files[&counted_path("one")], b"b:1\nb:1\nc:1\n");
    assert!(!files.contains_key(&counted_path("two")), "withheld");
    let pabulib = String::from_utf8(files["counted/one.pb"].clone()).unwrap();
    assert!(pabulib.contains("num_votes;3") && !files.contains_key("counted/two.pb"));
    assert_eq!(check(&files).exit_code(), 0);
}

#[test]
fn without_the_copy_auditors_stand_in() {
    let mut files = Draft::new().publish();
    files.remove(&copy::path(0));
    let report = check(&files);
    for step in [5, 6, 7, 8, 10] {
        assert_eq!(report.steps[step - 1].outcome, Outcome::Attested, "{step}");
    }
    assert_eq!(report.steps[11].outcome, Outcome::Verified, "winners follow from totals");
    assert_eq!(report.exit_code(), 0);
}

/// Without the copy a wrong result is still seen against the published totals or ballots.
#[test]
fn the_public_recomputes_the_winners() {
    for publish in [Publish::Totals, Publish::Ballots] {
        let mut manifest = testing::manifest();
        manifest.contests[0].publish = publish;
        let mut files = Draft::of(manifest).publish();
        files.remove(&copy::path(0));
        assert_eq!(check(&files).exit_code(), 0);
        let result = String::from_utf8(files[&result_path("one")].clone()).unwrap();
        let mut result: serde_json::Value = serde_json::from_str(&result).unwrap();
        result["winners"] = serde_json::json!(["a"]);
        files.insert(result_path("one"), serde_json::to_vec(&result).unwrap());
        assert_eq!(check(&files).exit_code(), 12);
    }
}

fn under(rule: &str, publish: Publish) -> Manifest {
    let mut manifest = testing::manifest();
    manifest.contests[0].publish = publish;
    manifest.contests[0].rule.name = rule.to_owned();
    manifest
}

/// A rule that looks at whole ballots is recomputed from the copy or from published ballots.
#[test]
fn every_rule_is_recomputed_from_ballots() {
    for rule in ["mes_cost_add1u_city", "mes_card_u", "phragmen", "maxwelfare_cost"] {
        let mut files = Draft::of(under(rule, Publish::Ballots)).publish();
        let result = String::from_utf8(files[&result_path("one")].clone()).unwrap();
        assert!(result.contains(rule) && result.contains("reason"), "{result}");
        assert_eq!(result.contains("\"uniqueness\""), rule.starts_with("maxwelfare"), "{result}");
        assert_eq!(check(&files).steps[11].outcome, Outcome::Verified, "{rule}, with the copy");
        files.remove(&copy::path(0));
        let report = check(&files);
        assert_eq!((report.exit_code(), &report.steps[11].outcome), (0, &Outcome::Verified));
    }
}

/// Sums do not give the winners of such a rule, and reasons would tell more than the sums.
#[test]
fn from_totals_alone_such_a_rule_is_attested_and_says_no_reasons() {
    let mut files = Draft::of(under("mes_cost_add1u_city", Publish::Totals)).publish();
    let result = String::from_utf8(files[&result_path("one")].clone()).unwrap();
    let result: serde_json::Value = serde_json::from_str(&result).unwrap();
    assert_eq!((&result["counted"], result["winners"].is_array()), (&3.into(), true));
    assert!(result.get("projects").is_none() && result.get("ties").is_none(), "{result}");
    assert!(!files.contains_key(&trace_path("one")) && files.contains_key(&counted_path("one")));
    assert_eq!(check(&files).steps[11].outcome, Outcome::Verified, "with the copy");
    files.remove(&copy::path(0));
    let report = check(&files);
    assert_eq!((report.exit_code(), &report.steps[11].outcome), (0, &Outcome::Attested));
    assert_eq!(report.steps[11].checked, 1, "the other contest is greedy");
    files.remove("attestations/auditor.note");
    let open = check(&files);
    assert!(matches!(open.steps[11].outcome, Outcome::NotChecked { .. }));
    assert_eq!(open.exit_code(), 64);
}

/// Whoever signs the sums again cannot change the winners, where anybody can recompute them.
#[test]
fn other_winners_of_whatever_rule_fail_at_step_12() {
    for publish in [Publish::Ballots, Publish::Totals] {
        let draft = Draft::of(under("mes_cost_add1u_city", publish));
        let (code, reason) = tampered(&draft, |files| {
            let result = String::from_utf8(files[&result_path("one")].clone()).unwrap();
            let mut result: serde_json::Value = serde_json::from_str(&result).unwrap();
            result["winners"].as_array_mut().unwrap().reverse();
            files.insert(result_path("one"), serde_json::to_vec(&result).unwrap());
        });
        assert_eq!(code, 12, "{publish:?}: {reason}");
    }
}

/// What `min_counted` withholds, auditors attest.
#[test]
fn a_withheld_count_is_attested() {
    let mut manifest = testing::manifest();
    manifest.contests[1].min_counted = 3;
    let mut files = Draft::of(manifest).publish();
    files.remove(&copy::path(0));
    let report = check(&files);
    assert_eq!(report.steps[11].outcome, Outcome::Attested);
    assert_eq!((report.steps[11].checked, report.exit_code()), (1, 0));
}

/// An auditor verifies before attesting; the public waits for the attestations.
#[test]
fn before_attestations_not_everything_is_checked() {
    let mut files = Draft::new().publish();
    files.remove("attestations/auditor.note");
    let with_copy = check(&files);
    assert_eq!(with_copy.exit_code(), 64);
    assert_eq!(with_copy.steps[9].outcome, Outcome::Verified);
    files.remove(&copy::path(0));
    let without = check(&files);
    assert!(matches!(without.steps[4].outcome, Outcome::NotChecked { .. }));
    assert_eq!(without.exit_code(), 64);
}

#[test]
fn an_open_record_needs_no_auditors_but_its_copy() {
    let manifest = crate::manifest::Manifest {
        publication: crate::manifest::Publication::Open,
        auditors: vec![],
        quorum: 0,
        ..testing::manifest()
    };
    let mut files = Draft::of(manifest).publish();
    assert_eq!(check(&files).exit_code(), 0);
    files.remove(&copy::path(0));
    assert_eq!(check(&files).exit_code(), 15);
}

#[test]
fn each_forged_file_fails_at_its_step() {
    let draft = Draft::new();
    type Tamper = fn(&mut Files);
    let cases: [(u8, &str, Tamper); 13] = [
        (1, "cost in the manifest", |files| {
            edit(files, "manifest.json", "\"cost\": 50", "\"cost\": 51");
        }),
        (2, "signature of a checkpoint", |files| {
            edit(
                files,
                "ballots/checkpoints.log",
                "example.org/ballots\n2\n",
                "example.org/ballots\n3\n",
            );
        }),
        (2, "hash in a tile", |files| flip(files, "ballots/tile/0/000.p/8", 40)),
        (3, "entry in a bundle", |files| flip(files, "ballots/tile/entries/000.p/8", 60)),
        (4, "person on the roll", |files| flip(files, "roll/roll.bin", 20)),
        (5, "byte of a body", |files| flip(files, "ballots/copy/0.bin", 300)),
        (8, "incidents", |files| {
            edit(files, "incidents.json", "\"superseded\": 1", "\"superseded\": 0");
        }),
        (9, "share", |files| edit(files, &share_path(1), "pb-v1:share\n1\n", "pb-v1:share\n2\n")),
        (10, "counted totals", |files| edit(files, &counted_path("one"), "a,0,0", "a,9,9")),
        (12, "swapped results", |files| {
            let [one, two] = ["one", "two"].map(|id| files[&result_path(id)].clone());
            files.insert(result_path("one"), two);
            files.insert(result_path("two"), one);
        }),
        (13, "attested totals", |files| {
            let auditor = testing::note_signer("auditor", 15);
            let text = String::from_utf8(files["attestations/auditor.note"].clone()).unwrap();
            let lie = Note::parse(&text).unwrap().text().replacen("\n6\n0\n", "\n6\n1\n", 1);
            let note = auditor.sign(lie).unwrap().to_string();
            files.insert("attestations/auditor.note".into(), note.into_bytes());
        }),
        (13, "hold note", |files| {
            files.remove("holds/auditor.note");
        }),
        (13, "attestation of other sums", |files| {
            files.insert("extra".into(), vec![]);
        }),
    ];
    for (step, what, tamper) in cases {
        let (code, reason) = tampered(&draft, tamper);
        assert_eq!(code, step, "{what}: {reason}");
        assert!(!reason.is_empty(), "{what}");
    }
}

#[test]
fn files_are_neither_missing_nor_changed_nor_added() {
    let draft = Draft::new();
    for tamper in [
        |files: &mut Files| {
            files.insert("extra".into(), vec![]);
        },
        |files: &mut Files| {
            edit(files, "SHA256SUMS.note", "pb-v1:sums", "pb-v1:sumz");
        },
    ] {
        let mut files = draft.publish();
        tamper(&mut files);
        assert_eq!(check(&files).exit_code(), 15);
    }
}

/// The registrar's key is not needed to log a ballot, but to have it accepted.
#[test]
fn a_self_issued_credential_fails_at_step_6() {
    let mut draft = Draft::new();
    let body = draft.sign(1, 0, 5, CredentialSignature(vec![1; 256]));
    log_anyhow(&mut draft, body.as_bytes());
    assert_eq!(tampered(&draft, |_| ()).0, 6);
}

#[test]
fn a_forged_voter_signature_fails_at_step_7() {
    let mut draft = Draft::new();
    let mut body = draft.body(1, 0, 5).as_bytes().to_vec();
    body[579] ^= 1;
    log_anyhow(&mut draft, &body);
    assert_eq!(tampered(&draft, |_| ()).0, 7);
}

#[test]
fn more_credentials_than_due_fail_at_step_4() {
    let mut draft = Draft::new();
    draft.issue(1);
    let (code, reason) = tampered(&draft, |_| ());
    assert_eq!(code, 4);
    assert!(reason.contains("too much"), "{reason}");
    let mut draft = Draft::new();
    draft.issue(6);
    let (code, reason) = tampered(&draft, |_| ());
    assert_eq!(code, 4);
    assert!(reason.contains("not on the roll"), "{reason}");
}

/// A registrar that signs without logging is caught when more keys vote than were issued.
#[test]
fn an_unlogged_credential_fails_at_step_11() {
    let mut draft = Draft::new();
    draft.issuance.pop();
    assert_eq!(tampered(&draft, |_| ()).0, 11);
}

#[test]
fn a_dropped_or_doubled_body_is_noticed() {
    let mut draft = Draft::new();
    draft.ballots[2].1 = None;
    let files = draft.publish();
    let report = check(&files);
    assert_eq!(report.exit_code(), 0, "a lost body is printed, not hidden: {report:?}");
    assert!(String::from_utf8_lossy(&files["incidents.json"]).contains("\"unopened\": 1"));

    let mut draft = Draft::new();
    let again = draft.ballots[0].1.clone().unwrap();
    let opening = Opening::random(&mut testing::rng(66));
    let commitment = Commitment::new(BodyScalar::of(&again.body), &opening);
    draft.log(commitment, opening, &again.body);
    let files = draft.publish();
    assert_eq!(check(&files).exit_code(), 0);
    assert!(String::from_utf8_lossy(&files["incidents.json"]).contains("\"duplicates\": 1"));
}

#[test]
fn my_own_receipt_promise_and_roll_entry() {
    let draft = Draft::new();
    let files = draft.publish();
    let bundle = &files["ballots/tile/entries/000.p/8"];
    let entries = crate::tile::parse_bundle(bundle, 8).unwrap();
    let tree: Tree = entries.iter().map(|entry| leaf_hash(entry)).collect();
    let text = String::from_utf8(files["ballots/checkpoint"].clone()).unwrap();
    let commitment =
        |index: usize| Commitment::from_bytes(entries[index][11..].try_into().unwrap());
    let receipt = |index| Receipt {
        index,
        proof: InclusionProof::new(&tree, index, 8).unwrap(),
        checkpoint: Note::parse(&text).unwrap(),
    };
    let box_key = testing::note_signer("example.org/ballots/promise", 13);
    let promise = |commitment| Promise { commitment, merge_by: 9 }.sign(&box_key).unwrap();
    let run = |mine: &Mine| verify(&files, mine, &mut testing::rng(7)).exit_code();

    let mut mine = Mine::default();
    mine.receipts.push((commitment(3), receipt(3)));
    mine.promises.push(promise(commitment(4)));
    assert_eq!(run(&mine), 0);
    mine.promises.push(promise(Commitment::from_bytes([1; 32])));
    assert_eq!(run(&mine), 14, "promised, never logged");
    let wrong = Mine { receipts: vec![(commitment(4), receipt(3))], ..Mine::default() };
    assert_eq!(run(&wrong), 14);
    let number = crate::roll::IdentityNumber::new("1").unwrap();
    let contest = crate::id::ContestIndex::new(0).unwrap();
    let salt = crate::roll::RollSalt::from_bytes([0; 32]);
    let stranger = Mine { roll: vec![(number, salt, contest)], ..Mine::default() };
    assert_eq!(run(&stranger), 14);
}

fn log_anyhow(draft: &mut Draft, body: &[u8]) {
    let opening = Opening::random(&mut testing::rng(67));
    draft.log(Commitment::new(BodyScalar::of(body), &opening), opening, body);
}
