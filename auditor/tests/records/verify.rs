//! `hashar-audit verify` over whole records: what is verified, what is attested, what people read.

use std::sync::OnceLock;

use crate::support::{
    Draft, Files, Folder, Person, Plan, attest, auditor_signer, sign_sums, verify,
};
use voting::audit_note::Totals;
use voting::copy;
use voting::merkle::{InclusionProof, Tree, leaf_hash};
use voting::note::Note;
use voting::promise::Promise;
use voting::receipt::Receipt;
use voting::text::hex;

fn open() -> &'static (Draft, Files) {
    static OPEN: OnceLock<(Draft, Files)> = OnceLock::new();
    OPEN.get_or_init(|| {
        let draft = Draft::new(&Plan::open());
        let files = draft.published();
        (draft, files)
    })
}

fn audited() -> &'static (Draft, Files) {
    static AUDITED: OnceLock<(Draft, Files)> = OnceLock::new();
    AUDITED.get_or_init(|| {
        let draft = Draft::new(&Plan::audited());
        let files = draft.published();
        (draft, files)
    })
}

/// What the public gets of an audited record.
fn public() -> Files {
    let mut files = audited().1.clone();
    files.remove(&copy::path(0)).unwrap();
    files
}

#[test]
fn an_open_record_is_verified_in_every_step() {
    let (draft, files) = open();
    let run = verify(files, &["--json"]).succeeded();
    let report = run.json();
    assert_eq!(report["verdict"], "verified");
    assert_eq!(report["election"]["id"], hex(draft.election.id.as_bytes()));
    for step in 1..=15 {
        assert_eq!(run.outcome(step), "verified", "{step}");
    }
    let checked: Vec<u64> = report["steps"]
        .as_array()
        .unwrap()
        .iter()
        .map(|step| step["checked"].as_u64().unwrap())
        .collect();
    let (issued, cast) = (draft.issuance.len() as u64, draft.ballots.len() as u64);
    assert!(issued > 30 && cast > issued, "people vote again: {issued} {cast}");
    assert_eq!(checked[2], issued + cast + 4, "entries, header and close of both logs");
    assert_eq!(checked[3], 40 + issued);
    assert_eq!(checked[4..8], [cast; 4]);
    let spoiled = &report["incidents"]["spoiled"];
    assert_eq!(spoiled.as_object().unwrap().len(), 1, "{spoiled}");
    let superseded = report["incidents"]["superseded"].as_u64().unwrap();
    let spoiled: u64 = spoiled.as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum();
    assert!(superseded >= 4 && spoiled >= 2);
    assert_eq!(checked[9], cast - superseded - spoiled);
    assert_eq!(report["results"].as_array().unwrap().len(), 2);
}

#[test]
fn people_read_what_each_step_shows_and_what_not() {
    let run = verify(&open().1, &[]).succeeded();
    for words in [
        "Two mahallas choose\nElection ",
        "Open publication: all ballots are public",
        "No witnesses of the logs are required",
        "\n   1  manifest: verified (1 manifest)\n      Shows that the organiser signed exactly",
        "the election. Does not show that people voted under these rules: compare\n      the",
        "\n   9  shares: verified (1 trustee's note)\n",
        "\n  13  auditors: nothing to check\n",
        "\n  14  my own: nothing to check\n",
        "\nThe record says\n  bogbon (Mahalla bogbon): bogbon-",
        "0 ballots unopened,",
        "\nVerified: every step was recomputed here.\nExit code 0\n",
    ] {
        assert!(run.out.contains(words), "{words:?} in\n{}", run.out);
    }
    assert!(run.out.lines().all(|line| line.chars().count() <= 78), "{}", run.out);
    assert_eq!(run.err, "", "no progress where nobody is watching");
}

#[test]
fn what_the_public_cannot_recompute_is_attested_never_verified() {
    let run = verify(&public(), &["--json"]).succeeded();
    assert_eq!(run.json()["verdict"], "attested");
    for step in [5, 6, 7, 8, 10] {
        assert_eq!(run.outcome(step), "attested", "{step}");
    }
    for step in [1, 2, 3, 4, 9, 11, 12, 13, 15] {
        assert_eq!(run.outcome(step), "verified", "{step}");
    }
    let text = verify(&public(), &[]).succeeded();
    assert!(
        text.out.contains("   6  credentials: attested\n      At least 2 auditors signed that")
    );
    let text = text.words();
    assert!(
        text.contains("attested: steps 5, 6, 7, 8, 10 rest on the word of at least 2 auditors")
    );
    let with_copy = verify(&audited().1, &["--json"]).succeeded();
    assert_eq!(with_copy.json()["verdict"], "verified", "an auditor recomputes all of it");
}

/// The others may still come: nothing failed, and nothing is made of it either.
#[test]
fn fewer_attestations_than_the_quorum_leave_it_open() {
    let mut files = public();
    files.remove("attestations/auditor-2.note").unwrap();
    let run = verify(&files, &["--json"]);
    assert_eq!(run.code, 64);
    assert_eq!(run.outcome(5), "not_checked");
    assert_eq!(run.json()["steps"][12]["reason"], "1 of at least 2 auditors have attested so far");
    let text = verify(&files, &[]);
    let sentence = "Nothing failed, but not everything could be checked: steps 5, 6, 7, 8, 10, 13";
    assert!(text.words().contains(sentence), "{}", text.out);
    files.remove("attestations/auditor-1.note").unwrap();
    assert_eq!(verify(&files, &[]).code, 64);
}

#[test]
fn attestations_that_differ_fail_at_step_13() {
    let (draft, files) = audited();
    let mut files = files.clone();
    let other = Totals { opened: 1, ..Totals::default() };
    attest(&mut files, &draft.election, &auditor_signer(2), other);
    let with_copy = verify(&files, &[]);
    assert_eq!(with_copy.code, 13);
    assert!(with_copy.out.contains("auditor-2 attests to other totals"), "{}", with_copy.out);
    files.remove(&copy::path(0)).unwrap();
    let without = verify(&files, &[]);
    assert_eq!(without.code, 13);
    assert!(without.out.contains("fewer than 2 auditors attest"), "{}", without.out);
}

#[test]
fn the_election_can_be_pinned() {
    let (draft, files) = open();
    let id = hex(draft.election.id.as_bytes());
    verify(files, &["--election", &id]).succeeded();
    let other = verify(files, &["--election", &"0".repeat(64)]);
    assert_eq!(other.code, 1);
    assert!(other.words().contains(&format!("FAILED at step 1, manifest: this is election {id}.")));
    assert_eq!(verify(files, &["--election", "xyz"]).code, 70);
}

#[test]
fn my_receipt_my_promise_and_my_roll_entry() {
    let (draft, files) = open();
    let size = draft.ballots.len() as u64 + 2;
    let bundle = &files[&format!("ballots/tile/entries/000.p/{size}")];
    let entries = voting::tile::parse_bundle(bundle, size).unwrap();
    let tree: Tree = entries.iter().map(|entry| leaf_hash(entry)).collect();
    let checkpoint = String::from_utf8(files["ballots/checkpoint"].clone()).unwrap();
    let proof = InclusionProof::new(&tree, 3, size).unwrap();
    let receipt = Receipt { index: 3, proof, checkpoint: Note::parse(&checkpoint).unwrap() };
    let (commitment, other) = (draft.ballots[2].0, draft.ballots[5].0);
    let promise =
        Promise { commitment, merge_by: 9 }.sign(&crate::support::promise_signer()).unwrap();
    let salt = |person: Person| hex(person.salt().as_bytes());
    let mine = Folder::of(&Files::from([
        ("receipt".into(), receipt.to_string().into_bytes()),
        ("promise".into(), promise.to_string().into_bytes()),
        ("roll".into(), format!("chorsu\n30101800000007\n{}\n", salt(Person(7))).into_bytes()),
        ("stranger".into(), format!("bogbon\n30101800000007\n{}\n", salt(Person(7))).into_bytes()),
        ("nonsense".into(), b"bogbon\n".to_vec()),
    ]));
    let [receipt, promise, roll, stranger, nonsense] =
        ["receipt", "promise", "roll", "stranger", "nonsense"].map(|name| mine.at(name));
    let (this, that) = (hex(commitment.as_bytes()), hex(other.as_bytes()));
    let all = ["--receipt", &receipt, "--commitment", &this, "--promise", &promise];
    let run = verify(files, &[&all[..], &["--roll-leaf", &roll]].concat()).succeeded();
    assert!(run.out.contains("\n  14  my own: verified (3 things of yours)\n"), "{}", run.out);
    let wrong = verify(files, &["--receipt", &receipt, "--commitment", &that]);
    assert_eq!(wrong.code, 14, "{}", wrong.out);
    assert_eq!(verify(files, &["--roll-leaf", &stranger]).code, 14);
    assert_eq!(verify(files, &["--roll-leaf", &nonsense]).code, 72);
    assert_eq!(verify(files, &["--receipt", &receipt]).code, 70);
    assert_eq!(verify(files, &["--promise", &mine.at("absent")]).code, 71);

    // Promised, but never logged.
    let mut draft = Draft::new(&Plan { people: 12, ..Plan::open() });
    let lost = draft.ballots.pop().unwrap().0;
    let promise = Promise { commitment: lost, merge_by: 9 }.sign(&crate::support::promise_signer());
    mine.add(&Files::from([("promise".into(), promise.unwrap().to_string().into_bytes())]));
    let run = verify(&draft.published(), &["--promise", &mine.at("promise")]);
    assert_eq!(run.code, 14, "{}", run.out);
    assert!(run.out.contains("promised, but not in the log"), "{}", run.out);
}

#[test]
fn a_record_that_is_none_fails_at_step_1() {
    let run = verify(&Files::new(), &["--json"]);
    assert_eq!((run.code, &run.json()["election"]), (1, &serde_json::Value::Null));
    assert_eq!(run.json()["steps"][0]["reason"], "manifest.json is missing");
    let text = verify(&Files::from([("manifest.json".into(), b"{}".to_vec())]), &[]);
    assert_eq!(text.code, 1);
    assert!(text.out.starts_with("A record whose manifest cannot be read\n"), "{}", text.out);
    let absent = crate::support::hashar_audit(&["verify", "no/such/folder"]);
    assert_eq!((absent.code, absent.out.as_str()), (71, ""));
    assert!(absent.err.contains("no/such/folder cannot be read"), "{}", absent.err);
    let help = crate::support::hashar_audit(&["verify", "--help"]).succeeded().out;
    assert!(help.contains("Examples:") && help.contains("Exit codes:"), "{help}");
}

/// A body that the box lost is printed with the result, not hidden and no failure.
#[test]
fn a_lost_body_is_named_as_a_possible_error() {
    let mut draft = Draft::new(&Plan { people: 12, ..Plan::open() });
    draft.ballots[2].1 = None;
    let mut files = draft.published();
    sign_sums(&mut files, &draft.election);
    let run = verify(&files, &[]).succeeded();
    assert!(run.out.contains("1 ballots unopened (a possible error)"), "{}", run.out);
}
