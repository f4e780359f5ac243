//! `hashar-audit fetch` and `verify URL`: sums first, resumed, nothing replaced.

use std::sync::OnceLock;

use crate::site::Site;
use crate::support::{Draft, Files, Folder, Plan, Run, hashar_audit, signer};

const COPY: &str = "ballots/copy/0.bin";

fn record() -> &'static (Draft, Files) {
    static RECORD: OnceLock<(Draft, Files)> = OnceLock::new();
    RECORD.get_or_init(|| {
        let draft = Draft::new(&Plan { people: 12, ..Plan::open() });
        let files = draft.published();
        (draft, files)
    })
}

fn fetch(site: &Site, folder: &Folder) -> Run {
    hashar_audit(&["fetch", &site.url(), &folder.root()])
}

fn fails(run: &Run, code: i32, words: &str) {
    assert_eq!(run.code, code, "{words}: {}{}", run.out, run.err);
    assert!(run.err.contains(words), "{words:?} in {}", run.err);
}

#[test]
fn a_record_is_fetched_once_and_verified() {
    let (draft, files) = record();
    let (site, folder) = (Site::new(files), Folder::empty());
    let run = fetch(&site, &folder).succeeded();
    assert_eq!(&folder.files(), files);
    let first: Vec<String> = site.requests().into_iter().map(|(path, _)| path).take(3).collect();
    assert_eq!(first, ["manifest.json", "SHA256SUMS", "SHA256SUMS.note"]);
    let listed = files.len() - 2;
    let words = format!("{listed} files fetched, 0 were there already");
    let id = voting::text::hex(draft.election.id.as_bytes());
    assert!(run.out.contains(&words) && run.out.contains(&id), "{}", run.out);
    let again = fetch(&site, &folder).succeeded();
    assert!(again.out.contains(&format!("0 files fetched, {listed} were there already")));
    assert_eq!(site.requests().len(), 3, "only the sums are asked for again");
    let root = folder.root();
    hashar_audit(&["verify", &root]).succeeded();
    let online = hashar_audit(&["verify", &site.url(), "--json"]).succeeded();
    assert_eq!(online.json()["verdict"], "verified");
    assert_eq!(online.json()["record"], site.url());
}

#[test]
fn attestations_come_along() {
    let draft = Draft::new(&Plan { people: 12, ..Plan::audited() });
    let mut files = draft.published();
    files.remove(COPY).unwrap();
    let (site, folder) = (Site::new(&files), Folder::empty());
    fetch(&site, &folder).succeeded();
    assert_eq!(folder.files(), files);
    site.change(|files| {
        files.remove("attestations/auditor-2.note").unwrap();
    });
    assert_eq!(hashar_audit(&["verify", &site.url()]).code, 64);
}

#[test]
fn a_download_that_broke_off_continues() {
    let (_, files) = record();
    let (site, folder) = (Site::new(files), Folder::empty());
    site.break_off(COPY, 1_000);
    fails(&fetch(&site, &folder), 75, "ballots/copy/0.bin cannot be fetched");
    assert!(!folder.path(COPY).exists());
    site.requests();
    fetch(&site, &folder).succeeded();
    assert!(site.requests().contains(&(COPY.to_owned(), 1_000)), "asked for the rest");
    assert_eq!(&folder.files(), files, "no part is left");

    // What is left of something else is thrown away.
    std::fs::remove_file(folder.path(COPY)).unwrap();
    std::fs::write(folder.path(&format!("{COPY}.part")), b"of something else").unwrap();
    fetch(&site, &folder).succeeded();
    assert_eq!(&folder.files(), files);
}

#[test]
fn what_the_organiser_did_not_sign_is_not_kept() {
    let (draft, files) = record();
    let (site, folder) = (Site::new(files), Folder::empty());
    site.change(|files| files.get_mut(COPY).unwrap()[700] ^= 1);
    fails(&fetch(&site, &folder), 15, "ballots/copy/0.bin is not what the organiser signed");
    assert!(!folder.path(COPY).exists());
    fails(&hashar_audit(&["verify", &site.url()]), 15, "is not what the organiser signed");

    let (site, folder) = (Site::new(files), Folder::empty());
    site.change(|files| files.get_mut("SHA256SUMS").unwrap()[0] ^= 1);
    fails(&fetch(&site, &folder), 15, "SHA256SUMS.note: note: signed over other sums");
    site.change(|files| {
        let forger = signer("example.org/organiser-2");
        let note = voting::organiser::sign_sums(&forger, &draft.election.id, &files["SHA256SUMS"]);
        files.insert("SHA256SUMS.note".into(), note.unwrap().to_string().into_bytes());
    });
    fails(&fetch(&site, &folder), 15, "not signed by this key");
    assert!(folder.files().is_empty(), "nothing is kept before the sums hold");
    site.change(|files| {
        files.insert("manifest.json".into(), b"{}".to_vec());
    });
    fails(&fetch(&site, &folder), 1, "step 1 fails: manifest.json");
}

/// A file that differs may be the proof of a change.
#[test]
fn what_is_there_is_never_replaced() {
    let (_, files) = record();
    let (site, folder) = (Site::new(files), Folder::empty());
    fetch(&site, &folder).succeeded();
    for path in ["incidents.json", "SHA256SUMS"] {
        std::fs::write(folder.path(path), b"older").unwrap();
        fails(&fetch(&site, &folder), 76, "differs from what the site publishes now");
        assert_eq!(folder.files()[path], b"older");
        folder.add(files);
    }
}

#[test]
fn what_cannot_be_fetched_is_said() {
    let folder = Folder::empty();
    let root = folder.root();
    fails(&hashar_audit(&["fetch", "record", &root]), 70, "does not begin with http");
    let site = Site::new(&Files::new());
    fails(&fetch(&site, &folder), 75, "manifest.json cannot be fetched: there is no such file");
    let url = site.url();
    drop(site);
    fails(&hashar_audit(&["fetch", &url, &root]), 75, "cannot be fetched");
    let help = hashar_audit(&["fetch", "--help"]).succeeded().out;
    assert!(help.contains("Example:") && help.contains("Exit codes:"));
}
