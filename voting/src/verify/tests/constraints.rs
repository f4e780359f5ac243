//! Constraints of a contest: part of the manifest, applied by the count, recomputed at step 12.

use super::*;
use crate::constraints::{Constraints, Limit, Part};
use crate::plaintext::BallotKind;
use crate::record::{instance, winners_of_totals};
use crate::verify::Recount;
use serde_json::{Value, json};
use tally::TieOrder;

/// Of three counted ballots two are for b and one for c.
fn asked(rule: &str, publish: Publish, constraints: &Constraints) -> Manifest {
    let mut manifest = under(rule, publish);
    constraints.put_into(&mut manifest.contests[0].rule);
    manifest
}

fn least(min_votes: u64) -> Constraints {
    Constraints { min_votes, ..Constraints::default() }
}

fn limit(projects: &[&str], number: Option<u32>, amount: Option<u64>) -> Constraints {
    let projects = projects.iter().map(|id| (*id).to_owned()).collect();
    let limit = Limit { name: "roads".to_owned(), projects, number, amount };
    Constraints { limits: vec![limit], ..Constraints::default() }
}

fn parts(amounts: [u64; 2]) -> Constraints {
    let part = |name: &str, amount, projects: &[&str]| Part {
        name: name.to_owned(),
        amount,
        projects: projects.iter().map(|id| (*id).to_owned()).collect(),
    };
    let [first, second] = amounts;
    let parts = vec![part("institutions", first, &["b"]), part("community", second, &["a", "c"])];
    Constraints { parts, ..Constraints::default() }
}

/// Each mahalla for itself: the project of one costs all that it may have, that of the other more.
fn mahallas() -> Constraints {
    let each = |name: &str, projects: &[&str], amount| Limit {
        name: name.to_owned(),
        projects: projects.iter().map(|id| (*id).to_owned()).collect(),
        number: Some(1),
        amount: Some(amount),
    };
    let limits = vec![each("mahalla:1 A", &["a", "b"], 60), each("mahalla:2 B", &["c"], 9)];
    Constraints { limits, ..Constraints::default() }
}

fn result(files: &Files) -> Value {
    serde_json::from_slice(&files[&result_path("one")]).unwrap()
}

/// The reason of a project, by index.
fn reason(files: &Files, project: usize) -> Value {
    result(files)["projects"][project]["reason"].clone()
}

#[test]
fn what_a_constraint_refuses_is_not_funded_and_told_why() {
    let publish = |constraints: &Constraints| {
        Draft::of(asked("greedy_votes", Publish::Totals, constraints)).publish()
    };
    assert_eq!(result(&publish(&Constraints::default()))["winners"], json!(["b", "c"]));

    let files = publish(&least(2));
    assert_eq!(result(&files)["winners"], json!(["b"]));
    assert_eq!(reason(&files, 2), json!({ "kind": "too_few_votes", "votes": 1, "needed": 2 }));

    let files = publish(&limit(&["b", "c"], Some(1), None));
    assert_eq!(result(&files)["winners"], json!(["b"]));
    let told = json!({ "kind": "limit_of_number", "limit": "roads", "most": 1, "funded": ["b"] });
    assert_eq!(reason(&files, 2), told);

    let files = publish(&limit(&["b"], None, Some(59)));
    assert_eq!(result(&files)["winners"], json!(["c", "a"]));
    assert_eq!(reason(&files, 1)["kind"], "limit_of_money");

    let files = publish(&mahallas());
    assert_eq!(result(&files)["winners"], json!(["b"]));
    assert_eq!(reason(&files, 2)["limit"], "mahalla:2 B");

    let files = publish(&parts([59, 10]));
    assert_eq!(result(&files)["winners"], json!(["c"]));
    assert_eq!(reason(&files, 1)["missing"], "1");
}

/// Step 12 does it again: with the copy, from published ballots, from totals.
#[test]
fn constraints_are_recomputed_wherever_the_rule_is() {
    let one_road = limit(&["b", "c"], Some(1), None);
    for constraints in [least(2), one_road, mahallas(), parts([59, 10])] {
        for (rule, publish) in [
            ("greedy_votes", Publish::Totals),
            ("greedy_votes", Publish::Ballots),
            ("mes_cost_u", Publish::Ballots),
        ] {
            let mut files = Draft::of(asked(rule, publish, &constraints)).publish();
            assert_eq!(check(&files).exit_code(), 0, "{rule}");
            files.remove(&copy::path(0));
            let report = check(&files);
            assert_eq!(report.steps[11].outcome, Outcome::Verified, "{rule}");
            assert_eq!((report.exit_code(), report.steps[11].checked), (0, 2), "{rule}");
        }
    }
    let draft = Draft::of(asked("mes_cost_u", Publish::Totals, &least(2)));
    let mut files = draft.publish();
    assert!(result(&files).get("projects").is_none());
    files.remove(&copy::path(0));
    assert_eq!(check(&files).steps[11].outcome, Outcome::Attested);
}

/// Winners as they would be without the constraint, signed again, are not those of the manifest.
#[test]
fn a_result_that_ignores_a_constraint_fails_at_step_12() {
    for publish in [Publish::Totals, Publish::Ballots] {
        let free = Draft::of(under("greedy_votes", publish)).publish();
        let draft = Draft::of(asked("greedy_votes", publish, &least(2)));
        let (code, said) = tampered(&draft, |files| {
            for path in [result_path("one"), trace_path("one")] {
                files.insert(path.clone(), free[&path].clone());
            }
        });
        assert_eq!(code, 12, "{said}");
        let (code, said) = tampered(&draft, |files| {
            files.remove(&copy::path(0));
            for path in [result_path("one"), trace_path("one")] {
                files.insert(path.clone(), free[&path].clone());
            }
        });
        assert_eq!(code, 12, "{said}");
    }
}

/// What could not be counted, or could be read in two ways, is no manifest.
#[test]
fn constraints_that_do_not_fit_fail_at_step_1() {
    let of_rule = |rule: &str, constraints: Value| {
        let mut manifest = under(rule, Publish::Totals);
        let params = &mut manifest.contests[0].rule.params;
        params.insert("constraints".to_owned(), constraints);
        let bytes = manifest.to_json().unwrap();
        let election = crate::manifest::Election::parse(&bytes).unwrap();
        let organiser = testing::note_signer("example.org/organiser", 14);
        let note = crate::organiser::sign_manifest(&organiser, &election.id).unwrap();
        let files: Files = [
            ("manifest.json".to_owned(), bytes),
            ("manifest.note".to_owned(), note.to_string().into_bytes()),
        ]
        .into_iter()
        .collect();
        let report = check(&files);
        assert_eq!(report.exit_code(), 1);
        match &report.steps[0].outcome {
            Outcome::Failed { reason } => reason.clone(),
            other => format!("{other:?}"),
        }
    };
    let greedy = |constraints: Value| of_rule("greedy_votes", constraints);
    assert!(greedy(json!({})).contains("what is not asked is left out"));
    assert!(greedy(json!({ "most": 2 })).contains("unknown field"));
    let stranger = json!({ "limits": [{ "name": "roads", "projects": ["z"], "number": 1 }] });
    assert!(greedy(stranger).contains("`z`"));
    let empty = json!({ "limits": [{ "name": "roads", "projects": ["a"] }] });
    assert!(greedy(empty).contains("neither how many nor how much"));
    let part = json!({ "parts": [{ "name": "all", "amount": 1, "projects": ["a", "b"] }] });
    assert!(greedy(part).contains("`c` belongs to no part"));
    // Whatever minimum: no project stands under two limits of such a rule.
    let twice = json!({ "min_votes": 2, "limits": [
        { "name": "one", "projects": ["a", "b"], "number": 1 },
        { "name": "other", "projects": ["b", "c"], "number": 1 },
    ] });
    assert!(of_rule("maxwelfare_votes", twice).contains("cannot honour both"));
}

/// Sums of points say how many supporters a project has, too.
#[test]
fn minimum_votes_are_votes_where_ballots_have_points() {
    let mut contest = asked("greedy_votes", Publish::Totals, &least(2)).contests[0].clone();
    contest.ballot.kind = BallotKind::Score;
    contest.ballot.max_points = Some(9);
    let ties = TieOrder::by_id(&instance(&contest).unwrap());
    let winners = winners_of_totals(&contest, &[(0, 0), (2, 3), (1, 9)], &ties).unwrap().unwrap();
    assert_eq!(winners.iter().map(tally::ProjectId::as_str).collect::<Vec<_>>(), ["b"]);
}

#[test]
fn another_rule_is_asked_under_the_same_constraints() {
    let files = Draft::of(asked("greedy_votes", Publish::Ballots, &least(2))).publish();
    let recount = Recount::read(&files, "one").unwrap();
    let other = recount.under("greedy_votes_per_cost").unwrap();
    assert_eq!(other.winners.iter().map(tally::ProjectId::as_str).collect::<Vec<_>>(), ["b"]);
}
