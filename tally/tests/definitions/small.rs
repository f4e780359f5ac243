//! Random small elections, plain enough to be judged by brute force.

use proptest::prelude::*;
use tally::{
    BallotKind, Completion, Constraints, Decimal, Election, Instance, Limit, Outcome, Part,
    Profile, ProfileBuilder, ProjectIndex, Rule, TieOrder, Utility,
};

use crate::equal_shares::worth;

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
    /// The projects that take part: all, but in a part of a season.
    pub(crate) on_ballot: Vec<usize>,
    pub(crate) limits: Vec<SmallLimit>,
    /// Amounts with their projects.
    pub(crate) parts: Vec<(u64, Vec<usize>)>,
    pub(crate) min_votes: u64,
}

/// Of these projects at most so many, for at most so much.
#[derive(Clone, Debug)]
pub(crate) struct SmallLimit {
    pub(crate) projects: Vec<usize>,
    pub(crate) number: Option<u32>,
    pub(crate) amount: Option<u64>,
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
            on_ballot: (0..costs.len()).collect(),
            limits: Vec::new(),
            parts: Vec::new(),
            min_votes: 0,
            kind,
            envelope,
            costs,
            ballots,
            keys,
            threshold,
        })
}

/// An election under constraints.
pub(crate) fn season() -> impl Strategy<Value = Small> {
    let limit = (0_u32..32, prop::option::of(0_u32..3), prop::option::of(0_u64..12), any::<bool>());
    let limits = prop::collection::vec(limit, 0..3);
    let parts = prop::option::of((0_u32..32, 0_u64..=10, 0_u64..=10));
    (small(), limits, parts, 0_u64..=2).prop_map(|(mut election, limits, parts, min_votes)| {
        let all = || 0..election.costs.len();
        let these = |bits: u32| move |project: &usize| bits >> project & 1 == 1;
        let first = parts.map_or(u32::MAX, |(bits, ..)| bits);
        let limits =
            limits.into_iter().filter(|(_, number, amount, _)| (number, amount) != (&None, &None));
        let limits = limits.map(|(bits, number, amount, one)| SmallLimit {
            // Within a part.
            projects: all().filter(these(bits & if one { first } else { !first })).collect(),
            number,
            amount,
        });
        election.limits = limits.collect();
        if let Some((bits, a, b)) = parts {
            let sides = [(a, bits), (b, !bits)];
            election.parts =
                sides.map(|(amount, bits)| (amount, all().filter(these(bits)).collect())).into();
            election.envelope += a + b;
        }
        election.min_votes = min_votes;
        election
    })
}

/// With constraints or without.
pub(crate) fn any_season() -> impl Strategy<Value = Small> {
    prop_oneof![small(), season()]
}

impl Small {
    /// The elections that are held: one for each part.
    pub(crate) fn sections(&self) -> Vec<Self> {
        let votes = |project: &usize| {
            let backs = |voter: &usize| worth(self, Utility::Cardinality, *voter, *project) > 0;
            (0..self.ballots.len()).filter(backs).count() as u64
        };
        let section = |envelope: u64, projects: &[usize]| {
            let taking_part = projects.iter().copied().filter(|p| votes(p) >= self.min_votes);
            let (on_ballot, parts) = (taking_part.collect(), Vec::new());
            Self { envelope, on_ballot, parts, min_votes: 0, ..self.clone() }
        };
        match self.parts.len() {
            0 => vec![section(self.envelope, &self.on_ballot)],
            _ => self.parts.iter().map(|(amount, projects)| section(*amount, projects)).collect(),
        }
    }

    /// Whether limits allow a project on top of others.
    pub(crate) fn allows(&self, funded: &[usize], project: usize) -> bool {
        self.limits.iter().filter(|limit| limit.projects.contains(&project)).all(|limit| {
            let own = || funded.iter().filter(|project| limit.projects.contains(project));
            let spent: u64 = own().map(|project| self.costs[*project]).sum();
            limit.number.is_none_or(|most| (own().count() as u64) < u64::from(most))
                && limit.amount.is_none_or(|most| spent + self.costs[project] <= most)
        })
    }

    pub(crate) fn limits_overlap(&self) -> bool {
        let under = |project: &usize| {
            self.limits.iter().filter(|limit| limit.projects.contains(project)).count()
        };
        self.sections().iter().flat_map(|section| section.on_ballot.clone()).any(|p| under(&p) > 1)
    }

    /// The constraints as the crate takes them, amounts as `amount` writes them.
    pub(crate) fn constraints(
        &self,
        instance: &Instance,
        amount: impl Fn(u64) -> Decimal,
    ) -> Constraints {
        let all: Vec<ProjectIndex> = instance.indexes().collect();
        let ids = |projects: &[usize]| {
            projects.iter().map(|project| instance.project(all[*project]).id.clone()).collect()
        };
        let limits = self.limits.iter().zip(1..).map(|(limit, number)| Limit {
            name: format!("limit {number}"),
            projects: ids(&limit.projects),
            number: limit.number,
            amount: limit.amount.map(&amount),
        });
        let parts = self.parts.iter().zip(1..).map(|((money, projects), number)| Part {
            name: format!("part {number}"),
            amount: amount(*money),
            projects: ids(projects),
        });
        let (limits, parts) = (limits.collect(), parts.collect());
        Constraints { min_votes: self.min_votes, limits, parts }
    }

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
        let phragmen = [false, true].map(|then_greedy| Rule::Phragmen { then_greedy });
        let best = [false, true].map(|times_cost| Rule::MaxWelfare { times_cost });
        // Overlapping limits are more than it can honour.
        let best = if self.limits_overlap() { &[][..] } else { &best[..] };
        [&self.greedy_rules(), &self.equal_shares(), &phragmen[..], best].concat()
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
        let constraints = self.constraints(&instance, Decimal::from);
        let election = Election::new(&instance, &profile, &ties).unwrap().under(&constraints);
        rule.tally(&election).unwrap()
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
