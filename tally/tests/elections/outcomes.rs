//! Winners, order and total cost against `expected/NAME.json`.

use serde_json::Value;
use tally::pb::{Document, FileElection};
use tally::{
    BallotKind, Decimal, Election, Outcome, Reason, Report, Rule, Step, TieOrder, Verdict,
};

use crate::files::elections;

#[test]
fn every_rule_with_an_expected_value_agrees() {
    let Some(elections) = elections() else { return };
    let mut compared = 0;
    for (name, bytes) in elections {
        let document = Document::read(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        let file = document.election().unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = expected(name);
        check_size(name, &file, &expected);
        for info in Rule::all() {
            let value = &expected["rules"][info.name];
            if value.is_object() && value.get("error").is_none() {
                check_rule(name, &file, info.name, value);
                compared += 1;
            }
        }
    }
    // Four greedy rules on each of 31 files, the threshold on the seven that set one, and the
    // variants of Equal Shares that a file's ballots and the reference's patience allow; two
    // variants of Phragmén on the 21 of sets; two optima on each.
    assert!(compared >= 4 * 31 + 7 + 372 + 2 * 21 + 2 * 31, "only {compared} comparisons");
}

#[test]
fn no_file_gives_a_warning_that_should_not_be_there() {
    let Some(elections) = elections() else { return };
    for (name, bytes) in elections {
        let file = Document::read(bytes).unwrap().election().unwrap();
        // The folder's files are sound: what they say of themselves agrees with their votes.
        let kinds: Vec<String> = file.warnings.iter().map(|w| w.kind.to_string()).collect();
        let doubtful = kinds.iter().find(|kind| !kind.starts_with("a vote breaks"));
        assert_eq!(doubtful, None, "{name}");
    }
}

fn expected(name: &str) -> Value {
    let path = fixtures::shared(&format!("pabulib/expected/{name}.json")).unwrap();
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn check_size(name: &str, file: &FileElection, expected: &Value) {
    assert_eq!(file.profile.voters(), expected["num_votes"].as_u64().unwrap(), "{name}");
    let projects = expected["num_projects"].as_u64().unwrap();
    assert_eq!(file.instance.projects().len() as u64, projects, "{name}");
    if let Some(distinct) = expected["distinct_ballots"].as_u64() {
        // The reference's grouping is coarse: it keeps some sets and points apart by the order
        // in which they were written (Warszawa_2024_Bemowo has 5,250 distinct sets, it says 5,291).
        let ours = file.profile.ballots().len() as u64;
        let exact = file.profile.kind() == BallotKind::Ranked;
        assert!(ours == distinct || !exact && ours < distinct, "{name}: {ours}, not {distinct}");
    }
    if let Some(k) = expected["borda_k"].as_u64() {
        assert_eq!(file.profile.borda_k(), k, "{name}");
    }
    let threshold = expected["min_project_score_threshold"].as_str().map(|t| t.parse().unwrap());
    assert_eq!(file.meta.threshold, threshold, "{name}");
}

fn check_rule(name: &str, file: &FileElection, rule: &str, expected: &Value) {
    let threshold = file.meta.threshold.map(|threshold| threshold.to_string());
    let parameters: Vec<(&str, &str)> = match (rule, &threshold) {
        ("greedy_votes_threshold", Some(threshold)) => vec![("threshold", threshold)],
        _ => Vec::new(),
    };
    let rule = Rule::from_name(rule, &parameters).unwrap();
    let ties = TieOrder::by_id(&file.instance);
    let election = Election::new(&file.instance, &file.profile, &ties).unwrap();
    let mut steps = Vec::new();
    let outcome = rule.tally_traced(&election, &mut |step| steps.push(step)).unwrap();

    if let Some(objective) = expected["objective"].as_str() {
        let reached = outcome.objective.map(|objective| objective.to_string());
        assert_eq!(reached.as_deref(), Some(objective), "{name} {rule:?}");
    } else {
        check_winners(name, file, &outcome, expected);
    }
    if expected["rho"].is_array() {
        let rho = |step: &Step| match step {
            Step::Purchase { rho, .. } => Some(Value::from(rho.to_string())),
            _ => None,
        };
        let found: Vec<Value> = steps.iter().filter_map(rho).collect();
        assert_eq!(Value::from(found), expected["rho"], "{name} {rule:?}");
    }
    if let Some(count) = expected["steps"].as_u64() {
        let taken = |step: &Step| matches!(step, Step::Shares { steps, .. } if *steps == count);
        assert!(steps.iter().any(taken), "{name} {rule:?} {:?}", steps.get(1));
    }
    check_account(file, &outcome, &steps);
}

fn check_winners(name: &str, file: &FileElection, outcome: &Outcome, expected: &Value) {
    let rule = outcome.rule;
    let order: Vec<String> = expected["order"].as_array().unwrap().iter().map(text).collect();
    let ids = outcome.winner_ids(&file.instance).into_iter().map(String::from);
    let mut winners: Vec<String> = ids.collect();
    let by_pabutools = expected["source"].as_str().unwrap().contains("pabutools 1.2.3 exact");
    if rule.starts_with("phragmen") && by_pabutools {
        // pabutools lists what Phragmén buys by id, whatever came first; the other reference, where
        // it is alone, in order of purchase.
        let by_load = |verdict: &&Verdict| matches!(verdict.reason, Reason::LoadShared { .. });
        let bought = outcome.verdicts.iter().filter(by_load).count();
        winners[..bought].sort();
    }
    assert_eq!(winners, order, "{name} {rule}");
    winners.sort();
    let set: Vec<String> = expected["winners"].as_array().unwrap().iter().map(text).collect();
    assert_eq!(winners, set, "{name} {rule}");
    let total = file.instance.amount(outcome.total_cost);
    assert_eq!(total, fraction(expected["total_cost"].as_str().unwrap()), "{name} {rule}");
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

/// Expected amounts are whole or fractions of a power of ten: `199476723/100`.
fn fraction(text: &str) -> Decimal {
    let Some((units, one)) = text.split_once('/') else { return text.parse().unwrap() };
    let places = one.len() - 1;
    let (whole, rest) = units.split_at(units.len() - places);
    format!("{whole}.{rest}").parse().unwrap()
}

/// One verdict per project; the trace ends with the outcome and survives being written as JSON.
fn check_account(file: &FileElection, outcome: &Outcome, steps: &[Step]) {
    assert_eq!(outcome.verdicts.len(), file.instance.projects().len());
    let funded = outcome.verdicts.iter().filter(|verdict| verdict.funded()).count();
    assert_eq!(funded, outcome.winners.len());
    let report = outcome.report(&file.instance);
    let text = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&text).unwrap(), report);
    let Some(Step::End { winners, total_cost, remaining }) = steps.last() else {
        panic!("no end in the trace")
    };
    assert_eq!(*winners, outcome.winner_ids(&file.instance));
    let envelope = file.instance.amount(file.instance.envelope());
    assert_eq!(total_cost.plus(*remaining), Some(envelope));
    for step in steps {
        let line = serde_json::to_string(step).unwrap();
        assert_eq!(serde_json::from_str::<Step>(&line).unwrap(), *step, "{line}");
    }
}
