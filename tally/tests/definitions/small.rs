//! Random small elections, plain enough to be judged by brute force.

use proptest::prelude::*;
use tally::{
    BallotKind, Completion, Decimal, Election, Instance, Outcome, Profile, ProfileBuilder,
    ProjectIndex, Rule, TieOrder, Utility,
};

/// An election as numbers and lists; ballots are (project, points) in the order of preference.
#[derive(Clone, Debug)]
pub(crate) struct Small {
    pub(crate) kind: BallotKind,
    pub(crate) envelope: u64,
    pub(crate) costs: Vec<u64>,
    pub(crate) ballots: Vec<Vec<(usize, u64)>>,
    /// One key per project, all different.
    pub(crate) keys: Vec<u64>,
    pub(crate) threshold: u64,
}

pub(crate) const KINDS: [BallotKind; 6] = [
    BallotKind::ChooseOne,
    BallotKind::Approval,
    BallotKind::Knapsack,
    BallotKind::Ranked,
    BallotKind::Cumulative,
    BallotKind::Score,
];

/// Few projects, costs and points, so that ties and misfits are frequent.
pub(crate) fn small() -> impl Strategy<Value = Small> {
    (1_usize..=5, prop::sample::select(&KINDS[..]))
        .prop_flat_map(|(projects, kind)| {
            let costs = prop::collection::vec(prop_oneof![1 => Just(0), 9 => 1_u64..=6], projects);
            let order = Just((0..projects).collect::<Vec<usize>>()).prop_shuffle();
            let longest = if kind == BallotKind::ChooseOne { 1 } else { projects };
            let ballot = (order, prop::collection::vec(0_u64..=3, 0..=longest))
                .prop_map(|(order, points)| order.into_iter().zip(points).collect::<Vec<_>>());
            let ballots = prop::collection::vec(ballot, 0..=8);
            let keys = Just((0..projects as u64).collect::<Vec<u64>>()).prop_shuffle();
            (Just(kind), 0_u64..=14, costs, ballots, keys, 0_u64..=6)
        })
        .prop_map(|(kind, envelope, costs, ballots, keys, threshold)| Small {
            kind,
            envelope,
            costs,
            ballots,
            keys,
            threshold,
        })
}

impl Small {
    pub(crate) fn instance(&self) -> Instance {
        // Ids such that their order as strings is not the order of the indexes.
        let ids = ["9", "10", "b", "B", "ż"];
        let projects = ids.iter().zip(&self.costs);
        let projects = projects.map(|(id, cost)| ((*id).to_owned(), Decimal::from(*cost)));
        Instance::new(Decimal::from(self.envelope), projects).unwrap()
    }

    pub(crate) fn profile(&self, instance: &Instance) -> Profile {
        let mut builder = ProfileBuilder::new(self.kind, instance);
        for ballot in &self.ballots {
            add(&mut builder, instance, ballot, 1);
        }
        builder.build()
    }

    pub(crate) fn rules(&self) -> Vec<Rule> {
        let others = vec![
            Rule::Phragmen { then_greedy: false },
            Rule::Phragmen { then_greedy: true },
            Rule::MaxWelfare { times_cost: false },
            Rule::MaxWelfare { times_cost: true },
        ];
        [self.greedy_rules(), self.equal_shares(), others].concat()
    }

    /// Those whose outcome does not depend on what one unit of money is.
    pub(crate) fn rules_without_steps(&self) -> Vec<Rule> {
        let steps = |rule: &Rule| matches!(rule, Rule::EqualShares(variant) if variant.completion != Completion::None);
        self.rules().into_iter().filter(|rule| !steps(rule)).collect()
    }

    pub(crate) fn greedy_rules(&self) -> Vec<Rule> {
        let threshold = Decimal::from(self.threshold);
        vec![
            Rule::GreedyVotes,
            Rule::GreedyVotesPerCost,
            Rule::GreedyVotesNoskip,
            Rule::GreedyVotesThreshold { threshold },
            Rule::GreedyVotesCheapestTie,
        ]
    }

    /// Every variant of Equal Shares that these ballots allow.
    pub(crate) fn equal_shares(&self) -> Vec<Rule> {
        let fits = |utility: Utility| match utility {
            Utility::Cost | Utility::Cardinality => true,
            Utility::Points | Utility::PointsCost => self.kind.has_points(),
            Utility::Borda | Utility::BordaCost => self.kind == BallotKind::Ranked,
        };
        let named = Rule::all().iter().filter(|info| info.name.starts_with("mes_"));
        let rules = named.map(|info| Rule::from_name(info.name, &[]).unwrap());
        rules
            .filter(|rule| matches!(rule, Rule::EqualShares(variant) if fits(variant.utility)))
            .collect()
    }

    pub(crate) fn tally(&self, rule: Rule) -> Outcome {
        self.tally_with(rule, &self.keys)
    }

    pub(crate) fn tally_with(&self, rule: Rule, keys: &[u64]) -> Outcome {
        let instance = self.instance();
        let profile = self.profile(&instance);
        let ties = TieOrder::by_key(&instance, keys).unwrap();
        rule.tally(&Election::new(&instance, &profile, &ties).unwrap()).unwrap()
    }
}

pub(crate) fn add(
    builder: &mut ProfileBuilder,
    instance: &Instance,
    ballot: &[(usize, u64)],
    weight: u64,
) {
    let all: Vec<ProjectIndex> = instance.indexes().collect();
    let projects = ballot.iter().map(|(project, _)| all[*project]);
    let added = match builder.kind() {
        kind if kind.is_set() => builder.add_set(projects, weight),
        BallotKind::Ranked => builder.add_ranking(projects, weight),
        _ => builder.add_points(projects.zip(ballot.iter().map(|(_, points)| *points)), weight),
    };
    added.unwrap();
}

pub(crate) fn positions(winners: &[ProjectIndex]) -> Vec<usize> {
    winners.iter().map(|winner| winner.position()).collect()
}
