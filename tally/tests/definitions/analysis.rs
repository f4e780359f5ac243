//! The analysis of an outcome voter by voter, and every group of voters tried.

use proptest::prelude::*;
use tally::analysis::{Measure, Representation, Shift};
use tally::{
    Analysis, CategoryShare, Comparison, Completion, EqualShares, Fraction, Instance, Profile,
    ProjectIndex, Rule, Utility,
};

use crate::equal_shares::{cost, worth};
use crate::ratio::{Ratio, ratio};
use crate::small::{Small, add, small};

/// What an outcome is to each voter: funded projects supported, and their cost.
fn gains(election: &Small, winners: &[usize]) -> Vec<(u64, u64)> {
    let supported = |voter: usize| {
        let all = winners.iter().copied();
        all.filter(|project| supports(election, voter, *project)).collect::<Vec<usize>>()
    };
    (0..election.ballots.len())
        .map(|voter| (supported(voter).len() as u64, cost(election, &supported(voter))))
        .collect()
}

fn supports(election: &Small, voter: usize, project: usize) -> bool {
    worth(election, Utility::Cardinality, voter, project) > 0
}

/// Any set of projects that the envelope pays for: the first that fit, some left out.
fn winners(election: &Small, bits: u32) -> Vec<usize> {
    let mut left = election.envelope;
    let mut chosen = Vec::new();
    for project in (0..election.costs.len()).filter(|project| bits >> project & 1 == 1) {
        if election.costs[project] <= left {
            left -= election.costs[project];
            chosen.push(project);
        }
    }
    chosen
}

fn indexes(instance: &Instance, winners: &[usize]) -> Vec<ProjectIndex> {
    let all: Vec<ProjectIndex> = instance.indexes().collect();
    winners.iter().map(|project| all[*project]).collect()
}

fn parts(election: &Small) -> (Instance, Profile) {
    let instance = election.instance();
    let profile = election.profile(&instance);
    (instance, profile)
}

fn analysis(election: &Small, winners: &[usize]) -> Analysis {
    let (instance, profile) = parts(election);
    Analysis::of(&instance, &profile, &indexes(&instance, winners)).unwrap()
}

fn mean(values: &[u64]) -> Ratio {
    match values.len() as u64 {
        0 => Ratio::whole(0),
        all => Ratio::whole(values.iter().sum()).over(Ratio::whole(all)),
    }
}

fn median(values: &[u64]) -> Ratio {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    match sorted.len() {
        0 => Ratio::whole(0),
        odd if odd % 2 == 1 => Ratio::whole(sorted[odd / 2]),
        even => mean(&sorted[even / 2 - 1..=even / 2]),
    }
}

/// Every pair of voters.
fn gini(values: &[u64]) -> Ratio {
    let (all, sum) = (values.len() as u64, values.iter().sum::<u64>());
    let pairs = values.iter().flat_map(|a| values.iter().map(|b| a.abs_diff(*b)));
    match sum {
        0 => Ratio::whole(0),
        sum => Ratio::whole(pairs.sum()).over(Ratio::whole(2 * all * sum)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn numbers_are_those_of_the_voters(election in small(), bits in 0_u32..32) {
        let winners = winners(&election, bits);
        let analysis = analysis(&election, &winners);
        let gains = gains(&election, &winners);
        let counts: Vec<u64> = gains.iter().map(|(count, _)| *count).collect();
        let amounts: Vec<u64> = gains.iter().map(|(_, amount)| *amount).collect();
        for (spread, values) in [(&analysis.projects, &counts), (&analysis.money, &amounts)] {
            prop_assert_eq!(ratio(&spread.mean), mean(values));
            prop_assert_eq!(ratio(&spread.median), median(values));
            prop_assert_eq!(ratio(&spread.gini), gini(values));
        }
        let represented = counts.iter().filter(|count| **count > 0).count() as u64;
        prop_assert_eq!((analysis.voters, analysis.represented), (counts.len() as u64, represented));
        let most = counts.iter().copied().max().unwrap_or(0);
        let bar = |height: u64| counts.iter().filter(|count| **count == height).count() as u64;
        prop_assert_eq!(&analysis.histogram, &(0..=most).map(bar).collect::<Vec<u64>>());
        prop_assert_eq!(analysis.spent.plus(analysis.leftover), Some(analysis.envelope));
        prop_assert_eq!(analysis.spent, cost(&election, &winners).into());
    }

    #[test]
    fn no_group_of_voters_is_overlooked(election in small(), bits in 0_u32..32) {
        let winners = winners(&election, bits);
        let analysis = analysis(&election, &winners);
        prop_assert_eq!(analysis.representation.is_empty(), !election.kind.is_set());
        for representation in analysis.representation {
            let groups = underrepresented(&election, &winners, representation.measure);
            prop_assert_eq!(representation.holds, groups.is_empty());
            let mut projects: Vec<usize> = groups.iter().map(|(project, _)| *project).collect();
            projects.dedup();
            prop_assert_eq!(representation.failing, projects.len() as u64);
            let largest = groups.iter().map(|(_, voters)| voters.len() as u64).max();
            prop_assert_eq!(representation.witness.as_ref().map(|group| group.voters), largest);
            if let Some(witness) = representation.witness {
                let instance = election.instance();
                let project = instance.index_of(witness.project.as_str()).unwrap().position();
                let groups = groups.iter().filter(|(other, _)| *other == project);
                let same = groups.filter(|(_, voters)| voters.len() as u64 == witness.voters);
                let most = same.map(|(_, voters)| most(&election, &winners, representation.measure, voters));
                prop_assert!(most.min() == witness.satisfaction.whole().map(|most| most as u64));
                let entitled = Ratio::whole(election.envelope * witness.voters)
                    .over(Ratio::whole(election.ballots.len() as u64));
                prop_assert_eq!(ratio(&witness.entitled), entitled);
            }
        }
    }

    #[test]
    fn equal_shares_fails_no_group(election in small()) {
        for (utility, measure) in
            [(Utility::Cost, Measure::Cost), (Utility::Cardinality, Measure::Cardinality)]
        {
            let (completion, then_greedy) = (Completion::None, false);
            let rule = Rule::EqualShares(EqualShares { utility, completion, then_greedy });
            let winners: Vec<usize> =
                election.tally(rule).winners.iter().map(|winner| winner.position()).collect();
            let all = analysis(&election, &winners).representation;
            prop_assert!(all.iter().all(|found| found.measure != measure || found.holds));
        }
    }

    #[test]
    fn comparisons_count_voters(election in small(), a in 0_u32..32, b in 0_u32..32) {
        let (first, other) = (winners(&election, a), winners(&election, b));
        let (instance, profile) = parts(&election);
        let compare = |first: &[usize], other: &[usize]| {
            let (first, other) = (indexes(&instance, first), indexes(&instance, other));
            Comparison::of(&instance, &profile, &first, &other).unwrap()
        };
        let comparison = compare(&first, &other);
        let count = |value: fn(&(u64, u64)) -> u64| {
            let mut shift = Shift::default();
            for (before, after) in gains(&election, &first).iter().zip(gains(&election, &other)) {
                shift.better += u64::from(value(&after) > value(before));
                shift.worse += u64::from(value(&after) < value(before));
                shift.equal += u64::from(value(&after) == value(before));
            }
            shift
        };
        prop_assert_eq!(comparison.by_projects, count(|gain| gain.0));
        prop_assert_eq!(comparison.by_money, count(|gain| gain.1));
        let ids = |these: &[usize], those: &[usize]| -> Vec<String> {
            let new = these.iter().filter(|project| !those.contains(project));
            new.map(|p| instance.id(indexes(&instance, &[*p])[0]).to_owned()).collect()
        };
        let said = |list: &[tally::ProjectId]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        prop_assert_eq!(said(&comparison.gained), ids(&other, &first));
        prop_assert_eq!(said(&comparison.lost), ids(&first, &other));
        let back = compare(&other, &first);
        prop_assert_eq!(back.gained, comparison.lost);
        prop_assert_eq!(back.by_money.worse, comparison.by_money.better);
    }

    #[test]
    fn categories_divide_money_and_votes_and_lose_nothing(
        election in small(),
        bits in 0_u32..32,
        lists in prop::collection::vec(prop::collection::vec(0_usize..3, 0..4), 5),
    ) {
        let names = ["roads", "parks", " schools"];
        let winners = winners(&election, bits);
        let (instance, profile) = parts(&election);
        let labels: Vec<Vec<String>> = lists[..election.costs.len()].iter()
            .map(|list| list.iter().map(|name| names[*name].to_owned()).collect()).collect();
        let all = CategoryShare::all(&instance, &profile, &indexes(&instance, &winners), &labels).unwrap();
        let (mut money, mut votes) = (Ratio::whole(0), Ratio::whole(0));
        for share in &all {
            money = money.plus(ratio(&share.money));
            votes = votes.plus(ratio(&share.votes));
            let belongs = |project: usize| match &share.category {
                Some(name) => labels[project].iter().any(|label| label.trim() == name),
                None => labels[project].is_empty(),
            };
            let mine: Vec<usize> = (0..election.costs.len()).filter(|p| belongs(*p)).collect();
            let part = |project: usize, whole: u64| {
                let mut different = lists[project].clone();
                different.sort_unstable();
                different.dedup();
                Ratio::whole(whole).over(Ratio::whole(different.len().max(1) as u64))
            };
            let spent = mine.iter().filter(|p| winners.contains(p)).map(|p| part(*p, election.costs[*p]));
            prop_assert_eq!(ratio(&share.money), spent.fold(Ratio::whole(0), Ratio::plus));
            prop_assert_eq!(share.projects, mine.len() as u64);
        }
        let cast = gains(&election, &(0..election.costs.len()).collect::<Vec<usize>>());
        prop_assert_eq!(votes, Ratio::whole(cast.iter().map(|(count, _)| count).sum()));
        prop_assert_eq!(money, Ratio::whole(cost(&election, &winners)));
        let sum = |share: fn(&CategoryShare) -> &Fraction| {
            all.iter().map(|one| ratio(share(one))).fold(Ratio::whole(0), Ratio::plus)
        };
        let whole = |ratio: Ratio| Ratio::whole(u64::from(ratio > Ratio::whole(0)));
        prop_assert_eq!(sum(|share| &share.money_share), whole(money));
        prop_assert_eq!(sum(|share| &share.votes_share), whole(votes));
    }

    #[test]
    fn neither_the_order_of_voters_nor_grouping_changes_the_analysis(
        election in small(), bits in 0_u32..32, weight in 1_u64..4,
    ) {
        let chosen = winners(&election, bits);
        let mut other = election.clone();
        other.ballots.reverse();
        prop_assert_eq!(analysis(&election, &chosen), analysis(&other, &chosen));
        let instance = election.instance();
        let mut at_once = tally::ProfileBuilder::new(election.kind, &instance);
        election.ballots.iter().for_each(|ballot| add(&mut at_once, &instance, ballot, weight));
        other.ballots = (0..weight).flat_map(|_| election.ballots.clone()).collect();
        let at_once = Analysis::of(&instance, &at_once.build(), &indexes(&instance, &chosen));
        prop_assert_eq!(at_once.unwrap(), analysis(&other, &chosen));
    }

    #[test]
    fn the_unit_of_money_does_not_change_the_analysis(
        election in small(), bits in 0_u32..32, places in 1_u32..=9,
    ) {
        let chosen = winners(&election, bits);
        let (instance, profile) = parts(&election);
        let one = 10_u64.pow(places);
        let width = places as usize;
        let divided = |amount: u64| format!("{}.{:0width$}", amount / one, amount % one).parse().unwrap();
        let costs = instance.indexes().zip(&election.costs);
        let costs = costs.map(|(project, cost)| (instance.id(project).to_owned(), divided(*cost)));
        let finer = Instance::new(divided(election.envelope), costs).unwrap();
        let there = Analysis::of(&finer, &profile, &indexes(&finer, &chosen)).unwrap();
        let here = Analysis::of(&instance, &profile, &indexes(&instance, &chosen)).unwrap();
        prop_assert_eq!(&there.projects, &here.projects);
        prop_assert_eq!(&there.histogram, &here.histogram);
        prop_assert_eq!(&there.money.gini, &here.money.gini);
        let back = |fraction: &Fraction| ratio(fraction).times(Ratio::whole(one));
        prop_assert_eq!(back(&there.money.mean), ratio(&here.money.mean));
        prop_assert_eq!(back(&there.money.median), ratio(&here.money.median));
        for (there, here) in there.representation.iter().zip(&here.representation) {
            prop_assert_eq!((there.holds, there.failing), (here.holds, here.failing));
            let group = |found: &Representation| {
                found.witness.as_ref().map(|group| (group.project.clone(), group.voters))
            };
            prop_assert_eq!(group(there), group(here));
        }
    }

    #[test]
    fn the_order_of_projects_does_not_change_the_analysis(election in small(), bits in 0_u32..32) {
        let chosen = winners(&election, bits);
        let (instance, profile) = parts(&election);
        // The same ids, the other way round.
        let costs = instance.indexes().map(|p| (instance.id(p).to_owned(), instance.amount(instance.cost(p))));
        let mut listed: Vec<_> = costs.collect();
        listed.reverse();
        let turned = Instance::new(instance.amount(instance.envelope()), listed).unwrap();
        let last = election.costs.len() - 1;
        let mut other = election.clone();
        other.ballots.iter_mut().flatten().for_each(|(project, _)| *project = last - *project);
        let there: Vec<usize> = chosen.iter().map(|project| last - project).collect();
        let there = Analysis::of(&turned, &other.profile(&turned), &indexes(&turned, &there));
        let here = Analysis::of(&instance, &profile, &indexes(&instance, &chosen));
        prop_assert_eq!(there, here);
    }
}

/// Every unfunded project with every group of voters that it fails.
fn underrepresented(
    election: &Small,
    winners: &[usize],
    measure: Measure,
) -> Vec<(usize, Vec<usize>)> {
    let voters = election.ballots.len();
    let groups = |bits: u32| (0..voters).filter(move |voter| bits >> voter & 1 == 1);
    let unfunded = (0..election.costs.len()).filter(|project| !winners.contains(project));
    let mut found = Vec::new();
    for project in unfunded {
        for group in (1..1_u32 << voters).map(|bits| groups(bits).collect::<Vec<usize>>()) {
            let part = Ratio::whole(election.envelope * group.len() as u64)
                .over(Ratio::whole(voters as u64));
            let price = election.costs[project];
            let more = |voter: usize| match (measure, gains(election, winners)[voter]) {
                (Measure::Cost, (_, money)) => money + price,
                (Measure::Cardinality, (count, _)) => (count + 1) * price,
            };
            let fails = |voter: &usize| {
                supports(election, *voter, project) && Ratio::whole(more(*voter)) <= part
            };
            if group.iter().all(fails) {
                found.push((project, group));
            }
        }
    }
    found
}

fn most(election: &Small, winners: &[usize], measure: Measure, voters: &[usize]) -> u64 {
    let gains = gains(election, winners);
    let value = |voter: &usize| match measure {
        Measure::Cost => gains[*voter].1,
        Measure::Cardinality => gains[*voter].0,
    };
    voters.iter().map(value).max().unwrap()
}
