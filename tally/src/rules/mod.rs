//! The rules, one file each, behind one enum.
//!
//! A rule's file holds its definition in one sentence, its source, and a `run` function from an
//! election to an outcome that reports each step to a trace. To add a rule: write such a file,
//! add a variant to [`Rule`], and name it in `ALL`, `from_name`, `info` and `tally_traced` (the
//! compiler asks for all but the first two; a test asks for those).

mod account;
mod backers;
mod constrained;
mod contested;
mod equal_shares;
mod foresight;
mod greedy;
mod greedy_votes;
mod greedy_votes_cheapest_tie;
mod greedy_votes_noskip;
mod greedy_votes_per_cost;
mod greedy_votes_threshold;
mod ledger;
mod maxwelfare;
mod phragmen;

use std::sync::LazyLock;

use serde::Serialize;

pub use self::equal_shares::{Completion, EqualShares, Utility};
pub use self::foresight::Foresight;

use crate::decimal::Decimal;
use crate::election::Election;
use crate::error::TallyError;
use crate::outcome::Outcome;
use crate::trace::Step;

/// A rule with its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Highest score first; what does not fit is skipped.
    GreedyVotes,
    /// Highest score per unit of cost first; what does not fit is skipped.
    GreedyVotesPerCost,
    /// Highest score first; ends at the first project that does not fit.
    GreedyVotesNoskip,
    /// As [`Rule::GreedyVotes`], among projects that reach a minimum score.
    GreedyVotesThreshold {
        /// The least score with which a project takes part.
        threshold: Decimal,
    },
    /// As [`Rule::GreedyVotes`], but of equal scores the cheaper comes first.
    GreedyVotesCheapestTie,
    /// Projects are bought from equal shares of the envelope.
    EqualShares(EqualShares),
    /// Projects are bought so that their supporters carry least.
    Phragmen {
        /// Whether what is left is given by greedy_votes.
        then_greedy: bool,
    },
    /// The choice of projects that is worth most.
    MaxWelfare {
        /// Whether a project is worth its score times its cost, not its score.
        times_cost: bool,
    },
}

/// What a person should know about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RuleInfo {
    /// The name on the command line and in published records.
    pub name: &'static str,
    /// The definition in one sentence.
    pub definition: &'static str,
    /// Where the rule is defined or used.
    pub source: &'static str,
    /// The parameters it takes.
    pub parameters: &'static [&'static str],
    /// Whether it ranks projects by sums over ballots (votes or points of a project, and its
    /// cost) and gives them their turns in that order.
    pub by_sums: bool,
}

/// Every rule there is, in the order in which they are listed to people.
static ALL: LazyLock<Vec<&RuleInfo>> = LazyLock::new(|| {
    let greedy = [
        &greedy_votes::INFO,
        &greedy_votes_per_cost::INFO,
        &greedy_votes_noskip::INFO,
        &greedy_votes_threshold::INFO,
        &greedy_votes_cheapest_tie::INFO,
    ];
    let others = [&phragmen::INFO, &phragmen::INFO_U, &maxwelfare::VOTES, &maxwelfare::COST];
    greedy.into_iter().chain(equal_shares::infos()).chain(others).collect()
});

impl Rule {
    /// What people should know about each rule.
    #[must_use]
    pub fn all() -> &'static [&'static RuleInfo] {
        &ALL
    }

    /// The rule of a name, with parameters given as text.
    ///
    /// # Errors
    /// An unknown name or parameter; a value that cannot be read; a missing parameter.
    pub fn from_name(name: &str, parameters: &[(&str, &str)]) -> Result<Self, TallyError> {
        let info = ALL.iter().find(|info| info.name == name);
        let info = info.ok_or_else(|| TallyError::UnknownRule(name.to_owned()))?;
        if let Some((other, _)) = parameters.iter().find(|(key, _)| !info.parameters.contains(key))
        {
            return Err(TallyError::UnknownParameter {
                rule: info.name,
                name: (*other).to_owned(),
            });
        }
        match info.name {
            "greedy_votes" => Ok(Self::GreedyVotes),
            "greedy_votes_per_cost" => Ok(Self::GreedyVotesPerCost),
            "greedy_votes_noskip" => Ok(Self::GreedyVotesNoskip),
            "greedy_votes_threshold" => {
                Ok(Self::GreedyVotesThreshold { threshold: threshold(info.name, parameters)? })
            }
            "greedy_votes_cheapest_tie" => Ok(Self::GreedyVotesCheapestTie),
            "phragmen" => Ok(Self::Phragmen { then_greedy: false }),
            "phragmen_u" => Ok(Self::Phragmen { then_greedy: true }),
            "maxwelfare_votes" => Ok(Self::MaxWelfare { times_cost: false }),
            "maxwelfare_cost" => Ok(Self::MaxWelfare { times_cost: true }),
            _ => {
                let equal_shares = EqualShares::from_name(name).map(Self::EqualShares);
                equal_shares.ok_or_else(|| TallyError::UnknownRule(name.to_owned()))
            }
        }
    }

    /// Name, definition and source.
    #[must_use]
    pub fn info(&self) -> &'static RuleInfo {
        match self {
            Self::GreedyVotes => &greedy_votes::INFO,
            Self::GreedyVotesPerCost => &greedy_votes_per_cost::INFO,
            Self::GreedyVotesNoskip => &greedy_votes_noskip::INFO,
            Self::GreedyVotesThreshold { .. } => &greedy_votes_threshold::INFO,
            Self::GreedyVotesCheapestTie => &greedy_votes_cheapest_tie::INFO,
            Self::EqualShares(variant) => variant.info(),
            Self::Phragmen { then_greedy: false } => &phragmen::INFO,
            Self::Phragmen { then_greedy: true } => &phragmen::INFO_U,
            Self::MaxWelfare { times_cost: false } => &maxwelfare::VOTES,
            Self::MaxWelfare { times_cost: true } => &maxwelfare::COST,
        }
    }

    /// The rule's name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.info().name
    }

    /// Decides the election.
    ///
    /// # Errors
    /// Points whose sum exceeds 128 bits; ballots of a kind that the rule cannot read, or more of
    /// them than it can count; constraints that do not fit the election, or that the rule cannot
    /// honour.
    pub fn tally(&self, election: &Election<'_>) -> Result<Outcome, TallyError> {
        self.tally_traced(election, &mut |_| {})
    }

    /// Decides the election and hands each step to `trace` as it is taken.
    ///
    /// # Errors
    /// As [`Rule::tally`].
    pub fn tally_traced(
        &self,
        election: &Election<'_>,
        trace: &mut dyn FnMut(Step),
    ) -> Result<Outcome, TallyError> {
        match election.constraints.filter(|constraints| !constraints.is_empty()) {
            Some(constraints) => constrained::run(*self, election, constraints, trace),
            None => self.decide(election, trace),
        }
    }

    /// One election under limits, which the rule has to keep.
    fn decide(
        &self,
        election: &Election<'_>,
        trace: &mut dyn FnMut(Step),
    ) -> Result<Outcome, TallyError> {
        match *self {
            Self::GreedyVotes => greedy_votes::run(election, trace),
            Self::GreedyVotesPerCost => greedy_votes_per_cost::run(election, trace),
            Self::GreedyVotesNoskip => greedy_votes_noskip::run(election, trace),
            Self::GreedyVotesThreshold { threshold } => {
                greedy_votes_threshold::run(election, threshold, trace)
            }
            Self::GreedyVotesCheapestTie => greedy_votes_cheapest_tie::run(election, trace),
            Self::EqualShares(variant) => variant.run(election, trace),
            Self::Phragmen { then_greedy } => phragmen::run(election, then_greedy, trace),
            Self::MaxWelfare { times_cost } => maxwelfare::run(election, times_cost, trace),
        }
    }
}

fn threshold(rule: &'static str, parameters: &[(&str, &str)]) -> Result<Decimal, TallyError> {
    let given = parameters.iter().rev().find(|(key, _)| *key == "threshold");
    let (_, text) = given.ok_or(TallyError::NoThreshold(rule))?;
    text.parse().map_err(|_| TallyError::BadThreshold((*text).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_rule_has_its_name() {
        for info in Rule::all() {
            let parameters: Vec<(&str, &str)> = info.parameters.iter().map(|p| (*p, "7")).collect();
            let rule = Rule::from_name(info.name, &parameters).unwrap();
            assert_eq!(rule.info(), *info);
        }
    }

    #[test]
    fn wrong_names_and_parameters_say_what_is_wrong() {
        let problem = |name, parameters: &[(&str, &str)]| {
            Rule::from_name(name, parameters).unwrap_err().to_string()
        };
        assert_eq!(problem("greedy", &[]), "there is no rule called `greedy`");
        assert_eq!(
            problem("greedy_votes", &[("threshold", "5")]),
            "the rule `greedy_votes` has no parameter `threshold`"
        );
        assert!(problem("greedy_votes_threshold", &[]).contains("needs the parameter `threshold`"));
        assert!(problem("greedy_votes_threshold", &[("threshold", "ten")]).contains("`ten`"));
    }
}
