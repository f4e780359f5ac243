//! The golden records (`golden/README.md`): what is committed is what the crates make, byte for
//! byte, is verified, and fails at the right step in each way of the table.
//!
//! `HASHAR_GOLDEN=write cargo test -p auditor --test records golden` writes them anew.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Draft, Files, Folder, Plan, hashar_audit, lay_out};
use voting::copy;

/// The audited record's copy lies apart, so that the record is what the public gets.
const COPY: &str = "audited-copy/0.bin";

fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../golden")
}

/// A record of the folder: `open`, `witnessed`, `two-of-three`, `audited` or `audited with copy`.
fn record(name: &str) -> Folder {
    let (folder, with_copy) = name.split_once(' ').map_or((name, false), |(name, _)| (name, true));
    let record = Folder::empty();
    record.copy_from(&golden().join(folder));
    if with_copy {
        let bytes = std::fs::read(golden().join(COPY)).unwrap();
        record.add(&Files::from([(copy::path(0), bytes)]));
    }
    record
}

fn change(record: &Folder, change: &Value) {
    let path = record.path(change["file"].as_str().unwrap());
    if change["remove"].as_bool() == Some(true) {
        return std::fs::remove_file(path).unwrap();
    }
    if let Some(text) = change["write"].as_str() {
        return std::fs::write(path, text).unwrap();
    }
    let mut bytes = std::fs::read(&path).unwrap();
    if let Some(old) = change["replace"].as_str() {
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains(old), "{old} in {}", path.display());
        bytes = text.replacen(old, change["with"].as_str().unwrap(), 1).into_bytes();
    } else {
        let at = usize::try_from(change["at"].as_u64().unwrap()).unwrap();
        bytes[at] ^= u8::try_from(change["flip"].as_u64().unwrap()).unwrap();
    }
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn what_is_committed_is_what_is_made() {
    let mut audited = Draft::new(&Plan::audited()).published();
    let copied = audited.remove(&copy::path(0)).unwrap();
    let made = [
        ("open", Draft::new(&Plan::open()).published()),
        ("witnessed", Draft::new(&Plan::witnessed()).published()),
        ("two-of-three", Draft::new(&Plan::two_of_three()).published()),
        ("audited", audited),
    ];
    if std::env::var_os("HASHAR_GOLDEN").is_some_and(|what| what == "write") {
        for (name, files) in &made {
            lay_out(&golden().join(name), files);
        }
        lay_out(&golden(), &Files::from([(COPY.into(), copied.clone())]));
    }
    for (name, files) in &made {
        let committed = record(name).files();
        let paths = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(paths(&committed), paths(files), "{name}");
        for (path, bytes) in files {
            assert!(committed[path] == *bytes, "{name}/{path}");
        }
    }
    assert!(std::fs::read(golden().join(COPY)).unwrap() == copied);
}

#[test]
fn they_are_verified_or_attested() {
    let verdicts = [
        ("open", "verified"),
        ("witnessed", "verified"),
        ("two-of-three", "verified"),
        ("audited", "attested"),
        ("audited with copy", "verified"),
    ];
    for (name, verdict) in verdicts {
        let run = hashar_audit(&["verify", &record(name).root(), "--json"]).succeeded();
        assert_eq!(run.json()["verdict"], verdict, "{name}");
    }
}

#[test]
fn each_way_of_the_table_fails_at_its_step() {
    let table = std::fs::read(golden().join("tampered.json")).unwrap();
    let table: Vec<Value> = serde_json::from_slice(&table).unwrap();
    assert!(table.len() >= 12);
    for way in table {
        let record = record(way["record"].as_str().unwrap());
        way["changes"].as_array().unwrap().iter().for_each(|one| change(&record, one));
        let run = hashar_audit(&["verify", &record.root()]);
        assert_eq!(Some(i64::from(run.code)), way["step"].as_i64(), "{}: {}", way["what"], run.out);
    }
}
