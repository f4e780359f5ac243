//! An audited election from the trustee's key to the attested record, each act by the binary.

use voting::election_key::ElectionSecret;
use voting::manifest::{Auditor, Trustees};
use voting::note::{Note, NoteKey};
use voting::record::{INCIDENTS, share_path};
use voting::share::Share;

use crate::support::{Draft, Folder, Plan, Run, hashar_audit, sign_sums, verify};

/// Keys of one trustee and two auditors, and what the manifest needs of them.
struct Ceremony {
    keys: Folder,
    trustees: Trustees,
    auditors: Vec<Auditor>,
}

impl Ceremony {
    fn new() -> Self {
        let keys = Folder::empty();
        let out = keys.at("trustee.key");
        let made = hashar_audit(&["trustee", "init", "--out", &out]).succeeded();
        let trustees: Trustees = serde_json::from_str(&made.out).unwrap();
        let auditor = |name: &str| {
            let out = keys.at(name);
            let made = hashar_audit(&["key", "init", "--name", name, "--out", &out]).succeeded();
            let vkey = NoteKey::parse(made.out.trim_end()).unwrap();
            Auditor { name: name.to_owned(), vkey }
        };
        let auditors = ["auditor-1", "auditor-2"].map(auditor).into();
        Self { keys, trustees, auditors }
    }

    fn vote(&self, cast_from: u64) -> Draft {
        let (trustees, auditors) = (self.trustees.clone(), self.auditors.clone());
        Draft::new(&Plan { people: 24, trustees, auditors, cast_from, ..Plan::audited() })
    }

    fn hold(&self, record: &Folder, auditor: &str, key: &str) -> Run {
        std::fs::create_dir_all(record.path("holds")).unwrap();
        let (key, out) = (self.keys.at(key), record.at(&format!("holds/{auditor}.note")));
        hashar_audit(&["hold", &record.root(), "--key", &key, "--out", &out])
    }

    fn share(&self, record: &Folder, holds: &[&str], more: &[&str]) -> Run {
        std::fs::create_dir_all(record.path("trustees")).unwrap();
        let mut arguments: Vec<String> = ["trustee", "share"].map(str::to_owned).into();
        for (option, value) in [
            ("--key", self.keys.at("trustee.key")),
            ("--manifest", record.at("manifest.json")),
            ("--ballots-checkpoint", record.at("ballots/checkpoint")),
            ("--issuance-checkpoint", record.at("issuance/checkpoint")),
            ("--out", record.at(&share_path(1))),
        ] {
            arguments.extend([option.to_owned(), value]);
        }
        for auditor in holds {
            arguments.extend(["--hold".to_owned(), record.at(&format!("holds/{auditor}.note"))]);
        }
        arguments.extend(more.iter().map(|argument| (*argument).to_owned()));
        hashar_audit(&arguments)
    }

    fn attest(&self, record: &Folder, auditor: &str) -> Run {
        std::fs::create_dir_all(record.path("attestations")).unwrap();
        let out = record.at(&format!("attestations/{auditor}.note"));
        let key = self.keys.at(auditor);
        hashar_audit(&["attest", &record.root(), "--key", &key, "--out", &out])
    }

    /// x, from the note that the binary wrote.
    fn released(&self, record: &Folder) -> ElectionSecret {
        let note = std::fs::read_to_string(record.path(&share_path(1))).unwrap();
        let share = Share::verify(&Note::parse(&note).unwrap(), &self.trustees.list[0].vkey);
        share.unwrap().secret.clone()
    }
}

fn refused(run: &Run, words: &str) {
    assert_eq!(run.code, 76, "{}{}", run.out, run.err);
    assert!(run.err.contains(words), "{words}: {}", run.err);
}

#[test]
fn from_the_trustees_key_to_the_attested_record() {
    let ceremony = Ceremony::new();
    let draft = ceremony.vote(1_700_000_000);
    let record = Folder::of(&draft.closed());

    // Shares wait for the auditors, auditors hold what they can open.
    refused(&ceremony.share(&record, &[], &[]), "0 of 2 auditors hold one copy");
    let held = ceremony.hold(&record, "auditor-1", "auditor-1").succeeded();
    assert!(held.out.contains("0 unopened"), "{}", held.out);
    refused(&ceremony.share(&record, &["auditor-1", "auditor-1"], &[]), "1 of 2 auditors");
    refused(&ceremony.hold(&record, "trustee", "trustee.key"), "no auditor trustee-1");
    ceremony.hold(&record, "auditor-2", "auditor-2").succeeded();
    let holds = ["auditor-1", "auditor-2"];
    let released = ceremony.share(&record, &holds, &[]).succeeded();
    let entries = draft.ballots.len() + 2;
    assert!(released.out.contains(&format!("the share of trustee-1 for {entries} ballot log")));
    assert_eq!(ceremony.share(&record, &holds, &[]).code, 74, "a note is not overwritten");
    let (note, manifest) = (record.at(&share_path(1)), record.at("manifest.json"));
    let checked =
        hashar_audit(&["trustee", "check", "--note", &note, "--manifest", &manifest]).succeeded();
    assert_eq!(checked.out, "the share of trustee-1; it fits Y_i\n");

    // The organiser publishes.
    let mut files = record.files();
    draft.add_results(&mut files, &ceremony.released(&record));
    sign_sums(&mut files, &draft.election);
    record.add(&files);
    assert_eq!(verify(&record.files(), &[]).code, 64, "nobody has attested yet");

    // The auditors recompute and sign.
    let attested = ceremony.attest(&record, "auditor-1").succeeded();
    assert!(attested.out.contains(&format!("opened {}, invalid 0", draft.ballots.len())));
    assert_eq!(verify(&record.files(), &[]).code, 64, "one of two");
    ceremony.attest(&record, "auditor-2").succeeded();
    verify(&record.files(), &["--json"]).succeeded();
    let mut public = record.files();
    public.remove("ballots/copy/0.bin").unwrap();
    assert_eq!(verify(&public, &["--json"]).succeeded().json()["verdict"], "attested");
}

#[test]
fn nobody_attests_to_what_was_not_recomputed() {
    let ceremony = Ceremony::new();
    let draft = ceremony.vote(1_700_000_000);
    let mut files = draft.closed();
    let record = Folder::of(&files);
    for auditor in ["auditor-1", "auditor-2"] {
        ceremony.hold(&record, auditor, auditor).succeeded();
    }
    ceremony.share(&record, &["auditor-1", "auditor-2"], &[]).succeeded();
    files.extend(record.files());
    draft.add_results(&mut files, &ceremony.released(&record));
    sign_sums(&mut files, &draft.election);
    let attest = |change: fn(&mut crate::support::Files)| {
        let mut files = files.clone();
        change(&mut files);
        let record = Folder::of(&files);
        let run = ceremony.attest(&record, "auditor-1");
        assert!(!record.path("attestations/auditor-1.note").exists(), "{}", run.out);
        run
    };
    let unsummed = attest(|files| files.get_mut(INCIDENTS).unwrap().push(b'\n'));
    assert_eq!(unsummed.code, 15, "{}", unsummed.err);
    assert!(unsummed.err.contains("step 15 fails: incidents.json was changed"), "{}", unsummed.err);
    let changed = attest(|files| files.get_mut("ballots/copy/0.bin").unwrap()[500] ^= 1);
    assert_eq!(changed.code, 5, "{}", changed.err);
    refused(
        &attest(|files| {
            files.remove("ballots/copy/0.bin").unwrap();
        }),
        "step 5, openings, was not recomputed",
    );
}

#[test]
fn an_auditor_holds_only_a_copy_that_opens_the_log() {
    let ceremony = Ceremony::new();
    let draft = ceremony.vote(1_700_000_000);
    let mut files = draft.closed();
    let copy = files.remove("ballots/copy/0.bin").unwrap();
    let record = Folder::of(&files);
    refused(&ceremony.hold(&record, "auditor-1", "auditor-1"), "holds no copy");
    let mut changed = copy.clone();
    changed[500] ^= 1;
    files.insert("ballots/copy/0.bin".into(), changed);
    let run = ceremony.hold(&Folder::of(&files), "auditor-1", "auditor-1");
    assert_eq!(run.code, 5, "{}", run.err);
    assert!(run.err.contains("the copy does not open it"), "{}", run.err);
}

#[test]
fn no_share_before_the_close_or_for_other_logs() {
    let ceremony = Ceremony::new();
    let draft = ceremony.vote(4_000_000_000);
    let record = Folder::of(&draft.closed());
    for auditor in ["auditor-1", "auditor-2"] {
        ceremony.hold(&record, auditor, auditor).succeeded();
    }
    let holds = ["auditor-1", "auditor-2"];
    refused(&ceremony.share(&record, &holds, &[]), "the vote is open until 4000007200");
    refused(&ceremony.share(&record, &holds, &["--at", "4000007199"]), "the vote is open");
    // Checkpoints of the two logs mixed up, and one that the log never signed.
    let checkpoint = std::fs::read_to_string(record.path("ballots/checkpoint")).unwrap();
    let issuance = std::fs::read_to_string(record.path("issuance/checkpoint")).unwrap();
    let size = format!("\n{}\n", draft.ballots.len() + 2);
    assert!(checkpoint.contains(&size));
    for wrong in [issuance, checkpoint.replacen(&size, "\n7\n", 1)] {
        std::fs::write(record.path("ballots/checkpoint"), wrong).unwrap();
        let run = ceremony.share(&record, &holds, &["--at", "4000007200"]);
        assert_eq!(run.code, 72, "{}", run.err);
    }
    std::fs::write(record.path("ballots/checkpoint"), checkpoint).unwrap();
    assert!(!record.path(&share_path(1)).exists());
    ceremony.share(&record, &holds, &["--at", "4000007200"]).succeeded();
}
