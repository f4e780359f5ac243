//! The binary itself: output, exit codes, standard input, compressed files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail by panicking"
)]

mod meaning;
mod season;
mod selected;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const TOWN: &str = "META\nkey;value\nbudget;1000.5\nvote_type;approval\nmax_length;1\nPROJECTS\n\
    project_id;cost;name\na;600;Well\nb;500.5;Road\nc;400;\"Lamps; \u{1B}[31mred\"\nVOTES\n\
    voter_id;vote\n1;a\n2;a,b\n3;b,c\n4;c\n";

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn hashar_audit(arguments: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hashar-audit"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments does not read: the pipe may be closed already.
    let _ = child.stdin.take().unwrap().write_all(input);
    let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
}

fn json(run: &Run) -> Value {
    assert_eq!(run.code, 0, "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}

fn temporary(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn json_gives_winners_costs_and_reasons() {
    let run = hashar_audit(&["tally", "-", "--json"], TOWN.as_bytes());
    let report = json(&run);
    assert_eq!(report["rule"], "greedy_votes");
    assert_eq!(report["winners"], serde_json::json!(["a", "c"]));
    assert_eq!(report["total_cost"], "1000");
    let projects = report["projects"].as_array().unwrap();
    assert_eq!(projects.len(), 3);
    let road = &projects[1];
    assert_eq!(
        (&road["id"], &road["cost"], &road["score"]),
        (&"b".into(), &"500.5".into(), &"2".into())
    );
    assert_eq!(road["funded"], false);
    assert_eq!(road["reason"]["kind"], "does_not_fit");
    assert_eq!(road["reason"]["missing"], "100");
    // a, b and c all have two votes, and 1,000.5 is not enough for all.
    assert_eq!(report["ties"][0]["funded"], serde_json::json!(["a", "c"]));
    assert_eq!(
        run.err,
        "warning: line 14: a vote breaks max_length; it counts all the same (and 1 line more)\n"
    );
}

#[test]
fn people_get_a_table_with_a_sentence_per_project() {
    let run = hashar_audit(&["tally", "-", "--rule", "greedy_votes_noskip"], TOWN.as_bytes());
    assert_eq!(run.code, 0);
    assert!(run.out.contains("Funded as number 1: 1 000.5 was left, and 400.5 after it."));
    assert!(run.out.contains("it costs 500.5, but 400.5 was left after 1 purchase; 100 short."));
    assert!(run.out.contains("the rule ended at b, which did not fit into the 400.5 left."));
    assert!(
        run.out.contains("Equal at score 2 with 1 000.5 left: a, b, c; the tie order funded a.")
    );
    assert!(!run.out.contains('\u{1B}'), "a name of the file steers the terminal");
    // No voter's row is shown.
    assert!(!run.out.contains("2;a,b"));
}

#[test]
fn a_trace_has_one_json_object_a_line() {
    let path = temporary("steps.jsonl");
    let run = hashar_audit(&["tally", "-", "--trace", path.to_str().unwrap()], TOWN.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    let trace = std::fs::read_to_string(&path).unwrap();
    let steps: Vec<Value> = trace.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = steps.iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["start", "turn", "turn", "turn", "tie", "end"]);
    let decisions: Vec<&Value> = steps[1..4].iter().map(|step| &step["decision"]).collect();
    assert_eq!(decisions, ["buy", "skip", "buy"]);
    assert_eq!(steps[5]["remaining"], "0.5");
}

#[test]
fn thresholds_come_from_the_file_or_the_command_line() {
    let rule = ["tally", "-", "--json", "--rule", "greedy_votes_threshold"];
    let run = hashar_audit(&rule, TOWN.as_bytes());
    assert_eq!(run.code, 73);
    assert!(run.err.contains("needs the parameter `threshold`"), "{}", run.err);
    let file = TOWN.replace("max_length;1", "min_project_score_threshold;3");
    let none = json(&hashar_audit(&rule, file.as_bytes()));
    assert_eq!(none["winners"], serde_json::json!([]));
    assert_eq!(none["projects"][0]["reason"]["threshold"], "3");
    let given = [&rule[..], &["--param", "threshold=2"]].concat();
    let given = json(&hashar_audit(&given, file.as_bytes()));
    assert_eq!(given["winners"], serde_json::json!(["a", "c"]));
}

#[test]
fn what_cannot_be_done_is_said_with_its_exit_code() {
    let file = TOWN.replace("4;c", "4;d");
    let fails = |arguments: &[&str], input: &str, code: i32, message: &str| {
        let run = hashar_audit(arguments, input.as_bytes());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.err);
        assert!(run.err.contains(message), "{}", run.err);
        assert_eq!(run.out, "", "{arguments:?}");
    };
    let unknown = "standard input: line 16: a vote names `d`, which is no project of this file";
    fails(&["tally", "-"], &file, 72, unknown);
    fails(&["tally", "no/such.pb"], "", 71, "no/such.pb cannot be read");
    fails(&["tally", "-"], "\u{1F}\u{8B}", 72, "line 1: the file must begin");
    fails(&["tally", "-", "--rule", "best"], TOWN, 70, "there is no rule called `best`");
    let none = "the rule `greedy_votes` has no parameter `threshold`; it takes none";
    fails(&["tally", "-", "--param", "threshold=1"], TOWN, 70, none);
    let other = ["tally", "-", "--rule", "greedy_votes_threshold", "--param", "k=1"];
    fails(
        &other,
        TOWN,
        70,
        "has no parameter `k`; it takes threshold; ranked ballots take borda_k",
    );
    fails(&["tally", "-", "--param", "borda_k=2"], TOWN, 70, "borda_k is of ranked ballots");
    fails(&["tally", "-", "--param", "borda_k=0"], TOWN, 70, "`0` is not a value for `borda_k`");
    fails(&["tally", "-", "--compare", "best"], TOWN, 70, "there is no rule called `best`");
    fails(&["tally", "-", "--param", "threshold"], TOWN, 70, "NAME=VALUE");
    fails(&["tally"], "", 70, "<FILE>");
    fails(&["count"], "", 70, "count");
    fails(&["tally", "-", "--trace", "no/such/steps"], TOWN, 74, "no/such/steps cannot be written");
    let truncated = hashar_audit(&["tally", "-"], &[0x1F, 0x8B, 8, 0]);
    assert_eq!(truncated.code, 71, "{}", truncated.err);
}

#[test]
fn help_and_rules_are_complete() {
    let help = hashar_audit(&["tally", "--help"], b"");
    assert_eq!(help.code, 0);
    assert!(help.out.contains("Examples:") && help.out.contains("--trace"));
    assert!(hashar_audit(&["--help"], b"").out.contains("Exit codes:"));
    let text = hashar_audit(&["rules"], b"");
    let list = json(&hashar_audit(&["rules", "--json"], b""));
    let list = list.as_array().unwrap();
    assert!(list.len() >= 57);
    for rule in list {
        assert!(text.out.contains(rule["name"].as_str().unwrap()));
        assert!(!rule["source"].as_str().unwrap().is_empty());
    }
}

#[test]
fn real_elections_plain_and_gzipped() {
    for name in ["Poland_Krakow_2025_Mistrzejowice.pb", "Poland_Katowice_2020.pb.gz"] {
        let Some(path) = fixtures::shared(&format!("pabulib/{name}")) else { return };
        let stem = name.split(".pb").next().unwrap();
        let expected = fixtures::shared(&format!("pabulib/expected/{stem}.json")).unwrap();
        let expected: Value = serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
        for rule in ["greedy_votes", "greedy_votes_per_cost", "greedy_votes_cheapest_tie"] {
            let run =
                hashar_audit(&["tally", path.to_str().unwrap(), "--rule", rule, "--json"], b"");
            let report = json(&run);
            assert_eq!(report["winners"], expected["rules"][rule]["order"], "{name} {rule}");
            assert_eq!(report["total_cost"], expected["rules"][rule]["total_cost"]);
            assert_eq!(run.err, "", "{name}");
        }
    }
}

#[test]
fn equal_shares_says_who_paid_and_what_was_missing() {
    let path = temporary("shares.jsonl");
    let trace = path.to_str().unwrap();
    let run = hashar_audit(
        &["tally", "-", "--rule", "mes_cost", "--json", "--trace", trace],
        TOWN.as_bytes(),
    );
    let report = json(&run);
    // 250.125 each: the two of `b` and the two of `c` have no more than 500.25, `a` needs 600.
    assert_eq!(report["winners"], serde_json::json!(["c"]));
    let projects = report["projects"].as_array().unwrap();
    assert_eq!(projects[0]["reason"]["kind"], "supporters_cannot_pay");
    assert_eq!(projects[0]["reason"]["held"], "2001/4");
    assert_eq!(projects[0]["reason"]["missing"], "399/4");
    assert_eq!(projects[2]["reason"]["rho"], "1/2");
    assert_eq!(projects[2]["reason"]["price"], "200");
    assert_eq!(projects[2]["reason"]["paid_in_full"], 2);
    let sentence = projects[0]["sentence"].as_str().unwrap();
    assert_eq!(
        sentence,
        "Not funded: it costs 600, but its supporters had 500.25 left; 99.75 short."
    );
    let steps = std::fs::read_to_string(&path).unwrap();
    let steps: Vec<Value> = steps.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let kinds: Vec<&str> = steps.iter().map(|step| step["step"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["start", "shares", "purchase", "cannot_pay", "cannot_pay", "end"]);
    assert_eq!(steps[1]["share"], "2001/8");
}

#[test]
fn every_kind_of_rule_answers_on_a_real_election() {
    let Some(path) = fixtures::shared("pabulib/Netherlands_Assen_2024.pb") else { return };
    let expected = fixtures::shared("pabulib/expected/Netherlands_Assen_2024.json").unwrap();
    let expected: Value = serde_json::from_slice(&std::fs::read(expected).unwrap()).unwrap();
    let path = path.to_str().unwrap();
    for rule in ["mes_cost", "mes_card_u", "mes_cost_add1u_city", "mes_card_esnet_add1"] {
        let report = json(&hashar_audit(&["tally", path, "--rule", rule, "--json"], b""));
        assert_eq!(report["winners"], expected["rules"][rule]["order"], "{rule}");
    }
    for rule in ["maxwelfare_votes", "maxwelfare_cost"] {
        let report = json(&hashar_audit(&["tally", path, "--rule", rule, "--json"], b""));
        assert_eq!(report["objective"], expected["rules"][rule]["objective"], "{rule}");
    }
    let report = json(&hashar_audit(&["tally", path, "--rule", "phragmen", "--json"], b""));
    let mut winners: Vec<&str> =
        report["winners"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    winners.sort_unstable();
    assert_eq!(serde_json::json!(winners), expected["rules"]["phragmen"]["winners"]);
    let refused = hashar_audit(&["tally", path, "--rule", "mes_borda"], b"");
    assert_eq!(refused.code, 73);
    assert!(refused.err.contains("ballots of another kind"), "{}", refused.err);
}
