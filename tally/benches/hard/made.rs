//! The elections, from a seeded generator.

use tally::{BallotKind, Decimal, Instance, Profile, ProfileBuilder, ProjectIndex};

pub(crate) struct Made {
    pub(crate) instance: Instance,
    pub(crate) profile: Profile,
}

/// What sets a family apart.
struct Shape {
    kind: BallotKind,
    voters: u64,
    projects: u64,
    /// The longest ballot.
    longest: u64,
    /// The least and the greatest cost, in units of `10^-places`.
    costs: (u64, u64),
    places: u8,
    /// How much of the sum of all costs the envelope is, in thousandths.
    envelope: u64,
    /// The most points for one project.
    points: u64,
}

const SETS: Shape = Shape {
    kind: BallotKind::Approval,
    voters: 86_000,
    projects: 120,
    longest: 15,
    costs: (10_000, 2_000_000),
    places: 0,
    envelope: 250,
    points: 1,
};

/// A name and how it is made.
pub(crate) type Named = (&'static str, fn() -> Made);

pub(crate) const ALL: [Named; 23] = [
    ("a capital's approval", || SETS.make()),
    ("a capital's rankings", || Shape { kind: BallotKind::Ranked, ..SETS }.make()),
    ("points with large numbers", || {
        Shape { kind: BallotKind::Cumulative, voters: 40_000, points: 1_000_000_000, ..SETS }.make()
    }),
    ("points with cents", || {
        Shape {
            kind: BallotKind::Score,
            voters: 20_000,
            points: 100,
            places: 2,
            costs: (100_000, 99_999_999),
            ..SETS
        }
        .make()
    }),
    ("long ballots", || Shape { voters: 10_000, projects: 400, longest: 200, ..SETS }.make()),
    ("a thousand projects", || {
        Shape { voters: 30_000, projects: 1_000, longest: 30, ..SETS }.make()
    }),
    ("a neighbourhood in so'm", || {
        Shape {
            voters: 3_000,
            projects: 40,
            longest: 8,
            costs: (80_000_000, 1_500_000_000),
            ..SETS
        }
        .make()
    }),
    ("a district in so'm", || {
        Shape {
            voters: 40_000,
            projects: 80,
            longest: 5,
            costs: (80_000_000, 1_500_000_000),
            ..SETS
        }
        .make()
    }),
    // The same district, its currency worth a thousandth.
    ("a district in a small currency", || {
        Shape {
            voters: 40_000,
            projects: 80,
            longest: 5,
            costs: (80_000_000_000, 1_500_000_000_000),
            ..SETS
        }
        .make()
    }),
    ("a district's rankings in so'm", || {
        Shape {
            kind: BallotKind::Ranked,
            voters: 20_000,
            projects: 60,
            longest: 5,
            costs: (80_000_000, 1_500_000_000),
            ..SETS
        }
        .make()
    }),
    ("a district's points in so'm", || {
        Shape {
            kind: BallotKind::Cumulative,
            voters: 10_000,
            projects: 60,
            longest: 5,
            points: 10,
            costs: (80_000_000, 1_500_000_000),
            ..SETS
        }
        .make()
    }),
    ("a few voters with a lot of money", || {
        Shape { voters: 40, projects: 30, longest: 12, costs: (50_000_000, 900_000_000), ..SETS }
            .make()
    }),
    ("one voter", || {
        Shape { voters: 1, projects: 50, longest: 50, costs: (1_000_000, 999_999_999), ..SETS }
            .make()
    }),
    ("one project", || {
        Shape {
            voters: 5_000,
            projects: 1,
            longest: 1,
            costs: (900_000_000, 900_000_001),
            envelope: 1_000,
            ..SETS
        }
        .make()
    }),
    ("a share below one", || {
        Shape {
            kind: BallotKind::ChooseOne,
            voters: 1_000_000,
            projects: 30,
            longest: 1,
            costs: (5_000, 60_000),
            ..SETS
        }
        .make()
    }),
    ("a small envelope", || Shape { voters: 20_000, envelope: 0, ..SETS }.make()),
    ("a full envelope", || Shape { voters: 20_000, envelope: 999, ..SETS }.make()),
    ("knapsack: amounts of 12 digits", || {
        Shape {
            voters: 5_000,
            projects: 200,
            longest: 20,
            costs: (100_000_000_000, 999_999_999_999),
            ..SETS
        }
        .make()
    }),
    ("long ballots, amounts of 12 digits", || {
        Shape {
            voters: 10_000,
            projects: 400,
            longest: 80,
            costs: (100_000_000_000, 999_999_999_999),
            envelope: 500,
            ..SETS
        }
        .make()
    }),
    ("points to a million", || {
        Shape {
            kind: BallotKind::Cumulative,
            voters: 15_000,
            projects: 300,
            longest: 30,
            points: 1_000_000,
            costs: (1_000_000_000, 100_000_000_000),
            envelope: 125,
            ..SETS
        }
        .make()
    }),
    ("knapsack: equal support", || equal_support(200)),
    ("knapsack: support goes with cost", || correlated(200)),
    ("knapsack: cost is what it is worth", || subset_sum(100)),
];

impl Shape {
    fn make(&self) -> Made {
        let mut random = Random(self.voters * 31 + self.projects);
        let (least, most) = self.costs;
        let costs: Vec<u64> = (0..self.projects)
            .map(|_| {
                // Few large ones, many small ones.
                let skew = random.below(1_000) * random.below(1_000) / 1_000;
                least + (most - least) / 1_000 * skew + random.below((most - least) / 1_000 + 1)
            })
            .collect();
        let total: u64 = costs.iter().sum();
        let envelope = (total / 1_000 * self.envelope).max(least / 2);
        let instance = instance(envelope, &costs, self.places);
        let all: Vec<ProjectIndex> = instance.indexes().collect();
        let mut builder = ProfileBuilder::new(self.kind, &instance);
        for _ in 0..self.voters {
            let length = 1 + random.below(self.longest);
            let home = random.below(self.projects);
            // Half of a ballot is near home, half is what everybody likes.
            let mut chosen: Vec<ProjectIndex> = Vec::new();
            for _ in 0..length {
                let near = (home + random.below(8)) % self.projects;
                let popular =
                    random.below(self.projects) * random.below(self.projects) / self.projects;
                let project = if random.below(2) == 0 { near } else { popular };
                let project = all[project as usize];
                if !chosen.contains(&project) {
                    chosen.push(project);
                }
            }
            match self.kind {
                kind if kind.is_set() => builder.add_set(chosen, 1),
                BallotKind::Ranked => builder.add_ranking(chosen, 1),
                _ => {
                    let points: Vec<(ProjectIndex, u64)> = chosen
                        .into_iter()
                        .map(|project| (project, random.below(self.points) + 1))
                        .collect();
                    builder.add_points(points, 1)
                }
            }
            .unwrap();
        }
        Made { instance, profile: builder.build() }
    }
}

/// Every project has the same support, and costs of 12 digits.
fn equal_support(projects: u64) -> Made {
    let mut random = Random(7);
    let costs: Vec<u64> =
        (0..projects).map(|_| 100_000_000_000 + random.below(900_000_000_000)).collect();
    with_scores(&costs, &vec![100; projects as usize])
}

/// Support is cost plus a constant: hard for knapsacks (Pisinger).
fn correlated(projects: u64) -> Made {
    let mut random = Random(8);
    let costs: Vec<u64> = (0..projects).map(|_| 1 + random.below(100_000)).collect();
    let scores: Vec<u64> = costs.iter().map(|cost| cost + 10_000).collect();
    with_scores(&costs, &scores)
}

/// Support is cost: the sums of subsets, all even, and an odd envelope.
fn subset_sum(projects: u64) -> Made {
    let mut random = Random(9);
    let costs: Vec<u64> = (0..projects).map(|_| 2 * (1 + random.below(500_000_000))).collect();
    with_scores(&costs, &costs)
}

/// Every project with voters who choose it alone; half of all costs are to be spent.
fn with_scores(costs: &[u64], scores: &[u64]) -> Made {
    let instance = instance((costs.iter().sum::<u64>() / 2) | 1, costs, 0);
    let mut builder = ProfileBuilder::new(BallotKind::Approval, &instance);
    for (project, score) in instance.indexes().zip(scores) {
        builder.add_set([project], *score).unwrap();
    }
    Made { instance, profile: builder.build() }
}

fn instance(envelope: u64, costs: &[u64], places: u8) -> Instance {
    let one = 10_u64.pow(u32::from(places));
    let amount = |units: u64| -> Decimal {
        format!("{}.{:0width$}", units / one, units % one, width = usize::from(places).max(1))
            .parse()
            .unwrap()
    };
    let projects = costs.iter().enumerate();
    let projects = projects.map(|(number, cost)| (number.to_string(), amount(*cost)));
    Instance::new(amount(envelope), projects).unwrap()
}

/// SplitMix64, for numbers that look random and are the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (word ^ (word >> 31)) % bound.max(1)
    }
}
