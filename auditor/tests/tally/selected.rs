//! `--compare selected`: beside what the city itself decided.

use serde_json::{Value, json};

use crate::{hashar_audit, json as output};

/// Three votes for `a`, two for `b`, one for `c`; the city funded `b` and `c`, and `d` otherwise.
const FILE: &str = "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\n\
    project_id;cost;selected\na;60;0\nb;50;1\nc;40;1\nd;30;2\nVOTES\nvoter_id;vote\n\
    1;a\n2;a,b\n3;a\n4;b\n5;c\n";

const ARGUMENTS: [&str; 4] = ["tally", "-", "--compare", "selected"];

#[test]
fn a_rule_is_compared_with_what_the_city_decided() {
    let arguments = [&ARGUMENTS[..], &["--json", "--analysis"]].concat();
    let report = output(&hashar_audit(&arguments, FILE.as_bytes()));
    assert_eq!(report["winners"], json!(["a", "c"]));
    let comparison = &report["comparison"];
    assert_eq!(comparison["rule"], "selected");
    assert_eq!(comparison["winners"], json!(["b", "c"]));
    assert_eq!(comparison["total_cost"], "90");
    assert_eq!((&comparison["gained"], &comparison["lost"]), (&json!(["b"]), &json!(["a"])));
    // 1 and 3 lose a, 2 has b for a, 4 gains b, 5 keeps c.
    assert_eq!(comparison["by_projects"], json!({"better": 1, "worse": 2, "equal": 2}));
    assert_eq!(comparison["by_money"], json!({"better": 1, "worse": 3, "equal": 1}));
    assert_eq!(comparison["analysis"]["represented"], 3);
    assert_eq!(comparison.get("excess"), None);
}

#[test]
fn people_read_the_comparison() {
    let run = hashar_audit(&ARGUMENTS, FILE.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let text = "selected instead: 2 funded for 90\n  gained: b\n  lost: a\n";
    assert!(run.out.contains(text), "{}", run.out);
    assert!(run.out.contains("by projects           1          2      2"), "{}", run.out);
}

#[test]
fn a_city_that_spent_more_than_the_envelope_is_told_so() {
    let file = FILE.replace("a;60;0", "a;60;1");
    let arguments = [&ARGUMENTS[..], &["--json", "--analysis"]].concat();
    let report = output(&hashar_audit(&arguments, file.as_bytes()));
    assert_eq!(report["comparison"]["excess"], "50");
    assert_eq!(report["comparison"].get("analysis"), None);
    let run = hashar_audit(&ARGUMENTS, file.as_bytes());
    assert!(run.out.contains("3 funded for 150\n  50 more than the envelope\n"), "{}", run.out);
}

#[test]
fn a_file_that_does_not_know_is_refused_by_name() {
    let without = FILE.replace(";selected", ";chosen");
    let run = hashar_audit(&ARGUMENTS, without.as_bytes());
    assert_eq!((run.code, run.out.as_str()), (72, ""));
    assert!(run.err.contains("PROJECTS has no column `selected`"), "{}", run.err);
    let blank = FILE.replace("c;40;1", "c;40;");
    let run = hashar_audit(&ARGUMENTS, blank.as_bytes());
    assert_eq!(run.code, 72);
    assert!(run.err.contains("`c` has no number in the column `selected`"), "{}", run.err);
}

#[test]
fn real_cities_are_compared_with_their_rules() {
    for name in ["Poland_Warszawa_2024_Bemowo", "Netherlands_Assen_2024"] {
        let Some(path) = fixtures::shared(&format!("pabulib/{name}.pb")) else { return };
        let Some(expected) = fixtures::shared(&format!("pabulib/expected/{name}.json")) else {
            return;
        };
        let expected: Value = serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
        let arguments = ["tally", path.to_str().unwrap(), "--compare", "selected", "--json"];
        let comparison = &output(&hashar_audit(&arguments, b""))["comparison"];
        let mut winners: Vec<&str> =
            comparison["winners"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        winners.sort_unstable();
        assert_eq!(json!(winners), expected["city_selected"], "{name}");
        // Warsaw decides greedily, Assen by Equal Shares.
        let greedily = name.contains("Warszawa");
        let same = comparison["gained"] == json!([]) && comparison["lost"] == json!([]);
        assert_eq!(same, greedily, "{name}");
    }
}
