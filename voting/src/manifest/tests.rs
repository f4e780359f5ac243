use serde_json::{Value, json};

use super::*;
use crate::testing;

fn sample() -> Value {
    serde_json::from_slice(&testing::manifest().to_json().unwrap()).unwrap()
}

fn parse(value: &Value) -> Result<Election> {
    Election::parse(&serde_json::to_vec(value).unwrap())
}

#[test]
fn what_is_written_is_read() {
    let bytes = testing::manifest().to_json().unwrap();
    let election = Election::parse(&bytes).unwrap();
    assert_eq!(election.manifest, testing::manifest());
    assert_eq!(election.id, ElectionId::of_manifest(&bytes));
    assert_eq!(election.terms.contests().len(), 2);
    assert_eq!(election.contests().count(), 2);
    let [zero, one] = [0, 1].map(|index| ContestIndex::new(index).unwrap());
    assert_eq!(election.manifest.eligible(zero), Some(3));
    assert_eq!(election.manifest.eligible(one), Some(2));
}

#[test]
fn one_space_is_another_election() {
    let bytes = testing::manifest().to_json().unwrap();
    let spaced = [&bytes[..], b" "].concat();
    assert_ne!(Election::parse(&bytes).unwrap().id, Election::parse(&spaced).unwrap().id);
}

/// Each rule: the pointer of a field, a value that breaks the rule, the path that is named.
#[test]
fn each_broken_rule_is_named() {
    let other_key = sample()["contests"][0]["rsa_spki"].clone();
    let ballots_key = sample()["logs"]["ballots"]["vkey"].clone();
    let identity = "A".repeat(43) + "=";
    for (pointer, value, at) in [
        ("/spec", json!("pb-v2"), "spec"),
        ("/title", json!(""), "title"),
        ("/contests", json!([]), "roll.roll_size"),
        ("/roll/roll_size", json!([1]), "roll.roll_size"),
        ("/roll/roll_size/0", json!(6), "roll.roll_size"),
        ("/roll", json!({"kind": "open", "roll_cap": []}), "roll.roll_cap"),
        ("/contests/1/id", json!("one"), "contests"),
        ("/contests/1/id", json!("with space"), "contests[1].id"),
        ("/contests/1/id", json!("../escape"), "contests[1].id"),
        ("/contests/1/name", json!(""), "contests[1].name"),
        ("/contests/1/rsa_spki", other_key, "contests"),
        ("/contests/0/projects", json!([]), "contests[0].projects"),
        ("/contests/0/projects/1/id", json!("a"), "contests[0].projects"),
        ("/contests/0/projects/1/id", json!("x".repeat(33)), "contests[0].projects[1].id"),
        ("/contests/0/projects/1/cost", json!(0), "contests[0].projects[1].cost"),
        ("/contests/0/ballot/max", json!(0), "contests[0].ballot.max"),
        ("/contests/0/ballot/max", json!(4), "contests[0].ballot.max"),
        ("/contests/0/ballot/min", json!(3), "contests[0].ballot.min"),
        ("/contests/0/ballot/kind", json!("choose_one"), "contests[0].ballot.max"),
        ("/contests/0/ballot/kind", json!("score"), "contests[0].ballot.max_points"),
        ("/contests/0/ballot/max_points", json!(5), "contests[0].ballot.max_points"),
        ("/contests/0/rule/name", json!(""), "contests[0].rule.name"),
        ("/plaintext_len", json!(11), "plaintext_len"),
        ("/plaintext_len", json!(65_200), "plaintext_len"),
        ("/logs/ballots/origin", json!("elsewhere"), "logs.ballots"),
        ("/promise_vkey", ballots_key.clone(), "promise_vkey"),
        ("/organiser_vkey", ballots_key, "vkey"),
        ("/trustees/k", json!(2), "trustees.k"),
        ("/trustees/n", json!(2), "trustees.k"),
        ("/trustees/list/0/index", json!(2), "trustees.list"),
        ("/trustees/list/0/name", json!("somebody"), "trustees.list[0].name"),
        ("/auditors/0/name", json!("somebody"), "auditors[0].name"),
        ("/quorum", json!(2), "quorum"),
        ("/quorum", json!(0), "quorum"),
        ("/witnesses", json!("quorum W\n"), "witnesses"),
        ("/issue_from", json!(1_800_000_001_u64), "issue_from"),
        ("/closes_at", json!(1_800_000_000_u64), "closes_at"),
        ("/closes_at", json!(1_u64 << 52), "closes_at"),
        ("/batch/cap_seconds", json!(0), "batch.cap_seconds"),
        ("/batch/min_seconds", json!(601), "batch.min_seconds"),
        ("/merge_by_seconds", json!(600), "merge_by_seconds"),
    ] {
        let mut manifest = sample();
        set(&mut manifest, pointer, value.clone());
        match parse(&manifest) {
            Err(Error::Manifest { at: named, .. }) => assert_eq!(named, at, "{pointer} {value}"),
            other => panic!("{pointer} {value}: {other:?}"),
        }
    }
    let mut manifest = sample();
    set(&mut manifest, "/trustees/Y", json!(identity));
    assert!(matches!(parse(&manifest), Err(Error::Json(_))), "the identity is no key");
}

#[test]
fn unknown_and_missing_fields_are_refused() {
    let mut manifest = sample();
    manifest["comment"] = json!("hello");
    assert!(matches!(parse(&manifest), Err(Error::Json(_))));
    for field in sample().as_object().unwrap().keys() {
        let mut manifest = sample();
        manifest.as_object_mut().unwrap().remove(field);
        assert!(matches!(parse(&manifest), Err(Error::Json(_))), "{field}");
    }
}

#[test]
fn the_key_follows_from_all_its_shares() {
    let (manifest, ..) = testing::threshold_manifest();
    let bytes = manifest.to_json().unwrap();
    assert!(Election::parse(&bytes).is_ok());
    let mut other = manifest.clone();
    other.trustees.list[2].y_i = manifest.trustees.list[1].y_i;
    assert!(other.to_json().is_err(), "a share beside the polynomial");
    let mut other = manifest;
    other.trustees.y = other.trustees.list[0].y_i;
    assert!(other.to_json().is_err(), "another key than the shares give");
}

fn set(manifest: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match manifest.pointer_mut(parent).unwrap() {
        Value::Object(object) => {
            object.insert(key.to_owned(), value);
        }
        Value::Array(array) => array[key.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer}"),
    }
}
