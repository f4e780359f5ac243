//! What is measured: four real elections and the rules that a city would ask for.

use std::io::Read as _;

use tally::pb::FileElection;
use tally::{BallotKind, Completion, Election, EqualShares, Outcome, Rule, TieOrder, Utility};

const ELECTIONS: [&str; 4] = [
    "Poland_Lodz_2022",
    "Poland_Wroclaw_2015_150_-_500",
    "Poland_Katowice_2020",
    "Poland_Krakow_2024",
];

/// The names and bytes of the elections whose names contain one of `only` (all when it is empty).
pub(crate) fn elections(only: &[String]) -> Vec<(&'static str, Vec<u8>)> {
    let wanted = |name: &&str| only.is_empty() || only.iter().any(|part| name.contains(part));
    let read = |name: &'static str| {
        let path = fixtures::shared(&format!("pabulib/{name}.pb.gz"))?;
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path).unwrap();
        flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
        Some((name, bytes))
    };
    ELECTIONS.into_iter().filter(wanted).filter_map(read).collect()
}

/// Greedy, Equal Shares by cost (points, Borda), the same with the cities' completion, Phragmén.
pub(crate) fn rules(kind: BallotKind) -> [(&'static str, Rule); 4] {
    let utility = match kind {
        BallotKind::Ranked => Utility::BordaCost,
        kind if kind.has_points() => Utility::PointsCost,
        _ => Utility::Cost,
    };
    let shares =
        |completion| Rule::EqualShares(EqualShares { utility, completion, then_greedy: false });
    [
        ("greedy", Rule::GreedyVotes),
        ("shares", shares(Completion::None)),
        ("city", shares(Completion::CityAdd1)),
        ("phragmen", Rule::Phragmen { then_greedy: false }),
    ]
}

/// Decides an election read from a file, ties by id.
pub(crate) fn decide(file: &FileElection, rule: Rule) -> Outcome {
    let ties = TieOrder::by_id(&file.instance);
    rule.tally(&Election::new(&file.instance, &file.profile, &ties).unwrap()).unwrap()
}
