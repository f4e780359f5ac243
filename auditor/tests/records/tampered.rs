//! Each tampering, with the sums made again by whoever has the organiser's key, fails at its own
//! step, with its reason and exit code.

use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::{Draft, Files, Person, Plan, lay_out, sign_sums, verify};
use voting::commitment::{BodyScalar, Commitment, Opening};
use voting::copy::{self, CopyRecord};
use voting::credential::CredentialSignature;
use voting::record::{counted_path, result_path, share_path, trace_path};

/// An open record to tamper with.
fn record() -> &'static (Draft, Files) {
    static RECORD: OnceLock<(Draft, Files)> = OnceLock::new();
    RECORD.get_or_init(|| {
        let draft = Draft::new(&Plan::open());
        let files = draft.published();
        (draft, files)
    })
}

/// A smaller vote, for forgeries that come before publication.
fn draft() -> Draft {
    Draft::new(&Plan { people: 12, ..Plan::open() })
}

/// The files fail at this step, for people and for programs, and the words name the reason.
pub(crate) fn fails(files: &Files, step: usize, reason: &str) {
    keep_for_the_peer(files, step);
    let run = verify(files, &["--json"]);
    assert_eq!(run.code, i32::try_from(step).unwrap(), "{reason}: {}{}", run.out, run.err);
    let report = run.json();
    assert_eq!(report["verdict"], "failed", "{reason}");
    let found = report["steps"][step - 1]["reason"].as_str().unwrap();
    assert!(found.contains(reason), "{reason:?} in {found:?}");
    for later in step + 1..=15 {
        assert_eq!(run.outcome(later), "not_checked", "{reason}: {later}");
    }
    let text = verify(files, &[]).out;
    assert!(text.contains(&format!("FAILED at step {step}, ")), "{text}");
}

/// Leaves the record where the second implementation's tests look for it, if they come after.
fn keep_for_the_peer(files: &Files, step: usize) {
    static KEPT: AtomicUsize = AtomicUsize::new(0);
    let Some(folder) = std::env::var_os("HASHAR_TAMPERED") else { return };
    let number = KEPT.fetch_add(1, Ordering::Relaxed);
    lay_out(&Path::new(&folder).join(format!("{step}-{number}")), files);
}

/// Tampers with files, makes the sums again and expects the failure.
fn tampered(step: usize, reason: &str, tamper: impl FnOnce(&mut Files)) {
    let (draft, files) = record();
    let mut files = files.clone();
    tamper(&mut files);
    sign_sums(&mut files, &draft.election);
    fails(&files, step, reason);
}

pub(crate) fn edit(files: &mut Files, path: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[path].clone()).unwrap();
    assert!(text.contains(from), "{path} holds {from}: {text}");
    files.insert(path.into(), text.replacen(from, to, 1).into_bytes());
}

fn flip(files: &mut Files, path: &str, place: usize) {
    files.get_mut(path).unwrap()[place] ^= 1;
}

fn entry_bundle(folder: &str) -> String {
    let (_, files) = record();
    let prefix = format!("{folder}/tile/entries/");
    files.keys().find(|path| path.starts_with(&prefix)).unwrap().clone()
}

#[test]
fn a_cost_in_the_manifest() {
    tampered(1, "another election", |files| {
        edit(files, "manifest.json", "\"cost\": 50000000", "\"cost\": 5000000");
    });
}

#[test]
fn the_organisers_signature() {
    tampered(1, "manifest.note", |files| {
        let forged = crate::support::signer("example.org/organiser-2");
        let note = voting::organiser::sign_manifest(&forged, &record().0.election.id).unwrap();
        files.insert("manifest.note".into(), note.to_string().into_bytes());
    });
}

#[test]
fn a_checkpoint_signature() {
    tampered(2, "ballots: note: a signature does not hold", |files| {
        let text = String::from_utf8(files["ballots/checkpoint"].clone()).unwrap();
        let (head, signature) = text.rsplit_once(' ').unwrap();
        let mut bytes = voting::text::from_base64("signature", signature.trim_end()).unwrap();
        bytes[20] ^= 1;
        let forged = format!("{head} {}\n", voting::text::base64(&bytes));
        edit(files, "ballots/checkpoints.log", &text, &forged);
        files.insert("ballots/checkpoint".into(), forged.into_bytes());
    });
}

#[test]
fn a_checkpoint_left_out_at_the_end() {
    tampered(2, "the checkpoint is not the last one", |files| {
        let text = String::from_utf8(files["issuance/checkpoint"].clone()).unwrap();
        edit(files, "issuance/checkpoints.log", &format!("\n{text}"), "");
    });
}

#[test]
fn a_hash_in_a_tile() {
    tampered(2, "is not of this tree", |files| {
        let path = entry_bundle("ballots").replace("entries", "0");
        flip(files, &path, 40);
    });
}

#[test]
fn an_entry_changed_or_dropped() {
    tampered(3, "do not give the root", |files| flip(files, &entry_bundle("ballots"), 110));
    tampered(3, "entry bundle", |files| {
        let bundle = files.get_mut(&entry_bundle("ballots")).unwrap();
        // A ballot entry is 2 + 11 + 32 bytes, the header 2 + 13 + 32.
        bundle.drain(47..92);
    });
}

#[test]
fn a_person_on_the_roll() {
    tampered(4, "roll/roll.bin", |files| flip(files, "roll/roll.bin", 20));
}

#[test]
fn two_credentials_for_one_person() {
    let mut draft = draft();
    draft.issue(Person(1));
    fails(&draft.published(), 4, "was issued too much");
    let mut draft = self::draft();
    draft.issue(Person(50));
    fails(&draft.published(), 4, "is not on the roll");
}

#[test]
fn a_byte_of_a_body() {
    tampered(5, "the copy does not open it", |files| {
        // Inside the seal of the first ballot, behind header and length and opening.
        flip(files, &copy::path(0), 2 + 2 + 32 + 400);
    });
}

#[test]
fn a_body_dropped_from_the_copy() {
    tampered(5, "another number of records", |files| {
        let file = files.get_mut(&copy::path(0)).unwrap();
        file.drain(2..2 + 2 + 32 + 580);
    });
}

#[test]
fn a_self_issued_credential() {
    let mut draft = draft();
    let forged = CredentialSignature(vec![1; 256]);
    let body = Person(1).body(&draft.election, forged, 3, draft.noon());
    draft.log(body.as_bytes());
    fails(&draft.published(), 6, "the registrar's signature does not hold");
}

#[test]
fn a_forged_voter_signature() {
    let mut draft = draft();
    let credential = Person(1).credential(&draft.election);
    let body = Person(1).body(&draft.election, credential, 3, draft.noon());
    let mut bytes = body.as_bytes().to_vec();
    bytes[579] ^= 1;
    draft.log(&bytes);
    fails(&draft.published(), 7, "the voter's signature does not hold");
}

#[test]
fn a_ballot_cast_after_the_close() {
    let mut draft = draft();
    let credential = Person(1).credential(&draft.election);
    let late = draft.election.manifest.closes_at + 600;
    let body = Person(1).body(&draft.election, credential, 0, late);
    draft.log(body.as_bytes());
    fails(&draft.published(), 8, "cast outside the open vote");
}

#[test]
fn incidents_told_otherwise() {
    tampered(8, "superseded is 0", |files| {
        let text = String::from_utf8(files["incidents.json"].clone()).unwrap();
        let line = text.lines().find(|line| line.contains("superseded")).unwrap().to_owned();
        edit(files, "incidents.json", &line, "  \"superseded\": 0,");
    });
    tampered(10, "spoiled ballots by reason", |files| {
        let text = String::from_utf8(files["incidents.json"].clone()).unwrap();
        let (head, _) = text.split_once("\"spoiled\"").unwrap();
        files.insert("incidents.json".into(), format!("{head}\"spoiled\": {{}}\n}}\n").into());
    });
}

#[test]
fn a_wrong_share() {
    let (draft, files) = record();
    let share = |index: u16, secret, ballots| {
        let note = String::from_utf8(files[&share_path(1)].clone()).unwrap();
        let note = voting::note::Note::parse(&note).unwrap();
        let trustee = crate::support::signer("trustee-1");
        let share = voting::share::Share::verify(&note, trustee.key()).unwrap();
        let secret: Option<voting::election_key::ElectionSecret> = secret;
        let secret = secret.unwrap_or(share.secret.clone());
        let ballots: Option<[u8; 32]> = ballots;
        let ballots = ballots.unwrap_or(share.ballots);
        let share = voting::share::Share { index, secret, ballots, ..share };
        share.sign(&trustee).unwrap().to_string().into_bytes()
    };
    let other = voting::election_key::ElectionSecret::generate(&mut crate::support::rng(5));
    for (forged, reason) in [
        (share(1, Some(other), None), "fewer valid shares than the threshold"),
        (share(2, None, None), "the share of another trustee"),
        (share(1, None, Some([0; 32])), "released for other checkpoints"),
    ] {
        let mut files = files.clone();
        files.insert(share_path(1), forged);
        sign_sums(&mut files, &draft.election);
        fails(&files, 9, reason);
    }
    tampered(9, "fewer valid shares", |files| {
        files.remove(&share_path(1)).unwrap();
    });
}

#[test]
fn a_counted_ballot_changed_or_added() {
    tampered(10, "counted/bogbon.csv is not what the unsealed ballots give", |files| {
        edit(files, &counted_path("bogbon"), "bogbon-road:1", "bogbon-well:1");
    });
    tampered(10, "counted/chorsu.csv", |files| {
        let path = counted_path("chorsu");
        files.get_mut(&path).unwrap().extend(b"chorsu-bridge,9,9\n");
    });
}

#[test]
fn a_credential_that_was_never_logged() {
    let mut draft = draft();
    draft.issuance.pop();
    fails(&draft.published(), 11, "6 keys, 5 credentials");
}

#[test]
fn two_results_swapped() {
    tampered(12, "tally/bogbon.json is not what the counted ballots give", |files| {
        let [one, two] = ["bogbon", "chorsu"].map(|id| files[&result_path(id)].clone());
        files.insert(result_path("bogbon"), two);
        files.insert(result_path("chorsu"), one);
    });
    tampered(12, "tally/chorsu.trace.jsonl", |files| {
        files.remove(&trace_path("chorsu")).unwrap();
    });
}

/// Without the copy the winners still follow from the published totals.
#[test]
fn winners_that_the_totals_do_not_give() {
    let draft = Draft::new(&Plan::audited());
    let mut files = draft.published();
    files.remove(&copy::path(0)).unwrap();
    let path = result_path("bogbon");
    let mut result: serde_json::Value = serde_json::from_slice(&files[&path]).unwrap();
    result["winners"].as_array_mut().unwrap().reverse();
    files.insert(path, serde_json::to_vec_pretty(&result).unwrap());
    fails(&files, 12, "the published totals give other winners");
}

#[test]
fn holds_missing_or_of_another_copy() {
    let draft = Draft::new(&Plan { people: 12, ..Plan::audited() });
    let mut files = draft.published();
    files.remove("holds/auditor-2.note").unwrap();
    fails(&files, 13, "no quorum of auditors held this copy");
    // The copy of a box that opens one commitment in two ways would have another digest.
    let mut other = Draft::new(&Plan { people: 12, ..Plan::audited() });
    let (_, record) = other.ballots.remove(0);
    let CopyRecord { body, .. } = record.unwrap();
    let opening = Opening::random(&mut crate::support::rng(3));
    other.ballots.push((
        Commitment::new(BodyScalar::of(&body), &opening),
        Some(CopyRecord { opening, body }),
    ));
    let mut files = draft.published();
    files.insert("holds/auditor-1.note".into(), other.published()["holds/auditor-1.note"].clone());
    fails(&files, 13, "no quorum of auditors held this copy");
}

#[test]
fn attestations_of_other_sums() {
    let draft = Draft::new(&Plan { people: 12, ..Plan::audited() });
    let mut files = draft.published();
    files.insert("extra".into(), vec![]);
    sign_sums(&mut files, &draft.election);
    fails(&files, 13, "fewer than 2 auditors attest to this record alike");
}

#[test]
fn files_added_missing_or_changed() {
    let (_, files) = record();
    let mut added = files.clone();
    added.insert("tally/extra.json".into(), vec![]);
    fails(&added, 15, "tally/extra.json does not belong to the record");
    let mut missing = files.clone();
    missing.insert("trustees/notes.txt".into(), b"?".to_vec());
    sign_sums(&mut missing, &record().0.election);
    missing.remove("trustees/notes.txt");
    fails(&missing, 15, "trustees/notes.txt is missing");
    let mut changed = files.clone();
    changed.insert("trustees/notes.txt".into(), b"?".to_vec());
    sign_sums(&mut changed, &record().0.election);
    flip(&mut changed, "trustees/notes.txt", 0);
    fails(&changed, 15, "trustees/notes.txt was changed");
    let mut unsigned = files.clone();
    edit(&mut unsigned, "SHA256SUMS.note", "pb-v1:sums", "pb-v1:sumz");
    fails(&unsigned, 15, "SHA256SUMS.note");
}
