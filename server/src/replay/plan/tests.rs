//! Files in the manifest's words, and refusals with their place.

use super::*;
use voting::plaintext::BallotKind;

const FILE: &str = "META\nkey;value\nbudget;1000.5\nvote_type;approval\n\
    PROJECTS\nproject_id;cost\n9;600\n10;500.25\nb;3\n\
    VOTES\nvoter_id;vote\n1;9,10\n2;b\n3;\n4;10,9\n";

fn read(file: &str, rule: &str) -> Result<Plan, Refused> {
    let rule = Rule { name: rule.to_owned(), params: serde_json::Map::new() };
    Plan::read("town.pb", file.as_bytes(), rule)
}

fn plan(file: &str) -> Plan {
    read(file, "greedy_votes").unwrap()
}

#[test]
fn a_rule_that_cannot_read_the_ballots_is_refused_before_the_vote() {
    assert_eq!(read(FILE, "mes_cost_add1u").unwrap().rule.name, "mes_cost_add1u");
    for (rule, words) in [("by_lot", "no rule called `by_lot`"), ("mes_points", "another kind")] {
        let told = read(FILE, rule).unwrap_err().to_string();
        assert!(told.contains("--rule") && told.contains(words), "{told}");
    }
}

#[track_caller]
fn refused(file: &str, line: u32, column: &str, words: &str) {
    match read(file, "greedy_votes").unwrap_err() {
        Refused::Cell { line: at, column: in_column, reason } => {
            assert_eq!((at, in_column.as_str()), (line, column), "{reason}");
            assert!(reason.contains(words), "{reason}");
        }
        other @ (Refused::Line { .. } | Refused::Rule(_)) => panic!("{other}"),
    }
}

fn values(vote: &[Choice]) -> Vec<(u16, u16)> {
    vote.iter().map(|choice| (choice.project.0, choice.value)).collect()
}

#[test]
fn amounts_are_scaled_and_the_title_says_so() {
    let plan = plan(FILE);
    assert_eq!(plan.title, "Replay of town.pb, amounts times 10^2");
    assert_eq!(plan.envelope, 100_050);
    let costs: Vec<u64> = plan.projects.iter().map(|project| project.cost).collect();
    assert_eq!(costs, [60_000, 50_025, 300]);
    let amounts = [0, 5, 50_025, 100_050, 60_000].map(|units| plan.amount(units));
    assert_eq!(amounts, ["0", "0.05", "500.25", "1000.5", "600"]);
    assert_eq!(self::plan(&FILE.replace(".5", "").replace(".25", "")).title, "Replay of town.pb");
}

#[test]
fn everybody_has_a_ballot_as_long_as_the_longest() {
    let plan = plan(FILE);
    assert_eq!((plan.ballot.kind, plan.ballot.min, plan.ballot.max), (BallotKind::Approval, 0, 2));
    let mut votes: Vec<_> = plan.votes.iter().map(|vote| values(vote)).collect();
    votes.sort_unstable();
    assert_eq!(votes, [vec![], vec![(0, 1), (1, 1)], vec![(0, 1), (1, 1)], vec![(2, 1)]]);
    let one =
        self::plan(&FILE.replace("approval", "choose-1").replace("9,10", "9").replace("10,9", ""));
    assert_eq!((one.ballot.kind, one.ballot.max), (BallotKind::ChooseOne, 1));
    let two = self::plan(&FILE.replace("approval", "choose-1"));
    assert_eq!((two.ballot.kind, two.ballot.max), (BallotKind::Approval, 2), "a broken limit");
}

#[test]
fn ids_that_no_manifest_takes_are_numbered_in_their_order() {
    let plan = plan(&FILE.replace("b;3", "b/1;3").replace("2;b", "2;b/1"));
    let ids: Vec<&str> = plan.projects.iter().map(|project| project.id.as_str()).collect();
    assert_eq!(ids, ["p2", "p1", "p3"]);
    assert_eq!(["p1", "p2", "p3", "p9"].map(|id| plan.id_in_file(id)), ["10", "9", "b/1", "p9"]);
    assert!(plan.title.ends_with("projects numbered in the order of their ids"));
}

#[test]
fn rankings_are_as_wide_as_the_file_allows() {
    let ranked = FILE.replace("approval", "ordinal");
    assert_eq!(plan(&ranked).ballot.max, 2);
    let allowed = ranked.replace("PROJECTS", "max_length;3\nPROJECTS");
    let allowed = plan(&allowed);
    assert_eq!((allowed.ballot.kind, allowed.ballot.max), (BallotKind::Ranked, 3));
    let last = allowed.votes.last().map(|vote| values(vote));
    assert_eq!(last, Some(vec![(1, 1), (0, 2)]), "in order of preference");
}

#[test]
fn points_are_whole_and_bounded() {
    let points =
        FILE.replace("approval", "cumulative").replace("voter_id;vote", "voter_id;vote;points");
    let points =
        points.replace("9,10", "9,10;1.5,0").replace(";b\n", ";b;3\n").replace("10,9", "10,9;2,1");
    let plan = plan(&points);
    assert_eq!(plan.ballot.max_points, Some(30));
    let mut votes: Vec<_> = plan.votes.iter().map(|vote| values(vote)).collect();
    votes.sort_unstable();
    assert_eq!(votes, [vec![], vec![(0, 10), (1, 20)], vec![(0, 15)], vec![(2, 30)]]);
    assert!(plan.title.contains("points times 10^1"));
    refused(&points.replace(";3\n3;", ";6554\n3;"), 13, "points", "at most 65535");
}

#[test]
fn a_refusal_names_line_and_column() {
    refused(&FILE.replace("9;600", "9;0"), 7, "cost", "`0` is 0");
    refused(&FILE.replace("9;600", "9;900000000000000"), 7, "cost", "too large");
    refused(&FILE.replace("1000.5", "900000000000000"), 3, "budget", "too large");
    refused(&FILE.replace("9;600", "9;-600"), 7, "cost", "negative");
    refused(&FILE.replace("2;b", "2;c"), 13, "vote", "`c`");
    refused(&FILE.replace("b;3", "9;3"), 9, "project_id", "twice");
    refused(&FILE.replace("approval", "votes"), 4, "vote_type", "`votes`");
    let error = read("META\n", "greedy_votes").unwrap_err();
    assert!(matches!(error, Refused::Line { line: 1, .. }), "{error}");
}
