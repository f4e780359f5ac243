//! `--analysis` and `--compare`, and what ranked ballots are worth.

use serde_json::{Value, json};

use crate::{TOWN, hashar_audit, json as output};

const STREETS: &str = "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\n\
    project_id;cost;category\na;60;\"roads, parks\"\nb;50;roads\nc;40;\nVOTES\n\
    voter_id;vote\n1;a\n2;a,b\n3;b\n4;b\n5;c\n6;a\n7;\n";

#[test]
fn analysis_counts_voters_and_divides_categories() {
    let report = output(&hashar_audit(&["tally", "-", "--analysis", "--json"], STREETS.as_bytes()));
    // a and b have three votes each; a comes first, and then c fits.
    assert_eq!(report["winners"], json!(["a", "c"]));
    let analysis = &report["analysis"];
    assert_eq!((&analysis["voters"], &analysis["represented"]), (&json!(7), &json!(4)));
    assert_eq!(analysis["represented_share"], "4/7");
    assert_eq!(analysis["histogram"], json!([3, 4]));
    assert_eq!(analysis["projects"], json!({"mean": "4/7", "median": "1", "gini": "3/7"}));
    assert_eq!(analysis["money"]["mean"], "220/7");
    assert_eq!(analysis["leftover"], "0");
    // Three voters for b are entitled to 300/7, which is less than 50.
    assert_eq!(
        analysis["representation"][0],
        json!({"measure": "cost", "holds": true, "failing": 0})
    );
    let roads = &analysis["categories"][1];
    assert_eq!((&roads["category"], &roads["funded"]), (&json!("roads"), &json!(1)));
    assert_eq!((&roads["money"], &roads["money_share"]), (&json!("30"), &json!("3/10")));
    assert_eq!((&roads["votes"], &roads["votes_share"]), (&json!("9/2"), &json!("9/14")));
    assert_eq!(analysis["categories"][2].get("category"), None);
}

#[test]
fn people_read_the_analysis_in_tables() {
    let run = hashar_audit(&["tally", "-", "--analysis"], STREETS.as_bytes());
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("4 of 7 voters (57.14 %) have a funded project; 0 is left over."));
    assert!(run.out.contains("EJR+ up to one project, by cost: no group is underrepresented."));
    assert!(run.out.contains("(none)"), "{}", run.out);
}

#[test]
fn groups_that_are_passed_over_are_named() {
    // Five voters alone want `big`; five others share three small ones.
    let votes: String = (1..=5).map(|v| format!("{v};big\n{};x,y,z\n", v + 5)).collect();
    let file = format!(
        "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\nbig;40\n\
         x;30\ny;30\nz;30\nVOTES\nvoter_id;vote\n{votes}11;x,y,z\n"
    );
    let run = hashar_audit(&["tally", "-", "--analysis"], file.as_bytes());
    let sentence = "by cost: 1 project has an underrepresented group. The largest: 5 voters, \
                    entitled to about 45.45, all want big for 40; none of them more than 0 funded.";
    assert!(run.out.contains(sentence), "{}", run.out);
}

#[test]
fn two_rules_are_compared() {
    let arguments = ["tally", "-", "--compare", "mes_cost", "--json", "--analysis"];
    let report = output(&hashar_audit(&arguments, TOWN.as_bytes()));
    assert_eq!(report["winners"], json!(["a", "c"]));
    let comparison = &report["comparison"];
    assert_eq!(comparison["rule"], "mes_cost");
    assert_eq!((&comparison["gained"], &comparison["lost"]), (&json!([]), &json!(["a"])));
    assert_eq!(comparison["by_projects"], json!({"better": 0, "worse": 2, "equal": 2}));
    assert_eq!(comparison["analysis"]["represented"], 2);
    let run = hashar_audit(&["tally", "-", "--compare", "mes_cost"], TOWN.as_bytes());
    assert!(run.out.contains("mes_cost instead: 1 funded for 400\n  gained: none\n  lost: a\n"));
    assert!(run.out.contains("by projects           0          2      2"), "{}", run.out);
}

#[test]
fn a_parameter_goes_to_the_rule_that_takes_it() {
    let arguments =
        ["tally", "-", "--json", "--compare", "greedy_votes_threshold", "--param", "threshold=3"];
    let report = output(&hashar_audit(&arguments, TOWN.as_bytes()));
    assert_eq!(report["comparison"]["winners"], json!([]));
}

#[test]
fn borda_points_start_where_they_are_asked_to() {
    let file = "META\nkey;value\nbudget;10\nvote_type;ordinal\nPROJECTS\nproject_id;cost\na;5\n\
                b;5\nVOTES\nvoter_id;vote\n1;a,b\n2;b\n";
    let score = |more: &[&str]| {
        let arguments = [&["tally", "-", "--json"], more].concat();
        let report = output(&hashar_audit(&arguments, file.as_bytes()));
        report["projects"][1]["score"].clone()
    };
    assert_eq!(score(&[]), Value::from("3"));
    assert_eq!(score(&["--param", "borda_k=10"]), Value::from("19"));
    assert_eq!(score(&["--param", "borda_k=1", "--rule", "mes_borda"]), Value::from("1"));
}

#[test]
fn other_best_choices_are_told() {
    let file = TOWN.replace("1000.5", "600");
    let arguments = ["tally", "-", "--rule", "maxwelfare_votes"];
    let run = hashar_audit(&arguments, file.as_bytes());
    assert!(run.out.contains("Another choice reaches as much: with "), "{}", run.out);
    let report = output(&hashar_audit(&[&arguments[..], &["--json"]].concat(), file.as_bytes()));
    assert_eq!(report["objective"], "2");
    assert_eq!(report["uniqueness"]["kind"], "another");
    let sole = output(&hashar_audit(
        &[&arguments[..], &["--json"]].concat(),
        TOWN.replace("1000.5", "2000").as_bytes(),
    ));
    assert_eq!(sole["uniqueness"], json!({"kind": "sole"}));
}

#[test]
fn a_real_election_is_analysed() {
    let Some(path) = fixtures::shared("pabulib/Netherlands_Assen_2024.pb") else { return };
    let arguments = [
        "tally",
        path.to_str().unwrap(),
        "--rule",
        "mes_cost",
        "--compare",
        "greedy_votes",
        "--analysis",
        "--json",
    ];
    let report = output(&hashar_audit(&arguments, b""));
    let analysis = &report["analysis"];
    let bars = analysis["histogram"].as_array().unwrap().iter().map(|bar| bar.as_u64().unwrap());
    assert_eq!(bars.sum::<u64>(), analysis["voters"].as_u64().unwrap());
    // By its own utility, Equal Shares passes over nobody.
    assert_eq!(analysis["representation"][0]["holds"], true);
    assert!(report["comparison"]["analysis"]["represented"].as_u64().unwrap() > 0);
}
