//! `hashar replay`: small real elections of every kind of ballot, voted again.

use crate::program::{Ended, Place, postgres};
use server::randomness::Generator;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use voting::verify::{Mine, verify};

const TOWN: &str = "META\nkey;value\nbudget;1000.5\nvote_type;approval\n\
    PROJECTS\nproject_id;cost\na;600\nb/1;400.5\nc;3\n\
    VOTES\nvoter_id;vote\n1;a,b/1\n2;b/1\n3;\n4;a\n";

/// Runs it with a folder for temporary files in which nothing may stay.
fn replay(place: &Place, arguments: &[&str]) -> Ended {
    let temporary = place.path().join("tmp");
    std::fs::create_dir_all(&temporary).unwrap();
    let ended = place
        .run_with(&[&["replay"], arguments].concat(), &[("TMPDIR", temporary.to_str().unwrap())]);
    let left = std::fs::read_dir(&temporary).unwrap().count();
    assert_eq!(left, 0, "keys and databases end with it");
    ended
}

fn json(ended: &Ended) -> serde_json::Value {
    serde_json::from_str(ended.succeeded()).unwrap()
}

/// What `hashar-audit verify` does: nothing fails and nothing is left open.
fn verified(record: &Path) {
    let mut files = BTreeMap::new();
    collect(record, record, &mut files);
    let report = verify(&files, &Mine::default(), &mut Generator::new(&[5; 32]));
    assert_eq!(report.exit_code(), 0, "{report:?}");
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read(path).unwrap());
        }
    }
}

/// Votes a shared election again and compares the winners with what others computed.
fn as_expected(name: &str, rule: &str) {
    let Some(file) = fixtures::shared(&format!("pabulib/{name}.pb")) else { return };
    let expected = file.with_file_name(format!("expected/{name}.json"));
    let expected: serde_json::Value =
        serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
    let place = Place::new();
    let file = file.to_str().unwrap();
    let report = json(&replay(&place, &[file, "--rule", rule, "--out", "record", "--json"]));
    assert_eq!(report["winners"], expected["rules"][rule]["order"]);
    assert_eq!(report["voters"], expected["num_votes"]);
    verified(&place.path().join("record"));
}

#[test]
fn one_project_each() {
    as_expected("Netherlands_Amsterdam_643", "greedy_votes");
}

#[test]
fn approvals() {
    as_expected("Netherlands_Assen_2024", "greedy_votes");
}

#[test]
fn equal_shares() {
    as_expected("Netherlands_Assen_2024", "mes_cost_add1u_city");
}

#[test]
fn points() {
    as_expected("Switzerland_Zurich_D10", "greedy_votes");
}

#[test]
fn rankings() {
    as_expected("US_Stanford_Dataset_PB_Dieppe_2015_vote_rankings", "greedy_votes");
}

#[test]
fn amounts_and_ids_are_those_of_the_file() {
    let place = Place::new();
    std::fs::write(place.path().join("town.pb"), TOWN).unwrap();
    let report = json(&replay(&place, &["town.pb", "--out", "record", "--json"]));
    assert_eq!(report["winners"], serde_json::json!(["a", "b/1"]));
    assert_eq!((&report["total_cost"], &report["envelope"]), (&"1000.5".into(), &"1000.5".into()));
    let manifest = std::fs::read_to_string(place.path().join("record/manifest.json")).unwrap();
    let title =
        "Replay of town.pb, amounts times 10^1, projects numbered in the order of their ids";
    assert!(manifest.contains(title), "{manifest}");
    verified(&place.path().join("record"));
    let words = replay(&place, &["town.pb", "--out", "again"]);
    assert!(words.succeeded().contains("funded, for 1000.5 of 1000.5: a, b/1"), "{}", words.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_named_database_must_be_empty_or_a_replay_s_own() {
    let mut places = vec![Place::new().sqlite()];
    places.extend(postgres().await);
    for url in places {
        let place = Place::new();
        // The folder of the file that the address names.
        let folder = url.strip_prefix("sqlite://").map(PathBuf::from);
        folder.iter().for_each(|file| std::fs::create_dir_all(file.parent().unwrap()).unwrap());
        std::fs::write(place.path().join("town.pb"), TOWN).unwrap();
        for out in ["first", "second"] {
            replay(&place, &["town.pb", "--out", out, "--database-url", &url]).succeeded();
        }
        folder.iter().for_each(|file| std::fs::remove_dir_all(file.parent().unwrap()).unwrap());
    }
    let place = Place::new();
    std::fs::write(place.path().join("town.pb"), TOWN).unwrap();
    crate::import_territories::import_small(&place, &place.sqlite());
    let refused = replay(&place, &["town.pb", "--out", "out", "--database-url", &place.sqlite()]);
    refused.refused(&["something else than a replay", "--database-url"]);
}

#[test]
fn what_cannot_be_voted_again_is_told_with_row_and_column() {
    let place = Place::new();
    let refused = |text: &str, parts: &[&str]| {
        std::fs::write(place.path().join("town.pb"), text).unwrap();
        replay(&place, &["town.pb", "--out", "record"]).refused(parts);
        assert!(!place.path().join("record").exists(), "nothing is begun");
    };
    refused(&TOWN.replace("a;600", "a;-6"), &["town.pb", "row 7, column cost", "negative"]);
    refused(&TOWN.replace("2;b/1", "2;x"), &["row 13, column vote", "`x`"]);
    refused(&TOWN.replace("a;600", "a;0"), &["row 7, column cost", "0"]);
    refused("no election", &["row 1"]);
    replay(&place, &["none.pb", "--out", "record"]).refused(&["none.pb"]);
    std::fs::write(place.path().join("town.pb"), TOWN).unwrap();
    replay(&place, &["town.pb", "--out", "."]).refused(&["is not empty", "--out"]);
}
