//! The names of all variants of Equal Shares.

use super::{Completion, EqualShares, Utility};
use crate::rules::RuleInfo;

const SOURCE: &str = "Peters, Pierczynski and Skowron, Proportional Participatory Budgeting with \
     Additive Utilities, NeurIPS 2021; completions: Faliszewski et al., Participatory Budgeting: \
     Data, Tools, and Analysis, IJCAI 2023, and equalshares.net";

/// The completions by the end of a name, and whether the rest of the money is given greedily.
const ENDINGS: [(&str, Completion, bool); 8] = [
    ("", Completion::None, false),
    ("_u", Completion::None, true),
    ("_add1", Completion::Add1, false),
    ("_add1u", Completion::Add1, true),
    ("_esnet_add1", Completion::EsnetAdd1, false),
    ("_esnet_add1u", Completion::EsnetAdd1, true),
    ("_add1_city", Completion::CityAdd1, false),
    ("_add1u_city", Completion::CityAdd1, true),
];

/// One entry per ending, in the order of [`ENDINGS`].
macro_rules! variants {
    ($name:literal, $worth:literal) => {
        [
            variants!($name, "", $worth, "."),
            variants!($name, "_u", $worth, "; what is left is given by greedy_votes."),
            variants!($name, "_add1", $worth, "; everyone's share grows by 1 until no supported project fits or the envelope would be exceeded."),
            variants!($name, "_add1u", $worth, "; everyone's share grows by 1 until no supported project fits or the envelope would be exceeded; what is left is given by greedy_votes."),
            variants!($name, "_esnet_add1", $worth, "; the share, rounded down at first, grows by 1 until no project at all fits or the envelope would be exceeded."),
            variants!($name, "_esnet_add1u", $worth, "; the share, rounded down at first, grows by 1 until no project at all fits or the envelope would be exceeded; what is left is given by greedy_votes."),
            variants!($name, "_add1_city", $worth, "; the share, rounded down at first, grows by 1 until the envelope would be exceeded."),
            variants!($name, "_add1u_city", $worth, "; the share, rounded down at first, grows by 1 until the envelope would be exceeded; what is left is given by greedy_votes."),
        ]
    };
    ($name:literal, $ending:literal, $worth:literal, $then:literal) => {
        RuleInfo {
            name: concat!("mes_", $name, $ending),
            definition: concat!(
                "Voters get equal shares of the envelope; again and again the project that costs ",
                "its supporters least per utility is bought from their shares, where to a ",
                "supporter a project is worth ", $worth, $then
            ),
            source: SOURCE,
            parameters: &[],
            by_sums: false,
        }
    };
}

const COST: [RuleInfo; 8] = variants!("cost", "its cost");
const CARDINALITY: [RuleInfo; 8] = variants!("card", "1");
const POINTS: [RuleInfo; 8] = variants!("points", "the points given to it");
const POINTS_COST: [RuleInfo; 8] =
    variants!("points_cost", "the points given to it times its cost");
const BORDA: [RuleInfo; 8] = variants!("borda", "its Borda points");
const BORDA_COST: [RuleInfo; 8] = variants!("borda_cost", "its Borda points times its cost");

/// The utilities with their infos.
static FAMILIES: [(Utility, [RuleInfo; 8]); 6] = [
    (Utility::Cost, COST),
    (Utility::Cardinality, CARDINALITY),
    (Utility::Points, POINTS),
    (Utility::PointsCost, POINTS_COST),
    (Utility::Borda, BORDA),
    (Utility::BordaCost, BORDA_COST),
];

/// All variants with what people should know about them.
pub(in crate::rules) fn infos() -> impl Iterator<Item = &'static RuleInfo> {
    FAMILIES.iter().flat_map(|(_, infos)| infos)
}

impl EqualShares {
    pub(in crate::rules) fn from_name(name: &str) -> Option<Self> {
        let all = FAMILIES.iter().flat_map(|(utility, infos)| {
            infos.iter().zip(ENDINGS).map(move |(info, ending)| (*utility, info, ending))
        });
        let mut named = all.filter(|(_, info, _)| info.name == name);
        named.next().map(|(utility, _, (_, completion, then_greedy))| Self {
            utility,
            completion,
            then_greedy,
        })
    }

    /// Name, definition and source.
    pub(in crate::rules) fn info(&self) -> &'static RuleInfo {
        let [(_, [first, ..]), ..] = &FAMILIES;
        let family = FAMILIES.iter().find(|(utility, _)| *utility == self.utility);
        let infos = family.iter().flat_map(|(_, infos)| infos.iter().zip(ENDINGS));
        let found = infos.filter(|(_, (_, completion, then_greedy))| {
            (*completion, *then_greedy) == (self.completion, self.then_greedy)
        });
        // Every combination is listed.
        found.map(|(info, _)| info).next().unwrap_or(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_and_infos_go_together() {
        for (_, infos) in &FAMILIES {
            for (info, (ending, ..)) in infos.iter().zip(ENDINGS) {
                let stem = info.name.strip_suffix(ending).unwrap();
                assert!(!stem.contains("add1") && !stem.ends_with("_u"), "{}", info.name);
                assert_eq!(EqualShares::from_name(info.name).unwrap().info(), info);
            }
        }
    }
}
