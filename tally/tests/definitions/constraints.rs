//! Constraints that do not fit, and one case that random elections miss.

use tally::{
    BallotKind, Constraints, Decimal, Election, Instance, Limit, Part, ProfileBuilder, ProjectId,
    Rule, TieOrder,
};

fn ids(names: &[&str]) -> Vec<ProjectId> {
    names.iter().map(|name| ProjectId::from((*name).to_owned())).collect()
}

fn limit(name: &str, projects: &[&str], number: Option<u32>) -> Limit {
    Limit { name: name.to_owned(), projects: ids(projects), number, amount: None }
}

fn part(name: &str, amount: u64, projects: &[&str]) -> Part {
    Part { name: name.to_owned(), amount: amount.into(), projects: ids(projects) }
}

/// Three projects, an envelope of 14, one voter for `a`, two for `p`, five for none.
fn winners(constraints: &Constraints, rule: &str) -> Result<Vec<String>, String> {
    let projects = [("a", 1), ("p", 6), ("x", 9)];
    let projects = projects.map(|(id, cost)| (id.to_owned(), Decimal::from(cost)));
    let instance = Instance::new(14.into(), projects).unwrap();
    let mut ballots = ProfileBuilder::new(BallotKind::Approval, &instance);
    ballots.add_set(instance.index_of("a"), 1).unwrap();
    ballots.add_set(instance.index_of("p"), 2).unwrap();
    ballots.add_set([], 5).unwrap();
    let (profile, ties) = (ballots.build(), TieOrder::by_id(&instance));
    let election = Election::new(&instance, &profile, &ties).unwrap().under(constraints);
    let outcome = Rule::from_name(rule, &[]).unwrap().tally(&election);
    let outcome = outcome.map_err(|error| error.to_string())?;
    Ok(outcome.winner_ids(&instance).iter().map(ToString::to_string).collect())
}

#[test]
fn a_completion_does_not_skip_the_step_at_which_limits_end_it() {
    let one = Constraints { limits: vec![limit("one", &["a", "p"], Some(1))], ..<_>::default() };
    // 1.75 each pays for `a` alone, and then nothing is allowed that anyone supports. With 3 each
    // `p` would be the cheaper one by utility.
    assert_eq!(winners(&one, "mes_cost_add1"), Ok(vec!["a".to_owned()]));
    assert_eq!(winners(&Constraints::default(), "mes_cost_add1").unwrap(), ["p", "a"]);
}

#[test]
fn what_does_not_fit_is_named() {
    let message = |limits: Vec<Limit>, parts: Vec<Part>| {
        winners(&Constraints { min_votes: 0, limits, parts }, "greedy_votes").unwrap_err()
    };
    let both = || vec![part("A", 4, &["a", "p"]), part("B", 10, &["x"])];
    assert_eq!(
        message(vec![limit("one", &["a", "q"], Some(1))], vec![]),
        "`one` names `q`, which is no project of this election"
    );
    assert_eq!(
        message(vec![limit("one", &["a"], None)], vec![]),
        "the limit `one` says neither how many nor how much"
    );
    assert_eq!(
        message(vec![limit("A", &["a"], Some(1))], both()),
        "two constraints are called `A`"
    );
    assert_eq!(
        message(vec![], vec![part("A", 4, &["a", "p"]), part("B", 5, &["p", "x"])]),
        "the project `p` belongs to the parts `A` and `B`"
    );
    assert_eq!(
        message(vec![], vec![part("A", 4, &["a", "p"])]),
        "the project `x` belongs to no part of the envelope"
    );
    assert_eq!(
        message(vec![], vec![part("A", 4, &["a", "p"]), part("B", 11, &["x"])]),
        "the parts together are 15, more than the envelope of 14"
    );
    let across = message(vec![limit("one", &["p", "x"], Some(1))], both());
    assert!(across.starts_with("the limit `one` names projects of the parts `A` and `B`"));
    let limits = vec![limit("one", &["a", "p"], Some(1)), limit("two", &["p", "x"], Some(1))];
    let overlap = Constraints { limits, ..Constraints::default() };
    let refused = winners(&overlap, "maxwelfare_votes").unwrap_err();
    assert!(refused.contains("cannot honour both `one` and `two`: the project `p`"), "{refused}");
    assert!(winners(&overlap, "mes_cost").is_ok());
}

#[test]
fn constraints_survive_json() {
    let limits = vec![limit("one", &["a", "p"], Some(1))];
    let parts = vec![part("A", 4, &["a", "p"]), part("B", 10, &["x"])];
    let constraints = Constraints { min_votes: 2, limits, parts };
    let text = serde_json::to_string(&constraints).unwrap();
    assert_eq!(serde_json::from_str::<Constraints>(&text).unwrap(), constraints);
    assert_eq!(serde_json::from_str::<Constraints>("{}").unwrap(), Constraints::default());
}
