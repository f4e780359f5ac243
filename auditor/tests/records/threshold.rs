//! Two of three trustees: what was announced and revealed, and the shares. Each is tampered with by
//! whose note it is, and the sums are made again.

use std::sync::OnceLock;

use voting::election_key::ElectionSecret;
use voting::keygen::{Announcement, Reveal, Transcript};
use voting::note::Note;
use voting::record::{announcement_path, reveal_path, share_path};
use voting::share::{Share, combine};

use crate::key_generation::{Group, folders};
use crate::support::trustees::{add_transcript, key};
use crate::support::{Draft, Files, Folder, Plan, hashar_audit, rng, sign_sums, verify};
use crate::tampered::fails;

fn record() -> &'static (Draft, Files) {
    static RECORD: OnceLock<(Draft, Files)> = OnceLock::new();
    RECORD.get_or_init(|| {
        let draft = Draft::new(&Plan { people: 12, ..Plan::two_of_three() });
        let files = draft.published();
        (draft, files)
    })
}

fn tampered(tamper: impl FnOnce(&mut Files)) -> Files {
    let (draft, mut files) = (&record().0, record().1.clone());
    tamper(&mut files);
    sign_sums(&mut files, &draft.election);
    files
}

fn note(files: &Files, path: &str) -> Note {
    Note::parse(std::str::from_utf8(&files[path]).unwrap()).unwrap()
}

fn put(files: &mut Files, path: String, note: &Note) {
    files.insert(path, note.to_string().into_bytes());
}

/// The share of a trustee with another secret, signed by them.
fn wrong_share(files: &Files, index: u16) -> Note {
    let first = Share::verify(&note(files, &share_path(1)), key(1).signer.key()).unwrap();
    let secret = ElectionSecret::generate(&mut rng(5));
    Share { index, secret, ..first }.sign(&key(index).signer).unwrap()
}

/// Each act by the binary; the first trustee loses the key.
#[test]
fn from_the_key_generation_to_the_verified_record() {
    let trustees = folders(3);
    let all = Group { k: 2, folders: &trustees };
    all.deal(&[1, 2, 3]);
    (1..=3).for_each(|index| drop(all.round("finish", index).succeeded()));
    let public = std::fs::read(trustees[0].path("key-generation.json")).unwrap();
    let Transcript { trustees: public, notes } = Transcript::parse(&public).unwrap();

    let cast_from = 1_700_000_000;
    let plan = Plan { people: 12, trustees: public.clone(), cast_from, ..Plan::open() };
    let draft = Draft::new(&plan);
    let record = Folder::of(&draft.closed());
    std::fs::create_dir_all(record.path("trustees")).unwrap();
    std::fs::remove_file(trustees[0].path("trustee.key")).unwrap();
    for index in [2, 3] {
        release(&trustees[index - 1], &record, index);
    }

    // The organiser publishes.
    let mut files = record.files();
    let shares = public.list[1..].iter().map(|trustee| {
        Share::verify(&note(&files, &share_path(trustee.index)), &trustee.vkey).unwrap()
    });
    let shares: Vec<Share> = shares.collect();
    let secret = combine(public.k, &public.y, &public.public(), &shares).unwrap();
    add_transcript(&mut files, notes);
    draft.add_results(&mut files, &secret);
    sign_sums(&mut files, &draft.election);
    let run = verify(&files, &[]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(run.out.contains("shares: verified (8 trustees' notes)"), "{}", run.out);
}

/// The note of a trustee, whose key file is in the folder.
fn release(trustee: &Folder, record: &Folder, index: usize) {
    let key = trustee.at("trustee.key");
    let note = record.at(&format!("trustees/share-{index}.note"));
    let manifest = record.at("manifest.json");
    let check = |what: &str, file: &str| {
        let arguments = ["trustee", "check", what, file, "--manifest", &manifest];
        hashar_audit(&arguments).succeeded().out
    };
    check("--key", &key);
    let share = [
        "trustee",
        "share",
        "--key",
        &key,
        "--manifest",
        &manifest,
        "--ballots-checkpoint",
        &record.at("ballots/checkpoint"),
        "--issuance-checkpoint",
        &record.at("issuance/checkpoint"),
        "--out",
        &note,
    ];
    hashar_audit(&share).succeeded();
    let said = check("--note", &note);
    assert_eq!(said, format!("the share of trustee-{index}; it fits Y_i\n"));
}

#[test]
fn one_trustee_of_three_may_be_lost() {
    let run = verify(&record().1, &["--json"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert_eq!(run.json()["steps"][8]["checked"], 8, "announcements, packages, shares");
}

#[test]
fn a_wrong_share_is_named() {
    let files = tampered(|files| put(files, share_path(2), &wrong_share(files, 2)));
    let run = verify(&files, &["--json"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let remarks = &run.json()["steps"][8]["remarks"];
    assert_eq!(remarks[0], "the share of trustee-2 is wrong and left out");
    assert!(verify(&files, &[]).out.contains("the share of trustee-2 is wrong and left out"));
    let files = tampered(|files| put(files, share_path(3), &wrong_share(files, 3)));
    fails(&files, 9, "the share of trustee-3 is wrong");
}

#[test]
fn one_share_is_not_enough() {
    let files = tampered(|files| drop(files.remove(&share_path(3))));
    fails(&files, 9, "fewer valid shares than the threshold");
}

#[test]
fn a_key_generation_that_lacks_a_note() {
    for path in (1..=3).flat_map(|index| [announcement_path(index), reveal_path(index)]) {
        let files = tampered(|files| drop(files.remove(&path)));
        fails(&files, 9, &format!("{path} is missing"));
    }
}

/// Announcements name the ceremony, so that the packages of the others do not fit a late one.
#[test]
fn announced_when_the_packages_were_known() {
    let files = tampered(|files| {
        let path = announcement_path(2);
        let mut announced = Announcement::verify(&note(files, &path)).unwrap();
        announced.package = [0; 32];
        put(files, path, &announced.sign(&key(2).signer).unwrap());
    });
    fails(&files, 9, "reveal-1.note: of another trustee or key generation");
}

#[test]
fn an_announcement_of_another_threshold() {
    let files = tampered(|files| {
        let path = announcement_path(1);
        let mut announced = Announcement::verify(&note(files, &path)).unwrap();
        announced.k = 3;
        put(files, path, &announced.sign(&key(1).signer).unwrap());
    });
    fails(&files, 9, "announce-1.note: not of this trustee in the manifest");
}

#[test]
fn another_package_than_the_announced_one() {
    for at in [0, 40, 70, 100] {
        let files = tampered(|files| {
            let (path, signer) = (reveal_path(3), key(3).signer);
            let mut revealed = Reveal::verify(&note(files, &path), signer.key()).unwrap();
            revealed.package[at] ^= 1;
            put(files, path, &revealed.sign(&signer).unwrap());
        });
        fails(&files, 9, "reveal-3.note: not the package that was announced");
    }
}

#[test]
fn a_note_in_the_place_of_another_trustees() {
    let files = tampered(|files| {
        let other = files[&reveal_path(1)].clone();
        files.insert(reveal_path(2), other);
    });
    fails(&files, 9, "reveal-2.note");
}
