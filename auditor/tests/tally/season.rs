//! `--constraints`: what they do, and what is said of their mistakes.

use serde_json::json;

use crate::{Run, TOWN, hashar_audit, json as output, temporary};

const FILE: &str = "META\nkey;value\nbudget;1000\nvote_type;approval\nPROJECTS\n\
    project_id;cost;category;neighborhood\na;300;school;Navoiy\nb;300;school;Bobur\n\
    c;200;\"road, park\";Navoiy\nd;100;road;Navoiy\nVOTES\nvoter_id;vote\n1;a,b,c,d\n2;a,b,c\n\
    3;a,b\n4;a\n5;d\n6;b\n";

fn under(name: &str, constraints: &str, more: &[&str]) -> Run {
    let path = temporary(name);
    std::fs::write(&path, constraints).unwrap();
    let arguments = ["tally", "-", "--constraints", path.to_str().unwrap()];
    hashar_audit(&[&arguments[..], more].concat(), FILE.as_bytes())
}

#[test]
fn exclusive_projects_caps_and_minimum_votes_refuse_with_their_numbers() {
    let constraints = "min_votes = 2\n[[exclusive]]\nname = \"one school\"\nprojects = [\"a\", \"b\"]\n\
        [[cap]]\nname = \"Navoiy\"\ncolumn = \"neighborhood\"\nvalue = \"Navoiy\"\namount = \"450.5\"\n";
    let report = output(&under("refusals.toml", constraints, &["--json"]));
    assert_eq!(report["winners"], json!(["a", "d"]));
    assert!(report["projects"][0].get("part").is_none());
    let reason = |project: usize| report["projects"][project]["reason"].clone();
    assert_eq!(
        reason(1),
        json!({"kind": "limit_of_number", "limit": "one school", "most": 1, "funded": ["a"]})
    );
    assert_eq!(
        reason(2),
        json!({"kind": "limit_of_money", "limit": "Navoiy", "most": "450.5", "spent": "300", "cost": "200"})
    );
    let more = constraints.replace("min_votes = 2", "min_votes = 3");
    let report = output(&under("votes.toml", &more, &["--json"]));
    assert_eq!(report["winners"], json!(["a"]));
    assert_eq!(
        report["projects"][3]["reason"],
        json!({"kind": "too_few_votes", "votes": 2, "needed": 3})
    );
    let people = under("people.toml", constraints, &[]).out;
    assert!(people.contains("\"one school\" allows 1 of its projects; funded: a."), "{people}");
    assert!(
        people.contains("\"Navoiy\" allows 450.5 in all, 300 of it is spent, and it costs 200.")
    );
}

#[test]
fn parts_are_decided_each_by_itself() {
    let constraints = "[[part]]\nname = \"schools\"\namount = 400\ncolumn = \"category\"\n\
        value = \"school\"\n[[part]]\nname = \"others\"\namount = 250\nrest = true\n";
    let trace = temporary("parts.jsonl");
    let more = ["--json", "--trace", trace.to_str().unwrap()];
    let report = output(&under("parts.toml", constraints, &more));
    assert_eq!(report["winners"], json!(["a", "c"]));
    assert_eq!(report["projects"][1]["reason"]["remaining"], "100");
    let parts: Vec<_> = (0..4).map(|project| report["projects"][project]["part"].clone()).collect();
    assert_eq!(parts, ["schools", "schools", "others", "others"]);
    let why = "Not funded: it costs 300, but 100 was left after 1 purchase; 200 short. \
               Part of the envelope: \"schools\".";
    assert_eq!(report["projects"][1]["sentence"], why);
    assert!(under("parts-text.toml", constraints, &[]).out.contains(why));
    assert_eq!(report["projects"][2]["reason"]["purchase"], 2);
    assert_eq!(report["total_cost"], "500");
    let steps = std::fs::read_to_string(&trace).unwrap();
    let parts = steps.lines().filter(|line| line.contains("\"step\":\"part\""));
    assert_eq!(parts.count(), 2);
    for rule in ["mes_cost_add1u", "phragmen", "maxwelfare_votes"] {
        let report = output(&under("rules.toml", constraints, &["--json", "--rule", rule]));
        assert!(report["winners"].as_array().unwrap().len() >= 2, "{rule}: {}", report["winners"]);
    }
}

#[test]
fn mistakes_are_told_with_their_line() {
    let fails = |constraints: &str, code: i32, message: &str| {
        let run = under("mistakes.toml", constraints, &["--rule", "maxwelfare_votes"]);
        assert_eq!(run.code, code, "{constraints}: {}", run.err);
        assert!(run.err.contains(message), "{}", run.err);
    };
    let cap = |rest: &str| format!("\n[[cap]]\nname = \"one\"\n{rest}\n");
    fails("min_votes = ", 72, "mistakes.toml: line 1: ");
    fails("minimum = 3", 72, "line 1: unknown field `minimum`");
    fails(
        &cap("projects = [\"a\", \"q\"]\nnumber = 1"),
        72,
        "line 4: `q` is no project of this file",
    );
    fails(&cap("projects = [\"a\"]"), 72, "line 2: a cap needs a number, an amount or both");
    fails(&cap("number = 1"), 72, "line 2: list the projects, or choose them by a column and a");
    let both = cap("number = 1\nprojects = [\"a\"]\ncolumn = \"category\"\nvalue = \"park\"");
    fails(&both, 72, "line 6: the projects are listed already");
    fails(&cap("number = 1\ncolumn = \"category\""), 72, "line 5: a column chooses by a value");
    fails(&cap("number = 1\nvalue = \"park\""), 72, "line 5: a value chooses by a column");
    let rest = "[[part]]\nname = \"A\"\namount = 10\nrest = true\n";
    let chosen = format!("{rest}column = \"category\"\nvalue = \"park\"\n");
    fails(&chosen, 72, "line 5: the part with the rest has the projects of no other part");
    let two = rest.to_owned() + &rest.replace('A', "B");
    fails(&two, 72, "line 8: only one part may have the rest");
    let named = cap("projects = [\"a\"]\nnumber = 1") + &rest.replace('A', "one");
    fails(&named, 72, "line 7: a table above is called `one`, too");
    fails(&cap("projects = [\"a\"]\nnumbers = 1"), 72, "line 5: unknown field `numbers`");
    fails(&cap("projects = [\"a\"]\nnumber = \"1\""), 72, "line 5: invalid type");
    fails(&cap("projects = [\"a\"]\namount = \"-5\""), 72, "line 5: `-5` is negative");
    fails(&cap("projects = [\"a\"]\namount = 0.5"), 72, "a decimal in quotes");
    fails(
        &cap("column = \"color\"\nvalue = \"x\"\nnumber = 1"),
        72,
        "line 4: PROJECTS has no column `color`",
    );
    let none = "line 5: no project has `x` in the column `category`";
    fails(&cap("column = \"category\"\nvalue = \"x\"\nnumber = 1"), 72, none);
    fails(
        &cap("projects = [\"a\"]\nnumber = 1\nrest = true"),
        72,
        "line 6: only a part may have the rest",
    );
    fails("[[part]]\nname = \"A\"\namount = 10\nprojects = [\"a\"]", 73, "`b` belongs to no part");
    let overlap = cap("projects = [\"a\", \"b\"]\nnumber = 1")
        + &cap("projects = [\"b\"]\nnumber = 1").replace("one", "two");
    fails(&overlap, 73, "the rule `maxwelfare_votes` cannot honour both `one` and `two`");
    let missing = hashar_audit(&["tally", "-", "--constraints", "no/such.toml"], TOWN.as_bytes());
    assert_eq!(missing.code, 71);
}
